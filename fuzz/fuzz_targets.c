/* data/calibration: the first line of the input names one of its tables, the rest are
 * the bytes of that table; the others hold their heads only. Any bytes give whole
 * targets, or at least one error and outputs as they were. */
#include "base/ctx.h"
#include "folder.h"
#include <aisle/targets.h>
#include <math.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct folder_table targets_tables[] = {
    {"targets.csv", "name,label,run,kind,of,from,to,value,sd,unit,role,source,"
                    "confidence,note\n"},
    {"runs.csv", "run,key,value\n"},
    {"priors.csv", "parameter,low,high,shape\n"},
    {"court_years.csv", "fiscal_year,pending_end,receipts,completions,role\n"},
    {"judges.csv", "date,judges\n"},
    {"encounters_fy2014_2018.csv",
     "month,single_adults,family_units,unaccompanied_children\n"},
};
enum { TARGETS_TABLES = sizeof targets_tables / sizeof targets_tables[0] };

static void check_lists(const struct aisle_targets *t)
{
    for (int i = 0; i < t->target_count; i++) {
        const struct aisle_target *target = &t->targets[i];
        CHECK(target->name[0] && target->run[0] && target->of[0]);
        CHECK(isfinite(target->value) && isfinite(target->sd) && target->sd > 0);
        CHECK(target->measure >= 0 && target->measure < AISLE_MEASURE_COUNT);
        CHECK(target->to != AISLE_DAY_NONE);
        CHECK(target->measure != AISLE_MEASURE_SERIES_SUM || target->from < target->to);
    }
    for (int i = 0; i < t->line_count; i++)
        CHECK(t->lines[i].run[0] && t->lines[i].key[0] && t->lines[i].value[0]);
    for (int i = 0; i < t->prior_count; i++) {
        const struct aisle_prior *p = &t->priors[i];
        CHECK(p->parameter[0]);
        CHECK((isnan(p->low) && isnan(p->high)) || p->low < p->high);
    }
}

static void check_years(const struct aisle_targets *t)
{
    for (int i = 0; i < t->year_count; i++) {
        const struct aisle_court_year *y = &t->years[i];
        CHECK(y->pending_end > 0 && y->receipts > 0);
        CHECK(isnan(y->completions) || y->completions > 0);
        CHECK(i == 0 || y->fiscal_year == y[-1].fiscal_year + 1);
    }
    for (int i = 0; i < t->bench_count; i++) {
        CHECK(t->bench[i].judges > 0);
        CHECK(i == 0 || t->bench[i].date > t->bench[i - 1].date);
    }
    for (int i = 0; i < t->month_count; i++) {
        const struct aisle_encounter_month *m = &t->months[i];
        for (int k = 0; k < AISLE_DEMOGRAPHIC_COUNT; k++)
            CHECK(m->between_ports[k] >= 0);
        CHECK(i == 0 || m->month > m[-1].month);
    }
}

static void read_targets(const char *dir)
{
    struct aisle_targets targets;
    struct aisle_ctx *ctx = aisle_ctx_new();
    if (!ctx)
        abort();
    aisle_targets_init(&targets);
    if (aisle_import_targets(ctx, dir, &targets) == AISLE_OK) {
        check_lists(&targets);
        check_years(&targets);
    } else {
        CHECK(aisle_ctx_error_count(ctx) > 0);
        CHECK(targets.target_count == 0 && !targets.targets && !targets.years);
    }
    aisle_targets_clear(&targets);
    aisle_ctx_free(ctx);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct folder folder = {.count = TARGETS_TABLES, .tables = targets_tables};
    folder_run(&folder, data, size, read_targets);
    return 0;
}
