/* Votes of one Congress out of the store, for other programs. */
#include "app_fit/fit_verbs.h"
#include "study/study.h"

enum aisle_status app_export(struct aisle_ctx *ctx, struct app *app,
                             enum app_export_kind kind,
                             const struct app_request *request, char **out,
                             char **rollcalls, struct app_study *study)
{
    enum aisle_status status;
    char *main_text = NULL;
    TRY(verb_begin(ctx, app, "export", request, study));
    TRY(aisle_store_get_votes(ctx, app_store(app), request->chamber, request->congress,
                              request->congress, request->as_of, &study->votes));
    if (kind == APP_EXPORT_ORD)
        TRY(aisle_export_ord(ctx, &study->votes, &main_text));
    else
        TRY(aisle_export_matrix(ctx, &study->votes, &main_text));
    TRY(aisle_export_rollcalls(ctx, &study->votes, rollcalls));
    *out = main_text;
    main_text = NULL;
out:
    free(main_text);
    return status;
}
