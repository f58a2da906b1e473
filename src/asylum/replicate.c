#include "asylum/replicate.h"

#include "base/mem.h"
#include <omp.h>
#include <string.h>

enum { YEARS_MOST = 20, PEOPLE_MOST = 10000, REPLICATIONS_MOST = 100000 };

/* --- the door ------------------------------------------------------------ */

static enum aisle_status check_range(struct aisle_ctx *ctx, const char *what, int value,
                                     int low, int high)
{
    if (value >= low && value <= high)
        return AISLE_OK;
    return ctx_fail(ctx, AISLE_INPUT, "%s is %d, not from %d to %d", what, value, low,
                    high);
}

static enum aisle_status check_options(struct aisle_ctx *ctx,
                                       const struct aisle_asylum_options *options)
{
    enum aisle_status status;
    TRY(check_range(ctx, "years", options->years, 1, YEARS_MOST));
    TRY(check_range(ctx, "replications", options->replications, 1, REPLICATIONS_MOST));
    TRY(check_range(ctx, "people_per_case", options->people_per_case, 1, PEOPLE_MOST));
out:
    return status;
}

static enum aisle_status check_scenario(struct aisle_ctx *ctx,
                                        const struct aisle_scenario *scenario)
{
    enum aisle_status status = AISLE_OK;
    for (int i = 0; i < AISLE_LEVER_COUNT; i++) {
        const struct aisle_lever_info *info = aisle_lever_info((enum aisle_lever)i);
        double value = scenario->lever[i];
        if (!(value >= info->low && value <= info->high)) /* NAN too */
            status = ctx_fail(ctx, AISLE_INPUT, "lever %s is %g %s, not from %g to %g",
                              info->key, value, info->unit, info->low, info->high);
    }
    return status;
}

static enum aisle_status check_data(struct aisle_ctx *ctx,
                                    const struct aisle_asylum_data *data)
{
    if (data->court_count < 1 || data->court_count > UINT8_MAX)
        return ctx_fail(ctx, AISLE_INPUT, "the record has %d courts, not 1 to 255",
                        data->court_count);
    for (int c = 0; c < data->court_count; c++) {
        int judges = data->courts[c].judge_count;
        if (judges < 1 || judges > UINT8_MAX)
            return ctx_fail(ctx, AISLE_INPUT, "court '%s' has %d judges, not 1 to 255",
                            data->courts[c].name, judges);
    }
    return AISLE_OK;
}

/* A quarter of the replications repeat a parameter set with other luck. */
static int sets_of(int replications)
{
    return replications < 8 ? replications : replications - replications / 4;
}

/* Cut a block into the parts of a result; its size, also with no block. */
static size_t lay_out(const struct study *study, char *block, struct run_result *out)
{
    size_t metric = 0;
    size_t cases = metric + METRIC_COUNT * sizeof(double);
    size_t series = cases + 2 * sizeof(int64_t);
    if (block) {
        out->metric = (double *)(void *)(block + metric);
        out->cases = (int64_t *)(void *)(block + cases);
    }
    if (!study->want_series)
        return series;
    size_t points = (size_t)study->calendar.months + 1;
    size_t cells = series + points * SERIES_COUNT * sizeof(double);
    size_t waits = cells + (size_t)study->data->court_count * NATION_COUNT *
                               CLASS_COUNT * sizeof(struct cell);
    if (block) {
        out->series = (double *)(void *)(block + series);
        out->cells = (struct cell *)(void *)(block + cells);
        out->waits = (uint32_t *)(void *)(block + waits);
    }
    return waits + sizeof(uint32_t) * CLASS_COUNT * WAIT_BINS;
}

static enum aisle_status make_results(struct aisle_ctx *ctx, struct study *study)
{
    size_t count = (size_t)study->replications * (size_t)study->scenario_count;
    study->results = mem_new(count, sizeof *study->results);
    if (!study->results)
        return ctx_no_memory(ctx);
    study->result_size = lay_out(study, NULL, NULL);
    for (size_t i = 0; i < count; i++) {
        char *block = mem_new(1, study->result_size);
        if (!block)
            return ctx_no_memory(ctx);
        lay_out(study, block, &study->results[i]);
    }
    return AISLE_OK;
}

static enum aisle_status make_shared(struct aisle_ctx *ctx, struct study *study)
{
    study->shared = mem_new((size_t)study->sets, sizeof *study->shared);
    if (!study->shared)
        return ctx_no_memory(ctx);
    for (int i = 0; i < study->sets; i++) {
        struct shared *shared = &study->shared[i];
        asylum_settings_draw(&study->ranges, study->options->seed, (uint32_t)i,
                             &shared->settings);
        if (study->options->posterior)
            asylum_settings_take(study->options->posterior, study->options->seed,
                                 (uint32_t)i, &shared->settings);
        court_law_fill(&shared->settings, &shared->law);
        if (bench_make(study->data, &shared->settings, &shared->bench) != AISLE_OK)
            return ctx_no_memory(ctx);
        bench_group(&shared->bench, shared->settings.court_judges *
                                        shared->law.master_per_judge_day /
                                        study->options->people_per_case);
    }
    return AISLE_OK;
}

enum aisle_status study_make(struct aisle_ctx *ctx,
                             const struct aisle_parameters *parameters,
                             const struct aisle_asylum_data *data,
                             const struct aisle_asylum_options *options,
                             int scenario_count, const struct aisle_scenario *scenarios,
                             bool want_series, struct study *out)
{
    struct study made = {.data = data,
                         .options = options,
                         .scenario_count = scenario_count,
                         .side = {0, 1},
                         .scenarios = scenarios,
                         .replications = options->replications,
                         .want_series = want_series,
                         .task = "simulate"};
    enum aisle_status status = check_options(ctx, options);
    for (int i = 0; i < scenario_count; i++) {
        enum aisle_status one = check_scenario(ctx, &scenarios[i]);
        status = one != AISLE_OK ? one : status;
    }
    TRY(status);
    TRY(check_data(ctx, data));
    TRY(asylum_ranges_read(ctx, parameters, &made.ranges));
    if (options->posterior)
        TRY(asylum_settings_check(ctx, options->posterior));
    TRY(calendar_make(ctx, data, options, &made.calendar));
    made.sets = sets_of(made.replications);
    TRY(make_shared(ctx, &made));
    TRY(make_results(ctx, &made));
    made.inputs = study_inputs(&made);
    *out = made;
    return AISLE_OK;
out:
    study_clear(&made);
    return status;
}

void study_clear(struct study *study)
{
    size_t count = (size_t)study->replications * (size_t)study->scenario_count;
    for (size_t i = 0; study->results && i < count; i++)
        free(study->results[i].metric);
    free(study->results);
    for (int i = 0; study->shared && i < study->sets; i++)
        bench_clear(&study->shared[i].bench);
    free(study->shared);
    calendar_clear(&study->calendar);
    *study = (struct study){0};
}

/* --- one world ----------------------------------------------------------- */

static void note_series(const struct world *w, const struct month_count *from,
                        struct run_result *out, int point)
{
    if (out->series)
        measure_series(w, from, &out->series[point * SERIES_COUNT]);
}

/* Run the days of one month and note its end. */
static void run_month(struct world *w, int month, struct run_result *out)
{
    struct month_count from = measure_month(w);
    w->tally.wait_month = (struct histogram){0};
    if (month == w->calendar->months - 12) {
        w->year_began = w->day;
        w->year_began_decided = w->tally.court_decided;
    }
    while (w->day < w->calendar->month_first[month + 1])
        world_day(w);
    note_series(w, &from, out, month + 1);
}

const int wait_weeks[WAIT_BINS] = {0, 13, 26, 52, 78, 104, 156, 208, 260, 364, 520};

static void note_tables(const struct world *w, struct run_result *out)
{
    size_t count = (size_t)w->bench->court_count * NATION_COUNT * CLASS_COUNT;
    memcpy(out->cells, w->tally.cells, count * sizeof *out->cells);
    for (int c = 0; c < CLASS_COUNT; c++) {
        for (int week = 0, bin = 0; week < HISTOGRAM_BINS; week++) {
            while (bin + 1 < WAIT_BINS && week >= wait_weeks[bin + 1])
                bin++;
            out->waits[c * WAIT_BINS + bin] += w->tally.wait[c].bins[week];
        }
    }
}

/* Cancelling is looked for once a month. */
static enum aisle_status run_months(struct aisle_ctx *ctx, struct world *w,
                                    struct run_result *out)
{
    note_series(w, NULL, out, 0);
    for (int month = 0; month < w->calendar->months; month++) {
        if (aisle_ctx_cancelled(ctx))
            return AISLE_CANCELLED;
        run_month(w, month, out);
        if (w->pool->failed)
            return AISLE_MEMORY;
        CHECK(world_balance(w) == 0);
    }
    measure_metrics(w, out->metric);
    out->cases[0] = w->tally.entered;
    out->cases[1] = tally_moves(&w->tally);
    if (out->cells)
        note_tables(w, out);
    return AISLE_OK;
}

/* --- all worlds ---------------------------------------------------------- */

enum aisle_status study_world(const struct study *study, int replication, int scenario,
                              struct pool *pool, struct trace *trace, struct world *out)
{
    pool_reset(pool);
    int set = study_set(study, replication);
    const struct shared *shared = &study->shared[set];
    *out = (struct world){.settings = &shared->settings,
                          .scenario = &study->scenarios[scenario],
                          .calendar = &study->calendar,
                          .bench = &shared->bench,
                          .law = &shared->law,
                          .seed = study->options->seed,
                          .replication = (uint32_t)replication,
                          .set = (uint32_t)set,
                          .people = study->options->people_per_case,
                          .pool = pool,
                          .trace = trace};
    return world_start(out);
}

/* No messages: worker threads come here. */
static enum aisle_status run_one(struct aisle_ctx *ctx, const struct study *study,
                                 int replication, int scenario, struct pool *pool,
                                 struct run_result *out)
{
    struct world *world = mem_new(1, sizeof *world);
    if (!world)
        return AISLE_MEMORY;
    enum aisle_status status;
    TRY(study_world(study, replication, scenario, pool, NULL, world));
    TRY(run_months(ctx, world, out));
out:
    world_clear(world);
    free(world);
    return status;
}

static enum aisle_status report(struct aisle_ctx *ctx, enum aisle_status status)
{
    if (status == AISLE_CANCELLED)
        return ctx_poll(ctx);
    if (status == AISLE_MEMORY)
        return ctx_no_memory(ctx);
    return status;
}

/* What the threads tell each other. */
struct progress {
    enum aisle_status worst;
    int done;
    int count;
};

/* A result that was kept answers; a new one is kept. */
static enum aisle_status find_or_run(struct aisle_ctx *ctx, const struct study *study,
                                     int replication, int scenario, struct pool *pool)
{
    const struct aisle_asylum_keep *keep = study->options->keep;
    size_t place =
        (size_t)replication * (size_t)study->scenario_count + (size_t)scenario;
    struct run_result *out = &study->results[place];
    uint64_t key = keep ? study_key(study, replication, scenario) : 0;
    bool found = false;
    if (keep) {
#pragma omp critical(asylum_keep)
        found = keep->find(keep->user, key, study->result_size, out->metric);
    }
    if (found)
        return AISLE_OK;
    enum aisle_status status = run_one(ctx, study, replication, scenario, pool, out);
    if (keep && status == AISLE_OK) {
#pragma omp critical(asylum_keep)
        keep->put(keep->user, key, study->result_size, out->metric);
    }
    return status;
}

/* The first scenario that is equal to this one: its worlds are run once. */
static int twin_of(const struct study *study, int scenario)
{
    int twin = 0;
    while (!aisle_scenario_equal(&study->scenarios[twin], &study->scenarios[scenario]))
        twin++;
    return twin;
}

static void run_next(struct aisle_ctx *ctx, const struct study *study, int i,
                     struct pool *pool, struct progress *progress)
{
    int scenario = i % study->scenario_count;
    if (twin_of(study, scenario) != scenario)
        return;
    enum aisle_status so_far;
#pragma omp atomic read
    so_far = progress->worst;
    if (so_far != AISLE_OK)
        return;
    enum aisle_status status =
        find_or_run(ctx, study, i / study->scenario_count, scenario, pool);
    if (status != AISLE_OK) {
#pragma omp atomic write
        progress->worst = status;
    }
    int now;
#pragma omp atomic capture
    now = ++progress->done;
    if (omp_get_thread_num() == 0)
        ctx_progress(ctx, study->task, now, progress->count);
}

static int count_of_worlds(const struct study *study)
{
    int scenarios = 0;
    for (int s = 0; s < study->scenario_count; s++)
        scenarios += twin_of(study, s) == s;
    return study->replications * scenarios;
}

static void copy_twins(struct study *study)
{
    for (int s = 1; s < study->scenario_count; s++) {
        int twin = twin_of(study, s);
        for (int r = 0; r < study->replications && twin != s; r++)
            memcpy(study_result(study, r, s)->metric,
                   study_result(study, r, twin)->metric, study->result_size);
    }
}

/* Threads take worlds as they come; each result has its own place, so nothing
 * depends on who ran it. A thread keeps its memory from world to world. Messages
 * come from the calling thread, after the loop. */
enum aisle_status study_run(struct aisle_ctx *ctx, struct study *study)
{
    int all = study->replications * study->scenario_count;
    struct progress progress = {.count = count_of_worlds(study)};
    int threads =
        study->options->threads > 0 ? study->options->threads : omp_get_max_threads();
#pragma omp parallel num_threads(threads)
    {
        struct pool pool = {0};
#pragma omp for schedule(dynamic, 1)
        for (int i = 0; i < all; i++)
            run_next(ctx, study, i, &pool, &progress);
        pool_clear(&pool);
    }
    copy_twins(study);
    return report(ctx, progress.worst);
}
