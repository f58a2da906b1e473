/* What the benches of this room share: the shipped record, clocks, a line of TSV. */
#ifndef AISLE_BENCH_ASYLUM_SHIPPED_H
#define AISLE_BENCH_ASYLUM_SHIPPED_H

#include <aisle/aisle.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

struct shipped {
    struct aisle_ctx *ctx;
    struct aisle_parameters parameters;
    struct aisle_asylum_data data;
};

static inline double seconds_of(clockid_t clock)
{
    struct timespec t;
    clock_gettime(clock, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static inline double now(void)
{
    return seconds_of(CLOCK_MONOTONIC);
}

static inline double cpu(void)
{
    return seconds_of(CLOCK_PROCESS_CPUTIME_ID);
}

/* So far, of the whole process. */
static inline double peak_mb(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return (double)usage.ru_maxrss / 1024;
}

/* `peer` NAN: none. */
static inline void line(const char *name, double size, double value, const char *unit,
                        double peer)
{
    if (isnan(peer))
        printf("%s\t%g\t%.4g\t%s\t\t\n", name, size, value, unit);
    else
        printf("%s\t%g\t%.6g\t%s\t%.6g\t%.3f\n", name, size, value, unit, peer,
               value / peer);
    fflush(stdout);
}

static inline void must(struct shipped *b, enum aisle_status status)
{
    if (status == AISLE_OK)
        return;
    for (size_t i = 0; i < aisle_ctx_message_count(b->ctx); i++)
        fprintf(stderr, "%s\n", aisle_ctx_message(b->ctx, i)->text);
    exit(1);
}

static inline void load(struct shipped *b)
{
    b->ctx = aisle_ctx_new();
    aisle_parameters_init(&b->parameters);
    aisle_asylum_data_init(&b->data);
    must(b, aisle_import_parameters(b->ctx, AISLE_SOURCE_DIR "/data/parameters",
                                    &b->parameters));
    must(b,
         aisle_import_asylum_data(b->ctx, AISLE_SOURCE_DIR "/data/asylum", &b->data));
}

static inline void unload(struct shipped *b)
{
    aisle_parameters_clear(&b->parameters);
    aisle_asylum_data_clear(&b->data);
    aisle_ctx_free(b->ctx);
}

/* Hold a parameter at one value. */
static inline void pin(struct shipped *b, const char *name, double value)
{
    struct aisle_parameter *p =
        (struct aisle_parameter *)aisle_parameters_find(&b->parameters, name);
    if (!p) {
        fprintf(stderr, "no parameter %s\n", name);
        exit(1);
    }
    p->value = p->low = p->high = value;
}

#endif
