/* How the courts go on: next year's completions from this year's, given how judges and
 * receipts changed, by one of two laws.
 *
 *   adapting   d log C = a d log J + b d log R + e,   e normal with sd s
 *   steady     d log C = d log J + e: the law of a run
 *   closures of a year = phi * closures of the year before + g e + normal with sd q
 *
 * "Closures" are what the stock shows and the flow does not: cases reopened less cases
 * closed administratively, as a share of the stock. They move with e: a case that is set
 * aside is one that a judge did not decide. Conjugate normal-inverse-gamma posteriors
 * from the years before, with weak priors: a about a half and b about a quarter (an
 * agency neither ignores nor matches its resources and its load), s about a tenth; phi
 * about a half, g about nothing, q about 3%. Receipts that are not given walk:
 *
 *   d log R = normal with sd r, about a fifth: what Border Patrol encounters of
 *   FY2000-FY2013 changed by from year to year (root mean square 0.20), since the five
 *   years of receipts before FY2014 were calm. */
#ifndef AISLE_CALIBRATE_ADAPT_H
#define AISLE_CALIBRATE_ADAPT_H

#include <aisle/targets.h>
#include <stdint.h>

/* Mean judges of a fiscal year, interpolated between counts. */
double adapt_judges(const struct aisle_targets *targets, int fiscal_year);
/* Completions of a year; where they were not counted, what stock and flow leave. NAN:
 * not known. `i` in targets->years. */
double adapt_completions(const struct aisle_targets *targets, int i);
/* Reopened less closed, as a share of the stock before; NAN: not known. */
double adapt_closures(const struct aisle_targets *targets, int i);

enum adapt_law { ADAPT_ADAPTING, ADAPT_STEADY };

struct adapt_draw {
    double a, b, s;
    double phi, g, q;
    double r;
};

/* --- the engine: regression of y on two columns, conjugate */
struct adapt_line {
    double mean[2];
    double root[2][2];   /* lower Cholesky factor of the covariance over s^2 */
    double shape, scale; /* of s^2, inverse gamma */
};
/* x [n][2], y [n]; prior mean, prior precision over s^2 (diagonal), shape and scale. */
struct adapt_line adapt_fit(int n, const double (*x)[2], const double *y,
                            const double mean[2], double precision, double shape,
                            double scale);

/* What the years before year `i` tell. */
struct adapt_lines {
    int i;
    struct adapt_line completions, closures, receipts;
};
struct adapt_lines adapt_learn(const struct aisle_targets *targets, enum adapt_law law,
                               int i);

/* Draw `nth` of it; 2k and 2k + 1 are mirrored about its mean, so that few draws have a
 * steady median. */
struct adapt_draw adapt_draw(const struct adapt_lines *lines, uint64_t seed, int nth);

/* Next year's completions over this year's for a draw and a standard normal z. */
double adapt_factor(const struct adapt_draw *draw, double judges, double judges_next,
                    double receipts, double receipts_next, double z);
/* Next year's closures from this year's, the same z and another standard normal. */
double adapt_closures_next(const struct adapt_draw *draw, double closures, double z,
                           double other);

#endif
