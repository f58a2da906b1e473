/* senate.gov: one roll call a file, XML.
 *
 *   <roll_call_vote><congress>118</congress><session>1</session> ...
 *     <document>...</document> <amendment>...</amendment> <count>...</count>
 *     <tie_breaker>...</tie_breaker>
 *     <members><member><last_name>..., <vote_cast>..., <lis_member_id>...
 *
 * Leaves are kept by name as they end; the roll call is put together at the end. */
#include "ballots/ballots.h"
#include "base/mem.h"
#include "base/text.h"
#include "voteview/voteview.h"
#include <ctype.h>
#include <expat.h>
#include <stdarg.h>
#include <string.h>

/* X(NAME, element). Those of a member stand last. */
#define LEAF_LIST(X)                                                                   \
    X(CONGRESS, "congress")                                                            \
    X(SESSION, "session")                                                              \
    X(NUMBER, "vote_number")                                                           \
    X(DATE, "vote_date")                                                               \
    X(QUESTION, "question")                                                            \
    X(QUESTION_TEXT, "vote_question_text")                                             \
    X(TITLE, "vote_title")                                                             \
    X(REQUIRES, "majority_requirement")                                                \
    X(RESULT, "vote_result")                                                           \
    X(DOCUMENT_TYPE, "document_type")                                                  \
    X(DOCUMENT_NUMBER, "document_number")                                              \
    X(DOCUMENT_TITLE, "document_title")                                                \
    X(AMENDMENT, "amendment_number")                                                   \
    X(PURPOSE, "amendment_purpose")                                                    \
    X(YEAS, "yeas")                                                                    \
    X(NAYS, "nays")                                                                    \
    X(PRESENT, "present")                                                              \
    X(ABSENT, "absent")                                                                \
    X(TIE, "tie_breaker_vote")                                                         \
    X(LAST, "last_name")                                                               \
    X(FIRST, "first_name")                                                             \
    X(PARTY, "party")                                                                  \
    X(STATE, "state")                                                                  \
    X(CAST, "vote_cast")                                                               \
    X(LIS, "lis_member_id")

#define LEAF_ENUM(name, text) L_##name,
enum leaf { LEAF_LIST(LEAF_ENUM) L_COUNT };
#undef LEAF_ENUM
#define LEAF_TEXT(name, text) text,
static const char *const LEAVES[] = {LEAF_LIST(LEAF_TEXT)};
#undef LEAF_TEXT

struct member {
    struct ballots_person person;
    uint8_t cast;
    char party;
};

struct reader {
    struct ballots *b;
    const char *path;
    XML_Parser parser;
    int depth;
    bool failed; /* something is wrong with this file */
    struct text text;
    char *leaf[L_COUNT]; /* NULL: not met yet */
    struct place place[L_COUNT];
    struct place member_place;
    size_t member_count;
    size_t member_capacity;
    struct member *members;
};

static struct place here(const struct reader *r)
{
    return (struct place){r->path, (int)XML_GetCurrentLineNumber(r->parser),
                          (int)XML_GetCurrentColumnNumber(r->parser) + 1};
}

static void stop(struct reader *r)
{
    XML_StopParser(r->parser, XML_FALSE);
}

static void out_of_memory(struct reader *r)
{
    ballots_no_memory(r->b);
    stop(r);
}

__attribute__((format(printf, 4, 5))) static void
fail(struct reader *r, struct place place, const char *hint, const char *format, ...)
{
    char text[300];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    r->failed = true;
    ballots_fail(r->b, place, hint, "%s", text);
}

static const char *leaf(const struct reader *r, enum leaf which)
{
    return r->leaf[which] ? r->leaf[which] : "";
}

static void fail_leaf(struct reader *r, enum leaf which, const char *what)
{
    if (r->leaf[which])
        fail(r, r->place[which], NULL, "<%s> '%.60s' is no %s", LEAVES[which],
             r->leaf[which], what);
    else
        fail(r, (struct place){r->path, 1, 1}, NULL, "no <%s> in the file",
             LEAVES[which]);
}

static void clear_leaves(struct reader *r, enum leaf from)
{
    for (int i = (int)from; i < L_COUNT; i++) {
        free(r->leaf[i]);
        r->leaf[i] = NULL;
    }
}

static void on_start(void *user, const char *name, const char **attributes)
{
    struct reader *r = user;
    (void)attributes;
    if (r->depth == 0 && strcmp(name, "roll_call_vote") != 0) {
        fail(r, here(r), "a file of senate.gov holds one <roll_call_vote>",
             "<%.60s> is no roll call", name);
        stop(r);
        return;
    }
    r->depth++;
    text_clear(&r->text);
    if (strcmp(name, "member") == 0) {
        r->member_place = here(r);
        clear_leaves(r, L_LAST);
    }
}

static void on_text(void *user, const char *bytes, int size)
{
    text_add_bytes(&((struct reader *)user)->text, bytes, (size_t)size);
}

/* The text without blanks around it. */
static char *trimmed(const struct text *text)
{
    const char *from = text->bytes ? text->bytes : "";
    size_t n = strlen(from);
    while (n > 0 && isspace((unsigned char)*from)) {
        from++;
        n--;
    }
    while (n > 0 && isspace((unsigned char)from[n - 1]))
        n--;
    return mem_copy_bytes(from, n);
}

static int find_leaf(const char *name)
{
    for (int i = 0; i < L_COUNT; i++) {
        if (strcmp(name, LEAVES[i]) == 0)
            return i;
    }
    return -1;
}

/* Ids, name, party and cast of the member that ends here. */
static void end_member(struct reader *r)
{
    struct member m = {.person.place = r->member_place};
    struct ballots_person *p = &m.person;
    const char *id = leaf(r, L_LIS), *state = leaf(r, L_STATE);
    int cast = ballots_cast(leaf(r, L_CAST));
    if (!ballots_is_lis(id))
        fail(r, r->member_place, "an S and digits, as S354",
             "<lis_member_id> '%.40s' is no clerk's id", id);
    if (cast < 0)
        fail(r, r->member_place, "Yea, Nay, Guilty, Not Guilty, Present or Not Voting",
             "<vote_cast> '%.40s' is no vote", leaf(r, L_CAST));
    if (!text_fit(p->state, sizeof p->state, state) || strlen(state) != 2)
        fail(r, r->member_place, NULL, "<state> '%.40s' is no state", state);
    if (!r->leaf[L_PARTY] || !r->leaf[L_LAST])
        fail(r, r->member_place, NULL, "a member without <party> or <last_name>");
    text_fit(p->id, sizeof p->id, id);
    text_fit(p->lis, sizeof p->lis, id);
    m.cast = (uint8_t)(cast < 0 ? 0 : cast);
    m.party = ballots_party(leaf(r, L_PARTY));
    void *members = r->members;
    if (!mem_grow(&members, &r->member_capacity, r->member_count, sizeof m)) {
        out_of_memory(r);
        return;
    }
    p->last = r->leaf[L_LAST];
    p->first = r->leaf[L_FIRST];
    r->leaf[L_LAST] = r->leaf[L_FIRST] = NULL;
    r->members = members;
    r->members[r->member_count++] = m;
}

static void on_end(void *user, const char *name)
{
    struct reader *r = user;
    int which = find_leaf(name);
    r->depth--;
    if (strcmp(name, "member") == 0)
        end_member(r);
    if (which < 0)
        return;
    free(r->leaf[which]);
    r->place[which] = here(r);
    r->leaf[which] = r->text.failed ? NULL : trimmed(&r->text);
    if (!r->leaf[which])
        out_of_memory(r);
}

static int leaf_int(struct reader *r, enum leaf which, int low, int high)
{
    int64_t value = 0;
    if (!text_to_int(leaf(r, which), low, high, &value))
        fail_leaf(r, which, "number that can be");
    return (int)value;
}

/* "December 6, 2023,  04:34 PM", Washington time. */
static void read_when(struct reader *r, struct aisle_rollcall *out)
{
    static const char *const months[] = {
        "January", "February", "March",     "April",   "May",      "June",
        "July",    "August",   "September", "October", "November", "December"};
    char month[12] = "", half[4] = "";
    int day = 0, year = 0, hour = 0, minute = 0;
    int n = sscanf(leaf(r, L_DATE), "%11[A-Za-z] %2d, %4d, %2d:%2d %3s", month, &day,
                   &year, &hour, &minute, half);
    out->date = AISLE_DAY_NONE;
    for (int i = 0; n >= 3 && i < 12; i++) {
        if (strcmp(month, months[i]) == 0)
            out->date = aisle_day_from_civil(year, i + 1, day);
    }
    if (out->date == AISLE_DAY_NONE)
        fail_leaf(r, L_DATE, "date such as 'December 6, 2023,  04:34 PM'");
    if (n == 6 && hour >= 1 && hour <= 12 && minute >= 0 && minute <= 59)
        snprintf(out->time, sizeof out->time, "%02d:%02d:00",
                 hour % 12 + (half[0] == 'P' ? 12 : 0), minute);
}

/* "H.R." and "815" -> "hr815", as the record writes it; "S.Amdt. 651" -> "s651". */
static char *squeezed(const char *a, const char *b)
{
    char *out = mem_format("%s%s", a, b);
    char *to = out;
    for (const char *p = out; p && *p; p++) {
        if (isalnum((unsigned char)*p) || *p == '-')
            *to++ = (char)tolower((unsigned char)*p);
    }
    if (out)
        *to = '\0';
    char *amdt = out ? strstr(out, "amdt") : NULL;
    if (amdt)
        memmove(amdt, amdt + 4, strlen(amdt + 4) + 1);
    return out;
}

static bool read_texts(struct reader *r, struct aisle_rollcall *out)
{
    bool nomination = strcmp(leaf(r, L_DOCUMENT_TYPE), "PN") == 0;
    const char *number = leaf(r, L_DOCUMENT_NUMBER);
    out->vote_type = mem_copy_text(leaf(r, L_QUESTION));
    out->question = mem_copy_text(
        leaf(r, *leaf(r, L_QUESTION_TEXT) ? L_QUESTION_TEXT : L_QUESTION));
    out->result = mem_copy_text(leaf(r, L_RESULT));
    out->subject = mem_copy_text(leaf(r, L_TITLE));
    out->bill =
        nomination ? mem_copy_text("") : squeezed(leaf(r, L_DOCUMENT_TYPE), number);
    out->bill_title = mem_copy_text(nomination ? "" : leaf(r, L_DOCUMENT_TITLE));
    out->amendment = squeezed(leaf(r, L_AMENDMENT), "");
    out->purpose = mem_copy_text(leaf(r, L_PURPOSE));
    out->nomination = mem_copy_text(nomination ? number : "");
    if (out->vote_type && out->question && out->result && out->subject && out->bill &&
        out->bill_title && out->amendment && out->purpose && out->nomination)
        return true;
    return ballots_no_memory(r->b);
}

/* An empty count is none. */
static int read_count(struct reader *r, enum leaf which)
{
    return *leaf(r, which) ? leaf_int(r, which, 0, 1000) : 0;
}

static void read_kind(struct reader *r, struct ballots_rollcall *out)
{
    struct aisle_rollcall *rollcall = &out->row.rollcall;
    int tie = ballots_cast(leaf(r, L_TIE));
    rollcall->yea = read_count(r, L_YEAS);
    rollcall->nay = read_count(r, L_NAYS);
    rollcall->present = read_count(r, L_PRESENT);
    rollcall->absent = read_count(r, L_ABSENT);
    rollcall->vp_tie = tie == AISLE_CAST_YEA || tie == AISLE_CAST_NAY ? tie : 0;
    out->row.has_counts = *leaf(r, L_YEAS) && *leaf(r, L_NAYS);
    voteview_kind(rollcall, rollcall->question);
    if (rollcall->cloture != AISLE_CLOTURE_NONE && *rollcall->nomination)
        rollcall->cloture = AISLE_CLOTURE_NOMINATION;
    int requires = aisle_requires_parse(leaf(r, L_REQUIRES));
    if (requires < 0)
        fail_leaf(r, L_REQUIRES, "majority: 1/2, 3/5 or 2/3");
    else
    rollcall->requires = (enum aisle_requires) requires;
}

static void finish(struct reader *r)
{
    struct ballots_rollcall out = {.place = {r->path, 1, 1}};
    struct aisle_rollcall *rollcall = &out.row.rollcall;
    out.row.path = r->path;
    out.row.line = 1;
    rollcall->congress = leaf_int(r, L_CONGRESS, 1, 999);
    out.session = leaf_int(r, L_SESSION, 1, BALLOTS_SESSIONS);
    out.number = leaf_int(r, L_NUMBER, 1, 100000);
    read_when(r, rollcall);
    if (r->member_count == 0)
        fail(r, out.place, NULL, "a roll call without a <member>");
    if (!read_texts(r, rollcall)) {
        record_rollcall_clear(rollcall);
        return;
    }
    read_kind(r, &out);
    if (r->failed)
        record_rollcall_clear(rollcall);
    else if (ballots_begin(r->b, "senate", &out))
        for (size_t i = 0; i < r->member_count && r->b->status != AISLE_MEMORY; i++)
            ballots_add(r->b, &r->members[i].person, r->members[i].cast,
                        r->members[i].party);
}

static void parse(struct reader *r, const char *bytes, size_t size)
{
    XML_SetUserData(r->parser, r);
    XML_SetElementHandler(r->parser, on_start, on_end);
    XML_SetCharacterDataHandler(r->parser, on_text);
    enum XML_Status status = XML_Parse(r->parser, bytes, (int)size, 1);
    enum XML_Error error = XML_GetErrorCode(r->parser);
    if (error == XML_ERROR_NO_MEMORY)
        ballots_no_memory(r->b);
    else if (status != XML_STATUS_OK && error != XML_ERROR_ABORTED)
        fail(r, here(r), NULL, "no XML: %s", XML_ErrorString(error));
    else if (status == XML_STATUS_OK && r->b->status != AISLE_MEMORY && !r->text.failed)
        finish(r);
}

bool senate_xml_read(struct ballots *b, const char *path, const char *bytes,
                     size_t size)
{
    struct reader r = {.b = b, .path = path};
    r.parser = size <= INT32_MAX ? XML_ParserCreate(NULL) : NULL;
    if (!r.parser)
        return ballots_no_memory(b);
    parse(&r, bytes, size);
    XML_ParserFree(r.parser);
    clear_leaves(&r, 0);
    for (size_t i = 0; i < r.member_count; i++) {
        free(r.members[i].person.last);
        free(r.members[i].person.first);
    }
    free(r.members);
    text_clear(&r.text);
    return b->status != AISLE_MEMORY;
}

enum aisle_status aisle_import_senate_xml(struct aisle_ctx *ctx, int count,
                                          const char *const *paths,
                                          const struct aisle_import_known *known,
                                          struct aisle_votes *votes,
                                          struct aisle_import_report *report)
{
    return ballots_import_files(ctx, senate_xml_read, count, paths, known, votes,
                                report);
}
