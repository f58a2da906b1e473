/* The command line: a table of verbs, a table of options, one file a verb group.
 *
 * main.c parses by the tables, calls the verb and turns its status into messages
 * and an exit code. Results go to stdout or the file of -o, all else to stderr. */
#ifndef AISLE_CLI_H
#define AISLE_CLI_H

#include "app/app.h"
#include "app_asylum/experiment_verbs.h"

enum cli_format { CLI_TABLE, CLI_JSON, CLI_CSV, CLI_MARKDOWN };

/* Everything that was asked for. */
struct cli {
    struct aisle_ctx *ctx;
    struct app_options app;
    struct app_request request;
    struct app_browse browse;
    struct app_experiment_request experiment;
    struct aisle_backtest_options backtest;
    uint64_t verb; /* bit of the verb under way */
    enum cli_format format;
    const char *output; /* file or directory of -o; NULL: stdout */
    bool help;
    bool quiet;
    bool muted;    /* a run made again: nothing is shown */
    bool answered; /* a result is on stdout: no error object goes there, too */
    bool strict;
    bool method_given;
    double require;            /* NAN: not asked */
    int congress_given;        /* 0: --congress was not */
    const char *chamber_given; /* NULL: --chamber was not */
    const char *package_id;    /* import whip: of which package; NULL: any */
    int limit;
    bool limit_set;         /* the user asked for that many */
    const char *draws_path; /* fit: where its draws go; NULL: nowhere */
    int argument_count;
    const char **arguments;
    const char **supposes;
    const char *from;       /* package new: the template; NULL: the commented one */
    const char *vote;       /* a vote's id; NULL: the one least likely to carry */
    const char *casts_path; /* score: who voted how; NULL: the record says */
    aisle_day date;         /* rules, score: of which day; NONE: today's */
    int sworn;              /* rules: senators in office; 0: as the record has it */
    char *data_dir;         /* found, owned */
};

typedef enum aisle_status cli_verb_fn(struct cli *cli);

/* Which verbs take an option: a bit each, in the order of this list. */
#define CLI_VERB_LIST(X)                                                               \
    X(RUN)                                                                             \
    X(FIT)                                                                             \
    X(SENATORS)                                                                        \
    X(VOTES)                                                                           \
    X(DIAGNOSE)                                                                        \
    X(PREDICT)                                                                         \
    X(FORECAST)                                                                        \
    X(CONCESSIONS)                                                                     \
    X(SIMULATE)                                                                        \
    X(CASE)                                                                            \
    X(DEAL)                                                                            \
    X(COMPARE)                                                                         \
    X(SENSITIVITY)                                                                     \
    X(CALIBRATE)                                                                       \
    X(VALIDATE)                                                                        \
    X(PROJECT)                                                                         \
    X(BACKTEST)                                                                        \
    X(EXPORT)                                                                          \
    X(IMPORT)                                                                          \
    X(PACKAGE)                                                                         \
    X(RULES)                                                                           \
    X(WHIP)                                                                            \
    X(SCORE)                                                                           \
    X(EXPLAIN)                                                                         \
    X(RUNS)                                                                            \
    X(RERUN)                                                                           \
    X(SQL)                                                                             \
    X(DOCTOR)                                                                          \
    X(COMPLETION)                                                                      \
    X(HELP)
#define CLI_VERB_PLACE(name) CLI_PLACE_##name,
enum { CLI_VERB_LIST(CLI_VERB_PLACE) CLI_PLACE_COUNT };
#undef CLI_VERB_PLACE
#define CLI_BIT(name) ((uint64_t)1 << CLI_PLACE_##name)
#define CLI_STUDY                                                                      \
    (CLI_BIT(RUN) | CLI_BIT(FORECAST) | CLI_BIT(CONCESSIONS) | CLI_BIT(SIMULATE) |     \
     CLI_BIT(DEAL))
#define CLI_LOOK                                                                       \
    (CLI_BIT(SENATORS) | CLI_BIT(VOTES) | CLI_BIT(DIAGNOSE) | CLI_BIT(PREDICT))
#define CLI_ALL (((uint64_t)1 << CLI_PLACE_COUNT) - 1)

struct cli_verb {
    const char *name;
    uint64_t bit;
    cli_verb_fn *run;
    int arguments_min;
    int arguments_max;
    const char *synopsis;
    const char *summary;
    const char *example;
};

extern const struct cli_verb cli_verbs[];
extern const size_t cli_verb_count;

/* Everything as it is before an option is read; room for `words` arguments. False when
 * memory is short. */
bool cli_init(struct cli *cli, struct aisle_ctx *ctx, int words);
void cli_clear(struct cli *cli);
const struct cli_verb *cli_find_verb(const char *name);
/* Read the command line after the verb. Errors: MISUSE. */
enum aisle_status cli_parse(struct cli *cli, const struct cli_verb *verb, int argc,
                            char **argv);

cli_verb_fn cli_run, cli_fit, cli_forecast, cli_concessions, cli_simulate, cli_case,
    cli_deal, cli_import, cli_export, cli_package, cli_explain, cli_runs, cli_help;

cli_verb_fn cli_calibrate, cli_validate, cli_project, cli_compare, cli_sensitivity;

cli_verb_fn cli_rules, cli_help_rules, cli_whip, cli_score, cli_rerun, cli_sql,
    cli_doctor, cli_completion;

cli_verb_fn cli_backtest;

cli_verb_fn cli_senators, cli_votes, cli_diagnose, cli_predict;

/* Do the options of 'fit' go together? Errors: MISUSE. */
enum aisle_status cli_check_large(struct cli *cli);
enum aisle_status cli_check_paths(struct cli *cli);
enum aisle_status cli_check_model(struct cli *cli);

/* The writers of one kind of findings; show them in the format asked for. */
struct cli_findings_fns {
    enum aisle_status (*text)(struct aisle_ctx *, const struct aisle_findings *,
                              struct aisle_text_style, char **);
    enum aisle_status (*json)(struct aisle_ctx *, const struct aisle_findings *,
                              char **);
    enum aisle_status (*csv)(struct aisle_ctx *, const struct aisle_findings *,
                             char **);
};
enum aisle_status cli_show_findings(struct cli *cli, const struct aisle_findings *f,
                                    const struct cli_findings_fns *fns);
/* The draws of a fit to the file of --draws, by its ending. */
enum aisle_status cli_write_draws(struct cli *cli, const struct aisle_fit *fit);

void cli_print_help(const struct cli_verb *verb);
/* Messages to stderr and, with --json, the error object to stdout. */
void cli_print_messages(const struct cli *cli, enum aisle_status status);

/* Say in a study what the verb is asked for: the form, and the numbers themselves where
 * a condition on them is. `chart`: the ending of -o that means the verb's picture or
 * page, such as ".svg"; NULL: it has none. */
void cli_ask(const struct cli *cli, const char *chart, struct app_study *study);
/* Emit what the verb answered. */
enum aisle_status cli_answer(struct cli *cli, const struct app_study *study);
/* Send a result to stdout or the file of -o. */
enum aisle_status cli_emit(struct cli *cli, const char *text);
/* Width and colour of the terminal that stdout is. */
struct aisle_text_style cli_style(const struct cli *cli);
/* Those of the terminal that the user sits at, if any: stderr's. */
struct aisle_text_style cli_terminal(void);
/* The next useful command, on a terminal only. */
void cli_next(const struct cli *cli, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Progress with time left, on a terminal only. */
struct cli_progress {
    bool shown;
    char task[48];
    double started;
    double last;
};
void cli_progress_start(struct cli_progress *progress, struct cli *cli);
void cli_progress_end(struct cli_progress *progress);

#endif
