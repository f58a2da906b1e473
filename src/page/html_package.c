/* What is in the package, and what each part faces. */
#include "page/html.h"

#include <math.h>

static void add_settings(struct page *page, const struct aisle_provision *p)
{
    text_add(page->out, "<td>");
    for (int i = 0; i < p->setting_count; i++) {
        const struct aisle_setting *s = &p->settings[i];
        const struct aisle_lever_info *info = aisle_lever_info(s->lever);
        markup_add(page->out, "%s%s: %s", i ? "; " : "", info->text,
                   words_amount(s->value, (double)NAN, info->unit, WORDS_BARE).s);
    }
    text_add(page->out, "</td>");
}

static void add_row(struct page *page, const struct aisle_provision *p)
{
    struct text *out = page->out;
    markup_add(out, "<tr><th scope=\"row\">%s", p->title);
    if (!p->in_package)
        text_add(out, " <span class=\"tag\">on the table</span>");
    else if (p->optional)
        text_add(out, " <span class=\"tag\">optional</span>");
    markup_add(out, "</th><td class=\"n\">%s</td>",
               p->amount_usd != 0 ? words_usd(p->amount_usd).s : "–");
    add_settings(page, p);
    markup_add(out, "<td>%s", aisle_route_text(p->route));
    if (p->why[0])
        markup_add(out, "<p class=\"small\">%s</p>", p->why);
    markup_add(out, "</td><td>%s%s%s</td></tr>", p->source,
               p->confidence[0] && p->source[0] ? ", " : "", p->confidence);
}

static void add_cues(struct page *page, const struct aisle_package *p)
{
    if (p->cue_count == 0)
        return;
    text_add(page->out, "<h3>What the leaders called for</h3><ul>");
    for (int i = 0; i < p->cue_count; i++) {
        const struct aisle_cue *c = &p->cues[i];
        char date[AISLE_DATE_TEXT];
        markup_add(page->out, "<li>%s called on %s to %s it <cite>%s%s%s</cite></li>",
                   c->who, c->caucus == 'R' ? "Republicans" : "Democrats",
                   c->direction > 0 ? "support" : "oppose",
                   aisle_day_format(c->date, date), c->source[0] ? ", " : "",
                   c->source);
    }
    text_add(page->out, "</ul>");
}

void html_package(struct page *page)
{
    const struct aisle_package *p = page->report->package;
    if (!p)
        return;
    uint64_t written = aisle_package_selection(p);
    html_section(
        page, "package", "The package",
        words_format("%s in all.", words_usd(aisle_package_cost_usd(p, written)).s).s);
    html_table(page, "provisions", "Provisions, in the package and on the table");
    text_add(page->out, "<thead><tr>");
    html_head(page, "", "Provision");
    html_head(page, "n", "Money");
    html_head(page, "", "What it changes");
    html_head(page, "", "What it faces");
    html_head(page, "", "Source");
    text_add(page->out, "</tr></thead><tbody>");
    for (int i = 0; i < p->provision_count; i++)
        add_row(page, &p->provisions[i]);
    text_add(page->out, "</tbody>");
    html_table_end(page);
    add_cues(page, p);
    html_section_end(page);
}
