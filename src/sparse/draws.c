#include "sparse/draws.h"

#include "base/mem.h"
#include <math.h>

static const double steps = 256.0; /* a spread */

enum aisle_status sparse_draws_new(struct aisle_ctx *ctx, size_t members, size_t chains,
                                   const double *centre, const double *spread,
                                   struct sparse_draws *out)
{
    *out = (struct sparse_draws){.members = members,
                                 .chains = chains,
                                 .centre = mem_new(members, sizeof *out->centre),
                                 .step = mem_new(members, sizeof *out->step)};
    if (!out->centre || !out->step)
        return ctx_no_memory(ctx);
    for (size_t i = 0; i < members; i++) {
        out->centre[i] = (float)centre[i];
        out->step[i] = (float)(spread[i] / steps);
    }
    return AISLE_OK;
}

enum aisle_status sparse_draws_reserve(struct aisle_ctx *ctx, struct sparse_draws *d,
                                       size_t more)
{
    size_t need = (d->kept + more + SPARSE_DRAWS_CHUNK - 1) / SPARSE_DRAWS_CHUNK;
    if (need <= d->chunk_count)
        return AISLE_OK;
    int16_t **chunk = mem_resize(d->chunk, need, sizeof(int16_t *));
    if (!chunk)
        return ctx_no_memory(ctx);
    d->chunk = chunk;
    while (d->chunk_count < need) {
        int16_t *room =
            mem_new(d->chains * SPARSE_DRAWS_CHUNK * d->members, sizeof *room);
        if (!room)
            return ctx_no_memory(ctx);
        d->chunk[d->chunk_count++] = room;
    }
    return AISLE_OK;
}

static int16_t *row(const struct sparse_draws *d, size_t chain, size_t at)
{
    return d->chunk[at / SPARSE_DRAWS_CHUNK] +
           (chain * SPARSE_DRAWS_CHUNK + at % SPARSE_DRAWS_CHUNK) * d->members;
}

void sparse_draws_put(struct sparse_draws *d, size_t chain, size_t at, const double *x)
{
    int16_t *to = row(d, chain, at);
    for (size_t i = 0; i < d->members; i++) {
        double by = rint((x[i] - (double)d->centre[i]) / (double)d->step[i]);
        to[i] = (int16_t)fmax(fmin(by, INT16_MAX), INT16_MIN);
    }
}

double sparse_draws_get(const struct sparse_draws *d, size_t chain, size_t at,
                        size_t member)
{
    return (double)d->centre[member] +
           row(d, chain, at)[member] * (double)d->step[member];
}

void sparse_draws_gather(const struct sparse_draws *d, size_t member, double *out)
{
    for (size_t c = 0; c < d->chains; c++)
        for (size_t t = 0; t < d->kept; t++)
            *out++ = sparse_draws_get(d, c, t, member);
}

void sparse_draws_clear(struct sparse_draws *d)
{
    for (size_t k = 0; k < d->chunk_count; k++)
        free(d->chunk[k]);
    free(d->chunk);
    free(d->centre);
    free(d->step);
    *d = (struct sparse_draws){0};
}
