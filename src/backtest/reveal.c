/* Reveal: whose positions are given, drawn by the roll call's own address, so that a
 * vote has the same draw in every run. */
#include "backtest/backtest.h"

#include "num/rng.h"

/* Addresses of the random numbers. */
enum { USE_WHOM = 0x42540001, USE_WRONG = 0x42540002 };

static const double wrong_share = 0.1; /* of noisy positions */

static bool is_cast(uint8_t cast)
{
    return cast == AISLE_CAST_YEA || cast == AISLE_CAST_NAY;
}

static void add(struct reveal *out, int seat, uint8_t cast)
{
    out->seats[out->count] = seat;
    out->casts[out->count++] = cast;
}

static bool is_wrong(const struct world *w, int rollcall, int k)
{
    return w->options->reveal == AISLE_REVEAL_NOISY &&
           rng_unit_at(w->options->seed, USE_WRONG, (uint32_t)rollcall, (uint32_t)k,
                       0) < wrong_share;
}

static void draw_random(const struct world *w, int rollcall, int seats, int leader,
                        const uint8_t *casts, struct reveal *out)
{
    enum { TRIES = 4000 };
    bool taken[AISLE_SEATS_MAX] = {false};
    for (uint32_t k = 0; k < TRIES && out->count < w->options->reveal_count; k++) {
        double u = rng_unit_at(w->options->seed, USE_WHOM, (uint32_t)rollcall, k, 0);
        int seat = (int)(u * seats);
        if (taken[seat] || seat == leader || !is_cast(casts[seat]))
            continue;
        bool yea = (casts[seat] == AISLE_CAST_YEA) != is_wrong(w, rollcall, out->count);
        taken[seat] = true;
        add(out, seat, yea ? AISLE_CAST_YEA : AISLE_CAST_NAY);
    }
}

void reveal_draw(const struct world *w, int rollcall, int seats, int leader,
                 int minority_leader, const uint8_t *casts, struct reveal *out)
{
    *out = (struct reveal){0};
    switch (w->options->reveal) {
    case AISLE_REVEAL_RANDOM:
    case AISLE_REVEAL_NOISY:
        draw_random(w, rollcall, seats, leader, casts, out);
        break;
    /* The majority leader stays hidden, here as in the draws above: a nay that is cast
     * to be able to move to reconsider would tell the result. The whips are not in
     * data/senate/leaders.csv, for want of a source with their dates. */
    case AISLE_REVEAL_LEADERS:
        if (minority_leader >= 0 && is_cast(casts[minority_leader]))
            add(out, minority_leader, casts[minority_leader]);
        break;
    case AISLE_REVEAL_NONE:
    case AISLE_REVEAL_UNCERTAIN: /* the forecaster says whom */
    default:
        break;
    }
}
