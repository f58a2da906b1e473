/* Settings: the numbers the vote model stands on, by name from the parameters.
 *
 * Each field is the value of the parameter "forecast_<field>"; where it was read
 * and how far it may be off stands beside it in data/parameters/forecast.csv. */
#ifndef AISLE_PRIOR_SETTINGS_H
#define AISLE_PRIOR_SETTINGS_H

#include "base/ctx.h"
#include <aisle/package.h>
#include <aisle/parameters.h>

/* X(field, smallest, largest value that makes sense) */
#define SETTING_LIST(X)                                                                \
    /* the House's vote on the measure: see house.h */                                 \
    X(house_share, 0, 0.99)                                                            \
    X(house_half_life_days, 1, 36500)                                                  \
    X(house_width, 0.05, 2)                                                            \
    /* the bank of past votes */                                                       \
    X(bank_half_life_days, 30, 36500)                                                  \
    X(bank_other_control, 0, 1)                                                        \
    X(bank_text_weight, 0, 50)                                                         \
    X(bank_anchor_weight, 1, 100)                                                      \
    X(bank_items_min, 1, 1000)                                                         \
    X(bank_jitter_intercept, 0, 5)                                                     \
    X(bank_jitter_slope, 0, 5)                                                         \
    X(bank_jitter_party, 0, 5)                                                         \
    X(item_prior_sd, 0.1, 100)                                                         \
    X(item_party_sd, 0.01, 100)                                                        \
    /* what a senator does beyond the item: see habit.h */                             \
    X(habit_party_sd, 0.001, 10)                                                       \
    X(habit_level_sd, 0.001, 10)                                                       \
    X(habit_other_sd, 0.001, 10)                                                       \
    X(subject_sd, 0.001, 10)                                                           \
    X(subject_likeness_min, 0, 1)                                                      \
    /* two senators of one state and caucus: odds ratio of their casts; 1: none */     \
    X(state_odds, 1, 100)                                                              \
    X(new_member_votes, 20, 1000)                                                      \
    X(new_member_sd_1, 0.01, 5)                                                        \
    X(new_member_sd_2, 0.01, 5)                                                        \
    X(gate_correlation, 0, 1)                                                          \
    X(proceed_correlation, 0, 1)                                                       \
    /* attendance and the floor leader */                                              \
    X(attendance_window, 1, 5000)                                                      \
    X(attendance_prior_votes, 0, 1000)                                                 \
    X(attendance_prior_rate, 0, 1)                                                     \
    X(attendance_shock_window, 1, 5000)                                                \
    X(leader_procedural_nay, 0, 1)                                                     \
    /* leaders' cues: share of the own caucus that voted yea */                        \
    X(cue_oppose_yea_share, 0.001, 0.999)                                              \
    X(cue_support_yea_share, 0.001, 0.999)                                             \
    /* an earlier roll call on the same measure */                                     \
    X(repeat_share_cloture, 0, 1)                                                      \
    X(repeat_share_passage, 0, 1)                                                      \
    X(repeat_error, 0.001, 0.5)                                                        \
    X(repeat_history, 0, 1)                                                            \
    X(repeat_caucus_sd, 0, 10)                                                         \
    X(repeat_withheld, -10, 10)                                                        \
    /* statements on a vote or the package: chance of yea at even odds */              \
    X(said_no, 0.001, 0.5)                                                             \
    X(said_lean_no, 0.001, 0.5)                                                        \
    X(said_concern, 0.001, 0.999)                                                      \
    X(said_undecided, 0.001, 0.999)                                                    \
    X(said_not_ruled_out, 0.001, 0.999)                                                \
    X(said_lean_yes, 0.5, 0.999)                                                       \
    X(said_yes, 0.5, 0.999)                                                            \
    X(statement_second_hand, 0, 1)                                                     \
    X(statement_half_life_days, 1, 36500)                                              \
    X(statement_earlier_version, 0, 1)                                                 \
    X(statement_batch_worth, 0.1, 100)                                                 \
    /* statements on a provision: shift of the senator's log-odds when it is in */     \
    X(provision_no, -10, 10)                                                           \
    X(provision_lean_no, -10, 10)                                                      \
    X(provision_concern, -10, 10)                                                      \
    X(provision_not_ruled_out, -10, 10)                                                \
    X(provision_lean_yes, -10, 10)                                                     \
    X(provision_yes, -10, 10)                                                          \
    X(condition_met, -10, 10)                                                          \
    X(condition_unmet, -10, 10)                                                        \
    /* what provisions do to the vote */                                               \
    X(content_weight, 0, 1)                                                            \
    X(content_prior_sd, 0, 10)                                                         \
    X(content_anchor_sd, 0.01, 10)                                                     \
    X(content_drift_sd_year, 0, 10)                                                    \
    /* how far the evidence itself may be over- or understated */                      \
    X(evidence_strength_low, 0, 1)                                                     \
    X(evidence_strength_high, 1, 5)                                                    \
    /* votes that are taken are votes that were called: log-odds, by kind */           \
    X(called_shift, -3, 3)                                                             \
    X(called_shift_passage, -3, 3)                                                     \
    /* chance that a forecast that is sure is wrong, and how large that may be */      \
    X(surprise, 0, 0.5)                                                                \
    X(surprise_high, 0, 0.5)

struct settings {
#define SETTING_FIELD(field, low, high) double field;
    SETTING_LIST(SETTING_FIELD)
#undef SETTING_FIELD
};

/* Errors: NOT_FOUND, INPUT (out of range): one message a setting. */
enum aisle_status settings_read(struct aisle_ctx *ctx,
                                const struct aisle_parameters *parameters,
                                struct settings *out);

/* Chance of yea at even odds of a senator who took `position` on a vote. */
double settings_said(const struct settings *settings, enum aisle_position position);
/* Shift in log-odds of a senator who took `position` on a provision that is in. */
double settings_provision(const struct settings *settings,
                          enum aisle_position position);

#endif
