#include "app_fit/fit_record.h"

static enum aisle_status write_json(struct aisle_ctx *ctx, const void *work, char **out)
{
    const struct app_study *study = work;
    return aisle_report_fit_json(ctx, &study->run, &study->fit, out);
}

static enum aisle_status write_table(struct aisle_ctx *ctx, const void *work,
                                     struct aisle_text_style style, char **out)
{
    const struct app_study *study = work;
    return aisle_report_fit_text(ctx, &study->fit, style, out);
}

static enum aisle_status write_csv(struct aisle_ctx *ctx, const void *work, char **out)
{
    const struct app_study *study = work;
    return (study->fit.period_count > 0 ? aisle_report_periods_csv
                                        : aisle_report_fit_csv)(ctx, &study->fit, out);
}

bool app_fit_mixed(const struct aisle_fit *fit)
{
    struct aisle_ideal_options targets;
    aisle_ideal_options_init(&targets);
    return fit->method != AISLE_METHOD_MCMC ||
           (fit->rhat_max <= targets.rhat_target &&
            fit->ess_bulk_min >= targets.ess_target);
}

enum aisle_status fit_record(struct aisle_ctx *ctx, struct app *app,
                             struct app_study *study)
{
    static const struct app_writers writers = {
        .json = write_json, .table = write_table, .csv = write_csv};
    if (!app_fit_mixed(&study->fit))
        ctx_warn(ctx, (struct place){0},
                 "not converged: R-hat %.3f, worst bulk ESS %.0f", study->fit.rhat_max,
                 study->fit.ess_bulk_min);
    return study_record(ctx, app, study, &writers);
}
