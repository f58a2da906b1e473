/* Inside the verbs that simulate many times. */
#ifndef AISLE_APP_ASYLUM_EXPERIMENTS_H
#define AISLE_APP_ASYLUM_EXPERIMENTS_H

#include "app_asylum/experiment_verbs.h"
#include "base/hash.h"
#include "study/study.h"

void experiment_hash_posterior(struct hash *hash, const struct aisle_posterior *p);
/* The session's seed and threads, the request's size. */
void experiment_asylum_options(const struct app *app, const struct app_request *request,
                               struct aisle_asylum_options *out);

/* Begin: provenance, parameters, data and targets, the posterior, the cache. */
enum aisle_status experiment_begin(struct aisle_ctx *ctx, struct app *app,
                                   const char *verb, const struct app_request *request,
                                   const struct app_experiment_request *more,
                                   struct app_experiment *e);
/* Record the run; `also` (or NULL) puts more into the same transaction. */
enum aisle_status
experiment_record(struct aisle_ctx *ctx, struct app *app, struct app_experiment *e,
                  const struct app_writers *writers,
                  enum aisle_status (*also)(struct aisle_ctx *, struct app *,
                                            struct app_experiment *));

#endif
