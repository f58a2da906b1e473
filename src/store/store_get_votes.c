/* Votes out of the store, several Congresses pooled.
 *
 *   1. which Congresses are there, and is any of those asked for missing
 *   2. members and services of each, persons joined by bioguide
 *   3. roll calls before as_of; their casts land in the pooled columns
 *   4. persons and services that these roll calls never saw are dropped, so that
 *      nothing about who sat later gets out
 *
 * The as-of rule is a WHERE clause: later rows are never read. */
#include "base/mem.h"
#include "base/text.h"
#include "store/store.h"
#include <string.h>

/* One Congress under way: column of each of its members in the pooled table. */
struct part {
    int64_t id;
    int congress;
    int member_count;
    aisle_day first_date;
    int *person;
};

struct pool {
    struct aisle_ctx *ctx;
    struct aisle_store *store;
    aisle_day as_of;
    int part_count;
    size_t part_capacity;
    struct part *parts;
    size_t member_capacity;
    size_t service_capacity;
    struct aisle_votes votes;
};

static void pool_release(struct pool *p)
{
    for (int i = 0; i < p->part_count; i++)
        free(p->parts[i].person);
    free(p->parts);
    aisle_votes_clear(&p->votes);
}

/* Grow an array for one more item; trouble goes to the statement. */
static void *grow(struct statement *s, void *items, size_t *capacity, int count,
                  size_t size)
{
    if (s->rc == SQLITE_OK && !mem_grow(&items, capacity, (size_t)count, size))
        s->rc = SQLITE_NOMEM;
    return items;
}

static enum aisle_status read_parts(struct pool *p, const char *chamber, int first,
                                    int last)
{
    struct statement s;
    store_start(
        &s, p->ctx, p->store, "read votes",
        "SELECT id, congress, members, first_date FROM congress WHERE chamber = ?"
        " AND congress BETWEEN ? AND ? ORDER BY congress");
    store_bind_text(&s, chamber);
    store_bind_int(&s, first);
    store_bind_int(&s, last);
    while (store_row(&s)) {
        p->parts =
            grow(&s, p->parts, &p->part_capacity, p->part_count, sizeof *p->parts);
        if (s.rc != SQLITE_OK)
            break;
        struct part *part = &p->parts[p->part_count++];
        *part = (struct part){.id = store_int(&s, 0),
                              .congress = (int)store_int(&s, 1),
                              .member_count = (int)store_int(&s, 2),
                              .first_date = store_day(&s, 3)};
        if (part->member_count < 1 || part->member_count > 100000)
            store_broken(&s);
        else
            part->person = mem_new((size_t)part->member_count, sizeof(int));
        if (s.rc == SQLITE_OK && !part->person)
            s.rc = SQLITE_NOMEM;
    }
    return store_end(&s);
}

/* "101-118" or "101, 117-118": what the store holds of a chamber. */
static enum aisle_status list_held(struct aisle_ctx *ctx, struct aisle_store *store,
                                   const char *chamber, struct text *out)
{
    struct statement s;
    int first = 0, last = 0;
    store_start(&s, ctx, store, "list the Congresses",
                "SELECT congress FROM congress WHERE chamber = ? ORDER BY congress");
    store_bind_text(&s, chamber);
    for (bool more = true; more;) {
        more = store_row(&s);
        int congress = more ? (int)store_int(&s, 0) : 0;
        if (first && (!more || congress != last + 1)) {
            text_addf(out, out->size ? ", %d" : "%d", first);
            if (last > first)
                text_addf(out, "-%d", last);
        }
        first = !first || congress != last + 1 ? congress : first;
        last = congress;
    }
    return store_end(&s);
}

static enum aisle_status fail_missing(struct pool *p, const char *chamber, int congress)
{
    struct text held = {0};
    enum aisle_status status = list_held(p->ctx, p->store, chamber, &held);
    if (status == AISLE_OK) {
        status =
            ctx_fail(p->ctx, AISLE_NOT_FOUND,
                     "Congress %d of the %s is not in the store", congress, chamber);
        if (held.size)
            ctx_hint(p->ctx, "the store holds %s; 'aisle import' brings in others",
                     held.bytes);
        else
            ctx_hint(p->ctx, "the store holds no votes of the %s yet", chamber);
    }
    text_clear(&held);
    return status;
}

static enum aisle_status check_parts(struct pool *p, const char *chamber, int first,
                                     int last)
{
    for (int i = 0; i <= last - first; i++) {
        if (i >= p->part_count || p->parts[i].congress != first + i)
            return fail_missing(p, chamber, first + i);
    }
    return AISLE_OK;
}

/* Column of a person; a new one when the id has not been met. Names and ids are
 * those of the latest Congress. */
static int find_person(struct pool *p, struct statement *s, const char *bioguide)
{
    struct aisle_votes *v = &p->votes;
    int at = aisle_votes_find_member(v, bioguide);
    if (at >= 0)
        return at;
    v->members =
        grow(s, v->members, &p->member_capacity, v->member_count, sizeof *v->members);
    if (s->rc != SQLITE_OK)
        return -1;
    struct aisle_member *new = &v->members[v->member_count];
    *new = (struct aisle_member){0};
    text_fit(new->bioguide, sizeof new->bioguide, bioguide);
    return v->member_count++;
}

static void read_member(struct pool *p, struct statement *s, struct part *part)
{
    char bioguide[12] = "";
    int64_t position = store_int(s, 0);
    store_chars(s, 1, bioguide, sizeof bioguide);
    if (position < 0 || position >= part->member_count || !*bioguide) {
        store_broken(s);
        return;
    }
    int at = find_person(p, s, bioguide);
    if (at < 0)
        return;
    struct aisle_member *m = &p->votes.members[at];
    part->person[position] = at;
    store_chars(s, 2, m->lis, sizeof m->lis);
    m->icpsr = (int)store_int(s, 3);
    free(m->last);
    free(m->first);
    m->last = store_text(s, 4);
    m->first = store_text(s, 5);
    store_chars(s, 6, m->state, sizeof m->state);
}

static enum aisle_status read_members(struct pool *p, struct part *part)
{
    struct statement s;
    int read = 0;
    store_start(&s, p->ctx, p->store, "read members",
                "SELECT position, bioguide, lis, icpsr, last, first, state FROM member"
                " WHERE congress_id = ? ORDER BY position");
    store_bind_int(&s, part->id);
    while (store_row(&s)) {
        read_member(p, &s, part);
        read++;
    }
    if (read != part->member_count)
        store_broken(&s);
    return store_end(&s);
}

static void read_service(struct pool *p, struct statement *s, const struct part *part)
{
    struct aisle_votes *v = &p->votes;
    char party[2] = "", caucus[2] = "";
    int64_t position = store_int(s, 0);
    store_chars(s, 3, party, sizeof party);
    store_chars(s, 4, caucus, sizeof caucus);
    if (position < 0 || position >= part->member_count || !*party || !*caucus)
        store_broken(s);
    v->services = grow(s, v->services, &p->service_capacity, v->service_count,
                       sizeof *v->services);
    if (s->rc != SQLITE_OK)
        return;
    v->services[v->service_count++] =
        (struct aisle_service){.member = part->person[position],
                               .congress = part->congress,
                               .first_number = (int)store_int(s, 1),
                               .last_number = (int)store_int(s, 2),
                               .party = party[0],
                               .caucus = caucus[0]};
}

static enum aisle_status read_services(struct pool *p, const struct part *part)
{
    struct statement s;
    store_start(&s, p->ctx, p->store, "read services",
                "SELECT position, first_number, last_number, party, caucus FROM service"
                " WHERE congress_id = ? ORDER BY position, first_number");
    store_bind_int(&s, part->id);
    while (store_row(&s))
        read_service(p, &s, part);
    return store_end(&s);
}

/* A parsed code, or a broken store. */
static int read_code(struct statement *s, int column, int (*parse)(const char *))
{
    char text[32] = "";
    store_chars(s, column, text, sizeof text);
    int code = parse(text);
    if (code < 0) {
        store_broken(s);
        return 0;
    }
    return code;
}

static void read_rollcall(struct statement *s, struct aisle_rollcall *r)
{
    r->number = (int)store_int(s, 0);
    r->date = store_day(s, 1);
    store_chars(s, 2, r->time, sizeof r->time);
    r->category = (enum aisle_category)read_code(s, 3, aisle_category_parse);
    r->cloture = (enum aisle_cloture)read_code(s, 4, aisle_cloture_parse);
    r->requires = (enum aisle_requires)read_code(s, 5, aisle_requires_parse);
    r->passed = store_int(s, 6) != 0;
    r->vote_type = store_text(s, 7);
    r->question = store_text(s, 8);
    r->result = store_text(s, 9);
    r->bill = store_text(s, 10);
    r->bill_title = store_text(s, 11);
    r->amendment = store_text(s, 12);
    r->nomination = store_text(s, 13);
    r->subject = store_text(s, 14);
    r->purpose = store_text(s, 15);
    r->yea = (int)store_int(s, 16);
    r->nay = (int)store_int(s, 17);
    r->present = (int)store_int(s, 18);
    r->absent = (int)store_int(s, 19);
    r->vp_tie = (int)store_int(s, 20);
}

static void read_casts(struct statement *s, const struct part *part, uint8_t *row)
{
    size_t size = 0;
    const uint8_t *casts = store_blob(s, 21, &size);
    if (size != (size_t)part->member_count)
        store_broken(s);
    for (int i = 0; s->rc == SQLITE_OK && i < part->member_count; i++)
        row[part->person[i]] = casts[i];
}

static void bind_range(struct pool *p, struct statement *s, const struct part *part)
{
    store_bind_int(s, part->id);
    store_bind_day(s, p->as_of);
}

#define BEFORE_AS_OF                                                                   \
    " FROM rollcall WHERE congress_id = ?1 AND (?2 IS NULL OR date < ?2)"

static enum aisle_status count_rollcalls(struct pool *p, int *count)
{
    enum aisle_status status = AISLE_OK;
    *count = 0;
    for (int i = 0; i < p->part_count; i++) {
        struct statement s;
        store_start(&s, p->ctx, p->store, "read roll calls",
                    "SELECT count(*)" BEFORE_AS_OF);
        bind_range(p, &s, &p->parts[i]);
        if (store_row(&s))
            *count += (int)store_int(&s, 0);
        TRY(store_end(&s));
    }
out:
    return status;
}

static enum aisle_status read_rollcalls(struct pool *p, const struct part *part,
                                        int room)
{
    struct statement s;
    struct aisle_votes *v = &p->votes;
    store_start(
        &s, p->ctx, p->store, "read roll calls",
        "SELECT number, date, time, category, cloture, requires, passed,"
        " vote_type, question, result, bill, bill_title, amendment, nomination,"
        " subject, purpose, yea, nay, present, absent, vp_tie, casts" BEFORE_AS_OF
        " ORDER BY number");
    bind_range(p, &s, part);
    while (store_row(&s) && v->rollcall_count < room) {
        struct aisle_rollcall *r = &v->rollcalls[v->rollcall_count];
        uint8_t *row = v->casts + (size_t)v->rollcall_count * (size_t)v->member_count;
        v->rollcall_count++;
        r->congress = part->congress;
        read_rollcall(&s, r);
        read_casts(&s, part, row);
    }
    return store_end(&s);
}

/* Make room for the roll calls and read them part by part. */
static enum aisle_status read_all_rollcalls(struct pool *p)
{
    struct aisle_votes *v = &p->votes;
    int room = 0;
    enum aisle_status status;
    TRY(count_rollcalls(p, &room));
    v->rollcalls = mem_new((size_t)room, sizeof *v->rollcalls);
    v->casts = mem_new((size_t)room * (size_t)v->member_count, 1);
    if (!v->rollcalls || !v->casts)
        return ctx_no_memory(p->ctx);
    for (int i = 0; i < p->part_count; i++)
        TRY(read_rollcalls(p, &p->parts[i], room));
out:
    return status;
}

static enum aisle_status fail_too_early(struct pool *p, const char *chamber, int first,
                                        int last)
{
    char day[AISLE_DATE_TEXT];
    return ctx_fail(p->ctx, AISLE_NOT_FOUND,
                    "no roll call of the %s, Congress %d to %d, is before %s", chamber,
                    first, last, aisle_day_format(p->as_of, day));
}

static enum aisle_status fill_pool(struct pool *p, const char *chamber, int first,
                                   int last)
{
    enum aisle_status status;
    TRY(read_parts(p, chamber, first, last));
    TRY(check_parts(p, chamber, first, last));
    for (int i = 0; i < p->part_count; i++) {
        if (p->as_of != AISLE_DAY_NONE && p->parts[i].first_date >= p->as_of)
            continue; /* all of it is later; not even its names are read */
        TRY(read_members(p, &p->parts[i]));
        TRY(read_services(p, &p->parts[i]));
    }
    TRY(read_all_rollcalls(p));
    if (p->votes.rollcall_count == 0)
        return fail_too_early(p, chamber, first, last);
    TRY(store_trim_votes(p->ctx, &p->votes));
    p->votes.as_of = p->as_of;
    TRY(aisle_votes_validate(p->ctx, &p->votes));
out:
    return status;
}

enum aisle_status aisle_store_get_votes(struct aisle_ctx *ctx,
                                        struct aisle_store *store, const char *chamber,
                                        int congress_first, int congress_last,
                                        aisle_day as_of, struct aisle_votes *out)
{
    struct pool pool = {.ctx = ctx, .store = store, .as_of = as_of};
    aisle_votes_init(&pool.votes);
    if (congress_first > congress_last ||
        !text_fit(pool.votes.chamber, sizeof pool.votes.chamber, chamber))
        return ctx_fail(ctx, AISLE_NOT_FOUND, "no Congress from %d to %d of the %s",
                        congress_first, congress_last, chamber);
    /* One snapshot: an import that commits between two reads must not mix in. */
    bool alone = !store->in_transaction;
    enum aisle_status status =
        alone ? store_exec(ctx, store, "read votes", "BEGIN") : AISLE_OK;
    if (status != AISLE_OK)
        return status;
    status = fill_pool(&pool, chamber, congress_first, congress_last);
    if (alone)
        sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
    if (status == AISLE_OK) {
        *out = pool.votes;
        aisle_votes_init(&pool.votes);
    }
    pool_release(&pool);
    return status;
}
