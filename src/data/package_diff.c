#include <aisle/package_diff.h>

#include "base/ctx.h"
#include "base/mem.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

#define PART_TEXT(name, text) text,

void aisle_package_diff_init(struct aisle_package_diff *diff)
{
    *diff = (struct aisle_package_diff){0};
}

void aisle_package_diff_clear(struct aisle_package_diff *diff)
{
    if (!diff)
        return;
    for (int i = 0; i < diff->change_count; i++) {
        free(diff->changes[i].id);
        free(diff->changes[i].field);
        free(diff->changes[i].before);
        free(diff->changes[i].after);
    }
    free(diff->changes);
    free(diff->before);
    free(diff->after);
    aisle_package_diff_init(diff);
}

const char *aisle_part_text(enum aisle_part part)
{
    static const char *const texts[] = {AISLE_PART_LIST(PART_TEXT)};
    return texts[part];
}

/* ---- the list under way; after a failure nothing more is added ---- */

struct differ {
    struct aisle_package_diff *out;
    size_t capacity;
    bool failed;
};

static void add(struct differ *d, enum aisle_part part, enum aisle_change_kind kind,
                const char *id, const char *field, const char *before,
                const char *after)
{
    struct aisle_package_diff *out = d->out;
    if (d->failed || !mem_grow((void **)&out->changes, &d->capacity,
                               (size_t)out->change_count, sizeof *out->changes)) {
        d->failed = true;
        return;
    }
    struct aisle_change change = {part,
                                  kind,
                                  mem_copy_text(id),
                                  mem_copy_text(field),
                                  mem_copy_text(before),
                                  mem_copy_text(after)};
    out->changes[out->change_count++] = change;
    d->failed = !change.id || !change.field || !change.before || !change.after;
}

/* A field of a thing that both have. */
static void field(struct differ *d, enum aisle_part part, const char *id,
                  const char *name, const char *before, const char *after)
{
    before = before ? before : "";
    after = after ? after : "";
    if (strcmp(before, after) != 0)
        add(d, part, AISLE_CHANGE_FIELD, id, name, before, after);
}

static void flag(struct differ *d, enum aisle_part part, const char *id,
                 const char *name, bool before, bool after)
{
    field(d, part, id, name, before ? "yes" : "no", after ? "yes" : "no");
}

/* ---- how values read ---- */

struct value {
    char s[64];
};

static struct value money(double usd)
{
    struct value v;
    if (usd >= 1e9)
        snprintf(v.s, sizeof v.s, "%.12g bn", usd / 1e9);
    else if (usd > 0)
        snprintf(v.s, sizeof v.s, "%.12g million", usd / 1e6);
    else
        snprintf(v.s, sizeof v.s, "none");
    return v;
}

static struct value day(aisle_day date)
{
    struct value v = {""};
    char text[AISLE_DATE_TEXT];
    if (date != AISLE_DAY_NONE)
        snprintf(v.s, sizeof v.s, "%s", aisle_day_format(date, text));
    return v;
}

/* ---- provisions ---- */

/* Value of a lever in a provision, NULL when it does not set it. */
static const double *setting(const struct aisle_provision *p, enum aisle_lever lever)
{
    for (int i = 0; i < p->setting_count; i++)
        if (p->settings[i].lever == lever)
            return &p->settings[i].value;
    return NULL;
}

static void levers(struct differ *d, const struct aisle_provision *a,
                   const struct aisle_provision *b)
{
    for (int i = 0; i < AISLE_LEVER_COUNT; i++) {
        const struct aisle_lever_info *info = aisle_lever_info((enum aisle_lever)i);
        const double *before = setting(a, (enum aisle_lever)i);
        const double *after = setting(b, (enum aisle_lever)i);
        char from[48] = "", to[48] = "";
        if (before)
            snprintf(from, sizeof from, "%.12g %s", *before, info->unit);
        if (after)
            snprintf(to, sizeof to, "%.12g %s", *after, info->unit);
        field(d, AISLE_PART_PROVISION, a->id, info->key, from, to);
    }
}

static void anchors(struct differ *d, const struct aisle_provision *a,
                    const struct aisle_provision *b)
{
    struct text from = {0}, to = {0};
    for (int i = 0; i < a->anchor_count; i++)
        text_addf(&from, "%s%c%d-%d %s", i ? ", " : "",
                  a->anchors[i].sign > 0 ? '+' : '-', a->anchors[i].congress,
                  a->anchors[i].number, aisle_side_text(a->anchors[i].side));
    for (int i = 0; i < b->anchor_count; i++)
        text_addf(&to, "%s%c%d-%d %s", i ? ", " : "",
                  b->anchors[i].sign > 0 ? '+' : '-', b->anchors[i].congress,
                  b->anchors[i].number, aisle_side_text(b->anchors[i].side));
    d->failed |= from.failed || to.failed;
    field(d, AISLE_PART_PROVISION, a->id, "anchors", from.bytes, to.bytes);
    text_clear(&from);
    text_clear(&to);
}

static const char *kind_text(const struct aisle_provision *p)
{
    return p->kind == AISLE_PROVISION_MONEY ? "money" : "policy";
}

static void provision(struct differ *d, const struct aisle_provision *a,
                      const struct aisle_provision *b)
{
    enum aisle_part part = AISLE_PART_PROVISION;
    field(d, part, a->id, "title", a->title, b->title);
    field(d, part, a->id, "kind", kind_text(a), kind_text(b));
    field(d, part, a->id, "topic", a->topic, b->topic);
    field(d, part, a->id, "money", money(a->amount_usd).s, money(b->amount_usd).s);
    flag(d, part, a->id, "in_package", a->in_package, b->in_package);
    flag(d, part, a->id, "optional", a->optional, b->optional);
    flag(d, part, a->id, "emergency", a->emergency, b->emergency);
    field(d, part, a->id, "route", aisle_route_text(a->route),
          aisle_route_text(b->route));
    levers(d, a, b);
    anchors(d, a, b);
}

static void provisions(struct differ *d, const struct aisle_package *a,
                       const struct aisle_package *b)
{
    for (int i = 0; i < a->provision_count; i++) {
        const struct aisle_provision *p = &a->provisions[i];
        int j = aisle_package_find_provision(b, p->id);
        if (j < 0)
            add(d, AISLE_PART_PROVISION, AISLE_CHANGE_REMOVED, p->id, "", p->title, "");
        else
            provision(d, p, &b->provisions[j]);
    }
    for (int j = 0; j < b->provision_count; j++) {
        const struct aisle_provision *p = &b->provisions[j];
        if (aisle_package_find_provision(a, p->id) < 0)
            add(d, AISLE_PART_PROVISION, AISLE_CHANGE_ADDED, p->id, "", "", p->title);
    }
}

/* ---- votes ---- */

static void vote(struct differ *d, const struct aisle_package_vote *a,
                 const struct aisle_package_vote *b)
{
    enum aisle_part part = AISLE_PART_VOTE;
    field(d, part, a->id, "kind", aisle_vote_kind_word(a->kind),
          aisle_vote_kind_word(b->kind));
    field(d, part, a->id, "requires", aisle_requires_text(a->requires),
          aisle_requires_text(b->requires));
    field(d, part, a->id, "question", a->question, b->question);
    field(d, part, a->id, "date", day(a->date).s, day(b->date).s);
}

static void votes(struct differ *d, const struct aisle_package *a,
                  const struct aisle_package *b)
{
    for (int i = 0; i < a->vote_count; i++) {
        int j = aisle_package_find_vote(b, a->votes[i].id);
        if (j < 0)
            add(d, AISLE_PART_VOTE, AISLE_CHANGE_REMOVED, a->votes[i].id, "",
                a->votes[i].question, "");
        else
            vote(d, &a->votes[i], &b->votes[j]);
    }
    for (int j = 0; j < b->vote_count; j++)
        if (aisle_package_find_vote(a, b->votes[j].id) < 0)
            add(d, AISLE_PART_VOTE, AISLE_CHANGE_ADDED, b->votes[j].id, "", "",
                b->votes[j].question);
}

/* ---- statements and cues ---- */

static bool same_statement(const struct aisle_statement *a,
                           const struct aisle_statement *b)
{
    return a->date == b->date && strcmp(a->state, b->state) == 0 &&
           text_equal_fold(a->senator, b->senator) && strcmp(a->about, b->about) == 0 &&
           strcmp(a->source, b->source) == 0;
}

static const struct aisle_statement *
find_statement(const struct aisle_package *package,
               const struct aisle_statement *statement)
{
    for (int i = 0; i < package->statement_count; i++)
        if (same_statement(&package->statements[i], statement))
            return &package->statements[i];
    return NULL;
}

static void add_statement(struct differ *d, enum aisle_change_kind kind,
                          const struct aisle_statement *s)
{
    const char *position = aisle_position_text(s->position);
    char *id = mem_format("%s%s%s%s on %s, %s", s->senator, s->state[0] ? " (" : "",
                          s->state, s->state[0] ? ")" : "", s->about, day(s->date).s);
    d->failed |= !id;
    add(d, AISLE_PART_STATEMENT, kind, id ? id : "", "",
        kind == AISLE_CHANGE_REMOVED ? position : "",
        kind == AISLE_CHANGE_ADDED ? position : "");
    free(id);
}

static void statements(struct differ *d, const struct aisle_package *a,
                       const struct aisle_package *b)
{
    for (int i = 0; i < a->statement_count; i++) {
        const struct aisle_statement *s = &a->statements[i];
        const struct aisle_statement *other = find_statement(b, s);
        if (!other)
            add_statement(d, AISLE_CHANGE_REMOVED, s);
        else
            field(d, AISLE_PART_STATEMENT, s->senator, "position",
                  aisle_position_text(s->position),
                  aisle_position_text(other->position));
        if (other)
            field(d, AISLE_PART_STATEMENT, s->senator, "second_hand",
                  s->second_hand ? "yes" : "no", other->second_hand ? "yes" : "no");
    }
    for (int j = 0; j < b->statement_count; j++)
        if (!find_statement(a, &b->statements[j]))
            add_statement(d, AISLE_CHANGE_ADDED, &b->statements[j]);
}

static bool has_cue(const struct aisle_package *package, const struct aisle_cue *cue)
{
    for (int i = 0; i < package->cue_count; i++) {
        const struct aisle_cue *other = &package->cues[i];
        if (other->date == cue->date && other->caucus == cue->caucus &&
            other->direction == cue->direction && strcmp(other->who, cue->who) == 0)
            return true;
    }
    return false;
}

static void cues(struct differ *d, enum aisle_change_kind kind,
                 const struct aisle_package *these, const struct aisle_package *those)
{
    for (int i = 0; i < these->cue_count; i++) {
        const struct aisle_cue *cue = &these->cues[i];
        char said[100];
        if (has_cue(those, cue))
            continue;
        snprintf(said, sizeof said, "%c to %s, %s", cue->caucus,
                 cue->direction > 0 ? "support" : "oppose", day(cue->date).s);
        add(d, AISLE_PART_CUE, kind, cue->who, "",
            kind == AISLE_CHANGE_REMOVED ? said : "",
            kind == AISLE_CHANGE_ADDED ? said : "");
    }
}

static void head(struct differ *d, const struct aisle_package *a,
                 const struct aisle_package *b)
{
    enum aisle_part part = AISLE_PART_HEAD;
    field(d, part, "", "title", a->title, b->title);
    field(d, part, "", "measure", a->measure, b->measure);
    field(d, part, "", "instructions", a->instructions, b->instructions);
    field(d, part, "", "as_of", day(a->as_of).s, day(b->as_of).s);
    field(d, part, "", "text_since", day(a->text_since).s, day(b->text_since).s);
    field(d, part, "", "proposer", aisle_side_text(a->side), aisle_side_text(b->side));
}

static double cost(const struct aisle_package *package)
{
    return aisle_package_cost_usd(package, aisle_package_selection(package));
}

enum aisle_status aisle_package_compare(struct aisle_ctx *ctx,
                                        const struct aisle_package *before,
                                        const struct aisle_package *after,
                                        struct aisle_package_diff *out)
{
    struct aisle_package_diff diff;
    aisle_package_diff_init(&diff);
    struct differ d = {.out = &diff};
    diff.cost_before = cost(before);
    diff.cost_after = cost(after);
    diff.before = mem_copy_text(before->id);
    diff.after = mem_copy_text(after->id);
    d.failed = !diff.before || !diff.after;
    head(&d, before, after);
    provisions(&d, before, after);
    votes(&d, before, after);
    statements(&d, before, after);
    cues(&d, AISLE_CHANGE_REMOVED, before, after);
    cues(&d, AISLE_CHANGE_ADDED, after, before);
    if (d.failed) {
        aisle_package_diff_clear(&diff);
        return ctx_no_memory(ctx);
    }
    *out = diff;
    return AISLE_OK;
}
