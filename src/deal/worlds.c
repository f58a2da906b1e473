#include "deal/worlds.h"
#include "base/ctx.h"
#include "base/mem.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A case's scenario while the equal ones are brought together. */
struct entry {
    struct aisle_scenario scenario;
    int c;
};

static int compare_scenarios(const struct aisle_scenario *a,
                             const struct aisle_scenario *b)
{
    for (int i = 0; i < AISLE_LEVER_COUNT; i++)
        if (a->lever[i] != b->lever[i])
            return a->lever[i] < b->lever[i] ? -1 : 1;
    return 0;
}

static int by_scenario(const void *left, const void *right)
{
    const struct entry *a = left, *b = right;
    int order = compare_scenarios(&a->scenario, &b->scenario);
    return order ? order : (a->c > b->c) - (a->c < b->c);
}

/* Equal neighbours are one world; -0 and 0 compare equal, as they should. */
static void join_equal(struct entry *entries, struct worlds *worlds)
{
    for (int i = 0; i < worlds->case_count; i++) {
        if (i == 0 ||
            compare_scenarios(&entries[i - 1].scenario, &entries[i].scenario) != 0)
            worlds->scenarios[worlds->count++] = entries[i].scenario;
        worlds->of_case[entries[i].c] = worlds->count - 1;
    }
}

enum aisle_status worlds_find(struct aisle_ctx *ctx,
                              const struct aisle_package *package, int case_count,
                              const uint64_t *cases, struct worlds *out)
{
    struct worlds worlds = {.case_count = case_count};
    size_t count = (size_t)case_count;
    struct entry *entries = mem_new(count, sizeof *entries);
    worlds.of_case = mem_new(count, sizeof *worlds.of_case);
    worlds.scenarios = mem_new(count, sizeof *worlds.scenarios);
    for (int i = 0; i < AISLE_DEAL_OUTCOMES; i++)
        worlds.noise[i] = NAN;
    if (!entries || !worlds.of_case || !worlds.scenarios) {
        free(entries);
        worlds_clear(&worlds);
        return ctx_no_memory(ctx);
    }
    for (int c = 0; c < case_count; c++) {
        entries[c].c = c;
        aisle_package_scenario(package, cases[c], &entries[c].scenario);
    }
    qsort(entries, count, sizeof *entries, by_scenario);
    join_equal(entries, &worlds);
    free(entries);
    *out = worlds;
    return AISLE_OK;
}

/* The seed of the second half: any other number that follows from the first. */
static uint64_t other_seed(uint64_t seed)
{
    return seed ^ UINT64_C(0x9E3779B97F4A7C15);
}

/* Half of the disagreement e between the halves is the error of their mean; what
 * all worlds share of it cancels in comparisons, so only its spread counts; and a
 * comparison has two such errors: sqrt(2) * sd(e) / 2. */
static double comparison_noise(int count, const double *first, const double *second,
                               int outcome)
{
    double sum = 0, squares = 0;
    if (count < 2)
        return NAN;
    for (int w = 0; w < count; w++)
        sum += first[w * AISLE_DEAL_OUTCOMES + outcome] -
               second[w * AISLE_DEAL_OUTCOMES + outcome];
    for (int w = 0; w < count; w++) {
        double e = first[w * AISLE_DEAL_OUTCOMES + outcome] -
                   second[w * AISLE_DEAL_OUTCOMES + outcome] - sum / count;
        squares += e * e;
    }
    return sqrt(squares / (count - 1) / 2);
}

/* Both halves as one: means weighted by their replications. */
static void join_halves(struct worlds *worlds, const double *difference,
                        const double *p_both, double share)
{
    for (int i = 0; i < AISLE_DEAL_OUTCOMES; i++)
        worlds->noise[i] =
            comparison_noise(worlds->count, worlds->difference, difference, i);
    for (int i = 0; i < worlds->count * AISLE_DEAL_OUTCOMES; i++)
        worlds->difference[i] += share * (difference[i] - worlds->difference[i]);
    for (int w = 0; w < worlds->count; w++)
        worlds->p_both[w] += share * (p_both[w] - worlds->p_both[w]);
}

enum aisle_status worlds_simulate(struct aisle_ctx *ctx,
                                  const struct aisle_parameters *parameters,
                                  const struct aisle_asylum_data *data,
                                  const struct aisle_asylum_options *options,
                                  struct worlds *worlds)
{
    enum aisle_status status = AISLE_OK;
    size_t count = (size_t)worlds->count;
    struct aisle_scenario today;
    struct aisle_asylum_options half = *options;
    half.replications = (options->replications + 1) / 2;
    aisle_scenario_init(&today);
    double *second = mem_new(count * AISLE_DEAL_OUTCOMES, sizeof *second);
    double *second_both = mem_new(count, sizeof *second_both);
    worlds->difference = mem_new(count * AISLE_DEAL_OUTCOMES, sizeof(double));
    worlds->p_both = mem_new(count, sizeof(double));
    if (!second || !second_both || !worlds->difference || !worlds->p_both) {
        status = ctx_no_memory(ctx);
        goto out;
    }
    TRY(aisle_asylum_screen(ctx, parameters, data, &today, worlds->count,
                            worlds->scenarios, &half, worlds->difference,
                            worlds->p_both));
    half.replications = options->replications / 2;
    half.seed = other_seed(options->seed);
    if (half.replications > 0) {
        TRY(aisle_asylum_screen(ctx, parameters, data, &today, worlds->count,
                                worlds->scenarios, &half, second, second_both));
        join_halves(worlds, second, second_both,
                    (double)half.replications / options->replications);
    }
out:
    free(second);
    free(second_both);
    if (status != AISLE_OK) {
        free(worlds->difference);
        free(worlds->p_both);
        worlds->difference = NULL;
        worlds->p_both = NULL;
    }
    return status;
}

void worlds_clear(struct worlds *worlds)
{
    free(worlds->of_case);
    free(worlds->scenarios);
    free(worlds->difference);
    free(worlds->p_both);
    *worlds = (struct worlds){0};
}

double worlds_fair(const struct worlds *worlds, int c)
{
    return worlds->p_both ? worlds->p_both[worlds->of_case[c]] : NAN;
}

double worlds_difference(const struct worlds *worlds, int c, int outcome)
{
    return worlds->difference
               ? worlds->difference[worlds->of_case[c] * AISLE_DEAL_OUTCOMES + outcome]
               : NAN;
}
