/* Place: where a senator with few votes stands.
 *
 * The fit's prior is one bell over the whole chamber, which leaves a newcomer between
 * the caucuses until some dozens of votes have told. Here it is the caucus's own: its
 * mean in office, with the spread of "forecast_new_member_sd_1" and "_2". */
#ifndef AISLE_PRIOR_PLACE_H
#define AISLE_PRIOR_PLACE_H

#include "prior/roster.h"

/* Place again each seat with fewer than "forecast_new_member_votes" votes in `fit` (or
 * than half of its roll calls), and those whom it calls thin or does not know: the
 * most probable point given those votes of the fit, and the contested ones since, that
 * the senator cast. Sets x, v and member_x. `roster` has its scale, and the others
 * their places. Errors: MEMORY. */
enum aisle_status place_newcomers(struct aisle_ctx *ctx,
                                  const struct aisle_votes *votes,
                                  const struct aisle_fit *fit,
                                  const struct settings *settings,
                                  struct roster *roster);

#endif
