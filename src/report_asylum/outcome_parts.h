/* Blocks of a simulation that other reports have, too; `most` rows, 0 for all; and keys
 * into an open object. */
#ifndef AISLE_REPORT_ASYLUM_OUTCOME_PARTS_H
#define AISLE_REPORT_ASYLUM_OUTCOME_PARTS_H

#include "words/json_parts.h"
#include "words/text_parts.h"

void lines_metrics(struct lines *lines, const struct aisle_outcome *outcome, int most);

void json_outcome_keys(struct json *json, const struct aisle_outcome *outcome);

#endif
