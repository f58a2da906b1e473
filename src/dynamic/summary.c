/* What users get: who is who, the standard scale, members from their last periods,
 * and how well the paths account for the votes. */
#include "dynamic/dynamic.h"

#include "base/ctx.h"
#include "base/mem.h"
#include "ideal/ideal.h"
#include "num/rng.h"
#include <math.h>
#include <string.h>

/* --- the standard scale ------------------------------------------------------------ */

struct dyn_standard dyn_standard_of(const struct dyn_panel *panel, const double *x)
{
    double n = panel->fitted_count;
    double sum = 0.0;
    double square = 0.0;
    for (int i = 0; i < panel->period_count; i++)
        sum += dyn_is_fitted(panel, i) ? x[2 * (size_t)i + 1] : 0.0;
    double mean = sum / n;
    for (int i = 0; i < panel->period_count; i++) {
        double by = x[2 * (size_t)i + 1] - mean;
        square += dyn_is_fitted(panel, i) ? by * by : 0.0;
    }
    return (struct dyn_standard){mean, sqrt(square / n)};
}

enum aisle_status dyn_standard_check(struct aisle_ctx *ctx,
                                     const struct dyn_standard *s)
{
    if (s->sd > 1e-9 && isfinite(s->mean) && isfinite(s->sd))
        return AISLE_OK;
    ctx_fail(ctx, AISLE_INPUT, "the votes do not tell members apart");
    ctx_hint(ctx, "fit more roll calls");
    return AISLE_INPUT;
}

/* --- names ---------------------------------------------------------------------------- */

/* "Murkowski"; "Scott (FL)" beside another Scott; with the first name where even the
 * state is the same. */
static char *unique_name(const struct aisle_votes *votes, int member)
{
    const struct aisle_member *m = &votes->members[member];
    int same_name = 0;
    int same_state = 0;
    for (int i = 0; i < votes->member_count; i++) {
        if (strcmp(votes->members[i].last, m->last) != 0)
            continue;
        same_name++;
        same_state += strcmp(votes->members[i].state, m->state) == 0;
    }
    if (same_name == 1)
        return mem_copy_text(m->last);
    if (same_state == 1)
        return mem_format("%s (%s)", m->last, m->state);
    return mem_format("%s %s (%s)", m->first, m->last, m->state);
}

static enum aisle_status begin_members(struct aisle_ctx *ctx, const struct dyn_panel *p,
                                       struct aisle_fit *fit)
{
    const struct aisle_votes *votes = p->votes;
    fit->members = mem_new((size_t)votes->member_count, sizeof *fit->members);
    if (!fit->members)
        return ctx_no_memory(ctx);
    fit->member_count = votes->member_count;
    for (int i = 0; i < fit->member_count; i++) {
        const struct aisle_member *from = &votes->members[i];
        struct aisle_fit_member *m = &fit->members[i];
        memcpy(m->bioguide, from->bioguide, sizeof m->bioguide);
        memcpy(m->state, from->state, sizeof m->state);
        m->party = from->party;
        m->caucus = from->caucus;
        m->in_office = from->in_office;
        m->thin = true;
        m->rhat = m->ess_bulk = NAN;
        m->name = unique_name(votes, i);
        if (!m->name)
            return ctx_no_memory(ctx);
    }
    for (int c = 0; c < p->career_count; c++) {
        struct aisle_fit_member *m = &fit->members[p->career[c].member];
        m->vote_count += p->career[c].vote_count;
        m->thin = p->career[c].thin; /* of the last career */
    }
    return AISLE_OK;
}

static enum aisle_status begin_items(struct aisle_ctx *ctx, const struct dyn_panel *p,
                                     struct aisle_fit *fit)
{
    fit->items = mem_new((size_t)p->item_count, sizeof *fit->items);
    if (!fit->items)
        return ctx_no_memory(ctx);
    fit->item_count = p->item_count;
    for (int j = 0; j < p->item_count; j++) {
        const struct aisle_rollcall *r = &p->votes->rollcalls[p->rollcall[j]];
        fit->items[j].rollcall = p->rollcall[j];
        fit->items[j].congress = r->congress;
        fit->items[j].number = r->number;
    }
    return AISLE_OK;
}

struct seat {
    int member;
    int period;
};

static int compare_seats(const void *left, const void *right)
{
    const struct seat *a = left;
    const struct seat *b = right;
    if (a->member != b->member)
        return a->member < b->member ? -1 : 1;
    return (a->period > b->period) - (a->period < b->period);
}

/* Panel periods are ordered by Congress already, and careers of one member too. */
static enum aisle_status begin_periods(struct aisle_ctx *ctx, const struct dyn_panel *p,
                                       struct aisle_fit *fit, int *order)
{
    struct seat *places = mem_new((size_t)p->period_count, sizeof *places);
    fit->periods = mem_new((size_t)p->period_count, sizeof *fit->periods);
    if (!places || !fit->periods) {
        free(places);
        return ctx_no_memory(ctx);
    }
    int count = 0;
    for (int i = 0; i < p->period_count; i++)
        if (p->period[i].vote_count > 0)
            places[count++] = (struct seat){p->period[i].member, i};
    qsort(places, (size_t)count, sizeof *places, compare_seats);
    for (int k = 0; k < count; k++) {
        const struct dyn_period *from = &p->period[places[k].period];
        struct aisle_fit_period *to = &fit->periods[k];
        order[k] = places[k].period;
        to->member = from->member;
        to->congress = p->block[from->block].congress;
        to->party = from->party;
        to->caucus = from->caucus;
        to->vote_count = from->vote_count;
    }
    fit->period_count = count;
    free(places);
    return AISLE_OK;
}

enum aisle_status dyn_summary_begin(struct aisle_ctx *ctx,
                                    const struct dyn_panel *panel,
                                    struct aisle_fit *fit, int **order)
{
    enum aisle_status status;
    const struct aisle_votes *votes = panel->votes;
    int *periods = mem_new((size_t)panel->period_count, sizeof *periods);
    if (!periods)
        return ctx_no_memory(ctx);
    memcpy(fit->chamber, votes->chamber, sizeof fit->chamber);
    fit->congress_first = votes->congress_first;
    fit->congress_last = votes->congress_last;
    fit->as_of = votes->as_of;
    fit->link = panel->options->link;
    fit->method = panel->options->method;
    fit->dims = 1;
    fit->vote_count = panel->vote_count;
    TRY(begin_members(ctx, panel, fit));
    TRY(begin_items(ctx, panel, fit));
    TRY(begin_periods(ctx, panel, fit, periods));
    *order = periods;
    periods = NULL;
out:
    free(periods);
    return status;
}

/* --- members ---------------------------------------------------------------------------- */

static void put_member(const struct aisle_fit_period *from, struct aisle_fit_member *to)
{
    to->x[0] = from->x[0];
    to->sd[0] = from->sd[0];
    to->q05[0] = from->q05[0];
    to->q95[0] = from->q95[0];
    to->rhat = from->rhat;
    to->ess_bulk = from->ess_bulk;
}

/* Someone who never voted on a contested roll call: all that is known of where a
 * career starts, which on the standard scale is near N(0, 1). */
static void put_unknown(struct aisle_fit *fit, int member)
{
    struct aisle_fit_member *m = &fit->members[member];
    m->sd[0] = 1.0;
    m->q05[0] = -1.6448536269514722;
    m->q95[0] = 1.6448536269514722;
    for (int t = 0; t < fit->draw_count; t++) {
        struct rng rng = rng_stream(0, DYN_USE_SHAKE, (uint32_t)t, (uint32_t)member);
        fit->x_draws[(size_t)t * (size_t)fit->member_count + (size_t)member] =
            (float)rng_normal(&rng);
    }
}

enum aisle_status dyn_summary_finish(struct aisle_ctx *ctx, struct aisle_fit *fit)
{
    size_t members = (size_t)fit->member_count;
    size_t periods = (size_t)fit->period_count;
    int *last = mem_new(members, sizeof *last);
    fit->x_draws = mem_new((size_t)fit->draw_count * members, sizeof *fit->x_draws);
    if (!last || !fit->x_draws) {
        free(last);
        return ctx_no_memory(ctx);
    }
    for (int k = 0; k < fit->period_count; k++)
        last[fit->periods[k].member] = k + 1;
    for (size_t i = 0; i < members; i++) {
        if (last[i] == 0) {
            put_unknown(fit, (int)i);
            continue;
        }
        size_t k = (size_t)last[i] - 1;
        put_member(&fit->periods[k], &fit->members[i]);
        for (size_t t = 0; t < (size_t)fit->draw_count; t++)
            fit->x_draws[t * members + i] = fit->period_draws[t * periods + k];
    }
    free(last);
    return summary_finish(ctx, fit);
}

/* --- scores ------------------------------------------------------------------------------ */

struct score {
    double votes;
    double right;
    double minority;
    double log_chance;
};

/* A Congress's fitted periods, and room for one roll call's votes. */
struct ballot {
    int count;
    int *period; /* [count] of the block's own */
    double *x;   /* [count] */
    double *eta;
    int8_t *sign;
};

static void ballot_clear(struct ballot *b)
{
    free(b->period);
    free(b->x);
    free(b->eta);
    free(b->sign);
}

static enum aisle_status ballot_new(struct aisle_ctx *ctx, const struct dyn_panel *p,
                                    struct ballot *b)
{
    size_t n = (size_t)p->period_count;
    b->period = mem_new(n, sizeof *b->period);
    b->x = mem_new(n, sizeof *b->x);
    b->eta = mem_new(n, sizeof *b->eta);
    b->sign = mem_new(n, sizeof *b->sign);
    return b->period && b->x && b->eta && b->sign ? AISLE_OK : ctx_no_memory(ctx);
}

static void enter_block(const struct dyn_panel *p, const struct dyn_block *block,
                        const double *x, struct ballot *b)
{
    b->count = 0;
    for (int i = 0; i < block->period_count; i++)
        if (dyn_is_fitted(p, block->period + i)) {
            b->x[b->count] = x[2 * (size_t)(block->period + i) + 1];
            b->period[b->count++] = i;
        }
}

static void score_item(const struct dyn_panel *p, const double *item,
                       const int8_t *sign, struct ballot *b, struct score *s)
{
    int yea = 0;
    int nay = 0;
    int right = 0;
    for (int i = 0; i < b->count; i++) {
        b->sign[i] = sign[b->period[i]];
        b->eta[i] = item[0] + item[1] * b->x[i];
        right += b->sign[i] * b->eta[i] > 0.0;
        yea += b->sign[i] > 0;
        nay += b->sign[i] < 0;
    }
    s->log_chance +=
        kernel_votes(p->options->link, b->count, b->sign, b->eta, NULL, NULL);
    s->votes += yea + nay;
    s->right += right;
    s->minority += yea < nay ? yea : nay;
}

static enum aisle_status score_votes(struct aisle_ctx *ctx, const struct dyn_panel *p,
                                     const struct dyn_state *state, const int8_t *sign,
                                     struct score *out)
{
    struct ballot ballot = {0};
    enum aisle_status status = ballot_new(ctx, p, &ballot);
    *out = (struct score){0};
    for (int t = 0; t < p->block_count && status == AISLE_OK; t++) {
        const struct dyn_block *b = &p->block[t];
        enter_block(p, b, state->x, &ballot);
        for (int j = 0; j < b->item_count; j++)
            score_item(p, state->item + 2 * (size_t)(b->item + j),
                       sign + b->sign + (size_t)j * (size_t)b->period_count, &ballot,
                       out);
    }
    ballot_clear(&ballot);
    return status;
}

/* Fit four fifths of the votes by the mode and score the rest. */
static enum aisle_status score_hidden(struct aisle_ctx *ctx,
                                      const struct dyn_panel *whole, double *gmp)
{
    struct dyn_panel p = {0};
    struct dyn_state state = {0};
    struct dyn_schur schur = {0};
    struct score s;
    int8_t *hidden = NULL;
    enum aisle_status status;
    TRY(dyn_panel_new(ctx, whole->votes, whole->options, &p));
    TRY(dyn_panel_hide(ctx, &p, &hidden));
    TRY(dyn_state_new(ctx, &p, &state));
    TRY(dyn_schur_new(ctx, &p, &schur));
    TRY(dyn_start(ctx, &p, &state));
    TRY(dyn_climb(ctx, &p, &state));
    TRY(dyn_mode(ctx, &schur, &state));
    TRY(score_votes(ctx, &p, &state, hidden, &s));
    *gmp = s.votes > 0 ? exp(s.log_chance / s.votes) : NAN;
out:
    free(hidden);
    dyn_schur_clear(&schur);
    dyn_state_clear(&state);
    dyn_panel_clear(&p);
    return status;
}

enum aisle_status dyn_score(struct aisle_ctx *ctx, const struct dyn_panel *panel,
                            const int *order, struct aisle_fit *fit)
{
    struct dyn_state state = {0};
    struct score s;
    enum aisle_status status;
    TRY(dyn_state_new(ctx, panel, &state));
    for (int k = 0; k < fit->period_count; k++)
        state.x[2 * (size_t)order[k] + 1] = fit->periods[k].x[0];
    for (int j = 0; j < fit->item_count; j++) {
        state.item[2 * (size_t)j] = fit->items[j].a;
        state.item[2 * (size_t)j + 1] = fit->items[j].b[0];
    }
    TRY(score_votes(ctx, panel, &state, panel->sign, &s));
    fit->classified = s.right / s.votes;
    fit->apre = (s.minority - (s.votes - s.right)) / s.minority;
    fit->gmp = exp(s.log_chance / s.votes);
    if (panel->options->heldout)
        TRY(score_hidden(ctx, panel, &fit->gmp_heldout));
out:
    dyn_state_clear(&state);
    return status;
}
