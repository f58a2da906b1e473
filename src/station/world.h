/* A world: one replication of the asylum system under one scenario.
 *
 *   arrivals -> border -> screening -> notice -> custody | Mexico | city shelter
 *                                             -> court (or an asylum officer)
 *                                             -> decision -> appeal
 *   asylum office -> granted | referred to court
 *
 * The clock is the day. Each station has its file; world_day calls them in a fixed
 * order. Every person is in exactly one queue or wheel, or has left by an exit:
 * world_balance counts both sides. */
#ifndef AISLE_STATION_WORLD_H
#define AISLE_STATION_WORLD_H

#include "queue/queue.h"
#include "station/owed.h"
#include "station/tally.h"
#include "station/trace.h"
#include "terms/flags.h"
#include "terms/terms.h"

/* A court's queues, besides the hearing dockets of its judges. */
enum docket {
    DOCKET_DETAINED, /* masters and hearings */
    DOCKET_MEXICO,   /* masters and hearings */
    DOCKET_RESUMED,  /* a master that was put off and is due again */
    DOCKET_EARLY,    /* masters */
    DOCKET_MASTER,
    DOCKET_COUNT
};

/* One or several courts that share their dockets: see bench_group. */
struct court {
    struct queue docket[DOCKET_COUNT];
    double credit[DOCKET_COUNT]; /* court time not yet used, in masters */
    double hearing_time;         /* given to its judges so far, in masters */
};

/* Individual hearings of one judge, or of judges who share a docket. */
enum hearing { HEARING_RESUMED, HEARING_EARLY, HEARING_GENERAL, HEARING_COUNT };
struct judge {
    struct queue docket[HEARING_COUNT];
    double credit[HEARING_COUNT];
    double time_from; /* of the court's hearing_time, when last called */
};

enum { AGE_MOST_DAYS = 5000 }; /* of what pends at the start */
enum { STAY_DAYS = 1024 };     /* longest shelter stay, less one */

/* City shelter: a count of people, and how many leave on each coming day. */
enum { STAY_STEPS = 1024 };
struct shelter {
    uint32_t early;                 /* odds of an early end */
    int16_t stay_early[STAY_STEPS]; /* days, by draw */
    int16_t stay_long[STAY_STEPS];
    int64_t census;
    int64_t peak;
    int64_t arrived;
    int64_t left;
    double cost_usd;
    uint32_t leaving[STAY_DAYS];
    uint32_t ended[STAY_DAYS]; /* of them, by a limit on stays */
    int64_t limited;           /* who left so */
};

/* An authority to expel. `trigger` is the threshold that set it off. */
struct authority {
    bool in_force;
    double trigger;
    int64_t days_in_force;
    int days_this_year;
    double floor_credit; /* people still to be processed at ports today */
};

/* Work permits: claims pending too short for one, and how many pass on a day. */
enum { PERMIT_DAYS = 2048 };
struct permits {
    int64_t waiting;
    int64_t held; /* claims pending with a permit, or with a right to one */
    uint32_t due[PERMIT_DAYS];
    uint32_t due_wait[PERMIT_DAYS]; /* their days since the notice, summed */
};

struct world {
    const struct asylum_settings *settings;
    const struct aisle_scenario *scenario;
    const struct calendar *calendar;
    const struct bench *bench;
    const struct court_law *law;
    uint64_t seed;
    uint32_t replication;
    uint32_t set;        /* of settings */
    double people;       /* a record stands for */
    struct pool *pool;   /* borrowed */
    struct trace *trace; /* NULL: nobody is followed */
    /* --- the caller sets what stands above; world_start the rest */
    struct odds odds;
    uint64_t key[DRAW_COUNT];
    struct staff staff; /* today */
    uint32_t followed;  /* ids with followed_mask give followed */
    uint32_t follow_mask;
    double level;        /* of arrivals this year */
    double office_level; /* of applications this year */
    double court_pace;   /* completions a judge this year, against those of the start */
    int day;
    int month;
    double arrival_credit[ARRIVAL_COUNT];
    int64_t today_encounters;
    double recent[7]; /* encounters of the last seven days, people */
    struct authority authority;
    struct wheel returning;
    struct queue border;
    struct queue ports;
    double border_credit;
    double ports_credit;
    struct queue screening;
    double screening_credit;
    double officers_spare; /* officer-years a year that screening left today */
    int64_t beds_used;
    uint32_t beds_due[WHEEL_DAYS]; /* stays that reach their limit on a day */
    int64_t places_used;           /* in alternatives to detention */
    uint32_t places_due[WHEEL_DAYS];
    int64_t in_mexico;
    struct shelter shelter[CITY_COUNT];
    uint32_t city_until[CITY_COUNT]; /* odds that a release goes there, cumulated */
    struct queue claims;             /* before officers who decide them */
    double claims_credit;
    struct queue office; /* affirmative */
    double office_credit;
    double oldest_credit;
    struct wheel noticed;          /* noticed, first hearing not yet possible */
    uint32_t recorded[WHEEL_DAYS]; /* notices that reach the court on a day */
    int64_t pending;               /* in court */
    int year_began;                /* day the last twelve months of the run began */
    int64_t year_began_decided;    /* court_decided then */
    struct wheel resumed;
    struct court *courts;
    struct judge *judges; /* [dockets] */
    struct permits permits;
    struct queue appeals;
    double appeals_credit;
    struct queue inactive; /* administratively closed */
    double closure_credit;
    double recalendar_credit;
    struct owed owed;
    struct tally tally;
};

/* --- the clock (world.c) */
/* Errors: MEMORY, without a message: worker threads come here. */
enum aisle_status world_start(struct world *world);
void world_clear(struct world *world);
void world_day(struct world *world);
/* Entered less exits less everybody in the stations: 0. */
int64_t world_balance(const struct world *world);

/* --- stations, in the order of the day */
void arrivals_day(struct world *world);
void arrival_person(struct world *world, struct person person);
/* Leave by `exit`, or be on the way to the border again. */
void arrival_removed(struct world *world, struct person person, uint32_t part,
                     enum asylum_exit exit);
void expulsion_day(struct world *world);
bool expulsion_meets(struct world *world, struct person person);
/* People whom ports can let in on a day. */
double border_ports_capacity(const struct world *world);
void border_day(struct world *world);
void screening_day(struct world *world);
void screening_start(struct world *world);
void notice_person(struct world *world, struct person person);
void notice_release(struct world *world, const struct person *person);
/* Nationality and strength of the claim: what a person is, wherever asked. */
void notice_traits(const struct world *world, struct person *person);
void custody_day(struct world *world);
bool custody_admit(struct world *world, struct person *person);
void custody_leave(struct world *world, struct person *person);
/* The place of somebody released, if one is free; held until the case is decided. */
void supervision_admit(struct world *world, struct person *person);
bool supervision_on(const struct world *world, const struct person *person);
void supervision_leave(struct world *world, struct person *person);
void supervision_day(struct world *world);
bool custody_expired(const struct world *world, const struct person *person);
void shelter_day(struct world *world);
void shelter_start(struct world *world);
/* A record is let in: `choice` and `round`, parts of a draw, say where they go. */
void shelter_arrive(struct world *world, const struct person *person, uint32_t choice,
                    uint32_t round);
double shelter_released_share(const struct world *world);
void claims_day(struct world *world);
void claims_take(struct world *world, struct person person);
void office_day(struct world *world);
void office_take(struct world *world, struct person person);
void office_start(struct world *world);
void court_enter(struct world *world, struct person person, bool recorded);
void court_put_off(struct world *world, struct person person, uint32_t part);
/* Back in court after a remand or a recalendaring, some time on. */
void court_again(struct world *world, struct person person);
void court_queue(struct world *world, struct person person);
void court_day(struct world *world);
void court_start(struct world *world);
/* Court, judge, lawyer, application and docket of a new case. */
void court_assign(struct world *world, struct person *person);
void docket_day(struct world *world);
void decision_master(struct world *world, struct person person);
void decision_hearing(struct world *world, struct person person);
/* A case comes before a court: its chance of an in absentia order as it then stands. */
void decision_door(struct world *world, const struct person *person);
/* Count a merits decision; `chance` is that of a grant, `like` is the chance that a like case is granted by
 * whoever decided it, `court` the court or, for officers, the court count. */
void decision_merits(struct world *world, const struct person *person, double chance,
                     double like, int court);
void appeal_take(struct world *world, struct person person);
void appeal_day(struct world *world);
void appeal_start(struct world *world);
void closure_take(struct world *world, struct person person);
void closure_day(struct world *world);
void closure_start(struct world *world);
/* A claim starts its clock on day `applied`; it ends with the claim. */
void permit_claim(struct world *world, struct person *person, int applied);
void permit_end(struct world *world, const struct person *person);
/* A referral: a new notice, with the claim's clock going on. */
void permit_refile(struct world *world, struct person *person, int filed);
void permit_day(struct world *world);

/* Which draw of a use: met at the border so often, back in court so often, heard so
 * often in this stage. */
static inline uint32_t person_visit(const struct person *person)
{
    uint32_t round = (uint32_t)(person->flags & PERSON_ROUND_MOST) / PERSON_ROUND;
    return (uint32_t)person->encounter << 6 | round << 4 | person->hearing;
}

static inline uint64_t world_draw(const struct world *world, enum person_use use,
                                  const struct person *person)
{
    return luck_at(world->key[use], person->id, person_visit(person));
}

static inline int person_where(const struct person *person)
{
    return person->flags & PERSON_DETAINED ? 1 : person->flags & PERSON_MEXICO ? 2 : 0;
}

static inline enum lawyer person_lawyer(const struct person *person)
{
    if (!(person->flags & PERSON_REPRESENTED))
        return LAWYER_NONE;
    return person->flags & PERSON_COUNSEL ? LAWYER_GIVEN : LAWYER_OWN;
}

static inline void world_exit(struct world *world, enum asylum_exit exit)
{
    world->tally.exits[exit]++;
}

/* Note a step of somebody who is followed. `a` and `b`: see step_rows in trace.c. */
static inline void world_note(struct world *world, const struct person *person,
                              enum step step, double a, double b)
{
    if (__builtin_expect((person->id & world->follow_mask) == world->followed, 0))
        trace_add(world->trace, world->day, person, step, a, b);
}

/* Whole records out of a growing credit; what is left over stays in it. */
static inline int64_t credit_take(double *credit)
{
    int64_t whole = *credit > 0 ? (int64_t)*credit : 0;
    *credit -= (double)whole;
    return whole;
}

#endif
