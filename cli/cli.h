/* The command line: a table of verbs, a table of options, one file a verb group.
 *
 * main.c parses by the tables, calls the verb and turns its status into messages
 * and an exit code. Results go to stdout or the file of -o, all else to stderr. */
#ifndef AISLE_CLI_H
#define AISLE_CLI_H

#include "app/app.h"

enum cli_format { CLI_TABLE, CLI_JSON, CLI_CSV };

/* Everything that was asked for. */
struct cli {
    struct aisle_ctx *ctx;
    struct app_options app;
    struct app_request request;
    enum cli_format format;
    const char *output; /* file or directory of -o; NULL: stdout */
    bool help;
    bool quiet;
    bool strict;
    double require; /* NAN: not asked */
    int limit;
    int argument_count;
    const char **arguments;
    const char **supposes;
    char *data_dir; /* found, owned */
};

typedef enum aisle_status cli_verb_fn(struct cli *cli);

/* Which verbs take an option: a bit each, in the order of this list. */
#define CLI_VERB_LIST(X)                                                               \
    X(RUN)                                                                             \
    X(FIT)                                                                             \
    X(FORECAST)                                                                        \
    X(CONCESSIONS)                                                                     \
    X(SIMULATE)                                                                        \
    X(DEAL)                                                                            \
    X(IMPORT)                                                                          \
    X(PACKAGE)                                                                         \
    X(EXPLAIN)                                                                         \
    X(RUNS)                                                                            \
    X(HELP)
#define CLI_VERB_PLACE(name) CLI_PLACE_##name,
enum { CLI_VERB_LIST(CLI_VERB_PLACE) CLI_PLACE_COUNT };
#undef CLI_VERB_PLACE
#define CLI_BIT(name) ((uint64_t)1 << CLI_PLACE_##name)
#define CLI_STUDY                                                                      \
    (CLI_BIT(RUN) | CLI_BIT(FORECAST) | CLI_BIT(CONCESSIONS) | CLI_BIT(SIMULATE) |     \
     CLI_BIT(DEAL))
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

struct cli_option {
    const char *name;     /* without dashes */
    char letter;          /* 0: none */
    const char *argument; /* NULL: a flag */
    uint64_t verbs;
    enum aisle_status (*set)(struct cli *cli, const char *name, const char *value);
    const char *help;
};

extern const struct cli_verb cli_verbs[];
extern const size_t cli_verb_count;
extern const struct cli_option cli_options[];
extern const size_t cli_option_count;

const struct cli_verb *cli_find_verb(const char *name);
/* Read the command line after the verb. Errors: MISUSE. */
enum aisle_status cli_parse(struct cli *cli, const struct cli_verb *verb, int argc,
                            char **argv);

cli_verb_fn cli_run, cli_fit, cli_forecast, cli_concessions, cli_simulate, cli_deal,
    cli_import, cli_package, cli_explain, cli_runs, cli_help;

void cli_print_help(const struct cli_verb *verb);
/* Messages to stderr and, with --json, the error object to stdout. */
void cli_print_messages(const struct cli *cli, enum aisle_status status);

/* Send a result to stdout or the file of -o. */
enum aisle_status cli_emit(struct cli *cli, const char *text);
/* Width and colour of the terminal that stdout is. */
struct aisle_text_style cli_style(const struct cli *cli);
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
