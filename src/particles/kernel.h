/* Kernel: what is asked of the particles, and chances of yea of every senator in a
 * block of them. The loops themselves are in the tiles (path.h). */
#ifndef AISLE_PARTICLES_KERNEL_H
#define AISLE_PARTICLES_KERNEL_H

#include "particles/room.h"

/* A question to the kernel. Parts can be left out to see what each is worth. */
struct query {
    int gate;
    uint64_t selection;
    double fair_efficient; /* chance, not NAN */
    bool repeat;           /* use the earlier roll call */
    bool claims;           /* use statements' log-odds */
    bool provisions;       /* use positions on provisions, and conditions */
    bool supposed;
};

struct query query_whole(int gate, uint64_t selection, double p_fair_efficient);

enum { WAIT_MAX = 16 };

/* A query with all that does not differ between particles worked out. */
struct plan {
    struct query query;
    float shift[AISLE_SEATS_MAX]; /* log-odds of each seat */
    /* Of that, what was heard of the seat; e to it; and what its odds are multiplied
     * by in what the seat's mate may conclude: 1 when it has said nothing. */
    float own[AISLE_SEATS_MAX];
    float own_factor[AISLE_SEATS_MAX];
    float told[AISLE_SEATS_MAX];
    /* Chance that a seat is free to vote as if it had said nothing, and that it votes
     * yea because it said so: its chance of yea is kept + free x the free one. */
    float free[AISLE_SEATS_MAX];
    float kept[AISLE_SEATS_MAX];
    const struct proviso
        *fair[AISLE_SEATS_MAX];  /* waits for a fair, efficient system */
    bool waits[AISLE_SEATS_MAX]; /* for a number of a caucus */
    int waiting_count;
    const struct proviso *waiting[WAIT_MAX];
};

struct plan plan_make(const struct aisle_forecaster *f, const struct query *query);

/* Chances of one block: of support when present, and of absence. Lanes past the last
 * particle hold chances of no meaning. */
struct block_chances {
    _Alignas(LINE) float yea[AISLE_SEATS_MAX][LANES];
    float absent[AISLE_SEATS_MAX][LANES];
    float vice_yea[LANES];
};

/* A position taken by a seat: yea with this chance; and what its mate has said before,
 * -1 for nothing. Its log chance counts `weight` times. */
struct voice {
    int seat;
    float weight;
    float yea;
    int mate;
    float mate_yea;
};

/* What a selection that is not the package as written changes in the items of a block,
 * and so in the votes of the package, each of which follows the one before. */
struct change {
    _Alignas(LINE) float intercept[LANES];
    float slope[LANES];
    int gate; /* whose odds of a yea under the change stand in `odds`; -1: nobody's */
    float odds[AISLE_SEATS_MAX][LANES];
    bool any;
};

void kernel_change(const struct aisle_forecaster *f, uint64_t selection, int block,
                   struct change *out);

/* Chances of one vote under a change of the plan's selection. Several votes may be
 * asked of one change, those that come first first. */
void kernel_chances_under(const struct aisle_forecaster *f, const struct plan *plan,
                          int block, struct change *change, struct block_chances *out);

void kernel_chances(const struct aisle_forecaster *f, const struct plan *plan,
                    int block, struct block_chances *out);

/* Chance that the gate's question carries in each particle of the block, and the
 * expected recorded yeas, both by the refined normal tail. */
void kernel_tails(const struct aisle_forecaster *f, const struct plan *plan,
                  const struct block_chances *chances, float carries[LANES],
                  float yeas[LANES]);

/* Precompute the log-odds of the package as written at a gate. */
void kernel_prepare(const struct aisle_forecaster *f, struct gate *gate);

/* Let the gate's worlds follow how senators vote at the gate before, as written. */
void kernel_follow(const struct aisle_forecaster *f, struct gate *gate);

/* Yea share of a caucus in each particle, [particles]; half where nobody sits in it. */
void kernel_shares(const struct aisle_forecaster *f, const struct gate *gate,
                   int caucus, double *share);

/* Log of the chance of what `count` voices say, in each particle, [particles]. */
void kernel_heard(const struct aisle_forecaster *f, const struct gate *gate, int count,
                  const struct voice *voices, float *log_chance);

/* Chance that the gate's question carries under `query` in every particle, by the
 * refined normal tail, into `carries` [particles]; no allocation. */
void kernel_carries(const struct aisle_forecaster *f, const struct query *query,
                    float *carries);
/* The replicates' chances, given the particles' and the chance that each reaches the
 * vote; `work` has `particles` entries. The gate has its replicates. */
void kernel_replicates(const struct aisle_forecaster *f, const struct gate *gate,
                       const float *reach, const float *carries, float *work,
                       double replicate[REPLICATES]);

#endif
