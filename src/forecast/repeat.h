/* Repeat: what an earlier roll call on the measure says of this vote.
 *
 * Senators mostly vote on a measure as they did the last time, or the coalition is
 * another one altogether: the share of worlds in which it is the same one is a setting,
 * and in those each senator's own cast is added to what the item says. */
#ifndef AISLE_FORECAST_REPEAT_H
#define AISLE_FORECAST_REPEAT_H

#include "particles/kernel.h"

/* Find the gate's last roll call on its text, if any, and apply it to the prepared
 * log-odds, which are kept without it in gate->logit_alone. Where there is none, the
 * gate before it in the package takes its place: it is yet to be voted on, so each
 * senator repeats a cast that is a chance. Errors: MEMORY. */
enum aisle_status repeat_apply(struct aisle_ctx *ctx, struct aisle_forecaster *f,
                               int gate);

/* Whether the coalition is the same in a world, and the log-odds that D, R and others
 * have moved since. A caucus that let a measure be taken up which it does not put may
 * keep debate on the measure itself open until it has what it wants: from the one vote
 * to the other it moves to nay (settings.repeat_withheld). */
bool repeat_same(const struct aisle_forecaster *f, const struct gate *gate,
                 int particle, double moved[3]);

#endif
