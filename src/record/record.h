/* The record: what the importers of roll calls share.
 *
 *   record_rollcalls.c   rollcalls.csv -> roll calls in order of number
 *   record_members.c     votes.csv     -> members, services, casts
 *   record_result.c      did it carry? result text before counts
 *   record_tally.c       counts of the file against the casts
 *   record_caucus.c      the side of an independent: caucus.csv, else the votes
 *   record.c             the whole */
#ifndef AISLE_RECORD_RECORD_H
#define AISLE_RECORD_RECORD_H

#include "base/csv_columns.h"
#include "record/skips.h"
#include <aisle/votes.h>

/* A file in memory. */
struct record_file {
    const char *path;
    char *bytes;
    size_t size;
};

/* Read the files, all of them even when one is not there. */
enum aisle_status record_read_files(struct aisle_ctx *ctx, int count,
                                    struct record_file *files);
void record_free_files(int count, struct record_file *files);

/* aisle_import_record on bytes; caucus.csv is looked for beside the votes' path. */
enum aisle_status record_from_bytes(struct aisle_ctx *ctx,
                                    const struct record_file *votes_file,
                                    const struct record_file *rollcalls_file,
                                    struct aisle_votes *votes,
                                    struct aisle_import_report *report);

/* Roll calls as read, with what only an importer needs to know of each. */
struct record_rollcall {
    struct aisle_rollcall rollcall;
    const char *path; /* borrowed; NULL: the one file of all */
    int line;
    bool settled;        /* counts and outcome are known to be right: not looked at */
    bool has_counts;     /* the file gives yeas and nays */
    bool has_attendance; /* and present and absent */
};

struct record_rollcalls {
    int congress; /* 0 before the first */
    size_t count;
    size_t capacity;
    struct record_rollcall *items;
};

void record_rollcalls_clear(struct record_rollcalls *rollcalls);
void record_rollcall_clear(struct aisle_rollcall *rollcall);

/* Put the roll calls in order of number; an error for each number twice. */
void record_sort_rollcalls(struct csv *csv, struct record_rollcalls *rollcalls);

enum aisle_status record_read_rollcalls(struct aisle_ctx *ctx, const char *path,
                                        const char *bytes, size_t size,
                                        struct record_rollcalls *out);

/* Read members, services and casts for the roll calls; `rollcalls` NULL when
 * they could not be read: then only what stands in this file is checked. */
enum aisle_status record_read_members(struct aisle_ctx *ctx, const char *path,
                                      const char *bytes, size_t size,
                                      const struct record_rollcalls *rollcalls,
                                      struct aisle_votes *out);

/* Move the roll calls into `votes`; `rollcalls` keeps its lines only. */
enum aisle_status record_take_rollcalls(struct aisle_ctx *ctx,
                                        struct record_rollcalls *rollcalls,
                                        struct aisle_votes *votes);

/* What a result text says: 1 carried, 0 not, -1 the text is not known. */
int record_result(const char *text);
/* What the counts say under the majority that is required. */
bool record_counts_carry(const struct aisle_rollcall *rollcall);

/* Count the casts of each roll call, compare with the file, keep the casts'
 * counts, and settle `passed`. Differences are warned of and go to `report`. */
enum aisle_status record_tally(struct aisle_ctx *ctx, const char *path,
                               const struct record_rollcalls *rollcalls,
                               struct aisle_votes *votes,
                               struct aisle_import_report *report);

/* Give each independent a side: from caucus.csv in the folder of `path`, else
 * from how he or she voted, with a warning. */
enum aisle_status record_caucus(struct aisle_ctx *ctx, const char *path,
                                struct aisle_votes *votes);

#endif
