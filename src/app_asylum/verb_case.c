/* The verb case: one simulated person's path, of a run or of a package. */
#include "app_asylum/experiment_verbs.h"
#include "base/text.h"
#include "study/keep.h"
#include "study/simulate.h"
#include "study/study.h"
#include <aisle/report_asylum.h>

/* The levers and size of an earlier run, or of a package with the request's size. */
static enum aisle_status what_to_tell(struct aisle_ctx *ctx, struct app *app,
                                      const struct app_request *request,
                                      const char *subject, struct app_study *study,
                                      struct aisle_simulation *out)
{
    enum aisle_status status;
    int64_t run;
    struct app_request with = *request;
    if (text_to_int(subject, 1, INT64_MAX, &run)) {
        TRY(study_begin(ctx, app, "case", request, study));
        TRY(aisle_store_get_simulation(ctx, app_store(app), run, out));
    } else {
        with.package_path = subject;
        TRY(study_begin(ctx, app, "case", &with, study));
        TRY(simulation_check_day(ctx, with.as_of, &study->package));
        study_simulation(app, &with, study, out);
    }
    TRY(study_load_parameters(ctx, app, study));
out:
    return status;
}

enum aisle_status app_case(struct aisle_ctx *ctx, struct app *app,
                           const struct app_request *request, const char *subject,
                           uint32_t id, struct app_study *study, struct aisle_case *out)
{
    enum aisle_status status;
    struct aisle_simulation simulation;
    struct aisle_asylum_options options;
    struct aisle_scenario baseline;
    aisle_scenario_init(&baseline);
    TRY(what_to_tell(ctx, app, request, subject, study, &simulation));
    simulation_options(app, &simulation, &options);
    TRY(aisle_asylum_case(ctx, &study->parameters, &study->asylum_data, &baseline,
                          &simulation.package, &options, 0, id, out));
    study->run.seconds = app_wall_seconds() - study->started;
    study->run.cpu_seconds = app_cpu_seconds() - study->cpu_started;
    TRY(aisle_report_case_json(ctx, &study->run, out, &study->json));
out:
    return status;
}
