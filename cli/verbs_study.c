/* The verbs on a package and on a Congress: open, call the app, show. */
#include "cli.h"

#include "base/ctx.h"
#include <aisle/report_asylum.h>

#include <math.h>
#include <string.h>

typedef enum aisle_status study_verb_fn(struct aisle_ctx *, struct app *,
                                        const struct app_request *, struct app_study *);

/* Open the store, do the verb, show its result; `check` judges it at the end. */
static enum aisle_status
study_verb(struct cli *cli, study_verb_fn *verb,
           enum aisle_status (*check)(struct cli *, const struct app_study *))
{
    enum aisle_status status;
    struct app *app = NULL;
    struct app_study study;
    app_study_init(&study);
    cli_ask(cli, NULL, &study);
    TRY(app_open(cli->ctx, &cli->app, &app));
    TRY(verb(cli->ctx, app, &cli->request, &study));
    TRY(cli_answer(cli, &study));
    if (check)
        TRY(check(cli, &study));
out:
    app_study_clear(&study);
    app_close(app);
    return status;
}

/* Under --strict a fit that the verb warned of ends in exit code 5. */
static enum aisle_status fit_check(struct cli *cli, const struct app_study *study)
{
    bool trusted =
        cli->request.model ? study->votemodel.converged : app_fit_mixed(&study->fit);
    enum aisle_status status =
        cli->draws_path ? cli_write_draws(cli, &study->fit) : AISLE_OK;
    if (status == AISLE_OK && cli->strict && !trusted)
        status = ctx_fail(cli->ctx, AISLE_UNTRUSTED, "the fit is not to be trusted");
    if (status == AISLE_OK && !cli->request.list_path && !cli->request.model)
        cli_next(cli, "aisle forecast packages/border-2023.yaml");
    return status;
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
        return study_verb(cli, app_fit_list, fit_check);
    if (cli->request.model)
        return study_verb(cli, app_fit_model, fit_check);
    return study_verb(cli, cli->request.congress_first ? app_fit_range : app_fit,
                      fit_check);
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
package_verb(struct cli *cli, study_verb_fn *verb,
             enum aisle_status (*check)(struct cli *, const struct app_study *))
{
    cli->request.package_path = cli->arguments[0];
    cli->request.vote = cli->vote;
    return study_verb(cli, verb, check);
}

enum aisle_status cli_forecast(struct cli *cli)
{
    return package_verb(cli, app_forecast, forecast_check_all);
}

enum aisle_status cli_concessions(struct cli *cli)
{
    return package_verb(cli, app_concessions, NULL);
}

enum aisle_status cli_deal(struct cli *cli)
{
    return package_verb(cli, app_deal, NULL);
}

enum aisle_status cli_simulate(struct cli *cli)
{
    cli->request.package_path = cli->arguments[0];
    bool well = cli->request.precision > 0 || cli->request.posterior_name;
    return study_verb(cli, well ? app_simulate_well : app_simulate, NULL);
}
