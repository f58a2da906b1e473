#include <aisle/rulebook.h>

#include <stdlib.h>
#include <string.h>

#define GATE_TEXT(name, text) text,
static const char *const gate_texts[] = {AISLE_GATE_LIST(GATE_TEXT)};

void aisle_rulebook_init(struct aisle_rulebook *book)
{
    *book = (struct aisle_rulebook){0};
}

void aisle_rulebook_clear(struct aisle_rulebook *book)
{
    if (!book)
        return;
    for (int i = 0; i < book->count; i++) {
        struct aisle_rule *rule = &book->rules[i];
        free(rule->id);
        free(rule->title);
        free(rule->text);
        free(rule->source);
        free(rule->source_date);
        free(rule->confidence);
    }
    free(book->rules);
    for (int i = 0; i < AISLE_BYRD_CLASSES; i++) {
        free(book->byrd[i].source);
        free(book->byrd[i].source_date);
        free(book->byrd[i].confidence);
        free(book->byrd[i].text);
    }
    aisle_rulebook_init(book);
}

const char *aisle_gate_text(enum aisle_gate gate)
{
    return gate_texts[gate];
}

const char *aisle_rule_base_text(enum aisle_rule_base base)
{
    static const char *const texts[] = {"sworn", "voting", "fixed"};
    return texts[base];
}

const char *aisle_rule_compare_text(enum aisle_rule_compare compare)
{
    static const char *const texts[] = {"at-least", "more-than", "unless-at-least",
                                        "unless-more-than"};
    return texts[compare];
}

const char *aisle_byrd_class_text(enum aisle_byrd_class class)
{
    static const char *const texts[] = {"money", "policy", "policy-with-money"};
    return texts[class];
}

void aisle_rule_list_init(struct aisle_rule_list *list)
{
    *list = (struct aisle_rule_list){.day = AISLE_DAY_NONE};
}

void aisle_rule_list_clear(struct aisle_rule_list *list)
{
    if (!list)
        return;
    free(list->steps);
    aisle_rule_list_init(list);
}

void aisle_routes_init(struct aisle_routes *routes)
{
    *routes = (struct aisle_routes){.day = AISLE_DAY_NONE};
}

void aisle_routes_clear(struct aisle_routes *routes)
{
    if (!routes)
        return;
    for (int p = 0; p < routes->provision_count; p++)
        for (int w = 0; w < AISLE_WAY_COUNT; w++)
            free(routes->provisions[p].ways[w].why);
    for (int i = 0; i < routes->note_count; i++)
        free(routes->notes[i]);
    free(routes->gates);
    free(routes->provisions);
    free(routes->notes);
    aisle_routes_init(routes);
}

#define WAY_TEXT(name, text, title) text,
#define WAY_TITLE(name, text, title) title,

const char *aisle_way_text(enum aisle_way way)
{
    static const char *const texts[] = {AISLE_WAY_LIST(WAY_TEXT)};
    return texts[way];
}

const char *aisle_way_title(enum aisle_way way)
{
    static const char *const titles[] = {AISLE_WAY_LIST(WAY_TITLE)};
    return titles[way];
}
