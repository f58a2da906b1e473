/* Statements and cues: who said what, when, about what, on which condition. */
#include "base/text.h"
#include "package/package_read.h"
#include <string.h>

#define POSITION_WORD(name, text, meaning) text,
static const char *const POSITIONS[] = {AISLE_POSITION_LIST(POSITION_WORD)};
#undef POSITION_WORD

static const char *const CAUCUSES[] = {"D", "R"};
static const char *const DIRECTIONS[] = {"support", "oppose"};

static const char *const CONDITION_KEYS[] = {"needs", "without", "at_least"};

static void read_state(struct package_reader *r, const struct yaml_node *map,
                       struct aisle_statement *s)
{
    const char *state = yaml_text(&r->in, map, "state", YAML_OPTIONAL);
    if (state[0] == '\0')
        return;
    if (strlen(state) != 2 || strspn(state, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != 2)
        yaml_fail(&r->in, yaml_get(map, "state"), "write two letters, as AZ",
                  "'%.20s' is no state", state);
    else
        memcpy(s->state, state, 3);
}

/* "package" (the default), a provision's id or a vote's id. */
struct object_words {
    const struct aisle_package *package;
};

static const char *object_word(const void *user, size_t i)
{
    const struct aisle_package *package = ((const struct object_words *)user)->package;
    if (i == 0)
        return "package";
    i--;
    if (i < (size_t)package->provision_count)
        return package->provisions[i].id;
    return package->votes[i - (size_t)package->provision_count].id;
}

static void read_about(struct package_reader *r, const struct yaml_node *map,
                       struct aisle_statement *s)
{
    const struct aisle_package *package = r->package;
    const char *about = yaml_text(&r->in, map, "about", YAML_OPTIONAL);
    s->about = package_copy(r, about[0] ? about : "package");
    if (package_no_memory(r) || strcmp(s->about, "package") == 0)
        return;
    s->provision = aisle_package_find_provision(package, about);
    s->vote = aisle_package_find_vote(package, about);
    if (s->provision >= 0 || s->vote >= 0)
        return;
    struct object_words words = {package};
    size_t count = 1 + (size_t)package->provision_count + (size_t)package->vote_count;
    const char *near = text_nearest(about, count, object_word, &words);
    const struct yaml_node *node = yaml_get(map, "about");
    if (near)
        yaml_fail(&r->in, node, NULL,
                  "statement about unknown '%.60s'; did you mean '%s'?", about, near);
    else
        yaml_fail(&r->in, node, "name a provision, a vote, or 'package'",
                  "statement about unknown '%.60s'", about);
}

/* "25 R": at least 25 Republicans vote yea. */
static void read_at_least(struct package_reader *r, const struct yaml_node *node,
                          struct aisle_statement *s)
{
    char number[8] = "";
    int64_t count = 0;
    const char *space = strchr(node->text, ' ');
    size_t length = space ? (size_t)(space - node->text) : 0;
    if (length > 0 && length < sizeof number)
        memcpy(number, node->text, length);
    bool caucus = space && (strcmp(space, " D") == 0 || strcmp(space, " R") == 0);
    if (!caucus || !text_to_int(number, 1, 100, &count)) {
        yaml_fail(&r->in, node, "write a number and a caucus, as '25 R'",
                  "'%.40s' is no count of votes", node->text);
        return;
    }
    s->condition = AISLE_CONDITION_CAUCUS_COUNT;
    s->condition_caucus = space[1];
    s->condition_count = (int)count;
}

static void read_needs(struct package_reader *r, const struct yaml_node *map,
                       const struct yaml_node *node, struct aisle_statement *s)
{
    if (strcmp(node->text, "fair-and-efficient") == 0) {
        s->condition = AISLE_CONDITION_FAIR_EFFICIENT;
        return;
    }
    s->condition = AISLE_CONDITION_PROVISION;
    s->condition_provision = package_provision_named(r, map, "needs");
}

static const struct yaml_node *condition_node(struct package_reader *r,
                                              const struct yaml_node *map, int *which)
{
    const struct yaml_node *found = NULL;
    for (int i = 0; i < 3; i++) {
        const struct yaml_node *node =
            yaml_child(&r->in, map, CONDITION_KEYS[i], YAML_SCALAR, YAML_OPTIONAL);
        if (node && found)
            yaml_fail(&r->in, node, "write one statement for each condition",
                      "a statement has one condition, and '%s' is a second",
                      CONDITION_KEYS[i]);
        else if (node) {
            found = node;
            *which = i;
        }
    }
    return found;
}

static void read_condition(struct package_reader *r, const struct yaml_node *map,
                           struct aisle_statement *s)
{
    int which = 0;
    const struct yaml_node *node = condition_node(r, map, &which);
    bool conditional = s->position == AISLE_POSITION_CONDITIONAL;
    if (!node) {
        if (conditional)
            yaml_fail(&r->in, yaml_get(map, "position"),
                      "add 'needs', 'without' or 'at_least'",
                      "a conditional statement without its condition");
        return;
    }
    if (!conditional)
        yaml_fail(&r->in, node, "write 'position: conditional'",
                  "a condition on a statement that is not conditional");
    if (which == 0) {
        read_needs(r, map, node, s);
    } else if (which == 1) {
        s->condition = AISLE_CONDITION_WITHOUT;
        s->condition_provision = package_provision_named(r, map, "without");
    } else {
        read_at_least(r, node, s);
    }
}

static void warn_later(struct package_reader *r, const struct yaml_node *map,
                       aisle_day date, const char *what)
{
    aisle_day as_of = r->package->as_of;
    if (date == AISLE_DAY_NONE || as_of == AISLE_DAY_NONE || date <= as_of)
        return;
    struct place place = {r->in.path, map->line, map->column};
    ctx_warn(r->in.ctx, place, "%s dated after as_of: it is not used", what);
}

static void statement_read(struct package_reader *r, const struct yaml_node *map,
                           struct aisle_statement *s)
{
    static const char *const keys[] = {"date",        "senator", "state",   "position",
                                       "about",       "needs",   "without", "at_least",
                                       "second_hand", "source",  "quote",   "note"};
    *s = (struct aisle_statement){.line = map->line,
                                  .column = map->column,
                                  .date = AISLE_DAY_NONE,
                                  .provision = -1,
                                  .vote = -1,
                                  .condition_provision = -1};
    if (map->kind != YAML_MAP) {
        yaml_fail(&r->in, map, NULL, "a statement needs keys and values");
        return;
    }
    yaml_keys(&r->in, map, (int)(sizeof keys / sizeof *keys), keys);
    s->date = yaml_day(&r->in, map, "date", YAML_REQUIRED);
    warn_later(r, map, s->date, "statement");
    s->senator = package_text(r, map, "senator", YAML_REQUIRED);
    read_state(r, map, s);
    s->position = (enum aisle_position)yaml_choice(&r->in, map, "position",
                                                   YAML_REQUIRED, AISLE_POSITION_COUNT,
                                                   POSITIONS, AISLE_POSITION_UNDECIDED);
    read_about(r, map, s);
    read_condition(r, map, s);
    s->second_hand = yaml_bool(&r->in, map, "second_hand", false);
    s->source = package_text(r, map, "source", YAML_REQUIRED);
    s->quote = package_text(r, map, "quote", YAML_OPTIONAL);
    s->note = package_text(r, map, "note", YAML_OPTIONAL);
}

void package_read_statements(struct package_reader *r, const struct yaml_node *root)
{
    const struct yaml_node *list =
        yaml_child(&r->in, root, "statements", YAML_LIST, YAML_OPTIONAL);
    struct aisle_package *package = r->package;
    package->statements = package_items(r, list, sizeof *package->statements);
    for (int i = 0; package->statements && i < list->count; i++) {
        statement_read(r, list->items[i], &package->statements[i]);
        package->statement_count = i + 1;
        if (package_no_memory(r))
            return;
    }
    package_check_statements(r);
}

static void cue_read(struct package_reader *r, const struct yaml_node *map,
                     struct aisle_cue *cue)
{
    static const char *const keys[] = {"date", "caucus", "direction",
                                       "who",  "source", "vote"};
    *cue = (struct aisle_cue){.line = map->line, .date = AISLE_DAY_NONE, .vote = -1};
    if (map->kind != YAML_MAP) {
        yaml_fail(&r->in, map, NULL, "a cue needs keys and values");
        return;
    }
    yaml_keys(&r->in, map, (int)(sizeof keys / sizeof *keys), keys);
    cue->date = yaml_day(&r->in, map, "date", YAML_REQUIRED);
    warn_later(r, map, cue->date, "cue");
    cue->caucus =
        "DR"[yaml_choice(&r->in, map, "caucus", YAML_REQUIRED, 2, CAUCUSES, 0)];
    cue->direction =
        yaml_choice(&r->in, map, "direction", YAML_REQUIRED, 2, DIRECTIONS, 0) == 0
            ? 1
            : -1;
    cue->who = package_text(r, map, "who", YAML_REQUIRED);
    cue->source = package_text(r, map, "source", YAML_REQUIRED);
    cue->vote = package_vote_named(r, map, "vote");
}

void package_read_cues(struct package_reader *r, const struct yaml_node *root)
{
    const struct yaml_node *list =
        yaml_child(&r->in, root, "cues", YAML_LIST, YAML_OPTIONAL);
    struct aisle_package *package = r->package;
    package->cues = package_items(r, list, sizeof *package->cues);
    for (int i = 0; package->cues && i < list->count; i++) {
        cue_read(r, list->items[i], &package->cues[i]);
        package->cue_count = i + 1;
        if (package_no_memory(r))
            return;
    }
}
