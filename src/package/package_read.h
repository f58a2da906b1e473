/* Inside view of the package reader: one part a file, all errors into one reader.
 *
 * The parts are read in order, because statements name provisions and votes. */
#ifndef AISLE_PACKAGE_PACKAGE_READ_H
#define AISLE_PACKAGE_PACKAGE_READ_H

#include "base/yaml.h"
#include <aisle/levers.h>
#include <aisle/rulebook.h>

#define PACKAGE_PROVISIONS_MAX 64 /* a selection is 64 bits */

struct package_reader {
    struct yaml_reader in;
    struct aisle_package *package;
    const struct aisle_rulebook *book; /* NULL: thresholds are taken as written */
    /* What provisions so far give together at most and at least, of levers that add */
    double most[AISLE_LEVER_COUNT];
    double least[AISLE_LEVER_COUNT];
};

/* Text of a key, owned by the caller; NULL only when memory is short, which the
 * reader's status then says. */
char *package_text(struct package_reader *r, const struct yaml_node *map,
                   const char *key, enum yaml_need need);
char *package_copy(struct package_reader *r, const char *text);
bool package_no_memory(const struct package_reader *r);

/* An id of letters, digits, '-', '_' and '.', checked against earlier items. */
char *package_id(struct package_reader *r, const struct yaml_node *list, int item);

/* "118-332" into its parts; false when it is not so written. */
bool package_rollcall_parse(const char *text, int *congress, int *number);

/* Allocate `count` zeroed items for a list; NULL when empty or memory is short. */
void *package_items(struct package_reader *r, const struct yaml_node *list,
                    size_t size);

/* Index of the provision or vote that a key names, after an error with the nearest
 * id when there is none (-1). */
int package_provision_named(struct package_reader *r, const struct yaml_node *map,
                            const char *key);
int package_vote_named(struct package_reader *r, const struct yaml_node *map,
                       const char *key);

/* How well an entry is known; -1 when not given, after an error when not a word. */
int package_confidence(struct package_reader *r, const struct yaml_node *map);
const char *package_confidence_text(int confidence); /* "" for -1 */

void package_read_provisions(struct package_reader *r, const struct yaml_node *root);
void package_read_votes(struct package_reader *r, const struct yaml_node *root);
void package_read_statements(struct package_reader *r, const struct yaml_node *root);
void package_read_cues(struct package_reader *r, const struct yaml_node *root);

void package_read_money(struct package_reader *r, const struct yaml_node *map,
                        struct aisle_provision *p);
void package_read_levers(struct package_reader *r, const struct yaml_node *map,
                         struct aisle_provision *p);
void package_read_anchors(struct package_reader *r, const struct yaml_node *map,
                          struct aisle_provision *p);
/* What a provision's routes hang on: emergency, authority, undoes_rule, byrd. */
void package_read_routes(struct package_reader *r, const struct yaml_node *map,
                         struct aisle_provision *p);
/* Statements of one senator on one object and day, of one source, that contradict. */
void package_check_statements(struct package_reader *r);

#endif
