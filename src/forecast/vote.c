/* The forecast of one vote, filled in from sums over the particles. */
#include "forecast/eval.h"

#include "base/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct asked {
    const struct aisle_forecaster *f;
    struct query query;
    const struct gate *gate;
    const double *weight; /* [particles] */
    const float *carries; /* [particles] */
};

/* Simulation error of the weighted mean, from MCSE_GROUPS interleaved parts, each
 * of them a stratified sample in itself. */
static double simulation_error(const double *weight, const float *carries, int count,
                               double p)
{
    double part[MCSE_GROUPS] = {0};
    double share[MCSE_GROUPS] = {0};
    for (int m = 0; m < count; m++) {
        part[m % MCSE_GROUPS] += weight[m] * (double)carries[m];
        share[m % MCSE_GROUPS] += weight[m];
    }
    double squares = 0;
    for (int g = 0; g < MCSE_GROUPS; g++) {
        double d = part[g] - share[g] * p;
        squares += d * d;
    }
    return sqrt(squares * MCSE_GROUPS / (MCSE_GROUPS - 1.0));
}

/* Smallest count whose cumulative chance reaches q. */
static double count_quantile(const double *chance, int count, double q)
{
    double sum = 0;
    for (int k = 0; k < count; k++) {
        sum += chance[k];
        if (sum >= q - 1e-12)
            return k;
    }
    return count;
}

static void summarise_yeas(int seats, struct aisle_forecast_vote *v)
{
    double square = 0;
    for (int k = 0; k <= seats; k++) {
        v->yea_mean += k * v->distribution[k];
        square += (double)k * k * v->distribution[k];
    }
    v->yea_sd = sqrt(fmax(0, square - v->yea_mean * v->yea_mean));
    v->yea_q05 = count_quantile(v->distribution, seats, 0.05);
    v->yea_q10 = count_quantile(v->distribution, seats, 0.10);
    v->yea_q50 = count_quantile(v->distribution, seats, 0.50);
    v->yea_q90 = count_quantile(v->distribution, seats, 0.90);
    v->yea_q95 = count_quantile(v->distribution, seats, 0.95);
}

static int compare_ints(const void *a, const void *b)
{
    int x = *(const int *)a;
    int y = *(const int *)b;
    return (x > y) - (x < y);
}

/* List the statements that speak for a seat at the gate. */
static bool list_statements(const struct asked *e, int seat,
                            struct aisle_forecast_senator *out)
{
    const struct aisle_forecaster *f = e->f;
    int room = e->gate->claim_count + f->liking_count + f->proviso_count;
    out->statements = mem_new((size_t)room, sizeof *out->statements);
    if (!out->statements)
        return false;
    int n = 0;
    for (int k = 0; k < e->gate->claim_count; k++)
        if (e->gate->claims[k].seat == seat && e->gate->claims[k].statement >= 0)
            out->statements[n++] = e->gate->claims[k].statement;
    for (int k = 0; k < f->liking_count; k++)
        if (f->likings[k].seat == seat)
            out->statements[n++] = f->likings[k].statement;
    for (int k = 0; k < f->proviso_count; k++)
        if (f->provisos[k].seat == seat &&
            (f->provisos[k].gate < 0 || f->provisos[k].gate == e->query.gate))
            out->statements[n++] = f->provisos[k].statement;
    qsort(out->statements, (size_t)n, sizeof *out->statements, compare_ints);
    out->statement_count = n;
    return true;
}

/* Expected fall of Var 1[pass] when the senator's answer becomes known: the variance
 * of P(pass | answer), which for two answers is cov^2 / Var(answer). */
static double ask_value(double support, double both, double p_pass)
{
    double spread = support * (1 - support);
    double covariance = both - support * p_pass;
    return spread > 1e-9 ? covariance * covariance / spread : 0;
}

static bool fill_senator(const struct asked *e, int seat, const struct sums *total,
                         struct aisle_forecast_senator *out)
{
    const struct seat *s = &e->f->roster.seats[seat];
    const struct aisle_member *m = &e->f->votes->members[s->member];
    *out = (struct aisle_forecast_senator){.party = s->party,
                                           .caucus = s->caucus,
                                           .p_yea = total->yea[seat],
                                           .p_absent = total->absent[seat],
                                           .p_pivotal = total->turns[seat],
                                           .x = {s->x[0], s->x[1]}};
    memcpy(out->bioguide, m->bioguide, sizeof out->bioguide);
    memcpy(out->state, m->state, sizeof out->state);
    out->name = mem_copy_text(s->name);
    return out->name && list_statements(e, seat, out);
}

static bool fill_vote(const struct asked *e, const struct sums *total,
                      struct aisle_forecast_vote *v)
{
    const struct aisle_forecaster *f = e->f;
    const struct gate *gate = e->gate;
    const struct aisle_package_vote *asked = &f->package->votes[e->query.gate];
    double replicate[REPLICATES];
    *v = (struct aisle_forecast_vote){.kind = asked->kind,
                                      .requires = asked->requires,
                                      .threshold = gate->rule.threshold,
                                      .base_rate = gate->bank.base_rate,
                                      .base_count = gate->bank.count,
                                      .repeats = gate->repeat >= 0,
                                      .actual_yea = -1,
                                      .actual_nay = -1};
    v->id = mem_copy_text(asked->id);
    v->question = mem_copy_text(asked->question);
    v->rule = mem_copy_text(rule_text(&gate->rule));
    v->senators = mem_new((size_t)f->roster.count, sizeof *v->senators);
    if (!v->id || !v->question || !v->rule || !v->senators)
        return false;
    v->senator_count = f->roster.count;
    for (int m = 0; m < f->particles; m++)
        v->p_pass += e->weight[m] * (double)e->carries[m];
    v->p_pass = fmin(1, fmax(0, v->p_pass));
    for (int i = 0; i < f->roster.count; i++) {
        if (!fill_senator(e, i, total, &v->senators[i]))
            return false;
        v->senators[i].ask_value =
            ask_value(total->support[i], total->both[i], v->p_pass);
    }
    memcpy(replicate, total->replicate, sizeof replicate);
    eval_model_error(f, gate, replicate, v->p_pass, &v->p_pass_q05, &v->p_pass_q95);
    v->p_pass_mcse = simulation_error(e->weight, e->carries, f->particles, v->p_pass);
    v->p_pass = eval_doubt(f, eval_called(gate, v->p_pass));
    memcpy(v->distribution, total->yeas, sizeof v->distribution);
    summarise_yeas(f->roster.count, v);
    return true;
}

enum aisle_status vote_fill(struct aisle_ctx *ctx, const struct aisle_forecaster *f,
                            const struct query *query, const struct standing *standing,
                            const struct sums *total, const float *carries,
                            struct aisle_forecast_vote *out)
{
    struct asked e = {f, *query, &f->gates[query->gate], standing->weight, carries};
    if (!fill_vote(&e, total, out))
        return ctx_no_memory(ctx);
    return reasons_fill(ctx, f, query, standing, out);
}
