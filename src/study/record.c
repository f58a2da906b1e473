/* The shipped record: data/senate/sNNN_votes.csv and sNNN_rollcalls.csv go into
 * the store on first use, all in one transaction, so that a start that is killed
 * half way leaves nothing and the next one begins again. */
#include "base/file.h"
#include "study/study.h"

#include <string.h>

#define RECORD_SOURCE "shipped record"

/* A Congress of the record and what its two files hash to. */
struct record_part {
    int congress;
    char *votes_path;
    char *rollcalls_path;
    char sha256[65];
};

static void record_free(int count, struct record_part *parts)
{
    for (int i = 0; parts && i < count; i++) {
        free(parts[i].votes_path);
        free(parts[i].rollcalls_path);
    }
    free(parts);
}

/* Fill one part from a name such as "s118_votes.csv". */
static enum aisle_status record_part_init(struct aisle_ctx *ctx, const char *dir,
                                          const char *name, struct record_part *part)
{
    int congress = 0;
    if (sscanf(name, "s%3d_", &congress) != 1)
        return ctx_fail(ctx, AISLE_INPUT, "%s/%s: not a file of the record", dir, name);
    part->congress = congress;
    part->votes_path = mem_format("%s/%s", dir, name);
    part->rollcalls_path = mem_format("%s/s%d_rollcalls.csv", dir, congress);
    if (!part->votes_path || !part->rollcalls_path)
        return ctx_no_memory(ctx);
    const char *paths[] = {part->votes_path, part->rollcalls_path};
    return app_hash_files(ctx, 2, paths, part->sha256);
}

static enum aisle_status record_list(struct aisle_ctx *ctx, const char *data_dir,
                                     int *count, struct record_part **out)
{
    enum aisle_status status;
    char **names = NULL;
    int name_count = 0;
    struct record_part *parts = NULL;
    char *dir = mem_format("%s/senate", data_dir);
    if (!dir)
        return ctx_no_memory(ctx);
    TRY(file_list(ctx, dir, "_votes.csv", &name_count, &names));
    parts = mem_new((size_t)name_count, sizeof *parts);
    if (!parts) {
        status = ctx_no_memory(ctx);
        goto out;
    }
    for (int i = 0; i < name_count; i++)
        TRY(record_part_init(ctx, dir, names[i], &parts[i]));
    *out = parts;
    *count = name_count;
    parts = NULL;
out:
    record_free(name_count, parts);
    for (int i = 0; i < name_count; i++)
        free(names[i]);
    free(names);
    free(dir);
    return status;
}

/* What the store has of a Congress of the record. */
static void record_tell(const struct record_part *part, int count,
                        const struct aisle_store_congress *there,
                        struct record_state *state)
{
    for (int i = 0; i < count; i++) {
        if (there[i].congress != part->congress ||
            strcmp(there[i].chamber, "senate") != 0)
            continue;
        if (strcmp(there[i].source, RECORD_SOURCE) != 0)
            state->own++;
        else if (strcmp(there[i].sha256, part->sha256) != 0)
            state->older++;
        else
            state->same++;
        return;
    }
    state->missing++;
}

/* The store lacks this Congress, or has an older edition of the shipped files. A
 * Congress that the user imported stays. */
static bool record_is_wanted(const struct record_part *part, int count,
                             const struct aisle_store_congress *there)
{
    struct record_state state = {0};
    record_tell(part, count, there, &state);
    return state.missing + state.older > 0;
}

static enum aisle_status record_load_part(struct aisle_ctx *ctx,
                                          struct aisle_store *store,
                                          const struct record_part *part)
{
    struct aisle_votes votes;
    struct aisle_import_report report;
    aisle_votes_init(&votes);
    aisle_import_report_init(&report);
    enum aisle_status status = aisle_import_record(
        ctx, part->votes_path, part->rollcalls_path, &votes, &report);
    if (status == AISLE_OK)
        status = aisle_store_put_votes(ctx, store, &votes, RECORD_SOURCE, part->sha256);
    aisle_import_report_clear(&report);
    aisle_votes_clear(&votes);
    return status;
}

enum aisle_status record_load(struct aisle_ctx *ctx, struct aisle_store *store,
                              const char *data_dir)
{
    enum aisle_status status;
    struct record_part *parts = NULL;
    struct aisle_store_congress *there = NULL;
    int part_count = 0, there_count = 0, loaded = 0;
    TRY(record_list(ctx, data_dir, &part_count, &parts));
    TRY(aisle_store_begin(ctx, store));
    TRY(aisle_store_congresses(ctx, store, &there_count, &there));
    for (int i = 0; i < part_count; i++) {
        TRY(ctx_poll(ctx));
        if (!record_is_wanted(&parts[i], there_count, there))
            continue;
        TRY(record_load_part(ctx, store, &parts[i]));
        loaded++;
        ctx_progress(ctx, "loading the record", i + 1, part_count);
    }
    if (loaded > 0)
        TRY(aisle_store_commit(ctx, store));
out:
    aisle_store_rollback(store);
    aisle_store_congresses_free(there_count, there);
    record_free(part_count, parts);
    return status;
}

enum aisle_status record_compare(struct aisle_ctx *ctx, struct aisle_store *store,
                                 const char *data_dir, struct record_state *out)
{
    enum aisle_status status;
    struct record_part *parts = NULL;
    struct aisle_store_congress *there = NULL;
    int part_count = 0, there_count = 0;
    *out = (struct record_state){0};
    TRY(record_list(ctx, data_dir, &part_count, &parts));
    TRY(aisle_store_congresses(ctx, store, &there_count, &there));
    for (int i = 0; i < part_count; i++)
        record_tell(&parts[i], there_count, there, out);
out:
    aisle_store_congresses_free(there_count, there);
    record_free(part_count, parts);
    return status;
}
