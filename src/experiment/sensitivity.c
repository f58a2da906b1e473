/* Sensitivity of the simulation: Morris over all parameters, Sobol over the few that
 * matter. */
#include "experiment/design.h"
#include "experiment/morris.h"
#include "experiment/sobol.h"
#include "experiment/stopping.h"
#include <aisle/experiment.h>

#include "base/ctx.h"
#include "base/mem.h"
#include "num/special.h"
#include <math.h>
#include <string.h>

enum { LUCKS = 8 };

void aisle_sensitivity_options_init(struct aisle_sensitivity_options *options)
{
    *options = (struct aisle_sensitivity_options){.method = AISLE_SENSITIVITY_MORRIS};
    aisle_asylum_options_init(&options->asylum);
    options->asylum.people_per_case = 100;
}

int aisle_replications_next(int n, double sd, double half_width, int most)
{
    struct stopping rule = {.half_width = half_width, .confidence = 0.95, .most = most};
    return stopping_next(&rule, n, sd);
}

double aisle_half_width(int n, double sd)
{
    return stopping_half_width(0.95, n, sd);
}

/* --- the result ---------------------------------------------------------- */

static struct aisle_sensitivity_cell *cell_at(struct aisle_sensitivity *s, int p, int m)
{
    return &s->cells[p * s->metric_count + m];
}

static enum aisle_status result_make(struct aisle_ctx *ctx, const struct design *job,
                                     int dim, struct aisle_sensitivity *out)
{
    out->parameter_count = dim;
    out->metric_count = WANTED;
    out->of_difference = job->of_difference;
    out->parameters = mem_new((size_t)dim, sizeof *out->parameters);
    out->importance = mem_new((size_t)dim, sizeof *out->importance);
    out->metrics = mem_new(WANTED, sizeof *out->metrics);
    out->cells = mem_new((size_t)dim * WANTED, sizeof *out->cells);
    if (!out->parameters || !out->importance || !out->metrics || !out->cells)
        return ctx_no_memory(ctx);
    for (int p = 0; p < dim; p++) {
        int place = job->space.index[job->active[p]];
        out->parameters[p] = mem_copy_text(job->trials.parameters->items[place].name);
        if (!out->parameters[p])
            return ctx_no_memory(ctx);
        for (int m = 0; m < WANTED; m++)
            *cell_at(out, p, m) = (struct aisle_sensitivity_cell){
                NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN};
    }
    return AISLE_OK;
}

/* One outcome tells the labels; it is cheap beside the design. */
struct labels {
    struct aisle_sensitivity *out;
    bool ok;
};

static void read_labels(void *user, int i, const struct aisle_outcome *outcome)
{
    struct labels *labels = user;
    (void)i;
    for (int m = 0; m < WANTED; m++) {
        struct aisle_sensitivity_metric *to = &labels->out->metrics[m];
        const struct aisle_metric *from =
            aisle_outcome_metric(outcome, design_metrics[m]);
        to->name = mem_copy_text(design_metrics[m]);
        to->label = mem_copy_text(from ? from->label : "");
        to->unit = mem_copy_text(from ? from->unit : "");
        labels->ok = labels->ok && to->name && to->label && to->unit;
    }
}

static enum aisle_status add_labels(struct aisle_ctx *ctx, const struct design *job,
                                    struct aisle_sensitivity *out)
{
    struct labels labels = {.out = out, .ok = true};
    uint64_t luck = trial_luck(job->seed, 0);
    enum aisle_status status =
        trials_run(ctx, &job->trials, 1, job->space.peak, &luck, read_labels, &labels);
    return status == AISLE_OK && !labels.ok ? ctx_no_memory(ctx) : status;
}

static void add_moments(const struct design *job, int count,
                        struct aisle_sensitivity *out)
{
    for (int m = 0; m < WANTED; m++) {
        const double *y = job->y + (size_t)m * (size_t)job->count;
        out->metrics[m].mean = num_mean(y, (size_t)count);
        out->metrics[m].sd = sqrt(num_variance(y, (size_t)count));
    }
}

/* Most important first; ties by the order of the parameters. */
static void sort_rows(struct aisle_sensitivity *s)
{
    struct aisle_sensitivity_cell row[WANTED];
    size_t bytes = sizeof row;
    for (int i = 1; i < s->parameter_count; i++) {
        double key = s->importance[i];
        char *name = s->parameters[i];
        memcpy(row, cell_at(s, i, 0), bytes);
        int j = i;
        for (; j > 0 && s->importance[j - 1] < key; j--) {
            s->importance[j] = s->importance[j - 1];
            s->parameters[j] = s->parameters[j - 1];
            memcpy(cell_at(s, j, 0), cell_at(s, j - 1, 0), bytes);
        }
        s->importance[j] = key;
        s->parameters[j] = name;
        memcpy(cell_at(s, j, 0), row, bytes);
    }
}

/* --- luck, and the order of the rows ------------------------------------- */

/* Luck alone: the same point with other lucks, to say how much of the variance no
 * parameter can explain. */
static enum aisle_status add_luck(struct aisle_ctx *ctx, struct design *job,
                                  struct aisle_sensitivity *out)
{
    enum aisle_status status = design_run(ctx, job, LUCKS, NULL, false);
    for (int m = 0; status == AISLE_OK && m < WANTED; m++)
        out->metrics[m].luck_sd = sqrt(num_variance(job->y + (size_t)m * LUCKS, LUCKS));
    out->trials += LUCKS;
    return status;
}

/* How much parameter p does to metric m: the total index, or the effect over the
 * largest one. */
static double size_of(const struct aisle_sensitivity *s, int p, int m)
{
    const struct aisle_sensitivity_cell *cell = &s->cells[p * s->metric_count + m];
    double largest = 0;
    if (s->method == AISLE_SENSITIVITY_SOBOL)
        return isnan(cell->total) ? 0 : cell->total;
    for (int q = 0; q < s->parameter_count; q++)
        largest = fmax(largest, s->cells[q * s->metric_count + m].effect);
    return largest > 0 ? cell->effect / largest : 0;
}

/* A metric that luck moves half as much as everything together says nothing of
 * parameters. */
static bool tells(const struct aisle_sensitivity_metric *metric)
{
    return metric->luck_sd < metric->sd / 2;
}

static void rank_rows(struct aisle_sensitivity *s)
{
    int used = 0;
    for (int m = 0; m < s->metric_count; m++)
        used += tells(&s->metrics[m]);
    for (int p = 0; p < s->parameter_count; p++) {
        s->importance[p] = 0;
        for (int m = 0; m < s->metric_count; m++)
            if (used == 0 || tells(&s->metrics[m]))
                s->importance[p] += size_of(s, p, m) / (used ? used : s->metric_count);
    }
    sort_rows(s);
}

/* --- Morris -------------------------------------------------------------- */

static void read_effects(const struct design *job, int base, const double *points,
                         const int *moved, struct morris_effect *effects,
                         struct aisle_sensitivity *out)
{
    int dim = job->dim;
    for (int m = 0; m < WANTED; m++) {
        morris_effects(base, dim, points, moved,
                       job->y + (size_t)m * (size_t)job->count, effects);
        for (int p = 0; p < dim; p++) {
            struct aisle_sensitivity_cell *cell = cell_at(out, p, m);
            cell->effect = effects[p].mu_star;
            cell->effect_se = effects[p].se;
            cell->direction = effects[p].mu;
            cell->spread = effects[p].sigma;
        }
    }
}

static enum aisle_status run_morris(struct aisle_ctx *ctx, struct design *job, int base,
                                    struct aisle_sensitivity *out)
{
    enum aisle_status status;
    int count = base * (job->dim + 1);
    size_t size = (size_t)count * (size_t)job->dim;
    double *points = mem_new(size, sizeof *points);
    int *moved = mem_new((size_t)count, sizeof *moved);
    struct morris_effect *effects = mem_new((size_t)job->dim, sizeof *effects);
    if (!points || !moved || !effects) {
        status = ctx_no_memory(ctx);
        goto out;
    }
    morris_design(job->seed, base, job->dim, points, moved);
    TRY(design_run(ctx, job, count, points, true));
    TRY(result_make(ctx, job, job->dim, out));
    out->method = AISLE_SENSITIVITY_MORRIS;
    out->base = base;
    out->trials += count;
    add_moments(job, count, out);
    read_effects(job, base, points, moved, effects, out);
    TRY(add_luck(ctx, job, out));
    rank_rows(out);
out:
    free(points);
    free(moved);
    free(effects);
    return status;
}

/* --- Sobol --------------------------------------------------------------- */

static enum aisle_status read_indices(struct aisle_ctx *ctx, const struct design *job,
                                      int base, struct aisle_sensitivity *out)
{
    int dim = job->dim;
    struct sobol_index *index = mem_new((size_t)dim, sizeof *index);
    double *work = mem_new(2 * SOBOL_RESAMPLES, sizeof *work);
    if (!index || !work) {
        free(index);
        free(work);
        return ctx_no_memory(ctx);
    }
    for (int m = 0; m < WANTED; m++) {
        sobol_indices(job->seed, base, dim, job->y + (size_t)m * (size_t)job->count,
                      work, index);
        for (int p = 0; p < dim; p++) {
            struct aisle_sensitivity_cell *cell = cell_at(out, p, m);
            cell->first = index[p].first;
            cell->first_low = index[p].first_low;
            cell->first_high = index[p].first_high;
            cell->total = index[p].total;
            cell->total_low = index[p].total_low;
            cell->total_high = index[p].total_high;
        }
    }
    free(index);
    free(work);
    return AISLE_OK;
}

static enum aisle_status run_sobol(struct aisle_ctx *ctx, struct design *job, int base,
                                   struct aisle_sensitivity *out)
{
    enum aisle_status status;
    int count = base * (job->dim + 2);
    double *points = mem_new((size_t)count * (size_t)job->dim, sizeof *points);
    if (!points)
        return ctx_no_memory(ctx);
    sobol_design(job->seed, base, job->dim, points);
    TRY(design_run(ctx, job, count, points, true));
    TRY(result_make(ctx, job, job->dim, out));
    out->method = AISLE_SENSITIVITY_SOBOL;
    out->base = base;
    out->trials += count;
    add_moments(job, 2 * base, out); /* A and B: a sample of the ranges */
    TRY(read_indices(ctx, job, base, out));
    TRY(add_luck(ctx, job, out));
    rank_rows(out);
out:
    free(points);
    return status;
}

/* --- the door ------------------------------------------------------------ */

static int find_active(const struct space *space, int *active)
{
    int dim = 0;
    for (int i = 0; i < space->count; i++)
        if (space->high[i] > space->low[i])
            active[dim++] = i;
    return dim;
}

/* The first `keep` parameters of a screening, as coordinates. */
static int keep_first(const struct aisle_sensitivity *screen, const struct design *job,
                      int keep, int *active)
{
    int dim = screen->parameter_count < keep ? screen->parameter_count : keep;
    for (int i = 0; i < dim; i++)
        active[i] =
            space_find(&job->space, job->trials.parameters, screen->parameters[i]);
    return dim;
}

static enum aisle_status check(struct aisle_ctx *ctx,
                               const struct aisle_sensitivity_options *o)
{
    if (o->base < 0 || o->base == 1 || o->base > 4096)
        return ctx_fail(ctx, AISLE_INPUT, "the size of the sample is %d, not 2 to 4096",
                        o->base);
    if (o->keep < 0 || o->keep > 32)
        return ctx_fail(ctx, AISLE_INPUT, "%d parameters to keep, not 1 to 32",
                        o->keep);
    return AISLE_OK;
}

enum aisle_status aisle_sensitivity_run(struct aisle_ctx *ctx,
                                        const struct aisle_parameters *parameters,
                                        const struct aisle_asylum_data *data,
                                        const struct aisle_scenario *package,
                                        const struct aisle_sensitivity_options *options,
                                        struct aisle_sensitivity *out)
{
    enum aisle_status status;
    struct aisle_sensitivity made, screen;
    struct design job = {.seed = options->asylum.seed,
                         .of_difference = !aisle_scenario_is_neutral(package),
                         .keep = options->asylum.keep};
    int *active = NULL;
    aisle_sensitivity_init(&made);
    aisle_sensitivity_init(&screen);
    TRY(check(ctx, options));
    TRY(space_make(ctx, parameters, &job.space));
    active = mem_new((size_t)job.space.count, sizeof *active);
    if (!active) {
        status = ctx_no_memory(ctx);
        goto out;
    }
    job.trials = (struct trials){.parameters = parameters,
                                 .space = &job.space,
                                 .data = data,
                                 .package = *package,
                                 .options = options->asylum,
                                 .threads = options->asylum.threads,
                                 .task = "screening parameters"};
    job.trials.options.keep = NULL; /* the design keeps what it reads */
    aisle_scenario_init(&job.trials.baseline);
    job.active = active;
    job.dim = find_active(&job.space, active);
    bool sobol = options->method == AISLE_SENSITIVITY_SOBOL;
    TRY(run_morris(ctx, &job, options->base && !sobol ? options->base : 12,
                   sobol ? &screen : &made));
    if (sobol) {
        job.dim = keep_first(&screen, &job, options->keep ? options->keep : 8, active);
        job.trials.task = "splitting the variance";
        made.trials = screen.trials;
        TRY(run_sobol(ctx, &job, options->base ? options->base : 128, &made));
    }
    TRY(add_labels(ctx, &job, &made));
    made.years = options->asylum.years;
    made.people_per_case = options->asylum.people_per_case;
    aisle_sensitivity_clear(out);
    *out = made;
    aisle_sensitivity_init(&made);
out:
    aisle_sensitivity_clear(&made);
    aisle_sensitivity_clear(&screen);
    space_clear(&job.space);
    free(job.y);
    free(active);
    return status;
}
