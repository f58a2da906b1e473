#include "study/simulate.h"

#include "study/keep.h"

enum { QUICK_REPLICATIONS = 10 };

void study_simulation(const struct app *app, const struct app_request *request,
                      const struct app_study *study, struct aisle_simulation *out)
{
    struct aisle_asylum_options options;
    aisle_asylum_options_init(&options);
    *out = (struct aisle_simulation){
        .start = options.start,
        .seed = app_get_options(app)->seed,
        .years = request->years > 0 ? request->years : options.years,
        .replications = request->replications > 0 ? request->replications
                        : request->quick          ? QUICK_REPLICATIONS
                                                  : options.replications,
        .people_per_case = request->people_per_case > 0 ? request->people_per_case
                                                        : options.people_per_case};
    aisle_package_scenario(&study->package, aisle_package_selection(&study->package),
                           &out->package);
}

bool simulation_reaches(const struct aisle_package *package)
{
    struct aisle_asylum_options options;
    aisle_asylum_options_init(&options);
    return package->as_of > options.start;
}

enum aisle_status study_note_votes_only(struct aisle_ctx *ctx, struct app_study *study)
{
    struct aisle_forecast *f = &study->forecast;
    struct aisle_asylum_options options;
    char state[AISLE_DATE_TEXT];
    aisle_asylum_options_init(&options);
    char **notes = mem_resize(f->notes, (size_t)f->note_count + 1, sizeof *notes);
    if (!notes)
        return ctx_no_memory(ctx);
    f->notes = notes;
    notes[f->note_count] = mem_format(
        "Votes only: the asylum system is simulated from the state of %s, which as of "
        "this day would look ahead; no outcomes and no deals are searched.",
        aisle_day_format(options.start, state));
    if (!notes[f->note_count])
        return ctx_no_memory(ctx);
    f->note_count++;
    return AISLE_OK;
}

enum aisle_status simulation_check_day(struct aisle_ctx *ctx, aisle_day as_of,
                                       const struct aisle_package *package)
{
    struct aisle_asylum_options options;
    char state[AISLE_DATE_TEXT], day[AISLE_DATE_TEXT];
    aisle_asylum_options_init(&options);
    bool asked = as_of != AISLE_DAY_NONE;
    aisle_day used = asked ? as_of : package->as_of;
    if (used > options.start)
        return AISLE_OK;
    struct place place = {package->path, package->as_of_line, package->as_of_column};
    return ctx_fail_at(ctx, AISLE_INPUT, asked ? (struct place){0} : place,
                       "forecast and concessions take earlier days",
                       "as of %s the simulation would look ahead: it starts from the "
                       "state of %s",
                       aisle_day_format(used, day),
                       aisle_day_format(options.start, state));
}

/* One state of the asylum system is recorded. */
static enum aisle_status check_from(struct aisle_ctx *ctx, aisle_day from)
{
    struct aisle_asylum_options options;
    char day[AISLE_DATE_TEXT], state[AISLE_DATE_TEXT];
    aisle_asylum_options_init(&options);
    if (from == AISLE_DAY_NONE || from == options.start)
        return AISLE_OK;
    return ctx_fail(
        ctx, AISLE_INPUT, "no simulation from %s: the state that is recorded is of %s",
        aisle_day_format(from, day), aisle_day_format(options.start, state));
}

void simulation_options(const struct app *app,
                        const struct aisle_simulation *simulation,
                        struct aisle_asylum_options *out)
{
    aisle_asylum_options_init(out);
    out->start = simulation->start;
    out->seed = simulation->seed;
    out->years = simulation->years;
    out->replications = simulation->replications;
    out->people_per_case = simulation->people_per_case;
    out->threads = app_get_options(app)->threads;
}

enum aisle_status study_simulate(struct aisle_ctx *ctx, struct app *app,
                                 const struct app_request *request,
                                 struct app_study *study)
{
    struct aisle_scenario baseline;
    struct aisle_simulation simulation;
    struct aisle_asylum_options options;
    struct app_keep keep = {0};
    aisle_scenario_init(&baseline);
    enum aisle_status status =
        simulation_check_day(ctx, request->as_of, &study->package);
    if (status == AISLE_OK)
        status = check_from(ctx, request->from);
    if (status != AISLE_OK)
        return status;
    study_simulation(app, request, study, &simulation);
    simulation_options(app, &simulation, &options);
    options.posterior = request->posterior;
    if (app_get_options(app)->use_cache) {
        app_keep_start(&keep, app_store(app));
        options.keep = keep.keep.find ? &keep.keep : NULL;
    }
    status =
        aisle_asylum_simulate(ctx, &study->parameters, &study->asylum_data, &baseline,
                              &simulation.package, &options, &study->outcome);
    if (keep.ctx)
        app_keep_end(&keep, status == AISLE_OK);
    return status;
}

enum aisle_status study_record_simulation(struct aisle_ctx *ctx, struct app *app,
                                          const struct app_request *request,
                                          const struct app_study *study)
{
    enum aisle_status status;
    struct aisle_simulation simulation;
    if (app_get_options(app)->replay)
        return AISLE_OK;
    study_simulation(app, request, study, &simulation);
    TRY(aisle_store_begin(ctx, app_store(app)));
    TRY(aisle_store_put_simulation(ctx, app_store(app), study->run.id, &simulation));
    TRY(aisle_store_commit(ctx, app_store(app)));
out:
    aisle_store_rollback(app_store(app));
    return status;
}
