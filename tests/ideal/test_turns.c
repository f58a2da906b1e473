/* In more than one dimension the posterior is the same in every turn of the axes: chains
 * find their way about. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/ctx.h"
#include "ideal/chain.h"
#include "ideal/made.h"

enum { N = 24, M = 60 };

/* Two dimensions, and all that a chain needs. */
struct made {
    struct aisle_ctx *ctx;
    struct made_truth truth;
    struct aisle_ideal_options options;
    struct aisle_votes votes;
    struct problem problem;
    struct point mode;
    struct sampler sampler;
};

static void made_new(struct made *m)
{
    aisle_ideal_options_init(&m->options);
    m->options.dims = 2;
    m->options.votes_min = 5;
    m->truth = made_parties(N, M, 2, 1.5, 13);
    made_table(&m->votes, N, M);
    made_vote(&m->votes, m->options.link, &m->truth, 0.1, 14);
    struct aisle_ctx *ctx = m->ctx = aisle_ctx_new();
    assert_int_equal(problem_new(ctx, &m->votes, &m->options, &m->problem), AISLE_OK);
    assert_int_equal(point_new(ctx, &m->problem, &m->mode), AISLE_OK);
    assert_int_equal(start_at(ctx, &m->problem, &m->mode), AISLE_OK);
    assert_int_equal(map_fit(ctx, &m->problem, &m->mode), AISLE_OK);
    assert_int_equal(sampler_new(ctx, &m->problem, &m->mode, &m->sampler), AISLE_OK);
}

static void made_clear(struct made *m)
{
    sampler_clear(&m->sampler);
    point_clear(&m->mode);
    problem_clear(&m->problem);
    aisle_ctx_free(m->ctx);
    aisle_votes_clear(&m->votes);
    made_truth_free(&m->truth);
}

/* Every row's two dimensions turned by `angle`. */
static void turn_axes(float *rows, int count, double angle)
{
    for (int i = 0; i < count; i++) {
        double x = (double)rows[3 * i + 1];
        double y = (double)rows[3 * i + 2];
        rows[3 * i + 1] = (float)(cos(angle) * x - sin(angle) * y);
        rows[3 * i + 2] = (float)(sin(angle) * x + cos(angle) * y);
    }
}

/* Items' intercepts, which no turn changes, that a leap changes. */
static int leaps_taken(struct chain *c, int items)
{
    enum { TIMES = 20 };
    static float was[64];
    int taken = 0;
    for (int t = 0; t < TIMES; t++) {
        for (int j = 0; j < items; j++)
            was[j] = chain_item(c, j)[0];
        chain_leap(c);
        c->sweep++;
        for (int j = 0; j < items; j++)
            taken += was[j] != chain_item(c, j)[0];
    }
    return taken / TIMES;
}

/* Chains wander through the turns of the axes, and leaps were refused far from the
 * mode's (5% of the 118th's were taken). */
static void test_leaps_follow_the_axes(void **state)
{
    (void)state;
    struct made m;
    struct chain chain;
    made_new(&m);
    for (int turn = 0; turn < 3; turn++) {
        assert_int_equal(chain_new(m.ctx, &m.sampler, 0, 1, &chain), AISLE_OK);
        turn_axes(chain.member, m.problem.member_count, 1.2 * turn);
        turn_axes(chain.item, m.problem.item_count, 1.2 * turn);
        assert_true(leaps_taken(&chain, m.problem.item_count) >
                    m.problem.item_count / 4);
        chain_clear(&chain);
    }
    made_clear(&m);
}

/* After warm-up draws are turned like the chains' own means, not like a mode that may lie
 * far out; and what was watched is forgotten. */
static void test_middle_places_are_the_means_of_what_was_watched(void **state)
{
    (void)state;
    enum { TIMES = 7 };
    struct made m;
    struct chain chains[2];
    double x[N][2] = {{0}}, items[M][3] = {{0}};
    made_new(&m);
    for (int c = 0; c < 2; c++) {
        assert_int_equal(chain_new(m.ctx, &m.sampler, c, 1, &chains[c]), AISLE_OK);
        for (int t = 0; t < TIMES; t++) {
            struct alignment a;
            double one[3];
            chain_sweep(&chains[c]);
            chain_watch(&chains[c]);
            align_to(&m.sampler.target, chains[c].member, 3, &a);
            for (int i = 0; i < m.problem.member_count; i++) {
                align_member(&a, chain_member(&chains[c], i), one);
                for (int k = 0; k < 2; k++)
                    x[i][k] += one[k] / (2 * TIMES);
            }
            for (int j = 0; j < m.problem.item_count; j++) {
                align_item(&a, chain_item(&chains[c], j), one);
                for (int k = 0; k < 3; k++)
                    items[j][k] += one[k] / (2 * TIMES);
            }
        }
    }
    sampler_centre(&m.sampler, chains, 2);
    for (int i = 0; i < m.problem.member_count; i++)
        for (int k = 0; k < 2; k++)
            assert_true(fabs(m.sampler.target.x[2 * i + k] - x[i][k]) < 1e-12);
    for (int j = 0; j < m.problem.item_count; j++)
        for (int k = 0; k < 3; k++)
            assert_true(fabs(m.sampler.item[3 * j + k] - items[j][k]) < 1e-10);
    for (int c = 0; c < 2; c++) {
        assert_int_equal(chains[c].watched, 0);
        assert_true(chains[c].x_sum[0] == 0 && chains[c].item_sum[1] == 0);
        chain_clear(&chains[c]);
    }
    made_clear(&m);
}

/* Warnings about a dimension of `truth` true ones fitted with `dims`. */
static int warnings(int truth, int dims)
{
    struct aisle_votes votes;
    struct aisle_ideal_options o;
    struct aisle_fit fit;
    struct aisle_ctx *ctx = aisle_ctx_new();
    struct made_truth t = made_parties(30, 60, truth, 1.5, 3);
    int count = 0;
    aisle_ideal_options_init(&o);
    aisle_fit_init(&fit);
    o.dims = dims;
    o.votes_min = 5;
    o.threads = 2;
    made_table(&votes, 30, 60);
    made_vote(&votes, o.link, &t, 0.05, 4);
    assert_int_equal(aisle_ideal_fit(ctx, &votes, &o, &fit), AISLE_OK);
    for (int k = 1; k < dims; k++) {
        bool poor = aisle_fit_reliability(&fit, k) < 0.7;
        char what[32];
        snprintf(what, sizeof what, "bear dimension %d", k + 1);
        bool said = false;
        for (size_t i = 0; i < aisle_ctx_message_count(ctx); i++)
            said |= strstr(aisle_ctx_message(ctx, i)->text, what) != NULL;
        assert_int_equal(said, poor);
        count += said;
    }
    aisle_fit_clear(&fit);
    aisle_votes_clear(&votes);
    aisle_ctx_free(ctx);
    made_truth_free(&t);
    return count;
}

static void test_a_dimension_that_is_not_there_is_flagged(void **state)
{
    (void)state;
    assert_int_equal(warnings(1, 2), 1);
    assert_int_equal(warnings(2, 2), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_leaps_follow_the_axes),
        cmocka_unit_test(test_middle_places_are_the_means_of_what_was_watched),
        cmocka_unit_test(test_a_dimension_that_is_not_there_is_flagged),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
