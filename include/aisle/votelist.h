/* Votes as a list, roll call by roll call: for tables too large, or too empty, to hold a
 * cell for every member and every roll call. */
#ifndef AISLE_VOTELIST_H
#define AISLE_VOTELIST_H

#include <aisle/import_report.h>
#include <aisle/votes.h>

/* Roll call j's votes are cast[first[j]] .. cast[first[j + 1] - 1], each 2 * member, plus
 * 1 for a yea. A member stands at most once in a roll call. */
struct aisle_votelist {
    int member_count;
    int rollcall_count;
    int64_t *first; /* [rollcall_count + 1] */
    uint32_t *cast;
    char **members;   /* their names in the file; NULL: none */
    char **rollcalls; /* likewise */
};

void aisle_votelist_init(struct aisle_votelist *list);
void aisle_votelist_clear(struct aisle_votelist *list);

/* The yeas and nays of a table, without names. Cost: two passes. Errors: MEMORY. */
enum aisle_status aisle_votelist_from(struct aisle_ctx *ctx,
                                      const struct aisle_votes *votes,
                                      struct aisle_votelist *out);

/* Take out the votes of roll calls in which one side is empty or smaller than this share
 * (they stay as roll calls without votes). Returns how many have votes left. */
int aisle_votelist_contested(struct aisle_votelist *list, double minority_min);

/* Read a list from CSV, a vote a line in any order, under a header that names columns:
 * `member`, `rollcall` and `vote` (1, yea, yes, aye; 0, nay, no; empty, absent, present,
 * P, NA are left out); or Voteview's `icpsr`, `congress`, `chamber`, `rollnumber` and
 * `cast_code`. Members and roll calls are numbered as they first come.
 * Memory: the file (at most 1 GiB), 12 bytes a vote, the names.
 * Errors: IO, INPUT (every bad line), MEMORY, CANCELLED. */
enum aisle_status aisle_import_votelist(struct aisle_ctx *ctx, const char *path,
                                        struct aisle_votelist *out,
                                        struct aisle_import_report *report);
/* The same from bytes in memory; `path` is the name that messages carry. */
enum aisle_status aisle_import_votelist_bytes(struct aisle_ctx *ctx, const char *path,
                                              const char *bytes, size_t size,
                                              struct aisle_votelist *out,
                                              struct aisle_import_report *report);

#endif
