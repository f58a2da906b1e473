/* Up to the posterior mode: Newton steps on all items and all members, and the shift and
 * stretch that the priors like best. */
#include "sparse/sparse.h"

#include "base/ctx.h"
#include "base/mem.h"
#include <math.h>
#include <string.h>

enum { SWEEPS_MAX = 1000, HALVINGS_MAX = 20, CHUNK = 256 };

static const double safe_decrement = 0.5;
/* The largest move of a member on the standard scale that ends the climb, and what
 * single precision may take from a sum of log chances. */
static const double still = 1e-5;
static const double slack = 1e-2;

static void step_item(const struct sparse_problem *p, const struct sparse_state *s,
                      int item, double *ab)
{
    struct row_sums before = sparse_item_at(p, s, item, ab[0], ab[1]);
    struct sparse_pair q = sparse_pair_of(&before);
    double part = 1.0;
    double gain = before.slope[0] * q.step[0] + before.slope[1] * q.step[1];
    for (int halving = 0; gain > safe_decrement && halving < HALVINGS_MAX; halving++) {
        struct row_sums after = sparse_item_at(p, s, item, ab[0] + part * q.step[0],
                                               ab[1] + part * q.step[1]);
        if (after.value >= before.value - slack)
            break;
        part *= 0.5;
    }
    ab[0] += part * q.step[0];
    ab[1] += part * q.step[1];
}

static void step_member(const struct sparse_problem *p, const struct sparse_state *s,
                        int member, double *x)
{
    struct row_sums before = sparse_member_at(p, s, member, *x);
    double step = before.slope[0] / before.curve[0];
    double part = 1.0;
    double gain = before.slope[0] * step;
    for (int halving = 0; gain > safe_decrement && halving < HALVINGS_MAX; halving++) {
        struct row_sums after = sparse_member_at(p, s, member, *x + part * step);
        if (after.value >= before.value - slack)
            break;
        part *= 0.5;
    }
    *x += part * step;
}

/* x + d, then c x: the best of each is a quotient. Where votes tell the slopes' sd, both
 * sides keep their prior's scale, as in chains, where the stretch has the Jacobian
 * c^(members - items): the best stretch would have the more numerous side's prior
 * widened. */
static void best_scale(const struct sparse_problem *p, struct sparse_state *s)
{
    double sd_a = p->options->prior_intercept_sd;
    struct sparse_scale g = sparse_scale_of(p, s);
    double tau = 1.0 / (sd_a * sd_a);
    sparse_shift(p, (tau * g.ab - g.x1) / (g.members + tau * g.bb), s);
    g = sparse_scale_of(p, s);
    if (!(g.x2 > 0.0 && g.bb > 0.0))
        return;
    if (!p->options->slope_told) {
        sparse_stretch(p, sqrt(sqrt(g.bb / (s->slope_sd * s->slope_sd) / g.x2)), s);
        return;
    }
    double c = sqrt(g.members / g.x2);
    sparse_stretch(p, c, s);
    s->slope_sd = sqrt(g.bb / g.items) / c;
}

/* Positive third moment: which way round is free. */
static void orient(const struct sparse_problem *p, struct sparse_state *s)
{
    struct sparse_standard q = sparse_standard_of(p, s->x);
    double cubes = 0.0;
    for (int i = 0; i < p->member_count; i++)
        if (sparse_row_count(&p->by_member, i) > 0)
            cubes += pow(s->x[i] - q.mean, 3.0);
    if (cubes >= 0.0)
        return;
    for (int i = 0; i < p->member_count; i++)
        s->x[i] *= -1.0;
    for (int j = 0; j < p->item_count; j++)
        s->item[2 * (size_t)j + 1] *= -1.0;
}

/* Nesterov's momentum on members: what links far generations creeps otherwise. Items
 * follow by their own Newton steps. It starts afresh when it would go back
 * (O'Donoghue and Candes, "Adaptive restart for accelerated gradient schemes", 2015). */
struct momentum {
    double *last; /* [members] where the sweep before ended */
    int age;
};

/* `from` is where this sweep began; x where it ended, moved on. */
static void carry_on(struct momentum *m, int count, const double *from, double *x)
{
    double back = 0.0;
    for (int i = 0; i < count; i++)
        back += (from[i] - x[i]) * (x[i] - m->last[i]);
    m->age = back > 0.0 ? 0 : m->age + 1;
    double part = m->age / (m->age + 3.0);
    for (int i = 0; i < count; i++) {
        double by = x[i] - m->last[i];
        m->last[i] = x[i];
        x[i] += part * by;
    }
}

static void sweep(const struct sparse_problem *p, struct sparse_state *s)
{
    sparse_narrow(p, s);
#pragma omp parallel for schedule(dynamic, CHUNK) num_threads(p->threads)
    for (int j = 0; j < p->item_count; j++)
        step_item(p, s, j, s->item + 2 * (size_t)j);
    sparse_narrow(p, s);
#pragma omp parallel for schedule(dynamic, CHUNK) num_threads(p->threads)
    for (int i = 0; i < p->member_count; i++)
        step_member(p, s, i, s->x + i);
    best_scale(p, s);
}

static double largest_move(int count, const double *from, const double *to)
{
    double most = 0.0;
    for (int i = 0; i < count; i++)
        most = fmax(most, fabs(to[i] - from[i]));
    return most;
}

enum aisle_status sparse_climb(struct aisle_ctx *ctx, const struct sparse_problem *p,
                               struct sparse_state *s, int *sweeps)
{
    size_t n = (size_t)p->member_count;
    struct momentum m = {mem_new(n, sizeof *m.last), 0};
    double *from = mem_new(n, sizeof *from);
    enum aisle_status status;
    if (!m.last || !from) {
        status = ctx_no_memory(ctx);
        goto out;
    }
    memcpy(m.last, s->x, n * sizeof *from);
    for (*sweeps = 0; *sweeps < SWEEPS_MAX; (*sweeps)++) {
        TRY(ctx_poll(ctx));
        memcpy(from, s->x, n * sizeof *from);
        sweep(p, s);
        if (largest_move(p->member_count, from, s->x) <
            still * sparse_standard_of(p, s->x).sd)
            break;
        carry_on(&m, p->member_count, from, s->x);
    }
    orient(p, s);
    sparse_narrow(p, s);
    status = AISLE_OK;
out:
    free(m.last);
    free(from);
    return status;
}
