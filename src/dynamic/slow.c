/* The directions in which alternating between roll calls and careers is slowest.
 *
 * Let D be the positions' precision with roll calls held still, S that with roll calls
 * integrated out (schur.c). Along z a sweep closes the share z'S z / z'D z of the way:
 * the slow directions are the largest eigenvectors of S^-1 D, bends of a Congress's
 * scale and of its neighbours' that votes hardly feel. Shifts and stretches are among
 * them. Found by subspace iteration in the coordinates v = L'z, where S is the
 * identity, and a Rayleigh-Ritz step at the end; they need not be exact, any
 * directions make a valid move. */
#include "dynamic/drift.h"

#include "base/ctx.h"
#include "base/mem.h"
#include "num/linalg.h"
#include "num/rng.h"
#include <math.h>
#include <string.h>

enum { ITERATIONS = 8, CENTRINGS = 3, WAYS_A_BLOCK = 2, WAYS_MORE = 4 };

enum aisle_status dyn_slow_new(struct aisle_ctx *ctx, struct dyn_schur *schur,
                               const struct dyn_state *centre, struct dyn_slow *out)
{
    const struct dyn_panel *p = schur->panel;
    int count = WAYS_A_BLOCK * p->block_count + WAYS_MORE;
    count = count < DYN_WAYS_MAX ? count : DYN_WAYS_MAX;
    count = count < schur->row_count ? count : schur->row_count;
    struct dyn_slow w = {.panel = p, .schur = schur, .count = count};
    size_t size = (size_t)count * (size_t)schur->row_count;
    enum aisle_status status;
    TRY(dyn_state_new(ctx, p, &w.centre));
    dyn_state_copy(p, centre, &w.centre);
    w.way = mem_new(size, sizeof *w.way);
    w.look = mem_new(size, sizeof *w.look);
    if (!w.way || !w.look) {
        status = ctx_no_memory(ctx);
        goto out;
    }
    *out = w;
out:
    if (status != AISLE_OK)
        dyn_slow_clear(&w);
    return status;
}

void dyn_slow_clear(struct dyn_slow *slow)
{
    dyn_state_clear(&slow->centre);
    free(slow->way);
    free(slow->look);
    *slow = (struct dyn_slow){0};
}

/* to += by * from, for `n` columns. */
static void add(double *to, double by, const double *from, size_t n)
{
    for (size_t c = 0; c < n; c++)
        to[c] += by * from[c];
}

/* out = D v, v [rows][n]; `curve` is the likelihood's. */
static void times_conditional(const struct dyn_slow *w, const double *curve,
                              const double *v, double *out)
{
    const struct dyn_panel *p = w->panel;
    const struct dyn_schur *s = w->schur;
    double tau = 1.0 / (w->centre.walk_sd * w->centre.walk_sd);
    size_t n = (size_t)w->count;
    memset(out, 0, (size_t)s->row_count * n * sizeof *out);
    for (int row = 0; row < s->row_count; row++) {
        int i = s->period[row];
        const struct dyn_period *q = &p->period[i];
        double back = q->previous < 0 ? 1.0 : tau * p->block[q->block - 1].step_weight;
        double forth = q->next < 0 ? 0.0 : tau * p->block[q->block].step_weight;
        double *to = out + (size_t)row * n;
        add(to, curve[i] + back + forth, v + (size_t)row * n, n);
        if (q->previous >= 0)
            add(to, -back, v + (size_t)s->at[q->previous] * n, n);
        if (q->next >= 0)
            add(to, -forth, v + (size_t)s->at[q->next] * n, n);
    }
}

static double dot_columns(const double *u, size_t a, const double *v, size_t b,
                          int rows, size_t n)
{
    double sum = 0.0;
    for (size_t r = 0; r < (size_t)rows; r++)
        sum += u[r * n + a] * v[r * n + b];
    return sum;
}

/* Gram and Schmidt on the columns of v [rows][n]. */
static void orthonormalise(double *v, int rows, size_t n)
{
    for (size_t c = 0; c < n; c++) {
        double scale = 1.0 / sqrt(dot_columns(v, c, v, c, rows, n));
        for (size_t r = 0; r < (size_t)rows; r++)
            v[r * n + c] *= scale;
        for (size_t k = c + 1; k < n; k++) {
            double dot = dot_columns(v, c, v, k, rows, n);
            for (size_t r = 0; r < (size_t)rows; r++)
                v[r * n + k] -= dot * v[r * n + c];
        }
    }
}

/* out [n][rows] = turn [n][n] times the columns of v [rows][n]. */
static void turn_columns(const double *turn, const double *v, int rows, size_t n,
                         double *out)
{
    for (size_t a = 0; a < n; a++)
        for (size_t r = 0; r < (size_t)rows; r++) {
            double sum = 0.0;
            for (size_t b = 0; b < n; b++)
                sum += turn[a * n + b] * v[r * n + b];
            out[a * (size_t)rows + r] = sum;
        }
}

struct work {
    double *v, *u;  /* [rows][count] */
    double *square; /* [count][count] */
    double *turn;   /* [count][count] */
    double *value;  /* [count] */
    struct dyn_sums sums;
    struct dyn_given given;
};

static void find_ways(struct dyn_slow *w, struct work *k)
{
    const struct dyn_schur *s = w->schur;
    size_t n = (size_t)w->count;
    size_t size = n * (size_t)s->row_count;
    struct rng rng = rng_stream(w->panel->options->seed, DYN_USE_SLOW, 0, 0);
    for (size_t i = 0; i < size; i++)
        k->v[i] = rng_normal(&rng);
    for (int t = 0; t < ITERATIONS; t++) {
        orthonormalise(k->v, s->row_count, n);
        dyn_schur_backward(s, k->v, w->count);
        times_conditional(w, k->sums.curve, k->v, k->u);
        dyn_schur_forward(s, k->u, w->count);
        double *other = k->v;
        k->v = k->u;
        k->u = other;
    }
    orthonormalise(k->v, s->row_count, n);
    dyn_schur_times(s, k->v, w->count, k->u); /* S z */
    dyn_schur_backward(s, k->v, w->count);    /* z, with z'S z = 1 */
    double *dz = w->way;
    times_conditional(w, k->sums.curve, k->v, dz);
    for (size_t a = 0; a < n; a++)
        for (size_t b = 0; b < n; b++)
            k->square[a * n + b] = dot_columns(k->v, a, dz, b, s->row_count, n);
    linalg_eigen(k->square, n, k->value, k->turn);
    turn_columns(k->turn, k->v, s->row_count, n, w->way);
    turn_columns(k->turn, k->u, s->row_count, n, w->look);
}

enum aisle_status dyn_slow_find(struct aisle_ctx *ctx, struct dyn_slow *w)
{
    const struct dyn_panel *p = w->panel;
    size_t n = (size_t)w->count;
    size_t size = n * (size_t)w->schur->row_count;
    struct work k = {mem_new(size, sizeof *k.v),
                     mem_new(size, sizeof *k.u),
                     mem_new(n * n, sizeof *k.square),
                     mem_new(n * n, sizeof *k.turn),
                     mem_new(n, sizeof *k.value),
                     {0},
                     {0}};
    enum aisle_status status = AISLE_OK;
    if (!k.v || !k.u || !k.square || !k.turn || !k.value)
        status = ctx_no_memory(ctx);
    if (status == AISLE_OK)
        status = dyn_sums_new(ctx, p, &k.sums);
    if (status == AISLE_OK)
        status = dyn_given_new(ctx, p, &k.given);
    if (status == AISLE_OK) {
        dyn_state_narrow(p, &w->centre);
        for (int t = 0; t < CENTRINGS; t++) {
            dyn_given_find(p, &w->centre, &w->centre, w->schur->threads, &k.given);
            memcpy(w->centre.item, k.given.mode,
                   2 * (size_t)p->item_count * sizeof *k.given.mode);
        }
        dyn_state_narrow(p, &w->centre);
        dyn_schur_factor(w->schur, &w->centre);
        dyn_periods_eval(p, &w->centre, w->centre.x, w->schur->threads, &k.sums);
        find_ways(w, &k);
    }
    free(k.v);
    free(k.u);
    free(k.square);
    free(k.turn);
    free(k.value);
    dyn_sums_clear(&k.sums);
    dyn_given_clear(&k.given);
    return status;
}
