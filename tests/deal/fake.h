/* A forecaster small enough to check by hand, linked in place of the real one: it
 * defines the public functions, so the linker never looks into the real library.
 *
 * FAKE_SEATS senators, the first half of caucus D; in particle i a senator votes
 * yea with logit  lean[seat] + shock(i) [D] or - shock(i) [R]
 *                 + sum of effect[seat][provision] over the selection,
 * and seat 0 adds `fair_odds` times the chance of fair and efficient. P(pass) is
 * the weighted share of particles whose expected yeas reach the threshold. The
 * simulation is fake too: outcomes are linear in the levers, with a little noise
 * that depends on the seed. */
#ifndef AISLE_TESTS_DEAL_FAKE_H
#define AISLE_TESTS_DEAL_FAKE_H

#include <aisle/canvass.h>
#include <aisle/deal.h>

enum { FAKE_SEATS = 10, FAKE_PARTICLES = 64, FAKE_PROVISIONS = 8 };

struct aisle_forecaster {
    const struct aisle_package *package;
    double lean[FAKE_SEATS];
    double effect[FAKE_SEATS][FAKE_PROVISIONS];
    double fair_odds;
    double threshold;
    double weights[FAKE_PARTICLES];
    int one_sided; /* provision that only one side offered; -1: none */
};

void fake_init(struct aisle_forecaster *fake, const struct aisle_package *package);
double fake_p_yea(const struct aisle_forecaster *fake, int seat, int particle,
                  uint64_t selection, double p_fair);

/* What the fake simulation was asked for. */
struct fake_screen {
    int calls;
    int scenarios;
    double noise;             /* size of the seed's noise in the backlog */
    enum aisle_status status; /* what to return */
};
extern struct fake_screen fake_screen;

#endif
