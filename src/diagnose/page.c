/* One member beside the others; one roll call seat by seat. */
#include "diagnose/diagnose.h"

#include "num/special.h"
#include <math.h>

#define SURPRISES_MAX 20

/* --- a member ------------------------------------------------------------------------ */

double aisle_chance_left(const struct aisle_fit *fit, int a, int b)
{
    size_t d = (size_t)fit->dims, row = (size_t)fit->member_count * d;
    double left = 0.0;
    if (!fit->x_draws || fit->draw_count < 1)
        return NAN;
    for (size_t s = 0; s < (size_t)fit->draw_count; s++) {
        float xa = fit->x_draws[s * row + (size_t)a * d];
        float xb = fit->x_draws[s * row + (size_t)b * d];
        left += xa < xb ? 1.0 : xa == xb ? 0.5 : 0.0;
    }
    return left / fit->draw_count;
}

/* Chance of each rank among those in office: one more than those further left. */
static void fill_ranks(const struct aisle_fit *fit, struct aisle_member_page *page)
{
    size_t d = (size_t)fit->dims, n = (size_t)fit->member_count;
    for (int s = 0; s < fit->draw_count; s++) {
        const float *x = fit->x_draws + (size_t)s * n * d;
        float own = x[(size_t)page->member * d];
        int rank = 1;
        for (size_t i = 0; i < n; i++)
            rank += fit->members[i].in_office && x[i * d] < own;
        page->rank[rank] += 1.0 / fit->draw_count;
    }
}

struct keyed {
    double key;
    int index;
};

static int compare_keys(const void *left, const void *right)
{
    const struct keyed *a = left, *b = right;
    if (a->key != b->key)
        return a->key < b->key ? -1 : 1;
    return (a->index > b->index) - (a->index < b->index);
}

static void fill_others(const struct aisle_fit *fit, const struct aisle_diagnosis *d,
                        struct keyed *keys, struct aisle_member_page *page)
{
    size_t row = (size_t)page->member * (size_t)fit->member_count;
    for (int i = 0; i < fit->member_count; i++) {
        double both = d->both[row + (size_t)i], same = d->same[row + (size_t)i];
        if (i == page->member || !fit->members[i].in_office)
            continue;
        keys[page->other_count++] =
            (struct keyed){both > 0 ? -same / both : INFINITY, i};
    }
    qsort(keys, (size_t)page->other_count, sizeof *keys, compare_keys);
    for (int i = 0; i < page->other_count; i++)
        page->others[i] = keys[i].index;
}

static void fill_surprises(const struct aisle_votes *votes, const struct aisle_fit *fit,
                           const struct aisle_diagnosis *d, struct keyed *keys,
                           struct aisle_member_page *page)
{
    int count = 0;
    for (int j = 0; j < fit->item_count; j++) {
        float p =
            d->p_cast[(size_t)j * (size_t)fit->member_count + (size_t)page->member];
        if (!isnan(p))
            keys[count++] = (struct keyed){(double)p, j};
    }
    qsort(keys, (size_t)count, sizeof *keys, compare_keys);
    page->surprise_count = count < SURPRISES_MAX ? count : SURPRISES_MAX;
    for (int i = 0; i < page->surprise_count; i++) {
        int item = keys[i].index, rollcall = fit->items[item].rollcall;
        page->surprises[i] = (struct aisle_surprise){
            page->member, item, rollcall,
            (enum aisle_cast)aisle_votes_cast(votes, rollcall, page->member),
            keys[i].key};
    }
}

enum aisle_status aisle_diagnose_member(struct aisle_ctx *ctx,
                                        const struct aisle_votes *votes,
                                        const struct aisle_fit *fit,
                                        const struct aisle_diagnosis *d, int member,
                                        struct aisle_member_page *out)
{
    struct aisle_member_page page;
    aisle_member_page_init(&page);
    size_t n = (size_t)fit->member_count, items = (size_t)fit->item_count;
    page.member = member;
    for (size_t i = 0; i < n; i++)
        page.seats += fit->members[i].in_office;
    page.rank = mem_new((size_t)page.seats + 2, sizeof *page.rank);
    page.left_of = mem_new(n, sizeof *page.left_of);
    page.others = mem_new(n, sizeof *page.others);
    page.surprises = mem_new(SURPRISES_MAX, sizeof *page.surprises);
    struct keyed *keys = mem_new(n > items ? n : items, sizeof *keys);
    if (!page.rank || !page.left_of || !page.others || !page.surprises || !keys) {
        free(keys);
        aisle_member_page_clear(&page);
        return ctx_no_memory(ctx);
    }
    fill_ranks(fit, &page);
    for (int i = 0; i < fit->member_count; i++)
        page.left_of[i] = i == member ? NAN : aisle_chance_left(fit, member, i);
    fill_others(fit, d, keys, &page);
    if (d->p_cast)
        fill_surprises(votes, fit, d, keys, &page);
    free(keys);
    *out = page;
    return AISLE_OK;
}

/* --- a roll call ----------------------------------------------------------------------- */

/* Left to right along the roll call's own direction, or on the first axis. */
static double place_of(const struct aisle_fit *fit, int item, int member)
{
    if (item < 0 || fit->dims == 1)
        return fit->members[member].x[0];
    double eta = diagnose_eta(fit, item, member);
    return fit->items[item].b[0] < 0 ? -eta : eta;
}

/* The chance's spread over the draws. */
static void fill_spread(const struct view *v, const float *item, float *eta,
                        double *work, struct aisle_vote_seat *seat)
{
    size_t n = (size_t)v->draws;
    diagnose_etas(v, item, seat->member, eta);
    for (size_t s = 0; s < n; s++)
        work[s] = (double)eta[s]; /* P(yea) rises with eta: its quantiles do */
    num_sort(work, n);
    seat->p_q05 = diagnose_p(v->fit->link, num_quantile_sorted(work, n, 0.05));
    seat->p_q95 = diagnose_p(v->fit->link, num_quantile_sorted(work, n, 0.95));
}

static enum aisle_status fill_spreads(const struct view *v, int item,
                                      struct aisle_vote_page *page)
{
    size_t n = (size_t)v->draws, rows = (size_t)v->fit->dims + 1;
    if (item < 0 || n == 0)
        return AISLE_OK;
    float *draws = mem_new(n * (rows + 1), sizeof *draws);
    double *work = mem_new(n, sizeof *work);
    if (!draws || !work) {
        free(draws);
        free(work);
        return ctx_no_memory(v->ctx);
    }
    for (size_t k = 0; k < rows; k++)
        diagnose_item_draws(v, item, (int)k, draws + k * n);
    for (int i = 0; i < page->seat_count; i++)
        fill_spread(v, draws, draws + rows * n, work, &page->seats[i]);
    free(draws);
    free(work);
    return AISLE_OK;
}

static struct aisle_vote_seat seat_of(const struct view *v,
                                      const struct aisle_diagnosis *d, int item,
                                      int rollcall, int member)
{
    size_t at = item < 0 ? 0 : (size_t)item * (size_t)v->member_count + (size_t)member;
    bool chance = item >= 0 && d->p_yea;
    return (struct aisle_vote_seat){
        .member = member,
        .cast = (enum aisle_cast)aisle_votes_cast(v->votes, rollcall, member),
        .caucus = "DR?"[view_caucuses(v, rollcall)[member]],
        .p_yea = chance ? (double)d->p_yea[at] : NAN,
        .p_q05 = NAN,
        .p_q95 = NAN,
        .p_cast = chance ? (double)d->p_cast[at] : NAN};
}

enum aisle_status aisle_diagnose_vote(struct aisle_ctx *ctx,
                                      const struct aisle_votes *votes,
                                      const struct aisle_fit *fit,
                                      const struct aisle_diagnosis *d, int rollcall,
                                      struct aisle_vote_page *out)
{
    struct view v = {0};
    struct aisle_vote_page page;
    struct keyed *keys = NULL;
    enum aisle_status status;
    aisle_vote_page_init(&page);
    TRY(diagnose_view_new(ctx, votes, fit, 1, &v));
    int item = v.item_of[rollcall], count = 0;
    page.rollcall = rollcall;
    page.seats = mem_new((size_t)v.member_count, sizeof *page.seats);
    keys = mem_new((size_t)v.member_count, sizeof *keys);
    if (!page.seats || !keys) {
        status = ctx_no_memory(ctx);
        goto out;
    }
    for (int i = 0; i < v.member_count; i++)
        if (aisle_votes_cast(votes, rollcall, i) != AISLE_CAST_OUT)
            keys[count++] = (struct keyed){place_of(fit, item, i), i};
    qsort(keys, (size_t)count, sizeof *keys, compare_keys);
    for (int s = 0; s < count; s++)
        page.seats[s] = seat_of(&v, d, item, rollcall, keys[s].index);
    page.seat_count = count;
    TRY(fill_spreads(&v, item, &page));
    *out = page;
out:
    if (status != AISLE_OK)
        aisle_vote_page_clear(&page);
    free(keys);
    diagnose_view_clear(&v);
    return status;
}
