/* Deals: which combinations of provisions pass and work better than any other. */
#include "page/html.h"

#include "base/mem.h"
#include "words/order.h"
#include <math.h>
#include <stdlib.h>

#define DEALS_MOST 20

/* How an outcome of the search reads: in a heading and on an axis. */
struct outcome_words {
    const char *head;
    const char *axis;
    const char *unit;
};

static const struct outcome_words outcome_words[AISLE_DEAL_OUTCOMES] = {
    {"Court backlog", "change in the court backlog, cases", "cases"},
    {"Median wait", "change in the median wait, days", "days"},
    {"Fairness gap", "change in the fairness gap, index", "index"},
    {"Running cost", "change in running cost", "USD"},
};

static bool outcome_known(const struct aisle_frontier *f, int outcome)
{
    for (int i = 0; i < f->point_count; i++)
        if (isfinite(f->points[i].outcome[outcome]))
            return true;
    return false;
}

static int first_known(const struct aisle_frontier *f)
{
    for (int i = 0; i < AISLE_DEAL_OUTCOMES; i++)
        if (outcome_known(f, i))
            return i;
    return -1;
}

/* 1, 2, ... for the deals that are listed, by chance to pass; 0 for the others. */
static void number_deals(const struct aisle_frontier *f, const int *order, int *numbers)
{
    int next = 1;
    for (int i = 0; i < f->point_count; i++) {
        const struct aisle_deal_point *p = &f->points[order[i]];
        bool listed = p->as_written || (p->on_frontier && next <= DEALS_MOST);
        numbers[order[i]] = listed ? next++ : 0;
    }
}

struct drawing {
    const struct aisle_frontier *frontier;
    const int *numbers;
    int outcome;
};

static void draw_frontier(struct page *page, const char *id, double width,
                          const void *what)
{
    const struct drawing *d = what;
    svg_frontier(page->out, id, d->frontier, d->outcome, outcome_words[d->outcome].axis,
                 outcome_words[d->outcome].unit, d->numbers, width);
}

static void add_plot(struct page *page, const struct drawing *d)
{
    text_add(page->out, "<figure class=\"one\">");
    html_how(page,
             "Right is likelier to pass; a filled circle is a deal that no other "
             "beats on every count, its number the row of the table, its size its "
             "cost. The ringed one is the package as written.");
    html_twice(page, "frontier", draw_frontier, d);
    text_add(page->out, "</figure>");
}

static void add_row(struct page *page, const struct aisle_deal_point *p, int number)
{
    struct text *out = page->out;
    struct text name = {0};
    words_deal(&name, page->report->package, p->selection);
    markup_add(out, "<tr><td class=\"n\">%d</td><th scope=\"row\">%s", number,
               name.failed ? "" : name.bytes);
    out->failed = out->failed || name.failed;
    text_clear(&name);
    if (p->knee)
        text_add(out, " <span class=\"tag\">knee</span>");
    if (!p->on_frontier)
        text_add(out, " <span class=\"tag\">beaten by another</span>");
    markup_add(out, "</th><td class=\"n\">%s</td><td class=\"n\">%s</td>",
               words_percent(p->p_pass).s,
               words_percents(p->p_pass_q05, p->p_pass_q95).s);
    markup_add(out, "<td class=\"n\">%s</td><td class=\"n\">%s</td>",
               words_real(p->yea_mean, 0, false).s, words_usd(p->cost_usd).s);
    for (int i = 0; i < AISLE_DEAL_OUTCOMES; i++)
        markup_add(out, "<td class=\"n\">%s</td>",
                   words_amount(p->outcome[i], (double)NAN, outcome_words[i].unit,
                                WORDS_SIGNED)
                       .s);
    text_add(out, "</tr>");
}

static void add_table(struct page *page, const struct aisle_frontier *f,
                      const int *order, const int *numbers)
{
    html_table(page, "deals", "Deals that no other deal beats");
    text_add(page->out, "<thead><tr>");
    html_head(page, "n", "No.");
    html_head(page, "", "Deal");
    html_head(page, "n", "Chance to pass");
    html_head(page, "n", "Model error, 90%");
    html_head(page, "n", "Yeas");
    html_head(page, "n", "Cost");
    for (int i = 0; i < AISLE_DEAL_OUTCOMES; i++)
        html_head(page, "n", outcome_words[i].head);
    text_add(page->out, "</tr></thead><tbody>");
    for (int i = 0; i < f->point_count; i++)
        if (numbers[order[i]])
            add_row(page, &f->points[order[i]], numbers[order[i]]);
    text_add(page->out, "</tbody>");
    html_table_end(page);
    text_add(page->out,
             "<p class=\"small\">Deals are changes to the package as written; outcomes "
             "are changes against "
             "current law. The <b>knee</b> "
             "is where asking for more of one thing begins to cost most of the "
             "other.</p>");
}

static struct word lead_of(const struct aisle_frontier *f)
{
    int best = 0;
    double most = 0;
    for (int i = 0; i < f->point_count; i++) {
        best += f->points[i].on_frontier;
        most = fmax(most, f->points[i].p_pass);
    }
    return words_format(
        "Of %s combinations %d are beaten by no other; the likeliest to "
        "pass has %s.",
        words_count(f->searched).s, best, words_percent(most).s);
}

void html_deals(struct page *page)
{
    if (!html_has_deals(page))
        return;
    const struct aisle_frontier *f = page->report->frontier;
    int *order = order_deals(f);
    int *numbers = mem_new((size_t)f->point_count + 1, sizeof *numbers);
    if (order && numbers) {
        struct drawing drawing = {f, numbers, first_known(f)};
        number_deals(f, order, numbers);
        html_section(page, "deals", "Which deals pass and work", lead_of(f).s);
        if (drawing.outcome >= 0)
            add_plot(page, &drawing);
        add_table(page, f, order, numbers);
        html_section_end(page);
    } else {
        page->out->failed = true;
    }
    free(order);
    free(numbers);
}
