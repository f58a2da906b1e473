/* Inside the route table. */
#ifndef AISLE_RULES_ROUTES_H
#define AISLE_RULES_ROUTES_H

#include <aisle/rules.h>

/* What is routed, and under which rules. */
struct routing {
    const struct aisle_rulebook *book;
    const struct aisle_package *package;
    aisle_day day;
    int sworn;
};

/* Say in plain words which steps the package's votes leave out. */
enum aisle_status routes_note_missing(struct aisle_ctx *ctx, const struct routing *r,
                                      struct aisle_routes *out);

#endif
