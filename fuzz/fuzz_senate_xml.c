/* The reader of senate.gov's files: any two roll calls give votes that validate, or at least one
 * error and no votes. */
#include "ballots/ballots.h"
#include "votes.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static enum aisle_status senate_xml_import(struct aisle_ctx *ctx,
                                           const struct record_file *files,
                                           struct aisle_votes *votes,
                                           struct aisle_import_report *report)
{
    return ballots_import(ctx, senate_xml_read, 2, files, NULL, votes, report);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const paths[] = {"no/a.xml", "no/b.xml"};
    return fuzz_votes(data, size, 2, paths, senate_xml_import);
}
