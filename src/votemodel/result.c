#include "votemodel/votemodel.h"

#include "base/ctx.h"
#include "base/mem.h"
#include <math.h>

struct scale scale_of(const struct data *d, const double *x)
{
    struct scale scale;
    const struct problem *p = &d->problem;
    int dims = d->options->dims;
    for (int k = 0; k < dims; k++) {
        double sum = 0.0, square = 0.0;
        for (int i = 0; i < p->member_count; i++)
            sum += p->thin[i] ? 0.0 : x[i * dims + k];
        scale.mean[k] = sum / p->fitted_count;
        for (int i = 0; i < p->member_count; i++) {
            double off = x[i * dims + k] - scale.mean[k];
            square += p->thin[i] ? 0.0 : off * off;
        }
        scale.sd[k] = sqrt(square / p->fitted_count);
    }
    return scale;
}

static void fill_members(const struct data *d, const struct state *s,
                         const struct scale *scale, struct aisle_votemodel *out)
{
    for (int i = 0; i < out->member_count; i++) {
        struct aisle_votemodel_member *m = &out->members[i];
        m->thin = d->problem.thin[i];
        for (int k = 0; k < s->dims; k++) {
            size_t at = (size_t)i * (size_t)s->dims + (size_t)k;
            m->x[k] = (s->x[at] - scale->mean[k]) / scale->sd[k];
            m->sd[k] = sqrt(s->variance[at]) / scale->sd[k];
        }
        for (int t = 0; t < AISLE_VOTE_TYPES; t++)
            m->p_absent[t] = NAN;
        for (int t = 0; t < AISLE_VOTE_TYPES; t++)
            m->offset[t] = s->offset[i * AISLE_VOTE_TYPES + t] / scale->sd[0];
    }
}

/* The same eta from positions on the users' scale. */
static void fill_form(const struct state *s, const struct scale *scale,
                      const struct form *form, int at, struct aisle_votemodel_item *out)
{
    double c = form->beta[2 + s->dims], mean = scale->mean[0], sd = scale->sd[0];
    out->weight[at] = form->weight;
    out->a[at] = form->beta[0] + c * (mean * mean - 1.0 + sd * sd);
    for (int q = 0; q < s->dims; q++) {
        out->a[at] += form->beta[1 + q] * scale->mean[q];
        out->b[at][q] = form->beta[1 + q] * scale->sd[q];
    }
    out->b[at][0] += 2.0 * c * mean * sd;
    out->p[at] = form->beta[1 + s->dims];
    out->c[at] = c * sd * sd;
}

static void fill_items(const struct data *d, const struct state *s,
                       const struct scale *scale, struct aisle_votemodel *out)
{
    for (int j = 0; j < out->item_count; j++) {
        out->items[j].rollcall = d->problem.rollcall[j];
        out->items[j].type = (enum aisle_vote_type)d->type[j];
        for (int k = 0; k < d->forms; k++)
            fill_form(s, scale, state_form(s, j, k), d->form[k], &out->items[j]);
    }
}

/* --- what the terms come to ---------------------------------------------------------- */

/* At least this share of the members at either end, and between them. */
#define GROUP_SHARE 0.05

/* The likeliest form's eta where a member stands. */
static double eta_of(const struct aisle_votemodel *m,
                     const struct aisle_votemodel_item *item, double z, int member)
{
    const struct aisle_votemodel_member *who = &m->members[member];
    int at = item->likeliest;
    double x = who->x[0] + who->offset[item->type];
    double eta = item->a[at] + item->b[at][0] * x + item->p[at] * z;
    for (int k = 1; k < m->dims; k++)
        eta += item->b[at][k] * who->x[k];
    return eta + item->c[at] * (x * x - 1.0);
}

static void find_kind(const struct data *d, const struct aisle_votemodel *m,
                      struct aisle_votemodel_item *item)
{
    int left = 0, middle = 0, right = 0, at = 0;
    for (int k = 0; k < AISLE_VOTEMODEL_FORMS; k++)
        if (item->weight[k] > item->weight[at])
            at = k;
    item->likeliest = at;
    item->turn = NAN;
    if (!(at & FORM_UNFOLD) || aisle_votemodel_item_unfolding(item) <= 0.5)
        return;
    double turn = -item->b[at][0] / (2.0 * item->c[at]);
    for (int i = 0; i < m->member_count; i++) {
        double x = m->members[i].x[0] + m->members[i].offset[item->type];
        bool end = (eta_of(m, item, d->z[i], i) > 0.0) == (item->c[at] > 0.0);
        middle += !m->members[i].thin && !end;
        left += !m->members[i].thin && end && x < turn;
        right += !m->members[i].thin && end && x > turn;
    }
    double few = fmax(GROUP_SHARE * (left + middle + right), 1.0);
    if (left < few || middle < few || right < few)
        return;
    item->kind = AISLE_ITEM_UNFOLDING;
    item->turn = turn;
}

static void size_up_items(const struct data *d, struct aisle_votemodel *m)
{
    double pulls = 0.0;
    for (int j = 0; j < m->item_count; j++) {
        struct aisle_votemodel_item *item = &m->items[j];
        find_kind(d, m, item);
        m->unfolding_count += item->kind == AISLE_ITEM_UNFOLDING;
        m->unfolding_items += aisle_votemodel_item_unfolding(item);
        m->loyalty_items += aisle_votemodel_item_loyalty(item);
        for (int k = 0; k < AISLE_VOTEMODEL_FORMS; k++)
            pulls += k & FORM_PARTY ? item->weight[k] * fabs(item->p[k]) : 0.0;
    }
    m->loyalty_size = m->loyalty_items > 0.0 ? pulls / m->loyalty_items : NAN;
}

static void size_up_members(struct aisle_votemodel *m)
{
    for (int t = 0; t < AISLE_VOTE_TYPES; t++) {
        double square = 0.0;
        int count = 0;
        for (int i = 0; i < m->member_count; i++) {
            double offset = m->members[i].offset[t];
            square += m->members[i].thin ? 0.0 : offset * offset;
            count += !m->members[i].thin;
        }
        m->offset_rms[t] = sqrt(square / count);
    }
}

static int count_procedural(const struct data *d)
{
    const struct problem *p = &d->problem;
    int count = 0;
    for (int j = 0; j < p->item_count; j++) {
        int i = d->leader[j];
        count += i >= 0 && p->sign[(size_t)j * (size_t)p->member_count + (size_t)i];
    }
    return count;
}

enum aisle_status result_fill(struct aisle_ctx *ctx, const struct data *d,
                              const struct state *s, struct aisle_votemodel *out)
{
    out->terms = d->options->terms;
    out->dims = s->dims;
    out->member_count = d->problem.member_count;
    out->item_count = d->problem.item_count;
    out->members = mem_new((size_t)out->member_count, sizeof *out->members);
    out->items = mem_new((size_t)out->item_count, sizeof *out->items);
    if (!out->members || !out->items)
        return ctx_no_memory(ctx);
    struct scale scale = scale_of(d, s->x);
    fill_members(d, s, &scale, out);
    fill_items(d, s, &scale, out);
    size_up_items(d, out);
    size_up_members(out);
    out->lapse = s->lapse;
    out->leader_votes = count_procedural(d);
    out->leader_nay = s->leader_nay;
    out->fitted = score_votes(d, s, false);
    if (d->hidden)
        out->heldout = score_votes(d, s, true);
    return AISLE_OK;
}
