/* The chance of a yea, senator by senator and particle by particle: what intervals of
 * a change are made of. Recorded yeas, as aisle_forecaster_quick counts them: absence
 * and the majority leader's procedural nay are in. */
#include "particles/kernel.h"
#include <aisle/canvass.h>

/* A block's chances into rows of particles. */
static void spread(const struct aisle_forecaster *f, const struct gate *gate, int block,
                   const struct block_chances *chances, const float *carries,
                   float *p_yea)
{
    int first = gate_first_particle(block), lanes = block_lanes(f, block);
    for (int i = 0; i < f->roster.count; i++) {
        bool leader = gate->cloture && i == f->roster.leader;
        float *row = p_yea + (size_t)i * (size_t)f->particles + first;
        for (int l = 0; l < lanes; l++) {
            double p = (double)chances->yea[i][l] * (1 - (double)chances->absent[i][l]);
            if (leader)
                p *= 1 - f->settings.leader_procedural_nay * (1 - (double)carries[l]);
            row[l] = (float)p;
        }
    }
}

void aisle_canvass_chances(const struct aisle_forecaster *forecaster, int vote,
                           uint64_t selection, double p_fair_efficient, float *p_yea)
{
    struct query query = query_whole(vote, selection, p_fair_efficient);
    struct plan plan = plan_make(forecaster, &query);
    struct block_chances chances;
    float carries[LANES];
    float yeas[LANES];
    for (int b = 0; b < forecaster->blocks; b++) {
        kernel_chances(forecaster, &plan, b, &chances);
        kernel_tails(forecaster, &plan, &chances, carries, yeas);
        spread(forecaster, &forecaster->gates[vote], b, &chances, carries, p_yea);
    }
}
