/* Sums: scores added up vote by vote, then shared out. */
#ifndef AISLE_SCORE_SUMS_H
#define AISLE_SCORE_SUMS_H

#include <aisle/backtest.h>

struct score_sums {
    int votes;
    int casts;
    int right;
    int joint_votes; /* votes with a joint score */
    int yea_votes;   /* votes with a distribution of yeas */
    double cast_brier;
    double cast_log;
    double joint;
    double mae;
    double crps;
    double width80;
    int covered[4]; /* 50, 80, 90, 95 % intervals */
    int covered_fewest;
    double size_fewest;
    double pass_brier;
    double pass_log;
    int pass_right;
    double base_brier;
    int bin_count[AISLE_CALIBRATION_BINS];
    int bin_passed[AISLE_CALIBRATION_BINS];
    double bin_p[AISLE_CALIBRATION_BINS];
};

/* One senator's cast: `p` the chance of yea given that a cast was made. */
void sums_add_cast(struct score_sums *sums, double p, bool yea);
/* One vote's yeas: chance of each count from 0 to `count`. */
void sums_add_yeas(struct score_sums *sums, int count, const double *chance, int yeas);
/* One vote's result; `base` is what the base rate says of it. */
void sums_add_result(struct score_sums *sums, double p, double base, bool passed);
void sums_add_joint(struct score_sums *sums, double per_senator);
void sums_add(struct score_sums *to, const struct score_sums *from);

void sums_score(const struct score_sums *sums, struct aisle_score *out);
void sums_calibration(const struct score_sums *sums,
                      struct aisle_calibration_bin bins[AISLE_CALIBRATION_BINS]);

#endif
