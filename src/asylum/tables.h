/* The tables of an outcome: drill-down, waits, money by agency and year. */
#ifndef AISLE_ASYLUM_TABLES_H
#define AISLE_ASYLUM_TABLES_H

#include "asylum/replicate.h"

/* False when memory is short. */
bool tables_fill(const struct study *study, struct aisle_outcome *out);

#endif
