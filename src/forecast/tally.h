/* Tally: the exact distribution of a count of unlike, independent votes
 * (Poisson-binomial and its three-way kin), for several particles side by side.
 *
 * Inside a particle senators are independent, so convolution over the senators
 * gives the chance that a question carries, the distribution of its yeas and, by
 * running the same recursion backwards, how much each senator's cast is worth. */
#ifndef AISLE_FORECAST_TALLY_H
#define AISLE_FORECAST_TALLY_H

#include "forecast/rules.h"

#include <aisle/forecast.h>

/* Particles that one call works on, the fastest index of every array. */
enum { TALLY_LANES = 8 };

/* The casts of one call: chances by senator; nay is the rest. */
struct tally_casts {
    int count;
    double yea[AISLE_SEATS_MAX][TALLY_LANES];
    double absent[AISLE_SEATS_MAX][TALLY_LANES];
    double vice_yea[TALLY_LANES];
};

struct tally_result {
    double carries[TALLY_LANES];
    /* Chance of each yea count of all senators, before any procedural nay. */
    double yeas[AISLE_SEATS_MAX + 1][TALLY_LANES];
    /* The same of all but the last senator, who may be the floor leader. */
    double yeas_but_last[AISLE_SEATS_MAX + 1][TALLY_LANES];
    /* P(carries | senator yea) - P(carries | senator nay). */
    double turns[AISLE_SEATS_MAX][TALLY_LANES];
};

/* Doubles of work space that tally_run needs for `senators`. */
size_t tally_work_size(const struct rule *rule);

/* Fill `out`; `turns` only when `want_turns`. Exact up to rounding. */
void tally_run(const struct rule *rule, const struct tally_casts *casts,
               bool want_turns, double *work, struct tally_result *out);

/* Chance that the score reaches the cut, given only its mean, variance and third
 * central moment: the normal tail with Edgeworth's first correction (refined
 * normal approximation, Hong 2013, eq. 5). */
double tally_tail(double mean, double variance, double third, double cut);

#endif
