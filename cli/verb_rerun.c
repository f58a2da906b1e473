/* aisle rerun: a run made again by its own command, and held against what it said. */
#include "cli.h"

#include "app/rerun.h"
#include "base/ctx.h"
#include "base/text.h"
#include <aisle/report_rerun.h>

#include <math.h>

/* Conditions, files and the terminal are of the occasion. */
static void only_the_numbers(struct cli *again, const struct cli *cli,
                             struct app_replay *replay)
{
    again->muted = true;
    again->quiet = true;
    again->strict = false;
    again->require = NAN;
    again->output = NULL;
    again->draws_path = NULL;
    again->app.store_path = cli->app.store_path;
    again->app.data_dir = cli->app.data_dir;
    again->app.threads = cli->app.threads;
    again->app.use_cache = false;
    again->app.replay = replay;
}

/* The recorded command, with what was kept standing in for its files. */
static enum aisle_status run_again(struct cli *cli, struct app_rerun *rerun)
{
    enum aisle_status status;
    struct cli again;
    const struct aisle_recipe *recipe = &rerun->recipe;
    const struct cli_verb *verb = cli_find_verb(recipe->words[0]);
    if (!verb)
        return ctx_fail(cli->ctx, AISLE_INPUT,
                        "this aisle has no verb '%s', which the run was of",
                        recipe->words[0]);
    if (!cli_init(&again, cli->ctx, recipe->word_count))
        return ctx_no_memory(cli->ctx);
    TRY(cli_parse(&again, verb, recipe->word_count - 1, recipe->words + 1));
    only_the_numbers(&again, cli, &rerun->replay);
    TRY(verb->run(&again));
out:
    cli_clear(&again);
    return status;
}

static enum aisle_status show(struct cli *cli, const struct app_rerun *rerun)
{
    char *text = NULL;
    if (cli->format == CLI_JSON)
        return cli_emit(cli, rerun->study.json);
    enum aisle_status status = aisle_report_rerun_text(cli->ctx, &rerun->result, &text);
    if (status == AISLE_OK)
        status = cli_emit(cli, text);
    free(text);
    return status;
}

static enum aisle_status check(struct cli *cli, const struct aisle_rerun *result)
{
    if (result->difference_count == 0)
        return AISLE_OK;
    return ctx_fail(cli->ctx, AISLE_FAILED, "run %lld was not reproduced",
                    (long long)result->old.id);
}

enum aisle_status cli_rerun(struct cli *cli)
{
    enum aisle_status status;
    struct app *app = NULL;
    struct app_rerun rerun;
    int64_t id;
    app_rerun_init(&rerun);
    if (!text_to_int(cli->arguments[0], 1, INT64_MAX, &id)) {
        ctx_fail(cli->ctx, AISLE_MISUSE, "'%s' is not the number of a run",
                 cli->arguments[0]);
        ctx_hint(cli->ctx, "'aisle runs' lists them");
        return AISLE_MISUSE;
    }
    TRY(app_open(cli->ctx, &cli->app, &app));
    TRY(app_rerun_begin(cli->ctx, app, id, &rerun));
    app_close(app);
    app = NULL;
    TRY(run_again(cli, &rerun));
    TRY(app_open(cli->ctx, &cli->app, &app));
    TRY(app_rerun_end(cli->ctx, app, &rerun));
    TRY(show(cli, &rerun));
    TRY(check(cli, &rerun.result));
out:
    app_close(app);
    app_rerun_clear(&rerun);
    return status;
}
