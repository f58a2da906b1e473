/* Replay of the fuzz corpora in every build: what the fuzz targets check, held to
 * on the inputs that are kept. The targets themselves are compiled in. */
// clang-format off
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on
#include "base/file.h"
#include <stdio.h>
#include <stdlib.h>

#define LLVMFuzzerTestOneInput fuzz_package_one
#include "../../fuzz/fuzz_package.c"
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput fuzz_yaml_one
#include "../../fuzz/fuzz_yaml.c"
#undef LLVMFuzzerTestOneInput

#define LLVMFuzzerTestOneInput fuzz_rules_one
#include "../../fuzz/fuzz_rules.c"
#undef LLVMFuzzerTestOneInput

typedef int target_fn(const uint8_t *data, size_t size);

static void replay(const char *dir, target_fn *target, int least)
{
    struct aisle_ctx *ctx = aisle_ctx_new();
    assert_non_null(ctx);
    int count = 0;
    char **names = NULL;
    assert_int_equal(file_list(ctx, dir, "", &count, &names), AISLE_OK);
    assert_true(count >= least);
    for (int i = 0; i < count; i++) {
        char path[1024];
        char *bytes = NULL;
        size_t size = 0;
        snprintf(path, sizeof path, "%s/%s", dir, names[i]);
        assert_int_equal(file_read(ctx, path, &bytes, &size), AISLE_OK);
        assert_int_equal(target((const uint8_t *)bytes, size), 0);
        /* and every cut of a short one: a file half written */
        for (size_t cut = 0; size <= 600 && cut < size; cut++)
            target((const uint8_t *)bytes, cut);
        free(bytes);
        free(names[i]);
    }
    free(names);
    aisle_ctx_free(ctx);
}

static void test_yaml_corpus(void **state)
{
    (void)state;
    replay(AISLE_SOURCE_DIR "/fuzz/corpus/yaml", fuzz_yaml_one, 12);
}

static void test_package_corpus(void **state)
{
    (void)state;
    replay(AISLE_SOURCE_DIR "/fuzz/corpus/package", fuzz_package_one, 6);
}

static void test_rules_corpus(void **state)
{
    (void)state;
    replay(AISLE_SOURCE_DIR "/fuzz/corpus/rules", fuzz_rules_one, 6);
}

static void test_shipped_packages(void **state)
{
    (void)state;
    replay(AISLE_SOURCE_DIR "/packages", fuzz_package_one, 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_yaml_corpus),
        cmocka_unit_test(test_package_corpus),
        cmocka_unit_test(test_rules_corpus),
        cmocka_unit_test(test_shipped_packages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
