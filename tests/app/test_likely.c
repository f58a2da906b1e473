/* Deals less likely than was asked are left out, and how many is said. */
#include "report/fixture.h"
#include "study/study.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static int on_frontier(const struct aisle_frontier *f)
{
    int count = 0;
    for (int i = 0; i < f->point_count; i++)
        count += f->points[i].on_frontier;
    return count;
}

static void test_keep_likely(void **state)
{
    struct fixture *f = *state;
    struct aisle_frontier *frontier = &f->frontier;
    struct aisle_ctx *ctx = aisle_ctx_new();
    int before = on_frontier(frontier), notes = frontier->note_count, likely = 0;
    double least = 1, most = 0;
    for (int i = 0; i < frontier->point_count; i++) {
        double p = frontier->points[i].p_pass;
        least = frontier->points[i].on_frontier ? fmin(least, p) : least;
        most = frontier->points[i].on_frontier ? fmax(most, p) : most;
    }
    least = (least + most) / 2; /* some of the frontier are under it */
    for (int i = 0; i < frontier->point_count; i++)
        likely +=
            frontier->points[i].on_frontier && frontier->points[i].p_pass >= least;
    assert_in_range(likely, 1, before - 1);
    assert_int_equal(study_keep_likely(ctx, least, frontier), AISLE_OK);
    assert_int_equal(on_frontier(frontier), likely);
    bool written = false;
    for (int i = 0; i < frontier->point_count; i++) {
        const struct aisle_deal_point *p = &frontier->points[i];
        assert_true(p->p_pass >= least || (p->as_written && !p->on_frontier));
        written |= p->as_written;
    }
    assert_true(written); /* what the others are told against stays */
    char said[80];
    snprintf(said, sizeof said, "Of %d deals that no other beats, %d carry", before,
             likely);
    assert_int_equal(frontier->note_count, notes + 1);
    assert_non_null(strstr(frontier->notes[notes], said));
    aisle_ctx_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {WITH_FIXTURE(test_keep_likely)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
