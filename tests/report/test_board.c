/* Whip boards, rules, routes and differences: their text fits its width and says what
 * matters, their JSON has the keys, their CSV the columns, and memory may run out. */
#include "base/ctx.h"
#include "report/fixture.h"
#include "support/support.h"
#include <aisle/report.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <jansson.h>

static const struct aisle_text_style plain = {80, false};

/* ---- made by hand: a rulebook of two rules, routes, a board, a difference ---- */

static struct aisle_rule rules[] = {
    {.id = (char *)"cloture",
     .gate = AISLE_GATE_CLOTURE,
     .numerator = 3,
     .denominator = 5,
     .base = AISLE_BASE_SWORN,
     .support = 'A',
     .to = AISLE_DAY_NONE,
     .title = (char *)"Cloture on legislation",
     .text = (char *)"Three fifths of the senators sworn end debate.",
     .source = (char *)"Rule XXII",
     .source_date = (char *)"",
     .confidence = (char *)"seen"},
    {.id = (char *)"executive",
     .gate = AISLE_GATE_EXECUTIVE,
     .denominator = 1,
     .base = AISLE_BASE_FIXED,
     .support = 'B',
     .to = AISLE_DAY_NONE,
     .title = (char *)"Executive action",
     .text = (char *)"No vote, under a law that is there.",
     .source = (char *)"Constitution, II",
     .source_date = (char *)"",
     .confidence = (char *)"derived"}};
static struct aisle_step steps[] = {{AISLE_GATE_CLOTURE, &rules[0], 60},
                                    {AISLE_GATE_EXECUTIVE, &rules[1], 0}};

static struct aisle_rulebook make_book(void)
{
    struct aisle_rulebook book = {.count = 2, .rules = rules};
    for (int i = 0; i < AISLE_BYRD_CLASSES; i++)
        book.byrd[i] = (struct aisle_byrd_row){.class = (enum aisle_byrd_class)i,
                                               .test = AISLE_BYRD_TEST_INCIDENTAL,
                                               .strike = 0.8,
                                               .low = 0.47,
                                               .high = 0.99,
                                               .source = (char *)"three of three",
                                               .confidence = (char *)"derived",
                                               .text = (char *)"Struck, mostly."};
    return book;
}

static struct aisle_rule_list make_list(void)
{
    return (struct aisle_rule_list){.day = aisle_day_from_civil(2024, 2, 7),
                                    .sworn = 100,
                                    .count = 2,
                                    .steps = steps};
}

static struct aisle_provision_routes provision_routes[2];
static struct aisle_gate_row gates[1];
static char *notes[1] = {(char *)"Not among its votes: passage."};

static struct aisle_routes make_routes(void)
{
    for (int p = 0; p < 2; p++) {
        provision_routes[p].provision = p;
        for (int w = 0; w < AISLE_WAY_COUNT; w++) {
            bool reconciled = w == AISLE_WAY_RECONCILIATION;
            provision_routes[p].ways[w] = (struct aisle_way_row){
                .way = (enum aisle_way)w,
                .open = w == AISLE_WAY_BILL,
                .taken = w == AISLE_WAY_BILL,
                .threshold = w == AISLE_WAY_BILL ? 60
                             : reconciled        ? 51
                                                 : 0,
                .step_count = 1,
                .steps = {steps[w == AISLE_WAY_BILL ? 0 : 1]},
                .keep_threshold = reconciled ? 60 : 0,
                .strike = reconciled ? 0.8 : (double)NAN,
                .strike_source = "three of three",
                .why = (char *)(w == AISLE_WAY_BILL ? "cloture ends debate"
                                                    : "nobody instructs")};
        }
    }
    gates[0] = (struct aisle_gate_row){0, steps[0]};
    return (struct aisle_routes){.day = aisle_day_from_civil(2024, 2, 7),
                                 .sworn = 100,
                                 .gate_count = 1,
                                 .gates = gates,
                                 .provision_count = 2,
                                 .provisions = provision_routes,
                                 .note_count = 1,
                                 .notes = notes};
}

static struct aisle_board_row rows[SEATS];
static int asks[2] = {3, 1};

/* In the order of the noun, by chance; row 1 disputed, row 3 worth asking first. */
static struct aisle_board make_board(struct fixture *f)
{
    struct aisle_forecast_vote *v = &f->forecast.votes[0];
    struct aisle_board board = {.vote = 0,
                                .variance = 0.2,
                                .row_count = SEATS,
                                .rows = rows,
                                .ask_count = 2,
                                .asks = asks,
                                .disagreed = 1};
    for (int i = 0; i < SEATS; i++) {
        const struct aisle_forecast_senator *s = &v->senators[i];
        double p = s->p_yea / (1 - s->p_absent);
        rows[i] = (struct aisle_board_row){
            .senator = i,
            .band = p >= 0.9   ? AISLE_BAND_YES
                    : p >= 0.6 ? AISLE_BAND_LEAN_YES
                    : p >= 0.4 ? AISLE_BAND_TOSS_UP
                    : p >= 0.1 ? AISLE_BAND_LEAN_NO
                               : AISLE_BAND_NO,
            .p_yea = p,
            .latest = s->statement_count ? s->statements[s->statement_count - 1] : -1,
            .disagreed = i == 1,
            .ask_rank = i == 3   ? 1
                        : i == 1 ? 2
                                 : 0};
        board.band_count[rows[i].band]++;
        board.spoken += rows[i].latest >= 0;
    }
    v->senators[3].ask_value = 0.05;
    v->senators[1].ask_value = 0.02;
    return board;
}

static struct aisle_change changes[] = {
    {AISLE_PART_PROVISION, AISLE_CHANGE_FIELD, (char *)"wall", (char *)"money",
     (char *)"1 bn", (char *)"2 bn"},
    {AISLE_PART_VOTE, AISLE_CHANGE_REMOVED, (char *)"passage", (char *)"",
     (char *)"Shall it pass?", (char *)""}};
static struct aisle_package_diff diff = {.before = (char *)"a",
                                         .after = (char *)"b",
                                         .cost_before = 1e9,
                                         .cost_after = 2e9,
                                         .change_count = 2,
                                         .changes = changes};

/* ---- every writer once, by number ---- */

enum {
    RULES_TEXT,
    RULES_HELP,
    RULES_JSON,
    RULES_CSV,
    ROUTES_TEXT,
    ROUTES_JSON,
    BOARD_TEXT,
    BOARD_JSON,
    BOARD_CSV,
    DIFF_TEXT,
    DIFF_JSON,
    WRITERS
};

static enum aisle_status write_one(struct aisle_ctx *ctx, struct fixture *f, int which,
                                   char **out)
{
    struct aisle_rulebook book = make_book();
    struct aisle_rule_list list = make_list();
    struct aisle_routes routes = make_routes();
    struct aisle_board board = make_board(f);
    const struct aisle_package *p = &f->package;
    switch (which) {
    case RULES_TEXT:
        return aisle_report_rules_text(ctx, &list, plain, out);
    case RULES_HELP:
        return aisle_report_rules_help(ctx, &book, &list, plain, out);
    case RULES_JSON:
        return aisle_report_rules_json(ctx, &book, &list, out);
    case RULES_CSV:
        return aisle_report_rules_csv(ctx, &list, out);
    case ROUTES_TEXT:
        return aisle_report_package_text(ctx, p, &routes, plain, out);
    case ROUTES_JSON:
        return aisle_report_package_json(ctx, p, &routes, out);
    case BOARD_TEXT:
        return aisle_report_board_text(ctx, p, &f->forecast, &board, plain, out);
    case BOARD_JSON:
        return aisle_report_board_json(ctx, NULL, p, &f->forecast, &board, out);
    case BOARD_CSV:
        return aisle_report_board_csv(ctx, p, &f->forecast, &board, out);
    case DIFF_TEXT:
        return aisle_report_diff_text(ctx, &diff, plain, out);
    default:
        return aisle_report_diff_json(ctx, &diff, out);
    }
}

static char *text_of(struct fixture *f, int which)
{
    struct aisle_ctx *ctx = aisle_ctx_new();
    char *out = NULL;
    assert_int_equal(write_one(ctx, f, which, &out), AISLE_OK);
    aisle_ctx_free(ctx);
    return out;
}

/* Does the text say all of these? */
static void says(struct fixture *f, int which, int count, const char *const *words)
{
    char *text = text_of(f, which);
    for (int i = 0; i < count; i++)
        if (!strstr(text, words[i]))
            fail_msg("writer %d does not say '%s' in:\n%s", which, words[i], text);
    free(text);
}
#define SAYS(which, ...)                                                               \
    says(f, which, (int)(sizeof((const char *[]){__VA_ARGS__}) / sizeof(char *)),      \
         (const char *[]){__VA_ARGS__})

static void test_words(void **state)
{
    struct fixture *f = *state;
    SAYS(RULES_TEXT, "February 7, 2024, 100 senators sworn", "Cloture on legislation",
         "3/5 of those sworn", "no vote");
    SAYS(RULES_HELP, "Cloture on legislation: 60 of 100", "stated here, not forecast",
         "struck 80% (47% to 99%)");
    SAYS(ROUTES_TEXT, "Yeas that each way takes", "60*", "(51, 80% struck)",
         "- reconciliation (closed): nobody instructs",
         "proceed: 60 yeas. Three fifths", "Not among its votes");
    SAYS(BOARD_TEXT, "Ask next", "would settle 25% of the doubt",
         "sources disagree (!).", "The Test Gazette", "toss-up");
    SAYS(DIFF_TEXT, "a → b: 2 differences", "~ wall money: 1 bn → 2 bn",
         "- passage: Shall it pass?");
    SAYS(RULES_CSV, "cloture,cloture,60,3,5,sworn,at-least,Rule XXII");
    SAYS(BOARD_CSV, "bioguide,name,state,party,caucus,band", ",toss-up,");
}

static void test_widths(void **state)
{
    struct fixture *f = *state;
    const int texts[] = {RULES_TEXT, RULES_HELP, ROUTES_TEXT, BOARD_TEXT, DIFF_TEXT};
    for (size_t t = 0; t < sizeof texts / sizeof *texts; t++) {
        char *text = text_of(f, texts[t]);
        int columns = 0;
        for (const char *c = text; *c; c++) {
            columns = *c == '\n' ? 0 : columns + (((unsigned char)*c & 0xC0) != 0x80);
            if (columns > 80)
                fail_msg("writer %d has a line past 80 columns", texts[t]);
        }
        free(text);
    }
}

static json_t *parse(struct fixture *f, int which)
{
    char *text = text_of(f, which);
    json_error_t error;
    json_t *root = json_loads(text, 0, &error);
    if (!root)
        fail_msg("writer %d: %s", which, error.text);
    free(text);
    return root;
}

static void test_json(void **state)
{
    struct fixture *f = *state;
    json_t *board = parse(f, BOARD_JSON);
    assert_int_equal(json_array_size(json_object_get(board, "senators")), SEATS);
    json_t *row = json_array_get(json_object_get(board, "senators"), 3);
    assert_int_equal(json_integer_value(json_object_get(row, "ask_rank")), 1);
    assert_true(json_is_array(json_object_get(row, "statements")));
    assert_true(json_is_array(json_object_get(row, "reasons")));
    row = json_array_get(json_object_get(board, "senators"), 0);
    assert_true(json_is_null(json_object_get(row, "ask_rank")));
    json_decref(board);
    json_t *package = parse(f, ROUTES_JSON);
    json_t *ways =
        json_object_get(json_array_get(json_object_get(package, "routes"), 0), "ways");
    assert_int_equal(json_array_size(ways), AISLE_WAY_COUNT);
    assert_null(json_object_get(json_array_get(ways, 0), "byrd"));
    assert_non_null(json_object_get(json_array_get(ways, 1), "byrd"));
    json_decref(package);
    json_decref(parse(f, RULES_JSON));
    json_decref(parse(f, DIFF_JSON));
}

struct work {
    struct fixture *f;
    int which;
};

static enum aisle_status write_work(struct aisle_ctx *ctx, void *user)
{
    struct work *work = user;
    char *out = NULL;
    enum aisle_status status = write_one(ctx, work->f, work->which, &out);
    if (status != AISLE_OK)
        assert_null(out);
    free(out);
    return status;
}

static void test_memory(void **state)
{
    for (int w = 0; w < WRITERS; w++) {
        struct work work = {*state, w};
        assert_true(support_fail_allocations(write_work, &work) > 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_widths),
        cmocka_unit_test(test_json),
        cmocka_unit_test(test_memory),
    };
    return cmocka_run_group_tests(tests, fixture_begin, fixture_end);
}
