/* A trace: the steps of people who are followed through a world. */
#ifndef AISLE_STATION_TRACE_H
#define AISLE_STATION_TRACE_H

#include "queue/person.h"
#include <stdbool.h>
#include <stddef.h>

/* X(NAME): what happened; trace_text says it in words. */
#define STEP_LIST(X)                                                                   \
    X(ENCOUNTER)                                                                       \
    X(EXPELLED)                                                                        \
    X(TURNED_BACK)                                                                     \
    X(PROCESSED)                                                                       \
    X(RETURNED)                                                                        \
    X(COMES_AGAIN)                                                                     \
    X(TO_SCREENING)                                                                    \
    X(SCREENED_OUT)                                                                    \
    X(SCREENING_PASSED)                                                                \
    X(SCREENING_CLOSED)                                                                \
    X(SCREENING_LATE)                                                                  \
    X(DETAINED)                                                                        \
    X(TO_MEXICO)                                                                       \
    X(RELEASED)                                                                        \
    X(SUPERVISED)                                                                      \
    X(SHELTER)                                                                         \
    X(UNFILED)                                                                         \
    X(TO_OFFICER)                                                                      \
    X(OFFICER_LATE)                                                                    \
    X(OFFICER_GRANTED)                                                                 \
    X(OFFICER_DENIED)                                                                  \
    X(FILED)                                                                           \
    X(OFFICE_APPLIED)                                                                  \
    X(OFFICE_GRANTED)                                                                  \
    X(OFFICE_REFERRED)                                                                 \
    X(OFFICE_DENIED)                                                                   \
    X(ON_CALENDAR)                                                                     \
    X(BED_ENDS)                                                                        \
    X(MASTER_PUT_OFF)                                                                  \
    X(ABSENT)                                                                          \
    X(CLOSED)                                                                          \
    X(SET_ASIDE)                                                                       \
    X(TO_HEARING)                                                                      \
    X(HEARING_PUT_OFF)                                                                 \
    X(GRANTED)                                                                         \
    X(RELIEF)                                                                          \
    X(DENIED)                                                                          \
    X(ORDERED)                                                                         \
    X(APPEALED)                                                                        \
    X(REMANDED)                                                                        \
    X(APPEAL_DISMISSED)                                                                \
    X(RECALENDARED)
#define STEP_ENUM(name) STEP_##name,
enum step { STEP_LIST(STEP_ENUM) STEP_COUNT };
#undef STEP_ENUM

struct trace_step {
    uint32_t id;
    int day;
    enum step step;
    struct person person; /* as it was then */
    double a, b;
};

enum { TRACE_STEPS = 4096 };

/* Who is followed, and what was seen; full: the rest is not noted. */
struct trace {
    uint32_t followed; /* ids that give this under the mask */
    uint32_t mask;
    int count;
    struct trace_step steps[TRACE_STEPS];
};

void trace_add(struct trace *trace, int day, const struct person *person,
               enum step step, double a, double b);

#endif
