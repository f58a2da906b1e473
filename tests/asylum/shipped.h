/* The shipped record and parameters, for tests that run on them. */
#ifndef AISLE_TESTS_ASYLUM_SHIPPED_H
#define AISLE_TESTS_ASYLUM_SHIPPED_H

#include "support/support.h"
#include <aisle/aisle.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

struct shipped {
    struct aisle_ctx *ctx;
    struct aisle_parameters parameters;
    struct aisle_asylum_data data;
};

static inline int shipped_open(void **state)
{
    static struct shipped s;
    s.ctx = aisle_ctx_new();
    aisle_parameters_init(&s.parameters);
    aisle_asylum_data_init(&s.data);
    enum aisle_status p = aisle_import_parameters(
        s.ctx, support_source("data/parameters"), &s.parameters);
    enum aisle_status d =
        aisle_import_asylum_data(s.ctx, support_source("data/asylum"), &s.data);
    support_show(s.ctx);
    *state = &s;
    return p == AISLE_OK && d == AISLE_OK ? 0 : -1;
}

static inline int shipped_close(void **state)
{
    struct shipped *s = *state;
    aisle_parameters_clear(&s->parameters);
    aisle_asylum_data_clear(&s->data);
    aisle_ctx_free(s->ctx);
    return 0;
}

/* Pin a parameter to one value. */
static inline void shipped_pin(struct shipped *s, const char *name, double value)
{
    struct aisle_parameter *p =
        (struct aisle_parameter *)aisle_parameters_find(&s->parameters, name);
    assert_non_null(p);
    p->value = p->low = p->high = value;
}

static inline struct aisle_scenario shipped_lever(enum aisle_lever lever, double value)
{
    struct aisle_scenario scenario;
    aisle_scenario_init(&scenario);
    scenario.lever[lever] = value;
    return scenario;
}

#endif
