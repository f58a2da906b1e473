/* The table of options, and the parser that obeys it. Help and messages come from
 * the same table. */
#include "cli.h"

#include "base/ctx.h"
#include "base/text.h"

#include <math.h>
#include <string.h>

static enum aisle_status bad_value(struct cli *cli, const char *name, const char *value,
                                   const char *wanted)
{
    return ctx_fail(cli->ctx, AISLE_MISUSE, "--%s '%s' is not %s", name, value, wanted);
}

static enum aisle_status set_int(struct cli *cli, const char *name, const char *value,
                                 int64_t low, int64_t high, int *out)
{
    int64_t number;
    char wanted[80];
    snprintf(wanted, sizeof wanted, "a whole number from %lld to %lld", (long long)low,
             (long long)high);
    if (!text_to_int(value, low, high, &number))
        return bad_value(cli, name, value, wanted);
    *out = (int)number;
    return AISLE_OK;
}

static enum aisle_status set_store(struct cli *cli, const char *name, const char *value)
{
    (void)name;
    cli->app.store_path = value;
    return AISLE_OK;
}

static enum aisle_status set_data(struct cli *cli, const char *name, const char *value)
{
    (void)name;
    cli->app.data_dir = value;
    return AISLE_OK;
}

static enum aisle_status set_seed(struct cli *cli, const char *name, const char *value)
{
    int64_t seed;
    if (!text_to_int(value, 0, INT64_MAX, &seed))
        return bad_value(cli, name, value, "a whole number, 0 or more");
    cli->app.seed = (uint64_t)seed;
    return AISLE_OK;
}

static enum aisle_status set_threads(struct cli *cli, const char *name,
                                     const char *value)
{
    return set_int(cli, name, value, 1, 1024, &cli->app.threads);
}

static enum aisle_status set_no_cache(struct cli *cli, const char *name,
                                      const char *value)
{
    (void)name, (void)value;
    cli->app.use_cache = false;
    return AISLE_OK;
}

static enum aisle_status set_json(struct cli *cli, const char *name, const char *value)
{
    (void)name, (void)value;
    cli->format = CLI_JSON;
    return AISLE_OK;
}

static enum aisle_status set_format(struct cli *cli, const char *name,
                                    const char *value)
{
    if (strcmp(value, "table") == 0)
        cli->format = CLI_TABLE;
    else if (strcmp(value, "json") == 0)
        cli->format = CLI_JSON;
    else if (strcmp(value, "csv") == 0)
        cli->format = CLI_CSV;
    else
        return bad_value(cli, name, value, "table, json or csv");
    return AISLE_OK;
}

static enum aisle_status set_output(struct cli *cli, const char *name,
                                    const char *value)
{
    (void)name;
    const char *dot = strrchr(value, '.');
    cli->output = value;
    if (dot && strcmp(dot, ".json") == 0)
        cli->format = CLI_JSON;
    else if (dot && strcmp(dot, ".csv") == 0)
        cli->format = CLI_CSV;
    return AISLE_OK;
}

static enum aisle_status set_help(struct cli *cli, const char *name, const char *value)
{
    (void)name, (void)value;
    cli->help = true;
    return AISLE_OK;
}

static enum aisle_status set_quiet(struct cli *cli, const char *name, const char *value)
{
    (void)name, (void)value;
    cli->quiet = true;
    return AISLE_OK;
}

static enum aisle_status set_strict(struct cli *cli, const char *name,
                                    const char *value)
{
    (void)name, (void)value;
    cli->strict = true;
    return AISLE_OK;
}

static enum aisle_status set_quick(struct cli *cli, const char *name, const char *value)
{
    (void)name, (void)value;
    cli->request.quick = true;
    return AISLE_OK;
}

static enum aisle_status set_congress(struct cli *cli, const char *name,
                                      const char *value)
{
    if (cli->verb == CLI_BIT(BACKTEST))
        return cli_set_congresses(cli, name, value);
    if (cli->verb == CLI_BIT(FIT) && strchr(value, '-'))
        return cli_set_range(cli, name, value);
    enum aisle_status status =
        set_int(cli, name, value, 1, 200, &cli->request.congress);
    if (status == AISLE_OK)
        cli->congress_given = cli->request.congress;
    return status;
}

static enum aisle_status set_chamber(struct cli *cli, const char *name,
                                     const char *value)
{
    static const char *const names[] = {"senate", "house"};
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789-";
    size_t n = strlen(value);
    if (n == 0 || n > 7 || strspn(value, letters) != n)
        return bad_value(cli, name, value,
                         "senate, house, or up to 7 small letters of another chamber");
    const char *near = text_nearest_of(value, 2, names);
    if (near && strcmp(near, value) != 0) {
        bad_value(cli, name, value, "a chamber");
        ctx_hint(cli->ctx, "did you mean '%s'?", near);
        return AISLE_MISUSE;
    }
    cli->request.chamber = cli->chamber_given = value;
    return AISLE_OK;
}

static enum aisle_status set_package_id(struct cli *cli, const char *name,
                                        const char *value)
{
    if (*value == '\0')
        return bad_value(cli, name, value, "the id of a package");
    cli->package_id = value;
    return AISLE_OK;
}

static enum aisle_status set_link(struct cli *cli, const char *name, const char *value)
{
    if (strcmp(value, "logit") == 0)
        cli->request.link = AISLE_LINK_LOGIT;
    else if (strcmp(value, "probit") == 0)
        cli->request.link = AISLE_LINK_PROBIT;
    else
        return bad_value(cli, name, value, "logit or probit");
    return AISLE_OK;
}

static enum aisle_status set_method(struct cli *cli, const char *name,
                                    const char *value)
{
    if (cli->verb == CLI_BIT(SENSITIVITY))
        return cli_set_by(cli, name, value);
    cli->method_given = true;
    if (strcmp(value, "mcmc") == 0)
        cli->request.method = AISLE_METHOD_MCMC;
    else if (strcmp(value, "map") == 0)
        cli->request.method = AISLE_METHOD_MAP;
    else
        return bad_value(cli, name, value, "mcmc or map");
    return AISLE_OK;
}

static enum aisle_status set_dims(struct cli *cli, const char *name, const char *value)
{
    return set_int(cli, name, value, 1, AISLE_DIMS_MAX, &cli->request.dims);
}

static enum aisle_status set_slope_prior(struct cli *cli, const char *name,
                                         const char *value)
{
    bool fixed = strcmp(value, "fixed") == 0;
    if (!fixed && strcmp(value, "hierarchical") != 0)
        return ctx_fail(cli->ctx, AISLE_MISUSE,
                        "--%s '%s' is not hierarchical or fixed", name, value);
    cli->request.slope_fixed = fixed;
    return AISLE_OK;
}

static enum aisle_status set_bootstrap(struct cli *cli, const char *name,
                                       const char *value)
{
    return set_int(cli, name, value, 10, 100000, &cli->request.bootstrap);
}

static enum aisle_status set_heldout(struct cli *cli, const char *name,
                                     const char *value)
{
    (void)name, (void)value;
    cli->request.heldout = true;
    return AISLE_OK;
}

static enum aisle_status set_as_of(struct cli *cli, const char *name, const char *value)
{
    cli->request.as_of = aisle_day_parse(value);
    if (cli->request.as_of == AISLE_DAY_NONE)
        return bad_value(cli, name, value, "a date such as 2023-11-01");
    return AISLE_OK;
}

static enum aisle_status set_suppose(struct cli *cli, const char *name,
                                     const char *value)
{
    (void)name;
    cli->supposes[cli->request.suppose_count++] = value;
    cli->request.supposes = cli->supposes;
    return AISLE_OK;
}

static enum aisle_status set_require(struct cli *cli, const char *name,
                                     const char *value)
{
    if (!text_to_double(value, &cli->require) || cli->require < 0 || cli->require > 1)
        return bad_value(cli, name, value, "a chance from 0 to 1");
    return AISLE_OK;
}

static enum aisle_status set_years(struct cli *cli, const char *name, const char *value)
{
    return set_int(cli, name, value, 1, 20, &cli->request.years);
}

static enum aisle_status set_reps(struct cli *cli, const char *name, const char *value)
{
    return set_int(cli, name, value, 2, 100000, &cli->request.replications);
}

static enum aisle_status set_scale(struct cli *cli, const char *name, const char *value)
{
    return set_int(cli, name, value, 1, 1000, &cli->request.people_per_case);
}

static enum aisle_status set_budget(struct cli *cli, const char *name,
                                    const char *value)
{
    if (!text_to_double(value, &cli->request.budget_usd) ||
        cli->request.budget_usd <= 0)
        return bad_value(cli, name, value, "an amount in USD, such as 60e9");
    return AISLE_OK;
}

static enum aisle_status set_limit(struct cli *cli, const char *name, const char *value)
{
    cli->limit_set = true;
    return set_int(cli, name, value, 1, 100000, &cli->limit);
}

static enum aisle_status set_from(struct cli *cli, const char *name, const char *value)
{
    (void)name;
    cli->from = value;
    return AISLE_OK;
}

static enum aisle_status set_vote(struct cli *cli, const char *name, const char *value)
{
    (void)name;
    cli->vote = value;
    return AISLE_OK;
}

static enum aisle_status set_date(struct cli *cli, const char *name, const char *value)
{
    cli->date = aisle_day_parse(value);
    if (cli->date == AISLE_DAY_NONE)
        return bad_value(cli, name, value, "a date such as 2013-11-20");
    return AISLE_OK;
}

static enum aisle_status set_sworn(struct cli *cli, const char *name, const char *value)
{
    return set_int(cli, name, value, 1, 100, &cli->sworn);
}

const struct cli_option cli_options[] = {
    {"congress", 0, "N",
     CLI_BIT(FIT) | CLI_LOOK | CLI_BIT(IMPORT) | CLI_BIT(EXPORT) | CLI_BIT(BACKTEST),
     set_congress, "which Congress (default 118); fit takes a range, as 111-118"},
    {"dynamic", 0, "N-N", CLI_BIT(FIT), cli_set_dynamic,
     "paths of senators from Congress to Congress"},
    {"split-switchers", 0, NULL, CLI_BIT(FIT), cli_set_split,
     "with --dynamic: who changes caucus begins a new path"},
    {"chamber", 0, "NAME", CLI_BIT(FIT) | CLI_LOOK | CLI_BIT(IMPORT) | CLI_BIT(EXPORT),
     set_chamber, "senate (default), house, or another that was imported"},
    {"package", 0, "ID", CLI_BIT(IMPORT), set_package_id,
     "whip: the package that a count is of (default: any)"},
    {"link", 0, "NAME", CLI_BIT(FIT) | CLI_LOOK, set_link, "logit (default) or probit"},
    {"method", 0, "NAME", CLI_BIT(FIT) | CLI_LOOK | CLI_BIT(SENSITIVITY), set_method,
     "mcmc (default) or map; sensitivity: morris (default) or sobol"},
    {"dims", 0, "N", CLI_BIT(FIT) | CLI_LOOK, set_dims,
     "dimensions, 1 to 4 (default 1)"},
    {"slope-prior", 0, "NAME", CLI_BIT(FIT), set_slope_prior,
     "hierarchical (default) or fixed, N(0, 25) as pscl's"},
    {"bootstrap", 0, "N", CLI_BIT(FIT), set_bootstrap,
     "map: errors from N refits to votes drawn anew"},
    {"left", 0, "NAME", CLI_BIT(FIT), cli_set_left,
     "with --right: who stands left of whom (default: the caucuses tell)"},
    {"right", 0, "NAME", CLI_BIT(FIT), cli_set_right, "with --left"},
    {"minority", 0, "P", CLI_BIT(FIT), cli_set_minority,
     "leave out roll calls with a smaller losing side (default 2.5%)"},
    {"min-votes", 0, "N", CLI_BIT(FIT), cli_set_min_votes,
     "members with fewer contested votes tell nothing of roll calls (default 20)"},
    {"list", 0, "FILE", CLI_BIT(FIT), cli_set_list,
     "votes from a list, member,rollcall,vote, instead of the store"},
    {"engine", 0, "NAME", CLI_BIT(FIT), cli_set_engine,
     "auto (default), tiles, or sparse: compressed rows for large empty tables"},
    {"model", 0, "TERMS", CLI_BIT(FIT), cli_set_model,
     "plain, full, or terms: leader,loyalty,unfolding,offsets,lapse,absence"},
    {"heldout", 0, NULL, CLI_BIT(FIT), set_heldout,
     "also score a fifth of votes held out"},
    {"draws", 0, "FILE", CLI_BIT(FIT), cli_set_draws,
     "also write the draws: .csv for R and others, .npy for NumPy"},
    {"sort", 0, "KEY", CLI_BIT(SENATORS), cli_set_sort,
     "x (default), rank, unity, loyalty, agreement, attendance, gmp"},
    {"with", 0, "NAME", CLI_BIT(SENATORS), cli_set_with,
     "beside this senator: votes alike, chance to stand left"},
    {"pairs", 0, NULL, CLI_BIT(SENATORS), cli_set_pairs,
     "every pair of senators (csv and json)"},
    {"search", 0, "WORDS", CLI_BIT(VOTES), cli_set_search,
     "roll calls whose texts have these words"},
    {"category", 0, "KIND", CLI_BIT(VOTES) | CLI_BIT(PREDICT), cli_set_category,
     "roll calls of this kind: passage, cloture, amendment, ..."},
    {"close", 0, NULL, CLI_BIT(VOTES), cli_set_close,
     "roll calls within three votes of what they needed"},
    {"surprising", 0, NULL, CLI_BIT(VOTES), cli_set_surprising,
     "the fit's worst surprises first"},
    {"prior", 0, "NAME", CLI_BIT(PREDICT), cli_set_prior,
     "a new roll call is like the fit's items (default) or normal"},
    {"nominations", 0, NULL, CLI_BIT(PREDICT), cli_set_nominations,
     "let it be like nomination votes, too"},
    {"as-of", 0, "DATE", CLI_BIT(FIT) | CLI_LOOK | CLI_STUDY | CLI_BIT(WHIP), set_as_of,
     "use nothing dated on or after this day"},
    {"suppose", 0, "NAME=yea",
     CLI_BIT(FORECAST) | CLI_BIT(CONCESSIONS) | CLI_BIT(DEAL) | CLI_BIT(WHIP),
     set_suppose, "what if this senator votes so; may be repeated"},
    {"require", 0, "P", CLI_BIT(FORECAST), set_require,
     "exit 4 unless every vote carries with at least this chance"},
    {"years", 0, "N",
     CLI_BIT(RUN) | CLI_BIT(SIMULATE) | CLI_BIT(CASE) | CLI_BIT(DEAL) |
         CLI_BIT(COMPARE) | CLI_BIT(SENSITIVITY),
     set_years, "years to simulate (default 5)"},
    {"reps", 0, "N",
     CLI_BIT(RUN) | CLI_BIT(SIMULATE) | CLI_BIT(CASE) | CLI_BIT(COMPARE), set_reps,
     "replications"},
    {"scale", 0, "N",
     CLI_BIT(RUN) | CLI_BIT(SIMULATE) | CLI_BIT(CASE) | CLI_BIT(COMPARE) |
         CLI_BIT(SENSITIVITY) | CLI_BIT(CALIBRATE) | CLI_BIT(VALIDATE) |
         CLI_BIT(PROJECT),
     set_scale, "people that one simulated case stands for"},
    {"base", 0, "N", CLI_BIT(SENSITIVITY), cli_set_base,
     "trajectories of Morris (default 12), points of Sobol's samples (128)"},
    {"keep", 0, "N", CLI_BIT(SENSITIVITY), cli_set_keep,
     "parameters that sobol looks at, after a screening (default 8)"},
    {"waves", 0, "N", CLI_BIT(CALIBRATE), cli_set_waves,
     "waves of history matching (default 4)"},
    {"runs", 0, "N", CLI_BIT(CALIBRATE), cli_set_runs,
     "points of a wave and of the check (default 400)"},
    {"sets", 0, "N", CLI_BIT(CALIBRATE) | CLI_BIT(VALIDATE) | CLI_BIT(PROJECT),
     cli_set_sets,
     "draws to keep (calibrate: 200), to forecast with (validate: 80, project: 400)"},
    {"precision", 0, "P", CLI_BIT(SIMULATE), cli_set_precision,
     "replicate until the change is known to this share of itself, such as 5%"},
    {"metric", 0, "NAME", CLI_BIT(SIMULATE), cli_set_metric,
     "precision of which outcome (default court_backlog)"},
    {"posterior", 0, "FILE", CLI_BIT(VALIDATE) | CLI_BIT(PROJECT) | CLI_BIT(SIMULATE),
     cli_set_posterior,
     "draw parameters from this file of calibrate, from 'shipped' or 'stored'"},
    {"budget", 0, "USD", CLI_BIT(DEAL), set_budget, "leave out deals that cost more"},
    {"quick", 0, NULL, CLI_BIT(RUN), set_quick,
     "a first look: MAP fit, few replications"},
    {"kind", 0, "NAME", CLI_BIT(BACKTEST), cli_set_kind,
     "cloture (default), passage or amendment"},
    {"reveal", 0, "HOW", CLI_BIT(BACKTEST), cli_set_reveal,
     "what is known: none, leaders, random:K, noisy:K or uncertain:K"},
    {"warm", 0, NULL, CLI_BIT(BACKTEST), cli_set_warm,
     "use earlier roll calls on the same measure"},
    {"particles", 0, "N", CLI_BIT(BACKTEST), cli_set_particles,
     "worlds drawn a vote (default 1024)"},
    {"from", 0, "TEMPLATE", CLI_BIT(PACKAGE), set_from,
     "new: a file, or the name of a shipped package"},
    {"vote", 0, "ID", CLI_BIT(WHIP) | CLI_BIT(SCORE), set_vote,
     "which vote (whip: the one least likely to carry; score: the one it was)"},
    {"casts", 0, "FILE", CLI_BIT(SCORE), cli_set_casts,
     "who voted how, a CSV of name, state, cast, for a vote not in the store"},
    {"date", 0, "DATE", CLI_BIT(RULES) | CLI_BIT(SCORE), set_date,
     "rules: of this day; score: the day of the vote in --casts"},
    {"sworn", 0, "N", CLI_BIT(RULES), set_sworn,
     "senators in office (default: as the record has it)"},
    {"limit", 'n', "N", CLI_BIT(RUNS) | CLI_BIT(VOTES), set_limit,
     "rows to list (default 20)"},
    {"output", 'o', "PATH", CLI_ALL, set_output,
     "write there; the format follows the ending (run: a directory)"},
    {"format", 0, "NAME", CLI_ALL, set_format, "table, json or csv"},
    {"json", 0, NULL, CLI_ALL, set_json, "one JSON object, errors too"},
    {"strict", 0, NULL, CLI_BIT(FIT) | CLI_BIT(DIAGNOSE) | CLI_BIT(PREDICT) | CLI_STUDY,
     set_strict, "exit 5 when the result is not trustworthy"},
    {"store", 0, "FILE", CLI_ALL, set_store, "the study's store (default study.aisle)"},
    {"data", 0, "DIR", CLI_ALL, set_data, "the shipped data, when not found by itself"},
    {"seed", 0, "N", CLI_ALL, set_seed, "random seed (default 1)"},
    {"threads", 0, "N", CLI_ALL, set_threads, "threads (default: all cores)"},
    {"no-cache", 0, NULL, CLI_ALL, set_no_cache, "compute even if the store knows"},
    {"quiet", 'q', NULL, CLI_ALL, set_quiet, "no progress and no hints"},
    {"help", 'h', NULL, CLI_ALL, set_help, "this help"},
};
const size_t cli_option_count = sizeof cli_options / sizeof *cli_options;

static const char *option_word(const void *user, size_t i)
{
    (void)user;
    return cli_options[i].name;
}

static const struct cli_option *option_find(const char *name, size_t length)
{
    for (size_t i = 0; i < cli_option_count; i++)
        if (strlen(cli_options[i].name) == length &&
            strncmp(cli_options[i].name, name, length) == 0)
            return &cli_options[i];
    return NULL;
}

static const struct cli_option *option_find_letter(char letter)
{
    for (size_t i = 0; i < cli_option_count; i++)
        if (cli_options[i].letter == letter)
            return &cli_options[i];
    return NULL;
}

static enum aisle_status option_unknown(struct cli *cli, const char *text)
{
    const char *near = text[1] == '-'
                           ? text_nearest(text + 2, cli_option_count, option_word, NULL)
                           : NULL;
    ctx_fail(cli->ctx, AISLE_MISUSE, "unknown option '%s'", text);
    if (near)
        ctx_hint(cli->ctx, "did you mean '--%s'?", near);
    return AISLE_MISUSE;
}

/* One option at argv[i]; moves i over its value. */
static enum aisle_status option_take(struct cli *cli, const struct cli_verb *verb,
                                     int argc, char **argv, int *i)
{
    const char *text = argv[*i];
    const char *equals = strchr(text, '=');
    bool is_long = text[1] == '-';
    size_t length =
        is_long ? (equals ? (size_t)(equals - text - 2) : strlen(text + 2)) : 0;
    const struct cli_option *option =
        is_long ? option_find(text + 2, length)
                : (text[2] == '\0' ? option_find_letter(text[1]) : NULL);
    if (!option)
        return option_unknown(cli, text);
    if (!(option->verbs & verb->bit))
        return ctx_fail(cli->ctx, AISLE_MISUSE, "'%s' does not take --%s", verb->name,
                        option->name);
    if (!option->argument && equals && is_long)
        return ctx_fail(cli->ctx, AISLE_MISUSE, "--%s takes no value", option->name);
    const char *value = NULL;
    if (option->argument && equals && is_long) {
        value = equals + 1;
    } else if (option->argument) {
        if (*i + 1 >= argc)
            return ctx_fail(cli->ctx, AISLE_MISUSE, "--%s needs a value: %s",
                            option->name, option->argument);
        value = argv[++*i];
    }
    return option->set(cli, option->name, value);
}

enum aisle_status cli_parse(struct cli *cli, const struct cli_verb *verb, int argc,
                            char **argv)
{
    bool only_arguments = false;
    cli->verb = verb->bit;
    for (int i = 0; i < argc; i++) {
        if (!only_arguments && strcmp(argv[i], "--") == 0) {
            only_arguments = true;
        } else if (only_arguments || argv[i][0] != '-' || argv[i][1] == '\0') {
            cli->arguments[cli->argument_count++] = argv[i];
        } else {
            enum aisle_status status = option_take(cli, verb, argc, argv, &i);
            if (status != AISLE_OK)
                return status;
        }
    }
    if (cli->help || (cli->argument_count >= verb->arguments_min &&
                      cli->argument_count <= verb->arguments_max))
        return AISLE_OK;
    ctx_fail(cli->ctx, AISLE_MISUSE, "usage: aisle %s", verb->synopsis);
    ctx_hint(cli->ctx, "'aisle help %s' says more", verb->name);
    return AISLE_MISUSE;
}
