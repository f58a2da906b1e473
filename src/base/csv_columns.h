/* Columns of a table by name, and fields that are one of some words. */
#ifndef AISLE_BASE_CSV_COLUMNS_H
#define AISLE_BASE_CSV_COLUMNS_H

#include "base/csv.h"

/* A column that a table may hold. */
struct csv_wanted {
    const char *name;
    bool required;
};

/* Of a list X(NAME, column, required): the place C_NAME of each column, and the row of
 * what is wanted, in one order. */
#define CSV_PLACE(name, column, required) C_##name,
#define CSV_WANTED(name, column, required) {column, required},

/* Find the columns of a table by name (-1: not there). Adds an error for each
 * required one that is missing, a warning for each one that is not known. */
void csv_find_columns(struct csv *csv, int count, const struct csv_wanted *columns,
                      int *at);

/* Copy a field; false, with csv->status MEMORY, when memory is short. */
bool csv_copy(struct csv *csv, int column, char **out);

/* Index of a field among `count` words; adds an error with the nearest word and
 * gives -1 when it is none of them. */
typedef const char *csv_word_fn(const void *user, size_t i);
int csv_word(struct csv *csv, int column, size_t count, csv_word_fn *word);

#endif
