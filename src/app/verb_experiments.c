/* Calibrate, validate, compare, sensitivity: load, compute, save, record. */
#include "app/app_private.h"
#include "app/experiment_verbs.h"
#include "app/keep.h"
#include "app/simulate.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/text.h"
#include <aisle/report_experiments.h>
#include <aisle/store_kept.h>

#include <math.h>
#include <string.h>

void app_experiment_init(struct app_experiment *e)
{
    *e = (struct app_experiment){0};
    app_study_init(&e->study);
    aisle_targets_init(&e->targets);
    aisle_posterior_init(&e->posterior);
    aisle_calibration_init(&e->calibration);
    aisle_validation_init(&e->validation);
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

static void hash_posterior(struct hash *hash, const struct aisle_posterior *p)
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
    hash_posterior(&hash, posterior);
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
    hash_posterior(&hash, posterior);
    hash_hex(&hash, hex);
    *out =
        mem_format("method=%d base=%d keep=%d waves=%d runs=%d draws=%d data=%s",
                   (int)m->method, m->base, m->keep, m->waves, m->runs, m->draws, hex);
    if (!*out)
        status = ctx_no_memory(ctx);
out:
    return status;
}

/* Begin: provenance, parameters, data and targets, the posterior, the cache. */
static enum aisle_status begin(struct aisle_ctx *ctx, struct app *app, const char *verb,
                               const struct app_request *request,
                               const struct app_experiment_request *more,
                               bool want_json_only, struct app_experiment *e)
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
    TRY(verb_begin(ctx, app, verb, &with_about, want_json_only, &e->study));
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

/* Record the run with its JSON; `also` puts more into the same transaction. */
static enum aisle_status
record(struct aisle_ctx *ctx, struct app *app, struct app_experiment *e,
       enum aisle_status (*render)(struct aisle_ctx *, struct app_experiment *),
       enum aisle_status (*also)(struct aisle_ctx *, struct app *,
                                 struct app_experiment *))
{
    enum aisle_status status;
    TRY(study_record_begin(ctx, app, &e->study));
    TRY(render(ctx, e));
    if (also && !app_get_options(app)->replay)
        TRY(also(ctx, app, e));
    TRY(study_record_end(ctx, app, &e->study));
out:
    aisle_store_rollback(app_store(app));
    return status;
}

/* --- calibrate -------------------------------------------------------------- */

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
    TRY(begin(ctx, app, "calibrate", request, more, want_json_only, e));
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
    TRY(record(ctx, app, e, render_calibration, keep_posterior));
out:
    return status;
}

/* --- validate --------------------------------------------------------------- */

static enum aisle_status render_validation(struct aisle_ctx *ctx,
                                           struct app_experiment *e)
{
    return aisle_report_validation_json(ctx, &e->study.run, &e->validation,
                                        &e->study.json);
}

enum aisle_status app_validate(struct aisle_ctx *ctx, struct app *app,
                               const struct app_request *request,
                               const struct app_experiment_request *more,
                               bool want_json_only, struct app_experiment *e)
{
    enum aisle_status status;
    struct aisle_validate_options options;
    TRY(begin(ctx, app, "validate", request, more, want_json_only, e));
    if (e->study.cached)
        return AISLE_OK;
    aisle_validate_options_init(&options);
    options.seed = app_get_options(app)->seed;
    options.threads = app_get_options(app)->threads;
    options.draws = more->draws ? more->draws : options.draws;
    options.posterior = e->posterior.draw_count ? &e->posterior : NULL;
    if (request->people_per_case > 0)
        options.people_per_case = request->people_per_case;
    TRY(aisle_validate(ctx, &e->study.parameters, &e->study.asylum_data, &e->targets,
                       &options, &e->validation));
    TRY(record(ctx, app, e, render_validation, NULL));
out:
    return status;
}

/* --- compare ---------------------------------------------------------------- */

static enum aisle_status render_comparison(struct aisle_ctx *ctx,
                                           struct app_experiment *e)
{
    return aisle_report_comparison_json(ctx, &e->study.run, &e->comparison,
                                        &e->study.json);
}

static void take_asylum_options(const struct app *app,
                                const struct app_request *request,
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

/* Read the packages: their scenarios and what they are called. */
static enum aisle_status read_packages(struct aisle_ctx *ctx,
                                       const struct app_experiment_request *more,
                                       struct aisle_scenario *scenarios, char **titles,
                                       char **paths)
{
    enum aisle_status worst = AISLE_OK;
    for (int i = 0; i < more->package_count; i++) {
        struct aisle_package package;
        aisle_package_init(&package);
        enum aisle_status status =
            aisle_import_package(ctx, more->packages[i], &package);
        if (status == AISLE_OK)
            status = simulation_check_day(ctx, AISLE_DAY_NONE, &package);
        if (status == AISLE_OK) {
            aisle_package_scenario(&package, aisle_package_selection(&package),
                                   &scenarios[i]);
            titles[i] = mem_copy_text(package.title);
            paths[i] = mem_copy_text(more->packages[i]);
            if (!titles[i] || !paths[i])
                status = ctx_no_memory(ctx);
        }
        aisle_package_clear(&package);
        worst = status != AISLE_OK ? status : worst; /* all errors are told */
    }
    return worst;
}

enum aisle_status app_compare(struct aisle_ctx *ctx, struct app *app,
                              const struct app_request *request,
                              const struct app_experiment_request *more,
                              bool want_json_only, struct app_experiment *e)
{
    enum aisle_status status;
    size_t count = (size_t)more->package_count;
    struct aisle_asylum_options options;
    struct aisle_scenario *scenarios = mem_new(count, sizeof *scenarios);
    char **titles = mem_new(count, sizeof *titles),
         **paths = mem_new(count, sizeof *paths);
    if (!scenarios || !titles || !paths) {
        status = ctx_no_memory(ctx);
        goto out;
    }
    TRY(read_packages(ctx, more, scenarios, titles, paths));
    TRY(begin(ctx, app, "compare", request, more, want_json_only, e));
    if (e->study.cached)
        goto out;
    aisle_asylum_options_init(&options);
    take_asylum_options(app, request, &options);
    TRY(aisle_compare(ctx, &e->study.parameters, &e->study.asylum_data,
                      more->package_count, scenarios, &options, &e->comparison));
    e->comparison.titles = titles;
    e->comparison.paths = paths;
    titles = paths = NULL; /* the comparison's now */
    TRY(record(ctx, app, e, render_comparison, NULL));
out:
    for (size_t i = 0; i < count; i++) {
        if (titles)
            free(titles[i]);
        if (paths)
            free(paths[i]);
    }
    free(titles);
    free(paths);
    free(scenarios);
    return status;
}

/* --- sensitivity ------------------------------------------------------------ */

static enum aisle_status render_sensitivity(struct aisle_ctx *ctx,
                                            struct app_experiment *e)
{
    return aisle_report_sensitivity_json(ctx, &e->study.run, &e->sensitivity,
                                         &e->study.json);
}

enum aisle_status app_sensitivity(struct aisle_ctx *ctx, struct app *app,
                                  const struct app_request *request,
                                  const struct app_experiment_request *more,
                                  bool want_json_only, struct app_experiment *e)
{
    enum aisle_status status;
    struct aisle_sensitivity_options options;
    struct aisle_scenario package;
    TRY(begin(ctx, app, "sensitivity", request, more, want_json_only, e));
    if (e->study.cached)
        return AISLE_OK;
    aisle_package_scenario(&e->study.package,
                           aisle_package_selection(&e->study.package), &package);
    aisle_sensitivity_options_init(&options);
    options.method = more->method;
    options.base = more->base;
    options.keep = more->keep;
    options.asylum.replications = 1;
    take_asylum_options(app, request, &options.asylum);
    TRY(aisle_sensitivity_run(ctx, &e->study.parameters, &e->study.asylum_data,
                              &package, &options, &e->sensitivity));
    TRY(record(ctx, app, e, render_sensitivity, NULL));
out:
    return status;
}

/* --- simulate, to a precision or from a posterior ---------------------------- */

enum { FIRST_REPLICATIONS = 40, MOST_REPLICATIONS = 1000 };

static enum aisle_status render_outcome(struct aisle_ctx *ctx, struct app_study *study)
{
    return aisle_report_outcome_json(ctx, &study->run, &study->outcome, &study->json);
}

static const char *metric_word(const void *user, size_t i)
{
    return ((const struct aisle_outcome *)user)->metrics[i].name;
}

static enum aisle_status find_metric(struct aisle_ctx *ctx,
                                     const struct aisle_outcome *outcome,
                                     const char *name, const struct aisle_metric **out)
{
    *out = aisle_outcome_metric(outcome, name);
    if (*out)
        return AISLE_OK;
    const char *near =
        text_nearest(name, (size_t)outcome->metric_count, metric_word, outcome);
    ctx_fail(ctx, AISLE_MISUSE, "there is no outcome '%s'", name);
    if (near)
        ctx_hint(ctx, "did you mean '%s'?", near);
    return AISLE_MISUSE;
}

/* Simulate, look how wide the interval is, and simulate as many as it takes. */
static enum aisle_status simulate_to(struct aisle_ctx *ctx, struct app *app,
                                     struct app_request *request,
                                     struct app_study *study)
{
    enum aisle_status status;
    const char *name = request->metric ? request->metric : "court_backlog";
    const struct aisle_metric *m = NULL;
    int most = request->replications > 0 ? request->replications : MOST_REPLICATIONS;
    int next = most < FIRST_REPLICATIONS ? most : FIRST_REPLICATIONS;
    double wanted = 0, now = 0;
    do {
        request->replications = next;
        TRY(study_simulate(ctx, app, request, study));
        TRY(find_metric(ctx, &study->outcome, name, &m));
        wanted = request->precision * fabs(m->difference.mean);
        now = aisle_half_width(request->replications, m->difference_sd);
        next = aisle_replications_next(request->replications, m->difference_sd, wanted,
                                       most);
    } while (next > request->replications);
    if (now > wanted)
        ctx_warn(ctx, (struct place){0},
                 "after %d replications the change of %s is known to %.3g to each "
                 "side, not %.3g",
                 request->replications, name, now, wanted);
out:
    return status;
}

enum aisle_status app_simulate_well(struct aisle_ctx *ctx, struct app *app,
                                    const struct app_request *request,
                                    bool want_json_only, struct app_study *study)
{
    enum aisle_status status;
    struct app_request full = *request;
    struct aisle_posterior posterior;
    struct hash hash;
    char hex[65];
    char *about = NULL;
    aisle_posterior_init(&posterior);
    hash_init(&hash);
    study_watch(ctx, app, study);
    TRY(app_read_posterior(ctx, app, request->posterior_name, &posterior));
    hash_posterior(&hash, &posterior);
    hash_hex(&hash, hex);
    about = mem_format("posterior=%s precision=%.17g metric=%s", hex,
                       request->precision, request->metric ? request->metric : "");
    if (!about)
        TRY(ctx_no_memory(ctx));
    full.about = about;
    full.posterior = posterior.draw_count ? &posterior : NULL;
    TRY(verb_begin(ctx, app, "simulate", &full, want_json_only, study));
    if (study->cached)
        goto out;
    if (request->precision > 0)
        TRY(simulate_to(ctx, app, &full, study));
    else
        TRY(study_simulate(ctx, app, &full, study));
    TRY(study_record(ctx, app, study, render_outcome));
    TRY(study_record_simulation(ctx, app, &full, study));
out:
    free(about);
    aisle_posterior_clear(&posterior);
    return status;
}
