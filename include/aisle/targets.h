/* What the simulation is held against: targets, the runs that reach them, priors.
 *
 * Read from data/calibration/ by aisle_import_targets. */
#ifndef AISLE_TARGETS_H
#define AISLE_TARGETS_H

#include <aisle/asylum_data.h>
#include <aisle/context.h>
#include <aisle/date.h>

/* How a run gives a number. X(NAME, text, what it is) */
#define AISLE_MEASURE_LIST(X)                                                          \
    X(METRIC, "metric", "a metric at the end of the run, under current law")           \
    X(PACKAGE_METRIC, "package_metric", "the same on the run's second side")           \
    X(SERIES_AT, "series_at", "a monthly series at `to`, interpolated")                \
    X(SERIES_SUM, "series_sum", "the sum of a monthly series after `from`, to `to`")   \
    X(PIPELINE, "pipeline", "a share of all encounters by how they ended")
#define AISLE_MEASURE_ENUM(name, text, what) AISLE_MEASURE_##name,
enum aisle_measure { AISLE_MEASURE_LIST(AISLE_MEASURE_ENUM) AISLE_MEASURE_COUNT };
#undef AISLE_MEASURE_ENUM

struct aisle_target {
    char *name;
    char *label;
    char *unit;
    char *run;
    enum aisle_measure measure;
    char *of; /* metric, series, or repatriated, relief, unresolved */
    aisle_day from;
    aisle_day to;
    double value;
    double sd; /* of the observation and of what the model cannot say, together */
    bool fit;  /* false: only scored */
    char *source;
    char *confidence;
    char *note;
};

/* One line of a run: `start`, `years`, `arrivals`, a parameter or a lever. */
struct aisle_run_line {
    char *run;
    char *key;
    char *value;
    int line; /* of runs.csv */
};

/* A parameter to fit; low == high == NAN: the range of its parameter file. */
struct aisle_prior {
    char *parameter;
    double low;
    double high;
    bool uniform; /* else triangular with the peak at the parameter's value */
    int line;
};

/* A fiscal year of the courts. */
struct aisle_court_year {
    int fiscal_year;
    double pending_end;
    double receipts;
    double completions; /* NAN: not known on this basis */
    bool scored;        /* false: only a link from year to year */
};

struct aisle_bench_size {
    aisle_day date;
    double judges;
};

struct aisle_targets {
    int target_count;
    struct aisle_target *targets;
    int line_count;
    struct aisle_run_line *lines;
    int prior_count;
    struct aisle_prior *priors;
    int year_count; /* one after the other */
    struct aisle_court_year *years;
    int bench_count; /* by date */
    struct aisle_bench_size *bench;
    int month_count; /* encounters before the record of asylum_data begins */
    struct aisle_encounter_month *months;
};

void aisle_targets_init(struct aisle_targets *targets);
void aisle_targets_clear(struct aisle_targets *targets);

/* Read data/calibration/. Errors: IO, INPUT, MEMORY. */
enum aisle_status aisle_import_targets(struct aisle_ctx *ctx, const char *dir,
                                       struct aisle_targets *out);

#endif
