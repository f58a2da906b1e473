/* What a provision does: its money and its levers, with units and bounds. */
#include "base/text.h"
#include "package/package_read.h"
#include <string.h>

/* Above this no single line of a package has ever been; a slip of units has. */
#define MONEY_MAX_USD 1e13
/* Below this a bare number of dollars is more likely a forgotten "bn". */
#define MONEY_MIN_USD 1e4

static bool money_unit_fits(const struct yaml_quantity *q)
{
    return q->unit[0] == '\0' || strcmp(q->unit, "USD") == 0;
}

static const char MONEY_HINT[] = "write '1.4 bn', '$650 million' or 'USD 440 million'";

void package_read_money(struct package_reader *r, const struct yaml_node *map,
                        struct aisle_provision *p)
{
    const struct yaml_node *node =
        yaml_child(&r->in, map, "money", YAML_SCALAR, YAML_OPTIONAL);
    struct yaml_quantity q = {0};
    if (!node)
        return;
    if (!yaml_quantity_parse(node->text, &q) || !money_unit_fits(&q))
        yaml_fail(&r->in, node, MONEY_HINT, "'%.40s' is no amount of money",
                  node->text);
    else if (q.value < 0)
        yaml_fail(&r->in, node, NULL, "money cannot be negative: '%.40s'", node->text);
    else if (q.value > MONEY_MAX_USD)
        yaml_fail(&r->in, node, NULL, "money past ten trillion dollars: '%.40s'",
                  node->text);
    else if (q.value > 0 && q.value < MONEY_MIN_USD)
        yaml_fail(&r->in, node, MONEY_HINT, "%.15g dollars is too little to be meant",
                  q.value);
    else
        p->amount_usd = q.value;
}

static const char *last_word(const char *text)
{
    const char *space = strrchr(text, ' ');
    return space ? space + 1 : text;
}

/* "judge" for "judges" */
static bool equals_singular(const char *word, const char *plural)
{
    size_t n = strlen(plural) - 1;
    char singular[YAML_UNIT];
    if (n >= sizeof singular)
        return false;
    memcpy(singular, plural, n);
    singular[n] = '\0';
    return text_equal_fold(word, singular);
}

static bool count_unit_fits(const char *lever_unit, const char *unit)
{
    const char *word = last_word(unit);
    if (strcmp(lever_unit, "judges") == 0 &&
        (text_equal_fold(word, "teams") || text_equal_fold(word, "team")))
        return true;
    return text_equal_fold(word, lever_unit) || equals_singular(word, lever_unit);
}

static bool unit_fits(const char *lever_unit, const char *unit)
{
    if (unit[0] == '\0' || text_equal_fold(unit, lever_unit))
        return true;
    if (strcmp(lever_unit, "share") == 0)
        return strcmp(unit, "%") == 0;
    if (strcmp(lever_unit, "per day") == 0)
        return text_equal_fold(unit, "a day") || text_equal_fold(unit, "/day");
    if (strcmp(lever_unit, "USD") == 0)
        return false;
    return count_unit_fits(lever_unit, unit);
}

static const char *unit_example(const char *lever_unit)
{
    if (strcmp(lever_unit, "days") == 0 || strcmp(lever_unit, "years") == 0)
        return "write a time in whole days or years, as the lever has it";
    if (strcmp(lever_unit, "share") == 0)
        return "write a share as '40%' or '0.4'";
    if (strcmp(lever_unit, "per day") == 0)
        return "write a rate as '4,000 per day'";
    if (strcmp(lever_unit, "USD") == 0)
        return MONEY_HINT;
    return "write a number with its unit, as '+375 judges'";
}

static void fail_bounds(struct package_reader *r, const struct yaml_node *node,
                        const struct aisle_lever_info *info,
                        const struct yaml_quantity *q)
{
    bool share = strcmp(info->unit, "share") == 0;
    if (strcmp(q->unit, "%") == 0)
        yaml_fail(&r->in, node, NULL, "%s is %.6g%%, not from %.6g%% to %.6g%%",
                  info->key, 100 * q->value, 100 * info->low, 100 * info->high);
    else
        yaml_fail(&r->in, node, share ? unit_example(info->unit) : NULL,
                  "%s is %.15g, not from %.15g to %.15g%s%s", info->key, q->value,
                  info->low, info->high, share ? "" : " ", share ? "" : info->unit);
}

/* What several provisions add up to must be in bounds, whichever of them are taken. */
static void check_sum(struct package_reader *r, const struct yaml_node *node,
                      enum aisle_lever lever, double value)
{
    const struct aisle_lever_info *info = aisle_lever_info(lever);
    if (!aisle_lever_adds(lever))
        return;
    r->most[lever] += value > 0 ? value : 0;
    r->least[lever] += value < 0 ? value : 0;
    if (value > 0 && r->most[lever] > info->high)
        yaml_fail(&r->in, node, NULL,
                  "with the provisions before, %s adds up to %.15g, past %.15g %s",
                  info->key, r->most[lever], info->high, info->unit);
    if (value < 0 && r->least[lever] < info->low)
        yaml_fail(&r->in, node, NULL,
                  "with the provisions before, %s adds up to %.15g, below %.15g %s",
                  info->key, r->least[lever], info->low, info->unit);
}

static bool is_whole(double value)
{
    return value == (double)(long long)value;
}

/* Check one lever's text; false after an error. */
static bool lever_value(struct package_reader *r, const struct yaml_node *node,
                        const struct aisle_lever_info *info, double *out)
{
    struct yaml_quantity q = {0};
    const char *hint = unit_example(info->unit);
    if (node->kind != YAML_SCALAR || !yaml_quantity_parse(node->text, &q)) {
        yaml_fail(&r->in, node, hint, "%s must be a number in %s", info->key,
                  info->unit);
        return false;
    }
    if (!unit_fits(info->unit, q.unit)) {
        yaml_fail(&r->in, node, hint, "%s is in %s, not '%s'", info->key, info->unit,
                  q.unit);
        return false;
    }
    if (q.value < info->low || q.value > info->high) {
        fail_bounds(r, node, info, &q);
        return false;
    }
    bool counted = strcmp(info->unit, "share") != 0 && strcmp(info->unit, "USD") != 0;
    if (counted && !is_whole(q.value)) {
        yaml_fail(&r->in, node, hint, "%s must be a whole number of %s", info->key,
                  info->unit);
        return false;
    }
    *out = q.value;
    return true;
}

static const char *lever_word(const void *user, size_t i)
{
    (void)user;
    return aisle_lever_info((enum aisle_lever)i)->key;
}

static void fail_lever(struct package_reader *r, const struct yaml_node *key)
{
    const char *near = text_nearest(key->text, AISLE_LEVER_COUNT, lever_word, NULL);
    if (near)
        yaml_fail(&r->in, key, NULL, "unknown lever '%.60s'; did you mean '%s'?",
                  key->text, near);
    else
        yaml_fail(&r->in, key, "docs/package-format.md lists the levers",
                  "unknown lever '%.60s'", key->text);
}

void package_read_levers(struct package_reader *r, const struct yaml_node *map,
                         struct aisle_provision *p)
{
    const struct yaml_node *levers =
        yaml_child(&r->in, map, "levers", YAML_MAP, YAML_OPTIONAL);
    p->settings = package_items(r, levers, sizeof *p->settings);
    for (int i = 0; p->settings && i < levers->count; i++) {
        int lever = aisle_lever_find(levers->keys[i]->text);
        double value = 0;
        if (lever < 0) {
            fail_lever(r, levers->keys[i]);
            continue;
        }
        if (!lever_value(r, levers->items[i], aisle_lever_info((enum aisle_lever)lever),
                         &value))
            continue;
        check_sum(r, levers->items[i], (enum aisle_lever)lever, value);
        p->settings[p->setting_count++] = (struct aisle_setting){
            (enum aisle_lever)lever, value, levers->keys[i]->line};
    }
}
