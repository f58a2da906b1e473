/* Tally: the exact distribution of a count of unlike, independent votes
 * (Poisson-binomial and its three-way kin), for several particles side by side.
 *
 * Inside a particle senators are independent, so convolution over the senators
 * gives the chance that a question carries, the distribution of its yeas and, by
 * running the same recursion backwards, how much each senator's cast is worth. All
 * terms are positive, so single precision keeps them to some 1e-5 of their size. */
#ifndef AISLE_PARTICLES_TALLY_H
#define AISLE_PARTICLES_TALLY_H

#include "particles/rules.h"

#include <aisle/forecast.h>
#include <stddef.h>

/* Particles that one call works on, the fastest index of every array. */
enum { TALLY_LANES = 16 };

/* The casts of one call: chances by senator; nay is the rest. */
struct tally_casts {
    _Alignas(64) float yea[AISLE_SEATS_MAX][TALLY_LANES];
    float absent[AISLE_SEATS_MAX][TALLY_LANES];
    float vice_yea[TALLY_LANES];
    int count;
};

struct tally_result {
    _Alignas(64) float carries[TALLY_LANES];
    /* Chance of each yea count of all senators, before any procedural nay. */
    float yeas[AISLE_SEATS_MAX + 1][TALLY_LANES];
    /* The same of all but the last senator, who may be the floor leader. */
    float yeas_but_last[AISLE_SEATS_MAX + 1][TALLY_LANES];
    /* P(carries | senator yea) - P(carries | senator nay). */
    float turns[AISLE_SEATS_MAX][TALLY_LANES];
};

/* Floats of work space that tally_run needs; quickest from the start of a line. */
size_t tally_work_size(const struct rule *rule);

void tally_run(const struct rule *rule, const struct tally_casts *casts, float *work,
               struct tally_result *out);

/* Weighted sums of results, lane by lane; senators as in the casts, the last one the
 * floor leader. */
struct tally_sums {
    _Alignas(64) float absent[AISLE_SEATS_MAX][TALLY_LANES];
    float turns[AISLE_SEATS_MAX][TALLY_LANES];
    float support[AISLE_SEATS_MAX][TALLY_LANES]; /* chance of yea, procedure aside */
    float both[AISLE_SEATS_MAX][TALLY_LANES];    /* that, and the question carries */
    float weight[TALLY_LANES];
    float recorded[TALLY_LANES]; /* the leader's yea */
    float yeas[AISLE_SEATS_MAX + 1][TALLY_LANES];
};

/* How casts are recorded: when the others fall short even with him, the leader votes
 * nay with chance `nay`. An absence is worth `absent` of what lies between nay and
 * yea. */
struct tally_ledger {
    int cut;
    float nay;
    float absent;
};

/* Chance that the score reaches the cut, given only its mean, variance and third
 * central moment: the normal tail with Edgeworth's first correction (refined
 * normal approximation, Hong 2013, eq. 5). */
double tally_tail(double mean, double variance, double third, double cut);

#endif
