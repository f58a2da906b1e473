/* Several packages on the same luck. */
#include "base/ctx.h"
#include "base/mem.h"
#include <aisle/experiment.h>

enum { PACKAGES_MOST = 26 };

enum aisle_status aisle_compare(struct aisle_ctx *ctx,
                                const struct aisle_parameters *parameters,
                                const struct aisle_asylum_data *data, int count,
                                const struct aisle_scenario *packages,
                                const struct aisle_asylum_options *options,
                                struct aisle_comparison *out)
{
    enum aisle_status status = AISLE_OK;
    struct aisle_comparison made;
    struct aisle_scenario current;
    aisle_comparison_init(&made);
    aisle_scenario_init(&current);
    if (count < 2 || count > PACKAGES_MOST)
        return ctx_fail(ctx, AISLE_INPUT, "%d packages, not 2 to %d", count,
                        PACKAGES_MOST);
    made.outcomes = mem_new((size_t)count, sizeof *made.outcomes);
    made.against_first = mem_new((size_t)count, sizeof *made.against_first);
    if (!made.outcomes || !made.against_first)
        TRY(ctx_no_memory(ctx));
    made.count = count;
    for (int i = 0; i < count; i++)
        TRY(aisle_asylum_simulate(ctx, parameters, data, &current, &packages[i],
                                  options, &made.outcomes[i]));
    for (int i = 1; i < count; i++)
        TRY(aisle_asylum_simulate(ctx, parameters, data, &packages[0], &packages[i],
                                  options, &made.against_first[i]));
    aisle_comparison_clear(out);
    *out = made;
    aisle_comparison_init(&made);
out:
    aisle_comparison_clear(&made);
    return status;
}
