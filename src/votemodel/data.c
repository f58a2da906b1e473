#include "votemodel/votemodel.h"

#include "base/ctx.h"
#include "base/mem.h"
#include <string.h>

enum aisle_vote_type data_type(const struct aisle_rollcall *r)
{
    if (r->category == AISLE_CATEGORY_NOMINATION ||
        r->cloture == AISLE_CLOTURE_NOMINATION)
        return AISLE_VOTE_TYPE_NOMINATION;
    if (r->category == AISLE_CATEGORY_CLOTURE)
        return AISLE_VOTE_TYPE_CLOTURE;
    return r->category == AISLE_CATEGORY_AMENDMENT ? AISLE_VOTE_TYPE_AMENDMENT
                                                   : AISLE_VOTE_TYPE_OTHER;
}

/* Yeas less nays of a caucus, without one member. */
static int caucus_net(const struct data *d, int item, double z, int without)
{
    const struct problem *p = &d->problem;
    int net = 0;
    for (int i = 0; i < p->member_count; i++)
        if (d->z[i] == z && i != without)
            net += p->sign[(size_t)item * (size_t)p->member_count + (size_t)i];
    return net;
}

/* Whose vote is procedure: the majority leader's on a cloture that failed although
 * his caucus backed it, since only who voted with the prevailing side may move to
 * reconsider. */
static int leader_of(const struct data *d, const struct aisle_votes *votes, int item)
{
    const struct aisle_rollcall *r = &votes->rollcalls[d->problem.rollcall[item]];
    if (!data_asks(d, AISLE_TERM_LEADER) || !d->options->leaders ||
        r->category != AISLE_CATEGORY_CLOTURE || r->passed)
        return -1;
    int leader = d->options->leaders[d->problem.rollcall[item]];
    if (leader < 0 || d->z[leader] == 0.0)
        return -1;
    return caucus_net(d, item, d->z[leader], leader) > 0 ? leader : -1;
}

static enum aisle_status fill(struct aisle_ctx *ctx, const struct aisle_votes *votes,
                              struct data *d)
{
    const struct problem *p = &d->problem;
    d->z = mem_new((size_t)p->member_count, sizeof *d->z);
    d->type = mem_new((size_t)p->item_count, sizeof *d->type);
    d->leader = mem_new((size_t)p->item_count, sizeof *d->leader);
    if (!d->z || !d->type || !d->leader)
        return ctx_no_memory(ctx);
    for (int i = 0; i < p->member_count; i++) {
        char caucus = votes->members[i].caucus;
        d->z[i] = caucus == 'R' ? 1.0 : caucus == 'D' ? -1.0 : 0.0;
    }
    for (int j = 0; j < p->item_count; j++) {
        d->type[j] = (int)data_type(&votes->rollcalls[p->rollcall[j]]);
        d->leader[j] = leader_of(d, votes, j);
    }
    for (int form = 0; form < AISLE_VOTEMODEL_FORMS; form++)
        if ((!(form & FORM_PARTY) || data_asks(d, AISLE_TERM_LOYALTY)) &&
            (!(form & FORM_UNFOLD) || data_asks(d, AISLE_TERM_UNFOLDING)))
            d->form[d->forms++] = form;
    return AISLE_OK;
}

enum aisle_status data_new(struct aisle_ctx *ctx, const struct aisle_votes *votes,
                           const struct aisle_votemodel_options *options,
                           struct data *out)
{
    struct data *d = out; /* the problem keeps a pointer to its options */
    enum aisle_status status;
    *d = (struct data){.options = options};
    aisle_ideal_options_init(&d->ideal);
    d->ideal.method = AISLE_METHOD_MAP;
    d->ideal.dims = options->dims;
    d->ideal.minority_min = options->minority_min;
    d->ideal.votes_min = options->votes_min;
    d->ideal.prior_slope_sd = options->slope_sd;
    d->ideal.prior_intercept_sd = options->intercept_sd;
    d->ideal.draws_min = options->draws;
    d->ideal.seed = options->seed;
    d->ideal.threads = options->threads;
    TRY(problem_new(ctx, votes, &d->ideal, &d->problem));
    if (options->heldout)
        TRY(problem_hide_votes(ctx, &d->problem, &d->hidden));
    TRY(fill(ctx, votes, d));
out:
    if (status != AISLE_OK)
        data_clear(d);
    return status;
}

void data_clear(struct data *d)
{
    problem_clear(&d->problem);
    free(d->hidden);
    free(d->z);
    free(d->type);
    free(d->leader);
    *d = (struct data){0};
}
