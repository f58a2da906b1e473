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
    double noise_low; /* 90% interval of noise_share */
    double noise_high;
    double difference_sd; /* over replications: the mean's error is this / sqrt(n) */
};

/* Mean and quantiles over replications of each point of a series. */
struct aisle_fan {
    double *mean;
    double *q05, *q10, *q50, *q90, *q95;
};

/* A monthly series; all arrays have `count` entries. `observed` is NAN where the
 * record has nothing. */
struct aisle_series {
    char *name;
    char *label;
    char *unit;
    int count;
    aisle_day *dates;
    struct aisle_fan baseline, package;
    double *observed;
};

/* Cases that the courts decided, of one cell of the drill-down: people, means over
 * replications. `wait_days` is their mean wait from notice to decision, NAN of none. */
struct aisle_cell_side {
    double decided;
    double granted; /* asylum or another relief */
    double ordered; /* removed by order, with `absent` */
    double absent;  /* ordered in absentia */
    double wait_days;
};

/* A cell: court x nationality group x class. Indices into the outcome's names. Cells
 * that no case reached are left out. */
struct aisle_cell {
    int court;
    int nation;
    int class_;
    struct aisle_cell_side baseline;
    struct aisle_cell_side package;
};

/* Waits from notice to court decision of one class, or of all. Bin i holds the share
 * that waited from edges[i] to edges[i + 1] days; the last bin has no upper end. */
struct aisle_waits {
    char *name; /* "all", or a class */
    int count;
    double *edges; /* [count + 1] days */
    double *baseline;
    double *package;
};

/* Money of one agency in one fiscal year (October to September), USD. */
struct aisle_agency_year {
    char *agency; /* CBP, USCIS, EOIR, ICE, cities */
    int fiscal_year;
    int months; /* of the year within the run: 12 when whole */
    struct aisle_spread baseline;
    struct aisle_spread package;
    struct aisle_spread difference;
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
    int court_count;
    char **courts;
    int nation_count;
    char **nations;
    int class_count;
    char **classes;
    int cell_count;
    struct aisle_cell *cells; /* by court, nation, class */
    int waits_count;
    struct aisle_waits *waits;
    int money_count;
    struct aisle_agency_year *money; /* by agency, then year */
    int note_count;
    char **notes; /* what is assumed and what is not modelled, in plain words */
};

void aisle_outcome_init(struct aisle_outcome *outcome);
void aisle_outcome_clear(struct aisle_outcome *outcome);
/* NULL when there is none of that name. */
const struct aisle_metric *aisle_outcome_metric(const struct aisle_outcome *outcome,
                                                const char *name);
/* The wait, days, that a share `q` of those decided stays below, taken as even within a
 * bin. `shares` is a side of `waits`. INFINITY in the last bin, NAN when nobody was
 * decided. */
double aisle_waits_quantile(const struct aisle_waits *waits, const double *shares,
                            double q);

#endif
