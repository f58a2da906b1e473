/* The scorecard of one vote, against arithmetic by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/mem.h"
#include <aisle/score.h>

#include <math.h>
#include <string.h>

#define assert_near(a, b) assert_true(fabs((a) - (b)) <= 1e-12)

/*            said (present)   cast
 *   A            0.9           yea
 *   B            0.8           nay      the surprise
 *   C            0.5 of 0.5    absent   always yea when present
 *   D            0.1           nay
 *   E            not in the forecast: yea */
static struct aisle_forecast_senator senators[] = {
    {.bioguide = "A000001", .name = (char *)"A", .state = "AA", .p_yea = 0.9},
    {.bioguide = "B000001", .name = (char *)"B", .state = "BB", .p_yea = 0.8},
    {.bioguide = "C000001",
     .name = (char *)"C",
     .state = "CC",
     .p_yea = 0.5,
     .p_absent = 0.5},
    {.bioguide = "D000001", .name = (char *)"D", .state = "DD", .p_yea = 0.1}};
static struct aisle_reason reasons[] = {{(char *)"A call", -0.4},
                                        {(char *)"Own words", 0.3}};
static struct aisle_member members[] = {{.bioguide = "A000001"},
                                        {.bioguide = "B000001"},
                                        {.bioguide = "C000001"},
                                        {.bioguide = "D000001"},
                                        {.bioguide = "E000001"}};
static const uint8_t cast[] = {AISLE_CAST_YEA, AISLE_CAST_NAY, AISLE_CAST_ABSENT,
                               AISLE_CAST_NAY, AISLE_CAST_YEA};
static struct aisle_forecast_vote vote = {.id = (char *)"cloture",
                                          .question = (char *)"Close debate?",
                                          .rule = (char *)"three-fifths",
                                          .threshold = 3,
                                          .p_pass = 0.3,
                                          .base_rate = 0.6,
                                          .yea_mean = 2.1,
                                          .senator_count = 4,
                                          .senators = senators};
static const struct aisle_forecast forecast = {
    .package = (char *)"deal", .as_of = 10, .vote_count = 1, .votes = &vote};
static const struct aisle_votes votes = {.member_count = 5, .members = members};
static const struct aisle_scorecard_vote taken = {.congress = 118,
                                                  .number = 7,
                                                  .date = 12,
                                                  .question = (char *)"On Cloture",
                                                  .yea = 2,
                                                  .nay = 2};

static enum aisle_status score(struct aisle_ctx *ctx, struct aisle_scorecard *card)
{
    const struct aisle_score_casts casts = {&votes, cast};
    vote.distribution[1] = 0.2;
    vote.distribution[2] = 0.5;
    vote.distribution[3] = 0.3;
    senators[1].reasons = reasons;
    senators[1].reason_count = 2;
    return aisle_score_vote(ctx, &forecast, 0, &taken, &casts, card);
}

static void as_by_hand(void **state)
{
    (void)state;
    struct aisle_ctx *ctx = aisle_ctx_new();
    struct aisle_scorecard card;
    aisle_scorecard_init(&card);
    assert_int_equal(score(ctx, &card), AISLE_OK);
    assert_string_equal(card.package, "deal");
    assert_string_equal(card.taken.question, "On Cloture");
    /* it did not carry */
    assert_near(card.brier, 0.09);
    assert_near(card.log_loss, -log(0.7));
    assert_near(card.base_brier, 0.36);
    assert_near(card.base_log_loss, -log(0.4));
    /* CRPS: below 1, 2, 3: 0, 0.2, 0.7 against 0, 0, 1 */
    assert_near(card.yea_crps, 0.04 + 0.09);
    assert_near(card.yea_rank, 0.2 + 0.25);
    assert_int_equal(card.yea_median, 2);
    assert_int_equal(card.intervals[0].low, 2);
    assert_int_equal(card.intervals[0].high, 3);
    assert_int_equal(card.intervals[1].low, 1);
    assert_true(card.intervals[2].inside);
    assert_int_equal(card.casts, 3);
    assert_int_equal(card.called, 2);
    assert_int_equal(card.newcomers, 1);
    assert_near(card.senator_brier, (0.01 + 0.64 + 0.01) / 3);
    assert_near(card.senator_log_loss, -(log(0.9) + log(0.2) + log(0.9)) / 3);
    aisle_scorecard_clear(&card);
    aisle_ctx_free(ctx);
}

static void surprises_come_first(void **state)
{
    (void)state;
    struct aisle_ctx *ctx = aisle_ctx_new();
    struct aisle_scorecard card;
    aisle_scorecard_init(&card);
    assert_int_equal(score(ctx, &card), AISLE_OK);
    assert_int_equal(card.senator_count, 4);
    assert_string_equal(card.senators[0].bioguide, "B000001");
    assert_string_equal(card.senators[0].why, "Own words"); /* he voted nay */
    assert_string_equal(card.senators[3].bioguide, "C000001");
    assert_true(isnan(card.senators[3].log_loss));
    assert_near(card.senators[3].p_yea, 1);
    aisle_scorecard_clear(&card);
    aisle_ctx_free(ctx);
}

static void no_memory_is_no_leak(void **state)
{
    (void)state;
    enum aisle_status status = AISLE_MEMORY;
    for (long k = 1; status != AISLE_OK; k++) {
        struct aisle_ctx *ctx = aisle_ctx_new();
        struct aisle_scorecard card;
        aisle_scorecard_init(&card);
        mem_fail_at(k);
        status = score(ctx, &card);
        mem_fail_at(0);
        assert_true(status == AISLE_OK || status == AISLE_MEMORY);
        assert_true(status == AISLE_OK || !card.senators);
        aisle_scorecard_clear(&card);
        aisle_ctx_free(ctx);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(as_by_hand),
                                       cmocka_unit_test(surprises_come_first),
                                       cmocka_unit_test(no_memory_is_no_leak)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
