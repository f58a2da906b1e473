/* The verbs on ideal points. */
#ifndef AISLE_APP_FIT_FIT_VERBS_H
#define AISLE_APP_FIT_FIT_VERBS_H

#include "study/session.h"

enum aisle_status app_fit(struct aisle_ctx *ctx, struct app *app,
                          const struct app_request *request, struct app_study *study);
/* app_fit for the request's list of votes. */
enum aisle_status app_fit_list(struct aisle_ctx *ctx, struct app *app,
                               const struct app_request *request,
                               struct app_study *study);
/* app_fit by a vote model: the request's terms. */
enum aisle_status app_fit_model(struct aisle_ctx *ctx, struct app *app,
                                const struct app_request *request,
                                struct app_study *study);
/* app_fit for several Congresses. */
enum aisle_status app_fit_range(struct aisle_ctx *ctx, struct app *app,
                                const struct app_request *request,
                                struct app_study *study);

/* Are the draws mixed, and enough of them (the stopping targets)? True of a mode. */
bool app_fit_mixed(const struct aisle_fit *fit);
/* Look into a fit: senators, votes, the fit itself, a vote to come. */
enum aisle_status app_senators(struct aisle_ctx *ctx, struct app *app,
                               const struct app_request *request,
                               const struct app_browse *browse,
                               struct app_study *study);
enum aisle_status app_votes(struct aisle_ctx *ctx, struct app *app,
                            const struct app_request *request,
                            const struct app_browse *browse, struct app_study *study);
enum aisle_status app_diagnose(struct aisle_ctx *ctx, struct app *app,
                               const struct app_request *request,
                               struct app_study *study);
enum aisle_status app_predict(struct aisle_ctx *ctx, struct app *app,
                              const struct app_request *request,
                              const struct app_browse *browse, struct app_study *study);
/* What a study has to show of these, borrowed from it. */
void app_findings(const struct app_study *study, struct aisle_findings *out);

/* Votes of the request's Congress and chamber for other programs, and its roll
 * calls; caller frees both. */
enum app_export_kind { APP_EXPORT_ORD, APP_EXPORT_CSV };
enum aisle_status app_export(struct aisle_ctx *ctx, struct app *app,
                             enum app_export_kind kind,
                             const struct app_request *request, char **out,
                             char **rollcalls, struct app_study *study);

#endif
