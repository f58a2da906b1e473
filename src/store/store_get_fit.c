/* A fit out of the store: its head with the draws, then each of its parts. */
#include "base/mem.h"
#include "store/store.h"
#include <string.h>

struct reading {
    struct aisle_ctx *ctx;
    struct aisle_store *store;
    int64_t id;
    struct aisle_fit fit;
};

static void start(struct reading *r, struct statement *s, const char *sql)
{
    store_start(s, r->ctx, r->store, "read a fit", sql);
    store_bind_int(s, r->id);
}

/* A count that a stored fit may have; anything else is a broken store. */
static int read_count(struct statement *s, int column, int low, int high)
{
    int64_t value = store_int(s, column);
    if (value < low || value > high) {
        store_broken(s);
        return 0;
    }
    return (int)value;
}

/* An index below `count`, 0 with the store broken when it is none. */
static int read_index(struct statement *s, int column, int count)
{
    return read_count(s, column, 0, count - 1);
}

static void read_kind(struct statement *s, struct aisle_fit *fit)
{
    char link[8] = "", method[8] = "";
    store_chars(s, 4, link, sizeof link);
    store_chars(s, 5, method, sizeof method);
    fit->link = strcmp(link, "probit") == 0 ? AISLE_LINK_PROBIT : AISLE_LINK_LOGIT;
    fit->method = strcmp(method, "map") == 0 ? AISLE_METHOD_MAP : AISLE_METHOD_MCMC;
    if (strcmp(link, aisle_link_text(fit->link)) != 0 ||
        strcmp(method, aisle_method_text(fit->method)) != 0)
        store_broken(s);
}

static void *new_items(struct statement *s, int count, size_t size)
{
    void *items = s->rc == SQLITE_OK ? mem_new((size_t)count, size) : NULL;
    if (!items && s->rc == SQLITE_OK)
        s->rc = SQLITE_NOMEM;
    return items;
}

/* The parts whose sizes the head says, and the draws. */
static void read_parts(struct statement *s, struct aisle_fit *fit)
{
    int members = read_count(s, 7, 0, 1000000);
    int items = read_count(s, 8, 0, 10000000);
    int periods = read_count(s, 22, 0, 10000000);
    fit->members = new_items(s, members, sizeof *fit->members);
    fit->items = new_items(s, items, sizeof *fit->items);
    fit->member_count = fit->members ? members : 0;
    fit->item_count = fit->items ? items : 0;
    if (periods > 0)
        fit->periods = new_items(s, periods, sizeof *fit->periods);
    fit->period_count = fit->periods ? periods : 0;
    fit->x_draws = store_floats(s, 20, fit_x_count(fit));
    fit->item_draws = store_floats_or_null(s, 23, fit_item_draw_count(fit));
    fit->period_draws = store_floats_or_null(s, 24, fit_period_draw_count(fit));
}

static void read_head(struct statement *s, struct aisle_fit *fit)
{
    store_chars(s, 0, fit->chamber, sizeof fit->chamber);
    fit->congress_first = (int)store_int(s, 1);
    fit->congress_last = (int)store_int(s, 2);
    fit->as_of = store_day(s, 3);
    read_kind(s, fit);
    fit->dims = read_count(s, 6, 1, AISLE_DIMS_MAX);
    fit->vote_count = store_int(s, 9);
    fit->chain_count = read_count(s, 10, 0, 1000000);
    fit->draw_count = read_count(s, 11, 0, 100000000);
    fit->rhat_max = store_real(s, 12);
    fit->ess_bulk_min = store_real(s, 13);
    fit->ess_bulk_median = store_real(s, 14);
    fit->ess_tail_min = store_real(s, 15);
    fit->classified = store_real(s, 16);
    fit->apre = store_real(s, 17);
    fit->gmp = store_real(s, 18);
    fit->gmp_heldout = store_real(s, 19);
    fit->walk_sd = store_real(s, 25);
    fit->walk_sd_q05 = store_real(s, 26);
    fit->walk_sd_q95 = store_real(s, 27);
    read_parts(s, fit);
}

static enum aisle_status get_head(struct reading *r, const char *key, bool *found)
{
    struct statement s;
    store_start(&s, r->ctx, r->store, "read a fit",
                "SELECT chamber, congress_first, congress_last, as_of, link, method,"
                " dims, members, items, votes, chains, draws, rhat_max, ess_bulk_min,"
                " ess_bulk_median, ess_tail_min, classified, apre, gmp, gmp_heldout,"
                " x_draws, id, periods, item_draws, period_draws, walk_sd,"
                " walk_sd_q05, walk_sd_q95 FROM fit WHERE key = ?");
    store_bind_text(&s, key);
    *found = store_row(&s);
    if (*found) {
        read_head(&s, &r->fit);
        r->id = store_int(&s, 21);
    }
    return store_end(&s);
}

static void read_member(struct statement *s, struct aisle_fit_member *m)
{
    char party[2] = "", caucus[2] = "";
    store_chars(s, 1, m->bioguide, sizeof m->bioguide);
    free(m->name);
    m->name = store_text(s, 2);
    store_chars(s, 3, m->state, sizeof m->state);
    store_chars(s, 4, party, sizeof party);
    store_chars(s, 5, caucus, sizeof caucus);
    m->party = party[0];
    m->caucus = caucus[0];
    m->in_office = store_int(s, 6) != 0;
    m->thin = store_int(s, 7) != 0;
    m->vote_count = (int)store_int(s, 8);
    m->rank = store_real(s, 9);
    m->rank_q05 = store_real(s, 10);
    m->rank_q95 = store_real(s, 11);
    m->rhat = store_real(s, 12);
    m->ess_bulk = store_real(s, 13);
}

static enum aisle_status get_members(struct reading *r)
{
    struct statement s;
    int n = 0;
    start(r, &s,
          "SELECT position, bioguide, name, state, party, caucus, in_office, thin,"
          " votes, rank, rank_q05, rank_q95, rhat, ess_bulk FROM fit_member"
          " WHERE fit_id = ?");
    for (; store_row(&s); n++) {
        int at = read_index(&s, 0, r->fit.member_count);
        if (s.rc == SQLITE_OK)
            read_member(&s, &r->fit.members[at]);
    }
    if (n != r->fit.member_count)
        store_broken(&s);
    return store_end(&s);
}

/* Dimension `k` of a place: columns 2 to 5. */
static void read_point(struct statement *s, int k, double *x, double *sd, double *q05,
                       double *q95)
{
    x[k] = store_real(s, 2);
    sd[k] = store_real(s, 3);
    q05[k] = store_real(s, 4);
    q95[k] = store_real(s, 5);
}

static enum aisle_status get_points(struct reading *r)
{
    struct statement s;
    start(r, &s,
          "SELECT position, dim, x, sd, q05, q95 FROM fit_point WHERE fit_id = ?");
    while (store_row(&s)) {
        int at = read_index(&s, 0, r->fit.member_count);
        int k = read_index(&s, 1, r->fit.dims);
        if (s.rc != SQLITE_OK)
            break;
        struct aisle_fit_member *m = &r->fit.members[at];
        read_point(&s, k, m->x, m->sd, m->q05, m->q95);
    }
    return store_end(&s);
}

static enum aisle_status get_items(struct reading *r)
{
    struct statement s;
    int n = 0;
    start(r, &s,
          "SELECT position, rollcall, congress, number, a, a_sd, rhat, ess_bulk"
          " FROM fit_item WHERE fit_id = ?");
    for (; store_row(&s); n++) {
        int at = read_index(&s, 0, r->fit.item_count);
        if (s.rc != SQLITE_OK)
            break;
        struct aisle_fit_item *item = &r->fit.items[at];
        item->rollcall = (int)store_int(&s, 1);
        item->congress = (int)store_int(&s, 2);
        item->number = (int)store_int(&s, 3);
        item->a = store_real(&s, 4);
        item->a_sd = store_real(&s, 5);
        item->rhat = store_real(&s, 6);
        item->ess_bulk = store_real(&s, 7);
    }
    if (n != r->fit.item_count)
        store_broken(&s);
    return store_end(&s);
}

static enum aisle_status get_slopes(struct reading *r)
{
    struct statement s;
    start(r, &s, "SELECT position, dim, b, b_sd FROM fit_slope WHERE fit_id = ?");
    while (store_row(&s)) {
        int at = read_index(&s, 0, r->fit.item_count);
        int k = read_index(&s, 1, r->fit.dims);
        if (s.rc != SQLITE_OK)
            break;
        r->fit.items[at].b[k] = store_real(&s, 2);
        r->fit.items[at].b_sd[k] = store_real(&s, 3);
    }
    return store_end(&s);
}

/* Pivots with room for their chances. */
static enum aisle_status get_pivots(struct reading *r)
{
    struct statement s;
    size_t capacity = 0;
    struct aisle_fit *fit = &r->fit;
    start(r, &s,
          "SELECT position, name, seat, (SELECT count(*) FROM fit_pivot_chance c"
          " WHERE c.fit_id = p.fit_id AND c.position = p.position) FROM fit_pivot p"
          " WHERE fit_id = ? ORDER BY position");
    while (store_row(&s)) {
        void *pivots = fit->pivots;
        if (!mem_grow(&pivots, &capacity, (size_t)fit->pivot_count,
                      sizeof *fit->pivots)) {
            s.rc = SQLITE_NOMEM;
            break;
        }
        fit->pivots = pivots;
        struct aisle_pivot *pivot = &fit->pivots[fit->pivot_count++];
        *pivot = (struct aisle_pivot){.name = store_text(&s, 1),
                                      .seat = (int)store_int(&s, 2),
                                      .chance_count = (int)store_int(&s, 3)};
        pivot->chances = new_items(&s, pivot->chance_count, sizeof *pivot->chances);
    }
    return store_end(&s);
}

static enum aisle_status get_chances(struct reading *r)
{
    struct statement s;
    start(r, &s,
          "SELECT position, rank, member, p FROM fit_pivot_chance WHERE fit_id = ?");
    while (store_row(&s)) {
        int at = read_index(&s, 0, r->fit.pivot_count);
        if (s.rc != SQLITE_OK)
            break;
        int k = read_index(&s, 1, r->fit.pivots[at].chance_count);
        int member = read_index(&s, 2, r->fit.member_count);
        if (s.rc != SQLITE_OK)
            break;
        r->fit.pivots[at].chances[k].member = member;
        r->fit.pivots[at].chances[k].p = store_real(&s, 3);
    }
    return store_end(&s);
}

static void read_period(struct reading *r, struct statement *s,
                        struct aisle_fit_period *p)
{
    char party[2] = "", caucus[2] = "";
    p->member = read_index(s, 1, r->fit.member_count);
    p->congress = (int)store_int(s, 2);
    store_chars(s, 3, party, sizeof party);
    store_chars(s, 4, caucus, sizeof caucus);
    p->party = party[0];
    p->caucus = caucus[0];
    p->vote_count = (int)store_int(s, 5);
    p->rhat = store_real(s, 6);
    p->ess_bulk = store_real(s, 7);
}

static enum aisle_status get_periods(struct reading *r)
{
    struct statement s;
    int n = 0;
    start(r, &s,
          "SELECT position, member, congress, party, caucus, votes, rhat, ess_bulk"
          " FROM fit_period WHERE fit_id = ?");
    for (; store_row(&s); n++) {
        int at = read_index(&s, 0, r->fit.period_count);
        if (s.rc == SQLITE_OK)
            read_period(r, &s, &r->fit.periods[at]);
    }
    if (n != r->fit.period_count)
        store_broken(&s);
    return store_end(&s);
}

static enum aisle_status get_period_points(struct reading *r)
{
    struct statement s;
    start(r, &s,
          "SELECT position, dim, x, sd, q05, q95 FROM fit_period_point"
          " WHERE fit_id = ?");
    while (store_row(&s)) {
        int at = read_index(&s, 0, r->fit.period_count);
        int k = read_index(&s, 1, r->fit.dims);
        if (s.rc != SQLITE_OK)
            break;
        struct aisle_fit_period *p = &r->fit.periods[at];
        read_point(&s, k, p->x, p->sd, p->q05, p->q95);
    }
    return store_end(&s);
}

static enum aisle_status get_parts(struct reading *r)
{
    enum aisle_status status;
    TRY(get_members(r));
    TRY(get_points(r));
    TRY(get_items(r));
    TRY(get_slopes(r));
    TRY(get_pivots(r));
    TRY(get_chances(r));
    TRY(get_periods(r));
    TRY(get_period_points(r));
out:
    return status;
}

enum aisle_status aisle_store_get_fit(struct aisle_ctx *ctx, struct aisle_store *store,
                                      const char *key, bool *found,
                                      struct aisle_fit *out)
{
    struct reading r = {.ctx = ctx, .store = store};
    aisle_fit_init(&r.fit);
    bool there = false;
    /* One snapshot, unless the caller's transaction gives one. */
    bool alone = !store->in_transaction;
    enum aisle_status status =
        alone ? store_exec(ctx, store, "read a fit", "BEGIN") : AISLE_OK;
    if (status != AISLE_OK)
        return status;
    status = get_head(&r, key, &there);
    if (status == AISLE_OK && there)
        status = get_parts(&r);
    if (alone)
        sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
    if (status == AISLE_OK)
        *found = there;
    if (status == AISLE_OK && there)
        *out = r.fit;
    else
        aisle_fit_clear(&r.fit);
    return status;
}
