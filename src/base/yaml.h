/* YAML: a tree of what libyaml read, each node with its place, and typed getters
 * that add every error they meet, so that one pass reports them all.
 *
 *   TRY(yaml_read(ctx, path, bytes, size, &doc));
 *   struct yaml_reader in = yaml_reader(ctx, &doc);
 *   yaml_keys(&in, doc.root, 2, (const char *[]){"title", "as_of"});
 *   title = yaml_text(&in, doc.root, "title", YAML_REQUIRED);
 *   as_of = yaml_day(&in, doc.root, "as_of", YAML_REQUIRED);
 *   yaml_clear(&doc); return in.status;      OK only when nothing was wrong
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

#define YAML_DEPTH_MAX 32
#define YAML_KEYS_MAX 1000    /* pairs of one map */
#define YAML_NODES_MAX 200000 /* of one document */

/* Read one document. Errors: INPUT (syntax with place, duplicate keys, anchors,
 * aliases and tags, a second document, deeper than 32, bytes that are not UTF-8),
 * MEMORY. */
enum aisle_status yaml_read(struct aisle_ctx *ctx, const char *path, const char *bytes,
                            size_t size, struct yaml_doc *out);
void yaml_clear(struct yaml_doc *doc);

/* Reading a tree: where errors go, and whether there were any. */
struct yaml_reader {
    struct aisle_ctx *ctx;
    const char *path;
    enum aisle_status status;
};

enum yaml_need { YAML_OPTIONAL, YAML_REQUIRED };

struct yaml_reader yaml_reader(struct aisle_ctx *ctx, const struct yaml_doc *doc);

/* Add an error about a node; the reader's status becomes INPUT. */
void yaml_fail(struct yaml_reader *in, const struct yaml_node *node, const char *hint,
               const char *format, ...) __attribute__((format(printf, 4, 5)));

/* Value of a key, NULL when the map (NULL and other kinds: no keys) lacks it. */
const struct yaml_node *yaml_get(const struct yaml_node *map, const char *key);

/* An error for each key that is not in `names`, with the nearest. */
void yaml_keys(struct yaml_reader *in, const struct yaml_node *map, int count,
               const char *const *names);

/* Value of a key with its kind checked; NULL when missing, empty or wrong. */
const struct yaml_node *yaml_child(struct yaml_reader *in, const struct yaml_node *map,
                                   const char *key, enum yaml_kind kind,
                                   enum yaml_need need);

/* The getters below read one key of a map. What is missing or wrong gives "",
 * `fallback` or AISLE_DAY_NONE, after the error. Texts are the document's. */
const char *yaml_text(struct yaml_reader *in, const struct yaml_node *map,
                      const char *key, enum yaml_need need);
bool yaml_bool(struct yaml_reader *in, const struct yaml_node *map, const char *key,
               bool fallback);
aisle_day yaml_day(struct yaml_reader *in, const struct yaml_node *map, const char *key,
                   enum yaml_need need);
int yaml_int(struct yaml_reader *in, const struct yaml_node *map, const char *key,
             enum yaml_need need, int low, int high, int fallback);
/* One of `count` words; gives its index, or `fallback`. */
int yaml_choice(struct yaml_reader *in, const struct yaml_node *map, const char *key,
                enum yaml_need need, int count, const char *const *words, int fallback);

/* "+1,300 agents", "40%", "USD 1.4 bn", "$650 million" split into number and unit.
 * `value` has the multiplier (k, thousand, m, million, bn, billion, tn, trillion)
 * and the percent sign worked in; `unit` is what is left ("agents", "USD", "%",
 * "" when bare), cut to fit. */
#define YAML_UNIT 32
struct yaml_quantity {
    double value;
    char unit[YAML_UNIT];
};
/* False when the text is no quantity; adds no error. */
bool yaml_quantity_parse(const char *text, struct yaml_quantity *out);

#endif
