/* Typed getters over the tree: each adds its error with its place and goes on. */
#include "base/text.h"
#include "base/yaml.h"
#include <string.h>

struct yaml_reader yaml_reader(struct aisle_ctx *ctx, const struct yaml_doc *doc)
{
    return (struct yaml_reader){ctx, doc->path, AISLE_OK};
}

#define MESSAGE_BYTES 600 /* longer texts are cut: a message quotes, it does not copy */

void yaml_fail(struct yaml_reader *in, const struct yaml_node *node, const char *hint,
               const char *format, ...)
{
    char message[MESSAGE_BYTES];
    va_list args;
    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    struct place place = {in->path, node ? node->line : 0, node ? node->column : 0};
    ctx_fail_at(in->ctx, AISLE_INPUT, place, hint, "%s", message);
    if (in->status == AISLE_OK)
        in->status = AISLE_INPUT;
}

const struct yaml_node *yaml_get(const struct yaml_node *map, const char *key)
{
    if (!map || map->kind != YAML_MAP)
        return NULL;
    for (int i = 0; i < map->count; i++)
        if (strcmp(map->keys[i]->text, key) == 0)
            return map->items[i];
    return NULL;
}

static bool in_list(const char *word, int count, const char *const *words)
{
    for (int i = 0; i < count; i++)
        if (strcmp(word, words[i]) == 0)
            return true;
    return false;
}

void yaml_keys(struct yaml_reader *in, const struct yaml_node *map, int count,
               const char *const *names)
{
    if (!map || map->kind != YAML_MAP)
        return;
    for (int i = 0; i < map->count; i++) {
        const char *key = map->keys[i]->text;
        if (in_list(key, count, names))
            continue;
        const char *near = text_nearest_of(key, (size_t)count, names);
        if (near)
            yaml_fail(in, map->keys[i], NULL, "unknown key '%.60s'; did you mean '%s'?",
                      key, near);
        else
            yaml_fail(in, map->keys[i], NULL, "unknown key '%.60s'", key);
    }
}

static const char *kind_text(enum yaml_kind kind)
{
    static const char *const names[] = {"a single value", "a list", "keys and values"};
    return names[kind];
}

static bool is_empty(const struct yaml_node *node)
{
    return node->kind == YAML_SCALAR && node->text[0] == '\0';
}

const struct yaml_node *yaml_child(struct yaml_reader *in, const struct yaml_node *map,
                                   const char *key, enum yaml_kind kind,
                                   enum yaml_need need)
{
    const struct yaml_node *node = yaml_get(map, key);
    if (!node || is_empty(node)) {
        if (need == YAML_REQUIRED)
            yaml_fail(in, node ? node : map, NULL,
                      node ? "'%s' has no value" : "'%s' is missing", key);
        return NULL;
    }
    if (node->kind != kind) {
        yaml_fail(in, node, NULL, "'%s' must be %s, not %s", key, kind_text(kind),
                  kind_text(node->kind));
        return NULL;
    }
    return node;
}

const char *yaml_text(struct yaml_reader *in, const struct yaml_node *map,
                      const char *key, enum yaml_need need)
{
    const struct yaml_node *node = yaml_child(in, map, key, YAML_SCALAR, need);
    return node ? node->text : "";
}

bool yaml_bool(struct yaml_reader *in, const struct yaml_node *map, const char *key,
               bool fallback)
{
    const struct yaml_node *node = yaml_child(in, map, key, YAML_SCALAR, YAML_OPTIONAL);
    if (!node)
        return fallback;
    if (text_equal_fold(node->text, "yes") || text_equal_fold(node->text, "true"))
        return true;
    if (text_equal_fold(node->text, "no") || text_equal_fold(node->text, "false"))
        return false;
    yaml_fail(in, node, NULL, "'%s' must be yes or no, not '%.40s'", key, node->text);
    return fallback;
}

aisle_day yaml_day(struct yaml_reader *in, const struct yaml_node *map, const char *key,
                   enum yaml_need need)
{
    const struct yaml_node *node = yaml_child(in, map, key, YAML_SCALAR, need);
    if (!node)
        return AISLE_DAY_NONE;
    aisle_day day = aisle_day_parse(node->text);
    if (day == AISLE_DAY_NONE)
        yaml_fail(in, node, "write dates as YYYY-MM-DD", "'%s' is no date: '%.40s'",
                  key, node->text);
    return day;
}

int yaml_int(struct yaml_reader *in, const struct yaml_node *map, const char *key,
             enum yaml_need need, int low, int high, int fallback)
{
    const struct yaml_node *node = yaml_child(in, map, key, YAML_SCALAR, need);
    if (!node)
        return fallback;
    int64_t value = 0;
    if (text_to_int(node->text, low, high, &value))
        return (int)value;
    yaml_fail(in, node, NULL, "'%s' must be a whole number from %d to %d, not '%.40s'",
              key, low, high, node->text);
    return fallback;
}

/* "a, b or c" */
static void list_words(int count, const char *const *words, char *out, size_t size)
{
    size_t used = 0;
    out[0] = '\0';
    for (int i = 0; i < count && used < size; i++) {
        const char *join = i == 0 ? "" : i + 1 == count ? " or " : ", ";
        int n = snprintf(out + used, size - used, "%s%s", join, words[i]);
        used += n > 0 ? (size_t)n : 0;
    }
}

int yaml_choice(struct yaml_reader *in, const struct yaml_node *map, const char *key,
                enum yaml_need need, int count, const char *const *words, int fallback)
{
    const struct yaml_node *node = yaml_child(in, map, key, YAML_SCALAR, need);
    if (!node)
        return fallback;
    for (int i = 0; i < count; i++)
        if (text_equal_fold(node->text, words[i]))
            return i;
    char hint[320];
    list_words(count, words, hint, sizeof hint);
    const char *near = text_nearest_of(node->text, (size_t)count, words);
    if (near)
        yaml_fail(in, node, NULL, "unknown %s '%.60s'; did you mean '%s'?", key,
                  node->text, near);
    else
        yaml_fail(in, node, hint, "unknown %s '%.60s'", key, node->text);
    return fallback;
}
