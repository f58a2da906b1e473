/* The main job: all of it on one package, ending in a report. */
#include "app/app_private.h"
#include "base/file.h"

#include <string.h>

static struct aisle_report verb_report(const struct app_study *study)
{
    return (struct aisle_report){.run = &study->run,
                                 .package = &study->package,
                                 .fit = &study->fit,
                                 .forecast = &study->forecast,
                                 .outcome = &study->outcome,
                                 .frontier = &study->frontier,
                                 .parameters = &study->parameters,
                                 .command = study->command};
}

static enum aisle_status render_run(struct aisle_ctx *ctx, struct app_study *study)
{
    struct aisle_report report = verb_report(study);
    return aisle_report_run_json(ctx, &report, &study->json);
}

/* Both files are rendered before either is written, and each is renamed into
 * place whole. */
static enum aisle_status verb_write(struct aisle_ctx *ctx, const char *dir,
                                    const struct app_study *study)
{
    enum aisle_status status;
    char *html = NULL;
    char *html_path = mem_format("%s/report.html", dir);
    char *json_path = mem_format("%s/run.json", dir);
    struct aisle_report report = verb_report(study);
    if (!html_path || !json_path) {
        status = ctx_no_memory(ctx);
        goto out;
    }
    TRY(aisle_report_html(ctx, &report, &html));
    TRY(file_make_dir(ctx, dir));
    TRY(file_write(ctx, json_path, study->json, strlen(study->json)));
    TRY(file_write(ctx, html_path, html, strlen(html)));
out:
    free(html);
    free(html_path);
    free(json_path);
    return status;
}

enum aisle_status app_run(struct aisle_ctx *ctx, struct app *app,
                          const struct app_request *request, const char *dir,
                          struct app_study *study)
{
    enum aisle_status status;
    TRY(verb_begin(ctx, app, "run", request, false, study));
    study->command = mem_format("aisle run %s --seed %llu%s", request->package_path,
                                (unsigned long long)study->run.seed,
                                request->quick ? " --quick" : "");
    if (!study->command) {
        status = ctx_no_memory(ctx);
        goto out;
    }
    TRY(study_fit_congress(ctx, app, request, study->package.congress, study));
    TRY(verb_forecaster(ctx, app, request, study));
    TRY(study_simulate(ctx, app, request, study));
    TRY(study_forecast(ctx, study));
    TRY(study_deal(ctx, app, request, true, study));
    TRY(study_record(ctx, app, study, render_run));
    TRY(verb_write(ctx, dir, study));
out:
    return status;
}
