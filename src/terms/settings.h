/* Settings: the parameters of one replication, by name.
 *
 * Each name here is a row of data/parameters/asylum.csv, where its unit, range,
 * source and meaning stand. */
#ifndef AISLE_TERMS_SETTINGS_H
#define AISLE_TERMS_SETTINGS_H

#include "base/ctx.h"
#include <aisle/parameters.h>
#include <aisle/posterior.h>
#include <stdint.h>

#define ASYLUM_SETTING_LIST(X)                                                         \
    X(arrivals_level)                                                                  \
    X(arrivals_first_change)                                                           \
    X(arrivals_year_sd)                                                                \
    X(arrivals_long_run)                                                               \
    X(arrivals_change_kept)                                                            \
    X(arrivals_return_share)                                                           \
    X(arrivals_return_days)                                                            \
    X(arrivals_again_share)                                                            \
    X(arrivals_port_shift)                                                             \
    X(border_agents)                                                                   \
    X(border_processed_per_agent_day)                                                  \
    X(border_processed_per_coordinator_day)                                            \
    X(border_ports_capacity)                                                           \
    X(border_custody_limit_days)                                                       \
    X(border_short_effort)                                                             \
    X(border_hire_lag_days)                                                            \
    X(border_attrition)                                                                \
    X(route_adult_repatriated)                                                         \
    X(route_adult_screened)                                                            \
    X(route_family_repatriated)                                                        \
    X(route_family_screened)                                                           \
    X(route_minor_repatriated)                                                         \
    X(route_port_released)                                                             \
    X(route_notice_filed)                                                              \
    X(route_notice_lag_days)                                                           \
    X(screening_officers)                                                              \
    X(screening_share_of_officers)                                                     \
    X(screening_per_officer_year)                                                      \
    X(screening_limit_days)                                                            \
    X(screening_backlog_start)                                                         \
    X(screening_pass_standard)                                                         \
    X(screening_pass_higher)                                                           \
    X(screening_closed_share)                                                          \
    X(screening_review_reversal)                                                       \
    X(screening_claim_weight)                                                          \
    X(screening_hire_lag_days)                                                         \
    X(screening_training_days)                                                         \
    X(screening_attrition)                                                             \
    X(officer_decisions_per_year)                                                      \
    X(officer_limit_days)                                                              \
    X(officer_base_share)                                                              \
    X(officer_added_share)                                                             \
    X(officer_grant_rate)                                                              \
    X(officer_grant_sd)                                                                \
    X(office_filings)                                                                  \
    X(office_filings_year_sd)                                                          \
    X(office_backlog_start)                                                            \
    X(office_mean_age_days)                                                            \
    X(office_per_officer_year)                                                         \
    X(office_grant_share)                                                              \
    X(office_referred_share)                                                           \
    X(permit_application_days)                                                         \
    X(custody_beds)                                                                    \
    X(custody_border_share)                                                            \
    X(custody_adult_share)                                                             \
    X(custody_release_days)                                                            \
    X(custody_bed_lag_days)                                                            \
    X(custody_bed_day_usd)                                                             \
    X(alternatives_days)                                                               \
    X(alternatives_odds)                                                               \
    X(alternatives_day_usd)                                                            \
    X(mexico_represented)                                                              \
    X(mexico_in_absentia)                                                              \
    X(mexico_hearing_share)                                                            \
    X(mexico_day_usd)                                                                  \
    X(court_pending_start)                                                             \
    X(court_pending_mean_age_days)                                                     \
    X(court_pending_past_master)                                                       \
    X(court_other_receipts)                                                            \
    X(court_judges)                                                                    \
    X(court_judges_growth)                                                             \
    X(court_completions_per_judge)                                                     \
    X(court_pace_year_sd)                                                              \
    X(court_individual_work)                                                           \
    X(court_second_master)                                                             \
    X(court_adjourned)                                                                 \
    X(court_return_days)                                                               \
    X(court_first_hearing_days)                                                        \
    X(court_early_docket)                                                              \
    X(court_early_time)                                                                \
    X(court_hire_lag_days)                                                             \
    X(court_attrition)                                                                 \
    X(court_detained_time)                                                             \
    X(cost_judge_usd)                                                                  \
    X(decision_asylum_share)                                                           \
    X(decision_absent_asylum)                                                          \
    X(decision_absent_other)                                                           \
    X(decision_absent_odds)                                                            \
    X(decision_absent_detained)                                                        \
    X(decision_closed_asylum)                                                          \
    X(decision_closed_other)                                                           \
    X(decision_grant_rate)                                                             \
    X(decision_other_relief)                                                           \
    X(decision_represented)                                                            \
    X(decision_represented_detained)                                                   \
    X(decision_represented_odds)                                                       \
    X(nation_mexico_share)                                                             \
    X(nation_northern_share)                                                           \
    X(nation_cuba_share)                                                               \
    X(nation_americas_share)                                                           \
    X(nation_asia_share)                                                               \
    X(nation_other_share)                                                              \
    X(nation_mexico_grant)                                                             \
    X(nation_northern_grant)                                                           \
    X(nation_cuba_grant)                                                               \
    X(nation_americas_grant)                                                           \
    X(nation_asia_grant)                                                               \
    X(nation_other_grant)                                                              \
    X(counsel_effect)                                                                  \
    X(counsel_case_usd)                                                                \
    X(appeal_share)                                                                    \
    X(appeal_remand_share)                                                             \
    X(appeal_decisions)                                                                \
    X(appeal_backlog_start)                                                            \
    X(closure_share)                                                                   \
    X(closure_inactive_start)                                                          \
    X(closure_recalendared)                                                            \
    X(shelter_new_york_share)                                                          \
    X(shelter_new_york_early_share)                                                    \
    X(shelter_new_york_early_days)                                                     \
    X(shelter_new_york_stay_days)                                                      \
    X(shelter_new_york_census_start)                                                   \
    X(shelter_new_york_day_usd)                                                        \
    X(shelter_chicago_share)                                                           \
    X(shelter_chicago_stay_days)                                                       \
    X(shelter_chicago_census_start)                                                    \
    X(shelter_chicago_day_usd)                                                         \
    X(shelter_denver_share)                                                            \
    X(shelter_denver_stay_days)                                                        \
    X(shelter_denver_census_start)                                                     \
    X(shelter_denver_day_usd)                                                          \
    X(shelter_night_share)                                                             \
    X(shelter_limit_days)                                                              \
    X(shelter_limit_used)                                                              \
    X(shelter_limit_again)                                                             \
    X(expulsion_adult_share)                                                           \
    X(expulsion_family_share)                                                          \
    X(expulsion_discretionary_use)                                                     \
    X(expulsion_end_ratio)                                                             \
    X(cost_agent_usd)                                                                  \
    X(cost_coordinator_usd)                                                            \
    X(cost_officer_usd)                                                                \
    X(cost_processing_usd)                                                             \
    X(cost_removal_usd)                                                                \
    X(cost_expulsion_usd)                                                              \
    X(fair_weight_spread)                                                              \
    X(fair_weight_counsel)                                                             \
    X(fair_weight_hearing)                                                             \
    X(fair_tolerance)

#define ASYLUM_SETTING_FIELD(name) double name;
struct asylum_settings {
    ASYLUM_SETTING_LIST(ASYLUM_SETTING_FIELD)
};
#undef ASYLUM_SETTING_FIELD
enum { ASYLUM_SETTING_COUNT = sizeof(struct asylum_settings) / sizeof(double) };

/* Value, low and high of every setting. */
struct asylum_ranges {
    struct asylum_settings value;
    struct asylum_settings low;
    struct asylum_settings high;
};

/* Errors: INPUT, one message for each parameter that is missing, with the nearest
 * name there is. */
enum aisle_status asylum_ranges_read(struct aisle_ctx *ctx,
                                     const struct aisle_parameters *parameters,
                                     struct asylum_ranges *out);

/* Draw a set: each setting triangular on low..high with its peak at value, by
 * address (seed, set, setting). */
void asylum_settings_draw(const struct asylum_ranges *ranges, uint64_t seed,
                          uint32_t set, struct asylum_settings *out);

/* Settings that a posterior knows, together, from one of its rows, by address (seed,
 * set); the others stay as they are. */
void asylum_settings_take(const struct aisle_posterior *posterior, uint64_t seed,
                          uint32_t set, struct asylum_settings *out);

/* Errors: INPUT, one message for each name of the posterior that is no setting. */
enum aisle_status asylum_settings_check(struct aisle_ctx *ctx,
                                        const struct aisle_posterior *posterior);

/* One triangular draw from a uniform. */
double asylum_triangular(double low, double peak, double high, double u);

#endif
