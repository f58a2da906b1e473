#include "import/record.h"
#include "base/file.h"
#include "base/mem.h"
#include <string.h>

enum aisle_status record_take_rollcalls(struct aisle_ctx *ctx,
                                        struct record_rollcalls *rollcalls,
                                        struct aisle_votes *votes)
{
    votes->rollcalls = mem_new(rollcalls->count, sizeof *votes->rollcalls);
    if (!votes->rollcalls)
        return ctx_no_memory(ctx);
    for (size_t i = 0; i < rollcalls->count; i++) {
        votes->rollcalls[i] = rollcalls->items[i].rollcall;
        rollcalls->items[i].rollcall = (struct aisle_rollcall){0};
    }
    votes->rollcall_count = (int)rollcalls->count;
    return AISLE_OK;
}

/* Read both files, so that the errors of both are told at once. */
static enum aisle_status read_files(struct aisle_ctx *ctx, const char *votes_path,
                                    const char *rollcalls_path,
                                    struct record_rollcalls *rollcalls,
                                    struct aisle_votes *votes)
{
    char *bytes = NULL;
    size_t size = 0;
    enum aisle_status first = file_read(ctx, rollcalls_path, &bytes, &size);
    if (first == AISLE_OK)
        first = record_read_rollcalls(ctx, rollcalls_path, bytes, size, rollcalls);
    free(bytes);
    bytes = NULL;
    if (first == AISLE_MEMORY)
        return first;
    enum aisle_status second = file_read(ctx, votes_path, &bytes, &size);
    if (second == AISLE_OK)
        second = record_read_members(ctx, votes_path, bytes, size,
                                     first == AISLE_OK ? rollcalls : NULL, votes);
    free(bytes);
    return first != AISLE_OK ? first : second;
}

enum aisle_status aisle_import_record(struct aisle_ctx *ctx, const char *votes_path,
                                      const char *rollcalls_path,
                                      struct aisle_votes *votes,
                                      struct aisle_import_report *report)
{
    struct record_rollcalls rollcalls = {0};
    struct aisle_votes made;
    struct aisle_import_report told;
    aisle_votes_init(&made);
    aisle_import_report_init(&told);
    enum aisle_status status;
    TRY(read_files(ctx, votes_path, rollcalls_path, &rollcalls, &made));
    TRY(record_take_rollcalls(ctx, &rollcalls, &made));
    strcpy(made.chamber, "senate");
    TRY(record_tally(ctx, rollcalls_path, &rollcalls, &made, &told));
    TRY(record_caucus(ctx, votes_path, &made));
    TRY(aisle_votes_validate(ctx, &made));
    import_count(&told, &made);
    *votes = made;
    *report = told;
out:
    if (status != AISLE_OK) {
        aisle_votes_clear(&made);
        aisle_import_report_clear(&told);
    }
    record_rollcalls_clear(&rollcalls);
    return status;
}
