#include "calibrate/emulator.h"

#include "base/mem.h"
#include "num/linalg.h"
#include <math.h>
#include <string.h>

static int terms_of(int dim)
{
    return 1 + 2 * dim + dim * (dim - 1) / 2;
}

/* 1, the coordinates, their squares less a third, and their products, each on [-1, 1]:
 * nearly orthogonal under a uniform sample. */
static void fill_basis(int dim, const double *x, double *basis)
{
    int at = 0;
    basis[at++] = 1;
    for (int i = 0; i < dim; i++)
        basis[at++] = 2 * x[i] - 1;
    for (int i = 0; i < dim; i++)
        for (int j = i; j < dim; j++)
            basis[at++] = (2 * x[i] - 1) * (2 * x[j] - 1) - (i == j ? 1.0 / 3 : 0);
}

/* What the fits of one ridge share. */
struct design {
    int count;
    int terms;
    double *rows;   /* [count][terms] */
    double *gram;   /* [terms][terms] without ridge */
    double *factor; /* [terms][terms] */
    double *lever;  /* [count] hat values */
    double *work;   /* [terms] */
};

static bool design_make(int dim, int count, const double *x, struct design *d)
{
    size_t terms = (size_t)terms_of(dim), n = (size_t)count;
    d->count = count;
    d->terms = (int)terms;
    d->rows = mem_new(n * terms, sizeof(double));
    d->gram = mem_new(terms * terms, sizeof(double));
    d->factor = mem_new(terms * terms, sizeof(double));
    d->lever = mem_new(n, sizeof(double));
    d->work = mem_new(terms, sizeof(double));
    if (!d->rows || !d->gram || !d->factor || !d->lever || !d->work)
        return false;
    for (size_t r = 0; r < n; r++) {
        double *row = d->rows + r * terms;
        fill_basis(dim, x + r * (size_t)dim, row);
        for (size_t i = 0; i < terms; i++)
            for (size_t j = 0; j <= i; j++)
                d->gram[i * terms + j] += row[i] * row[j];
    }
    return true;
}

static void design_clear(struct design *d)
{
    free(d->rows);
    free(d->gram);
    free(d->factor);
    free(d->lever);
    free(d->work);
}

/* Squares and products are held back ten times as much as slopes: effects are mostly
 * straight lines. The constant is free but for rounding. */
static double penalty_of(const struct design *d, int dim, double ridge, int term)
{
    double each = term == 0 ? 1e-9 : term <= dim ? ridge : 10 * ridge;
    return each * d->count + 1e-9;
}

static bool design_factor(struct design *d, int dim, double ridge)
{
    size_t terms = (size_t)d->terms;
    memcpy(d->factor, d->gram, terms * terms * sizeof(double));
    for (int i = 0; i < d->terms; i++)
        d->factor[(size_t)i * terms + (size_t)i] += penalty_of(d, dim, ridge, i);
    if (!linalg_cholesky(d->factor, terms))
        return false;
    for (int r = 0; r < d->count; r++) {
        memcpy(d->work, d->rows + (size_t)r * terms, terms * sizeof(double));
        linalg_forward(d->factor, terms, d->work);
        double sum = 0;
        for (size_t i = 0; i < terms; i++)
            sum += d->work[i] * d->work[i];
        d->lever[r] = sum;
    }
    return true;
}

/* Coefficients of one target and its mean squared error when each run is left out. */
static double fit_target(const struct design *d, const double *y, int targets,
                         double *coefficient)
{
    size_t terms = (size_t)d->terms;
    memset(coefficient, 0, terms * sizeof *coefficient);
    for (int r = 0; r < d->count; r++)
        for (size_t i = 0; i < terms; i++)
            coefficient[i] +=
                d->rows[(size_t)r * terms + i] * y[(size_t)r * (size_t)targets];
    linalg_solve(d->factor, terms, coefficient);
    double error = 0;
    for (int r = 0; r < d->count; r++) {
        double fitted = 0;
        for (size_t i = 0; i < terms; i++)
            fitted += d->rows[(size_t)r * terms + i] * coefficient[i];
        double left = fmax(1 - d->lever[r], 1e-6);
        double e = (y[(size_t)r * (size_t)targets] - fitted) / left;
        error += e * e / d->count;
    }
    return error;
}

static double variance_of(const double *y, int count, int targets)
{
    double mean = 0, square = 0;
    for (int r = 0; r < count; r++)
        mean += y[(size_t)r * (size_t)targets] / count;
    for (int r = 0; r < count; r++) {
        double e = y[(size_t)r * (size_t)targets] - mean;
        square += e * e / count;
    }
    return square;
}

/* Keep, target by target, the ridge that predicts best. */
static bool try_ridges(struct design *d, const double *y, double *trial,
                       struct emulator *out)
{
    static const double ridges[] = {1e-8, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1};
    for (size_t k = 0; k < sizeof ridges / sizeof ridges[0]; k++) {
        if (!design_factor(d, out->dim, ridges[k]))
            continue;
        for (int t = 0; t < out->targets; t++) {
            double error = fit_target(d, y + t, out->targets, trial);
            if (!(error < out->sd[t]))
                continue;
            out->sd[t] = error;
            memcpy(out->coefficient + (size_t)t * (size_t)d->terms, trial,
                   (size_t)d->terms * sizeof *trial);
        }
    }
    for (int t = 0; t < out->targets; t++) {
        double whole = variance_of(y + t, d->count, out->targets);
        out->explained[t] = whole > 0 ? 1 - out->sd[t] / whole : 1;
        out->sd[t] = sqrt(out->sd[t]);
    }
    return true;
}

enum aisle_status emulator_fit(struct aisle_ctx *ctx, int dim, int targets, int count,
                               const double *x, const double *y, struct emulator *out)
{
    enum aisle_status status = AISLE_OK;
    struct design d = {0};
    struct emulator made = {.dim = dim, .terms = terms_of(dim), .targets = targets};
    made.coefficient = mem_new((size_t)targets * (size_t)made.terms, sizeof(double));
    made.sd = mem_new((size_t)targets, sizeof(double));
    made.explained = mem_new((size_t)targets, sizeof(double));
    made.basis = mem_new((size_t)made.terms, sizeof(double));
    double *trial = mem_new((size_t)made.terms, sizeof *trial);
    if (!made.coefficient || !made.sd || !made.explained || !made.basis || !trial ||
        !design_make(dim, count, x, &d))
        TRY(ctx_no_memory(ctx));
    for (int t = 0; t < targets; t++)
        made.sd[t] = INFINITY;
    try_ridges(&d, y, trial, &made);
    emulator_clear(out);
    *out = made;
    made = (struct emulator){0};
out:
    free(trial);
    design_clear(&d);
    emulator_clear(&made);
    return status;
}

void emulator_clear(struct emulator *emulator)
{
    free(emulator->coefficient);
    free(emulator->sd);
    free(emulator->explained);
    free(emulator->basis);
    *emulator = (struct emulator){0};
}

void emulator_at(const struct emulator *e, const double *x, double *y)
{
    fill_basis(e->dim, x, e->basis);
    for (int t = 0; t < e->targets; t++) {
        const double *c = e->coefficient + (size_t)t * (size_t)e->terms;
        double sum = 0;
        for (int i = 0; i < e->terms; i++)
            sum += c[i] * e->basis[i];
        y[t] = sum;
    }
}

static double sd_of(const struct emulator *e, const struct problem *problem, int t)
{
    return hypot(problem->sd[t], e->sd[t]);
}

double emulator_implausibility(const struct emulator *e, const struct problem *problem,
                               const double *x, double *y)
{
    double worst = 0;
    emulator_at(e, x, y);
    for (int t = 0; t < e->targets; t++)
        worst = fmax(worst, fabs(y[t] - problem->observed[t]) / sd_of(e, problem, t));
    return worst;
}

double emulator_log_likelihood(const struct emulator *e, const struct problem *problem,
                               const double *x, double *y)
{
    double sum = 0;
    emulator_at(e, x, y);
    for (int t = 0; t < e->targets; t++) {
        double z = (y[t] - problem->observed[t]) / sd_of(e, problem, t);
        sum -= z * z / 2;
    }
    return sum;
}
