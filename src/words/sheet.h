/* A sheet: a table of rows, as CSV for programs or as Markdown for a document. A cell has
 * a raw value and the words for it: CSV takes the one, Markdown the other. A column
 * without a name stands in Markdown only, one without words in CSV only.
 *
 *   sheet_column(&sheet, "p_pass", "Chance", true); ... sheet_begin(&sheet);
 *   sheet_number(&sheet, v->p_pass, words_percent(v->p_pass)); ... sheet_end_row(&sheet);
 */
#ifndef AISLE_WORDS_SHEET_H
#define AISLE_WORDS_SHEET_H

#include "words/words.h"
#include <aisle/report.h>

#define SHEET_COLUMNS 32

struct sheet {
    struct text *out;
    enum aisle_sheet form;
    int columns;
    int at;    /* the column of the next cell */
    int shown; /* cells written in this row */
    struct {
        const char *name;  /* NULL: in Markdown only */
        const char *words; /* NULL: in CSV only */
        bool number;
    } column[SHEET_COLUMNS];
};

struct sheet sheet_of(struct text *out, enum aisle_sheet form);
void sheet_column(struct sheet *sheet, const char *name, const char *words,
                  bool number);
void sheet_begin(struct sheet *sheet); /* the head, once all columns are named */
void sheet_text(struct sheet *sheet, const char *s);
/* Another text for people than for programs. */
void sheet_texts(struct sheet *sheet, const char *raw, const char *words);
void sheet_number(struct sheet *sheet, double raw, struct word words);
void sheet_end_row(struct sheet *sheet);
/* Text beside the table, where the form has room for it. */
void sheet_paragraph(struct sheet *sheet, const char *s);

#endif
