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
};

static void begin(struct world *w, int members, int rollcalls, int draws, double noise)
{
    *w = (struct world){.ctx = aisle_ctx_new()};
    made_table(&w->votes, members, rollcalls);
    made_services(&w->votes);
    w->truth = made_parties(members, rollcalls, 1, 2.0, 3);
    made_vote(&w->votes, AISLE_LINK_LOGIT, &w->truth, 0, 4);
    made_tally(&w->votes);
    made_fit(&w->votes, &w->truth, draws, noise, noise, &w->fit);
}

static void end(struct world *w)
{
    aisle_fit_clear(&w->fit);
    made_truth_free(&w->truth);
    aisle_votes_clear(&w->votes);
    aisle_ctx_free(w->ctx);
}

static double chance(const struct world *w, int draw, int item, int member)
{
    size_t n = (size_t)w->fit.member_count, m = (size_t)w->fit.item_count;
    const float *row = w->fit.item_draws + ((size_t)draw * m + (size_t)item) * 2;
    double x = (double)w->fit.x_draws[(size_t)draw * n + (size_t)member];
    return num_logistic((double)row[0] + (double)row[1] * x);
}

/* Every draw with every item of the bank, weighted by the announcements: what the
 * particles sample. The normal part is left to its share. */
static void exact_chances(const struct world *w, const struct aisle_announcement *said,
                          int count, double *p, double *evidence)
{
    double sum = 0;
    memset(p, 0, sizeof *p * (size_t)w->fit.member_count);
    for (int s = 0; s < w->fit.draw_count; s++)
        for (int j = 0; j < w->fit.item_count; j++) {
            double weight = 1;
            for (int a = 0; a < count; a++) {
                double q = chance(w, s, j, said[a].member);
                weight *= said[a].cast == AISLE_CAST_YEA ? q : 1 - q;
            }
            sum += weight;
            for (int i = 0; i < w->fit.member_count; i++)
                p[i] += weight * chance(w, s, j, i);
        }
    for (int i = 0; i < w->fit.member_count; i++)
        p[i] /= sum;
    *evidence = sum / w->fit.draw_count / w->fit.item_count;
}

/* The same under the normal prior, by a plain sum over a fine grid of (a, b). */
static void normal_chances(const struct world *w, const struct aisle_announcement *said,
                           int count, double *p, double *evidence)
{
    double sum = 0, prior = 0;
    memset(p, 0, sizeof *p * (size_t)w->fit.member_count);
    for (double a = -20; a <= 20; a += 0.25)
        for (double b = -20; b <= 20; b += 0.25) {
            double density = exp(-(a * a + b * b) / 50), weight = density;
            for (int k = 0; k < count; k++) {
                double q = num_logistic(a + b * w->truth.x[said[k].member]);
                weight *= said[k].cast == AISLE_CAST_YEA ? q : 1 - q;
            }
            prior += density;
            sum += weight;
            for (int i = 0; i < w->fit.member_count; i++)
                p[i] += weight * num_logistic(a + b * w->truth.x[i]);
        }
    for (int i = 0; i < w->fit.member_count; i++)
        p[i] /= sum;
    *evidence = sum / prior;
}

static void chances_agree_with_whole_sums(void **state)
{
    (void)state;
    enum { MEMBERS = 20 };
    struct world w;
    begin(&w, MEMBERS, 25, 50, 0.05);
    const struct aisle_announcement said[] = {{2, AISLE_CAST_YEA},
                                              {15, AISLE_CAST_NAY}};
    double items[MEMBERS], normal[MEMBERS], of_items, of_normal;
    exact_chances(&w, said, 2, items, &of_items);
    normal_chances(&w, said, 2, normal, &of_normal);
    struct aisle_predict_options o;
    aisle_predict_options_init(&o);
    struct aisle_prediction p;
    assert_int_equal(aisle_predict(w.ctx, &w.votes, &w.fit, 2, said, &o, &p), AISLE_OK);
    assert_int_equal(p.seat_count, MEMBERS);
    assert_int_equal(p.bank_count, 25);
    double evidence = 0.9 * of_items + 0.1 * of_normal;
    double share = 0.9 * of_items / evidence;
    assert_near(p.p_announced, evidence, 0.01);
    assert_near(p.bank_share, share, 0.01);
    double mean = 0;
    for (int i = 0; i < MEMBERS; i++) {
        double want = share * items[i] + (1 - share) * normal[i];
        if (i == 2 || i == 15)
            want = i == 2;
        assert_near(p.p_yea[i], want, 0.015);
        assert_true(p.p_q05[i] <= p.p_yea[i] + 1e-9 && p.p_yea[i] <= p.p_q95[i] + 1e-9);
        mean += p.p_yea[i];
    }
    assert_near(p.mean, mean, 0.1); /* the totals are of a few thousand resampled */
    double sum = 0;
    for (int n = 0; n <= MEMBERS; n++)
        sum += p.distribution[n];
    assert_near(sum, 1, 1e-9);
    assert_near(aisle_prediction_at_least(&p, 0), 1, 1e-9);
    assert_true(p.distribution[0] == 0 && p.distribution[MEMBERS] == 0);
    aisle_prediction_clear(&p);
    end(&w);
}

/* With one certain roll call in the bank the count is Poisson-binomial. */
static void the_count_is_poisson_binomial(void **state)
{
    (void)state;
    enum { MEMBERS = 10 };
    struct world w;
    begin(&w, MEMBERS, 1, 1, 0);
    w.fit.item_draws[0] = 0.3F;
    w.fit.item_draws[1] = 0.8F;
    struct aisle_predict_options o;
    aisle_predict_options_init(&o);
    struct aisle_prediction p;
    assert_int_equal(aisle_predict(w.ctx, &w.votes, &w.fit, 0, NULL, &o, &p), AISLE_OK);
    double want[MEMBERS + 1] = {0};
    for (int set = 0; set < 1 << MEMBERS; set++) {
        double weight = 1;
        int yeas = 0;
        for (int i = 0; i < MEMBERS; i++) {
            double q = chance(&w, 0, 0, i);
            weight *= set >> i & 1 ? q : 1 - q;
            yeas += set >> i & 1;
        }
        want[yeas] += weight;
    }
    /* a tenth of the particles are the normal prior's */
    assert_near(p.bank_share, 0.9, 0.001);
    double normal[MEMBERS], unused;
    normal_chances(&w, NULL, 0, normal, &unused);
    for (int i = 0; i < MEMBERS; i++)
        assert_near(p.p_yea[i], 0.9 * chance(&w, 0, 0, i) + 0.1 * normal[i], 0.01);
    for (int n = 1; n < MEMBERS; n++) {
        double rest = (p.distribution[n] - 0.9 * want[n]) / 0.1;
        assert_true(rest > -0.01 && rest < 0.6);
    }
    aisle_prediction_clear(&p);
    end(&w);
}

/* Votes of the model, a few announced: chances of the others are as good as promised. */
static void predictions_are_calibrated(void **state)
{
    (void)state;
    struct world w;
    begin(&w, 60, 120, 100, 0.05);
    struct rng rng = rng_stream(12, 1, 1, 1);
    double expected = 0, variance = 0, got = 0, log_score = 0, log_base = 0;
    for (int j = 0; j < 120; j += 4) {
        struct aisle_announcement said[6];
        for (int a = 0; a < 6; a++) {
            int member = 10 * a + (int)(10 * rng_unit(&rng));
            said[a] = (struct aisle_announcement){
                member, (enum aisle_cast)aisle_votes_cast(&w.votes, j, member)};
        }
        struct aisle_predict_options o;
        aisle_predict_options_init(&o);
        o.leave_out = j;
        o.particles = 8192;
        struct aisle_prediction p;
        assert_int_equal(aisle_predict(w.ctx, &w.votes, &w.fit, 6, said, &o, &p),
                         AISLE_OK);
        assert_int_equal(p.bank_count, 119);
        double share = w.votes.rollcalls[j].yea / 60.0;
        share = fmin(fmax(share, 0.02), 0.98);
        for (int i = 0; i < 60; i++) {
            bool open = true;
            for (int a = 0; a < 6; a++)
                open &= said[a].member != i;
            if (!open)
                continue;
            bool yea = aisle_votes_cast(&w.votes, j, i) == AISLE_CAST_YEA;
            expected += p.p_yea[i];
            got += yea;
            log_score += log(yea ? p.p_yea[i] : 1 - p.p_yea[i]);
            log_base += log(yea ? share : 1 - share);
        }
        /* counts of one roll call go together: their spread is the count's own */
        variance += p.sd * p.sd;
        aisle_prediction_clear(&p);
    }
    assert_near(got, expected, 4.9 * sqrt(variance));
    /* and better than knowing how many voted yea but not who */
    assert_true(log_score > 0.85 * log_base);
    end(&w);
}

static void what_cannot_be_asked(void **state)
{
    (void)state;
    struct world w;
    begin(&w, 20, 25, 50, 0.05);
    struct aisle_predict_options o;
    aisle_predict_options_init(&o);
    struct aisle_prediction p;
    const struct aisle_announcement twice[] = {{2, AISLE_CAST_YEA},
                                               {2, AISLE_CAST_NAY}};
    assert_int_equal(aisle_predict(w.ctx, &w.votes, &w.fit, 2, twice, &o, &p),
                     AISLE_INPUT);
    w.fit.members[2].in_office = false;
    assert_int_equal(aisle_predict(w.ctx, &w.votes, &w.fit, 1, twice, &o, &p),
                     AISLE_INPUT);
    o.category = AISLE_CATEGORY_TREATY; /* made votes are amendments, the first kind */
    assert_int_equal(aisle_predict(w.ctx, &w.votes, &w.fit, 0, NULL, &o, &p),
                     AISLE_INPUT);
    assert_true(support_says(w.ctx, "of this kind", 0));
    free(w.fit.item_draws);
    w.fit.item_draws = NULL;
    assert_int_equal(aisle_predict(w.ctx, &w.votes, &w.fit, 0, NULL, &o, &p),
                     AISLE_INPUT);
    end(&w);
}

/* --- pages ------------------------------------------------------------------------------- */

static void a_member_s_page(void **state)
{
    (void)state;
    struct world w;
    begin(&w, 20, 25, 200, 0.3);
    struct aisle_diagnosis d;
    struct aisle_diagnose_options o;
    aisle_diagnose_options_init(&o);
    o.chances = true;
    o.only_member = 3;
    assert_int_equal(aisle_diagnose(w.ctx, &w.votes, &w.fit, &o, &d), AISLE_OK);
    struct aisle_member_page page;
    assert_int_equal(aisle_diagnose_member(w.ctx, &w.votes, &w.fit, &d, 3, &page),
                     AISLE_OK);
    assert_int_equal(page.seats, 20);
    double sum = 0, mean = 0, left = 0;
    for (int r = 1; r <= 20; r++) {
        sum += page.rank[r];
        mean += r * page.rank[r];
    }
    assert_near(sum, 1, 1e-9);
    /* mean rank is one and the chances that others stand left */
    for (int i = 0; i < 20; i++) {
        if (i == 3)
            continue;
        left += 1 - page.left_of[i];
        assert_near(page.left_of[i], 1 - aisle_chance_left(&w.fit, i, 3), 1e-9);
    }
    assert_near(mean, 1 + left, 1e-9);
    for (int i = 1; i < page.other_count; i++) {
        int a = page.others[i - 1], b = page.others[i];
        assert_true((double)d.same[60 + a] / d.both[60 + a] >=
                    (double)d.same[60 + b] / d.both[60 + b]);
    }
    assert_int_equal(page.surprise_count, 20);
    for (int i = 0; i < 20; i++) {
        const struct aisle_surprise *s = &page.surprises[i];
        assert_true(i == 0 || page.surprises[i - 1].chance <= s->chance);
        assert_true((float)s->chance == d.p_cast[s->item * 20 + 3]);
    }
    aisle_member_page_clear(&page);
    aisle_diagnosis_clear(&d);
    end(&w);
}

static void a_roll_call_s_page(void **state)
{
    (void)state;
    struct world w;
    begin(&w, 20, 25, 200, 0.3);
    made_cast(&w.votes, 7, 4, AISLE_CAST_ABSENT);
    made_cast(&w.votes, 7, 5, AISLE_CAST_OUT);
    struct aisle_diagnosis d;
    struct aisle_diagnose_options o;
    aisle_diagnose_options_init(&o);
    o.chances = true;
    o.only_item = 7;
    assert_int_equal(aisle_diagnose(w.ctx, &w.votes, &w.fit, &o, &d), AISLE_OK);
    struct aisle_vote_page page;
    assert_int_equal(aisle_diagnose_vote(w.ctx, &w.votes, &w.fit, &d, 7, &page),
                     AISLE_OK);
    assert_int_equal(page.seat_count, 19);
    for (int s = 0; s < 19; s++) {
        const struct aisle_vote_seat *seat = &page.seats[s];
        assert_true(s == 0 ||
                    w.truth.x[page.seats[s - 1].member] <= w.truth.x[seat->member]);
        assert_int_not_equal(seat->member, 5);
        assert_true(seat->p_q05 < seat->p_yea && seat->p_yea < seat->p_q95);
        assert_int_equal(isnan(seat->p_cast), seat->member == 4);
        assert_int_equal(seat->caucus, w.votes.members[seat->member].caucus);
    }
    aisle_vote_page_clear(&page);
    aisle_diagnosis_clear(&d);
    end(&w);
}

static enum aisle_status work(struct aisle_ctx *ctx, void *user)
{
    struct world *w = user;
    struct aisle_diagnosis d;
    struct aisle_diagnose_options o;
    struct aisle_predict_options q;
    struct aisle_member_page member;
    struct aisle_vote_page vote;
    struct aisle_prediction p;
    aisle_diagnosis_init(&d);
    aisle_member_page_init(&member);
    aisle_vote_page_init(&vote);
    aisle_diagnose_options_init(&o);
    aisle_predict_options_init(&q);
    q.particles = 64;
    const struct aisle_announcement said = {2, AISLE_CAST_YEA};
    enum aisle_status status = aisle_diagnose(ctx, &w->votes, &w->fit, &o, &d);
    if (status == AISLE_OK)
        status = aisle_diagnose_member(ctx, &w->votes, &w->fit, &d, 1, &member);
    if (status == AISLE_OK)
        status = aisle_diagnose_vote(ctx, &w->votes, &w->fit, &d, 1, &vote);
    if (status == AISLE_OK)
        status = aisle_predict(ctx, &w->votes, &w->fit, 1, &said, &q, &p);
    if (status == AISLE_OK)
        aisle_prediction_clear(&p);
    aisle_member_page_clear(&member);
    aisle_vote_page_clear(&vote);
    aisle_diagnosis_clear(&d);
    return status;
}

static void every_allocation_may_fail(void **state)
{
    (void)state;
    struct world w;
    begin(&w, 8, 6, 10, 0.1);
    assert_true(support_fail_allocations(work, &w) > 30);
    end(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(chances_agree_with_whole_sums),
        cmocka_unit_test(the_count_is_poisson_binomial),
        cmocka_unit_test(predictions_are_calibrated),
        cmocka_unit_test(what_cannot_be_asked),
        cmocka_unit_test(a_member_s_page),
        cmocka_unit_test(a_roll_call_s_page),
        cmocka_unit_test(every_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
