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
      "assumed change in arrivals; an assumption of the user, never of aisle")

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

/* Current law: every lever neutral. */
void aisle_scenario_init(struct aisle_scenario *scenario);
bool aisle_scenario_is_neutral(const struct aisle_scenario *scenario);
/* Equal in every lever. */
bool aisle_scenario_equal(const struct aisle_scenario *a,
                          const struct aisle_scenario *b);

#endif
