/* A validation under way: what its parts share. */
#ifndef AISLE_CALIBRATE_VALIDATE_H
#define AISLE_CALIBRATE_VALIDATE_H

#include "calibrate/hindcast.h"
#include <aisle/calibrate.h>

enum { VALIDATE_SERIES_MOST = 24 };

struct validate_job {
    const struct aisle_targets *targets;
    const struct aisle_parameters *parameters;
    const struct aisle_asylum_data *data;
    const struct aisle_validate_options *options;
    struct hindcast hindcast;
    double *values;  /* [draws][space.count] */
    uint64_t *lucks; /* [draws] */
    double *y;       /* [draws][targets] */
    double *work;    /* [draws] */
    struct aisle_validation made;
};

/* --- the table (validate_series.c) */
/* A series with room for `most` points; NULL: no memory. */
struct aisle_validation_series *validate_add_series(struct validate_job *job,
                                                    const char *name, const char *label,
                                                    const char *unit, const char *how,
                                                    int most);
/* A point from draws values [draws] at `stride`; `sd` is the error of observing. */
struct aisle_validation_point *
validate_add_point(struct validate_job *job, struct aisle_validation_series *series,
                   aisle_day date, double observed, double sd, const double *values,
                   int stride);
/* Errors and cover of all series, and the cover of all that are not in sample. */
void validate_judge(struct validate_job *job);

/* --- what is forecast. Errors: INPUT, MEMORY, CANCELLED. */
enum aisle_status validate_courts(struct aisle_ctx *ctx, struct validate_job *job);
enum aisle_status validate_targets(struct aisle_ctx *ctx, struct validate_job *job);
/* Moves parameters in job->values: last. */
enum aisle_status validate_warmup(struct aisle_ctx *ctx, struct validate_job *job);

#endif
