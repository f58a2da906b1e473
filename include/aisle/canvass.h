/* Canvass: from a forecast and what senators have said to a whip board, and to what
 * moved each senator. */
#ifndef AISLE_CANVASS_H
#define AISLE_CANVASS_H

#include <aisle/board.h>
#include <aisle/forecaster.h>
#include <aisle/whatif.h>
#include <aisle/whip.h>

/* The board of one vote. Statements that sources dispute are flagged: the last words
 * of two sources on one object, on opposite sides. `forecast` and `package` must
 * outlive the board's indices. Cost: senators log senators. Errors: MEMORY. */
enum aisle_status aisle_canvass_board(struct aisle_ctx *ctx,
                                      const struct aisle_package *package,
                                      const struct aisle_forecast *forecast, int vote,
                                      struct aisle_board *out);

/* Add a whip count's rows to a package's statements, each resolved against those in
 * office in `votes` and against the package's votes and provisions. A row that the
 * package already has word for word is left out. Errors: NOT_FOUND (senator or object,
 * nearest name, place in the count), INPUT, MEMORY; the package is then untouched. */
enum aisle_status aisle_canvass_merge(struct aisle_ctx *ctx,
                                      const struct aisle_votes *votes,
                                      const struct aisle_whip *whip,
                                      struct aisle_package *package);

/* What moved each senator's chance of a yea when present, at every vote of `forecast`: past votes
 * against the caucus's mean, leaders' calls, what others said, the senator's own
 * words. Each is the difference between two forecasts on the same draws, with and
 * without it, taken in that order; the three largest are kept in
 * senators[].reasons, largest first. The forecasts are made anew from the inputs of
 * `forecast`, with at most AISLE_EXPLAIN_PARTICLES particles: an effect is a difference
 * and needs fewer than a chance. Cost: a
 * forecaster, restated for each senator who has spoken.
 * Errors: as aisle_forecaster_new. */
#define AISLE_EXPLAIN_PARTICLES 1024
enum aisle_status
aisle_canvass_explain(struct aisle_ctx *ctx, const struct aisle_votes *votes,
                      const struct aisle_fit *fit, const struct aisle_package *package,
                      const struct aisle_forecaster_options *options,
                      double p_fair_efficient, struct aisle_forecast *forecast);

/* Ask every senator of `forecast`, which `forecaster` made under `options`. Costs two
 * restatements of it a senator. Repeats: equal bytes for any number of threads. Errors:
 * as aisle_forecaster_restate; `out` is then untouched. */
enum aisle_status aisle_canvass_whatif(struct aisle_ctx *ctx,
                                       const struct aisle_forecaster *forecaster,
                                       const struct aisle_package *package,
                                       const struct aisle_forecaster_options *options,
                                       double p_fair_efficient,
                                       const struct aisle_forecast *forecast,
                                       struct aisle_whatif *out);

/* Chance of a recorded yea of every senator in every particle, at one vote of the
 * provisions in `selection`. `p_yea` is [seats][particles], as the forecaster counts
 * them; weights are aisle_forecaster_weights'. No allocation; thread-safe. */
void aisle_canvass_chances(const struct aisle_forecaster *forecaster, int vote,
                           uint64_t selection, double p_fair_efficient, float *p_yea);

#endif
