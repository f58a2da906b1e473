#include "ballots/ballots.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include <ctype.h>
#include <stdarg.h>
#include <string.h>

void ballots_clear(struct ballots *b)
{
    for (size_t i = 0; i < b->rollcall_count; i++)
        record_rollcall_clear(&b->rollcalls[i].row.rollcall);
    for (size_t i = 0; i < b->person_count; i++) {
        free(b->persons[i].last);
        free(b->persons[i].first);
    }
    free(b->rollcalls);
    free(b->persons);
    free(b->order);
    free(b->ballots);
    *b = (struct ballots){0};
}

void ballots_fail(struct ballots *b, struct place place, const char *hint,
                  const char *format, ...)
{
    char text[400]; /* a message quotes, it does not copy */
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    ctx_fail_at(b->ctx, AISLE_INPUT, place, hint, "%s", text);
    if (b->status == AISLE_OK)
        b->status = AISLE_INPUT;
}

bool ballots_no_memory(struct ballots *b)
{
    b->status = ctx_no_memory(b->ctx);
    return false;
}

static bool grow(struct ballots *b, void *items, size_t *capacity, size_t count,
                 size_t size)
{
    void *grown = *(void **)items;
    if (!mem_grow(&grown, capacity, count, size))
        return ballots_no_memory(b);
    *(void **)items = grown;
    return true;
}

static bool same_scope(struct ballots *b, const char *chamber,
                       const struct ballots_rollcall *r)
{
    if (!*b->chamber) {
        text_fit(b->chamber, sizeof b->chamber, chamber);
        b->congress = r->row.rollcall.congress;
    }
    if (strcmp(b->chamber, chamber) != 0)
        ballots_fail(b, r->place, "import one chamber at a time",
                     "a roll call of the %s after those of the %s", chamber,
                     b->chamber);
    else if (b->congress != r->row.rollcall.congress)
        ballots_fail(b, r->place, "import one Congress at a time",
                     "a roll call of Congress %d after those of %d",
                     r->row.rollcall.congress, b->congress);
    else
        return true;
    return false;
}

bool ballots_begin(struct ballots *b, const char *chamber,
                   struct ballots_rollcall *rollcall)
{
    if (!same_scope(b, chamber, rollcall) ||
        !grow(b, &b->rollcalls, &b->rollcall_capacity, b->rollcall_count,
              sizeof *b->rollcalls)) {
        record_rollcall_clear(&rollcall->row.rollcall);
        return false;
    }
    rollcall->first = b->ballot_count;
    rollcall->count = 0;
    b->rollcalls[b->rollcall_count++] = *rollcall;
    return true;
}

/* Where `id` stands, or would, in the order. */
static size_t order_place(const struct ballots *b, const char *id)
{
    size_t low = 0, high = b->person_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(b->persons[b->order[middle]].id, id) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Index of a person, new or met before; -1 when memory is short. */
static int person_of(struct ballots *b, const struct ballots_person *who)
{
    size_t place = order_place(b, who->id);
    if (place < b->person_count && strcmp(b->persons[b->order[place]].id, who->id) == 0)
        return b->order[place];
    if (!grow(b, &b->persons, &b->person_capacity, b->person_count,
              sizeof *b->persons) ||
        !grow(b, &b->order, &b->order_capacity, b->person_count, sizeof *b->order))
        return -1;
    struct ballots_person *new = &b->persons[b->person_count];
    *new = *who;
    new->rollcall = 0;
    new->last = mem_copy_text(who->last);
    new->first = mem_copy_text(who->first);
    if (!new->last || !new->first) {
        free(new->last);
        free(new->first);
        ballots_no_memory(b);
        return -1;
    }
    memmove(b->order + place + 1, b->order + place,
            (b->person_count - place) * sizeof *b->order);
    b->order[place] = (int)b->person_count;
    return (int)b->person_count++;
}

bool ballots_add(struct ballots *b, const struct ballots_person *who, uint8_t cast,
                 char party)
{
    int person = person_of(b, who);
    if (person < 0 ||
        !grow(b, &b->ballots, &b->ballot_capacity, b->ballot_count, sizeof *b->ballots))
        return false;
    struct ballots_person *p = &b->persons[person];
    if (p->rollcall == (int)b->rollcall_count) {
        ballots_fail(b, who->place, NULL, "a second vote of %s (%s) in one roll call",
                     p->last, p->id);
        return true;
    }
    p->rollcall = (int)b->rollcall_count; /* counts from 1: 0 is none */
    b->ballots[b->ballot_count++] = (struct ballot){person, cast, party};
    b->rollcalls[b->rollcall_count - 1].count++;
    return true;
}

char ballots_party(const char *text)
{
    return text[0] && !text[1] && strchr("DR", text[0]) ? text[0] : 'I';
}

int ballots_cast(const char *words)
{
    static const struct {
        const char *words;
        int cast;
    } known[] = {
        {"Yea", AISLE_CAST_YEA},
        {"Aye", AISLE_CAST_YEA},
        {"Guilty", AISLE_CAST_YEA},
        {"Nay", AISLE_CAST_NAY},
        {"No", AISLE_CAST_NAY},
        {"Not Guilty", AISLE_CAST_NAY},
        {"Present", AISLE_CAST_PRESENT},
        {"Present, Giving Live Pair", AISLE_CAST_PRESENT},
        {"Not Voting", AISLE_CAST_ABSENT},
    };
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        if (strcmp(words, known[i].words) == 0)
            return known[i].cast;
    }
    return -1;
}

bool ballots_result_counts(const char *text, int *yea, int *nay)
{
    const char *open = strrchr(text, '(');
    return open && sscanf(open, "(%3d-%3d", yea, nay) == 2 && *yea >= 0 && *nay >= 0;
}

bool ballots_is_bioguide(const char *text)
{
    return strlen(text) == 7 && isupper((unsigned char)text[0]) &&
           strspn(text + 1, "0123456789") == 6;
}

bool ballots_is_lis(const char *text)
{
    size_t n = strlen(text);
    return text[0] == 'S' && n >= 2 && n <= 5 &&
           strspn(text + 1, "0123456789") == n - 1;
}

static bool ends_with(const char *text, const char *ending)
{
    size_t n = strlen(text), k = strlen(ending);
    return n >= k && strcmp(text + n - k, ending) == 0;
}

/* Read them all, so that the errors of all are told at once. */
static void read_all(struct ballots *b, ballots_read_fn *read, int count,
                     const struct record_file *files, struct legislators *legislators)
{
    for (int i = 0; i < count && b->status != AISLE_MEMORY; i++) {
        const struct record_file *f = &files[i];
        if (!ends_with(f->path, ".csv")) {
            read(b, f->path, f->bytes, f->size);
            continue;
        }
        enum aisle_status one =
            legislators_read(b->ctx, f->path, f->bytes, f->size, legislators);
        b->status = b->status == AISLE_OK || one == AISLE_MEMORY ? one : b->status;
    }
}

enum aisle_status ballots_import(struct aisle_ctx *ctx, ballots_read_fn *read,
                                 int count, const struct record_file *files,
                                 const struct aisle_import_known *known,
                                 struct aisle_votes *votes,
                                 struct aisle_import_report *report)
{
    struct aisle_import_report told;
    struct aisle_votes made;
    struct legislators legislators = {0};
    aisle_import_report_init(&told);
    aisle_votes_init(&made);
    struct ballots b = {.ctx = ctx, .report = &told, .known = known};
    read_all(&b, read, count, files, &legislators);
    enum aisle_status status = b.status;
    if (status == AISLE_OK)
        status = ballots_finish(&b, &legislators, files[0].path, &made);
    if (status == AISLE_OK) {
        *votes = made;
        *report = told;
    } else {
        aisle_votes_clear(&made);
        aisle_import_report_clear(&told);
    }
    legislators_clear(&legislators);
    ballots_clear(&b);
    return status;
}

enum aisle_status ballots_import_files(struct aisle_ctx *ctx, ballots_read_fn *read,
                                       int count, const char *const *paths,
                                       const struct aisle_import_known *known,
                                       struct aisle_votes *votes,
                                       struct aisle_import_report *report)
{
    struct record_file *files = mem_new((size_t)count, sizeof *files);
    if (!files)
        return ctx_no_memory(ctx);
    for (int i = 0; i < count; i++)
        files[i].path = paths[i];
    enum aisle_status status = record_read_files(ctx, count, files);
    if (status == AISLE_OK)
        status = ballots_import(ctx, read, count, files, known, votes, report);
    record_free_files(count, files);
    free(files);
    return status;
}
