/* Projections from the shipped state: whole, ordered, the days asked for, and flows that
 * hold what the record has before the start. */
#include "../asylum/shipped.h"
#include <aisle/calibrate.h>
#include <math.h>
#include <string.h>

static void project(const struct shipped *w, int count, const aisle_day *dates,
                    struct aisle_projection *out)
{
    struct aisle_project_options options;
    aisle_project_options_init(&options);
    options.draws = 20;
    options.people_per_case = 1000;
    options.date_count = count;
    options.dates = dates;
    aisle_projection_init(out);
    assert_int_equal(aisle_project(w->ctx, &w->parameters, &w->data, &options, out),
                     AISLE_OK);
}

static const struct aisle_projection_row *row(const struct aisle_projection *p,
                                              const char *name, aisle_day date)
{
    for (int i = 0; i < p->row_count; i++)
        if (strcmp(p->rows[i].name, name) == 0 && p->rows[i].date == date)
            return &p->rows[i];
    fail_msg("no %s", name);
    return NULL;
}

static void test_whole(void **state)
{
    struct aisle_projection p;
    project(*state, 0, NULL, &p);
    assert_int_equal(p.row_count % 3, 0); /* the ends of three fiscal years */
    for (int i = 0; i < p.row_count; i++) {
        const struct aisle_projection_row *r = &p.rows[i];
        assert_true(r->q05 <= r->q10 && r->q10 <= r->q25 && r->q25 <= r->median);
        assert_true(r->median <= r->q75 && r->q75 <= r->q90 && r->q90 <= r->q95);
        assert_true(r->q05 > 0 && (r->flow == (r->from != AISLE_DAY_NONE)));
    }
    aisle_projection_clear(&p);
}

/* Half a year brings about half; a flow to the first day after the start is October as
 * the record has it and a day's arrivals. */
static void test_flows(void **state)
{
    aisle_day year = aisle_day_from_civil(2025, 9, 30),
              october = aisle_day_from_civil(2023, 11, 1);
    aisle_day dates[] = {october, aisle_day_from_civil(2025, 3, 31), year};
    struct aisle_projection p;
    project(*state, 3, dates, &p);
    double recorded = 240927, day = row(&p, "encounters", october)->mean - recorded;
    assert_true(day > 2000 && day < 20000);
    double half = row(&p, "court_receipts", dates[1])->mean,
           whole = row(&p, "court_receipts", year)->mean;
    assert_true(half > 0.3 * whole && half < 0.7 * whole);
    assert_int_equal(row(&p, "court_receipts", year)->from,
                     aisle_day_from_civil(2024, 9, 30));
    assert_null(row(&p, "court_receipts", year)->how);
    assert_non_null(row(&p, "court_receipts", october)->how);
    aisle_projection_clear(&p);
}

static void test_bad_days(void **state)
{
    struct shipped *w = *state;
    struct aisle_ctx *ctx = aisle_ctx_new();
    struct aisle_projection p;
    struct aisle_project_options options;
    aisle_day bad[] = {aisle_day_from_civil(2023, 10, 31),
                       aisle_day_from_civil(2050, 1, 1)};
    aisle_project_options_init(&options);
    aisle_projection_init(&p);
    options.date_count = 1;
    for (int i = 0; i < 2; i++) {
        options.dates = &bad[i];
        assert_int_equal(aisle_project(ctx, &w->parameters, &w->data, &options, &p),
                         AISLE_INPUT);
    }
    assert_true(support_says(ctx, "2023-10-31", 0));
    assert_int_equal(p.row_count, 0);
    aisle_ctx_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_whole),
        cmocka_unit_test(test_flows),
        cmocka_unit_test(test_bad_days),
    };
    return cmocka_run_group_tests(tests, shipped_open, shipped_close);
}
