/* Inside the page: one function a section, each left out when its noun is NULL.
 *
 * A reader should be able to stop after any section: the answer comes first, then
 * why, then how sure, then how it was made. */
#ifndef AISLE_PAGE_HTML_H
#define AISLE_PAGE_HTML_H

#include "svg/markup.h"
#include "svg/svg.h"
#include "words/words.h"
#include <aisle/report.h>

struct page {
    struct text *out;
    const struct aisle_report *report;
    int gate; /* the vote least likely to carry; -1 when there is no forecast */
};

/* ---- parts ---- */

/* <section id> with its heading; `lead` is a sentence that says what was found. */
void html_section(struct page *page, const char *id, const char *heading,
                  const char *lead);
void html_section_end(struct page *page);
/* "How to read": one sentence under a chart's heading. */
void html_how(struct page *page, const char *sentence);
/* A table in a region that scrolls sideways by touch and keyboard. */
void html_table(struct page *page, const char *cls, const char *caption);
void html_table_end(struct page *page);
/* Column heading; `cls` "" for text, "n" for numbers. */
void html_head(struct page *page, const char *cls, const char *name);
/* `draw` for wide and for narrow screens. */
typedef void html_draw_fn(struct page *page, const char *id, double width,
                          const void *what);
void html_twice(struct page *page, const char *id, html_draw_fn *draw,
                const void *what);
void html_notes(struct page *page, int count, char *const *notes);
/* With a capital and a full stop, whatever the file gave it. */
void html_sentence(struct page *page, const char *s);
void html_capital(struct page *page, const char *s);

/* Does the page hold the section? The list of contents and the body both ask. */
bool html_has_votes(const struct page *page);
bool html_has_board(const struct page *page);
bool html_has_record(const struct page *page);
bool html_has_concessions(const struct page *page);
bool html_has_outcome(const struct page *page);
bool html_has_deals(const struct page *page);
bool html_has_points(const struct page *page);
bool html_has_assumptions(const struct page *page);
bool html_has_limits(const struct page *page);

/* ---- sections, in the order of the page ---- */

void html_top(struct page *page);
void html_votes(struct page *page);
void html_senators(struct page *page);
void html_record(struct page *page);
void html_concessions(struct page *page);
void html_outcome(struct page *page);
void html_deals(struct page *page);
void html_package(struct page *page);
void html_points(struct page *page);
void html_assumptions(struct page *page);
void html_limits(struct page *page);
void html_reproduce(struct page *page);

/* ---- what the page carries with it ---- */

extern const char *const html_style[]; /* pieces, NULL-terminated */
extern const char html_script[];

#endif
