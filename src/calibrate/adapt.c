#include "calibrate/adapt.h"

#include "num/rng.h"
#include <math.h>

enum { USE_ADAPT = 0x43410040, YEARS_MOST = 64 };

/* --- the record ---------------------------------------------------------- */

static double judges_on(const struct aisle_targets *t, aisle_day day)
{
    int n = t->bench_count;
    for (int i = 1; i < n; i++) {
        const struct aisle_bench_size *a = &t->bench[i - 1], *b = &t->bench[i];
        if (day > b->date && i + 1 < n)
            continue;
        /* past the last count the last growth goes on */
        double part = (double)(day - a->date) / (double)(b->date - a->date);
        return a->judges + part * (b->judges - a->judges);
    }
    return n > 0 ? t->bench[0].judges : NAN;
}

double adapt_judges(const struct aisle_targets *targets, int fiscal_year)
{
    aisle_day first = aisle_day_from_civil(fiscal_year - 1, 10, 1),
              next = aisle_day_from_civil(fiscal_year, 10, 1);
    double sum = 0;
    for (aisle_day day = first; day < next; day++)
        sum += judges_on(targets, day);
    return sum / (next - first);
}

double adapt_completions(const struct aisle_targets *targets, int i)
{
    const struct aisle_court_year *y = &targets->years[i];
    if (!isnan(y->completions) || i == 0)
        return y->completions;
    return y[-1].pending_end + y->receipts - y->pending_end;
}

double adapt_closures(const struct aisle_targets *targets, int i)
{
    const struct aisle_court_year *y = &targets->years[i];
    if (i == 0 || isnan(y->completions))
        return NAN;
    double flow = y->receipts - y->completions;
    return (y->pending_end - y[-1].pending_end - flow) / y[-1].pending_end;
}

/* --- regression ---------------------------------------------------------- */

struct adapt_line adapt_fit(int n, const double (*x)[2], const double *y,
                            const double mean[2], double precision, double shape,
                            double scale)
{
    double p00 = precision, p01 = 0, p11 = precision;
    double h0 = precision * mean[0], h1 = precision * mean[1], squares = 0;
    for (int i = 0; i < n; i++) {
        p00 += x[i][0] * x[i][0];
        p01 += x[i][0] * x[i][1];
        p11 += x[i][1] * x[i][1];
        h0 += x[i][0] * y[i];
        h1 += x[i][1] * y[i];
        squares += y[i] * y[i];
    }
    double det = p00 * p11 - p01 * p01;
    struct adapt_line out = {
        .mean = {(p11 * h0 - p01 * h1) / det, (p00 * h1 - p01 * h0) / det},
        .shape = shape + n / 2.0};
    double prior = precision * (mean[0] * mean[0] + mean[1] * mean[1]);
    double after = h0 * out.mean[0] + h1 * out.mean[1];
    out.scale = scale + (squares + prior - after) / 2;
    out.root[0][0] = sqrt(p11 / det);
    out.root[1][0] = -p01 / det / out.root[0][0];
    out.root[1][1] = sqrt(p00 / det - out.root[1][0] * out.root[1][0]);
    return out;
}

static void draw_line(const struct adapt_line *line, struct rng *rng, double sign,
                      double *a, double *b, double *s)
{
    *s = sqrt(line->scale / rng_gamma(rng, line->shape));
    double u = sign * rng_normal(rng), v = sign * rng_normal(rng);
    *a = line->mean[0] + *s * line->root[0][0] * u;
    *b = line->mean[1] + *s * (line->root[1][0] * u + line->root[1][1] * v);
}

/* --- the posterior of the years before ----------------------------------- */

/* How much judges and receipts changed into year k, and completions with them. */
struct change {
    double x[2];
    double y; /* NAN: not known */
};

static struct change change_into(const struct aisle_targets *t, int k)
{
    int year = t->years[k].fiscal_year;
    return (struct change){{log(adapt_judges(t, year) / adapt_judges(t, year - 1)),
                            log(t->years[k].receipts / t->years[k - 1].receipts)},
                           log(adapt_completions(t, k) / adapt_completions(t, k - 1))};
}

static struct adapt_line fit_completions(const struct aisle_targets *t,
                                         enum adapt_law law, int i)
{
    static const double adapting[2] = {0.5, 0.25}, steady[2] = {1, 0};
    double x[YEARS_MOST][2], y[YEARS_MOST];
    int n = 0;
    for (int k = 1; k < i && n < YEARS_MOST; k++) {
        struct change c = change_into(t, k);
        if (isnan(c.y))
            continue;
        y[n] = c.y;
        x[n][0] = c.x[0];
        x[n++][1] = c.x[1];
    }
    if (law == ADAPT_STEADY) /* held: as if known from very many years */
        return adapt_fit(n, (const double(*)[2])x, y, steady, 1e6, 2, 0.02);
    /* prior sd of a and b 0.25 where s is 0.1 */
    return adapt_fit(n, (const double(*)[2])x, y, adapting, 0.16, 2, 0.02);
}

/* The spread of changes of receipts, by the years before i. */
static struct adapt_line fit_receipts(const struct aisle_targets *t, int i)
{
    static const double mean[2] = {0, 0};
    double x[YEARS_MOST][2] = {{0}}, y[YEARS_MOST];
    int n = 0;
    for (int k = 1; k < i && n < YEARS_MOST; k++)
        y[n++] = change_into(t, k).x[1];
    return adapt_fit(n, (const double(*)[2])x, y, mean, 1, 2, 0.08);
}

/* What the line leaves of the change into year k: e. */
static double residual(const struct aisle_targets *t, const struct adapt_line *line,
                       int k)
{
    struct change c = change_into(t, k);
    return c.y - line->mean[0] * c.x[0] - line->mean[1] * c.x[1];
}

static struct adapt_line fit_closures(const struct aisle_targets *t, int i,
                                      const struct adapt_line *completions)
{
    static const double mean[2] = {0.5, 0};
    double x[YEARS_MOST][2], y[YEARS_MOST];
    int n = 0;
    for (int k = 2; k < i && n < YEARS_MOST; k++) {
        double now = adapt_closures(t, k), before = adapt_closures(t, k - 1),
               e = residual(t, completions, k);
        if (isnan(now) || isnan(before) || isnan(e))
            continue;
        y[n] = now;
        x[n][0] = before;
        x[n++][1] = e;
    }
    /* prior sd of phi and g 0.25 where q is 0.03 */
    return adapt_fit(n, (const double(*)[2])x, y, mean, 0.0144, 2, 0.0018);
}

struct adapt_lines adapt_learn(const struct aisle_targets *targets, enum adapt_law law,
                               int i)
{
    struct adapt_lines out = {.i = i,
                              .completions = fit_completions(targets, law, i),
                              .receipts = fit_receipts(targets, i)};
    out.closures = fit_closures(targets, i, &out.completions);
    return out;
}

struct adapt_draw adapt_draw(const struct adapt_lines *lines, uint64_t seed, int nth)
{
    struct rng rng = rng_stream(seed, USE_ADAPT, (uint32_t)lines->i, (uint32_t)nth / 2);
    double sign = nth % 2 ? -1 : 1;
    struct adapt_draw out;
    double none;
    draw_line(&lines->completions, &rng, sign, &out.a, &out.b, &out.s);
    draw_line(&lines->closures, &rng, sign, &out.phi, &out.g, &out.q);
    draw_line(&lines->receipts, &rng, sign, &none, &none, &out.r);
    return out;
}

double adapt_factor(const struct adapt_draw *d, double judges, double judges_next,
                    double receipts, double receipts_next, double z)
{
    return exp(d->a * log(judges_next / judges) + d->b * log(receipts_next / receipts) +
               d->s * z);
}

double adapt_closures_next(const struct adapt_draw *d, double closures, double z,
                           double other)
{
    return d->phi * closures + d->g * d->s * z + d->q * other;
}
