/* Each vote's chance from the draws: of a yea, and of what was cast with that vote
 * left out (num/leave_out.h). */
#include "diagnose/diagnose.h"

#include "num/leave_out.h"
#include "num/psis.h"
#include "num/special.h"
#include <math.h>
#include <omp.h>

/* Roll calls between two looks at whether to stop. */
#define BATCH 64

static void probit_ratios(const float *eta, int sign, size_t count, float *ratio)
{
    for (size_t s = 0; s < count; s++)
        ratio[s] = (float)exp(
            fmin(LEAVE_OUT_LOG_MAX, -num_normal_log_cdf(sign * (double)eta[s])));
}

/* --- one vote ---------------------------------------------------------------------------- */

/* A thread's room. */
struct work {
    float *item;  /* [1 + dims][draws] */
    float *eta;   /* [draws], and LEAVE_OUT_PAD */
    float *ratio; /* the same */
    double *tail; /* [3][tail] */
};

static struct left_out vote_chance(const struct view *v, size_t tail, int sign,
                                   struct work *w)
{
    size_t n = (size_t)v->draws;
    if (v->fit->link == AISLE_LINK_LOGIT)
        leave_out_logit(w->eta, sign, n, w->ratio);
    else
        probit_ratios(w->eta, sign, n, w->ratio);
    return leave_out(w->ratio, n, tail, w->tail);
}

/* --- one roll call ----------------------------------------------------------------------- */

/* What its votes add up to. */
struct item_sum {
    int votes;
    double elpd;
    double square;
    double lppd;
    double k_max;
    int64_t k_counts[4];
};

static void add_vote(struct item_sum *sum, const struct left_out *c)
{
    double log_out = log(c->left_out);
    sum->votes++;
    sum->elpd += log_out;
    sum->square += log_out * log_out;
    sum->lppd += log(c->mean);
    sum->k_max = fmax(sum->k_max, c->k);
    sum->k_counts[c->k <= 0.5 ? 0 : c->k <= 0.7 ? 1 : c->k <= 1.0 ? 2 : 3]++;
}

static struct item_sum item_chances(const struct view *v, int item, int only,
                                    size_t tail, struct work *w,
                                    struct aisle_diagnosis *d)
{
    struct item_sum sum = {.k_max = -INFINITY};
    const int8_t *sign = view_item_signs(v, item);
    const uint8_t *casts = v->votes->casts + (size_t)v->fit->items[item].rollcall *
                                                 (size_t)v->member_count;
    size_t row = (size_t)item * (size_t)v->member_count;
    for (int k = 0; k <= v->fit->dims; k++)
        diagnose_item_draws(v, item, k, w->item + (size_t)k * (size_t)v->draws);
    for (int i = 0; i < v->member_count; i++) {
        if (casts[i] == AISLE_CAST_OUT || (only >= 0 && only != i))
            continue;
        diagnose_etas(v, w->item, i, w->eta);
        struct left_out c = vote_chance(v, tail, sign[i] < 0 ? -1 : 1, w);
        d->p_yea[row + (size_t)i] = (float)(sign[i] < 0 ? 1.0 - c.mean : c.mean);
        if (sign[i] == 0)
            continue;
        d->p_cast[row + (size_t)i] = (float)c.left_out;
        if (!v->fit->members[i].thin)
            add_vote(&sum, &c);
    }
    return sum;
}

static void item_estimates(const struct view *v, int item, int only,
                           struct aisle_diagnosis *d)
{
    const int8_t *sign = view_item_signs(v, item);
    int rollcall = v->fit->items[item].rollcall;
    size_t row = (size_t)item * (size_t)v->member_count;
    for (int i = 0; i < v->member_count; i++) {
        if (aisle_votes_cast(v->votes, rollcall, i) == AISLE_CAST_OUT ||
            (only >= 0 && only != i))
            continue;
        double p = diagnose_p(v->fit->link, diagnose_eta(v->fit, item, i));
        d->p_yea[row + (size_t)i] = (float)p;
        if (sign[i] != 0)
            d->p_cast[row + (size_t)i] = (float)(sign[i] > 0 ? p : 1.0 - p);
    }
}

/* --- all ------------------------------------------------------------------------------------ */

static void works_free(int count, struct work *works)
{
    for (int t = 0; works && t < count; t++) {
        free(works[t].item);
        free(works[t].eta);
        free(works[t].ratio);
        free(works[t].tail);
    }
    free(works);
}

static struct work *works_new(const struct view *v, int count, size_t tail)
{
    size_t n = (size_t)v->draws;
    struct work *works = mem_new((size_t)count, sizeof *works);
    for (int t = 0; works && t < count; t++) {
        struct work *w = &works[t];
        w->item = mem_new(n * (size_t)(v->fit->dims + 1), sizeof *w->item);
        w->eta = mem_new(n + LEAVE_OUT_PAD, sizeof *w->eta);
        w->ratio = mem_new(n + LEAVE_OUT_PAD, sizeof *w->ratio);
        w->tail = mem_new(3 * tail + 1, sizeof *w->tail);
        if (!w->item || !w->eta || !w->ratio || !w->tail) {
            works_free(count, works);
            return NULL;
        }
    }
    return works;
}

/* Every item asked for, a batch at a time so that the caller may stop it. */
static enum aisle_status run_items(const struct view *v,
                                   const struct aisle_diagnose_options *o, size_t tail,
                                   struct item_sum *sums, struct aisle_diagnosis *d)
{
    struct work *works = works_new(v, v->threads, tail);
    if (!works)
        return ctx_no_memory(v->ctx);
    enum aisle_status status = AISLE_OK;
    for (int first = 0; first < v->item_count; first += BATCH) {
        int last = first + BATCH < v->item_count ? first + BATCH : v->item_count;
        ctx_progress(v->ctx, "leaving each vote out", first, v->item_count);
        TRY(ctx_poll(v->ctx));
#pragma omp parallel for schedule(dynamic) num_threads(v->threads)
        for (int j = first; j < last; j++)
            if (o->only_item < 0 || o->only_item == j)
                sums[j] = item_chances(v, j, o->only_member, tail,
                                       &works[omp_get_thread_num()], d);
    }
    ctx_progress(v->ctx, "leaving each vote out", v->item_count, v->item_count);
out:
    works_free(v->threads, works);
    return status;
}

/* A roll call's own, where all its votes were looked at. */
static void put_item(const struct item_sum *sum, struct aisle_rollcall_diagnosis *r)
{
    r->elpd_loo = sum->elpd;
    r->p_loo = sum->lppd - sum->elpd;
    r->k_max = sum->k_max;
}

static void put_loo(const struct view *v, const struct item_sum *sums,
                    struct aisle_diagnosis *d)
{
    struct aisle_loo *loo = &d->loo;
    double square = 0.0, lppd = 0.0;
    *loo = (struct aisle_loo){.done = true, .draws = v->draws, .k_max = -INFINITY};
    for (int j = 0; j < v->item_count; j++) {
        loo->votes += sums[j].votes;
        loo->elpd += sums[j].elpd;
        square += sums[j].square;
        lppd += sums[j].lppd;
        loo->k_max = fmax(loo->k_max, sums[j].k_max);
        for (int b = 0; b < 4; b++)
            loo->k_counts[b] += sums[j].k_counts[b];
    }
    double n = (double)loo->votes;
    loo->p_loo = lppd - loo->elpd;
    loo->se = sqrt(fmax(square - loo->elpd * loo->elpd / n, 0.0) * n / (n - 1.0));
    loo->gmp = exp(loo->elpd / n);
}

/* Log score of votes against what it would be were the chances true. */
struct score {
    double sum;
    double expected;
    double variance;
};

static void add_score(struct score *s, double p)
{
    double odds = log(p) - log1p(-p);
    if (!isfinite(odds)) /* a certain vote surprises nobody, when it is as expected */
        return;
    s->sum += log(p);
    s->expected += p * log(p) + (1.0 - p) * log1p(-p);
    s->variance += p * (1.0 - p) * odds * odds;
}

static double score_z(const struct score *s)
{
    return s->variance > 0.0 ? (s->sum - s->expected) / sqrt(s->variance) : NAN;
}

static void put_scores(const struct view *v, struct aisle_diagnosis *d)
{
    size_t n = (size_t)v->member_count;
    for (int j = 0; j < v->item_count; j++) {
        struct score score = {0};
        for (size_t i = 0; i < n; i++)
            if (!isnan(d->p_cast[(size_t)j * n + i]))
                add_score(&score, (double)d->p_cast[(size_t)j * n + i]);
        d->rollcalls[v->fit->items[j].rollcall].z = score_z(&score);
    }
    for (size_t i = 0; i < n; i++) {
        struct score score = {0};
        for (int j = 0; j < v->item_count; j++)
            if (!isnan(d->p_cast[(size_t)j * n + i]))
                add_score(&score, (double)d->p_cast[(size_t)j * n + i]);
        d->members[i].z = score_z(&score);
        d->members[i].elpd_loo = d->left_out ? score.sum : NAN;
    }
}

enum aisle_status diagnose_chances_fill(const struct view *v,
                                        const struct aisle_diagnose_options *o,
                                        struct aisle_diagnosis *d)
{
    size_t cells = (size_t)v->item_count * (size_t)v->member_count;
    struct item_sum *sums = mem_new((size_t)v->item_count, sizeof *sums);
    d->p_yea = mem_new(cells, sizeof *d->p_yea);
    d->p_cast = mem_new(cells, sizeof *d->p_cast);
    enum aisle_status status = AISLE_OK;
    if (!sums || !d->p_yea || !d->p_cast) {
        status = ctx_no_memory(v->ctx);
        goto out;
    }
    for (size_t i = 0; i < cells; i++)
        d->p_yea[i] = d->p_cast[i] = NAN;
    d->left_out = v->draws > 0;
    double kept = v->fit->draw_count;
    double worth = v->fit->chain_count > 0 ? v->fit->ess_bulk_median / kept : 1.0;
    size_t tail = psis_tail((size_t)v->draws, worth > 0 && worth < 1 ? worth : 1.0);
    if (d->left_out)
        TRY(run_items(v, o, tail, sums, d));
    for (int j = 0; !d->left_out && j < v->item_count; j++)
        if (o->only_item < 0 || o->only_item == j)
            item_estimates(v, j, o->only_member, d);
    for (int j = 0; d->left_out && o->only_member < 0 && j < v->item_count; j++)
        if (o->only_item < 0 || o->only_item == j)
            put_item(&sums[j], &d->rollcalls[v->fit->items[j].rollcall]);
    if (d->left_out && o->only_member < 0 && o->only_item < 0)
        put_loo(v, sums, d);
    put_scores(v, d);
out:
    free(sums);
    return status;
}
