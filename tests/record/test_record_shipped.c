/* The shipped record: every Congress loads without a word, and the votes that the
 * packages are about come out as the Senate counted them. */
#include "record/record.h"
#include "support/support.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
/* cmocka.h wants the headers above. */
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void load(struct aisle_ctx *ctx, int congress, struct aisle_votes *votes,
                 struct aisle_import_report *report)
{
    char votes_name[64], rollcalls_name[64];
    snprintf(votes_name, sizeof votes_name, "data/senate/s%d_votes.csv", congress);
    snprintf(rollcalls_name, sizeof rollcalls_name, "data/senate/s%d_rollcalls.csv",
             congress);
    enum aisle_status status = aisle_import_record(
        ctx, support_source(votes_name), support_source(rollcalls_name), votes, report);
    if (status != AISLE_OK || aisle_ctx_message_count(ctx) > 0)
        support_show(ctx);
    assert_int_equal(status, AISLE_OK);
    assert_int_equal(aisle_ctx_message_count(ctx), 0);
}

/* Every service has a side, and the casts lie within the services. */
static void check_services(const struct aisle_votes *v)
{
    for (int i = 0; i < v->service_count; i++)
        assert_true(v->services[i].caucus == 'D' || v->services[i].caucus == 'R');
    for (int i = 0; i < v->rollcall_count; i++) {
        for (int m = 0; m < v->member_count; m++) {
            bool out = aisle_votes_cast(v, i, m) == AISLE_CAST_OUT;
            assert_int_equal(out, aisle_votes_caucus_at(v, m, i) == '?');
        }
    }
}

static int in_office(const struct aisle_votes *v)
{
    int count = 0;
    for (int m = 0; m < v->member_count; m++)
        count += v->members[m].in_office;
    return count;
}

static void all_congresses_load_in_silence(void **state)
{
    (void)state;
    static const int rollcalls[] = {638, 550, 724, 919, 612, 672, 633, 675, 645,
                                    657, 696, 486, 657, 502, 599, 720, 949, 691};
    int64_t total = 0, overruled = 0, corrected = 0;
    for (int congress = 101; congress <= 118; congress++) {
        struct aisle_ctx *ctx = aisle_ctx_new();
        struct aisle_votes votes;
        struct aisle_import_report report;
        load(ctx, congress, &votes, &report);
        assert_int_equal(votes.congress_first, congress);
        assert_int_equal(votes.rollcall_count, rollcalls[congress - 101]);
        assert_in_range(in_office(&votes), 99, 100);
        assert_int_equal(aisle_votes_validate(ctx, &votes), AISLE_OK);
        check_services(&votes);
        total += report.rollcalls;
        for (int i = 0; i < report.skip_count; i++) {
            /* Counts and casts agree everywhere; only results overrule majorities. */
            const char *reason = report.skips[i].reason;
            bool mended = strcmp(reason, "majority corrected by the result") == 0;
            if (!mended)
                assert_string_equal(reason,
                                    "majority that the result does not bear out");
            *(mended ? &corrected : &overruled) += report.skips[i].count;
        }
        aisle_votes_clear(&votes);
        aisle_import_report_clear(&report);
        aisle_ctx_free(ctx);
    }
    assert_int_equal(total, 12025);
    assert_int_equal(overruled, 9); /* the cases that data/senate/README.md lists */
    assert_int_equal(corrected, 3);
}

struct known {
    int number;
    int yea;
    int nay;
    bool passed;
};

static void the_known_votes_of_the_118th_come_out(void **state)
{
    (void)state;
    static const struct known known[] = {{332, 49, 51, false},
                                         {391, 49, 50, false},
                                         {393, 67, 32, true},
                                         {400, 70, 29, true},
                                         {534, 43, 50, false}};
    struct aisle_ctx *ctx = aisle_ctx_new();
    struct aisle_votes votes;
    struct aisle_import_report report;
    load(ctx, 118, &votes, &report);
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        int at = aisle_votes_find_rollcall(&votes, 118, known[i].number);
        assert_true(at >= 0);
        const struct aisle_rollcall *r = &votes.rollcalls[at];
        assert_int_equal(r->yea, known[i].yea);
        assert_int_equal(r->nay, known[i].nay);
        assert_int_equal(r->passed, known[i].passed);
        assert_int_equal(r->category, known[i].number == 400 ? AISLE_CATEGORY_PASSAGE
                                                             : AISLE_CATEGORY_CLOTURE);
    }
    int manchin = aisle_votes_find_member(&votes, "M001183");
    assert_int_equal(votes.members[manchin].party, 'I');
    assert_int_equal(votes.members[manchin].caucus, 'D');
    aisle_votes_clear(&votes);
    aisle_import_report_clear(&report);
    aisle_ctx_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_congresses_load_in_silence),
        cmocka_unit_test(the_known_votes_of_the_118th_come_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
