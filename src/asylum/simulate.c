/* The two doors of the room: a package against current law, and a screen of many
 * scenarios against one baseline. */
#include "asylum/outcome.h"
#include <aisle/frontier.h>

#include "base/mem.h"
#include <string.h>

/* What differs between replications is almost all not knowing the parameters: under
 * packages/border-2023.yaml luck is 0.1% of the spread of most outcomes at ten people a
 * case and 0.5% at forty. So many coarse replications tell more than few fine ones; at
 * 40 replications the chance of "fair" stood anywhere from 0.08 to 0.35 by the seed. */
void aisle_asylum_options_init(struct aisle_asylum_options *options)
{
    *options =
        (struct aisle_asylum_options){.start = aisle_day_from_civil(2023, 10, 31),
                                      .years = 5,
                                      .replications = 160,
                                      .people_per_case = 20,
                                      .seed = 1};
}

enum aisle_status aisle_asylum_simulate(struct aisle_ctx *ctx,
                                        const struct aisle_parameters *parameters,
                                        const struct aisle_asylum_data *data,
                                        const struct aisle_scenario *baseline,
                                        const struct aisle_scenario *package,
                                        const struct aisle_asylum_options *options,
                                        struct aisle_outcome *out)
{
    struct aisle_scenario scenarios[] = {*baseline, *package};
    struct study study = {0};
    enum aisle_status status;
    TRY(study_make(ctx, parameters, data, options, 2, scenarios, true, &study));
    TRY(study_run(ctx, &study));
    TRY(outcome_make(ctx, &study, out));
out:
    study_clear(&study);
    return status;
}

enum aisle_status
aisle_asylum_compare(struct aisle_ctx *ctx, const struct aisle_parameters *parameters,
                     const struct aisle_asylum_data *data, int scenario_count,
                     const struct aisle_scenario *scenarios,
                     const struct aisle_asylum_options *options, int pair_count,
                     const int (*pairs)[2], struct aisle_outcome *out)
{
    struct study study = {0};
    enum aisle_status status;
    TRY(study_make(ctx, parameters, data, options, scenario_count, scenarios, true,
                   &study));
    study.task = "compare";
    TRY(study_run(ctx, &study));
    for (int i = 0; i < pair_count; i++) {
        memcpy(study.side, pairs[i], sizeof study.side);
        TRY(outcome_make(ctx, &study, &out[i]));
    }
out:
    study_clear(&study);
    return status;
}

/* The metrics that deals are compared by, in the order of
 * aisle_deal_outcome_names. */
static const int deal_metrics[AISLE_DEAL_OUTCOMES] = {
    METRIC_COURT_BACKLOG, METRIC_WAIT_TYPICAL, METRIC_FAIRNESS_GAP, METRIC_COST};

/* Scenario 0 is the baseline, scenario i + 1 the i-th of the screen. */
static void read_screen(const struct study *study, int count, double *mean_difference,
                        double *p_both)
{
    for (int i = 0; i < count; i++) {
        for (int k = 0; k < AISLE_DEAL_OUTCOMES; k++) {
            double sum = 0;
            for (int r = 0; r < study->replications; r++)
                sum += study_result(study, r, i + 1)->metric[deal_metrics[k]] -
                       study_result(study, r, 0)->metric[deal_metrics[k]];
            mean_difference[i * AISLE_DEAL_OUTCOMES + k] = sum / study->replications;
        }
        p_both[i] = outcome_chances(study, 0, i + 1).both;
    }
}

enum aisle_status aisle_asylum_screen(struct aisle_ctx *ctx,
                                      const struct aisle_parameters *parameters,
                                      const struct aisle_asylum_data *data,
                                      const struct aisle_scenario *baseline, int count,
                                      const struct aisle_scenario *scenarios,
                                      const struct aisle_asylum_options *options,
                                      double *mean_difference, double *p_both)
{
    struct study study = {0};
    enum aisle_status status;
    struct aisle_scenario *all = mem_new((size_t)count + 1, sizeof *all);
    if (!all)
        return ctx_no_memory(ctx);
    all[0] = *baseline;
    if (count > 0)
        memcpy(all + 1, scenarios, (size_t)count * sizeof *all);
    TRY(study_make(ctx, parameters, data, options, count + 1, all, false, &study));
    study.task = "screen";
    TRY(study_run(ctx, &study));
    read_screen(&study, count, mean_difference, p_both);
out:
    study_clear(&study);
    free(all);
    return status;
}
