/* aisle runs: what the store has recorded. */
#include "app/app.h"
#include "study/study.h"

enum aisle_status app_runs(struct aisle_ctx *ctx, struct app *app, int limit,
                           int *count, struct aisle_run **out)
{
    struct aisle_store_run *rows = NULL;
    enum aisle_status status =
        aisle_store_runs(ctx, app_store(app), limit, count, &rows);
    if (status != AISLE_OK)
        return status;
    struct aisle_run *runs = mem_new((size_t)*count, sizeof *runs);
    for (int i = 0; runs && i < *count; i++)
        runs[i] = rows[i].run;
    aisle_store_runs_free(*count, rows);
    if (!runs)
        return ctx_no_memory(ctx);
    *out = runs;
    return AISLE_OK;
}
