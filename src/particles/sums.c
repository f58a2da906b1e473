/* Sums over the particles of exact tallies.
 *
 * The blocks are dealt to a fixed number of parts; each part has its own sums, which
 * are added in order, so that the bytes do not depend on the number of threads. */
#include "particles/sums.h"
#include "particles/path.h"

#include "base/mem.h"

#include <omp.h>
#include <stdlib.h>
#include <string.h>

enum { PARTS = 16 };

/* One thread's work space. */
struct bench {
    struct block_chances chances;
    struct tally_casts casts;
    struct tally_result result;
    float *work;
};

struct evaluation {
    const struct aisle_forecaster *f;
    struct plan plan;
    const struct gate *gate;
    const struct standing *standing;
    struct tally_ledger ledger;
    int last; /* seat that goes last into the tally: the floor leader */
    float *carries;
    float *work;              /* [particles] */
    struct tally_sums *parts; /* [PARTS] */
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
        const float *yea = bench->chances.yea[seat_at(e, k)] + lane;
        const float *absent = bench->chances.absent[seat_at(e, k)] + lane;
        for (int l = 0; l < TALLY_LANES; l++) {
            casts->absent[k][l] = absent[l];
            casts->yea[k][l] = yea[l] * (1 - absent[l]);
        }
    }
    memcpy(casts->vice_yea, bench->chances.vice_yea + lane, sizeof casts->vice_yea);
}

static void run_block(const struct evaluation *e, int block, struct bench *bench,
                      struct tally_sums *sums)
{
    const struct path *path = e->f->path;
    int lanes = block_lanes(e->f, block);
    kernel_chances(e->f, &e->plan, block, &bench->chances);
    for (int lane = 0; lane < lanes; lane += TALLY_LANES) {
        int first = gate_first_particle(block) + lane;
        float weight[TALLY_LANES] = {0};
        load_casts(e, bench, lane);
        path->tally(&e->gate->rule, &bench->casts, bench->work, &bench->result);
        for (int l = 0; l < TALLY_LANES && lane + l < lanes; l++) {
            weight[l] = (float)e->standing->weight[first + l];
            e->carries[first + l] = bench->result.carries[l];
        }
        path->add(&e->ledger, &bench->casts, &bench->result, weight, sums);
    }
}

static void run_parts(struct evaluation *e)
{
    int blocks = e->f->blocks;
#pragma omp parallel for schedule(static) num_threads(e->bench_count)
    for (int p = 0; p < PARTS; p++)
        for (int b = p * blocks / PARTS; b < (p + 1) * blocks / PARTS; b++)
            run_block(e, b, &e->benches[omp_get_thread_num()], &e->parts[p]);
}

static double sum_lanes(const float *lanes)
{
    double sum = 0;
    for (int l = 0; l < TALLY_LANES; l++)
        sum += (double)lanes[l];
    return sum;
}

/* Weights and chances in single precision do not quite add to 1: make them. */
static void normalise(const struct evaluation *e, double weight, struct sums *total)
{
    double yeas = 0;
    for (int i = 0; i < e->f->roster.count; i++) {
        total->yea[i] /= weight;
        total->absent[i] /= weight;
        total->turns[i] /= weight;
        total->support[i] /= weight;
        total->both[i] /= weight;
    }
    for (int k = 0; k <= e->f->roster.count; k++)
        yeas += total->yeas[k];
    for (int k = 0; k <= e->f->roster.count; k++)
        total->yeas[k] /= yeas;
}

static void gather(const struct evaluation *e, struct sums *total)
{
    int last = e->f->roster.count - 1;
    double weight = 0;
    *total = (struct sums){0};
    for (int p = 0; p < PARTS; p++) {
        const struct tally_sums *s = &e->parts[p];
        for (int k = 0; k <= last; k++) {
            int i = seat_at(e, k);
            total->absent[i] += sum_lanes(s->absent[k]);
            total->turns[i] += sum_lanes(s->turns[k]);
            total->support[i] += sum_lanes(s->support[k]);
            total->both[i] += sum_lanes(s->both[k]);
            total->yea[i] += sum_lanes(k < last ? s->support[k] : s->recorded);
        }
        for (int k = 0; k <= last + 1; k++)
            total->yeas[k] += sum_lanes(s->yeas[k]);
        weight += sum_lanes(s->weight);
    }
    normalise(e, weight, total);
    if (e->f->model_error)
        kernel_replicates(e->f, e->gate, e->standing->reach, e->carries, e->work,
                          total->replicate);
}

static void clear_evaluation(struct evaluation *e)
{
    for (int t = 0; e->benches && t < e->bench_count; t++)
        free(e->benches[t].work);
    free(e->benches);
    free(e->parts);
    free(e->work);
}

static enum aisle_status make_evaluation(struct aisle_ctx *ctx,
                                         const struct aisle_forecaster *f,
                                         const struct query *query,
                                         const struct standing *standing,
                                         float *carries, struct evaluation *e)
{
    const struct gate *gate = &f->gates[query->gate];
    bool led = f->roster.leader >= 0;
    bool procedural = led && gate->cloture;
    *e = (struct evaluation){
        .f = f,
        .plan = plan_make(f, query),
        .gate = gate,
        .standing = standing,
        .ledger = {.cut = gate->rule.cut,
                   .nay = procedural ? (float)f->settings.leader_procedural_nay : 0,
                   .absent = gate->rule.absent_score > 0 ? 0.5F : 0},
        .last = led ? f->roster.leader : f->roster.count - 1,
        .carries = carries,
        .bench_count = f->threads > 0 ? f->threads : omp_get_max_threads()};
    e->parts = mem_new_lines(PARTS, sizeof *e->parts);
    e->benches = mem_new_lines((size_t)e->bench_count, sizeof *e->benches);
    e->work = mem_new((size_t)f->particles, sizeof *e->work);
    if (!e->parts || !e->benches || !e->work) {
        free(e->benches); /* no work space yet */
        e->benches = NULL;
        return ctx_no_memory(ctx);
    }
    memset(e->parts, 0, PARTS * sizeof *e->parts);
    for (int t = 0; t < e->bench_count; t++)
        e->benches[t].work = NULL;
    for (int t = 0; t < e->bench_count; t++) {
        e->benches[t].work = mem_new_lines(tally_work_size(&gate->rule), sizeof(float));
        if (!e->benches[t].work)
            return ctx_no_memory(ctx);
    }
    return AISLE_OK;
}

enum aisle_status sums_run(struct aisle_ctx *ctx, const struct aisle_forecaster *f,
                           const struct query *query, const struct standing *standing,
                           float *carries, struct sums *out)
{
    enum aisle_status status;
    struct evaluation e;
    TRY(make_evaluation(ctx, f, query, standing, carries, &e));
    run_parts(&e);
    gather(&e, out);
out:
    clear_evaluation(&e);
    return status;
}
