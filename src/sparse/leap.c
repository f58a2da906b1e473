/* A second step for units whose conditional is far from normal: few votes, or votes that
 * a roll call's line parts cleanly. From far out, where votes tell little, a Newton step
 * goes too far, and a chain that has got there stays. So they also draw from a t law about
 * their conditional's mode, found anew from a fixed place, whatever their own: an
 * independence step, tried a few times. Which units are hard, warm-up says. */
#include "sparse/sparse.h"

#include "num/rng.h"
#include <math.h>
#include <string.h>

enum { TRIES = 3, NEWTON_MAX = 25, HALVINGS_MAX = 20 };

/* Degrees of freedom, and how much wider than the curvature's. */
static const double freedom = 4.0;
static const double wide = 1.2;
/* Half a squared Newton decrement that ends the climb: a hundredth of a spread. */
static const double near = 1e-4;
/* What single precision may take from a sum of log chances. */
static const double slack = 1e-2;

/* An item or a member, and its conditional's normal approximation at the mode. */
struct unit {
    const struct sparse_chain *c;
    bool item;
    int at;
    double mode[2];
    struct sparse_pair root; /* a member's in l00 */
};

static struct row_sums sums_at(const struct unit *u, const double *place)
{
    return u->item ? sparse_item_at(u->c->p, &u->c->state, u->at, place[0], place[1])
                   : sparse_member_at(u->c->p, &u->c->state, u->at, place[0]);
}

static struct sparse_pair pair_of(const struct unit *u, const struct row_sums *sums)
{
    if (u->item)
        return sparse_pair_of(sums);
    double root = sqrt(sums->curve[0]);
    return (struct sparse_pair){
        .l00 = root, .l11 = 1.0, .step = {sums->slope[0] / sums->curve[0], 0.0}};
}

static void find_mode(struct unit *u)
{
    struct row_sums here = sums_at(u, u->mode);
    for (int n = 0; n < NEWTON_MAX; n++) {
        struct sparse_pair q = pair_of(u, &here);
        u->root = q;
        double gain = here.slope[0] * q.step[0] + here.slope[1] * q.step[1];
        if (!(gain > near))
            return;
        double part = 1.0, to[2];
        struct row_sums there;
        for (int halving = 0; halving < HALVINGS_MAX; halving++, part *= 0.5) {
            to[0] = u->mode[0] + part * q.step[0];
            to[1] = u->mode[1] + part * q.step[1];
            there = sums_at(u, to);
            if (there.value >= here.value - slack)
                break;
        }
        if (there.value < here.value - slack)
            return;
        u->mode[0] = to[0];
        u->mode[1] = to[1];
        here = there;
    }
}

/* Log density of the proposals' law, but for a constant. */
static double law(const struct unit *u, const double *place)
{
    double d0 = place[0] - u->mode[0], d1 = place[1] - u->mode[1];
    double u0 = u->root.l00 * d0 + u->root.l10 * d1, u1 = u->root.l11 * d1;
    int n = u->item ? 2 : 1;
    return -0.5 * (freedom + n) * log1p((u0 * u0 + u1 * u1) / (wide * wide * freedom));
}

static void propose(const struct unit *u, struct rng *rng, double *place)
{
    double by = wide * sqrt(0.5 * freedom / rng_gamma(rng, 0.5 * freedom));
    double z0 = by * rng_normal(rng);
    double z1 = u->item ? by * rng_normal(rng) : 0.0;
    double d1 = z1 / u->root.l11;
    place[1] = u->mode[1] + d1;
    place[0] = u->mode[0] + (z0 - u->root.l10 * d1) / u->root.l00;
}

void sparse_leap(const struct sparse_chain *c, bool item, int unit, struct rng *rng,
                 double *place)
{
    struct unit u = {.c = c, .item = item, .at = unit};
    double now[2] = {place[0], item ? place[1] : 0.0};
    if (item && c->item_near)
        memcpy(u.mode, c->item_near + 2 * (size_t)unit, sizeof u.mode);
    find_mode(&u);
    double here = sums_at(&u, now).value - law(&u, now);
    for (int k = 0; k < TRIES; k++) {
        double to[2];
        propose(&u, rng, to);
        double there = sums_at(&u, to).value - law(&u, to);
        if (!(log(rng_unit(rng)) < there - here))
            continue;
        here = there;
        now[0] = to[0];
        now[1] = to[1];
    }
    place[0] = now[0];
    if (item)
        place[1] = now[1];
}
