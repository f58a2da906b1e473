#include "base/mem.h"
#include "store/store.h"
#include <string.h>

static enum aisle_status drop_fit(struct aisle_ctx *ctx, struct aisle_store *store,
                                  const char *key)
{
    struct statement s;
    store_start(&s, ctx, store, "replace a fit", "DELETE FROM fit WHERE key = ?");
    store_bind_text(&s, key);
    store_run(&s);
    return store_end(&s);
}

/* Float32, little-endian whatever the machine. Caller frees. */
static unsigned char *pack_draws(const struct aisle_fit *fit, size_t *size)
{
    size_t n = (size_t)fit->draw_count * (size_t)fit->member_count * (size_t)fit->dims;
    unsigned char *bytes = mem_new(n, 4);
    for (size_t i = 0; bytes && i < n; i++) {
        uint32_t bits;
        memcpy(&bits, &fit->x_draws[i], sizeof bits);
        for (int k = 0; k < 4; k++)
            bytes[4 * i + (size_t)k] = (unsigned char)(bits >> (8 * k));
    }
    *size = 4 * n;
    return bytes;
}

static void bind_head(struct statement *s, const char *key, const struct aisle_fit *fit)
{
    store_bind_text(s, key);
    store_bind_text(s, fit->chamber);
    store_bind_int(s, fit->congress_first);
    store_bind_int(s, fit->congress_last);
    store_bind_day(s, fit->as_of);
    store_bind_text(s, aisle_link_text(fit->link));
    store_bind_text(s, aisle_method_text(fit->method));
    store_bind_int(s, fit->dims);
    store_bind_int(s, fit->member_count);
    store_bind_int(s, fit->item_count);
    store_bind_int(s, fit->vote_count);
    store_bind_int(s, fit->chain_count);
    store_bind_int(s, fit->draw_count);
    store_bind_real(s, fit->rhat_max);
    store_bind_real(s, fit->ess_bulk_min);
    store_bind_real(s, fit->ess_bulk_median);
    store_bind_real(s, fit->ess_tail_min);
    store_bind_real(s, fit->classified);
    store_bind_real(s, fit->apre);
    store_bind_real(s, fit->gmp);
    store_bind_real(s, fit->gmp_heldout);
}

static enum aisle_status put_head(struct aisle_ctx *ctx, struct aisle_store *store,
                                  const char *key, const struct aisle_fit *fit,
                                  int64_t *id)
{
    size_t size = 0;
    unsigned char *draws = pack_draws(fit, &size);
    if (!draws)
        return ctx_no_memory(ctx);
    struct statement s;
    store_start(&s, ctx, store, "write a fit",
                "INSERT INTO fit (key, chamber, congress_first, congress_last, as_of,"
                " link, method, dims, members, items, votes, chains, draws, rhat_max,"
                " ess_bulk_min, ess_bulk_median, ess_tail_min, classified, apre, gmp,"
                " gmp_heldout, x_draws) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
                " ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    bind_head(&s, key, fit);
    store_bind_blob(&s, draws, size);
    store_run(&s);
    *id = sqlite3_last_insert_rowid(store->db);
    enum aisle_status status = store_end(&s);
    free(draws);
    return status;
}

static void bind_member(struct statement *s, const struct aisle_fit_member *m)
{
    char party[] = {m->party, '\0'}, caucus[] = {m->caucus, '\0'};
    store_bind_text(s, m->bioguide);
    store_bind_text(s, m->name);
    store_bind_text(s, m->state);
    store_bind_text(s, party);
    store_bind_text(s, caucus);
    store_bind_int(s, m->in_office);
    store_bind_int(s, m->thin);
    store_bind_int(s, m->vote_count);
    store_bind_real(s, m->rank);
    store_bind_real(s, m->rank_q05);
    store_bind_real(s, m->rank_q95);
    store_bind_real(s, m->rhat);
    store_bind_real(s, m->ess_bulk);
    store_run(s); /* before the two letters go out of scope */
}

static enum aisle_status put_members(struct aisle_ctx *ctx, struct aisle_store *store,
                                     int64_t id, const struct aisle_fit *fit)
{
    struct statement s;
    store_start(
        &s, ctx, store, "write a fit",
        "INSERT INTO fit_member (fit_id, position, bioguide, name, state,"
        " party, caucus, in_office, thin, votes, rank, rank_q05, rank_q95,"
        " rhat, ess_bulk) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    for (int i = 0; i < fit->member_count; i++) {
        store_bind_int(&s, id);
        store_bind_int(&s, i);
        bind_member(&s, &fit->members[i]);
    }
    return store_end(&s);
}

static enum aisle_status put_points(struct aisle_ctx *ctx, struct aisle_store *store,
                                    int64_t id, const struct aisle_fit *fit)
{
    struct statement s;
    store_start(&s, ctx, store, "write a fit",
                "INSERT INTO fit_point (fit_id, position, dim, x, sd, q05, q95)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)");
    for (int i = 0; i < fit->member_count * fit->dims; i++) {
        const struct aisle_fit_member *m = &fit->members[i / fit->dims];
        int k = i % fit->dims;
        store_bind_int(&s, id);
        store_bind_int(&s, i / fit->dims);
        store_bind_int(&s, k);
        store_bind_real(&s, m->x[k]);
        store_bind_real(&s, m->sd[k]);
        store_bind_real(&s, m->q05[k]);
        store_bind_real(&s, m->q95[k]);
        store_run(&s);
    }
    return store_end(&s);
}

static enum aisle_status put_items(struct aisle_ctx *ctx, struct aisle_store *store,
                                   int64_t id, const struct aisle_fit *fit)
{
    struct statement s;
    store_start(&s, ctx, store, "write a fit",
                "INSERT INTO fit_item (fit_id, position, rollcall, congress, number, a,"
                " a_sd) VALUES (?, ?, ?, ?, ?, ?, ?)");
    for (int i = 0; i < fit->item_count; i++) {
        const struct aisle_fit_item *item = &fit->items[i];
        store_bind_int(&s, id);
        store_bind_int(&s, i);
        store_bind_int(&s, item->rollcall);
        store_bind_int(&s, item->congress);
        store_bind_int(&s, item->number);
        store_bind_real(&s, item->a);
        store_bind_real(&s, item->a_sd);
        store_run(&s);
    }
    return store_end(&s);
}

static enum aisle_status put_slopes(struct aisle_ctx *ctx, struct aisle_store *store,
                                    int64_t id, const struct aisle_fit *fit)
{
    struct statement s;
    store_start(&s, ctx, store, "write a fit",
                "INSERT INTO fit_slope (fit_id, position, dim, b, b_sd)"
                " VALUES (?, ?, ?, ?, ?)");
    for (int i = 0; i < fit->item_count * fit->dims; i++) {
        const struct aisle_fit_item *item = &fit->items[i / fit->dims];
        store_bind_int(&s, id);
        store_bind_int(&s, i / fit->dims);
        store_bind_int(&s, i % fit->dims);
        store_bind_real(&s, item->b[i % fit->dims]);
        store_bind_real(&s, item->b_sd[i % fit->dims]);
        store_run(&s);
    }
    return store_end(&s);
}

static enum aisle_status put_pivots(struct aisle_ctx *ctx, struct aisle_store *store,
                                    int64_t id, const struct aisle_fit *fit)
{
    struct statement s;
    store_start(&s, ctx, store, "write a fit",
                "INSERT INTO fit_pivot (fit_id, position, name, seat)"
                " VALUES (?, ?, ?, ?)");
    for (int i = 0; i < fit->pivot_count; i++) {
        store_bind_int(&s, id);
        store_bind_int(&s, i);
        store_bind_text(&s, fit->pivots[i].name);
        store_bind_int(&s, fit->pivots[i].seat);
        store_run(&s);
    }
    return store_end(&s);
}

static enum aisle_status put_chances(struct aisle_ctx *ctx, struct aisle_store *store,
                                     int64_t id, const struct aisle_fit *fit)
{
    struct statement s;
    store_start(&s, ctx, store, "write a fit",
                "INSERT INTO fit_pivot_chance (fit_id, position, rank, member, p)"
                " VALUES (?, ?, ?, ?, ?)");
    for (int i = 0; i < fit->pivot_count; i++) {
        for (int k = 0; k < fit->pivots[i].chance_count; k++) {
            store_bind_int(&s, id);
            store_bind_int(&s, i);
            store_bind_int(&s, k);
            store_bind_int(&s, fit->pivots[i].chances[k].member);
            store_bind_real(&s, fit->pivots[i].chances[k].p);
            store_run(&s);
        }
    }
    return store_end(&s);
}

enum aisle_status aisle_store_put_fit(struct aisle_ctx *ctx, struct aisle_store *store,
                                      const char *key, const struct aisle_fit *fit)
{
    CHECK(store->in_transaction);
    int64_t id = 0;
    enum aisle_status status;
    TRY(aisle_fit_validate(ctx, fit));
    TRY(drop_fit(ctx, store, key));
    TRY(put_head(ctx, store, key, fit, &id));
    TRY(put_members(ctx, store, id, fit));
    TRY(put_points(ctx, store, id, fit));
    TRY(put_items(ctx, store, id, fit));
    TRY(put_slopes(ctx, store, id, fit));
    TRY(put_pivots(ctx, store, id, fit));
    TRY(put_chances(ctx, store, id, fit));
out:
    return status;
}
