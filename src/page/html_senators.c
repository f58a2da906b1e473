/* The whip table: each senator's chance on the vote that decides, how likely the
 * vote turns on that senator, and what was said, when and where. */
#include "page/html.h"

#include "words/order.h"
#include <math.h>
#include <stdlib.h>

static const char *const band_words[5] = {"very unlikely", "unlikely", "in play",
                                          "likely", "very likely"};

static void add_statement(struct page *page, const struct aisle_statement *s)
{
    char date[AISLE_DATE_TEXT];
    markup_add(page->out, "<li><span class=\"tag\">%s</span> %s",
               aisle_position_text(s->position), s->second_hand ? "others say " : "");
    if (s->quote[0])
        markup_add(page->out, "<q>%s</q> ", s->quote);
    else if (s->note[0])
        markup_add(page->out, "%s ", s->note);
    else if (s->about[0])
        markup_add(page->out, "on %s ", s->about);
    markup_add(page->out, "<cite>%s%s%s</cite></li>", aisle_day_format(s->date, date),
               s->source[0] ? ", " : "", s->source);
}

static void add_statements(struct page *page, const struct aisle_forecast_senator *s)
{
    const struct aisle_package *p = page->report->package;
    text_add(page->out, "<td class=\"said\">");
    if (p && s->statement_count > 0) {
        text_add(page->out, "<ul>");
        for (int i = 0; i < s->statement_count; i++)
            if (s->statements[i] >= 0 && s->statements[i] < p->statement_count)
                add_statement(page, &p->statements[s->statements[i]]);
        text_add(page->out, "</ul>");
    }
    text_add(page->out, "</td>");
}

/* The same senator in another vote; NAN when not there. */
static double yea_in(const struct aisle_forecast_vote *vote,
                     const struct aisle_forecast_senator *like, int guess)
{
    const struct aisle_forecast_senator *s = vote->senators;
    for (int k = 0; k < vote->senator_count; k++) {
        int i = (guess + k) % vote->senator_count; /* votes list senators alike */
        bool same = true;
        for (size_t c = 0; same && c < sizeof like->bioguide; c++) {
            same = s[i].bioguide[c] == like->bioguide[c];
            if (like->bioguide[c] == '\0')
                break;
        }
        if (same)
            return s[i].p_yea;
    }
    return (double)NAN;
}

/* What the page's script sorts by; what is not known comes last. */
static double sort_key(double p)
{
    return isfinite(p) ? 100 * p : -1;
}

static void add_row(struct page *page, int index)
{
    const struct aisle_forecast *f = page->report->forecast;
    const struct aisle_forecast_senator *s = &f->votes[page->gate].senators[index];
    struct text *out = page->out;
    int band = svg_band(s->p_yea);
    markup_add(out, "<tr><th scope=\"row\">%s</th><td>%s</td><td>%s</td>",
               words_surname(s->name).s, words_format("%c", s->party).s, s->state);
    markup_add(out, "<td class=\"n\" data-v=\"%f\">%s</td><td>", sort_key(s->p_yea),
               words_percent(s->p_yea).s);
    svg_chance(out, s->p_yea, svg_party_class(s->party));
    markup_add(out, "</td><td data-v=\"%d\">%s</td>", band, band_words[band]);
    markup_add(out, "<td class=\"n\" data-v=\"%f\">%s</td>", sort_key(s->p_pivotal),
               words_decides(s->p_pivotal).s);
    for (int v = 0; v < f->vote_count; v++) {
        double p = v == page->gate ? 0 : yea_in(&f->votes[v], s, index);
        if (v != page->gate)
            markup_add(out, "<td class=\"n\" data-v=\"%f\">%s</td>", sort_key(p),
                       words_percent(p).s);
    }
    add_statements(page, s);
    text_add(out, "</tr>");
}

static void add_head(struct page *page)
{
    const struct aisle_forecast *f = page->report->forecast;
    text_add(page->out, "<thead><tr>");
    html_head(page, "", "Senator");
    html_head(page, "", "Party");
    html_head(page, "", "State");
    html_head(page, "n", "Yea");
    text_add(page->out, "<td class=\"graph\"></td>");
    html_head(page, "", "Band");
    html_head(page, "n", "Decides");
    for (int v = 0; v < f->vote_count; v++)
        if (v != page->gate)
            html_head(page, "n", f->votes[v].id);
    html_head(page, "", "What was said");
    text_add(page->out, "</tr></thead><tbody>");
}

static int count_between(const struct aisle_forecast_vote *v, double low, double high)
{
    int count = 0;
    for (int i = 0; i < v->senator_count; i++)
        count += v->senators[i].p_yea > low && v->senators[i].p_yea < high;
    return count;
}

/* Where a senator stands in the page: in the open, or in one of two folds. */
enum group { GROUP_OPEN, GROUP_YEA, GROUP_NAY };

static enum group group_of(const struct aisle_forecast_senator *s)
{
    if (s->statement_count > 0)
        return GROUP_OPEN; /* what was said is never folded away */
    return s->p_yea >= 0.9 ? GROUP_YEA : s->p_yea <= 0.1 ? GROUP_NAY : GROUP_OPEN;
}

static int count_group(const struct aisle_forecast_vote *v, enum group group)
{
    int count = 0;
    for (int i = 0; i < v->senator_count; i++)
        count += group_of(&v->senators[i]) == group;
    return count;
}

static void add_table(struct page *page, const int *order, enum group group,
                      const char *caption)
{
    const struct aisle_forecast_vote *v = &page->report->forecast->votes[page->gate];
    html_table(page, "whip sortable", caption);
    add_head(page);
    for (int i = 0; i < v->senator_count; i++)
        if (group_of(&v->senators[order[i]]) == group)
            add_row(page, order[i]);
    text_add(page->out, "</tbody>");
    html_table_end(page);
}

static void add_fold(struct page *page, const int *order, enum group group,
                     const char *what)
{
    const struct aisle_forecast_vote *v = &page->report->forecast->votes[page->gate];
    int count = count_group(v, group);
    if (count == 0)
        return;
    markup_add(page->out,
               "<details class=\"fold\"><summary>%d settled on %s, nothing said on "
               "record</summary>",
               count, what);
    add_table(page, order, group, words_format("Settled on %s", what).s);
    text_add(page->out, "</details>");
}

static void add_explanation(struct page *page, const struct aisle_forecast_vote *v)
{
    html_how(
        page,
        "Those at the top are likeliest to be the vote on which it turns "
        "(“decides”); the bar is the chance of yea, its tick one half. Senators at "
        "90% or more, or 10% or less, without a statement are folded below.");
    if (words_spread(v))
        text_add(page->out,
                 "<p class=\"small\"><b>No one senator decides.</b> The count may end "
                 "anywhere in a wide range, so that the chance of being the vote it "
                 "turns on is spread over the chamber and near 1% for most.</p>");
}

void html_senators(struct page *page)
{
    if (!html_has_votes(page))
        return;
    const struct aisle_forecast_vote *v = &page->report->forecast->votes[page->gate];
    int *order = order_pivotal(v);
    if (!order) {
        page->out->failed = true;
        return;
    }
    html_section(page, "senators", "The senators",
                 words_format("%d are between 10%% and 90%%: these votes are in play.",
                              count_between(v, 0.1, 0.9))
                     .s);
    add_explanation(page, v);
    add_table(page, order, GROUP_OPEN,
              words_format("Senators in play or on record, at %.60s", v->id).s);
    add_fold(page, order, GROUP_YEA, "yea (90% or more)");
    add_fold(page, order, GROUP_NAY, "nay (10% or less)");
    free(order);
    html_section_end(page);
}
