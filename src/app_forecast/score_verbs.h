/* A forecast held against the vote it was about. */
#ifndef AISLE_APP_FORECAST_SCORE_VERBS_H
#define AISLE_APP_FORECAST_SCORE_VERBS_H

#include "study/session.h"

struct app_score_request {
    const char *subject;    /* a run's number, its folder, or a file of JSON */
    const char *rollcall;   /* "118-391", or by session "118-2-39"; NULL: casts_path */
    const char *casts_path; /* who voted how, where the record lacks it */
    aisle_day date;         /* of the vote in casts_path */
    const char *vote;       /* id of the forecast's vote; NULL: the one that it was */
};

/* The study gets the scorecard and the JSON; the score is a run of its own. Errors: NOT_FOUND (run, roll call, vote, senator; the
 * nearest), INPUT (no forecast, a vote before the forecast's as-of day, a vote of
 * another kind), MISUSE, and those of reading. */
enum aisle_status app_score(struct aisle_ctx *ctx, struct app *app,
                            const struct app_score_request *request,
                            struct app_study *study);

#endif
