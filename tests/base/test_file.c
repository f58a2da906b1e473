/* Files and the context: what is written is whole, what fails says why. */
#include "base/ctx.h"
#include "base/file.h"
#include "base/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static char dir[64];

static int make_dir(void **state)
{
    (void)state;
    strcpy(dir, "/tmp/aisle-file-XXXXXX");
    return mkdtemp(dir) ? 0 : 1;
}

static int remove_dir(void **state)
{
    (void)state;
    char command[128];
    snprintf(command, sizeof command, "rm -rf %s", dir);
    return system(command);
}

static void test_write_read_list(void **state)
{
    (void)state;
    struct aisle_ctx *ctx = aisle_ctx_new();
    char path[128], deep[128];
    char *bytes, **names;
    size_t size;
    int count;
    snprintf(deep, sizeof deep, "%s/a/b/c", dir);
    snprintf(path, sizeof path, "%s/a/b/c/two.csv", dir);
    assert_int_equal(file_make_dir(ctx, deep), AISLE_OK);
    assert_int_equal(file_make_dir(ctx, deep), AISLE_OK);
    assert_int_equal(file_write(ctx, path, "old", 3), AISLE_OK);
    assert_int_equal(file_write(ctx, path, "x\0y", 3), AISLE_OK);
    assert_int_equal(file_read(ctx, path, &bytes, &size), AISLE_OK);
    assert_int_equal(size, 3);
    assert_memory_equal(bytes, "x\0y", 4);
    free(bytes);
    snprintf(path, sizeof path, "%s/a/b/c/one.csv", dir);
    assert_int_equal(file_write(ctx, path, "", 0), AISLE_OK);
    assert_int_equal(file_read(ctx, path, &bytes, &size), AISLE_OK);
    assert_int_equal(size, 0);
    free(bytes);
    assert_int_equal(file_list(ctx, deep, ".csv", &count, &names), AISLE_OK);
    assert_int_equal(count, 2); /* no temporary file stays */
    assert_string_equal(names[0], "one.csv");
    assert_string_equal(names[1], "two.csv");
    free(names[0]);
    free(names[1]);
    free(names);
    aisle_ctx_free(ctx);
}

static void test_failures_name_the_path(void **state)
{
    (void)state;
    struct aisle_ctx *ctx = aisle_ctx_new();
    char *bytes = NULL;
    size_t size;
    assert_int_equal(file_read(ctx, "/nowhere/x.csv", &bytes, &size), AISLE_IO);
    assert_null(bytes);
    assert_string_equal(aisle_ctx_message(ctx, 0)->path, "/nowhere/x.csv");
    assert_non_null(strstr(aisle_ctx_message(ctx, 0)->text, "No such file"));
    assert_int_equal(file_read(ctx, dir, &bytes, &size), AISLE_IO);
    assert_int_equal(file_write(ctx, "/nowhere/x", "x", 1), AISLE_IO);
    assert_int_equal(file_make_dir(ctx, "/dev/null/x"), AISLE_IO);
    assert_int_equal(aisle_ctx_error_count(ctx), 4);
    aisle_ctx_free(ctx);
}

/* A device that is always full stands for a full disk. */
static void test_full_disk_keeps_the_old_file(void **state)
{
    (void)state;
    struct aisle_ctx *ctx = aisle_ctx_new();
    char path[128];
    struct stat info;
    snprintf(path, sizeof path, "%s/kept", dir);
    assert_int_equal(file_write(ctx, path, "old", 3), AISLE_OK);
    char temporary[192];
    snprintf(temporary, sizeof temporary, "%s.tmp.%ld", path, (long)getpid());
    assert_int_equal(symlink("/dev/full", temporary), 0);
    assert_int_equal(file_write(ctx, path, "new", 3), AISLE_IO);
    assert_non_null(aisle_ctx_message(ctx, 0)->hint);
    assert_int_equal(stat(path, &info), 0);
    assert_int_equal(info.st_size, 3);
    aisle_ctx_free(ctx);
}

static void test_context_keeps_order_and_bounds(void **state)
{
    (void)state;
    struct aisle_ctx *ctx = aisle_ctx_new();
    struct place place = {.path = "votes.csv", .line = 41, .column = 3};
    assert_int_equal(ctx_fail_at(ctx, AISLE_INPUT, place, "do this", "code %d", 11),
                     AISLE_INPUT);
    ctx_warn(ctx, place, "odd");
    for (int i = 0; i < 1000; i++)
        ctx_fail(ctx, AISLE_FAILED, "fault %d", i);
    assert_int_equal(aisle_ctx_error_count(ctx), 1001);
    assert_true(aisle_ctx_message_count(ctx) < 1001);
    const struct aisle_message *m = aisle_ctx_message(ctx, 0);
    assert_string_equal(m->text, "code 11");
    assert_string_equal(m->hint, "do this");
    assert_int_equal(m->line, 41);
    assert_int_equal(aisle_ctx_message(ctx, 1)->severity, AISLE_WARNING);
    assert_int_equal(ctx_poll(ctx), AISLE_OK);
    aisle_ctx_cancel(ctx);
    assert_int_equal(ctx_poll(ctx), AISLE_CANCELLED);
    aisle_ctx_clear(ctx);
    assert_int_equal(aisle_ctx_message_count(ctx), 0);
    aisle_ctx_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_write_read_list),
        cmocka_unit_test(test_failures_name_the_path),
        cmocka_unit_test(test_full_disk_keeps_the_old_file),
        cmocka_unit_test(test_context_keeps_order_and_bounds),
    };
    return cmocka_run_group_tests(tests, make_dir, remove_dir);
}
