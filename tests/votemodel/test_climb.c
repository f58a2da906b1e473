/* The climb of a vote model comes to one end from wherever it begins, and soon; and the
 * axes are settled by what the priors say, behind the votes' backs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ideal/made.h"
#include "votemodel/votemodel.h"

enum { MEMBERS = 40, ROLLCALLS = 160, DIMS = 2, SWEEPS = 80 };

struct world {
    struct aisle_ctx *ctx;
    struct aisle_votes votes;
    struct aisle_votemodel_options options;
    struct data data;
    struct state state;
};

static void open_world(struct world *w)
{
    struct made_truth t = made_parties(MEMBERS, ROLLCALLS, DIMS, 1.5, 31);
    w->ctx = aisle_ctx_new();
    made_table(&w->votes, MEMBERS, ROLLCALLS);
    made_vote(&w->votes, AISLE_LINK_LOGIT, &t, 0.05, 32);
    for (int r = 0; r < ROLLCALLS; r++) /* every tenth: both ends against the middle */
        for (int i = 0; r % 10 == 0 && i < MEMBERS; i++)
            made_cast(&w->votes, r, i,
                      fabs(t.x[i * DIMS]) > 1.0 ? AISLE_CAST_YEA : AISLE_CAST_NAY);
    made_truth_free(&t);
    aisle_votemodel_options_init(&w->options);
    w->options.dims = DIMS;
    w->options.terms = AISLE_TERMS_FULL;
    w->options.threads = 1;
    assert_int_equal(data_new(w->ctx, &w->votes, &w->options, &w->data), AISLE_OK);
    assert_int_equal(state_new(w->ctx, &w->data, &w->state), AISLE_OK);
    assert_int_equal(state_begin(w->ctx, &w->data, &w->state), AISLE_OK);
}

static void close_world(struct world *w)
{
    state_clear(&w->state);
    data_clear(&w->data);
    aisle_votes_clear(&w->votes);
    aisle_ctx_free(w->ctx);
}

/* A start far off: shaken, stretched, shifted and turned, with the roll calls as they
 * were. */
static void disturb(struct state *s)
{
    struct rng rng = rng_stream(9, 80, 0, 0);
    for (int i = 0; i < MEMBERS; i++) {
        double *x = s->x + DIMS * i;
        double first = x[0] + 0.3 * rng_normal(&rng);
        double second = x[1] + 0.3 * rng_normal(&rng);
        x[0] = 1.4 * (0.9 * first - 0.4 * second) + 0.5;
        x[1] = 0.6 * (0.4 * first + 0.9 * second) - 0.4;
    }
}

static void climb_to_the_end(struct world *w, double *x)
{
    int sweeps = 0;
    bool converged = false;
    assert_int_equal(climb(w->ctx, &w->data, &w->state, &sweeps, &converged), AISLE_OK);
    print_message("%d sweeps, %.5f\n", sweeps,
                  score_votes(&w->data, &w->state, false).gmp);
    assert_true(converged && sweeps <= SWEEPS);
    memcpy(x, w->state.x, MEMBERS * DIMS * sizeof *x);
}

static void two_starts_come_to_one_end(void **state)
{
    (void)state;
    struct world near, far;
    double x[MEMBERS * DIMS], y[MEMBERS * DIMS];
    open_world(&near);
    open_world(&far);
    disturb(&far.state);
    climb_to_the_end(&near, x);
    climb_to_the_end(&far, y);
    for (int k = 0; k < DIMS; k++)
        for (int i = 0; i < MEMBERS; i++)
            assert_float_equal(x[DIMS * i + k], y[DIMS * i + k], 0.02);
    close_world(&near);
    close_world(&far);
}

/* eta of a member on a form of a roll call. */
static double eta_of(const struct world *w, int item, int form, int member)
{
    double phi[FEATURES_MAX], eta = 0.0;
    features_of(&w->state, &w->data, member, w->data.type[item], phi);
    for (int f = 0; f < w->state.features; f++)
        eta += state_form(&w->state, item, form)->beta[f] * phi[f];
    return eta;
}

static double half(double v, double sd)
{
    return 0.5 * v * v / (sd * sd);
}

/* Minus the log prior of places, offsets and forms, these by their weights. */
static double prior_cost(const struct world *w)
{
    const struct aisle_votemodel_options *o = &w->options;
    const struct state *s = &w->state;
    double cost = 0.0;
    for (int i = 0; i < MEMBERS * DIMS; i++)
        cost += half(s->x[i], 1.0);
    for (int i = 0; i < MEMBERS * AISLE_VOTE_TYPES; i++)
        cost += half(s->offset[i], o->offset_sd);
    for (int j = 0; j < w->data.problem.item_count; j++)
        for (int f = 0; f < w->data.forms; f++) {
            const struct form *form = state_form(s, j, f);
            double sum = half(form->beta[0], o->intercept_sd) +
                         half(form->beta[2 + DIMS], o->unfold_sd);
            for (int k = 0; k < DIMS; k++)
                sum += half(form->beta[1 + k], o->slope_sd);
            cost += form->weight * sum;
        }
    return cost;
}

/* Where places are uncorrelated there is nothing to turn: what is left moves no eta, and
 * only improves on the priors; done again, it finds nothing to do. */
static void settling_the_axes_moves_no_vote(void **state)
{
    (void)state;
    struct world w;
    enum { SEEN = 50 };
    double eta[SEEN], cost;
    open_world(&w);
    for (int i = 0; i < MEMBERS * AISLE_VOTE_TYPES; i++)
        w.state.offset[i] = 0.1 * (i % 5 - 2);
    axes_settle(&w.data, &w.state);
    for (int i = 0; i < MEMBERS; i++) {
        w.state.x[DIMS * i] = 1.5 * w.state.x[DIMS * i] + 0.4;
        w.state.x[DIMS * i + 1] = 0.5 * w.state.x[DIMS * i + 1] - 0.2;
    }
    for (int j = 0; j < w.data.problem.item_count; j++)
        for (int f = 0; f < w.data.forms; f++)
            state_form(&w.state, j, f)->beta[2 + DIMS] =
                f & 2 ? 0.05 * (j % 7 - 2) : 0.0;
    for (int v = 0; v < SEEN; v++)
        eta[v] = eta_of(&w, 3 * v, v % w.data.forms, v * 7 % MEMBERS);
    cost = prior_cost(&w);
    for (int pass = 0; pass < 8; pass++) {
        axes_settle(&w.data, &w.state);
        assert_true(prior_cost(&w) < cost + 1e-9 * cost);
        cost = prior_cost(&w);
    }
    for (int v = 0; v < SEEN; v++)
        assert_float_equal(eta[v], eta_of(&w, 3 * v, v % w.data.forms, v * 7 % MEMBERS),
                           1e-7);
    double before = w.state.x[5];
    axes_settle(&w.data, &w.state);
    assert_float_equal(before, w.state.x[5], 1e-6);
    close_world(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_starts_come_to_one_end),
        cmocka_unit_test(settling_the_axes_moves_no_vote),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
