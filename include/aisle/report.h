/* Reports: nouns to text, JSON and one-file HTML. Rounds; computes nothing. */
#ifndef AISLE_REPORT_H
#define AISLE_REPORT_H

#include <aisle/backtest.h>
#include <aisle/board.h>
#include <aisle/fit.h>
#include <aisle/forecast.h>
#include <aisle/frontier.h>
#include <aisle/import_report.h>
#include <aisle/outcome.h>
#include <aisle/package.h>
#include <aisle/package_diff.h>
#include <aisle/parameters.h>
#include <aisle/rulebook.h>
#include <aisle/run.h>
#include <aisle/scorecard.h>
#include <aisle/whatif.h>
#include <stdio.h>

/* Everything the main job produced; any part may be NULL when it was not made. */
struct aisle_report {
    const struct aisle_run *run;
    const struct aisle_package *package;
    const struct aisle_fit *fit;
    const struct aisle_forecast *forecast;
    const struct aisle_board *board;     /* of the vote that is the hardest */
    const struct aisle_whatif *whatif;   /* of the forecast */
    const struct aisle_backtest *record; /* like votes before the as-of day */
    const struct aisle_outcome *outcome;
    const struct aisle_frontier *frontier;
    const struct aisle_parameters *parameters;
    const char *command; /* how to reproduce */
};

/* Each writes one result to the contract; the string is the caller's to free().
 * Errors: MEMORY. */
enum aisle_status aisle_report_fit_json(struct aisle_ctx *ctx,
                                        const struct aisle_run *run,
                                        const struct aisle_fit *fit, char **out);
enum aisle_status aisle_report_forecast_json(struct aisle_ctx *ctx,
                                             const struct aisle_run *run,
                                             const struct aisle_forecast *forecast,
                                             char **out);
enum aisle_status aisle_report_concessions_json(struct aisle_ctx *ctx,
                                                const struct aisle_run *run,
                                                const struct aisle_frontier *frontier,
                                                char **out);
enum aisle_status aisle_report_outcome_json(struct aisle_ctx *ctx,
                                            const struct aisle_run *run,
                                            const struct aisle_outcome *outcome,
                                            char **out);
enum aisle_status aisle_report_deal_json(struct aisle_ctx *ctx,
                                         const struct aisle_run *run,
                                         const struct aisle_package *package,
                                         const struct aisle_frontier *frontier,
                                         char **out);
/* run.json: {"run", "package", "fit", "forecast", "simulate", "deal"}. */
enum aisle_status aisle_report_run_json(struct aisle_ctx *ctx,
                                        const struct aisle_report *report, char **out);

/* Text for a terminal: at most `width` columns, colour when asked for. */
struct aisle_text_style {
    int width;
    bool colour;
};
enum aisle_status aisle_report_fit_text(struct aisle_ctx *ctx,
                                        const struct aisle_fit *fit,
                                        struct aisle_text_style style, char **out);
enum aisle_status aisle_report_forecast_text(struct aisle_ctx *ctx,
                                             const struct aisle_package *package,
                                             const struct aisle_forecast *forecast,
                                             struct aisle_text_style style, char **out);
enum aisle_status aisle_report_concessions_text(struct aisle_ctx *ctx,
                                                const struct aisle_package *package,
                                                const struct aisle_frontier *frontier,
                                                struct aisle_text_style style,
                                                char **out);
enum aisle_status aisle_report_outcome_text(struct aisle_ctx *ctx,
                                            const struct aisle_package *package,
                                            const struct aisle_outcome *outcome,
                                            struct aisle_text_style style, char **out);
enum aisle_status aisle_report_deal_text(struct aisle_ctx *ctx,
                                         const struct aisle_package *package,
                                         const struct aisle_frontier *frontier,
                                         struct aisle_text_style style, char **out);
/* `routes` NULL: without them. */
enum aisle_status aisle_report_package_text(struct aisle_ctx *ctx,
                                            const struct aisle_package *package,
                                            const struct aisle_routes *routes,
                                            struct aisle_text_style style, char **out);
/* The one-screen summary of the main job. */
enum aisle_status aisle_report_summary_text(struct aisle_ctx *ctx,
                                            const struct aisle_report *report,
                                            struct aisle_text_style style, char **out);

/* One self-contained page: no outside request, light and dark, prints well. */
enum aisle_status aisle_report_html(struct aisle_ctx *ctx,
                                    const struct aisle_report *report, char **out);

/* "about 4 in 10", "a toss-up", "less than 1 in 20": the words for a chance.
 * `mcse` is its simulation error; no more is said than it allows. */
const char *aisle_chance_words(double p, double mcse, char *out, size_t size);

/* What `explain` prints: one parameter, some, all with the levers after them (in text), or
 * one lever. */
enum aisle_status aisle_report_parameter(struct aisle_ctx *ctx,
                                         const struct aisle_parameter *parameter,
                                         bool as_json, char **out);
enum aisle_status aisle_report_parameters(struct aisle_ctx *ctx,
                                          const struct aisle_parameters *parameters,
                                          bool as_json, char **out);
enum aisle_status aisle_report_explained(struct aisle_ctx *ctx,
                                         const struct aisle_parameters *parameters,
                                         bool as_json, char **out);
enum aisle_status aisle_report_lever(struct aisle_ctx *ctx, enum aisle_lever lever,
                                     bool as_json, char **out);

/* Lists: the points of a fit as CSV, a package in one line or as JSON, what an
 * import did, the runs of a store. */
enum aisle_status aisle_report_fit_csv(struct aisle_ctx *ctx,
                                       const struct aisle_fit *fit, char **out);
/* A row a member and Congress of a dynamic fit. */
enum aisle_status aisle_report_periods_csv(struct aisle_ctx *ctx,
                                           const struct aisle_fit *fit, char **out);
enum aisle_status aisle_report_package_line(struct aisle_ctx *ctx,
                                            const struct aisle_package *package,
                                            char **out);
enum aisle_status aisle_report_package_json(struct aisle_ctx *ctx,
                                            const struct aisle_package *package,
                                            const struct aisle_routes *routes,
                                            char **out);
enum aisle_status aisle_report_import(struct aisle_ctx *ctx,
                                      const struct aisle_run *run,
                                      const struct aisle_import_report *report,
                                      bool as_json, char **out);
enum aisle_status aisle_report_runs(struct aisle_ctx *ctx, int count,
                                    const struct aisle_run *runs, bool as_json,
                                    char **out);

/* Tables for programs (CSV, raw numbers) and for documents (Markdown, numbers as people
 * read them, with the headline above). A forecast has a row a vote, a price list a row a
 * change, deals a row a deal of the frontier, a board a row a senator, a backtest a row a
 * forecaster. */
enum aisle_sheet { AISLE_SHEET_CSV, AISLE_SHEET_MARKDOWN };
enum aisle_status aisle_report_forecast_sheet(struct aisle_ctx *ctx,
                                              const struct aisle_forecast *forecast,
                                              enum aisle_sheet form, char **out);
enum aisle_status aisle_report_concessions_sheet(struct aisle_ctx *ctx,
                                                 const struct aisle_package *package,
                                                 const struct aisle_frontier *frontier,
                                                 enum aisle_sheet form, char **out);
enum aisle_status aisle_report_deal_sheet(struct aisle_ctx *ctx,
                                          const struct aisle_package *package,
                                          const struct aisle_frontier *frontier,
                                          enum aisle_sheet form, char **out);
enum aisle_status aisle_report_board_markdown(struct aisle_ctx *ctx,
                                              const struct aisle_package *package,
                                              const struct aisle_forecast *forecast,
                                              const struct aisle_board *board,
                                              char **out);
enum aisle_status aisle_report_backtest_markdown(struct aisle_ctx *ctx,
                                                 const struct aisle_backtest *backtest,
                                                 char **out);

/* The rulebook: what each question takes on a day, and the same in plain words. */
enum aisle_status aisle_report_rules_text(struct aisle_ctx *ctx,
                                          const struct aisle_rule_list *list,
                                          struct aisle_text_style style, char **out);
enum aisle_status aisle_report_rules_help(struct aisle_ctx *ctx,
                                          const struct aisle_rulebook *book,
                                          const struct aisle_rule_list *list,
                                          struct aisle_text_style style, char **out);
enum aisle_status aisle_report_rules_json(struct aisle_ctx *ctx,
                                          const struct aisle_rulebook *book,
                                          const struct aisle_rule_list *list,
                                          char **out);
enum aisle_status aisle_report_rules_csv(struct aisle_ctx *ctx,
                                         const struct aisle_rule_list *list,
                                         char **out);

/* What changed from one package to another. */
enum aisle_status aisle_report_diff_text(struct aisle_ctx *ctx,
                                         const struct aisle_package_diff *diff,
                                         struct aisle_text_style style, char **out);
enum aisle_status aisle_report_diff_json(struct aisle_ctx *ctx,
                                         const struct aisle_package_diff *diff,
                                         char **out);

/* Scores of past forecasts; the plot is an SVG file of its own. */
enum aisle_status aisle_report_backtest_text(struct aisle_ctx *ctx,
                                             const struct aisle_backtest *backtest,
                                             struct aisle_text_style style, char **out);
enum aisle_status aisle_report_backtest_json(struct aisle_ctx *ctx,
                                             const struct aisle_run *run,
                                             const struct aisle_backtest *backtest,
                                             char **out);
enum aisle_status aisle_report_backtest_csv(struct aisle_ctx *ctx,
                                            const struct aisle_backtest *backtest,
                                            char **out);
enum aisle_status aisle_report_backtest_svg(struct aisle_ctx *ctx,
                                            const struct aisle_backtest *backtest,
                                            char **out);

/* The whip board of one vote. */
enum aisle_status aisle_report_board_text(struct aisle_ctx *ctx,
                                          const struct aisle_package *package,
                                          const struct aisle_forecast *forecast,
                                          const struct aisle_board *board,
                                          struct aisle_text_style style, char **out);
enum aisle_status aisle_report_board_json(struct aisle_ctx *ctx,
                                          const struct aisle_run *run,
                                          const struct aisle_package *package,
                                          const struct aisle_forecast *forecast,
                                          const struct aisle_board *board, char **out);
enum aisle_status aisle_report_board_csv(struct aisle_ctx *ctx,
                                         const struct aisle_package *package,
                                         const struct aisle_forecast *forecast,
                                         const struct aisle_board *board, char **out);

/* A forecast after the vote. */
enum aisle_status aisle_report_score_text(struct aisle_ctx *ctx,
                                          const struct aisle_scorecard *card,
                                          struct aisle_text_style style, char **out);
enum aisle_status aisle_report_score_json(struct aisle_ctx *ctx,
                                          const struct aisle_run *run,
                                          const struct aisle_scorecard *card,
                                          char **out);
enum aisle_status aisle_report_score_csv(struct aisle_ctx *ctx,
                                         const struct aisle_scorecard *card,
                                         char **out);

#endif
