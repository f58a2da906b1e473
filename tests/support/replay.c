#include "support/replay.h"

// clang-format off
#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>
// clang-format on
#include "base/file.h"
#include <stdio.h>
#include <stdlib.h>

enum { CUT_SHORTER = 2500 }; /* bytes */

void support_replay(const char *dir, support_target_fn *target, int least)
{
    struct aisle_ctx *ctx = aisle_ctx_new();
    assert_non_null(ctx);
    int count = 0;
    char **names = NULL;
    assert_int_equal(file_list(ctx, dir, "", &count, &names), AISLE_OK);
    assert_true(count >= least);
    for (int i = 0; i < count; i++) {
        char path[1024];
        char *bytes = NULL;
        size_t size = 0;
        snprintf(path, sizeof path, "%s/%s", dir, names[i]);
        assert_int_equal(file_read(ctx, path, &bytes, &size), AISLE_OK);
        assert_int_equal(target((const uint8_t *)bytes, size), 0);
        for (size_t cut = 0; size <= CUT_SHORTER && cut < size; cut++)
            target((const uint8_t *)bytes, cut);
        free(bytes);
        free(names[i]);
    }
    free(names);
    aisle_ctx_free(ctx);
}
