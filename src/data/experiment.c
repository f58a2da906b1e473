/* Init and clear of what experiments give: sensitivity and comparison. */
#include "base/mem.h"
#include <aisle/comparison.h>
#include <aisle/sensitivity.h>
#include <stdlib.h>

void aisle_sensitivity_init(struct aisle_sensitivity *s)
{
    *s = (struct aisle_sensitivity){0};
}

void aisle_sensitivity_clear(struct aisle_sensitivity *s)
{
    for (int i = 0; s->parameters && i < s->parameter_count; i++)
        free(s->parameters[i]);
    for (int i = 0; s->metrics && i < s->metric_count; i++) {
        free(s->metrics[i].name);
        free(s->metrics[i].label);
        free(s->metrics[i].unit);
    }
    free(s->parameters);
    free(s->importance);
    free(s->metrics);
    free(s->cells);
    aisle_sensitivity_init(s);
}

void aisle_comparison_init(struct aisle_comparison *c)
{
    *c = (struct aisle_comparison){0};
}

void aisle_comparison_clear(struct aisle_comparison *c)
{
    for (int i = 0; i < c->count; i++) {
        if (c->titles)
            free(c->titles[i]);
        if (c->paths)
            free(c->paths[i]);
        if (c->outcomes)
            aisle_outcome_clear(&c->outcomes[i]);
        if (c->against_first)
            aisle_outcome_clear(&c->against_first[i]);
    }
    free(c->titles);
    free(c->paths);
    free(c->outcomes);
    free(c->against_first);
    aisle_comparison_init(c);
}
