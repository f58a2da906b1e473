/* The whole forecast: each vote a package needs, and all of them together. */
#include "forecast/eval.h"
#include "forecast/notes.h"
#include "forecast/weights.h"

#include "base/mem.h"

#include <math.h>
#include <stdlib.h>

static enum aisle_status eval_vote(struct aisle_ctx *ctx,
                                   const struct aisle_forecaster *f,
                                   const struct query *query,
                                   const struct standing *standing, float *carries,
                                   struct aisle_forecast_vote *out)
{
    enum aisle_status status;
    struct sums sums;
    TRY(sums_run(ctx, f, query, standing, carries, &sums));
    TRY(vote_fill(ctx, f, query, standing, &sums, carries, out));
out:
    return status;
}

static enum aisle_status fill_forecast(struct aisle_ctx *ctx,
                                       const struct aisle_forecaster *f,
                                       uint64_t selection, double p_fair_efficient,
                                       float *carries, struct aisle_forecast *out)
{
    enum aisle_status status;
    struct course course = {0};
    out->as_of = f->as_of;
    out->particle_count = f->particles;
    out->particle_ess = INFINITY;
    out->package = mem_copy_text(f->package->id);
    out->votes = mem_new((size_t)f->gate_count, sizeof *out->votes);
    if (!out->package || !out->votes)
        TRY(ctx_no_memory(ctx));
    TRY(course_make(ctx, f, selection, p_fair_efficient, &course));
    out->vote_count = f->gate_count;
    out->p_all = 1;
    for (int g = 0; g < f->gate_count; g++) {
        struct query query = query_whole(g, selection, p_fair_efficient);
        TRY(ctx_poll(ctx));
        TRY(eval_vote(ctx, f, &query, &course.standings[g], carries, &out->votes[g]));
        out->p_all *= out->votes[g].p_pass; /* each, once those before it carry */
        out->particle_ess = fmin(out->particle_ess,
                                 weights_ess(f->particles, course.standings[g].weight));
        if (f->gates[g].bank.count > out->bank_count)
            out->bank_count = f->gates[g].bank.count;
    }
    TRY(notes_fill(ctx, f, p_fair_efficient, out));
out:
    course_clear(&course);
    return status;
}

enum aisle_status aisle_forecaster_eval(struct aisle_ctx *ctx,
                                        const struct aisle_forecaster *f,
                                        uint64_t selection, double p_fair_efficient,
                                        struct aisle_forecast *out)
{
    struct aisle_forecast made;
    aisle_forecast_init(&made);
    float *carries = mem_new((size_t)f->particles, sizeof *carries);
    if (!carries)
        return ctx_no_memory(ctx);
    enum aisle_status status =
        fill_forecast(ctx, f, selection, p_fair_efficient, carries, &made);
    free(carries);
    if (status != AISLE_OK) {
        aisle_forecast_clear(&made);
        return status;
    }
    *out = made;
    return AISLE_OK;
}
