#include <aisle/table.h>

#include <stdlib.h>

void aisle_table_init(struct aisle_table *table)
{
    *table = (struct aisle_table){0};
}

void aisle_table_clear(struct aisle_table *table)
{
    if (!table)
        return;
    for (int c = 0; table->columns && c < table->column_count; c++)
        free(table->columns[c]);
    size_t count = (size_t)table->row_count * (size_t)table->column_count;
    for (size_t i = 0; i < count; i++)
        free(table->cells[i].bytes);
    free(table->columns);
    free(table->cells);
    aisle_table_init(table);
}
