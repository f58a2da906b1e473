/* A run made again from what the store keeps of it, and held against its result. */
#ifndef AISLE_APP_RERUN_H
#define AISLE_APP_RERUN_H

#include "app/app.h"

struct app_rerun {
    struct aisle_recipe recipe;
    char *json;                /* the result of then */
    struct app_replay replay;  /* for the options of the verb that is run again */
    struct aisle_rerun result; /* what came of it */
    struct app_study study;    /* of the rerun itself */
};

void app_rerun_init(struct app_rerun *rerun);
void app_rerun_clear(struct app_rerun *rerun);

/* Read the run and its recipe. Errors: NOT_FOUND (no such run), INPUT (its command or
 * its result was not kept), STORE, MEMORY. */
enum aisle_status app_rerun_begin(struct aisle_ctx *ctx, struct app *app, int64_t id,
                                  struct app_rerun *rerun);
/* After the command was done with `replay` in its options: compare, say what has changed
 * since, and record that as a run of its own. */
enum aisle_status app_rerun_end(struct aisle_ctx *ctx, struct app *app,
                                struct app_rerun *rerun);

#endif
