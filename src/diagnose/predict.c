/* A vote to come, from what some members announced.
 *
 * A particle is a draw of the fit (everybody's place) with a roll call's (a, b): one of
 * the bank's, as that draw has it, or one from the normal prior. Its weight is the
 * chance it gives to the announcements. Each chance is a weighted mean over all
 * particles; the count of yeas is an exact Poisson-binomial in each of a few thousand
 * particles resampled by weight. */
#include "diagnose/diagnose.h"

#include "num/rng.h"
#include "num/special.h"
#include <math.h>
#include <string.h>

/* Items ~ N(0, 5^2): pscl's default and the fit's own prior. */
#define PRIOR_SD 5.0
/* One particle in so many is from the normal prior: a coalition that the bank has not
 * seen stays possible (Hesterberg's defensive mixture). */
#define NORMAL_EVERY 10
#define RESAMPLED 4096
#define LIKENESSES_MAX 8

void aisle_predict_options_init(struct aisle_predict_options *options)
{
    *options = (struct aisle_predict_options){.bank = AISLE_BANK_ITEMS,
                                              .category = -1,
                                              .leave_out = -1,
                                              .particles = 65536,
                                              .seed = 1};
}

struct particles {
    const struct aisle_fit *fit;
    int count;
    int bank_count;
    int *bank;      /* items */
    int *draw;      /* [count] */
    int *from;      /* [count] item, -1: the normal prior */
    double *item;   /* [count][1 + dims] */
    double *weight; /* [count] sum 1 */
};

/* --- the bank ---------------------------------------------------------------------------- */

static bool in_bank(const struct aisle_rollcall *r, int item,
                    const struct aisle_predict_options *o)
{
    bool nomination = r->category == AISLE_CATEGORY_NOMINATION ||
                      r->cloture == AISLE_CLOTURE_NOMINATION;
    if (item == o->leave_out || (o->category >= 0 && (int)r->category != o->category))
        return false;
    return o->nominations || o->category == AISLE_CATEGORY_NOMINATION || !nomination;
}

static enum aisle_status fill_bank(struct aisle_ctx *ctx,
                                   const struct aisle_votes *votes,
                                   const struct aisle_predict_options *o,
                                   struct particles *p)
{
    p->bank = mem_new((size_t)p->fit->item_count, sizeof *p->bank);
    if (!p->bank)
        return ctx_no_memory(ctx);
    for (int j = 0; j < p->fit->item_count; j++)
        if (in_bank(&votes->rollcalls[p->fit->items[j].rollcall], j, o))
            p->bank[p->bank_count++] = j;
    if (p->bank_count > 0 || o->bank == AISLE_BANK_NORMAL)
        return AISLE_OK;
    ctx_fail(ctx, AISLE_INPUT, "no contested roll call of this kind to go by");
    ctx_hint(ctx, "ask for another category, or for the normal prior");
    return AISLE_INPUT;
}

/* --- particles ----------------------------------------------------------------------------- */

static double *item_of(const struct particles *p, int at)
{
    return p->item + (size_t)at * (size_t)(p->fit->dims + 1);
}

/* The bank's items in turn, so that each has the same number of particles. */
static void make_particle(struct particles *p, const struct aisle_predict_options *o,
                          int at)
{
    struct rng rng = rng_stream(o->seed, DIAGNOSE_USE_PARTICLE, (uint32_t)at, 0);
    size_t stride = (size_t)p->fit->dims + 1;
    p->draw[at] = (int)(rng_unit(&rng) * p->fit->draw_count);
    bool normal = o->bank == AISLE_BANK_NORMAL || at % NORMAL_EVERY == 0;
    p->from[at] = normal ? -1 : p->bank[at % p->bank_count];
    if (!normal) {
        const float *row =
            p->fit->item_draws +
            ((size_t)p->draw[at] * (size_t)p->fit->item_count + (size_t)p->from[at]) *
                stride;
        for (size_t k = 0; k < stride; k++)
            item_of(p, at)[k] = (double)row[k];
        return;
    }
    for (size_t k = 0; k < stride; k++)
        item_of(p, at)[k] = PRIOR_SD * rng_normal(&rng);
}

static double particle_eta(const struct particles *p, int at, int member)
{
    const struct aisle_fit *fit = p->fit;
    const double *item = item_of(p, at);
    const float *x = fit->x_draws + ((size_t)p->draw[at] * (size_t)fit->member_count +
                                     (size_t)member) *
                                        (size_t)fit->dims;
    double eta = item[0];
    for (int k = 0; k < fit->dims; k++)
        eta += item[k + 1] * (double)x[k];
    return eta;
}

/* Weights by the announcements; the mean of their chance. */
static double weigh(struct particles *p, int announced_count,
                    const struct aisle_announcement *announced)
{
    double top = -INFINITY, sum = 0.0;
    for (int at = 0; at < p->count; at++) {
        double log_weight = 0.0;
        for (int i = 0; i < announced_count; i++)
            if (announced[i].cast != AISLE_CAST_ABSENT)
                log_weight += diagnose_log_p(
                    p->fit->link, announced[i].cast == AISLE_CAST_YEA ? 1 : -1,
                    particle_eta(p, at, announced[i].member));
        p->weight[at] = log_weight;
        top = fmax(top, log_weight);
    }
    for (int at = 0; at < p->count; at++)
        sum += p->weight[at] = exp(p->weight[at] - top);
    for (int at = 0; at < p->count; at++)
        p->weight[at] /= sum;
    return exp(top) * sum / p->count;
}

static void particles_clear(struct particles *p)
{
    free(p->bank);
    free(p->draw);
    free(p->from);
    free(p->item);
    free(p->weight);
}

static enum aisle_status particles_new(struct aisle_ctx *ctx,
                                       const struct aisle_votes *votes,
                                       const struct aisle_fit *fit,
                                       const struct aisle_predict_options *o,
                                       struct particles *out)
{
    struct particles p = {.fit = fit, .count = o->particles};
    size_t n = (size_t)p.count;
    enum aisle_status status = fill_bank(ctx, votes, o, &p);
    p.draw = mem_new(n, sizeof *p.draw);
    p.from = mem_new(n, sizeof *p.from);
    p.item = mem_new(n * (size_t)(fit->dims + 1), sizeof *p.item);
    p.weight = mem_new(n, sizeof *p.weight);
    if (status == AISLE_OK && (!p.draw || !p.from || !p.item || !p.weight))
        status = ctx_no_memory(ctx);
    if (status != AISLE_OK) {
        particles_clear(&p);
        return status;
    }
    for (int at = 0; at < p.count; at++)
        make_particle(&p, o, at);
    *out = p;
    return AISLE_OK;
}

/* --- the answer ------------------------------------------------------------------------------ */

/* Each seat: -1 still open, else whether it is a yea. */
static void fill_seats(const struct aisle_fit *fit, int announced_count,
                       const struct aisle_announcement *announced, int *fixed,
                       struct aisle_prediction *out)
{
    for (int i = 0; i < fit->member_count; i++) {
        if (!fit->members[i].in_office)
            continue;
        fixed[out->seat_count] = -1;
        for (int a = 0; a < announced_count; a++)
            if (announced[a].member == i)
                fixed[out->seat_count] = announced[a].cast == AISLE_CAST_YEA;
        out->seats[out->seat_count++] = i;
    }
}

static void fill_chances(const struct particles *p, const int *fixed,
                         struct aisle_prediction *out)
{
    for (int s = 0; s < out->seat_count; s++)
        out->p_yea[s] = fixed[s] > 0;
    for (int at = 0; at < p->count; at++) {
        if (p->weight[at] < 1e-12)
            continue;
        for (int s = 0; s < out->seat_count; s++)
            if (fixed[s] < 0)
                out->p_yea[s] +=
                    p->weight[at] *
                    diagnose_p(p->fit->link, particle_eta(p, at, out->seats[s]));
    }
}

static int compare_likenesses(const void *left, const void *right)
{
    const struct aisle_likeness *a = left, *b = right;
    if (a->share != b->share)
        return a->share > b->share ? -1 : 1;
    return (a->item > b->item) - (a->item < b->item);
}

/* `all` [items] sums each one's weight. */
static void fill_likenesses(const struct particles *p, struct aisle_likeness *all,
                            struct aisle_prediction *out)
{
    double square = 0.0;
    for (int j = 0; j < p->fit->item_count; j++)
        all[j] = (struct aisle_likeness){j, 0.0};
    for (int at = 0; at < p->count; at++) {
        square += p->weight[at] * p->weight[at];
        if (p->from[at] < 0)
            continue;
        all[p->from[at]].share += p->weight[at];
        out->bank_share += p->weight[at];
    }
    out->particle_ess = 1.0 / square;
    qsort(all, (size_t)p->fit->item_count, sizeof *all, compare_likenesses);
    for (int k = 0; k < LIKENESSES_MAX && k < p->fit->item_count; k++)
        if (all[k].share > 0.0)
            out->likenesses[out->likeness_count++] = all[k];
}

/* Count distribution of independent yeas, into `dp` [seats + 1]. */
static void poisson_binomial(const double *chance, int count, double *dp)
{
    dp[0] = 1.0;
    for (int s = 0; s < count; s++) {
        dp[s + 1] = dp[s] * chance[s];
        for (int n = s; n > 0; n--)
            dp[n] = dp[n] * (1.0 - chance[s]) + dp[n - 1] * chance[s];
        dp[0] *= 1.0 - chance[s];
    }
}

/* Systematic resampling: the m-th of them stands where the weights' sum passes
 * (m + 1/2) / RESAMPLED. `chance` [RESAMPLED][seats]. */
static void fill_total(const struct particles *p, const int *fixed, double *chance,
                       double *dp, struct aisle_prediction *out)
{
    int seats = out->seat_count, at = 0;
    double sum = p->weight[0];
    for (int m = 0; m < RESAMPLED; m++) {
        while (sum * RESAMPLED < m + 0.5 && at + 1 < p->count)
            sum += p->weight[++at];
        double *row = chance + (size_t)m * (size_t)seats;
        for (int s = 0; s < seats; s++)
            row[s] = fixed[s] >= 0
                         ? fixed[s]
                         : diagnose_p(p->fit->link, particle_eta(p, at, out->seats[s]));
        poisson_binomial(row, seats, dp);
        for (int n = 0; n <= seats; n++)
            out->distribution[n] += dp[n] / RESAMPLED;
    }
}

static void fill_spread(const double *chance, double *work,
                        struct aisle_prediction *out)
{
    size_t seats = (size_t)out->seat_count;
    for (size_t s = 0; s < seats; s++) {
        for (size_t m = 0; m < RESAMPLED; m++)
            work[m] = chance[m * seats + s];
        num_sort(work, RESAMPLED);
        out->p_q05[s] = num_quantile_sorted(work, RESAMPLED, 0.05);
        out->p_q95[s] = num_quantile_sorted(work, RESAMPLED, 0.95);
    }
}

static int total_quantile(const struct aisle_prediction *out, double p)
{
    double sum = 0.0;
    for (int n = 0; n <= out->seat_count; n++) {
        sum += out->distribution[n];
        if (sum >= p)
            return n;
    }
    return out->seat_count;
}

static void fill_moments(struct aisle_prediction *out)
{
    double mean = 0.0, square = 0.0;
    for (int n = 0; n <= out->seat_count; n++) {
        mean += n * out->distribution[n];
        square += (double)n * n * out->distribution[n];
    }
    out->mean = mean;
    out->sd = sqrt(fmax(square - mean * mean, 0.0));
    out->q05 = total_quantile(out, 0.05);
    out->q50 = total_quantile(out, 0.5);
    out->q95 = total_quantile(out, 0.95);
}

/* --- the door ----------------------------------------------------------------------------------- */

static enum aisle_status check_announced(struct aisle_ctx *ctx,
                                         const struct aisle_fit *fit, int count,
                                         const struct aisle_announcement *announced)
{
    if (!fit->item_draws || !fit->x_draws || fit->draw_count < 1)
        return ctx_fail(ctx, AISLE_INPUT,
                        "a prediction needs a fit with draws of its roll calls");
    for (int a = 0; a < count; a++) {
        const char *name = fit->members[announced[a].member].name;
        if (!fit->members[announced[a].member].in_office)
            return ctx_fail(ctx, AISLE_INPUT, "%s is not in office", name);
        for (int b = 0; b < a; b++)
            if (announced[b].member == announced[a].member)
                return ctx_fail(ctx, AISLE_INPUT, "%s announced twice", name);
    }
    return AISLE_OK;
}

static enum aisle_status room_new(struct aisle_ctx *ctx, const struct aisle_fit *fit,
                                  int announced_count,
                                  const struct aisle_announcement *announced,
                                  struct aisle_prediction *out)
{
    size_t n = (size_t)fit->member_count;
    out->announced = mem_new((size_t)announced_count, sizeof *out->announced);
    out->seats = mem_new(n, sizeof *out->seats);
    out->p_yea = mem_new(n, sizeof *out->p_yea);
    out->p_q05 = mem_new(n, sizeof *out->p_q05);
    out->p_q95 = mem_new(n, sizeof *out->p_q95);
    out->distribution = mem_new(n + 1, sizeof *out->distribution);
    out->likenesses = mem_new(LIKENESSES_MAX, sizeof *out->likenesses);
    if (!out->announced || !out->seats || !out->p_yea || !out->p_q05 || !out->p_q95 ||
        !out->distribution || !out->likenesses)
        return ctx_no_memory(ctx);
    out->announced_count = announced_count;
    for (int a = 0; a < announced_count; a++)
        out->announced[a] = announced[a];
    return AISLE_OK;
}

/* `chance` [RESAMPLED][members], `work` [RESAMPLED or members + 1], `fixed` [members],
 * `all` [items]. */
static void answer(const struct particles *p, double *chance, double *work, int *fixed,
                   struct aisle_likeness *all, struct aisle_prediction *out)
{
    fill_seats(p->fit, out->announced_count, out->announced, fixed, out);
    fill_chances(p, fixed, out);
    fill_likenesses(p, all, out);
    fill_total(p, fixed, chance, work, out);
    fill_spread(chance, work, out);
    fill_moments(out);
}

enum aisle_status aisle_predict(struct aisle_ctx *ctx, const struct aisle_votes *votes,
                                const struct aisle_fit *fit, int announced_count,
                                const struct aisle_announcement *announced,
                                const struct aisle_predict_options *options,
                                struct aisle_prediction *out)
{
    struct particles p = {0};
    struct aisle_prediction answered;
    double *chance = NULL, *work = NULL;
    int *fixed = NULL;
    struct aisle_likeness *all = NULL;
    enum aisle_status status;
    aisle_prediction_init(&answered);
    TRY(check_announced(ctx, fit, announced_count, announced));
    TRY(room_new(ctx, fit, announced_count, announced, &answered));
    TRY(particles_new(ctx, votes, fit, options, &p));
    size_t n = (size_t)fit->member_count;
    chance = mem_new(RESAMPLED * n, sizeof *chance);
    work = mem_new(n + 1 > RESAMPLED ? n + 1 : RESAMPLED, sizeof *work);
    fixed = mem_new(n, sizeof *fixed);
    all = mem_new((size_t)fit->item_count, sizeof *all);
    if (!chance || !work || !fixed || !all) {
        status = ctx_no_memory(ctx);
        goto out;
    }
    answered.bank = options->bank;
    answered.bank_count = p.bank_count;
    answered.particles = p.count;
    answered.p_announced = weigh(&p, announced_count, announced);
    answer(&p, chance, work, fixed, all, &answered);
    *out = answered;
out:
    if (status != AISLE_OK)
        aisle_prediction_clear(&answered);
    free(chance);
    free(work);
    free(fixed);
    free(all);
    particles_clear(&p);
    return status;
}
