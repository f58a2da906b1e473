/* An outcome: what the simulation says of a package against current law. */
#ifndef AISLE_OUTCOME_H
#define AISLE_OUTCOME_H

#include <aisle/context.h>
#include <aisle/date.h>
#include <stdint.h>

#define AISLE_FAMILY_LIST(X)                                                           \
    X(BACKLOG, "backlog")                                                              \
    X(WAIT, "wait")                                                                    \
    X(FAIRNESS, "fairness")                                                            \
    X(EFFICIENCY, "efficiency")                                                        \
    X(COST, "cost")                                                                    \
    X(SHELTER, "shelter")                                                              \
    X(FLOW, "flow")
#define AISLE_FAMILY_ENUM(name, text) AISLE_FAMILY_##name,
enum aisle_family { AISLE_FAMILY_LIST(AISLE_FAMILY_ENUM) AISLE_FAMILY_COUNT };
#undef AISLE_FAMILY_ENUM
const char *aisle_family_text(enum aisle_family family);

/* Mean and quantiles over replications (luck and parameters together). */
struct aisle_spread {
    double mean;
    double q05;
    double q50;
    double q95;
};

/* One number of the system. `difference` is paired: same luck, same parameters.
 * `noise_share` is the part of the difference's variance that is replication
 * luck; the rest is not knowing the parameters. NAN when it can't be told. */
struct aisle_metric {
    char *name;
    char *label;
    char *unit;
    enum aisle_family family;
    struct aisle_spread baseline;
    struct aisle_spread package;
    struct aisle_spread difference;
    double noise_share;
};

/* A monthly series; all arrays have `count` entries. `observed` is NAN where the
 * record has nothing. */
struct aisle_series {
    char *name;
    char *label;
    char *unit;
    int count;
    aisle_day *dates;
    double *baseline_mean, *baseline_q05, *baseline_q95;
    double *package_mean, *package_q05, *package_q95;
    double *observed;
};

struct aisle_outcome {
    aisle_day start;
    int years;
    int replications;
    int people_per_case; /* one simulated case stands for this many people */
    int64_t cases;
    int64_t events;
    double seconds;
    double cpu_seconds;
    double p_fair;      /* chance that fairness is no worse than current law */
    double p_efficient; /* chance that efficiency is better */
    double p_both;
    int metric_count;
    struct aisle_metric *metrics;
    int series_count;
    struct aisle_series *series;
    int note_count;
    char **notes; /* what is assumed and what is not modelled, in plain words */
};

void aisle_outcome_init(struct aisle_outcome *outcome);
void aisle_outcome_clear(struct aisle_outcome *outcome);
/* NULL when there is none of that name. */
const struct aisle_metric *aisle_outcome_metric(const struct aisle_outcome *outcome,
                                                const char *name);

#endif
