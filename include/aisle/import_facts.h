/* The shipped facts besides the roll calls, from data/. Every reader reports all that is
 * wrong at once, each with path, line and column, and leaves its output untouched when
 * it fails. */
#ifndef AISLE_IMPORT_FACTS_H
#define AISLE_IMPORT_FACTS_H

#include <aisle/house.h>
#include <aisle/leaders.h>
#include <aisle/parameters.h>
#include <aisle/rulebook.h>

/* Read the rulebook: senate.csv and byrd.csv of a directory (data/rules/README.md).
 * Errors: IO, INPUT (every bad row), MEMORY. */
enum aisle_status aisle_import_rules(struct aisle_ctx *ctx, const char *dir,
                                     struct aisle_rulebook *book);
/* The same from the two files' bytes. */
enum aisle_status aisle_import_rules_bytes(struct aisle_ctx *ctx, const char *path,
                                           const char *bytes, size_t size,
                                           const char *byrd_path,
                                           const char *byrd_bytes, size_t byrd_size,
                                           struct aisle_rulebook *book);

/* Read who led the Senate: data/senate/leaders.csv. Errors: IO, INPUT (every bad row),
 * MEMORY. */
enum aisle_status aisle_import_leaders(struct aisle_ctx *ctx, const char *path,
                                       struct aisle_leaders *out);
enum aisle_status aisle_import_leaders_bytes(struct aisle_ctx *ctx, const char *path,
                                             const char *bytes, size_t size,
                                             struct aisle_leaders *out);

/* Read the House's votes: data/senate/house_passage.csv. Errors: IO, INPUT (every bad
 * row), MEMORY. */
enum aisle_status aisle_import_house(struct aisle_ctx *ctx, const char *path,
                                     struct aisle_house *house);
enum aisle_status aisle_import_house_bytes(struct aisle_ctx *ctx, const char *path,
                                           const char *bytes, size_t size,
                                           struct aisle_house *house);

/* Read every parameter file (*.csv) of a directory. */
enum aisle_status aisle_import_parameters(struct aisle_ctx *ctx, const char *dir,
                                          struct aisle_parameters *parameters);

#endif
