/* Inside the terminal writers: columns, wrapping, headings, colour.
 *
 * Widths are counted in characters, one UTF-8 code point a column. */
#ifndef AISLE_WORDS_TEXT_PARTS_H
#define AISLE_WORDS_TEXT_PARTS_H

#include "base/text.h"
#include "words/take.h"
#include "words/words.h"
#include <aisle/report.h>

struct lines {
    struct text *out;
    int width;
    bool colour;
    size_t start; /* of the line under way */
};

/* Width 0 means 80; never under 40 or over 160. */
struct lines lines_of(struct text *out, struct aisle_text_style style);

int lines_length(const char *s); /* in code points */

/* Bytes of the piece of `s` that fits `columns`, broken at a blank. */
size_t lines_piece(const char *s, int columns);

/* One cell, cut with "…" when too long; `columns` negative aligns right. */
void lines_cell(struct lines *lines, const char *s, int columns);
/* End the line: trailing blanks go, and so does what passes the width. */
void lines_end(struct lines *lines);

/* Words broken at blanks to the width, later lines indented by `indent`; at most
 * `most` lines (0: no limit), the last cut with "…". */
void lines_wrap(struct lines *lines, const char *s, int indent, int most);

/* printf, then wrap. */
void lines_say(struct lines *lines, int indent, int most, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* Wrap what was put together in `piece`, and release it. */
void lines_take(struct lines *lines, struct text *piece, int indent, int most);
/* The same as one cell. */
void lines_take_cell(struct lines *lines, struct text *piece, int columns);

void lines_heading(struct lines *lines, const char *heading);
/* Heading with its answer beside it. */
void lines_answer(struct lines *lines, const char *heading, const char *answer);
void lines_dim(struct lines *lines, const char *s);
void lines_notes(struct lines *lines, int count, char *const *notes);

#endif
