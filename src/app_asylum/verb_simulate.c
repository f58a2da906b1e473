/* aisle simulate: a package against current law. */
#include "app_asylum/experiment_verbs.h"
#include "app_asylum/outcome_writers.h"
#include "study/simulate.h"
#include "study/study.h"

enum aisle_status app_simulate(struct aisle_ctx *ctx, struct app *app,
                               const struct app_request *request,
                               struct app_study *study)
{
    enum aisle_status status;
    TRY(verb_ask(ctx, app, "simulate", request, study));
    if (study->cached)
        return AISLE_OK;
    TRY(study_simulate(ctx, app, request, study));
    TRY(study_record(ctx, app, study, &outcome_writers));
    TRY(study_record_simulation(ctx, app, request, study));
out:
    return status;
}
