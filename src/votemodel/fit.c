#include "votemodel/votemodel.h"

#include "base/ctx.h"
#include <math.h>
#include <string.h>

void aisle_votemodel_options_init(struct aisle_votemodel_options *options)
{
    *options = (struct aisle_votemodel_options){.dims = 1,
                                                .intercept_sd = 2.5,
                                                .slope_sd = 2.5,
                                                .party_sd = 1.0,
                                                .unfold_sd = 0.5,
                                                .offset_sd = 0.25,
                                                .form_prior = 0.1,
                                                .minority_min = 0.025,
                                                .votes_min = 20,
                                                .draws = 1000,
                                                .seed = 1};
}

/* `points` NULL: not asked for. */
static enum aisle_status fit_model(struct aisle_ctx *ctx,
                                   const struct aisle_votes *votes,
                                   const struct aisle_votemodel_options *options,
                                   struct aisle_votemodel *out,
                                   struct aisle_fit *points)
{
    struct data data = {0};
    struct state state = {0};
    struct aisle_votemodel made;
    enum aisle_status status;
    aisle_votemodel_init(&made);
    if (options->dims < 1 || options->dims > AISLE_VOTEMODEL_DIMS_MAX)
        return ctx_fail(ctx, AISLE_INPUT, "%d dimensions: there may be 1 to %d",
                        options->dims, AISLE_VOTEMODEL_DIMS_MAX);
    TRY(data_new(ctx, votes, options, &data));
    TRY(state_new(ctx, &data, &state));
    TRY(state_begin(ctx, &data, &state));
    TRY(climb(ctx, &data, &state, &made.iterations, &made.converged));
    TRY(result_fill(ctx, &data, &state, &made));
    if (data_asks(&data, AISLE_TERM_ABSENCE))
        TRY(options->heldout ? absence_weigh(ctx, &data, &state, &made.absence)
                             : absence_size_up(ctx, &data, &state, &made));
    if (points)
        TRY(spread_points(ctx, &data, &state, &made, points));
    *out = made;
    aisle_votemodel_init(&made);
out:
    aisle_votemodel_clear(&made);
    state_clear(&state);
    data_clear(&data);
    return status;
}

enum aisle_status aisle_votemodel_fit(struct aisle_ctx *ctx,
                                      const struct aisle_votes *votes,
                                      const struct aisle_votemodel_options *options,
                                      struct aisle_votemodel *out)
{
    return fit_model(ctx, votes, options, out, NULL);
}

/* Scores of a model with these terms on the hidden fifth. */
static enum aisle_status weigh_terms(struct aisle_ctx *ctx,
                                     const struct aisle_votes *votes,
                                     const struct aisle_votemodel_options *options,
                                     unsigned terms, struct aisle_votemodel *out)
{
    struct aisle_votemodel_options o = *options;
    o.terms = terms;
    o.heldout = true;
    return fit_model(ctx, votes, &o, out, NULL);
}

/* What is known of a model from its fit to four fifths of the votes. */
static void take_scores(const struct aisle_votemodel *from, struct aisle_votemodel *to)
{
    double effect[AISLE_ABSENCE_PARTS];
    memcpy(effect, to->absence.effect, sizeof effect);
    to->heldout = to->plain = from->heldout;
    to->absence = from->absence;
    memcpy(to->absence.effect, effect, sizeof effect);
}

enum aisle_status aisle_votemodel_weigh(struct aisle_ctx *ctx,
                                        const struct aisle_votes *votes,
                                        const struct aisle_votemodel_options *options,
                                        struct aisle_votemodel *out,
                                        struct aisle_fit *points)
{
    struct aisle_votemodel_options whole = *options;
    struct aisle_votemodel model, scored, plain;
    struct aisle_fit fit;
    enum aisle_status status;
    aisle_votemodel_init(&model);
    aisle_votemodel_init(&scored);
    aisle_votemodel_init(&plain);
    aisle_fit_init(&fit);
    whole.heldout = false;
    TRY(fit_model(ctx, votes, &whole, &model, &fit));
    TRY(weigh_terms(ctx, votes, options, options->terms, &scored));
    take_scores(&scored, &model);
    if (options->terms & ~(unsigned)AISLE_TERM_ABSENCE) {
        TRY(weigh_terms(ctx, votes, options, 0, &plain));
        model.plain = plain.heldout;
    }
    fit.gmp_heldout = model.heldout.gmp;
    *out = model;
    *points = fit;
    aisle_votemodel_init(&model);
    aisle_fit_init(&fit);
out:
    aisle_votemodel_clear(&model);
    aisle_votemodel_clear(&scored);
    aisle_votemodel_clear(&plain);
    aisle_fit_clear(&fit);
    return status;
}
