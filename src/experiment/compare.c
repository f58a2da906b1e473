/* Several packages on the same luck. */
#include "base/ctx.h"
#include "base/mem.h"
#include <aisle/experiment.h>

#include <string.h>

enum { PACKAGES_MOST = 26 };

/* Scenario 0 is current law. Each package against it, then each but the first against
 * the first; the outcomes go to the comparison, in this order. */
static enum aisle_status compare_pairs(struct aisle_ctx *ctx,
                                       const struct aisle_parameters *parameters,
                                       const struct aisle_asylum_data *data,
                                       const struct aisle_scenario *scenarios,
                                       const struct aisle_asylum_options *options,
                                       struct aisle_comparison *made)
{
    int pairs[2 * PACKAGES_MOST][2], count = made->count;
    struct aisle_outcome outcomes[2 * PACKAGES_MOST];
    for (int i = 0; i < 2 * count; i++) {
        pairs[i][0] = i < count ? 0 : 1;
        pairs[i][1] = i < count ? i + 1 : i - count + 2;
        aisle_outcome_init(&outcomes[i]);
    }
    enum aisle_status status =
        aisle_asylum_compare(ctx, parameters, data, count + 1, scenarios, options,
                             2 * count - 1, (const int(*)[2])pairs, outcomes);
    memcpy(made->outcomes, outcomes, (size_t)count * sizeof *outcomes);
    memcpy(made->against_first + 1, outcomes + count,
           (size_t)(count - 1) * sizeof *outcomes);
    return status;
}

enum aisle_status aisle_compare(struct aisle_ctx *ctx,
                                const struct aisle_parameters *parameters,
                                const struct aisle_asylum_data *data, int count,
                                const struct aisle_scenario *packages,
                                const struct aisle_asylum_options *options,
                                struct aisle_comparison *out)
{
    enum aisle_status status = AISLE_OK;
    struct aisle_comparison made;
    struct aisle_scenario scenarios[PACKAGES_MOST + 1];
    aisle_comparison_init(&made);
    if (count < 2 || count > PACKAGES_MOST)
        return ctx_fail(ctx, AISLE_INPUT, "%d packages, not 2 to %d", count,
                        PACKAGES_MOST);
    aisle_scenario_init(&scenarios[0]);
    memcpy(&scenarios[1], packages, (size_t)count * sizeof *packages);
    made.outcomes = mem_new((size_t)count, sizeof *made.outcomes);
    made.against_first = mem_new((size_t)count, sizeof *made.against_first);
    if (!made.outcomes || !made.against_first)
        TRY(ctx_no_memory(ctx));
    made.count = count;
    TRY(compare_pairs(ctx, parameters, data, scenarios, options, &made));
    aisle_comparison_clear(out);
    *out = made;
    aisle_comparison_init(&made);
out:
    aisle_comparison_clear(&made);
    return status;
}
