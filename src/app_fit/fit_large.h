/* Which engine makes a static fit. */
#ifndef AISLE_APP_FIT_FIT_LARGE_H
#define AISLE_APP_FIT_FIT_LARGE_H

#include "app_fit/fit_verbs.h"
#include "study/study.h"

/* study_fit_congress of the request's Congress, or compressed rows in its stead. */
enum aisle_status fit_by_engine(struct aisle_ctx *ctx, struct app *app,
                                const struct app_request *request,
                                struct app_study *study);

#endif
