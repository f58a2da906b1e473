/* Works on moments alone, so a step costs nothing that grows with the data. */
#include "ideal/group.h"

#include <math.h>
#include <string.h>

struct walk {
    struct group_state now;
    struct group_map map;
};

/* m -> t m t'. */
static void congruence(int n, double (*t)[GROUP_SIZE_MAX], double (*m)[GROUP_SIZE_MAX])
{
    double half[GROUP_SIZE_MAX][GROUP_SIZE_MAX] = {{0}};
    double out[GROUP_SIZE_MAX][GROUP_SIZE_MAX] = {{0}};
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++)
            for (int k = 0; k < n; k++)
                half[i][j] += t[i][k] * m[k][j];
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++)
            for (int k = 0; k < n; k++)
                out[i][j] += half[i][k] * t[j][k];
    memcpy(m, out, sizeof out);
}

/* m -> t m. */
static void multiply(int n, double (*t)[GROUP_SIZE_MAX], double (*m)[GROUP_SIZE_MAX])
{
    double out[GROUP_SIZE_MAX][GROUP_SIZE_MAX] = {{0}};
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++)
            for (int k = 0; k < n; k++)
                out[i][j] += t[i][k] * m[k][j];
    memcpy(m, out, sizeof out);
}

static void identity(double (*m)[GROUP_SIZE_MAX])
{
    memset(m, 0, GROUP_SIZE_MAX * sizeof *m);
    for (int i = 0; i < GROUP_SIZE_MAX; i++)
        m[i][i] = 1.0;
}

/* Log prior of a state with its volume against the start's. */
static double density(const struct walk *w)
{
    const struct group_state *s = &w->now;
    double sum = s->intercept_precision * s->item[0][0];
    for (int k = 1; k <= s->dims; k++)
        sum += s->member[k][k] + s->slope_precision * s->item[k][k];
    return -0.5 * sum + (s->members - s->items) * w->map.log_stretch;
}

/* One elementary map: the diagonal entry k is c, or the entry (k, l) is c off it. */
static struct walk moved(const struct walk *w, int k, int l, double c)
{
    struct walk out = *w;
    double forth[GROUP_SIZE_MAX][GROUP_SIZE_MAX];
    double back[GROUP_SIZE_MAX][GROUP_SIZE_MAX];
    int n = w->now.dims + 1;
    identity(forth);
    identity(back);
    forth[k][l] = c;
    if (k == l)
        back[k][k] = 1.0 / c;
    else
        back[l][k] = -c;
    congruence(n, forth, out.now.member);
    congruence(n, back, out.now.item);
    multiply(n, forth, out.map.forth);
    multiply(n, back, out.map.back);
    if (k == l)
        out.map.log_stretch += log(c);
    return out;
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
    struct walk next = moved(w, k, l, k == l ? exp(by) : by);
    if (log(rng_unit(rng)) < density(&next) - density(w))
        *w = next;
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
