/* Is the fit to be trusted? A rule a row; docs/model/diagnose.md gives the reasons for
 * the limits. */
#include "diagnose/diagnose.h"

#include "num/diagnostics.h"
#include <math.h>
#include <omp.h>
#include <stdarg.h>
#include <string.h>

/* Vehtari and others (2021): R-hat to 1.01, and 100 effective draws a chain of four. */
#define RHAT_MAX 1.01
#define ESS_MIN 400.0
/* Under this a quantile's own error is a tenth of the spread. */
#define ESS_LEAST 100.0
/* Items only steer the members' places; their mixing may be coarser. */
#define ITEM_RHAT_MAX 1.05
#define ITEM_RHAT_MOST 1.1
#define PARETO_SHARE_MAX 0.01
#define REPLICA_EXTREME 0.005
#define SEPARATED_SHARE_MAX 0.1

/* --- how the items mixed ------------------------------------------------------------------- */

/* The worse of a and b, from the draws. */
static void item_mixing(const struct aisle_fit *fit, int item, double *draws,
                        double *work, double *rhat, double *ess)
{
    size_t stride = (size_t)fit->dims + 1, count = (size_t)fit->draw_count;
    size_t row = (size_t)fit->item_count * stride;
    size_t chains = (size_t)fit->chain_count;
    *rhat = 0.0;
    *ess = INFINITY;
    for (size_t k = 0; k < stride; k++) {
        for (size_t s = 0; s < count; s++)
            draws[s] = (double)fit->item_draws[s * row + (size_t)item * stride + k];
        struct diagnostics d;
        diagnostics_quick(draws, chains, count / chains, work, &d);
        *rhat = fmax(*rhat, d.rhat);
        *ess = fmin(*ess, d.ess_bulk);
    }
}

/* What the fit says, or else what its draws say. */
static enum aisle_status fill_items(const struct view *v, struct aisle_diagnosis *d)
{
    const struct aisle_fit *fit = v->fit;
    bool known = true;
    d->item_rhat = mem_new((size_t)v->item_count, sizeof *d->item_rhat);
    d->item_ess = mem_new((size_t)v->item_count, sizeof *d->item_ess);
    if (!d->item_rhat || !d->item_ess)
        return ctx_no_memory(v->ctx);
    for (int j = 0; j < v->item_count; j++) {
        known &= fit->items[j].rhat > 0;
        d->item_rhat[j] = fit->items[j].rhat > 0 ? fit->items[j].rhat : NAN;
        d->item_ess[j] = fit->items[j].rhat > 0 ? fit->items[j].ess_bulk : NAN;
    }
    if (known || v->draws == 0 || fit->chain_count < 1 ||
        fit->draw_count / fit->chain_count < 4)
        return AISLE_OK;
    size_t chains = (size_t)fit->chain_count, count = (size_t)fit->draw_count;
    size_t need = count + diagnostics_work_size(chains, count / chains);
    double *room = mem_new(need * (size_t)v->threads, sizeof *room);
    if (!room)
        return ctx_no_memory(v->ctx);
#pragma omp parallel for schedule(dynamic) num_threads(v->threads)
    for (int j = 0; j < v->item_count; j++) {
        double *own = room + need * (size_t)omp_get_thread_num();
        item_mixing(fit, j, own, own + count, &d->item_rhat[j], &d->item_ess[j]);
    }
    free(room);
    return AISLE_OK;
}

/* --- rules ----------------------------------------------------------------------------------- */

enum { RULES_MAX = 9 };

__attribute__((format(printf, 6, 7))) static void
add_rule(struct aisle_diagnosis *d, const char *name, double value, double limit,
         enum aisle_verdict verdict, const char *text, ...)
{
    CHECK(d->rule_count < RULES_MAX);
    struct aisle_trust_rule *r = &d->rules[d->rule_count++];
    *r = (struct aisle_trust_rule){.value = value, .limit = limit, .verdict = verdict};
    if (isnan(value))
        r->verdict = AISLE_VERDICT_UNKNOWN;
    memcpy(r->name, name, strlen(name) + 1);
    va_list args;
    va_start(args, text);
    vsnprintf(r->text, sizeof r->text, text, args);
    va_end(args);
}

static enum aisle_verdict unless(bool good, enum aisle_verdict otherwise)
{
    return good ? AISLE_VERDICT_GOOD : otherwise;
}

static void judge_members(const struct view *v, struct aisle_diagnosis *d)
{
    const struct aisle_fit *fit = v->fit;
    int care = 0;
    add_rule(d, "rhat", fit->rhat_max, RHAT_MAX,
             unless(fit->rhat_max <= RHAT_MAX, AISLE_VERDICT_BAD),
             "worst R-hat of the members at most %.2f", RHAT_MAX);
    add_rule(d, "ess_bulk", fit->ess_bulk_min, ESS_MIN,
             unless(fit->ess_bulk_min >= ESS_MIN, AISLE_VERDICT_BAD),
             "worst bulk ESS of the members at least %.0f", ESS_MIN);
    add_rule(d, "ess_tail", fit->ess_tail_min, ESS_MIN,
             unless(fit->ess_tail_min >= ESS_MIN, fit->ess_tail_min >= ESS_LEAST
                                                      ? AISLE_VERDICT_CARE
                                                      : AISLE_VERDICT_BAD),
             "worst tail ESS of the members at least %.0f (bad under %.0f)", ESS_MIN,
             ESS_LEAST);
    for (int i = 0; i < v->member_count; i++)
        care += d->members[i].care != 0;
    add_rule(d, "members", care, 0, unless(care == 0, AISLE_VERDICT_CARE),
             "no member whose place is to be read with care");
}

/* Only items whose slope the votes bound: the others mix as their prior does. */
static void judge_items(const struct view *v, struct aisle_diagnosis *d)
{
    double rhat = NAN, ess = NAN, separated = 0;
    for (int j = 0; j < v->item_count; j++) {
        if (d->rollcalls[v->fit->items[j].rollcall].separation !=
            AISLE_SEPARATION_NONE) {
            separated++;
            continue;
        }
        rhat = fmax(rhat, d->item_rhat[j]);
        ess = fmin(ess, d->item_ess[j]);
    }
    double share = separated / v->item_count;
    add_rule(d, "rhat_items", rhat, ITEM_RHAT_MAX,
             unless(rhat <= ITEM_RHAT_MAX,
                    rhat <= ITEM_RHAT_MOST ? AISLE_VERDICT_CARE : AISLE_VERDICT_BAD),
             "worst R-hat of roll calls that are not separated at most %.2f (bad over "
             "%.1f)",
             ITEM_RHAT_MAX, ITEM_RHAT_MOST);
    add_rule(
        d, "ess_items", ess, ESS_LEAST, unless(ess >= ESS_LEAST, AISLE_VERDICT_CARE),
        "worst bulk ESS of roll calls that are not separated at least %.0f", ESS_LEAST);
    add_rule(d, "separated", share, SEPARATED_SHARE_MAX,
             unless(share <= SEPARATED_SHARE_MAX, AISLE_VERDICT_CARE),
             "at most %.0f%% of contested roll calls (nearly) separated: their slopes "
             "are the prior's",
             100 * SEPARATED_SHARE_MAX);
}

static void judge_model(struct aisle_diagnosis *d)
{
    double share = NAN, extreme = 0;
    if (d->loo.done)
        share =
            (double)(d->loo.k_counts[2] + d->loo.k_counts[3]) / (double)d->loo.votes;
    add_rule(d, "pareto_k", share, PARETO_SHARE_MAX,
             unless(share <= PARETO_SHARE_MAX, AISLE_VERDICT_CARE),
             "at most %.0f%% of votes with Pareto k over 0.7: leaving those out is "
             "not estimated well",
             100 * PARETO_SHARE_MAX);
    for (int i = 0; i < d->replica_count; i++)
        extreme += d->replicas[i].p < REPLICA_EXTREME ||
                   d->replicas[i].p > 1 - REPLICA_EXTREME;
    add_rule(d, "replicas", d->replica_count ? extreme : NAN, 0,
             unless(extreme == 0, AISLE_VERDICT_CARE),
             "no statistic of the votes outside %.1f%% to %.1f%% of its replications",
             100 * REPLICA_EXTREME, 100 * (1 - REPLICA_EXTREME));
}

/* UNKNOWN tells nothing either way; of the others the worst. */
static enum aisle_verdict worst_of(const struct aisle_diagnosis *d)
{
    enum aisle_verdict worst = AISLE_VERDICT_UNKNOWN;
    for (int i = 0; i < d->rule_count; i++) {
        enum aisle_verdict one = d->rules[i].verdict;
        if (one != AISLE_VERDICT_UNKNOWN &&
            (worst == AISLE_VERDICT_UNKNOWN || one > worst))
            worst = one;
    }
    return worst;
}

enum aisle_status diagnose_judge_fill(const struct view *v, struct aisle_diagnosis *d)
{
    d->rules = mem_new(RULES_MAX, sizeof *d->rules);
    if (!d->rules)
        return ctx_no_memory(v->ctx);
    enum aisle_status status = fill_items(v, d);
    if (status != AISLE_OK)
        return status;
    judge_members(v, d);
    judge_items(v, d);
    judge_model(d);
    d->verdict = worst_of(d);
    return AISLE_OK;
}

/* --- care ------------------------------------------------------------------------------------- */

static unsigned care_bit(bool on, int place)
{
    return on ? 1U << place : 0U;
}

void diagnose_care(const struct view *v, struct aisle_diagnosis *d)
{
    int seats = 0;
    for (int i = 0; i < v->member_count; i++)
        seats += v->fit->members[i].in_office;
    for (int i = 0; i < v->member_count; i++) {
        const struct aisle_fit_member *m = &v->fit->members[i];
        struct aisle_member_diagnosis *out = &d->members[i];
        out->care =
            care_bit(m->thin, AISLE_CARE_PLACE_FEW) |
            care_bit(2 * m->vote_count < out->contested_called, AISLE_CARE_PLACE_PART) |
            care_bit(3 * (m->rank_q95 - m->rank_q05) > seats, AISLE_CARE_PLACE_WIDE) |
            care_bit(m->rhat > RHAT_MAX || m->ess_bulk < ESS_MIN,
                     AISLE_CARE_PLACE_UNMIXED);
    }
}
