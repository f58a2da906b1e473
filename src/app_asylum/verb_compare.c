/* aisle compare: several packages on the same luck. */
#include "app_asylum/experiments.h"
#include "study/keep.h"
#include "study/simulate.h"
#include <aisle/report_experiments.h>

static enum aisle_status write_json(struct aisle_ctx *ctx, const void *work, char **out)
{
    const struct app_experiment *e = work;
    return aisle_report_comparison_json(ctx, &e->study.run, &e->comparison, out);
}

static enum aisle_status write_table(struct aisle_ctx *ctx, const void *work,
                                     struct aisle_text_style style, char **out)
{
    const struct app_experiment *e = work;
    return aisle_report_comparison_text(ctx, &e->comparison, style, out);
}

static enum aisle_status write_csv(struct aisle_ctx *ctx, const void *work, char **out)
{
    const struct app_experiment *e = work;
    return aisle_report_comparison_csv(ctx, &e->comparison, out);
}

static const struct app_writers writers = {
    .json = write_json, .table = write_table, .csv = write_csv};

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
                              struct app_experiment *e)
{
    enum aisle_status status;
    size_t count = (size_t)more->package_count;
    struct aisle_asylum_options options;
    struct app_keep keep = {0};
    struct aisle_scenario *scenarios = mem_new(count, sizeof *scenarios);
    char **titles = mem_new(count, sizeof *titles),
         **paths = mem_new(count, sizeof *paths);
    if (!scenarios || !titles || !paths) {
        status = ctx_no_memory(ctx);
        goto out;
    }
    study_watch(ctx, app, &e->study);
    TRY(read_packages(ctx, more, scenarios, titles, paths));
    TRY(experiment_begin(ctx, app, "compare", request, more, e));
    if (e->study.cached)
        goto out;
    aisle_asylum_options_init(&options);
    experiment_asylum_options(app, request, &options);
    if (app_get_options(app)->use_cache) {
        app_keep_start(&keep, app_store(app));
        options.keep = keep.keep.find ? &keep.keep : NULL;
    }
    status = aisle_compare(ctx, &e->study.parameters, &e->study.asylum_data,
                           more->package_count, scenarios, &options, &e->comparison);
    if (keep.ctx)
        app_keep_end(&keep, status == AISLE_OK);
    TRY(status);
    e->comparison.titles = titles;
    e->comparison.paths = paths;
    titles = paths = NULL; /* the comparison's now */
    TRY(experiment_record(ctx, app, e, &writers, NULL));
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
