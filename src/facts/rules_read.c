#include "facts/rules_read.h"
#include "base/mem.h"
#include "base/text.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool rules_columns(struct csv *csv, int count, const char *const *names, int *at)
{
    bool all = true;
    for (int c = 0; c < count; c++) {
        at[c] = csv_require(csv, names[c]);
        all = all && at[c] >= 0;
    }
    return all;
}

int rules_choice(struct csv *csv, int column, int count, const char *const *words,
                 const char *what)
{
    const char *field = csv_field(csv, column);
    for (int i = 0; i < count; i++)
        if (strcmp(field, words[i]) == 0)
            return i;
    const char *near = text_nearest_of(field, (size_t)count, words);
    char hint[120];
    snprintf(hint, sizeof hint, "did you mean '%s'?", near ? near : "");
    csv_fail(csv, column, near ? hint : NULL, "%s '%.60s' is not known", what, field);
    return -1;
}

bool rules_confidence(struct csv *csv, int column)
{
    static const char *const words[] = {
        "seen",   "seen-secondary", "seen-weak",       "derived",
        "fitted", "assumed",        "memory-to-verify"};
    return rules_choice(csv, column, 7, words, "confidence") >= 0;
}

bool rules_day(struct csv *csv, int column, aisle_day *out)
{
    const char *field = csv_field(csv, column);
    *out = field[0] ? aisle_day_parse(field) : AISLE_DAY_NONE;
    if (!field[0] || *out != AISLE_DAY_NONE)
        return true;
    csv_fail(csv, column, NULL, "'%.40s' is no date", field);
    return false;
}

static bool part(const char *text, size_t length, int *out)
{
    char digits[12];
    int64_t value = 0;
    if (length == 0 || length >= sizeof digits)
        return false;
    memcpy(digits, text, length);
    digits[length] = '\0';
    if (!text_to_int(digits, 1, 99999, &value))
        return false;
    *out = (int)value;
    return true;
}

bool rules_rollcall(struct csv *csv, int column, int *congress, int *number)
{
    const char *field = csv_field(csv, column);
    const char *dash = strchr(field, '-');
    *congress = *number = 0;
    if (!field[0] || (dash && part(field, (size_t)(dash - field), congress) &&
                      part(dash + 1, strlen(dash + 1), number)))
        return true;
    csv_fail(csv, column, "write congress and number, as 113-244",
             "'%.40s' is no roll call", field);
    return false;
}
