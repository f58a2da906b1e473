/* A calibration: what the record says of the simulation's parameters. */
#ifndef AISLE_CALIBRATION_H
#define AISLE_CALIBRATION_H

#include <aisle/posterior.h>

/* A fitted parameter. `width_ratio` is its posterior standard deviation over that of
 * its prior: near 1, the record says nothing of it. */
struct aisle_calibrated {
    char *name;
    char *unit;
    double low, high; /* of the prior */
    double prior_mean, prior_sd;
    double mean, sd, q05, q50, q95;
    double width_ratio;
};

/* A target as simulated: with the prior, and with the posterior (other parameters at
 * draws from their ranges, other luck). `low` and `high` are the 80% interval of what
 * would be observed, so they hold the target's own error. */
struct aisle_fitted {
    char *name;
    char *label;
    char *unit;
    bool fit; /* false: not used in the fit */
    double observed;
    double sd;
    double prior_mean, prior_low, prior_high;
    double mean, low, high;
    double z;         /* (mean - observed) over sd and spread together */
    double explained; /* share of its variance over the prior that the emulator
                         catches; NAN of targets not fitted */
};

struct aisle_calibration_wave {
    double plausible; /* share of the prior not ruled out when the wave began */
    double best;      /* largest miss of its best run, in sd of the target */
};

struct aisle_calibration {
    int parameter_count;
    struct aisle_calibrated *parameters; /* best identified first */
    int target_count;
    struct aisle_fitted *targets;
    int wave_count;
    struct aisle_calibration_wave waves[8];
    int evaluations; /* points at which the simulator was run */
    double rhat;     /* of the chains, worst parameter */
    double ess;
    double check_ess; /* effective draws once the simulator was asked */
    int check_count;
    bool weighted; /* the draws were weighed by the simulator */
    double cover;  /* share of targets inside their 80% interval: those not fitted */
    struct aisle_posterior posterior;
};

void aisle_calibration_init(struct aisle_calibration *calibration);
void aisle_calibration_clear(struct aisle_calibration *calibration);

#endif
