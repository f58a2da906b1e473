/* The whole forecast: exact tallies in every particle, then sums over particles.
 *
 * Blocks of particles are independent; each writes its own sums, which are added
 * in block order, so that the bytes do not depend on the number of threads. */
#include "forecast/eval.h"

#include "base/mem.h"
#include "forecast/tally.h"

#include <math.h>
#include <omp.h>
#include <stdlib.h>
#include <string.h>

/* Weighted sums of one block. */
struct block_sums {
    double yea[AISLE_SEATS_MAX];
    double absent[AISLE_SEATS_MAX];
    double turns[AISLE_SEATS_MAX];
    double support[AISLE_SEATS_MAX]; /* chance of yea, procedure left aside */
    double both[AISLE_SEATS_MAX];    /* that, and the question carries */
    double yeas[AISLE_SEATS_MAX + 1];
    double replicate[REPLICATES];
};

/* One thread's work space. */
struct bench {
    struct block_chances chances;
    struct tally_casts casts;
    struct tally_result result;
    double *work;
};

struct evaluation {
    const struct aisle_forecaster *f;
    struct query query;
    const struct gate *gate;
    int last;        /* seat that goes last into the tally: the floor leader */
    bool procedural; /* and may vote a procedural nay */
    double *carries; /* [particles] */
    struct block_sums *blocks;
    int bench_count;
    struct bench *benches;
};

/* Position in the tally to seat: the leader's seat and the last change places. */
static int seat_at(const struct evaluation *e, int position)
{
    int end = e->f->roster.count - 1;
    if (position == end)
        return e->last;
    return position == e->last ? end : position;
}

static void load_casts(const struct evaluation *e, struct bench *bench, int lane)
{
    struct tally_casts *casts = &bench->casts;
    casts->count = e->f->roster.count;
    for (int k = 0; k < casts->count; k++) {
        int seat = seat_at(e, k);
        for (int l = 0; l < TALLY_LANES; l++) {
            double absent = (double)bench->chances.absent[seat][lane + l];
            casts->absent[k][l] = absent;
            casts->yea[k][l] =
                (double)bench->chances.yea[seat][lane + l] * (1 - absent);
        }
    }
    for (int l = 0; l < TALLY_LANES; l++)
        casts->vice_yea[l] = (double)bench->chances.vice_yea[lane + l];
}

/* The leader's recorded yea, and the recorded yea counts of one lane: when the
 * others fall short even with him, he votes nay with the measured chance. */
static double record_leader(const struct evaluation *e, const struct bench *bench,
                            int lane, double weight, double *yeas)
{
    const struct tally_result *t = &bench->result;
    int last = bench->casts.count - 1;
    double yea = bench->casts.yea[last][lane];
    double nay = e->procedural ? e->f->settings.leader_procedural_nay : 0;
    double recorded = 0;
    for (int k = 0; k <= last; k++) {
        double others = t->yeas_but_last[k][lane];
        double turned = k + 1 >= e->gate->rule.cut ? 0 : nay;
        yeas[k] += weight * others * (1 - yea + yea * turned);
        yeas[k + 1] += weight * others * yea * (1 - turned);
        recorded += others * yea * (1 - turned);
    }
    return recorded;
}

/* P(yea), and P(yea and carries) = yea x P(carries | yea): P(carries) is the mean of
 * the chances given each cast, and an absence is worth half of what lies between
 * nay and yea where it counts otherwise than nay. */
static void add_ask(const struct evaluation *e, const struct bench *bench, int k,
                    int lane, double weight, double *support, double *both)
{
    double yea = bench->casts.yea[k][lane];
    double half = e->gate->rule.absent_score > 0 ? bench->casts.absent[k][lane] / 2 : 0;
    double given_yea =
        bench->result.carries[lane] + (1 - yea - half) * bench->result.turns[k][lane];
    *support += weight * yea;
    *both += weight * yea * given_yea;
}

static void add_lane(const struct evaluation *e, const struct bench *bench, int lane,
                     double weight, struct block_sums *sums)
{
    int last = bench->casts.count - 1;
    for (int k = 0; k <= last; k++) {
        int seat = seat_at(e, k);
        if (k < last)
            sums->yea[seat] += weight * bench->casts.yea[k][lane];
        sums->absent[seat] += weight * bench->casts.absent[k][lane];
        sums->turns[seat] += weight * bench->result.turns[k][lane];
        add_ask(e, bench, k, lane, weight, &sums->support[seat], &sums->both[seat]);
    }
    sums->yea[e->last] += weight * record_leader(e, bench, lane, weight, sums->yeas);
}

static void add_replicates(const struct evaluation *e, int block,
                           struct block_sums *sums)
{
    int first = gate_first_particle(block);
    int lanes = block_lanes(e->f, block);
    for (int r = 0; r < REPLICATES; r++) {
        const float *w =
            e->gate->replicate + (size_t)r * (size_t)e->f->particles + first;
        for (int l = 0; l < lanes; l++)
            sums->replicate[r] += (double)w[l] * e->carries[first + l];
    }
}

static void run_block(const struct evaluation *e, int block, struct bench *bench)
{
    struct block_sums *sums = &e->blocks[block];
    int first = gate_first_particle(block);
    int lanes = block_lanes(e->f, block);
    kernel_chances(e->f, &e->query, block, &bench->chances);
    for (int lane = 0; lane < lanes; lane += TALLY_LANES) {
        load_casts(e, bench, lane);
        tally_run(&e->gate->rule, &bench->casts, true, bench->work, &bench->result);
        for (int l = 0; l < TALLY_LANES && lane + l < lanes; l++) {
            e->carries[first + lane + l] = bench->result.carries[l];
            add_lane(e, bench, l, e->gate->weight[first + lane + l], sums);
        }
    }
    add_replicates(e, block, sums);
}

static void run_blocks(struct evaluation *e)
{
#pragma omp parallel for schedule(static) num_threads(e->bench_count)
    for (int b = 0; b < e->f->blocks; b++)
        run_block(e, b, &e->benches[omp_get_thread_num()]);
}

static void clear_evaluation(struct evaluation *e)
{
    for (int t = 0; e->benches && t < e->bench_count; t++)
        free(e->benches[t].work);
    free(e->benches);
    free(e->blocks);
}

static enum aisle_status make_evaluation(struct aisle_ctx *ctx,
                                         const struct aisle_forecaster *f,
                                         const struct query *query, double *carries,
                                         struct evaluation *e)
{
    const struct gate *gate = &f->gates[query->gate];
    bool led = f->roster.leader >= 0;
    *e = (struct evaluation){.f = f,
                             .query = *query,
                             .gate = gate,
                             .last = led ? f->roster.leader : f->roster.count - 1,
                             .procedural = led && gate->cloture,
                             .carries = carries,
                             .bench_count =
                                 f->threads > 0 ? f->threads : omp_get_max_threads()};
    e->blocks = mem_new((size_t)f->blocks, sizeof *e->blocks);
    e->benches = mem_new((size_t)e->bench_count, sizeof *e->benches);
    if (!e->blocks || !e->benches)
        return ctx_no_memory(ctx);
    for (int t = 0; t < e->bench_count; t++) {
        e->benches[t].work = mem_new(tally_work_size(&gate->rule), sizeof(double));
        if (!e->benches[t].work)
            return ctx_no_memory(ctx);
    }
    return AISLE_OK;
}

static void gather(const struct evaluation *e, struct block_sums *total)
{
    *total = (struct block_sums){0};
    for (int b = 0; b < e->f->blocks; b++) {
        const struct block_sums *s = &e->blocks[b];
        for (int i = 0; i < e->f->roster.count; i++) {
            total->yea[i] += s->yea[i];
            total->absent[i] += s->absent[i];
            total->turns[i] += s->turns[i];
            total->support[i] += s->support[i];
            total->both[i] += s->both[i];
        }
        for (int k = 0; k <= e->f->roster.count; k++)
            total->yeas[k] += s->yeas[k];
        for (int r = 0; r < REPLICATES; r++)
            total->replicate[r] += s->replicate[r];
    }
}

/* Simulation error of the weighted mean, from MCSE_GROUPS interleaved parts, each
 * of them a stratified sample in itself. */
static double simulation_error(const double *weight, const double *carries, int count,
                               double p)
{
    double part[MCSE_GROUPS] = {0};
    double share[MCSE_GROUPS] = {0};
    for (int m = 0; m < count; m++) {
        part[m % MCSE_GROUPS] += weight[m] * carries[m];
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
static bool list_statements(const struct evaluation *e, int seat,
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

static bool fill_senator(const struct evaluation *e, int seat,
                         const struct block_sums *total,
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

static bool fill_vote(const struct evaluation *e, const struct block_sums *total,
                      struct aisle_forecast_vote *v)
{
    const struct aisle_forecaster *f = e->f;
    const struct gate *gate = e->gate;
    const struct aisle_package_vote *asked = &f->package->votes[e->query.gate];
    double replicate[REPLICATES];
    *v = (struct aisle_forecast_vote){.threshold = gate->rule.threshold,
                                      .base_rate = gate->bank.base_rate,
                                      .base_count = gate->bank.count,
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
        v->p_pass += gate->weight[m] * e->carries[m];
    v->p_pass = fmin(1, fmax(0, v->p_pass));
    for (int i = 0; i < f->roster.count; i++) {
        if (!fill_senator(e, i, total, &v->senators[i]))
            return false;
        v->senators[i].ask_value =
            ask_value(total->support[i], total->both[i], v->p_pass);
    }
    memcpy(replicate, total->replicate, sizeof replicate);
    eval_model_error(f, gate, replicate, v->p_pass, &v->p_pass_q05, &v->p_pass_q95);
    v->p_pass_mcse =
        simulation_error(gate->weight, e->carries, f->particles, v->p_pass);
    v->p_pass = eval_doubt(f, eval_called(f, gate, v->p_pass));
    memcpy(v->distribution, total->yeas, sizeof v->distribution);
    summarise_yeas(f->roster.count, v);
    return true;
}

static enum aisle_status eval_vote(struct aisle_ctx *ctx,
                                   const struct aisle_forecaster *f,
                                   const struct query *query, double *carries,
                                   struct aisle_forecast_vote *out)
{
    enum aisle_status status;
    struct evaluation e;
    struct block_sums total;
    TRY(make_evaluation(ctx, f, query, carries, &e));
    run_blocks(&e);
    gather(&e, &total);
    if (!fill_vote(&e, &total, out))
        TRY(ctx_no_memory(ctx));
    TRY(reasons_fill(ctx, f, query, out));
out:
    clear_evaluation(&e);
    return status;
}

/* Chance that every vote carries. One body of evidence speaks to all gates, so
 * the joint weight is the geometric mean of the gates' weights. */
static double all_carry(const struct aisle_forecaster *f, const double *carries)
{
    double sum = 0;
    double mean = 0;
    for (int m = 0; m < f->particles; m++) {
        double w = 0;
        double p = 1;
        for (int g = 0; g < f->gate_count; g++) {
            w += log(fmax(f->gates[g].weight[m], 1e-300)) / f->gate_count;
            p *= carries[(size_t)g * (size_t)f->particles + (size_t)m];
        }
        sum += exp(w);
        mean += exp(w) * p;
    }
    return mean / sum;
}

static enum aisle_status fill_forecast(struct aisle_ctx *ctx,
                                       const struct aisle_forecaster *f,
                                       uint64_t selection, double p_fair_efficient,
                                       double *carries, struct aisle_forecast *out)
{
    enum aisle_status status;
    out->as_of = f->as_of;
    out->particle_count = f->particles;
    out->particle_ess = INFINITY;
    out->package = mem_copy_text(f->package->id);
    out->votes = mem_new((size_t)f->gate_count, sizeof *out->votes);
    if (!out->package || !out->votes)
        TRY(ctx_no_memory(ctx));
    out->vote_count = f->gate_count;
    double least = 1;
    for (int g = 0; g < f->gate_count; g++) {
        struct query query = query_whole(g, selection, p_fair_efficient);
        TRY(ctx_poll(ctx));
        TRY(eval_vote(ctx, f, &query, carries + (size_t)g * (size_t)f->particles,
                      &out->votes[g]));
        least = fmin(least, out->votes[g].p_pass);
        out->particle_ess = fmin(out->particle_ess, f->gates[g].ess);
        if (f->gates[g].bank.count > out->bank_count)
            out->bank_count = f->gates[g].bank.count;
    }
    out->p_all =
        f->gate_count == 1
            ? least
            : fmin(least,
                   eval_doubt(f, eval_called(f, &f->gates[0], all_carry(f, carries))));
    TRY(notes_fill(ctx, f, p_fair_efficient, out));
out:
    return status;
}

enum aisle_status aisle_forecaster_eval(struct aisle_ctx *ctx,
                                        const struct aisle_forecaster *f,
                                        uint64_t selection, double p_fair_efficient,
                                        struct aisle_forecast *out)
{
    struct aisle_forecast made;
    aisle_forecast_init(&made);
    double *carries =
        mem_new((size_t)f->gate_count * (size_t)f->particles, sizeof *carries);
    if (!carries)
        return ctx_no_memory(ctx);
    enum aisle_status status =
        fill_forecast(ctx, f, selection, p_fair_efficient, carries, &made);
    free(carries);
    if (status != AISLE_OK) {
        aisle_forecast_clear(&made);
        return status;
    }
    *out = made;
    return AISLE_OK;
}
