/* Compressed rows from both sides, two bytes a vote, and the state's tables. */
#include "sparse/sparse.h"

#include "base/ctx.h"
#include "base/mem.h"
#include <math.h>
#include <string.h>

/* --- rows ------------------------------------------------------------------------- */

/* Where vote k of item j goes, seen from one side. */
struct cell {
    size_t slot; /* unit and block */
    uint16_t vote;
};

static struct cell cell_of(const struct sparse_rows *rows, bool by_item, int item,
                           uint32_t cast)
{
    size_t member = cast >> 1;
    size_t unit = by_item ? (size_t)item : member;
    size_t other = by_item ? member : (size_t)item;
    size_t place = other & (((size_t)1 << ROW_BLOCK_BITS) - 1);
    return (struct cell){unit * (size_t)rows->blocks + (other >> ROW_BLOCK_BITS),
                         (uint16_t)(2 * place + !(cast & 1))};
}

/* Count, sum up, put in place; `first` ends one slot late and is moved back. */
static enum aisle_status lay_rows(struct aisle_ctx *ctx, const struct aisle_votelist *v,
                                  bool by_item, struct sparse_rows *rows)
{
    int others = by_item ? v->member_count : v->rollcall_count;
    rows->unit_count = by_item ? v->rollcall_count : v->member_count;
    rows->blocks = ((others - 1) >> ROW_BLOCK_BITS) + 1;
    size_t slots = (size_t)rows->unit_count * (size_t)rows->blocks;
    size_t votes = (size_t)v->first[v->rollcall_count];
    rows->first = mem_new(slots + 2, sizeof *rows->first);
    rows->vote = mem_new(votes + ROW_PADDING, sizeof *rows->vote);
    if (!rows->first || !rows->vote)
        return ctx_no_memory(ctx);
    int64_t *next = rows->first + 1;
    for (int j = 0; j < v->rollcall_count; j++)
        for (int64_t k = v->first[j]; k < v->first[j + 1]; k++)
            next[cell_of(rows, by_item, j, v->cast[k]).slot + 1]++;
    for (size_t s = 0; s < slots; s++)
        next[s + 1] += next[s];
    for (int j = 0; j < v->rollcall_count; j++)
        for (int64_t k = v->first[j]; k < v->first[j + 1]; k++) {
            struct cell c = cell_of(rows, by_item, j, v->cast[k]);
            rows->vote[next[c.slot]++] = c.vote;
        }
    return AISLE_OK;
}

static enum aisle_status check_votes(struct aisle_ctx *ctx,
                                     const struct aisle_votelist *v)
{
    const int units_max = 1 << SPARSE_UNITS_BITS;
    if (v->member_count < 3 || v->rollcall_count < 1)
        return ctx_fail(ctx, AISLE_INPUT, "%d members and %d items are too few to fit",
                        v->member_count, v->rollcall_count);
    if (v->member_count > units_max || v->rollcall_count > units_max)
        return ctx_fail(ctx, AISLE_INPUT, "more than %d members or items", units_max);
    if (v->first[0] != 0)
        return ctx_fail(ctx, AISLE_INPUT, "the first item's votes do not start at 0");
    for (int j = 0; j < v->rollcall_count; j++)
        if (v->first[j + 1] < v->first[j])
            return ctx_fail(ctx, AISLE_INPUT, "item %d has fewer than no votes", j);
    if (v->first[v->rollcall_count] == 0)
        return ctx_fail(ctx, AISLE_INPUT, "no votes to fit");
    for (int64_t k = 0; k < v->first[v->rollcall_count]; k++)
        if (v->cast[k] >> 1 >= (uint32_t)v->member_count)
            return ctx_fail(ctx, AISLE_INPUT, "vote %lld is of member %u of %d",
                            (long long)k, v->cast[k] >> 1, v->member_count);
    return AISLE_OK;
}

enum aisle_status sparse_problem_new(struct aisle_ctx *ctx,
                                     const struct aisle_votelist *votes,
                                     const struct aisle_sparse_options *options,
                                     struct sparse_problem *out)
{
    struct sparse_problem p = {.options = options,
                               .kernel = row_best(),
                               .threads = out->threads,
                               .member_count = votes->member_count,
                               .item_count = votes->rollcall_count};
    enum aisle_status status;
    TRY(check_votes(ctx, votes));
    p.vote_count = votes->first[votes->rollcall_count];
    TRY(lay_rows(ctx, votes, true, &p.by_item));
    TRY(lay_rows(ctx, votes, false, &p.by_member));
    for (int i = 0; i < p.member_count; i++)
        p.fitted_count += sparse_row_count(&p.by_member, i) > 0;
    if (p.fitted_count < 3) {
        status =
            ctx_fail(ctx, AISLE_INPUT, "only %d members have votes", p.fitted_count);
        goto out;
    }
    *out = p;
out:
    if (status != AISLE_OK)
        sparse_problem_clear(&p);
    return status;
}

void sparse_rows_clear(struct sparse_rows *rows)
{
    free(rows->first);
    free(rows->vote);
    *rows = (struct sparse_rows){0};
}

void sparse_problem_clear(struct sparse_problem *p)
{
    sparse_rows_clear(&p->by_item);
    sparse_rows_clear(&p->by_member);
    *p = (struct sparse_problem){0};
}

/* --- states ----------------------------------------------------------------------- */

enum aisle_status sparse_state_new(struct aisle_ctx *ctx,
                                   const struct sparse_problem *p,
                                   struct sparse_state *out)
{
    struct sparse_state s = {
        .x = mem_new((size_t)p->member_count, sizeof *s.x),
        .item = mem_new(2 * (size_t)p->item_count, sizeof *s.item),
        .x32 = mem_new((size_t)p->member_count, sizeof *s.x32),
        .item32 = mem_new(2 * (size_t)p->item_count, sizeof *s.item32),
    };
    if (!s.x || !s.item || !s.x32 || !s.item32) {
        sparse_state_clear(&s);
        return ctx_no_memory(ctx);
    }
    s.slope_sd = p->options->prior_slope_sd;
    *out = s;
    return AISLE_OK;
}

void sparse_state_clear(struct sparse_state *s)
{
    free(s->x);
    free(s->item);
    free(s->x32);
    free(s->item32);
    *s = (struct sparse_state){0};
}

void sparse_narrow(const struct sparse_problem *p, struct sparse_state *s)
{
    for (int i = 0; i < p->member_count; i++)
        s->x32[i] = (float)s->x[i];
    for (int k = 0; k < 2 * p->item_count; k++)
        s->item32[k] = (float)s->item[k];
}

struct sparse_standard sparse_standard_of(const struct sparse_problem *p,
                                          const double *x)
{
    double n = p->fitted_count;
    double sum = 0.0;
    double square = 0.0;
    for (int i = 0; i < p->member_count; i++)
        sum += sparse_row_count(&p->by_member, i) > 0 ? x[i] : 0.0;
    double mean = sum / n;
    for (int i = 0; i < p->member_count; i++) {
        double by = sparse_row_count(&p->by_member, i) > 0 ? x[i] - mean : 0.0;
        square += by * by;
    }
    return (struct sparse_standard){mean, sqrt(square / n)};
}
