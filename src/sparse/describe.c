/* A sparse fit as a fit like any other: who is who, quantiles, ranks, scores. */
#include "sparse/sparse.h"

#include "base/ctx.h"
#include "base/mem.h"
#include "num/special.h"
#include <math.h>
#include <omp.h>
#include <stdio.h>
#include <string.h>

static const double normal_q95 = 1.6448536269514722;

struct describe {
    const struct aisle_votelist *list;
    const struct aisle_votes *votes; /* NULL: the list's names are all there is */
    int *votes_of;                   /* [members] */
    int seats;                       /* members who count in ranks */
    struct aisle_fit *out;
};

/* --- who is who --------------------------------------------------------------------- */

static bool name_member(const struct describe *d, int i, struct aisle_fit_member *m)
{
    m->party = m->caucus = '?';
    m->in_office = true;
    const char *name = d->list->members ? d->list->members[i] : "";
    if (d->votes) {
        const struct aisle_member *from = &d->votes->members[i];
        memcpy(m->bioguide, from->bioguide, sizeof m->bioguide);
        memcpy(m->state, from->state, sizeof m->state);
        m->party = from->party;
        m->caucus = from->caucus;
        m->in_office = from->in_office;
        name = from->last;
    } else if (strlen(name) > 0 && strlen(name) < sizeof m->bioguide) {
        memcpy(m->bioguide, name, strlen(name) + 1);
    } else {
        snprintf(m->bioguide, sizeof m->bioguide, "m%d", i + 1);
    }
    m->name = mem_copy_text(*name ? name : m->bioguide);
    return m->name != NULL;
}

static enum aisle_status begin_members(struct aisle_ctx *ctx, struct describe *d)
{
    struct aisle_fit *fit = d->out;
    fit->members = mem_new((size_t)d->list->member_count, sizeof *fit->members);
    d->votes_of = mem_new((size_t)d->list->member_count, sizeof *d->votes_of);
    if (!fit->members || !d->votes_of)
        return ctx_no_memory(ctx);
    fit->member_count = d->list->member_count;
    for (int64_t k = 0; k < d->list->first[d->list->rollcall_count]; k++)
        d->votes_of[d->list->cast[k] >> 1]++;
    for (int i = 0; i < fit->member_count; i++) {
        struct aisle_fit_member *m = &fit->members[i];
        m->rhat = m->ess_bulk = m->rank_q05 = m->rank_q95 = NAN;
        m->vote_count = d->votes_of[i];
        m->thin = m->vote_count < SPARSE_VOTES_MIN;
        if (!name_member(d, i, m))
            return ctx_no_memory(ctx);
        d->seats += m->in_office;
    }
    return AISLE_OK;
}

static enum aisle_status put_items(struct aisle_ctx *ctx, const struct describe *d,
                                   const struct aisle_sparse_fit *from)
{
    struct aisle_fit *fit = d->out;
    const int64_t *first = d->list->first;
    for (int j = 0; j < d->list->rollcall_count; j++)
        fit->item_count += first[j + 1] > first[j];
    fit->items = mem_new((size_t)fit->item_count, sizeof *fit->items);
    if (!fit->items)
        return ctx_no_memory(ctx);
    struct aisle_fit_item *item = fit->items;
    for (int j = 0; j < d->list->rollcall_count; j++) {
        if (first[j + 1] == first[j])
            continue;
        item->rollcall = j;
        item->congress = d->votes ? d->votes->rollcalls[j].congress : 0;
        item->number = d->votes ? d->votes->rollcalls[j].number : j + 1;
        item->a = from->a[j];
        item->b[0] = from->b[j];
        item->a_sd = from->a_sd[j];
        item->b_sd[0] = from->b_sd[j];
        item->rhat = item->ess_bulk = NAN;
        item++;
    }
    return AISLE_OK;
}

/* --- which way round ------------------------------------------------------------------ */

/* The Republican caucus has the larger mean, where there are both. */
static void orient(const struct describe *d, struct aisle_sparse_fit *from)
{
    double sum[2] = {0.0, 0.0};
    int count[2] = {0, 0};
    for (int i = 0; i < d->out->member_count; i++) {
        char caucus = d->out->members[i].caucus;
        if (caucus != 'D' && caucus != 'R')
            continue;
        sum[caucus == 'R'] += from->x[i];
        count[caucus == 'R']++;
    }
    if (!count[0] || !count[1] || sum[1] / count[1] >= sum[0] / count[0])
        return;
    for (int i = 0; i < from->member_count; i++)
        from->x[i] *= -1.0;
    for (int j = 0; j < from->item_count; j++)
        from->b[j] *= -1.0;
    size_t draws = (size_t)from->draw_count * (size_t)from->member_count;
    for (size_t k = 0; k < draws; k++)
        from->x_draws[k] *= -1.0f;
}

/* --- places ------------------------------------------------------------------------------ */

static bool counts(const struct describe *d, int member)
{
    return d->seats == 0 || d->out->members[member].in_office;
}

static int count_below(const double *sorted, int count, double x)
{
    int low = 0;
    while (count > 0) {
        int half = count / 2;
        if (sorted[low + half] < x) {
            low += half + 1;
            count -= half + 1;
        } else {
            count = half;
        }
    }
    return low;
}

/* Ranks of one draw: one more than the members who count and stand further left. */
static void rank_all(const struct describe *d, const double *x, double *sorted,
                     float *rank)
{
    int n = 0;
    for (int i = 0; i < d->out->member_count; i++)
        if (counts(d, i))
            sorted[n++] = x[i];
    num_sort(sorted, (size_t)n);
    for (int i = 0; i < d->out->member_count; i++)
        rank[i] = 1.0f + (float)count_below(sorted, n, x[i]);
}

/* Smallest value that at least a share p of the draws does not pass. */
static double place_of(const double *sorted, size_t count, double p)
{
    size_t at = (size_t)ceil(p * (double)count);
    return sorted[at > 0 ? at - 1 : 0];
}

static void put_member(const struct describe *d, const struct aisle_sparse_fit *from,
                       const float *rank, int i, double *work)
{
    struct aisle_fit_member *m = &d->out->members[i];
    size_t n = (size_t)from->member_count, draws = (size_t)from->draw_count;
    m->x[0] = from->x[i];
    m->sd[0] = from->x_sd[i];
    if (draws == 0) {
        m->q05[0] = m->x[0] - normal_q95 * m->sd[0];
        m->q95[0] = m->x[0] + normal_q95 * m->sd[0];
        m->rank = (double)rank[i];
        return;
    }
    m->rhat = (double)from->x_rhat[i];
    m->ess_bulk = (double)from->x_ess[i];
    for (size_t t = 0; t < draws; t++)
        work[t] = (double)from->x_draws[t * n + (size_t)i];
    num_sort(work, draws);
    m->q05[0] = num_quantile_sorted(work, draws, 0.05);
    m->q95[0] = num_quantile_sorted(work, draws, 0.95);
    for (size_t t = 0; t < draws; t++)
        work[t] = (double)rank[t * n + (size_t)i];
    m->rank = num_mean(work, draws);
    num_sort(work, draws);
    m->rank_q05 = place_of(work, draws, 0.05);
    m->rank_q95 = place_of(work, draws, 0.95);
}

/* The first `n` doubles of a thread's room are a draw, the next sorted. */
static enum aisle_status put_places(struct aisle_ctx *ctx, const struct describe *d,
                                    const struct aisle_sparse_fit *from, int threads)
{
    size_t n = (size_t)from->member_count, draws = (size_t)from->draw_count;
    size_t rows = draws > 0 ? draws : 1, room = 2 * n + draws;
    float *rank = mem_new(rows * n, sizeof *rank);
    double *work = mem_new((size_t)threads * room, sizeof *work);
    if (!rank || !work) {
        free(rank);
        free(work);
        return ctx_no_memory(ctx);
    }
#pragma omp parallel num_threads(threads)
    {
        double *own = work + (size_t)omp_get_thread_num() * room;
#pragma omp for schedule(static)
        for (size_t t = 0; t < rows; t++) {
            for (size_t i = 0; i < n; i++)
                own[i] = draws > 0 ? (double)from->x_draws[t * n + i] : from->x[i];
            rank_all(d, own, own + n, rank + t * n);
        }
#pragma omp for schedule(static)
        for (size_t i = 0; i < n; i++)
            put_member(d, from, rank, (int)i, own);
    }
    free(rank);
    free(work);
    return AISLE_OK;
}

/* Aggregate proportional reduction in error: of the smaller sides' votes, the share that
 * the fit does not get wrong. */
static double reduction(const struct describe *d, const struct aisle_sparse_fit *from)
{
    double errors = 0.0, minority = 0.0;
    for (int j = 0; j < d->list->rollcall_count; j++) {
        double yeas = 0.0;
        for (int64_t k = d->list->first[j]; k < d->list->first[j + 1]; k++) {
            uint32_t cast = d->list->cast[k];
            double eta = from->a[j] + from->b[j] * from->x[cast >> 1];
            yeas += cast & 1;
            errors += (eta > 0.0) != (cast & 1);
        }
        double nays = (double)(d->list->first[j + 1] - d->list->first[j]) - yeas;
        minority += fmin(yeas, nays);
    }
    return minority > 0.0 ? 1.0 - errors / minority : NAN;
}

static void put_whole(const struct describe *d, const struct aisle_sparse_fit *from)
{
    struct aisle_fit *fit = d->out;
    snprintf(fit->engine, sizeof fit->engine, "sparse");
    snprintf(fit->chamber, sizeof fit->chamber, "%s",
             d->votes ? d->votes->chamber : "list");
    fit->congress_first = d->votes ? d->votes->congress_first : 0;
    fit->congress_last = d->votes ? d->votes->congress_last : 0;
    fit->as_of = d->votes ? d->votes->as_of : AISLE_DAY_NONE;
    fit->link = AISLE_LINK_LOGIT;
    fit->method = from->method;
    fit->dims = 1;
    fit->vote_count = from->vote_count;
    fit->chain_count = from->chain_count;
    fit->draw_count = from->draw_count;
    fit->rhat_max = from->rhat_max;
    fit->ess_bulk_min = from->ess_bulk_min;
    fit->ess_bulk_median = from->ess_bulk_median;
    fit->ess_tail_min = from->ess_tail_min;
    fit->classified = from->classified;
    fit->gmp = from->gmp;
    fit->apre = reduction(d, from);
}

enum aisle_status aisle_sparse_describe(struct aisle_ctx *ctx,
                                        const struct aisle_votelist *list,
                                        const struct aisle_votes *votes, int threads,
                                        struct aisle_sparse_fit *from,
                                        struct aisle_fit *out)
{
    struct aisle_fit fit;
    struct describe d = {.list = list, .votes = votes, .out = &fit};
    enum aisle_status status;
    aisle_fit_init(&fit);
    TRY(begin_members(ctx, &d));
    orient(&d, from);
    TRY(put_items(ctx, &d, from));
    TRY(put_places(ctx, &d, from, threads > 0 ? threads : omp_get_max_threads()));
    put_whole(&d, from);
    fit.x_draws = from->x_draws;
    from->x_draws = NULL;
    *out = fit;
out:
    free(d.votes_of);
    if (status != AISLE_OK)
        aisle_fit_clear(&fit);
    return status;
}
