/* A table of values, as a query of the store gives it. */
#ifndef AISLE_TABLE_H
#define AISLE_TABLE_H

#include <stddef.h>
#include <stdint.h>

enum aisle_value_kind {
    AISLE_VALUE_NULL,
    AISLE_VALUE_INT,
    AISLE_VALUE_REAL,
    AISLE_VALUE_TEXT,
    AISLE_VALUE_BLOB
};

struct aisle_value {
    enum aisle_value_kind kind;
    int64_t integer;
    double real;
    char *bytes; /* of a text or a blob, a 0 after them; owned */
    size_t size;
};

struct aisle_table {
    int column_count;
    char **columns;
    int row_count;
    struct aisle_value *cells; /* [row][column] */
};

void aisle_table_init(struct aisle_table *table);
/* Release what the table owns and leave it as after init; NULL is fine. */
void aisle_table_clear(struct aisle_table *table);

#endif
