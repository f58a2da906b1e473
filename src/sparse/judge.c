/* Have the chains met, and what do their draws say? */
#include "sparse/run.h"

#include "base/ctx.h"
#include "base/mem.h"
#include "num/special.h"
#include <math.h>
#include <omp.h>
#include <string.h>

typedef void judge_fn(const double *draws, size_t chains, size_t draws_per_chain,
                      double *work, struct diagnostics *out);

/* Every member's draws by `fn`; their moments into the fit, where there is one. */
static enum aisle_status judge_all(struct aisle_ctx *ctx, struct sparse_run *r,
                                   judge_fn *fn, struct aisle_sparse_fit *fit)
{
    const struct sparse_draws *d = &r->draws;
    size_t total = d->chains * d->kept;
    size_t need = total + diagnostics_work_size(d->chains, d->kept);
    double *work = mem_new(need * (size_t)r->p->threads, sizeof *work);
    if (!work)
        return ctx_no_memory(ctx);
#pragma omp parallel for schedule(static) num_threads(r->p->threads)
    for (int i = 0; i < r->p->member_count; i++) {
        double *own = work + need * (size_t)omp_get_thread_num();
        sparse_draws_gather(d, (size_t)i, own);
        fn(own, d->chains, d->kept, own + total, &r->diagnostics[i]);
        if (fit) {
            fit->x[i] = num_mean(own, total);
            fit->x_sd[i] = sqrt(num_variance(own, total));
        }
    }
    free(work);
    return AISLE_OK;
}

/* Fewest votes of a member who is judged: those with votes, or those not thin. */
static int64_t judged_from(const struct sparse_problem *p)
{
    for (int i = 0; i < p->member_count; i++)
        if (sparse_row_count(&p->by_member, i) >= SPARSE_VOTES_MIN)
            return SPARSE_VOTES_MIN;
    return 1;
}

static struct sparse_worst worst_of(const struct sparse_run *r)
{
    struct sparse_worst w = {0.0, INFINITY};
    int64_t votes_min = judged_from(r->p);
    for (int i = 0; i < r->p->member_count; i++)
        if (sparse_row_count(&r->p->by_member, i) >= votes_min) {
            w.rhat = fmax(w.rhat, r->diagnostics[i].rhat);
            w.ess = fmin(w.ess, r->diagnostics[i].ess_bulk);
        }
    return w;
}

enum aisle_status sparse_judge(struct aisle_ctx *ctx, struct sparse_run *r,
                               struct sparse_worst *worst)
{
    enum aisle_status status = judge_all(ctx, r, diagnostics_quick, NULL);
    if (status == AISLE_OK)
        *worst = worst_of(r);
    return status;
}

static void put_worst(const struct sparse_run *r, double *work,
                      struct aisle_sparse_fit *fit)
{
    const struct sparse_problem *p = r->p;
    struct sparse_worst worst = worst_of(r);
    int64_t votes_min = judged_from(p);
    size_t n = 0;
    fit->rhat_max = worst.rhat;
    fit->ess_bulk_min = worst.ess;
    fit->ess_tail_min = INFINITY;
    for (int i = 0; i < p->member_count; i++)
        if (sparse_row_count(&p->by_member, i) >= votes_min) {
            fit->ess_tail_min = fmin(fit->ess_tail_min, r->diagnostics[i].ess_tail);
            work[n++] = r->diagnostics[i].ess_bulk;
        }
    num_sort(work, n);
    fit->ess_bulk_median = num_quantile_sorted(work, n, 0.5);
    n = 0;
    for (int i = 0; i < p->member_count; i++)
        if (sparse_row_count(&p->by_member, i) >= votes_min)
            work[n++] = r->diagnostics[i].rhat;
    num_sort(work, n);
    fit->rhat_median = num_quantile_sorted(work, n, 0.5);
}

/* Of each chain's draws so many, evenly apart. */
static void put_draws(const struct sparse_draws *d, size_t each, float *x)
{
    for (size_t c = 0; c < d->chains; c++)
        for (size_t t = 1; t <= each; t++)
            for (size_t i = 0; i < d->members; i++)
                *x++ = (float)sparse_draws_get(d, c, t * d->kept / each - 1, i);
}

enum aisle_status sparse_put_members(struct aisle_ctx *ctx, struct sparse_run *r,
                                     struct aisle_sparse_fit *fit)
{
    const struct aisle_sparse_options *o = r->p->options;
    const struct sparse_draws *d = &r->draws;
    size_t each = (size_t)(o->draws / o->chains);
    double *work = NULL;
    enum aisle_status status;
    each = each < d->kept ? each : d->kept;
    TRY(judge_all(ctx, r, diagnostics_of, fit));
    fit->x_rhat = mem_new(d->members, sizeof *fit->x_rhat);
    fit->x_ess = mem_new(d->members, sizeof *fit->x_ess);
    fit->x_draws = mem_new(d->chains * each * d->members, sizeof *fit->x_draws);
    work = mem_new(d->members, sizeof *work);
    if (!fit->x_rhat || !fit->x_ess || !fit->x_draws || !work) {
        status = ctx_no_memory(ctx);
        goto out;
    }
    for (size_t i = 0; i < d->members; i++) {
        fit->x_rhat[i] = (float)r->diagnostics[i].rhat;
        fit->x_ess[i] = (float)r->diagnostics[i].ess_bulk;
    }
    fit->draw_count = (int)(d->chains * each);
    put_worst(r, work, fit);
    put_draws(d, each, fit->x_draws);
out:
    free(work);
    return status;
}
