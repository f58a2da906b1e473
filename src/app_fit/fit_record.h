/* How a fit is recorded, whichever engine made it. */
#ifndef AISLE_APP_FIT_FIT_RECORD_H
#define AISLE_APP_FIT_FIT_RECORD_H

#include "app_fit/fit_verbs.h"
#include "study/study.h"

/* Warn when the draws have not mixed, and record the study's fit. */
enum aisle_status fit_record(struct aisle_ctx *ctx, struct app *app,
                             struct app_study *study);

#endif
