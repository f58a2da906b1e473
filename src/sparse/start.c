/* Where a climb begins: the votes' first principal axis, grown from one member outwards.
 *
 * Averages from a random beginning would leave stretches of a long history the wrong
 * way round: the axis of each is found, but which way it points spreads by one
 * generation a sweep, and where two ways meet the climb does not undo it. So a wave
 * goes out from one member whose votes tell sides apart, to items once enough of
 * their voters are placed, to members once enough of their items are; then averages,
 * which smooth it. */
#include "sparse/sparse.h"

#include "base/ctx.h"
#include "base/mem.h"
#include "num/rng.h"
#include <math.h>
#include <string.h>

enum { SMOOTHINGS = 6, SEED_STEPS = 3 };

/* A unit goes with the others of a round when at least this share of the best covered
 * one's coverage is its own. */
static const double near_best = 0.5;

/* --- averages ---------------------------------------------------------------------- */

/* Mean over a unit's votes of (sign - mean sign of its item) * score. */
static double average(const struct sparse_rows *rows, int unit, const double *score,
                      const double *mean, bool by_item)
{
    const int64_t *first = rows->first + (int64_t)unit * rows->blocks;
    double sum = 0.0;
    for (int k = 0; k < rows->blocks; k++)
        for (int64_t v = first[k]; v < first[k + 1]; v++) {
            size_t other = ((size_t)k << ROW_BLOCK_BITS) + (rows->vote[v] >> 1);
            double sign = rows->vote[v] & 1 ? -1.0 : 1.0;
            sum += (sign - mean[by_item ? (size_t)unit : other]) * score[other];
        }
    return sum / fmax((double)(first[rows->blocks] - first[0]), 1.0);
}

static double mean_sign(const struct sparse_rows *rows, int unit)
{
    const int64_t *first = rows->first + (int64_t)unit * rows->blocks;
    int64_t nays = 0;
    int64_t count = first[rows->blocks] - first[0];
    for (int64_t v = first[0]; v < first[rows->blocks]; v++)
        nays += rows->vote[v] & 1;
    return count ? 1.0 - 2.0 * (double)nays / (double)count : 0.0;
}

static void standardise(const struct sparse_problem *p, double *x)
{
    struct sparse_standard q = sparse_standard_of(p, x);
    for (int i = 0; i < p->member_count; i++)
        x[i] = q.sd > 0.0 && sparse_row_count(&p->by_member, i) > 0
                   ? (x[i] - q.mean) / q.sd
                   : 0.0;
}

static void smooth(const struct sparse_problem *p, const double *mean, double *score,
                   double *x)
{
    for (int sweep = 0; sweep < SMOOTHINGS; sweep++) {
#pragma omp parallel for schedule(static) num_threads(p->threads)
        for (int j = 0; j < p->item_count; j++)
            score[j] = average(&p->by_item, j, x, mean, true);
#pragma omp parallel for schedule(static) num_threads(p->threads)
        for (int i = 0; i < p->member_count; i++)
            x[i] = average(&p->by_member, i, score, mean, false);
        standardise(p, x);
    }
}

/* --- the wave ----------------------------------------------------------------------- */

/* What has reached one side's units. */
struct side {
    const struct sparse_rows *rows;
    bool items;
    double *at;    /* where a placed unit stands */
    double *sum;   /* of what placed units of the other side say */
    int64_t *said; /* and how many have */
    uint8_t *placed;
};

static enum aisle_status side_new(struct aisle_ctx *ctx, const struct sparse_rows *rows,
                                  bool items, struct side *out)
{
    size_t n = (size_t)rows->unit_count;
    *out = (struct side){rows,
                         items,
                         mem_new(n, sizeof *out->at),
                         mem_new(n, sizeof *out->sum),
                         mem_new(n, sizeof *out->said),
                         mem_new(n, 1)};
    return out->at && out->sum && out->said && out->placed ? AISLE_OK
                                                           : ctx_no_memory(ctx);
}

static void side_clear(struct side *s)
{
    free(s->at);
    free(s->sum);
    free(s->said);
    free(s->placed);
}

/* Unit says where it stands to all whom its votes join it to. */
static void tell(const struct side *from, int unit, const double *mean, struct side *to)
{
    const int64_t *first = from->rows->first + (int64_t)unit * from->rows->blocks;
    for (int k = 0; k < from->rows->blocks; k++)
        for (int64_t v = first[k]; v < first[k + 1]; v++) {
            uint16_t vote = from->rows->vote[v];
            size_t other = ((size_t)k << ROW_BLOCK_BITS) + (vote >> 1);
            double sign = vote & 1 ? -1.0 : 1.0;
            to->sum[other] +=
                (sign - mean[from->items ? (size_t)unit : other]) * from->at[unit];
            to->said[other]++;
        }
}

static double coverage(const struct side *s, int unit)
{
    int64_t votes = sparse_row_count(s->rows, unit);
    return s->placed[unit] || votes == 0 ? 0.0 : (double)s->said[unit] / (double)votes;
}

/* Place those that are covered best, on a scale of their own, and let them speak;
 * false when nothing has reached anybody. */
static bool advance(struct side *s, const double *mean, struct side *other)
{
    int n = s->rows->unit_count;
    double best = 0.0, square = 0.0;
    int count = 0;
    for (int u = 0; u < n; u++)
        best = fmax(best, coverage(s, u));
    if (!(best > 0.0))
        return false;
    for (int u = 0; u < n; u++)
        if (coverage(s, u) >= near_best * best) {
            s->at[u] = s->sum[u] / (double)s->said[u];
            s->placed[u] = 2; /* in this round */
            square += s->at[u] * s->at[u];
            count++;
        }
    double scale = square > 0.0 ? sqrt(count / square) : 0.0;
    for (int u = 0; u < n; u++)
        if (s->placed[u] == 2) {
            s->placed[u] = 1;
            s->at[u] *= scale;
            tell(s, u, mean, other);
        }
    return true;
}

/* Whoever agrees or disagrees most with `member`: further out, where its side has one. */
static int further_out(struct side *members, struct side *items, const double *mean,
                       int member)
{
    int n = members->rows->unit_count, m = items->rows->unit_count, best = member;
    for (int j = 0; j < m; j++)
        items->sum[j] = 0.0;
    members->at[member] = 1.0;
    tell(members, member, mean, items);
    double *said = members->sum;
    memset(said, 0, (size_t)n * sizeof *said);
    for (int j = 0; j < m; j++) {
        if (items->sum[j] == 0.0 || items->placed[j])
            continue;
        items->at[j] = items->sum[j];
        tell(items, j, mean, members);
    }
    double most = 0.0;
    for (int i = 0; i < n; i++)
        if (i != member && !members->placed[i] && fabs(said[i]) > most) {
            most = fabs(said[i]);
            best = i;
        }
    return best;
}

/* Of those not placed the one with most votes; for a chain's own start any. */
static int first_of(const struct sparse_problem *p, const struct side *members,
                    uint64_t seed)
{
    int best = -1;
    double most = 0.0;
    for (int i = 0; i < p->member_count; i++) {
        double votes = (double)sparse_row_count(&p->by_member, i);
        if (seed)
            votes *= rng_unit_at(seed, SPARSE_USE_START, (uint32_t)i, 0, 0);
        if (!members->placed[i] && votes > most) {
            most = votes;
            best = i;
        }
    }
    return best;
}

/* Forget what units that are not placed were told. */
static void forget(struct side *s)
{
    for (int u = 0; u < s->rows->unit_count; u++) {
        s->sum[u] = 0.0;
        s->said[u] = 0;
    }
}

/* From one member to all that votes join to it. */
static void spread(struct side *members, struct side *items, const double *mean,
                   int from)
{
    for (int step = 0; step < SEED_STEPS; step++)
        from = further_out(members, items, mean, from);
    forget(members);
    forget(items);
    members->at[from] = 1.0;
    members->placed[from] = 1;
    tell(members, from, mean, items);
    bool on = true;
    while (on) {
        on = advance(items, mean, members);
        on |= advance(members, mean, items);
    }
}

enum aisle_status sparse_start(struct aisle_ctx *ctx, const struct sparse_problem *p,
                               uint64_t seed, struct sparse_state *s, int *parts)
{
    struct side members = {0}, items = {0};
    double *mean = mem_new((size_t)p->item_count, sizeof *mean);
    enum aisle_status status;
    int from;
    if (!mean) {
        status = ctx_no_memory(ctx);
        goto out;
    }
    TRY(side_new(ctx, &p->by_member, false, &members));
    TRY(side_new(ctx, &p->by_item, true, &items));
#pragma omp parallel for schedule(static) num_threads(p->threads)
    for (int j = 0; j < p->item_count; j++)
        mean[j] = mean_sign(&p->by_item, j);
    for (*parts = 0; (from = first_of(p, &members, seed)) >= 0; (*parts)++) {
        TRY(ctx_poll(ctx));
        spread(&members, &items, mean, from);
    }
    memcpy(s->x, members.at, (size_t)p->member_count * sizeof *s->x);
    standardise(p, s->x);
    smooth(p, mean, items.at, s->x);
out:
    side_clear(&members);
    side_clear(&items);
    free(mean);
    return status;
}
