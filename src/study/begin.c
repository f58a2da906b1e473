/* Every verb begins alike: what was asked, what it depends on, the cache. */
#include "study/study.h"

#include "base/hash.h"
#include "base/text.h"

/* What the numbers depend on, in one hash: the arguments as they were understood, and
 * all that was read. */
static void verb_hash_inputs(struct app *app, struct app_study *study)
{
    struct hash hash;
    hash_init(&hash);
    hash_add_text(&hash, study->arguments);
    app_inputs_hash(app_inputs_of(app), &hash);
    hash_hex(&hash, study->run.input_hash);
}

static enum aisle_status verb_arguments(struct aisle_ctx *ctx, struct app *app,
                                        const struct app_request *r,
                                        struct app_study *study)
{
    char date[AISLE_DATE_TEXT];
    struct text text = {0};
    text_addf(&text, "%s congress=%d chamber=%s as_of=%s link=%d method=%d dims=%d",
              study->run.verb, r->congress, r->chamber,
              aisle_day_format(study->run.as_of, date), r->link, r->method, r->dims);
    text_addf(&text, " heldout=%d years=%d reps=%d scale=%d budget=%.17g quick=%d",
              r->heldout, r->years, r->replications, r->people_per_case, r->budget_usd,
              r->quick);
    text_addf(&text, " fixed=%d bootstrap=%d minority=%.17g votes=%d", r->slope_fixed,
              r->bootstrap, r->minority_min, r->votes_min);
    if (r->left)
        text_addf(&text, " left=%s right=%s", r->left, r->right);
    for (int i = 0; i < r->suppose_count; i++)
        text_addf(&text, " suppose=%s", r->supposes[i]);
    if (r->pass_min > 0)
        text_addf(&text, " min=%.17g", r->pass_min);
    if (r->engine)
        text_addf(&text, " engine=%d", r->engine);
    if (r->about)
        text_addf(&text, " %s", r->about);
    study->arguments = text_take(&text);
    if (!study->arguments)
        return ctx_no_memory(ctx);
    verb_hash_inputs(app, study);
    return AISLE_OK;
}

static enum aisle_status load_list(struct aisle_ctx *ctx,
                                   const struct app_request *request,
                                   struct app_study *study)
{
    struct aisle_import_report report;
    aisle_import_report_init(&report);
    enum aisle_status status =
        aisle_import_votelist(ctx, request->list_path, &study->list, &report);
    aisle_import_report_clear(&report);
    return status;
}

enum aisle_status verb_begin(struct aisle_ctx *ctx, struct app *app, const char *verb,
                             const struct app_request *request, struct app_study *study)
{
    enum aisle_status status;
    TRY(study_begin(ctx, app, verb, request, study));
    if (request->package_path) {
        TRY(study_load_parameters(ctx, app, study));
        TRY(study_load_whip(ctx, app, request, study));
    }
    if (request->list_path)
        TRY(load_list(ctx, request, study));
    TRY(verb_arguments(ctx, app, request, study));
out:
    return status;
}

enum aisle_status verb_ask(struct aisle_ctx *ctx, struct app *app, const char *verb,
                           const struct app_request *request, struct app_study *study)
{
    enum aisle_status status;
    TRY(verb_begin(ctx, app, verb, request, study));
    TRY(study_from_cache(ctx, app, study));
out:
    return status;
}

enum aisle_status verb_forecaster(struct aisle_ctx *ctx, struct app *app,
                                  const struct app_request *request,
                                  struct app_study *study)
{
    enum aisle_status status;
    TRY(study_fit_history(ctx, app, study));
    TRY(study_merge_whip(ctx, study));
    TRY(study_make_forecaster(ctx, app, request, study));
out:
    return status;
}
