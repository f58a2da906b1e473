/* Streams over the addressed generator, and the distributions drawn from them. */
#include "num/rng.h"

#include "base/ctx.h"
#include <math.h>

static const double two_pi = 6.283185307179586476925286766559;

struct rng rng_stream(uint64_t seed, uint32_t use, uint32_t a, uint32_t b)
{
    struct rng rng = {.seed = seed, .use = use, .a = a, .b = b};
    return rng;
}

uint32_t rng_u32(struct rng *rng)
{
    if (rng->left == 0) {
        rng->words = rng_words_at(rng->seed, rng->use, rng->a, rng->b, rng->c);
        rng->c++;
        rng->left = 4;
    }
    rng->left--;
    return rng->words.w[3 - rng->left];
}

double rng_unit(struct rng *rng)
{
    uint32_t high = rng_u32(rng);
    uint32_t low = rng_u32(rng);
    return rng_unit64(high, low);
}

/* Box and Muller (1958): two normals from two uniforms, no rejection, so that the
 * number of words used never depends on their values. */
double rng_normal(struct rng *rng)
{
    if (rng->has_spare) {
        rng->has_spare = 0;
        return rng->spare_normal;
    }
    double radius = sqrt(-2.0 * log(rng_unit(rng)));
    double angle = two_pi * rng_unit(rng);
    rng->spare_normal = radius * sin(angle);
    rng->has_spare = 1;
    return radius * cos(angle);
}

double rng_exponential(struct rng *rng)
{
    return -log(rng_unit(rng));
}

/* Marsaglia and Tsang, "A simple method for generating gamma variables", ACM TOMS
 * 26(3), 2000: for shape >= 1. */
static double gamma_from_one(struct rng *rng, double shape)
{
    double d = shape - 1.0 / 3.0;
    double c = 1.0 / sqrt(9.0 * d);
    for (;;) {
        double z = rng_normal(rng);
        double v = 1.0 + c * z;
        if (v <= 0.0)
            continue;
        v = v * v * v;
        if (log(rng_unit(rng)) < 0.5 * z * z + d - d * v + d * log(v))
            return d * v;
    }
}

/* Log of a gamma draw. Below shape 1 the draw of shape + 1 is lifted by
 * U^(1/shape); the log keeps tiny shapes from underflowing. */
static double log_gamma_draw(struct rng *rng, double shape)
{
    if (shape >= 1.0)
        return log(gamma_from_one(rng, shape));
    double lift = log(rng_unit(rng)) / shape;
    return log(gamma_from_one(rng, shape + 1.0)) + lift;
}

double rng_gamma(struct rng *rng, double shape)
{
    CHECK(shape > 0.0);
    if (shape >= 1.0)
        return gamma_from_one(rng, shape);
    return exp(log_gamma_draw(rng, shape));
}

double rng_beta(struct rng *rng, double a, double b)
{
    CHECK(a > 0.0 && b > 0.0);
    double x = log_gamma_draw(rng, a);
    double y = log_gamma_draw(rng, b);
    return 1.0 / (1.0 + exp(y - x));
}
