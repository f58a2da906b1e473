#include "ideal/worth.h"

#include "base/ctx.h"
#include "base/mem.h"
#include "num/special.h"
#include <math.h>
#include <omp.h>

enum aisle_status worth_judge(struct aisle_ctx *ctx, const struct columns *c,
                              int threads, worth_fn *fn, struct diagnostics *out)
{
    size_t total = columns_draws(c);
    size_t need = total + diagnostics_work_size(c->chains, c->kept);
    double *work = mem_new(need * (size_t)threads, sizeof *work);
    if (!work)
        return ctx_no_memory(ctx);
#pragma omp parallel for schedule(static) num_threads(threads) if (threads > 1)
    for (int i = 0; i < c->count; i++) {
        double *own = work + need * (size_t)omp_get_thread_num();
        c->gather(c->run, i, own);
        fn(own, c->chains, c->kept, own + total, &out[i]);
    }
    free(work);
    return AISLE_OK;
}

void worth_note(const struct diagnostics *d, struct worst *w)
{
    w->rhat = fmax(w->rhat, d->rhat);
    w->ess = fmin(w->ess, d->ess_bulk);
}

struct worst worth_worst(const struct columns *c, const struct diagnostics *d)
{
    struct worst worst = {0.0, INFINITY};
    for (int i = 0; i < c->count; i++)
        if (c->counts(c->run, i))
            worth_note(&d[i], &worst);
    return worst;
}

struct worth worth_of(const struct columns *c, int column, double *draws)
{
    size_t total = columns_draws(c);
    struct worth w;
    c->gather(c->run, column, draws);
    w.mean = num_mean(draws, total);
    w.sd = sqrt(num_variance(draws, total));
    num_sort(draws, total);
    w.q05 = num_quantile_sorted(draws, total, 0.05);
    w.q95 = num_quantile_sorted(draws, total, 0.95);
    return w;
}

void worth_moments(double sum, double square, double total, double from, double *mean,
                   double *sd)
{
    *mean = from + sum / total;
    *sd = sqrt(fmax(square - sum * sum / total, 0.0) / (total - 1.0));
}

void worth_put(const struct columns *c, const struct diagnostics *d, double *work,
               struct aisle_fit *fit)
{
    struct worst worst = worth_worst(c, d);
    size_t count = 0;
    fit->ess_tail_min = INFINITY;
    for (int i = 0; i < c->count; i++) {
        if (!c->counts(c->run, i))
            continue;
        work[count++] = d[i].ess_bulk;
        fit->ess_tail_min = fmin(fit->ess_tail_min, d[i].ess_tail);
    }
    num_sort(work, count);
    fit->rhat_max = worst.rhat;
    fit->ess_bulk_min = work[0];
    fit->ess_bulk_median = num_quantile_sorted(work, count, 0.5);
}
