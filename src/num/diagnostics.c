/* Split chains, normal scores of ranks, Geyer's initial monotone sequence. */
#include "num/diagnostics.h"

#include "num/special.h"
#include <math.h>
#include <stdint.h>
#include <string.h>

/* `m` half-chains of `n` draws, [m][n]. */
struct split {
    double *x;
    size_t m;
    size_t n;
};

struct ranked {
    double value;
    size_t at;
};

size_t diagnostics_work_size(size_t chains, size_t draws)
{
    size_t total = chains * draws;
    /* split values, scores, and twice the (value, index) pairs being sorted */
    return 2 * total + 2 * total * (sizeof(struct ranked) / sizeof(double)) +
           4 * chains;
}

/* Halves of each chain; an odd draw in the middle is left out. */
static void split_chains(const double *draws, size_t chains, size_t count,
                         struct split *out)
{
    size_t half = count / 2;
    out->m = 2 * chains;
    out->n = half;
    for (size_t c = 0; c < chains; c++) {
        const double *chain = draws + c * count;
        memcpy(out->x + 2 * c * half, chain, half * sizeof *chain);
        memcpy(out->x + (2 * c + 1) * half, chain + count - half, half * sizeof *chain);
    }
}

/* A double's bits, turned so that they stand in the order of the values. */
static uint64_t sort_key(double value)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    return bits >> 63 ? ~bits : bits | (uint64_t)1 << 63;
}

/* By value, equal ones by place: eight passes by a byte of the key, the lowest first
 * (a radix sort, which keeps the order of equals), less those in which all agree: draws
 * that were floats have three of them. `other` has room for as many. */
static void sort_ranked(struct ranked *pairs, struct ranked *other, size_t count)
{
    static const size_t bytes = sizeof(uint64_t);
    size_t times[sizeof(uint64_t)][256] = {{0}};
    struct ranked *from = pairs;
    struct ranked *to = other;
    for (size_t i = 0; i < count; i++)
        for (size_t b = 0; b < bytes; b++)
            times[b][sort_key(pairs[i].value) >> (8 * b) & 255]++;
    for (size_t b = 0; b < bytes; b++) {
        size_t next = 0;
        if (times[b][sort_key(from[0].value) >> (8 * b) & 255] == count)
            continue;
        for (size_t d = 0; d < 256; d++) {
            size_t here = times[b][d];
            times[b][d] = next;
            next += here;
        }
        for (size_t i = 0; i < count; i++)
            to[times[b][sort_key(from[i].value) >> (8 * b) & 255]++] = from[i];
        struct ranked *swap = from;
        from = to;
        to = swap;
    }
    if (from != pairs)
        memcpy(pairs, from, count * sizeof *pairs);
}

/* Normal scores of the average ranks of `x`, by Blom's offset of 3/8. `pairs` has
 * room for twice as many. */
static void normal_scores(const double *x, size_t count, struct ranked *pairs,
                          double *scores)
{
    for (size_t i = 0; i < count; i++)
        pairs[i] = (struct ranked){x[i], i};
    sort_ranked(pairs, pairs + count, count);
    for (size_t i = 0; i < count;) {
        size_t end = i + 1;
        while (end < count && pairs[end].value == pairs[i].value)
            end++;
        double rank = 0.5 * ((double)i + 1.0 + (double)end);
        double p = (rank - 0.375) / ((double)count + 0.25);
        double score = num_normal_quantile(p);
        for (; i < end; i++)
            scores[pairs[i].at] = score;
    }
}

static double rhat_of(const struct split *s)
{
    double mean = num_mean(s->x, s->m * s->n);
    double within = 0.0;
    double between = 0.0;
    for (size_t c = 0; c < s->m; c++) {
        double chain_mean = num_mean(s->x + c * s->n, s->n);
        within += num_variance(s->x + c * s->n, s->n);
        between += (chain_mean - mean) * (chain_mean - mean);
    }
    within /= (double)s->m;
    between /= (double)(s->m - 1);
    if (!(within > 0.0))
        return between > 0.0 ? INFINITY : NAN;
    double n = (double)s->n;
    return sqrt(((n - 1.0) / n * within + between) / within);
}

/* Mean over chains of the autocovariance at `lag`, each about its own mean. */
static double autocovariance(const struct split *s, size_t lag)
{
    double sum = 0.0;
    for (size_t c = 0; c < s->m; c++) {
        const double *x = s->x + c * s->n;
        double part = 0.0;
        for (size_t t = 0; t + lag < s->n; t++)
            part += x[t] * x[t + lag];
        sum += part / (double)s->n;
    }
    return sum / (double)s->m;
}

/* Take each chain's mean out of `s`; the variance of the means over chains. */
static double centre_chains(struct split *s)
{
    double mean = num_mean(s->x, s->m * s->n);
    double between = 0.0;
    for (size_t c = 0; c < s->m; c++) {
        double *x = s->x + c * s->n;
        double chain_mean = num_mean(x, s->n);
        between += (chain_mean - mean) * (chain_mean - mean);
        for (size_t t = 0; t < s->n; t++)
            x[t] -= chain_mean;
    }
    return between / (double)(s->m - 1);
}

/* Effective sample size; spoils `s`. Pairs of autocorrelations are added while
 * they are positive, and never let to rise again (Geyer 1992). */
static double ess_of(struct split *s)
{
    double n = (double)s->n;
    double total = n * (double)s->m;
    double between = centre_chains(s);
    double cov0 = autocovariance(s, 0);
    double within = cov0 * n / (n - 1.0);
    double var = cov0 + between;
    if (!(var > 0.0))
        return NAN;
    double rho_even = 1.0;
    double rho_odd = 1.0 - (within - autocovariance(s, 1)) / var;
    double pair = rho_even + rho_odd;
    double tau = -1.0 + 2.0 * pair;
    double odd_left = 0.0;
    for (size_t lag = 2; lag + 2 < s->n; lag += 2) {
        rho_even = 1.0 - (within - autocovariance(s, lag)) / var;
        rho_odd = 1.0 - (within - autocovariance(s, lag + 1)) / var;
        odd_left = fmax(rho_even, 0.0);
        if (rho_even + rho_odd < 0.0)
            break;
        pair = fmin(pair, rho_even + rho_odd);
        tau += 2.0 * pair;
        odd_left = 0.0;
    }
    tau = fmax(tau + odd_left, 1.0 / log10(total));
    return total / tau;
}

/* ESS of the event x <= quantile. */
static double quantile_ess(const double *draws, size_t chains, size_t count, double at,
                           struct split *s)
{
    split_chains(draws, chains, count, s);
    for (size_t i = 0; i < s->m * s->n; i++)
        s->x[i] = s->x[i] <= at ? 1.0 : 0.0;
    return ess_of(s);
}

static void rank_part(const double *draws, size_t chains, size_t count, double *work,
                      struct diagnostics *out)
{
    struct split s = {work, 0, 0};
    split_chains(draws, chains, count, &s);
    size_t total = s.m * s.n;
    double *scores = work + chains * count;
    struct ranked *pairs = (struct ranked *)(void *)(scores + chains * count);
    struct split z = {scores, s.m, s.n};
    normal_scores(s.x, total, pairs, scores);
    out->rhat = rhat_of(&z);
    out->ess_bulk = ess_of(&z);
    double median = total % 2
                        ? pairs[total / 2].value
                        : 0.5 * (pairs[total / 2 - 1].value + pairs[total / 2].value);
    for (size_t i = 0; i < total; i++)
        s.x[i] = fabs(s.x[i] - median);
    normal_scores(s.x, total, pairs, scores);
    double folded = rhat_of(&z);
    if (folded > out->rhat)
        out->rhat = folded;
}

void diagnostics_quick(const double *draws, size_t chains, size_t draws_per_chain,
                       double *work, struct diagnostics *out)
{
    rank_part(draws, chains, draws_per_chain, work, out);
    out->ess_tail = NAN;
    out->mcse_mean = NAN;
}

void diagnostics_of(const double *draws, size_t chains, size_t draws_per_chain,
                    double *work, struct diagnostics *out)
{
    size_t total = chains * draws_per_chain;
    rank_part(draws, chains, draws_per_chain, work, out);
    double *sorted = work + total;
    struct ranked *pairs = (struct ranked *)(void *)(sorted + total);
    for (size_t i = 0; i < total; i++)
        pairs[i] = (struct ranked){draws[i], i};
    sort_ranked(pairs, pairs + total, total);
    for (size_t i = 0; i < total; i++)
        sorted[i] = pairs[i].value;
    double q05 = num_quantile_sorted(sorted, total, 0.05);
    double q95 = num_quantile_sorted(sorted, total, 0.95);
    struct split s = {work, 0, 0};
    double low = quantile_ess(draws, chains, draws_per_chain, q05, &s);
    double high = quantile_ess(draws, chains, draws_per_chain, q95, &s);
    out->ess_tail = fmin(low, high);
    split_chains(draws, chains, draws_per_chain, &s);
    double sd = sqrt(num_variance(s.x, s.m * s.n));
    out->mcse_mean = sd / sqrt(ess_of(&s));
}
