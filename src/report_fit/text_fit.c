/* A fit for a terminal: what was fitted, can it be trusted, who sits at the pivots. */
#include "report_fit/fit_parts.h"
#include "words/text_parts.h"

#include "words/order.h"
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* Made by the sparse engine? */
static bool of_rows(const struct aisle_fit *fit)
{
    return strcmp(fit->engine, "sparse") == 0;
}

static void add_head(struct lines *lines, const struct aisle_fit *fit)
{
    struct text head = {0};
    text_addf(&head, "Ideal points, %s", fit->chamber[0] ? fit->chamber : "senate");
    if (fit->congress_last == 0)
        ; /* a list of votes has none */
    else if (fit->congress_first == fit->congress_last)
        text_addf(&head, ", Congress %d", fit->congress_last);
    else
        text_addf(&head, ", Congresses %d to %d", fit->congress_first,
                  fit->congress_last);
    if (fit->as_of != AISLE_DAY_NONE)
        text_addf(&head, ", votes before %s", words_day(fit->as_of).s);
    lines_take(lines, &head, 4, 0);
    lines_say(lines, 4, 0,
              "%d members, %s roll calls, %s votes; %s link, %d dimension%s%s",
              fit->member_count, words_count(fit->item_count).s,
              words_count(fit->vote_count).s, aisle_link_text(fit->link), fit->dims,
              fit->dims == 1 ? "" : "s", of_rows(fit) ? "; compressed rows" : "");
}

static void add_trust(struct lines *lines, const struct aisle_fit *fit)
{
    struct text *out = lines->out;
    lines_say(lines, 4, 0,
              "Votes classified %s%%, error cut by %s (APRE), geometric mean chance "
              "%s",
              words_real(100 * fit->classified, 1, false).s,
              words_real(fit->apre, 2, false).s, words_real(fit->gmp, 3, false).s);
    if (fit->method == AISLE_METHOD_MAP) {
        text_add(out, "Method: posterior mode with Laplace standard errors; no chains "
                      "to diagnose");
    } else {
        bool fine = fit->rhat_max <= 1.01 && fit->ess_bulk_min >= 400;
        text_addf(out,
                  "%d chains, %s draws: worst R-hat %s, bulk ESS %s, tail ESS %s: %s",
                  fit->chain_count, words_count(fit->draw_count).s,
                  words_real(fit->rhat_max, 3, false).s,
                  words_real(fit->ess_bulk_min, 0, false).s,
                  words_real(fit->ess_tail_min, 0, false).s,
                  fine ? "converged" : "NOT CONVERGED");
    }
    lines_end(lines);
}

static void add_pivot(struct lines *lines, const struct aisle_fit *fit,
                      const struct aisle_pivot *pivot)
{
    struct text row = {0};
    for (int i = 0; i < pivot->chance_count && i < 4; i++) {
        const struct aisle_fit_member *m = &fit->members[pivot->chances[i].member];
        text_addf(&row, "%s%s %s", i ? ", " : "",
                  words_senator(m->name, m->party, m->state).s,
                  words_percent(pivot->chances[i].p).s);
    }
    text_add(lines->out, "  ");
    lines_cell(lines, pivot->name, 16);
    text_addf(lines->out, " %3d  ", pivot->seat);
    lines_take_cell(lines, &row, lines->width - 24);
    lines_end(lines);
}

static void add_member(struct lines *lines, const struct aisle_fit_member *m)
{
    struct word interval, ranks;
    interval = words_format("%s to %s", words_real(m->q05[0], 2, true).s,
                            words_real(m->q95[0], 2, true).s);
    ranks = words_format("%s to %s", words_real(m->rank_q05, 0, false).s,
                         words_real(m->rank_q95, 0, false).s);
    text_add(lines->out, m->in_office ? "  " : "- ");
    lines_cell(lines, words_senator(m->name, m->party, m->state).s, 22);
    lines_cell(lines, words_real(m->x[0], 2, true).s, -8);
    text_add(lines->out, "   ");
    lines_cell(lines, interval.s, 15);
    lines_cell(lines, words_real(m->rank, 0, false).s, -6);
    text_add(lines->out, "  ");
    lines_cell(lines, ranks.s, 10);
    lines_cell(lines, words_count(m->vote_count).s, -6);
    text_add(lines->out, m->thin ? " few" : "");
    lines_end(lines);
}

static void add_members(struct lines *lines, const struct aisle_fit *fit)
{
    lines_heading(lines, "From the left to the right (-: not in office)");
    lines_dim(lines, "  senator                  point   90% interval     rank  90%   "
                     "     votes");
    int *order = order_left(fit);
    if (!order) {
        lines->out->failed = true;
        return;
    }
    for (int i = 0; i < fit->member_count; i++)
        add_member(lines, &fit->members[order[i]]);
    free(order);
}

void lines_fit_head(struct lines *lines, const struct aisle_fit *fit)
{
    add_head(lines, fit);
    add_trust(lines, fit);
}

void lines_fit_places(struct lines *lines, const struct aisle_fit *fit)
{
    if (fit->pivot_count > 0)
        lines_heading(lines, "Who may hold the seat that decides (seat counted from "
                             "the Democratic end)");
    for (int i = 0; i < fit->pivot_count; i++)
        add_pivot(lines, fit, &fit->pivots[i]);
    if (fit->pivot_count > 0)
        lines_end(lines);
    add_members(lines, fit);
}

enum aisle_status aisle_report_fit_text(struct aisle_ctx *ctx,
                                        const struct aisle_fit *fit,
                                        struct aisle_text_style style, char **out)
{
    struct text text = {0};
    struct lines lines = lines_of(&text, style);
    lines_fit_head(&lines, fit);
    lines_end(&lines);
    lines_fit_places(&lines, fit);
    if (fit->period_count > 0)
        lines_paths(&lines, fit);
    return report_take(ctx, &text, out);
}
