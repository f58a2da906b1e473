#include <aisle/package.h>

#include <stdlib.h>
#include <string.h>

#define TEXT_ROW(name, text, meaning) text,
static const char *const position_texts[] = {AISLE_POSITION_LIST(TEXT_ROW)};
#undef TEXT_ROW

void aisle_package_init(struct aisle_package *package)
{
    *package =
        (struct aisle_package){.as_of = AISLE_DAY_NONE, .text_since = AISLE_DAY_NONE};
}

static void package_clear_provision(struct aisle_provision *p)
{
    for (int i = 0; p->anchors && i < p->anchor_count; i++)
        free(p->anchors[i].note);
    free(p->id);
    free(p->title);
    free(p->short_title);
    free(p->topic);
    free(p->why);
    free(p->source);
    free(p->confidence);
    free(p->authority);
    free(p->undoes_rule);
    free(p->byrd.source);
    free(p->byrd.confidence);
    free(p->settings);
    free(p->anchors);
}

static void clear_vote(struct aisle_package_vote *v)
{
    free(v->id);
    free(v->question);
    free(v->why);
    free(v->rule);
    free(v->rule_text);
}

static void clear_statement(struct aisle_statement *s)
{
    free(s->senator);
    free(s->about);
    free(s->source);
    free(s->quote);
    free(s->note);
    free(s->path);
}

static void clear_cue(struct aisle_cue *c)
{
    free(c->who);
    free(c->source);
}

void aisle_package_clear(struct aisle_package *package)
{
    if (!package)
        return;
    for (int i = 0; package->provisions && i < package->provision_count; i++)
        package_clear_provision(&package->provisions[i]);
    for (int i = 0; package->votes && i < package->vote_count; i++)
        clear_vote(&package->votes[i]);
    for (int i = 0; package->statements && i < package->statement_count; i++)
        clear_statement(&package->statements[i]);
    for (int i = 0; package->cues && i < package->cue_count; i++)
        clear_cue(&package->cues[i]);
    free(package->path);
    free(package->id);
    free(package->title);
    free(package->summary);
    free(package->measure);
    free(package->instructions);
    free(package->provisions);
    free(package->votes);
    free(package->statements);
    free(package->cues);
    aisle_package_init(package);
}

void aisle_package_drop_vote(struct aisle_package *package, int vote)
{
    int kept = 0;
    for (int i = 0; i < package->statement_count; i++) {
        struct aisle_statement s = package->statements[i];
        if (s.vote == vote) {
            clear_statement(&s);
            continue;
        }
        s.vote -= s.vote > vote;
        package->statements[kept++] = s;
    }
    package->statement_count = kept;
    kept = 0;
    for (int i = 0; i < package->cue_count; i++) {
        struct aisle_cue c = package->cues[i];
        if (c.vote == vote) {
            clear_cue(&c);
            continue;
        }
        c.vote -= c.vote > vote;
        package->cues[kept++] = c;
    }
    package->cue_count = kept;
    clear_vote(&package->votes[vote]);
    package->vote_count--;
    for (int i = vote; i < package->vote_count; i++)
        package->votes[i] = package->votes[i + 1];
}

int aisle_package_find_provision(const struct aisle_package *package, const char *id)
{
    for (int i = 0; i < package->provision_count; i++)
        if (strcmp(package->provisions[i].id, id) == 0)
            return i;
    return -1;
}

int aisle_package_find_vote(const struct aisle_package *package, const char *id)
{
    for (int i = 0; i < package->vote_count; i++)
        if (strcmp(package->votes[i].id, id) == 0)
            return i;
    return -1;
}

uint64_t aisle_package_selection(const struct aisle_package *package)
{
    uint64_t selection = 0;
    for (int i = 0; i < package->provision_count; i++)
        if (package->provisions[i].in_package)
            selection |= (uint64_t)1 << i;
    return selection;
}

void aisle_package_scenario(const struct aisle_package *package, uint64_t selection,
                            struct aisle_scenario *out)
{
    aisle_scenario_init(out);
    for (int i = 0; i < package->provision_count; i++) {
        const struct aisle_provision *p = &package->provisions[i];
        if (!(selection >> i & 1))
            continue;
        for (int s = 0; s < p->setting_count; s++) {
            enum aisle_lever lever = p->settings[s].lever;
            if (aisle_lever_adds(lever))
                out->lever[lever] += p->settings[s].value;
            else
                out->lever[lever] = p->settings[s].value;
        }
    }
}

double aisle_package_cost_usd(const struct aisle_package *package, uint64_t selection)
{
    double cost = 0;
    for (int i = 0; i < package->provision_count; i++)
        if (selection >> i & 1)
            cost += package->provisions[i].amount_usd;
    return cost;
}

const char *aisle_side_text(enum aisle_side side)
{
    static const char *const texts[] = {"D", "R", "both"};
    return texts[side];
}

const char *aisle_position_text(enum aisle_position p)
{
    return position_texts[p];
}

int aisle_position_parse(const char *text)
{
    for (int i = 0; i < AISLE_POSITION_COUNT; i++)
        if (strcmp(position_texts[i], text) == 0)
            return i;
    return -1;
}

const char *aisle_route_text(enum aisle_route route)
{
    static const char *const texts[] = {"60 votes", "reconciliation", "executive"};
    return texts[route];
}

#define KIND_WORDS(name, text, words, usual) words,
#define KIND_TEXT(name, text, words, usual) text,
#define TEST_TEXT(name, text, paragraph, what) text,
#define TEST_WORDS(name, text, paragraph, what) what,

const char *aisle_vote_kind_text(enum aisle_vote_kind kind)
{
    static const char *const texts[] = {AISLE_VOTE_KIND_LIST(KIND_WORDS)};
    return texts[kind];
}

const char *aisle_vote_kind_word(enum aisle_vote_kind kind)
{
    static const char *const texts[] = {AISLE_VOTE_KIND_LIST(KIND_TEXT)};
    return texts[kind];
}

const char *aisle_byrd_test_text(enum aisle_byrd_test test)
{
    static const char *const texts[] = {AISLE_BYRD_TEST_LIST(TEST_TEXT)};
    return texts[test];
}

const char *aisle_byrd_test_words(enum aisle_byrd_test test)
{
    static const char *const texts[] = {AISLE_BYRD_TEST_LIST(TEST_WORDS)};
    return texts[test];
}
