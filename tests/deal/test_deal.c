/* The deal room on a forecaster small enough to check by hand (fake.h): prices
 * against direct sums, the search against brute force, and what can go wrong. */
// clang-format off
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on
#include "fake_body.h"
#include <stdio.h>

/* Eight provisions: 0 and 1 fixed, 2-5 optional and in, 6 and 7 on the table.
 * Two set levers alike (2 and 6 judges), so that scenarios fall together. */
struct fixture {
    struct aisle_ctx *ctx;
    struct aisle_package package;
    struct aisle_forecaster fake;
    struct aisle_deal_options options;
    struct aisle_parameters parameters;
    struct aisle_asylum_data data;
    struct aisle_frontier frontier;
};

static void add_setting(struct aisle_provision *p, enum aisle_lever lever, double value)
{
    p->settings = mem_new(1, sizeof *p->settings);
    assert_non_null(p->settings);
    p->settings[0] = (struct aisle_setting){lever, value, 0};
    p->setting_count = 1;
}

static void make_package(struct aisle_package *package)
{
    aisle_package_init(package);
    package->provision_count = FAKE_PROVISIONS;
    package->provisions = mem_new(FAKE_PROVISIONS, sizeof *package->provisions);
    package->vote_count = 2;
    package->votes = mem_new(2, sizeof *package->votes);
    package->votes[0].id = mem_copy_text("cloture");
    package->votes[1].id = mem_copy_text("passage");
    for (int i = 0; i < FAKE_PROVISIONS; i++) {
        struct aisle_provision *p = &package->provisions[i];
        p->id = mem_format("p%d", i);
        p->title = mem_format("P%d", i);
        p->amount_usd = 1e9 * (1 + i * i % 5);
        p->optional = i >= 2;
        p->in_package = i < 6;
    }
    add_setting(&package->provisions[2], AISLE_LEVER_JUDGES, 100);
    add_setting(&package->provisions[3], AISLE_LEVER_STANDARD, 1);
    add_setting(&package->provisions[6], AISLE_LEVER_JUDGES, 100);
}

static int setup(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    f->ctx = aisle_ctx_new();
    make_package(&f->package);
    fake_init(&f->fake, &f->package);
    aisle_deal_options_init(&f->options);
    f->options.asylum.threads = 2;
    f->data.court_count = 1; /* the fake simulation never looks at it */
    aisle_frontier_init(&f->frontier);
    fake_screen = (struct fake_screen){0};
    *state = f;
    return 0;
}

static int teardown(void **state)
{
    struct fixture *f = *state;
    mem_fail_at(0);
    aisle_frontier_clear(&f->frontier);
    aisle_package_clear(&f->package);
    aisle_ctx_free(f->ctx);
    free(f);
    return 0;
}

static enum aisle_status concessions(struct fixture *f)
{
    return aisle_deal_concessions(f->ctx, &f->package, &f->fake, &f->parameters,
                                  &f->data, &f->options, &f->frontier);
}

static enum aisle_status search(struct fixture *f)
{
    return aisle_deal_search(f->ctx, &f->package, &f->fake, &f->parameters, &f->data,
                             &f->options, &f->frontier);
}

static double expected_yeas(const struct fixture *f, uint64_t selection, int particle,
                            int first_seat, int end_seat)
{
    double sum = 0;
    for (int s = first_seat; s < end_seat; s++)
        sum += fake_p_yea(&f->fake, s, particle, selection, NAN);
    return sum;
}

static double weighted_change(const struct fixture *f, uint64_t a, uint64_t b,
                              int first_seat, int end_seat)
{
    double sum = 0;
    for (int i = 0; i < FAKE_PARTICLES; i++)
        sum += f->fake.weights[i] * (expected_yeas(f, b, i, first_seat, end_seat) -
                                     expected_yeas(f, a, i, first_seat, end_seat));
    return sum;
}

static void test_prices_match_direct_sums(void **state)
{
    struct fixture *f = *state;
    f->options.simulate = false;
    assert_int_equal(concessions(f), AISLE_OK);
    assert_int_equal(f->frontier.concession_count, 6);
    assert_int_equal(f->frontier.threshold, 6);
    assert_string_equal(f->frontier.vote, "cloture"); /* the harder of the two */
    for (int i = 0; i < 6; i++) {
        const struct aisle_concession *c = &f->frontier.concessions[i];
        uint64_t changed = 0x3F ^ (UINT64_C(1) << c->provision);
        char change[16];
        snprintf(change, sizeof change, "%s P%d", i < 4 ? "drop" : "add", 2 + i);
        assert_string_equal(c->change, change);
        assert_int_equal(c->added, i >= 4);
        double all = weighted_change(f, 0x3F, changed, 0, 10);
        assert_true(fabs(c->yea_mean - all) < 1e-12);
        assert_true(fabs(c->yea_d - weighted_change(f, 0x3F, changed, 0, 5)) < 1e-6);
        assert_true(fabs(c->yea_d + c->yea_r - c->yea_mean) < 1e-6);
        assert_true(c->yea_q05 <= c->yea_mean && c->yea_mean <= c->yea_q95);
        struct aisle_forecaster_short quick;
        aisle_forecaster_quick(&f->fake, 0, changed, NAN, &quick, NULL, NULL);
        assert_true(c->p_pass == quick.p_pass);
        assert_true(c->p_pass_delta == quick.p_pass - f->frontier.p_pass);
        assert_true(c->votes[0].p_pass == quick.p_pass);
        double easier = f->frontier.votes[1].p_pass + c->votes[1].p_pass_delta;
        assert_true(fabs(c->votes[1].p_pass - easier) < 1e-12);
        assert_true(fabs(c->p_all - c->votes[0].p_pass * c->votes[1].p_pass) < 1e-12);
        assert_true(c->p_all_delta == c->p_all - f->frontier.p_all);
        assert_string_equal(c->votes[1].id, "passage");
    }
}

/* The 5th and 95th hundredth of the weighted changes, found the slow way. */
static void test_interval_is_the_weighted_one(void **state)
{
    struct fixture *f = *state;
    f->options.simulate = false;
    assert_int_equal(concessions(f), AISLE_OK);
    const struct aisle_concession *c = &f->frontier.concessions[0];
    double below05 = 0, upto05 = 0, below95 = 0, upto95 = 0;
    for (int i = 0; i < FAKE_PARTICLES; i++) {
        double change =
            expected_yeas(f, 0x3B, i, 0, 10) - expected_yeas(f, 0x3F, i, 0, 10);
        double w = f->fake.weights[i];
        below05 += change < c->yea_q05 - 1e-12 ? w : 0;
        upto05 += change <= c->yea_q05 + 1e-12 ? w : 0;
        below95 += change < c->yea_q95 - 1e-12 ? w : 0;
        upto95 += change <= c->yea_q95 + 1e-12 ? w : 0;
    }
    assert_true(below05 < 0.05 && upto05 >= 0.05 - 1e-12);
    assert_true(below95 < 0.95 && upto95 >= 0.95 - 1e-12);
}

/* Share of the draws in which a change of seats first..end-1 is at most x. */
static double share_upto(const struct fixture *f, uint64_t a, uint64_t b, int first,
                         int end, double x)
{
    double sum = 0;
    for (int i = 0; i < FAKE_PARTICLES; i++)
        if (expected_yeas(f, b, i, first, end) - expected_yeas(f, a, i, first, end) <=
            x)
            sum += f->fake.weights[i];
    return sum;
}

/* A caucus's gains and losses, senator by senator, and its interval draw by draw; a
 * senator's interval too. Chances are kept as floats: 1e-5 is what they allow. */
static void test_parties_and_senators_have_intervals(void **state)
{
    struct fixture *f = *state;
    f->options.simulate = false;
    assert_int_equal(concessions(f), AISLE_OK);
    for (int i = 0; i < 6; i++) {
        const struct aisle_concession *c = &f->frontier.concessions[i];
        uint64_t changed = 0x3F ^ (UINT64_C(1) << c->provision);
        for (int party = 0; party < 2; party++) {
            const struct aisle_party_move *m = &c->party[party];
            int first = 5 * party, end = first + 5;
            double gained = 0, lost = 0;
            for (int s = first; s < end; s++) {
                double change = weighted_change(f, 0x3F, changed, s, s + 1);
                gained += fmax(change, 0);
                lost += fmax(-change, 0);
            }
            assert_true(fabs(m->gained - gained) < 1e-6);
            assert_true(fabs(m->lost - lost) < 1e-6);
            assert_true(fabs(m->net - (gained - lost)) < 1e-6);
            assert_true(share_upto(f, 0x3F, changed, first, end, m->q05 + 1e-5) >=
                        0.05);
            assert_true(share_upto(f, 0x3F, changed, first, end, m->q05 - 1e-5) < 0.05);
            assert_true(share_upto(f, 0x3F, changed, first, end, m->q95 + 1e-5) >=
                        0.95);
            assert_true(share_upto(f, 0x3F, changed, first, end, m->q95 - 1e-5) < 0.95);
        }
        for (int k = 0; k < c->gain_count; k++) {
            const struct aisle_move *m = &c->gains[k];
            int seat = m->name[0] - 'A';
            assert_true(fabs(m->delta -
                             weighted_change(f, 0x3F, changed, seat, seat + 1)) < 1e-6);
            assert_true(m->q05 <= m->delta && m->delta <= m->q95);
            assert_true(share_upto(f, 0x3F, changed, seat, seat + 1, m->q95 + 1e-5) >=
                        0.95);
        }
    }
}

static void test_moves(void **state)
{
    struct fixture *f = *state;
    f->options.simulate = false;
    f->fake.one_sided = 3;
    for (int s = 0; s < FAKE_SEATS; s++)
        f->fake.effect[s][3] = s == 7 ? 2 : s == 1 ? -1 : s == 2 ? 0.001 : 0;
    assert_int_equal(concessions(f), AISLE_OK);
    const struct aisle_concession *c = &f->frontier.concessions[1]; /* drop P3 */
    assert_false(c->identified);
    assert_true(f->frontier.concessions[0].identified);
    assert_int_equal(c->gain_count, 1);
    assert_string_equal(c->gains[0].name, "B");
    assert_int_equal(c->gains[0].party, 'I');
    assert_true(c->gains[0].delta >= 0.005);
    assert_int_equal(c->loss_count, 1);
    assert_string_equal(c->losses[0].name, "H");
    assert_true(c->losses[0].delta <= -0.005);
    const struct aisle_concession *many = &f->frontier.concessions[0];
    for (int i = 1; i < many->gain_count; i++)
        assert_true(many->gains[i - 1].delta >= many->gains[i].delta);
    for (int i = 1; i < many->loss_count; i++)
        assert_true(many->losses[i - 1].delta <= many->losses[i].delta);
}

static void test_vote_can_be_named(void **state)
{
    struct fixture *f = *state;
    f->options.simulate = false;
    f->options.vote = 1;
    assert_int_equal(concessions(f), AISLE_OK);
    assert_string_equal(f->frontier.vote, "passage");
    f->options.vote = 2;
    assert_int_equal(concessions(f), AISLE_NOT_FOUND);
}

/* A vote that hangs on "fair and more efficient" reads the simulation. */
static void test_fairness_condition_is_simulated(void **state)
{
    struct fixture *f = *state;
    f->fake.fair_odds = 3;
    assert_int_equal(concessions(f), AISLE_OK);
    assert_int_equal(fake_screen.calls, 0); /* nobody asked for it */
    aisle_frontier_clear(&f->frontier);
    f->package.statement_count = 1;
    f->package.statements = mem_new(1, sizeof *f->package.statements);
    f->package.statements[0].condition = AISLE_CONDITION_FAIR_EFFICIENT;
    assert_int_equal(concessions(f), AISLE_OK);
    assert_int_equal(fake_screen.calls, 2);
    assert_int_equal(f->frontier.simulated, 4);
    /* Dropping the standard makes it fair: seat 0 comes over. */
    double with = 0, without = 0;
    for (int i = 0; i < FAKE_PARTICLES; i++) {
        with += f->fake.weights[i] * fake_p_yea(&f->fake, 0, i, 0x3F, 0);
        without += f->fake.weights[i] * fake_p_yea(&f->fake, 0, i, 0x37, 1);
    }
    const struct aisle_concession *c = &f->frontier.concessions[1];
    assert_int_equal(c->provision, 3);
    assert_string_equal(c->gains[0].name, "A");
    assert_true(fabs(c->gains[0].delta - (without - with)) < 1e-6);
}

static const struct aisle_deal_point *point_of(const struct aisle_frontier *frontier,
                                               uint64_t selection)
{
    for (int i = 0; i < frontier->point_count; i++)
        if (frontier->points[i].selection == selection)
            return &frontier->points[i];
    return NULL;
}

static void test_search_scores_every_subset(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(search(f), AISLE_OK);
    assert_int_equal(f->frontier.searched, 64);
    assert_int_equal(f->frontier.point_count, 64);
    /* judges 0, 100 or 200, standard 0 or 1 */
    assert_int_equal(f->frontier.simulated, 6);
    assert_int_equal(fake_screen.scenarios, 6);
    for (uint64_t mask = 0; mask < 64; mask++) {
        uint64_t selection = 3 | mask << 2;
        const struct aisle_deal_point *p = point_of(&f->frontier, selection);
        assert_non_null(p);
        double judges = 100.0 * (double)((mask & 1) + (mask >> 4 & 1));
        double standard = (double)(mask >> 1 & 1);
        struct aisle_forecaster_short quick;
        aisle_forecaster_quick(&f->fake, 0, selection, judges > 0 && standard <= 0,
                               &quick, NULL, NULL);
        assert_true(p->p_pass == quick.p_pass);
        struct aisle_forecaster_short votes[2];
        double all = aisle_forecaster_quick_all(&f->fake, selection,
                                                judges > 0 && standard <= 0, votes);
        bool told = p->on_frontier || p->as_written;
        assert_true(told ? p->p_pass_q05 == quick.p_pass_q05 : isnan(p->p_pass_q05));
        assert_true(told ? p->p_pass_q95 == quick.p_pass_q95 : isnan(p->p_pass_q95));
        assert_true(told ? p->yea_mean == quick.yea_mean : isnan(p->yea_mean));
        assert_true(told ? p->p_all == all : isnan(p->p_all));
        assert_true(p->cost_usd == aisle_package_cost_usd(&f->package, selection));
        assert_true(p->outcome[0] == -2 * judges);
        assert_true(p->outcome[2] == 0.1 * standard);
        assert_int_equal(p->as_written, selection == 0x3F);
    }
}

static bool beats(const struct aisle_deal_point *a, const struct aisle_deal_point *b)
{
    bool better = a->p_pass > b->p_pass || a->cost_usd < b->cost_usd;
    if (a->p_pass < b->p_pass || a->cost_usd > b->cost_usd)
        return false;
    for (int k = 0; k < 3; k++) {
        if (a->outcome[k] > b->outcome[k])
            return false;
        better = better || a->outcome[k] < b->outcome[k];
    }
    return better;
}

static void test_frontier_is_not_beaten(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(search(f), AISLE_OK);
    int on = 0, knees = 0;
    for (int i = 0; i < f->frontier.point_count; i++) {
        const struct aisle_deal_point *p = &f->frontier.points[i];
        on += p->on_frontier;
        knees += p->knee;
        assert_true(!p->knee || p->on_frontier);
        assert_int_equal(p->on_frontier, i < on); /* the frontier stands first */
        if (i > 0 && p->on_frontier)
            assert_true(f->frontier.points[i - 1].p_pass >= p->p_pass);
        for (int j = 0; p->on_frontier && j < f->frontier.point_count; j++)
            assert_false(beats(&f->frontier.points[j], p));
    }
    assert_in_range(on, 2, 20);
    assert_int_equal(knees, 1);
    assert_true(f->frontier.note_count >= 3);
}

/* Asylum data that nobody read is as good as none. */
static void test_empty_data_is_not_simulated(void **state)
{
    struct fixture *f = *state;
    f->data.court_count = 0;
    assert_int_equal(search(f), AISLE_OK);
    assert_int_equal(fake_screen.calls, 0);
}

static void test_budget(void **state)
{
    struct fixture *f = *state;
    f->options.budget_usd = 12e9;
    int within = 0;
    for (uint64_t mask = 0; mask < 64; mask++)
        within += aisle_package_cost_usd(&f->package, 3 | mask << 2) <= 12e9;
    assert_int_equal(search(f), AISLE_OK);
    assert_in_range(within, 2, 62);
    assert_int_equal(f->frontier.point_count, within);
    for (int i = 0; i < within; i++)
        assert_true(f->frontier.points[i].cost_usd <= 12e9);
    aisle_frontier_clear(&f->frontier);
    f->options.budget_usd = 1;
    assert_int_equal(search(f), AISLE_OK);
    assert_int_equal(f->frontier.point_count, 0);
    assert_non_null(strstr(f->frontier.notes[0], "No combination"));
}

static void test_nothing_is_no_deal(void **state)
{
    struct fixture *f = *state;
    f->package.provisions[0].optional = f->package.provisions[1].optional = true;
    assert_int_equal(search(f), AISLE_OK);
    assert_int_equal(f->frontier.point_count, 255);
    assert_null(point_of(&f->frontier, 0));
}

static void test_too_many_choices(void **state)
{
    struct fixture *f = *state;
    f->options.optional_max = 5;
    assert_int_equal(search(f), AISLE_INPUT);
    assert_string_equal(aisle_ctx_message(f->ctx, 0)->text,
                        "the package leaves 6 provisions to choose from; the search "
                        "takes at most 5, which is 32 combinations");
    assert_non_null(aisle_ctx_message(f->ctx, 0)->hint);
    assert_null(f->frontier.points);
    assert_int_equal(concessions(f), AISLE_OK); /* a price list needs no subsets */
}

static void test_votes_only(void **state)
{
    struct fixture *f = *state;
    f->options.simulate = false;
    assert_int_equal(search(f), AISLE_OK);
    assert_int_equal(fake_screen.calls, 0);
    assert_int_equal(f->frontier.simulated, 0);
    for (int i = 0; i < 64; i++)
        assert_true(isnan(f->frontier.points[i].outcome[0]));
    for (int i = 1; i < 64 && f->frontier.points[i].on_frontier; i++)
        assert_true(f->frontier.points[i].cost_usd <
                    f->frontier.points[i - 1].cost_usd);
}

/* The noise of the simulation sets the step: differences inside it are ties. */
static void test_noise_widens_the_step(void **state)
{
    struct fixture *f = *state;
    fake_screen.noise = 200;
    assert_int_equal(search(f), AISLE_OK);
    double backlog = 0, days = 0, gap = 0;
    assert_int_equal(sscanf(f->frontier.notes[1],
                            "For the simulated outcomes it counts from %lf cases of "
                            "backlog, %lf days of median wait and %lf",
                            &backlog, &days, &gap),
                     3);
    assert_true(backlog > 50); /* one hundredth of the range is under 10 */
    assert_true(days <= 1 && gap <= 0.01);
}

static void test_threads_do_not_matter(void **state)
{
    struct fixture *f = *state;
    struct aisle_frontier one;
    aisle_frontier_init(&one);
    assert_int_equal(search(f), AISLE_OK);
    f->options.asylum.threads = 1;
    assert_int_equal(aisle_deal_search(f->ctx, &f->package, &f->fake, &f->parameters,
                                       &f->data, &f->options, &one),
                     AISLE_OK);
    assert_int_equal(one.point_count, f->frontier.point_count);
    for (int i = 0; i < one.point_count; i++) {
        const struct aisle_deal_point *a = &one.points[i], *b = &f->frontier.points[i];
        assert_true(a->selection == b->selection && a->p_pass == b->p_pass &&
                    a->on_frontier == b->on_frontier && a->knee == b->knee &&
                    a->outcome[0] == b->outcome[0]);
    }
    aisle_frontier_clear(&one);
}

static void test_failures_leave_no_half_result(void **state)
{
    struct fixture *f = *state;
    fake_screen.status = AISLE_MEMORY;
    assert_int_equal(search(f), AISLE_MEMORY);
    assert_null(f->frontier.points);
    fake_screen.status = AISLE_OK;
    aisle_ctx_cancel(f->ctx);
    assert_int_equal(search(f), AISLE_CANCELLED);
    assert_int_equal(concessions(f), AISLE_CANCELLED);
    assert_null(f->frontier.points);
    assert_null(f->frontier.concessions);
}

static void test_alloc_failures(void **state)
{
    struct fixture *f = *state;
    for (long k = 1; k < 1000; k++) {
        mem_fail_at(k);
        enum aisle_status status = search(f);
        bool reached = mem_count() >= k;
        mem_fail_at(0);
        if (!reached) {
            assert_int_equal(status, AISLE_OK);
            assert_true(k > 20);
            return;
        }
        assert_int_equal(status, AISLE_MEMORY);
        assert_null(f->frontier.points);
    }
    fail_msg("the loop never ended");
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
    const struct CMUnitTest tests[] = {
        T(test_prices_match_direct_sums),
        T(test_interval_is_the_weighted_one),
        T(test_parties_and_senators_have_intervals),
        T(test_moves),
        T(test_vote_can_be_named),
        T(test_fairness_condition_is_simulated),
        T(test_search_scores_every_subset),
        T(test_frontier_is_not_beaten),
        T(test_empty_data_is_not_simulated),
        T(test_budget),
        T(test_nothing_is_no_deal),
        T(test_too_many_choices),
        T(test_votes_only),
        T(test_noise_widens_the_step),
        T(test_threads_do_not_matter),
        T(test_failures_leave_no_half_result),
        T(test_alloc_failures),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
