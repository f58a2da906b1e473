/* The short answer, for searches. */
#include "forecast/eval.h"
#include "num/special.h"
#include "particles/path.h"

#include <math.h>
#include <string.h>

double eval_called(const struct gate *gate, double p)
{
    if (p <= 0 || p >= 1)
        return p;
    return num_logistic(log(p / (1 - p)) + gate->called);
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
    *q05 = *q95 = (double)NAN;
    if (!f->model_error)
        return;
    num_sort(replicate, REPLICATES);
    double low =
        eval_called(gate, fmin(p, num_quantile_sorted(replicate, REPLICATES, 0.05)));
    double top =
        eval_called(gate, fmax(p, num_quantile_sorted(replicate, REPLICATES, 0.95)));
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

/* Votes in turn under one selection, and what is summed over the particles of each. */
struct outlook {
    const struct aisle_forecaster *f;
    uint64_t selection;
    int count;
    bool errors;            /* the replicates are summed too */
    bool on_way[VOTES_MAX]; /* asked about, or before one that is */
    struct plan plans[VOTES_MAX];
    struct tally {
        double weight;
        double carries;
        double yeas;
        double replicate[REPLICATES];
        double reached[REPLICATES]; /* of the replicates' weight */
    } tallies[VOTES_MAX];
};

static void set_out(const struct aisle_forecaster *f, uint64_t selection,
                    double p_fair_efficient, int last, struct outlook *o)
{
    o->f = f;
    o->selection = selection;
    o->count = last + 1;
    o->errors = f->model_error;
    for (int g = 0; g < o->count; g++) {
        struct query query = query_whole(g, selection, p_fair_efficient);
        o->on_way[g] = false;
        o->plans[g] = plan_make(f, &query);
        o->tallies[g] = (struct tally){0};
    }
}

static void add_replicates(const struct aisle_forecaster *f, const struct gate *gate,
                           int block, const float *reach, const float *carries,
                           struct tally *t)
{
    float both[LANES];
    int lanes = block_lanes(f, block);
    for (int l = 0; l < lanes; l++)
        both[l] = reach[l] * carries[l];
    for (int r = 0; r < REPLICATES; r++) {
        const float *weight = gate->replicate + (size_t)r * (size_t)f->particles +
                              gate_first_particle(block);
        t->replicate[r] += f->path->dot(lanes, weight, both);
        if (gate->after >= 0)
            t->reached[r] += f->path->dot(lanes, weight, reach);
    }
}

/* One vote in a block. `reach` is the chance that it is taken. */
static void add_block(const struct outlook *o, const struct gate *gate, int block,
                      const float *reach, const float *carries, const float *yeas,
                      struct tally *t)
{
    const struct aisle_forecaster *f = o->f;
    const double *evidence = gate->evidence + gate_first_particle(block);
    for (int l = 0; l < block_lanes(f, block); l++) {
        double weight = evidence[l] * (double)reach[l];
        t->weight += weight;
        t->carries += weight * (double)carries[l];
        t->yeas += weight * (double)yeas[l];
    }
    if (o->errors)
        add_replicates(f, gate, block, reach, carries, t);
}

/* What the last vote asks for beside its short answer. */
struct aside {
    double *p_yea;           /* [seats] or NULL */
    double *yea_by_particle; /* [particles] or NULL */
};

static void add_aside(const struct aisle_forecaster *f, int g, int block,
                      const struct block_chances *chances, const float *reach,
                      const float *carries, const float *yeas,
                      const struct aside *aside)
{
    int first = gate_first_particle(block), lanes = block_lanes(f, block);
    double weight[LANES];
    for (int l = 0; l < lanes; l++) {
        weight[l] = f->gates[g].evidence[first + l] * (double)reach[l];
        if (aside->yea_by_particle)
            aside->yea_by_particle[first + l] = (double)yeas[l];
    }
    if (aside->p_yea)
        add_seats(f, &f->gates[g], chances, carries, weight, lanes, aside->p_yea);
}

static void run_block(struct outlook *o, int block, const struct aside *aside)
{
    const struct aisle_forecaster *f = o->f;
    struct change change;
    struct block_chances chances;
    float reach[VOTES_MAX][LANES];
    float carries[VOTES_MAX][LANES];
    float yeas[LANES];
    kernel_change(f, o->selection, block, &change);
    for (int g = 0; g < o->count; g++) {
        const struct gate *gate = &f->gates[g];
        int k = gate->after;
        if (!o->on_way[g])
            continue;
        for (int l = 0; l < LANES; l++)
            reach[g][l] = k < 0 ? 1 : reach[k][l] * fmaxf(carries[k][l], reach_least);
        kernel_chances_under(f, &o->plans[g], block, &change, &chances);
        kernel_tails(f, &o->plans[g], &chances, carries[g], yeas);
        add_block(o, gate, block, reach[g], carries[g], yeas, &o->tallies[g]);
        if (g == o->count - 1)
            add_aside(f, g, block, &chances, reach[g], carries[g], yeas, aside);
    }
}

/* The chance of the particles, as a forecast tells it. */
static double chance_of(const struct outlook *o, int g)
{
    double p = o->tallies[g].carries / o->tallies[g].weight;
    return eval_doubt(o->f, eval_called(&o->f->gates[g], p));
}

static void conclude(const struct outlook *o, int g, struct aisle_forecaster_short *out)
{
    const struct gate *gate = &o->f->gates[g];
    const struct tally *t = &o->tallies[g];
    double p = t->carries / t->weight;
    double replicate[REPLICATES];
    for (int r = 0; r < REPLICATES; r++)
        replicate[r] = t->replicate[r] / (gate->after < 0 ? 1 : t->reached[r]);
    *out = (struct aisle_forecaster_short){.yea_mean = t->yeas / t->weight};
    eval_model_error(o->f, gate, replicate, p, &out->p_pass_q05, &out->p_pass_q95);
    out->p_pass = chance_of(o, g);
}

void aisle_forecaster_quick(const struct aisle_forecaster *f, int vote,
                            uint64_t selection, double p_fair_efficient,
                            struct aisle_forecaster_short *out, double *p_yea,
                            double *yea_by_particle)
{
    struct outlook o;
    struct aside aside = {p_yea, yea_by_particle};
    set_out(f, selection, p_fair_efficient, vote, &o);
    for (int g = vote; g >= 0; g = f->gates[g].after)
        o.on_way[g] = true;
    if (p_yea)
        memset(p_yea, 0, (size_t)f->roster.count * sizeof *p_yea);
    for (int b = 0; b < f->blocks; b++)
        run_block(&o, b, &aside);
    for (int i = 0; p_yea && i < f->roster.count; i++)
        p_yea[i] /= o.tallies[vote].weight;
    conclude(&o, vote, out);
}

double aisle_forecaster_quick_all(const struct aisle_forecaster *f, uint64_t selection,
                                  double p_fair_efficient,
                                  struct aisle_forecaster_short *out)
{
    struct outlook o;
    struct aside aside = {NULL, NULL};
    double p_all = 1;
    set_out(f, selection, p_fair_efficient, f->gate_count - 1, &o);
    for (int g = 0; g < o.count; g++)
        o.on_way[g] = true;
    for (int b = 0; b < f->blocks; b++)
        run_block(&o, b, &aside);
    for (int g = 0; g < o.count; g++) {
        conclude(&o, g, &out[g]);
        p_all *= out[g].p_pass;
    }
    return p_all;
}

void aisle_forecaster_chances(const struct aisle_forecaster *f, int last,
                              uint64_t selection, double p_fair_efficient,
                              double *p_pass)
{
    struct outlook o;
    struct aside aside = {NULL, NULL};
    set_out(f, selection, p_fair_efficient, last, &o);
    o.errors = false;
    for (int g = 0; g < o.count; g++)
        o.on_way[g] = true;
    for (int b = 0; b < f->blocks; b++)
        run_block(&o, b, &aside);
    for (int g = 0; g < o.count; g++)
        p_pass[g] = chance_of(&o, g);
}
