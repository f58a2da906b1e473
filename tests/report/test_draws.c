/* The draws as other programs read them: a small reader of each format, written from
 * the format's description and not from our writer. */
#include "support/support.h"
#include <aisle/findings.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
/* cmocka.h wants the headers above. */
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DRAWS = 12, MEMBERS = 7, CHAINS = 3 };

static void make_fit(struct aisle_fit *fit, int dims)
{
    aisle_fit_init(fit);
    fit->dims = dims;
    fit->member_count = MEMBERS;
    fit->draw_count = DRAWS;
    fit->chain_count = CHAINS;
    fit->members = calloc(MEMBERS, sizeof *fit->members);
    fit->x_draws = calloc((size_t)(DRAWS * MEMBERS * dims), sizeof *fit->x_draws);
    for (int i = 0; i < MEMBERS; i++)
        snprintf(fit->members[i].bioguide, sizeof fit->members[i].bioguide, "T%06d", i);
    for (int i = 0; i < DRAWS * MEMBERS * dims; i++)
        fit->x_draws[i] = (float)(sin(i + 0.5) * pow(10, i % 9 - 6));
}

/* --- CSV -------------------------------------------------------------------------------- */

/* Field of a line, counted from 0; the line stays as it is. */
static double field(const char *line, int at)
{
    while (at-- > 0)
        line = strchr(line, ',') + 1;
    return strtod(line, NULL);
}

static void csv_gives_every_draw_back(void **state)
{
    (void)state;
    struct aisle_ctx *ctx = aisle_ctx_new();
    for (int dims = 1; dims <= 2; dims++) {
        struct aisle_fit fit;
        char *bytes = NULL;
        size_t size = 0;
        make_fit(&fit, dims);
        assert_int_equal(aisle_report_draws_csv(ctx, &fit, &bytes, &size), AISLE_OK);
        assert_int_equal(size, strlen(bytes));
        char *line = strtok(bytes, "\n");
        assert_true(strncmp(line,
                            dims == 1 ? "chain,draw,T000000,T000001,"
                                      : "chain,draw,T000000,T000000_2,T000001,",
                            20) == 0);
        for (int s = 0; s < DRAWS; s++) {
            line = strtok(NULL, "\n");
            assert_non_null(line);
            assert_int_equal((int)field(line, 0), s / (DRAWS / CHAINS) + 1);
            assert_int_equal((int)field(line, 1), s % (DRAWS / CHAINS) + 1);
            for (int u = 0; u < MEMBERS * dims; u++)
                assert_true((float)field(line, 2 + u) ==
                            fit.x_draws[s * MEMBERS * dims + u]);
        }
        assert_null(strtok(NULL, "\n"));
        free(bytes);
        aisle_fit_clear(&fit);
    }
    aisle_ctx_free(ctx);
}

/* --- NumPy ------------------------------------------------------------------------------- */

static float float_at(const unsigned char *p)
{
    uint32_t bits = (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 |
                    (uint32_t)p[3] << 24;
    float value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

static void numpy_gives_every_draw_back(void **state)
{
    (void)state;
    struct aisle_ctx *ctx = aisle_ctx_new();
    struct aisle_fit fit;
    char *bytes = NULL;
    size_t size = 0;
    make_fit(&fit, 2);
    assert_int_equal(aisle_report_draws_npy(ctx, &fit, &bytes, &size), AISLE_OK);
    const unsigned char *b = (const unsigned char *)bytes;
    assert_memory_equal(b, "\x93NUMPY\x01\x00", 8);
    size_t header = (size_t)b[8] | (size_t)b[9] << 8, data = 10 + header;
    assert_int_equal(data % 64, 0);
    assert_int_equal(b[data - 1], '\n');
    assert_int_equal(size, data + 4 * DRAWS * MEMBERS * 2);
    char text[256];
    snprintf(text, sizeof text, "%.*s", (int)header, bytes + 10);
    assert_non_null(strstr(text, "'descr': '<f4'"));
    assert_non_null(strstr(text, "'fortran_order': False"));
    assert_non_null(strstr(text, "'shape': (12, 7, 2)"));
    for (size_t i = 0; i < DRAWS * MEMBERS * 2; i++)
        assert_true(float_at(b + data + 4 * i) == fit.x_draws[i]);
    free(bytes);
    aisle_fit_clear(&fit);
    aisle_ctx_free(ctx);
}

static enum aisle_status write_both(struct aisle_ctx *ctx, void *user)
{
    char *bytes = NULL;
    size_t size = 0;
    enum aisle_status status = aisle_report_draws_csv(ctx, user, &bytes, &size);
    if (status == AISLE_OK) {
        free(bytes);
        status = aisle_report_draws_npy(ctx, user, &bytes, &size);
    }
    if (status == AISLE_OK)
        free(bytes);
    return status;
}

static void every_allocation_may_fail(void **state)
{
    (void)state;
    struct aisle_fit fit;
    make_fit(&fit, 1);
    assert_true(support_fail_allocations(write_both, &fit) > 4);
    aisle_fit_clear(&fit);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(csv_gives_every_draw_back),
        cmocka_unit_test(numpy_gives_every_draw_back),
        cmocka_unit_test(every_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
