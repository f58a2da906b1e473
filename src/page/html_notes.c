/* How sure, and how made: assumptions, limits, and the way to the same page again. */
#include "page/html.h"

#include <math.h>

static void add_parameter(struct page *page, const struct aisle_parameter *p)
{
    struct text *out = page->out;
    double width = p->high - p->low;
    markup_add(out, "<tr><th scope=\"row\">%s</th><td class=\"n\">%s</td>", p->name,
               words_real(p->value, fabs(p->value) >= 100 ? 0 : 3, false).s);
    if (isfinite(width))
        markup_add(out, "<td class=\"n\">%s to %s</td>",
                   words_real(p->low, fabs(p->high) >= 100 ? 0 : 3, false).s,
                   words_real(p->high, fabs(p->high) >= 100 ? 0 : 3, false).s);
    else
        text_add(out, "<td class=\"n\">–</td>");
    markup_add(out, "<td>%s</td><td>%s</td><td>%s%s%s</td><td>%s</td><td>%s</td></tr>",
               p->unit, p->period, p->source, p->source_date[0] ? ", " : "",
               p->source_date, p->confidence, p->note);
}

void html_assumptions(struct page *page)
{
    if (!html_has_assumptions(page))
        return;
    const struct aisle_parameters *p = page->report->parameters;
    html_section(
        page, "assumptions", "Assumptions and their sources",
        words_format("%d numbers from the world, each with where it comes from; "
                     "the simulation draws each between its low and its high.",
                     p->count)
            .s);
    text_add(page->out, "<details><summary>Show the table</summary>");
    html_table(page, "parameters sortable", "Parameters of the simulation");
    text_add(page->out, "<thead><tr>");
    html_head(page, "", "Name");
    html_head(page, "n", "Value");
    html_head(page, "n", "Range");
    html_head(page, "", "Unit");
    html_head(page, "", "Period");
    html_head(page, "", "Source");
    html_head(page, "", "Confidence");
    html_head(page, "", "Note");
    text_add(page->out, "</tr></thead><tbody>");
    for (int i = 0; i < p->count; i++)
        add_parameter(page, &p->items[i]);
    text_add(page->out, "</tbody>");
    html_table_end(page);
    text_add(page->out, "</details>");
    html_section_end(page);
}

static void add_notes(struct page *page, const char *heading, int count,
                      char *const *notes)
{
    if (count == 0)
        return;
    markup_add(page->out, "<h3>%s</h3>", heading);
    html_notes(page, count, notes);
}

void html_limits(struct page *page)
{
    const struct aisle_report *r = page->report;
    if (!html_has_limits(page))
        return;
    html_section(page, "limits", "What is assumed, and what is not modelled", "");
    if (r->forecast)
        add_notes(page, "The forecast", r->forecast->note_count, r->forecast->notes);
    if (r->outcome)
        add_notes(page, "The simulation", r->outcome->note_count, r->outcome->notes);
    if (r->frontier)
        add_notes(page, "The search", r->frontier->note_count, r->frontier->notes);
    html_section_end(page);
}

static void add_term(struct page *page, const char *term, const char *value)
{
    if (value[0])
        markup_add(page->out, "<div><dt>%s</dt><dd>%s</dd></div>", term, value);
}

static void add_run(struct page *page, const struct aisle_run *run)
{
    char date[AISLE_DATE_TEXT];
    add_term(page, "Version", words_format("aisle %s", run->version).s);
    add_term(page, "Data", run->data_hash);
    add_term(page, "Package", run->input_hash);
    add_term(page, "Seed", words_format("%llu", (unsigned long long)run->seed).s);
    add_term(page, "As of", aisle_day_format(run->as_of, date));
    add_term(page, "Started", run->started);
    add_term(page, "Time",
             words_format("%s s, %s s of processor, %d threads",
                          words_real(run->seconds, 1, false).s,
                          words_real(run->cpu_seconds, 1, false).s, run->threads)
                 .s);
    if (run->id > 0)
        add_term(page, "Run", words_format("%lld", (long long)run->id).s);
}

void html_reproduce(struct page *page)
{
    const struct aisle_report *r = page->report;
    html_section(
        page, "reproduce", "How to get this page again",
        "The same version, data, package and seed give the same numbers, on any "
        "number of threads.");
    if (r->command)
        markup_add(page->out, "<pre><code>%s</code></pre>", r->command);
    text_add(page->out, "<dl class=\"run\">");
    if (r->run)
        add_run(page, r->run);
    text_add(page->out, "</dl>");
    html_section_end(page);
}
