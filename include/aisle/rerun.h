/* What came of running a run again. */
#ifndef AISLE_RERUN_H
#define AISLE_RERUN_H

#include <aisle/run.h>
#include <stdbool.h>

/* Something that is not as it was. */
struct aisle_rerun_change {
    char *what;    /* "file packages/x.yaml", or a path in the JSON, "votes.0.p_pass" */
    char *was;     /* "" when it was not there */
    char *is;      /* "" when it is not there now */
    bool replaced; /* the text that was kept stood in for the file of now */
};

#define AISLE_RERUN_SHOWN 40 /* the first differences, with their values */

struct aisle_rerun {
    struct aisle_run old; /* the run that was run again */
    int value_count;      /* compared, byte for byte; times and threads are not */
    int difference_count; /* 0: reproduced exactly */
    int shown_count;
    struct aisle_rerun_change *shown;
    int cause_count; /* what has changed since: program, votes, files */
    struct aisle_rerun_change *causes;
};

void aisle_rerun_init(struct aisle_rerun *rerun);
/* Release what it owns and leave it as after init; NULL is fine. */
void aisle_rerun_clear(struct aisle_rerun *rerun);

#endif
