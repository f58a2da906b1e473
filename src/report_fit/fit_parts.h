/* Blocks of a fit that other reports have, too: for a terminal, and keys into an open
 * object. */
#ifndef AISLE_REPORT_FIT_FIT_PARTS_H
#define AISLE_REPORT_FIT_FIT_PARTS_H

#include "words/json_parts.h"
#include "words/text_parts.h"

/* What was fitted and can it be trusted; pivots and members. */
void lines_fit_head(struct lines *lines, const struct aisle_fit *fit);
void lines_fit_places(struct lines *lines, const struct aisle_fit *fit);
/* Paths of a dynamic fit, a line a member. */
void lines_paths(struct lines *lines, const struct aisle_fit *fit);

void json_fit_keys(struct json *json, const struct aisle_fit *fit);
void json_put_pivots(struct json *json, const struct aisle_fit *fit);

#endif
