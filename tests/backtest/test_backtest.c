/* The backtest on a made-up Senate: nothing of a vote, or later, reaches its
 * forecast; scores are what the rows say; the bytes do not depend on threads. */
#include "forecast/fixture.h"

enum { HISTORY = 120 }; /* roll calls of the Congress before */

struct caller {
    const struct aisle_fit *fit;
    int calls;
    bool late; /* a view held a vote on or after its day */
};

/* The fixture's fit, whatever the votes; its members copied. */
static enum aisle_status give_fit(struct aisle_ctx *ctx, void *user,
                                  const struct aisle_votes *votes,
                                  struct aisle_fit *out)
{
    struct caller *c = user;
    (void)ctx;
    for (int r = 0; r < votes->rollcall_count; r++)
        c->late |= votes->rollcalls[r].date >= votes->as_of;
    c->calls++;
    *out = *c->fit;
    out->members = mem_new((size_t)out->member_count, sizeof *out->members);
    memcpy(out->members, c->fit->members,
           (size_t)out->member_count * sizeof *out->members);
    return AISLE_OK;
}

static void set_history(struct fixture *f)
{
    fixture_make(f);
    for (int k = 0; k < HISTORY; k++)
        f->votes.rollcalls[k].congress = 117;
    f->votes.congress_first = 117;
}

static enum aisle_status run_kind(struct fixture *f, enum aisle_backtest_kind kind,
                                  enum aisle_reveal reveal, int threads,
                                  struct caller *caller, struct aisle_backtest *out)
{
    struct aisle_backtest_options o;
    aisle_backtest_options_init(&o);
    o.congress_first = o.congress_last = 118;
    o.particles = 128;
    o.kind = kind;
    o.reveal = reveal;
    o.reveal_count = 10;
    o.threads = threads;
    *caller = (struct caller){.fit = &f->fit};
    aisle_backtest_init(out);
    enum aisle_status status =
        aisle_backtest_run(f->ctx, &f->votes, &f->parameters, &f->leaders, NULL, &o,
                           give_fit, caller, out);
    if (status != AISLE_OK && status != AISLE_CANCELLED)
        support_show(f->ctx);
    return status;
}

static enum aisle_status run(struct fixture *f, enum aisle_reveal reveal, int threads,
                             struct caller *caller, struct aisle_backtest *out)
{
    return run_kind(f, AISLE_BACKTEST_CLOTURE, reveal, threads, caller, out);
}

static void every_input_is_earlier(void **state)
{
    (void)state;
    struct fixture f;
    struct caller caller;
    struct aisle_backtest b;
    set_history(&f);
    assert_int_equal(run(&f, AISLE_REVEAL_NONE, 1, &caller, &b), AISLE_OK);
    assert_int_equal(b.item_count, (ROLLCALLS - HISTORY) / 2);
    assert_true(caller.calls > 5);
    assert_false(caller.late);
    for (int k = 0; k < b.item_count; k++) {
        assert_true(b.items[k].last_input < b.items[k].date);
        assert_true(b.items[k].p_pass > 0 && b.items[k].p_pass < 1);
        assert_true(isfinite(b.items[k].joint_log_score));
    }
    aisle_backtest_clear(&b);
    fixture_clear(&f);
}

/* Turn every cast from a day on: what was said of votes until then must stay. */
static void the_future_cannot_be_seen(void **state)
{
    (void)state;
    enum { TURNED = ROLLCALLS - 20 };
    struct fixture f;
    struct caller caller;
    struct aisle_backtest before;
    struct aisle_backtest after;
    set_history(&f);
    assert_int_equal(run(&f, AISLE_REVEAL_NONE, 1, &caller, &before), AISLE_OK);
    for (int k = TURNED * SEATS; k < ROLLCALLS * SEATS; k++)
        f.votes.casts[k] =
            f.votes.casts[k] == AISLE_CAST_YEA ? AISLE_CAST_NAY : AISLE_CAST_YEA;
    assert_int_equal(run(&f, AISLE_REVEAL_NONE, 1, &caller, &after), AISLE_OK);
    int same = 0;
    int moved = 0;
    for (int k = 0; k < before.item_count; k++) {
        bool until = before.items[k].date <= f.votes.rollcalls[TURNED].date;
        double a = before.items[k].yea_mean;
        double c = after.items[k].yea_mean;
        if (until)
            assert_true(a == c && before.items[k].p_pass == after.items[k].p_pass);
        same += until;
        moved += !until && a != c;
    }
    assert_true(same >= 10 && moved >= 5); /* later ones do see the turned casts */
    aisle_backtest_clear(&before);
    aisle_backtest_clear(&after);
    fixture_clear(&f);
}

/* Who is sworn in before a vote sits at it, although no roll call has the name yet. */
static void a_new_senator_sits_at_the_first_vote(void **state)
{
    (void)state;
    enum { NEW = 5 };
    struct fixture f;
    struct caller caller;
    struct aisle_backtest b;
    set_history(&f);
    for (int k = 0; k < HISTORY; k++)
        f.votes.casts[k * SEATS + NEW] = AISLE_CAST_OUT;
    f.votes.services[NEW].first_number = HISTORY + 1;
    assert_int_equal(run(&f, AISLE_REVEAL_NONE, 1, &caller, &b), AISLE_OK);
    int casts = 0;
    for (int k = HISTORY; k < ROLLCALLS; k += 2)
        for (int m = 0; m < SEATS; m++) {
            uint8_t cast = f.votes.casts[k * SEATS + m];
            casts += cast == AISLE_CAST_YEA || cast == AISLE_CAST_NAY;
        }
    assert_int_equal(b.score.casts, casts);
    aisle_backtest_clear(&b);
    fixture_clear(&f);
}

static void knowing_ten_helps(void **state)
{
    (void)state;
    struct fixture f;
    struct caller caller;
    struct aisle_backtest cold;
    struct aisle_backtest asked;
    set_history(&f);
    assert_int_equal(run(&f, AISLE_REVEAL_NONE, 1, &caller, &cold), AISLE_OK);
    assert_int_equal(run(&f, AISLE_REVEAL_UNCERTAIN, 1, &caller, &asked), AISLE_OK);
    assert_true(asked.score.yea_crps < cold.score.yea_crps);
    assert_true(asked.score.pass_brier < cold.score.pass_brier);
    assert_true(asked.score.casts < cold.score.casts);
    int n = 0;
    for (int k = 0; k < AISLE_CALIBRATION_BINS; k++)
        n += cold.calibration[k].n;
    assert_int_equal(n, cold.score.votes);
    assert_int_equal(cold.congress_count, 1);
    assert_int_equal(cold.congresses[0].score.votes, cold.score.votes);
    assert_true(cold.baselines[1].score.joint_log_score < cold.score.joint_log_score);
    aisle_backtest_clear(&cold);
    aisle_backtest_clear(&asked);
    fixture_clear(&f);
}

static void threads_change_nothing(void **state)
{
    (void)state;
    struct fixture f;
    struct caller caller;
    struct aisle_backtest one;
    struct aisle_backtest two;
    set_history(&f);
    assert_int_equal(run(&f, AISLE_REVEAL_NOISY, 1, &caller, &one), AISLE_OK);
    assert_int_equal(run(&f, AISLE_REVEAL_NOISY, 2, &caller, &two), AISLE_OK);
    for (int k = 0; k < one.item_count; k++)
        assert_true(one.items[k].p_pass == two.items[k].p_pass &&
                    one.items[k].joint_log_score == two.items[k].joint_log_score);
    aisle_backtest_clear(&one);
    aisle_backtest_clear(&two);
    aisle_ctx_cancel(f.ctx);
    assert_int_equal(run(&f, AISLE_REVEAL_NONE, 1, &caller, &one), AISLE_CANCELLED);
    fixture_clear(&f);
}

/* Each passage becomes an amendment: in turn of a Democrat, whose caucus has the
 * majority, of a Republican, and of both, which is of nobody. */
static bool make_amendments(struct fixture *f)
{
    static const char *const lines[] = {"D07 Amdt. No. 1", "R07 Amdt. No. 2",
                                        "D07/R07 Amdt. No. 3"};
    struct aisle_votes *v = &f->votes;
    for (int k = 1; k < ROLLCALLS; k += 2) {
        v->rollcalls[k].category = AISLE_CATEGORY_AMENDMENT;
        v->rollcalls[k].subject = (char *)lines[k / 2 % 3];
    }
    struct aisle_service *both = mem_resize(v->services, 2 * SEATS, sizeof *both);
    if (!both)
        return false;
    v->services = both;
    memcpy(both + SEATS, both, SEATS * sizeof *both);
    for (int m = SEATS; m < 2 * SEATS; m++)
        both[m].congress = 117;
    v->service_count = 2 * SEATS;
    return true;
}

/* An amendment is its sponsor's: those of nobody are left out, and the same vote put
 * by the other side is another forecast. */
static void an_amendment_is_its_sponsors(void **state)
{
    (void)state;
    struct fixture f;
    struct caller caller;
    struct aisle_backtest as_put, turned;
    int asked = 0, last = 0;
    set_history(&f);
    assert_true(make_amendments(&f));
    for (int k = HISTORY + 1; k < ROLLCALLS; k += 2)
        if (k / 2 % 3 != 2) {
            asked++;
            last = k;
        }
    assert_int_equal(
        run_kind(&f, AISLE_BACKTEST_AMENDMENT, AISLE_REVEAL_NONE, 1, &caller, &as_put),
        AISLE_OK);
    assert_int_equal(as_put.item_count, asked);
    assert_int_equal(as_put.items[asked - 1].rollcall, last + 1);
    f.votes.rollcalls[last].subject =
        (char *)(last / 2 % 3 == 0 ? "R07 Amdt. No. 9" : "D07 Amdt. No. 9");
    assert_int_equal(
        run_kind(&f, AISLE_BACKTEST_AMENDMENT, AISLE_REVEAL_NONE, 1, &caller, &turned),
        AISLE_OK);
    assert_true(
        fabs(turned.items[asked - 1].yea_mean - as_put.items[asked - 1].yea_mean) > 1);
    assert_true(turned.items[asked - 2].yea_mean == as_put.items[asked - 2].yea_mean);
    aisle_backtest_clear(&as_put);
    aisle_backtest_clear(&turned);
    fixture_clear(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_input_is_earlier),
        cmocka_unit_test(the_future_cannot_be_seen),
        cmocka_unit_test(a_new_senator_sits_at_the_first_vote),
        cmocka_unit_test(knowing_ten_helps),
        cmocka_unit_test(threads_change_nothing),
        cmocka_unit_test(an_amendment_is_its_sponsors),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
