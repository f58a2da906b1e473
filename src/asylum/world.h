/* A world: one replication of the asylum system under one scenario.
 *
 *   arrivals -> border -> screening -> notice -> custody | Mexico | city shelter
 *                                             -> court (or an asylum officer)
 *                                             -> decision
 *
 * The clock is the day. Each station has its file; world_day calls them in a fixed
 * order. Every person is in exactly one queue or wheel, or has left by an exit:
 * world_balance counts both sides. */
#ifndef AISLE_ASYLUM_WORLD_H
#define AISLE_ASYLUM_WORLD_H

#include "asylum/draw.h"
#include "asylum/queue.h"
#include "asylum/settings.h"
#include "asylum/tally.h"
#include <aisle/asylum.h>

enum city { CITY_NEW_YORK, CITY_CHICAGO, CITY_DENVER, CITY_COUNT };

/* Kinds of arrival; part of a person's id. */
enum arrival_kind {
    ARRIVAL_ADULT,
    ARRIVAL_FAMILY,
    ARRIVAL_MINOR,
    ARRIVAL_PORT_ADULT,
    ARRIVAL_PORT_FAMILY,
    ARRIVAL_PORT_MINOR,
    ARRIVAL_INTERIOR, /* straight to court */
    ARRIVAL_COUNT
};

/* A court's queues. Masters and individual hearings are apart where the shares of
 * a court's time tell them apart. */
enum docket {
    DOCKET_DETAINED,
    DOCKET_MEXICO,
    DOCKET_RESUMED, /* a hearing that was put off and is due again */
    DOCKET_EARLY_HEARING,
    DOCKET_EARLY_MASTER,
    DOCKET_HEARING,
    DOCKET_MASTER,
    DOCKET_COUNT
};

/* One or several courts that share their dockets: see bench_group. */
struct court {
    struct queue docket[DOCKET_COUNT];
    double credit[DOCKET_COUNT]; /* court time not yet used, in masters */
};

/* Hearings of a kind that a case may need at most. */
enum { MASTERS_MOST = 3, HEARINGS_MOST = 4 };

enum { STAY_DAYS = 1024 }; /* longest shelter stay, less one */

/* City shelter: a count, and how many leave on each coming day. */
struct shelter {
    int64_t census;
    int64_t peak;
    int64_t arrived;
    int64_t left;
    double cost_usd;
    uint32_t leaving[STAY_DAYS];
};

/* An authority to expel. `trigger` is the threshold that set it off. */
struct authority {
    bool in_force;
    double trigger;
    int64_t days_in_force;
    double floor_credit; /* people still to be processed at ports today */
};

/* Time of the courts and what a case asks of it, from the settings. */
struct court_law {
    double master_per_judge_day; /* capacity of a judge, in masters a day */
    double hearing_time_share;   /* of time that is neither detained nor Mexico's */
    double absent_asylum[2];     /* by represented */
    double absent_other[2];
};

enum { GUIDE_BITS = 10 };

/* Judges and their grant chances, at the level of the settings. */
struct bench {
    int court_count;
    uint8_t guide[1 << GUIDE_BITS]; /* first court of a stretch of draws */
    double *court_until;            /* [court_count] cumulative share of cases */
    int *judge_first;               /* [court_count + 1] */
    double *grant;                  /* [judges] of like cases */
    double *grant_by[2];            /* [judges] without and with a lawyer */
    double officer_grant[2];        /* the level for asylum officers, same split */
    int *group;                     /* [court_count] whose dockets a court shares */
    int group_count;
    double *group_share; /* [court_count], the first group_count used */
};

/* Arrivals: mean people a day for each month from the start. */
struct calendar {
    aisle_day start;
    int days;
    int months;
    int *month_first; /* [months + 1] first day of each; the last is `days` */
    double *mean;     /* [months][ARRIVAL_COUNT] people a day, before the level */
    int shelter_days; /* of `past` in which people came to city shelter */
    double *past;     /* [PAST_DAYS] Title 8 encounters so many days before the start */
};

enum { PAST_DAYS = 700 }; /* more than the longest stay in a shelter */

/* Counts of one month, in records. */
struct month_count {
    int64_t encounters;
    int64_t received; /* by the courts */
    int64_t decided;
};

struct tally {
    int64_t entered; /* people who came into the model */
    int64_t exits[EXIT_COUNT];
    int64_t events;
    int64_t encounters;
    int64_t expelled; /* each time */
    int64_t released;
    int64_t screened;
    int64_t screening_passed;
    int64_t screening_timed_out;
    int64_t short_processed;
    int64_t processed;
    int64_t court_received; /* notices recorded, without those of the start */
    int64_t court_decided;
    int64_t officer_decided;
    int64_t absent; /* in absentia orders of the court */
    int64_t merits[2];
    int64_t merits_granted[2]; /* by represented */
    int64_t removed_detained;
    int64_t without_hearing; /* expelled, turned back, in absentia */
    double custody_day_sum;  /* border custody, record days */
    double bed_days;
    double mexico_days;
    double judge_days;
    double officer_days;
    double agent_days;
    double coordinator_days;
    double court_idle;     /* masters of time that no case used */
    struct histogram wait; /* notice to decision, court and officer */
    struct histogram wait_month;
    struct chance_sum *chances; /* [courts + 1], the last: officers */
};

struct world {
    const struct asylum_settings *settings;
    const struct aisle_scenario *scenario;
    const struct calendar *calendar;
    const struct bench *bench;
    const struct court_law *law;
    uint64_t seed;
    uint32_t replication;
    uint32_t set;  /* of settings */
    double people; /* a record stands for */
    double level;  /* of arrivals this year */
    int day;
    int month;
    struct pool *pool; /* borrowed */
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
    int64_t beds_used;
    uint32_t beds_due[WHEEL_DAYS]; /* stays that reach their limit on a day */
    int64_t in_mexico;
    struct shelter shelter[CITY_COUNT];
    double city_until[CITY_COUNT]; /* cumulative chance that a release goes there */
    struct queue office;
    double office_credit;
    struct wheel noticed;          /* noticed, first hearing not yet possible */
    uint32_t recorded[WHEEL_DAYS]; /* notices that reach the court on a day */
    int64_t pending;               /* in court */
    int year_began;                /* day the last twelve months of the run began */
    int64_t year_began_decided;    /* court_decided then */
    struct wheel resumed;
    struct court *courts;
    struct tally tally;
};

/* --- the clock (world.c) */
/* Everything of `world` down to `people`, and `pool`, is set by the caller. Errors: MEMORY,
 * without a message: worker threads come here. */
enum aisle_status world_start(struct world *world);
void world_clear(struct world *world);
void world_day(struct world *world);
/* Entered less exits less everybody in the stations: 0. */
int64_t world_balance(const struct world *world);

/* --- stations, in the order of the day */
void arrivals_day(struct world *world);
void arrival_person(struct world *world, struct person person);
void expulsion_day(struct world *world);
bool expulsion_meets(struct world *world, struct person person);
void border_day(struct world *world);
void screening_day(struct world *world);
void notice_person(struct world *world, struct person person);
void notice_release(struct world *world, const struct person *person);
void screening_start(struct world *world);
void custody_day(struct world *world);
bool custody_admit(struct world *world, struct person *person);
void custody_leave(struct world *world, struct person *person);
bool custody_expired(const struct world *world, const struct person *person);
void shelter_day(struct world *world);
void shelter_start(struct world *world);
void shelter_arrive(struct world *world, const struct person *person, double choice);
double shelter_released_share(const struct world *world);
double shelter_day_usd(const struct asylum_settings *settings, enum city city);
void officer_day(struct world *world);
void officer_take(struct world *world, struct person person);
void court_enter(struct world *world, struct person person, bool recorded);
void court_put_off(struct world *world, struct person person, uint32_t word);
void court_day(struct world *world);
void court_queue(struct world *world, struct person person);
void court_start(struct world *world);
/* Court, judge, lawyer, application and docket of a new case. */
void court_assign(const struct world *world, struct person *person);
void docket_day(struct world *world);
void decision_master(struct world *world, struct person person);
void decision_hearing(struct world *world, struct person person);
/* Decide a claim with chance `p`: by its strength or by `luck`, as `which` says. */
bool decision_claim(const struct world *world, const struct person *person, double p,
                    uint32_t which, uint32_t luck);
/* Count a merits decision; `like` is the chance that a like case is granted by
 * whoever decided it, `court` the court or, for officers, the court count. */
void decision_merits(struct world *world, const struct person *person, bool granted,
                     double like, int court);

/* --- staff (staff.c): people at work on a day */
double staff_added(double number, double lag_days, double attrition, int day);
double staff_judges(const struct world *world);
double staff_officers_added(const struct world *world);
double staff_agents_added(const struct world *world);
double staff_coordinators(const struct world *world);
double staff_beds(const struct world *world);

/* --- set-up shared by the worlds of a replication (law.c, bench.c, calendar.c) */
void court_law_fill(const struct asylum_settings *settings, struct court_law *out);
enum aisle_status bench_make(const struct aisle_asylum_data *data,
                             const struct asylum_settings *settings, struct bench *out);
/* Let courts share dockets until each group has at least a few masters of time a day,
 * of `time` in all. */
void bench_group(struct bench *bench, double time);
void bench_clear(struct bench *bench);
enum aisle_status calendar_make(struct aisle_ctx *ctx,
                                const struct aisle_asylum_data *data,
                                const struct aisle_asylum_options *options,
                                struct calendar *out);
void calendar_clear(struct calendar *calendar);

static inline struct rng_words world_draw(const struct world *world, uint32_t use,
                                          uint32_t id, uint32_t nth)
{
    return rng_words_at(world->seed, use, world->replication, id, nth);
}

static inline void world_exit(struct world *world, enum asylum_exit exit)
{
    world->tally.exits[exit]++;
}

/* Whole records out of a growing credit; what is left over stays in it. */
static inline int64_t credit_take(double *credit)
{
    int64_t whole = *credit > 0 ? (int64_t)*credit : 0;
    *credit -= (double)whole;
    return whole;
}

#endif
