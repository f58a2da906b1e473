/* One senator at a time supposed to vote otherwise. A supposition tells of the others as a
 * firm statement would, so that the worlds are weighed anew: no table of one forecast
 * holds the answer. */
#include "base/ctx.h"
#include "base/mem.h"
#include <aisle/canvass.h>

#include <math.h>
#include <omp.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK 16 /* senators between two looks at whether to stop */

struct asking {
    const struct aisle_forecaster *base; /* borrowed by all that are restated */
    const struct aisle_package *package;
    const struct aisle_forecaster_options *options; /* the user's */
    double fair;
    const struct aisle_forecast *forecast;
};

static bool is_supposed(const struct aisle_forecaster_options *options,
                        const char *bioguide)
{
    for (int i = 0; i < options->suppose_count; i++)
        if (strcmp(options->suppose[i].bioguide, bioguide) == 0)
            return true;
    return false;
}

/* The votes' chances under `count` suppositions, into a senator's column of `table`. */
static enum aisle_status ask(struct aisle_ctx *ctx, const struct asking *a, int count,
                             const struct aisle_suppose *supposes, int seat,
                             double *table)
{
    struct aisle_forecaster *forecaster = NULL;
    int seats = a->forecast->votes[0].senator_count;
    int votes = a->forecast->vote_count;
    double *p_pass = mem_new((size_t)votes, sizeof *p_pass);
    if (!p_pass)
        return ctx_no_memory(ctx);
    enum aisle_status status =
        aisle_forecaster_restate(ctx, a->base, a->package, a->options->use_statements,
                                 count, supposes, false, &forecaster);
    if (status == AISLE_OK)
        aisle_forecaster_chances(forecaster, votes - 1,
                                 aisle_package_selection(a->package), a->fair, p_pass);
    for (int v = 0; status == AISLE_OK && v < votes; v++)
        table[v * seats + seat] = p_pass[v];
    aisle_forecaster_free(forecaster);
    free(p_pass);
    return status;
}

/* Both answers of one senator, beside what the user supposes. */
static enum aisle_status ask_both(struct aisle_ctx *ctx, const struct asking *a,
                                  int seat, struct aisle_whatif *out)
{
    enum aisle_status status = AISLE_OK;
    const struct aisle_forecast_senator *s = &a->forecast->votes[0].senators[seat];
    int given = a->options->suppose_count;
    struct aisle_suppose *supposes = mem_new((size_t)given + 1, sizeof *supposes);
    if (!supposes)
        return ctx_no_memory(ctx);
    if (given > 0)
        memcpy(supposes, a->options->suppose, (size_t)given * sizeof *supposes);
    memcpy(supposes[given].bioguide, s->bioguide, sizeof s->bioguide);
    supposes[given].cast = AISLE_CAST_YEA;
    TRY(ask(ctx, a, given + 1, supposes, seat, out->if_yea));
    supposes[given].cast = AISLE_CAST_NAY;
    TRY(ask(ctx, a, given + 1, supposes, seat, out->if_nay));
out:
    free(supposes);
    return status;
}

static enum aisle_status ask_senator(const struct asking *a, int seat,
                                     struct aisle_whatif *out)
{
    const char *bioguide = a->forecast->votes[0].senators[seat].bioguide;
    if (is_supposed(a->options, bioguide)) {
        for (int v = 0; v < out->vote_count; v++)
            out->if_yea[v * out->senator_count + seat] =
                out->if_nay[v * out->senator_count + seat] = (double)NAN;
        return AISLE_OK;
    }
    struct aisle_ctx *aside = aisle_ctx_new(); /* a context has one writer */
    if (!aside)
        return AISLE_MEMORY;
    enum aisle_status status = ask_both(aside, a, seat, out);
    aisle_ctx_free(aside);
    return status;
}

static enum aisle_status ask_block(struct aisle_ctx *ctx, const struct asking *a,
                                   int first, int end, struct aisle_whatif *out)
{
    enum aisle_status answers[BLOCK];
    int threads = a->options->threads > 0 ? a->options->threads : omp_get_max_threads();
#pragma omp parallel for num_threads(threads) schedule(dynamic, 1)
    for (int i = first; i < end; i++)
        answers[i - first] = ask_senator(a, i, out);
    for (int i = first; i < end; i++)
        if (answers[i - first] != AISLE_OK)
            return ctx_fail(ctx, answers[i - first],
                            "cannot tell what if %s voted otherwise",
                            a->forecast->votes[0].senators[i].name);
    return AISLE_OK;
}

enum aisle_status aisle_canvass_whatif(struct aisle_ctx *ctx,
                                       const struct aisle_forecaster *forecaster,
                                       const struct aisle_package *package,
                                       const struct aisle_forecaster_options *options,
                                       double p_fair_efficient,
                                       const struct aisle_forecast *forecast,
                                       struct aisle_whatif *out)
{
    enum aisle_status status = AISLE_OK;
    struct asking a = {forecaster, package, options, p_fair_efficient, forecast};
    struct aisle_whatif made = {.vote_count = forecast->vote_count};
    if (forecast->vote_count == 0)
        return AISLE_OK;
    made.senator_count = forecast->votes[0].senator_count;
    size_t size = (size_t)made.vote_count * (size_t)made.senator_count;
    made.if_yea = mem_new(size, sizeof *made.if_yea);
    made.if_nay = mem_new(size, sizeof *made.if_nay);
    if (!made.if_yea || !made.if_nay)
        TRY(ctx_no_memory(ctx));
    for (int i = 0; i < made.senator_count; i += BLOCK) {
        int end = i + BLOCK < made.senator_count ? i + BLOCK : made.senator_count;
        ctx_progress(ctx, "asking what if each senator voted otherwise", i,
                     made.senator_count);
        TRY(ctx_poll(ctx));
        TRY(ask_block(ctx, &a, i, end, &made));
    }
    *out = made;
    made = (struct aisle_whatif){0};
out:
    aisle_whatif_clear(&made);
    return status;
}
