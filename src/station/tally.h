/* Tallies: what is counted while a world runs, in records. */
#ifndef AISLE_STATION_TALLY_H
#define AISLE_STATION_TALLY_H

#include "queue/histogram.h"

/* Where people leave the model. X(NAME, what it is) */
#define ASYLUM_EXIT_LIST(X)                                                            \
    X(REPATRIATED, "returned at the border without a hearing")                         \
    X(EXPELLED, "expelled between ports and not met again")                            \
    X(TURNED_BACK, "not processed at a port while expulsion is in force")              \
    X(SCREENED_OUT, "removed after a negative screening")                              \
    X(UNFILED, "released with a notice that never reaches a court")                    \
    X(GRANTED, "asylum granted")                                                       \
    X(RELIEF, "another relief granted")                                                \
    X(DENIED, "asylum denied, ordered removed")                                        \
    X(ORDERED, "ordered removed or left voluntarily, no asylum application")           \
    X(ABSENT, "ordered removed in absentia")                                           \
    X(CLOSED, "dismissed or terminated")                                               \
    X(OFFICE_DENIED, "affirmative claim denied, in lawful status")

#define ASYLUM_EXIT_ENUM(name, text) EXIT_##name,
enum asylum_exit { ASYLUM_EXIT_LIST(ASYLUM_EXIT_ENUM) EXIT_COUNT };
#undef ASYLUM_EXIT_ENUM

/* Classes of court cases. X(NAME, label) */
#define CASE_CLASS_LIST(X)                                                             \
    X(ADULT, "single adult at large")                                                  \
    X(FAMILY, "family member at large")                                                \
    X(MINOR, "unaccompanied child")                                                    \
    X(DETAINED, "detained")                                                            \
    X(MEXICO, "waiting in Mexico")                                                     \
    X(OTHER, "from the interior, the asylum office or before the start")
#define CASE_CLASS_ENUM(name, label) CLASS_##name,
enum case_class { CASE_CLASS_LIST(CASE_CLASS_ENUM) CLASS_COUNT };
#undef CASE_CLASS_ENUM

/* Grant chances of like cases before the judges of one court. */
struct chance_sum {
    double n;
    double sum;
    double square;
};

/* Court decisions of one court, nationality group and class. */
struct cell {
    uint32_t decided;
    uint32_t granted;
    uint32_t ordered; /* with absent */
    uint32_t absent;
    int64_t wait; /* days, summed */
};

struct tally {
    int64_t entered; /* people who came into the model */
    int64_t exits[EXIT_COUNT];
    int64_t moves; /* of records, that no other count here holds */
    int64_t encounters;
    int64_t expelled; /* each time */
    int64_t removed;  /* at the border or after screening, each time */
    int64_t screened_out;
    int64_t released;
    int64_t noticed;
    int64_t screened;
    int64_t screening_passed;
    int64_t screening_timed_out;
    int64_t short_processed;
    int64_t processed;
    int64_t ports_processed; /* of processed */
    int64_t court_received;  /* notices recorded, without those of the start */
    int64_t court_reopened;  /* remanded or recalendared */
    int64_t court_decided;
    int64_t masters;
    int64_t hearings;
    int64_t claims_decided;
    int64_t office_decided;
    int64_t office_granted;
    int64_t office_referred;
    int64_t office_wait; /* days, summed */
    int64_t appeals;
    int64_t appeals_decided;
    int64_t remanded;
    int64_t set_aside;
    int64_t recalendared;
    int64_t counsel;
    int64_t permits;     /* that fell due */
    int64_t permit_wait; /* days since the notice, summed */
    int64_t absent;      /* in absentia orders of the court */
    int64_t at_door;     /* cases that came before a court, not yet past a master */
    int64_t door_absent; /* their chances of an in absentia order, times 65536 */
    int64_t merits[2];
    double merits_chance[2]; /* of a grant, summed; by represented */
    int64_t removed_detained;
    int64_t without_hearing; /* expelled, turned back, in absentia */
    double custody_day_sum;  /* border custody, record days */
    double port_day_sum;     /* in line at ports, outside custody, record days */
    double bed_days;
    double place_days; /* in alternatives to detention */
    double mexico_days;
    double judge_days;
    double officer_days;
    double agent_days;
    double coordinator_days;
    double court_idle;                  /* masters of time that no case used */
    struct histogram wait[CLASS_COUNT]; /* notice to court decision */
    struct histogram wait_claims;       /* notice to an officer's decision */
    struct histogram wait_month;        /* both */
    struct histogram came;              /* age of cases that came before a decider */
    struct histogram went;              /* and of those that left without a decision */
    struct chance_sum *chances;         /* [courts + 1], the last: officers */
    struct cell *cells;                 /* [courts][NATION_COUNT][CLASS_COUNT] */
};

/* Moves of records from one queue to the next or out: what a run is timed by. */
static inline int64_t tally_moves(const struct tally *t)
{
    return t->moves + t->encounters + t->processed + t->screened + t->noticed +
           t->masters + t->hearings + t->claims_decided + t->office_decided +
           t->appeals_decided + t->recalendared;
}

#endif
