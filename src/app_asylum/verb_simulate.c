/* aisle simulate: a package against current law. */
#include "app_asylum/experiment_verbs.h"
#include "study/simulate.h"
#include "study/study.h"

static enum aisle_status render_outcome(struct aisle_ctx *ctx, struct app_study *study)
{
    return aisle_report_outcome_json(ctx, &study->run, &study->outcome, &study->json);
}

enum aisle_status app_simulate(struct aisle_ctx *ctx, struct app *app,
                               const struct app_request *request, bool want_json_only,
                               struct app_study *study)
{
    enum aisle_status status;
    TRY(verb_begin(ctx, app, "simulate", request, want_json_only, study));
    if (study->cached)
        return AISLE_OK;
    TRY(study_simulate(ctx, app, request, study));
    TRY(study_record(ctx, app, study, render_outcome));
    TRY(study_record_simulation(ctx, app, request, study));
out:
    return status;
}
