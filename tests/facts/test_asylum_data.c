/* The asylum record: what is read, and what is said of what is wrong. */
#include "support/support.h"
#include <aisle/asylum_data.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct fixture {
    char *folder;
    struct aisle_ctx *ctx;
    struct aisle_asylum_data data;
};

static void write_months(struct fixture *f, int count)
{
    char text[8192];
    int n =
        snprintf(text, sizeof text, "month,component,title,demographic,encounters\n");
    for (int m = 1; m <= count; m++) {
        n += snprintf(text + n, sizeof text - (size_t)n,
                      "2022-%02d,USBP,Title 8,single_adults,%d\n"
                      "2022-%02d,OFO,Title 42,accompanied_minors,5\n"
                      "2022-%02d,OFO,Title 8,family_units,10\n",
                      m, 100 * m, m, m);
    }
    support_write(support_path(f->folder, "encounters_monthly.csv"), text);
}

static void write_good(struct fixture *f)
{
    write_months(f, 12);
    support_write(support_path(f->folder, "courts.csv"),
                  "court,pending_share\nBoston,0.75\nMiami,0.25\n");
    support_write(support_path(f->folder, "judge_grant_rates.csv"),
                  "court,decisions,granted_asylum_pct\n"
                  "Miami,100,10\nBoston,200,60\nBoston,150,20\n");
    support_write(support_path(f->folder, "observed.csv"),
                  "series,date,value,source\n"
                  "shelter_new_york,2023-10-31,65429,city report\n");
}

static int open_fixture(void **state)
{
    static struct fixture f;
    f.folder = support_scratch();
    f.ctx = aisle_ctx_new();
    aisle_asylum_data_init(&f.data);
    write_good(&f);
    *state = &f;
    return 0;
}

static int close_fixture(void **state)
{
    struct fixture *f = *state;
    aisle_asylum_data_clear(&f->data);
    aisle_ctx_free(f->ctx);
    support_remove(f->folder);
    return 0;
}

static enum aisle_status read(struct fixture *f)
{
    return aisle_import_asylum_data(f->ctx, f->folder, &f->data);
}

static void test_reads_the_record(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(read(f), AISLE_OK);
    const struct aisle_asylum_data *d = &f->data;
    assert_int_equal(d->month_count, 12);
    assert_int_equal(d->months[0].month, aisle_day_from_civil(2022, 1, 1));
    assert_true(d->months[2].between_ports[AISLE_SINGLE_ADULT] == 300);
    assert_true(d->months[2].at_ports[AISLE_FAMILY] == 15);
    assert_int_equal(d->judge_count, 3);
    assert_string_equal(d->courts[0].name, "Boston");
    assert_int_equal(d->courts[0].judge_first, 0);
    assert_int_equal(d->courts[0].judge_count, 2);
    assert_int_equal(d->courts[1].judge_first, 2);
    assert_true(fabs(d->judges[0].grant_rate - 0.2) < 1e-12);
    assert_true(d->months[0].title_42_at_ports[AISLE_FAMILY] == 5 &&
                d->months[0].title_42_between_ports[AISLE_SINGLE_ADULT] == 0);
    assert_int_equal(d->observed_count, 1);
    assert_true(d->observed[0].value == 65429);
}

static void test_errors_of_all_files(void **state)
{
    struct fixture *f = *state;
    support_write(support_path(f->folder, "encounters_monthly.csv"),
                  "month,component,title,demographic,encounters\n"
                  "2022-13,USPB,Title 7,single_adult,-4\n");
    support_write(support_path(f->folder, "judge_grant_rates.csv"),
                  "court,decisions,granted_asylum_pct\nBostn,100,110\n");
    support_write(support_path(f->folder, "observed.csv"),
                  "series,date,value\nx,2023-10-31,1\n");
    assert_int_equal(read(f), AISLE_INPUT);
    assert_true(support_says(f->ctx, "'2022-13' is no date", 2));
    assert_true(support_says(f->ctx, "'USPB'", 2));
    assert_true(support_says(f->ctx, "'Title 7'", 2));
    assert_true(support_says(f->ctx, "'single_adult'", 2));
    assert_true(support_says(f->ctx, "-4 is not from", 2));
    assert_true(support_says(f->ctx, "court 'Bostn' is not in courts.csv", 2));
    assert_true(support_says(f->ctx, "110 is not from 0 to 100", 2));
    assert_true(support_says(f->ctx, "source", 0));
    assert_int_equal(f->data.month_count, 0);
}

static void expect_whole(struct fixture *f, const char *says)
{
    aisle_ctx_clear(f->ctx);
    assert_int_equal(read(f), AISLE_INPUT);
    assert_true(support_says(f->ctx, says, 0));
    write_good(f);
}

static void test_what_rows_alone_cannot_show(void **state)
{
    struct fixture *f = *state;
    write_months(f, 11);
    expect_whole(f, "fewer than twelve months");
    support_write(support_path(f->folder, "courts.csv"),
                  "court,pending_share\nBoston,0.5\nMiami,0.25\n");
    expect_whole(f, "add up to 0.75");
    support_write(support_path(f->folder, "courts.csv"),
                  "court,pending_share\nBoston,0.5\nMiami,0.25\nYork,0.25\n");
    expect_whole(f, "court 'York' has no judge");
    support_write(support_path(f->folder, "courts.csv"),
                  "court,pending_share\nBoston,0.5\nMiami,0.25\nMiami,0.25\n");
    expect_whole(f, "court 'Miami' stands twice");
    remove(support_path(f->folder, "observed.csv"));
    assert_int_equal(read(f), AISLE_IO);
    assert_int_equal(f->data.month_count, 0);
}

static enum aisle_status read_once(struct aisle_ctx *ctx, void *user)
{
    struct aisle_asylum_data data;
    aisle_asylum_data_init(&data);
    enum aisle_status status =
        aisle_import_asylum_data(ctx, ((struct fixture *)user)->folder, &data);
    aisle_asylum_data_clear(&data);
    return status;
}

static void test_memory_running_out(void **state)
{
    assert_true(support_fail_allocations(read_once, *state) > 20);
}

/* Sums of the shipped record are CBP's totals; nothing is later than the date. */
static void test_shipped_record(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(
        aisle_import_asylum_data(f->ctx, support_source("data/asylum"), &f->data),
        AISLE_OK);
    double fiscal = 0;
    aisle_day last = aisle_day_from_civil(2023, 10, 31);
    for (int i = 0; i < f->data.month_count; i++) {
        const struct aisle_encounter_month *m = &f->data.months[i];
        assert_true(m->month < last);
        bool in_2023 = m->month >= aisle_day_from_civil(2022, 10, 1) &&
                       m->month < aisle_day_from_civil(2023, 10, 1);
        for (int d = 0; in_2023 && d < AISLE_DEMOGRAPHIC_COUNT; d++)
            fiscal += m->between_ports[d] + m->at_ports[d];
    }
    assert_true(fiscal == 2475669); /* CBP, southwest land border, FY2023 */
    for (int i = 0; i < f->data.observed_count; i++)
        assert_true(f->data.observed[i].date <= last);
    assert_int_equal(f->data.judge_count, 293);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_fixture, close_fixture)
    const struct CMUnitTest tests[] = {
        TEST(test_reads_the_record),
        TEST(test_errors_of_all_files),
        TEST(test_what_rows_alone_cannot_show),
        TEST(test_memory_running_out),
        TEST(test_shipped_record),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
