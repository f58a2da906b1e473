/* What the verbs that simulate many times share: posteriors, hashes, begin, record. */
#include "app_asylum/experiments.h"

#include "base/file.h"
#include <aisle/store_kept.h>

#include <string.h>

void app_experiment_init(struct app_experiment *e)
{
    *e = (struct app_experiment){0};
    app_study_init(&e->study);
    aisle_targets_init(&e->targets);
    aisle_posterior_init(&e->posterior);
    aisle_calibration_init(&e->calibration);
    aisle_validation_init(&e->validation);
    aisle_projection_init(&e->projection);
    aisle_comparison_init(&e->comparison);
    aisle_sensitivity_init(&e->sensitivity);
}

void app_experiment_clear(struct app_experiment *e)
{
    app_study_clear(&e->study);
    aisle_targets_clear(&e->targets);
    aisle_posterior_clear(&e->posterior);
    aisle_calibration_clear(&e->calibration);
    aisle_validation_clear(&e->validation);
    aisle_projection_clear(&e->projection);
    aisle_comparison_clear(&e->comparison);
    aisle_sensitivity_clear(&e->sensitivity);
    app_experiment_init(e);
}

static enum aisle_status read_shipped(struct aisle_ctx *ctx, struct app *app,
                                      struct aisle_posterior *out)
{
    char *path = app_data_path(app, "calibration/posterior.csv");
    if (!path)
        return ctx_no_memory(ctx);
    enum aisle_status status = aisle_import_posterior(ctx, path, out);
    free(path);
    return status;
}

void experiment_hash_posterior(struct hash *hash, const struct aisle_posterior *p)
{
    for (int i = 0; i < p->parameter_count; i++)
        hash_add_text(hash, p->names[i]);
    hash_add(hash, p->values,
             (size_t)p->draw_count * (size_t)p->parameter_count * sizeof *p->values);
}

static void note_posterior(struct app *app, const struct aisle_posterior *posterior)
{
    struct hash hash;
    char hex[65];
    hash_init(&hash);
    experiment_hash_posterior(&hash, posterior);
    hash_hex(&hash, hex);
    app_inputs_note(app_inputs_of(app), "posterior", hex);
}

enum aisle_status app_read_posterior(struct aisle_ctx *ctx, struct app *app,
                                     const char *name, struct aisle_posterior *out)
{
    int64_t run;
    if (!name)
        return AISLE_OK;
    if (strcmp(name, "shipped") == 0)
        return read_shipped(ctx, app, out);
    if (strcmp(name, "stored") != 0)
        return aisle_import_posterior(ctx, name, out);
    enum aisle_status status =
        aisle_store_get_posterior(ctx, app_store(app), &run, out);
    if (status == AISLE_NOT_FOUND)
        ctx_hint(ctx, "make one with 'aisle calibrate'");
    else if (status == AISLE_OK)
        note_posterior(app, out);
    return status;
}

/* --- what the numbers depend on -------------------------------------------- */

/* Every file of a data folder, by name. */
static enum aisle_status hash_folder(struct aisle_ctx *ctx, struct app *app,
                                     const char *name, struct hash *hash)
{
    enum aisle_status status;
    int count = 0;
    char **names = NULL;
    char *dir = app_data_path(app, name);
    if (!dir)
        return ctx_no_memory(ctx);
    TRY(file_list(ctx, dir, ".csv", &count, &names));
    for (int i = 0; i < count; i++) {
        char hex[65];
        char *path = mem_format("%s/%s", dir, names[i]);
        const char *one = path;
        if (!path)
            TRY(ctx_no_memory(ctx));
        status = app_hash_files(ctx, 1, &one, hex);
        free(path);
        TRY(status);
        hash_add_text(hash, names[i]);
        hash_add_text(hash, hex);
    }
out:
    for (int i = 0; i < count; i++)
        free(names[i]);
    free(names);
    free(dir);
    return status;
}

/* What was asked besides the request, and the data, in one text; caller frees. */
static enum aisle_status about_of(struct aisle_ctx *ctx, struct app *app,
                                  const struct app_experiment_request *m,
                                  const struct aisle_posterior *posterior, char **out)
{
    static const char *const folders[] = {"parameters", "asylum", "calibration"};
    enum aisle_status status = AISLE_OK;
    struct hash hash;
    char hex[65];
    hash_init(&hash);
    for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++)
        TRY(hash_folder(ctx, app, folders[i], &hash));
    for (int i = 0; i < m->package_count; i++) {
        char package[65];
        TRY(app_hash_files(ctx, 1, &m->packages[i], package));
        hash_add_text(&hash, package);
    }
    experiment_hash_posterior(&hash, posterior);
    if (m->date_count > 0)
        hash_add(&hash, m->dates, (size_t)m->date_count * sizeof *m->dates);
    hash_hex(&hash, hex);
    *out =
        mem_format("method=%d base=%d keep=%d waves=%d runs=%d draws=%d data=%s",
                   (int)m->method, m->base, m->keep, m->waves, m->runs, m->draws, hex);
    if (!*out)
        status = ctx_no_memory(ctx);
out:
    return status;
}

enum aisle_status experiment_begin(struct aisle_ctx *ctx, struct app *app,
                                   const char *verb, const struct app_request *request,
                                   const struct app_experiment_request *more,
                                   struct app_experiment *e)
{
    enum aisle_status status;
    struct app_request with_about = *request;
    char *about = NULL, *dir = app_data_path(app, "calibration");
    if (!dir)
        return ctx_no_memory(ctx);
    study_watch(ctx, app, &e->study);
    TRY(app_read_posterior(ctx, app, more->posterior, &e->posterior));
    TRY(about_of(ctx, app, more, &e->posterior, &about));
    with_about.about = about;
    TRY(verb_ask(ctx, app, verb, &with_about, &e->study));
    if (e->study.cached)
        goto out;
    if (!request->package_path)
        TRY(study_load_parameters(ctx, app, &e->study));
    TRY(aisle_import_targets(ctx, dir, &e->targets));
out:
    free(about);
    free(dir);
    return status;
}

enum aisle_status
experiment_record(struct aisle_ctx *ctx, struct app *app, struct app_experiment *e,
                  const struct app_writers *writers,
                  enum aisle_status (*also)(struct aisle_ctx *, struct app *,
                                            struct app_experiment *))
{
    enum aisle_status status;
    TRY(study_record_begin(ctx, app, &e->study));
    TRY(study_write(ctx, app, &e->study, writers, e));
    if (also && !app_get_options(app)->replay)
        TRY(also(ctx, app, e));
    TRY(study_record_end(ctx, app, &e->study));
out:
    aisle_store_rollback(app_store(app));
    return status;
}

void experiment_asylum_options(const struct app *app, const struct app_request *request,
                               struct aisle_asylum_options *out)
{
    out->seed = app_get_options(app)->seed;
    out->threads = app_get_options(app)->threads;
    if (request->years > 0)
        out->years = request->years;
    if (request->replications > 0)
        out->replications = request->replications;
    if (request->people_per_case > 0)
        out->people_per_case = request->people_per_case;
}
