#include "record/record.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
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

/* Read both, so that the errors of both are told at once. */
static enum aisle_status read_both(struct aisle_ctx *ctx,
                                   const struct record_file *votes_file,
                                   const struct record_file *rollcalls_file,
                                   struct record_rollcalls *rollcalls,
                                   struct aisle_votes *votes)
{
    enum aisle_status first =
        record_read_rollcalls(ctx, rollcalls_file->path, rollcalls_file->bytes,
                              rollcalls_file->size, rollcalls);
    if (first == AISLE_MEMORY)
        return first;
    enum aisle_status second =
        record_read_members(ctx, votes_file->path, votes_file->bytes, votes_file->size,
                            first == AISLE_OK ? rollcalls : NULL, votes);
    return first != AISLE_OK ? first : second;
}

enum aisle_status record_from_bytes(struct aisle_ctx *ctx,
                                    const struct record_file *votes_file,
                                    const struct record_file *rollcalls_file,
                                    struct aisle_votes *votes,
                                    struct aisle_import_report *report)
{
    struct record_rollcalls rollcalls = {0};
    struct aisle_votes made;
    struct aisle_import_report told;
    aisle_votes_init(&made);
    aisle_import_report_init(&told);
    enum aisle_status status;
    TRY(read_both(ctx, votes_file, rollcalls_file, &rollcalls, &made));
    TRY(record_take_rollcalls(ctx, &rollcalls, &made));
    text_fit(made.chamber, sizeof made.chamber, "senate");
    TRY(record_tally(ctx, rollcalls_file->path, &rollcalls, &made, &told));
    TRY(record_caucus(ctx, votes_file->path, &made));
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

enum aisle_status record_read_files(struct aisle_ctx *ctx, int count,
                                    struct record_file *files)
{
    enum aisle_status status = AISLE_OK;
    for (int i = 0; i < count; i++) {
        enum aisle_status one =
            file_read(ctx, files[i].path, &files[i].bytes, &files[i].size);
        status = status == AISLE_OK ? one : status;
    }
    return status;
}

void record_free_files(int count, struct record_file *files)
{
    for (int i = 0; i < count; i++)
        free(files[i].bytes);
}

enum aisle_status aisle_import_record(struct aisle_ctx *ctx, const char *votes_path,
                                      const char *rollcalls_path,
                                      struct aisle_votes *votes,
                                      struct aisle_import_report *report)
{
    struct record_file files[] = {{.path = votes_path}, {.path = rollcalls_path}};
    enum aisle_status status = record_read_files(ctx, 2, files);
    if (status == AISLE_OK)
        status = record_from_bytes(ctx, &files[0], &files[1], votes, report);
    record_free_files(2, files);
    return status;
}
