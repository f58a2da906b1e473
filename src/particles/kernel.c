#include "particles/kernel.h"

#include "particles/path.h"

#include <string.h>

void kernel_chances(const struct aisle_forecaster *f, const struct plan *plan,
                    int block, struct block_chances *out)
{
    f->path->chances(f, plan, block, out);
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

void kernel_follow(const struct aisle_forecaster *f, const struct gate *before,
                   struct gate *gate, int block, const struct following *worlds)
{
    f->path->follow(f, before, gate, block, worlds);
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
                       const float *carries, double replicate[REPLICATES])
{
    for (int r = 0; r < REPLICATES; r++)
        replicate[r] = f->path->dot(
            f->particles, gate->replicate + (size_t)r * (size_t)f->particles, carries);
}
