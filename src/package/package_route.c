/* What a provision's routes hang on: whether its money is an emergency, a law that
 * lets the executive act alone, a rule that it undoes, and how the Byrd rule would
 * treat it. */
#include "base/text.h"
#include "package/package_read.h"
#include <string.h>

#define TEST_TEXT(name, text, paragraph, what) text,
static const char *const TESTS[] = {AISLE_BYRD_TEST_LIST(TEST_TEXT)};

/* "80%" or "0.8"; false after an error, or when the key is not there. */
static bool chance(struct package_reader *r, const struct yaml_node *map,
                   const char *key, enum yaml_need need, double *out)
{
    const struct yaml_node *node = yaml_child(&r->in, map, key, YAML_SCALAR, need);
    struct yaml_quantity q = {0};
    if (!node)
        return false;
    bool share = yaml_quantity_parse(node->text, &q) &&
                 (q.unit[0] == '\0' || strcmp(q.unit, "%") == 0);
    if (share && q.value >= 0 && q.value <= 1) {
        *out = q.value;
        return true;
    }
    yaml_fail(&r->in, node, "write a chance as '80%' or '0.8'",
              "'%.40s' is no chance from 0 to 1", node->text);
    return false;
}

/* A chance is an assumption like any other: it has a source, or says that it has
 * none. */
static void read_source(struct package_reader *r, const struct yaml_node *map,
                        struct aisle_byrd *byrd)
{
    const char *confidence = package_confidence_text(package_confidence(r, map));
    byrd->source = package_text(r, map, "source", YAML_OPTIONAL);
    byrd->confidence = package_copy(r, confidence);
    if (package_no_memory(r) || byrd->source[0] || strcmp(confidence, "assumed") == 0)
        return;
    yaml_fail(&r->in, map, "give 'source', or write 'confidence: assumed'",
              "a chance of strike without a source");
}

static void read_byrd(struct package_reader *r, const struct yaml_node *map,
                      struct aisle_byrd *byrd)
{
    static const char *const keys[] = {"test", "strike", "low",
                                       "high", "source", "confidence"};
    yaml_keys(&r->in, map, 6, keys);
    byrd->line = map->line;
    byrd->test = (enum aisle_byrd_test)yaml_choice(&r->in, map, "test", YAML_REQUIRED,
                                                   AISLE_BYRD_TESTS, TESTS,
                                                   AISLE_BYRD_TEST_INCIDENTAL);
    byrd->given = chance(r, map, "strike", YAML_REQUIRED, &byrd->strike);
    byrd->low = byrd->high = byrd->strike;
    chance(r, map, "low", YAML_OPTIONAL, &byrd->low);
    chance(r, map, "high", YAML_OPTIONAL, &byrd->high);
    if (byrd->given && (byrd->low > byrd->strike || byrd->strike > byrd->high))
        yaml_fail(&r->in, map, NULL, "low, strike and high must stand in order");
    read_source(r, map, byrd);
}

void package_read_routes(struct package_reader *r, const struct yaml_node *map,
                         struct aisle_provision *p)
{
    p->emergency = yaml_bool(&r->in, map, "emergency", false);
    p->authority = package_text(r, map, "authority", YAML_OPTIONAL);
    p->undoes_rule = package_text(r, map, "undoes_rule", YAML_OPTIONAL);
    if (p->emergency && p->kind == AISLE_PROVISION_POLICY && !yaml_get(map, "money"))
        yaml_fail(&r->in, yaml_get(map, "emergency"), NULL,
                  "only money can be designated an emergency");
    const struct yaml_node *byrd =
        yaml_child(&r->in, map, "byrd", YAML_MAP, YAML_OPTIONAL);
    if (byrd)
        read_byrd(r, byrd, &p->byrd);
}
