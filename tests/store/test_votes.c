#include "world.h"
#include <stdio.h>
#include <string.h>

static void put(struct world *w, const struct aisle_votes *votes, const char *sha256)
{
    assert_int_equal(aisle_store_begin(w->ctx, w->store), AISLE_OK);
    enum aisle_status status =
        aisle_store_put_votes(w->ctx, w->store, votes, "made up", sha256);
    if (status != AISLE_OK)
        support_show(w->ctx);
    assert_int_equal(status, AISLE_OK);
    assert_int_equal(aisle_store_commit(w->ctx, w->store), AISLE_OK);
}

static void get(struct world *w, int first, int last, aisle_day as_of,
                struct aisle_votes *out)
{
    enum aisle_status status =
        aisle_store_get_votes(w->ctx, w->store, "senate", first, last, as_of, out);
    if (status != AISLE_OK)
        support_show(w->ctx);
    assert_int_equal(status, AISLE_OK);
}

static void votes_come_back_as_they_went_in(void **state)
{
    struct world *w = *state;
    struct aisle_votes made, read;
    support_make_votes(&made, 90, 12, 40, 1, 7);
    put(w, &made, "a");
    get(w, 90, 90, AISLE_DAY_NONE, &read);
    assert_true(support_same_votes(&made, &read));
    aisle_votes_clear(&read);
    aisle_votes_clear(&made);
}

static void putting_a_congress_again_replaces_it(void **state)
{
    struct world *w = *state;
    struct aisle_votes old, other, fresh, read;
    support_make_votes(&old, 90, 12, 40, 1, 7);
    support_make_votes(&other, 91, 12, 30, 1, 8);
    support_make_votes(&fresh, 90, 9, 20, 50, 9);
    put(w, &old, "a");
    put(w, &other, "b");
    put(w, &fresh, "c");
    get(w, 90, 90, AISLE_DAY_NONE, &read);
    assert_true(support_same_votes(&fresh, &read));
    aisle_votes_clear(&read);
    get(w, 91, 91, AISLE_DAY_NONE, &read);
    assert_true(support_same_votes(&other, &read));
    aisle_votes_clear(&read);
    aisle_votes_clear(&old);
    aisle_votes_clear(&other);
    aisle_votes_clear(&fresh);
}

static void a_rollback_leaves_nothing(void **state)
{
    struct world *w = *state;
    struct aisle_votes made;
    int count = -1;
    struct aisle_store_congress *held = NULL;
    support_make_votes(&made, 90, 12, 40, 1, 7);
    assert_int_equal(aisle_store_begin(w->ctx, w->store), AISLE_OK);
    assert_int_equal(aisle_store_put_votes(w->ctx, w->store, &made, "x", "y"),
                     AISLE_OK);
    aisle_store_rollback(w->store);
    assert_int_equal(aisle_store_congresses(w->ctx, w->store, &count, &held), AISLE_OK);
    assert_int_equal(count, 0);
    aisle_store_congresses_free(count, held);
    aisle_votes_clear(&made);
}

/* Congresses share the persons 10..12 of ids 1..12 and 10..21. */
static void pooling_joins_persons(void **state)
{
    struct world *w = *state;
    struct aisle_votes first, second, read;
    support_make_votes(&first, 90, 12, 40, 1, 7);
    support_make_votes(&second, 91, 12, 30, 10, 8);
    put(w, &second, "b"); /* the order of putting does not matter */
    put(w, &first, "a");
    get(w, 90, 91, AISLE_DAY_NONE, &read);
    assert_int_equal(read.congress_first, 90);
    assert_int_equal(read.congress_last, 91);
    assert_int_equal(read.member_count, 21);
    assert_int_equal(read.rollcall_count, 70);
    assert_int_equal(read.service_count, first.service_count + second.service_count);
    for (int i = 0; i < 70; i++) {
        const struct aisle_votes *from = i < 40 ? &first : &second;
        int row = i < 40 ? i : i - 40;
        assert_int_equal(read.rollcalls[i].congress, i < 40 ? 90 : 91);
        for (int m = 0; m < 21; m++) {
            int at = aisle_votes_find_member(from, read.members[m].bioguide);
            uint8_t cast = at < 0 ? AISLE_CAST_OUT : aisle_votes_cast(from, row, at);
            assert_int_equal(aisle_votes_cast(&read, i, m), cast);
        }
    }
    int m = aisle_votes_find_member(&read, "T000012"); /* third of the 91st: turns I */
    assert_int_equal(read.members[m].party, 'I');
    assert_int_equal(aisle_votes_caucus_at(&read, m, 0), 'R');
    assert_int_equal(aisle_votes_caucus_at(&read, m, 69), 'D');
    aisle_votes_clear(&read);
    aisle_votes_clear(&first);
    aisle_votes_clear(&second);
}

/* For every cut: only earlier roll calls, only persons seen in them, party and
 * office as of then. */
static void nothing_dated_on_or_after_as_of_comes_out(void **state)
{
    struct world *w = *state;
    struct aisle_votes made, read;
    support_make_votes(&made, 90, 12, 40, 1, 7);
    put(w, &made, "a");
    for (int cut = 1; cut <= 40; cut++) {
        aisle_day as_of = made.rollcalls[0].date + cut;
        get(w, 90, 90, as_of, &read);
        assert_int_equal(read.as_of, as_of);
        assert_int_equal(read.rollcall_count, cut);
        assert_true(read.rollcalls[cut - 1].date < as_of);
        bool late = cut > 20; /* the second half has begun */
        int leaver = aisle_votes_find_member(&read, "T000001");
        int comer = aisle_votes_find_member(&read, "T000002");
        int turner = aisle_votes_find_member(&read, "T000003");
        assert_true(leaver >= 0);
        assert_int_equal(read.members[leaver].in_office, !late);
        assert_int_equal(comer >= 0, late);
        assert_int_equal(read.members[turner].party, late ? 'I' : 'D');
        for (int i = 0; i < read.service_count; i++)
            assert_true(read.services[i].last_number <= cut);
        aisle_votes_clear(&read);
    }
    aisle_votes_clear(&made);
}

/* Roll call numbers order the table; dates decide what is known. */
static void as_of_goes_by_date_not_by_number(void **state)
{
    struct world *w = *state;
    struct aisle_votes made, read;
    support_make_votes(&made, 90, 12, 40, 1, 7);
    aisle_day day = made.rollcalls[30].date;
    made.rollcalls[5].date = day; /* an early number with a late date */
    put(w, &made, "a");
    get(w, 90, 90, day, &read);
    assert_int_equal(read.rollcall_count, 29);
    assert_int_equal(aisle_votes_find_rollcall(&read, 90, 6), -1);
    aisle_votes_clear(&read);
    aisle_votes_clear(&made);
}

static void a_later_congress_is_not_even_named(void **state)
{
    struct world *w = *state;
    struct aisle_votes first, second, read;
    support_make_votes(&first, 90, 12, 40, 1, 7);
    support_make_votes(&second, 91, 12, 30, 1, 8);
    strcpy(second.members[4].lis, "S999");
    put(w, &first, "a");
    put(w, &second, "b");
    get(w, 90, 91, second.rollcalls[0].date, &read);
    assert_int_equal(read.congress_last, 90);
    assert_int_equal(read.rollcall_count, 40);
    assert_string_equal(read.members[4].lis, first.members[4].lis);
    aisle_votes_clear(&read);
    get(w, 90, 91, second.rollcalls[0].date + 1, &read);
    assert_string_equal(
        read.members[aisle_votes_find_member(&read, first.members[4].bioguide)].lis,
        "S999");
    aisle_votes_clear(&read);
    aisle_votes_clear(&first);
    aisle_votes_clear(&second);
}

static void what_is_not_there_is_named(void **state)
{
    struct world *w = *state;
    struct aisle_votes made, out;
    aisle_votes_init(&out);
    assert_int_equal(
        aisle_store_get_votes(w->ctx, w->store, "senate", 90, 90, AISLE_DAY_NONE, &out),
        AISLE_NOT_FOUND);
    assert_true(support_says(w->ctx, "holds no votes of the senate yet", 0));
    static const int congresses[] = {90, 91, 92, 95};
    for (int i = 0; i < 4; i++) {
        support_make_votes(&made, congresses[i], 5, 6, 1, 7);
        put(w, &made, "a");
        aisle_votes_clear(&made);
    }
    assert_int_equal(
        aisle_store_get_votes(w->ctx, w->store, "senate", 91, 95, AISLE_DAY_NONE, &out),
        AISLE_NOT_FOUND);
    assert_true(
        support_says(w->ctx, "Congress 93 of the senate is not in the store", 0));
    assert_true(support_says(w->ctx, "the store holds 90-92, 95", 0));
    assert_int_equal(
        aisle_store_get_votes(w->ctx, w->store, "senate", 90, 90, 0, &out) == AISLE_OK,
        true);
    aisle_votes_clear(&out);
    assert_int_equal(aisle_store_get_votes(w->ctx, w->store, "senate", 90, 90,
                                           aisle_day_from_civil(1900, 1, 1), &out),
                     AISLE_NOT_FOUND);
    assert_true(support_says(w->ctx, "is before 1900-01-01", 0));
    assert_int_equal(
        aisle_store_get_votes(w->ctx, w->store, "house", 90, 90, AISLE_DAY_NONE, &out),
        AISLE_NOT_FOUND);
    assert_int_equal(out.rollcall_count, 0); /* untouched */
}

static void congresses_and_hash_tell_what_is_held(void **state)
{
    struct world *w = *state;
    struct aisle_votes made;
    int count = 0;
    struct aisle_store_congress *held = NULL;
    char empty[65], one[65], two[65], again[65];
    assert_int_equal(aisle_store_data_hash(w->ctx, w->store, empty), AISLE_OK);
    support_make_votes(&made, 90, 12, 40, 1, 7);
    put(w, &made, "aaaa");
    assert_int_equal(aisle_store_data_hash(w->ctx, w->store, one), AISLE_OK);
    put(w, &made, "bbbb");
    assert_int_equal(aisle_store_data_hash(w->ctx, w->store, two), AISLE_OK);
    put(w, &made, "aaaa");
    assert_int_equal(aisle_store_data_hash(w->ctx, w->store, again), AISLE_OK);
    assert_string_not_equal(empty, one);
    assert_string_not_equal(one, two);
    assert_string_equal(one, again);
    assert_int_equal(strlen(one), 64);
    assert_int_equal(aisle_store_congresses(w->ctx, w->store, &count, &held), AISLE_OK);
    assert_int_equal(count, 1);
    assert_int_equal(held[0].congress, 90);
    assert_string_equal(held[0].chamber, "senate");
    assert_int_equal(held[0].rollcalls, 40);
    assert_int_equal(held[0].members, 12);
    assert_int_equal(held[0].first_date, made.rollcalls[0].date);
    assert_int_equal(held[0].last_date, made.rollcalls[39].date);
    assert_string_equal(held[0].source, "made up");
    assert_string_equal(held[0].sha256, "aaaa");
    aisle_store_congresses_free(count, held);
    aisle_votes_clear(&made);
}

static void wrong_votes_are_not_put(void **state)
{
    struct world *w = *state;
    struct aisle_votes made;
    support_make_votes(&made, 90, 12, 40, 1, 7);
    made.rollcalls[3].yea++;
    assert_int_equal(aisle_store_begin(w->ctx, w->store), AISLE_OK);
    assert_int_equal(aisle_store_put_votes(w->ctx, w->store, &made, "x", "y"),
                     AISLE_INPUT);
    aisle_store_rollback(w->store);
    aisle_votes_clear(&made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(votes_come_back_as_they_went_in, begin, end),
        cmocka_unit_test_setup_teardown(putting_a_congress_again_replaces_it, begin,
                                        end),
        cmocka_unit_test_setup_teardown(a_rollback_leaves_nothing, begin, end),
        cmocka_unit_test_setup_teardown(pooling_joins_persons, begin, end),
        cmocka_unit_test_setup_teardown(nothing_dated_on_or_after_as_of_comes_out,
                                        begin, end),
        cmocka_unit_test_setup_teardown(as_of_goes_by_date_not_by_number, begin, end),
        cmocka_unit_test_setup_teardown(a_later_congress_is_not_even_named, begin, end),
        cmocka_unit_test_setup_teardown(what_is_not_there_is_named, begin, end),
        cmocka_unit_test_setup_teardown(congresses_and_hash_tell_what_is_held, begin,
                                        end),
        cmocka_unit_test_setup_teardown(wrong_votes_are_not_put, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
