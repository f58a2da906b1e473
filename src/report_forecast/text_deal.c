/* Concessions and deals for a terminal. */
#include "report_forecast/forecast_parts.h"
#include "words/text_parts.h"

#include "words/order.h"
#include <math.h>
#include <stdlib.h>

static void add_concession(struct lines *lines, const struct aisle_package *package,
                           const struct aisle_concession *c)
{
    struct word yeas;
    yeas = words_format("%s (%s to %s)", words_real(c->yea_mean, 1, true).s,
                        words_real(c->yea_q05, 0, true).s,
                        words_real(c->yea_q95, 0, true).s);
    text_add(lines->out, "  ");
    lines_cell(lines, words_concession(package, c).s, lines->width - 45);
    text_add(lines->out, " ");
    lines_cell(lines, yeas.s, 18);
    lines_cell(lines, words_real(c->yea_d, 1, true).s, -6);
    lines_cell(lines, words_real(c->yea_r, 1, true).s, -7);
    lines_cell(lines, words_percent(c->p_pass).s, -8);
    text_add(lines->out, c->identified ? "" : "  ?");
    lines_end(lines);
}

static bool any_unidentified(const struct aisle_frontier *frontier)
{
    for (int i = 0; i < frontier->concession_count; i++)
        if (!frontier->concessions[i].identified)
            return true;
    return false;
}

void lines_concessions(struct lines *lines, const struct aisle_package *package,
                       const struct aisle_frontier *frontier, int most)
{
    int *order = order_bought(frontier);
    if (!order) {
        lines->out->failed = true;
        return;
    }
    text_add(lines->out, "  ");
    lines_cell(lines, "change", lines->width - 45);
    lines_cell(lines, " yeas (90%)", 19);
    lines_dim(lines, " Dem.   Rep.  chance");
    for (int i = 0; i < frontier->concession_count && (most == 0 || i < most); i++)
        add_concession(lines, package, &frontier->concessions[order[i]]);
    free(order);
    if (any_unidentified(frontier))
        lines_dim(lines, "  ? content not identified: the like was offered by one side "
                         "only, or by nobody");
}

/* Numbers first, so that a long list of provisions can run on below itself. */
static void add_deal(struct lines *lines, const struct aisle_package *package,
                     const struct aisle_deal_point *point, int most)
{
    struct text line = {0};
    struct word pass = words_percent(point->p_pass);
    struct word model = words_percents(point->p_pass_q05, point->p_pass_q95);
    struct word cost = words_amount(point->cost_usd, (double)NAN, "USD", WORDS_SHORT);
    text_addf(&line, "%s %4s  %-11s %9s  ", point->knee ? "*" : " ", pass.s, model.s,
              cost.s);
    words_deal(&line, package, point->selection);
    lines_take(lines, &line, 31, most);
}

void lines_deals(struct lines *lines, const struct aisle_package *package,
                 const struct aisle_frontier *frontier, int most)
{
    int *order = order_deals(frontier);
    if (!order) {
        lines->out->failed = true;
        return;
    }
    int shown = 0;
    lines_dim(lines, "  pass  model error      cost  change to the package as written "
                     "(* the knee)");
    for (int i = 0; i < frontier->point_count; i++) {
        if (!frontier->points[order[i]].on_frontier || (most > 0 && shown == most))
            continue;
        add_deal(lines, package, &frontier->points[order[i]], most > 0 ? 1 : 0);
        shown++;
    }
    free(order);
}

/* "+2.1 (−1 to 4)" of a caucus. */
static void add_party(struct text *line, const char *caucus,
                      const struct aisle_party_move *m)
{
    struct word net = words_real(m->net, 1, true), low = words_real(m->q05, 0, true);
    text_addf(line, "%s gain %s, lose %s, net %s (%s to %s)", caucus,
              words_real(m->gained, 1, false).s, words_real(m->lost, 1, false).s, net.s,
              low.s, words_real(m->q95, 0, true).s);
}

static void add_parties(struct lines *lines, const struct aisle_concession *c)
{
    struct text line = {0};
    text_add(&line, "      ");
    add_party(&line, "Democrats", &c->party[0]);
    text_add(&line, "; ");
    add_party(&line, "Republicans", &c->party[1]);
    lines_take(lines, &line, 8, 0);
}

static void add_moves(struct lines *lines, const char *lead, int count,
                      const struct aisle_move *moves)
{
    if (count == 0)
        return;
    struct text line = {0};
    text_addf(&line, "      %s ", lead);
    for (int i = 0; i < count && i < 8; i++) {
        struct word delta = words_change(moves[i].delta);
        struct word low = words_change(moves[i].q05);
        text_addf(&line, "%s%s (%c) %s (%s to %s)", i ? ", " : "", moves[i].name,
                  moves[i].party, delta.s, low.s, words_change(moves[i].q95).s);
    }
    lines_take(lines, &line, 8, 0);
}

static void add_senators_moved(struct lines *lines, const struct aisle_package *package,
                               const struct aisle_frontier *frontier)
{
    lines_end(lines);
    lines_heading(lines,
                  "By party, and the senators moved most, in points (90% of draws)");
    for (int i = 0; i < frontier->concession_count; i++) {
        const struct aisle_concession *c = &frontier->concessions[i];
        struct text line = {0};
        text_addf(&line, "  %s%s", words_concession(package, c).s,
                  c->identified ? "" : " (content not identified)");
        lines_take(lines, &line, 4, 0);
        add_parties(lines, c);
        add_moves(lines, "gains", c->gain_count, c->gains);
        add_moves(lines, "loses", c->loss_count, c->losses);
    }
}

enum aisle_status aisle_report_concessions_text(struct aisle_ctx *ctx,
                                                const struct aisle_package *package,
                                                const struct aisle_frontier *frontier,
                                                struct aisle_text_style style,
                                                char **out)
{
    struct text text = {0};
    struct lines lines = lines_of(&text, style);
    lines_answer(&lines, "What each change buys", package ? package->title : "");
    lines_say(&lines, 4, 0, "At %s, which needs %d yeas; as written %s (%s).",
              frontier->vote, frontier->threshold, words_chance(frontier->p_pass, 0).s,
              words_percent(frontier->p_pass).s);
    lines_concessions(&lines, package, frontier, 0);
    add_senators_moved(&lines, package, frontier);
    lines_notes(&lines, frontier->note_count, frontier->notes);
    return report_take(ctx, &text, out);
}

enum aisle_status aisle_report_deal_text(struct aisle_ctx *ctx,
                                         const struct aisle_package *package,
                                         const struct aisle_frontier *frontier,
                                         struct aisle_text_style style, char **out)
{
    struct text text = {0};
    struct lines lines = lines_of(&text, style);
    lines_answer(&lines, "Deals", package ? package->title : "");
    lines_say(&lines, 4, 0, "%s combinations searched, %s simulated, at %s (%d yeas).",
              words_count(frontier->searched).s, words_count(frontier->simulated).s,
              frontier->vote, frontier->threshold);
    lines_deals(&lines, package, frontier, 0);
    lines_notes(&lines, frontier->note_count, frontier->notes);
    return report_take(ctx, &text, out);
}
