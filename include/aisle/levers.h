/* Levers: what a package can change in the asylum system, with unit and bounds.
 *
 * This is the one list that the package reader checks names, units and ranges
 * against, that the simulation obeys and that the report prints. A scenario is
 * one value a lever; a lever that a package leaves alone keeps its neutral
 * value, which means current law. */
#ifndef AISLE_LEVERS_H
#define AISLE_LEVERS_H

#include <stdbool.h>

/* X(NAME, key, unit, neutral, low, high, what it does) */
#define AISLE_LEVER_LIST(X)                                                            \
    X(AGENTS, "agents", "agents", 0, -20000, 20000, "Border Patrol agents added")      \
    X(COORDINATORS, "processing_coordinators", "coordinators", 0, -2000, 10000,        \
      "Border Patrol processing coordinators added")                                   \
    X(OFFICERS, "asylum_officers", "officers", 0, -2000, 10000,                        \
      "asylum officers added")                                                         \
    X(JUDGES, "judges", "judges", 0, -700, 2000, "immigration judge teams added")      \
    X(BEDS, "detention_beds", "beds", 0, -40000, 200000, "detention beds added")       \
    X(STANDARD, "screening_standard", "share", 0, 0, 1,                                \
      "share of screenings held under the higher standard (reasonable possibility)")   \
    X(OFFICER_DECIDES, "officer_decides_share", "share", 0, 0, 1,                      \
      "share of released arrivals decided by an asylum officer within 90 days")        \
    X(MEXICO, "mexico_share", "share", 0, 0, 1,                                        \
      "share of eligible adults and families who wait in Mexico for their hearing")    \
    X(EXPULSION_MAY, "expulsion_discretionary_threshold", "per day", 0, 0, 20000,      \
      "seven-day mean of encounters at which expulsion may start; 0: no authority")    \
    X(EXPULSION_MUST, "expulsion_mandatory_threshold", "per day", 0, 0, 20000,         \
      "seven-day mean of encounters at which expulsion must start; 0: no authority")   \
    X(EXPULSION_DAY, "expulsion_single_day_threshold", "per day", 0, 0, 40000,         \
      "encounters in one day at which expulsion must start; 0: no authority")          \
    X(PORT_FLOOR, "port_processing_floor", "per day", 0, 0, 10000,                     \
      "people a day still processed at ports while expulsion is in force")             \
    X(SHELTER_USD, "shelter_grants", "USD", 0, 0, 20e9,                                \
      "federal money for city shelter and services")                                   \
    X(DETERRENCE, "arrivals_change", "share", 0, -0.9, 1,                              \
      "assumed change in arrivals; an assumption of the user, never of aisle")         \
    X(EXPULSION_DAYS_1, "expulsion_days_year_1", "days", 0, 0, 366,                    \
      "most days of expulsion authority in the first year; 0: no limit")               \
    X(EXPULSION_DAYS_2, "expulsion_days_year_2", "days", 0, 0, 366,                    \
      "the same in the second year")                                                   \
    X(EXPULSION_DAYS_3, "expulsion_days_year_3", "days", 0, 0, 366,                    \
      "the same in the third year and later")                                          \
    X(EXPULSION_YEARS, "expulsion_years", "years", 0, 0, 20,                           \
      "years until the expulsion authority ends; 0: it does not")                      \
    X(APPOINTMENTS, "port_appointments", "per day", 0, -1450, 10000,                   \
      "appointments a day at ports added")                                             \
    X(PERMIT_DAYS, "work_permit_wait", "days", 180, 0, 1000,                           \
      "days from an asylum application to a work permit")                              \
    X(COUNSEL, "counsel_share", "share", 0, 0, 1,                                      \
      "share of people without a lawyer in court who are given one")                   \
    X(DEDICATED, "dedicated_docket_share", "share", 0, 0, 1,                           \
      "share of families' cases moved to an expedited docket, besides those there")    \
    X(CLOSURE, "administrative_closure", "cases", 0, 0, 2000000,                       \
      "pending court cases set aside by administrative closure in a year")             \
    X(OLDEST_FIRST, "office_oldest_first", "share", 0, 0, 1,                           \
      "share of affirmative interviews given to the oldest application")               \
    X(STAY_LIMIT, "shelter_stay_limit", "days", 0, 0, 1000,                            \
      "most days of a stay in city shelter; 0: as the cities have it")                 \
    X(ALTERNATIVES, "detention_alternatives", "places", 0, 0, 1000000,                 \
      "places in alternatives to detention (supervised release) added")

#define AISLE_LEVER_ENUM(name, key, unit, neutral, low, high, text) AISLE_LEVER_##name,
enum aisle_lever { AISLE_LEVER_LIST(AISLE_LEVER_ENUM) AISLE_LEVER_COUNT };
#undef AISLE_LEVER_ENUM

struct aisle_lever_info {
    const char *key;
    const char *unit;
    double neutral;
    double low;
    double high;
    const char *text;
};

/* A scenario: one value a lever, in the lever's unit. */
struct aisle_scenario {
    double lever[AISLE_LEVER_COUNT];
};

const struct aisle_lever_info *aisle_lever_info(enum aisle_lever lever);
/* -1 when no lever has this key. */
int aisle_lever_find(const char *key);
/* Posts, beds, cases and money add up over provisions; a share, a threshold, days or
 * years are a rule, of which the last one stands. */
bool aisle_lever_adds(enum aisle_lever lever);

/* Current law: every lever neutral. */
void aisle_scenario_init(struct aisle_scenario *scenario);
bool aisle_scenario_is_neutral(const struct aisle_scenario *scenario);
/* Equal in every lever. */
bool aisle_scenario_equal(const struct aisle_scenario *a,
                          const struct aisle_scenario *b);

#endif
