/* A comparison says what a simulation of each package says and runs each world once; it
 * and a sensitivity go on from what was kept. */
#include "../asylum/shipped.h"
#include <stdlib.h>
#include <string.h>

enum { REPLICATIONS = 4 };

static struct aisle_asylum_options small(void)
{
    struct aisle_asylum_options options;
    aisle_asylum_options_init(&options);
    options.years = 1;
    options.replications = REPLICATIONS;
    options.people_per_case = 1000;
    options.threads = 2;
    return options;
}

static void check_equal(const struct aisle_outcome *a, const struct aisle_outcome *b)
{
    assert_int_equal(a->metric_count, b->metric_count);
    for (int m = 0; m < a->metric_count; m++) {
        assert_true(a->metrics[m].baseline.mean == b->metrics[m].baseline.mean);
        assert_true(a->metrics[m].package.mean == b->metrics[m].package.mean);
        assert_true(a->metrics[m].difference.q95 == b->metrics[m].difference.q95);
    }
    assert_true(a->p_both == b->p_both);
}

static void check_simulated(struct shipped *s, const struct aisle_scenario *baseline,
                            const struct aisle_scenario *package,
                            const struct aisle_outcome *compared)
{
    struct aisle_asylum_options options = small();
    struct aisle_outcome out;
    aisle_outcome_init(&out);
    assert_int_equal(aisle_asylum_simulate(s->ctx, &s->parameters, &s->data, baseline,
                                           package, &options, &out),
                     AISLE_OK);
    check_equal(&out, compared);
    aisle_outcome_clear(&out);
}

static void test_as_simulated(void **state)
{
    struct shipped *s = *state;
    struct aisle_scenario current, packages[3];
    aisle_scenario_init(&current);
    packages[0] = shipped_lever(AISLE_LEVER_JUDGES, 700);
    packages[1] = shipped_lever(AISLE_LEVER_MEXICO, 0.5);
    packages[2] = shipped_lever(AISLE_LEVER_ALTERNATIVES, 100000);
    struct aisle_asylum_options options = small();
    struct aisle_comparison out;
    aisle_comparison_init(&out);
    assert_int_equal(
        aisle_compare(s->ctx, &s->parameters, &s->data, 3, packages, &options, &out),
        AISLE_OK);
    assert_int_equal(out.against_first[0].metric_count, 0);
    for (int i = 0; i < 3; i++)
        check_simulated(s, &current, &packages[i], &out.outcomes[i]);
    for (int i = 1; i < 3; i++)
        check_simulated(s, &packages[0], &packages[i], &out.against_first[i]);
    aisle_comparison_clear(&out);
}

/* A store of the test's own: few results, looked through. */
enum { KEPT_MOST = 1024 };
struct kept {
    int count;
    int found;
    uint64_t key[KEPT_MOST];
    void *result[KEPT_MOST];
};

static bool find(void *user, uint64_t key, size_t size, void *result)
{
    struct kept *kept = user;
    for (int i = 0; i < kept->count; i++) {
        if (kept->key[i] != key)
            continue;
        memcpy(result, kept->result[i], size);
        kept->found++;
        return true;
    }
    return false;
}

static void put(void *user, uint64_t key, size_t size, const void *result)
{
    struct kept *kept = user;
    assert_true(kept->count < KEPT_MOST);
    kept->key[kept->count] = key;
    kept->result[kept->count] = malloc(size);
    assert_non_null(kept->result[kept->count]);
    memcpy(kept->result[kept->count++], result, size);
}

static void test_goes_on(void **state)
{
    struct shipped *s = *state;
    struct aisle_scenario packages[2] = {shipped_lever(AISLE_LEVER_JUDGES, 700),
                                         shipped_lever(AISLE_LEVER_BEDS, 9000)};
    struct kept kept = {0};
    struct aisle_asylum_keep keep = {&kept, find, put};
    struct aisle_asylum_options options = small();
    struct aisle_comparison first, again;
    options.keep = &keep;
    aisle_comparison_init(&first);
    aisle_comparison_init(&again);
    assert_int_equal(
        aisle_compare(s->ctx, &s->parameters, &s->data, 2, packages, &options, &first),
        AISLE_OK);
    assert_int_equal(kept.count, 3 * REPLICATIONS); /* each world once */
    assert_int_equal(kept.found, 0);
    free(kept.result[--kept.count]); /* cut short before the last */
    assert_int_equal(
        aisle_compare(s->ctx, &s->parameters, &s->data, 2, packages, &options, &again),
        AISLE_OK);
    assert_int_equal(kept.found, 3 * REPLICATIONS - 1);
    for (int i = 0; i < 2; i++)
        check_equal(&first.outcomes[i], &again.outcomes[i]);
    check_equal(&first.against_first[1], &again.against_first[1]);
    for (int i = 0; i < kept.count; i++)
        free(kept.result[i]);
    aisle_comparison_clear(&first);
    aisle_comparison_clear(&again);
}

static void screen(struct shipped *s, const struct aisle_asylum_keep *keep,
                   struct aisle_sensitivity *out)
{
    struct aisle_scenario package = shipped_lever(AISLE_LEVER_BEDS, 9000);
    struct aisle_sensitivity_options options;
    aisle_sensitivity_options_init(&options);
    options.base = 2;
    options.asylum = small();
    options.asylum.people_per_case = 5000;
    options.asylum.keep = keep;
    aisle_sensitivity_init(out);
    assert_int_equal(aisle_sensitivity_run(s->ctx, &s->parameters, &s->data, &package,
                                           &options, out),
                     AISLE_OK);
}

static void test_sensitivity_goes_on(void **state)
{
    struct kept kept = {0};
    struct aisle_asylum_keep keep = {&kept, find, put};
    struct aisle_sensitivity first, again;
    screen(*state, &keep, &first);
    int trials = kept.count;
    assert_true(trials > 2 * first.parameter_count && kept.found == 0);
    for (int i = 0; i < 10; i++) /* cut short */
        free(kept.result[--kept.count]);
    screen(*state, &keep, &again);
    assert_int_equal(kept.found, trials - 10);
    assert_int_equal(kept.count, trials);
    for (int i = 0; i < first.parameter_count; i++) {
        assert_string_equal(first.parameters[i], again.parameters[i]);
        assert_true(first.importance[i] == again.importance[i]);
    }
    for (int i = 0; i < kept.count; i++)
        free(kept.result[i]);
    aisle_sensitivity_clear(&first);
    aisle_sensitivity_clear(&again);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_as_simulated),
        cmocka_unit_test(test_goes_on),
        cmocka_unit_test(test_sensitivity_goes_on),
    };
    return cmocka_run_group_tests(tests, shipped_open, shipped_close);
}
