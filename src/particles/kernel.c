#include "particles/kernel.h"

#include "particles/path.h"

#include <string.h>

void kernel_change(const struct aisle_forecaster *f, uint64_t selection, int block,
                   struct change *out)
{
    f->path->change(f, selection, block, out);
}

void kernel_chances_under(const struct aisle_forecaster *f, const struct plan *plan,
                          int block, struct change *change, struct block_chances *out)
{
    f->path->chances(f, plan, block, change, out);
}

void kernel_chances(const struct aisle_forecaster *f, const struct plan *plan,
                    int block, struct block_chances *out)
{
    struct change change;
    f->path->change(f, plan->query.selection, block, &change);
    f->path->chances(f, plan, block, &change, out);
}

void kernel_tails(const struct aisle_forecaster *f, const struct plan *plan,
                  const struct block_chances *chances, float carries[LANES],
                  float yeas[LANES])
{
    f->path->tails(f, plan, chances, carries, yeas);
}

void kernel_prepare(const struct aisle_forecaster *f, struct gate *gate)
{
    for (int b = 0; b < f->blocks; b++)
        f->path->prepare(f, gate, b);
}

void kernel_follow(const struct aisle_forecaster *f, struct gate *gate)
{
    for (int b = 0; b < f->blocks; b++)
        f->path->follow(f, gate, b);
}

void kernel_shares(const struct aisle_forecaster *f, const struct gate *gate,
                   int caucus, double *share)
{
    float block[LANES];
    for (int b = 0; b < f->blocks; b++) {
        f->path->shares(f, gate, b, caucus, block);
        for (int l = 0; l < block_lanes(f, b); l++)
            share[gate_first_particle(b) + l] = (double)block[l];
    }
}

void kernel_heard(const struct aisle_forecaster *f, const struct gate *gate, int count,
                  const struct voice *voices, float *log_chance)
{
    float block[LANES];
    for (int b = 0; b < f->blocks; b++) {
        f->path->heard(f, gate, b, count, voices, block);
        for (int l = 0; l < block_lanes(f, b); l++)
            log_chance[gate_first_particle(b) + l] = block[l];
    }
}

void kernel_carries(const struct aisle_forecaster *f, const struct query *query,
                    float *carries)
{
    struct plan plan = plan_make(f, query);
    struct block_chances chances;
    float block[LANES];
    float yeas[LANES];
    for (int b = 0; b < f->blocks; b++) {
        kernel_chances(f, &plan, b, &chances);
        kernel_tails(f, &plan, &chances, block, yeas);
        memcpy(carries + gate_first_particle(b), block,
               (size_t)block_lanes(f, b) * sizeof *block);
    }
}

void kernel_replicates(const struct aisle_forecaster *f, const struct gate *gate,
                       const float *reach, const float *carries, float *work,
                       double replicate[REPLICATES])
{
    for (int m = 0; m < f->particles; m++)
        work[m] = reach[m] * carries[m];
    for (int r = 0; r < REPLICATES; r++) {
        const float *weight = gate->replicate + (size_t)r * (size_t)f->particles;
        double reached =
            gate->after < 0 ? 1 : f->path->dot(f->particles, weight, reach);
        replicate[r] = f->path->dot(f->particles, weight, work) / reached;
    }
}
