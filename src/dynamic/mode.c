/* Full Newton steps to the mode, to the last digit, and the walk's sd to its marginal mode
 * on the way. */
#include "dynamic/dynamic.h"

#include "base/ctx.h"
#include "base/mem.h"
#include <math.h>
#include <string.h>

enum { ROUNDS_MAX = 40, HALVINGS_MAX = 20 };

/* Squared Newton decrement of the whole; and a change of log walk sd that is nothing
 * beside its own spread, after which it is left alone. */
static const double still = 1e-8;
static const double walk_still = 1e-3;
static const double settled = 1e-2;
static const double safe_decrement = 0.1;

/* Newton's step for positions, [rows], and half its gain's twice. */
static double newton_step(const struct dyn_schur *s, double *step)
{
    double square = 0.0;
    memcpy(step, s->gradient, (size_t)s->row_count * sizeof *step);
    dyn_schur_forward(s, step, 1);
    for (int k = 0; k < s->row_count; k++)
        square += step[k] * step[k];
    dyn_schur_backward(s, step, 1);
    for (int k = 0; k < 2 * s->panel->item_count; k++)
        square += s->pull[k] * s->pull[k];
    return square;
}

/* An item follows: R'^-1 (pull - V dx). */
static void follow(const struct dyn_schur *s, const double *step, double part,
                   int block, int item, double *ab)
{
    size_t n = (size_t)dyn_schur_size(s, block);
    const double *v = dyn_schur_cross(s, block, item);
    const double *dx = step + s->row[block];
    const double *root = s->root + 3 * (size_t)item;
    double y0 = s->pull[2 * (size_t)item];
    double y1 = s->pull[2 * (size_t)item + 1];
    for (size_t k = 0; k < n; k++) {
        y0 -= v[k] * dx[k];
        y1 -= v[n + k] * dx[k];
    }
    double b = y1 / root[2];
    ab[0] += part * (y0 - root[1] * b) / root[0];
    ab[1] += part * b;
}

static void take_step(const struct dyn_schur *s, const double *step, double part,
                      struct dyn_state *state)
{
    const struct dyn_panel *p = s->panel;
    for (int k = 0; k < s->row_count; k++)
        state->x[2 * (size_t)s->period[k] + 1] += part * step[k];
    for (int t = 0; t < p->block_count; t++)
        for (int j = p->block[t].item; j < p->block[t].item + p->block[t].item_count;
             j++)
            follow(s, step, part, t, j, state->item + 2 * (size_t)j);
}

/* The sum of steps' expected squares, each over its Congresses. */
double dyn_expected_square(const struct dyn_schur *s, const struct dyn_state *state)
{
    const struct dyn_panel *p = s->panel;
    double sum = dyn_steps_square(p, state->x);
    for (int t = 0; t + 1 < p->block_count; t++) {
        size_t n = (size_t)dyn_schur_size(s, t);
        size_t after = (size_t)dyn_schur_size(s, t + 1);
        const double *c0 = s->covariance + s->square[t];
        const double *c1 = s->covariance + s->square[t + 1];
        for (size_t k = 0; k < n; k++) {
            size_t row = (size_t)s->row[t] + k;
            int next = p->period[s->period[row]].next;
            if (next < 0)
                continue;
            size_t l = (size_t)(s->at[next] - s->row[t + 1]);
            sum += p->block[t].step_weight *
                   (c0[k * n + k] + c1[l * after + l] - 2.0 * s->with_next[row]);
        }
    }
    return sum;
}

/* The fixed point of expectation and maximisation in log sd, by secants. */
struct secant {
    double at;   /* log sd before */
    double miss; /* what a plain step would have added there */
    bool known;
};

static double secant_step(struct secant *q, double at, double miss)
{
    double step = miss;
    if (q->known && fabs(miss - q->miss) > 1e-12) {
        double slope = (miss - q->miss) / (at - q->at);
        if (slope < 0.0)
            step = -miss / slope;
    }
    step = fmax(-0.5, fmin(0.5, step));
    *q = (struct secant){at, miss, true};
    return step;
}

/* Steps go to `state`; where the curvature is far from a parabola, `spare` holds the
 * place to draw back to. */
struct polish {
    struct dyn_schur *schur;
    struct dyn_state *state;
    struct dyn_state spare;
    double *step;
};

static void step_safely(struct polish *q, double square)
{
    const struct dyn_panel *p = q->schur->panel;
    double before = q->schur->value;
    dyn_state_copy(p, q->state, &q->spare);
    take_step(q->schur, q->step, 1.0, q->state);
    if (square < safe_decrement)
        return;
    struct dyn_state *to = q->state;
    double part = 1.0;
    for (int halving = 0; halving < HALVINGS_MAX; halving++) {
        if (dyn_log_posterior(p, to) >= before)
            return;
        part *= 0.5;
        dyn_state_copy(p, &q->spare, to);
        take_step(q->schur, q->step, part, to);
    }
    dyn_state_copy(p, &q->spare, to);
}

/* On return the factor and its inverse belong to the state. */
static enum aisle_status polish(struct aisle_ctx *ctx, struct polish *q)
{
    const struct dyn_panel *p = q->schur->panel;
    bool open = !(p->options->walk_sd > 0.0) && p->step_count > 0;
    struct secant secant = {0};
    for (int round = 0; round < ROUNDS_MAX; round++) {
        enum aisle_status status = ctx_poll(ctx);
        if (status != AISLE_OK)
            return status;
        dyn_schur_factor(q->schur, q->state);
        dyn_schur_invert(q->schur);
        double square = newton_step(q->schur, q->step);
        double miss =
            open ? log(dyn_walk_best(p, dyn_expected_square(q->schur, q->state)) /
                       q->state->walk_sd)
                 : 0.0;
        open = open && !(square < settled && fabs(miss) < walk_still);
        if (square < still && !open)
            break;
        step_safely(q, square);
        if (open && square < safe_decrement)
            q->state->walk_sd *=
                exp(secant_step(&secant, log(q->state->walk_sd), miss));
    }
    return AISLE_OK;
}

enum aisle_status dyn_mode(struct aisle_ctx *ctx, struct dyn_schur *schur,
                           struct dyn_state *state)
{
    struct polish q = {.schur = schur, .state = state};
    enum aisle_status status;
    TRY(dyn_state_new(ctx, schur->panel, &q.spare));
    q.step = mem_new((size_t)schur->row_count, sizeof *q.step);
    if (!q.step) {
        status = ctx_no_memory(ctx);
        goto out;
    }
    TRY(polish(ctx, &q));
out:
    dyn_state_clear(&q.spare);
    free(q.step);
    return status;
}
