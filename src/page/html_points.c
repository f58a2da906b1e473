/* Ideal points: where senators stand, and who may hold the seats that decide. */
#include "page/html.h"

#include "words/order.h"
#include <stdlib.h>

static int count_seated(const struct aisle_fit *fit)
{
    int count = 0;
    for (int i = 0; i < fit->member_count; i++)
        count += fit->members[i].in_office;
    return count;
}

static void add_pivot(struct page *page, const struct aisle_fit *fit,
                      const struct aisle_pivot *pivot)
{
    markup_add(page->out, "<tr><th scope=\"row\">%s</th><td class=\"n\">%d</td><td>",
               pivot->name, pivot->seat);
    for (int i = 0; i < pivot->chance_count && i < 5; i++) {
        const struct aisle_fit_member *m = &fit->members[pivot->chances[i].member];
        markup_add(page->out, "%s%s %s", i ? ", " : "",
                   words_senator(m->name, m->party, m->state).s,
                   words_percent(pivot->chances[i].p).s);
    }
    text_add(page->out, "</td></tr>");
}

static void add_pivots(struct page *page, const struct aisle_fit *fit)
{
    if (fit->pivot_count == 0)
        return;
    html_table(page, "plain", "Who may hold the seats that decide");
    text_add(page->out, "<thead><tr>");
    html_head(page, "", "Pivot");
    html_head(page, "n", "Seat from the left");
    html_head(page, "", "Senators and their chance of holding it");
    text_add(page->out, "</tr></thead><tbody>");
    for (int i = 0; i < fit->pivot_count; i++)
        add_pivot(page, fit, &fit->pivots[i]);
    text_add(page->out, "</tbody>");
    html_table_end(page);
}

static void add_trust(struct page *page, const struct aisle_fit *fit)
{
    markup_add(page->out,
               "<p>From %s votes of %d members on %s roll calls; %s%% of votes are "
               "classified right. ",
               words_count(fit->vote_count).s, fit->member_count,
               words_count(fit->item_count).s,
               words_real(100 * fit->classified, 1, false).s);
    if (fit->method == AISLE_METHOD_MCMC)
        markup_add(page->out,
                   "%d chains, %s draws kept, worst R-hat %s, smallest bulk effective "
                   "sample %s.",
                   fit->chain_count, words_count(fit->draw_count).s,
                   words_real(fit->rhat_max, 3, false).s,
                   words_real(fit->ess_bulk_min, 0, false).s);
    else
        text_add(page->out, "Posterior mode with Laplace standard errors.");
    text_add(page->out, "</p>");
}

void html_points(struct page *page)
{
    if (!html_has_points(page))
        return;
    const struct aisle_fit *fit = page->report->fit;
    int *order = order_left(fit);
    if (!order) {
        page->out->failed = true;
        return;
    }
    int seated = count_seated(fit), half = (seated + 1) / 2;
    html_section(
        page, "points", "Where senators stand",
        "Ideal points: one number a senator, from how all of them voted before "
        "the date of the forecast.");
    add_trust(page, fit);
    html_how(page,
             "Left is nearer the Democratic end, right the Republican; the line is "
             "the 90% interval; names in bold may hold a seat that decides.");
    text_add(page->out, "<div class=\"points\"><figure>");
    if (half > 0)
        svg_points(page->out, "points-1", fit, order, 0, half);
    text_add(page->out, "</figure><figure>");
    if (seated > half)
        svg_points(page->out, "points-2", fit, order, half, seated - half);
    text_add(page->out, "</figure></div>");
    add_pivots(page, fit);
    free(order);
    html_section_end(page);
}
