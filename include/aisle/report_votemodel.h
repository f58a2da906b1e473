/* A vote model as text, JSON and CSV. */
#ifndef AISLE_REPORT_VOTEMODEL_H
#define AISLE_REPORT_VOTEMODEL_H

#include <aisle/report.h>
#include <aisle/votemodel.h>

/* Text and JSON: the fit of `points` as for aisle_report_fit_*, with the terms, what
 * they earn on hidden votes, and the roll calls with their kind. The model and the
 * points are of `votes`. */
enum aisle_status aisle_report_votemodel_text(struct aisle_ctx *ctx,
                                              const struct aisle_votes *votes,
                                              const struct aisle_votemodel *model,
                                              const struct aisle_fit *points,
                                              struct aisle_text_style style,
                                              char **out);
enum aisle_status aisle_report_votemodel_json(
    struct aisle_ctx *ctx, const struct aisle_run *run, const struct aisle_votes *votes,
    const struct aisle_votemodel *model, const struct aisle_fit *points, char **out);
/* A row a member: as aisle_report_fit_csv, then offsets and chances to be absent by
 * type of vote, where the model has them. */
enum aisle_status aisle_report_votemodel_csv(struct aisle_ctx *ctx,
                                             const struct aisle_votemodel *model,
                                             const struct aisle_fit *points,
                                             char **out);

#endif
