/* The YAML tree: any bytes give a tree or messages, never a crash; a tree's nodes
 * all carry a place, and reading the same bytes again gives the same shape. */
#include "base/yaml.h"
#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static long walk(const struct yaml_node *node, int depth)
{
    CHECK(node->line >= 1 && node->column >= 1 && depth <= YAML_DEPTH_MAX);
    CHECK(node->text != NULL);
    struct yaml_quantity q;
    if (node->kind == YAML_SCALAR && yaml_quantity_parse(node->text, &q))
        CHECK(q.value == q.value && strlen(q.unit) < YAML_UNIT);
    long count = 1;
    for (int i = 0; i < node->count; i++) {
        CHECK(node->kind != YAML_MAP || node->keys[i]->kind == YAML_SCALAR);
        count += walk(node->items[i], depth + 1);
    }
    return count;
}

static long read_once(const uint8_t *data, size_t size)
{
    struct aisle_ctx *ctx = aisle_ctx_new();
    if (!ctx)
        return -1;
    struct yaml_doc doc = {0};
    long nodes = 0;
    if (yaml_read(ctx, "fuzz.yaml", (const char *)data, size, &doc) == AISLE_OK)
        nodes = walk(doc.root, 1);
    else
        CHECK(aisle_ctx_error_count(ctx) > 0 && !doc.root);
    yaml_clear(&doc);
    aisle_ctx_free(ctx);
    return nodes;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    CHECK(read_once(data, size) == read_once(data, size));
    return 0;
}
