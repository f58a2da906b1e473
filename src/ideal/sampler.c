/* What all chains of a fit share, and how warm-up betters it: draws are turned to lie like
 * the members' middle places, and roll calls leap from their own. At first those are the
 * mode's. In more dimensions than the votes tell well the mode lies far out: the 118th's
 * third dimension at the mode correlates at 0.25 with its draws. Then the means over a
 * part of warm-up take its place. */
#include "ideal/chain.h"

#include "base/ctx.h"
#include "base/mem.h"

static void fill_shared(struct sampler *s)
{
    const struct problem *p = s->problem;
    const struct point *mode = s->mode;
    struct standard standard = standard_of(p, mode);
    for (int j = 0; j < mode->item_count; j++)
        standard_item(&standard, p->dims, point_item(mode, j),
                      s->item + (size_t)j * (size_t)mode->stride,
                      s->item + (size_t)j * (size_t)mode->stride + 1);
    for (int j = 0; j < p->item_count && s->weight; j++)
        s->weight[j] = (float)p->weight[j];
}

/* The group's step widths are those of the mode. */
static enum aisle_status tune(struct aisle_ctx *ctx, struct sampler *s)
{
    struct chain c;
    enum aisle_status status = chain_new(ctx, s, 0, 0, &c);
    if (status != AISLE_OK)
        return status;
    struct group_state state = chain_group(&c);
    group_tune(&state, &s->sizes);
    chain_clear(&c);
    return AISLE_OK;
}

enum aisle_status sampler_new(struct aisle_ctx *ctx, const struct problem *problem,
                              const struct point *mode, struct sampler *out)
{
    struct sampler s = {.problem = problem, .mode = mode, .tries = 2};
    enum aisle_status status;
    TRY(align_target_new(ctx, problem, mode, &s.target));
    s.item = mem_new((size_t)mode->item_count * (size_t)mode->stride, sizeof *s.item);
    if (problem->weight)
        s.weight = mem_new((size_t)problem->item_count, sizeof *s.weight);
    if (!s.item || (problem->weight && !s.weight)) {
        status = ctx_no_memory(ctx);
        goto out;
    }
    fill_shared(&s);
    TRY(tune(ctx, &s));
    *out = s;
out:
    if (status != AISLE_OK)
        sampler_clear(&s);
    return status;
}

void sampler_clear(struct sampler *s)
{
    align_target_clear(&s->target);
    free(s->item);
    free(s->weight);
    *s = (struct sampler){0};
}

void sampler_centre(struct sampler *s, struct chain *chains, int count)
{
    size_t x_count = (size_t)s->problem->member_count * (size_t)s->problem->dims;
    size_t v_count = (size_t)s->problem->item_count * (size_t)s->mode->stride;
    double times = 0.0;
    for (int c = 0; c < count; c++)
        times += chains[c].watched;
    if (!(times > 0.0))
        return;
    for (size_t i = 0; i < x_count; i++)
        s->target.x[i] = 0.0;
    for (int c = 0; c < count; c++) {
        for (size_t i = 0; i < x_count; i++)
            s->target.x[i] += chains[c].x_sum[i] / times;
        for (size_t j = 0; j < v_count; j++)
            s->item[j] += chains[c].item_sum[2 * j] / times;
        chain_forget(&chains[c]);
    }
}
