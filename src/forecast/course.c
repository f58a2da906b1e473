#include "forecast/course.h"

#include "base/mem.h"
#include "forecast/weights.h"

#include <math.h>
#include <stdlib.h>

void course_clear(struct course *course)
{
    free(course->standings);
    free(course->weight);
    free(course->reach);
    *course = (struct course){0};
}

/* Nothing is asked that the forecaster was not built for. */
static bool as_built(const struct aisle_forecaster *f, uint64_t selection,
                     double p_fair_efficient)
{
    bool hangs = false;
    for (int k = 0; k < f->proviso_count; k++)
        hangs |= f->provisos[k].kind == AISLE_CONDITION_FAIR_EFFICIENT;
    return selection == f->written && (isnan(p_fair_efficient) || !hangs);
}

static void stand(const struct aisle_forecaster *f, uint64_t selection,
                  double p_fair_efficient, struct course *c)
{
    size_t n = (size_t)f->particles;
    for (int g = 0; g < f->gate_count; g++) {
        const struct gate *gate = &f->gates[g];
        float *reach = c->reach + (size_t)g * n;
        double *weight = c->weight + (size_t)g * n;
        const float *before = gate->after < 0 ? NULL : c->standings[gate->after].reach;
        weights_reach(f, g, selection, p_fair_efficient, before, reach);
        weights_reached(f->particles, gate->evidence, reach, weight);
        c->standings[g] = (struct standing){weight, reach};
    }
}

enum aisle_status course_make(struct aisle_ctx *ctx, const struct aisle_forecaster *f,
                              uint64_t selection, double p_fair_efficient,
                              struct course *out)
{
    size_t size = (size_t)f->gate_count * (size_t)f->particles;
    struct course c = {.standings =
                           mem_new((size_t)f->gate_count, sizeof *c.standings)};
    enum aisle_status status = AISLE_OK;
    if (!c.standings)
        TRY(ctx_no_memory(ctx));
    if (f->gate_count == 1 || as_built(f, selection, p_fair_efficient)) {
        for (int g = 0; g < f->gate_count; g++)
            c.standings[g] = (struct standing){f->gates[g].weight, f->gates[g].reach};
    } else {
        c.weight = mem_new(size, sizeof *c.weight);
        c.reach = mem_new(size, sizeof *c.reach);
        if (!c.weight || !c.reach)
            TRY(ctx_no_memory(ctx));
        stand(f, selection, p_fair_efficient, &c);
    }
    *out = c;
    c = (struct course){0};
out:
    course_clear(&c);
    return status;
}
