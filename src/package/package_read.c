/* What the parts of the package reader share. */
#include "package/package_read.h"
#include "base/mem.h"
#include "base/text.h"
#include <string.h>

bool package_no_memory(const struct package_reader *r)
{
    return r->in.status == AISLE_MEMORY;
}

char *package_copy(struct package_reader *r, const char *text)
{
    char *copy = mem_copy_text(text);
    if (!copy && !package_no_memory(r))
        r->in.status = ctx_no_memory(r->in.ctx);
    return copy;
}

char *package_text(struct package_reader *r, const struct yaml_node *map,
                   const char *key, enum yaml_need need)
{
    return package_copy(r, yaml_text(&r->in, map, key, need));
}

void *package_items(struct package_reader *r, const struct yaml_node *list, size_t size)
{
    if (!list || list->count == 0)
        return NULL;
    void *items = mem_new((size_t)list->count, size);
    if (!items && !package_no_memory(r))
        r->in.status = ctx_no_memory(r->in.ctx);
    return items;
}

static bool id_is_fine(const char *id)
{
    static const char allowed[] = "abcdefghijklmnopqrstuvwxyz0123456789-_.";
    return strspn(id, allowed) == strlen(id) && strlen(id) <= 60 &&
           strcmp(id, "package") != 0 && strcmp(id, "fair-and-efficient") != 0;
}

char *package_id(struct package_reader *r, const struct yaml_node *list, int item)
{
    const struct yaml_node *map = list->items[item];
    const char *id = yaml_text(&r->in, map, "id", YAML_REQUIRED);
    if (id[0] == '\0')
        return package_copy(r, "");
    const struct yaml_node *node = yaml_get(map, "id");
    if (!id_is_fine(id))
        yaml_fail(&r->in, node,
                  "use small letters, digits, '-', '_' and '.'; 'package' and "
                  "'fair-and-efficient' are taken",
                  "'%.60s' is no id", id);
    for (int i = 0; i < item; i++) {
        const struct yaml_node *other = yaml_get(list->items[i], "id");
        if (other && other->kind == YAML_SCALAR && strcmp(other->text, id) == 0) {
            yaml_fail(&r->in, node, NULL, "id '%.60s' stands twice, first in line %d",
                      id, other->line);
            break;
        }
    }
    return package_copy(r, id);
}

static bool part_parse(const char *text, size_t length, int64_t high, int *out)
{
    char part[12];
    int64_t value = 0;
    if (length == 0 || length >= sizeof part)
        return false;
    memcpy(part, text, length);
    part[length] = '\0';
    if (strspn(part, "0123456789") != length || !text_to_int(part, 1, high, &value))
        return false;
    *out = (int)value;
    return true;
}

bool package_rollcall_parse(const char *text, int *congress, int *number)
{
    const char *dash = strchr(text, '-');
    return dash && part_parse(text, (size_t)(dash - text), 999, congress) &&
           part_parse(dash + 1, strlen(dash + 1), 99999, number);
}

static const char *provision_word(const void *user, size_t i)
{
    return ((const struct aisle_package *)user)->provisions[i].id;
}

static const char *vote_word(const void *user, size_t i)
{
    return ((const struct aisle_package *)user)->votes[i].id;
}

static void fail_unknown(struct package_reader *r, const struct yaml_node *node,
                         const char *what, const char *near)
{
    if (near)
        yaml_fail(&r->in, node, NULL, "unknown %s '%.60s'; did you mean '%s'?", what,
                  node->text, near);
    else
        yaml_fail(&r->in, node, NULL, "unknown %s '%.60s'", what, node->text);
}

int package_provision_named(struct package_reader *r, const struct yaml_node *map,
                            const char *key)
{
    const struct yaml_node *node =
        yaml_child(&r->in, map, key, YAML_SCALAR, YAML_OPTIONAL);
    if (!node || package_no_memory(r))
        return -1;
    int p = aisle_package_find_provision(r->package, node->text);
    if (p < 0)
        fail_unknown(r, node, "provision",
                     text_nearest(node->text, (size_t)r->package->provision_count,
                                  provision_word, r->package));
    return p;
}

int package_vote_named(struct package_reader *r, const struct yaml_node *map,
                       const char *key)
{
    const struct yaml_node *node =
        yaml_child(&r->in, map, key, YAML_SCALAR, YAML_OPTIONAL);
    if (!node || package_no_memory(r))
        return -1;
    int v = aisle_package_find_vote(r->package, node->text);
    if (v < 0)
        fail_unknown(r, node, "vote",
                     text_nearest(node->text, (size_t)r->package->vote_count, vote_word,
                                  r->package));
    return v;
}

static const char *const CONFIDENCES[] = {"seen",    "seen-secondary",   "seen-weak",
                                          "derived", "memory-to-verify", "assumed"};

int package_confidence(struct package_reader *r, const struct yaml_node *map)
{
    return yaml_choice(&r->in, map, "confidence", YAML_OPTIONAL, 6, CONFIDENCES, -1);
}

const char *package_confidence_text(int confidence)
{
    return confidence < 0 ? "" : CONFIDENCES[confidence];
}
