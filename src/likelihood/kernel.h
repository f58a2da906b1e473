/* The likelihood of one tile: log-likelihood, gradient and curvature of sixteen
 * units at once.
 *
 * A unit is a roll call seen by its members, or a member seen by the roll calls;
 * both meet the same formula
 *
 *     P(yea) = F(eta),   eta = sum over k of  parameter[k] * feature[k]
 *
 * with feature (1, x) and parameter (a, b) for roll calls; for a member feature
 * (a, b) and parameter (1, x), whose first entry is fixed. Sixteen units stand
 * side by side in vectors and the loop runs over the other side, so there are no sums
 * across lanes, and every lane's order of operations is the same on every
 * processor: AVX-512 and AVX2 give the same bytes (plain code, without fused
 * multiplication, differs in the last digits).
 *
 *               unit 0  unit 1 ...  unit 15
 *     row 0   [  yea  ,  nay  , ... ,   -  ]
 *     row 1   [   -   ,  yea  , ... ,  yea ] */
#ifndef AISLE_LIKELIHOOD_KERNEL_H
#define AISLE_LIKELIHOOD_KERNEL_H

#include <aisle/fit.h>
#include <stdint.h>

enum {
    KERNEL_LANES = 16,
    KERNEL_PARAMS_MAX = AISLE_DIMS_MAX + 1,
    KERNEL_CURVES_MAX = KERNEL_PARAMS_MAX * (KERNEL_PARAMS_MAX + 1) / 2
};

/* One row of a tile: a member or roll call of the other side, and two bits for
 * each of the sixteen units, unit 0 in the lowest: was a vote cast, was it a nay. */
struct kernel_row {
    int32_t other;
    uint16_t cast;
    uint16_t nay;
};

/* The rows of one tile and what the other side looks like. */
struct kernel_rows {
    int count;
    const struct kernel_row *row; /* [count] */
    const double *feature;        /* [others][stride] */
    int stride;
    const double *weight; /* [others], or NULL for 1 */
};

/* `curve` is minus the second derivative, lower triangle row by row:
 * (0,0) (1,0) (1,1) (2,0) ... */
struct kernel_sums {
    double value[KERNEL_LANES];
    double slope[KERNEL_PARAMS_MAX][KERNEL_LANES];
    double curve[KERNEL_CURVES_MAX][KERNEL_LANES];
};

/* `fixed` 1 when the first feature enters with parameter 1, else 0. `count` free
 * parameters. Rows' order and every rounding are fixed: same input, same bytes. */
void kernel_eval(enum aisle_link link, int fixed, int count,
                 const struct kernel_rows *rows, const double parameter[][KERNEL_LANES],
                 struct kernel_sums *out);

/* --- single precision ------------------------------------------------------- */

/* What a caller wants: with KERNEL_VALUES slope and curve are left as they are. */
enum kernel_want { KERNEL_VALUES, KERNEL_ALL };

struct kernel_rows32 {
    int count;
    const struct kernel_row *row; /* [count] */
    const float *feature;         /* [others][stride] */
    int stride;
    const float *weight; /* [others], or NULL for 1 */
};

/* kernel_eval in single precision within 120 rows (16 for probit) and in double
 * across them: for samplers, whose values need no more, and for the way to a mode.
 * Where `fixed` is 0 the first feature is taken to be 1.
 *
 * Values are within 2e-6 (1 + |value|) of kernel_eval's, slopes and curves within
 * 5e-5 of the sum of their terms' sizes, for |eta| up to 60; so is each processor's
 * path to each other's (test_quick). Further out nothing overflows. */
void kernel_eval32(enum aisle_link link, int fixed, int count, enum kernel_want want,
                   const struct kernel_rows32 *rows,
                   const float parameter[][KERNEL_LANES], struct kernel_sums *out);

/* The paths, for those who compare them: NULL where the processor lacks it. */
enum kernel_path { KERNEL_PLAIN, KERNEL_AVX2, KERNEL_AVX512, KERNEL_PATHS };
typedef void kernel_eval32_fn(enum aisle_link link, int fixed, int count,
                              enum kernel_want want, const struct kernel_rows32 *rows,
                              const float parameter[][KERNEL_LANES],
                              struct kernel_sums *out);
kernel_eval32_fn *kernel_eval32_by(enum kernel_path path);

/* --- one vote ------------------------------------------------------------------ */

/* One vote in plain double precision: log P and its first two derivatives in eta,
 * for a yea (sign 1) or a nay (sign -1). The kernel agrees to rounding. */
struct kernel_vote {
    double value;
    double slope; /* d value / d eta */
    double curve; /* minus the second derivative */
};
struct kernel_vote kernel_vote_at(enum aisle_link link, int sign, double eta);

/* --- a row of votes --------------------------------------------------------------- */

/* `count` votes, each at its own eta: their slopes and curvatures in eta, as above, 0
 * where `sign` is 0, when these are not NULL; and the sum of their log P. Double
 * precision, on AVX2 and AVX-512 to the same bytes. */
double kernel_votes(enum aisle_link link, int count, const int8_t *sign,
                    const double *eta, double *slope, double *curve);

#endif
