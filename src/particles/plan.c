/* Plans: what moves each senator in all particles alike. */
#include "particles/kernel.h"

#include <math.h>

struct query query_whole(int gate, uint64_t selection, double p_fair_efficient)
{
    return (struct query){.gate = gate,
                          .selection = selection,
                          .fair_efficient =
                              isnan(p_fair_efficient) ? 0.5 : p_fair_efficient,
                          .repeat = true,
                          .claims = true,
                          .provisions = true,
                          .supposed = true};
}

static bool is_in(const struct query *query, int provision)
{
    return query->selection >> provision & 1;
}

static void add_proviso(const struct proviso *v, struct plan *plan)
{
    const struct query *query = &plan->query;
    if (v->gate >= 0 && v->gate != query->gate)
        return;
    switch (v->kind) {
    case AISLE_CONDITION_PROVISION:
        plan->shift[v->seat] += (float)(is_in(query, v->provision) ? v->met : v->unmet);
        break;
    case AISLE_CONDITION_WITHOUT:
        plan->shift[v->seat] += (float)(is_in(query, v->provision) ? v->unmet : v->met);
        break;
    case AISLE_CONDITION_FAIR_EFFICIENT:
        if (!plan->fair[v->seat])
            plan->fair[v->seat] = v;
        break;
    case AISLE_CONDITION_CAUCUS_COUNT:
        if (v->caucus >= 0 && !plan->waits[v->seat] && plan->waiting_count < WAIT_MAX) {
            plan->waits[v->seat] = true;
            plan->waiting[plan->waiting_count++] = v;
        }
        break;
    default:
        break;
    }
}

/* What the seat itself says. */
static void add_word(const struct aisle_forecaster *f, const struct gate *gate,
                     int seat, struct plan *plan)
{
    const float sure = 30; /* log-odds */
    const struct word *word = &gate->words[seat];
    float told = 0;
    plan->free[seat] = 1;
    if (plan->query.claims) {
        plan->own[seat] = word->heard;
        plan->kept[seat] = word->yea;
        plan->free[seat] = 1 - word->yea - word->nay;
        told = word->exponent * word->told;
    }
    if (plan->query.supposed && f->supposed[seat] == SUPPOSED_YEA)
        told = sure;
    if (plan->query.supposed && f->supposed[seat] == SUPPOSED_NAY)
        told = -sure;
    plan->shift[seat] += plan->own[seat];
    plan->own_factor[seat] = plan->own[seat] != 0 ? expf(plan->own[seat]) : 1;
    plan->told[seat] = told != 0 ? expf(told) : 1;
}

struct plan plan_make(const struct aisle_forecaster *f, const struct query *query)
{
    const struct gate *gate = &f->gates[query->gate];
    struct plan plan = {.query = *query};
    for (int i = 0; i < f->roster.count; i++)
        add_word(f, gate, i, &plan);
    for (int k = 0; query->provisions && k < f->liking_count; k++)
        if (is_in(query, f->likings[k].provision))
            plan.shift[f->likings[k].seat] += (float)f->likings[k].shift;
    for (int k = 0; query->provisions && k < f->proviso_count; k++)
        add_proviso(&f->provisos[k], &plan);
    return plan;
}
