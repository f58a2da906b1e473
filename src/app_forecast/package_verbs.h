/* The verbs on package files and on the rules: they need the shipped data, and no
 * store.
 *
 *   app_case_open -> app_case_check -> ... -> app_case_close
 */
#ifndef AISLE_APP_FORECAST_PACKAGE_VERBS_H
#define AISLE_APP_FORECAST_PACKAGE_VERBS_H

#include "study/session.h"

/* A package file read under the rules. `routes` borrows from the other two. */
struct app_case {
    struct aisle_rulebook book;
    struct aisle_package package;
    struct aisle_routes routes;
    int sworn;       /* senators in office on the as-of day */
    bool sworn_read; /* false: the record does not reach that day; 100 is assumed */
};

void app_case_init(struct app_case *one);
void app_case_close(struct app_case *one);

/* Read a package and work out its routes. */
enum aisle_status app_case_open(struct aisle_ctx *ctx,
                                const struct app_options *options, const char *path,
                                struct app_case *out);

/* What only the record can tell: that every senator named held a seat, and that every
 * anchor is a roll call of an earlier day. All that is wrong is reported, with line
 * and column. Errors: NOT_FOUND, INPUT. */
enum aisle_status app_case_check(struct aisle_ctx *ctx,
                                 const struct app_options *options,
                                 const struct app_case *one);

/* What every question takes on a day; `sworn` 0: as the record has it, or 100. */
enum aisle_status app_rules(struct aisle_ctx *ctx, const struct app_options *options,
                            aisle_day day, int sworn, struct aisle_rulebook *book,
                            struct aisle_rule_list *list);

/* Write a new package: a copy of `from` (a file, or the name of a shipped package or
 * template; NULL: the commented template), named after the file. An existing file is
 * left as it is. Errors: INPUT (exists, bad name), NOT_FOUND (no such template, with
 * the nearest), IO. */
enum aisle_status app_package_new(struct aisle_ctx *ctx,
                                  const struct app_options *options, const char *path,
                                  const char *from);

#endif
