#include "base/csv_columns.h"

#include "base/mem.h"
#include "base/text.h"
#include <string.h>

struct column_list {
    int count;
    const struct csv_wanted *columns;
};

static const char *column_word(const void *user, size_t i)
{
    return ((const struct column_list *)user)->columns[i].name;
}

static bool is_known(const char *name, const struct column_list *list)
{
    for (int i = 0; i < list->count; i++) {
        if (strcmp(name, list->columns[i].name) == 0)
            return true;
    }
    return false;
}

/* A column nobody asked for is harmless, but a misspelt one would go missing in
 * silence. */
static void warn_unknown(struct csv *csv, const struct column_list *list)
{
    for (int i = 0; i < csv->column_count; i++) {
        const char *name = csv->names[i];
        if (!*name || is_known(name, list))
            continue;
        ctx_warn(csv->ctx, (struct place){csv->path, 1, csv->starts[i].column},
                 "column '%s' is not known and not read", name);
        const char *near = text_nearest(name, (size_t)list->count, column_word, list);
        if (near && csv_column(csv, near) < 0)
            ctx_hint(csv->ctx, "is '%s' meant?", near);
    }
}

void csv_find_columns(struct csv *csv, int count, const struct csv_wanted *columns,
                      int *at)
{
    struct column_list list = {count, columns};
    for (int i = 0; i < count; i++) {
        at[i] = columns[i].required ? csv_require(csv, columns[i].name)
                                    : csv_column(csv, columns[i].name);
    }
    warn_unknown(csv, &list);
}

bool csv_copy(struct csv *csv, int column, char **out)
{
    free(*out);
    *out = mem_copy_text(csv_field(csv, column));
    if (!*out)
        csv->status = ctx_no_memory(csv->ctx);
    return *out != NULL;
}

int csv_word(struct csv *csv, int column, size_t count, csv_word_fn *word)
{
    const char *field = csv_field(csv, column);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(field, word(NULL, i)) == 0)
            return (int)i;
    }
    const char *near = text_nearest(field, count, word, NULL);
    char *hint = near ? mem_format("is '%s' meant?", near) : NULL;
    csv_fail(csv, column, hint, "'%s' is no %s that is known", field,
             csv->names[column]);
    free(hint);
    return -1;
}
