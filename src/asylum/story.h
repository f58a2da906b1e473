/* Words for the steps of a trace. */
#ifndef AISLE_ASYLUM_STORY_H
#define AISLE_ASYLUM_STORY_H

#include "asylum/replicate.h"
#include <aisle/case.h>

/* What a step says. False when memory is short. */
bool story_step(const struct study *study, const struct trace_step *step,
                struct aisle_case_step *out);
/* Who a person is, at the first step. NULL when memory is short. */
char *story_who(const struct study *study, const struct trace_step *first);

#endif
