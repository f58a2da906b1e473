/* A run: the provenance that stands at the head of every result. */
#ifndef AISLE_RUN_H
#define AISLE_RUN_H

#include <aisle/date.h>
#include <stdint.h>

struct aisle_run {
    int64_t id; /* row in the store; 0 when not recorded */
    char verb[32];
    char version[32];
    char engine[20]; /* hash of the program's sources; "" of an aisle before it */
    char data_hash[65];
    char input_hash[65];
    uint64_t seed;
    aisle_day as_of;
    char started[32]; /* ISO time, UTC */
    double seconds;
    double cpu_seconds;
    int threads;
    int ranks;
};

#endif
