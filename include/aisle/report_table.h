/* A table of values, for a terminal, as CSV and as JSON. */
#ifndef AISLE_REPORT_TABLE_H
#define AISLE_REPORT_TABLE_H

#include <aisle/report.h>
#include <aisle/table.h>

/* Caller frees `out`. Blobs are written in hexadecimal, on a terminal by their size.
 * Errors: MEMORY. */
enum aisle_status aisle_report_table_text(struct aisle_ctx *ctx,
                                          const struct aisle_table *table, char **out);
enum aisle_status aisle_report_table_csv(struct aisle_ctx *ctx,
                                         const struct aisle_table *table, char **out);
/* {"run","columns":[..],"rows":[[..]]} */
enum aisle_status aisle_report_table_json(struct aisle_ctx *ctx,
                                          const struct aisle_run *run,
                                          const struct aisle_table *table, char **out);

#endif
