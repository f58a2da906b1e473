/* Telling luck from parameters: one-way analysis of variance with random effects.
 *
 *   value(set, luck) = mean + effect of the set + effect of the luck
 *
 * Some sets are run with more than one luck. The variance within sets is luck, the
 * variance between their means less its part of luck is not knowing the parameters.
 *
 * Source: Searle, Casella and McCulloch, "Variance Components", 1992, sections 3.6
 * (unequal counts) and 3.5 (the F interval, exact for equal counts). */
#ifndef AISLE_NUM_ANOVA_H
#define AISLE_NUM_ANOVA_H

/* Everything NAN when it cannot be told: fewer than two sets, no set twice, or
 * values that never move. */
struct anova {
    double within;     /* variance of luck */
    double between;    /* variance of the sets' effects, 0 at least */
    double share;      /* within / (within + between) */
    double share_low;  /* 90% interval of the share */
    double share_high; /* */
    int within_freedom;
    int between_freedom;
};

/* `set` [count] numbers the set of each value, 0 to sets - 1; `work` has 2 * sets
 * doubles. Values that are NAN are left out. */
struct anova anova_split(const double *values, const int *set, int count, int sets,
                         double *work);

/* Distribution function and quantile of Fisher's F and of Student's t. */
double num_f_cdf(double x, double a, double b);
double num_f_quantile(double p, double a, double b);
double num_t_quantile(double p, double freedom);

#endif
