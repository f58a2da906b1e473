/* The key of a result: a hash of all that it depends on, and of nothing else, so that
 * current law is run once for many packages. */
#include "asylum/replicate.h"
#include "queue/luck.h"
#include <string.h>

/* Raised with every change of the model that moves a number. */
enum { MODEL_VERSION = 11 };

static uint64_t add(uint64_t hash, const void *bytes, size_t size)
{
    const unsigned char *at = bytes;
    for (size_t i = 0; i < size; i += 8) {
        uint64_t word = 0;
        memcpy(&word, at + i, size - i < 8 ? size - i : 8);
        hash = luck_mix(hash + 0x9E3779B97F4A7C15ULL) ^ word;
    }
    return luck_mix(hash + size);
}

static uint64_t add_number(uint64_t hash, double number)
{
    return add(hash, &number, sizeof number);
}

uint64_t study_inputs(const struct study *study)
{
    const struct aisle_asylum_options *o = study->options;
    const struct calendar *calendar = &study->calendar;
    uint64_t hash = add_number(MODEL_VERSION, o->start);
    hash = add_number(hash, o->years);
    hash = add_number(hash, o->people_per_case);
    hash = add(hash, &o->seed, sizeof o->seed);
    hash = add_number(hash, study->want_series);
    hash = add(hash, &study->ranges, sizeof study->ranges);
    const struct aisle_posterior *p = o->posterior;
    if (p)
        hash = add(hash, p->values,
                   (size_t)p->draw_count * (size_t)p->parameter_count * sizeof(double));
    for (int i = 0; p && i < p->parameter_count; i++)
        hash = add(hash, p->names[i], strlen(p->names[i]));
    hash = add(hash, calendar->mean,
               (size_t)calendar->months * ARRIVAL_COUNT * sizeof(double));
    hash = add(hash, calendar->past, PAST_DAYS * sizeof(double));
    for (int c = 0; c < study->data->court_count; c++)
        hash = add_number(hash, study->data->courts[c].pending_share);
    for (int j = 0; j < study->data->judge_count; j++) {
        hash = add_number(hash, study->data->judges[j].grant_rate);
        hash = add_number(hash, study->data->judges[j].court);
    }
    return hash;
}

uint64_t study_key(const struct study *study, int replication, int scenario)
{
    const struct aisle_scenario *s = &study->scenarios[scenario];
    uint64_t hash = add(study->inputs, s->lever, sizeof s->lever);
    hash = add_number(hash, replication);
    return add_number(hash, study_set(study, replication));
}
