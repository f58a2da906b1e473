/* Voteview's reader: any three files give votes that validate, or at least one
 * error and no votes. */
#include "votes.h"
#include "voteview/voteview.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static enum aisle_status voteview_import(struct aisle_ctx *ctx,
                                         const struct record_file *files,
                                         struct aisle_votes *votes,
                                         struct aisle_import_report *report)
{
    return voteview_from_bytes(ctx, &files[0], &files[1], &files[2], votes, report);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const paths[] = {"no/members.csv", "no/votes.csv",
                                        "no/rollcalls.csv"};
    return fuzz_votes(data, size, 3, paths, voteview_import);
}
