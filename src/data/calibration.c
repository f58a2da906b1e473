/* Init and clear of what calibration and validation give. */
#include <aisle/calibration.h>
#include <aisle/validation.h>
#include <stdlib.h>

void aisle_posterior_init(struct aisle_posterior *posterior)
{
    *posterior = (struct aisle_posterior){0};
}

void aisle_posterior_clear(struct aisle_posterior *posterior)
{
    for (int i = 0; posterior->names && i < posterior->parameter_count; i++)
        free(posterior->names[i]);
    free(posterior->names);
    free(posterior->values);
    aisle_posterior_init(posterior);
}

void aisle_calibration_init(struct aisle_calibration *calibration)
{
    *calibration = (struct aisle_calibration){0};
}

void aisle_calibration_clear(struct aisle_calibration *c)
{
    for (int i = 0; c->parameters && i < c->parameter_count; i++) {
        free(c->parameters[i].name);
        free(c->parameters[i].unit);
    }
    for (int i = 0; c->targets && i < c->target_count; i++) {
        free(c->targets[i].name);
        free(c->targets[i].label);
        free(c->targets[i].unit);
    }
    free(c->parameters);
    free(c->targets);
    aisle_posterior_clear(&c->posterior);
    aisle_calibration_init(c);
}

#define NAIVE_NAME(name, key, what) key,
static const char *const naive_names[] = {AISLE_NAIVE_LIST(NAIVE_NAME)};
#undef NAIVE_NAME
#define NAIVE_TEXT(name, key, what) what,
static const char *const naive_texts[] = {AISLE_NAIVE_LIST(NAIVE_TEXT)};
#undef NAIVE_TEXT

const char *aisle_naive_name(enum aisle_naive naive)
{
    return naive_names[naive];
}

const char *aisle_naive_text(enum aisle_naive naive)
{
    return naive_texts[naive];
}

void aisle_validation_init(struct aisle_validation *validation)
{
    *validation = (struct aisle_validation){0};
}

void aisle_validation_clear(struct aisle_validation *v)
{
    for (int i = 0; v->series && i < v->series_count; i++) {
        free(v->series[i].name);
        free(v->series[i].label);
        free(v->series[i].unit);
        free(v->series[i].how);
        for (int k = 0; v->series[i].points && k < v->series[i].count; k++)
            free(v->series[i].points[k].label);
        free(v->series[i].points);
    }
    free(v->series);
    aisle_validation_init(v);
}
