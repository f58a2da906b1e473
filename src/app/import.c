/* Files into the store, one Congress a call, in one transaction. */
#include "app/app_private.h"

#include <string.h>

enum aisle_status app_import(struct aisle_ctx *ctx, struct app *app,
                             enum app_import_kind kind, const char *const *paths,
                             struct app_study *study,
                             struct aisle_import_report *report)
{
    enum aisle_status status;
    struct app_request request;
    char sha256[65];
    app_request_init(&request);
    TRY(verb_begin(ctx, app, "import", &request, false, study));
    if (kind == APP_IMPORT_RECORD)
        TRY(aisle_import_record(ctx, paths[0], paths[1], &study->votes, report));
    else
        TRY(aisle_import_voteview(ctx, paths[0], paths[1], paths[2], &study->votes,
                                  report));
    TRY(app_hash_files(ctx, kind == APP_IMPORT_RECORD ? 2 : 3, paths, sha256));
    memcpy(study->run.input_hash, sha256, sizeof sha256);
    TRY(aisle_store_begin(ctx, app_store(app)));
    TRY(aisle_store_put_votes(ctx, app_store(app), &study->votes, paths[0], sha256));
    TRY(aisle_store_put_run(ctx, app_store(app), &study->run, study->arguments, ""));
    TRY(aisle_store_commit(ctx, app_store(app)));
out:
    aisle_store_rollback(app_store(app));
    return status;
}
