/* YAML in: libyaml's events become a tree in one arena.
 *
 * libyaml keeps the marks (line, column) that its own document tree half loses,
 * and events let us refuse what packages do not use (anchors, tags, a second
 * document) before it costs anything. */
#include "base/yaml.h"
#include "base/mem.h"
#include <stdint.h>
#include <string.h>
#include <yaml.h>

/* Everything a tree owns: blocks in a list, newest first. */
struct block {
    struct block *next;
    size_t used;
    size_t size;
    _Alignas(max_align_t) char bytes[];
};

#define BLOCK_BYTES ((size_t)16 * 1024)

struct builder {
    struct aisle_ctx *ctx;
    const char *path;
    const char *bytes;
    size_t size;
    yaml_parser_t parser;
    struct block *blocks;
    int node_count;
    enum aisle_status status; /* INPUT once anything was wrong */
};

static void *arena_take(struct builder *b, size_t size)
{
    size_t need = (size + 15) / 16 * 16;
    if (!b->blocks || b->blocks->size - b->blocks->used < need) {
        size_t room = need > BLOCK_BYTES ? need : BLOCK_BYTES;
        struct block *block = mem_new(1, sizeof *block + room);
        if (!block)
            return NULL;
        block->size = room;
        block->next = b->blocks;
        b->blocks = block;
    }
    void *p = b->blocks->bytes + b->blocks->used;
    b->blocks->used += need;
    return p;
}

static void blocks_free(struct block *block)
{
    while (block) {
        struct block *next = block->next;
        free(block);
        block = next;
    }
}

static struct place mark_place(const struct builder *b, yaml_mark_t mark)
{
    struct place place = {b->path, (int)mark.line + 1, (int)mark.column + 1};
    return place;
}

static enum aisle_status refuse(struct builder *b, struct place place, const char *hint,
                                const char *text)
{
    b->status = AISLE_INPUT;
    return ctx_fail_at(b->ctx, AISLE_INPUT, place, hint, "%s", text);
}

/* The reader stage of libyaml gives a byte offset and no mark. */
static struct place offset_place(const struct builder *b, size_t offset)
{
    struct place place = {b->path, 1, 1};
    for (size_t i = 0; i < offset && i < b->size; i++) {
        if (b->bytes[i] == '\n') {
            place.line++;
            place.column = 1;
        } else if (((unsigned char)b->bytes[i] & 0xC0) != 0x80) {
            place.column++;
        }
    }
    return place;
}

static enum aisle_status parser_failed(struct builder *b)
{
    const yaml_parser_t *p = &b->parser;
    b->status = AISLE_INPUT;
    if (p->error == YAML_MEMORY_ERROR)
        return b->status = ctx_no_memory(b->ctx);
    if (p->error == YAML_READER_ERROR)
        return ctx_fail_at(b->ctx, AISLE_INPUT, offset_place(b, p->problem_offset),
                           "save the file as UTF-8 text", "not UTF-8 text: %s",
                           p->problem);
    struct place place = mark_place(b, p->problem_mark);
    if (p->context)
        return ctx_fail_at(b->ctx, AISLE_INPUT, place, NULL, "%s %s (line %d)",
                           p->problem, p->context, (int)p->context_mark.line + 1);
    return ctx_fail_at(b->ctx, AISLE_INPUT, place, NULL, "%s", p->problem);
}

static enum aisle_status next_event(struct builder *b, yaml_event_t *event)
{
    if (yaml_parser_parse(&b->parser, event))
        return AISLE_OK;
    return parser_failed(b);
}

static enum aisle_status node_new(struct builder *b, enum yaml_kind kind,
                                  yaml_mark_t mark, struct yaml_node **out)
{
    if (++b->node_count > YAML_NODES_MAX)
        return refuse(b, mark_place(b, mark), NULL, "too many entries in one file");
    struct yaml_node *node = arena_take(b, sizeof *node);
    if (!node)
        return b->status = ctx_no_memory(b->ctx);
    node->kind = kind;
    node->line = (int)mark.line + 1;
    node->column = (int)mark.column + 1;
    node->text = "";
    *out = node;
    return AISLE_OK;
}

static enum aisle_status scalar_new(struct builder *b, const yaml_event_t *event,
                                    struct yaml_node **out)
{
    size_t length = event->data.scalar.length;
    if (memchr(event->data.scalar.value, 0, length))
        return refuse(b, mark_place(b, event->start_mark), NULL, "a zero byte in text");
    enum aisle_status status = node_new(b, YAML_SCALAR, event->start_mark, out);
    if (status != AISLE_OK)
        return status;
    char *text = arena_take(b, length + 1);
    if (!text)
        return b->status = ctx_no_memory(b->ctx);
    if (length)
        memcpy(text, event->data.scalar.value, length);
    text[length] = '\0';
    (*out)->text = text;
    (*out)->quoted = event->data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
    return AISLE_OK;
}

/* Children gathered while their collection is open; moved to the arena at its end. */
struct gather {
    struct yaml_node **nodes;
    size_t count;
    size_t capacity;
};

static enum aisle_status gather_add(struct builder *b, struct gather *g,
                                    struct yaml_node *node)
{
    void *items = g->nodes;
    if (!mem_grow(&items, &g->capacity, g->count, sizeof(struct yaml_node *)))
        return b->status = ctx_no_memory(b->ctx);
    g->nodes = items;
    g->nodes[g->count++] = node;
    return AISLE_OK;
}

/* Copy every `step`-th child from `first` on. */
static struct yaml_node **gather_take(struct builder *b, const struct gather *g,
                                      size_t first, size_t step)
{
    size_t count = g->count / step;
    struct yaml_node **out = arena_take(b, (count + 1) * sizeof(struct yaml_node *));
    for (size_t i = 0; out && i < count; i++)
        out[i] = g->nodes[first + i * step];
    return out;
}

static enum aisle_status check_key(struct builder *b, const struct gather *g,
                                   const struct yaml_node *key)
{
    struct place place = {b->path, key->line, key->column};
    if (key->kind != YAML_SCALAR)
        return refuse(b, place, NULL, "a key must be plain text");
    if (g->count / 2 >= YAML_KEYS_MAX)
        return refuse(b, place, NULL, "more than 1000 keys in one place");
    for (size_t i = 0; i < g->count; i += 2) {
        if (strcmp(g->nodes[i]->text, key->text) == 0) {
            b->status = AISLE_INPUT; /* and go on: it is no fault of form */
            ctx_fail_at(b->ctx, AISLE_INPUT, place, NULL,
                        "key '%s' stands twice, first in line %d", key->text,
                        g->nodes[i]->line);
            break;
        }
    }
    return AISLE_OK;
}

static bool has_anchor_or_tag(const yaml_event_t *event)
{
    switch (event->type) {
    case YAML_SCALAR_EVENT:
        return event->data.scalar.anchor ||
               (event->data.scalar.tag && !event->data.scalar.quoted_implicit);
    case YAML_SEQUENCE_START_EVENT:
        return event->data.sequence_start.anchor || event->data.sequence_start.tag;
    case YAML_MAPPING_START_EVENT:
        return event->data.mapping_start.anchor || event->data.mapping_start.tag;
    default:
        return event->type == YAML_ALIAS_EVENT;
    }
}

static enum aisle_status node_read(struct builder *b, const yaml_event_t *event,
                                   int depth, struct yaml_node **out);

/* Children up to the collection's end; keys and values alternate in a map. */
static enum aisle_status children_read(struct builder *b, struct yaml_node *node,
                                       int depth, struct gather *g)
{
    yaml_event_type_t end =
        node->kind == YAML_MAP ? YAML_MAPPING_END_EVENT : YAML_SEQUENCE_END_EVENT;
    for (;;) {
        yaml_event_t event;
        enum aisle_status status = next_event(b, &event);
        if (status != AISLE_OK)
            return status;
        bool done = event.type == end;
        struct yaml_node *child = NULL;
        if (!done)
            status = node_read(b, &event, depth + 1, &child);
        yaml_event_delete(&event);
        if (done || status != AISLE_OK)
            return status;
        if (node->kind == YAML_MAP && g->count % 2 == 0)
            status = check_key(b, g, child);
        if (status == AISLE_OK)
            status = gather_add(b, g, child);
        if (status != AISLE_OK)
            return status;
    }
}

static enum aisle_status collection_read(struct builder *b, struct yaml_node *node,
                                         int depth)
{
    struct gather g = {0};
    enum aisle_status status = children_read(b, node, depth, &g);
    if (status == AISLE_OK) {
        bool map = node->kind == YAML_MAP;
        size_t step = map ? 2 : 1;
        node->count = (int)(g.count / step);
        node->items = gather_take(b, &g, step - 1, step);
        node->keys = map ? gather_take(b, &g, 0, 2) : NULL;
        if (!node->items || (map && !node->keys))
            status = b->status = ctx_no_memory(b->ctx);
    }
    free(g.nodes);
    return status;
}

static enum aisle_status node_read(struct builder *b, const yaml_event_t *event,
                                   int depth, struct yaml_node **out)
{
    struct place place = mark_place(b, event->start_mark);
    if (has_anchor_or_tag(event))
        return refuse(b, place, "write the text out where it is used",
                      "anchors (&), aliases (*) and tags (!) are not used here");
    if (depth > YAML_DEPTH_MAX)
        return refuse(b, place, NULL, "nested deeper than 32 levels");
    if (event->type == YAML_SCALAR_EVENT)
        return scalar_new(b, event, out);
    bool map = event->type == YAML_MAPPING_START_EVENT;
    enum aisle_status status =
        node_new(b, map ? YAML_MAP : YAML_LIST, event->start_mark, out);
    return status == AISLE_OK ? collection_read(b, *out, depth) : status;
}

/* Skip to the next event that matters and hand it over; the caller deletes it. */
static enum aisle_status skip_to_content(struct builder *b, yaml_event_t *event)
{
    for (;;) {
        enum aisle_status status = next_event(b, event);
        if (status != AISLE_OK)
            return status;
        if (event->type != YAML_STREAM_START_EVENT &&
            event->type != YAML_DOCUMENT_START_EVENT &&
            event->type != YAML_DOCUMENT_END_EVENT)
            return AISLE_OK;
        yaml_event_delete(event);
    }
}

static enum aisle_status document_read(struct builder *b, struct yaml_node **root)
{
    yaml_event_t event;
    enum aisle_status status = skip_to_content(b, &event);
    if (status != AISLE_OK)
        return status;
    if (event.type == YAML_STREAM_END_EVENT)
        status = refuse(b, (struct place){b->path, 1, 1}, NULL, "the file is empty");
    else
        status = node_read(b, &event, 1, root);
    yaml_event_delete(&event);
    if (status != AISLE_OK)
        return status;
    status = skip_to_content(b, &event);
    if (status != AISLE_OK)
        return status;
    if (event.type != YAML_STREAM_END_EVENT)
        status = refuse(b, mark_place(b, event.start_mark), "keep one document a file",
                        "a second document starts here");
    yaml_event_delete(&event);
    return status;
}

enum aisle_status yaml_read(struct aisle_ctx *ctx, const char *path, const char *bytes,
                            size_t size, struct yaml_doc *out)
{
    struct builder b = {.ctx = ctx, .path = path, .bytes = bytes, .size = size};
    if (!yaml_parser_initialize(&b.parser))
        return ctx_no_memory(ctx);
    yaml_parser_set_encoding(&b.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&b.parser, (const unsigned char *)bytes, size);
    struct yaml_node *root = NULL;
    enum aisle_status status = document_read(&b, &root);
    yaml_parser_delete(&b.parser);
    if (status == AISLE_OK)
        status = b.status;
    if (status != AISLE_OK) {
        blocks_free(b.blocks);
        return status;
    }
    *out = (struct yaml_doc){path, root, b.blocks};
    return AISLE_OK;
}

void yaml_clear(struct yaml_doc *doc)
{
    blocks_free(doc->memory);
    *doc = (struct yaml_doc){0};
}
