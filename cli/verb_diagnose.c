/* aisle diagnose, aisle predict: is the fit to be trusted, and a vote to come. */
#include "cli.h"

#include "base/ctx.h"
#include "base/file.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

/* Under --strict a fit that is not to be trusted ends in exit code 5. */
static enum aisle_status diagnose_check(struct cli *cli,
                                        const struct aisle_diagnosis *d)
{
    if (!cli->strict || d->verdict != AISLE_VERDICT_BAD)
        return AISLE_OK;
    for (int i = 0; i < d->rule_count; i++)
        if (d->rules[i].verdict == AISLE_VERDICT_BAD)
            ctx_fail(cli->ctx, AISLE_UNTRUSTED, "%s: %s is %g", d->rules[i].name,
                     d->rules[i].text, d->rules[i].value);
    return AISLE_UNTRUSTED;
}

enum aisle_status cli_diagnose(struct cli *cli)
{
    enum aisle_status status;
    struct app *app = NULL;
    struct app_study study;
    app_study_init(&study);
    cli_ask(cli, NULL, &study);
    TRY(app_open(cli->ctx, &cli->app, &app));
    TRY(app_diagnose(cli->ctx, app, &cli->request, &study));
    TRY(cli_answer(cli, &study));
    TRY(diagnose_check(cli, &study.diagnosis));
    cli_next(cli, "aisle votes --surprising --congress %d", cli->request.congress);
out:
    app_study_clear(&study);
    app_close(app);
    return status;
}

enum aisle_status cli_write_draws(struct cli *cli, const struct aisle_fit *fit)
{
    char *bytes = NULL;
    size_t size = 0;
    bool npy = strcmp(strrchr(cli->draws_path, '.'), ".npy") == 0;
    enum aisle_status status =
        npy ? aisle_report_draws_npy(cli->ctx, fit, &bytes, &size)
            : aisle_report_draws_csv(cli->ctx, fit, &bytes, &size);
    if (status == AISLE_OK)
        status = file_write(cli->ctx, cli->draws_path, bytes, size);
    free(bytes);
    return status;
}

/* --- predict ---------------------------------------------------------------------------- */

/* With fewer the chances are off by more than a few percent. */
#define PARTICLE_ESS_MIN 200

struct keyed {
    double p;
    int seat;
};

/* Likeliest yea first; ties as the seats stand. */
static int compare_chances(const void *left, const void *right)
{
    const struct keyed *a = left, *b = right;
    if (a->p != b->p)
        return a->p > b->p ? -1 : 1;
    return (a->seat > b->seat) - (a->seat < b->seat);
}

static int *order_seats(const struct aisle_prediction *p)
{
    struct keyed *keys = mem_new((size_t)p->seat_count, sizeof *keys);
    int *rows = mem_new((size_t)p->seat_count, sizeof *rows);
    for (int s = 0; keys && s < p->seat_count; s++)
        keys[s] = (struct keyed){p->p_yea[s], s};
    if (keys && rows) {
        qsort(keys, (size_t)p->seat_count, sizeof *keys, compare_chances);
        for (int s = 0; s < p->seat_count; s++)
            rows[s] = keys[s].seat;
    }
    free(keys);
    return rows;
}

static enum aisle_status predict_check(struct cli *cli,
                                       const struct aisle_prediction *p)
{
    if (p->particle_ess >= PARTICLE_ESS_MIN)
        return AISLE_OK;
    if (cli->strict)
        return ctx_fail(cli->ctx, AISLE_UNTRUSTED,
                        "only %.0f effective particles: no past roll call looks like "
                        "the announcements",
                        p->particle_ess);
    ctx_warn(cli->ctx, (struct place){0},
             "only %.0f effective particles: no past roll call looks like the "
             "announcements",
             p->particle_ess);
    return AISLE_OK;
}

enum aisle_status cli_predict(struct cli *cli)
{
    static const struct cli_findings_fns fns = {aisle_report_prediction_text,
                                                aisle_report_prediction_json,
                                                aisle_report_prediction_csv};
    enum aisle_status status;
    struct app *app = NULL;
    struct app_study study;
    struct aisle_findings findings;
    int *rows = NULL;
    app_study_init(&study);
    cli->browse.announcements = cli->arguments;
    cli->browse.announcement_count = cli->argument_count;
    TRY(app_open(cli->ctx, &cli->app, &app));
    TRY(app_predict(cli->ctx, app, &cli->request, &cli->browse, &study));
    app_findings(&study, &findings);
    rows = order_seats(&study.prediction);
    if (!rows) {
        status = ctx_no_memory(cli->ctx);
        goto out;
    }
    findings.rows = rows;
    findings.row_count = study.prediction.seat_count;
    TRY(cli_show_findings(cli, &findings, &fns));
    TRY(predict_check(cli, &study.prediction));
    if (study.prediction.likeness_count > 0)
        cli_next(cli, "aisle votes %d --congress %d",
                 study.fit.items[study.prediction.likenesses[0].item].number,
                 cli->request.congress);
out:
    free(rows);
    app_study_clear(&study);
    app_close(app);
    return status;
}
