/* Grids: files with a row a member and a column a roll call (.ord, matrix). What
 * they say of roll calls is little; a table of roll calls in the record's format may
 * stand beside. */
#ifndef AISLE_VOTEVIEW_GRID_H
#define AISLE_VOTEVIEW_GRID_H

#include "record/record.h"
#include <aisle/import_votes.h>

struct grid_row {
    char party;
    char caucus; /* '?' not known */
    int line;
    uint8_t *casts; /* enum aisle_cast, one a column */
};

struct grid {
    struct aisle_ctx *ctx;
    const char *path;
    struct aisle_import_report *report;
    const struct aisle_import_known *known;
    int congress;
    char chamber[8];
    size_t column_count;
    struct aisle_votes votes; /* members only, until the end */
    size_t member_capacity;
    size_t row_capacity;
    struct grid_row *rows; /* one a member */
    struct record_rollcalls rollcalls;
};

void grid_init(struct grid *grid, struct aisle_ctx *ctx, const char *path,
               struct aisle_import_report *report,
               const struct aisle_import_known *known);
void grid_clear(struct grid *grid);

/* Line where an id stands already, 0 when it does not. */
int grid_find(const struct grid *grid, const char *id);

/* Add a row; takes the member's names and the casts, also when it fails. False when
 * memory is short, which it says. */
bool grid_add(struct grid *grid, struct aisle_member *member,
              const struct grid_row *row);

/* Bioguide of an ICPSR number, from what is known; NULL when none is. */
const struct aisle_member *grid_known(const struct grid *grid, int icpsr);

/* Read the table of roll calls, which must have one row a column. Numbers of the
 * columns, ascending, are `numbers` (NULL: as the table has them). */
enum aisle_status grid_read_rollcalls(struct grid *grid, const struct record_file *file,
                                      const int *numbers);
/* Make roll calls out of nothing but numbers and names (NULL: none). Of a date that
 * is not known only this is sure: it was before the Congress ended. */
enum aisle_status grid_make_rollcalls(struct grid *grid, const int *numbers,
                                      const char *const *names);

/* Put the table together. */
enum aisle_status grid_finish(struct grid *grid, struct aisle_votes *votes);

/* "senate", "house", or another chamber's short name; false when it is none. */
bool grid_chamber(struct grid *grid, const char *chamber);

enum aisle_status ord_from_bytes(struct aisle_ctx *ctx, const struct record_file *file,
                                 const struct record_file *rollcalls,
                                 const struct aisle_import_scope *scope,
                                 const struct aisle_import_known *known,
                                 struct aisle_votes *votes,
                                 struct aisle_import_report *report);
enum aisle_status matrix_from_bytes(struct aisle_ctx *ctx,
                                    const struct record_file *file,
                                    const struct record_file *rollcalls,
                                    const struct aisle_import_scope *scope,
                                    const struct aisle_import_known *known,
                                    struct aisle_votes *votes,
                                    struct aisle_import_report *report);

/* Read one or two files and hand them to one of the two above. */
typedef enum aisle_status grid_import_fn(struct aisle_ctx *ctx,
                                         const struct record_file *file,
                                         const struct record_file *rollcalls,
                                         const struct aisle_import_scope *scope,
                                         const struct aisle_import_known *known,
                                         struct aisle_votes *votes,
                                         struct aisle_import_report *report);
enum aisle_status grid_import_files(struct aisle_ctx *ctx, grid_import_fn *import,
                                    const char *path, const char *rollcalls_path,
                                    const struct aisle_import_scope *scope,
                                    const struct aisle_import_known *known,
                                    struct aisle_votes *votes,
                                    struct aisle_import_report *report);

#endif
