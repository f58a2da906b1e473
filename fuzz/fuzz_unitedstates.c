/* The reader of unitedstates/congress: any two roll calls and a table of legislators give votes that validate, or at least one
 * error and no votes. */
#include "ballots/ballots.h"
#include "votes.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static enum aisle_status unitedstates_import(struct aisle_ctx *ctx,
                                             const struct record_file *files,
                                             struct aisle_votes *votes,
                                             struct aisle_import_report *report)
{
    return ballots_import(ctx, unitedstates_read, 3, files, NULL, votes, report);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const paths[] = {"no/a.json", "no/b.json", "no/legislators.csv"};
    return fuzz_votes(data, size, 3, paths, unitedstates_import);
}
