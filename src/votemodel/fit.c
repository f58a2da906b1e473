#include "votemodel/votemodel.h"

#include "base/ctx.h"
#include "base/mem.h"
#include <math.h>

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
                                                .votes_min = 20};
}

void aisle_votemodel_init(struct aisle_votemodel *model)
{
    *model = (struct aisle_votemodel){.gmp = NAN, .gmp_heldout = NAN};
}

void aisle_votemodel_clear(struct aisle_votemodel *model)
{
    if (!model)
        return;
    free(model->members);
    free(model->items);
    aisle_votemodel_init(model);
}

static void state_clear(struct state *s)
{
    free(s->forms);
    free(s->x);
    free(s->x_before);
    free(s->offset);
    free(s->variance);
    *s = (struct state){0};
}

static enum aisle_status state_new(struct aisle_ctx *ctx, const struct data *d,
                                   struct state *s)
{
    size_t members = (size_t)d->problem.member_count, dims = (size_t)d->options->dims;
    *s = (struct state){.dims = (int)dims, .features = (int)dims + 3};
    s->forms = mem_new((size_t)d->problem.item_count * AISLE_VOTEMODEL_FORMS,
                       sizeof *s->forms);
    s->x = mem_new(members * dims, sizeof *s->x);
    s->x_before = mem_new(members * dims, sizeof *s->x_before);
    s->offset = mem_new(members * AISLE_VOTE_TYPES, sizeof *s->offset);
    s->variance = mem_new(members * dims, sizeof *s->variance);
    if (!s->forms || !s->x || !s->x_before || !s->offset || !s->variance) {
        state_clear(s);
        return ctx_no_memory(ctx);
    }
    return AISLE_OK;
}

/* The static fit's mode is where every form begins. */
static enum aisle_status begin(struct aisle_ctx *ctx, const struct data *d,
                               struct state *s)
{
    struct point point = {0};
    enum aisle_status status;
    TRY(point_new(ctx, &d->problem, &point));
    TRY(start_at(ctx, &d->problem, &point));
    TRY(map_fit(ctx, &d->problem, &point));
    for (int i = 0; i < d->problem.member_count; i++)
        for (int k = 0; k < s->dims; k++)
            s->x[(size_t)i * (size_t)s->dims + (size_t)k] =
                d->problem.thin[i] ? 0.0 : point_member(&point, i)[k + 1];
    for (int j = 0; j < d->problem.item_count; j++)
        for (int k = 0; k < d->forms; k++) {
            state_form(s, j, k)->weight = 1.0 / d->forms;
            for (int f = 0; f <= s->dims; f++)
                state_form(s, j, k)->beta[f] = point_item(&point, j)[f];
        }
out:
    point_clear(&point);
    return status;
}

/* Mean and sd of the positions: the scale that users see has 0 and 1. */
struct scale {
    double mean[AISLE_VOTEMODEL_DIMS_MAX];
    double sd[AISLE_VOTEMODEL_DIMS_MAX];
};

static struct scale scale_of(const struct data *d, const struct state *s)
{
    struct scale scale;
    const struct problem *p = &d->problem;
    for (int k = 0; k < s->dims; k++) {
        double sum = 0.0, square = 0.0;
        for (int i = 0; i < p->member_count; i++)
            sum += p->thin[i] ? 0.0 : s->x[i * s->dims + k];
        scale.mean[k] = sum / p->fitted_count;
        for (int i = 0; i < p->member_count; i++) {
            double off = s->x[i * s->dims + k] - scale.mean[k];
            square += p->thin[i] ? 0.0 : off * off;
        }
        scale.sd[k] = sqrt(square / p->fitted_count);
    }
    return scale;
}

static void fill_members(const struct data *d, const struct state *s,
                         const struct scale *scale, struct aisle_votemodel *out)
{
    for (int i = 0; i < out->member_count; i++) {
        struct aisle_votemodel_member *m = &out->members[i];
        m->thin = d->problem.thin[i];
        for (int k = 0; k < s->dims; k++) {
            size_t at = (size_t)i * (size_t)s->dims + (size_t)k;
            m->x[k] = m->thin ? NAN : (s->x[at] - scale->mean[k]) / scale->sd[k];
            m->sd[k] = m->thin ? NAN : sqrt(s->variance[at]) / scale->sd[k];
        }
        for (int t = 0; t < AISLE_VOTE_TYPES; t++)
            m->offset[t] = s->offset[i * AISLE_VOTE_TYPES + t] / scale->sd[0];
    }
}

/* The same eta from positions on the users' scale. */
static void fill_form(const struct state *s, const struct scale *scale,
                      const struct form *form, int at, struct aisle_votemodel_item *out)
{
    double c = form->beta[2 + s->dims], mean = scale->mean[0], sd = scale->sd[0];
    out->weight[at] = form->weight;
    out->a[at] = form->beta[0] + c * (mean * mean - 1.0 + sd * sd);
    for (int q = 0; q < s->dims; q++) {
        out->a[at] += form->beta[1 + q] * scale->mean[q];
        out->b[at][q] = form->beta[1 + q] * scale->sd[q];
    }
    out->b[at][0] += 2.0 * c * mean * sd;
    out->p[at] = form->beta[1 + s->dims];
    out->c[at] = c * sd * sd;
}

static void fill_items(const struct data *d, const struct state *s,
                       const struct scale *scale, struct aisle_votemodel *out)
{
    for (int j = 0; j < out->item_count; j++) {
        out->items[j].rollcall = d->problem.rollcall[j];
        out->items[j].type = (enum aisle_vote_type)d->type[j];
        for (int k = 0; k < d->forms; k++)
            fill_form(s, scale, state_form(s, j, k), d->form[k], &out->items[j]);
    }
}

static enum aisle_status fill(struct aisle_ctx *ctx, const struct data *d,
                              const struct state *s, struct aisle_votemodel *out)
{
    out->dims = s->dims;
    out->member_count = d->problem.member_count;
    out->item_count = d->problem.item_count;
    out->members = mem_new((size_t)out->member_count, sizeof *out->members);
    out->items = mem_new((size_t)out->item_count, sizeof *out->items);
    if (!out->members || !out->items)
        return ctx_no_memory(ctx);
    struct scale scale = scale_of(d, s);
    fill_members(d, s, &scale, out);
    fill_items(d, s, &scale, out);
    out->lapse = s->lapse;
    out->leader_nay = s->leader_nay;
    struct tally t = tally_votes(d, s, false);
    out->vote_count = t.votes;
    out->gmp = exp(t.log_chance / (double)t.votes);
    out->right = (double)t.right / (double)t.votes;
    if (d->hidden) {
        t = tally_votes(d, s, true);
        out->heldout_count = t.votes;
        out->gmp_heldout = exp(t.log_chance / (double)t.votes);
        out->right_heldout = (double)t.right / (double)t.votes;
    }
    return AISLE_OK;
}

enum aisle_status aisle_votemodel_fit(struct aisle_ctx *ctx,
                                      const struct aisle_votes *votes,
                                      const struct aisle_votemodel_options *options,
                                      struct aisle_votemodel *out)
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
    TRY(begin(ctx, &data, &state));
    TRY(climb(ctx, &data, &state, &made.iterations, &made.converged));
    TRY(fill(ctx, &data, &state, &made));
    *out = made;
    aisle_votemodel_init(&made);
out:
    aisle_votemodel_clear(&made);
    state_clear(&state);
    data_clear(&data);
    return status;
}
