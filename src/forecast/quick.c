/* The short answer, for searches. */
#include "forecast/eval.h"
#include "num/special.h"
#include "particles/path.h"

#include <math.h>
#include <string.h>

double eval_called(const struct aisle_forecaster *f, const struct gate *gate, double p)
{
    if (!gate->cloture || p <= 0 || p >= 1)
        return p;
    return num_logistic(log(p / (1 - p)) + f->settings.called_shift);
}

static double doubt(double surprise, double p)
{
    return surprise + (1 - 2 * surprise) * p;
}

double eval_doubt(const struct aisle_forecaster *f, double p)
{
    return doubt(f->settings.surprise, p);
}

void eval_model_error(const struct aisle_forecaster *f, const struct gate *gate,
                      double replicate[REPLICATES], double p, double *q05, double *q95)
{
    double high = f->settings.surprise_high;
    num_sort(replicate, REPLICATES);
    double low =
        eval_called(f, gate, fmin(p, num_quantile_sorted(replicate, REPLICATES, 0.05)));
    double top =
        eval_called(f, gate, fmax(p, num_quantile_sorted(replicate, REPLICATES, 0.95)));
    *q05 = fmax(0, fmin(low, doubt(high, low)));
    *q95 = fmin(1, fmax(top, doubt(high, top)));
}

/* Add a block's weighted recorded yeas to each seat's. */
static void add_seats(const struct aisle_forecaster *f, const struct gate *gate,
                      const struct block_chances *chances, const float *carries,
                      const double *weight, int lanes, double *p_yea)
{
    for (int i = 0; i < f->roster.count; i++) {
        bool leader = gate->cloture && i == f->roster.leader;
        for (int l = 0; l < lanes; l++) {
            double p = (double)chances->yea[i][l] * (1 - (double)chances->absent[i][l]);
            if (leader)
                p *= 1 - f->settings.leader_procedural_nay * (1 - (double)carries[l]);
            p_yea[i] += weight[l] * p;
        }
    }
}

static void add_replicates(const struct aisle_forecaster *f, const struct gate *gate,
                           int block, int lanes, const float *carries,
                           double replicate[REPLICATES])
{
    for (int r = 0; r < REPLICATES; r++)
        replicate[r] +=
            f->path->dot(lanes,
                         gate->replicate + (size_t)r * (size_t)f->particles +
                             gate_first_particle(block),
                         carries);
}

void aisle_forecaster_quick(const struct aisle_forecaster *f, int vote,
                            uint64_t selection, double p_fair_efficient,
                            struct aisle_forecaster_short *out, double *p_yea,
                            double *yea_by_particle)
{
    const struct gate *gate = &f->gates[vote];
    struct query query = query_whole(vote, selection, p_fair_efficient);
    struct plan plan = plan_make(f, &query);
    struct block_chances chances;
    float carries[LANES];
    float yeas[LANES];
    double replicate[REPLICATES] = {0};
    *out = (struct aisle_forecaster_short){0};
    if (p_yea)
        memset(p_yea, 0, (size_t)f->roster.count * sizeof *p_yea);
    for (int b = 0; b < f->blocks; b++) {
        int lanes = block_lanes(f, b);
        const double *weight = gate->weight + gate_first_particle(b);
        kernel_chances(f, &plan, b, &chances);
        kernel_tails(f, &plan, &chances, carries, yeas);
        for (int l = 0; l < lanes; l++) {
            out->p_pass += weight[l] * (double)carries[l];
            out->yea_mean += weight[l] * (double)yeas[l];
            if (yea_by_particle)
                yea_by_particle[gate_first_particle(b) + l] = (double)yeas[l];
        }
        if (p_yea)
            add_seats(f, gate, &chances, carries, weight, lanes, p_yea);
        add_replicates(f, gate, b, lanes, carries, replicate);
    }
    eval_model_error(f, gate, replicate, out->p_pass, &out->p_pass_q05,
                     &out->p_pass_q95);
    out->p_pass = eval_doubt(f, eval_called(f, gate, out->p_pass));
}
