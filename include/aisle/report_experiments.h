/* Reports of experiments: calibration, validation, projection, comparison,
 * sensitivity. */
#ifndef AISLE_REPORT_EXPERIMENTS_H
#define AISLE_REPORT_EXPERIMENTS_H

#include <aisle/calibration.h>
#include <aisle/comparison.h>
#include <aisle/projection.h>
#include <aisle/report.h>
#include <aisle/sensitivity.h>
#include <aisle/validation.h>

/* Each writes one result; the string is the caller's to free(). Errors: MEMORY. */
enum aisle_status aisle_report_calibration_text(struct aisle_ctx *ctx,
                                                const struct aisle_calibration *c,
                                                struct aisle_text_style style,
                                                char **out);
enum aisle_status aisle_report_calibration_json(struct aisle_ctx *ctx,
                                                const struct aisle_run *run,
                                                const struct aisle_calibration *c,
                                                char **out);
/* The posterior as aisle_import_posterior reads it. */
enum aisle_status aisle_report_posterior_csv(struct aisle_ctx *ctx,
                                             const struct aisle_posterior *posterior,
                                             char **out);

enum aisle_status aisle_report_validation_text(struct aisle_ctx *ctx,
                                               const struct aisle_validation *v,
                                               struct aisle_text_style style,
                                               char **out);
enum aisle_status aisle_report_validation_json(struct aisle_ctx *ctx,
                                               const struct aisle_run *run,
                                               const struct aisle_validation *v,
                                               char **out);
enum aisle_status aisle_report_validation_csv(struct aisle_ctx *ctx,
                                              const struct aisle_validation *v,
                                              char **out);
/* A page of plots: one a series, with its table of errors. */
enum aisle_status aisle_report_validation_html(struct aisle_ctx *ctx,
                                               const struct aisle_run *run,
                                               const struct aisle_validation *v,
                                               char **out);

enum aisle_status aisle_report_projection_text(struct aisle_ctx *ctx,
                                               const struct aisle_projection *p,
                                               struct aisle_text_style style,
                                               char **out);
enum aisle_status aisle_report_projection_json(struct aisle_ctx *ctx,
                                               const struct aisle_run *run,
                                               const struct aisle_projection *p,
                                               char **out);
enum aisle_status aisle_report_projection_csv(struct aisle_ctx *ctx,
                                              const struct aisle_projection *p,
                                              char **out);

enum aisle_status aisle_report_comparison_text(struct aisle_ctx *ctx,
                                               const struct aisle_comparison *c,
                                               struct aisle_text_style style,
                                               char **out);
enum aisle_status aisle_report_comparison_json(struct aisle_ctx *ctx,
                                               const struct aisle_run *run,
                                               const struct aisle_comparison *c,
                                               char **out);
enum aisle_status aisle_report_comparison_csv(struct aisle_ctx *ctx,
                                              const struct aisle_comparison *c,
                                              char **out);

enum aisle_status aisle_report_sensitivity_text(struct aisle_ctx *ctx,
                                                const struct aisle_sensitivity *s,
                                                struct aisle_text_style style,
                                                char **out);
enum aisle_status aisle_report_sensitivity_json(struct aisle_ctx *ctx,
                                                const struct aisle_run *run,
                                                const struct aisle_sensitivity *s,
                                                char **out);
enum aisle_status aisle_report_sensitivity_csv(struct aisle_ctx *ctx,
                                               const struct aisle_sensitivity *s,
                                               char **out);

#endif
