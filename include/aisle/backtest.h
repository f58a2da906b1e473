/* The backtest: what the forecaster said of past votes before they were taken.
 *
 * Out of time: each vote is forecast from the roll calls of the six years before
 * its day, a fit of those before its month, and a package that says no more than
 * the vote's own title. What is then known of the vote itself is the state of
 * knowledge, `reveal`. bench/forecast/README.md has the protocol and its results. */
#ifndef AISLE_BACKTEST_H
#define AISLE_BACKTEST_H

#include <aisle/date.h>
#include <stdbool.h>
#include <stdint.h>

/* X(NAME, text, which roll calls) */
#define AISLE_BACKTEST_KIND_LIST(X)                                                    \
    X(CLOTURE, "cloture", "cloture on legislation, at three-fifths of those sworn")    \
    X(PASSAGE, "passage", "passage of bills")                                          \
    X(AMENDMENT, "amendment", "amendments whose sponsor the record names")

#define AISLE_BACKTEST_KIND_ENUM(name, text, meaning) AISLE_BACKTEST_##name,
enum aisle_backtest_kind {
    AISLE_BACKTEST_KIND_LIST(AISLE_BACKTEST_KIND_ENUM) AISLE_BACKTEST_KIND_COUNT
};
#undef AISLE_BACKTEST_KIND_ENUM

/* X(NAME, text, what is known of the vote) */
#define AISLE_REVEAL_LIST(X)                                                           \
    X(NONE, "none", "nothing but its title")                                           \
    X(RANDOM, "random", "how some senators drawn at random will vote")                 \
    X(NOISY, "noisy", "the same, one in ten wrong and the model told so")              \
    X(LEADERS, "leaders", "how the minority's floor leader will vote")                 \
    X(UNCERTAIN, "uncertain", "senators asked in turn, each time the least certain")

#define AISLE_REVEAL_ENUM(name, text, meaning) AISLE_REVEAL_##name,
enum aisle_reveal { AISLE_REVEAL_LIST(AISLE_REVEAL_ENUM) AISLE_REVEAL_COUNT };
#undef AISLE_REVEAL_ENUM

struct aisle_backtest_options {
    int congress_first;
    int congress_last;
    enum aisle_backtest_kind kind;
    enum aisle_reveal reveal;
    int reveal_count; /* senators; not read for NONE and LEADERS */
    bool warm;        /* an earlier roll call on the measure may be used */
    int particles;
    uint64_t seed;
    int threads; /* 0: all */
};

/* Scores of some votes. `joint_log_score`: mean log joint probability of the casts
 * not revealed, per senator: it punishes wrong marginals and wrong correlation.
 * NAN where a score does not apply. */
struct aisle_score {
    int votes;
    int casts;
    double pass_brier;
    double pass_log_loss;
    double pass_accuracy;
    double base_brier; /* of the rate at which the last 150 such votes carried */
    double yea_mae;    /* of the median */
    double yea_crps;
    double yea_cover50;
    double yea_cover80;
    double yea_cover90;
    double yea_cover95;
    double yea_width80;
    /* Of the fewest counts that hold 80 %, wherever they lie: a distribution of two
     * peaks has a gap that an interval spans. */
    double yea_cover80_fewest;
    double yea_size80_fewest;
    double senator_accuracy;
    double senator_brier;
    double senator_log_loss;
    double joint_log_score;
};

struct aisle_backtest_item {
    int congress;
    int rollcall; /* its number */
    aisle_day date;
    aisle_day last_input; /* the latest day of anything that the forecast read */
    char *question;
    int threshold;
    double p_pass;
    double yea_mean;
    double yea_q10;
    double yea_q90;
    double joint_log_score;
    int actual; /* yeas */
    bool passed;
};

enum { AISLE_CALIBRATION_BINS = 10 };

struct aisle_calibration_bin {
    double low;
    double high;
    int n;
    double mean_p; /* NAN for an empty bin */
    double rate;
};

struct aisle_backtest_congress {
    int congress;
    struct aisle_score score;
};

/* What simple rules would have scored on the same votes. */
struct aisle_backtest_baseline {
    const char *name;
    struct aisle_score score;
};

enum { AISLE_BASELINE_COUNT = 4 };

struct aisle_backtest {
    struct aisle_backtest_options options;
    struct aisle_score score;
    struct aisle_calibration_bin calibration[AISLE_CALIBRATION_BINS];
    int congress_count;
    struct aisle_backtest_congress *congresses;
    struct aisle_backtest_baseline baselines[AISLE_BASELINE_COUNT];
    int item_count;
    struct aisle_backtest_item *items;
    int sponsorless; /* amendments left out: no sponsor is named, or one of each side */
};

void aisle_backtest_init(struct aisle_backtest *backtest);
void aisle_backtest_clear(struct aisle_backtest *backtest);
const char *aisle_reveal_text(enum aisle_reveal reveal);
const char *aisle_backtest_kind_text(enum aisle_backtest_kind kind);

#endif
