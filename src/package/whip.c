/* A whip count from CSV: one row a statement.
 *
 *   bioguide,position,date,source,quote
 *   M001183,lean-no,2023-11-14,Politico,"..."
 *
 * A row names its senator by bioguide or by name (with state where the name alone
 * is not enough); whose name it is needs a roster, which the caller has. */
#include "base/csv_columns.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/text.h"
#include <aisle/import_package.h>
#include <ctype.h>
#include <string.h>

/* X(NAME, column, required) */
#define COLUMN_LIST(X)                                                                 \
    X(BIOGUIDE, "bioguide", false)                                                     \
    X(NAME, "name", false)                                                             \
    X(STATE, "state", false)                                                           \
    X(POSITION, "position", true)                                                      \
    X(ABOUT, "about", false)                                                           \
    X(DATE, "date", true)                                                              \
    X(SOURCE, "source", true)                                                          \
    X(QUOTE, "quote", false)                                                           \
    X(NOTE, "note", false)                                                             \
    X(SECOND_HAND, "second_hand", false)

enum { COLUMN_LIST(CSV_PLACE) C_COUNT };
static const struct csv_wanted columns[] = {COLUMN_LIST(CSV_WANTED)};

struct reader {
    struct csv csv;
    int at[C_COUNT];
    size_t capacity;
    struct aisle_whip *whip;
};

/* The condition of a conditional row has no column to stand in. */
static const char *position_word(const void *user, size_t i)
{
    (void)user;
    return aisle_position_text((enum aisle_position)i);
}

static void read_position(struct reader *r, struct aisle_statement *s)
{
    int position =
        csv_word(&r->csv, r->at[C_POSITION], AISLE_POSITION_COUNT, position_word);
    if (position == AISLE_POSITION_CONDITIONAL)
        csv_fail(&r->csv, r->at[C_POSITION],
                 "write it in the package file, where the condition has its place",
                 "a conditional position in a whip count");
    s->position =
        position < 0 ? AISLE_POSITION_UNDECIDED : (enum aisle_position)position;
}

static void read_senator(struct reader *r, struct aisle_statement *s)
{
    struct csv *csv = &r->csv;
    const char *id = csv_field(csv, r->at[C_BIOGUIDE]);
    const char *state = csv_field(csv, r->at[C_STATE]);
    if (!*id && !*csv_field(csv, r->at[C_NAME]))
        csv_fail(csv, -1, "give a bioguide or a name", "a row without a senator");
    if (*id && (strlen(id) != 7 || !isupper((unsigned char)*id) ||
                strspn(id + 1, "0123456789") != 6))
        csv_fail(csv, r->at[C_BIOGUIDE], "a capital letter and six digits",
                 "'%s' is no Bioguide id", id);
    else
        text_fit(s->bioguide, sizeof s->bioguide, id);
    if (*state && (strlen(state) != 2 || !isupper((unsigned char)state[0]) ||
                   !isupper((unsigned char)state[1])))
        csv_fail(csv, r->at[C_STATE], "states are two capital letters, as in AK",
                 "'%s' is no state", state);
    else
        text_fit(s->state, sizeof s->state, state);
}

static const char *yes_or_no(const void *user, size_t i)
{
    (void)user;
    return i ? "yes" : "no";
}

static void read_hand(struct reader *r, struct aisle_statement *s)
{
    if (*csv_field(&r->csv, r->at[C_SECOND_HAND]))
        s->second_hand = csv_word(&r->csv, r->at[C_SECOND_HAND], 2, yes_or_no) == 1;
}

static void read_source(struct reader *r, struct aisle_statement *s)
{
    const char *date = csv_field(&r->csv, r->at[C_DATE]);
    s->date = aisle_day_parse(date);
    if (s->date == AISLE_DAY_NONE)
        csv_fail(&r->csv, r->at[C_DATE], "dates are written YYYY-MM-DD",
                 "'%s' is no date", date);
    if (!*csv_field(&r->csv, r->at[C_SOURCE]))
        csv_fail(&r->csv, r->at[C_SOURCE], "say where the position was reported",
                 "a statement without a source");
}

/* A name that is not given is the id, so that messages can name the row. */
static bool copy_texts(struct reader *r, struct aisle_statement *s)
{
    struct csv *csv = &r->csv;
    bool named = *csv_field(csv, r->at[C_NAME]) != '\0';
    bool about = *csv_field(csv, r->at[C_ABOUT]) != '\0';
    if (!about) {
        s->about = mem_copy_text("package");
        if (!s->about) {
            csv->status = ctx_no_memory(csv->ctx);
            return false;
        }
    }
    return csv_copy(csv, r->at[named ? C_NAME : C_BIOGUIDE], &s->senator) &&
           (!about || csv_copy(csv, r->at[C_ABOUT], &s->about)) &&
           csv_copy(csv, r->at[C_SOURCE], &s->source) &&
           csv_copy(csv, r->at[C_QUOTE], &s->quote) &&
           csv_copy(csv, r->at[C_NOTE], &s->note);
}

static bool same_statement(const struct aisle_statement *a,
                           const struct aisle_statement *b)
{
    bool same_person = *a->bioguide && *b->bioguide
                           ? strcmp(a->bioguide, b->bioguide) == 0
                           : text_equal_fold(a->senator, b->senator) &&
                                 strcmp(a->state, b->state) == 0;
    return same_person && a->date == b->date && strcmp(a->about, b->about) == 0 &&
           strcmp(a->source, b->source) == 0;
}

/* Two sources may disagree; one source on one day may not. */
static void check_repeat(struct reader *r)
{
    const struct aisle_whip *whip = r->whip;
    const struct aisle_statement *now = &whip->statements[whip->statement_count - 1];
    for (const struct aisle_statement *s = whip->statements; s < now; s++) {
        if (!same_statement(s, now))
            continue;
        csv_fail(&r->csv, -1, NULL,
                 "%s: %s of that day stands on line %d already, as %s", now->senator,
                 now->source, s->line, aisle_position_text(s->position));
        return;
    }
}

static void read_row(struct reader *r)
{
    struct aisle_whip *whip = r->whip;
    void *items = whip->statements;
    if (!mem_grow(&items, &r->capacity, (size_t)whip->statement_count,
                  sizeof *whip->statements)) {
        r->csv.status = ctx_no_memory(r->csv.ctx);
        return;
    }
    whip->statements = items;
    struct aisle_statement *s = &whip->statements[whip->statement_count++];
    *s = (struct aisle_statement){
        .provision = -1, .vote = -1, .condition_provision = -1, .line = r->csv.line};
    s->column = csv_place(&r->csv, r->at[C_POSITION]).column;
    read_senator(r, s);
    read_position(r, s);
    read_hand(r, s);
    read_source(r, s);
    if (copy_texts(r, s))
        check_repeat(r);
}

static enum aisle_status read_table(struct aisle_ctx *ctx, const char *path,
                                    const char *bytes, size_t size,
                                    struct aisle_whip *whip)
{
    struct reader r = {.whip = whip};
    enum aisle_status status = csv_open(&r.csv, ctx, path, bytes, size);
    if (status != AISLE_OK)
        return status;
    csv_find_columns(&r.csv, C_COUNT, columns, r.at);
    if (r.csv.error_count == 0 && r.at[C_BIOGUIDE] < 0 && r.at[C_NAME] < 0) {
        csv_require(&r.csv, "bioguide");
        csv_require(&r.csv, "name");
    }
    if (r.csv.error_count == 0) {
        while (csv_next(&r.csv))
            read_row(&r);
        if (r.csv.status == AISLE_OK && whip->statement_count == 0)
            csv_fail(&r.csv, -1, NULL, "no statement in the file");
    }
    return csv_close(&r.csv);
}

enum aisle_status aisle_import_whip_bytes(struct aisle_ctx *ctx, const char *path,
                                          const char *bytes, size_t size,
                                          struct aisle_whip *whip)
{
    struct aisle_whip made;
    struct hash hash;
    aisle_whip_init(&made);
    enum aisle_status status;
    TRY(read_table(ctx, path, bytes, size, &made));
    made.path = mem_copy_text(path);
    if (!made.path) {
        status = ctx_no_memory(ctx);
        goto out;
    }
    hash_init(&hash);
    hash_add(&hash, bytes, size);
    hash_hex(&hash, made.hash);
    *whip = made;
out:
    if (status != AISLE_OK)
        aisle_whip_clear(&made);
    return status;
}

enum aisle_status aisle_import_whip(struct aisle_ctx *ctx, const char *path,
                                    struct aisle_whip *whip)
{
    char *bytes = NULL;
    size_t size = 0;
    enum aisle_status status = file_read(ctx, path, &bytes, &size);
    if (status == AISLE_OK)
        status = aisle_import_whip_bytes(ctx, path, bytes, size, whip);
    free(bytes);
    return status;
}
