#include "votemodel/votemodel.h"

#include "base/ctx.h"
#include "base/mem.h"

void state_clear(struct state *s)
{
    free(s->forms);
    free(s->x);
    free(s->x_before);
    free(s->offset);
    free(s->variance);
    *s = (struct state){0};
}

enum aisle_status state_new(struct aisle_ctx *ctx, const struct data *d,
                            struct state *s)
{
    size_t members = (size_t)d->problem.member_count, dims = (size_t)d->options->dims;
    *s = (struct state){.dims = (int)dims, .features = (int)dims + 3};
    s->forms = mem_new((size_t)d->problem.item_count * AISLE_VOTEMODEL_FORMS,
                       sizeof *s->forms);
    s->x = mem_new(members * dims, sizeof *s->x);
    s->x_before = mem_new(members * dims, sizeof *s->x_before);
    s->offset = mem_new(members * AISLE_VOTE_TYPES, sizeof *s->offset);
    s->variance = mem_new(members * dims, sizeof *s->variance);
    if (!s->forms || !s->x || !s->x_before || !s->offset || !s->variance) {
        state_clear(s);
        return ctx_no_memory(ctx);
    }
    return AISLE_OK;
}

enum aisle_status state_begin(struct aisle_ctx *ctx, const struct data *d,
                              struct state *s)
{
    struct point point = {0};
    enum aisle_status status;
    TRY(point_new(ctx, &d->problem, &point));
    TRY(start_at(ctx, &d->problem, &point));
    TRY(map_fit(ctx, &d->problem, &point));
    for (int i = 0; i < d->problem.member_count; i++)
        for (int k = 0; k < s->dims; k++)
            s->x[(size_t)i * (size_t)s->dims + (size_t)k] =
                d->problem.thin[i] ? 0.0 : point_member(&point, i)[k + 1];
    for (int j = 0; j < d->problem.item_count; j++)
        for (int k = 0; k < d->forms; k++) {
            state_form(s, j, k)->weight = 1.0 / d->forms;
            for (int f = 0; f <= s->dims; f++)
                state_form(s, j, k)->beta[f] = point_item(&point, j)[f];
        }
out:
    point_clear(&point);
    return status;
}
