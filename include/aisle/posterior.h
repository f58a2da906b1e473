/* Draws of parameters that a calibration left possible, together.
 *
 * The simulation takes a row for each parameter set instead of drawing these
 * parameters one by one from their ranges: the file knows which go together. */
#ifndef AISLE_POSTERIOR_H
#define AISLE_POSTERIOR_H

#include <aisle/context.h>
#include <stddef.h>

struct aisle_posterior {
    int parameter_count;
    char **names;
    int draw_count;
    double *values; /* [draw_count][parameter_count] */
};

void aisle_posterior_init(struct aisle_posterior *posterior);
void aisle_posterior_clear(struct aisle_posterior *posterior);

/* Read a CSV whose header names parameters and whose rows are draws. Errors: IO, INPUT
 * (an unknown parameter is the caller's to find), MEMORY. */
enum aisle_status aisle_import_posterior(struct aisle_ctx *ctx, const char *path,
                                         struct aisle_posterior *out);
/* The same from bytes in memory; `path` is the name that messages carry. */
enum aisle_status aisle_import_posterior_bytes(struct aisle_ctx *ctx, const char *path,
                                               const char *bytes, size_t size,
                                               struct aisle_posterior *out);

#endif
