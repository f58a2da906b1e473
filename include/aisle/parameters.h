/* Parameters: every number from the world that a model uses, with its source. */
#ifndef AISLE_PARAMETERS_H
#define AISLE_PARAMETERS_H

#include <aisle/context.h>

struct aisle_parameter {
    char *name;
    double value;
    double low;
    double high;
    char *unit;
    char *period;
    char *source;
    char *source_date;
    char *confidence; /* seen, seen-secondary, seen-weak, derived, assumed, ... */
    char *note;
    char *path; /* file and line it came from */
    int line;
};

struct aisle_parameters {
    int count;
    struct aisle_parameter *items;
};

void aisle_parameters_init(struct aisle_parameters *parameters);
void aisle_parameters_clear(struct aisle_parameters *parameters);
/* NULL when there is none of that name. */
const struct aisle_parameter *
aisle_parameters_find(const struct aisle_parameters *parameters, const char *name);
/* Value by name. Errors: NOT_FOUND with the nearest name. */
enum aisle_status aisle_parameters_value(struct aisle_ctx *ctx,
                                         const struct aisle_parameters *parameters,
                                         const char *name, double *out);

#endif
