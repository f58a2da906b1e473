/* What changed from one package to another. */
#ifndef AISLE_PACKAGE_DIFF_H
#define AISLE_PACKAGE_DIFF_H

#include <aisle/package.h>

enum aisle_change_kind { AISLE_CHANGE_ADDED, AISLE_CHANGE_REMOVED, AISLE_CHANGE_FIELD };

/* X(NAME, text) the parts of a package */
#define AISLE_PART_LIST(X)                                                             \
    X(HEAD, "package")                                                                 \
    X(PROVISION, "provision")                                                          \
    X(VOTE, "vote")                                                                    \
    X(STATEMENT, "statement")                                                          \
    X(CUE, "cue")
#define AISLE_PART_ENUM(name, text) AISLE_PART_##name,
enum aisle_part { AISLE_PART_LIST(AISLE_PART_ENUM) AISLE_PART_COUNT };
#undef AISLE_PART_ENUM

/* One difference. `id` names the thing: a provision's or vote's id, "Kelly (AZ) on
 * package, 2023-10-15"; `field` what of it ("" for added and removed). */
struct aisle_change {
    enum aisle_part part;
    enum aisle_change_kind kind;
    char *id;
    char *field;
    char *before; /* "" when it was not there */
    char *after;
};

struct aisle_package_diff {
    char *before; /* ids of the two */
    char *after;
    double cost_before; /* USD, as written */
    double cost_after;
    int change_count;
    struct aisle_change *changes; /* by part, in the order of the files */
};

void aisle_package_diff_init(struct aisle_package_diff *diff);
void aisle_package_diff_clear(struct aisle_package_diff *diff);

/* Compare two packages. Provisions and votes are joined by id, statements by senator,
 * state, object, date and source. Cost: items squared. Errors: MEMORY. */
enum aisle_status aisle_package_compare(struct aisle_ctx *ctx,
                                        const struct aisle_package *before,
                                        const struct aisle_package *after,
                                        struct aisle_package_diff *out);

const char *aisle_part_text(enum aisle_part part);

#endif
