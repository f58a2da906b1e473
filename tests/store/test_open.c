/* Opening: what is there, what is not, and what is not ours. */
#include "store/store.h"
#include "support/support.h"
#include <aisle/store_kept.h>
#include <aisle/store_scenario.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
/* cmocka.h wants the headers above. */
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

struct world {
    struct aisle_ctx *ctx;
    char *folder;
    char path[256];
    struct aisle_store *store; /* for a test that opens one */
};

static int begin(void **state)
{
    struct world *w = calloc(1, sizeof *w);
    assert_non_null(w);
    w->ctx = aisle_ctx_new();
    w->folder = support_scratch();
    snprintf(w->path, sizeof w->path, "%s/t.db", w->folder);
    *state = w;
    return 0;
}

static int end(void **state)
{
    struct world *w = *state;
    aisle_store_close(w->store);
    aisle_ctx_free(w->ctx);
    support_remove(w->folder);
    free(w);
    return 0;
}

static enum aisle_status open_at(struct world *w, const char *path,
                                 enum aisle_store_mode mode)
{
    aisle_ctx_clear(w->ctx);
    return aisle_store_open(w->ctx, path, mode, &w->store);
}

static void must_open(struct world *w, enum aisle_store_mode mode)
{
    enum aisle_status status = open_at(w, w->path, mode);
    if (status != AISLE_OK)
        support_show(w->ctx);
    assert_int_equal(status, AISLE_OK);
}

static void close_store(struct world *w)
{
    aisle_store_close(w->store);
    w->store = NULL;
}

static void must_fail(struct world *w, const char *path, enum aisle_store_mode mode,
                      enum aisle_status expected, const char *says)
{
    enum aisle_status status = open_at(w, path, mode);
    if (status != expected || !support_says(w->ctx, says, 0)) {
        support_show(w->ctx);
        fail_msg("status %d, expected %d and '%s'", (int)status, (int)expected, says);
    }
    assert_null(w->store);
    const struct aisle_message *m = aisle_ctx_message(w->ctx, 0);
    assert_string_equal(m->path, path);
    assert_non_null(m->hint); /* every one of these has a next step */
}

/* Run SQL on the file as another program would. */
static void raw(struct world *w, const char *sql)
{
    sqlite3 *db = NULL;
    char *why = NULL;
    assert_int_equal(sqlite3_open(w->path, &db), SQLITE_OK);
    if (sqlite3_exec(db, sql, NULL, NULL, &why) != SQLITE_OK)
        fail_msg("%s: %s", sql, why);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

static void put_one(struct world *w, int congress)
{
    struct aisle_votes votes;
    support_make_votes(&votes, congress, 8, 10, 1, 5);
    assert_int_equal(aisle_store_begin(w->ctx, w->store), AISLE_OK);
    assert_int_equal(aisle_store_put_votes(w->ctx, w->store, &votes, "x", "y"),
                     AISLE_OK);
    assert_int_equal(aisle_store_commit(w->ctx, w->store), AISLE_OK);
    aisle_votes_clear(&votes);
}

static int held(struct world *w)
{
    int count = -1;
    struct aisle_store_congress *congresses = NULL;
    assert_int_equal(aisle_store_congresses(w->ctx, w->store, &count, &congresses),
                     AISLE_OK);
    aisle_store_congresses_free(count, congresses);
    return count;
}

static void a_new_store_is_made_and_found_again(void **state)
{
    struct world *w = *state;
    must_open(w, AISLE_STORE_WRITE);
    put_one(w, 90);
    close_store(w);
    must_open(w, AISLE_STORE_READ);
    assert_int_equal(held(w), 1);
    close_store(w);
    must_open(w, AISLE_STORE_WRITE);
    assert_int_equal(held(w), 1);
}

static void an_empty_file_is_filled(void **state)
{
    struct world *w = *state;
    support_write(w->path, "");
    must_open(w, AISLE_STORE_WRITE);
    assert_int_equal(held(w), 0);
}

static void paths_that_cannot_be(void **state)
{
    struct world *w = *state;
    char missing[300];
    snprintf(missing, sizeof missing, "%s/no/such/t.db", w->folder);
    must_fail(w, missing, AISLE_STORE_WRITE, AISLE_IO,
              "folder of the store is not there");
    must_fail(w, w->path, AISLE_STORE_READ, AISLE_IO, "there is no store here");
    must_fail(w, w->folder, AISLE_STORE_WRITE, AISLE_IO, "the store is a folder");
}

static void files_that_are_not_ours(void **state)
{
    struct world *w = *state;
    char text[2048];
    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    support_write(w->path, text);
    must_fail(w, w->path, AISLE_STORE_WRITE, AISLE_STORE, "is no aisle store");
    must_fail(w, w->path, AISLE_STORE_READ, AISLE_STORE, "is no aisle store");
    char *after = support_read(w->path);
    assert_string_equal(after, text); /* not touched */
    free(after);
    unlink(w->path);
    raw(w, "CREATE TABLE other (x); INSERT INTO other VALUES (1)");
    must_fail(w, w->path, AISLE_STORE_WRITE, AISLE_STORE, "but no aisle store");
    raw(w, "INSERT INTO other VALUES (2)"); /* its journal mode is still its own */
    assert_int_not_equal(access(support_path(w->folder, "t.db-wal"), F_OK), 0);
}

static void a_newer_layout_is_refused(void **state)
{
    struct world *w = *state;
    must_open(w, AISLE_STORE_WRITE);
    close_store(w);
    raw(w, "PRAGMA user_version = 999");
    must_fail(w, w->path, AISLE_STORE_WRITE, AISLE_STORE, "written by a newer aisle");
    must_fail(w, w->path, AISLE_STORE_READ, AISLE_STORE, "written by a newer aisle");
}

static void an_older_layout_is_brought_up_to_date(void **state)
{
    struct world *w = *state;
    char *layout = support_read(support_source("tests/store/data/layout1.sql"));
    raw(w, layout);
    free(layout);
    must_fail(w, w->path, AISLE_STORE_READ, AISLE_STORE, "has an older layout");
    must_open(w, AISLE_STORE_WRITE);
    struct aisle_votes votes;
    assert_int_equal(aisle_store_get_votes(w->ctx, w->store, "senate", 90, 90,
                                           AISLE_DAY_NONE, &votes),
                     AISLE_OK);
    assert_int_equal(votes.member_count, 2);
    assert_string_equal(votes.members[1].last, "Baker");
    assert_int_equal(aisle_votes_cast(&votes, 0, 1), AISLE_CAST_NAY);
    aisle_votes_clear(&votes);
    struct aisle_run run = {.as_of = AISLE_DAY_NONE};
    strcpy(run.verb, "fit");
    assert_int_equal(aisle_store_put_run(w->ctx, w->store, &run, "", "{}"), AISLE_OK);
    close_store(w);
    must_open(w, AISLE_STORE_READ); /* now it reads */
}

/* All that a user made is there afterwards: votes, runs, what they simulated, counts,
 * posteriors, work half done. */
static void a_layout_8_is_taken_over_without_loss(void **state)
{
    struct world *w = *state;
    char *layout = support_read(support_source("tests/store/data/layout8.sql"));
    raw(w, layout);
    free(layout);
    must_open(w, AISLE_STORE_WRITE);
    assert_int_equal(held(w), 1);
    struct aisle_run run;
    char *arguments = NULL, *result = NULL;
    assert_int_equal(
        aisle_store_get_run(w->ctx, w->store, 1, &run, &arguments, &result), AISLE_OK);
    assert_string_equal(run.verb, "simulate");
    assert_string_equal(run.version, "0.1.0");
    assert_string_equal(run.engine, ""); /* nobody knows */
    assert_int_equal(run.as_of, aisle_day_from_civil(2023, 11, 1));
    assert_string_equal(arguments, "years=1");
    assert_string_equal(result, "{\"run\":{}}");
    free(arguments);
    free(result);
    struct aisle_simulation simulation;
    assert_int_equal(aisle_store_get_simulation(w->ctx, w->store, 1, &simulation),
                     AISLE_OK);
    assert_int_equal(simulation.people_per_case, 1000);
    struct aisle_whip whip;
    assert_int_equal(
        aisle_store_get_whip(w->ctx, w->store, "border-2023", AISLE_DAY_NONE, &whip),
        AISLE_OK);
    assert_int_equal(whip.statement_count, 1);
    assert_string_equal(whip.statements[0].bioguide, "B000002");
    assert_false(whip.statements[0].second_hand);
    whip.statements[0].second_hand = true;
    assert_int_equal(aisle_store_begin(w->ctx, w->store), AISLE_OK);
    assert_int_equal(aisle_store_put_whip(w->ctx, w->store, "border-2023", &whip),
                     AISLE_OK);
    assert_int_equal(aisle_store_commit(w->ctx, w->store), AISLE_OK);
    aisle_whip_clear(&whip);
    assert_int_equal(
        aisle_store_get_whip(w->ctx, w->store, "border-2023", AISLE_DAY_NONE, &whip),
        AISLE_OK);
    assert_true(whip.statements[whip.statement_count - 1].second_hand);
    aisle_whip_clear(&whip);
    struct aisle_posterior posterior;
    int64_t of = 0;
    aisle_posterior_init(&posterior);
    assert_int_equal(aisle_store_get_posterior(w->ctx, w->store, &of, &posterior),
                     AISLE_OK);
    assert_int_equal(of, 1);
    assert_int_equal(posterior.draw_count, 1);
    aisle_posterior_clear(&posterior);
    unsigned char bytes[2] = {0};
    bool found = false;
    assert_int_equal(aisle_store_get_kept(w->ctx, w->store, 42, 2, bytes, &found),
                     AISLE_OK);
    assert_true(found && bytes[0] == 1 && bytes[1] == 2);
}

/* A migration that fails half way leaves the old layout whole. */
static void a_failed_migration_changes_nothing(void **state)
{
    struct world *w = *state;
    char *layout = support_read(support_source("tests/store/data/layout1.sql"));
    raw(w, layout);
    free(layout);
    raw(w, "CREATE TABLE fit (in_the_way)"); /* step 3 will trip over it */
    assert_int_equal(open_at(w, w->path, AISLE_STORE_WRITE), AISLE_STORE);
    assert_null(w->store);
    sqlite3 *db = NULL;
    sqlite3_stmt *stmt = NULL;
    assert_int_equal(sqlite3_open(w->path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db,
                                        "SELECT count(*), (SELECT user_version FROM"
                                        " pragma_user_version) FROM sqlite_schema"
                                        " WHERE name = 'run'",
                                        -1, &stmt, NULL),
                     SQLITE_OK);
    assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
    assert_int_equal(sqlite3_column_int(stmt, 0), 0); /* step 2 was undone */
    assert_int_equal(sqlite3_column_int(stmt, 1), 1);
    sqlite3_finalize(stmt);
    sqlite3_close(db);
}

static void a_locked_store_says_so(void **state)
{
    struct world *w = *state;
    struct aisle_store *other = NULL;
    must_open(w, AISLE_STORE_WRITE);
    assert_int_equal(aisle_store_open(w->ctx, w->path, AISLE_STORE_WRITE, &other),
                     AISLE_OK);
    sqlite3_busy_timeout(w->store->db, 30); /* not five seconds of a test's time */
    assert_int_equal(aisle_store_begin(w->ctx, other), AISLE_OK);
    assert_int_equal(aisle_store_begin(w->ctx, w->store), AISLE_STORE);
    assert_true(support_says(w->ctx, "locked by another process", 0));
    assert_int_equal(held(w), 0); /* reading goes on */
    aisle_store_rollback(other);
    assert_int_equal(aisle_store_begin(w->ctx, w->store), AISLE_OK);
    aisle_store_close(other);
}

/* A reader sees the last commit while another process writes. */
static void readers_see_the_last_commit(void **state)
{
    struct world *w = *state;
    struct aisle_store *writer = NULL;
    struct aisle_votes votes;
    must_open(w, AISLE_STORE_WRITE);
    put_one(w, 90);
    close_store(w);
    assert_int_equal(aisle_store_open(w->ctx, w->path, AISLE_STORE_WRITE, &writer),
                     AISLE_OK);
    assert_int_equal(aisle_store_begin(w->ctx, writer), AISLE_OK);
    support_make_votes(&votes, 91, 8, 10, 1, 5);
    assert_int_equal(aisle_store_put_votes(w->ctx, writer, &votes, "x", "y"), AISLE_OK);
    aisle_votes_clear(&votes);
    must_open(w, AISLE_STORE_READ);
    assert_int_equal(held(w), 1);
    assert_int_equal(aisle_store_commit(w->ctx, writer), AISLE_OK);
    assert_int_equal(held(w), 2);
    aisle_store_close(writer);
}

static void a_damaged_store_says_so(void **state)
{
    struct world *w = *state;
    must_open(w, AISLE_STORE_WRITE);
    put_one(w, 90);
    close_store(w);
    raw(w, "UPDATE rollcall SET casts = x'01'");
    must_open(w, AISLE_STORE_READ);
    struct aisle_votes votes;
    assert_int_equal(aisle_store_get_votes(w->ctx, w->store, "senate", 90, 90,
                                           AISLE_DAY_NONE, &votes),
                     AISLE_STORE);
    assert_true(support_says(w->ctx, "the store is damaged", 0));
}

/* Run `work` in a child that is not root: root may write anywhere. The child's
 * exit status is what work returns. */
static int as_nobody(struct world *w, int (*work)(struct world *))
{
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        if (geteuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0))
            _exit(99);
        _exit(work(w));
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static int read_and_try_to_write(struct world *w)
{
    struct aisle_store *store = NULL;
    int count = 0;
    struct aisle_store_congress *congresses = NULL;
    if (aisle_store_open(w->ctx, w->path, AISLE_STORE_READ, &store) != AISLE_OK)
        return 1;
    if (aisle_store_congresses(w->ctx, store, &count, &congresses) != AISLE_OK ||
        count != 1)
        return 2;
    aisle_store_congresses_free(count, congresses);
    aisle_store_close(store);
    aisle_ctx_clear(w->ctx);
    if (aisle_store_open(w->ctx, w->path, AISLE_STORE_WRITE, &store) != AISLE_STORE)
        return 3;
    return support_says(w->ctx, "the store is read-only", 0) ? 0 : 4;
}

static void a_read_only_folder_can_be_read(void **state)
{
    struct world *w = *state;
    must_open(w, AISLE_STORE_WRITE);
    put_one(w, 90);
    close_store(w);
    assert_int_equal(chmod(w->path, 0444), 0);
    assert_int_equal(chmod(w->folder, 0555), 0);
    int result = as_nobody(w, read_and_try_to_write);
    chmod(w->folder, 0755);
    assert_int_equal(result, 0);
}

/* A log that holds commits must not be passed over by an immutable reading. */
static int read_must_not_lose_the_log(struct world *w)
{
    struct aisle_store *store = NULL;
    int count = 0;
    struct aisle_store_congress *congresses = NULL;
    if (aisle_store_open(w->ctx, w->path, AISLE_STORE_READ, &store) != AISLE_OK)
        return 0; /* refused: that is fine */
    enum aisle_status status =
        aisle_store_congresses(w->ctx, store, &count, &congresses);
    return status == AISLE_OK && count == 2 ? 0 : 1;
}

static void a_log_is_never_passed_over(void **state)
{
    struct world *w = *state;
    char command[600];
    must_open(w, AISLE_STORE_WRITE);
    put_one(w, 90);
    close_store(w);
    must_open(w, AISLE_STORE_WRITE);
    put_one(w, 91); /* stands in the log only */
    snprintf(command, sizeof command, "mkdir %s/c && cp %s/t.db %s/t.db-wal %s/c",
             w->folder, w->folder, w->folder, w->folder);
    assert_int_equal(system(command), 0);
    snprintf(w->path, sizeof w->path, "%s/c/t.db", w->folder);
    snprintf(command, sizeof command, "chmod 444 %s/c/*; chmod 555 %s/c", w->folder,
             w->folder);
    assert_int_equal(system(command), 0);
    assert_int_equal(chmod(w->folder, 0755), 0);
    int result = as_nobody(w, read_must_not_lose_the_log);
    snprintf(command, sizeof command, "chmod 755 %s/c", w->folder);
    assert_int_equal(system(command), 0);
    assert_int_equal(result, 0);
}

static void odd_paths_are_kept_as_they_are(void **state)
{
    struct world *w = *state;
    snprintf(w->path, sizeof w->path, "%s/50%% of #1?.db", w->folder);
    must_open(w, AISLE_STORE_WRITE);
    put_one(w, 90);
    close_store(w);
    assert_int_equal(chmod(w->path, 0444), 0);
    assert_int_equal(chmod(w->folder, 0555), 0);
    int result = as_nobody(w, read_and_try_to_write);
    chmod(w->folder, 0755);
    assert_int_equal(result, 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_new_store_is_made_and_found_again),
        TEST(an_empty_file_is_filled),
        TEST(paths_that_cannot_be),
        TEST(files_that_are_not_ours),
        TEST(a_newer_layout_is_refused),
        TEST(an_older_layout_is_brought_up_to_date),
        TEST(a_layout_8_is_taken_over_without_loss),
        TEST(a_failed_migration_changes_nothing),
        TEST(a_locked_store_says_so),
        TEST(readers_see_the_last_commit),
        TEST(a_damaged_store_says_so),
        TEST(a_read_only_folder_can_be_read),
        TEST(a_log_is_never_passed_over),
        TEST(odd_paths_are_kept_as_they_are),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
