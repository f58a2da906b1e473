/* The main job: all of it on one package, ending in a report. */
#include "app/app.h"
#include "app_forecast/forecast_verbs.h"
#include "base/file.h"
#include "base/text.h"
#include "study/simulate.h"
#include "study/study.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

struct aisle_report app_run_report(const struct app_study *study)
{
    return (struct aisle_report){
        .run = &study->run,
        .package = &study->package,
        .fit = &study->fit,
        .forecast = &study->forecast,
        .board = &study->board,
        .whatif = &study->whatif,
        .record = study->backtest.item_count > 0 ? &study->backtest : NULL,
        .outcome = study->outcome.metric_count > 0 ? &study->outcome : NULL,
        .frontier = &study->frontier,
        .parameters = &study->parameters,
        .command = study->command};
}

static enum aisle_status write_json(struct aisle_ctx *ctx, const void *work, char **out)
{
    struct aisle_report report = app_run_report(work);
    return aisle_report_run_json(ctx, &report, out);
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
    struct aisle_report report = app_run_report(study);
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

/* A place that cannot be written is said before the work, not after it. */
static enum aisle_status verb_make_dir(struct aisle_ctx *ctx, const char *dir)
{
    enum aisle_status status = file_make_dir(ctx, dir);
    if (status == AISLE_OK && access(dir, W_OK) != 0)
        return ctx_fail_at(ctx, AISLE_IO, (struct place){dir, 0, 0}, NULL,
                           "cannot write into the folder: %s", strerror(errno));
    return status;
}

/* How to get the same numbers again. */
static char *verb_command(const struct app_request *request,
                          const struct app_study *study)
{
    struct text text = {0};
    char date[AISLE_DATE_TEXT];
    text_addf(&text, "aisle run %s --seed %llu", request->package_path,
              (unsigned long long)study->run.seed);
    if (request->as_of != AISLE_DAY_NONE)
        text_addf(&text, " --as-of %s", aisle_day_format(request->as_of, date));
    if (request->years > 0)
        text_addf(&text, " --years %d", request->years);
    if (request->replications > 0)
        text_addf(&text, " --reps %d", request->replications);
    if (request->people_per_case > 0)
        text_addf(&text, " --scale %d", request->people_per_case);
    if (request->quick)
        text_add(&text, " --quick");
    return text_take(&text);
}

enum aisle_status app_run(struct aisle_ctx *ctx, struct app *app,
                          const struct app_request *request, const char *dir,
                          struct app_study *study)
{
    static const struct app_writers writers = {.json = write_json};
    enum aisle_status status;
    bool write = !app_get_options(app)->replay;
    TRY(verb_begin(ctx, app, "run", request, study));
    if (write)
        TRY(verb_make_dir(ctx, dir));
    study->command = verb_command(request, study);
    if (!study->command) {
        status = ctx_no_memory(ctx);
        goto out;
    }
    TRY(study_fit_congress(ctx, app, request, study->package.congress, study));
    TRY(verb_forecaster(ctx, app, request, study));
    bool simulated = simulation_reaches(&study->package);
    if (simulated)
        TRY(study_simulate(ctx, app, request, study));
    TRY(study_forecast(ctx, app, request, study));
    TRY(study_explain(ctx, app, request, study));
    TRY(aisle_canvass_board(ctx, &study->package, &study->forecast,
                            study_hardest(&study->forecast), &study->board));
    TRY(study_whatif(ctx, app, request, study));
    if (!request->quick)
        TRY(app_track(ctx, app, &study->forecast.votes[study->board.vote], study));
    if (!simulated)
        TRY(study_note_votes_only(ctx, study));
    TRY(study_deal(ctx, app, request, simulated, study));
    TRY(study_record(ctx, app, study, &writers));
    if (simulated)
        TRY(study_record_simulation(ctx, app, request, study));
    if (write)
        TRY(verb_write(ctx, dir, study));
out:
    return status;
}
