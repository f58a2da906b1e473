/* The verbs: each loads, computes, saves and records its run. Here are those that join
 * the others or look after the store; the rest stand by their subject.
 *
 * The command line and the page both call these, so they cannot disagree. */
#ifndef AISLE_APP_APP_H
#define AISLE_APP_APP_H

#include "app_asylum/experiment_verbs.h"
#include "app_fit/fit_verbs.h"
#include "app_forecast/forecast_verbs.h"
#include "study/session.h"

/* All of it; writes run.json and report.html into `dir`, both or neither new. */
enum aisle_status app_run(struct aisle_ctx *ctx, struct app *app,
                          const struct app_request *request, const char *dir,
                          struct app_study *study);
/* Its parts, those NULL that were not made; borrowed from the study. */
struct aisle_report app_run_report(const struct app_study *study);

/* Import one Congress; `paths` as the kind needs them. */
enum app_import_kind {
    APP_IMPORT_RECORD,
    APP_IMPORT_VOTEVIEW,
    APP_IMPORT_UNITEDSTATES,
    APP_IMPORT_SENATE_XML,
    APP_IMPORT_ORD,
    APP_IMPORT_MATRIX
};
struct app_import_request {
    enum app_import_kind kind;
    int count;
    const char *const *paths;
    struct aisle_import_scope scope; /* where the files do not say */
};
enum aisle_status app_import(struct aisle_ctx *ctx, struct app *app,
                             const struct app_import_request *request,
                             struct app_study *study,
                             struct aisle_import_report *report);

/* A whip count into the store, for a package's id ("": any); names are those of the
 * request's Congress. */
enum aisle_status app_import_whip(struct aisle_ctx *ctx, struct app *app,
                                  const struct app_request *request, const char *path,
                                  const char *package, struct app_study *study,
                                  struct aisle_import_report *report);

/* The latest runs of the store, newest first; caller frees. */
enum aisle_status app_runs(struct aisle_ctx *ctx, struct app *app, int limit,
                           int *count, struct aisle_run **out);

/* Text of one parameter or lever by name, of all when NULL; caller frees. */
enum aisle_status app_explain(struct aisle_ctx *ctx, const struct app_options *options,
                              const char *name, bool json, char **out);

#endif
