/* What a user writes, from files: packages and whip counts; and a forecast read back.
 * Every reader reports all that is wrong at once, each with path, line and column, and
 * leaves its output untouched when it fails. */
#ifndef AISLE_IMPORT_PACKAGE_H
#define AISLE_IMPORT_PACKAGE_H

#include <aisle/forecast.h>
#include <aisle/package.h>
#include <aisle/rulebook.h>
#include <aisle/whip.h>

/* Read a package (docs/package-format.md). */
enum aisle_status aisle_import_package(struct aisle_ctx *ctx, const char *path,
                                       struct aisle_package *package);

/* The same from bytes in memory; `path` is the name that messages carry. */
enum aisle_status aisle_import_package_bytes(struct aisle_ctx *ctx, const char *path,
                                             const char *bytes, size_t size,
                                             struct aisle_package *package);

/* Read a whip count (docs/whip-format.md): bioguide or name, position, date, source,
 * quote. Errors: IO, INPUT, MEMORY. */
enum aisle_status aisle_import_whip(struct aisle_ctx *ctx, const char *path,
                                    struct aisle_whip *whip);

/* The same from bytes in memory; `path` is the name that messages carry. */
enum aisle_status aisle_import_whip_bytes(struct aisle_ctx *ctx, const char *path,
                                          const char *bytes, size_t size,
                                          struct aisle_whip *whip);

/* The same two under a rulebook: a threshold that the rules do not allow is an error
 * where it stands, and each vote carries its rule's words. `book` NULL: thresholds
 * are taken as written. */
enum aisle_status aisle_import_package_under(struct aisle_ctx *ctx,
                                             const struct aisle_rulebook *book,
                                             const char *path,
                                             struct aisle_package *package);
enum aisle_status aisle_import_package_bytes_under(struct aisle_ctx *ctx,
                                                   const struct aisle_rulebook *book,
                                                   const char *path, const char *bytes,
                                                   size_t size,
                                                   struct aisle_package *package);

/* Read a forecast from what `aisle forecast --json`, `run` or `whip --json` wrote: what
 * a score needs of it, no more (its senators have their first reason only). Errors: IO,
 * INPUT, MEMORY. */
enum aisle_status aisle_import_forecast(struct aisle_ctx *ctx, const char *path,
                                        struct aisle_forecast *out);
enum aisle_status aisle_import_forecast_bytes(struct aisle_ctx *ctx, const char *path,
                                              const char *bytes, size_t size,
                                              struct aisle_forecast *out);

#endif
