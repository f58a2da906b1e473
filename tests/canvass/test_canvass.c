/* The board from a made-up Senate, a whip count merged into a package, and what moved
 * a senator. */
#include "forecast/fixture.h"
#include <aisle/canvass.h>
#include <aisle/whatif.h>

static struct fixture *make(void)
{
    static struct fixture f;
    fixture_make(&f);
    return &f;
}

static const struct aisle_board_row *row_of(const struct aisle_board *board,
                                            const struct aisle_forecast_vote *v,
                                            const char *name)
{
    for (int r = 0; r < board->row_count; r++)
        if (strcmp(v->senators[board->rows[r].senator].name, name) == 0)
            return &board->rows[r];
    fail_msg("no row for %s", name);
    return NULL;
}

/* Every senator once, likeliest first, in the band of the chance. */
static void test_board(void **state)
{
    (void)state;
    struct fixture *f = make();
    struct aisle_forecast forecast;
    struct aisle_board board;
    fixture_say(f, "D03", AISLE_POSITION_NO);
    fixture_say(f, "R49", AISLE_POSITION_CONCERN);
    f->statements[1].senator = (char *)"R10";
    fixture_forecast(f, &forecast);
    assert_int_equal(aisle_canvass_board(f->ctx, &f->package, &forecast, 0, &board),
                     AISLE_OK);
    const struct aisle_forecast_vote *v = &forecast.votes[0];
    assert_int_equal(board.row_count, 100);
    int sum = 0;
    for (int b = 0; b < AISLE_BAND_COUNT; b++)
        sum += board.band_count[b];
    assert_int_equal(sum, 100);
    bool seen[100] = {false};
    for (int r = 0; r < board.row_count; r++) {
        const struct aisle_board_row *row = &board.rows[r];
        assert_false(seen[row->senator]);
        seen[row->senator] = true;
        assert_true(r == 0 || row->p_yea <= board.rows[r - 1].p_yea);
        double p = row->p_yea;
        enum aisle_band band = p >= 0.9   ? AISLE_BAND_YES
                               : p >= 0.6 ? AISLE_BAND_LEAN_YES
                               : p >= 0.4 ? AISLE_BAND_TOSS_UP
                               : p >= 0.1 ? AISLE_BAND_LEAN_NO
                                          : AISLE_BAND_NO;
        assert_int_equal(row->band, band);
    }
    assert_int_equal(board.spoken, 2);
    assert_int_equal(row_of(&board, v, "D03")->latest, 0);
    assert_int_equal(row_of(&board, v, "D04")->latest, -1);
    assert_int_equal(board.disagreed, 0);
    assert_near(board.variance, v->p_pass * (1 - v->p_pass), 1e-12);
    aisle_board_clear(&board);
    aisle_forecast_clear(&forecast);
    fixture_clear(f);
}

/* Asks come largest first, are worth no more than there is to learn, and leave out
 * what the forecast did not compute. */
static void test_asks(void **state)
{
    (void)state;
    struct fixture *f = make();
    struct aisle_forecast forecast;
    struct aisle_board board;
    fixture_forecast(f, &forecast);
    struct aisle_forecast_vote *v = &forecast.votes[0];
    v->senators[7].ask_value = NAN;
    v->senators[8].ask_value = 0;
    assert_int_equal(aisle_canvass_board(f->ctx, &f->package, &forecast, 0, &board),
                     AISLE_OK);
    assert_true(board.ask_count > 0 && board.ask_count <= 98);
    double last = 1;
    for (int k = 0; k < board.ask_count; k++) {
        const struct aisle_board_row *row = &board.rows[board.asks[k]];
        double value = v->senators[row->senator].ask_value;
        assert_true(value <= last && value > 0);
        assert_true(value <= board.variance + 1e-9);
        assert_int_equal(row->ask_rank, k + 1);
        assert_true(row->senator != 7 && row->senator != 8);
        last = value;
    }
    aisle_board_clear(&board);
    aisle_forecast_clear(&forecast);
    fixture_clear(f);
}

/* Two sources on one day: flagged. One source that changes its mind: not. */
static void test_disputes(void **state)
{
    (void)state;
    struct fixture *f = make();
    struct aisle_forecast forecast;
    struct aisle_board board;
    fixture_say(f, "D03", AISLE_POSITION_YES);
    fixture_say(f, "D03", AISLE_POSITION_NO)->source = (char *)"another paper";
    fixture_say(f, "D04", AISLE_POSITION_YES)->date -= 30;
    fixture_say(f, "D04", AISLE_POSITION_NO);
    fixture_forecast(f, &forecast);
    assert_int_equal(aisle_canvass_board(f->ctx, &f->package, &forecast, 0, &board),
                     AISLE_OK);
    assert_true(row_of(&board, &forecast.votes[0], "D03")->disagreed);
    assert_false(row_of(&board, &forecast.votes[0], "D04")->disagreed);
    assert_int_equal(board.disagreed, 1);
    aisle_board_clear(&board);
    aisle_forecast_clear(&forecast);
    fixture_clear(f);
}

/* ---- merging a count ---- */

static struct aisle_statement heard(const char *senator, enum aisle_position position,
                                    int line)
{
    return (struct aisle_statement){.date = fixture_day(ROLLCALLS) - 1,
                                    .senator = mem_copy_text(senator),
                                    .position = position,
                                    .about = mem_copy_text("package"),
                                    .provision = -1,
                                    .vote = -1,
                                    .condition_provision = -1,
                                    .source = mem_copy_text("a count"),
                                    .quote = mem_copy_text(""),
                                    .note = mem_copy_text(""),
                                    .line = line};
}

/* The package's own strings are the fixture's; merged ones must be owned. So the
 * package under test is made of owned copies only. */
static void own_package(struct fixture *f, struct aisle_package *package)
{
    aisle_package_init(package);
    package->id = mem_copy_text("owned");
    package->as_of = f->package.as_of;
    package->votes = mem_new(1, sizeof *package->votes);
    package->votes[0] = (struct aisle_package_vote){.id = mem_copy_text("cloture"),
                                                    .question = mem_copy_text("Q"),
                                                    .why = mem_copy_text("")};
    package->vote_count = 1;
    package->provisions = mem_new(1, sizeof *package->provisions);
    package->provisions[0] = (struct aisle_provision){.id = mem_copy_text("wall")};
    package->provision_count = 1;
}

static void make_whip(struct aisle_whip *whip, int count)
{
    aisle_whip_init(whip);
    whip->path = mem_copy_text("count.csv");
    whip->statements = mem_new((size_t)count, sizeof *whip->statements);
}

static void test_merge(void **state)
{
    (void)state;
    struct fixture *f = make();
    struct aisle_package package;
    struct aisle_whip whip;
    own_package(f, &package);
    make_whip(&whip, 3);
    whip.statements[whip.statement_count++] = heard("D03", AISLE_POSITION_YES, 2);
    whip.statements[whip.statement_count++] = heard("", AISLE_POSITION_NO, 3);
    whip.statements[whip.statement_count++] = heard("R10", AISLE_POSITION_LEAN_NO, 4);
    strcpy(whip.statements[1].bioguide, "B000098"); /* one of two Scotts */
    free(whip.statements[1].about);
    whip.statements[1].about = mem_copy_text("cloture");
    free(whip.statements[2].about);
    whip.statements[2].about = mem_copy_text("wall");
    assert_int_equal(aisle_canvass_merge(f->ctx, &f->votes, &whip, &package), AISLE_OK);
    assert_int_equal(package.statement_count, 3);
    assert_string_equal(package.statements[0].bioguide, "B000003");
    assert_string_equal(package.statements[1].senator, "Scott");
    assert_int_equal(package.statements[1].vote, 0);
    assert_int_equal(package.statements[2].provision, 0);
    /* again: nothing new */
    assert_int_equal(aisle_canvass_merge(f->ctx, &f->votes, &whip, &package), AISLE_OK);
    assert_int_equal(package.statement_count, 3);
    aisle_whip_clear(&whip);
    aisle_package_clear(&package);
    fixture_clear(f);
}

static void test_merge_faults(void **state)
{
    (void)state;
    struct fixture *f = make();
    struct aisle_package package;
    struct aisle_whip whip;
    own_package(f, &package);
    make_whip(&whip, 2);
    whip.statements[whip.statement_count++] = heard("Dx3", AISLE_POSITION_YES, 2);
    whip.statements[whip.statement_count++] = heard("D04", AISLE_POSITION_YES, 3);
    free(whip.statements[1].about);
    whip.statements[1].about = mem_copy_text("walls");
    assert_int_equal(aisle_canvass_merge(f->ctx, &f->votes, &whip, &package),
                     AISLE_NOT_FOUND);
    assert_true(support_says(f->ctx, "no senator in office is named 'Dx3'", 2));
    assert_true(support_says(f->ctx, "'walls' is no vote and no provision", 3));
    assert_string_equal(aisle_ctx_message(f->ctx, 1)->hint, "did you mean 'wall'?");
    assert_int_equal(package.statement_count, 0);
    aisle_whip_clear(&whip);
    aisle_package_clear(&package);
    fixture_clear(f);
}

/* ---- what moved a senator ---- */

static const struct aisle_reason *reason(const struct aisle_forecast_senator *s,
                                         const char *part)
{
    for (int r = 0; r < s->reason_count; r++)
        if (strstr(s->reasons[r].text, part))
            return &s->reasons[r];
    return NULL;
}

static void explain(struct fixture *f, struct aisle_forecast *forecast)
{
    fixture_forecast(f, forecast);
    assert_int_equal(aisle_canvass_explain(f->ctx, &f->votes, &f->fit, &f->package,
                                           &f->options, NAN, forecast),
                     AISLE_OK);
}

static void test_own_words(void **state)
{
    (void)state;
    struct fixture *f = make();
    struct aisle_forecast forecast, without;
    fixture_forecast(f, &without);
    fixture_say(f, "D03", AISLE_POSITION_NO);
    fixture_say(f, "D07", AISLE_POSITION_NO)->second_hand = true;
    explain(f, &forecast);
    int of = fixture_senator(&forecast.votes[0], "D07");
    assert_non_null(reason(&forecast.votes[0].senators[of], "What others say: 'no'"));
    assert_null(reason(&forecast.votes[0].senators[of], "Own words"));
    int i = fixture_senator(&forecast.votes[0], "D03");
    const struct aisle_forecast_senator *s = &forecast.votes[0].senators[i];
    const struct aisle_reason *own = reason(s, "Own words: 'no' on package");
    assert_non_null(own);
    /* nearly the only thing said: the change is the senator's own */
    assert_near(own->effect, s->p_yea - without.votes[0].senators[i].p_yea, 0.05);
    assert_true(own->effect < -0.2);
    const struct aisle_forecast_senator *silent = &forecast.votes[0].senators[4];
    assert_null(reason(silent, "Own words"));
    for (int k = 0; k < 100; k++) {
        s = &forecast.votes[0].senators[k];
        assert_true(s->reason_count <= 3);
        for (int r = 1; r < s->reason_count; r++)
            assert_true(fabs(s->reasons[r].effect) <= fabs(s->reasons[r - 1].effect));
    }
    aisle_forecast_clear(&forecast);
    aisle_forecast_clear(&without);
    fixture_clear(f);
}

/* A chance of a yea when present, from a recorded one. */
static double present(const struct aisle_forecast_senator *s)
{
    return s->p_yea / (1 - s->p_absent);
}

/* Effects add up: the history's level and the three changes give the forecast. */
static void test_effects_add_up(void **state)
{
    (void)state;
    struct fixture *f = make();
    struct aisle_forecast forecast, history;
    /* many absences: effects are of a yea when present */
    fixture_set(f, "forecast_attendance_prior_rate", 0.7);
    fixture_set(f, "forecast_attendance_prior_votes", 1000);
    f->options.use_statements = false;
    fixture_forecast(f, &history);
    f->options.use_statements = true;
    fixture_say(f, "R10", AISLE_POSITION_NO);
    fixture_say(f, "R11", AISLE_POSITION_NO);
    fixture_say(f, "R12", AISLE_POSITION_LEAN_NO);
    f->cues[0] = (struct aisle_cue){.date = f->package.as_of - 3,
                                    .caucus = 'R',
                                    .direction = -1,
                                    .who = (char *)"the floor leader",
                                    .source = (char *)"a paper",
                                    .vote = -1};
    f->package.cue_count = 1;
    explain(f, &forecast);
    int i = fixture_senator(&forecast.votes[0], "R11");
    const struct aisle_forecast_senator *s = &forecast.votes[0].senators[i];
    double sum = present(&history.votes[0].senators[i]);
    const struct aisle_reason *calls =
        reason(s, "Leaders' calls: the floor leader (against)");
    assert_non_null(calls);
    assert_true(calls->effect < 0);
    for (int r = 0; r < s->reason_count; r++)
        if (!strstr(s->reasons[r].text, "Past votes"))
            sum += s->reasons[r].effect;
    /* one small fact may have been left out, and 512 particles blur the rest */
    assert_near(sum, present(s), 0.04);
    assert_true(s->p_absent > 0.15);
    const struct aisle_forecast_senator *d = &forecast.votes[0].senators[20];
    assert_null(reason(d, "Leaders' calls"));
    aisle_forecast_clear(&forecast);
    aisle_forecast_clear(&history);
    fixture_clear(f);
}

/* Who is supposed to vote one way is told so, and past votes are not blamed for it. */
static void test_supposed(void **state)
{
    (void)state;
    struct fixture *f = make();
    struct aisle_forecast forecast, freely;
    struct aisle_suppose suppose = {.bioguide = "B000003", .cast = AISLE_CAST_NAY};
    fixture_forecast(f, &freely);
    f->options.suppose = &suppose;
    f->options.suppose_count = 1;
    explain(f, &forecast);
    const struct aisle_forecast_senator *s =
        &forecast.votes[0].senators[fixture_senator(&forecast.votes[0], "D03")];
    const struct aisle_reason *r = reason(s, "Supposed to vote nay");
    assert_non_null(r);
    assert_near(
        r->effect,
        -freely.votes[0].senators[fixture_senator(&freely.votes[0], "D03")].p_yea,
        0.02);
    s = &forecast.votes[0].senators[fixture_senator(&forecast.votes[0], "D04")];
    assert_non_null(reason(s, "How others are supposed to vote"));
    assert_null(reason(s, "What other senators have said"));
    aisle_forecast_clear(&forecast);
    aisle_forecast_clear(&freely);
    f->options.suppose = NULL;
    f->options.suppose_count = 0;
    fixture_clear(f);
}

/* The majority leader's nay on a cloture that is about to fail is told as procedure. */
static void test_procedure(void **state)
{
    (void)state;
    struct fixture *f = make();
    struct aisle_forecast forecast;
    for (int m = 70; m < 82; m++)
        fixture_say(f, f->names[m], AISLE_POSITION_NO);
    explain(f, &forecast);
    int leader = fixture_senator(&forecast.votes[0], "D10");
    for (int i = 0; i < 100; i++) {
        const struct aisle_reason *r =
            reason(&forecast.votes[0].senators[i], "As majority leader");
        assert_true((r != NULL) == (i == leader));
        if (r)
            assert_true(r->effect < -0.1);
    }
    aisle_forecast_clear(&forecast);
    fixture_clear(f);
}

/* A merge whose k-th allocation fails leaves the package as it was. */
struct merge_work {
    struct fixture *f;
    struct aisle_whip whip;
};

static enum aisle_status merge_once(struct aisle_ctx *ctx, void *user)
{
    struct merge_work *work = user;
    struct aisle_package package;
    aisle_package_init(&package);
    package.id = (char *)"p";
    enum aisle_status status =
        aisle_canvass_merge(ctx, &work->f->votes, &work->whip, &package);
    assert_int_equal(package.statement_count, status == AISLE_OK ? 2 : 0);
    package.id = NULL;
    aisle_package_clear(&package);
    return status;
}

static void test_merge_memory(void **state)
{
    (void)state;
    struct merge_work work = {.f = make()};
    make_whip(&work.whip, 2);
    work.whip.statements[work.whip.statement_count++] =
        heard("D03", AISLE_POSITION_YES, 2);
    work.whip.statements[work.whip.statement_count++] =
        heard("D04", AISLE_POSITION_NO, 3);
    assert_true(support_fail_allocations(merge_once, &work) > 8);
    aisle_whip_clear(&work.whip);
    fixture_clear(work.f);
}

/* ---- what if one senator votes otherwise ---- */

/* Each answer, on three threads, is that of a forecaster of one thread with the
 * supposition given; who is supposed already has none. */
static void test_whatif(void **state)
{
    (void)state;
    struct fixture *f = make();
    struct aisle_forecast forecast, other;
    struct aisle_whatif one;
    struct aisle_forecaster *forecaster = NULL;
    struct aisle_suppose supposes[2] = {{.cast = AISLE_CAST_NAY},
                                        {.cast = AISLE_CAST_YEA}};
    fixture_forecast(f, &forecast);
    int d03 = fixture_senator(&forecast.votes[0], "D03");
    int r02 = fixture_senator(&forecast.votes[0], "R02");
    strcpy(supposes[0].bioguide, forecast.votes[0].senators[d03].bioguide);
    strcpy(supposes[1].bioguide, forecast.votes[0].senators[r02].bioguide);
    aisle_forecast_clear(&forecast);
    f->options.suppose = supposes;
    f->options.suppose_count = 1;
    f->options.particles = 256;
    fixture_forecast(f, &forecast);
    aisle_whatif_init(&one);
    f->options.threads = 3;
    assert_int_equal(aisle_forecaster_new(f->ctx, &f->votes, &f->fit, &f->package,
                                          &f->options, &forecaster),
                     AISLE_OK);
    assert_int_equal(aisle_canvass_whatif(f->ctx, forecaster, &f->package, &f->options,
                                          NAN, &forecast, &one),
                     AISLE_OK);
    assert_int_equal(one.senator_count, forecast.votes[0].senator_count);
    assert_true(isnan(one.if_yea[d03]) && isnan(one.if_nay[d03]));
    f->options.suppose_count = 2;
    f->options.threads = 1;
    fixture_forecast(f, &other);
    assert_near(one.if_yea[r02], other.votes[0].p_pass, 0.002);
    assert_true(one.if_yea[r02] > one.if_nay[r02]);
    aisle_forecast_clear(&other);
    aisle_forecast_clear(&forecast);
    aisle_whatif_clear(&one);
    aisle_forecaster_free(forecaster);
    f->options.suppose_count = 0;
    f->options.suppose = NULL;
    fixture_clear(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_board),          cmocka_unit_test(test_asks),
        cmocka_unit_test(test_disputes),       cmocka_unit_test(test_merge),
        cmocka_unit_test(test_merge_faults),   cmocka_unit_test(test_own_words),
        cmocka_unit_test(test_effects_add_up), cmocka_unit_test(test_whatif),
        cmocka_unit_test(test_procedure),      cmocka_unit_test(test_supposed),
        cmocka_unit_test(test_merge_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
