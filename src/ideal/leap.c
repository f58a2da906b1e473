/* A step of the items that does not depend on where they stand: draw places from a law
 * about one Newton step from a middle one (sampler.c), and choose among them and the present one.
 *
 * In more than one dimension the posterior is the same in every turn of the axes, and a
 * chain wanders through them; the middle places would be strangers to it. So the items
 * leap in the members' own frame: turned as the members say that their middle places lie
 * (align_turn), and the items' brought to their scale. All of that is told by the
 * members alone, which the leap leaves as they are, so the items' conditional law is
 * left as it is too. */
#include "ideal/chain.h"

#include "num/rng.h"
#include "num/rng_lanes.h"
#include <math.h>
#include <string.h>

#define EACH_LANE for (int lane = 0; lane < KERNEL_LANES; lane++)

/* Proposals' law in a unit's own coordinates u: a normal with the mean and covariance
 * that warm-up has seen there, a little wide, mixed with a share of a much wider one. */
static const double narrow = 1.1;
static const double wide = 2.5;
static const double wide_share = 0.15;

/* Sixteen units' proposals: place = centre + L'^-1 (mean + scale u). */
struct leap {
    struct lanes l;
    lanes32 centre;
    double mean[KERNEL_PARAMS_MAX][KERNEL_LANES];
    double scale[KERNEL_CURVES_MAX][KERNEL_LANES]; /* lower triangle */
};

/* One Newton step from the units' middle places, given the other side as it is
 * now: a centre that does not depend on where they stand. */
static void leap_centre(const struct side32 *side, const struct side32 *start, int tile,
                        struct leap *out)
{
    struct kernel_sums sums;
    side32_gather(start, tile, out->centre);
    side32_eval(side, tile, KERNEL_ALL, (const float(*)[KERNEL_LANES])out->centre,
                &sums);
    lanes_of(&sums, side->count, &out->l);
    for (int k = 0; k < side->count; k++)
        EACH_LANE out->centre[k][lane] += (float)out->l.step[k][lane];
}

/* u of places: first L' (place - centre), then the learnt law's own scale. */
static void leap_whiten(const struct leap *leap, const float (*at)[KERNEL_LANES],
                        double (*w)[KERNEL_LANES])
{
    double v[KERNEL_PARAMS_MAX][KERNEL_LANES];
    for (int k = 0; k < leap->l.count; k++)
        EACH_LANE v[k][lane] = (double)at[k][lane] - (double)leap->centre[k][lane];
    lanes_times(&leap->l, (const double(*)[KERNEL_LANES])v, w);
}

static void leap_standard(const struct leap *leap, double (*w)[KERNEL_LANES],
                          double *square)
{
    EACH_LANE square[lane] = 0.0;
    for (int k = 0, c = 0; k < leap->l.count; k++) {
        EACH_LANE w[k][lane] -= leap->mean[k][lane];
        for (int m = 0; m < k; m++, c++)
            EACH_LANE w[k][lane] -= leap->scale[c][lane] * w[m][lane];
        EACH_LANE
        {
            w[k][lane] /= leap->scale[c][lane];
            square[lane] += w[k][lane] * w[k][lane];
        }
        c++;
    }
}

/* Log density of u with |u|^2 = square, less a constant: the factor of centre and scale
 * is the same for all of a unit's proposals. */
static void leap_density(int count, const double *square, double *out)
{
    float a[KERNEL_LANES];
    double least = wide_share * pow(wide, -count);
    double most = (1.0 - wide_share) * pow(narrow, -count);
    double between = 0.5 / (narrow * narrow) - 0.5 / (wide * wide);
    EACH_LANE a[lane] = (float)(-between * square[lane]);
    num_exp_lanes(a, a);
    EACH_LANE a[lane] = (float)(least + most * (double)a[lane]);
    num_log_lanes(a, a);
    EACH_LANE out[lane] = (double)a[lane] - 0.5 * square[lane] / (wide * wide);
}

static void leap_draw(const struct leap *leap, const struct rng_lanes *r, lanes32 to,
                      double *density)
{
    int count = leap->l.count;
    double u[KERNEL_PARAMS_MAX][KERNEL_LANES];
    double w[KERNEL_PARAMS_MAX][KERNEL_LANES];
    double square[KERNEL_LANES] = {0};
    double log_share = log(wide_share);
    for (int k = 0; k < count; k++)
        EACH_LANE
        {
            double by = (double)r->log_unit2[lane] < log_share ? wide : narrow;
            u[k][lane] = by * (double)r->normal[k][lane];
            square[lane] += u[k][lane] * u[k][lane];
        }
    for (int k = 0, c = 0; k < count; k++) {
        EACH_LANE w[k][lane] = leap->mean[k][lane];
        for (int m = 0; m <= k; m++, c++)
            EACH_LANE w[k][lane] += leap->scale[c][lane] * u[m][lane];
    }
    lanes_spread(&leap->l, w);
    for (int k = 0; k < count; k++)
        EACH_LANE to[k][lane] = leap->centre[k][lane] + (float)w[k][lane];
    leap_density(count, square, density);
}

/* log(e^a + e^b). */
static void log_add(const double *a, const double *b, double *out)
{
    float v[KERNEL_LANES];
    EACH_LANE v[lane] = (float)-fabs(a[lane] - b[lane]);
    num_exp_lanes(v, v);
    EACH_LANE v[lane] += 1.0f;
    num_log_lanes(v, v);
    EACH_LANE out[lane] = fmax(a[lane], b[lane]) + (double)v[lane];
}

/* Draw `tries` places, and choose among them and the present one with chances in
 * proportion to posterior over proposal (iterated sampling importance resampling:
 * Andrieu, Lee and Vihola 2018). A unit that has strayed to where its own normal
 * approximation would hold it for ever is brought back. */
static void leap_tile(const struct chain *c, const struct side32 *side,
                      const struct side32 *start, int tile)
{
    lanes32 at;
    lanes32 to;
    lanes32 chosen;
    struct leap leap;
    struct kernel_sums sums;
    double w[KERNEL_PARAMS_MAX][KERNEL_LANES];
    double square[KERNEL_LANES];
    double total[KERNEL_LANES];
    double density[KERNEL_LANES];
    uint64_t seed = c->sampler->problem->options->seed;
    uint32_t first = (uint32_t)(tile * KERNEL_LANES);
    leap_centre(side, start, tile, &leap);
    law_gather(&c->law, tile, side->count, leap.mean, leap.scale);
    side32_gather(side, tile, at);
    memcpy(chosen, at, sizeof chosen);
    leap_whiten(&leap, (const float(*)[KERNEL_LANES])at, w);
    if (c->learning)
        law_add(&c->law, tile, side->count, (const double(*)[KERNEL_LANES])w);
    leap_standard(&leap, w, square);
    leap_density(side->count, square, density);
    side32_eval(side, tile, KERNEL_VALUES, (const float(*)[KERNEL_LANES])at, &sums);
    EACH_LANE total[lane] = sums.value[lane] - density[lane];
    for (int t = 0; t < c->sampler->tries; t++) {
        struct rng_lanes r;
        rng_lanes_at(seed, IDEAL_USE_LEAPS + (uint32_t)t, c->index, c->sweep, first,
                     side->count, &r);
        leap_draw(&leap, &r, to, density);
        side32_eval(side, tile, KERNEL_VALUES, (const float(*)[KERNEL_LANES])to, &sums);
        EACH_LANE density[lane] = sums.value[lane] - density[lane];
        log_add(total, density, total);
        EACH_LANE
        {
            bool take_it = (double)r.log_unit[lane] < density[lane] - total[lane];
            for (int k = 0; k < side->count; k++)
                chosen[k][lane] = take_it ? to[k][lane] : chosen[k][lane];
        }
    }
    EACH_LANE if ((int)first + lane < side->tiles->unit_count)
        side32_put(side, (int)first + lane, lane, (const float(*)[KERNEL_LANES])chosen);
}

/* --- the members' frame ------------------------------------------------------------- */

/* (first, v) -> (first, turn v), or turned back. */
static void turn_row(const double *turn, int d, bool back, const float *row, float *out)
{
    out[0] = row[0];
    for (int k = 0; k < d; k++) {
        double sum = 0.0;
        for (int l = 0; l < d; l++)
            sum += turn[back ? l * d + k : k * d + l] * (double)row[l + 1];
        out[k + 1] = (float)sum;
    }
}

static void turn_rows(const double *turn, int d, bool back, int count,
                      const float *rows, float *out)
{
    for (int i = 0; i < count; i++)
        turn_row(turn, d, back, rows + (size_t)i * (size_t)(d + 1),
                 out + (size_t)i * (size_t)(d + 1));
}

/* The items' middle places on the members' scale, turned like them. */
static void bring_middle(const struct chain *c, const struct alignment *a,
                         const double *turn)
{
    int d = a->dims;
    for (int j = 0; j < c->sampler->problem->item_count; j++) {
        const double *standard = c->sampler->item + (size_t)j * (size_t)(d + 1);
        float raw[KERNEL_PARAMS_MAX];
        align_item_back(a, standard, raw);
        turn_row(turn, d, false, raw, c->leap_from + (size_t)j * (size_t)(d + 1));
    }
}

void chain_leap(struct chain *c)
{
    const struct problem *p = c->sampler->problem;
    struct alignment a;
    double turn[AISLE_DIMS_MAX * AISLE_DIMS_MAX];
    align_to(&c->sampler->target, c->member, c->stride, &a);
    align_turn(&a, turn);
    turn_rows(turn, p->dims, false, p->member_count, c->member, c->turned_member);
    turn_rows(turn, p->dims, false, p->item_count, c->item, c->turned_item);
    bring_middle(c, &a, turn);
    struct side32 side = side32_items(p, c->slope_sd, c->turned_item, c->turned_member);
    struct side32 start = side;
    start.own = c->leap_from;
#pragma omp parallel for schedule(static) num_threads(c->threads) if (c->threads > 1)
    for (int tile = 0; tile < side.tiles->tile_count; tile++)
        leap_tile(c, &side, &start, tile);
    turn_rows(turn, p->dims, true, p->item_count, c->turned_item, c->item);
}
