#include <aisle/targets.h>
#include <stdlib.h>

void aisle_targets_init(struct aisle_targets *targets)
{
    *targets = (struct aisle_targets){0};
}

static void clear_target(struct aisle_target *t)
{
    free(t->name);
    free(t->label);
    free(t->unit);
    free(t->run);
    free(t->of);
    free(t->source);
    free(t->confidence);
    free(t->note);
}

void aisle_targets_clear(struct aisle_targets *targets)
{
    for (int i = 0; i < targets->target_count; i++)
        clear_target(&targets->targets[i]);
    for (int i = 0; i < targets->line_count; i++) {
        free(targets->lines[i].run);
        free(targets->lines[i].key);
        free(targets->lines[i].value);
    }
    for (int i = 0; i < targets->prior_count; i++)
        free(targets->priors[i].parameter);
    free(targets->targets);
    free(targets->lines);
    free(targets->priors);
    free(targets->years);
    free(targets->bench);
    free(targets->months);
    aisle_targets_init(targets);
}
