#include "store/store.h"
#include <string.h>

static enum aisle_status drop_congress(struct aisle_ctx *ctx, struct aisle_store *store,
                                       const struct aisle_votes *votes)
{
    struct statement s;
    store_start(&s, ctx, store, "replace votes",
                "DELETE FROM congress WHERE chamber = ? AND congress = ?");
    store_bind_text(&s, votes->chamber);
    store_bind_int(&s, votes->congress_first);
    store_run(&s);
    return store_end(&s);
}

static void date_range(const struct aisle_votes *votes, aisle_day *first,
                       aisle_day *last)
{
    *first = *last = votes->rollcalls[0].date;
    for (int i = 1; i < votes->rollcall_count; i++) {
        aisle_day day = votes->rollcalls[i].date;
        *first = day < *first ? day : *first;
        *last = day > *last ? day : *last;
    }
}

static enum aisle_status put_congress(struct aisle_ctx *ctx, struct aisle_store *store,
                                      const struct aisle_votes *votes,
                                      const char *source, const char *sha256,
                                      int64_t *id)
{
    aisle_day first, last;
    date_range(votes, &first, &last);
    struct statement s;
    store_start(&s, ctx, store, "write votes",
                "INSERT INTO congress (chamber, congress, source, sha256, members,"
                " rollcalls, first_date, last_date) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    store_bind_text(&s, votes->chamber);
    store_bind_int(&s, votes->congress_first);
    store_bind_text(&s, source);
    store_bind_text(&s, sha256);
    store_bind_int(&s, votes->member_count);
    store_bind_int(&s, votes->rollcall_count);
    store_bind_day(&s, first);
    store_bind_day(&s, last);
    store_run(&s);
    *id = sqlite3_last_insert_rowid(store->db);
    return store_end(&s);
}

static enum aisle_status put_members(struct aisle_ctx *ctx, struct aisle_store *store,
                                     const struct aisle_votes *votes, int64_t id)
{
    struct statement s;
    store_start(&s, ctx, store, "write members",
                "INSERT INTO member (congress_id, position, bioguide, lis, icpsr, last,"
                " first, state) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    for (int i = 0; i < votes->member_count; i++) {
        const struct aisle_member *m = &votes->members[i];
        store_bind_int(&s, id);
        store_bind_int(&s, i);
        store_bind_text(&s, m->bioguide);
        store_bind_text(&s, m->lis);
        store_bind_int(&s, m->icpsr);
        store_bind_text(&s, m->last);
        store_bind_text(&s, m->first);
        store_bind_text(&s, m->state);
        store_run(&s);
    }
    return store_end(&s);
}

static enum aisle_status put_services(struct aisle_ctx *ctx, struct aisle_store *store,
                                      const struct aisle_votes *votes, int64_t id)
{
    struct statement s;
    store_start(&s, ctx, store, "write services",
                "INSERT INTO service (congress_id, position, first_number, last_number,"
                " party, caucus) VALUES (?, ?, ?, ?, ?, ?)");
    for (int i = 0; i < votes->service_count; i++) {
        const struct aisle_service *service = &votes->services[i];
        char party[] = {service->party, '\0'}, caucus[] = {service->caucus, '\0'};
        store_bind_int(&s, id);
        store_bind_int(&s, service->member);
        store_bind_int(&s, service->first_number);
        store_bind_int(&s, service->last_number);
        store_bind_text(&s, party);
        store_bind_text(&s, caucus);
        store_run(&s);
    }
    return store_end(&s);
}

static void bind_rollcall(struct statement *s, const struct aisle_rollcall *r)
{
    store_bind_int(s, r->number);
    store_bind_day(s, r->date);
    store_bind_text(s, r->time);
    store_bind_text(s, aisle_category_text(r->category));
    store_bind_text(s, aisle_cloture_text(r->cloture));
    store_bind_text(s, aisle_requires_text(r->requires));
    store_bind_int(s, r->passed);
    store_bind_text(s, r->vote_type);
    store_bind_text(s, r->question);
    store_bind_text(s, r->result);
    store_bind_text(s, r->bill);
    store_bind_text(s, r->bill_title);
    store_bind_text(s, r->amendment);
    store_bind_text(s, r->nomination);
    store_bind_text(s, r->subject);
    store_bind_text(s, r->purpose);
    store_bind_int(s, r->yea);
    store_bind_int(s, r->nay);
    store_bind_int(s, r->present);
    store_bind_int(s, r->absent);
    store_bind_int(s, r->vp_tie);
}

static enum aisle_status put_rollcalls(struct aisle_ctx *ctx, struct aisle_store *store,
                                       const struct aisle_votes *votes, int64_t id)
{
    struct statement s;
    size_t members = (size_t)votes->member_count;
    store_start(&s, ctx, store, "write roll calls",
                "INSERT INTO rollcall (congress_id, number, date, time, category,"
                " cloture, requires, passed, vote_type, question, result, bill,"
                " bill_title, amendment, nomination, subject, purpose, yea, nay,"
                " present, absent, vp_tie, casts) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
                " ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    for (int i = 0; i < votes->rollcall_count; i++) {
        store_bind_int(&s, id);
        bind_rollcall(&s, &votes->rollcalls[i]);
        store_bind_blob(&s, votes->casts + (size_t)i * members, members);
        store_run(&s);
    }
    return store_end(&s);
}

enum aisle_status aisle_store_put_votes(struct aisle_ctx *ctx,
                                        struct aisle_store *store,
                                        const struct aisle_votes *votes,
                                        const char *source, const char *sha256)
{
    CHECK(store->in_transaction);
    CHECK(votes->congress_first == votes->congress_last);
    int64_t id = 0;
    enum aisle_status status;
    if (votes->rollcall_count == 0)
        return ctx_fail(ctx, AISLE_INPUT, "no roll call to put into the store");
    TRY(aisle_votes_validate(ctx, votes));
    TRY(drop_congress(ctx, store, votes));
    TRY(put_congress(ctx, store, votes, source, sha256, &id));
    TRY(put_members(ctx, store, votes, id));
    TRY(put_services(ctx, store, votes, id));
    TRY(put_rollcalls(ctx, store, votes, id));
out:
    return status;
}
