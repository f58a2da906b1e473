/* A kernel in continuous time: a network of stations with lines, for validation only.
 *
 * Poisson arrivals, a line and c servers a station, service times of any shape,
 * patience, random routing. It runs on the queues, the pool and the addressed draws
 * that the day clock uses, and is held against closed forms: M/M/c (Erlang 1917), M/G/1
 * (Pollaczek and Khinchine), M/M/c+M (Palm's Erlang-A), open networks (Jackson 1957),
 * and Little's law. The stations of the day clock are held against the discrete forms
 * in tests/asylum/test_theory.c. */
#ifndef AISLE_QUEUE_KERNEL_H
#define AISLE_QUEUE_KERNEL_H

#include <aisle/status.h>
#include <stdint.h>

enum { KERNEL_SERVERS_MAX = 64, KERNEL_STATIONS_MAX = 8 };

enum kernel_shape {
    KERNEL_EXPONENTIAL,
    KERNEL_FIXED,
    KERNEL_MIXED /* exponential, of mean 1/5 with chance 1/2, else of mean 9/5 */
};

struct kernel_station {
    double arrivals; /* from outside, a unit of time */
    double service;  /* mean of one service */
    enum kernel_shape shape;
    int servers;
    double patience;                   /* mean, exponential; 0: endless */
    double route[KERNEL_STATIONS_MAX]; /* chance to go on to each; the rest leaves */
};

struct kernel_model {
    int station_count;
    struct kernel_station stations[KERNEL_STATIONS_MAX];
    int64_t customers; /* that arrive from outside */
    double warm_up;    /* time that is not counted */
};

struct kernel_count {
    int64_t arrived;
    int64_t served;
    int64_t waited; /* of those served or lost, who found no server idle */
    int64_t abandoned;
    double wait_sum;   /* in line, of those served or lost */
    double line_mean;  /* over time, of a station without patience */
    double there_mean; /* in line and in service, over time, likewise */
};

struct kernel_result {
    double time;    /* counted */
    int64_t events; /* arrivals from outside and ends of service, all */
    struct kernel_count stations[KERNEL_STATIONS_MAX];
};

/* Errors: MEMORY. */
enum aisle_status kernel_run(const struct kernel_model *model, uint64_t seed,
                             struct kernel_result *out);

#endif
