/* The package reader: a good file, a file with twelve mistakes, single rules, and
 * every allocation failing in turn. */
// clang-format off
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on
#include "base/mem.h"
#include <aisle/import.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#define DATA AISLE_SOURCE_DIR "/tests/package/data/"

static void *ctx_make(void)
{
    struct aisle_ctx *ctx = aisle_ctx_new();
    assert_non_null(ctx);
    return ctx;
}

static struct aisle_rulebook book; /* the shipped one */

static int read_book(void **state)
{
    struct aisle_ctx *ctx = ctx_make();
    (void)state;
    aisle_rulebook_init(&book);
    enum aisle_status status =
        aisle_import_rules(ctx, AISLE_SOURCE_DIR "/data/rules", &book);
    aisle_ctx_free(ctx);
    return status != AISLE_OK;
}

static int clear_book(void **state)
{
    (void)state;
    aisle_rulebook_clear(&book);
    return 0;
}

static int setup(void **state)
{
    *state = ctx_make();
    return 0;
}

static int teardown(void **state)
{
    aisle_ctx_free(*state);
    return 0;
}

static void test_good_file(void **state)
{
    struct aisle_package p;
    aisle_package_init(&p);
    assert_int_equal(
        aisle_import_package_under(*state, &book, DATA "package_good.yaml", &p),
        AISLE_OK);
    assert_string_equal(p.id, "small-deal");
    assert_string_equal(p.measure, "H.R. 1");
    assert_int_equal(p.as_of, aisle_day_from_civil(2023, 11, 1));
    assert_int_equal(p.side, AISLE_SIDE_D);
    assert_int_equal(p.congress, 118); /* from as_of */
    assert_int_equal(strlen(p.hash), 64);
    assert_int_equal(p.provision_count, 3);
    const struct aisle_provision *money = &p.provisions[0];
    assert_true(fabs(money->amount_usd - 14.3e9) < 1);
    assert_int_equal(money->kind, AISLE_PROVISION_MONEY);
    assert_true(money->in_package && !money->optional);
    assert_int_equal(money->anchor_count, 2);
    assert_int_equal(money->anchors[0].congress, 116);
    assert_int_equal(money->anchors[0].number, 185);
    assert_int_equal(money->anchors[0].sign, 1);
    assert_int_equal(money->anchors[0].side, AISLE_SIDE_BOTH);
    assert_int_equal(money->anchors[1].sign, -1);
    assert_int_equal(money->anchors[1].side, AISLE_SIDE_R);
    assert_string_equal(money->anchors[1].note, "limits it");
    aisle_package_clear(&p);
}

static void test_levers_and_flags(void **state)
{
    struct aisle_package p;
    aisle_package_init(&p);
    assert_int_equal(
        aisle_import_package_under(*state, &book, DATA "package_good.yaml", &p),
        AISLE_OK);
    const struct aisle_provision *posts = &p.provisions[1];
    assert_true(posts->optional && posts->in_package);
    assert_int_equal(posts->setting_count, 5);
    assert_int_equal(posts->settings[0].lever, AISLE_LEVER_JUDGES);
    assert_true(posts->settings[0].value == 375);
    assert_true(posts->settings[1].value == 1300);
    assert_true(fabs(posts->settings[2].value - 0.4) < 1e-12);
    assert_true(posts->settings[3].value == 4000);
    assert_true(fabs(posts->settings[4].value - 1.4e9) < 1);
    const struct aisle_provision *table = &p.provisions[2];
    assert_true(table->optional && !table->in_package);
    assert_int_equal(table->kind, AISLE_PROVISION_POLICY);
    assert_int_equal(table->route, AISLE_ROUTE_EXECUTIVE);
    assert_int_equal(aisle_package_selection(&p), 3);
    aisle_package_clear(&p);
}

static void test_votes_statements_cues(void **state)
{
    struct aisle_package p;
    aisle_package_init(&p);
    assert_int_equal(
        aisle_import_package_under(*state, &book, DATA "package_good.yaml", &p),
        AISLE_OK);
    assert_int_equal(p.vote_count, 2);
    assert_int_equal(p.votes[0].requires, AISLE_REQUIRES_3_5); /* by the rules */
    assert_int_equal(p.votes[0].date, AISLE_DAY_NONE);
    assert_int_equal(p.votes[1].requires, AISLE_REQUIRES_3_5); /* by agreement */
    assert_int_equal(p.votes[1].actual_number, 332);
    assert_int_equal(p.statement_count, 4);
    assert_string_equal(p.statements[0].about, "package");
    assert_int_equal(p.statements[0].condition, AISLE_CONDITION_PROVISION);
    assert_int_equal(p.statements[0].condition_provision, 2);
    assert_int_equal(p.statements[1].condition, AISLE_CONDITION_CAUCUS_COUNT);
    assert_int_equal(p.statements[1].condition_count, 25);
    assert_int_equal(p.statements[1].condition_caucus, 'R');
    assert_int_equal(p.statements[1].vote, 0);
    assert_int_equal(p.statements[2].condition, AISLE_CONDITION_FAIR_EFFICIENT);
    assert_string_equal(p.statements[2].state, "IL");
    assert_int_equal(p.statements[3].condition, AISLE_CONDITION_NONE);
    assert_int_equal(p.statements[3].provision, 1);
    assert_int_equal(p.cue_count, 1);
    assert_int_equal(p.cues[0].direction, -1);
    assert_int_equal(p.cues[0].caucus, 'R');
    assert_int_equal(p.cues[0].vote, 1);
    aisle_package_clear(&p);
}

/* Every message as "line:column: text" with its hint, in the order given. */
/* A vote that was taken goes with what was said of it alone. */
static void test_drop_vote(void **state)
{
    struct aisle_package p;
    aisle_package_init(&p);
    assert_int_equal(
        aisle_import_package_under(*state, &book, DATA "package_good.yaml", &p),
        AISLE_OK);
    aisle_package_drop_vote(&p, 0);
    assert_int_equal(p.vote_count, 1);
    assert_string_equal(p.votes[0].id, "passage");
    assert_int_equal(p.statement_count, 3);
    assert_int_equal(p.statements[1].condition, AISLE_CONDITION_FAIR_EFFICIENT);
    assert_int_equal(p.cues[0].vote, 0); /* still the passage */
    aisle_package_drop_vote(&p, 0);
    assert_int_equal(p.vote_count + p.cue_count, 0);
    assert_int_equal(p.statement_count, 3);
    aisle_package_clear(&p);
}

static void assert_messages(const struct aisle_ctx *ctx, int count,
                            const char *const *want)
{
    for (size_t i = 0; i < aisle_ctx_message_count(ctx); i++) {
        const struct aisle_message *m = aisle_ctx_message(ctx, i);
        char got[900];
        snprintf(got, sizeof got, "%d:%d: %s%s%s", m->line, m->column, m->text,
                 m->hint ? " | " : "", m->hint ? m->hint : "");
        if ((int)i >= count)
            fail_msg("one message too many: %s", got);
        assert_string_equal(got, want[i]);
    }
    assert_int_equal(aisle_ctx_message_count(ctx), count);
}

static void test_twelve_mistakes(void **state)
{
    static const char *const want[] = {
        "5:1: unknown key 'sumary'; did you mean 'summary'?",
        "4:8: 'as_of' is no date: '2023-11-31' | write dates as YYYY-MM-DD",
        "9:10: id 'aid' stands twice, first in line 8",
        "9:36: money cannot be negative: '-3 bn'",
        "13:15: judges is in judges, not 'beds' | write a number with its unit, as "
        "'+375 judges'",
        "14:7: unknown lever 'mexico_shares'; did you mean 'mexico_share'?",
        "15:27: screening_standard is 40, not from 0 to 1 | write a share as '40%' "
        "or '0.4'",
        "20:15: cloture on the measure needs 3/5 of the senators sworn, not 1/2 | "
        "write 'requires: 3/5' "
        "(Standing Rules of the Senate, Rule XXII.2; CRS RL30360)",
        "25:12: unknown provision 'judge'; did you mean 'judges'?",
        "27:50: unknown position 'leanyes'; did you mean 'lean-yes'?",
        "27:5: 'source' is missing",
        "28:74: statement about unknown 'closure'; did you mean 'cloture'?",
    };
    struct aisle_package p;
    aisle_package_init(&p);
    assert_int_equal(
        aisle_import_package_under(*state, &book, DATA "package_bad.yaml", &p),
        AISLE_INPUT);
    assert_messages(*state, (int)(sizeof want / sizeof *want), want);
    assert_null(p.provisions); /* untouched */
}

#define HEAD "package: t\ntitle: T\nas_of: 2023-11-01\nproposer: D\n"
#define ONE "provisions:\n- {id: a, title: A, money: 1 bn}\n"
#define VOTE "votes:\n- {id: c, question: Q, kind: cloture}\n"

static enum aisle_status read_text(struct aisle_ctx *ctx, const char *text)
{
    struct aisle_package p;
    aisle_package_init(&p);
    enum aisle_status status =
        aisle_import_package_bytes_under(ctx, &book, "t.yaml", text, strlen(text), &p);
    aisle_package_clear(&p);
    return status;
}

/* Of levers: bounds of one, and of what provisions add up to. */
static void test_levers_out_of_bounds(void **state)
{
    static const char text[] = HEAD "provisions:\n"
                                    "- id: a\n"
                                    "  title: A\n"
                                    "  levers:\n"
                                    "    detention_beds: -50,000 beds\n"
                                    "    mexico_share: 130%\n"
                                    "    counsel_share: -5%\n"
                                    "    expulsion_years: 40 years\n"
                                    "    judges: -500 judges\n"
                                    "- id: b\n"
                                    "  title: B\n"
                                    "  levers:\n"
                                    "    judges: -300 judges\n"
                                    "    asylum_officers: +6,000 officers\n"
                                    "    shelter_stay_limit: 700 days\n"
                                    "- id: d\n"
                                    "  title: C\n"
                                    "  levers:\n"
                                    "    asylum_officers: +6,000 officers\n"
                                    "    shelter_stay_limit: 700 days\n"
                                    "    shelter_new_york: 3\n" VOTE;
    static const char *const want[] = {
        "9:21: detention_beds is -50000, not from -40000 to 200000 beds",
        "10:19: mexico_share is 130%, not from 0% to 100%",
        "11:20: counsel_share is -5%, not from 0% to 100%",
        "12:22: expulsion_years is 40, not from 0 to 20 years",
        "17:13: with the provisions before, judges adds up to -800, below -700 judges",
        "23:22: with the provisions before, asylum_officers adds up to 12000, past "
        "10000 officers",
        "25:5: unknown lever 'shelter_new_york' | docs/package-format.md lists the "
        "levers"};
    assert_int_equal(read_text(*state, text), AISLE_INPUT);
    assert_messages(*state, (int)(sizeof want / sizeof *want), want);
}

/* One text, one fault. */
struct fault {
    const char *text;
    const char *message;
};

static void assert_faults(int count, const struct fault *faults)
{
    for (int i = 0; i < count; i++) {
        struct aisle_ctx *ctx = ctx_make();
        enum aisle_status status = read_text(ctx, faults[i].text);
        const struct aisle_message *m =
            aisle_ctx_message_count(ctx) ? aisle_ctx_message(ctx, 0) : NULL;
        if (status != AISLE_INPUT || aisle_ctx_message_count(ctx) != 1 ||
            !strstr(m->text, faults[i].message))
            fail_msg("fault %d: status %d, %zu messages, first: %s", i, (int)status,
                     aisle_ctx_message_count(ctx), m ? m->text : "none");
        aisle_ctx_free(ctx);
    }
}

static void test_package_rules(void **state)
{
    (void)state;
    static const struct fault faults[] = {
        {"package: t\ntitle: T\nproposer: D\n" ONE VOTE, "'as_of' is missing"},
        {HEAD "provisions: []\n" VOTE, "at least one provision"},
        {HEAD VOTE, "'provisions' is missing"},
        {HEAD ONE, "'votes' is missing"},
        {HEAD ONE "votes: []\n", "at least one vote"},
        {HEAD "congress: 117\n" ONE VOTE, "Congress 117 does not sit on as_of"},
        {HEAD "measure: S. 1\ntext_since: 2023-11-02\n" ONE VOTE,
         "text_since is after as_of"},
        {HEAD "text_since: 2023-10-01\n" ONE VOTE, "there is no measure"},
        {HEAD "measure: S. 1\ntext_since: soon\n" ONE VOTE, "is no date"},
        {"- a\n- b\n", "a package file holds keys and values"},
        {HEAD ONE VOTE "statements: {a: b}\n", "'statements' must be a list"},
        {HEAD "provisions:\n- {id: A b, title: A, money: 1 bn}\n" VOTE, "no id"},
        {HEAD "provisions:\n- {id: a, title: A, money: 3 apples}\n" VOTE,
         "no amount of money"},
        {HEAD "provisions:\n- {id: a, title: A, short: a short title that is far too "
              "long}\n" VOTE,
         "at most 32 characters"},
        {HEAD "provisions:\n- {id: a, title: A, money: 650}\n" VOTE, "too little"},
        {HEAD "provisions:\n- {id: a, title: A, kind: money}\n" VOTE,
         "without 'money'"},
        {HEAD "provisions:\n- {id: a, title: A, in_package: no, optional: no}\n" VOTE,
         "can only be optional"},
        {HEAD "provisions:\n- {id: a, title: A, levers: {judges: 5000}}\n" VOTE,
         "is 5000, not from -700 to 2000 judges"},
        {HEAD "provisions:\n- {id: a, title: A, levers: {judges: 1.5}}\n" VOTE,
         "whole number of judges"},
        {HEAD "provisions:\n- {id: a, title: A, anchors: [118-x]}\n" VOTE,
         "no roll call"},
        {HEAD "provisions:\n- {id: a, title: A, anchors: [118-3, 118-3]}\n" VOTE,
         "stands twice"},
    };
    assert_faults((int)(sizeof faults / sizeof *faults), faults);
}

static void test_vote_and_statement_rules(void **state)
{
    (void)state;
    static const struct fault faults[] = {
        {HEAD ONE "votes:\n- {id: c, question: Q, kind: passage, requires: 3/5}\n",
         "needs a majority unless an agreement"},
        {HEAD ONE "votes:\n- {id: c, question: Q, kind: passage, requires: 2/3}\n",
         "passage needs 1/2 of those voting, not 2/3"},
        {HEAD ONE
         "votes:\n- {id: c, question: Q, kind: veto-override, requires: 3/5}\n",
         "overriding a veto needs 2/3 of those voting, not 3/5"},
        {HEAD ONE "votes:\n- {id: c, question: Q, kind: amendment, requires: 3/5}\n",
         "amendment needs a majority unless an agreement"},
        {HEAD ONE "votes:\n- {id: c, question: Q, kind: passage}\n"
                  "- {id: d, question: Q, kind: cloture}\n",
         "cloture on the measure comes before passage (line 8)"},
        {HEAD "provisions:\n- {id: a, title: A, byrd: {test: jurisdiction, strike: "
              "150%, source: S}}\n" VOTE,
         "no chance from 0 to 1"},
        {HEAD "provisions:\n- {id: a, title: A, byrd: {test: jurisdicton, strike: "
              "50%, source: S}}\n" VOTE,
         "did you mean 'jurisdiction'"},
        {HEAD "provisions:\n- {id: a, title: A, byrd: {test: jurisdiction, strike: "
              "50%}}\n" VOTE,
         "without a source"},
        {HEAD "provisions:\n- {id: a, title: A, byrd: {test: jurisdiction, strike: "
              "50%, low: 60%, high: 90%, confidence: assumed}}\n" VOTE,
         "must stand in order"},
        {HEAD "provisions:\n- {id: a, title: A, emergency: yes}\n" VOTE,
         "only money can be designated"},
        {HEAD ONE VOTE "statements:\n- {date: 2023-10-01, senator: X, position: yes, "
                       "source: S}\n- {date: 2023-10-01, senator: x, position: "
                       "lean-no, source: S}\n",
         "says 'lean-no' here and 'yes' at t.yaml:10:3"},
        {HEAD ONE "votes:\n- {id: c, question: Q, kind: clotur}\n",
         "did you mean 'cloture'"},
        {HEAD ONE "votes:\n- {id: a, question: Q, kind: cloture}\n",
         "also a provision's"},
        {HEAD ONE "votes:\n- {id: c, question: Q, kind: cloture, date: 2023-10-31}\n",
         "before the package's as_of"},
        {HEAD ONE "votes:\n- {id: c, question: Q, kind: cloture, actual: 117-3}\n",
         "a roll call of Congress 117"},
        {HEAD ONE VOTE "statements:\n- {date: 2023-10-01, senator: X, position: "
                       "conditional, source: S}\n",
         "without its condition"},
        {HEAD ONE VOTE "statements:\n- {date: 2023-10-01, senator: X, position: yes, "
                       "needs: a, source: S}\n",
         "not conditional"},
        {HEAD ONE VOTE "statements:\n- {date: 2023-10-01, senator: X, position: "
                       "conditional, needs: a, without: a, source: S}\n",
         "is a second"},
        {HEAD ONE VOTE "statements:\n- {date: 2023-10-01, senator: X, position: "
                       "conditional, at_least: 25, source: S}\n",
         "no count of votes"},
        {HEAD ONE VOTE "statements:\n- {date: 2023-10-01, senator: X, state: Ohio, "
                       "position: yes, source: S}\n",
         "no state"},
        {HEAD ONE VOTE "cues:\n- {date: 2023-10-01, caucus: R, direction: opose, who: "
                       "X, source: S}\n",
         "did you mean 'oppose'"},
    };
    assert_faults((int)(sizeof faults / sizeof *faults), faults);
}

/* Without a book thresholds are taken as written, and no rule is named. */
static void test_rules_of_votes(void **state)
{
    static const char text[] = HEAD
        "instructions: S.Con.Res. 14\n"
        "provisions:\n"
        "- {id: a, title: A, money: 1 bn, emergency: yes}\n"
        "- {id: b, title: B, route: executive, authority: INA 212(d)(5)}\n"
        "- {id: e, title: E, undoes_rule: 88 FR 31314, byrd: {test: "
        "no-budget-effect, strike: 90%, low: 60%, confidence: assumed}}\n"
        "votes:\n- {id: c, question: Q, kind: cloture}\n"
        "- {id: d, question: Q, kind: passage, requires: 3/5, why: by agreement}\n";
    struct aisle_package p;
    aisle_package_init(&p);
    assert_int_equal(aisle_import_package_bytes_under(*state, &book, "t.yaml", text,
                                                      strlen(text), &p),
                     AISLE_OK);
    assert_string_equal(p.instructions, "S.Con.Res. 14");
    assert_string_equal(p.votes[0].rule, "cloture");
    assert_non_null(strstr(p.votes[0].rule_text, "three fifths"));
    assert_string_equal(p.votes[1].rule, "agreement");
    assert_true(p.provisions[0].emergency && !p.provisions[0].byrd.given);
    assert_string_equal(p.provisions[1].authority, "INA 212(d)(5)");
    assert_string_equal(p.provisions[2].undoes_rule, "88 FR 31314");
    assert_true(p.provisions[2].byrd.given);
    assert_true(p.provisions[2].byrd.low == 0.6 && p.provisions[2].byrd.high == 0.9);
    assert_string_equal(p.provisions[2].byrd.confidence, "assumed");
    aisle_package_clear(&p);
    assert_int_equal(
        aisle_import_package_bytes(*state, "t.yaml", text, strlen(text), &p), AISLE_OK);
    assert_null(p.votes[0].rule);
    aisle_package_clear(&p);
}

static void test_too_many_provisions(void **state)
{
    char text[8192];
    size_t n = (size_t)snprintf(text, sizeof text, HEAD VOTE "provisions:\n");
    for (int i = 0; i < 65; i++)
        n += (size_t)snprintf(text + n, sizeof text - n, "- {id: p%d, title: T}\n", i);
    assert_int_equal(read_text(*state, text), AISLE_INPUT);
    assert_int_equal(aisle_ctx_message_count(*state), 1);
    assert_string_equal(aisle_ctx_message(*state, 0)->text,
                        "65 provisions; a package holds at most 64");
}

/* Not an error: a file may go on being kept after its as_of. */
static void test_text_since(void **state)
{
    static const char with[] = HEAD "measure: S. 1\ntext_since: 2023-11-01\n" ONE VOTE;
    static const char without[] = HEAD "measure: S. 1\n" ONE VOTE;
    struct aisle_package p;
    assert_int_equal(aisle_import_package_bytes(*state, "a", with, strlen(with), &p),
                     AISLE_OK);
    assert_int_equal(p.text_since, aisle_day_from_civil(2023, 11, 1));
    aisle_package_clear(&p);
    assert_int_equal(
        aisle_import_package_bytes(*state, "a", without, strlen(without), &p),
        AISLE_OK);
    assert_int_equal(p.text_since, AISLE_DAY_NONE);
    aisle_package_clear(&p);
}

static void test_later_statement_is_a_warning(void **state)
{
    assert_int_equal(read_text(*state, HEAD ONE VOTE
                               "statements:\n- {date: 2023-12-01, senator: X, "
                               "position: yes, source: S}\n"),
                     AISLE_OK);
    assert_int_equal(aisle_ctx_error_count(*state), 0);
    assert_int_equal(aisle_ctx_message(*state, 0)->severity, AISLE_WARNING);
}

static void test_hash_follows_the_bytes(void **state)
{
    struct aisle_package a, b;
    aisle_package_init(&a);
    aisle_package_init(&b);
    const char *one = HEAD ONE VOTE, *two = HEAD ONE VOTE "\n";
    assert_int_equal(aisle_import_package_bytes(*state, "a", one, strlen(one), &a),
                     AISLE_OK);
    assert_int_equal(aisle_import_package_bytes(*state, "a", two, strlen(two), &b),
                     AISLE_OK);
    assert_string_not_equal(a.hash, b.hash);
    aisle_package_clear(&a);
    aisle_package_clear(&b);
}

/* Short titles and notes: as given, or the title's words that fit. */
static void test_short_and_note(void **state)
{
    static const char text[] =
        HEAD "provisions:\n"
             "- {id: a, title: A, short: Alpha}\n"
             "- {id: b, title: \"Holding facilities, transport, and services\"}\n"
             "- {id: e, title: B\xC3\xA9}\n" VOTE "statements:\n"
             "- {date: 2023-10-01, senator: X, position: no, source: S, quote: said}\n"
             "- {date: 2023-10-01, senator: Y, position: no, source: S, note: meant,"
             " second_hand: yes}\n";
    struct aisle_package p;
    aisle_package_init(&p);
    assert_int_equal(
        aisle_import_package_bytes(*state, "t.yaml", text, sizeof text - 1, &p),
        AISLE_OK);
    assert_string_equal(p.provisions[0].short_title, "Alpha");
    assert_string_equal(p.provisions[1].short_title, "Holding facilities, transport");
    assert_string_equal(p.provisions[2].short_title, "B\xC3\xA9");
    assert_string_equal(p.statements[0].quote, "said");
    assert_string_equal(p.statements[0].note, "");
    assert_string_equal(p.statements[1].quote, "");
    assert_string_equal(p.statements[1].note, "meant");
    assert_false(p.statements[0].second_hand);
    assert_true(p.statements[1].second_hand);
    aisle_package_clear(&p);
}

static void test_missing_file(void **state)
{
    struct aisle_package p;
    aisle_package_init(&p);
    assert_int_equal(aisle_import_package_under(*state, &book, DATA "no_such.yaml", &p),
                     AISLE_IO);
}

/* Every allocation fails once: MEMORY each time, nothing leaked or half read. */
static void alloc_loop(const char *path, enum aisle_status want)
{
    for (long k = 1; k < 100000; k++) {
        struct aisle_ctx *ctx = ctx_make();
        struct aisle_package p;
        aisle_package_init(&p);
        mem_fail_at(k);
        enum aisle_status status = aisle_import_package_under(ctx, &book, path, &p);
        bool reached = mem_count() >= k;
        mem_fail_at(0);
        if (!reached) {
            assert_int_equal(status, want);
            aisle_package_clear(&p);
            aisle_ctx_free(ctx);
            return;
        }
        /* A message that could not be copied is no failure of the reading. */
        if (status == AISLE_OK)
            aisle_package_clear(&p);
        else
            assert_true(status == AISLE_MEMORY || status == want);
        assert_null(status == AISLE_OK ? NULL : p.provisions);
        aisle_ctx_free(ctx);
    }
    fail_msg("the loop never ended");
}

static void test_alloc_failures(void **state)
{
    (void)state;
    alloc_loop(DATA "package_good.yaml", AISLE_OK);
    alloc_loop(DATA "package_bad.yaml", AISLE_INPUT);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
    const struct CMUnitTest tests[] = {
        T(test_good_file),
        T(test_levers_and_flags),
        T(test_votes_statements_cues),
        T(test_drop_vote),
        T(test_twelve_mistakes),
        T(test_levers_out_of_bounds),
        T(test_package_rules),
        T(test_vote_and_statement_rules),
        T(test_rules_of_votes),
        T(test_too_many_provisions),
        T(test_text_since),
        T(test_later_statement_is_a_warning),
        T(test_hash_follows_the_bytes),
        T(test_short_and_note),
        T(test_missing_file),
        T(test_alloc_failures),
    };
    return cmocka_run_group_tests(tests, read_book, clear_book);
}
