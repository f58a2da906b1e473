/* Starts without walls, slow fields, and drifts: that they can be undone, that their
 * Jacobian is theirs, and that with all other steps they keep the posterior. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/ctx.h"
#include "sparse/drift.h"
#include "sparse/table.h"
#include <math.h>
#include <string.h>

enum { MEMBERS = 400, ITEMS = 1600, REACH = 60 };

struct made {
    struct aisle_ctx *ctx;
    struct aisle_votelist votes;
    struct aisle_sparse_options options;
    struct sparse_problem p;
    struct sparse_state s;
    double *x;
};

/* A table of overlapping generations and the climb's end. */
static void made_new(struct made *m, int reach)
{
    int parts, sweeps;
    m->ctx = aisle_ctx_new();
    aisle_sparse_options_init(&m->options);
    m->p = (struct sparse_problem){.threads = 1};
    m->x = table_make(&m->votes, MEMBERS, ITEMS, reach ? 0.6 : 0.1, reach, 11);
    assert_int_equal(sparse_problem_new(m->ctx, &m->votes, &m->options, &m->p),
                     AISLE_OK);
    assert_int_equal(sparse_state_new(m->ctx, &m->p, &m->s), AISLE_OK);
    assert_int_equal(sparse_start(m->ctx, &m->p, 0, &m->s, &parts), AISLE_OK);
    assert_int_equal(parts, 1);
    assert_int_equal(sparse_climb(m->ctx, &m->p, &m->s, &sweeps), AISLE_OK);
}

static void made_clear(struct made *m)
{
    sparse_state_clear(&m->s);
    sparse_problem_clear(&m->p);
    aisle_votelist_clear(&m->votes);
    free(m->x);
    aisle_ctx_free(m->ctx);
}

static double correlation(const double *a, const double *b, int n)
{
    double ma = num_mean(a, (size_t)n), mb = num_mean(b, (size_t)n), sum = 0;
    for (int i = 0; i < n; i++)
        sum += (a[i] - ma) * (b[i] - mb) / (n - 1);
    return sum / sqrt(num_variance(a, (size_t)n) * num_variance(b, (size_t)n));
}

/* Of thirteen generations none is the wrong way round, wherever the wave began. */
static void test_a_start_has_no_walls(void **state)
{
    (void)state;
    struct made m;
    made_new(&m, REACH);
    double sign = correlation(m.x, m.s.x, MEMBERS) < 0 ? -1 : 1;
    for (int i = 0; i < MEMBERS; i += 40)
        assert_true(sign * correlation(m.x + i, m.s.x + i, 40) > 0.8);
    for (uint64_t seed = 1; seed < 5; seed++) {
        int parts;
        assert_int_equal(sparse_start(m.ctx, &m.p, seed, &m.s, &parts), AISLE_OK);
        sign = correlation(m.x, m.s.x, MEMBERS) < 0 ? -1 : 1;
        for (int i = 0; i < MEMBERS; i += 40)
            assert_true(sign * correlation(m.x + i, m.s.x + i, 40) > 0.6);
    }
    made_clear(&m);
}

/* Two chambers that nobody links: two parts, and that is said. */
static void test_parts_are_counted(void **state)
{
    (void)state;
    struct aisle_votelist v;
    struct aisle_sparse_options o;
    struct aisle_sparse_fit fit;
    struct aisle_ctx *ctx = aisle_ctx_new();
    free(table_make(&v, 40, 100, 0.7, 0, 12));
    v.member_count = 80;
    for (int j = 50; j < 100; j++)
        for (int64_t k = v.first[j]; k < v.first[j + 1]; k++)
            v.cast[k] += 2 * 40;
    aisle_sparse_options_init(&o);
    aisle_sparse_fit_init(&fit);
    assert_int_equal(aisle_sparse_ideal(ctx, &v, &o, &fit), AISLE_OK);
    assert_int_equal(fit.part_count, 2);
    aisle_sparse_fit_clear(&fit);
    aisle_votelist_clear(&v);
    aisle_ctx_free(ctx);
}

/* Along a line of generations the slowest fields are its first waves; where all meet
 * all, nothing but the whole is slow. */
static void test_slow_fields_are_the_long_waves(void **state)
{
    (void)state;
    struct made m;
    made_new(&m, REACH);
    float *field = calloc((size_t)MEMBERS * SPARSE_FIELDS_MAX, sizeof *field);
    double wave[MEMBERS], got[MEMBERS];
    int count;
    assert_int_equal(sparse_fields(m.ctx, &m.p, &m.s, field, &count), AISLE_OK);
    assert_true(count >= 4);
    for (int i = 0; i < MEMBERS; i++) {
        wave[i] = cos(3.14159265 * (i + 0.5) / MEMBERS);
        got[i] = (double)field[i * SPARSE_FIELDS_MAX + 1];
    }
    assert_true(fabs(correlation(wave, got, MEMBERS)) > 0.95);
    made_clear(&m);
    made_new(&m, 0);
    assert_int_equal(sparse_fields(m.ctx, &m.p, &m.s, field, &count), AISLE_OK);
    assert_int_equal(count, 1);
    made_clear(&m);
    free(field);
}

/* There and back; and the Jacobian against what small differences grow to. */
static void test_a_drift_can_be_undone(void **state)
{
    (void)state;
    struct made m;
    struct sparse_drift d;
    struct sparse_state there, back;
    made_new(&m, REACH);
    assert_int_equal(sparse_drift_new(m.ctx, &m.p, &m.s, &d), AISLE_OK);
    assert_int_equal(sparse_state_new(m.ctx, &m.p, &there), AISLE_OK);
    assert_int_equal(sparse_state_new(m.ctx, &m.p, &back), AISLE_OK);
    double t[SPARSE_WAYS_MAX], minus[SPARSE_WAYS_MAX];
    struct rng rng = rng_stream(1, 95, 0, 0);
    for (int k = 0; k < d.way_count; k++)
        minus[k] = -(t[k] = 0.1 * rng_normal(&rng));
    double forth = sparse_drift_along(&d, t, &m.s, &there);
    double home = sparse_drift_along(&d, minus, &there, &back);
    assert_true(fabs(forth) > 1 && fabs(forth + home) < 1e-9 * fabs(forth));
    for (int i = 0; i < MEMBERS; i++)
        assert_true(fabs(back.x[i] - m.s.x[i]) < 1e-12 * (1 + fabs(m.s.x[i])));
    for (int k = 0; k < 2 * ITEMS; k++)
        assert_true(fabs(back.item[k] - m.s.item[k]) < 1e-11 * (1 + fabs(m.s.item[k])));
    double grown = 0;
    for (int i = 0; i < MEMBERS; i++)
        m.s.x[i] += 1;
    for (int j = 0; j < ITEMS; j++)
        m.s.item[2 * j + 1] += 1; /* a triangle: what a grows by is 1 */
    sparse_drift_along(&d, t, &m.s, &back);
    for (int i = 0; i < MEMBERS; i++)
        grown += log(back.x[i] - there.x[i]);
    for (int j = 0; j < ITEMS; j++)
        grown += log(back.item[2 * j + 1] - there.item[2 * j + 1]);
    assert_true(fabs(grown - forth) < 1e-6 * fabs(forth));
    sparse_state_clear(&there);
    sparse_state_clear(&back);
    sparse_drift_clear(&d);
    made_clear(&m);
}

/* --- the joint test ------------------------------------------------------------------- */

/* Geweke's ("Getting it right", JASA 99, 2004): parameters from the prior, then votes
 * drawn anew and a sweep, in turn; if the sweep keeps the posterior, parameters keep
 * the prior. Statistics: see measure(). */
enum { FEW = 70, SOME = 60, ROUNDS = 6000, BATCHES = 60, STATISTICS = 6 };

static void measure(const struct sparse_chain *c, double *out)
{
    const struct sparse_state *s = &c->state;
    double x2 = 0, b2 = 0, a2 = 0, ab = 0, bx = 0;
    for (int i = 0; i < FEW; i++)
        x2 += s->x[i] * s->x[i] / FEW;
    for (int j = 0; j < SOME; j++) {
        double a = s->item[2 * j], b = s->item[2 * j + 1] / s->slope_sd;
        a2 += a * a / SOME;
        b2 += b * b / SOME;
        ab += a * b * s->x[0] / SOME;
        bx += b * b * s->x[j] * s->x[j] / SOME;
    }
    double log_sd = log(s->slope_sd / c->p->options->prior_slope_sd);
    out[0] = x2 - 1;
    out[1] = b2 - 1;
    out[2] =
        a2 / (c->p->options->prior_intercept_sd * c->p->options->prior_intercept_sd) -
        1;
    out[3] = ab;
    out[4] = bx - 1;
    out[5] = c->p->options->slope_told ? log_sd * log_sd - 1 : 0;
}

static void draw_votes(struct rng *rng, const struct sparse_state *s,
                       struct aisle_votelist *v)
{
    for (int j = 0; j < v->rollcall_count; j++)
        for (int64_t k = v->first[j]; k < v->first[j + 1]; k++) {
            uint32_t i = v->cast[k] >> 1;
            double eta = s->item[2 * j] + s->item[2 * j + 1] * s->x[i];
            v->cast[k] = 2 * i + (rng_unit(rng) < num_logistic(eta));
        }
}

static void draw_prior(struct rng *rng, const struct aisle_sparse_options *o,
                       struct sparse_state *s)
{
    s->slope_sd = o->prior_slope_sd * (o->slope_told ? exp(rng_normal(rng)) : 1);
    for (int i = 0; i < FEW; i++)
        s->x[i] = rng_normal(rng);
    for (int j = 0; j < SOME; j++) {
        s->item[2 * j] = o->prior_intercept_sd * rng_normal(rng);
        s->item[2 * j + 1] = s->slope_sd * rng_normal(rng);
    }
}

/* Any fields, answers and root are valid: waves, means that are off, and a guess. */
static void make_drift(struct rng *rng, struct sparse_drift *d)
{
    enum { FIELDS = 2, WAYS = 2 * FIELDS };
    *d = (struct sparse_drift){.field_count = FIELDS, .way_count = WAYS};
    d->field = calloc((size_t)FEW * SPARSE_FIELDS_MAX, sizeof *d->field);
    d->answer = calloc((size_t)SOME * WAYS * 2, sizeof *d->answer);
    d->item = calloc((size_t)SOME * 3, sizeof *d->item);
    d->member = calloc((size_t)FEW, sizeof *d->member);
    for (int i = 0; i < FEW; i++)
        for (int f = 0; f < FIELDS; f++)
            d->field[i * SPARSE_FIELDS_MAX + f] =
                (float)cos(3.14159265 * f * (i + 0.5) / FEW);
    for (int k = 0; k < SOME * WAYS * 2; k++)
        d->answer[k] = (float)(0.3 * rng_normal(rng));
    for (int j = 0; j < SOME; j++)
        for (int f = 0; f < FIELDS; f++) {
            float wave = (float)cos(3.14159265 * f * (j + 0.5) / SOME);
            d->answer[(j * WAYS + f) * 2] += wave;
            d->answer[(j * WAYS + FIELDS + f) * 2 + 1] += wave;
        }
    for (int k = 0; k < WAYS; k++)
        for (int l = 0; l <= k; l++)
            d->root[k * WAYS + l] = k == l ? 14 : 2;
}

static void clear_drift(struct sparse_drift *d)
{
    free(d->field);
    free(d->answer);
    free(d->item);
    free(d->member);
    sparse_state_clear(&d->there);
}

/* One round: new votes, a sweep and a drift; 1 when that was taken. */
static int joint_round(struct aisle_ctx *ctx, struct rng *rng, struct sparse_chain *c,
                       struct sparse_drift *d, struct aisle_votelist *v)
{
    struct sparse_problem p = {.threads = 1};
    draw_votes(rng, &c->state, v);
    assert_int_equal(sparse_problem_new(ctx, v, c->p->options, &p), AISLE_OK);
    const struct sparse_problem *outer = c->p;
    c->p = d->p = &p;
    sparse_sweep(c);
    int taken = sparse_drift_step(d, rng, &c->state);
    c->p = outer;
    sparse_problem_clear(&p);
    return taken;
}

/* Means over all rounds, and over batches of them for their errors. */
struct means {
    double sum[STATISTICS];
    double batch[STATISTICS];
    double square[STATISTICS];
    int rounds;
};

static void add_round(struct means *m, const double *now)
{
    for (int k = 0; k < STATISTICS; k++) {
        m->sum[k] += now[k] / ROUNDS;
        m->batch[k] += now[k] / (ROUNDS / BATCHES);
    }
    if (++m->rounds % (ROUNDS / BATCHES))
        return;
    for (int k = 0; k < STATISTICS; k++) {
        m->square[k] += m->batch[k] * m->batch[k];
        m->batch[k] = 0;
    }
}

static void check_joint(bool slope_told)
{
    struct aisle_votelist v;
    struct aisle_sparse_options o;
    struct sparse_problem p = {.threads = 1};
    struct sparse_chain c = {.p = &p};
    struct sparse_drift d;
    struct means m = {.rounds = 0};
    struct aisle_ctx *ctx = aisle_ctx_new();
    struct rng rng = rng_stream(3, 96, slope_told, 0);
    int taken = 0;
    aisle_sparse_options_init(&o);
    o.slope_told = slope_told;
    o.prior_slope_sd = 0.7;
    o.prior_intercept_sd = 0.8;
    free(table_make(&v, FEW, SOME, 0.7, 12, 13));
    assert_int_equal(sparse_problem_new(ctx, &v, &o, &p), AISLE_OK);
    assert_int_equal(sparse_state_new(ctx, &p, &c.state), AISLE_OK);
    make_drift(&rng, &d);
    assert_int_equal(sparse_state_new(ctx, &p, &d.there), AISLE_OK);
    draw_prior(&rng, &o, &c.state);
    uint8_t hard[FEW];
    memset(hard, 1, sizeof hard);
    if (!slope_told) /* every unit leaps too */
        c.hard[0] = c.hard[1] = hard;
    for (int t = 0; t < ROUNDS; t++) {
        double now[STATISTICS];
        taken += joint_round(ctx, &rng, &c, &d, &v);
        measure(&c, now);
        add_round(&m, now);
    }
    print_message("%d of %d drifts taken; errors", taken, ROUNDS);
    for (int k = 0; k < STATISTICS - !slope_told; k++) {
        double variance = (m.square[k] / BATCHES - m.sum[k] * m.sum[k]) / (BATCHES - 1);
        print_message(" %.2f", m.sum[k] / sqrt(variance));
        assert_true(fabs(m.sum[k]) < 5.2 * sqrt(variance)); /* t, 59 degrees */
    }
    print_message("\n");
    assert_true(taken > ROUNDS / 10);
    clear_drift(&d);
    sparse_state_clear(&c.state);
    sparse_problem_clear(&p);
    aisle_votelist_clear(&v);
    aisle_ctx_free(ctx);
}

static void test_sweeps_leaps_and_drifts_keep_the_prior(void **state)
{
    (void)state;
    check_joint(false);
    check_joint(true);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_start_has_no_walls),
        cmocka_unit_test(test_parts_are_counted),
        cmocka_unit_test(test_slow_fields_are_the_long_waves),
        cmocka_unit_test(test_a_drift_can_be_undone),
        cmocka_unit_test(test_sweeps_leaps_and_drifts_keep_the_prior),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
