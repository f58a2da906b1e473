#include "base/csv.h"
#include "base/mem.h"
#include "support/support.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
/* cmocka.h wants the headers above. */
#include <cmocka.h>
#include <string.h>

static struct aisle_ctx *ctx;

static int begin(void **state)
{
    (void)state;
    ctx = aisle_ctx_new();
    return ctx ? 0 : -1;
}

static int end(void **state)
{
    (void)state;
    aisle_ctx_free(ctx);
    return 0;
}

static enum aisle_status open_text(struct csv *csv, const char *text)
{
    return csv_open(csv, ctx, "t.csv", text, strlen(text));
}

static void reads_fields_by_name(void **state)
{
    (void)state;
    struct csv csv;
    assert_int_equal(open_text(&csv, "b,a\n1,2\n3,4"), AISLE_OK);
    int a = csv_column(&csv, "a"), b = csv_column(&csv, "b");
    assert_int_equal(csv_column(&csv, "c"), -1);
    assert_true(csv_next(&csv));
    assert_string_equal(csv_field(&csv, a), "2");
    assert_string_equal(csv_field(&csv, b), "1");
    assert_string_equal(csv_field(&csv, -1), "");
    assert_true(csv_next(&csv));
    assert_string_equal(csv_field(&csv, a), "4");
    assert_false(csv_next(&csv));
    assert_int_equal(csv_close(&csv), AISLE_OK);
    assert_int_equal(aisle_ctx_message_count(ctx), 0);
}

static void reads_quotes_crlf_mark_and_blank_lines(void **state)
{
    (void)state;
    struct csv csv;
    assert_int_equal(open_text(&csv, "\xEF\xBB\xBF"
                                     "name,note\r\n\r\n"
                                     "\"Luj\xC3\xA1n, B\",\"two\nlines \"\"so\"\"\"\r\n"
                                     "\r\nx,\"\"\r\n\r\n"),
                     AISLE_OK);
    assert_int_equal(csv_column(&csv, "name"), 0);
    assert_true(csv_next(&csv));
    assert_string_equal(csv_field(&csv, 0), "Luj\xC3\xA1n, B");
    assert_string_equal(csv_field(&csv, 1), "two\nlines \"so\"");
    assert_int_equal(csv.line, 3);
    assert_true(csv_next(&csv));
    assert_string_equal(csv_field(&csv, 1), "");
    assert_int_equal(csv.line, 6);
    assert_false(csv_next(&csv));
    assert_int_equal(csv_close(&csv), AISLE_OK);
}

static void places_point_at_the_field(void **state)
{
    (void)state;
    struct csv csv;
    assert_int_equal(open_text(&csv, "a,b,c\n\"x\ny\",22,333\n"), AISLE_OK);
    assert_true(csv_next(&csv));
    struct place b = csv_place(&csv, 1), c = csv_place(&csv, 2);
    assert_string_equal(b.path, "t.csv");
    assert_int_equal(b.line, 3); /* the quoted break moved it down */
    assert_int_equal(b.column, 4);
    assert_int_equal(c.column, 7);
    csv_close(&csv);
}

static void numbers_are_checked(void **state)
{
    (void)state;
    struct csv csv;
    int64_t i = 7;
    double d = 7;
    assert_int_equal(open_text(&csv, "i,d\n12,0.5\n99,x\n1.5,\n"), AISLE_OK);
    assert_true(csv_next(&csv));
    assert_true(csv_int(&csv, 0, 0, 50, &i));
    assert_true(csv_double(&csv, 1, &d));
    assert_int_equal(i, 12);
    assert_true(d == 0.5);
    assert_true(csv_next(&csv));
    assert_false(csv_int(&csv, 0, 0, 50, &i));
    assert_false(csv_double(&csv, 1, &d));
    assert_true(csv_next(&csv));
    assert_false(csv_int(&csv, 0, 0, 50, &i));
    assert_false(csv_double(&csv, 1, &d));
    assert_int_equal(i, 12); /* untouched */
    assert_false(csv_next(&csv));
    assert_int_equal(csv_close(&csv), AISLE_INPUT);
    assert_int_equal(aisle_ctx_error_count(ctx), 4);
    assert_true(support_says(ctx, "i '99' is not a whole number from 0 to 50", 3));
    assert_true(support_says(ctx, "d 'x' is not a number", 3));
}

static void a_missing_column_names_the_nearest(void **state)
{
    (void)state;
    struct csv csv;
    assert_int_equal(open_text(&csv, "congress,rolnumber,date\n118,1,x\n"), AISLE_OK);
    assert_int_equal(csv_require(&csv, "congress"), 0);
    assert_int_equal(csv_require(&csv, "rollnumber"), -1);
    assert_true(support_says(ctx, "no column 'rollnumber'", 1));
    assert_true(support_says(ctx, "is 'rolnumber' meant to be it?", 1));
    assert_int_equal(aisle_ctx_message(ctx, 0)->column, 10);
    assert_int_equal(csv_close(&csv), AISLE_INPUT);
}

static void wrong_field_counts_are_told_and_skipped(void **state)
{
    (void)state;
    struct csv csv;
    assert_int_equal(open_text(&csv, "a,b\n1\n1,2,3\n4,5\n"), AISLE_OK);
    assert_true(csv_next(&csv));
    assert_string_equal(csv_field(&csv, 0), "4");
    assert_false(csv_next(&csv));
    assert_int_equal(csv.status, AISLE_INPUT);
    assert_int_equal(csv_close(&csv), AISLE_INPUT);
    assert_int_equal(aisle_ctx_error_count(ctx), 2);
    assert_true(support_says(ctx, "1 field where the header names 2", 2));
    assert_true(support_says(ctx, "3 fields where the header names 2", 3));
}

struct broken {
    const char *text;
    const char *says;
    int line;
};

static void broken_text_is_told(void **state)
{
    (void)state;
    static const struct broken cases[] = {
        {"", "the file is empty", 1},
        {"\n\n", "the file is empty", 1},
        {"a,b,a\n", "column 'a' stands twice", 1},
        {"a\n\"x", "never closed", 2},
        {"a\n\"x\"y\n", "after the closing quote", 2},
        {"a\nx\"y\n", "a quote inside a field", 2},
        {"a\n\nx\xC3\n", "byte 0xC3 is not UTF-8", 3},
        {"a\n\xED\xA0\x80\n", "is not UTF-8", 2},     /* surrogate */
        {"a\n\xC0\xAF\n", "is not UTF-8", 2},         /* overlong */
        {"a\n\xF4\x90\x80\x80\n", "is not UTF-8", 2}, /* past U+10FFFF */
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct csv csv;
        enum aisle_status status = open_text(&csv, cases[i].text);
        if (status == AISLE_OK) {
            assert_false(csv_next(&csv));
            status = csv_close(&csv);
        }
        assert_int_equal(status, AISLE_INPUT);
        if (!support_says(ctx, cases[i].says, cases[i].line))
            fail_msg("case %zu does not say '%s'", i, cases[i].says);
        aisle_ctx_clear(ctx);
    }
}

static void a_zero_byte_is_no_text(void **state)
{
    (void)state;
    struct csv csv;
    assert_int_equal(csv_open(&csv, ctx, "t.csv", "a\nx\0y\n", 6), AISLE_INPUT);
    assert_true(support_says(ctx, "byte 0x00", 2));
}

static void errors_past_fifty_are_counted(void **state)
{
    (void)state;
    char text[512] = "a\n";
    for (int i = 0; i < 70; i++)
        strcat(text, "x\n");
    struct csv csv;
    int64_t value;
    assert_int_equal(open_text(&csv, text), AISLE_OK);
    while (csv_next(&csv))
        csv_int(&csv, 0, 0, 1, &value);
    assert_int_equal(csv_close(&csv), AISLE_INPUT);
    assert_int_equal(aisle_ctx_message_count(ctx), CSV_ERRORS_SHOWN + 1);
    assert_true(support_says(ctx, "and 20 more errors in this file", 0));
}

static enum aisle_status read_all(struct aisle_ctx *c, void *user)
{
    const char *text = user;
    struct csv csv;
    enum aisle_status status = csv_open(&csv, c, "t.csv", text, strlen(text));
    if (status != AISLE_OK)
        return status;
    while (csv_next(&csv))
        ;
    return csv_close(&csv);
}

static void every_allocation_may_fail(void **state)
{
    (void)state;
    char text[4096] = "a,b,c\n";
    for (int i = 0; i < 40; i++)
        strcat(text, "1,\"two, 2\",3333333333333333333333333333333333333333333\n");
    assert_true(support_fail_allocations(read_all, text) >= 6);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(reads_fields_by_name, begin, end),
        cmocka_unit_test_setup_teardown(reads_quotes_crlf_mark_and_blank_lines, begin,
                                        end),
        cmocka_unit_test_setup_teardown(places_point_at_the_field, begin, end),
        cmocka_unit_test_setup_teardown(numbers_are_checked, begin, end),
        cmocka_unit_test_setup_teardown(a_missing_column_names_the_nearest, begin, end),
        cmocka_unit_test_setup_teardown(wrong_field_counts_are_told_and_skipped, begin,
                                        end),
        cmocka_unit_test_setup_teardown(broken_text_is_told, begin, end),
        cmocka_unit_test_setup_teardown(a_zero_byte_is_no_text, begin, end),
        cmocka_unit_test_setup_teardown(errors_past_fifty_are_counted, begin, end),
        cmocka_unit_test(every_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
