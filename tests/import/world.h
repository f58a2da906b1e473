/* What the tests of the votes' readers share: votes, a report, a scratch folder. */
#ifndef AISLE_TESTS_IMPORT_WORLD_H
#define AISLE_TESTS_IMPORT_WORLD_H

#include "base/mem.h"
#include "record/record.h"
#include "support/support.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
/* cmocka.h wants the headers above. */
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

struct world {
    struct aisle_ctx *ctx;
    char *folder;
    struct aisle_votes votes;
    struct aisle_import_report report;
};

static int begin(void **state)
{
    struct world *w = calloc(1, sizeof *w);
    assert_non_null(w);
    w->ctx = aisle_ctx_new();
    assert_non_null(w->ctx);
    w->folder = support_scratch();
    aisle_votes_init(&w->votes);
    aisle_import_report_init(&w->report);
    *state = w;
    return 0;
}

static int end(void **state)
{
    struct world *w = *state;
    aisle_votes_clear(&w->votes);
    aisle_import_report_clear(&w->report);
    aisle_ctx_free(w->ctx);
    support_remove(w->folder);
    free(w);
    return 0;
}

/* How many things the report says were left out for a reason. */
static inline int64_t skipped(const struct world *w, const char *reason)
{
    for (int i = 0; i < w->report.skip_count; i++) {
        if (strcmp(w->report.skips[i].reason, reason) == 0)
            return w->report.skips[i].count;
    }
    return 0;
}

/* An import that must have gone well. */
static inline void went_well(const struct world *w, enum aisle_status status)
{
    if (status != AISLE_OK)
        support_show(w->ctx);
    assert_int_equal(status, AISLE_OK);
}

static inline uint8_t cast_of(const struct aisle_votes *votes, int number,
                              const char *bioguide)
{
    int m = aisle_votes_find_member(votes, bioguide);
    int r = aisle_votes_find_rollcall(votes, votes->congress_first, number);
    assert_true(m >= 0 && r >= 0);
    return aisle_votes_cast(votes, r, m);
}

#endif
