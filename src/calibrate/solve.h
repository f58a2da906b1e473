/* From a problem to draws of its posterior: history matching, then Metropolis on the
 * emulator, then the simulator again at the draws.
 *
 *   wave 1       a Latin hypercube of the prior
 *   waves 2..    points that the emulator of the runs so far does not rule out
 *   last wave    points of the posterior under the emulator
 *   check        the simulator at draws of the posterior; each is weighed by what the
 *                simulator says against what the emulator said, and resampled
 *
 * Sources: Craig, Goldstein, Seheult and Smith 1997 (history matching); Kennedy and
 * O'Hagan 2001 (observation error, discrepancy and emulator error added). */
#ifndef AISLE_CALIBRATE_SOLVE_H
#define AISLE_CALIBRATE_SOLVE_H

#include "calibrate/problem.h"

struct solve_options {
    int waves;  /* 3 at least */
    int runs;   /* of the simulator a wave */
    int check;  /* runs of the check */
    int draws;  /* kept */
    int sweeps; /* of a chain */
};

struct solve_wave {
    double plausible; /* share of the prior not ruled out before this wave's runs */
    double best;      /* least distance of a run from the record, in sd of it */
};

enum { SOLVE_WAVES_MOST = 8 };

struct solution {
    int dim, targets, draws, waves;
    int evaluations; /* points at which the simulator was run */
    struct solve_wave wave[SOLVE_WAVES_MOST];
    double *x; /* [draws][dim] posterior */
    double *y; /* [draws][targets] of the simulator there */
    int prior_count;
    double *prior_y; /* [prior_count][targets]: the first wave, a sample of the prior */
    double *emulator_sd; /* [targets] */
    double *explained;   /* [targets] of variance by the emulator, left-one-out */
    double rhat, ess;    /* of the chains */
    double weight_ess;   /* effective draws of the check */
    bool weighted; /* false: weights were too uneven, the emulator's draws stand */
};

/* Errors: those of the simulator, MEMORY, CANCELLED. Repeats: by seed. */
enum aisle_status solve(struct aisle_ctx *ctx, const struct problem *problem,
                        const struct solve_options *options, struct solution *out);
void solution_clear(struct solution *solution);

#endif
