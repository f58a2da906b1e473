#include "words/csv_parts.h"

#include <inttypes.h>
#include <math.h>

void csv_put_text(struct text *out, const char *s, bool comma)
{
    if (comma)
        text_add_char(out, ',');
    if (!strpbrk(s, ",\"\n\r")) {
        text_add(out, s);
        return;
    }
    text_add_char(out, '"');
    for (; *s; s++) {
        if (*s == '"')
            text_add_char(out, '"');
        text_add_char(out, *s);
    }
    text_add_char(out, '"');
}

void csv_put_number(struct text *out, double number)
{
    if (isfinite(number))
        text_addf(out, ",%.6g", number);
    else
        text_add_char(out, ',');
}

void csv_put_int(struct text *out, int64_t number)
{
    text_addf(out, ",%" PRId64, number);
}
