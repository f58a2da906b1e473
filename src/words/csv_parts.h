/* Inside the CSV writers: fields of a row. */
#ifndef AISLE_WORDS_CSV_PARTS_H
#define AISLE_WORDS_CSV_PARTS_H

#include "base/text.h"

/* A field, after a comma when asked; quoted when it holds a comma, a quote or a line
 * break. */
void csv_put_text(struct text *out, const char *s, bool comma);
/* A comma, then six significant digits; nothing for what is not known. */
void csv_put_number(struct text *out, double number);
void csv_put_int(struct text *out, int64_t number);

#endif
