/* The table of options: rows say where a value goes, or name the function that reads it. */
#ifndef AISLE_CLI_OPTIONS_H
#define AISLE_CLI_OPTIONS_H

#include "cli.h"

/* Read an option's value into `cli`. Errors: MISUSE. */
typedef enum aisle_status cli_set_fn(struct cli *cli, const char *name,
                                     const char *value);

enum cli_value_kind {
    CLI_FLAG,  /* a bool that becomes true */
    CLI_TEXT,  /* a const char *, as given */
    CLI_WHOLE, /* an int from low to high */
    CLI_WORD,  /* an int or enum: the place of one of the words */
    CLI_OWN    /* what `set` makes of it */
};

struct cli_value {
    enum cli_value_kind kind;
    size_t at; /* of the field in struct cli */
    int low, high;
    const char *const *words; /* ends with NULL */
    cli_set_fn *set;
};

struct cli_option {
    const char *name;     /* without dashes */
    char letter;          /* 0: none */
    const char *argument; /* NULL: a flag */
    uint64_t verbs;       /* who takes it */
    struct cli_value value;
    const char *help;
};

extern const struct cli_option cli_options[];
extern const size_t cli_option_count;

/* For functions that read a value: refuse it, by what it should have been (returns
 * MISUSE), or take a whole number or the place of a word; `words` ends with NULL. */
enum aisle_status cli_refuse(struct cli *cli, const char *name, const char *value,
                             const char *wanted);
enum aisle_status cli_take_whole(struct cli *cli, const char *name, const char *value,
                                 int low, int high, int *out);
enum aisle_status cli_take_word(struct cli *cli, const char *name, const char *value,
                                const char *const *words, int *out);

cli_set_fn cli_set_congress, cli_set_congresses, cli_set_range, cli_set_dynamic,
    cli_set_chamber, cli_set_method, cli_set_slope_prior, cli_set_model;
cli_set_fn cli_set_seed, cli_set_no_cache, cli_set_json, cli_set_output, cli_set_as_of,
    cli_set_from, cli_set_draws, cli_check_baseline, cli_set_suppose, cli_set_require,
    cli_set_budget, cli_set_min_pass, cli_set_limit, cli_set_date, cli_set_reveal,
    cli_set_precision, cli_set_minority, cli_set_package_id, cli_set_posterior;

#endif
