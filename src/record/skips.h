/* What an import left out, gathered by reason. */
#ifndef AISLE_RECORD_SKIPS_H
#define AISLE_RECORD_SKIPS_H

#include "base/ctx.h"
#include <aisle/import_votes.h>

/* Count one thing left out for `reason`; the first gives the example, headed by
 * its place. False when memory is short. */
bool import_skip(struct aisle_import_report *report, const char *reason,
                 struct place place, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* Count what `votes` holds: roll calls, members, casts of members in office. */
void import_count(struct aisle_import_report *report, const struct aisle_votes *votes);

#endif
