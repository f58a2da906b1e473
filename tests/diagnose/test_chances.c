#include "diagnose/made.h"
#include "support/support.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
/* cmocka.h wants the headers above. */
#include <cmocka.h>

struct world {
    struct aisle_ctx *ctx;
    struct aisle_votes votes;
    struct made_truth truth;
    struct aisle_fit fit;
    struct aisle_diagnosis d;
};

static void begin(struct world *w, int members, int rollcalls)
{
    *w = (struct world){.ctx = aisle_ctx_new()};
    made_table(&w->votes, members, rollcalls);
    made_services(&w->votes);
    w->truth = made_parties(members, rollcalls, 1, 2.0, 3);
    aisle_diagnosis_init(&w->d);
}

static void end(struct world *w)
{
    aisle_diagnosis_clear(&w->d);
    aisle_fit_clear(&w->fit);
    made_truth_free(&w->truth);
    aisle_votes_clear(&w->votes);
    aisle_ctx_free(w->ctx);
}

static struct aisle_diagnose_options all_chances(int threads)
{
    struct aisle_diagnose_options o;
    aisle_diagnose_options_init(&o);
    o.chances = true;
    o.threads = threads;
    return o;
}

/* --- against exact leaving-out ---------------------------------------------------------- */

/* One roll call with known places, prior N(0, 2^2) on a and b: its posterior on a grid
 * so fine that the sums are exact to four digits. */
#define GRID 121
#define REACH 9.0
#define PRIOR_SD 2.0

static double grid_at(int i)
{
    return REACH * (2.0 * i / (GRID - 1) - 1.0);
}

static double log_vote(enum aisle_link link, int sign, double eta)
{
    double u = sign * eta;
    return link == AISLE_LINK_LOGIT ? -num_log1pexp(-u) : num_normal_log_cdf(u);
}

/* Posterior weight of every grid point, less the vote of `without` (-1: none). */
static void grid_posterior(const struct world *w, int without, double *weight)
{
    double sum = 0;
    for (int g = 0; g < GRID * GRID; g++) {
        double a = grid_at(g / GRID), b = grid_at(g % GRID);
        double log_weight = -(a * a + b * b) / (2 * PRIOR_SD * PRIOR_SD);
        for (int i = 0; i < w->votes.member_count; i++) {
            int sign = aisle_votes_cast(&w->votes, 0, i) == AISLE_CAST_YEA ? 1 : -1;
            if (i != without)
                log_weight += log_vote(w->fit.link, sign, a + b * w->truth.x[i]);
        }
        sum += weight[g] = exp(log_weight);
    }
    for (int g = 0; g < GRID * GRID; g++)
        weight[g] /= sum;
}

/* Draws of the item: systematic along the posterior's sum. */
static void grid_draws(const double *weight, int draws, float *item)
{
    double sum = weight[0];
    for (int s = 0, g = 0; s < draws; s++) {
        /* in an order that mixes the grid */
        while (sum * draws < s + 0.5)
            sum += weight[++g];
        item[2 * s] = (float)grid_at(g / GRID);
        item[2 * s + 1] = (float)grid_at(g % GRID);
    }
}

/* Chance of member i's vote, from all votes but that of `without`. */
static double exact_chance(const struct world *w, int i, int without, double *weight)
{
    double p = 0;
    int sign = aisle_votes_cast(&w->votes, 0, i) == AISLE_CAST_YEA ? 1 : -1;
    grid_posterior(w, without, weight);
    for (int g = 0; g < GRID * GRID; g++)
        p += weight[g] *
             exp(log_vote(w->fit.link, sign,
                          grid_at(g / GRID) + grid_at(g % GRID) * w->truth.x[i]));
    return p;
}

static void leave_out_exactly(enum aisle_link link)
{
    enum { MEMBERS = 14, DRAWS = 4000 };
    struct world w;
    begin(&w, MEMBERS, 1);
    static const char *const row = "nnnynnynyyyyny";
    made_from_letters(&w.votes, &row);
    for (int i = 0; i < MEMBERS; i++)
        w.truth.x[i] = -1.5 + 3.0 * i / (MEMBERS - 1);
    made_fit(&w.votes, &w.truth, DRAWS, 0, 0, &w.fit);
    w.fit.link = link;
    double *weight = calloc(GRID * GRID, sizeof *weight);
    grid_posterior(&w, -1, weight);
    grid_draws(weight, DRAWS, w.fit.item_draws);
    struct aisle_diagnose_options o = all_chances(1);
    assert_int_equal(aisle_diagnose(w.ctx, &w.votes, &w.fit, &o, &w.d), AISLE_OK);
    assert_true(w.d.left_out && w.d.loo.done);
    double elpd = 0, lppd = 0;
    for (int i = 0; i < MEMBERS; i++) {
        double exact = exact_chance(&w, i, i, weight);
        lppd += log(exact_chance(&w, i, -1, weight));
        /* A vote that the rest speaks against leans on the tail of the draws. */
        assert_near(log((double)w.d.p_cast[i]), log(exact), exact > 0.3 ? 0.005 : 0.15);
        elpd += log(exact);
    }
    assert_near(w.d.loo.elpd, elpd, 0.15);
    assert_true(w.d.loo.k_max > 0 && w.d.loo.k_max < 1);
    assert_int_equal(w.d.loo.votes, MEMBERS);
    assert_near(w.d.rollcalls[0].elpd_loo, w.d.loo.elpd, 1e-9);
    assert_near(w.d.loo.p_loo, lppd - elpd, 0.15);
    free(weight);
    end(&w);
}

static void leaving_out_agrees_with_exact_refits(void **state)
{
    (void)state;
    leave_out_exactly(AISLE_LINK_LOGIT);
}

static void so_does_probit(void **state)
{
    (void)state;
    leave_out_exactly(AISLE_LINK_PROBIT);
}

/* --- against the plain definition ---------------------------------------------------------- */

/* Mean chance and the unsmoothed left-out chance, draw by draw in double. */
static void plain_chance(const struct aisle_fit *fit, int item, int member, int sign,
                         double *mean, double *left_out, double *spread)
{
    size_t n = (size_t)fit->member_count, m = (size_t)fit->item_count;
    double sum = 0, inverse = 0, largest = 0;
    for (size_t s = 0; s < (size_t)fit->draw_count; s++) {
        const float *it = fit->item_draws + (s * m + (size_t)item) * 2;
        double x = (double)fit->x_draws[s * n + (size_t)member];
        double p = exp(log_vote(fit->link, sign, (double)it[0] + (double)it[1] * x));
        sum += p;
        inverse += 1 / p;
        largest = fmax(largest, 1 / p);
    }
    *mean = sum / fit->draw_count;
    *left_out = fit->draw_count / inverse;
    *spread = largest * fit->draw_count / inverse;
}

/* Single precision and the shortcut for even ratios change nothing that matters. */
static void chances_are_the_plain_sums(void **state)
{
    (void)state;
    struct world w;
    begin(&w, 30, 40);
    made_vote(&w.votes, AISLE_LINK_LOGIT, &w.truth, 0.1, 4);
    made_tally(&w.votes);
    made_fit(&w.votes, &w.truth, 1001, 0.05, 0.3, &w.fit); /* no multiple of a lane */
    struct aisle_diagnose_options o = all_chances(1);
    assert_int_equal(aisle_diagnose(w.ctx, &w.votes, &w.fit, &o, &w.d), AISLE_OK);
    int even = 0;
    for (int j = 0; j < 40; j++)
        for (int i = 0; i < 30; i++) {
            uint8_t cast = aisle_votes_cast(&w.votes, j, i);
            double mean, left_out, spread;
            double p_yea = (double)w.d.p_yea[j * 30 + i];
            double p_cast = (double)w.d.p_cast[j * 30 + i];
            plain_chance(&w.fit, j, i, cast == AISLE_CAST_NAY ? -1 : 1, &mean,
                         &left_out, &spread);
            assert_near(p_yea, cast == AISLE_CAST_NAY ? 1 - mean : mean, 2e-6);
            if (cast == AISLE_CAST_ABSENT) {
                assert_true(isnan(p_cast));
                continue;
            }
            even += spread <= 1.2;
            assert_near(p_cast / left_out, 1.0, spread <= 1.2 ? 2e-6 : 0.1);
        }
    assert_true(even > 200); /* both ways were taken */
    assert_true(even < 1000);
    end(&w);
}

static void threads_change_nothing(void **state)
{
    (void)state;
    struct world w;
    struct aisle_diagnosis other;
    begin(&w, 30, 90);
    made_vote(&w.votes, AISLE_LINK_LOGIT, &w.truth, 0.1, 4);
    made_tally(&w.votes);
    made_fit(&w.votes, &w.truth, 400, 0.05, 0.3, &w.fit);
    w.fit.chain_count = 4;
    struct aisle_diagnose_options o = all_chances(1), p = all_chances(3);
    o.replicate = p.replicate = o.judge = p.judge = true;
    assert_int_equal(aisle_diagnose(w.ctx, &w.votes, &w.fit, &o, &w.d), AISLE_OK);
    assert_int_equal(aisle_diagnose(w.ctx, &w.votes, &w.fit, &p, &other), AISLE_OK);
    assert_memory_equal(w.d.p_yea, other.p_yea, sizeof(float) * 30 * 90);
    assert_memory_equal(w.d.p_cast, other.p_cast, sizeof(float) * 30 * 90);
    assert_memory_equal(&w.d.loo, &other.loo, sizeof w.d.loo);
    assert_memory_equal(w.d.item_ess, other.item_ess, sizeof(double) * 90);
    for (int i = 0; i < w.d.replica_count; i++)
        assert_memory_equal(&w.d.replicas[i], &other.replicas[i],
                            sizeof w.d.replicas[i]);
    aisle_diagnosis_clear(&other);
    end(&w);
}

/* One member or one roll call alone gives the same chances. */
static void a_part_is_like_the_whole(void **state)
{
    (void)state;
    struct world w;
    struct aisle_diagnosis part;
    begin(&w, 30, 40);
    made_vote(&w.votes, AISLE_LINK_LOGIT, &w.truth, 0.1, 4);
    made_tally(&w.votes);
    made_fit(&w.votes, &w.truth, 400, 0.05, 0.3, &w.fit);
    struct aisle_diagnose_options o = all_chances(1);
    assert_int_equal(aisle_diagnose(w.ctx, &w.votes, &w.fit, &o, &w.d), AISLE_OK);
    o.only_member = 5;
    assert_int_equal(aisle_diagnose(w.ctx, &w.votes, &w.fit, &o, &part), AISLE_OK);
    for (int j = 0; j < 40; j++) {
        assert_memory_equal(&part.p_cast[j * 30 + 5], &w.d.p_cast[j * 30 + 5], 4);
        assert_true(isnan(part.p_cast[j * 30 + 6]));
    }
    assert_true(part.members[5].z == w.d.members[5].z);
    assert_false(part.loo.done);
    aisle_diagnosis_clear(&part);
    o.only_member = -1;
    o.only_item = 7;
    assert_int_equal(aisle_diagnose(w.ctx, &w.votes, &w.fit, &o, &part), AISLE_OK);
    assert_memory_equal(&part.p_cast[7 * 30], &w.d.p_cast[7 * 30], 4 * 30);
    assert_true(part.rollcalls[7].z == w.d.rollcalls[7].z);
    aisle_diagnosis_clear(&part);
    end(&w);
}

/* Were the chances true, log scores would be as promised: z's of the truth's own votes
 * are standard normal, and a member who votes at random stands out. */
static void scores_are_standardised(void **state)
{
    (void)state;
    struct world w;
    begin(&w, 60, 400);
    for (int j = 0; j < 800; j++)
        w.truth.item[j] *= 0.5;
    made_vote(&w.votes, AISLE_LINK_LOGIT, &w.truth, 0, 4);
    struct rng rng = rng_stream(9, 9, 9, 9);
    for (int r = 0; r < 400; r++)
        made_cast(&w.votes, r, 59,
                  rng_unit(&rng) < 0.5 ? AISLE_CAST_YEA : AISLE_CAST_NAY);
    made_tally(&w.votes);
    made_fit(&w.votes, &w.truth, 10, 0, 0, &w.fit);
    struct aisle_diagnose_options o = all_chances(1);
    assert_int_equal(aisle_diagnose(w.ctx, &w.votes, &w.fit, &o, &w.d), AISLE_OK);
    double square = 0;
    for (int i = 0; i < 59; i++) {
        assert_true(fabs(w.d.members[i].z) < 4.9);
        square += w.d.members[i].z * w.d.members[i].z;
    }
    assert_near(square / 59, 1.0, 4.9 * sqrt(2.0 / 59));
    assert_true(w.d.members[59].z < -10);
    end(&w);
}

/* --- replications and rules ----------------------------------------------------------------- */

static const struct aisle_replica *replica(const struct aisle_diagnosis *d,
                                           const char *name)
{
    for (int i = 0; i < d->replica_count; i++)
        if (strcmp(d->replicas[i].name, name) == 0)
            return &d->replicas[i];
    return NULL;
}

static const struct aisle_trust_rule *rule(const struct aisle_diagnosis *d,
                                           const char *name)
{
    for (int i = 0; i < d->rule_count; i++)
        if (strcmp(d->rules[i].name, name) == 0)
            return &d->rules[i];
    return NULL;
}

/* Votes from the model look like its replications; statistics are what they say. */
static void the_model_s_own_votes_pass(void **state)
{
    (void)state;
    struct world w;
    begin(&w, 40, 150);
    made_vote(&w.votes, AISLE_LINK_LOGIT, &w.truth, 0.05, 21);
    made_tally(&w.votes);
    made_fit(&w.votes, &w.truth, 200, 0, 0, &w.fit);
    struct aisle_diagnose_options o;
    aisle_diagnose_options_init(&o);
    o.replicate = o.judge = true;
    assert_int_equal(aisle_diagnose(w.ctx, &w.votes, &w.fit, &o, &w.d), AISLE_OK);
    assert_int_equal(w.d.replications, 200);
    double margin = 0, unity = 0;
    int64_t loyal = 0, loyal_of = 0;
    for (int r = 0; r < 150; r++) {
        margin += abs(w.votes.rollcalls[r].yea - w.votes.rollcalls[r].nay) / 150.0;
        unity += w.d.rollcalls[r].unity / 150.0;
    }
    for (int i = 0; i < 40; i++) {
        loyal += w.d.members[i].loyal;
        loyal_of += w.d.members[i].loyal_of;
    }
    assert_near(replica(&w.d, "margin")->observed, margin, 1e-9);
    assert_near(replica(&w.d, "unity")->observed, unity, 1e-9);
    assert_near(replica(&w.d, "loyalty")->observed, (double)loyal / (double)loyal_of,
                1e-9);
    assert_near(replica(&w.d, "classified")->observed,
                aisle_account_classified(&w.d.account), 1e-3);
    for (int i = 0; i < w.d.replica_count; i++)
        assert_true(w.d.replicas[i].p > 0.005 && w.d.replicas[i].p < 0.995);
    assert_int_equal(rule(&w.d, "replicas")->verdict, AISLE_VERDICT_GOOD);
    assert_int_equal(rule(&w.d, "rhat")->verdict, AISLE_VERDICT_UNKNOWN);
    end(&w);
}

/* Ends against the middle: the far thirds vote nay with the other side, which a
 * monotone model cannot have foreseen. */
static void ends_against_the_middle_are_seen(void **state)
{
    (void)state;
    struct world w;
    begin(&w, 40, 150);
    made_vote(&w.votes, AISLE_LINK_LOGIT, &w.truth, 0, 21);
    for (int r = 0; r < 150; r += 5)
        for (int i = 0; i < 40; i++)
            if (w.truth.x[i] < -1.1 || w.truth.x[i] > 1.1)
                made_cast(&w.votes, r, i,
                          w.truth.item[2 * r + 1] * w.truth.x[i] > 0 ? AISLE_CAST_NAY
                                                                     : AISLE_CAST_YEA);
    made_tally(&w.votes);
    made_fit(&w.votes, &w.truth, 200, 0, 0, &w.fit);
    struct aisle_diagnose_options o;
    aisle_diagnose_options_init(&o);
    o.replicate = o.judge = true;
    assert_int_equal(aisle_diagnose(w.ctx, &w.votes, &w.fit, &o, &w.d), AISLE_OK);
    assert_true(replica(&w.d, "classified")->p > 0.995);
    assert_int_equal(rule(&w.d, "replicas")->verdict, AISLE_VERDICT_CARE);
    end(&w);
}

/* Chains that stand apart are bad, whatever else is well. */
static void chains_that_do_not_mix_are_bad(void **state)
{
    (void)state;
    struct world w;
    begin(&w, 20, 30);
    made_vote(&w.votes, AISLE_LINK_LOGIT, &w.truth, 0, 21);
    made_tally(&w.votes);
    made_fit(&w.votes, &w.truth, 400, 0.1, 0.1, &w.fit);
    w.fit.chain_count = 4;
    for (int s = 300; s < 400; s++)
        for (int j = 0; j < 30; j++)
            w.fit.item_draws[(s * 30 + j) * 2] += 1.0F;
    w.fit.rhat_max = 1.002;
    w.fit.ess_bulk_min = 900;
    w.fit.ess_tail_min = 380;
    struct aisle_diagnose_options o;
    aisle_diagnose_options_init(&o);
    o.judge = true;
    assert_int_equal(aisle_diagnose(w.ctx, &w.votes, &w.fit, &o, &w.d), AISLE_OK);
    assert_int_equal(rule(&w.d, "rhat")->verdict, AISLE_VERDICT_GOOD);
    assert_int_equal(rule(&w.d, "ess_tail")->verdict, AISLE_VERDICT_CARE);
    assert_true(rule(&w.d, "rhat_items")->value > 1.5);
    assert_int_equal(rule(&w.d, "rhat_items")->verdict, AISLE_VERDICT_BAD);
    assert_int_equal(w.d.verdict, AISLE_VERDICT_BAD);
    end(&w);
}

static enum aisle_status work(struct aisle_ctx *ctx, void *user)
{
    struct world *w = user;
    struct aisle_diagnosis d;
    struct aisle_diagnose_options o = all_chances(1);
    o.replicate = o.judge = true;
    o.replications = 5;
    enum aisle_status status = aisle_diagnose(ctx, &w->votes, &w->fit, &o, &d);
    if (status == AISLE_OK)
        aisle_diagnosis_clear(&d);
    return status;
}

static void every_allocation_may_fail(void **state)
{
    (void)state;
    struct world w;
    begin(&w, 8, 6);
    made_vote(&w.votes, AISLE_LINK_LOGIT, &w.truth, 0, 21);
    made_tally(&w.votes);
    made_fit(&w.votes, &w.truth, 40, 0.1, 0.1, &w.fit);
    w.fit.chain_count = 2;
    assert_true(support_fail_allocations(work, &w) > 20);
    end(&w);
}

static void it_stops_when_asked(void **state)
{
    (void)state;
    struct world w;
    begin(&w, 8, 6);
    made_vote(&w.votes, AISLE_LINK_LOGIT, &w.truth, 0, 21);
    made_tally(&w.votes);
    made_fit(&w.votes, &w.truth, 40, 0.1, 0.1, &w.fit);
    aisle_ctx_cancel(w.ctx);
    struct aisle_diagnose_options o = all_chances(1);
    assert_int_equal(aisle_diagnose(w.ctx, &w.votes, &w.fit, &o, &w.d),
                     AISLE_CANCELLED);
    assert_null(w.d.members);
    end(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(leaving_out_agrees_with_exact_refits),
        cmocka_unit_test(so_does_probit),
        cmocka_unit_test(chances_are_the_plain_sums),
        cmocka_unit_test(threads_change_nothing),
        cmocka_unit_test(a_part_is_like_the_whole),
        cmocka_unit_test(scores_are_standardised),
        cmocka_unit_test(the_model_s_own_votes_pass),
        cmocka_unit_test(ends_against_the_middle_are_seen),
        cmocka_unit_test(chains_that_do_not_mix_are_bad),
        cmocka_unit_test(every_allocation_may_fail),
        cmocka_unit_test(it_stops_when_asked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
