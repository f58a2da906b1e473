/* Works on moments alone, so a step costs nothing that grows with the data. */
#include "ideal/group.h"

#include <math.h>
#include <string.h>

struct walk {
    struct group_state now;
    struct group_map map;
};

static void identity(double (*m)[GROUP_SIZE_MAX])
{
    memset(m, 0, GROUP_SIZE_MAX * sizeof *m);
    for (int i = 0; i < GROUP_SIZE_MAX; i++)
        m[i][i] = 1.0;
}

/* --- elementary maps: x_k -> c x_k, or x_k -> x_k + c x_l --------------------------- */

static void scale_row(int n, double (*m)[GROUP_SIZE_MAX], int k, double c)
{
    for (int j = 0; j < n; j++)
        m[k][j] *= c;
}

/* Row k gets c times row l on top. */
static void add_row(int n, double (*m)[GROUP_SIZE_MAX], int k, int l, double c)
{
    for (int j = 0; j < n; j++)
        m[k][j] += c * m[l][j];
}

/* The same of rows and columns both, as moments change. */
static void scale_both(int n, double (*m)[GROUP_SIZE_MAX], int k, double c)
{
    scale_row(n, m, k, c);
    for (int i = 0; i < n; i++)
        m[i][k] *= c;
}

static void add_both(int n, double (*m)[GROUP_SIZE_MAX], int k, int l, double c)
{
    add_row(n, m, k, l, c);
    for (int i = 0; i < n; i++)
        m[i][k] += c * m[i][l];
}

static void move(struct walk *w, int k, int l, double c)
{
    struct group_state *s = &w->now;
    int n = s->dims + 1;
    if (k == l) {
        scale_both(n, s->member, k, c);
        scale_both(n, s->item, k, 1.0 / c);
        scale_row(n, w->map.forth, k, c);
        scale_row(n, w->map.back, k, 1.0 / c);
        w->map.log_stretch += log(c);
        return;
    }
    add_both(n, s->member, k, l, c);
    add_both(n, s->item, l, k, -c);
    add_row(n, w->map.forth, k, l, c);
    add_row(n, w->map.back, l, k, -c);
}

/* By how much a move would raise the log prior with the volume: only two second moments
 * change. */
static double gain(const struct group_state *s, int k, int l, double c)
{
    double of_item = l == 0 ? s->intercept_precision : s->slope_precision;
    if (k == l)
        return -0.5 * ((c * c - 1.0) * s->member[k][k] +
                       of_item * (1.0 / (c * c) - 1.0) * s->item[k][k]) +
               (s->members - s->items) * log(c);
    return -0.5 * (c * (2.0 * s->member[k][l] + c * s->member[l][l]) +
                   of_item * c * (c * s->item[k][k] - 2.0 * s->item[l][k]));
}

/* Near the best for a walk: 1.7 standard deviations of the move alone. */
void group_tune(const struct group_state *s, struct group_sizes *out)
{
    for (int k = 1; k <= s->dims; k++)
        for (int l = 0; l <= s->dims; l++) {
            double item = l == 0 ? s->intercept_precision : s->slope_precision;
            double curve = s->member[l][l] + item * s->item[k][k];
            if (k == l)
                curve *= 2.0;
            out->of[k][l] = 1.7 / sqrt(fmax(curve, 1e-12));
        }
}

static void try_move(struct walk *w, double size, int k, int l, struct rng *rng)
{
    double by = size * rng_normal(rng);
    double c = k == l ? exp(by) : by;
    if (log(rng_unit(rng)) < gain(&w->now, k, l, c))
        move(w, k, l, c);
}

void group_walk(const struct group_state *state, const struct group_sizes *sizes,
                int rounds, struct rng *rng, struct group_map *out)
{
    struct walk w = {.now = *state};
    identity(w.map.forth);
    identity(w.map.back);
    for (int t = 0; t < rounds; t++)
        for (int k = 1; k <= state->dims; k++)
            for (int l = 0; l <= state->dims; l++)
                try_move(&w, sizes->of[k][l], k, l, rng);
    *out = w.map;
}
