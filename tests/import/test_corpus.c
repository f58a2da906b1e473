/* Replay of the fuzz corpora in every build: what the fuzz targets check, held to
 * on the inputs that are kept and on every cut of the short ones. The targets
 * themselves are compiled in. */
// clang-format off
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on
#include "support/replay.h"

#define LLVMFuzzerTestOneInput fuzz_csv_one
#define check_record csv_check_record
#include "../../fuzz/fuzz_csv.c"
#undef check_record
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput fuzz_record_one
#include "../../fuzz/fuzz_record.c"
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput fuzz_voteview_one
#include "../../fuzz/fuzz_voteview.c"
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput fuzz_unitedstates_one
#include "../../fuzz/fuzz_unitedstates.c"
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput fuzz_legislators_one
#include "../../fuzz/fuzz_legislators.c"
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput fuzz_senate_xml_one
#include "../../fuzz/fuzz_senate_xml.c"
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput fuzz_ord_one
#include "../../fuzz/fuzz_ord.c"
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput fuzz_matrix_one
#include "../../fuzz/fuzz_matrix.c"
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput fuzz_whip_one
#include "../../fuzz/fuzz_whip.c"
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput fuzz_posterior_one
#include "../../fuzz/fuzz_posterior.c"
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput fuzz_targets_one
#include "../../fuzz/fuzz_targets.c"
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput fuzz_parameters_one
#include "../../fuzz/fuzz_parameters.c"
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput fuzz_asylum_data_one
#include "../../fuzz/fuzz_asylum_data.c"
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput fuzz_leaders_one
#include "../../fuzz/fuzz_leaders.c"
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput fuzz_house_one
#include "../../fuzz/fuzz_house.c"
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput fuzz_forecast_one
#define check_vote forecast_check_vote
#include "../../fuzz/fuzz_forecast.c"
#undef check_vote
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput fuzz_casts_one
#include "../../fuzz/fuzz_casts.c"
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput fuzz_votelist_one
#include "../../fuzz/fuzz_votelist.c"
#undef LLVMFuzzerTestOneInput

static void csv_corpus(void **state)
{
    (void)state;
    support_replay(AISLE_SOURCE_DIR "/fuzz/corpus/csv", fuzz_csv_one, 16);
}

static void record_corpus(void **state)
{
    (void)state;
    support_replay(AISLE_SOURCE_DIR "/fuzz/corpus/record", fuzz_record_one, 5);
}

static void voteview_corpus(void **state)
{
    (void)state;
    support_replay(AISLE_SOURCE_DIR "/fuzz/corpus/voteview", fuzz_voteview_one, 2);
}

static void unitedstates_corpus(void **state)
{
    (void)state;
    support_replay(AISLE_SOURCE_DIR "/fuzz/corpus/unitedstates", fuzz_unitedstates_one,
                   4);
}

static void legislators_corpus(void **state)
{
    (void)state;
    support_replay(AISLE_SOURCE_DIR "/fuzz/corpus/legislators", fuzz_legislators_one,
                   2);
}

static void senate_xml_corpus(void **state)
{
    (void)state;
    support_replay(AISLE_SOURCE_DIR "/fuzz/corpus/senate_xml", fuzz_senate_xml_one, 3);
}

static void ord_corpus(void **state)
{
    (void)state;
    support_replay(AISLE_SOURCE_DIR "/fuzz/corpus/ord", fuzz_ord_one, 3);
}

static void matrix_corpus(void **state)
{
    (void)state;
    support_replay(AISLE_SOURCE_DIR "/fuzz/corpus/matrix", fuzz_matrix_one, 3);
}

static void whip_corpus(void **state)
{
    (void)state;
    support_replay(AISLE_SOURCE_DIR "/fuzz/corpus/whip", fuzz_whip_one, 3);
}

static void posterior_corpus(void **state)
{
    (void)state;
    support_replay(AISLE_SOURCE_DIR "/fuzz/corpus/posterior", fuzz_posterior_one, 6);
}

static void targets_corpus(void **state)
{
    (void)state;
    support_replay(AISLE_SOURCE_DIR "/fuzz/corpus/targets", fuzz_targets_one, 12);
}

static void parameters_corpus(void **state)
{
    (void)state;
    support_replay(AISLE_SOURCE_DIR "/fuzz/corpus/parameters", fuzz_parameters_one, 4);
}

static void asylum_data_corpus(void **state)
{
    (void)state;
    support_replay(AISLE_SOURCE_DIR "/fuzz/corpus/asylum_data", fuzz_asylum_data_one,
                   7);
}

static void leaders_corpus(void **state)
{
    (void)state;
    support_replay(AISLE_SOURCE_DIR "/fuzz/corpus/leaders", fuzz_leaders_one, 2);
}

static void house_corpus(void **state)
{
    (void)state;
    support_replay(AISLE_SOURCE_DIR "/fuzz/corpus/house", fuzz_house_one, 3);
}

static void forecast_corpus(void **state)
{
    (void)state;
    support_replay(AISLE_SOURCE_DIR "/fuzz/corpus/forecast", fuzz_forecast_one, 5);
}

static void casts_corpus(void **state)
{
    (void)state;
    support_replay(AISLE_SOURCE_DIR "/fuzz/corpus/casts", fuzz_casts_one, 3);
}

static void votelist_corpus(void **state)
{
    (void)state;
    support_replay(AISLE_SOURCE_DIR "/fuzz/corpus/votelist", fuzz_votelist_one, 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(csv_corpus),         cmocka_unit_test(record_corpus),
        cmocka_unit_test(voteview_corpus),    cmocka_unit_test(unitedstates_corpus),
        cmocka_unit_test(senate_xml_corpus),  cmocka_unit_test(ord_corpus),
        cmocka_unit_test(matrix_corpus),      cmocka_unit_test(whip_corpus),
        cmocka_unit_test(posterior_corpus),   cmocka_unit_test(targets_corpus),
        cmocka_unit_test(house_corpus),       cmocka_unit_test(leaders_corpus),
        cmocka_unit_test(forecast_corpus),    cmocka_unit_test(casts_corpus),
        cmocka_unit_test(votelist_corpus),    cmocka_unit_test(parameters_corpus),
        cmocka_unit_test(asylum_data_corpus), cmocka_unit_test(legislators_corpus),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
