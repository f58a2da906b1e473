/* Similarity: cosine of term-weighted words between a text and past roll calls. */
#ifndef AISLE_PRIOR_SIMILARITY_H
#define AISLE_PRIOR_SIMILARITY_H

#include <aisle/votes.h>

struct similarity;

/* Weigh words by how few roll calls of `votes` use them (tf-idf, logarithmic term
 * counts) and hold `text` against them. NULL when memory is short. */
struct similarity *similarity_new(const struct aisle_votes *votes, const char *text);
void similarity_free(struct similarity *similarity);

/* Cosine in [0, 1] of the text and the question, subject, title and purpose of the
 * roll call of that place in `votes`; 0 when either has no words. */
double similarity_of(const struct similarity *similarity, int rollcall);

#endif
