/* What vote models found comes back, for the same votes only. */
#include "made_model.h"
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

struct world {
    struct aisle_ctx *ctx;
    char *folder;
    struct aisle_store *store;
    struct aisle_votes votes;
    struct made_model made;
    struct aisle_run run;
};

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
    made_model(&w->made);
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
                                            &w->made.model, &w->made.fit),
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
    assert_int_equal(traits.rollcall_count, MADE_ITEMS);
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
    assert_int_equal(traits.member_count, MADE_MEMBERS);
    const struct aisle_member_trait *m = aisle_traits_member(&traits, "A000001");
    assert_non_null(m);
    for (int t = 0; t < AISLE_VOTE_TYPES; t++)
        assert_true(m->p_absent[t] == w->made.found[1].p_absent[t]);
    assert_null(aisle_traits_member(&traits, "C000003"));
    aisle_traits_clear(&traits);
}

/* Each part comes from the latest model that has its term. */
static void the_latest_of_each_term(void **state)
{
    struct world *w = *state;
    put(w);
    int64_t first = w->run.id;
    w->made.model.terms = AISLE_TERM_UNFOLDING;
    put(w);
    struct aisle_traits traits = get(w, &w->run);
    assert_int_equal(traits.rollcall_run, w->run.id);
    assert_int_equal(traits.member_run, first);
    assert_int_equal(traits.member_count, MADE_MEMBERS);
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
