/* aisle calibrate: fit the simulation to the record; go on where it was cut off. */
#include "app_asylum/experiments.h"
#include "study/keep.h"
#include <aisle/report_experiments.h>
#include <aisle/store_kept.h>

#include <stdlib.h>

/* Finished measures, kept under keys that are of the data and the version, too. */
struct salted {
    struct app_keep keep;
    uint64_t salt;
};

static bool salted_find(void *user, uint64_t key, size_t size, void *result)
{
    struct salted *s = user;
    return s->keep.keep.find(s->keep.keep.user, key ^ s->salt, size, result);
}

static void salted_put(void *user, uint64_t key, size_t size, const void *result)
{
    struct salted *s = user;
    s->keep.keep.put(s->keep.keep.user, key ^ s->salt, size, result);
}

static uint64_t salt_of(const struct app_study *study)
{
    struct hash hash;
    char hex[65];
    hash_init(&hash);
    hash_add_text(&hash, study->run.version);
    hash_add_text(&hash, study->run.input_hash);
    hash_hex(&hash, hex);
    hex[16] = '\0';
    return strtoull(hex, NULL, 16);
}

static enum aisle_status render_calibration(struct aisle_ctx *ctx,
                                            struct app_experiment *e)
{
    return aisle_report_calibration_json(ctx, &e->study.run, &e->calibration,
                                         &e->study.json);
}

/* The posterior goes in with its run. */
static enum aisle_status keep_posterior(struct aisle_ctx *ctx, struct app *app,
                                        struct app_experiment *e)
{
    return aisle_store_put_posterior(ctx, app_store(app), e->study.run.id,
                                     &e->calibration.posterior);
}

enum aisle_status app_calibrate(struct aisle_ctx *ctx, struct app *app,
                                const struct app_request *request,
                                const struct app_experiment_request *more,
                                bool want_json_only, struct app_experiment *e)
{
    enum aisle_status status;
    struct aisle_calibrate_options options;
    TRY(experiment_begin(ctx, app, "calibrate", request, more, want_json_only, e));
    if (e->study.cached)
        return AISLE_OK;
    struct salted salted = {.salt = salt_of(&e->study)};
    struct aisle_asylum_keep keep = {&salted, salted_find, salted_put};
    aisle_calibrate_options_init(&options);
    options.seed = app_get_options(app)->seed;
    options.threads = app_get_options(app)->threads;
    app_keep_start(&salted.keep, app_store(app));
    options.keep = salted.keep.keep.find ? &keep : NULL;
    options.waves = more->waves ? more->waves : options.waves;
    options.runs = more->runs ? more->runs : options.runs;
    options.check = more->runs ? more->runs : options.check;
    options.draws = more->draws ? more->draws : options.draws;
    if (request->people_per_case > 0)
        options.people_per_case = request->people_per_case;
    status = aisle_calibrate(ctx, &e->study.parameters, &e->study.asylum_data,
                             &e->targets, &options, &e->calibration);
    if (salted.keep.ctx)
        app_keep_end(&salted.keep, status == AISLE_OK);
    TRY(status);
    TRY(experiment_record(ctx, app, e, render_calibration, keep_posterior));
out:
    return status;
}
