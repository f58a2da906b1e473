/* Kernel: chances of yea of every senator in a block of particles. */
#ifndef AISLE_FORECAST_KERNEL_H
#define AISLE_FORECAST_KERNEL_H

#include "forecast/room.h"

/* A question to the kernel. Parts can be left out to see what each is worth. */
struct query {
    int gate;
    uint64_t selection;
    double fair_efficient; /* chance, not NAN */
    bool repeat;           /* use the earlier roll call's log-odds */
    bool claims;           /* use statements' log-odds */
    bool provisions;       /* use positions on provisions, and conditions */
    bool supposed;
};

struct query query_whole(int gate, uint64_t selection, double p_fair_efficient);

/* Chances of one block: of support when present, and of absence. */
struct block_chances {
    float yea[AISLE_SEATS_MAX][LANES];
    float absent[AISLE_SEATS_MAX][LANES];
    float vice_yea[LANES];
};

/* No allocation; lanes past the last particle hold chances of no meaning. */
void kernel_chances(const struct aisle_forecaster *f, const struct query *query,
                    int block, struct block_chances *out);

/* Precompute the log-odds of the package as written at a gate. */
void kernel_prepare(const struct aisle_forecaster *f, struct gate *gate);

/* Chance that the gate's question carries in each particle of the block, the
 * expected recorded yeas, both by the refined normal tail. */
void kernel_tails(const struct aisle_forecaster *f, const struct query *query,
                  const struct block_chances *chances, double *carries, double *yeas);

#endif
