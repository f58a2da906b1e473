/* The record's reader: any two files give votes that validate, or at least one
 * error and no votes. */
#include "record/record.h"
#include "votes.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static enum aisle_status record_import(struct aisle_ctx *ctx,
                                       const struct record_file *files,
                                       struct aisle_votes *votes,
                                       struct aisle_import_report *report)
{
    return record_from_bytes(ctx, &files[0], &files[1], votes, report);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const paths[] = {"no/votes.csv", "no/rollcalls.csv"};
    return fuzz_votes(data, size, 2, paths, record_import);
}
