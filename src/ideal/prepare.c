/* From a table of votes to the problem that is fitted. */
#include "ideal/ideal.h"

#include "base/ctx.h"
#include "base/mem.h"
#include "num/rng.h"
#include <math.h>
#include <string.h>

/* 1 yea, -1 nay, 0 anything else. */
static int8_t sign_of(uint8_t cast)
{
    if (cast == AISLE_CAST_YEA)
        return 1;
    return cast == AISLE_CAST_NAY ? -1 : 0;
}

static int compare_names(const void *left, const void *right)
{
    const struct aisle_member *const *a = left;
    const struct aisle_member *const *b = right;
    return strcmp((*a)->bioguide, (*b)->bioguide);
}

static enum aisle_status check_members(struct aisle_ctx *ctx,
                                       const struct aisle_votes *votes)
{
    size_t count = (size_t)votes->member_count;
    const struct aisle_member **sorted = mem_new(count, sizeof *sorted);
    if (!sorted)
        return ctx_no_memory(ctx);
    for (size_t i = 0; i < count; i++)
        sorted[i] = &votes->members[i];
    qsort(sorted, count, sizeof *sorted, compare_names);
    enum aisle_status status = AISLE_OK;
    for (size_t i = 1; i < count; i++)
        if (sorted[i]->bioguide[0] && compare_names(&sorted[i - 1], &sorted[i]) == 0)
            status =
                ctx_fail(ctx, AISLE_INPUT, "member %s (%s) stands in the votes twice",
                         sorted[i]->last, sorted[i]->bioguide);
    free(sorted);
    return status;
}

static bool is_nomination(const struct aisle_rollcall *r)
{
    return r->category == AISLE_CATEGORY_NOMINATION ||
           r->cloture == AISLE_CLOTURE_NOMINATION;
}

/* Both sides have votes, and the smaller at least the asked share of them. */
static bool contested(const struct problem *p, int rollcall)
{
    const struct aisle_votes *votes = p->votes;
    if (p->options->drop_nominations && is_nomination(&votes->rollcalls[rollcall]))
        return false;
    int yea = 0;
    int nay = 0;
    for (int i = 0; i < votes->member_count; i++) {
        int8_t s = sign_of(aisle_votes_cast(votes, rollcall, i));
        yea += s > 0;
        nay += s < 0;
    }
    int minority = yea < nay ? yea : nay;
    return minority > 0 && minority >= p->options->minority_min * (yea + nay);
}

static enum aisle_status find_items(struct aisle_ctx *ctx, struct problem *p)
{
    const struct aisle_votes *votes = p->votes;
    p->rollcall = mem_new((size_t)votes->rollcall_count, sizeof *p->rollcall);
    if (!p->rollcall)
        return ctx_no_memory(ctx);
    for (int r = 0; r < votes->rollcall_count; r++)
        if (contested(p, r))
            p->rollcall[p->item_count++] = r;
    if (p->item_count > 0)
        return AISLE_OK;
    ctx_fail(ctx, AISLE_INPUT,
             "no contested roll call among %d: ideal points need votes with a "
             "minority of at least %.3g%%",
             votes->rollcall_count, 100 * p->options->minority_min);
    ctx_hint(ctx, "fit more roll calls, or take smaller minorities (--minority)");
    return AISLE_INPUT;
}

/* Halving with age, from the day the votes end. */
static enum aisle_status weigh_items(struct aisle_ctx *ctx, struct problem *p)
{
    double half_life = p->options->half_life_days;
    if (half_life <= 0)
        return AISLE_OK;
    p->weight = mem_new((size_t)p->item_count, sizeof *p->weight);
    if (!p->weight)
        return ctx_no_memory(ctx);
    aisle_day last = p->votes->as_of;
    for (int j = 0; j < p->item_count; j++) {
        const struct aisle_rollcall *r = &p->votes->rollcalls[p->rollcall[j]];
        if (r->date == AISLE_DAY_NONE)
            return ctx_fail(ctx, AISLE_INPUT,
                            "roll call %d-%d has no date, which weights by age need",
                            r->congress, r->number);
        if (p->votes->as_of == AISLE_DAY_NONE && r->date > last)
            last = r->date;
    }
    for (int j = 0; j < p->item_count; j++) {
        double age = (double)last - (double)p->votes->rollcalls[p->rollcall[j]].date;
        p->weight[j] = exp2(-fmax(age, 0.0) / half_life);
    }
    return AISLE_OK;
}

static enum aisle_status read_signs(struct aisle_ctx *ctx, struct problem *p)
{
    size_t n = (size_t)p->member_count;
    p->sign = mem_new((size_t)p->item_count * n, sizeof *p->sign);
    p->thin = mem_new(n, sizeof *p->thin);
    p->votes_of = mem_new(n, sizeof *p->votes_of);
    if (!p->sign || !p->thin || !p->votes_of)
        return ctx_no_memory(ctx);
    for (int j = 0; j < p->item_count; j++)
        for (int i = 0; i < p->member_count; i++) {
            int8_t s = sign_of(aisle_votes_cast(p->votes, p->rollcall[j], i));
            p->sign[(size_t)j * n + (size_t)i] = s;
            p->votes_of[i] += s != 0;
        }
    for (int i = 0; i < p->member_count; i++) {
        int needed = p->options->votes_min > 1 ? p->options->votes_min : 1;
        p->thin[i] = p->votes_of[i] < needed;
        p->fitted_count += !p->thin[i];
    }
    return AISLE_OK;
}

static enum aisle_status find_anchor(struct aisle_ctx *ctx, const struct problem *p,
                                     const char *bioguide, int *out)
{
    for (int i = 0; i < p->member_count; i++)
        if (strcmp(p->votes->members[i].bioguide, bioguide) == 0) {
            *out = i;
            return AISLE_OK;
        }
    return ctx_fail(ctx, AISLE_INPUT, "no member '%s' to tell left from right by",
                    bioguide);
}

/* Both anchors or none. */
static enum aisle_status find_anchors(struct aisle_ctx *ctx, struct problem *p)
{
    const struct aisle_ideal_options *o = p->options;
    enum aisle_status status = AISLE_OK;
    p->anchor[0] = p->anchor[1] = -1;
    if (!o->anchor_left[0] && !o->anchor_right[0])
        return AISLE_OK;
    if (!o->anchor_left[0] || !o->anchor_right[0] ||
        strcmp(o->anchor_left, o->anchor_right) == 0)
        return ctx_fail(ctx, AISLE_INPUT,
                        "left and right are told by two members, or by none");
    TRY(find_anchor(ctx, p, o->anchor_left, &p->anchor[0]));
    TRY(find_anchor(ctx, p, o->anchor_right, &p->anchor[1]));
out:
    return status;
}

static enum aisle_status check_size(struct aisle_ctx *ctx, const struct problem *p)
{
    if (p->fitted_count < p->dims + 2) {
        ctx_fail(ctx, AISLE_INPUT,
                 "%d of %d members have the %d contested votes asked for; %d "
                 "dimension%s at least %d",
                 p->fitted_count, p->member_count, p->options->votes_min, p->dims,
                 p->dims > 1 ? "s take" : " takes", p->dims + 2);
        ctx_hint(ctx,
                 "fit more roll calls, or ask for fewer votes a member (--min-votes)");
        return AISLE_INPUT;
    }
    if (p->item_count < p->dims) {
        ctx_fail(ctx, AISLE_INPUT, "%d contested roll call%s cannot bear %d dimensions",
                 p->item_count, p->item_count > 1 ? "s" : "", p->dims);
        ctx_hint(ctx, "ask for fewer dimensions");
        return AISLE_INPUT;
    }
    return AISLE_OK;
}

/* --- tiles --------------------------------------------------------------- */

/* Sign of unit `u` in row `r`, seen from either side; 0 past the last unit. */
static int8_t sign_seen(const struct problem *p, bool by_item, int u, int r)
{
    int j = by_item ? u : r;
    int i = by_item ? r : u;
    if (j >= p->item_count || i >= p->member_count || (by_item && p->thin[i]))
        return 0;
    return p->sign[(size_t)j * (size_t)p->member_count + (size_t)i];
}

/* The tile's units in row `r`. */
static struct kernel_row row_of(const struct problem *p, bool by_item, int tile, int r)
{
    struct kernel_row row = {r, 0, 0};
    for (int k = 0; k < KERNEL_LANES; k++) {
        int8_t sign = sign_seen(p, by_item, tile * KERNEL_LANES + k, r);
        row.cast |= (uint16_t)((sign != 0) << k);
        row.nay |= (uint16_t)((sign < 0) << k);
    }
    return row;
}

/* Rows in which at least one of the tile's units has a vote; writes them when
 * `t->row` is there. Where the next tile starts. */
static int fill_tile(const struct problem *p, bool by_item, struct tiles *t, int tile)
{
    int rows = by_item ? p->member_count : p->item_count;
    int count = t->first[tile];
    for (int r = 0; r < rows; r++) {
        struct kernel_row row = row_of(p, by_item, tile, r);
        if (!row.cast)
            continue;
        if (t->row)
            t->row[count] = row;
        count++;
    }
    return count;
}

static void tiles_clear(struct tiles *t)
{
    free(t->first);
    free(t->row);
    *t = (struct tiles){0};
}

static enum aisle_status tiles_new(struct aisle_ctx *ctx, const struct problem *p,
                                   bool by_item, struct tiles *t)
{
    t->unit_count = by_item ? p->item_count : p->member_count;
    t->tile_count = (t->unit_count + KERNEL_LANES - 1) / KERNEL_LANES;
    t->first = mem_new((size_t)t->tile_count + 1, sizeof *t->first);
    if (!t->first)
        return ctx_no_memory(ctx);
    for (int tile = 0; tile < t->tile_count; tile++)
        t->first[tile + 1] = fill_tile(p, by_item, t, tile);
    t->row = mem_new((size_t)t->first[t->tile_count] + 1, sizeof *t->row);
    if (!t->row)
        return ctx_no_memory(ctx);
    for (int tile = 0; tile < t->tile_count; tile++)
        fill_tile(p, by_item, t, tile);
    return AISLE_OK;
}

static enum aisle_status lay_tiles(struct aisle_ctx *ctx, struct problem *p)
{
    enum aisle_status status;
    tiles_clear(&p->by_item);
    tiles_clear(&p->by_member);
    TRY(tiles_new(ctx, p, true, &p->by_item));
    TRY(tiles_new(ctx, p, false, &p->by_member));
    p->vote_count = 0;
    for (int j = 0; j < p->item_count; j++)
        for (int i = 0; i < p->member_count; i++)
            p->vote_count += sign_seen(p, true, j, i) != 0;
out:
    return status;
}

void problem_item_precision(const struct problem *p, double slope_sd, double *out)
{
    double intercept_sd = p->options->prior_intercept_sd;
    out[0] = 1.0 / (intercept_sd * intercept_sd);
    for (int k = 1; k <= p->dims; k++)
        out[k] = 1.0 / (slope_sd * slope_sd);
}

/* --- the problem --------------------------------------------------------- */

void problem_clear(struct problem *p)
{
    free(p->thin);
    free(p->votes_of);
    free(p->rollcall);
    free(p->weight);
    free(p->sign);
    tiles_clear(&p->by_item);
    tiles_clear(&p->by_member);
    *p = (struct problem){0};
}

enum aisle_status problem_new(struct aisle_ctx *ctx, const struct aisle_votes *votes,
                              const struct aisle_ideal_options *options,
                              struct problem *out)
{
    struct problem p = {.votes = votes,
                        .options = options,
                        .dims = options->dims,
                        .member_count = votes->member_count};
    enum aisle_status status;
    if (votes->member_count < 1 || votes->rollcall_count < 1)
        return ctx_fail(ctx, AISLE_INPUT, "no votes to fit: %d members, %d roll calls",
                        votes->member_count, votes->rollcall_count);
    TRY(check_members(ctx, votes));
    TRY(find_anchors(ctx, &p));
    TRY(find_items(ctx, &p));
    TRY(weigh_items(ctx, &p));
    TRY(read_signs(ctx, &p));
    TRY(check_size(ctx, &p));
    TRY(lay_tiles(ctx, &p));
    *out = p;
out:
    if (status != AISLE_OK)
        problem_clear(&p);
    return status;
}

/* FNV-1a (Fowler, Noll, Vo): a member's id as an address. */
static uint32_t hash_text(const char *text)
{
    uint32_t h = 2166136261u;
    for (; *text; text++)
        h = (h ^ (uint8_t)*text) * 16777619u;
    return h;
}

bool problem_hides(const struct aisle_votes *votes, int rollcall, int member)
{
    const struct aisle_rollcall *r = &votes->rollcalls[rollcall];
    uint32_t id = hash_text(votes->members[member].bioguide);
    struct rng_words w = rng_words_at(0, IDEAL_USE_HELDOUT, (uint32_t)r->congress,
                                      (uint32_t)r->number, id);
    return rng_unit32(w.w[0]) < 0.2;
}

enum aisle_status problem_hide_votes(struct aisle_ctx *ctx, struct problem *p,
                                     int8_t **hidden)
{
    size_t n = (size_t)p->member_count;
    int8_t *out = mem_new((size_t)p->item_count * n, sizeof *out);
    if (!out)
        return ctx_no_memory(ctx);
    for (int j = 0; j < p->item_count; j++)
        for (int i = 0; i < p->member_count; i++) {
            size_t at = (size_t)j * n + (size_t)i;
            if (p->sign[at] == 0 || p->thin[i] ||
                !problem_hides(p->votes, p->rollcall[j], i))
                continue;
            out[at] = p->sign[at];
            p->sign[at] = 0;
        }
    enum aisle_status status = lay_tiles(ctx, p);
    if (status == AISLE_OK)
        *hidden = out;
    else
        free(out);
    return status;
}

/* --- points -------------------------------------------------------------- */

enum aisle_status point_new(struct aisle_ctx *ctx, const struct problem *problem,
                            struct point *out)
{
    struct point p = {.slope_sd = problem->options->prior_slope_sd,
                      .stride = problem->dims + 1,
                      .member_count = problem->member_count,
                      .item_count = problem->item_count};
    size_t stride = (size_t)p.stride;
    p.member = mem_new((size_t)p.member_count * stride, sizeof *p.member);
    p.item = mem_new((size_t)p.item_count * stride, sizeof *p.item);
    if (!p.member || !p.item) {
        point_clear(&p);
        return ctx_no_memory(ctx);
    }
    for (int i = 0; i < p.member_count; i++)
        point_member(&p, i)[0] = 1.0;
    *out = p;
    return AISLE_OK;
}

void point_copy(const struct point *from, struct point *to)
{
    size_t stride = (size_t)from->stride;
    to->slope_sd = from->slope_sd;
    memcpy(to->member, from->member,
           (size_t)from->member_count * stride * sizeof *to->member);
    memcpy(to->item, from->item, (size_t)from->item_count * stride * sizeof *to->item);
}

void point_clear(struct point *point)
{
    free(point->member);
    free(point->item);
    *point = (struct point){0};
}
