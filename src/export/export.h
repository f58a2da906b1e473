/* What the writers share.
 *
 *   ord.c        .ord
 *   matrix.c     a matrix of votes
 *   rollcalls.c  the table of roll calls beside either */
#ifndef AISLE_EXPORT_EXPORT_H
#define AISLE_EXPORT_EXPORT_H

#include "base/ctx.h"
#include "base/text.h"
#include <aisle/export.h>

/* A field; in quotes when it holds a comma, a quote or a line break. */
void export_field(struct text *out, const char *field);

/* One Congress, and something in it? */
enum aisle_status export_check(struct aisle_ctx *ctx, const struct aisle_votes *votes);

/* Hand the text over. */
enum aisle_status export_take(struct aisle_ctx *ctx, struct text *text, char **out);

#endif
