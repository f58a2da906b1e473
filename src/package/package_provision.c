/* Provisions: what is in the package, and the past roll calls on like content. */
#include "package/package_read.h"
#include <string.h>

static const char *const SIDES[] = {"D", "R", "both"};
static const char *const KINDS[] = {"money", "policy"};
static const char *const ROUTES[] = {"sixty", "reconciliation", "executive"};

#define ANCHOR_HINT "write congress and number, as 118-332"

static int anchor_sign(struct package_reader *r, const struct yaml_node *map)
{
    static const char *const words[] = {"+", "+1", "for", "-", "-1", "against"};
    return yaml_choice(&r->in, map, "sign", YAML_OPTIONAL, 6, words, 0) < 3 ? 1 : -1;
}

static void anchor_rollcall(struct package_reader *r, const struct yaml_node *node,
                            struct aisle_anchor *a)
{
    if (node && !package_rollcall_parse(node->text, &a->congress, &a->number))
        yaml_fail(&r->in, node, ANCHOR_HINT, "'%.40s' is no roll call", node->text);
}

static void anchor_read(struct package_reader *r, const struct yaml_node *node,
                        struct aisle_anchor *a)
{
    static const char *const keys[] = {"rollcall", "sign", "side", "note"};
    *a = (struct aisle_anchor){
        .sign = 1, .side = AISLE_SIDE_BOTH, .line = node->line, .column = node->column};
    if (node->kind == YAML_LIST) {
        yaml_fail(&r->in, node, ANCHOR_HINT, "an anchor cannot be a list");
        return;
    }
    if (node->kind == YAML_SCALAR) {
        anchor_rollcall(r, node, a);
        a->note = package_copy(r, "");
        return;
    }
    yaml_keys(&r->in, node, 4, keys);
    anchor_rollcall(r, yaml_child(&r->in, node, "rollcall", YAML_SCALAR, YAML_REQUIRED),
                    a);
    a->sign = anchor_sign(r, node);
    a->side = (enum aisle_side)yaml_choice(&r->in, node, "side", YAML_OPTIONAL, 3,
                                           SIDES, AISLE_SIDE_BOTH);
    a->note = package_text(r, node, "note", YAML_OPTIONAL);
}

static void fail_repeated_anchor(struct package_reader *r, const struct yaml_node *node,
                                 const struct aisle_provision *p, int item)
{
    const struct aisle_anchor *a = &p->anchors[item];
    for (int i = 0; i < item && a->congress; i++) {
        if (p->anchors[i].congress == a->congress &&
            p->anchors[i].number == a->number) {
            yaml_fail(&r->in, node, NULL,
                      "roll call %d-%d stands twice, first in line %d", a->congress,
                      a->number, p->anchors[i].line);
            return;
        }
    }
}

void package_read_anchors(struct package_reader *r, const struct yaml_node *map,
                          struct aisle_provision *p)
{
    const struct yaml_node *list =
        yaml_child(&r->in, map, "anchors", YAML_LIST, YAML_OPTIONAL);
    p->anchors = package_items(r, list, sizeof *p->anchors);
    for (int i = 0; p->anchors && i < list->count; i++) {
        anchor_read(r, list->items[i], &p->anchors[i]);
        p->anchor_count = i + 1;
        fail_repeated_anchor(r, list->items[i], p, i);
    }
}

static void read_flags(struct package_reader *r, const struct yaml_node *map,
                       struct aisle_provision *p)
{
    p->in_package = yaml_bool(&r->in, map, "in_package", true);
    p->optional = yaml_bool(&r->in, map, "optional", !p->in_package);
    if (!p->in_package && !p->optional)
        yaml_fail(&r->in, yaml_get(map, "optional"), "leave 'optional' out",
                  "a provision that is not in the package can only be optional");
    p->route = (enum aisle_route)yaml_choice(&r->in, map, "route", YAML_OPTIONAL, 3,
                                             ROUTES, AISLE_ROUTE_SIXTY);
}

static void read_kind(struct package_reader *r, const struct yaml_node *map,
                      struct aisle_provision *p)
{
    bool has_money = yaml_get(map, "money") != NULL;
    int guess = has_money ? AISLE_PROVISION_MONEY : AISLE_PROVISION_POLICY;
    p->kind = (enum aisle_provision_kind)yaml_choice(&r->in, map, "kind", YAML_OPTIONAL,
                                                     2, KINDS, guess);
    if (p->kind == AISLE_PROVISION_MONEY && !has_money)
        yaml_fail(&r->in, yaml_get(map, "kind"), "give 'money', or make it a policy",
                  "a money provision without 'money'");
}

#define SHORT_MOST 32 /* characters of a short title */

static bool starts_character(char c)
{
    return ((unsigned char)c & 0xC0) != 0x80;
}

/* Bytes of the first `most` characters. */
static size_t bytes_of(const char *s, int most)
{
    size_t i = 0;
    for (; s[i]; i++)
        if (starts_character(s[i]) && most-- == 0)
            break;
    return i;
}

/* The words of the title that fit, without a comma at the end. */
static size_t short_bytes(const char *title)
{
    size_t fits = bytes_of(title, SHORT_MOST);
    if (title[fits] == '\0')
        return fits;
    size_t cut = fits;
    while (cut > 0 && title[cut] != ' ')
        cut--;
    cut = cut ? cut : fits;
    while (cut > 1 && strchr(" ,;:", title[cut - 1]))
        cut--;
    return cut;
}

static void read_short(struct package_reader *r, const struct yaml_node *map,
                       struct aisle_provision *p)
{
    const struct yaml_node *node =
        yaml_child(&r->in, map, "short", YAML_SCALAR, YAML_OPTIONAL);
    const char *text = node ? node->text : p->title ? p->title : "";
    if (node && text[bytes_of(text, SHORT_MOST)] != '\0')
        yaml_fail(&r->in, node, NULL, "a short title has at most %d characters",
                  SHORT_MOST);
    p->short_title = package_copy(r, text);
    if (p->short_title)
        p->short_title[short_bytes(text)] = '\0';
}

static void read_texts(struct package_reader *r, const struct yaml_node *map,
                       struct aisle_provision *p)
{
    p->title = package_text(r, map, "title", YAML_REQUIRED);
    read_short(r, map, p);
    p->topic = package_text(r, map, "topic", YAML_OPTIONAL);
    p->why = package_text(r, map, "why", YAML_OPTIONAL);
    p->source = package_text(r, map, "source", YAML_OPTIONAL);
    p->confidence =
        package_copy(r, package_confidence_text(package_confidence(r, map)));
}

static void provision_read(struct package_reader *r, const struct yaml_node *list,
                           int item, struct aisle_provision *p)
{
    static const char *const keys[] = {
        "id",         "title",      "short",     "kind",      "topic",  "money",
        "optional",   "in_package", "route",     "why",       "source", "levers",
        "confidence", "anchors",    "emergency", "authority", "byrd",   "undoes_rule"};
    const struct yaml_node *map = list->items[item];
    p->line = map->line;
    if (map->kind != YAML_MAP) {
        yaml_fail(&r->in, map, NULL, "a provision needs keys and values");
        map = NULL;
    }
    yaml_keys(&r->in, map, (int)(sizeof keys / sizeof *keys), keys);
    p->id = map ? package_id(r, list, item) : package_copy(r, "");
    if (!map)
        return;
    read_texts(r, map, p);
    read_flags(r, map, p);
    read_kind(r, map, p);
    package_read_money(r, map, p);
    package_read_routes(r, map, p);
    package_read_levers(r, map, p);
    package_read_anchors(r, map, p);
}

void package_read_provisions(struct package_reader *r, const struct yaml_node *root)
{
    const struct yaml_node *list =
        yaml_child(&r->in, root, "provisions", YAML_LIST, YAML_REQUIRED);
    if (!list)
        return;
    if (list->count == 0)
        yaml_fail(&r->in, list, NULL, "a package needs at least one provision");
    if (list->count > PACKAGE_PROVISIONS_MAX) {
        yaml_fail(&r->in, list->items[PACKAGE_PROVISIONS_MAX], NULL,
                  "%d provisions; a package holds at most %d", list->count,
                  PACKAGE_PROVISIONS_MAX);
        return;
    }
    struct aisle_package *package = r->package;
    package->provisions = package_items(r, list, sizeof *package->provisions);
    for (int i = 0; package->provisions && i < list->count; i++) {
        provision_read(r, list, i, &package->provisions[i]);
        package->provision_count = i + 1;
        if (package_no_memory(r))
            return;
    }
}
