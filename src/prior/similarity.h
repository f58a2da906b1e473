/* Similarity: cosine of term-weighted words between a text and past roll calls. */
#ifndef AISLE_PRIOR_SIMILARITY_H
#define AISLE_PRIOR_SIMILARITY_H

#include <aisle/votes.h>

struct similarity;

/* Weigh words by how few roll calls of `votes` use them (tf-idf, logarithmic term
 * counts) and hold `text` against them. NULL when memory is short. */
struct similarity *similarity_new(const struct aisle_votes *votes, const char *text);
void similarity_free(struct similarity *similarity);

/* Cosine in [0, 1] of the text and a roll call's question, subject, title and
 * purpose; 0 when either has no words. */
double similarity_of(struct similarity *similarity,
                     const struct aisle_rollcall *rollcall);

#endif
