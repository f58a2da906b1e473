/* Worlds: what the cases do to the asylum system, each different set of levers
 * simulated once. */
#ifndef AISLE_DEAL_WORLDS_H
#define AISLE_DEAL_WORLDS_H

#include <aisle/asylum.h>
#include <aisle/frontier.h>

struct worlds {
    int count; /* different scenarios; 0 when nothing was simulated */
    int case_count;
    int *of_case; /* [case_count] */
    struct aisle_scenario *scenarios;
    double *difference;                /* [count][AISLE_DEAL_OUTCOMES] */
    double *p_both;                    /* [count] */
    double noise[AISLE_DEAL_OUTCOMES]; /* see worlds_simulate; NAN when not known */
};

/* Find the different scenarios of the cases. Errors: MEMORY. */
enum aisle_status worlds_find(struct aisle_ctx *ctx,
                              const struct aisle_package *package, int case_count,
                              const uint64_t *cases, struct worlds *out);

/* Simulate them against current law. The replications are run as two halves with
 * luck and parameters of their own: how far the halves disagree on the difference
 * between two scenarios is the noise of that difference (one standard error). */
enum aisle_status worlds_simulate(struct aisle_ctx *ctx,
                                  const struct aisle_parameters *parameters,
                                  const struct aisle_asylum_data *data,
                                  const struct aisle_asylum_options *options,
                                  struct worlds *worlds);
void worlds_clear(struct worlds *worlds);

/* NAN when not simulated. */
double worlds_fair(const struct worlds *worlds, int c);
double worlds_difference(const struct worlds *worlds, int c, int outcome);

#endif
