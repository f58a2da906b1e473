/* The reader of matrices: any file, with a table of roll calls or without, give votes that validate, or at least one
 * error and no votes. */
#include "votes.h"
#include "voteview/grid.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static enum aisle_status matrix_import(struct aisle_ctx *ctx,
                                       const struct record_file *files,
                                       struct aisle_votes *votes,
                                       struct aisle_import_report *report)
{
    struct aisle_import_scope scope = {118, "senate"};
    const struct record_file *rollcalls = files[1].size > 0 ? &files[1] : NULL;
    return matrix_from_bytes(ctx, &files[0], rollcalls, &scope, NULL, votes, report);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const paths[] = {"no/a.csv", "no/rollcalls.csv"};
    return fuzz_votes(data, size, 2, paths, matrix_import);
}
