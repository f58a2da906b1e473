/* The votes: a table of all, then for each the dots, the chamber and the reasons. */
#include "page/html.h"

#include <math.h>

#define GAP_LEAST 0.015 /* between chance and dots: less is not seen */

static void add_row(struct page *page, const struct aisle_forecast_vote *v, bool actual)
{
    struct text *out = page->out;
    markup_add(out, "<tr><th scope=\"row\"><a href=\"#vote-%s\">%s</a></th>", v->id,
               v->question);
    markup_add(
        out,
        "<td class=\"n\">%d</td><td class=\"chance\">%s</td><td class=\"n\">%s</td>",
        v->threshold, words_chance(v->p_pass, v->p_pass_mcse).s,
        words_percent(v->p_pass).s);
    markup_add(out, "<td class=\"n\">%s</td>",
               words_percents(v->p_pass_q05, v->p_pass_q95).s);
    markup_add(out, "<td class=\"n\">± %s</td>",
               words_real(196 * v->p_pass_mcse, 1, false).s);
    markup_add(out, "<td class=\"n\">%s (%s to %s)</td>",
               words_real(v->yea_q50, 0, false).s, words_real(v->yea_q05, 0, false).s,
               words_real(v->yea_q95, 0, false).s);
    markup_add(out, "<td class=\"n\">%s of %d</td>", words_percent(v->base_rate).s,
               v->base_count);
    if (actual && v->actual_yea >= 0)
        markup_add(out, "<td class=\"n happened\">%d–%d</td>", v->actual_yea,
                   v->actual_nay);
    else if (actual)
        text_add(out, "<td class=\"n happened\">no vote</td>");
    text_add(out, "</tr>");
}

static bool any_actual(const struct aisle_forecast *forecast)
{
    for (int i = 0; i < forecast->vote_count; i++)
        if (forecast->votes[i].actual_yea >= 0)
            return true;
    return false;
}

static void add_table(struct page *page, const struct aisle_forecast *forecast)
{
    bool actual = any_actual(forecast);
    html_table(page, "plain", "Every vote the package needs");
    text_add(page->out, "<thead><tr>");
    html_head(page, "", "Vote");
    html_head(page, "n", "Needs");
    html_head(page, "", "Chance to carry");
    html_head(page, "n", "%");
    html_head(page, "n", "Model error, 90%");
    html_head(page, "n", "Simulation error, points");
    html_head(page, "n", "Yeas, middle (90%)");
    html_head(page, "n", "Like votes that carried");
    if (actual)
        html_head(page, "n happened", "What happened (not used)");
    text_add(page->out, "</tr></thead><tbody>");
    for (int i = 0; i < forecast->vote_count; i++)
        add_row(page, &forecast->votes[i], actual);
    text_add(page->out, "</tbody>");
    html_table_end(page);
    if (forecast->vote_count > 1)
        markup_add(page->out, "<p>That every one of the %d votes carries: %s (%s).</p>",
                   forecast->vote_count, words_chance(forecast->p_all, 0).s,
                   words_percent(forecast->p_all).s);
}

static void draw_dots(struct page *page, const char *id, double width, const void *what)
{
    svg_dots(page->out, id, what, width);
}

static void draw_seats(struct page *page, const char *id, double width,
                       const void *what)
{
    svg_seats(page->out, id, what, width);
}

/* Where the chance said is not the share of dots: what lies between them. */
static void add_gap(struct page *page, const struct aisle_forecast_vote *v)
{
    if (fabs(words_tail(v) - v->p_pass) < GAP_LEAST)
        return;
    markup_add(
        page->out,
        "<p class=\"small\">Of the counts as drawn %s carry. The chance said above, "
        "%s, also has what the counts do not know: see “called votes” and "
        "“doubt” under Why.</p>",
        words_percent(words_tail(v)).s, words_percent(v->p_pass).s);
}

static void add_dots(struct page *page, const struct aisle_forecast_vote *v)
{
    text_add(page->out, "<figure><h4>How many yeas?</h4>");
    html_how(page,
             words_format("Each dot is one of 50 equally likely results; those to "
                          "the right of the line have the votes.")
                 .s);
    html_twice(page, words_format("dots-%.60s", v->id).s, draw_dots, v);
    add_gap(page, v);
    text_add(page->out, "</figure>");
}

static void add_seats(struct page *page, const struct aisle_forecast_vote *v)
{
    text_add(page->out, "<figure><h4>Whose votes?</h4>");
    html_how(page,
             "One seat a senator, the likeliest yeas at the left and the fuller the "
             "likelier; the votes are there if the seats up to the line fill.");
    html_twice(page, words_format("seats-%.60s", v->id).s, draw_seats, v);
    text_add(page->out, "</figure>");
}

static void add_reasons(struct page *page, const struct aisle_forecast_vote *v)
{
    if (v->reason_count == 0)
        return;
    text_add(page->out, "<div class=\"why\"><h4>Why?</h4><ul>");
    for (int i = 0; i < v->reason_count; i++) {
        const struct aisle_reason *r = &v->reasons[i];
        markup_add(page->out, "<li>%s", r->text);
        if (isfinite(r->effect))
            markup_add(page->out, " <b class=\"effect\">%s points</b>",
                       words_change(r->effect).s);
        text_add(page->out, "</li>");
    }
    text_add(page->out, "</ul></div>");
}

static const char *why_of(const struct page *page, const char *id)
{
    const struct aisle_package *p = page->report->package;
    int vote = p ? aisle_package_find_vote(p, id) : -1;
    return vote >= 0 ? p->votes[vote].why : "";
}

static void add_vote(struct page *page, const struct aisle_forecast_vote *v,
                     bool in_full)
{
    const char *why = why_of(page, v->id);
    markup_add(page->out, "<div class=\"vote\" id=\"vote-%s\"><h3>", v->id);
    html_sentence(page, v->question);
    text_add(page->out, " ");
    html_capital(page, words_chance(v->p_pass, v->p_pass_mcse).s);
    markup_add(page->out, "</h3><p>It needs %d yeas: ", v->threshold);
    markup_text(page->out, v->rule);
    text_add(page->out, ". ");
    html_sentence(page, why);
    if (v->actual_yea >= 0)
        markup_add(page->out,
                   "</p><p class=\"happened\"><b>What happened:</b> the Senate voted "
                   "%d–%d. The forecast did not know it.",
                   v->actual_yea, v->actual_nay);
    text_add(page->out, "</p>");
    if (!in_full)
        text_add(page->out, "<details><summary>Show its charts and reasons</summary>");
    text_add(page->out, "<div class=\"pair\"><div>");
    add_dots(page, v);
    add_reasons(page, v);
    text_add(page->out, "</div>");
    add_seats(page, v);
    text_add(page->out, in_full ? "</div></div>" : "</div></details></div>");
}

void html_votes(struct page *page)
{
    if (!html_has_votes(page))
        return;
    const struct aisle_forecast *f = page->report->forecast;
    const struct aisle_forecast_vote *gate = &f->votes[page->gate];
    html_section(page, "votes", "The votes", "");
    markup_add(page->out, "<p class=\"lead\">The hardest needs %d yeas; %s.</p>",
               gate->threshold, words_middle(gate).s);
    add_table(page, f);
    for (int i = 0; i < f->vote_count; i++)
        add_vote(page, &f->votes[i], i == page->gate);
    html_section_end(page);
}
