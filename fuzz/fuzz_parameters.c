/* data/parameters: any bytes of its file give parameters with a name and a finite value
 * within their range, or at least one error and no parameters. */
#include "base/ctx.h"
#include "folder.h"
#include <aisle/import_facts.h>
#include <math.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct folder_table parameters_tables[] = {
    {"one.csv", ""},
    {"other.csv",
     "name,value,low,high,unit,period,source,source_date,confidence,note\n"},
};

static void read_parameters(const char *dir)
{
    struct aisle_parameters parameters;
    struct aisle_ctx *ctx = aisle_ctx_new();
    if (!ctx)
        abort();
    aisle_parameters_init(&parameters);
    if (aisle_import_parameters(ctx, dir, &parameters) != AISLE_OK) {
        CHECK(aisle_ctx_error_count(ctx) > 0);
        CHECK(parameters.count == 0 && !parameters.items);
    }
    for (int i = 0; i < parameters.count; i++) {
        const struct aisle_parameter *p = &parameters.items[i];
        CHECK(p->name[0] && p->path && p->line > 1);
        CHECK(isfinite(p->low) && p->low <= p->value && p->value <= p->high &&
              isfinite(p->high));
        CHECK(aisle_parameters_find(&parameters, p->name) == p);
    }
    aisle_parameters_clear(&parameters);
    aisle_ctx_free(ctx);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct folder folder = {.count = 2, .tables = parameters_tables};
    folder_run(&folder, data, size, read_parameters);
    return 0;
}
