/* Joint: what the particles say of all casts at once, and whom to ask in turn. */
#include "particles/kernel.h"
#include "particles/pair.h"
#include <aisle/forecaster.h>

#include "base/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Chances inside a particle are kept this far from 0 and 1: a score must survive a
 * cast that no particle expects. */
static const double cast_floor = 1e-4;

static bool counts(uint8_t cast)
{
    return cast == AISLE_CAST_YEA || cast == AISLE_CAST_NAY;
}

/* The share of the leader's support that is recorded as yea: where the motion fails
 * whatever he does, he may vote nay to have it reconsidered. */
static double leader_share(const struct aisle_forecaster *f, const struct gate *gate,
                           int yeas_of_others)
{
    bool fails = yeas_of_others + 1 < gate->rule.cut;
    return gate->cloture && fails ? 1 - f->settings.leader_procedural_nay : 1;
}

/* Running log of a sum of exponentials. */
struct log_sum {
    double top;
    double sum;
};

static void add_log(struct log_sum *s, double x)
{
    if (x > s->top) {
        s->sum = s->sum * exp(s->top - x) + 1;
        s->top = x;
    } else {
        s->sum += exp(x - s->top);
    }
}

static double kept(float p)
{
    return fmax(cast_floor, fmin(1 - cast_floor, (double)p));
}

/* Chance of what two mates cast. */
static double pair_chance(double p, double q, double odds, bool p_yea, bool q_yea)
{
    double both = pair_both(p, q, odds);
    if (p_yea)
        return q_yea ? both : p - both;
    return q_yea ? q - both : 1 - p - q + both;
}

/* Log of the chance of the casts at one lane of a block. */
static double log_casts(const struct aisle_forecaster *f, const uint8_t *casts,
                        const bool *left_out, double share,
                        const struct block_chances *chances, int lane)
{
    double sum = 0;
    for (int i = 0; i < f->roster.count; i++) {
        int j = f->roster.seats[i].mate;
        bool yea = casts[i] == AISLE_CAST_YEA;
        if (!counts(casts[i]) || left_out[i])
            continue;
        double p = kept(chances->yea[i][lane]);
        p *= i == f->roster.leader ? share : 1;
        if (j < 0 || !counts(casts[j]) || left_out[j])
            sum += log(yea ? p : 1 - p);
        else if (i < j)
            sum +=
                log(pair_chance(p, kept(chances->yea[j][lane]), f->settings.state_odds,
                                yea, casts[j] == AISLE_CAST_YEA));
    }
    return sum;
}

double aisle_forecaster_joint(const struct aisle_forecaster *f, int vote,
                              const uint8_t *casts, const bool *left_out,
                              int yeas_of_others)
{
    const struct gate *gate = &f->gates[vote];
    struct query query = query_whole(vote, f->written, NAN);
    struct plan plan = plan_make(f, &query);
    struct block_chances chances;
    struct log_sum total = {-INFINITY, 0};
    double share = leader_share(f, gate, yeas_of_others);
    int counted = 0;
    for (int i = 0; i < f->roster.count; i++)
        counted += counts(casts[i]) && !left_out[i];
    for (int b = 0; b < f->blocks; b++) {
        kernel_chances(f, &plan, b, &chances);
        for (int l = 0; l < block_lanes(f, b); l++) {
            double sum = log(fmax(gate->weight[gate_first_particle(b) + l], 1e-300));
            sum += log_casts(f, casts, left_out, share, &chances, l);
            add_log(&total, sum);
        }
    }
    if (counted == 0)
        return (double)NAN;
    return (total.top + log(total.sum)) / counted;
}

/* Chances of yea, particle by particle, and the weights as answers come in. */
struct asking {
    const struct aisle_forecaster *f;
    int particles;
    int seats;
    float *yea; /* [particles][seats] */
    double *weight;
};

static bool load_asking(const struct aisle_forecaster *f, int vote, struct asking *a)
{
    struct query query = query_whole(vote, f->written, NAN);
    struct plan plan = plan_make(f, &query);
    struct block_chances chances;
    *a = (struct asking){.f = f, .particles = f->particles, .seats = f->roster.count};
    a->yea = mem_new((size_t)a->particles * (size_t)a->seats, sizeof *a->yea);
    a->weight = mem_new((size_t)a->particles, sizeof *a->weight);
    if (!a->yea || !a->weight)
        return false;
    memcpy(a->weight, f->gates[vote].weight, (size_t)a->particles * sizeof(double));
    for (int b = 0; b < f->blocks; b++) {
        kernel_chances(f, &plan, b, &chances);
        for (int l = 0; l < block_lanes(f, b); l++)
            for (int i = 0; i < a->seats; i++)
                a->yea[(size_t)(gate_first_particle(b) + l) * (size_t)a->seats +
                       (size_t)i] = chances.yea[i][l];
    }
    return true;
}

static int least_certain(const struct asking *a, const bool *closed)
{
    double mean[AISLE_SEATS_MAX] = {0};
    double sum = 0;
    int best = -1;
    for (int m = 0; m < a->particles; m++) {
        const float *p = a->yea + (size_t)m * (size_t)a->seats;
        sum += a->weight[m];
        for (int i = 0; i < a->seats; i++)
            mean[i] += a->weight[m] * (double)p[i];
    }
    double most = -1;
    for (int i = 0; i < a->seats; i++) {
        double spread = mean[i] / sum * (1 - mean[i] / sum);
        if (!closed[i] && spread > most) {
            most = spread;
            best = i;
        }
    }
    return best;
}

static void hear(struct asking *a, int seat, bool yea)
{
    const double floor = 1e-3; /* no answer rules a particle out for good */
    int mate = a->f->roster.seats[seat].mate;
    double odds = a->f->settings.state_odds;
    double sum = 0;
    for (int m = 0; m < a->particles; m++) {
        double p = (double)a->yea[(size_t)m * (size_t)a->seats + (size_t)seat];
        a->weight[m] *= fmax(floor, yea ? p : 1 - p);
        sum += a->weight[m];
        if (mate < 0 || p < cast_floor || p > 1 - cast_floor)
            continue;
        float *q = a->yea + (size_t)m * (size_t)a->seats + (size_t)mate;
        *q = (float)(pair_chance(p, (double)*q, odds, yea, true) / (yea ? p : 1 - p));
    }
    for (int m = 0; m < a->particles; m++)
        a->weight[m] /= sum;
}

enum aisle_status aisle_forecaster_ask(struct aisle_ctx *ctx,
                                       const struct aisle_forecaster *f, int vote,
                                       const uint8_t *answers, int count, int *seats,
                                       int *asked)
{
    struct asking a;
    bool closed[AISLE_SEATS_MAX];
    enum aisle_status status = AISLE_OK;
    if (!load_asking(f, vote, &a))
        TRY(ctx_no_memory(ctx));
    for (int i = 0; i < a.seats; i++)
        closed[i] = !counts(answers[i]) || i == f->roster.leader;
    *asked = 0;
    while (*asked < count) {
        int seat = least_certain(&a, closed);
        if (seat < 0)
            break;
        closed[seat] = true;
        seats[(*asked)++] = seat;
        hear(&a, seat, answers[seat] == AISLE_CAST_YEA);
    }
out:
    free(a.yea);
    free(a.weight);
    return status;
}
