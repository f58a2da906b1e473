#include "num/leave_out.h"

#include "num/psis.h"
#include "num/special.h"
#include <math.h>
#include <stdint.h>
#include <string.h>

#define EVEN_RATIO 1.2
#define LOG_MAX ((float)LEAVE_OUT_LOG_MAX)

enum { LANES = LEAVE_OUT_PAD, RUN = 16 };
typedef float vec __attribute__((vector_size(LANES * sizeof(float))));
typedef int32_t ivec __attribute__((vector_size(LANES * sizeof(int32_t))));
#define SPLAT(x) ((vec){(x), (x), (x), (x)})

/* e^x for |x| up to LOG_MAX, to 2e-7: x = n log 2 + r, and a polynomial in r (the
 * coefficients are the Cephes library's expf). */
static inline vec exp_lanes(vec x)
{
    const vec round = SPLAT(12582912.0F); /* 1.5 * 2^23: adding it rounds */
    vec shifted = x * SPLAT(1.44269504088896341F) + round;
    vec n = shifted - round;
    vec r = x - n * SPLAT(0.693359375F);
    r = r - n * SPLAT(-2.12194440e-4F);
    vec p = SPLAT(1.9875691500e-4F);
    p = p * r + SPLAT(1.3981999507e-3F);
    p = p * r + SPLAT(8.3334519073e-3F);
    p = p * r + SPLAT(4.1665795894e-2F);
    p = p * r + SPLAT(1.6666665459e-1F);
    p = p * r + SPLAT(5.0000001201e-1F);
    p = p * r * r + r + SPLAT(1.0F);
    ivec whole = __builtin_convertvector(n, ivec);
    ivec scale = (whole + 127) << 23;
    vec power;
    memcpy(&power, &scale, sizeof power);
    return p * power;
}

static inline vec pick(ivec where, vec a, vec b)
{
    return (vec)((where & (ivec)a) | (~where & (ivec)b));
}

void leave_out_logit(const float *eta, int sign, size_t draws, float *ratio)
{
    const vec low = SPLAT(-LOG_MAX), high = SPLAT(LOG_MAX);
    const vec turn = sign > 0 ? SPLAT(-1.0F) : SPLAT(1.0F);
    for (size_t s = 0; s < draws; s += LANES) {
        vec u;
        memcpy(&u, eta + s, sizeof u);
        u *= turn;
        u = pick(u < low, low, u);
        u = pick(u > high, high, u);
        u = SPLAT(1.0F) + exp_lanes(u);
        memcpy(ratio + s, &u, sizeof u);
    }
}

/* Move the `tail` largest to the end (Hoare's FIND). */
static void select_largest(float *v, ptrdiff_t n, ptrdiff_t tail)
{
    ptrdiff_t low = 0, high = n - 1, at = n - tail;
    while (low < high) {
        float pivot = v[at];
        ptrdiff_t i = low, j = high;
        while (i <= j) {
            while (v[i] < pivot)
                i++;
            while (pivot < v[j])
                j--;
            if (i > j)
                break;
            float swap = v[i];
            v[i++] = v[j];
            v[j--] = swap;
        }
        if (j < at)
            low = i;
        if (at < i)
            high = j;
    }
}

/* When the ratios need smoothing. */
static struct left_out smooth(float *ratio, size_t n, size_t tail, double *work,
                              double mean)
{
    double *top = work, *space = work + tail, *smoothed = work + 2 * tail;
    select_largest(ratio, (ptrdiff_t)n, (ptrdiff_t)tail);
    double body = 0.0, cutoff = 0.0;
    for (size_t s = 0; s < n - tail; s++) {
        body += (double)ratio[s];
        cutoff = fmax(cutoff, (double)ratio[s]);
    }
    for (size_t t = 0; t < tail; t++)
        top[t] = (double)ratio[n - tail + t];
    num_sort(top, tail);
    double k = psis_smooth(top, tail, cutoff, space, smoothed);
    double above = (double)(n - tail);
    for (size_t t = 0; t < tail; t++) {
        above += smoothed[t] / top[t];
        body += smoothed[t];
    }
    return (struct left_out){mean, above / body, k};
}

/* Sums of the ratios and of their inverses, and the largest: in single precision for a
 * run of lanes, in double across runs. */
struct sums {
    double ratio;
    double chance;
    float largest;
};

static void add_lanes(vec ratio, vec chance, vec largest, struct sums *sums)
{
    for (int k = 0; k < LANES; k++) {
        sums->ratio += (double)ratio[k];
        sums->chance += (double)chance[k];
        sums->largest = largest[k] > sums->largest ? largest[k] : sums->largest;
    }
}

static struct sums sum_ratios(const float *ratio, size_t n)
{
    struct sums sums = {0};
    size_t s = 0;
    while (s + LANES <= n) {
        size_t stop =
            s + (size_t)RUN * LANES <= n ? s + (size_t)RUN * LANES : n - n % LANES;
        vec sum = SPLAT(0.0F), chance = SPLAT(0.0F), largest = SPLAT(0.0F);
        for (; s < stop; s += LANES) {
            vec r;
            memcpy(&r, ratio + s, sizeof r);
            sum += r;
            chance += SPLAT(1.0F) / r;
            largest = pick(r > largest, r, largest);
        }
        add_lanes(sum, chance, largest, &sums);
    }
    for (; s < n; s++) {
        sums.ratio += (double)ratio[s];
        sums.chance += (double)(1.0F / ratio[s]);
        sums.largest = ratio[s] > sums.largest ? ratio[s] : sums.largest;
    }
    return sums;
}

struct left_out leave_out(float *ratio, size_t draws, size_t tail, double *work)
{
    struct sums sums = sum_ratios(ratio, draws);
    double n = (double)draws, mean = sums.chance / n;
    if (tail < 5 || (double)sums.largest * n <= EVEN_RATIO * sums.ratio)
        return (struct left_out){mean, n / sums.ratio, -INFINITY};
    return smooth(ratio, draws, tail, work, mean);
}
