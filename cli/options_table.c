/* The table of options: who takes them, where their values go, and their help. */
#include "options.h"

#include <stddef.h>

#define FLAG(field)                                                                    \
    {                                                                                  \
        .kind = CLI_FLAG, .at = offsetof(struct cli, field)                            \
    }
#define TEXT(field)                                                                    \
    {                                                                                  \
        .kind = CLI_TEXT, .at = offsetof(struct cli, field)                            \
    }
#define WHOLE(field, least, most)                                                      \
    {                                                                                  \
        .kind = CLI_WHOLE, .at = offsetof(struct cli, field), .low = (least),          \
        .high = (most)                                                                 \
    }
#define WORD(field, list)                                                              \
    {                                                                                  \
        .kind = CLI_WORD, .at = offsetof(struct cli, field), .words = (list)           \
    }
#define OWN(function)                                                                  \
    {                                                                                  \
        .kind = CLI_OWN, .set = (function)                                             \
    }

/* A word's place in its list is the value. */
static const char *const links[] = {
    [AISLE_LINK_LOGIT] = "logit", [AISLE_LINK_PROBIT] = "probit", NULL};
static const char *const engines[] = {[APP_ENGINE_AUTO] = "auto",
                                      [APP_ENGINE_TILES] = "tiles",
                                      [APP_ENGINE_SPARSE] = "sparse",
                                      NULL};
static const char *const sorts[] = {
    [APP_SORT_X] = "x",
    [APP_SORT_RANK] = "rank",
    [APP_SORT_UNITY] = "unity",
    [APP_SORT_LOYALTY] = "loyalty",
    [APP_SORT_AGREEMENT] = "agreement",
    [APP_SORT_ATTENDANCE] = "attendance",
    [APP_SORT_GMP] = "gmp",
    NULL,
};
#define CATEGORY_WORD(id, text) text,
static const char *const categories[] = {AISLE_CATEGORY_LIST(CATEGORY_WORD) NULL};
#undef CATEGORY_WORD
static const char *const banks[] = {
    [AISLE_BANK_ITEMS] = "items", [AISLE_BANK_NORMAL] = "normal", NULL};
static const char *const kinds[] = {[AISLE_BACKTEST_CLOTURE] = "cloture",
                                    [AISLE_BACKTEST_PASSAGE] = "passage",
                                    [AISLE_BACKTEST_AMENDMENT] = "amendment",
                                    NULL};
static const char *const formats[] = {[CLI_TABLE] = "table",
                                      [CLI_JSON] = "json",
                                      [CLI_CSV] = "csv",
                                      [CLI_MARKDOWN] = "md",
                                      NULL};

const struct cli_option cli_options[] = {
    {"congress", 0, "N",
     CLI_BIT(FIT) | CLI_LOOK | CLI_BIT(IMPORT) | CLI_BIT(EXPORT) | CLI_BIT(BACKTEST),
     OWN(cli_set_congress),
     "which Congress (default 118; import whip: by its dates); fit takes a range"},
    {"dynamic", 0, "N-N", CLI_BIT(FIT), OWN(cli_set_dynamic),
     "paths of senators from Congress to Congress"},
    {"split-switchers", 0, NULL, CLI_BIT(FIT), FLAG(request.split_switchers),
     "with --dynamic: who changes caucus begins a new path"},
    {"chamber", 0, "NAME", CLI_BIT(FIT) | CLI_LOOK | CLI_BIT(IMPORT) | CLI_BIT(EXPORT),
     OWN(cli_set_chamber), "senate (default), house, or another that was imported"},
    {"package", 0, "ID", CLI_BIT(IMPORT), OWN(cli_set_package_id),
     "whip: the package that a count is of (default: any)"},
    {"link", 0, "NAME", CLI_BIT(FIT) | CLI_LOOK, WORD(request.link, links),
     "logit (default) or probit"},
    {"method", 0, "NAME", CLI_BIT(FIT) | CLI_LOOK | CLI_BIT(SENSITIVITY),
     OWN(cli_set_method),
     "mcmc (default) or map; sensitivity: morris (default) or sobol"},
    {"dims", 0, "N", CLI_BIT(FIT) | CLI_LOOK, WHOLE(request.dims, 1, AISLE_DIMS_MAX),
     "dimensions, 1 to 4 (default 1)"},
    {"slope-prior", 0, "NAME", CLI_BIT(FIT), OWN(cli_set_slope_prior),
     "hierarchical (default) or fixed, N(0, 25) as pscl's"},
    {"bootstrap", 0, "N", CLI_BIT(FIT), WHOLE(request.bootstrap, 10, 100000),
     "map: errors from N refits to votes drawn anew"},
    {"left", 0, "NAME", CLI_BIT(FIT), TEXT(request.left),
     "with --right: who stands left of whom (default: the caucuses tell)"},
    {"right", 0, "NAME", CLI_BIT(FIT), TEXT(request.right), "with --left"},
    {"minority", 0, "P", CLI_BIT(FIT), OWN(cli_set_minority),
     "leave out roll calls with a smaller losing side (default 2.5%)"},
    {"min-votes", 0, "N", CLI_BIT(FIT), WHOLE(request.votes_min, 1, 100000),
     "members with fewer contested votes tell nothing of roll calls (default 20)"},
    {"list", 0, "FILE", CLI_BIT(FIT), TEXT(request.list_path),
     "votes from a list, member,rollcall,vote, instead of the store"},
    {"engine", 0, "NAME", CLI_BIT(FIT), WORD(request.engine, engines),
     "auto (default), tiles, or sparse: compressed rows for large empty tables"},
    {"model", 0, "TERMS", CLI_BIT(FIT), OWN(cli_set_model),
     "plain, full, or terms: leader,loyalty,unfolding,offsets,lapse,absence"},
    {"heldout", 0, NULL, CLI_BIT(FIT), FLAG(request.heldout),
     "also score a fifth of votes held out"},
    {"draws", 0, "FILE", CLI_BIT(FIT), OWN(cli_set_draws),
     "also write the draws: .csv for R and others, .npy for NumPy"},
    {"sort", 0, "KEY", CLI_BIT(SENATORS), WORD(browse.sort, sorts),
     "x (default), rank, unity, loyalty, agreement, attendance, gmp"},
    {"with", 0, "NAME", CLI_BIT(SENATORS), TEXT(browse.with),
     "beside this senator: votes alike, chance to stand left"},
    {"pairs", 0, NULL, CLI_BIT(SENATORS), FLAG(browse.pairs),
     "every pair of senators (csv and json)"},
    {"search", 0, "WORDS", CLI_BIT(VOTES), TEXT(browse.search),
     "roll calls whose texts have these words"},
    {"category", 0, "KIND", CLI_BIT(VOTES) | CLI_BIT(PREDICT),
     WORD(browse.category, categories),
     "roll calls of this kind: passage, cloture, amendment, ..."},
    {"close", 0, NULL, CLI_BIT(VOTES), FLAG(browse.close),
     "roll calls within three votes of what they needed"},
    {"surprising", 0, NULL, CLI_BIT(VOTES), FLAG(browse.surprising),
     "the fit's worst surprises first"},
    {"prior", 0, "NAME", CLI_BIT(PREDICT), WORD(browse.bank, banks),
     "a new roll call is like the fit's items (default) or normal"},
    {"nominations", 0, NULL, CLI_BIT(PREDICT), FLAG(browse.nominations),
     "let it be like nomination votes, too"},
    {"as-of", 0, "DATE", CLI_BIT(FIT) | CLI_LOOK | CLI_STUDY | CLI_BIT(WHIP),
     OWN(cli_set_as_of), "use nothing dated on or after this day"},
    {"suppose", 0, "NAME=yea",
     CLI_BIT(FORECAST) | CLI_BIT(CONCESSIONS) | CLI_BIT(DEAL) | CLI_BIT(WHIP),
     OWN(cli_set_suppose), "what if this senator votes so; may be repeated"},
    {"require", 0, "P", CLI_BIT(FORECAST), OWN(cli_set_require),
     "exit 4 unless each vote, once reached, has this chance"},
    {"years", 0, "N",
     CLI_BIT(RUN) | CLI_BIT(SIMULATE) | CLI_BIT(CASE) | CLI_BIT(DEAL) |
         CLI_BIT(COMPARE) | CLI_BIT(SENSITIVITY),
     WHOLE(request.years, 1, 20), "years to simulate (default 5)"},
    {"from", 0, "DATE", CLI_BIT(SIMULATE), OWN(cli_set_from),
     "the recorded state to start from (2023-10-31, the only one)"},
    {"baseline", 0, "NAME", CLI_BIT(SIMULATE), OWN(cli_check_baseline),
     "what to hold the package against: current-law (default)"},
    {"reps", 0, "N",
     CLI_BIT(RUN) | CLI_BIT(SIMULATE) | CLI_BIT(CASE) | CLI_BIT(COMPARE),
     WHOLE(request.replications, 2, 100000), "replications"},
    {"scale", 0, "N",
     CLI_BIT(RUN) | CLI_BIT(SIMULATE) | CLI_BIT(CASE) | CLI_BIT(COMPARE) |
         CLI_BIT(SENSITIVITY) | CLI_BIT(CALIBRATE) | CLI_BIT(VALIDATE) |
         CLI_BIT(PROJECT),
     WHOLE(request.people_per_case, 1, 1000),
     "people that one simulated case stands for"},
    {"base", 0, "N", CLI_BIT(SENSITIVITY), WHOLE(experiment.base, 2, 4096),
     "trajectories of Morris (default 12), points of Sobol's samples (128)"},
    {"keep", 0, "N", CLI_BIT(SENSITIVITY), WHOLE(experiment.keep, 1, 32),
     "parameters that sobol looks at, after a screening (default 8)"},
    {"waves", 0, "N", CLI_BIT(CALIBRATE), WHOLE(experiment.waves, 3, 8),
     "waves of history matching (default 4)"},
    {"runs", 0, "N", CLI_BIT(CALIBRATE), WHOLE(experiment.runs, 20, 100000),
     "points of a wave and of the check (default 400)"},
    {"sets", 0, "N", CLI_BIT(CALIBRATE) | CLI_BIT(VALIDATE) | CLI_BIT(PROJECT),
     WHOLE(experiment.draws, 20, 100000),
     "draws to keep (calibrate: 200), to forecast with (validate: 80, project: 400)"},
    {"precision", 0, "P", CLI_BIT(SIMULATE), OWN(cli_set_precision),
     "replicate until the change is known to this share of itself, such as 5%"},
    {"metric", 0, "NAME", CLI_BIT(SIMULATE), TEXT(request.metric),
     "precision of which outcome (default court_backlog)"},
    {"posterior", 0, "FILE", CLI_BIT(VALIDATE) | CLI_BIT(PROJECT) | CLI_BIT(SIMULATE),
     OWN(cli_set_posterior),
     "draw parameters from this file of calibrate, from 'shipped' or 'stored'"},
    {"budget", 0, "USD", CLI_BIT(DEAL), OWN(cli_set_budget),
     "leave out deals that cost more"},
    {"min-pass", 0, "P", CLI_BIT(DEAL), OWN(cli_set_min_pass),
     "leave out deals less likely to carry than this"},
    {"quick", 0, NULL, CLI_BIT(RUN), FLAG(request.quick),
     "a first look: MAP fit, few replications"},
    {"kind", 0, "NAME", CLI_BIT(BACKTEST), WORD(backtest.kind, kinds),
     "cloture (default), passage or amendment"},
    {"reveal", 0, "HOW", CLI_BIT(BACKTEST), OWN(cli_set_reveal),
     "what is known: none, leaders, random:K, noisy:K or uncertain:K"},
    {"warm", 0, NULL, CLI_BIT(BACKTEST), FLAG(backtest.warm),
     "use earlier roll calls on the same measure"},
    {"particles", 0, "N", CLI_BIT(BACKTEST), WHOLE(backtest.particles, 128, 65536),
     "worlds drawn a vote (default 1024)"},
    {"from", 0, "TEMPLATE", CLI_BIT(PACKAGE), TEXT(from),
     "new: a file, or the name of a shipped package"},
    {"vote", 0, "ID",
     CLI_BIT(WHIP) | CLI_BIT(SCORE) | CLI_BIT(CONCESSIONS) | CLI_BIT(DEAL), TEXT(vote),
     "which vote (default: the least likely to carry; score: the one it was)"},
    {"casts", 0, "FILE", CLI_BIT(SCORE), TEXT(casts_path),
     "who voted how, a CSV of name, state, cast, for a vote not in the store"},
    {"date", 0, "DATE", CLI_BIT(RULES) | CLI_BIT(SCORE), OWN(cli_set_date),
     "rules: of this day; score: the day of the vote in --casts"},
    {"sworn", 0, "N", CLI_BIT(RULES), WHOLE(sworn, 1, 100),
     "senators in office (default: as the record has it)"},
    {"limit", 'n', "N", CLI_BIT(RUNS) | CLI_BIT(VOTES), OWN(cli_set_limit),
     "rows to list (default 20)"},
    {"output", 'o', "PATH", CLI_ALL, OWN(cli_set_output),
     "write there; the format follows the ending (run: a directory)"},
    {"format", 0, "NAME", CLI_ALL, WORD(format, formats),
     "table, json, csv or md; not every verb has each"},
    {"json", 0, NULL, CLI_ALL, OWN(cli_set_json), "one JSON object, errors too"},
    {"strict", 0, NULL, CLI_BIT(FIT) | CLI_BIT(DIAGNOSE) | CLI_BIT(PREDICT) | CLI_STUDY,
     FLAG(strict), "exit 5 when the result is not trustworthy"},
    {"store", 0, "FILE", CLI_ALL, TEXT(app.store_path),
     "the study's store (default study.aisle)"},
    {"data", 0, "DIR", CLI_ALL, TEXT(app.data_dir),
     "the shipped data, when not found by itself"},
    {"seed", 0, "N", CLI_ALL, OWN(cli_set_seed), "random seed (default 1)"},
    {"threads", 0, "N", CLI_ALL, WHOLE(app.threads, 1, 1024),
     "threads (default: all cores)"},
    {"no-cache", 0, NULL, CLI_ALL, OWN(cli_set_no_cache),
     "compute even if the store knows"},
    {"quiet", 'q', NULL, CLI_ALL, FLAG(quiet), "no progress and no hints"},
    {"help", 'h', NULL, CLI_ALL, FLAG(help), "this help"},
};
const size_t cli_option_count = sizeof cli_options / sizeof *cli_options;
