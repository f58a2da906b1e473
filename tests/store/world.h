/* A store of its own in a scratch folder, for each test. */
#ifndef TESTS_STORE_WORLD_H
#define TESTS_STORE_WORLD_H

#include "support/support.h"
#include <aisle/store.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
/* cmocka.h wants the headers above. */
#include <cmocka.h>
#include <stdlib.h>

struct world {
    struct aisle_ctx *ctx;
    char *folder;
    struct aisle_store *store;
};

static int begin(void **state)
{
    struct world *w = calloc(1, sizeof *w);
    assert_non_null(w);
    w->ctx = aisle_ctx_new();
    w->folder = support_scratch();
    assert_int_equal(aisle_store_open(w->ctx, support_path(w->folder, "t.db"),
                                      AISLE_STORE_WRITE, &w->store),
                     AISLE_OK);
    *state = w;
    return 0;
}

static int end(void **state)
{
    struct world *w = *state;
    aisle_store_close(w->store);
    aisle_ctx_free(w->ctx);
    support_remove(w->folder);
    free(w);
    return 0;
}

#endif
