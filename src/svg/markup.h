/* Markup: HTML and SVG text in which everything that comes from a file is escaped.
 *
 *   markup_add(out, "<td class=\"%s\">%s</td>", cls, senator->name);
 *
 * `%s` writes its text escaped, always, `%d` an int, `%f` a number with at most two
 * decimals (what a coordinate needs), `%%` a percent sign; nothing else is known.
 * Bytes that are no UTF-8 become U+FFFD and control characters blanks, so that a
 * page stays a page whatever a file holds. */
#ifndef AISLE_SVG_MARKUP_H
#define AISLE_SVG_MARKUP_H

#include "base/text.h"

void markup_add(struct text *out, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void markup_text(struct text *out, const char *s);
/* A coordinate: at most two decimals, "." as the point in every locale. */
void markup_number(struct text *out, double value);

#endif
