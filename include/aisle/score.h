/* Score: a forecast after the vote. */
#ifndef AISLE_SCORE_H
#define AISLE_SCORE_H

#include <aisle/scorecard.h>
#include <aisle/votes.h>

/* How the members of a table voted on one question: `casts` [member_count], enum
 * aisle_cast. */
struct aisle_score_casts {
    const struct aisle_votes *votes; /* whose members they are */
    const uint8_t *casts;
};

/* Hold vote `vote` of `forecast` against `taken`, which is copied. Whether the two are
 * the same question, and the forecast the earlier, is the caller's to know.
 * Cost: senators log senators. Errors: MEMORY. */
enum aisle_status aisle_score_vote(struct aisle_ctx *ctx,
                                   const struct aisle_forecast *forecast, int vote,
                                   const struct aisle_scorecard_vote *taken,
                                   const struct aisle_score_casts *casts,
                                   struct aisle_scorecard *out);

#endif
