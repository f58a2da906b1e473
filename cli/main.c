/* aisle: the command line's front door. */
#include "cli.h"

#include "base/ctx.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"

#include <errno.h>
#include <limits.h>
#include <math.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/auxv.h>
#include <unistd.h>

const struct cli_verb cli_verbs[] = {
    {"run", CLI_BIT(RUN), cli_run, 1, 1, "run PACKAGE.yaml [-o DIR] [--quick]",
     "all of it: fit, forecast, simulate, search deals, write a report",
     "aisle run packages/border-2023.yaml"},
    {"forecast", CLI_BIT(FORECAST), cli_forecast, 1, 1,
     "forecast PACKAGE.yaml [--as-of DATE] [--suppose NAME=yea]... [--require P]",
     "the chance that each vote of a package carries",
     "aisle forecast packages/border-2023.yaml --suppose Manchin=nay"},
    {"whip", CLI_BIT(WHIP), cli_whip, 1, 2,
     "whip PACKAGE.yaml [WHIP.csv] [--vote ID] [--suppose NAME=yea]...",
     "the whip board: who is where, who has said what, whom to ask next",
     "aisle whip packages/border-agreement-2024-02-07.yaml"},
    {"score", CLI_BIT(SCORE), cli_score, 1, 2,
     "score RUN|FOLDER|FORECAST.json ROLLCALL [--vote ID]\n"
     "       aisle score RUN|FOLDER|FORECAST.json --casts FILE.csv --date DATE [--vote "
     "ID]",
     "a forecast or board after the vote: what it was worth, who surprised",
     "aisle score forecast.json 118-391"},
    {"concessions", CLI_BIT(CONCESSIONS), cli_concessions, 1, 1,
     "concessions PACKAGE.yaml [--vote ID]",
     "what each change of a package buys, in votes",
     "aisle concessions packages/border-2023.yaml"},
    {"simulate", CLI_BIT(SIMULATE), cli_simulate, 1, 1,
     "simulate PACKAGE.yaml [--years N] [--reps N] [--scale N]",
     "the asylum system under a package and under current law",
     "aisle simulate packages/border-2023.yaml --years 5"},
    {"case", CLI_BIT(CASE), cli_case, 1, 2, "case RUN|PACKAGE.yaml [ID]",
     "what happens to one simulated person under a package and current law",
     "aisle case packages/border-2023.yaml"},
    {"deal", CLI_BIT(DEAL), cli_deal, 1, 1,
     "deal PACKAGE.yaml [--min-pass P] [--budget USD] [--vote ID]",
     "every subset of the optional provisions: which pass and work",
     "aisle deal packages/border-2023.yaml --budget 80e9"},
    {"compare", CLI_BIT(COMPARE), cli_compare, 2, 26,
     "compare A.yaml B.yaml... [--years N] [--reps N] [--scale N]",
     "several packages on the same luck: each against current law and the first",
     "aisle compare packages/border-2023.yaml "
     "packages/border-agreement-2024-02-07.yaml"},
    {"sensitivity", CLI_BIT(SENSITIVITY), cli_sensitivity, 1, 1,
     "sensitivity PACKAGE.yaml [--method morris|sobol] [--base N] [--keep N]",
     "which parameters the simulated change hangs on",
     "aisle sensitivity packages/border-2023.yaml --method sobol"},
    {"calibrate", CLI_BIT(CALIBRATE), cli_calibrate, 0, 0,
     "calibrate [--waves N] [--runs N] [--sets N] [-o POSTERIOR.csv]",
     "fit the simulation's parameters to the record; keep the posterior",
     "aisle calibrate -o posterior.csv"},
    {"validate", CLI_BIT(VALIDATE), cli_validate, 0, 0,
     "validate [--posterior FILE|shipped|stored] [--sets N] [-o PAGE.html]",
     "hindcasts against the record and against naive forecasts",
     "aisle validate -o validation.html"},
    {"project", CLI_BIT(PROJECT), cli_project, 0, 60,
     "project [DATE]... [--sets N] [--posterior FILE|shipped|stored]",
     "what current law leads to: courts, border, shelter on a date, with intervals",
     "aisle project 2024-09-30"},
    {"fit", CLI_BIT(FIT), cli_fit, 0, 0,
     "fit [--congress N] [--link NAME] [--method NAME]",
     "ideal points of the senators of one Congress", "aisle fit --congress 118"},
    {"senators", CLI_BIT(SENATORS), cli_senators, 0, 1,
     "senators [NAME] [--sort KEY] [--with NAME] [--pairs]",
     "senators from left to right, or one senator's page", "aisle senators Manchin"},
    {"votes", CLI_BIT(VOTES), cli_votes, 0, 1,
     "votes [NUMBER|CONGRESS-NUMBER] [--search WORDS] [--category KIND] [--close] "
     "[--surprising]",
     "roll calls, or one of them seat by seat with its cut point",
     "aisle votes --search border"},
    {"diagnose", CLI_BIT(DIAGNOSE), cli_diagnose, 0, 0,
     "diagnose [--congress N] [--strict]",
     "is the fit to be trusted, and how well does it account for the votes",
     "aisle diagnose --congress 118"},
    {"predict", CLI_BIT(PREDICT), cli_predict, 0, 100,
     "predict [NAME=yea|nay|absent]...",
     "a vote to come, from what some senators announced",
     "aisle predict Manchin=yea Collins=nay"},
    {"backtest", CLI_BIT(BACKTEST), cli_backtest, 0, 0,
     "backtest [--congress 117-118] [--kind NAME] [--reveal HOW] [--warm]",
     "past votes forecast out of time, and what the forecasts were worth",
     "aisle backtest --congress 117-118 --reveal uncertain:10"},
    {"package", CLI_BIT(PACKAGE), cli_package, 1, 3,
     "package check|show PACKAGE.yaml\n"
     "       aisle package new NAME.yaml [--from TEMPLATE]\n"
     "       aisle package diff A.yaml B.yaml",
     "check, show, begin or compare package files",
     "aisle package check packages/border-2023.yaml"},
    {"rules", CLI_BIT(RULES), cli_rules, 0, 0, "rules [--date DATE] [--sworn N]",
     "what each kind of question takes to carry", "aisle rules --date 2013-11-20"},
    {"import", CLI_BIT(IMPORT), cli_import, 1, 1000001,
     "import record VOTES.csv ROLLCALLS.csv\n"
     "       aisle import voteview MEMBERS.csv VOTES.csv ROLLCALLS.csv\n"
     "       aisle import unitedstates [LEGISLATORS.csv] FILE.json|FOLDER...\n"
     "       aisle import senate-xml [LEGISLATORS.csv] FILE.xml|FOLDER...\n"
     "       aisle import ord FILE.ord [ROLLCALLS.csv]\n"
     "       aisle import matrix FILE.csv [ROLLCALLS.csv] --congress N --chamber NAME\n"
     "       aisle import whip FILE.csv [--congress N] [--package ID]",
     "put one Congress of votes into the store",
     "aisle import voteview S118_members.csv S118_votes.csv S118_rollcalls.csv"},
    {"export", CLI_BIT(EXPORT), cli_export, 1, 1,
     "export ord|csv [--congress N] [--chamber NAME] [-o FILE]",
     "votes of one Congress for other programs: pscl, W-NOMINATE, spreadsheets",
     "aisle export ord --congress 118 -o s118.ord"},
    {"explain", CLI_BIT(EXPLAIN), cli_explain, 0, 1, "explain [NAME|WORDS]",
     "where an assumption comes from: value, range, source, date, confidence",
     "aisle explain decision_grant_rate"},
    {"runs", CLI_BIT(RUNS), cli_runs, 0, 0, "runs [-n N]",
     "the runs that the store has recorded", "aisle runs"},
    {"rerun", CLI_BIT(RERUN), cli_rerun, 1, 1, "rerun RUN",
     "make a run again, byte for byte, or say what differs and what has changed",
     "aisle rerun 12"},
    {"sql", CLI_BIT(SQL), cli_sql, 0, 1, "sql [QUERY]",
     "ask the store in SQL, read-only; without a query, its tables",
     "aisle sql \"SELECT verb, count(*) FROM run GROUP BY verb\" --format csv"},
    {"doctor", CLI_BIT(DOCTOR), cli_doctor, 0, 0, "doctor",
     "is everything in order: program, machine, shipped data, store", "aisle doctor"},
    {"completion", CLI_BIT(COMPLETION), cli_completion, 1, 1, "completion bash|zsh",
     "a script that completes verbs, options and their words in the shell",
     "source <(aisle completion bash)"},
    {"help", CLI_BIT(HELP), cli_help, 0, 1, "help [VERB]", "help on all verbs, or one",
     "aisle help forecast"},
};
const size_t cli_verb_count = sizeof cli_verbs / sizeof *cli_verbs;

static const char *main_verb_word(const void *user, size_t i)
{
    (void)user;
    return cli_verbs[i].name;
}

const struct cli_verb *cli_find_verb(const char *name)
{
    for (size_t i = 0; i < cli_verb_count; i++)
        if (strcmp(cli_verbs[i].name, name) == 0)
            return &cli_verbs[i];
    return NULL;
}

/* The context that Ctrl-C cancels: a signal handler can reach only a global. */
static struct aisle_ctx *main_ctx;

static void main_interrupt(int signal)
{
    aisle_ctx_cancel(main_ctx);
    struct sigaction action = {.sa_handler = SIG_DFL}; /* a second one ends it */
    sigaction(signal, &action, NULL);
}

static void main_catch_signals(struct aisle_ctx *ctx)
{
    main_ctx = ctx;
    struct sigaction action = {.sa_handler = main_interrupt};
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    action.sa_handler = SIG_IGN; /* a full disk or a closed pipe is an error code */
    sigaction(SIGXFSZ, &action, NULL);
    sigaction(SIGPIPE, &action, NULL);
}

static int main_threads(void)
{
    cpu_set_t set;
    int count = sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 1;
    return count < 1 ? 1 : count;
}

/* The shipped data: --data, $AISLE_DATA, or beside the program: ../data in a built
 * tree, ../share/aisle when installed. */
static enum aisle_status main_find_data(struct cli *cli)
{
    static const char *const places[] = {"../data", "../share/aisle", "../../data"};
    char program[PATH_MAX];
    if (!cli->app.data_dir)
        cli->app.data_dir = getenv("AISLE_DATA");
    if (cli->app.data_dir)
        return AISLE_OK;
    /* What the kernel started; /proc is not there in a bare chroot. */
    if (!realpath((const char *)getauxval(AT_EXECFN), program))
        snprintf(program, sizeof program, "%s", "aisle");
    char *slash = strrchr(program, '/');
    if (slash)
        *slash = '\0';
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        char *named = mem_format("%s/%s", program, places[i]);
        char *probe = mem_format("%s/%s/senate", program, places[i]);
        char plain[PATH_MAX]; /* without the "..", for messages */
        bool found = named && probe && file_exists(probe) && realpath(named, plain);
        free(probe);
        free(named);
        if (!found)
            continue;
        cli->app.data_dir = cli->data_dir = mem_copy_text(plain);
        return cli->data_dir ? AISLE_OK : ctx_no_memory(cli->ctx);
    }
    ctx_fail(cli->ctx, AISLE_IO, "cannot find the shipped data beside %s", program);
    ctx_hint(cli->ctx, "name it with --data DIR or AISLE_DATA");
    return AISLE_IO;
}

/* 'help rules' reads the rulebook. */
static bool main_wants_rules(const struct cli *cli)
{
    return cli->argument_count > 0 && strcmp(cli->arguments[0], "rules") == 0;
}

/* Verbs whose results are tables. run's -o names a folder; case and doctor say
 * themselves what they have. */
#define HAS_CSV                                                                        \
    (CLI_BIT(RUN) | CLI_BIT(FORECAST) | CLI_BIT(CONCESSIONS) | CLI_BIT(DEAL) |         \
     CLI_BIT(SIMULATE) | CLI_BIT(CASE) | CLI_BIT(COMPARE) | CLI_BIT(SENSITIVITY) |     \
     CLI_BIT(CALIBRATE) | CLI_BIT(VALIDATE) | CLI_BIT(PROJECT) | CLI_BIT(FIT) |        \
     CLI_BIT(SENATORS) | CLI_BIT(VOTES) | CLI_BIT(BACKTEST) | CLI_BIT(EXPORT) |        \
     CLI_BIT(RULES) | CLI_BIT(WHIP) | CLI_BIT(SCORE) | CLI_BIT(SQL) | CLI_BIT(DOCTOR))
#define HAS_MARKDOWN                                                                   \
    (CLI_BIT(RUN) | CLI_BIT(FORECAST) | CLI_BIT(CONCESSIONS) | CLI_BIT(DEAL) |         \
     CLI_BIT(WHIP) | CLI_BIT(BACKTEST))

static enum aisle_status main_check_format(struct cli *cli, const struct cli_verb *verb)
{
    bool csv = cli->format == CLI_CSV, markdown = cli->format == CLI_MARKDOWN;
    if (!(csv && !(verb->bit & HAS_CSV)) && !(markdown && !(verb->bit & HAS_MARKDOWN)))
        return AISLE_OK;
    ctx_fail(cli->ctx, AISLE_MISUSE, "'%s' has no %s", verb->name,
             csv ? "csv" : "Markdown");
    ctx_hint(cli->ctx, verb->bit & HAS_CSV ? "table, json or csv" : "table or json");
    return AISLE_MISUSE;
}

static enum aisle_status main_run_verb(struct cli *cli, const struct cli_verb *verb,
                                       int argc, char **argv)
{
    enum aisle_status status = cli_parse(cli, verb, argc, argv);
    if (status != AISLE_OK)
        return status;
    if (cli->help) {
        cli_print_help(verb);
        return AISLE_OK;
    }
    status = main_check_format(cli, verb);
    if (status != AISLE_OK)
        return status;
    bool words_only = verb->bit == CLI_BIT(COMPLETION) ||
                      (verb->bit == CLI_BIT(HELP) && !main_wants_rules(cli));
    if (!words_only)
        status = main_find_data(cli);
    if (status != AISLE_OK)
        return status;
    cli->app.style = cli_style(cli);
    cli->app.terminal = cli_terminal();
    struct cli_progress progress;
    cli_progress_start(&progress, cli);
    status = verb->run(cli);
    cli_progress_end(&progress);
    return status;
}

static enum aisle_status main_unknown_verb(struct cli *cli, const char *name)
{
    const char *near = text_nearest(name, cli_verb_count, main_verb_word, NULL);
    ctx_fail(cli->ctx, AISLE_MISUSE, "unknown verb '%s'", name);
    if (near)
        ctx_hint(cli->ctx, "did you mean '%s'?", near);
    else
        ctx_hint(cli->ctx, "'aisle help' lists the verbs");
    return AISLE_MISUSE;
}

/* --json may stand after what is wrong; errors must be JSON even then. */
static bool main_wants_json(int argc, char **argv)
{
    for (int i = 1; i < argc; i++)
        if (strcmp(argv[i], "--json") == 0)
            return true;
    return false;
}

static enum aisle_status main_dispatch(struct cli *cli, int argc, char **argv)
{
    if (argc < 2 || strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0) {
        cli_print_help(NULL);
        return argc < 2 ? AISLE_MISUSE : AISLE_OK;
    }
    if (strcmp(argv[1], "--version") == 0) {
        puts("aisle " AISLE_VERSION);
        return AISLE_OK;
    }
    const struct cli_verb *verb = cli_find_verb(argv[1]);
    return verb ? main_run_verb(cli, verb, argc - 2, argv + 2)
                : main_unknown_verb(cli, argv[1]);
}

bool cli_init(struct cli *cli, struct aisle_ctx *ctx, int words)
{
    const char *store = getenv("AISLE_STORE");
    *cli = (struct cli){.ctx = ctx,
                        .app = {.store_path = store ? store : "study.aisle",
                                .seed = 1,
                                .threads = main_threads(),
                                .use_cache = true},
                        .require = NAN,
                        .limit = 20,
                        .date = AISLE_DAY_NONE,
                        .arguments = mem_new((size_t)words + 1, sizeof(char *)),
                        .supposes = mem_new((size_t)words + 1, sizeof(char *))};
    app_request_init(&cli->request);
    app_browse_init(&cli->browse);
    aisle_backtest_options_init(&cli->backtest);
    cli->request.congress = 118;
    return cli->arguments && cli->supposes;
}

void cli_clear(struct cli *cli)
{
    free(cli->data_dir);
    free(cli->arguments);
    free(cli->supposes);
}

int main(int argc, char **argv)
{
    struct cli cli;
    struct aisle_ctx *ctx = aisle_ctx_new();
    enum aisle_status status = AISLE_MEMORY;
    if (cli_init(&cli, ctx, argc) && ctx) {
        cli.app.word_count = argc - 1;
        cli.app.words = (const char *const *)argv + 1;
        cli.format = main_wants_json(argc, argv) ? CLI_JSON : CLI_TABLE;
        main_catch_signals(cli.ctx);
        status = main_dispatch(&cli, argc, argv);
        if (fflush(stdout) == EOF && errno != EPIPE && status == AISLE_OK)
            status = ctx_fail(cli.ctx, AISLE_IO, "cannot write to standard output");
        if (argc >= 2)
            cli_print_messages(&cli, status);
    }
    cli_clear(&cli);
    aisle_ctx_free(ctx);
    return aisle_status_exit_code(status);
}
