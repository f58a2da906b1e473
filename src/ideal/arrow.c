/* Groups of items one by one, each a product of matrices. */
#include "ideal/arrow.h"

#include "base/ctx.h"
#include "base/mem.h"
#include "num/linalg.h"
#include <math.h>
#include <omp.h>
#include <string.h>

/* A turn of all members is held back with this many times the mean precision. */
static const double turn_stiffness = 1e4;

/* --- memory -------------------------------------------------------------------- */

void arrow_clear(struct arrow *a)
{
    free(a->place);
    free(a->seat_first);
    free(a->seat);
    free(a->cross_first);
    free(a->root);
    free(a->cross);
    free(a->own);
    free(a->slope);
    free(a->s);
    *a = (struct arrow){0};
}

/* The seats of each group, from the rows of its tiles; `there` is room for a mark a
 * member. */
static void fill_seats(struct arrow *a, bool *there)
{
    const struct tiles *t = &a->problem->by_item;
    const int tiles = ARROW_GROUP / KERNEL_LANES;
    int next = 0;
    for (int g = 0; g < a->group_count; g++) {
        int last = (g + 1) * tiles < t->tile_count ? (g + 1) * tiles : t->tile_count;
        memset(there, 0, (size_t)a->problem->member_count * sizeof *there);
        for (int r = t->first[g * tiles]; r < t->first[last]; r++)
            there[t->row[r].other] = true;
        a->seat_first[g] = next;
        for (int i = 0; i < a->problem->member_count; i++)
            if (there[i])
                a->seat[next++] = i;
    }
    a->seat_first[a->group_count] = next;
}

static enum aisle_status lay_groups(struct aisle_ctx *ctx, struct arrow *a)
{
    size_t members = (size_t)a->problem->member_count;
    a->group_count = (a->problem->item_count + ARROW_GROUP - 1) / ARROW_GROUP;
    size_t groups = (size_t)a->group_count;
    bool *there = mem_new(members, sizeof *there);
    a->seat_first = mem_new(groups + 1, sizeof *a->seat_first);
    a->seat = mem_new(groups * members, sizeof *a->seat);
    a->cross_first = mem_new(groups + 1, sizeof *a->cross_first);
    if (!there || !a->seat_first || !a->seat || !a->cross_first) {
        free(there);
        return ctx_no_memory(ctx);
    }
    fill_seats(a, there);
    free(there);
    for (int g = 0; g < a->group_count; g++)
        a->cross_first[g + 1] =
            a->cross_first[g] + (size_t)(arrow_group_end(a, g) - g * ARROW_GROUP) *
                                    a->params * (arrow_width(a, g) + 1);
    return AISLE_OK;
}

static enum aisle_status allocate(struct aisle_ctx *ctx, struct arrow *a)
{
    size_t items = (size_t)a->problem->item_count;
    size_t members = (size_t)a->problem->member_count;
    size_t d = a->params - 1;
    enum aisle_status status = lay_groups(ctx, a);
    if (status != AISLE_OK)
        return status;
    a->place = mem_new(members, sizeof *a->place);
    a->root = mem_new(items * a->params * a->params, sizeof *a->root);
    a->cross = mem_new(a->cross_first[a->group_count], sizeof *a->cross);
    a->own = mem_new(members * d * d, sizeof *a->own);
    a->slope = mem_new(a->size, sizeof *a->slope);
    a->s = mem_new(a->size * a->size, sizeof *a->s);
    if (!a->place || !a->root || !a->cross || !a->own || !a->slope || !a->s)
        return ctx_no_memory(ctx);
    int next = 0;
    for (int i = 0; i < a->problem->member_count; i++) {
        a->place[i] = a->problem->thin[i] ? -1 : next;
        next += a->problem->thin[i] ? 0 : a->problem->dims;
    }
    return AISLE_OK;
}

/* --- one item's part --------------------------------------------------------- */

/* One thread's room; the seats of the group at hand. */
struct room {
    size_t seats;
    int8_t *sign;    /* [seats] */
    double *feature; /* [params][seats]: 1, x */
    double *eta;     /* [seats], and so on */
    double *slope;
    double *curve;
    double *bend;
    double *squares; /* [width + 1][width + 1] */
};

static void room_clear(struct room *r)
{
    free(r->sign);
    free(r->feature);
    free(r->squares);
}

static enum aisle_status room_new(struct aisle_ctx *ctx, const struct arrow *a,
                                  struct room *out)
{
    size_t members = (size_t)a->problem->member_count;
    size_t width = a->size + 1;
    struct room r = {0};
    r.sign = mem_new(members, sizeof *r.sign);
    r.feature = mem_new(members * (a->params + 4), sizeof *r.feature);
    r.squares = mem_new(width * width, sizeof *r.squares);
    if (!r.sign || !r.feature || !r.squares) {
        room_clear(&r);
        return ctx_no_memory(ctx);
    }
    r.eta = r.feature + members * a->params;
    r.slope = r.eta + members;
    r.curve = r.slope + members;
    r.bend = r.curve + members;
    *out = r;
    return AISLE_OK;
}

static void enter_group(const struct arrow *a, int group, struct room *r)
{
    r->seats = (size_t)arrow_seats(a, group);
    const int *seat = a->seat + a->seat_first[group];
    for (size_t i = 0; i < r->seats; i++)
        for (size_t l = 0; l < a->params; l++)
            r->feature[l * r->seats + i] = point_member(a->point, seat[i])[l];
}

/* Slope and curvature of each seat's vote, in the item's weight. */
static void eval_votes(const struct arrow *a, int item, struct room *r)
{
    const struct problem *p = a->problem;
    const int8_t *sign = p->sign + (size_t)item * (size_t)p->member_count;
    const int *seat = a->seat + a->seat_first[item / ARROW_GROUP];
    const double *row = point_item(a->point, item);
    for (size_t i = 0; i < r->seats; i++) {
        r->sign[i] = sign[seat[i]];
        r->eta[i] = row[0];
    }
    for (size_t l = 1; l < a->params; l++)
        for (size_t i = 0; i < r->seats; i++)
            r->eta[i] += row[l] * r->feature[l * r->seats + i];
    kernel_votes(p->options->link, (int)r->seats, r->sign, r->eta, r->slope, r->curve);
    for (size_t i = 0; i < r->seats && p->weight; i++) {
        r->slope[i] *= p->weight[item];
        r->curve[i] *= p->weight[item];
    }
}

/* Row l of H_jj, of X_j' and the slope: minus d2/dx_k d(parameter l) is curve b_k f_l, less
 * the residual where l is the slope on dimension k, which is 0 in expectation. */
static void fill_row(const struct arrow *a, int item, size_t l, double precision,
                     struct room *r, double *cross)
{
    size_t p = a->params;
    const double *row = point_item(a->point, item);
    const double *f = r->feature + l * r->seats;
    double *root = arrow_root(a, item) + l * p;
    for (size_t i = 0; i < r->seats; i++)
        r->bend[i] = r->curve[i] * f[i];
    for (size_t m = 0; m <= l; m++)
        root[m] = linalg_dot(r->bend, r->feature + m * r->seats, r->seats);
    root[l] += precision;
    for (size_t k = 0; k + 1 < p; k++) {
        double *to = cross + k * r->seats;
        for (size_t i = 0; i < r->seats; i++)
            to[i] = row[k + 1] * r->bend[i];
        for (size_t i = 0; i < r->seats && l == k + 1 && !a->expected; i++)
            to[i] -= r->slope[i];
    }
    cross[(p - 1) * r->seats] = linalg_dot(r->slope, f, r->seats) - precision * row[l];
}

/* cross <- L^-1 cross. */
static void whiten(const double *root, size_t p, size_t width, double *cross)
{
    for (size_t l = 0; l < p; l++) {
        double *row = cross + l * width;
        double scale = 1.0 / root[l * p + l];
        for (size_t m = 0; m < l; m++)
            for (size_t c = 0; c < width; c++)
                row[c] -= root[l * p + m] * cross[m * width + c];
        for (size_t c = 0; c < width; c++)
            row[c] *= scale;
    }
}

static bool fill_item(const struct arrow *a, int item, struct room *r)
{
    size_t p = a->params;
    size_t width = arrow_width(a, item / ARROW_GROUP) + 1;
    double *cross = arrow_cross(a, item);
    double precision[KERNEL_PARAMS_MAX];
    problem_item_precision(a->problem, a->point->slope_sd, precision);
    eval_votes(a, item, r);
    for (size_t l = 0; l < p; l++)
        fill_row(a, item, l, precision[l], r, cross + l * width);
    if (!linalg_cholesky(arrow_root(a, item), p))
        return false;
    whiten(arrow_root(a, item), p, width, cross);
    return true;
}

/* --- the members' precision ---------------------------------------------------- */

/* What a group's items take off S and the members' slope, as sums. */
static bool sum_group(const struct arrow *a, int group, struct room *r)
{
    int first = group * ARROW_GROUP;
    int end = arrow_group_end(a, group);
    size_t width = arrow_width(a, group) + 1;
    enter_group(a, group, r);
    for (int j = first; j < end; j++)
        if (!fill_item(a, j, r))
            return false;
    memset(r->squares, 0, width * width * sizeof *r->squares);
    linalg_take_squares(arrow_cross(a, first), (size_t)(end - first) * a->params, width,
                        r->squares);
    return true;
}

static void add_group(struct arrow *a, int group, const struct room *r)
{
    size_t width = arrow_width(a, group);
    const double *sums = r->squares;
    for (size_t c = 0; c < width; c++, sums += width + 1) {
        size_t row = arrow_row(a, group, c);
        for (size_t e = 0; e <= c; e++) {
            size_t column = arrow_row(a, group, e);
            size_t at = row > column ? row * a->size + column : column * a->size + row;
            a->s[at] += sums[e];
        }
    }
    for (size_t c = 0; c < width; c++)
        a->slope[arrow_row(a, group, c)] += sums[c];
}

/* Groups are summed up side by side and added in their order. */
static enum aisle_status add_items(struct aisle_ctx *ctx, struct arrow *a, bool *peaked)
{
    int threads = problem_threads(a->problem);
    bool good = true;
    bool room = true;
#pragma omp parallel num_threads(threads) reduction(&& : good, room) if (threads > 1)
    {
        struct room r = {0};
#pragma omp critical(aisle_arrow)
        {
            room = room_new(ctx, a, &r) == AISLE_OK;
        }
#pragma omp for ordered schedule(static, 1)
        for (int g = 0; g < a->group_count; g++) {
            bool fine = room && sum_group(a, g, &r);
            good = good && fine;
#pragma omp ordered
            {
                if (fine)
                    add_group(a, g, &r);
            }
        }
        room_clear(&r);
    }
    *peaked = good;
    return room ? AISLE_OK : AISLE_MEMORY;
}

/* Turning axes k and l changes nothing that the votes or the priors see; a stiff
 * spring on that direction keeps draws aligned with the mode, as a Procrustes
 * rotation to it would to first order. `turn` has room for one row of S. */
static void hold_turn(struct arrow *a, int k, int l, double stiffness, double *turn)
{
    const struct problem *p = a->problem;
    double square = 0.0;
    memset(turn, 0, a->size * sizeof *turn);
    for (int i = 0; i < p->member_count; i++) {
        if (p->thin[i])
            continue;
        const double *x = point_member(a->point, i) + 1;
        turn[a->place[i] + k] = x[l];
        turn[a->place[i] + l] = -x[k];
        square += x[k] * x[k] + x[l] * x[l];
    }
    for (size_t r = 0; r < a->size; r++)
        for (size_t c = 0; c <= r; c++)
            a->s[r * a->size + c] += stiffness / square * turn[r] * turn[c];
}

/* Each member's slope and curvature with the items held, prior included; a thin
 * member's curvature is factored, since it is all that member has. */
static void fill_own(struct arrow *a)
{
    struct side side = side_members(a->problem, a->point);
    int d = side.count;
    memset(a->s, 0, a->size * a->size * sizeof *a->s);
    for (int i = 0; i < a->problem->member_count; i += KERNEL_LANES) {
        double at[KERNEL_PARAMS_MAX][KERNEL_LANES];
        struct kernel_sums sums;
        side_gather(&side, i / KERNEL_LANES, at);
        side_eval(&side, i / KERNEL_LANES, (const double(*)[KERNEL_LANES])at, &sums);
        for (int u = i; u < i + KERNEL_LANES && u < a->problem->member_count; u++) {
            double *own = arrow_own(a, u);
            for (int k = 0, c = 0; k < d; k++)
                for (int l = 0; l <= k; l++)
                    own[k * d + l] = sums.curve[c++][u - i];
            if (a->problem->thin[u]) {
                CHECK(linalg_cholesky(own, (size_t)d));
                continue;
            }
            size_t row = (size_t)a->place[u];
            for (int k = 0; k < d; k++) {
                a->slope[row + (size_t)k] = sums.slope[k][u - i];
                memcpy(a->s + (row + (size_t)k) * a->size + row, own + k * d,
                       (size_t)(k + 1) * sizeof *own);
            }
        }
    }
}

static enum aisle_status try_factor(struct aisle_ctx *ctx, struct arrow *a,
                                    double *turn, bool *peaked)
{
    const struct problem *problem = a->problem;
    fill_own(a);
    enum aisle_status status = add_items(ctx, a, peaked);
    if (status != AISLE_OK || !*peaked)
        return status;
    double mean = 0.0;
    for (size_t r = 0; r < a->size; r++)
        mean += a->s[r * a->size + r] / (double)a->size;
    for (int k = 0; k < problem->dims; k++)
        for (int l = 0; l < k; l++)
            hold_turn(a, k, l, turn_stiffness * mean, turn);
    *peaked = linalg_cholesky(a->s, a->size);
    return AISLE_OK;
}

static enum aisle_status factor(struct aisle_ctx *ctx, struct arrow *a, double *turn)
{
    bool peaked = false;
    enum aisle_status status = try_factor(ctx, a, turn, &peaked);
    if (status != AISLE_OK || peaked)
        return status;
    struct place nowhere = {NULL, 0, 0};
    ctx_warn(ctx, nowhere,
             "the posterior is not peaked at its mode; standard errors use the "
             "expected information");
    a->expected = true;
    status = try_factor(ctx, a, turn, &peaked);
    if (status != AISLE_OK || peaked)
        return status;
    return ctx_fail(ctx, AISLE_INPUT,
                    "the votes are too few for standard errors in %d dimension%s",
                    a->problem->dims, a->problem->dims > 1 ? "s" : "");
}

enum aisle_status arrow_new(struct aisle_ctx *ctx, const struct problem *problem,
                            const struct point *point, struct arrow *out)
{
    struct arrow a = {.problem = problem,
                      .point = point,
                      .size = (size_t)problem->fitted_count * (size_t)problem->dims,
                      .params = (size_t)problem->dims + 1};
    enum aisle_status status;
    double *turn = mem_new(a.size, sizeof *turn);
    if (!turn) {
        status = ctx_no_memory(ctx);
        goto out;
    }
    TRY(allocate(ctx, &a));
    TRY(factor(ctx, &a, turn));
    *out = a;
out:
    free(turn);
    if (status != AISLE_OK)
        arrow_clear(&a);
    return status;
}
