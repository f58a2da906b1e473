/* Measures: the numbers and monthly series read off a world. */
#ifndef AISLE_ASYLUM_MEASURE_H
#define AISLE_ASYLUM_MEASURE_H

#include "station/world.h"

/* X(NAME, name, label, unit, family) */
#define ASYLUM_METRIC_LIST(X)                                                          \
    X(COURT_BACKLOG, "court_backlog", "Cases pending in court at the end", "cases",    \
      BACKLOG)                                                                         \
    X(SCREENING_BACKLOG, "screening_backlog",                                          \
      "People waiting for a fear screening at the end", "people", BACKLOG)             \
    X(OFFICER_BACKLOG, "officer_backlog", "Claims before asylum officers at the end",  \
      "cases", BACKLOG)                                                                \
    X(OFFICE_BACKLOG, "affirmative_backlog",                                           \
      "Affirmative claims before the asylum office at the end", "cases", BACKLOG)      \
    X(APPEAL_BACKLOG, "appeal_backlog", "Appeals pending at the end", "cases",         \
      BACKLOG)                                                                         \
    X(INACTIVE, "inactive_cases", "Cases administratively closed, at the end",         \
      "cases", BACKLOG)                                                                \
    X(WAIT_TYPICAL, "wait_typical_days",                                               \
      "Median wait for a decision, pending cases counted", "days", WAIT)               \
    X(WAIT_MEDIAN, "wait_median_days", "Median wait of cases decided", "days", WAIT)   \
    X(WAIT_P90, "wait_p90_days", "Wait that one case in ten exceeds", "days", WAIT)    \
    X(WAIT_MEAN, "wait_mean_days", "Mean wait from notice to decision", "days", WAIT)  \
    X(WAIT_PENDING, "wait_pending_mean_days", "Mean age of pending court cases",       \
      "days", WAIT)                                                                    \
    X(WAIT_EXPECTED, "wait_expected_days",                                             \
      "Wait of a case filed at the end, at the last year's pace", "days", WAIT)        \
    X(WAIT_OFFICE, "wait_affirmative_days", "Mean wait of affirmative claims decided", \
      "days", WAIT)                                                                    \
    X(WAIT_PERMIT, "wait_permit_days", "Mean days from notice to a work permit",       \
      "days", WAIT)                                                                    \
    X(WITHOUT_PERMIT, "without_permit",                                                \
      "Claims pending too short for a work permit, at the end", "people", WAIT)        \
    X(BORDER_CUSTODY, "border_custody_days", "Mean time in border custody", "days",    \
      WAIT)                                                                            \
    X(PORT_WAIT, "port_wait_days", "Mean wait at a port to be let in", "days", WAIT)   \
    X(FAIRNESS_GAP, "fairness_gap", "Fairness gap (lower is fairer)", "index",         \
      FAIRNESS)                                                                        \
    X(GRANT_SPREAD, "grant_spread_within_court",                                       \
      "Spread of grant chances between judges of a court", "share", FAIRNESS)          \
    X(REPRESENTATION_GAP, "representation_gap",                                        \
      "Grant chance with a lawyer less without", "share", FAIRNESS)                    \
    X(REPRESENTED, "represented_share", "Merits decisions with a lawyer", "share",     \
      FAIRNESS)                                                                        \
    X(IN_ABSENTIA, "in_absentia_share", "Court decisions made in absentia", "share",   \
      FAIRNESS)                                                                        \
    X(WAIT_RATIO, "wait_inequality", "Wait one in ten exceeds over the median",        \
      "ratio", FAIRNESS)                                                               \
    X(NO_HEARING, "no_hearing_share",                                                  \
      "Outcomes without an interview or hearing on the claim", "share", FAIRNESS)      \
    X(HEARING_DENIED, "no_hearing_chance",                                             \
      "Chance to end without an interview or hearing, when a case comes", "share",     \
      FAIRNESS)                                                                        \
    X(EFFICIENCY, "efficiency", "Efficiency index (higher is better)", "index",        \
      EFFICIENCY)                                                                      \
    X(RESOLVED, "resolved_share", "Share of the caseload decided", "share",            \
      EFFICIENCY)                                                                      \
    X(DECISIONS, "decisions_per_month", "Decisions a month, courts and officers",      \
      "cases", EFFICIENCY)                                                             \
    X(PER_JUDGE, "decisions_per_judge_year", "Court decisions a judge and year",       \
      "cases", EFFICIENCY)                                                             \
    X(COST_DECISION, "cost_per_decision", "Cost of courts and officers a decision",    \
      "USD", EFFICIENCY)                                                               \
    X(COST, "cost_usd", "Total cost", "USD", COST)                                     \
    X(COST_CBP, "cost_cbp_usd", "Border processing (CBP)", "USD", COST)                \
    X(COST_USCIS, "cost_uscis_usd", "Asylum officers (USCIS)", "USD", COST)            \
    X(COST_EOIR, "cost_eoir_usd", "Immigration courts (EOIR)", "USD", COST)            \
    X(COST_ICE, "cost_ice_usd", "Detention and removal (ICE)", "USD", COST)            \
    X(COST_SHELTER, "cost_shelter_usd", "City shelter, all three cities", "USD", COST) \
    X(COST_CITIES, "cost_shelter_local_usd", "City shelter less federal grants",       \
      "USD", COST)                                                                     \
    X(SHELTER_PEAK_NEW_YORK, "shelter_new_york_peak", "New York shelter, peak",        \
      "people", SHELTER)                                                               \
    X(SHELTER_PEAK_CHICAGO, "shelter_chicago_peak", "Chicago shelter, peak", "people", \
      SHELTER)                                                                         \
    X(SHELTER_PEAK_DENVER, "shelter_denver_peak", "Denver shelter, peak", "people",    \
      SHELTER)                                                                         \
    X(SHELTER_END_NEW_YORK, "shelter_new_york_end", "New York shelter, end", "people", \
      SHELTER)                                                                         \
    X(SHELTER_END_CHICAGO, "shelter_chicago_end", "Chicago shelter, end", "people",    \
      SHELTER)                                                                         \
    X(SHELTER_END_DENVER, "shelter_denver_end", "Denver shelter, end", "people",       \
      SHELTER)                                                                         \
    X(SHELTER_USD_NEW_YORK, "shelter_new_york_usd", "New York shelter, cost", "USD",   \
      SHELTER)                                                                         \
    X(SHELTER_USD_CHICAGO, "shelter_chicago_usd", "Chicago shelter, cost", "USD",      \
      SHELTER)                                                                         \
    X(SHELTER_USD_DENVER, "shelter_denver_usd", "Denver shelter, cost", "USD",         \
      SHELTER)                                                                         \
    X(SHELTER_LIMITED, "shelter_limited",                                              \
      "People put out of city shelter by a limit on stays", "people", SHELTER)         \
    X(ENCOUNTERS, "encounters_per_day", "Border encounters a day", "people", FLOW)     \
    X(RELEASED, "released", "People released into the country", "people", FLOW)        \
    X(EXPELLED, "expelled", "Expulsions and people turned back at ports", "events",    \
      FLOW)                                                                            \
    X(AUTHORITY_DAYS, "expulsion_days", "Days the expulsion authority was in force",   \
      "days", FLOW)                                                                    \
    X(IN_MEXICO, "waiting_in_mexico", "People waiting in Mexico at the end", "people", \
      FLOW)                                                                            \
    X(DETAINED, "detained_mean", "Mean number detained, cases of this model",          \
      "people", FLOW)                                                                  \
    X(SUPERVISED, "supervised_mean", "Mean number in added alternatives to detention", \
      "people", FLOW)                                                                  \
    X(GRANTS, "grants", "People granted asylum or other relief", "people", FLOW)       \
    X(REMOVALS, "removals",                                                            \
      "Returns and removals carried out (border, screening, detained)", "people",      \
      FLOW)                                                                            \
    X(APPEALS, "appeals", "Appeals filed", "cases", FLOW)                              \
    X(REMANDS, "remands", "Cases sent back to the courts", "cases", FLOW)              \
    X(ORDERS, "removal_orders", "Orders of removal by courts and officers", "people",  \
      FLOW)                                                                            \
    X(SCREEN_PASS, "screening_pass_share", "Fear screenings passed, of decided",       \
      "share", FLOW)

#define ASYLUM_METRIC_ENUM(name, key, label, unit, family) METRIC_##name,
enum { ASYLUM_METRIC_LIST(ASYLUM_METRIC_ENUM) METRIC_COUNT };
#undef ASYLUM_METRIC_ENUM

/* X(NAME, name, label, unit) */
#define ASYLUM_SERIES_LIST(X)                                                          \
    X(COURT_BACKLOG, "court_backlog", "Cases pending in court", "cases")               \
    X(SCREENING_BACKLOG, "screening_backlog", "People waiting for a fear screening",   \
      "people")                                                                        \
    X(NEW_YORK, "shelter_new_york", "People in New York City shelter", "people")       \
    X(CHICAGO, "shelter_chicago", "People in Chicago shelter", "people")               \
    X(DENVER, "shelter_denver", "People in Denver shelter", "people")                  \
    X(WAIT, "wait", "Median wait of cases decided in the month", "days")               \
    X(ENCOUNTERS, "encounters", "Border encounters in the month", "people")            \
    X(DECISIONS, "decisions", "Decisions in the month", "cases")                       \
    X(RECEIPTS, "court_receipts", "New court cases in the month", "cases")             \
    X(MERITS, "asylum_merits", "Asylum decided on the merits in the month", "cases")   \
    X(GRANTED, "asylum_granted", "Asylum granted in the month", "cases")               \
    X(MEXICO, "waiting_in_mexico", "People waiting in Mexico", "people")               \
    X(OFFICE, "affirmative_backlog", "Affirmative claims pending", "cases")            \
    X(APPEALS, "appeal_backlog", "Appeals pending", "cases")                           \
    X(USD_CBP, "cost_cbp", "Border processing (CBP) in the month", "USD")              \
    X(USD_USCIS, "cost_uscis", "Asylum officers (USCIS) in the month", "USD")          \
    X(USD_EOIR, "cost_eoir", "Immigration courts (EOIR) in the month", "USD")          \
    X(USD_ICE, "cost_ice", "Detention and removal (ICE) in the month", "USD")          \
    X(USD_CITIES, "cost_cities", "City shelter in the month", "USD")

#define ASYLUM_SERIES_ENUM(name, key, label, unit) SERIES_##name,
enum { ASYLUM_SERIES_LIST(ASYLUM_SERIES_ENUM) SERIES_COUNT };
#undef ASYLUM_SERIES_ENUM

enum agency {
    AGENCY_CBP,
    AGENCY_USCIS,
    AGENCY_EOIR,
    AGENCY_ICE,
    AGENCY_CITIES,
    AGENCY_COUNT
};

/* What a month began with, for its flows. */
struct month_count {
    int64_t encounters;
    int64_t received;
    int64_t decided;
    int64_t merits;
    int64_t granted; /* of merits */
    double usd[AGENCY_COUNT];
};
struct month_count measure_month(const struct world *world);

/* Median wait from notice to decision with pending cases counted, by Kaplan and Meier:
 * at each age, cases decided over cases that were before a court or an officer at that
 * age. What is decided by the end favours short waits and shifts with the mix of
 * dockets; this does neither. */
double measure_typical_wait(const struct world *world);

/* All metrics at the end of the run; `out` has METRIC_COUNT. */
void measure_metrics(const struct world *world, double *out);

/* The series at this moment; flows are of the month that began at `from`. At the
 * start (NULL) flows are not known: NAN. `out` has SERIES_COUNT. */
void measure_series(const struct world *world, const struct month_count *from,
                    double *out);

#endif
