#include "page/html.h"

#include <string.h>

void html_section(struct page *page, const char *id, const char *heading,
                  const char *lead)
{
    markup_add(page->out,
               "<section id=\"%s\" aria-labelledby=\"%s-h\"><h2 id=\"%s-h\">%s</h2>",
               id, id, id, heading);
    if (lead[0])
        markup_add(page->out, "<p class=\"lead\">%s</p>", lead);
}

void html_section_end(struct page *page)
{
    text_add(page->out, "</section>\n");
}

void html_how(struct page *page, const char *sentence)
{
    markup_add(page->out, "<p class=\"how\"><b>How to read.</b> %s</p>", sentence);
}

void html_table(struct page *page, const char *cls, const char *caption)
{
    markup_add(page->out,
               "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"%s\">"
               "<table class=\"%s\"><caption>%s</caption>",
               caption, cls, caption);
}

void html_table_end(struct page *page)
{
    text_add(page->out, "</table></div>");
}

void html_head(struct page *page, const char *cls, const char *name)
{
    markup_add(page->out, "<th scope=\"col\" class=\"%s\">%s</th>", cls, name);
}

void html_twice(struct page *page, const char *id, html_draw_fn *draw, const void *what)
{
    text_add(page->out, "<div class=\"wide\">");
    draw(page, words_format("%s-w", id).s, SVG_WIDE, what);
    text_add(page->out, "</div><div class=\"narrow\">");
    draw(page, words_format("%s-n", id).s, SVG_NARROW, what);
    text_add(page->out, "</div>");
}

void html_capital(struct page *page, const char *s)
{
    char first[2] = {s[0], '\0'};
    if (s[0] >= 'a' && s[0] <= 'z')
        first[0] = (char)(s[0] - 'a' + 'A');
    if ((unsigned char)s[0] >= 0x80 || s[0] == '\0') {
        markup_text(page->out, s);
        return;
    }
    markup_text(page->out, first);
    markup_text(page->out, s + 1);
}

void html_sentence(struct page *page, const char *s)
{
    size_t size = strlen(s);
    html_capital(page, s);
    if (size > 0 && !strchr(".?!", s[size - 1]))
        text_add(page->out, ".");
}

void html_notes(struct page *page, int count, char *const *notes)
{
    if (count == 0)
        return;
    text_add(page->out, "<ul>");
    for (int i = 0; i < count; i++)
        markup_add(page->out, "<li>%s</li>", notes[i]);
    text_add(page->out, "</ul>");
}

bool html_has_votes(const struct page *page)
{
    return page->gate >= 0;
}

bool html_has_board(const struct page *page)
{
    return html_has_votes(page) && page->report->board &&
           page->report->board->vote == page->gate;
}

bool html_has_record(const struct page *page)
{
    return page->report->record && page->report->record->score.votes > 0;
}

bool html_has_concessions(const struct page *page)
{
    return page->report->frontier && page->report->frontier->concession_count > 0;
}

bool html_has_outcome(const struct page *page)
{
    return page->report->outcome != NULL;
}

bool html_has_deals(const struct page *page)
{
    return page->report->frontier && page->report->frontier->point_count > 0;
}

bool html_has_points(const struct page *page)
{
    return page->report->fit && page->report->fit->member_count > 0;
}

bool html_has_assumptions(const struct page *page)
{
    return page->report->parameters && page->report->parameters->count > 0;
}

bool html_has_limits(const struct page *page)
{
    const struct aisle_report *r = page->report;
    return (r->forecast && r->forecast->note_count > 0) ||
           (r->outcome && r->outcome->note_count > 0) ||
           (r->frontier && r->frontier->note_count > 0);
}
