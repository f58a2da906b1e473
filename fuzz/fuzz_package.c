/* The package reader: any bytes give a package within its bounds, or messages and
 * an untouched package. */
#include "base/ctx.h"
#include <aisle/import.h>
#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_provision(const struct aisle_provision *p)
{
    CHECK(p->id && p->id[0] && p->title && p->source && p->why && p->topic);
    CHECK(p->amount_usd >= 0 && p->amount_usd <= 1e13);
    for (int i = 0; i < p->setting_count; i++) {
        const struct aisle_lever_info *info = aisle_lever_info(p->settings[i].lever);
        CHECK(p->settings[i].value >= info->low && p->settings[i].value <= info->high);
    }
    for (int i = 0; i < p->anchor_count; i++)
        CHECK(p->anchors[i].congress > 0 && p->anchors[i].number > 0 &&
              p->anchors[i].note);
}

static void check_package(const struct aisle_package *p)
{
    CHECK(p->provision_count > 0 && p->provision_count <= 64 && p->vote_count > 0);
    CHECK(p->as_of != AISLE_DAY_NONE && strlen(p->hash) == 64);
    for (int i = 0; i < p->provision_count; i++) {
        check_provision(&p->provisions[i]);
        CHECK(aisle_package_find_provision(p, p->provisions[i].id) == i);
    }
    for (int i = 0; i < p->statement_count; i++) {
        const struct aisle_statement *s = &p->statements[i];
        CHECK(s->provision < p->provision_count && s->vote < p->vote_count);
        CHECK(s->condition_provision < p->provision_count && s->source && s->quote);
    }
    struct aisle_scenario scenario;
    aisle_package_scenario(p, aisle_package_selection(p), &scenario);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct aisle_ctx *ctx = aisle_ctx_new();
    if (!ctx)
        return 0;
    struct aisle_package package;
    aisle_package_init(&package);
    if (aisle_import_package_bytes(ctx, "fuzz.yaml", (const char *)data, size,
                                   &package) == AISLE_OK)
        check_package(&package);
    else
        CHECK(aisle_ctx_error_count(ctx) > 0 && !package.provisions);
    aisle_package_clear(&package);
    aisle_ctx_free(ctx);
    return 0;
}
