/* Voteview's CSV: three files a Congress and chamber (voteview.com/data).
 *
 *   voteview_rollcalls.c  rollcalls.csv -> roll calls in order of number
 *   voteview_kind.c       what kind of question it is, from its words
 *   voteview_members.c    members.csv   -> persons, and who each icpsr number is
 *   voteview_votes.c      votes.csv     -> casts and services
 *   voteview_name.c       "McCONNELL, Addison Mitchell (Mitch)" -> two names
 *   voteview.c            the whole */
#ifndef AISLE_VOTEVIEW_VOTEVIEW_H
#define AISLE_VOTEVIEW_VOTEVIEW_H

#include "record/record.h"

/* Presidents have numbers of their own and stand among the senators. */
static inline bool voteview_is_president(int icpsr)
{
    return icpsr >= 99000 && icpsr <= 99999;
}

/* An id that may be written as a float ("14226.0"); adds an error when none. */
bool voteview_id(struct csv *csv, int column, int64_t high, int *out);

/* Congress and chamber of all three files, fixed by the roll calls'. */
struct voteview_scope {
    int congress;    /* 0: not known yet */
    char chamber[8]; /* "Senate", "House" as in the files; "" not known yet */
};

/* Is the row of this scope? A row of another chamber is counted as skipped; one
 * of another Congress is an error. A scope that is not known takes the row's. */
bool voteview_in_scope(struct csv *csv, int congress_column, int chamber_column,
                       struct voteview_scope *scope,
                       struct aisle_import_report *report);

/* "LUJÁN, Ben Ray" -> "Luján", "Ben Ray". False when memory is short. */
bool voteview_name(const char *bioname, char **last, char **first);

/* What cloture was moved on, from the same words. */
enum aisle_cloture voteview_cloture(const struct aisle_rollcall *rollcall,
                                    const char *detail);

/* Category, cloture kind and majority, from question, description, bill, date. */
void voteview_kind(struct aisle_rollcall *rollcall, const char *detail);

enum aisle_status voteview_read_rollcalls(struct aisle_ctx *ctx, const char *path,
                                          const char *bytes, size_t size,
                                          struct voteview_scope *scope,
                                          struct record_rollcalls *out,
                                          struct aisle_import_report *report);

/* One icpsr number: a person under one party label. */
struct voteview_label {
    int icpsr;
    int member; /* index into the persons */
    int line;
    char party;
    int first_number; /* of its casts; 0 before the first */
    int last_number;
};

struct voteview_members {
    size_t label_count;
    size_t label_capacity;
    struct voteview_label *labels; /* in order of icpsr */
};

enum aisle_status voteview_read_members(struct aisle_ctx *ctx, const char *path,
                                        const char *bytes, size_t size,
                                        struct voteview_scope *scope,
                                        struct voteview_members *out,
                                        struct aisle_votes *votes,
                                        struct aisle_import_report *report);

/* Read the casts. `rollcalls` and `members` NULL when they could not be read. */
enum aisle_status voteview_read_votes(struct aisle_ctx *ctx, const char *path,
                                      const char *bytes, size_t size,
                                      struct voteview_scope *scope,
                                      const struct record_rollcalls *rollcalls,
                                      struct voteview_members *members,
                                      struct aisle_votes *votes,
                                      struct aisle_import_report *report);

/* aisle_import_voteview on bytes; caucus.csv is looked for beside the members. */
enum aisle_status voteview_from_bytes(struct aisle_ctx *ctx,
                                      const struct record_file *members_file,
                                      const struct record_file *votes_file,
                                      const struct record_file *rollcalls_file,
                                      struct aisle_votes *votes,
                                      struct aisle_import_report *report);

#endif
