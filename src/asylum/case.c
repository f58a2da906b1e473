/* One person's story: a replication is run under both scenarios with a few people
 * followed, and one of them is told. */
#include "asylum/story.h"

#include "base/mem.h"
#include <string.h>

enum { BASELINE, PACKAGE };

/* Who is followed when nobody is named: 64 people, adults and family members, of one
 * day. Low bits of an id number a day's arrivals of a kind; the next bit tells the
 * first two kinds apart. */
enum { CANDIDATE_DAY = 30, CANDIDATES = 32 };
#define CANDIDATE_MASK (~((uint32_t)1 << 14 | (CANDIDATES - 1)))

static void follow(struct trace *trace, uint32_t id)
{
    trace->count = 0;
    trace->mask = id ? UINT32_MAX : CANDIDATE_MASK;
    trace->followed = id ? id : (uint32_t)CANDIDATE_DAY << 17;
}

static enum aisle_status run_traced(struct aisle_ctx *ctx, const struct study *study,
                                    int replication, int scenario, struct trace *trace)
{
    struct pool pool = {0};
    struct world *world = mem_new(1, sizeof *world);
    enum aisle_status status;
    if (!world)
        return ctx_no_memory(ctx);
    status = study_world(study, replication, scenario, &pool, trace, world);
    while (status == AISLE_OK && world->day < study->calendar.days) {
        world_day(world);
        if (world->pool->failed)
            status = AISLE_MEMORY;
        else if (world->day % 30 == 0)
            status = ctx_poll(ctx);
    }
    if (status == AISLE_MEMORY)
        status = ctx_no_memory(ctx);
    world_clear(world);
    pool_clear(&pool);
    free(world);
    return status;
}

static int steps_of(const struct trace *trace, uint32_t id)
{
    int count = 0;
    for (int i = 0; i < trace->count; i++)
        count += trace->steps[i].id == id;
    return count;
}

/* The n-th step of a person; NULL past the last. */
static const struct trace_step *step_at(const struct trace *trace, uint32_t id, int n)
{
    for (int i = 0; i < trace->count; i++) {
        if (trace->steps[i].id == id && n-- == 0)
            return &trace->steps[i];
    }
    return NULL;
}

static bool paths_differ(const struct trace *a, const struct trace *b, uint32_t id)
{
    for (int n = 0;; n++) {
        const struct trace_step *x = step_at(a, id, n), *y = step_at(b, id, n);
        if (!x || !y)
            return x || y;
        if (x->step != y->step || x->day != y->day)
            return true;
    }
}

/* Whom to tell of: longest path among those whom the package changes, else longest. */
static uint32_t choose(const struct trace *base, const struct trace *with)
{
    uint32_t best = 0;
    int best_score = -1;
    for (int i = 0; i < base->count; i++) {
        uint32_t id = base->steps[i].id;
        int score = steps_of(base, id) + steps_of(with, id);
        score += paths_differ(base, with, id) ? 1000 : 0;
        if (score > best_score) {
            best = id;
            best_score = score;
        }
    }
    return best;
}

static bool tell(const struct study *study, const struct trace *trace, uint32_t id,
                 struct aisle_case_path *out)
{
    int count = steps_of(trace, id);
    out->steps = mem_new((size_t)count, sizeof *out->steps);
    if (!out->steps)
        return false;
    bool ok = true;
    for (int n = 0; n < count && ok; n++) {
        struct aisle_case_step *step = &out->steps[out->count++];
        ok = story_step(study, step_at(trace, id, n), step);
        if (n > 0)
            step->waited_days = step->date - out->steps[n - 1].date;
    }
    return ok;
}

static enum aisle_status tell_both(struct aisle_ctx *ctx, const struct study *study,
                                   const struct trace *traces, uint32_t id,
                                   struct aisle_case *out)
{
    const struct trace_step *first = step_at(&traces[BASELINE], id, 0);
    if (!first)
        first = step_at(&traces[PACKAGE], id, 0);
    if (!first) {
        ctx_fail(ctx, AISLE_NOT_FOUND, "nobody in this replication has the number %u",
                 id);
        ctx_hint(ctx, "leave the number out, and one is chosen");
        return AISLE_NOT_FOUND;
    }
    out->id = id;
    out->people = study->options->people_per_case;
    out->who = story_who(study, first);
    bool ok = out->who && tell(study, &traces[BASELINE], id, &out->baseline) &&
              tell(study, &traces[PACKAGE], id, &out->package);
    return ok ? AISLE_OK : ctx_no_memory(ctx);
}

static enum aisle_status check_replication(struct aisle_ctx *ctx,
                                           const struct aisle_asylum_options *options,
                                           int replication)
{
    if (replication >= 0 && replication < options->replications)
        return AISLE_OK;
    return ctx_fail(ctx, AISLE_INPUT, "replication %d is not from 0 to %d", replication,
                    options->replications - 1);
}

enum aisle_status aisle_asylum_case(
    struct aisle_ctx *ctx, const struct aisle_parameters *parameters,
    const struct aisle_asylum_data *data, const struct aisle_scenario *baseline,
    const struct aisle_scenario *package, const struct aisle_asylum_options *options,
    int replication, uint32_t id, struct aisle_case *out)
{
    struct aisle_scenario scenarios[] = {*baseline, *package};
    struct study study = {0};
    struct aisle_case told = {.replication = replication};
    enum aisle_status status;
    struct trace *traces = mem_new(2, sizeof *traces);
    if (!traces)
        return ctx_no_memory(ctx);
    TRY(check_replication(ctx, options, replication));
    TRY(study_make(ctx, parameters, data, options, 2, scenarios, false, &study));
    for (int side = BASELINE; side <= PACKAGE; side++) {
        follow(&traces[side], id);
        TRY(run_traced(ctx, &study, replication, side, &traces[side]));
    }
    if (!id)
        id = choose(&traces[BASELINE], &traces[PACKAGE]);
    TRY(tell_both(ctx, &study, traces, id, &told));
    aisle_case_clear(out);
    *out = told;
    aisle_case_init(&told);
out:
    aisle_case_clear(&told);
    study_clear(&study);
    free(traces);
    return status;
}
