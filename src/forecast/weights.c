#include "forecast/weights.h"

#include "base/mem.h"
#include "forecast/house.h"
#include "num/rng.h"
#include "num/special.h"
#include "particles/path.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void weights_normalise(int count, const double *log_weight, const float *reach,
                       double *weight)
{
    double top = -INFINITY;
    double sum = 0;
    for (int m = 0; m < count; m++)
        top = fmax(top, log_weight[m]);
    for (int m = 0; m < count; m++) {
        weight[m] = log_weight[m] == top ? 1 : exp(log_weight[m] - top);
        weight[m] *= reach ? (double)reach[m] : 1;
        sum += weight[m];
    }
    for (int m = 0; m < count; m++)
        weight[m] /= sum;
}

/* Mean of `share` under the tilted weights, and its slope in lambda. */
static double tilted_mean(int count, const double *weight, const double *share,
                          double lambda, double *slope)
{
    double sum = 0;
    double mean = 0;
    double square = 0;
    double top = lambda > 0 ? lambda : 0; /* shares lie in [0, 1] */
    for (int m = 0; m < count; m++) {
        double w = weight[m] * exp(lambda * share[m] - top);
        sum += w;
        mean += w * share[m];
        square += w * share[m] * share[m];
    }
    mean /= sum;
    *slope = square / sum - mean * mean;
    return mean;
}

/* Newton's method, kept inside what is known to hold the root. */
double weights_tilt(int count, const double *weight, const double *share, double target,
                    int way)
{
    const double lambda_max = 200; /* past this the extreme particles have it all */
    double slope;
    double lambda = 0;
    double mean = tilted_mean(count, weight, share, lambda, &slope);
    if ((way < 0 && mean <= target) || (way > 0 && mean >= target))
        return 0;
    double low = way < 0 ? -lambda_max : 0;
    double high = way < 0 ? 0 : lambda_max;
    for (int k = 0; k < 60 && fabs(mean - target) > 1e-12; k++) {
        double next = lambda + (target - mean) / slope;
        lambda = next > low && next < high ? next : (low + high) / 2;
        mean = tilted_mean(count, weight, share, lambda, &slope);
        if (mean < target)
            low = lambda;
        else
            high = lambda;
    }
    return lambda;
}

/* What a seat said, or what it said after its mate did. */
static struct voice voice_of(const struct aisle_forecaster *f, const struct gate *gate,
                             int seat, bool after_mate, float weight)
{
    int mate = after_mate ? f->roster.seats[seat].mate : -1;
    double told = (double)gate->words[seat].told;
    struct voice voice = {seat, weight, (float)num_logistic(told), -1, 0.5F};
    if (mate >= 0 && gate->words[mate].exponent > 0) {
        voice.mate = mate;
        voice.mate_yea = (float)num_logistic((double)gate->words[mate].told);
    }
    return voice;
}

/* What the words of two mates tell beyond those of each: as much of it counts as of
 * the lesser, so that it does not matter who spoke first. Up to two voices. */
static int pair_voices(const struct aisle_forecaster *f, const struct gate *gate,
                       int seat, float sign, struct voice *voices)
{
    voices[0] = voice_of(f, gate, seat, true, 0);
    if (voices[0].mate < 0)
        return 0;
    float lesser =
        fminf(gate->words[seat].exponent, gate->words[voices[0].mate].exponent);
    voices[0].weight = sign * lesser;
    voices[1] = voice_of(f, gate, seat, false, -sign * lesser);
    return 2;
}

/* Words of senators, or suppositions: what is told beyond statements by a mate of whom
 * something is supposed counts as the supposition's. */
static void add_words(const struct aisle_forecaster *f, const struct gate *gate,
                      bool supposed, float *work, double *log_weight)
{
    struct voice voices[3 * AISLE_SEATS_MAX];
    int count = 0;
    for (int i = 0; i < f->roster.count; i++) {
        const struct word *word = &gate->words[i];
        int mate = f->roster.seats[i].mate;
        bool own = f->supposed[i] != SUPPOSED_NOT;
        if (word->exponent <= 0)
            continue;
        if (own == supposed)
            voices[count++] = voice_of(f, gate, i, false, word->exponent);
        if (mate > i && (own || f->supposed[mate] != SUPPOSED_NOT) == supposed)
            count += pair_voices(f, gate, i, 1, voices + count);
    }
    if (count == 0)
        return;
    kernel_heard(f, gate, count, voices, work);
    for (int m = 0; m < f->particles; m++)
        log_weight[m] = (double)work[m];
}

double weights_without(const struct aisle_forecaster *f, const struct gate *gate,
                       int seat, const double *weight, const float *carries,
                       float *work)
{
    struct voice voices[3];
    double sum = 0;
    double p = 0;
    voices[0] = voice_of(f, gate, seat, false, -gate->words[seat].exponent);
    kernel_heard(f, gate, 1 + pair_voices(f, gate, seat, -1, voices + 1), voices, work);
    f->path->exponentials(f->particles, work);
    for (int m = 0; m < f->particles; m++) {
        double w = weight[m] * (double)work[m];
        sum += w;
        p += w * (double)carries[m];
    }
    return p / sum;
}

/* A later call by the same leader replaces his earlier one. */
static bool is_current(const struct aisle_forecaster *f, int gate, int cue)
{
    const struct aisle_cue *a = &f->package->cues[cue];
    if (a->date > f->as_of || (a->vote >= 0 && a->vote != gate))
        return false;
    for (int k = 0; k < f->package->cue_count; k++) {
        const struct aisle_cue *b = &f->package->cues[k];
        if (k != cue && b->caucus == a->caucus && strcmp(b->who, a->who) == 0 &&
            b->date > a->date && b->date <= f->as_of &&
            (b->vote < 0 || b->vote == gate))
            return false;
    }
    return true;
}

/* The yea share that the calls on a caucus ask for: the mean of the measured
 * shares in log-odds. As many calls for as against say nothing. */
static void find_cues(const struct aisle_forecaster *f, int g)
{
    struct gate *gate = &f->gates[g];
    const double share[2] = {f->settings.cue_oppose_yea_share,
                             f->settings.cue_support_yea_share};
    double sum[2] = {0, 0};
    int ways[2] = {0, 0};
    int count[2] = {0, 0};
    for (int k = 0; f->use_statements && k < f->package->cue_count; k++) {
        int c = caucus_index(f->package->cues[k].caucus);
        if (c < 0 || !is_current(f, g, k))
            continue;
        double s = share[f->package->cues[k].direction > 0];
        sum[c] += log(s / (1 - s));
        ways[c] += f->package->cues[k].direction > 0 ? 1 : -1;
        count[c]++;
    }
    for (int c = 0; c < 2; c++)
        gate->cue_share[c] = ways[c] ? num_logistic(sum[c] / count[c]) : NAN;
    gate->cue_count = count[0] + count[1];
}

static enum aisle_status add_cues(struct aisle_ctx *ctx, struct aisle_forecaster *f,
                                  int g)
{
    struct gate *gate = &f->gates[g];
    find_cues(f, g);
    if (gate->cue_count == 0)
        return AISLE_OK;
    size_t n = (size_t)f->particles;
    double *work = mem_new(2 * n, sizeof *work);
    if (!work)
        return ctx_no_memory(ctx);
    double *weight = work;
    double *share = work + n;
    for (int c = 0; c < 2; c++) {
        if (isnan(gate->cue_share[c]))
            continue;
        kernel_shares(f, gate, c, share);
        for (int m = 0; m < f->particles; m++)
            weight[m] = gate->log_house[m] + gate->log_cue[m];
        weights_normalise(f->particles, weight, gate->reach, weight);
        double lambda = weights_tilt(f->particles, weight, share, gate->cue_share[c],
                                     gate->cue_share[c] < 0.5 ? -1 : 1);
        for (int m = 0; m < f->particles; m++)
            gate->log_cue[m] += lambda * share[m];
    }
    free(work);
    return AISLE_OK;
}

static void undo_anchors(const struct aisle_forecaster *f, struct gate *gate)
{
    for (int m = 0; m < f->particles; m++) {
        const struct atom *atom = &gate->bank.atoms[gate->atom[m]];
        gate->log_anchor[m] = log(atom->plain / atom->weight);
    }
}

void weights_reach(const struct aisle_forecaster *f, int g, uint64_t selection,
                   double p_fair_efficient, const float *before, float *out)
{
    const struct gate *gate = &f->gates[g];
    if (gate->after < 0) {
        for (int m = 0; m < f->particles; m++)
            out[m] = 1;
        return;
    }
    struct query query = query_whole(gate->after, selection, p_fair_efficient);
    kernel_carries(f, &query, out);
    for (int m = 0; m < f->particles; m++)
        out[m] = before[m] * fmaxf(out[m], reach_least);
}

void weights_reached(int count, const double *evidence, const float *reach,
                     double *weight)
{
    double sum = 0;
    for (int m = 0; m < count; m++) {
        weight[m] = evidence[m] * (double)reach[m];
        sum += weight[m];
    }
    for (int m = 0; m < count; m++)
        weight[m] /= sum;
}

double weights_ess(int count, const double *weight)
{
    double squares = 0;
    for (int m = 0; m < count; m++)
        squares += weight[m] * weight[m];
    return 1 / squares;
}

/* Reweight measures by exponential draws (the Bayesian bootstrap, Rubin 1981) and
 * raise the evidence to a power between its low and high strength. `log_evidence` is
 * 0 at most; `draws` has room for a draw a cluster. */
static void fill_replicate(const struct aisle_forecaster *f, int g, int r,
                           const double *log_evidence, float *draws)
{
    struct gate *gate = &f->gates[g];
    float *out = gate->replicate + (size_t)r * (size_t)f->particles;
    double low = log(fmax(f->settings.evidence_strength_low, 1e-3));
    double high = log(f->settings.evidence_strength_high);
    double u = rng_unit_at(f->seed, USE_STRENGTH, (uint32_t)r, 0, 0);
    double strength = exp(low + (high - low) * u);
    double sum = 0;
    for (int c = 0; c < gate->bank.cluster_count; c++)
        draws[c] = (float)-log(
            rng_unit_at(f->seed, USE_CLUSTER, (uint32_t)g, (uint32_t)r, (uint32_t)c));
    for (int m = 0; m < f->particles; m++)
        out[m] = (float)(strength * log_evidence[m]);
    f->path->exponentials(f->particles, out);
    for (int m = 0; m < f->particles; m++) {
        out[m] *= draws[gate->bank.atoms[gate->atom[m]].cluster];
        sum += (double)out[m];
    }
    float scale = (float)(1 / sum);
    for (int m = 0; m < f->particles; m++)
        out[m] *= scale;
}

/* The log evidence, the largest 0. */
static void add_evidence(const struct aisle_forecaster *f, const struct gate *gate,
                         double *log_evidence)
{
    double top = -INFINITY;
    for (int m = 0; m < f->particles; m++) {
        log_evidence[m] = gate->log_house[m] + gate->log_cue[m] + gate->log_claim[m] +
                          gate->log_supposed[m];
        top = fmax(top, log_evidence[m]);
    }
    for (int m = 0; m < f->particles; m++)
        log_evidence[m] -= top;
}

enum aisle_status weights_build(struct aisle_ctx *ctx, struct aisle_forecaster *f,
                                int g)
{
    struct gate *gate = &f->gates[g];
    size_t n = (size_t)f->particles;
    double **arrays[] = {&gate->log_anchor, &gate->log_house,    &gate->log_cue,
                         &gate->log_claim,  &gate->log_supposed, &gate->evidence,
                         &gate->weight};
    for (size_t k = 0; k < sizeof arrays / sizeof *arrays; k++) {
        *arrays[k] = mem_new(n, sizeof(double));
        if (!*arrays[k])
            return ctx_no_memory(ctx);
    }
    if (f->model_error)
        gate->replicate = mem_new(REPLICATES * n, sizeof(float));
    gate->reach = mem_new(n, sizeof(float));
    double *log_evidence = mem_new(n, sizeof *log_evidence);
    float *work = mem_new(n + (size_t)gate->bank.cluster_count, sizeof *work);
    enum aisle_status status = AISLE_OK;
    if ((f->model_error && !gate->replicate) || !gate->reach || !log_evidence || !work)
        TRY(ctx_no_memory(ctx));
    undo_anchors(f, gate);
    weights_reach(f, g, f->written, NAN,
                  gate->after < 0 ? NULL : f->gates[gate->after].reach, gate->reach);
    TRY(house_weigh(ctx, f, g));
    TRY(add_cues(ctx, f, g));
    add_words(f, gate, false, work, gate->log_claim);
    add_words(f, gate, true, work, gate->log_supposed);
    add_evidence(f, gate, log_evidence);
    for (size_t m = 0; m < n; m++)
        gate->evidence[m] = log_evidence[m] == 0 ? 1 : exp(log_evidence[m]);
    weights_reached(f->particles, gate->evidence, gate->reach, gate->weight);
    for (int r = 0; f->model_error && r < REPLICATES; r++)
        fill_replicate(f, g, r, log_evidence, work);
    gate->ess = weights_ess(f->particles, gate->weight);
out:
    free(log_evidence);
    free(work);
    return status;
}

void weights_partial(const struct aisle_forecaster *f, int g,
                     const struct weights_parts *parts, const float *reach, double *out)
{
    const struct gate *gate = &f->gates[g];
    for (int m = 0; m < f->particles; m++)
        out[m] = (parts->anchor ? 0 : gate->log_anchor[m]) +
                 (parts->house ? gate->log_house[m] : 0) +
                 (parts->cue ? gate->log_cue[m] : 0) +
                 (parts->claims ? gate->log_claim[m] : 0) +
                 (parts->supposed ? gate->log_supposed[m] : 0);
    weights_normalise(f->particles, out, parts->reach ? reach : NULL, out);
}
