/* Reports of the asylum simulation besides those of every verb: its numbers as CSV,
 * and the story of one case. */
#ifndef AISLE_REPORT_ASYLUM_H
#define AISLE_REPORT_ASYLUM_H

#include <aisle/case.h>
#include <aisle/report.h>

/* One number a row: table (metric, series, cell, wait, money), name, court,
 * nationality, class, date or fiscal year, scenario, measure, value, unit. */
enum aisle_status aisle_report_outcome_csv(struct aisle_ctx *ctx,
                                           const struct aisle_outcome *outcome,
                                           char **out);

enum aisle_status aisle_report_case_text(struct aisle_ctx *ctx,
                                         const struct aisle_case *story,
                                         struct aisle_text_style style, char **out);
enum aisle_status aisle_report_case_json(struct aisle_ctx *ctx,
                                         const struct aisle_run *run,
                                         const struct aisle_case *story, char **out);

#endif
