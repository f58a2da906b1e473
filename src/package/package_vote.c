/* Votes: the questions a package must carry, and what the rules ask of each.
 *
 * What a kind of question takes is the rulebook's business (rules.h): a threshold
 * that it does not allow on the vote's day is an error where it stands. */
#include "package/package_read.h"
#include <aisle/rules.h>
#include <string.h>
#include <strings.h>

#define KIND_TEXT(name, text, words, usual) text,
static const char *const KINDS[] = {AISLE_VOTE_KIND_LIST(KIND_TEXT)};
#define KIND_USUAL(name, text, words, usual) AISLE_REQUIRES_##usual,
static const enum aisle_requires USUAL[] = {AISLE_VOTE_KIND_LIST(KIND_USUAL)};
static const char *const REQUIRES[] = {"1/2", "3/5", "2/3"};

static bool names_agreement(const char *why)
{
    return strcasestr(why, "agreement") || strcasestr(why, "consent");
}

/* The vote's day, the package's, or, where that is wrong too, some day to come: the
 * rules in force then are those of today. */
static aisle_day day_of(const struct package_reader *r,
                        const struct aisle_package_vote *vote)
{
    if (vote->date != AISLE_DAY_NONE)
        return vote->date;
    return r->package->as_of != AISLE_DAY_NONE ? r->package->as_of
                                               : aisle_day_from_civil(9999, 1, 1);
}

static const char *share_words(const struct aisle_rule *rule)
{
    switch (rule->base) {
    case AISLE_BASE_SWORN:
        return " of the senators sworn";
    case AISLE_BASE_VOTING:
        return " of those voting";
    default:
        return "";
    }
}

static void fail_threshold(struct package_reader *r, const struct yaml_node *node,
                           const struct aisle_package_vote *vote,
                           const struct aisle_rule *rule)
{
    char hint[240];
    const char *takes = aisle_requires_text(aisle_rules_requires(rule));
    snprintf(hint, sizeof hint, "write 'requires: %s' (%.160s)", takes, rule->source);
    yaml_fail(&r->in, node, hint, "%s needs %s%s, not %.20s",
              aisle_vote_kind_text(vote->kind), takes, share_words(rule), node->text);
}

/* The rule that the vote falls under, and whether it asks for what is written. */
static void apply_rule(struct package_reader *r, const struct yaml_node *map,
                       struct aisle_package_vote *vote)
{
    const struct yaml_node *node = yaml_get(map, "requires");
    const struct aisle_rule *rule =
        aisle_rules_at(r->book, aisle_rules_gate_of_vote(vote), day_of(r, vote), 0, 0);
    if (!rule) {
        yaml_fail(&r->in, map, NULL, "the rulebook has no rule for %s on that day",
                  aisle_vote_kind_text(vote->kind));
        return;
    }
    vote->rule = package_copy(r, rule->id);
    vote->rule_text = package_copy(r, rule->text);
    bool agreed = rule->gate == AISLE_GATE_AGREEMENT;
    if (!node && !agreed)
    vote->requires = aisle_rules_requires(rule);
    else if (node && vote->requires != aisle_rules_requires(rule))
        fail_threshold(r, node, vote, rule);
    else if (agreed && !names_agreement(vote->why))
        yaml_fail(&r->in, node, "say in 'why' which agreement asks for 60 votes",
                  "%s needs a majority unless an agreement asks for more",
                  aisle_vote_kind_text(vote->kind));
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
    int kind =
        yaml_choice(&r->in, map, "kind", YAML_REQUIRED, AISLE_VOTE_KINDS, KINDS, -1);
    vote->kind = kind < 0 ? AISLE_VOTE_CLOTURE : (enum aisle_vote_kind)kind;
    int requires = yaml_choice(&r->in, map, "requires", YAML_OPTIONAL, 3, REQUIRES, -1);
    vote->requires = requires < 0 ? USUAL[vote->kind] : (enum aisle_requires) requires;
    read_date(r, map, vote);
    read_actual(r, map, vote);
    bool worded = requires >= 0 || !yaml_get(map, "requires");
    if (r->book && kind >= 0 && worded && !package_no_memory(r))
        apply_rule(r, map, vote);
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

/* The order in which the Senate takes the steps of one bill; amendments, waivers and
 * motions to reconsider may come anywhere. */
static int step_of(enum aisle_vote_kind kind)
{
    static const int steps[AISLE_VOTE_KINDS] = {
        [AISLE_VOTE_CLOTURE_PROCEED] = 1, [AISLE_VOTE_PROCEED] = 2,
        [AISLE_VOTE_CLOTURE] = 3,         [AISLE_VOTE_CLOTURE_RULES] = 3,
        [AISLE_VOTE_PASSAGE] = 4,         [AISLE_VOTE_RECONCILIATION] = 4,
        [AISLE_VOTE_DISAPPROVAL] = 4,     [AISLE_VOTE_VETO_OVERRIDE] = 5};
    return steps[kind];
}

/* A package is a sequence of gates: one out of its order is a slip of the pen. */
static void check_order(struct package_reader *r, const struct yaml_node *list)
{
    const struct aisle_package *package = r->package;
    int latest = -1;
    for (int i = 0; i < package->vote_count; i++) {
        int step = step_of(package->votes[i].kind);
        if (step == 0)
            continue;
        if (latest >= 0 && step < step_of(package->votes[latest].kind))
            yaml_fail(&r->in, list->items[i],
                      "list the votes in the order they are taken",
                      "%s comes before %s (line %d)",
                      aisle_vote_kind_text(package->votes[i].kind),
                      aisle_vote_kind_text(package->votes[latest].kind),
                      package->votes[latest].line);
        else
            latest = i;
    }
}

void package_read_votes(struct package_reader *r, const struct yaml_node *root)
{
    const struct yaml_node *list =
        yaml_child(&r->in, root, "votes", YAML_LIST, YAML_REQUIRED);
    if (!list)
        ctx_hint(r->in.ctx, "name the votes that it needs, as in "
                            "'votes: [{id: pass, question: Shall the bill pass?, kind: "
                            "passage}]'");
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
    if (list && package->vote_count > 1)
        check_order(r, list);
}
