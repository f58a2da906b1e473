/* What came of running a run again, in words and as JSON. */
#ifndef AISLE_REPORT_RERUN_H
#define AISLE_REPORT_RERUN_H

#include <aisle/report.h>
#include <aisle/rerun.h>

/* Caller frees `out`. Errors: MEMORY. */
enum aisle_status aisle_report_rerun_text(struct aisle_ctx *ctx,
                                          const struct aisle_rerun *rerun, char **out);
/* {"run","of","verb","started","reproduced","values","differing",
 *  "differences":[{"path","then","now"}],
 *  "changed":[{"what","then","now","replaced"}]} */
enum aisle_status aisle_report_rerun_json(struct aisle_ctx *ctx,
                                          const struct aisle_run *run,
                                          const struct aisle_rerun *rerun, char **out);

#endif
