/* A sparse fit as a fit: names, which way round, ranks, quantiles, scores. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/ctx.h"
#include "sparse/sparse.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Three members, two roll calls (the second without votes), four draws in one chain:
 *
 *   draw      0     1     2     3     rank
 *   ann      -1    -1     1    -1     1 1 2 1
 *   bob       0     0     0     2     2 2 1 3
 *   long..    2     1     2     0     3 3 3 2
 */
static int64_t first[] = {0, 3, 3};
static uint32_t cast[] = {0, 2, 5};
static const float draws[] = {-1, 0, 2, -1, 0, 1, 1, 0, 2, -1, 2, 0};

static void make(struct aisle_sparse_fit *fit)
{
    static const double x[] = {-0.5, 0.5, 1.25};
    aisle_sparse_fit_init(fit);
    *fit = (struct aisle_sparse_fit){.method = AISLE_METHOD_MCMC,
                                     .member_count = 3,
                                     .item_count = 2,
                                     .vote_count = 3,
                                     .chain_count = 1,
                                     .draw_count = 4};
    fit->x = calloc(3, sizeof *fit->x);
    fit->x_sd = calloc(3, sizeof *fit->x_sd);
    fit->a = calloc(2, sizeof *fit->a);
    fit->b = calloc(2, sizeof *fit->b);
    fit->a_sd = calloc(2, sizeof *fit->a_sd);
    fit->b_sd = calloc(2, sizeof *fit->b_sd);
    fit->x_rhat = calloc(3, sizeof *fit->x_rhat);
    fit->x_ess = calloc(3, sizeof *fit->x_ess);
    fit->x_draws = calloc(12, sizeof *fit->x_draws);
    memcpy(fit->x, x, sizeof x);
    memcpy(fit->x_draws, draws, sizeof draws);
    fit->a[0] = -0.2;
    fit->b[0] = 1;
}

static void test_a_list_is_described(void **state)
{
    (void)state;
    static char *members[] = {(char *)"ann", (char *)"bob",
                              (char *)"a name that is long"};
    struct aisle_votelist list = {.member_count = 3,
                                  .rollcall_count = 2,
                                  .first = first,
                                  .cast = cast,
                                  .members = members};
    struct aisle_ctx *ctx = aisle_ctx_new();
    struct aisle_sparse_fit from;
    struct aisle_fit fit;
    make(&from);
    assert_int_equal(aisle_sparse_describe(ctx, &list, NULL, 2, &from, &fit), AISLE_OK);
    assert_string_equal(fit.engine, "sparse");
    assert_string_equal(fit.members[1].bioguide, "bob");
    assert_string_equal(fit.members[2].bioguide, "m3");
    assert_string_equal(fit.members[2].name, "a name that is long");
    assert_true(fabs(fit.members[0].rank - 1.25) < 1e-12);
    assert_true(fabs(fit.members[1].rank - 2.0) < 1e-12);
    assert_int_equal(fit.members[1].rank_q05, 1);
    assert_int_equal(fit.members[2].rank_q95, 3);
    assert_true(fit.members[0].thin && fit.members[0].vote_count == 1);
    assert_int_equal(fit.item_count, 1);
    assert_int_equal(fit.items[0].rollcall, 0);
    assert_null(from.x_draws);
    assert_true(fit.x_draws[2] > 1.9f);
    /* nay nay yea at x -0.5, 0.5, 1.25 with a -0.2: bob is the one error of a minority
     * of one */
    assert_true(fabs(fit.apre) < 1e-12);
    assert_int_equal(aisle_fit_validate(ctx, &fit), AISLE_OK);
    aisle_fit_clear(&fit);
    aisle_sparse_fit_clear(&from);
    aisle_ctx_free(ctx);
}

/* Who sits with the Republicans stands right; who is not in office has no rank of her
 * own. */
static void test_a_table_is_turned_by_its_caucuses(void **state)
{
    (void)state;
    struct aisle_member seats[] = {
        {.bioguide = "A", .last = (char *)"Ann", .party = 'R', .caucus = 'R'},
        {.bioguide = "B", .last = (char *)"Bob", .party = 'D', .caucus = 'D'},
        {.bioguide = "C", .last = (char *)"Cy", .party = 'D', .caucus = 'D'}};
    struct aisle_rollcall rollcalls[] = {{.congress = 7, .number = 12},
                                         {.congress = 7, .number = 13}};
    struct aisle_votes votes = {.member_count = 3,
                                .rollcall_count = 2,
                                .members = seats,
                                .rollcalls = rollcalls,
                                .congress_first = 7,
                                .congress_last = 7};
    struct aisle_votelist list = {
        .member_count = 3, .rollcall_count = 2, .first = first, .cast = cast};
    struct aisle_ctx *ctx = aisle_ctx_new();
    struct aisle_sparse_fit from;
    struct aisle_fit fit;
    seats[1].in_office = seats[2].in_office = true;
    make(&from);
    assert_int_equal(aisle_sparse_describe(ctx, &list, &votes, 1, &from, &fit),
                     AISLE_OK);
    assert_true(fit.members[0].x[0] > 0 && fit.items[0].b[0] < 0);
    assert_true(fit.x_draws[0] > 0);
    assert_int_equal(fit.items[0].number, 12);
    /* turned about, Cy's ranks among two are 1 1 1 2 */
    assert_true(fabs(fit.members[2].rank - 1.25) < 1e-12);
    assert_string_equal(fit.members[0].name, "Ann");
    aisle_fit_clear(&fit);
    aisle_sparse_fit_clear(&from);
    aisle_ctx_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_list_is_described),
        cmocka_unit_test(test_a_table_is_turned_by_its_caucuses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
