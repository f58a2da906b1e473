/* Inside the verbs that look into a fit. */
#ifndef AISLE_APP_FIT_BROWSE_H
#define AISLE_APP_FIT_BROWSE_H

#include "app_fit/fit_verbs.h"
#include "study/study.h"

/* Begin a verb that looks into a fit, and have the fit; record a run whose result is
 * not kept, so that its verb needs the numbers every time; find somebody who held a seat. */
enum aisle_status browse_begin(struct aisle_ctx *ctx, struct app *app, const char *verb,
                               const struct app_request *request,
                               const struct app_browse *browse,
                               struct app_study *study);
enum aisle_status browse_record(struct aisle_ctx *ctx, struct app *app,
                                struct app_study *study);
enum aisle_status browse_find(struct aisle_ctx *ctx, const struct app_study *study,
                              const char *name, int *member);

#endif
