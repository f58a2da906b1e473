/* What vote models found comes back, for the same votes only. */
#include "support/support.h"
#include <aisle/store_traits.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
/* cmocka.h wants the headers above. */
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MEMBERS = 2, ITEMS = 2 };

struct world {
    struct aisle_ctx *ctx;
    char *folder;
    struct aisle_store *store;
    struct aisle_votes votes;
    struct aisle_fit_member members[MEMBERS];
    struct aisle_fit fit;
    struct aisle_votemodel_member found[MEMBERS];
    struct aisle_votemodel_item items[ITEMS];
    struct aisle_votemodel model;
    struct aisle_run run;
};

/* Roll call 3 bends and turns at 0.25, both ends nay; roll call 1 does not. */
static int begin(void **state)
{
    struct world *w = calloc(1, sizeof *w);
    assert_non_null(w);
    w->ctx = aisle_ctx_new();
    w->folder = support_scratch();
    assert_int_equal(aisle_store_open(w->ctx, support_path(w->folder, "t.db"),
                                      AISLE_STORE_WRITE, &w->store),
                     AISLE_OK);
    support_make_votes(&w->votes, 90, 8, 10, 1, 5);
    strcpy(w->members[0].bioguide, "B000002"); /* not in order */
    strcpy(w->members[1].bioguide, "A000001");
    w->fit = (struct aisle_fit){.member_count = MEMBERS, .members = w->members};
    for (int m = 0; m < MEMBERS; m++)
        for (int t = 0; t < AISLE_VOTE_TYPES; t++)
            w->found[m].p_absent[t] = 0.01 * (10 * m + t);
    w->items[0] = (struct aisle_votemodel_item){.rollcall = 2,
                                                .kind = AISLE_ITEM_UNFOLDING,
                                                .likeliest = 2,
                                                .turn = 0.25,
                                                .weight = {0, 0, 1, 0},
                                                .c = {0, 0, -2, 0}};
    w->items[1] = (struct aisle_votemodel_item){.rollcall = 0,
                                                .kind = AISLE_ITEM_MONOTONE,
                                                .turn = NAN,
                                                .weight = {1, 0, 0, 0}};
    w->model =
        (struct aisle_votemodel){.terms = AISLE_TERM_UNFOLDING | AISLE_TERM_ABSENCE,
                                 .member_count = MEMBERS,
                                 .item_count = ITEMS,
                                 .members = w->found,
                                 .items = w->items};
    w->run = (struct aisle_run){.as_of = AISLE_DAY_NONE};
    strcpy(w->run.verb, "fit");
    strcpy(w->run.engine, "0123");
    strcpy(w->run.data_hash, "d");
    *state = w;
    return 0;
}

static int end(void **state)
{
    struct world *w = *state;
    aisle_votes_clear(&w->votes);
    aisle_store_close(w->store);
    aisle_ctx_free(w->ctx);
    support_remove(w->folder);
    free(w);
    return 0;
}

static void put(struct world *w)
{
    assert_int_equal(aisle_store_begin(w->ctx, w->store), AISLE_OK);
    assert_int_equal(aisle_store_put_run(w->ctx, w->store, &w->run, "", "{}"),
                     AISLE_OK);
    assert_int_equal(aisle_store_put_traits(w->ctx, w->store, w->run.id, &w->votes,
                                            &w->model, &w->fit),
                     AISLE_OK);
    assert_int_equal(aisle_store_commit(w->ctx, w->store), AISLE_OK);
}

static struct aisle_traits get(struct world *w, const struct aisle_run *like)
{
    struct aisle_traits traits;
    assert_int_equal(aisle_store_get_traits(w->ctx, w->store, like, &w->votes, &traits),
                     AISLE_OK);
    return traits;
}

static void traits_come_back(void **state)
{
    struct world *w = *state;
    put(w);
    struct aisle_traits traits = get(w, &w->run);
    assert_int_equal(traits.rollcall_run, w->run.id);
    assert_int_equal(traits.rollcall_count, ITEMS);
    int number = w->votes.rollcalls[2].number;
    const struct aisle_rollcall_trait *r = aisle_traits_rollcall(&traits, 90, number);
    assert_non_null(r);
    assert_int_equal(r->kind, AISLE_ITEM_UNFOLDING);
    assert_false(r->yea_ends);
    assert_true(r->turn == 0.25 && r->p_unfolding == 1);
    r = aisle_traits_rollcall(&traits, 90, w->votes.rollcalls[0].number);
    assert_int_equal(r->kind, AISLE_ITEM_MONOTONE);
    assert_true(isnan(r->turn));
    assert_null(aisle_traits_rollcall(&traits, 91, number));
    assert_int_equal(traits.member_count, MEMBERS);
    const struct aisle_member_trait *m = aisle_traits_member(&traits, "A000001");
    assert_non_null(m);
    for (int t = 0; t < AISLE_VOTE_TYPES; t++)
        assert_true(m->p_absent[t] == w->found[1].p_absent[t]);
    assert_null(aisle_traits_member(&traits, "C000003"));
    aisle_traits_clear(&traits);
}

/* Each part comes from the latest model that has its term. */
static void the_latest_of_each_term(void **state)
{
    struct world *w = *state;
    put(w);
    int64_t first = w->run.id;
    w->model.terms = AISLE_TERM_UNFOLDING;
    put(w);
    struct aisle_traits traits = get(w, &w->run);
    assert_int_equal(traits.rollcall_run, w->run.id);
    assert_int_equal(traits.member_run, first);
    assert_int_equal(traits.member_count, MEMBERS);
    aisle_traits_clear(&traits);
}

static void must_be_empty(struct world *w, const struct aisle_run *like)
{
    struct aisle_traits traits = get(w, like);
    assert_int_equal(traits.rollcall_run + traits.member_run, 0);
    assert_int_equal(traits.rollcall_count + traits.member_count, 0);
    aisle_traits_clear(&traits);
}

static void other_votes_have_none(void **state)
{
    struct world *w = *state;
    must_be_empty(w, &w->run);
    put(w);
    struct aisle_run like = w->run;
    strcpy(like.data_hash, "e");
    must_be_empty(w, &like);
    like = w->run;
    strcpy(like.engine, "4567");
    must_be_empty(w, &like);
    like = w->run;
    like.as_of = 0;
    must_be_empty(w, &like);
    w->votes.congress_first--;
    must_be_empty(w, &w->run);
    w->votes.congress_first++;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(traits_come_back),
        TEST(the_latest_of_each_term),
        TEST(other_votes_have_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
