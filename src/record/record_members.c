#include "base/mem.h"
#include "base/text.h"
#include "record/record.h"
#include <ctype.h>
#include <string.h>

/* X(NAME, column, required) */
#define COLUMN_LIST(X)                                                                 \
    X(CONGRESS, "congress", true)                                                      \
    X(BIOGUIDE, "bioguide", true)                                                      \
    X(LIS, "lis", false)                                                               \
    X(ICPSR, "icpsr", false)                                                           \
    X(LAST, "last", true)                                                              \
    X(FIRST, "first", false)                                                           \
    X(STATE, "state", true)                                                            \
    X(PARTY, "party", true)                                                            \
    X(SPELLS, "party_spells", false)                                                   \
    X(FIRST_ROLL, "first_roll", false)                                                 \
    X(LAST_ROLL, "last_roll", false)                                                   \
    X(CASTS, "casts", true)

enum { COLUMN_LIST(CSV_PLACE) C_COUNT };
static const struct csv_wanted columns[] = {COLUMN_LIST(CSV_WANTED)};

struct row {
    int line;
    char *casts; /* text, one character a roll call; NULL when it was wrong */
};

struct reader {
    struct csv csv;
    int at[C_COUNT];
    const struct record_rollcalls *rollcalls; /* NULL: not known */
    struct aisle_votes *votes;
    size_t member_capacity;
    size_t service_capacity;
    struct row *rows; /* one a member */
    size_t row_capacity;
};

static bool grow(struct reader *r, void *items, size_t *capacity, int count,
                 size_t size)
{
    void *grown = *(void **)items;
    if (!mem_grow(&grown, capacity, (size_t)count, size)) {
        r->csv.status = ctx_no_memory(r->csv.ctx);
        return false;
    }
    *(void **)items = grown;
    return true;
}

static bool is_bioguide(const char *text)
{
    if (strlen(text) != 7 || !isupper((unsigned char)text[0]))
        return false;
    return strspn(text + 1, "0123456789") == 6;
}

static void read_identity(struct reader *r, struct aisle_member *out)
{
    const char *id = csv_field(&r->csv, r->at[C_BIOGUIDE]);
    if (!is_bioguide(id)) {
        csv_fail(&r->csv, r->at[C_BIOGUIDE], "a capital letter and six digits",
                 "'%s' is no Bioguide id", id);
        return;
    }
    int m = aisle_votes_find_member(r->votes, id);
    if (m >= 0)
        csv_fail(&r->csv, r->at[C_BIOGUIDE], NULL,
                 "member %s stands on line %d already", id, r->rows[m].line);
    text_fit(out->bioguide, sizeof out->bioguide, id);
}

/* "40915|90915": a switch of party gives a second number; the smaller one is
 * the one the person began with. */
static void read_icpsr(struct reader *r, struct aisle_member *out)
{
    const char *text = csv_field(&r->csv, r->at[C_ICPSR]);
    while (*text) {
        size_t n = strcspn(text, "|");
        char number[12] = "";
        int64_t value = 0;
        if (n < sizeof number)
            memcpy(number, text, n);
        if (!text_to_int(number, 1, 9999999, &value)) {
            csv_fail(&r->csv, r->at[C_ICPSR], NULL, "'%s' is no ICPSR number",
                     csv_field(&r->csv, r->at[C_ICPSR]));
            return;
        }
        if (out->icpsr == 0 || (int)value < out->icpsr)
            out->icpsr = (int)value;
        text += n + (text[n] == '|');
    }
}

static bool read_names(struct reader *r, struct aisle_member *out)
{
    const char *lis = csv_field(&r->csv, r->at[C_LIS]);
    if (!text_fit(out->lis, sizeof out->lis, lis))
        csv_fail(&r->csv, r->at[C_LIS], NULL, "'%s' is too long for a clerk's id", lis);
    const char *state = csv_field(&r->csv, r->at[C_STATE]);
    if (strlen(state) != 2 || !isupper((unsigned char)state[0]) ||
        !isupper((unsigned char)state[1]))
        csv_fail(&r->csv, r->at[C_STATE], "states are two capital letters, as in AK",
                 "'%s' is no state", state);
    else
        text_fit(out->state, sizeof out->state, state);
    if (!*csv_field(&r->csv, r->at[C_LAST]))
        csv_fail(&r->csv, r->at[C_LAST], NULL, "a member without a name");
    return csv_copy(&r->csv, r->at[C_LAST], &out->last) &&
           csv_copy(&r->csv, r->at[C_FIRST], &out->first);
}

/* D, R, or I, which also stands for ID (Lieberman's "Independent Democrat"). */
static char party_letter(const char *text, size_t size)
{
    if (size == 1 && (*text == 'D' || *text == 'R' || *text == 'I'))
        return *text;
    return size == 2 && memcmp(text, "ID", 2) == 0 ? 'I' : '\0';
}

static char side_of(char party)
{
    return party == 'I' ? '?' : party; /* record_caucus settles an independent's */
}

static bool add_service(struct reader *r, char party, int first, int last)
{
    struct aisle_votes *votes = r->votes;
    if (!grow(r, &votes->services, &r->service_capacity, votes->service_count,
              sizeof *votes->services))
        return false;
    votes->services[votes->service_count++] =
        (struct aisle_service){.member = votes->member_count - 1,
                               .congress = votes->congress_first,
                               .first_number = first,
                               .last_number = last,
                               .party = party,
                               .caucus = side_of(party)};
    return true;
}

/* One "D:1-542" of `size` bytes; false when it is none. */
static bool parse_spell(const char *text, size_t size, char *party, int *first,
                        int *last)
{
    char copy[32] = "";
    if (size >= sizeof copy)
        return false;
    memcpy(copy, text, size);
    char *colon = strchr(copy, ':'), *dash = colon ? strchr(colon, '-') : NULL;
    if (!dash)
        return false;
    *dash = '\0';
    int64_t low = 0, high = 0;
    *party = party_letter(copy, (size_t)(colon - copy));
    if (!*party || !text_to_int(colon + 1, 1, 1000000, &low) ||
        !text_to_int(dash + 1, low, 1000000, &high))
        return false;
    *first = (int)low;
    *last = (int)high;
    return true;
}

static void read_spells(struct reader *r)
{
    const char *text = csv_field(&r->csv, r->at[C_SPELLS]);
    int after = 0;
    while (*text) {
        size_t n = strcspn(text, ";");
        char party = 0;
        int first = 0, last = 0;
        if (!parse_spell(text, n, &party, &first, &last) || first <= after) {
            csv_fail(&r->csv, r->at[C_SPELLS], "as in D:1-542;I:543-691",
                     "'%s' is no list of party spells in order",
                     csv_field(&r->csv, r->at[C_SPELLS]));
            return;
        }
        if (!add_service(r, party, first, last))
            return;
        after = last;
        text += n + (text[n] == ';');
    }
}

static void read_party(struct reader *r, struct aisle_member *out)
{
    const char *text = csv_field(&r->csv, r->at[C_PARTY]);
    out->party = party_letter(text, strlen(text));
    if (!out->party)
        csv_fail(&r->csv, r->at[C_PARTY], "parties are D, R, I and ID",
                 "'%s' is no party", text);
}

static int number_at(const struct reader *r, size_t i)
{
    return r->rollcalls ? r->rollcalls->items[i].rollcall.number : (int)i + 1;
}

/* A first or last roll call that the file names must be the casts' own. */
static void check_end(struct reader *r, int column, const char *which, int number)
{
    int64_t named = 0;
    if (r->at[column] < 0 || !*csv_field(&r->csv, r->at[column]))
        return;
    if (csv_int(&r->csv, r->at[column], 0, 1000000, &named) && named != number)
        csv_fail(&r->csv, r->at[column], NULL,
                 "%s roll call %d, but by the casts it is %d", which, (int)named,
                 number);
}

/* Services must cover the casts; a file without spells has one service. */
static void check_service(struct reader *r, char party, int service_first, int first,
                          int last)
{
    struct aisle_votes *votes = r->votes;
    if (service_first == votes->service_count) {
        add_service(r, party, first, last);
        return;
    }
    struct aisle_service *s = &votes->services[service_first];
    struct aisle_service *e = &votes->services[votes->service_count - 1];
    if (s->first_number > first || e->last_number < last)
        csv_fail(&r->csv, r->at[C_SPELLS], NULL,
                 "party spells end at roll calls %d and %d, the casts at %d and %d",
                 s->first_number, e->last_number, first, last);
}

/* Check length and codes; the first and last roll call in office. */
static bool check_casts(struct reader *r, int *first, int *last)
{
    const char *casts = csv_field(&r->csv, r->at[C_CASTS]);
    size_t n = strlen(casts), bad = strspn(casts, "01679");
    if (r->rollcalls && n != r->rollcalls->count) {
        csv_fail(&r->csv, r->at[C_CASTS], NULL, "%zu casts for %zu roll calls", n,
                 r->rollcalls->count);
        return false;
    }
    if (bad < n) {
        csv_fail(&r->csv, r->at[C_CASTS],
                 "1 yea, 6 nay, 7 present, 9 not voting, 0 not in office",
                 "cast %zu has code '%c'", bad + 1, casts[bad]);
        return false;
    }
    size_t from = strspn(casts, "0");
    if (from == n) {
        csv_fail(&r->csv, r->at[C_CASTS], NULL, "a member who was never in office");
        return false;
    }
    size_t to = n;
    while (casts[to - 1] == '0')
        to--;
    *first = number_at(r, from);
    *last = number_at(r, to - 1);
    return true;
}

static bool add_member(struct reader *r)
{
    struct aisle_votes *votes = r->votes;
    size_t row_capacity = r->row_capacity;
    if (!grow(r, &r->rows, &row_capacity, votes->member_count, sizeof *r->rows))
        return false;
    r->row_capacity = row_capacity;
    if (!grow(r, &votes->members, &r->member_capacity, votes->member_count,
              sizeof *votes->members))
        return false;
    r->rows[votes->member_count] = (struct row){.line = r->csv.line};
    votes->members[votes->member_count] = (struct aisle_member){0};
    votes->member_count++;
    return true;
}

static void read_congress(struct reader *r)
{
    int64_t congress = 0;
    if (!csv_int(&r->csv, r->at[C_CONGRESS], 1, 999, &congress))
        return;
    int expected = r->rollcalls ? r->rollcalls->congress : r->votes->congress_first;
    if (expected && congress != expected)
        csv_fail(&r->csv, r->at[C_CONGRESS], "import one Congress at a time",
                 "Congress %d where %d is read", (int)congress, expected);
    else
        r->votes->congress_first = r->votes->congress_last = (int)congress;
}

static void read_row(struct reader *r)
{
    struct aisle_votes *votes = r->votes;
    struct aisle_member member = {0};
    read_congress(r);
    read_identity(r, &member);
    read_icpsr(r, &member);
    read_party(r, &member);
    bool named = read_names(r, &member);
    int first = 0, last = 0, service_first = votes->service_count;
    if (!named || !add_member(r)) {
        free(member.last);
        free(member.first);
        return;
    }
    votes->members[votes->member_count - 1] = member;
    read_spells(r);
    if (r->csv.status != AISLE_OK || !check_casts(r, &first, &last))
        return;
    check_end(r, C_FIRST_ROLL, "first", first);
    check_end(r, C_LAST_ROLL, "last", last);
    check_service(r, member.party, service_first, first, last);
    csv_copy(&r->csv, r->at[C_CASTS], &r->rows[votes->member_count - 1].casts);
}

/* Turn the members' rows into [rollcall][member] codes. */
static enum aisle_status build_casts(struct reader *r)
{
    struct aisle_votes *votes = r->votes;
    size_t rolls = r->rollcalls->count, members = (size_t)votes->member_count;
    votes->casts = mem_new(rolls * members, 1);
    if (!votes->casts)
        return ctx_no_memory(r->csv.ctx);
    for (size_t m = 0; m < members; m++) {
        const char *casts = r->rows[m].casts;
        for (size_t i = 0; i < rolls; i++)
            votes->casts[i * members + m] = (uint8_t)(casts[i] - '0');
        votes->members[m].in_office = casts[rolls - 1] != '0';
    }
    return AISLE_OK;
}

static void release_rows(struct reader *r)
{
    for (int m = 0; m < r->votes->member_count && r->rows; m++)
        free(r->rows[m].casts);
    free(r->rows);
}

enum aisle_status record_read_members(struct aisle_ctx *ctx, const char *path,
                                      const char *bytes, size_t size,
                                      const struct record_rollcalls *rollcalls,
                                      struct aisle_votes *out)
{
    struct reader r = {.rollcalls = rollcalls, .votes = out};
    enum aisle_status status = csv_open(&r.csv, ctx, path, bytes, size);
    if (status != AISLE_OK)
        return status;
    csv_find_columns(&r.csv, C_COUNT, columns, r.at);
    if (r.csv.error_count == 0) {
        while (csv_next(&r.csv))
            read_row(&r);
        if (r.csv.status == AISLE_OK && out->member_count == 0)
            csv_fail(&r.csv, -1, NULL, "no member in the file");
    }
    status = csv_close(&r.csv);
    if (status == AISLE_OK && rollcalls)
        status = build_casts(&r);
    release_rows(&r);
    return status;
}
