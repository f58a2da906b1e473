/* Draws to estimates. */
#include "ideal/run.h"

#include "base/ctx.h"
#include "base/mem.h"
#include <math.h>
#include <string.h>

static void put_member(const struct run *run, const struct columns *c, int i,
                       double *draws, struct aisle_fit_member *m)
{
    int dims = run->problem->dims;
    struct worst worst = {0.0, INFINITY};
    for (int k = 0; k < dims; k++) {
        struct worth w = worth_of(c, i * dims + k, draws);
        m->x[k] = w.mean;
        m->sd[k] = w.sd;
        m->q05[k] = w.q05;
        m->q95[k] = w.q95;
        worth_note(&run->diagnostics[i * dims + k], &worst);
    }
    m->rhat = worst.rhat;
    m->ess_bulk = worst.ess;
}

/* Mean and spread of one parameter of an item, over all chains. */
static void item_moments(const struct run *run, size_t at, double from, double *mean,
                         double *sd)
{
    double total = (double)run->chain_count * run->chains[0].kept;
    double sum = 0.0, square = 0.0;
    for (int c = 0; c < run->chain_count; c++) {
        sum += run->chains[c].item_sum[2 * at];
        square += run->chains[c].item_sum[2 * at + 1];
    }
    worth_moments(sum, square, total, from, mean, sd);
}

static void put_item(const struct run *run, int j, struct aisle_fit_item *item)
{
    int dims = run->problem->dims;
    size_t at = (size_t)j * (size_t)(dims + 1);
    const double *from = run->sampler.item + at;
    item_moments(run, at, from[0], &item->a, &item->a_sd);
    for (int k = 0; k < dims; k++)
        item_moments(run, at + 1 + (size_t)k, from[k + 1], &item->b[k], &item->b_sd[k]);
    item->rhat = NAN;
    item->ess_bulk = NAN;
}

enum aisle_status run_put_item_diagnostics(struct run *run, struct aisle_fit *fit)
{
    int stride = run->problem->dims + 1;
    enum aisle_status status = AISLE_OK;
    struct columns columns = run_of_items(run);
    if (run->items_at != run->chains[0].kept)
        TRY(worth_judge(run->ctx, &columns, ideal_threads(run->problem->options),
                        diagnostics_quick, run->of_items));
    for (int j = 0; j < fit->item_count; j++) {
        struct aisle_fit_item *item = &fit->items[j];
        if (!run->told[j])
            continue;
        struct worst w = {0.0, INFINITY};
        for (int k = 0; k < stride; k++)
            worth_note(&run->of_items[j * stride + k], &w);
        item->rhat = w.rhat;
        item->ess_bulk = w.ess;
    }
out:
    return status;
}

enum aisle_status run_put_item_draws(const struct run *run, struct aisle_fit *fit)
{
    size_t kept = (size_t)run->chains[0].kept;
    size_t n = (size_t)fit->item_count * (size_t)(fit->dims + 1);
    fit->item_draws =
        mem_new(kept * n * (size_t)run->chain_count, sizeof *fit->item_draws);
    if (!fit->item_draws)
        return ctx_no_memory(run->ctx);
    for (int c = 0; c < run->chain_count; c++)
        memcpy(fit->item_draws + (size_t)c * kept * n, run->chains[c].items,
               kept * n * sizeof *fit->item_draws);
    return AISLE_OK;
}

enum aisle_status run_put_results(const struct run *run, struct aisle_fit *fit)
{
    size_t kept = (size_t)run->chains[0].kept;
    size_t n = (size_t)run_columns(run);
    size_t total = kept * (size_t)run->chain_count;
    struct columns members = run_of_members(run);
    double *work = mem_new(total > n ? total : n, sizeof *work);
    fit->x_draws = mem_new(total * n, sizeof *fit->x_draws);
    if (!work || !fit->x_draws) {
        free(work);
        return ctx_no_memory(run->ctx);
    }
    fit->chain_count = run->chain_count;
    fit->draw_count = (int)total;
    for (int c = 0; c < run->chain_count; c++)
        memcpy(fit->x_draws + (size_t)c * kept * n, run->chains[c].x,
               kept * n * sizeof *fit->x_draws);
    for (int i = 0; i < fit->member_count; i++)
        put_member(run, &members, i, work, &fit->members[i]);
    for (int j = 0; j < fit->item_count; j++)
        put_item(run, j, &fit->items[j]);
    worth_put(&members, run->diagnostics, work, fit);
    free(work);
    return AISLE_OK;
}
