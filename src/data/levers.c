#include <aisle/levers.h>

#include <stddef.h>
#include <string.h>

#define LEVER_ROW(name, key, unit, neutral, low, high, text)                           \
    {key, unit, neutral, low, high, text},
static const struct aisle_lever_info levers[] = {AISLE_LEVER_LIST(LEVER_ROW)};
#undef LEVER_ROW

const struct aisle_lever_info *aisle_lever_info(enum aisle_lever lever)
{
    return &levers[lever];
}

int aisle_lever_find(const char *key)
{
    for (int i = 0; i < AISLE_LEVER_COUNT; i++)
        if (strcmp(levers[i].key, key) == 0)
            return i;
    return -1;
}

bool aisle_lever_adds(enum aisle_lever lever)
{
    static const char *const rules[] = {"share", "per day", "days", "years"};
    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++)
        if (strcmp(levers[lever].unit, rules[i]) == 0)
            return false;
    return true;
}

void aisle_scenario_init(struct aisle_scenario *scenario)
{
    for (int i = 0; i < AISLE_LEVER_COUNT; i++)
        scenario->lever[i] = levers[i].neutral;
}

bool aisle_scenario_is_neutral(const struct aisle_scenario *scenario)
{
    struct aisle_scenario neutral;
    aisle_scenario_init(&neutral);
    return aisle_scenario_equal(scenario, &neutral);
}

bool aisle_scenario_equal(const struct aisle_scenario *a,
                          const struct aisle_scenario *b)
{
    for (int i = 0; i < AISLE_LEVER_COUNT; i++)
        if (a->lever[i] != b->lever[i])
            return false;
    return true;
}
