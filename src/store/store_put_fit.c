/* A fit into the store: its head with the draws, then a table for each of its parts. */
#include "base/mem.h"
#include "store/store.h"

/* A fit under way into the store. */
struct writing {
    struct aisle_ctx *ctx;
    struct aisle_store *store;
    const struct aisle_fit *fit;
    int64_t id;
};

static void start(struct writing *w, struct statement *s, const char *sql)
{
    store_start(s, w->ctx, w->store, "write a fit", sql);
}

/* Every row of a part begins with its fit and its place in it. */
static void bind_place(struct writing *w, struct statement *s, int position)
{
    store_bind_int(s, w->id);
    store_bind_int(s, position);
}

static enum aisle_status drop_fit(struct writing *w, const char *key)
{
    struct statement s;
    start(w, &s, "DELETE FROM fit WHERE key = ?");
    store_bind_text(&s, key);
    store_run(&s);
    return store_end(&s);
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
    store_bind_int(s, fit->period_count);
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
    store_bind_real(s, fit->walk_sd);
    store_bind_real(s, fit->walk_sd_q05);
    store_bind_real(s, fit->walk_sd_q95);
}

/* Draws that the store has room for, else NULL. */
static const float *keepable(const float *draws, size_t count)
{
    return sizeof *draws * count <= STORE_DRAWS_MAX ? draws : NULL;
}

static enum aisle_status put_head(struct writing *w, const char *key)
{
    const struct aisle_fit *fit = w->fit;
    struct statement s;
    size_t a = fit_item_draw_count(fit), b = fit_period_draw_count(fit);
    struct store_floats x = {0}, items = {0}, periods = {0};
    enum aisle_status status;
    TRY(store_floats_pack(w->ctx, fit->x_draws, fit_x_count(fit), &x));
    TRY(store_floats_pack(w->ctx, keepable(fit->item_draws, a), a, &items));
    TRY(store_floats_pack(w->ctx, keepable(fit->period_draws, b), b, &periods));
    start(w, &s,
          "INSERT INTO fit (key, chamber, congress_first, congress_last, as_of,"
          " link, method, dims, members, items, periods, votes, chains, draws,"
          " rhat_max, ess_bulk_min, ess_bulk_median, ess_tail_min, classified, apre,"
          " gmp, gmp_heldout, walk_sd, walk_sd_q05, walk_sd_q95, x_draws, item_draws,"
          " period_draws) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
          " ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    bind_head(&s, key, fit);
    store_bind_blob(&s, x.bytes, x.size);
    store_bind_floats(&s, &items);
    store_bind_floats(&s, &periods);
    store_run(&s);
    w->id = sqlite3_last_insert_rowid(w->store->db);
    status = store_end(&s);
out:
    free(x.bytes);
    free(items.bytes);
    free(periods.bytes);
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

static enum aisle_status put_members(struct writing *w)
{
    struct statement s;
    start(w, &s,
          "INSERT INTO fit_member (fit_id, position, bioguide, name, state,"
          " party, caucus, in_office, thin, votes, rank, rank_q05, rank_q95,"
          " rhat, ess_bulk) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    for (int i = 0; i < w->fit->member_count; i++) {
        bind_place(w, &s, i);
        bind_member(&s, &w->fit->members[i]);
    }
    return store_end(&s);
}

/* One dimension of a place: where, and how sure. */
static void bind_point(struct statement *s, int dim, const double *x, const double *sd,
                       const double *q05, const double *q95)
{
    store_bind_int(s, dim);
    store_bind_real(s, x[dim]);
    store_bind_real(s, sd[dim]);
    store_bind_real(s, q05[dim]);
    store_bind_real(s, q95[dim]);
    store_run(s);
}

static enum aisle_status put_points(struct writing *w)
{
    struct statement s;
    int dims = w->fit->dims;
    start(w, &s,
          "INSERT INTO fit_point (fit_id, position, dim, x, sd, q05, q95)"
          " VALUES (?, ?, ?, ?, ?, ?, ?)");
    for (int i = 0; i < w->fit->member_count * dims; i++) {
        const struct aisle_fit_member *m = &w->fit->members[i / dims];
        bind_place(w, &s, i / dims);
        bind_point(&s, i % dims, m->x, m->sd, m->q05, m->q95);
    }
    return store_end(&s);
}

static enum aisle_status put_items(struct writing *w)
{
    struct statement s;
    start(w, &s,
          "INSERT INTO fit_item (fit_id, position, rollcall, congress, number, a,"
          " a_sd, rhat, ess_bulk) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
    for (int i = 0; i < w->fit->item_count; i++) {
        const struct aisle_fit_item *item = &w->fit->items[i];
        bind_place(w, &s, i);
        store_bind_int(&s, item->rollcall);
        store_bind_int(&s, item->congress);
        store_bind_int(&s, item->number);
        store_bind_real(&s, item->a);
        store_bind_real(&s, item->a_sd);
        store_bind_real(&s, item->rhat);
        store_bind_real(&s, item->ess_bulk);
        store_run(&s);
    }
    return store_end(&s);
}

static enum aisle_status put_slopes(struct writing *w)
{
    struct statement s;
    int dims = w->fit->dims;
    start(w, &s,
          "INSERT INTO fit_slope (fit_id, position, dim, b, b_sd)"
          " VALUES (?, ?, ?, ?, ?)");
    for (int i = 0; i < w->fit->item_count * dims; i++) {
        const struct aisle_fit_item *item = &w->fit->items[i / dims];
        bind_place(w, &s, i / dims);
        store_bind_int(&s, i % dims);
        store_bind_real(&s, item->b[i % dims]);
        store_bind_real(&s, item->b_sd[i % dims]);
        store_run(&s);
    }
    return store_end(&s);
}

static enum aisle_status put_pivots(struct writing *w)
{
    struct statement s;
    start(w, &s,
          "INSERT INTO fit_pivot (fit_id, position, name, seat) VALUES (?, ?, ?, ?)");
    for (int i = 0; i < w->fit->pivot_count; i++) {
        bind_place(w, &s, i);
        store_bind_text(&s, w->fit->pivots[i].name);
        store_bind_int(&s, w->fit->pivots[i].seat);
        store_run(&s);
    }
    return store_end(&s);
}

static enum aisle_status put_chances(struct writing *w)
{
    struct statement s;
    start(w, &s,
          "INSERT INTO fit_pivot_chance (fit_id, position, rank, member, p)"
          " VALUES (?, ?, ?, ?, ?)");
    for (int i = 0; i < w->fit->pivot_count; i++) {
        const struct aisle_pivot *pivot = &w->fit->pivots[i];
        for (int k = 0; k < pivot->chance_count; k++) {
            bind_place(w, &s, i);
            store_bind_int(&s, k);
            store_bind_int(&s, pivot->chances[k].member);
            store_bind_real(&s, pivot->chances[k].p);
            store_run(&s);
        }
    }
    return store_end(&s);
}

static enum aisle_status put_periods(struct writing *w)
{
    struct statement s;
    start(w, &s,
          "INSERT INTO fit_period (fit_id, position, member, congress, party, caucus,"
          " votes, rhat, ess_bulk) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
    for (int i = 0; i < w->fit->period_count; i++) {
        const struct aisle_fit_period *p = &w->fit->periods[i];
        char party[] = {p->party, '\0'}, caucus[] = {p->caucus, '\0'};
        bind_place(w, &s, i);
        store_bind_int(&s, p->member);
        store_bind_int(&s, p->congress);
        store_bind_text(&s, party);
        store_bind_text(&s, caucus);
        store_bind_int(&s, p->vote_count);
        store_bind_real(&s, p->rhat);
        store_bind_real(&s, p->ess_bulk);
        store_run(&s);
    }
    return store_end(&s);
}

static enum aisle_status put_period_points(struct writing *w)
{
    struct statement s;
    int dims = w->fit->dims;
    start(w, &s,
          "INSERT INTO fit_period_point (fit_id, position, dim, x, sd, q05, q95)"
          " VALUES (?, ?, ?, ?, ?, ?, ?)");
    for (int i = 0; i < w->fit->period_count * dims; i++) {
        const struct aisle_fit_period *p = &w->fit->periods[i / dims];
        bind_place(w, &s, i / dims);
        bind_point(&s, i % dims, p->x, p->sd, p->q05, p->q95);
    }
    return store_end(&s);
}

enum aisle_status aisle_store_put_fit(struct aisle_ctx *ctx, struct aisle_store *store,
                                      const char *key, const struct aisle_fit *fit)
{
    CHECK(store->in_transaction);
    struct writing w = {.ctx = ctx, .store = store, .fit = fit};
    enum aisle_status status;
    TRY(aisle_fit_validate(ctx, fit));
    TRY(drop_fit(&w, key));
    TRY(put_head(&w, key));
    TRY(put_members(&w));
    TRY(put_points(&w));
    TRY(put_items(&w));
    TRY(put_slopes(&w));
    TRY(put_pivots(&w));
    TRY(put_chances(&w));
    TRY(put_periods(&w));
    TRY(put_period_points(&w));
out:
    return status;
}
