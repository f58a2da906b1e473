/* Votes: the questions a package must carry, and what the rules ask of each.
 *
 * Rule XXII: cloture on legislation takes three fifths of the senators duly chosen
 * and sworn. A motion to proceed and passage take a majority of those voting,
 * unless the Senate agreed by unanimous consent to ask for sixty. */
#include "import/package_read.h"
#include <string.h>
#include <strings.h>

static const char *const KINDS[] = {"proceed", "cloture-proceed", "cloture", "passage"};
static const char *const REQUIRES[] = {"1/2", "3/5", "2/3"};

static bool is_cloture(enum aisle_vote_kind kind)
{
    return kind == AISLE_VOTE_CLOTURE || kind == AISLE_VOTE_CLOTURE_PROCEED;
}

static bool names_agreement(const char *why)
{
    return strcasestr(why, "agreement") || strcasestr(why, "consent");
}

static void check_threshold(struct package_reader *r, const struct yaml_node *map,
                            const struct aisle_package_vote *vote)
{
    const struct yaml_node *node = yaml_get(map, "requires");
    if (!node || node->kind != YAML_SCALAR || package_no_memory(r))
        return;
    if (is_cloture(vote->kind) && vote->requires != AISLE_REQUIRES_3_5)
        yaml_fail(&r->in, node, "write 'requires: 3/5' (Rule XXII)",
                  "cloture on legislation needs 3/5, not %.20s", node->text);
    else if (vote->requires == AISLE_REQUIRES_2_3)
        yaml_fail(&r->in, node, "write 'requires: 1/2'", "%s needs a majority, not 2/3",
                  KINDS[vote->kind]);
    else if (!is_cloture(vote->kind) && vote->requires == AISLE_REQUIRES_3_5 &&
             !names_agreement(vote->why))
        yaml_fail(&r->in, node, "say in 'why' which agreement asks for 60 votes",
                  "%s needs a majority unless an agreement asks for more",
                  KINDS[vote->kind]);
}

static void read_actual(struct package_reader *r, const struct yaml_node *map,
                        struct aisle_package_vote *vote)
{
    const struct yaml_node *node =
        yaml_child(&r->in, map, "actual", YAML_SCALAR, YAML_OPTIONAL);
    if (!node)
        return;
    if (!package_rollcall_parse(node->text, &vote->actual_congress,
                                &vote->actual_number))
        yaml_fail(&r->in, node, "write congress and number, as 118-332",
                  "'%.40s' is no roll call", node->text);
    else if (r->package->congress && vote->actual_congress != r->package->congress)
        yaml_fail(&r->in, node, NULL,
                  "a roll call of Congress %d for a package of Congress %d",
                  vote->actual_congress, r->package->congress);
}

static void read_date(struct package_reader *r, const struct yaml_node *map,
                      struct aisle_package_vote *vote)
{
    vote->date = yaml_day(&r->in, map, "date", YAML_OPTIONAL);
    aisle_day as_of = r->package->as_of;
    if (vote->date != AISLE_DAY_NONE && as_of != AISLE_DAY_NONE && vote->date < as_of)
        yaml_fail(&r->in, yaml_get(map, "date"), "a forecast looks ahead of 'as_of'",
                  "the vote was taken before the package's as_of");
}

static void vote_read(struct package_reader *r, const struct yaml_node *list, int item,
                      struct aisle_package_vote *vote)
{
    static const char *const keys[] = {"id",  "question", "kind",  "requires",
                                       "why", "date",     "actual"};
    const struct yaml_node *map = list->items[item];
    vote->line = map->line;
    vote->date = AISLE_DAY_NONE;
    if (map->kind != YAML_MAP) {
        yaml_fail(&r->in, map, NULL, "a vote needs keys and values");
        vote->id = package_copy(r, "");
        return;
    }
    yaml_keys(&r->in, map, (int)(sizeof keys / sizeof *keys), keys);
    vote->id = package_id(r, list, item);
    vote->question = package_text(r, map, "question", YAML_REQUIRED);
    vote->why = package_text(r, map, "why", YAML_OPTIONAL);
    vote->kind = (enum aisle_vote_kind)yaml_choice(&r->in, map, "kind", YAML_REQUIRED,
                                                   4, KINDS, AISLE_VOTE_CLOTURE);
    int usual = is_cloture(vote->kind) ? AISLE_REQUIRES_3_5 : AISLE_REQUIRES_1_2;
    vote->requires = (enum aisle_requires)yaml_choice(
        &r->in, map, "requires", YAML_OPTIONAL, 3, REQUIRES, usual);
    check_threshold(r, map, vote);
    read_date(r, map, vote);
    read_actual(r, map, vote);
}

/* Statements name provisions and votes in one key: their ids must differ. */
static void check_not_provision(struct package_reader *r, const struct yaml_node *map,
                                const char *id)
{
    if (package_no_memory(r) || id[0] == '\0')
        return;
    int p = aisle_package_find_provision(r->package, id);
    if (p >= 0)
        yaml_fail(&r->in, yaml_get(map, "id"), NULL,
                  "id '%.60s' is also a provision's, in line %d", id,
                  r->package->provisions[p].line);
}

void package_read_votes(struct package_reader *r, const struct yaml_node *root)
{
    const struct yaml_node *list =
        yaml_child(&r->in, root, "votes", YAML_LIST, YAML_REQUIRED);
    if (list && list->count == 0)
        yaml_fail(&r->in, list, NULL, "a package needs at least one vote");
    struct aisle_package *package = r->package;
    package->votes = package_items(r, list, sizeof *package->votes);
    for (int i = 0; package->votes && i < list->count; i++) {
        vote_read(r, list, i, &package->votes[i]);
        package->vote_count = i + 1;
        if (package_no_memory(r))
            return;
        check_not_provision(r, list->items[i], package->votes[i].id);
    }
}
