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

struct plan plan_make(const struct aisle_forecaster *f, const struct query *query)
{
    const struct gate *gate = &f->gates[query->gate];
    struct plan plan = {.query = *query};
    for (int i = 0; query->claims && i < f->roster.count; i++)
        plan.shift[i] += gate->claim_odds[i];
    for (int k = 0; query->provisions && k < f->liking_count; k++)
        if (is_in(query, f->likings[k].provision))
            plan.shift[f->likings[k].seat] += (float)f->likings[k].shift;
    for (int k = 0; query->provisions && k < f->proviso_count; k++)
        add_proviso(&f->provisos[k], &plan);
    return plan;
}
