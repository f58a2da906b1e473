/* Have the chains met, and are their draws worth enough? */
#include "ideal/run.h"

#include "base/ctx.h"
#include "base/mem.h"
#include <math.h>
#include <omp.h>

/* One column of n in the chains' draws, [chains][kept][n]. */
static void gather(const struct run *run, bool items, size_t n, int column, double *out)
{
    int kept = run->chains[0].kept;
    for (int c = 0; c < run->chain_count; c++) {
        const float *draws = items ? run->chains[c].items : run->chains[c].x;
        for (int t = 0; t < kept; t++)
            *out++ = (double)draws[(size_t)t * n + (size_t)column];
    }
}

static void gather_member(const void *run, int column, double *out)
{
    gather(run, false, (size_t)run_columns(run), column, out);
}

static int item_columns(const struct run *run)
{
    return run->problem->item_count * (run->problem->dims + 1);
}

static void gather_item(const void *run, int column, double *out)
{
    gather(run, true, (size_t)item_columns(run), column, out);
}

static bool member_counts(const void *user, int column)
{
    const struct run *run = user;
    return !run->problem->thin[column / run->problem->dims];
}

static bool item_counts(const void *user, int column)
{
    const struct run *run = user;
    return run->told[column / (run->problem->dims + 1)];
}

struct columns run_of_members(const struct run *run)
{
    return (struct columns){run,
                            gather_member,
                            member_counts,
                            run_columns(run),
                            (size_t)run->chain_count,
                            (size_t)run->chains[0].kept};
}

struct columns run_of_items(const struct run *run)
{
    return (struct columns){run,
                            gather_item,
                            item_counts,
                            item_columns(run),
                            (size_t)run->chain_count,
                            (size_t)run->chains[0].kept};
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

bool run_enough(const struct run *run, const struct worst *w)
{
    const struct aisle_ideal_options *o = run->problem->options;
    return w->ess >= o->ess_target && w->rhat <= o->rhat_target;
}

enum aisle_status run_judge(struct run *run, struct worst *w)
{
    struct columns members = run_of_members(run);
    struct columns items = run_of_items(run);
    int threads = ideal_threads(run->problem->options);
    enum aisle_status status;
    TRY(worth_judge(run->ctx, &members, threads, diagnostics_quick, run->diagnostics));
    *w = worth_worst(&members, run->diagnostics);
    if (!run_enough(run, w) || !run->of_items)
        return AISLE_OK;
    TRY(worth_judge(run->ctx, &items, threads, diagnostics_quick, run->of_items));
    run->items_at = run->chains[0].kept;
    struct worst of_items = worth_worst(&items, run->of_items);
    w->rhat = fmax(w->rhat, of_items.rhat);
    w->ess = fmin(w->ess, of_items.ess);
out:
    return status;
}
