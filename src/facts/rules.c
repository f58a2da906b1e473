/* The rulebook: data/rules/senate.csv, one rule a row, and byrd.csv. */
#include "base/file.h"
#include "base/mem.h"
#include "facts/rules_read.h"
#include <aisle/import_facts.h>
#include <stdlib.h>
#include <string.h>

#define COLUMN_LIST(X)                                                                 \
    X(RULE, "rule")                                                                    \
    X(GATE, "gate")                                                                    \
    X(NUMERATOR, "numerator")                                                          \
    X(DENOMINATOR, "denominator")                                                      \
    X(SEATS, "seats")                                                                  \
    X(BASE, "base")                                                                    \
    X(COMPARE, "compare")                                                              \
    X(TIE, "tie")                                                                      \
    X(FROM, "from")                                                                    \
    X(TO, "to")                                                                        \
    X(FIRST, "first_rollcall")                                                         \
    X(LAST, "last_rollcall")                                                           \
    X(SUPPORT, "support")                                                              \
    X(TITLE, "title")                                                                  \
    X(TEXT, "text")                                                                    \
    X(SOURCE, "source")                                                                \
    X(SOURCE_DATE, "source_date")                                                      \
    X(CONFIDENCE, "confidence")
#define COLUMN_ENUM(name, text) C_##name,
enum { COLUMN_LIST(COLUMN_ENUM) C_COUNT };
#define COLUMN_TEXT(name, text) text,
static const char *const column_names[] = {COLUMN_LIST(COLUMN_TEXT)};
#define GATE_TEXT(name, text) text,
static const char *const gates[] = {AISLE_GATE_LIST(GATE_TEXT)};

struct rule_reader {
    struct csv csv;
    int at[C_COUNT];
    struct aisle_rulebook *book;
    size_t capacity;
};

/* ---- fields ---- */

static bool read_words(struct rule_reader *r, struct aisle_rule *rule)
{
    static const char *const bases[] = {"sworn", "voting", "fixed"};
    static const char *const compares[] = {"at-least", "more-than", "unless-at-least",
                                           "unless-more-than"};
    static const char *const ties[] = {"", "vice-president"};
    static const char *const supports[] = {"A", "B", "C"};
    struct csv *csv = &r->csv;
    int gate = rules_choice(csv, r->at[C_GATE], AISLE_GATE_COUNT, gates, "gate");
    int base = rules_choice(csv, r->at[C_BASE], 3, bases, "base");
    int compare = rules_choice(csv, r->at[C_COMPARE], 4, compares, "compare");
    int tie = rules_choice(csv, r->at[C_TIE], 2, ties, "tie");
    int support = rules_choice(csv, r->at[C_SUPPORT], 3, supports, "support");
    if (gate < 0 || base < 0 || compare < 0 || tie < 0 || support < 0)
        return false;
    rule->gate = (enum aisle_gate)gate;
    rule->base = (enum aisle_rule_base)base;
    rule->compare = (enum aisle_rule_compare)compare;
    rule->vice_president = tie == 1;
    rule->support = *supports[support];
    return true;
}

static bool read_fraction(struct rule_reader *r, struct aisle_rule *rule)
{
    int64_t over = 0, under = 1;
    if (!csv_int(&r->csv, r->at[C_NUMERATOR], 0, 1000, &over) ||
        !csv_int(&r->csv, r->at[C_DENOMINATOR], 1, 1000, &under))
        return false;
    rule->numerator = (int)over;
    rule->denominator = (int)under;
    bool fixed = rule->base == AISLE_BASE_FIXED;
    if (fixed ? under == 1 : over > 0 && over <= under)
        return true;
    csv_fail(&r->csv, r->at[C_NUMERATOR],
             "a fixed number of yeas has denominator 1; a share is at most 1",
             "%d/%d is no threshold", (int)over, (int)under);
    return false;
}

/* Empty: the Senate, whose seats are counted from the record. */
static bool read_seats(struct rule_reader *r, struct aisle_rule *rule)
{
    int64_t seats = 0;
    if (csv_field(&r->csv, r->at[C_SEATS])[0] == '\0')
        return true;
    if (!csv_int(&r->csv, r->at[C_SEATS], 1, 10000, &seats))
        return false;
    rule->seats = (int)seats;
    return true;
}

static bool read_span(struct rule_reader *r, struct aisle_rule *rule)
{
    struct csv *csv = &r->csv;
    if (!rules_day(csv, r->at[C_FROM], &rule->from) ||
        !rules_day(csv, r->at[C_TO], &rule->to) ||
        !rules_rollcall(csv, r->at[C_FIRST], &rule->first_congress,
                        &rule->first_number) ||
        !rules_rollcall(csv, r->at[C_LAST], &rule->last_congress, &rule->last_number))
        return false;
    if (rule->from == AISLE_DAY_NONE)
        csv_fail(csv, r->at[C_FROM], NULL, "a rule needs its first day");
    else if (rule->to != AISLE_DAY_NONE && rule->to < rule->from)
        csv_fail(csv, r->at[C_TO], NULL, "the last day is before the first");
    else if (rule->to == rule->from && rule->last_number < rule->first_number &&
             rule->last_number > 0)
        csv_fail(csv, r->at[C_LAST], NULL, "the last roll call is before the first");
    else
        return true;
    return false;
}

/* ---- rows against one another ---- */

static const struct aisle_rule *rule_named(const struct aisle_rulebook *book,
                                           const char *id)
{
    for (int i = 0; i < book->count; i++)
        if (strcmp(book->rules[i].id, id) == 0)
            return &book->rules[i];
    return NULL;
}

static bool check_name(struct rule_reader *r)
{
    const char *id = csv_field(&r->csv, r->at[C_RULE]);
    const struct aisle_rule *other = rule_named(r->book, id);
    if (id[0] == '\0')
        csv_fail(&r->csv, r->at[C_RULE], NULL, "a rule has no name");
    else if (other)
        csv_fail(&r->csv, r->at[C_RULE], NULL, "rule '%.60s' stands in line %d already",
                 id, other->line);
    else
        return true;
    return false;
}

/* a ends before b begins; on a shared day roll calls must tell them apart */
static bool before(const struct aisle_rule *a, const struct aisle_rule *b)
{
    if (a->to == AISLE_DAY_NONE || a->to > b->from)
        return false;
    return a->to < b->from ||
           (a->last_congress && a->last_congress == b->first_congress &&
            a->last_number < b->first_number);
}

static bool check_overlap(struct rule_reader *r, const struct aisle_rule *rule)
{
    for (int i = 0; i < r->book->count; i++) {
        const struct aisle_rule *other = &r->book->rules[i];
        if (other->gate != rule->gate || before(other, rule) || before(rule, other))
            continue;
        csv_fail(&r->csv, r->at[C_FROM], NULL,
                 "two rules for '%s' at once: the other is in line %d",
                 aisle_gate_text(rule->gate), other->line);
        return false;
    }
    return true;
}

static char *copy(struct rule_reader *r, int column)
{
    return mem_copy_text(csv_field(&r->csv, r->at[column]));
}

static bool copy_texts(struct rule_reader *r, struct aisle_rule *rule)
{
    rule->id = copy(r, C_RULE);
    rule->title = copy(r, C_TITLE);
    rule->text = copy(r, C_TEXT);
    rule->source = copy(r, C_SOURCE);
    rule->source_date = copy(r, C_SOURCE_DATE);
    rule->confidence = copy(r, C_CONFIDENCE);
    return rule->id && rule->title && rule->text && rule->source && rule->source_date &&
           rule->confidence;
}

static enum aisle_status read_row(struct rule_reader *r)
{
    struct aisle_rule rule = {.line = r->csv.line};
    struct aisle_rulebook *book = r->book;
    bool named = check_name(r);
    bool worded = read_words(r, &rule);
    bool sized = read_seats(r, &rule) && worded && read_fraction(r, &rule);
    bool spanned = read_span(r, &rule);
    bool known = rules_confidence(&r->csv, r->at[C_CONFIDENCE]);
    if (!named || !sized || !spanned || !known || !check_overlap(r, &rule))
        return AISLE_OK; /* counted by the reader */
    if (!mem_grow((void **)&book->rules, &r->capacity, (size_t)book->count,
                  sizeof rule))
        return ctx_no_memory(r->csv.ctx);
    book->rules[book->count] = rule;
    /* counted first, so that a half-filled rule is cleared with the rest; a rule
     * without an id must not be looked up by it */
    bool copied = copy_texts(r, &book->rules[book->count++]);
    return copied ? AISLE_OK : ctx_no_memory(r->csv.ctx);
}

static enum aisle_status read_rules(struct aisle_ctx *ctx, const char *path,
                                    const char *bytes, size_t size,
                                    struct aisle_rulebook *book)
{
    struct rule_reader r = {.book = book};
    enum aisle_status status = csv_open(&r.csv, ctx, path, bytes, size);
    if (status != AISLE_OK)
        return status;
    bool all = rules_columns(&r.csv, C_COUNT, column_names, r.at);
    while (all && status == AISLE_OK && csv_next(&r.csv))
        status = read_row(&r);
    if (all && status == AISLE_OK && r.csv.status == AISLE_OK && book->count == 0)
        csv_fail(&r.csv, -1, NULL, "a rulebook without rules");
    enum aisle_status closed = csv_close(&r.csv);
    return status == AISLE_OK ? closed : status;
}

enum aisle_status aisle_import_rules_bytes(struct aisle_ctx *ctx, const char *path,
                                           const char *bytes, size_t size,
                                           const char *byrd_path,
                                           const char *byrd_bytes, size_t byrd_size,
                                           struct aisle_rulebook *book)
{
    struct aisle_rulebook read;
    aisle_rulebook_init(&read);
    enum aisle_status status = read_rules(ctx, path, bytes, size, &read);
    /* both files are read, so that all that is wrong is told */
    if (status == AISLE_OK || status == AISLE_INPUT) {
        enum aisle_status second =
            rules_read_byrd(ctx, byrd_path, byrd_bytes, byrd_size, &read);
        status = second == AISLE_OK ? status : second;
    }
    if (status == AISLE_OK)
        *book = read;
    else
        aisle_rulebook_clear(&read);
    return status;
}

enum aisle_status aisle_import_rules(struct aisle_ctx *ctx, const char *dir,
                                     struct aisle_rulebook *book)
{
    enum aisle_status status = AISLE_MEMORY;
    char *rules = NULL, *byrd = NULL;
    size_t rules_size = 0, byrd_size = 0;
    char *rules_path = mem_format("%s/senate.csv", dir);
    char *byrd_path = mem_format("%s/byrd.csv", dir);
    if (!rules_path || !byrd_path)
        TRY(ctx_no_memory(ctx));
    TRY(file_read(ctx, rules_path, &rules, &rules_size));
    TRY(file_read(ctx, byrd_path, &byrd, &byrd_size));
    TRY(aisle_import_rules_bytes(ctx, rules_path, rules, rules_size, byrd_path, byrd,
                                 byrd_size, book));
out:
    free(rules);
    free(byrd);
    free(rules_path);
    free(byrd_path);
    return status;
}
