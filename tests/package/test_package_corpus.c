/* Replay of the fuzz corpora in every build: what the fuzz targets check, held to
 * on the inputs that are kept. The targets themselves are compiled in. */
// clang-format off
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on
#include "support/replay.h"

#define LLVMFuzzerTestOneInput fuzz_package_one
#include "../../fuzz/fuzz_package.c"
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput fuzz_yaml_one
#include "../../fuzz/fuzz_yaml.c"
#undef LLVMFuzzerTestOneInput

#define LLVMFuzzerTestOneInput fuzz_rules_one
#include "../../fuzz/fuzz_rules.c"
#undef LLVMFuzzerTestOneInput

static void test_yaml_corpus(void **state)
{
    (void)state;
    support_replay(AISLE_SOURCE_DIR "/fuzz/corpus/yaml", fuzz_yaml_one, 12);
}

static void test_package_corpus(void **state)
{
    (void)state;
    support_replay(AISLE_SOURCE_DIR "/fuzz/corpus/package", fuzz_package_one, 6);
}

static void test_rules_corpus(void **state)
{
    (void)state;
    support_replay(AISLE_SOURCE_DIR "/fuzz/corpus/rules", fuzz_rules_one, 6);
}

static void test_shipped_packages(void **state)
{
    (void)state;
    support_replay(AISLE_SOURCE_DIR "/packages", fuzz_package_one, 5);
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
