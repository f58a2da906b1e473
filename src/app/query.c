#include "app/query.h"

#include "base/file.h"
#include "study/study.h"
#include <aisle/store_query.h>

static enum aisle_status make_store(struct aisle_ctx *ctx,
                                    const struct app_options *options)
{
    struct app *app = NULL;
    enum aisle_status status = app_open(ctx, options, &app);
    app_close(app);
    return status;
}

enum aisle_status app_query(struct aisle_ctx *ctx, const struct app_options *options,
                            const char *sql, struct aisle_run *run,
                            struct aisle_table *out)
{
    enum aisle_status status = AISLE_OK;
    struct aisle_store *store = NULL;
    char data_hash[65];
    double started = app_wall_seconds(), cpu_started = app_cpu_seconds();
    if (!file_exists(options->store_path))
        TRY(make_store(ctx, options));
    TRY(aisle_store_open(ctx, options->store_path, AISLE_STORE_READ, &store));
    TRY(aisle_store_data_hash(ctx, store, data_hash));
    app_stamp(options, "sql", data_hash, run);
    TRY(aisle_store_query(ctx, store, sql, out));
    run->seconds = app_wall_seconds() - started;
    run->cpu_seconds = app_cpu_seconds() - cpu_started;
out:
    aisle_store_close(store);
    return status;
}
