#include "experiment/trial.h"

#include "base/ctx.h"
#include "base/mem.h"
#include "num/rng.h"
#include "terms/settings.h"
#include <omp.h>
#include <string.h>

enum { USE_LUCK = 0x45580010 };

#define NAME_TEXT(name) #name,
static const char *const names[] = {ASYLUM_SETTING_LIST(NAME_TEXT)};
#undef NAME_TEXT
enum { NAME_COUNT = sizeof names / sizeof names[0] };

uint64_t trial_luck(uint64_t seed, int i)
{
    struct rng_words r = rng_words_at(seed, USE_LUCK, (uint32_t)i, 0, 0);
    return (uint64_t)r.w[0] << 31 ^ r.w[1]; /* fits an int64 */
}

/* --- the space ----------------------------------------------------------- */

static enum aisle_status space_fill(struct aisle_ctx *ctx,
                                    const struct aisle_parameters *parameters,
                                    struct space *space)
{
    enum aisle_status status = AISLE_OK;
    for (int i = 0; i < NAME_COUNT; i++) {
        double value;
        TRY(aisle_parameters_value(ctx, parameters, names[i], &value));
        const struct aisle_parameter *p = aisle_parameters_find(parameters, names[i]);
        space->index[i] = (int)(p - parameters->items);
        space->low[i] = p->low;
        space->peak[i] = p->value;
        space->high[i] = p->high;
    }
out:
    return status;
}

enum aisle_status space_make(struct aisle_ctx *ctx,
                             const struct aisle_parameters *parameters,
                             struct space *out)
{
    struct space made = {.count = NAME_COUNT};
    made.index = mem_new(NAME_COUNT, sizeof *made.index);
    made.low = mem_new(NAME_COUNT, sizeof(double));
    made.peak = mem_new(NAME_COUNT, sizeof(double));
    made.high = mem_new(NAME_COUNT, sizeof(double));
    bool whole = made.index && made.low && made.peak && made.high;
    enum aisle_status status =
        whole ? space_fill(ctx, parameters, &made) : ctx_no_memory(ctx);
    if (status != AISLE_OK) {
        space_clear(&made);
        return status;
    }
    *out = made;
    return AISLE_OK;
}

void space_clear(struct space *space)
{
    free(space->index);
    free(space->low);
    free(space->peak);
    free(space->high);
    *space = (struct space){0};
}

int space_find(const struct space *space, const struct aisle_parameters *parameters,
               const char *name)
{
    for (int i = 0; i < space->count; i++)
        if (strcmp(parameters->items[space->index[i]].name, name) == 0)
            return i;
    return -1;
}

double space_value(const struct space *space, int i, double u)
{
    return asylum_triangular(space->low[i], space->peak[i], space->high[i], u);
}

/* --- one trial ----------------------------------------------------------- */

/* What a thread keeps from trial to trial. */
struct worker {
    struct aisle_ctx *ctx;
    struct aisle_parameters parameters; /* names borrowed, numbers its own */
};

static bool worker_open(const struct trials *trials, struct worker *worker)
{
    size_t count = (size_t)trials->parameters->count;
    worker->ctx = aisle_ctx_new();
    worker->parameters.count = trials->parameters->count;
    worker->parameters.items = mem_new(count, sizeof *worker->parameters.items);
    if (!worker->ctx || !worker->parameters.items)
        return false;
    memcpy(worker->parameters.items, trials->parameters->items,
           count * sizeof *worker->parameters.items);
    return true;
}

static void worker_close(struct worker *worker)
{
    free(worker->parameters.items);
    aisle_ctx_free(worker->ctx);
}

static enum aisle_status run_one(struct worker *worker, const struct trials *trials,
                                 const double *values, uint64_t luck,
                                 struct aisle_outcome *out)
{
    for (int i = 0; i < trials->space->count; i++) {
        struct aisle_parameter *p = &worker->parameters.items[trials->space->index[i]];
        p->value = p->low = p->high = values[i];
    }
    struct aisle_asylum_options options = trials->options;
    options.seed = luck;
    options.replications = 1;
    options.threads = 1;
    return aisle_asylum_simulate(worker->ctx, &worker->parameters, trials->data,
                                 &trials->baseline, &trials->package, &options, out);
}

/* --- all of them --------------------------------------------------------- */

struct shared {
    struct aisle_ctx *ctx;
    const struct trials *trials;
    const double *values;
    const uint64_t *lucks;
    trial_read_fn *read;
    void *user;
    int count;
    int done;
    enum aisle_status worst;
    char why[256]; /* the first message of the trial that failed */
};

static void note_failure(struct shared *s, const struct worker *worker,
                         enum aisle_status status)
{
#pragma omp critical(experiment_trial)
    if (s->worst == AISLE_OK) {
        const struct aisle_message *m = worker->ctx && status != AISLE_MEMORY
                                            ? aisle_ctx_message(worker->ctx, 0)
                                            : NULL;
        s->worst = status;
        snprintf(s->why, sizeof s->why, "%s", m ? m->text : "");
    }
}

static bool keep_going(struct shared *s)
{
    enum aisle_status so_far;
#pragma omp atomic read
    so_far = s->worst;
    return so_far == AISLE_OK && !aisle_ctx_cancelled(s->ctx);
}

static void run_next(struct shared *s, struct worker *worker, int i)
{
    if (!worker->ctx || !keep_going(s))
        return;
    struct aisle_outcome outcome;
    aisle_outcome_init(&outcome);
    const double *values = s->values + (size_t)i * (size_t)s->trials->space->count;
    enum aisle_status status =
        run_one(worker, s->trials, values, s->lucks[i], &outcome);
    if (status == AISLE_OK)
        s->read(s->user, i, &outcome);
    else
        note_failure(s, worker, status);
    aisle_outcome_clear(&outcome);
    int now;
#pragma omp atomic capture
    now = ++s->done;
    if (omp_get_thread_num() == 0) {
        double total = s->trials->total > 0 ? s->trials->total : s->count;
        ctx_progress(s->ctx, s->trials->task, s->trials->done + now, total);
    }
}

enum aisle_status trials_run(struct aisle_ctx *ctx, const struct trials *trials,
                             int count, const double *values, const uint64_t *lucks,
                             trial_read_fn *read, void *user)
{
    struct shared s = {.ctx = ctx,
                       .trials = trials,
                       .values = values,
                       .lucks = lucks,
                       .read = read,
                       .user = user,
                       .count = count};
    int threads = trials->threads > 0 ? trials->threads : omp_get_max_threads();
#pragma omp parallel num_threads(threads)
    {
        struct worker worker = {0};
        if (!worker_open(trials, &worker))
            note_failure(&s, &worker, AISLE_MEMORY);
#pragma omp for schedule(dynamic, 1)
        for (int i = 0; i < count; i++)
            run_next(&s, &worker, i);
        worker_close(&worker);
    }
    if (aisle_ctx_cancelled(ctx))
        return ctx_poll(ctx);
    if (s.worst == AISLE_MEMORY)
        return ctx_no_memory(ctx);
    if (s.worst != AISLE_OK)
        return ctx_fail(ctx, s.worst, "%s", s.why);
    return AISLE_OK;
}
