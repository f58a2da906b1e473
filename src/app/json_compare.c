#include "app/json_compare.h"

#include "base/mem.h"
#include "base/text.h"

#include <string.h>

/* A place in each text, and the path that leads to it. */
struct pair {
    struct aisle_ctx *ctx;
    struct aisle_rerun *out;
    const char *was;
    const char *is;
    struct text path;
    int depth;
    enum aisle_status status;
};

/* Results are a handful of levels deep; what is deeper is compared as it stands. */
enum { DEPTH_MAX = 64 };

/* What is of the occasion, not of the result. */
static bool is_occasion(const char *key, size_t n)
{
    static const char *const keys[] = {"run", "seconds", "cpu_seconds",
                                       "events_per_second"};
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
        if (strlen(keys[i]) == n && memcmp(keys[i], key, n) == 0)
            return true;
    return false;
}

static const char *skip_space(const char *p)
{
    return p + strspn(p, " \t\r\n");
}

static const char *skip_string(const char *p)
{
    for (p++; *p && *p != '"'; p++)
        p += *p == '\\' && p[1];
    return *p ? p + 1 : p;
}

/* Behind the value at `p`. */
static const char *skip_value(const char *p)
{
    int depth = 0;
    do {
        p = skip_space(p);
        if (*p == '"')
            p = skip_string(p);
        else if (*p == '{' || *p == '[')
            depth++, p++;
        else if (*p == '}' || *p == ']')
            depth--, p++;
        else if (*p == ',' || *p == ':')
            p++;
        else
            p += strcspn(p, ",:{}[] \t\r\n");
    } while (depth > 0 && *p);
    return p;
}

enum aisle_status app_add_change(struct aisle_ctx *ctx, int *count,
                                 struct aisle_rerun_change **changes, const char *what,
                                 const char *was, const char *is)
{
    struct aisle_rerun_change *grown =
        mem_resize(*changes, (size_t)*count + 1, sizeof *grown);
    if (!grown)
        return ctx_no_memory(ctx);
    *changes = grown;
    struct aisle_rerun_change *c = &grown[*count];
    *c = (struct aisle_rerun_change){mem_copy_text(what), mem_copy_text(was),
                                     mem_copy_text(is), false};
    (*count)++;
    return c->what && c->was && c->is ? AISLE_OK : ctx_no_memory(ctx);
}

enum { VALUE_SHOWN = 200 }; /* bytes of a value that differs */

static char *value_text(const char *from, const char *end)
{
    int n = end - from < VALUE_SHOWN ? (int)(end - from) : VALUE_SHOWN;
    return mem_format("%.*s", n, from);
}

static bool same_bytes(const char *a, const char *a_end, const char *b,
                       const char *b_end)
{
    return a_end - a == b_end - b && memcmp(a, b, (size_t)(a_end - a)) == 0;
}

/* What is at hand, from `was` up to `was_end` and likewise `is`, counts as one
 * difference, if it is one. */
static void differ(struct pair *p, const char *was, const char *was_end, const char *is,
                   const char *is_end)
{
    struct aisle_rerun *out = p->out;
    if (same_bytes(was, was_end, is, is_end))
        return;
    out->difference_count++;
    if (out->shown_count == AISLE_RERUN_SHOWN || p->status != AISLE_OK)
        return;
    char *then = value_text(was, was_end), *now = value_text(is, is_end);
    if (!then || !now || p->path.failed)
        p->status = ctx_no_memory(p->ctx);
    else
        p->status = app_add_change(p->ctx, &out->shown_count, &out->shown,
                                   p->path.bytes ? p->path.bytes : "", then, now);
    free(then);
    free(now);
}

static void compare_value(struct pair *p);

/* One step down the path, compare, one step up. */
static void compare_at(struct pair *p, const char *step, size_t n)
{
    size_t before = p->path.size;
    if (before > 0)
        text_add_char(&p->path, '.');
    text_add_bytes(&p->path, step, n);
    compare_value(p);
    if (p->path.bytes && !p->path.failed) {
        p->path.size = before;
        p->path.bytes[before] = '\0';
    }
}

/* Behind the colon of the key at `p`; NULL when no whole key and colon stand there. */
static const char *skip_key(const char *p)
{
    if (*p != '"')
        return NULL;
    const char *end = skip_string(p);
    const char *colon = skip_space(end);
    return end - p >= 2 && end[-1] == '"' && *colon == ':' ? colon + 1 : NULL;
}

/* The key at both places, and move behind its colon; false when there is none, or
 * another in one of them. */
static bool take_key(struct pair *p, const char **key, size_t *n)
{
    const char *a = skip_space(p->was), *b = skip_space(p->is);
    const char *past_a = skip_key(a), *past_b = skip_key(b);
    if (!past_a || !past_b)
        return false;
    size_t size = (size_t)(skip_string(a) - a);
    if ((size_t)(skip_string(b) - b) != size || memcmp(a, b, size) != 0)
        return false;
    *key = a + 1;
    *n = size - 2;
    p->was = past_a;
    p->is = past_b;
    return true;
}

/* Behind a comma in both; false at the end of either. */
static bool take_comma(struct pair *p)
{
    p->was = skip_space(p->was);
    p->is = skip_space(p->is);
    if (*p->was != ',' || *p->is != ',')
        return false;
    p->was++;
    p->is++;
    return true;
}

static void compare_members(struct pair *p)
{
    const char *key;
    size_t n;
    do {
        if (!take_key(p, &key, &n))
            return;
        if (is_occasion(key, n)) {
            p->was = skip_value(p->was);
            p->is = skip_value(p->is);
        } else {
            compare_at(p, key, n);
        }
    } while (take_comma(p));
}

static void compare_items(struct pair *p)
{
    char index[24];
    int i = 0;
    if (*skip_space(p->was) == ']' || *skip_space(p->is) == ']')
        return;
    do {
        int n = snprintf(index, sizeof index, "%d", i++);
        compare_at(p, index, (size_t)n);
    } while (take_comma(p));
}

/* Objects and arrays are alike as far as they run alike; one that goes on where the
 * other has ended, or with another key, is one difference. */
static void compare_value(struct pair *p)
{
    const char *was = p->was = skip_space(p->was), *is = p->is = skip_space(p->is);
    const char *was_end = skip_value(was), *is_end = skip_value(is);
    if (*was == *is && (*was == '{' || *was == '[') && p->depth < DEPTH_MAX) {
        p->was++;
        p->is++;
        p->depth++;
        (*was == '{' ? compare_members : compare_items)(p);
        p->depth--;
        p->was = skip_space(p->was);
        p->is = skip_space(p->is);
        if (p->was > was_end || p->is > is_end) /* no JSON: the whole as it stands */
            differ(p, was, was_end, is, is_end);
        else if (*p->was != *p->is || (*p->was != '}' && *p->was != ']'))
            differ(p, p->was, was_end, p->is, is_end);
    } else {
        p->out->value_count++;
        differ(p, was, was_end, is, is_end);
    }
    p->was = was_end;
    p->is = is_end;
}

enum aisle_status app_json_compare(struct aisle_ctx *ctx, const char *was,
                                   const char *is, struct aisle_rerun *out)
{
    struct pair p = {.ctx = ctx, .out = out, .was = was, .is = is};
    compare_value(&p);
    text_clear(&p.path);
    return p.status;
}
