#include "support/support.h"
#include <aisle/store.h>
#include <math.h>
#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stddef.h>
/* cmocka.h wants the headers above. */
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct world {
    struct aisle_ctx *ctx;
    char *folder;
    struct aisle_store *store;
    struct aisle_fit fit;
};

/* A number with no short decimal form. */
static double odd(int i)
{
    return sin((double)i + 0.5) * 3.7;
}

static void make_members(struct aisle_fit *fit)
{
    for (int m = 0; m < fit->member_count; m++) {
        struct aisle_fit_member *who = &fit->members[m];
        snprintf(who->bioguide, sizeof who->bioguide, "T%06d", m % 1000);
        who->name = strdup(m % 2 ? "Scott (FL)" : "Luj\xC3\xA1n");
        strcpy(who->state, "AK");
        who->party = m % 3 ? 'R' : 'I';
        who->caucus = m % 3 ? 'R' : 'D';
        who->in_office = m % 5 != 0;
        who->thin = m % 4 == 0;
        who->vote_count = 100 + m;
        for (int k = 0; k < fit->dims; k++) {
            who->x[k] = odd(m + k);
            who->sd[k] = fabs(odd(m + k + 1));
            who->q05[k] = odd(m + k + 2);
            who->q95[k] = odd(m + k + 3);
        }
        who->rank = odd(m);
        who->rank_q05 = 1;
        who->rank_q95 = 100;
        who->rhat = m % 2 ? NAN : odd(m + 9);
        who->ess_bulk = m % 2 ? NAN : 1e9 / 3;
    }
}

static void make_items(struct aisle_fit *fit)
{
    for (int i = 0; i < fit->item_count; i++) {
        struct aisle_fit_item *item = &fit->items[i];
        *item =
            (struct aisle_fit_item){.rollcall = 2 * i, .congress = 118, .number = i};
        item->a = odd(i);
        item->a_sd = fabs(odd(i + 1));
        item->rhat = i % 3 ? odd(i + 4) : NAN;
        item->ess_bulk = i % 3 ? fabs(odd(i + 5)) : NAN;
        for (int k = 0; k < fit->dims; k++) {
            item->b[k] = odd(i + k + 7);
            item->b_sd[k] = fabs(odd(i + k + 8));
        }
    }
}

static void make_pivots(struct aisle_fit *fit)
{
    for (int p = 0; p < fit->pivot_count; p++) {
        struct aisle_pivot *pivot = &fit->pivots[p];
        pivot->name = strdup(p ? "filibuster" : "median");
        pivot->seat = p ? 60 : 50;
        pivot->chance_count = p; /* none, one, ... */
        pivot->chances = calloc((size_t)p + 1, sizeof *pivot->chances);
        for (int k = 0; k < p; k++)
            pivot->chances[k] = (struct aisle_pivot_chance){k, 1.0 / (k + 3)};
    }
}

static float *make_floats(size_t count, int seed)
{
    float *values = calloc(count + 1, sizeof *values);
    for (size_t i = 0; i < count; i++)
        values[i] = (float)odd((int)i + seed);
    return values;
}

/* What a dynamic fit has besides, and the draws of its items. */
static void make_periods(struct aisle_fit *fit)
{
    size_t draws = (size_t)fit->draw_count, dims = (size_t)fit->dims;
    fit->period_count = 5;
    fit->periods = calloc(5, sizeof *fit->periods);
    for (int i = 0; i < fit->period_count; i++) {
        struct aisle_fit_period *p = &fit->periods[i];
        *p = (struct aisle_fit_period){.member = 2 * i,
                                       .congress = 117 + i % 2,
                                       .party = i % 2 ? 'I' : 'D',
                                       .caucus = 'D',
                                       .vote_count = 400 + i,
                                       .rhat = i ? odd(i) : NAN,
                                       .ess_bulk = i ? fabs(odd(i)) : NAN};
        for (int k = 0; k < fit->dims; k++) {
            p->x[k] = odd(i + k + 20);
            p->sd[k] = fabs(odd(i + k + 21));
            p->q05[k] = odd(i + k + 22);
            p->q95[k] = odd(i + k + 23);
        }
    }
    fit->walk_sd = odd(41);
    fit->walk_sd_q05 = odd(42);
    fit->walk_sd_q95 = odd(43);
    fit->period_draws = make_floats(draws * 5 * dims, 100);
    fit->item_draws = make_floats(draws * (size_t)fit->item_count * (dims + 1), 200);
}

static void make_fit(struct aisle_fit *fit, int dims)
{
    aisle_fit_init(fit);
    strcpy(fit->chamber, "senate");
    fit->congress_first = 117;
    fit->congress_last = 118;
    fit->as_of = aisle_day_from_civil(2023, 11, 1);
    fit->link = AISLE_LINK_PROBIT;
    fit->method = AISLE_METHOD_MCMC;
    fit->dims = dims;
    fit->member_count = 11;
    fit->item_count = 23;
    fit->vote_count = 123456789012;
    fit->chain_count = 4;
    fit->draw_count = 40;
    fit->rhat_max = 1.0031;
    fit->classified = 0.93;
    fit->members = calloc(11, sizeof *fit->members);
    fit->items = calloc(23, sizeof *fit->items);
    fit->pivot_count = 3;
    fit->pivots = calloc(3, sizeof *fit->pivots);
    fit->x_draws = make_floats(40 * 11 * (size_t)dims, 0);
    make_members(fit);
    make_items(fit);
    make_pivots(fit);
    if (dims > 1)
        make_periods(fit);
}

static int begin(void **state)
{
    struct world *w = calloc(1, sizeof *w);
    assert_non_null(w);
    w->ctx = aisle_ctx_new();
    w->folder = support_scratch();
    make_fit(&w->fit, 2);
    assert_int_equal(aisle_store_open(w->ctx, support_path(w->folder, "t.db"),
                                      AISLE_STORE_WRITE, &w->store),
                     AISLE_OK);
    *state = w;
    return 0;
}

static int end(void **state)
{
    struct world *w = *state;
    aisle_store_close(w->store);
    aisle_fit_clear(&w->fit);
    aisle_ctx_free(w->ctx);
    support_remove(w->folder);
    free(w);
    return 0;
}

/* Equal, where not-a-number equals itself. */
static bool same(double a, double b)
{
    return a == b || (isnan(a) && isnan(b));
}

static void check_member(const struct aisle_fit_member *a,
                         const struct aisle_fit_member *b)
{
    assert_string_equal(a->bioguide, b->bioguide);
    assert_string_equal(a->name, b->name);
    assert_string_equal(a->state, b->state);
    assert_true(a->party == b->party && a->caucus == b->caucus);
    assert_true(a->in_office == b->in_office && a->thin == b->thin);
    assert_int_equal(a->vote_count, b->vote_count);
    for (int k = 0; k < AISLE_DIMS_MAX; k++) {
        assert_true(same(a->x[k], b->x[k]) && same(a->sd[k], b->sd[k]));
        assert_true(same(a->q05[k], b->q05[k]) && same(a->q95[k], b->q95[k]));
    }
    assert_true(same(a->rank, b->rank) && same(a->rank_q05, b->rank_q05));
    assert_true(same(a->rank_q95, b->rank_q95) && same(a->rhat, b->rhat));
    assert_true(same(a->ess_bulk, b->ess_bulk));
}

static void check_head(const struct aisle_fit *a, const struct aisle_fit *b)
{
    assert_string_equal(a->chamber, b->chamber);
    assert_int_equal(a->congress_first, b->congress_first);
    assert_int_equal(a->congress_last, b->congress_last);
    assert_int_equal(a->as_of, b->as_of);
    assert_true(a->link == b->link && a->method == b->method);
    assert_int_equal(a->dims, b->dims);
    assert_int_equal(a->member_count, b->member_count);
    assert_int_equal(a->item_count, b->item_count);
    assert_int_equal(a->vote_count, b->vote_count);
    assert_int_equal(a->chain_count, b->chain_count);
    assert_int_equal(a->draw_count, b->draw_count);
    assert_true(same(a->rhat_max, b->rhat_max) &&
                same(a->ess_bulk_min, b->ess_bulk_min) &&
                same(a->ess_bulk_median, b->ess_bulk_median) &&
                same(a->ess_tail_min, b->ess_tail_min) &&
                same(a->classified, b->classified) && same(a->apre, b->apre) &&
                same(a->gmp, b->gmp) && same(a->gmp_heldout, b->gmp_heldout));
}

static void check_item(const struct aisle_fit_item *a, const struct aisle_fit_item *b)
{
    assert_int_equal(a->rollcall, b->rollcall);
    assert_int_equal(a->congress, b->congress);
    assert_int_equal(a->number, b->number);
    assert_true(same(a->a, b->a) && same(a->a_sd, b->a_sd));
    assert_true(same(a->rhat, b->rhat) && same(a->ess_bulk, b->ess_bulk));
    for (int k = 0; k < AISLE_DIMS_MAX; k++)
        assert_true(same(a->b[k], b->b[k]) && same(a->b_sd[k], b->b_sd[k]));
}

static void check_period(const struct aisle_fit_period *a,
                         const struct aisle_fit_period *b)
{
    assert_int_equal(a->member, b->member);
    assert_int_equal(a->congress, b->congress);
    assert_true(a->party == b->party && a->caucus == b->caucus);
    assert_int_equal(a->vote_count, b->vote_count);
    assert_true(same(a->rhat, b->rhat) && same(a->ess_bulk, b->ess_bulk));
    for (int k = 0; k < AISLE_DIMS_MAX; k++) {
        assert_true(same(a->x[k], b->x[k]) && same(a->sd[k], b->sd[k]));
        assert_true(same(a->q05[k], b->q05[k]) && same(a->q95[k], b->q95[k]));
    }
}

/* Both there and equal, or both missing. */
static void check_draws(const float *a, const float *b, int draws, int units, int each)
{
    assert_int_equal(a == NULL, b == NULL);
    if (a)
        assert_memory_equal(a, b,
                            sizeof *a * (size_t)draws * (size_t)units * (size_t)each);
}

static void check_parts(const struct aisle_fit *a, const struct aisle_fit *b)
{
    assert_int_equal(a->period_count, b->period_count);
    assert_true(same(a->walk_sd, b->walk_sd) && same(a->walk_sd_q05, b->walk_sd_q05) &&
                same(a->walk_sd_q95, b->walk_sd_q95));
    for (int i = 0; i < a->period_count; i++)
        check_period(&a->periods[i], &b->periods[i]);
    check_draws(a->x_draws, b->x_draws, a->draw_count, a->member_count, a->dims);
    check_draws(a->item_draws, b->item_draws, a->draw_count, a->item_count,
                a->dims + 1);
    check_draws(a->period_draws, b->period_draws, a->draw_count, a->period_count,
                a->dims);
}

static void check_fit(const struct aisle_fit *a, const struct aisle_fit *b)
{
    check_head(a, b);
    check_parts(a, b);
    for (int m = 0; m < a->member_count; m++)
        check_member(&a->members[m], &b->members[m]);
    for (int i = 0; i < a->item_count; i++)
        check_item(&a->items[i], &b->items[i]);
    assert_int_equal(a->pivot_count, b->pivot_count);
    for (int p = 0; p < a->pivot_count; p++) {
        assert_string_equal(a->pivots[p].name, b->pivots[p].name);
        assert_int_equal(a->pivots[p].seat, b->pivots[p].seat);
        assert_int_equal(a->pivots[p].chance_count, b->pivots[p].chance_count);
        for (int k = 0; k < a->pivots[p].chance_count; k++) {
            assert_int_equal(a->pivots[p].chances[k].member,
                             b->pivots[p].chances[k].member);
            assert_true(a->pivots[p].chances[k].p == b->pivots[p].chances[k].p);
        }
    }
}

static void put(struct world *w, const char *key, const struct aisle_fit *fit)
{
    assert_int_equal(aisle_store_begin(w->ctx, w->store), AISLE_OK);
    assert_int_equal(aisle_store_put_fit(w->ctx, w->store, key, fit), AISLE_OK);
    assert_int_equal(aisle_store_commit(w->ctx, w->store), AISLE_OK);
}

static void a_fit_comes_back_bit_for_bit(void **state)
{
    struct world *w = *state;
    struct aisle_fit read;
    bool found = false;
    put(w, "key", &w->fit);
    assert_int_equal(aisle_store_get_fit(w->ctx, w->store, "key", &found, &read),
                     AISLE_OK);
    assert_true(found);
    check_fit(&w->fit, &read);
    aisle_fit_clear(&read);
}

static void an_unknown_key_leaves_out_untouched(void **state)
{
    struct world *w = *state;
    struct aisle_fit out;
    bool found = true;
    memset(&out, 0x5a, sizeof out);
    put(w, "key", &w->fit);
    assert_int_equal(aisle_store_get_fit(w->ctx, w->store, "other", &found, &out),
                     AISLE_OK);
    assert_false(found);
    for (size_t i = 0; i < sizeof out; i++)
        assert_int_equal(((unsigned char *)&out)[i], 0x5a);
}

static void putting_a_key_again_replaces_the_fit(void **state)
{
    struct world *w = *state;
    struct aisle_fit other, read;
    bool found = false;
    make_fit(&other, 1);
    other.method = AISLE_METHOD_MAP;
    other.link = AISLE_LINK_LOGIT;
    put(w, "key", &w->fit);
    put(w, "key", &other);
    assert_int_equal(aisle_store_get_fit(w->ctx, w->store, "key", &found, &read),
                     AISLE_OK);
    check_fit(&other, &read);
    aisle_fit_clear(&read);
    aisle_fit_clear(&other);
}

/* A store from before fits kept draws of items: its fits read as they were, with
 * what they never had not known. */
static void an_older_layout_s_fit_is_read(void **state)
{
    struct world *w = *state;
    struct aisle_fit fit;
    bool found = false;
    sqlite3 *db = NULL;
    aisle_store_close(w->store);
    w->store = NULL;
    const char *path = support_path(w->folder, "old.db");
    char *layout = support_read(support_source("tests/store/data/layout3.sql"));
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, layout, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
    free(layout);
    assert_int_equal(aisle_store_open(w->ctx, path, AISLE_STORE_WRITE, &w->store),
                     AISLE_OK);
    assert_int_equal(aisle_store_get_fit(w->ctx, w->store, "old", &found, &fit),
                     AISLE_OK);
    assert_true(found);
    assert_int_equal(fit.member_count, 2);
    assert_true(fit.members[1].x[0] == 0.75 && fit.items[0].b[0] == 1.5);
    assert_true(isnan(fit.items[0].rhat) && isnan(fit.items[0].ess_bulk));
    assert_true(fit.x_draws[2] == -0.5F);
    assert_null(fit.item_draws);
    assert_null(fit.periods);
    assert_null(fit.period_draws);
    aisle_fit_clear(&fit);
    put(w, "new", &w->fit);
    assert_int_equal(aisle_store_get_fit(w->ctx, w->store, "new", &found, &fit),
                     AISLE_OK);
    check_fit(&w->fit, &fit);
    aisle_fit_clear(&fit);
}

static enum aisle_status put_and_get(struct aisle_ctx *ctx, void *user)
{
    struct world *w = user;
    struct aisle_fit read;
    bool found = false;
    enum aisle_status status = aisle_store_begin(ctx, w->store);
    if (status != AISLE_OK)
        return status;
    status = aisle_store_put_fit(ctx, w->store, "key", &w->fit);
    if (status == AISLE_OK)
        status = aisle_store_get_fit(ctx, w->store, "key", &found, &read);
    aisle_store_rollback(w->store);
    if (status != AISLE_OK)
        return status;
    assert_true(found);
    check_fit(&w->fit, &read);
    aisle_fit_clear(&read);
    return AISLE_OK;
}

static void every_allocation_may_fail(void **state)
{
    assert_true(support_fail_allocations(put_and_get, *state) > 20);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_fit_comes_back_bit_for_bit, begin, end),
        cmocka_unit_test_setup_teardown(an_unknown_key_leaves_out_untouched, begin,
                                        end),
        cmocka_unit_test_setup_teardown(putting_a_key_again_replaces_the_fit, begin,
                                        end),
        cmocka_unit_test_setup_teardown(an_older_layout_s_fit_is_read, begin, end),
        cmocka_unit_test_setup_teardown(every_allocation_may_fail, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
