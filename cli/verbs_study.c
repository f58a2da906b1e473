/* The verbs on a package and on a Congress: open, call the app, show. */
#include "cli.h"

#include "base/ctx.h"
#include <aisle/report_asylum.h>

#include <math.h>
#include <string.h>

typedef enum aisle_status study_verb_fn(struct aisle_ctx *, struct app *,
                                        const struct app_request *, bool,
                                        struct app_study *);
typedef enum aisle_status study_text_fn(struct cli *, const struct app_study *,
                                        char **);

static enum aisle_status study_show(struct cli *cli, const struct app_study *study,
                                    study_text_fn *text)
{
    char *table = NULL;
    if (cli->format == CLI_JSON)
        return cli_emit(cli, study->json);
    enum aisle_status status = text(cli, study, &table);
    if (status == AISLE_OK)
        status = cli_emit(cli, table);
    free(table);
    return status;
}

/* Open the store, do the verb, show its result; `check` judges it at the end. */
static enum aisle_status
study_verb(struct cli *cli, study_verb_fn *verb, study_text_fn *text,
           enum aisle_status (*check)(struct cli *, const struct app_study *))
{
    enum aisle_status status;
    struct app *app = NULL;
    struct app_study study;
    app_study_init(&study);
    /* A condition on the numbers needs the numbers, not an earlier run's text. */
    bool json_only = cli->format == CLI_JSON && !cli->strict && isnan(cli->require) &&
                     !cli->draws_path;
    TRY(app_open(cli->ctx, &cli->app, &app));
    TRY(verb(cli->ctx, app, &cli->request, json_only, &study));
    TRY(study_show(cli, &study, text));
    if (check)
        TRY(check(cli, &study));
out:
    app_study_clear(&study);
    app_close(app);
    return status;
}

static bool wants_sheet(const struct cli *cli, enum aisle_sheet *form)
{
    *form = cli->format == CLI_CSV ? AISLE_SHEET_CSV : AISLE_SHEET_MARKDOWN;
    return cli->format == CLI_CSV || cli->format == CLI_MARKDOWN;
}

static enum aisle_status model_text(struct cli *cli, const struct app_study *study,
                                    char **out)
{
    if (cli->format == CLI_CSV)
        return aisle_report_votemodel_csv(cli->ctx, &study->votemodel, &study->fit,
                                          out);
    return aisle_report_votemodel_text(cli->ctx, &study->votes, &study->votemodel,
                                       &study->fit, cli_style(cli), out);
}

static enum aisle_status fit_text(struct cli *cli, const struct app_study *study,
                                  char **out)
{
    if (cli->request.model)
        return model_text(cli, study, out);
    if (cli->format == CLI_CSV && study->fit.period_count > 0)
        return aisle_report_periods_csv(cli->ctx, &study->fit, out);
    if (cli->format == CLI_CSV)
        return aisle_report_fit_csv(cli->ctx, &study->fit, out);
    return aisle_report_fit_text(cli->ctx, &study->fit, cli_style(cli), out);
}

/* The climb has ended. */
static enum aisle_status model_check(struct cli *cli, const struct app_study *study)
{
    const struct aisle_votemodel *m = &study->votemodel;
    if (study->cached || m->converged)
        return AISLE_OK;
    if (cli->strict)
        return ctx_fail(cli->ctx, AISLE_UNTRUSTED, "not converged after %d sweeps",
                        m->iterations);
    ctx_warn(cli->ctx, (struct place){0}, "not converged after %d sweeps",
             m->iterations);
    return AISLE_OK;
}

/* The draws can be trusted: mixed, and enough of them (the stopping targets). */
static enum aisle_status fit_check(struct cli *cli, const struct app_study *study)
{
    const struct aisle_fit *fit = &study->fit;
    struct aisle_ideal_options targets;
    enum aisle_status status = cli->draws_path ? cli_write_draws(cli, fit) : AISLE_OK;
    if (status != AISLE_OK || cli->request.model)
        return status != AISLE_OK ? status : model_check(cli, study);
    aisle_ideal_options_init(&targets);
    bool mixed =
        fit->method != AISLE_METHOD_MCMC || (fit->rhat_max <= targets.rhat_target &&
                                             fit->ess_bulk_min >= targets.ess_target);
    if (!study->cached && !mixed) {
        if (cli->strict)
            return ctx_fail(cli->ctx, AISLE_UNTRUSTED,
                            "not converged: R-hat %.3f, worst bulk ESS %.0f",
                            fit->rhat_max, fit->ess_bulk_min);
        ctx_warn(cli->ctx, (struct place){0},
                 "not converged: R-hat %.3f, worst bulk ESS %.0f", fit->rhat_max,
                 fit->ess_bulk_min);
    }
    if (!cli->request.list_path)
        cli_next(cli, "aisle forecast packages/border-2023.yaml");
    return AISLE_OK;
}

enum aisle_status cli_fit(struct cli *cli)
{
    enum aisle_status status = cli_check_paths(cli);
    if (status != AISLE_OK)
        return status;
    status = cli_check_model(cli);
    if (status != AISLE_OK)
        return status;
    status = cli_check_large(cli);
    if (status != AISLE_OK)
        return status;
    if (cli->request.list_path)
        return study_verb(cli, app_fit_list, fit_text, fit_check);
    if (cli->request.model)
        return study_verb(cli, app_fit_model, fit_text, fit_check);
    return study_verb(cli, cli->request.congress_first ? app_fit_range : app_fit,
                      fit_text, fit_check);
}

static enum aisle_status forecast_text(struct cli *cli, const struct app_study *study,
                                       char **out)
{
    enum aisle_sheet form;
    if (wants_sheet(cli, &form))
        return aisle_report_forecast_sheet(cli->ctx, &study->forecast, form, out);
    return aisle_report_forecast_text(cli->ctx, &study->package, &study->forecast,
                                      cli_style(cli), out);
}

static enum aisle_status forecast_check(struct cli *cli, const struct app_study *study)
{
    for (int v = 0; !isnan(cli->require) && v < study->forecast.vote_count; v++) {
        const struct aisle_forecast_vote *vote = &study->forecast.votes[v];
        if (vote->p_pass < cli->require)
            return ctx_fail(cli->ctx, AISLE_FALSE, "%s: chance %.3f is under %.3f",
                            vote->id, vote->p_pass, cli->require);
    }
    cli_next(cli, "aisle concessions %s", cli->arguments[0]);
    return AISLE_OK;
}

/* Too few effective particles to trust a chance to a percent or two. */
#define PARTICLE_ESS_MIN 200

static enum aisle_status forecast_check_all(struct cli *cli,
                                            const struct app_study *study)
{
    if (cli->strict && study->forecast.particle_ess < PARTICLE_ESS_MIN)
        return ctx_fail(cli->ctx, AISLE_UNTRUSTED,
                        "only %.0f effective particles; the statements and the past "
                        "votes disagree",
                        study->forecast.particle_ess);
    return forecast_check(cli, study);
}

static enum aisle_status
package_verb(struct cli *cli, study_verb_fn *verb, study_text_fn *text,
             enum aisle_status (*check)(struct cli *, const struct app_study *))
{
    cli->request.package_path = cli->arguments[0];
    return study_verb(cli, verb, text, check);
}

enum aisle_status cli_forecast(struct cli *cli)
{
    return package_verb(cli, app_forecast, forecast_text, forecast_check_all);
}

static enum aisle_status concessions_text(struct cli *cli,
                                          const struct app_study *study, char **out)
{
    enum aisle_sheet form;
    if (wants_sheet(cli, &form))
        return aisle_report_concessions_sheet(cli->ctx, &study->package,
                                              &study->frontier, form, out);
    return aisle_report_concessions_text(cli->ctx, &study->package, &study->frontier,
                                         cli_style(cli), out);
}

enum aisle_status cli_concessions(struct cli *cli)
{
    cli->request.vote = cli->vote;
    return package_verb(cli, app_concessions, concessions_text, NULL);
}

static enum aisle_status simulate_text(struct cli *cli, const struct app_study *study,
                                       char **out)
{
    if (cli->format == CLI_CSV)
        return aisle_report_outcome_csv(cli->ctx, &study->outcome, out);
    return aisle_report_outcome_text(cli->ctx, &study->package, &study->outcome,
                                     cli_style(cli), out);
}

enum aisle_status cli_simulate(struct cli *cli)
{
    cli->request.package_path = cli->arguments[0];
    bool well = cli->request.precision > 0 || cli->request.posterior_name;
    return study_verb(cli, well ? app_simulate_well : app_simulate, simulate_text,
                      NULL);
}

static enum aisle_status deal_text(struct cli *cli, const struct app_study *study,
                                   char **out)
{
    enum aisle_sheet form;
    if (wants_sheet(cli, &form))
        return aisle_report_deal_sheet(cli->ctx, &study->package, &study->frontier,
                                       form, out);
    return aisle_report_deal_text(cli->ctx, &study->package, &study->frontier,
                                  cli_style(cli), out);
}

enum aisle_status cli_deal(struct cli *cli)
{
    cli->request.vote = cli->vote;
    return package_verb(cli, app_deal, deal_text, NULL);
}
