/* A draw of where the chain stands along the slow ways, all at once.
 *
 * Along them the posterior is nearly normal: from the slope at the state and the
 * precision at the mode comes a Newton step, and about it a draw. From there the way
 * back has a draw of its own, and the Jacobian makes it exact. */
#include "sparse/drift.h"

#include "num/linalg.h"
#include <math.h>
#include <string.h>

double sparse_drift_along(const struct sparse_drift *d, const double *t,
                          const struct sparse_state *from, struct sparse_state *to)
{
    const struct sparse_problem *p = d->p;
    size_t n = (size_t)d->way_count, shifts = (size_t)d->field_count;
    double jacobian = 0.0;
    to->slope_sd = from->slope_sd;
    for (int i = 0; i < p->member_count; i++) {
        const float *field = d->field + (size_t)i * SPARSE_FIELDS_MAX;
        double f = 0.0, g = 0.0;
        for (size_t k = 0; k < shifts; k++) {
            f += t[k] * (double)field[k];
            g += t[shifts + k] * (double)field[k];
        }
        double grown = expm1(g);
        to->x[i] = from->x[i] + grown * from->x[i] + (g != 0.0 ? grown / g : 1.0) * f;
        jacobian += g;
    }
    for (int j = 0; j < p->item_count; j++) {
        const float *answer = d->answer + 2 * (size_t)j * n;
        const double *ab = from->item + 2 * (size_t)j;
        double shift = 0.0, q = 0.0;
        for (size_t k = 0; k < n; k++) {
            shift += t[k] * (double)answer[2 * k];
            q += t[k] * (double)answer[2 * k + 1];
        }
        double grown = expm1(-q);
        to->item[2 * (size_t)j] = ab[0] + (q != 0.0 ? grown / q : -1.0) * shift * ab[1];
        to->item[2 * (size_t)j + 1] = ab[1] + grown * ab[1];
        jacobian -= q;
    }
    sparse_narrow(p, to);
    return jacobian;
}

/* Log posterior at a state, and its slope along the ways, the Jacobian's in it. */
static double look(struct sparse_drift *d, const struct sparse_state *s, double *slope)
{
    const struct sparse_problem *p = d->p;
    size_t n = (size_t)d->way_count, shifts = (size_t)d->field_count;
    double value = 0.0;
#pragma omp parallel for schedule(dynamic, 256) num_threads(p->threads)
    for (int j = 0; j < p->item_count; j++) {
        const double *ab = s->item + 2 * (size_t)j;
        struct row_sums sums = sparse_item_at(p, s, j, ab[0], ab[1]);
        double *to = d->item + 3 * (size_t)j;
        to[0] = sums.value;
        to[1] = sums.slope[0];
        to[2] = sums.slope[1];
    }
#pragma omp parallel for schedule(dynamic, 256) num_threads(p->threads)
    for (int i = 0; i < p->member_count; i++)
        d->member[i] = sparse_member_at(p, s, i, s->x[i]).slope[0];
    memset(slope, 0, n * sizeof *slope);
    for (int i = 0; i < p->member_count; i++) {
        const float *field = d->field + (size_t)i * SPARSE_FIELDS_MAX;
        double shift = d->member[i], stretch = 1.0 + d->member[i] * s->x[i];
        value -= 0.5 * s->x[i] * s->x[i];
        for (size_t k = 0; k < shifts; k++) {
            slope[k] += (double)field[k] * shift;
            slope[shifts + k] += (double)field[k] * stretch;
        }
    }
    for (int j = 0; j < p->item_count; j++) {
        const float *answer = d->answer + 2 * (size_t)j * n;
        const double *at = d->item + 3 * (size_t)j;
        double b = s->item[2 * (size_t)j + 1];
        double of_a = -b * at[1], of_b = -b * at[2] - 1.0;
        value += at[0];
        for (size_t k = 0; k < n; k++)
            slope[k] += of_a * (double)answer[2 * k] + of_b * (double)answer[2 * k + 1];
    }
    return value;
}

bool sparse_drift_step(struct sparse_drift *d, struct rng *rng, struct sparse_state *s)
{
    size_t n = (size_t)d->way_count;
    double here[SPARSE_WAYS_MAX], there[SPARSE_WAYS_MAX], t[SPARSE_WAYS_MAX];
    double forth = 0.0, back = 0.0;
    sparse_narrow(d->p, s);
    double gain = -look(d, s, here);
    /* with y = L't, the step is L^-1 slope and the draw has unit spread */
    linalg_forward(d->root, n, here);
    for (size_t k = 0; k < n; k++) {
        double z = rng_normal(rng);
        forth -= 0.5 * z * z;
        t[k] = here[k] + z;
        here[k] = t[k];
    }
    linalg_backward(d->root, n, t);
    gain += sparse_drift_along(d, t, s, &d->there);
    gain += look(d, &d->there, there);
    linalg_forward(d->root, n, there);
    for (size_t k = 0; k < n; k++)
        back -= 0.5 * (here[k] + there[k]) * (here[k] + there[k]);
    if (!(log(rng_unit(rng)) < gain + back - forth))
        return false;
    struct sparse_state old = *s;
    *s = d->there;
    d->there = old;
    return true;
}

void sparse_drift_throw(struct sparse_drift *d, struct rng *rng, double by,
                        struct sparse_state *s)
{
    double t[SPARSE_WAYS_MAX];
    for (int k = 0; k < d->way_count; k++)
        t[k] = by * rng_normal(rng);
    linalg_backward(d->root, (size_t)d->way_count, t);
    sparse_drift_along(d, t, s, &d->there);
    struct sparse_state old = *s;
    *s = d->there;
    d->there = old;
}
