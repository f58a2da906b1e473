/* Roll calls from files. Every reader reports all that is wrong at once, each with
 * path, line and column, and leaves its output untouched when it fails. */
#ifndef AISLE_IMPORT_VOTES_H
#define AISLE_IMPORT_VOTES_H

#include <aisle/import_report.h>
#include <aisle/votes.h>

/* Read one Congress in the shipped record's format (data/senate/README.md).
 * Outputs are owned by the caller. Errors: IO, INPUT, MEMORY. */
enum aisle_status aisle_import_record(struct aisle_ctx *ctx, const char *votes_path,
                                      const char *rollcalls_path,
                                      struct aisle_votes *votes,
                                      struct aisle_import_report *report);

/* Read one Congress and chamber from Voteview's three CSV files. */
enum aisle_status aisle_import_voteview(struct aisle_ctx *ctx, const char *members_path,
                                        const char *votes_path,
                                        const char *rollcalls_path,
                                        struct aisle_votes *votes,
                                        struct aisle_import_report *report);

/* What an importer of single roll calls may know beforehand; all may be NULL. */
struct aisle_import_known {
    int member_count;
    const struct aisle_member *members; /* of any Congress: to know persons by */
    /* Votes of this Congress that new ones are put beside; leaves `out` as after
     * init when there are none. */
    enum aisle_status (*held)(struct aisle_ctx *ctx, void *user, const char *chamber,
                              int congress, struct aisle_votes *out);
    void *user;
};

/* Read files of unitedstates/congress, one roll call a file (data.json), of one
 * Congress and chamber; a .csv among them is a table of legislators, which tells
 * whose id is whose. `votes` is what is held with the new roll calls in it, the
 * report counts the new ones. `known` NULL: nothing is. */
enum aisle_status aisle_import_unitedstates(struct aisle_ctx *ctx, int count,
                                            const char *const *paths,
                                            const struct aisle_import_known *known,
                                            struct aisle_votes *votes,
                                            struct aisle_import_report *report);

/* The same from senate.gov's roll call files (vote_118_1_00332.xml). */
enum aisle_status aisle_import_senate_xml(struct aisle_ctx *ctx, int count,
                                          const char *const *paths,
                                          const struct aisle_import_known *known,
                                          struct aisle_votes *votes,
                                          struct aisle_import_report *report);

/* Whose votes a file holds, where it does not say so itself; 0 and NULL: it does. */
struct aisle_import_scope {
    int congress;
    const char *chamber;
};

/* Read a .ord file (fixed columns, a digit a cast). `rollcalls_path` NULL: no table
 * of roll calls, and their dates are not known (docs/import.md). `known` tells which
 * ICPSR numbers are whose; NULL: nobody's. */
enum aisle_status aisle_import_ord(struct aisle_ctx *ctx, const char *path,
                                   const char *rollcalls_path,
                                   const struct aisle_import_scope *scope,
                                   const struct aisle_import_known *known,
                                   struct aisle_votes *votes,
                                   struct aisle_import_report *report);

/* Read a matrix: rows are members, columns are votes, 1 yea, 0 nay, empty absent.
 * Needs the scope. */
enum aisle_status aisle_import_matrix(struct aisle_ctx *ctx, const char *path,
                                      const char *rollcalls_path,
                                      const struct aisle_import_scope *scope,
                                      const struct aisle_import_known *known,
                                      struct aisle_votes *votes,
                                      struct aisle_import_report *report);

/* Read how senators voted: name or bioguide (state), cast (yea, nay, present, absent),
 * a row a senator (docs/import.md). `casts` [votes->member_count] gets them, OUT for
 * who is not in the file. Errors: IO, NOT_FOUND (nearest name), INPUT, MEMORY. */
enum aisle_status aisle_import_casts(struct aisle_ctx *ctx, const char *path,
                                     const struct aisle_votes *votes, uint8_t *casts);
enum aisle_status aisle_import_casts_bytes(struct aisle_ctx *ctx, const char *path,
                                           const char *bytes, size_t size,
                                           const struct aisle_votes *votes,
                                           uint8_t *casts);

#endif
