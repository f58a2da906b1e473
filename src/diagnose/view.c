/* Votes and fit made ready to be counted. */
#include "diagnose/diagnose.h"

#include "num/special.h"
#include <math.h>
#include <omp.h>
#include <string.h>

double diagnose_eta(const struct aisle_fit *fit, int item, int member)
{
    double eta = fit->items[item].a;
    for (int k = 0; k < fit->dims; k++)
        eta += fit->items[item].b[k] * fit->members[member].x[k];
    return eta;
}

double diagnose_log_p(enum aisle_link link, int sign, double eta)
{
    double u = sign * eta;
    return link == AISLE_LINK_LOGIT ? -num_log1pexp(-u) : num_normal_log_cdf(u);
}

double diagnose_p(enum aisle_link link, double eta)
{
    return link == AISLE_LINK_LOGIT ? num_logistic(eta) : num_normal_cdf(eta);
}

void diagnose_item_draws(const struct view *v, int item, int k, float *out)
{
    size_t stride = (size_t)v->fit->dims + 1;
    size_t row = (size_t)v->item_count * stride;
    const float *at = v->fit->item_draws + (size_t)item * stride + (size_t)k;
    for (int s = 0; s < v->draws; s++)
        out[s] = at[(size_t)v->draw[s] * row];
}

void diagnose_etas(const struct view *v, const float *item, int member, float *eta)
{
    size_t n = (size_t)v->draws;
    memcpy(eta, item, n * sizeof *eta);
    for (int k = 0; k < v->fit->dims; k++) {
        const float *b = item + (size_t)(k + 1) * n;
        const float *x = view_x(v, member, k);
        for (size_t s = 0; s < n; s++)
            eta[s] += b[s] * x[s];
    }
}

/* The fit's members and items are those of the votes. */
static enum aisle_status check_match(struct aisle_ctx *ctx,
                                     const struct aisle_votes *votes,
                                     const struct aisle_fit *fit)
{
    bool match = fit->member_count == votes->member_count;
    for (int i = 0; match && i < fit->member_count; i++)
        match = strcmp(fit->members[i].bioguide, votes->members[i].bioguide) == 0;
    for (int j = 0; match && j < fit->item_count; j++) {
        const struct aisle_fit_item *item = &fit->items[j];
        match = item->rollcall >= 0 && item->rollcall < votes->rollcall_count &&
                votes->rollcalls[item->rollcall].congress == item->congress &&
                votes->rollcalls[item->rollcall].number == item->number;
    }
    if (!match)
        return ctx_fail(ctx, AISLE_INPUT, "the fit is not one of these votes");
    if (fit->period_count > 0)
        return ctx_fail(ctx, AISLE_INPUT,
                        "only fits with one place a member can be diagnosed");
    return AISLE_OK;
}

static void read_signs(struct view *v)
{
    size_t count = (size_t)v->rollcall_count * (size_t)v->member_count;
    for (size_t i = 0; i < count; i++)
        v->sign[i] = (int8_t)((v->votes->casts[i] == AISLE_CAST_YEA) -
                              (v->votes->casts[i] == AISLE_CAST_NAY));
}

static uint8_t caucus_of(char letter)
{
    return letter == 'D' ? CAUCUS_D : letter == 'R' ? CAUCUS_R : CAUCUS_NONE;
}

/* Caucus by the services: one pass over each one's roll calls. */
static void read_caucuses(struct view *v)
{
    size_t n = (size_t)v->member_count;
    memset(v->caucus, CAUCUS_NONE, (size_t)v->rollcall_count * n);
    for (int i = 0; i < v->votes->service_count; i++) {
        const struct aisle_service *s = &v->votes->services[i];
        for (int r = 0; r < v->rollcall_count; r++) {
            const struct aisle_rollcall *c = &v->votes->rollcalls[r];
            size_t at = (size_t)r * n + (size_t)s->member;
            if (c->congress == s->congress && s->first_number <= c->number &&
                c->number <= s->last_number && v->votes->casts[at] != AISLE_CAST_OUT)
                v->caucus[at] = caucus_of(s->caucus);
        }
    }
}

/* Evenly spaced draws, each member's in a row. */
static enum aisle_status read_draws(struct view *v)
{
    const struct aisle_fit *fit = v->fit;
    if (!fit->item_draws || !fit->x_draws || fit->draw_count < 1)
        return AISLE_OK;
    size_t n =
        fit->draw_count < VIEW_DRAWS_MAX ? (size_t)fit->draw_count : VIEW_DRAWS_MAX;
    size_t dims = (size_t)fit->dims, members = (size_t)v->member_count;
    v->draw = mem_new(n, sizeof *v->draw);
    v->x = mem_new(members * dims * n, sizeof *v->x);
    if (!v->draw || !v->x)
        return ctx_no_memory(v->ctx);
    v->draws = (int)n;
    for (size_t s = 0; s < n; s++) {
        size_t draw = s * (size_t)fit->draw_count / n;
        v->draw[s] = (int)draw;
        for (size_t u = 0; u < members * dims; u++)
            v->x[u * n + s] = fit->x_draws[draw * members * dims + u];
    }
    return AISLE_OK;
}

void diagnose_view_clear(struct view *v)
{
    free(v->sign);
    free(v->caucus);
    free(v->item_of);
    free(v->draw);
    free(v->x);
    *v = (struct view){0};
}

enum aisle_status diagnose_view_new(struct aisle_ctx *ctx,
                                    const struct aisle_votes *votes,
                                    const struct aisle_fit *fit, int threads,
                                    struct view *out)
{
    struct view v = {.ctx = ctx,
                     .votes = votes,
                     .fit = fit,
                     .member_count = votes->member_count,
                     .rollcall_count = votes->rollcall_count,
                     .item_count = fit->item_count,
                     .threads = threads > 0 ? threads : omp_get_max_threads()};
    enum aisle_status status;
    TRY(check_match(ctx, votes, fit));
    size_t cells = (size_t)v.rollcall_count * (size_t)v.member_count;
    v.sign = mem_new(cells, sizeof *v.sign);
    v.caucus = mem_new(cells, sizeof *v.caucus);
    v.item_of = mem_new((size_t)v.rollcall_count, sizeof *v.item_of);
    if (!v.sign || !v.caucus || !v.item_of) {
        status = ctx_no_memory(ctx);
        goto out;
    }
    read_signs(&v);
    read_caucuses(&v);
    for (int r = 0; r < v.rollcall_count; r++)
        v.item_of[r] = -1;
    for (int j = 0; j < v.item_count; j++)
        v.item_of[fit->items[j].rollcall] = j;
    TRY(read_draws(&v));
    *out = v;
out:
    if (status != AISLE_OK)
        diagnose_view_clear(&v);
    return status;
}
