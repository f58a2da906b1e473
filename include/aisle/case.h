/* A case: what happens to one simulated person, under a package and current law. */
#ifndef AISLE_CASE_H
#define AISLE_CASE_H

#include <aisle/date.h>
#include <stdint.h>

/* A step of one case. `rule` says which rule decided it, `queue` in which line the
 * person then stands; both may be empty. */
struct aisle_case_step {
    aisle_day date;
    int waited_days; /* since the step before */
    char *what;
    char *rule;
    char *queue;
};

struct aisle_case_path {
    int count;
    struct aisle_case_step *steps;
};

struct aisle_case {
    uint32_t id;
    int replication;
    int people; /* one simulated case stands for this many */
    char *who;  /* "family member, met between ports on 2024-02-01, ..." */
    struct aisle_case_path baseline;
    struct aisle_case_path package;
};

void aisle_case_init(struct aisle_case *story);
void aisle_case_clear(struct aisle_case *story);

#endif
