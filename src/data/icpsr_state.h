/* ICPSR's state codes, which files in Keith Poole's and Howard Rosenthal's format
 * use, beside the postal ones. Source: ICPSR, United States Congressional Roll Call
 * Voting Records, codebook; Voteview's members files use the same numbers. */
#ifndef AISLE_DATA_ICPSR_STATE_H
#define AISLE_DATA_ICPSR_STATE_H

#define ICPSR_STATE_PRESIDENT 99

struct icpsr_state {
    int code;
    const char *postal;
    const char *name; /* in capitals */
};

/* NULL when there is no such state. */
const struct icpsr_state *icpsr_state_by_code(int code);
const struct icpsr_state *icpsr_state_by_postal(const char *postal);

#endif
