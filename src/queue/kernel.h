/* A continuous-time kernel: c servers, one line, Poisson arrivals, exponential
 * service (M/M/c), run on the same queue and the same addressed draws as the world.
 *
 * It is held against Erlang's formula, which has no day clock. It says that queue,
 * pool and draws are right; the stations of the day clock are held against the
 * discrete forms in tests/asylum/test_theory.c. */
#ifndef AISLE_QUEUE_KERNEL_H
#define AISLE_QUEUE_KERNEL_H

#include <aisle/status.h>
#include <stdint.h>

enum { KERNEL_SERVERS_MAX = 64 };

struct kernel_model {
    double arrivals; /* a unit of time */
    double service;  /* by one server, a unit of time */
    int servers;
    int64_t customers;
    int64_t warm_up; /* not counted */
};

struct kernel_result {
    double wait_mean;     /* in line */
    double waited;        /* share of customers who had to wait */
    double line_mean;     /* over time */
    double arrivals_rate; /* as it happened */
};

/* Errors: MEMORY. */
enum aisle_status kernel_run(const struct kernel_model *model, uint64_t seed,
                             struct kernel_result *out);

#endif
