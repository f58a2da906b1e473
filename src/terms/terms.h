/* Terms: what one replication of the asylum system is given before its first day.
 * All of it is read-only to the stations.
 *
 *   settings  the parameters, drawn
 *   bench     courts, judges and the chances that they grant
 *   calendar  months, and how many come in each
 *   odds      settings and scenario as thresholds, ready for draws
 *   staff     people and beds at work on a day */
#ifndef AISLE_TERMS_TERMS_H
#define AISLE_TERMS_TERMS_H

#include "terms/draw.h"
#include "terms/settings.h"
#include <aisle/asylum.h>
#include <stdbool.h>

/* Kinds of arrival; part of a person's id. */
enum arrival_kind {
    ARRIVAL_ADULT,
    ARRIVAL_FAMILY,
    ARRIVAL_MINOR,
    ARRIVAL_PORT_ADULT,
    ARRIVAL_PORT_FAMILY,
    ARRIVAL_PORT_MINOR,
    ARRIVAL_INTERIOR, /* straight to court */
    ARRIVAL_OFFICE,   /* an affirmative application */
    ARRIVAL_COUNT
};
enum { ARRIVAL_BORDER = ARRIVAL_INTERIOR }; /* the kinds before it */

/* Nationality groups. X(NAME, stem of its parameters, label) */
#define NATION_LIST(X)                                                                 \
    X(MEXICO, mexico, "Mexico")                                                        \
    X(NORTHERN, northern, "Guatemala, Honduras, El Salvador")                          \
    X(CUBA, cuba, "Cuba, Nicaragua, Venezuela")                                        \
    X(AMERICAS, americas, "other Americas")                                            \
    X(ASIA, asia, "East, South and Southeast Asia")                                    \
    X(OTHER, other, "elsewhere")
#define NATION_ENUM(name, stem, label) NATION_##name,
enum nation { NATION_LIST(NATION_ENUM) NATION_COUNT };
#undef NATION_ENUM

/* Without a lawyer, with one, with one whom the package gave. */
enum lawyer { LAWYER_NONE, LAWYER_OWN, LAWYER_GIVEN, LAWYER_COUNT };

/* --- bench (bench.c) */

enum { GUIDE_BITS = 10 };

/* Judges and their grant chances, at the level of the settings. */
struct bench {
    int court_count;
    int judge_count;
    uint8_t guide[1 << GUIDE_BITS]; /* first court of a stretch of draws */
    uint32_t *court_until;          /* [court_count] cumulative share, as odds */
    int *judge_first;               /* [court_count + 1] */
    double *grant;                  /* [judges] of like cases: the mix of nations */
    uint32_t (*odds)[NATION_COUNT][LAWYER_COUNT]; /* [judges] of a grant */
    double officer_move[LAWYER_COUNT];            /* of an officer's chance */
    int *group; /* [court_count] whose dockets a court shares */
    int group_count;
    double *group_share;  /* [court_count], the first group_count used */
    int *docket;          /* [judges] hearing docket of a judge */
    int *docket_first;    /* [group_count + 1] dockets of a group */
    double *docket_share; /* [dockets] of its group's hearing time */
};

enum aisle_status bench_make(const struct aisle_asylum_data *data,
                             const struct asylum_settings *settings, struct bench *out);
/* Let courts share dockets until each group has at least a few masters of time a day,
 * of `time` in all; judges have a docket each where that leaves them enough. */
void bench_group(struct bench *bench, double time);
void bench_clear(struct bench *bench);

/* --- court time (law.c) */

/* Hearings of a kind that a case may need at most. */
enum { MASTERS_MOST = 3, HEARINGS_MOST = 4 };

/* Time of the courts and what a case asks of it, from the settings. */
struct court_law {
    double master_per_judge_day; /* capacity of a judge, in masters a day */
    double hearing_time_share;   /* of time that is neither detained nor Mexico's */
    double absent_asylum[2];     /* by represented */
    double absent_other[2];
    double again[ARRIVAL_BORDER]; /* share of encounters that come again */
    double passed;                /* screenings that end in a notice, current law */
};
void court_law_fill(const struct asylum_settings *settings, struct court_law *out);

/* --- odds (odds.c) */

enum city { CITY_NEW_YORK, CITY_CHICAGO, CITY_DENVER, CITY_COUNT };

/* Index of tables by kind of person: the three lowest person flags. */
enum { KIND_COUNT = 8 };

/* Thresholds of 0..65536 on parts of a draw: see queue/luck.h. */
struct odds {
    uint32_t returned[KIND_COUNT];
    uint32_t screened[KIND_COUNT]; /* returned or screened */
    uint32_t again;                /* comes again after a return */
    uint32_t expelled[KIND_COUNT];
    uint32_t again_expelled;
    uint32_t nation_until[NATION_COUNT];
    uint32_t held[KIND_COUNT];
    uint32_t mexico[KIND_COUNT];
    uint32_t claim[KIND_COUNT]; /* decided by an officer */
    uint32_t filed;
    uint32_t screen_closed;
    uint32_t screen_higher;
    uint32_t screen_pass[2];
    uint32_t screen_reversed;
    uint32_t weight; /* decided by the strength of the claim */
    uint32_t asylum;
    uint32_t early[KIND_COUNT];
    uint32_t own_lawyer[3];           /* at large, detained, in Mexico */
    uint32_t given_lawyer[3];         /* or given one */
    uint32_t absent[2][LAWYER_COUNT]; /* by application */
    uint32_t absent_supervised[2][LAWYER_COUNT];
    uint32_t absent_detained;
    uint32_t absent_mexico;
    uint32_t second_master;
    uint32_t adjourned;
    uint32_t closed[2];
    uint32_t set_aside; /* of closed */
    uint32_t other_relief;
    uint32_t appealed;
    uint32_t remanded;
    uint32_t office_grant;
    uint32_t office_referred;
    uint32_t limit_used;
};
void odds_fill(const struct asylum_settings *settings, const struct court_law *law,
               const struct aisle_scenario *scenario, struct odds *out);

/* What decides a claim, to be compared with its odds: the strength of the claim or
 * luck, as a part of the draw says. Screening and court see the same strength. */
static inline uint32_t odds_claim_part(const struct odds *odds, uint8_t strength,
                                       uint32_t which, uint32_t luck)
{
    return which < odds->weight ? 65536 - 128 - strength * 256u : luck;
}

static inline bool odds_claim(const struct odds *odds, uint8_t strength, uint32_t p,
                              uint32_t which, uint32_t luck)
{
    return odds_claim_part(odds, strength, which, luck) < p;
}

/* --- calendar (calendar.c) */

enum { PAST_DAYS = 700 }; /* more than the longest stay in a shelter */

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
enum aisle_status calendar_make(struct aisle_ctx *ctx,
                                const struct aisle_asylum_data *data,
                                const struct aisle_asylum_options *options,
                                struct calendar *out);
void calendar_clear(struct calendar *calendar);

/* --- staff (staff.c): people at work on a day */

struct staff {
    double judges;
    double officers_added;   /* on the payroll */
    double officers_trained; /* of them, at work */
    double agents_added;
    double coordinators;
    double beds;   /* open to cases of this model */
    double places; /* in alternatives to detention, added */
};
double staff_added(double number, double lag_days, double attrition, int day);
void staff_on(const struct asylum_settings *settings,
              const struct aisle_scenario *scenario, int day, struct staff *out);

/* Three chances without, with and with a given lawyer: those without and with have
 * log odds `log_odds` between them and keep the mean near p; a given lawyer moves the
 * chance by the share `effect` of the way. */
void law_by_lawyer(double p, double represented, double log_odds, double effect,
                   double out[LAWYER_COUNT]);

#endif
