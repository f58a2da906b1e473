/* A checkup, for a terminal and as JSON. */
#ifndef AISLE_REPORT_CHECKUP_H
#define AISLE_REPORT_CHECKUP_H

#include <aisle/checkup.h>
#include <aisle/report.h>

/* Caller frees `out`. Errors: MEMORY. */
enum aisle_status aisle_report_checkup_text(struct aisle_ctx *ctx,
                                            const struct aisle_checkup *checkup,
                                            struct aisle_text_style style, char **out);
/* {"run","faults","checks":[{"what","state","says","hint"}]} */
enum aisle_status aisle_report_checkup_json(struct aisle_ctx *ctx,
                                            const struct aisle_run *run,
                                            const struct aisle_checkup *checkup,
                                            char **out);

#endif
