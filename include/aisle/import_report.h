/* What an import brought in, and what it left out and why. */
#ifndef AISLE_IMPORT_REPORT_H
#define AISLE_IMPORT_REPORT_H

#include <stdint.h>

struct aisle_skip {
    char *reason;
    int64_t count;
    char *example; /* "votes.csv:41: ..." of the first */
};

struct aisle_import_report {
    int64_t rollcalls;
    int64_t members;
    int64_t votes;
    int skip_count;
    struct aisle_skip *skips;
};

void aisle_import_report_init(struct aisle_import_report *report);
void aisle_import_report_clear(struct aisle_import_report *report);

#endif
