/* Where the axes lie. A climb in turns finds that only by small steps, as the votes do
 * not tell it, or hardly; here it is settled at once.
 *
 * Shift and stretch of an axis leave every eta as it is when the roll calls follow:
 *
 *   x' -> x' + m    a -> a - b m + c m^2         b -> b - 2 c m
 *   x' -> r x'      a -> a + c (1 / r^2 - 1)     b -> b / r        c -> c / r^2
 *
 * so that the priors alone say which m and r (c is of the first axis alone, and its
 * offsets are stretched with it).
 *
 * A turn of the axes does change what is said, since offsets and bends are the first
 * axis's, but so little that the mode lies in a long valley of turns, and the place in
 * it where a climb stops is chance. So the axes are those of the static fit: the
 * principal axes of the places. */
#include "votemodel/votemodel.h"

#include <math.h>

/* Sums along one axis: over fitted members, and over forms by their weights. */
struct sums {
    double n, x;
    double xx; /* of x^2, and of offsets' squares by their prior */
    double ab, bb, bc, ac, cc;
};

static double precision(double sd)
{
    return 1.0 / (sd * sd);
}

static void add_members(const struct data *d, const struct state *s, int k,
                        struct sums *out)
{
    double by = precision(d->options->offset_sd);
    for (int i = 0; i < d->problem.member_count; i++) {
        double x = s->x[(size_t)i * (size_t)s->dims + (size_t)k];
        if (d->problem.thin[i])
            continue;
        out->n += 1.0;
        out->x += x;
        out->xx += x * x;
        for (int t = 0; t < AISLE_VOTE_TYPES && k == 0; t++) {
            double offset = s->offset[(size_t)i * AISLE_VOTE_TYPES + (size_t)t];
            out->xx += by * offset * offset;
        }
    }
}

/* A form's bend along an axis; NULL: only the first has one. */
static double *bend_of(const struct state *s, struct form *form, int k)
{
    return k == 0 ? &form->beta[2 + s->dims] : NULL;
}

static void add_items(const struct data *d, const struct state *s, int k,
                      struct sums *out)
{
    for (int j = 0; j < d->problem.item_count; j++)
        for (int f = 0; f < d->forms; f++) {
            struct form *form = state_form(s, j, f);
            const double *bend = bend_of(s, form, k);
            double w = form->weight, a = form->beta[0], b = form->beta[1 + k];
            double c = bend ? *bend : 0.0;
            out->ab += w * a * b;
            out->bb += w * b * b;
            out->bc += w * b * c;
            out->ac += w * a * c;
            out->cc += w * c * c;
        }
}

static struct sums sums_of(const struct data *d, const struct state *s, int k)
{
    struct sums sums = {0};
    add_members(d, s, k, &sums);
    add_items(d, s, k, &sums);
    return sums;
}

/* x' -> r x' + m, thin members too. */
static void move_axis(const struct data *d, struct state *s, int k, double r, double m)
{
    int forms = d->problem.item_count * AISLE_VOTEMODEL_FORMS;
    for (int i = 0; i < d->problem.member_count; i++) {
        double *x = s->x + (size_t)i * (size_t)s->dims + (size_t)k;
        *x = r * *x + m;
        for (int t = 0; t < AISLE_VOTE_TYPES && k == 0; t++)
            s->offset[(size_t)i * AISLE_VOTE_TYPES + (size_t)t] *= r;
    }
    for (int j = 0; j < forms; j++) {
        double *a = &s->forms[j].beta[0], *b = &s->forms[j].beta[1 + k];
        double *c = bend_of(s, &s->forms[j], k);
        *b /= r;
        if (c) {
            *a += *c * (1.0 / (r * r) - 1.0) + m * m * *c / (r * r);
            *c /= r * r;
        }
        *a -= *b * m;
        *b -= c ? 2.0 * *c * m : 0.0;
    }
}

/* One step of Newton's without the small m^2 c: exact where nothing bends. */
static void shift(const struct data *d, struct state *s, int k)
{
    struct sums v = sums_of(d, s, k);
    double of_a = precision(d->options->intercept_sd);
    double of_b = precision(d->options->slope_sd);
    double slope = of_a * v.ab + 2.0 * of_b * v.bc - v.x;
    double curve = v.n + of_a * v.bb + 4.0 * of_b * v.cc;
    move_axis(d, s, k, 1.0, slope / curve);
}

/* Least xx / t + line t + square t^2 for t = 1 / r^2, which is convex. */
static void stretch(const struct data *d, struct state *s, int k)
{
    struct sums v = sums_of(d, s, k);
    double of_a = precision(d->options->intercept_sd);
    double line = precision(d->options->slope_sd) * v.bb + 2.0 * of_a * (v.ac - v.cc);
    double square = (precision(d->options->unfold_sd) + of_a) * v.cc;
    double t = 1.0;
    for (int step = 0; step < 30; step++) {
        double slope = line + 2.0 * square * t - v.xx / (t * t);
        double curve = 2.0 * square + 2.0 * v.xx / (t * t * t);
        t = fmin(fmax(t - slope / curve, 0.5 * t), 2.0 * t);
    }
    move_axis(d, s, k, 1.0 / sqrt(t), 0.0);
}

/* --- principal axes ------------------------------------------------------------------- */

enum { PASSES_MAX = 20 };
#define ANGLE_MIN 1e-9

/* The turn, at most an eighth of a circle, after which x_k and x_l are uncorrelated. */
static double angle_of(const struct data *d, const struct state *s, int k, int l)
{
    double n = d->problem.fitted_count, mk = 0.0, ml = 0.0, wide = 0.0, both = 0.0;
    for (int i = 0; i < d->problem.member_count; i++) {
        const double *x = s->x + (size_t)i * (size_t)s->dims;
        mk += d->problem.thin[i] ? 0.0 : x[k] / n;
        ml += d->problem.thin[i] ? 0.0 : x[l] / n;
    }
    for (int i = 0; i < d->problem.member_count; i++) {
        const double *x = s->x + (size_t)i * (size_t)s->dims;
        double xk = x[k] - mk, xl = x[l] - ml;
        wide += d->problem.thin[i] ? 0.0 : xk * xk - xl * xl;
        both += d->problem.thin[i] ? 0.0 : xk * xl;
    }
    return both == 0.0 ? 0.0 : 0.5 * atan(2.0 * both / wide);
}

static void turn_row(double *v, int k, int l, double cosine, double sine)
{
    double vk = v[k], vl = v[l];
    v[k] = cosine * vk + sine * vl;
    v[l] = cosine * vl - sine * vk;
}

static void turn_axes(const struct data *d, struct state *s, int k, int l, double angle)
{
    double cosine = cos(angle), sine = sin(angle);
    int forms = d->problem.item_count * AISLE_VOTEMODEL_FORMS;
    for (int i = 0; i < d->problem.member_count; i++)
        turn_row(s->x + (size_t)i * (size_t)s->dims, k, l, cosine, sine);
    for (int j = 0; j < forms; j++)
        turn_row(s->forms[j].beta + 1, k, l, cosine, sine);
}

/* Jacobi's turns of two axes at a time, until none is left. */
static void turn_to_principal(const struct data *d, struct state *s)
{
    double widest = INFINITY;
    for (int pass = 0; pass < PASSES_MAX && widest > ANGLE_MIN; pass++) {
        widest = 0.0;
        for (int k = 0; k < s->dims; k++)
            for (int l = k + 1; l < s->dims; l++) {
                double angle = angle_of(d, s, k, l);
                turn_axes(d, s, k, l, angle);
                widest = fmax(widest, fabs(angle));
            }
    }
}

void axes_settle(const struct data *d, struct state *s)
{
    for (int k = 0; k < s->dims; k++) {
        shift(d, s, k);
        stretch(d, s, k);
    }
    turn_to_principal(d, s);
}
