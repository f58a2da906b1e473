#include "calibrate/hindcast.h"

#include "base/ctx.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/text.h"
#include "calibrate/measure.h"
#include <math.h>
#include <string.h>

/* --- months -------------------------------------------------------------- */

struct aisle_encounter_month *hindcast_months(const struct aisle_asylum_data *data,
                                              const struct aisle_targets *targets,
                                              int *count)
{
    int before = 0;
    while (before < targets->month_count &&
           (data->month_count == 0 ||
            targets->months[before].month < data->months[0].month))
        before++;
    struct aisle_encounter_month *months =
        mem_new((size_t)before + (size_t)data->month_count, sizeof *months);
    if (!months)
        return NULL;
    if (before)
        memcpy(months, targets->months, (size_t)before * sizeof *months);
    if (data->month_count)
        memcpy(months + before, data->months,
               (size_t)data->month_count * sizeof *months);
    *count = before + data->month_count;
    return months;
}

struct aisle_encounter_month *hindcast_no_months(aisle_day day, int count)
{
    struct aisle_encounter_month *months = mem_new((size_t)count, sizeof *months);
    int y, m, d;
    aisle_day_to_civil(day, &y, &m, &d);
    for (int i = 0; months && i < count; i++) {
        months[i].month = aisle_day_from_civil(y, m, 1);
        y += m == 12;
        m = m == 12 ? 1 : m + 1;
    }
    return months;
}

/* Expulsions under Title 42 in the months after `start`, for `years`. */
static double title_42_within(const struct aisle_asylum_data *data, aisle_day start,
                              int years)
{
    double sum = 0;
    for (int i = 0; i < data->month_count; i++) {
        const struct aisle_encounter_month *m = &data->months[i];
        if (m->month <= start || m->month > start + (aisle_day)(365.25 * years))
            continue;
        for (int k = 0; k < AISLE_DEMOGRAPHIC_COUNT; k++)
            sum += m->title_42_between_ports[k] + m->title_42_at_ports[k];
    }
    return sum;
}

/* --- lines of runs.csv ---------------------------------------------------- */

static enum aisle_status bad_line(struct aisle_ctx *ctx,
                                  const struct aisle_run_line *line, const char *wanted)
{
    struct place place = {"data/calibration/runs.csv", line->line, 0};
    return ctx_fail_at(ctx, AISLE_INPUT, place, NULL, "%s of run '%s' is '%s', not %s",
                       line->key, line->run, line->value, wanted);
}

/* A parameter to pin, or a lever of the second side. */
static enum aisle_status take_number(struct aisle_ctx *ctx,
                                     const struct hindcast *hindcast,
                                     const struct aisle_run_line *line,
                                     struct hindcast_run *run)
{
    double value;
    if (!text_to_double(line->value, &value))
        return bad_line(ctx, line, "a number");
    int place = space_find(&hindcast->space, hindcast->parameters, line->key);
    int lever = aisle_lever_find(line->key);
    if (place >= 0)
        run->pin[place] = value;
    else if (lever >= 0)
        run->trials.package.lever[lever] = value;
    else
        return bad_line(ctx, line, "of a parameter or lever that there is");
    return AISLE_OK;
}

static enum aisle_status take_line(struct aisle_ctx *ctx,
                                   const struct hindcast *hindcast,
                                   const struct aisle_run_line *line,
                                   struct hindcast_run *run)
{
    struct aisle_asylum_options *o = &run->trials.options;
    int64_t number;
    if (strcmp(line->key, "start") == 0) {
        o->start = aisle_day_parse(line->value);
        return o->start == AISLE_DAY_NONE ? bad_line(ctx, line, "a date") : AISLE_OK;
    }
    if (strcmp(line->key, "years") == 0) {
        if (!text_to_int(line->value, 1, 20, &number))
            return bad_line(ctx, line, "a number of years from 1 to 20");
        o->years = (int)number;
        return AISLE_OK;
    }
    if (strcmp(line->key, "arrivals") == 0) {
        o->recorded_arrivals = strcmp(line->value, "recorded") == 0;
        if (!o->recorded_arrivals && strcmp(line->value, "none") != 0)
            return bad_line(ctx, line, "recorded or none");
        return AISLE_OK;
    }
    return take_number(ctx, hindcast, line, run);
}

/* --- runs ---------------------------------------------------------------- */

static const struct hindcast_run *find_run(const struct hindcast *hindcast,
                                           const char *name)
{
    for (int i = 0; i < hindcast->run_count; i++)
        if (strcmp(hindcast->runs[i].name, name) == 0)
            return &hindcast->runs[i];
    return NULL;
}

static enum aisle_status fill_months(struct aisle_ctx *ctx,
                                     const struct hindcast *hindcast,
                                     const struct aisle_asylum_data *data,
                                     struct hindcast_run *run)
{
    struct aisle_asylum_options *o = &run->trials.options;
    run->data = *data;
    run->data.month_count = 12 * (o->years + 2);
    run->data.months =
        o->recorded_arrivals
            ? hindcast_months(data, hindcast->targets, &run->data.month_count)
            : hindcast_no_months(o->start - 366, run->data.month_count);
    run->title_42 =
        o->recorded_arrivals ? title_42_within(data, o->start, o->years) : 0;
    o->recorded_arrivals = true; /* "none" is recorded as nobody */
    run->trials.data = &run->data;
    return run->data.months ? AISLE_OK : ctx_no_memory(ctx);
}

static enum aisle_status make_run(struct aisle_ctx *ctx, struct hindcast *hindcast,
                                  const struct aisle_asylum_data *data,
                                  const struct aisle_asylum_options *options,
                                  const char *name)
{
    enum aisle_status status = AISLE_OK;
    struct hindcast_run *run = &hindcast->runs[hindcast->run_count++];
    size_t count = (size_t)hindcast->space.count;
    run->name = name;
    run->trials = (struct trials){.parameters = hindcast->parameters,
                                  .space = &hindcast->space,
                                  .options = *options,
                                  .threads = options->threads};
    aisle_scenario_init(&run->trials.baseline);
    aisle_scenario_init(&run->trials.package);
    run->pin = mem_new(count, sizeof *run->pin);
    if (!run->pin)
        return ctx_no_memory(ctx);
    for (size_t i = 0; i < count; i++)
        run->pin[i] = NAN;
    for (int i = 0; i < hindcast->targets->line_count; i++)
        if (strcmp(hindcast->targets->lines[i].run, name) == 0)
            TRY(take_line(ctx, hindcast, &hindcast->targets->lines[i], run));
    TRY(fill_months(ctx, hindcast, data, run));
out:
    return status;
}

static enum aisle_status make_runs(struct aisle_ctx *ctx,
                                   const struct aisle_asylum_data *data,
                                   const struct aisle_asylum_options *options,
                                   struct hindcast *hindcast)
{
    enum aisle_status status = AISLE_OK;
    const struct aisle_targets *t = hindcast->targets;
    for (int i = 0; i < t->line_count; i++)
        if (!find_run(hindcast, t->lines[i].run))
            TRY(make_run(ctx, hindcast, data, options, t->lines[i].run));
    for (int i = 0; i < t->target_count; i++)
        if (!find_run(hindcast, t->targets[i].run))
            TRY(ctx_fail(ctx, AISLE_INPUT,
                         "target '%s' names run '%s', which is not "
                         "in runs.csv",
                         t->targets[i].name, t->targets[i].run));
out:
    return status;
}

enum aisle_status
hindcast_make(struct aisle_ctx *ctx, const struct aisle_parameters *parameters,
              const struct aisle_asylum_data *data, const struct aisle_targets *targets,
              const struct aisle_asylum_options *options, struct hindcast *out)
{
    enum aisle_status status;
    struct hindcast made = {.targets = targets, .parameters = parameters};
    TRY(space_make(ctx, parameters, &made.space));
    made.runs = mem_new((size_t)targets->line_count, sizeof *made.runs);
    if (!made.runs)
        TRY(ctx_no_memory(ctx));
    TRY(make_runs(ctx, data, options, &made));
    *out = made;
    for (int i = 0; i < out->run_count; i++) { /* to where they are now */
        out->runs[i].trials.space = &out->space;
        out->runs[i].trials.data = &out->runs[i].data;
    }
    return AISLE_OK;
out:
    hindcast_clear(&made);
    return status;
}

void hindcast_clear(struct hindcast *hindcast)
{
    for (int i = 0; i < hindcast->run_count; i++) {
        free(hindcast->runs[i].data.months);
        free(hindcast->runs[i].pin);
    }
    free(hindcast->runs);
    space_clear(&hindcast->space);
    *hindcast = (struct hindcast){0};
}

/* --- running ------------------------------------------------------------- */

/* One run at many points; those that are kept are not run again. */
struct batch {
    const struct hindcast *hindcast;
    const struct hindcast_run *run;
    const bool *want;
    double *y;      /* [count][targets], all points */
    double *values; /* [left][space.count] */
    uint64_t *lucks;
    uint64_t *keys;
    int *point; /* [left] */
    int left;
    int missing; /* a target whose measure names nothing; -1: none */
};

static bool takes(const struct batch *b, int t)
{
    return b->want[t] &&
           strcmp(b->hindcast->targets->targets[t].run, b->run->name) == 0;
}

static double value_of(const struct batch *b, const double *values, const char *name)
{
    return values[space_find(&b->hindcast->space, b->hindcast->parameters, name)];
}

static void read_batch(void *user, int i, const struct aisle_outcome *outcome)
{
    struct batch *b = user;
    const struct aisle_targets *targets = b->hindcast->targets;
    int count = targets->target_count;
    const double *values = b->values + (size_t)i * (size_t)b->hindcast->space.count;
    struct measure_view view = {
        .title_42 = b->run->title_42,
        .other_receipts = value_of(b, values, "court_other_receipts"),
        .pending_start = value_of(b, values, "court_pending_start")};
    double *y = b->y + (size_t)b->point[i] * (size_t)count;
    for (int t = 0; t < count; t++) {
        if (!takes(b, t))
            continue;
        y[t] = measure_take(&targets->targets[t], outcome, &view);
        if (isnan(y[t]))
#pragma omp atomic write
            b->missing = t;
    }
    const struct aisle_asylum_keep *keep = b->hindcast->keep;
    if (keep)
#pragma omp critical(calibrate_keep)
        keep->put(keep->user, b->keys[i], (size_t)count * sizeof *y, y);
}

/* Of the run, the point, the luck and the measures wanted. */
static uint64_t key_of(const struct batch *b, const double *values, uint64_t luck)
{
    const struct aisle_targets *targets = b->hindcast->targets;
    const struct aisle_asylum_options *o = &b->run->trials.options;
    struct hash hash;
    char hex[65], text[96];
    hash_init(&hash);
    hash_add_text(&hash, "hindcast 1");
    hash_add_text(&hash, b->run->name);
    snprintf(text, sizeof text, "%d %d %d %llu", o->start, o->years, o->people_per_case,
             (unsigned long long)luck);
    hash_add_text(&hash, text);
    for (int t = 0; t < targets->target_count; t++) {
        const struct aisle_target *target = &targets->targets[t];
        snprintf(text, sizeof text, "%d %d %d %d", takes(b, t), (int)target->measure,
                 target->from, target->to);
        hash_add_text(&hash, text);
        hash_add_text(&hash, target->of);
    }
    hash_add(&hash, values, (size_t)b->hindcast->space.count * sizeof *values);
    hash_hex(&hash, hex);
    hex[16] = '\0';
    return strtoull(hex, NULL, 16);
}

/* Copy what the run keeps of the kept measures; false when there is none. */
static bool was_kept(const struct batch *b, uint64_t key, double *y, double *work)
{
    const struct aisle_asylum_keep *keep = b->hindcast->keep;
    int count = b->hindcast->targets->target_count;
    if (!keep || !keep->find(keep->user, key, (size_t)count * sizeof *y, work))
        return false;
    for (int t = 0; t < count; t++)
        if (takes(b, t))
            y[t] = work[t];
    return true;
}

static void fill_batch(struct batch *b, int count, const double *values,
                       const uint64_t *lucks, double *work)
{
    size_t width = (size_t)b->hindcast->space.count;
    int targets = b->hindcast->targets->target_count;
    for (int i = 0; i < count; i++) {
        double *to = b->values + (size_t)b->left * width;
        for (size_t k = 0; k < width; k++)
            to[k] =
                isnan(b->run->pin[k]) ? values[(size_t)i * width + k] : b->run->pin[k];
        uint64_t key = key_of(b, to, lucks[i]);
        if (was_kept(b, key, b->y + (size_t)i * (size_t)targets, work))
            continue;
        b->keys[b->left] = key;
        b->lucks[b->left] = lucks[i];
        b->point[b->left++] = i;
    }
}

static enum aisle_status run_batch(struct aisle_ctx *ctx, struct batch *b, int count,
                                   const double *values, const uint64_t *lucks,
                                   const char *task, double done, double total)
{
    enum aisle_status status;
    size_t n = (size_t)count;
    double *work = mem_new((size_t)b->hindcast->targets->target_count, sizeof *work);
    b->values = mem_new(n * (size_t)b->hindcast->space.count, sizeof *b->values);
    b->lucks = mem_new(n, sizeof *b->lucks);
    b->keys = mem_new(n, sizeof *b->keys);
    b->point = mem_new(n, sizeof *b->point);
    if (!work || !b->values || !b->lucks || !b->keys || !b->point) {
        status = ctx_no_memory(ctx);
        goto out;
    }
    fill_batch(b, count, values, lucks, work);
    struct trials trials = b->run->trials;
    trials.task = task;
    trials.done = done;
    trials.total = total;
    TRY(trials_run(ctx, &trials, b->left, b->values, b->lucks, read_batch, b));
    if (b->missing >= 0)
        status = ctx_fail(
            ctx, AISLE_INPUT, "target '%s': the simulation has no %s '%s' there",
            b->hindcast->targets->targets[b->missing].name,
            b->hindcast->targets->targets[b->missing].measure == AISLE_MEASURE_METRIC
                ? "metric"
                : "measure",
            b->hindcast->targets->targets[b->missing].of);
out:
    free(work);
    free(b->values);
    free(b->lucks);
    free(b->keys);
    free(b->point);
    return status;
}

enum aisle_status hindcast_run(struct aisle_ctx *ctx, const struct hindcast *hindcast,
                               int count, const double *values, const uint64_t *lucks,
                               const bool *want, const char *task, double *y)
{
    enum aisle_status status = AISLE_OK;
    size_t size = (size_t)count * (size_t)hindcast->targets->target_count;
    bool needed[64] = {false};
    int runs = 0, done = 0;
    CHECK(hindcast->run_count <= 64);
    for (size_t i = 0; i < size; i++)
        y[i] = NAN;
    for (int r = 0; r < hindcast->run_count; r++) {
        struct batch b = {
            .hindcast = hindcast, .run = &hindcast->runs[r], .want = want};
        for (int t = 0; t < hindcast->targets->target_count; t++)
            needed[r] = needed[r] || takes(&b, t);
        runs += needed[r];
    }
    for (int r = 0; r < hindcast->run_count; r++) {
        struct batch b = {.hindcast = hindcast,
                          .run = &hindcast->runs[r],
                          .want = want,
                          .y = y,
                          .missing = -1};
        if (!needed[r])
            continue;
        TRY(run_batch(ctx, &b, count, values, lucks, task, (double)done * count,
                      (double)runs * count));
        done++;
    }
out:
    return status;
}
