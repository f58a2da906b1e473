/* Findings: what a reader is shown of a fit, its senators, its votes and itself.
 *
 * One bundle of borrowed nouns for all of these reports; each uses what it needs. */
#ifndef AISLE_FINDINGS_H
#define AISLE_FINDINGS_H

#include <aisle/diagnosis.h>
#include <aisle/report.h>
#include <aisle/traits.h>

struct aisle_findings {
    const struct aisle_run *run;
    const struct aisle_votes *votes;
    const struct aisle_fit *fit;
    const struct aisle_diagnosis *diagnosis;
    int with;      /* member beside whom the list stands; -1: none */
    bool pairs;    /* every pair of members instead of a list of them */
    int row_count; /* members or roll calls to list, in this order */
    const int *rows;
    int limit;                              /* rows that a table shows; 0: all */
    const struct aisle_member_page *member; /* one member's page; NULL: a list */
    const struct aisle_vote_page *vote;     /* one roll call's; NULL: a list */
    const struct aisle_prediction *prediction;
    const struct aisle_traits *traits; /* by a vote model; NULL: not looked for */
};

/* A list of senators, their pairs, or one senator's page. CSV of a page: the other
 * senators beside this one. */
enum aisle_status aisle_report_senators_text(struct aisle_ctx *ctx,
                                             const struct aisle_findings *findings,
                                             struct aisle_text_style style, char **out);
enum aisle_status aisle_report_senators_json(struct aisle_ctx *ctx,
                                             const struct aisle_findings *findings,
                                             char **out);
enum aisle_status aisle_report_senators_csv(struct aisle_ctx *ctx,
                                            const struct aisle_findings *findings,
                                            char **out);

/* A list of roll calls, or one roll call's page. CSV of a page: its seats. */
enum aisle_status aisle_report_votes_text(struct aisle_ctx *ctx,
                                          const struct aisle_findings *findings,
                                          struct aisle_text_style style, char **out);
enum aisle_status aisle_report_votes_json(struct aisle_ctx *ctx,
                                          const struct aisle_findings *findings,
                                          char **out);
enum aisle_status aisle_report_votes_csv(struct aisle_ctx *ctx,
                                         const struct aisle_findings *findings,
                                         char **out);

/* Is the fit to be trusted, and how well does it do? CSV: the rules. */
enum aisle_status aisle_report_diagnosis_text(struct aisle_ctx *ctx,
                                              const struct aisle_findings *findings,
                                              struct aisle_text_style style,
                                              char **out);
enum aisle_status aisle_report_diagnosis_json(struct aisle_ctx *ctx,
                                              const struct aisle_findings *findings,
                                              char **out);
enum aisle_status aisle_report_diagnosis_csv(struct aisle_ctx *ctx,
                                             const struct aisle_findings *findings,
                                             char **out);

/* A vote to come. CSV: its seats. */
enum aisle_status aisle_report_prediction_text(struct aisle_ctx *ctx,
                                               const struct aisle_findings *findings,
                                               struct aisle_text_style style,
                                               char **out);
enum aisle_status aisle_report_prediction_json(struct aisle_ctx *ctx,
                                               const struct aisle_findings *findings,
                                               char **out);
enum aisle_status aisle_report_prediction_csv(struct aisle_ctx *ctx,
                                              const struct aisle_findings *findings,
                                              char **out);

/* The draws of a fit for other programs: wide CSV, one row a draw with chain, draw
 * and a column a member (and dimension), named by bioguide; or NumPy's array format
 * (version 1.0), float32 [draw][member][dim], members as the fit lists them. `size`
 * counts the bytes, which a 0 follows. */
enum aisle_status aisle_report_draws_csv(struct aisle_ctx *ctx,
                                         const struct aisle_fit *fit, char **out,
                                         size_t *size);
enum aisle_status aisle_report_draws_npy(struct aisle_ctx *ctx,
                                         const struct aisle_fit *fit, char **out,
                                         size_t *size);

#endif
