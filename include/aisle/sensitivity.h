/* A sensitivity analysis: which parameters the answers hang on. */
#ifndef AISLE_SENSITIVITY_H
#define AISLE_SENSITIVITY_H

#include <aisle/context.h>

enum aisle_sensitivity_method { AISLE_SENSITIVITY_MORRIS, AISLE_SENSITIVITY_SOBOL };

/* One parameter against one metric. Morris: `effect` is the mean size of the change of
 * the metric when the parameter goes through its whole range, in the metric's unit,
 * `direction` the same with its sign, `spread` how much it depends on the others.
 * Sobol: shares of the metric's variance with 90% intervals; NAN with Morris. */
struct aisle_sensitivity_cell {
    double effect, effect_se;
    double direction;
    double spread;
    double first, first_low, first_high;
    double total, total_low, total_high;
};

struct aisle_sensitivity_metric {
    char *name;
    char *label;
    char *unit;
    double mean; /* over the trials, of what is analysed */
    double sd;
    double luck_sd; /* of it, from luck alone; NAN: not run */
};

/* What is analysed is the change that the package makes, or, for a package that
 * changes nothing, the level under current law. */
struct aisle_sensitivity {
    enum aisle_sensitivity_method method;
    bool of_difference;
    int years;
    int people_per_case;
    int trials; /* runs of the simulation, each under both laws */
    int base;   /* trajectories, or points of a Sobol sample */
    int parameter_count;
    char **parameters; /* most important first */
    /* [parameter_count] mean of effect / largest effect, or of the total index, over
     * the metrics that luck moves less than half as much as everything together */
    double *importance;
    int metric_count;
    struct aisle_sensitivity_metric *metrics;
    struct aisle_sensitivity_cell *cells; /* [parameter_count][metric_count] */
};

void aisle_sensitivity_init(struct aisle_sensitivity *sensitivity);
void aisle_sensitivity_clear(struct aisle_sensitivity *sensitivity);

#endif
