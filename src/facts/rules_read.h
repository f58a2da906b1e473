/* Inside the rulebook's reader: columns by name, and fields with their checks. */
#ifndef AISLE_FACTS_RULES_READ_H
#define AISLE_FACTS_RULES_READ_H

#include "base/csv.h"
#include <aisle/rulebook.h>

/* Columns of every list, found by name; false after errors when one is missing. */
bool rules_columns(struct csv *csv, int count, const char *const *names, int *at);

/* Index of the field's word among `count`; -1 after an error with the nearest. */
int rules_choice(struct csv *csv, int column, int count, const char *const *words,
                 const char *what);
/* How well a row is known; false after an error. */
bool rules_confidence(struct csv *csv, int column);
/* A day, AISLE_DAY_NONE for an empty field; false after an error. */
bool rules_day(struct csv *csv, int column, aisle_day *out);
/* "113-244" into its parts, zeros for an empty field; false after an error. */
bool rules_rollcall(struct csv *csv, int column, int *congress, int *number);

/* Read the rows of byrd.csv; each class once. */
enum aisle_status rules_read_byrd(struct aisle_ctx *ctx, const char *path,
                                  const char *bytes, size_t size,
                                  struct aisle_rulebook *book);

#endif
