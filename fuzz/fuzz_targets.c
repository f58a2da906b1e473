/* data/calibration: the first line of the input names one of its tables, the rest are
 * the bytes of that table; the others hold their heads only. Any bytes give whole
 * targets, or at least one error and outputs as they were. */
#include "base/ctx.h"
#include <aisle/targets.h>
#include <fcntl.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct targets_table {
    const char *file;
    const char *head;
} targets_tables[] = {
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

static void put_file(const char *dir, const char *name, const void *bytes, size_t size)
{
    char path[128];
    snprintf(path, sizeof path, "%s/%s", dir, name);
    int file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (file < 0 || write(file, bytes, size) != (ssize_t)size)
        abort();
    close(file);
}

/* The table named by the first line; the first one without a name. */
static int named_table(const uint8_t *data, size_t size, size_t *past)
{
    const uint8_t *end = memchr(data, '\n', size);
    size_t length = end ? (size_t)(end - data) : 0;
    *past = 0;
    for (int i = 0; end && i < TARGETS_TABLES; i++) {
        if (strlen(targets_tables[i].file) != length ||
            memcmp(targets_tables[i].file, data, length) != 0)
            continue;
        *past = length + 1;
        return i;
    }
    return 0;
}

static void read_folder(const char *dir)
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
    char dir[] = "/tmp/fuzz_targets_XXXXXX";
    size_t past;
    int table = named_table(data, size, &past);
    if (!mkdtemp(dir))
        abort();
    for (int i = 0; i < TARGETS_TABLES; i++)
        if (i != table)
            put_file(dir, targets_tables[i].file, targets_tables[i].head,
                     strlen(targets_tables[i].head));
    put_file(dir, targets_tables[table].file, data + past, size - past);
    read_folder(dir);
    for (int i = 0; i < TARGETS_TABLES; i++) {
        char path[128];
        snprintf(path, sizeof path, "%s/%s", dir, targets_tables[i].file);
        unlink(path);
    }
    rmdir(dir);
    return 0;
}
