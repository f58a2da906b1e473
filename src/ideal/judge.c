/* Have the chains met, and are their draws worth enough? */
#include "ideal/run.h"

#include "base/ctx.h"
#include "base/mem.h"
#include <math.h>
#include <omp.h>

void run_gather(const struct run *run, int column, double *out)
{
    size_t n = (size_t)run_columns(run);
    int kept = run->chains[0].kept;
    for (int c = 0; c < run->chain_count; c++)
        for (int t = 0; t < kept; t++)
            *out++ = (double)run->chains[c].x[(size_t)t * n + (size_t)column];
}

void run_gather_items(const struct run *run, int column, double *out)
{
    size_t n = (size_t)run->problem->item_count * (size_t)(run->problem->dims + 1);
    int kept = run->chains[0].kept;
    for (int c = 0; c < run->chain_count; c++)
        for (int t = 0; t < kept; t++)
            *out++ = (double)run->chains[c].items[(size_t)t * n + (size_t)column];
}

bool run_separated(const struct problem *p, const struct point *mode, int item)
{
    const int8_t *sign = p->sign + (size_t)item * (size_t)p->member_count;
    const double *row = point_item(mode, item);
    for (int i = 0; i < p->member_count; i++) {
        const double *x = point_member(mode, i);
        double eta = 0.0;
        for (int k = 0; k <= p->dims; k++)
            eta += row[k] * x[k];
        if (sign[i] && !p->thin[i] && sign[i] * eta <= 0.0)
            return false;
    }
    return true;
}

enum aisle_status run_judge_columns(struct run *run, int columns, gather_fn *gather,
                                    judge_fn *fn, struct diagnostics *out)
{
    size_t chains = (size_t)run->chain_count;
    size_t kept = (size_t)run->chains[0].kept;
    size_t total = chains * kept;
    size_t need = total + diagnostics_work_size(chains, kept);
    int threads = ideal_threads(run->problem->options);
    double *work = mem_new(need * (size_t)threads, sizeof *work);
    if (!work)
        return ctx_no_memory(run->ctx);
#pragma omp parallel for schedule(static) num_threads(threads) if (threads > 1)
    for (int i = 0; i < columns; i++) {
        double *own = work + need * (size_t)omp_get_thread_num();
        gather(run, i, own);
        fn(own, chains, kept, own + total, &out[i]);
    }
    free(work);
    return AISLE_OK;
}

void run_note(const struct diagnostics *d, struct worst *w)
{
    w->rhat = fmax(w->rhat, d->rhat);
    w->ess = fmin(w->ess, d->ess_bulk);
}

bool run_enough(const struct run *run, const struct worst *w)
{
    const struct aisle_ideal_options *o = run->problem->options;
    return w->ess >= o->ess_target && w->rhat <= o->rhat_target;
}

enum aisle_status run_judge(struct run *run, struct worst *w)
{
    int dims = run->problem->dims;
    int items = run->of_items ? run->problem->item_count : 0;
    enum aisle_status status;
    *w = (struct worst){0.0, INFINITY};
    TRY(run_judge_columns(run, run_columns(run), run_gather, diagnostics_quick,
                          run->diagnostics));
    for (int i = 0; i < run_columns(run); i++)
        if (!run->problem->thin[i / dims])
            run_note(&run->diagnostics[i], w);
    if (!run_enough(run, w) || items == 0)
        return AISLE_OK;
    TRY(run_judge_columns(run, items * (dims + 1), run_gather_items, diagnostics_quick,
                          run->of_items));
    run->items_at = run->chains[0].kept;
    for (int c = 0; c < items * (dims + 1); c++)
        if (run->told[c / (dims + 1)])
            run_note(&run->of_items[c], w);
out:
    return status;
}
