/* Parameter files: what is read, and what is said of what is wrong. */
#include "support/support.h"
#include <aisle/import.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define HEAD "name,value,low,high,unit,period,source,source_date,confidence,note\n"

struct fixture {
    char *folder;
    struct aisle_ctx *ctx;
    struct aisle_parameters parameters;
};

static int open_fixture(void **state)
{
    static struct fixture f;
    f.folder = support_scratch();
    f.ctx = aisle_ctx_new();
    aisle_parameters_init(&f.parameters);
    *state = &f;
    return 0;
}

static int close_fixture(void **state)
{
    struct fixture *f = *state;
    aisle_parameters_clear(&f->parameters);
    aisle_ctx_free(f->ctx);
    support_remove(f->folder);
    return 0;
}

static enum aisle_status read(struct fixture *f)
{
    return aisle_import_parameters(f->ctx, f->folder, &f->parameters);
}

static void test_all_files_of_a_folder(void **state)
{
    struct fixture *f = *state;
    support_write(support_path(f->folder, "b.csv"),
                  HEAD "beds,34000,30000,41000,beds,FY2023,Act,2022-12,seen,\n");
    support_write(support_path(f->folder, "a.csv"),
                  HEAD "judges,687,649,740,judges,2023,CRS,2023-07,derived,\"a, b\"\n"
                       "days,90,,,days,rule,law,,seen,\n");
    support_write(support_path(f->folder, "readme.txt"), "not a parameter");
    assert_int_equal(read(f), AISLE_OK);
    assert_int_equal(f->parameters.count, 3);
    const struct aisle_parameter *p = aisle_parameters_find(&f->parameters, "judges");
    assert_non_null(p);
    assert_true(p->value == 687 && p->low == 649 && p->high == 740);
    assert_string_equal(p->note, "a, b");
    assert_string_equal(p->confidence, "derived");
    assert_int_equal(p->line, 2);
    assert_non_null(strstr(p->path, "a.csv"));
    p = aisle_parameters_find(&f->parameters, "days");
    assert_true(p && p->low == 90 && p->high == 90);
}

static void test_all_errors_at_once(void **state)
{
    struct fixture *f = *state;
    support_write(support_path(f->folder, "a.csv"),
                  HEAD "judges,900,649,740,judges,2023,CRS,2023,seen,\n"
                       "beds,many,1,2,beds,2023,Act,2022,seen,\n"
                       "days,90,90,90,days,rule,law,2022,sen,\n");
    support_write(support_path(f->folder, "b.csv"), HEAD "x,1,0,2,u,p,s,d,seen,\n"
                                                         "x,1,0,2,u,p,s,d,seen,\n"
                                                         ",1,0,2,u,p,s,d,seen,\n");
    assert_int_equal(read(f), AISLE_INPUT);
    assert_true(support_says(f->ctx, "900 is not within low 649 and high 740", 2));
    assert_true(support_says(f->ctx, "'many'", 3));
    assert_true(support_says(f->ctx, "confidence 'sen'", 4));
    assert_true(support_says(f->ctx, "parameter 'x' stands in", 3));
    assert_true(support_says(f->ctx, "no name", 4));
    assert_int_equal(aisle_ctx_error_count(f->ctx), 5);
    assert_int_equal(aisle_ctx_message(f->ctx, 0)->column, 8);
    assert_int_equal(f->parameters.count, 0);
    bool hinted = false;
    for (size_t i = 0; i < aisle_ctx_message_count(f->ctx); i++) {
        const char *hint = aisle_ctx_message(f->ctx, i)->hint;
        hinted = hinted || (hint && strstr(hint, "'seen'"));
    }
    assert_true(hinted);
}

static void test_missing_column_and_folder(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(read(f), AISLE_INPUT); /* an empty folder */
    assert_true(support_says(f->ctx, "no parameter file", 0));
    support_write(support_path(f->folder, "a.csv"),
                  "name,valu,low,high\njudges,1,1,1\n");
    assert_int_equal(read(f), AISLE_INPUT);
    assert_true(support_says(f->ctx, "value", 0));
    assert_int_equal(aisle_import_parameters(f->ctx, support_path(f->folder, "none"),
                                             &f->parameters),
                     AISLE_IO);
}

static void test_failure_leaves_the_old(void **state)
{
    struct fixture *f = *state;
    support_write(support_path(f->folder, "a.csv"), HEAD "x,1,0,2,u,p,s,d,seen,\n");
    assert_int_equal(read(f), AISLE_OK);
    support_write(support_path(f->folder, "a.csv"), HEAD "x,5,0,2,u,p,s,d,seen,\n");
    assert_int_equal(read(f), AISLE_INPUT);
    assert_int_equal(f->parameters.count, 1);
    assert_true(f->parameters.items[0].value == 1);
}

static enum aisle_status read_shipped(struct aisle_ctx *ctx, void *user)
{
    (void)user;
    struct aisle_parameters parameters;
    aisle_parameters_init(&parameters);
    enum aisle_status status =
        aisle_import_parameters(ctx, support_source("data/parameters"), &parameters);
    aisle_parameters_clear(&parameters);
    return status;
}

static void test_memory_running_out(void **state)
{
    (void)state;
    assert_true(support_fail_allocations(read_shipped, NULL) > 100);
}

/* Every shipped asylum parameter says where it comes from, and from no later than
 * the date that nothing may be later than. */
static void test_shipped_parameters_are_sourced(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(aisle_import_parameters(f->ctx, support_source("data/parameters"),
                                             &f->parameters),
                     AISLE_OK);
    int asylum = 0;
    for (int i = 0; i < f->parameters.count; i++) {
        const struct aisle_parameter *p = &f->parameters.items[i];
        assert_true(p->unit[0] && p->source[0]);
        if (!strstr(p->path, "asylum.csv"))
            continue;
        asylum++;
        assert_true(strncmp(p->source_date, "2023-10-31", 10) <= 0);
        bool assumed = strcmp(p->confidence, "assumed") == 0;
        bool definition = strcmp(p->period, "definition") == 0; /* a word's meaning */
        if (assumed && !definition)
            assert_true(p->low < p->high);
    }
    assert_true(asylum > 90);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_fixture, close_fixture)
    const struct CMUnitTest tests[] = {
        TEST(test_all_files_of_a_folder),     TEST(test_all_errors_at_once),
        TEST(test_missing_column_and_folder), TEST(test_failure_leaves_the_old),
        TEST(test_memory_running_out),        TEST(test_shipped_parameters_are_sourced),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
