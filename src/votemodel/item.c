#include "votemodel/votemodel.h"

#include "num/linalg.h"
#include <math.h>
#include <string.h>

void features_of(const struct state *s, const struct data *d, int member, int type,
                 double *out)
{
    const double *x = s->x + (size_t)member * (size_t)s->dims;
    out[0] = 1.0;
    out[1] = x[0] + s->offset[(size_t)member * AISLE_VOTE_TYPES + (size_t)type];
    for (int k = 1; k < s->dims; k++)
        out[1 + k] = x[k];
    out[1 + s->dims] = d->z[member];
    out[2 + s->dims] = out[1] * out[1] - 1.0;
}

/* The curvature is that of the logistic part, weighted by the chance that the vote
 * was no lapse: the bound that expectation-maximisation climbs. */
struct pull vote_pull(int sign, double eta, double lapse)
{
    double t = sign * eta, e = exp(-fabs(t));
    double likely = 1.0 / (1.0 + e), other = e * likely;
    double chance = t > 0.0 ? likely : other;
    if (lapse <= 0.0) {
        double value = t > 0.0 ? -log1p(e) : t - log1p(e);
        return (struct pull){value, sign * (1.0 - chance), likely * other};
    }
    double mixed = 0.5 * lapse + (1.0 - lapse) * chance;
    double share = (1.0 - lapse) * chance / mixed;
    return (struct pull){log(mixed), sign * share * (1.0 - chance),
                         share * likely * other};
}

static double prior_sd(const struct aisle_votemodel_options *o, int dims, int feature)
{
    if (feature == 0)
        return o->intercept_sd;
    if (feature <= dims)
        return o->slope_sd;
    return feature == 1 + dims ? o->party_sd : o->unfold_sd;
}

/* Log posterior of a form at `beta`; slope and curvature where asked for. */
static double item_eval(const struct data *d, const struct state *s, int item, int form,
                        const double *beta, double *slope, double *curve)
{
    int n = s->features;
    double value = 0.0, phi[FEATURES_MAX];
    if (slope) {
        memset(slope, 0, (size_t)n * sizeof *slope);
        memset(curve, 0, (size_t)n * (size_t)n * sizeof *curve);
    }
    for (int i = 0; i < d->problem.member_count; i++) {
        int sign = data_item_sign(d, item, i);
        if (sign == 0)
            continue;
        features_of(s, d, i, d->type[item], phi);
        double eta = 0.0;
        for (int f = 0; f < n; f++)
            eta += beta[f] * phi[f];
        struct pull pull = vote_pull(sign, eta, s->lapse);
        value += pull.value;
        for (int f = 0; slope && f < n; f++) {
            slope[f] += pull.slope * phi[f];
            for (int g = 0; g <= f; g++)
                curve[f * n + g] += pull.curve * phi[f] * phi[g];
        }
    }
    for (int f = 0; f < n; f++) {
        double sd = prior_sd(d->options, s->dims, f), precision = 1.0 / (sd * sd);
        bool has = form_has(form, s->dims, f);
        value -= 0.5 * precision * beta[f] * beta[f];
        for (int g = 0; slope && !has && g < n; g++)
            curve[f > g ? f * n + g : g * n + f] = 0.0;
        if (slope) {
            slope[f] = has ? slope[f] - precision * beta[f] : 0.0;
            curve[f * n + f] += has ? precision : 1.0;
        }
    }
    return value;
}

/* Log evidence by Laplace's approximation; features the form lacks cancel out. */
static double item_evidence(const struct data *d, const struct state *s, int form,
                            double value, const double *root)
{
    double evidence = value;
    for (int f = 0; f < s->features; f++) {
        evidence -= log(root[f * s->features + f]);
        if (form_has(form, s->dims, f))
            evidence -= log(prior_sd(d->options, s->dims, f));
    }
    double prior = d->options->form_prior;
    if (data_asks(d, AISLE_TERM_LOYALTY))
        evidence += log(form & FORM_PARTY ? prior : 1.0 - prior);
    if (data_asks(d, AISLE_TERM_UNFOLDING))
        evidence += log(form & FORM_UNFOLD ? prior : 1.0 - prior);
    return evidence;
}

/* Where a form's climb stands. */
struct stand {
    double value;
    double beta[FEATURES_MAX];
    double slope[FEATURES_MAX];
    double curve[FEATURES_MAX * FEATURES_MAX];
};

static void stand_at(const struct data *d, const struct state *s, int item, int form,
                     struct stand *out)
{
    out->value = item_eval(d, s, item, form, out->beta, out->slope, out->curve);
}

/* One Newton step; one that does not climb is halved, ten times at most. */
static bool stand_step(const struct data *d, const struct state *s, int item, int form,
                       struct stand *at)
{
    size_t n = (size_t)s->features;
    double root[FEATURES_MAX * FEATURES_MAX], step[FEATURES_MAX], scale = 1.0;
    memcpy(root, at->curve, sizeof root);
    memcpy(step, at->slope, sizeof step);
    if (!linalg_cholesky(root, n))
        return false;
    linalg_solve(root, n, step);
    for (int half = 0; half < 10; half++, scale *= 0.5) {
        struct stand to;
        for (size_t f = 0; f < n; f++)
            to.beta[f] = at->beta[f] + scale * step[f];
        stand_at(d, s, item, form, &to);
        if (to.value < at->value)
            continue;
        bool moved = to.value - at->value > 1e-9;
        *at = to;
        return moved;
    }
    return false;
}

static double form_climb(const struct data *d, const struct state *s, int item,
                         int form, struct form *out, int steps)
{
    struct stand at = {0};
    memcpy(at.beta, out->beta, sizeof at.beta);
    stand_at(d, s, item, form, &at);
    while (steps-- > 0 && stand_step(d, s, item, form, &at))
        ;
    memcpy(out->beta, at.beta, sizeof at.beta);
    memcpy(out->root, at.curve, sizeof at.curve);
    if (!linalg_cholesky(out->root, (size_t)s->features))
        return -INFINITY;
    return item_evidence(d, s, form, at.value, out->root);
}

void item_climb(const struct data *d, struct state *s, int item, int steps)
{
    double evidence[AISLE_VOTEMODEL_FORMS], best = -INFINITY, sum = 0.0;
    for (int k = 0; k < d->forms; k++) {
        evidence[k] = form_climb(d, s, item, d->form[k], state_form(s, item, k), steps);
        best = fmax(best, evidence[k]);
    }
    for (int k = 0; k < d->forms; k++)
        sum += exp(evidence[k] - best);
    for (int k = 0; k < d->forms; k++)
        state_form(s, item, k)->weight = exp(evidence[k] - best) / sum;
}
