/* The rulebook's reader: any bytes give a rulebook whose rules can be applied, or
 * messages and an untouched book. The input is split at its first 0 byte: rules
 * before, Byrd rows after. */
#include "base/ctx.h"
#include <aisle/import.h>
#include <aisle/rules.h>
#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_rule(const struct aisle_rulebook *book, const struct aisle_rule *rule)
{
    CHECK(rule->id && rule->id[0] && rule->text && rule->source);
    CHECK(rule->denominator > 0 && rule->numerator >= 0);
    CHECK(rule->from != AISLE_DAY_NONE);
    CHECK(aisle_rules_at(book, rule->gate, rule->from, rule->first_congress,
                         rule->first_number) == rule);
    int needed = aisle_rules_threshold(rule, 100, 100);
    CHECK(needed >= 0);
    if (rule->base != AISLE_BASE_FIXED)
        CHECK(needed <= 101);
}

static void check_book(struct aisle_ctx *ctx, const struct aisle_rulebook *book)
{
    struct aisle_rule_list list;
    aisle_rule_list_init(&list);
    CHECK(book->count > 0);
    for (int i = 0; i < book->count; i++)
        check_rule(book, &book->rules[i]);
    for (int i = 0; i < AISLE_BYRD_CLASSES; i++)
        CHECK(book->byrd[i].low <= book->byrd[i].strike &&
              book->byrd[i].strike <= book->byrd[i].high && book->byrd[i].source);
    CHECK(aisle_rules_list(ctx, book, book->rules[0].from, 100, &list) == AISLE_OK);
    CHECK(list.count > 0);
    aisle_rule_list_clear(&list);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct aisle_ctx *ctx = aisle_ctx_new();
    if (!ctx)
        return 0;
    const char *bytes = (const char *)data;
    const char *cut = size ? memchr(bytes, 0, size) : NULL;
    size_t first = cut ? (size_t)(cut - bytes) : size;
    struct aisle_rulebook book;
    aisle_rulebook_init(&book);
    if (aisle_import_rules_bytes(ctx, "r.csv", bytes, first, "b.csv",
                                 cut ? cut + 1 : "", cut ? size - first - 1 : 0,
                                 &book) == AISLE_OK)
        check_book(ctx, &book);
    else
        CHECK(aisle_ctx_error_count(ctx) > 0 && !book.rules);
    aisle_rulebook_clear(&book);
    aisle_ctx_free(ctx);
    return 0;
}
