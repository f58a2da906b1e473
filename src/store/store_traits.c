/* What vote models found, for those who look at roll calls and members later. */
#include "base/mem.h"
#include "store/store.h"
#include <aisle/store_traits.h>
#include <string.h>

static enum aisle_status put_head(struct aisle_ctx *ctx, struct aisle_store *store,
                                  int64_t run, const struct aisle_votes *votes,
                                  unsigned terms)
{
    struct statement s;
    store_start(&s, ctx, store, "keep the vote model",
                "INSERT INTO votemodel (run_id, chamber, congress_first, congress_last,"
                " unfolding, absence) VALUES (?, ?, ?, ?, ?, ?)");
    store_bind_int(&s, run);
    store_bind_text(&s, votes->chamber);
    store_bind_int(&s, votes->congress_first);
    store_bind_int(&s, votes->congress_last);
    store_bind_int(&s, (terms & AISLE_TERM_UNFOLDING) != 0);
    store_bind_int(&s, (terms & AISLE_TERM_ABSENCE) != 0);
    store_run(&s);
    return store_end(&s);
}

static enum aisle_status put_rollcalls(struct aisle_ctx *ctx, struct aisle_store *store,
                                       int64_t run, const struct aisle_votes *votes,
                                       const struct aisle_votemodel *model)
{
    struct statement s;
    store_start(&s, ctx, store, "keep the roll calls of the vote model",
                "INSERT INTO votemodel_rollcall (run_id, congress, number, kind,"
                " p_unfolding, turn, ends) VALUES (?, ?, ?, ?, ?, ?, ?)");
    for (int i = 0; i < model->item_count; i++) {
        const struct aisle_votemodel_item *item = &model->items[i];
        const struct aisle_rollcall *r = &votes->rollcalls[item->rollcall];
        store_bind_int(&s, run);
        store_bind_int(&s, r->congress);
        store_bind_int(&s, r->number);
        store_bind_text(&s, aisle_item_kind_text(item->kind));
        store_bind_real(&s, aisle_votemodel_item_unfolding(item));
        store_bind_real(&s, item->turn);
        store_bind_text(&s, item->c[item->likeliest] > 0 ? "yea" : "nay");
        store_run(&s);
    }
    return store_end(&s);
}

static enum aisle_status put_members(struct aisle_ctx *ctx, struct aisle_store *store,
                                     int64_t run, const struct aisle_votemodel *model,
                                     const struct aisle_fit *members)
{
    struct statement s;
    store_start(&s, ctx, store, "keep the members of the vote model",
                "INSERT INTO votemodel_member (run_id, bioguide, type, p_absent)"
                " VALUES (?, ?, ?, ?)");
    for (int m = 0; m < model->member_count; m++)
        for (int t = 0; t < AISLE_VOTE_TYPES; t++) {
            store_bind_int(&s, run);
            store_bind_text(&s, members->members[m].bioguide);
            store_bind_text(&s, aisle_vote_type_text((enum aisle_vote_type)t));
            store_bind_real(&s, model->members[m].p_absent[t]);
            store_run(&s);
        }
    return store_end(&s);
}

enum aisle_status aisle_store_put_traits(struct aisle_ctx *ctx,
                                         struct aisle_store *store, int64_t run,
                                         const struct aisle_votes *votes,
                                         const struct aisle_votemodel *model,
                                         const struct aisle_fit *members)
{
    enum aisle_status status;
    CHECK(store->in_transaction);
    TRY(put_head(ctx, store, run, votes, model->terms));
    if (model->terms & AISLE_TERM_UNFOLDING)
        TRY(put_rollcalls(ctx, store, run, votes, model));
    if (model->terms & AISLE_TERM_ABSENCE)
        TRY(put_members(ctx, store, run, model, members));
out:
    return status;
}

/* The latest run of a term on these votes; 0 when there is none. */
static enum aisle_status find_model(struct aisle_ctx *ctx, struct aisle_store *store,
                                    const struct aisle_run *like,
                                    const struct aisle_votes *votes, const char *term,
                                    int64_t *run)
{
    struct statement s;
    char sql[512];
    snprintf(sql, sizeof sql,
             "SELECT max(id) FROM votemodel JOIN run ON id = run_id"
             " WHERE %s AND chamber = ? AND congress_first = ? AND congress_last = ?"
             " AND data_hash = ? AND engine = ? AND as_of IS ?",
             term);
    store_start(&s, ctx, store, "look for a vote model", sql);
    store_bind_text(&s, votes->chamber);
    store_bind_int(&s, votes->congress_first);
    store_bind_int(&s, votes->congress_last);
    store_bind_text(&s, like->data_hash);
    store_bind_text(&s, like->engine);
    store_bind_day(&s, like->as_of);
    *run = store_row(&s) ? store_int(&s, 0) : 0;
    return store_end(&s);
}

static void read_rollcall(struct statement *s, struct aisle_rollcall_trait *out)
{
    char kind[16] = "", ends[8] = "";
    out->congress = (int)store_int(s, 0);
    out->number = (int)store_int(s, 1);
    store_chars(s, 2, kind, sizeof kind);
    out->kind = strcmp(kind, aisle_item_kind_text(AISLE_ITEM_UNFOLDING)) == 0
                    ? AISLE_ITEM_UNFOLDING
                    : AISLE_ITEM_MONOTONE;
    out->p_unfolding = store_real(s, 3);
    out->turn = store_real(s, 4);
    store_chars(s, 5, ends, sizeof ends);
    out->yea_ends = strcmp(ends, "yea") == 0;
}

static enum aisle_status get_rollcalls(struct aisle_ctx *ctx, struct aisle_store *store,
                                       struct aisle_traits *out)
{
    struct statement s;
    void *items = NULL;
    size_t capacity = 0;
    store_start(&s, ctx, store, "read the roll calls of a vote model",
                "SELECT congress, number, kind, p_unfolding, turn, ends"
                " FROM votemodel_rollcall WHERE run_id = ? ORDER BY congress, number");
    store_bind_int(&s, out->rollcall_run);
    while (store_row(&s)) {
        if (!mem_grow(&items, &capacity, (size_t)out->rollcall_count,
                      sizeof *out->rollcalls)) {
            s.rc = SQLITE_NOMEM;
            break;
        }
        out->rollcalls = items;
        read_rollcall(&s, &out->rollcalls[out->rollcall_count++]);
    }
    return store_end(&s);
}

static int type_of(const char *text)
{
    for (int t = 0; t < AISLE_VOTE_TYPES; t++)
        if (strcmp(text, aisle_vote_type_text((enum aisle_vote_type)t)) == 0)
            return t;
    return -1;
}

/* Rows come member by member, a row a type of vote. */
static enum aisle_status get_members(struct aisle_ctx *ctx, struct aisle_store *store,
                                     struct aisle_traits *out)
{
    struct statement s;
    void *items = NULL;
    size_t capacity = 0;
    store_start(&s, ctx, store, "read the members of a vote model",
                "SELECT bioguide, type, p_absent FROM votemodel_member"
                " WHERE run_id = ? ORDER BY bioguide, type");
    store_bind_int(&s, out->member_run);
    while (store_row(&s)) {
        struct aisle_member_trait row = {.p_absent = {0}};
        char type[16] = "";
        int n = out->member_count;
        store_chars(&s, 0, row.bioguide, sizeof row.bioguide);
        store_chars(&s, 1, type, sizeof type);
        int t = type_of(type);
        bool new = n == 0 || strcmp(out->members[n - 1].bioguide, row.bioguide) != 0;
        if (t < 0) {
            store_broken(&s);
            break;
        }
        if (new && !mem_grow(&items, &capacity, (size_t)n, sizeof *out->members)) {
            s.rc = SQLITE_NOMEM;
            break;
        }
        out->members = items;
        if (new)
            out->members[out->member_count++] = row;
        out->members[out->member_count - 1].p_absent[t] = store_real(&s, 2);
    }
    return store_end(&s);
}

enum aisle_status aisle_store_get_traits(struct aisle_ctx *ctx,
                                         struct aisle_store *store,
                                         const struct aisle_run *like,
                                         const struct aisle_votes *votes,
                                         struct aisle_traits *out)
{
    enum aisle_status status;
    struct aisle_traits made;
    aisle_traits_init(&made);
    TRY(find_model(ctx, store, like, votes, "unfolding", &made.rollcall_run));
    TRY(find_model(ctx, store, like, votes, "absence", &made.member_run));
    TRY(get_rollcalls(ctx, store, &made));
    TRY(get_members(ctx, store, &made));
    *out = made;
    aisle_traits_init(&made);
out:
    aisle_traits_clear(&made);
    return status;
}
