/* Export: votes in the forms that other programs read. Texts are the caller's. */
#ifndef AISLE_EXPORT_H
#define AISLE_EXPORT_H

#include <aisle/votes.h>

/* One Congress as .ord (fixed columns, a digit a cast), for pscl's readKH and
 * W-NOMINATE. A member without an ICPSR number gets one from 80001 up, with a
 * warning. Errors: INPUT (several Congresses), MEMORY. */
enum aisle_status aisle_export_ord(struct aisle_ctx *ctx,
                                   const struct aisle_votes *votes, char **out);

/* One Congress as a matrix in CSV: a row a member, a column a roll call, as
 * aisle_import_matrix reads it. */
enum aisle_status aisle_export_matrix(struct aisle_ctx *ctx,
                                      const struct aisle_votes *votes, char **out);

/* The roll calls of either, in the record's format (data/senate/README.md). */
enum aisle_status aisle_export_rollcalls(struct aisle_ctx *ctx,
                                         const struct aisle_votes *votes, char **out);

#endif
