/* YAML: a tree of what libyaml read, each node with its place, and typed getters
 * that add every error they meet, so that one pass reports them all.
 *
 *   yaml_read(ctx, path, bytes, size, &doc)
 *   yaml_keys(ctx, node, allowed, n)       unknown keys, with the nearest
 *   yaml_text(ctx, node, "title", REQUIRED, &text)
 */
#ifndef AISLE_BASE_YAML_H
#define AISLE_BASE_YAML_H

#include "base/ctx.h"
#include <aisle/date.h>

enum yaml_kind { YAML_SCALAR, YAML_LIST, YAML_MAP };

struct yaml_node {
    enum yaml_kind kind;
    int line;
    int column;
    const char *text; /* scalar: its text, owned by the document */
    bool quoted;
    int count;                /* list: items; map: pairs */
    struct yaml_node **keys;  /* map only */
    struct yaml_node **items; /* list items or map values */
};

struct yaml_doc {
    const char *path;
    struct yaml_node *root;
    void *memory; /* everything the tree owns */
};

/* Read one document. Errors: INPUT (syntax with place, duplicate key, anchors and
 * aliases, deeper than 32), MEMORY. */
enum aisle_status yaml_read(struct aisle_ctx *ctx, const char *path, const char *bytes,
                            size_t size, struct yaml_doc *out);
void yaml_clear(struct yaml_doc *doc);

#endif
