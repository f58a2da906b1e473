/* What each change buys: the price list of the package. */
#include "page/html.h"

#include "words/order.h"
#include <math.h>
#include <stdlib.h>

struct span {
    double low, high;
};

static struct span span_of(const struct aisle_frontier *f)
{
    struct span span = {-1, 1};
    for (int i = 0; i < f->concession_count; i++) {
        span.low = fmin(span.low, f->concessions[i].yea_q05);
        span.high = fmax(span.high, f->concessions[i].yea_q95);
    }
    return span;
}

static void add_moves(struct page *page, const char *lead, int count,
                      const struct aisle_move *moves)
{
    if (count == 0)
        return;
    markup_add(page->out, "<p><b>%s</b> ", lead);
    for (int i = 0; i < count && i < 6; i++)
        markup_add(page->out, "%s%s %s (%s to %s)", i ? ", " : "",
                   words_senator(moves[i].name, moves[i].party, moves[i].state).s,
                   words_change(moves[i].delta).s, words_change(moves[i].q05).s,
                   words_change(moves[i].q95).s);
    text_add(page->out, "</p>");
}

static void add_row(struct page *page, const struct aisle_concession *c,
                    struct span span)
{
    struct text *out = page->out;
    markup_add(out, "<tr><th scope=\"row\">%s",
               words_concession(page->report->package, c).s);
    if (!c->identified)
        text_add(out, " <span class=\"tag warn\">content not identified</span>");
    markup_add(out, "</th><td class=\"n\"><b>%s</b><br>%s to %s</td><td>",
               words_real(c->yea_mean, 1, true).s, words_real(c->yea_q05, 1, true).s,
               words_real(c->yea_q95, 1, true).s);
    svg_interval(out, span.low, span.high, c->yea_q05, c->yea_mean, c->yea_q95);
    text_add(out, "</td>");
    for (int i = 0; i < 2; i++)
        markup_add(out, "<td class=\"n\">%s<br>%s to %s</td>",
                   words_real(c->party[i].net, 1, true).s,
                   words_real(c->party[i].q05, 0, true).s,
                   words_real(c->party[i].q95, 0, true).s);
    markup_add(out, "<td class=\"n\"><b>%s</b><br>%s</td>", words_percent(c->p_pass).s,
               words_change(c->p_pass_delta).s);
    if (page->report->frontier->vote_count > 1)
        markup_add(out, "<td class=\"n\"><b>%s</b><br>%s</td>",
                   words_percent(c->p_all).s, words_change(c->p_all_delta).s);
    text_add(out, "<td class=\"moved\">");
    add_moves(page, "Gains", c->gain_count, c->gains);
    add_moves(page, "Loses", c->loss_count, c->losses);
    text_add(out, "</td></tr>");
}

static void add_head(struct page *page)
{
    text_add(page->out, "<thead><tr>");
    html_head(page, "", "Change");
    html_head(page, "n", "Yeas, 90% interval");
    text_add(page->out, "<td class=\"graph\"></td>");
    html_head(page, "n", "Dem.");
    html_head(page, "n", "Rep.");
    html_head(page, "n", "Chance, change");
    if (page->report->frontier->vote_count > 1)
        html_head(page, "n",
                  words_format("That %s carry",
                               words_all_votes(page->report->frontier->vote_count).s)
                      .s);
    html_head(page, "", "Senators moved most, in points");
    text_add(page->out, "</tr></thead><tbody>");
}

static bool all_identified(const struct aisle_frontier *f)
{
    for (int i = 0; i < f->concession_count; i++)
        if (!f->concessions[i].identified)
            return false;
    return true;
}

static struct word lead_of(const struct page *page, const struct aisle_concession *best)
{
    if (best->yea_mean <= 0)
        return words_format("No single change on the table is expected to add yeas.");
    return words_format("The change expected to add most: %.50s, %s yeas.",
                        words_concession(page->report->package, best).s,
                        words_real(best->yea_mean, 1, true).s);
}

void html_concessions(struct page *page)
{
    if (!html_has_concessions(page))
        return;
    const struct aisle_frontier *f = page->report->frontier;
    int *order = order_bought(f);
    if (!order) {
        page->out->failed = true;
        return;
    }
    struct span span = span_of(f);
    html_section(page, "concessions", "What each change buys",
                 lead_of(page, &f->concessions[order[0]]).s);
    markup_add(
        page->out,
        "<p>Each change alone, against the package as written (chance %s at “%s”, "
        "which needs %d yeas).</p>",
        words_percent(f->p_pass).s, f->vote, f->threshold);
    html_how(page,
             "The dot is the change in expected yeas, the line its 90% interval; to "
             "the right of the upright line the change gains votes.");
    html_table(page, "prices", "Changes and the yeas they buy");
    add_head(page);
    for (int i = 0; i < f->concession_count; i++)
        add_row(page, &f->concessions[order[i]], span);
    text_add(page->out, "</tbody>");
    html_table_end(page);
    if (!all_identified(f))
        text_add(
            page->out,
            "<p class=\"small\"><b>Content not identified:</b> past votes on like "
            "content were offered by one side only, so that what the text does and "
            "who proposed it cannot be told apart.</p>");
    free(order);
    html_section_end(page);
}
