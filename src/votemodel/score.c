#include "votemodel/votemodel.h"

#include "num/linalg.h"
#include <math.h>
#include <string.h>

/* Spread of eta that is left: of the roll call's parameters at these features, and
 * of the position through them. */
static double eta_variance(const struct data *d, const struct state *s,
                           const struct form *form, int kind, int member,
                           const double *phi)
{
    int n = s->features;
    double y[FEATURES_MAX], sum = 0.0;
    for (int f = 0; f < n; f++)
        y[f] = form_has(kind, s->dims, f) ? phi[f] : 0.0;
    linalg_forward(form->root, (size_t)n, y);
    for (int f = 0; f < n; f++)
        sum += y[f] * y[f];
    for (int q = 0; q < s->dims && !d->problem.thin[member]; q++) {
        double by = form->beta[1 + q];
        by += q == 0 ? 2.0 * form->beta[2 + s->dims] * phi[1] : 0.0;
        sum += by * by * s->variance[(size_t)member * (size_t)s->dims + (size_t)q];
    }
    return sum;
}

double yea_chance(const struct data *d, const struct state *s, int item, int member)
{
    double phi[FEATURES_MAX], chance = 0.0;
    if (d->leader[item] == member)
        return 1.0 - s->leader_nay;
    features_of(s, d, member, d->type[item], phi);
    for (int k = 0; k < d->forms; k++) {
        const struct form *form = state_form(s, item, k);
        double eta = 0.0;
        for (int f = 0; f < s->features; f++)
            eta += form->beta[f] * phi[f];
        if (d->options->predict) /* MacKay's average of a logistic over a normal */
            eta /= sqrt(1.0 + 0.125 * 3.141592653589793 *
                                  eta_variance(d, s, form, d->form[k], member, phi));
        chance += form->weight / (1.0 + exp(-eta));
    }
    return 0.5 * s->lapse + (1.0 - s->lapse) * chance;
}

struct aisle_votemodel_score score_votes(const struct data *d, const struct state *s,
                                         bool hidden)
{
    const struct problem *p = &d->problem;
    const int8_t *signs = hidden ? d->hidden : p->sign;
    struct aisle_votemodel_score score = {0};
    double log_chance = 0.0, right = 0.0, minority = 0.0;
    for (int j = 0; j < p->item_count; j++) {
        int yeas = 0, nays = 0;
        for (int i = 0; i < p->member_count; i++) {
            int sign = (int)signs[(size_t)j * (size_t)p->member_count + (size_t)i];
            if (sign == 0 || p->thin[i])
                continue;
            double yea = yea_chance(d, s, j, i);
            double chance = fmax(sign > 0 ? yea : 1.0 - yea, 1e-12);
            right += chance > 0.5;
            log_chance += log(chance);
            yeas += sign > 0;
            nays += sign < 0;
        }
        score.votes += yeas + nays;
        minority += yeas < nays ? yeas : nays;
    }
    double votes = (double)score.votes;
    score.gmp = votes > 0 ? exp(log_chance / votes) : NAN;
    score.right = votes > 0 ? right / votes : NAN;
    score.apre = minority > 0 ? (minority - (votes - right)) / minority : NAN;
    return score;
}
