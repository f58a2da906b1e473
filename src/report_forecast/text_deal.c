/* Concessions and deals for a terminal. */
#include "report_forecast/forecast_parts.h"
#include "words/text_parts.h"

#include "words/order.h"
#include <math.h>
#include <stdlib.h>

#define SHOWN_LEAST 0.05 /* less is 0.0 with one decimal */

/* Columns that follow the name of a change. */
static int concession_columns(const struct aisle_frontier *frontier)
{
    return frontier->vote_count > 1 ? 51 : 45;
}

static void add_concession(struct lines *lines, const struct aisle_package *package,
                           const struct aisle_frontier *frontier, int i)
{
    const struct aisle_concession *c = &frontier->concessions[i];
    struct word yeas;
    yeas = words_format("%s (%s to %s)", words_real(c->yea_mean, 1, true).s,
                        words_real(c->yea_q05, 0, true).s,
                        words_real(c->yea_q95, 0, true).s);
    text_add(lines->out, "  ");
    lines_cell(lines, words_concession(package, c).s,
               lines->width - concession_columns(frontier));
    text_add(lines->out, " ");
    lines_cell(lines, yeas.s, 18);
    lines_cell(lines, words_real(c->yea_d, 1, true).s, -6);
    lines_cell(lines, words_real(c->yea_r, 1, true).s, -7);
    lines_cell(lines, words_percent(c->p_pass).s, -8);
    if (frontier->vote_count > 1)
        lines_cell(lines, words_percent(c->p_all).s, -6);
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
    lines_cell(lines, "change", lines->width - concession_columns(frontier));
    lines_cell(lines, " yeas (90%)", 19);
    lines_dim(lines, frontier->vote_count > 1 ? " Dem.   Rep.  chance   all"
                                              : " Dem.   Rep.  chance");
    for (int i = 0; i < frontier->concession_count && (most == 0 || i < most); i++)
        add_concession(lines, package, frontier, order[i]);
    free(order);
    if (any_unidentified(frontier))
        lines_dim(lines, "  ? content not identified: the like was offered by one side "
                         "only, or by nobody");
}

/* Numbers first, so that a long list of provisions can run on below itself. */
static void add_deal(struct lines *lines, const struct aisle_package *package,
                     const struct aisle_deal_point *point, bool all, int most)
{
    struct text line = {0};
    struct word pass = words_percent(point->p_pass);
    struct word model = words_percents(point->p_pass_q05, point->p_pass_q95);
    struct word cost = words_amount(point->cost_usd, (double)NAN, "USD", WORDS_SHORT);
    text_addf(&line, "%s %4s  %-11s ", point->knee ? "*" : " ", pass.s, model.s);
    if (all)
        text_addf(&line, "%4s ", words_percent(point->p_all).s);
    text_addf(&line, "%9s  ", cost.s);
    words_deal(&line, package, point->selection);
    lines_take(lines, &line, all ? 36 : 31, most);
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
    bool all = frontier->vote_count > 1;
    lines_dim(lines,
              all ? "  pass  model error  all      cost  change to the package as "
                    "written (* knee)"
                  : "  pass  model error      cost  change to the package as "
                    "written (* the knee)");
    for (int i = 0; i < frontier->point_count; i++) {
        if (!frontier->points[order[i]].on_frontier || (most > 0 && shown == most))
            continue;
        add_deal(lines, package, &frontier->points[order[i]], all, most > 0 ? 1 : 0);
        shown++;
    }
    free(order);
}

/* "+2.1 (−1 to 4)" of a caucus; gains and losses apart where it has both. */
static void add_party(struct text *line, const char *caucus,
                      const struct aisle_party_move *m)
{
    struct word net = words_real(m->net, 1, true), low = words_real(m->q05, 0, true);
    text_addf(line, "%s ", caucus);
    if (m->gained >= SHOWN_LEAST && m->lost >= SHOWN_LEAST)
        text_addf(line, "gain %s, lose %s, net ", words_real(m->gained, 1, false).s,
                  words_real(m->lost, 1, false).s);
    text_addf(line, "%s (%s to %s)", net.s, low.s, words_real(m->q95, 0, true).s);
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
        struct word who = words_senator(moves[i].name, moves[i].party, moves[i].state);
        text_addf(&line, "%s%s %s (%s to %s)", i ? ", " : "", who.s, delta.s, low.s,
                  words_change(moves[i].q95).s);
    }
    lines_take(lines, &line, 8, 0);
}

/* The chance of each vote, and of all, where there are several. */
static void add_votes(struct lines *lines, const struct aisle_frontier *frontier,
                      const struct aisle_concession *c)
{
    if (frontier->vote_count < 2 || !c->votes)
        return;
    struct text line = {0};
    text_add(&line, "      chance ");
    for (int v = 0; v < frontier->vote_count; v++)
        text_addf(&line, "%s %s (%s), ", c->votes[v].id,
                  words_percent(c->votes[v].p_pass).s,
                  words_change(c->votes[v].p_pass_delta).s);
    text_addf(&line, "%s %s (%s)", words_all_votes(frontier->vote_count).s,
              words_percent(c->p_all).s, words_change(c->p_all_delta).s);
    lines_take(lines, &line, 8, 0);
}

static void add_senators_moved(struct lines *lines, const struct aisle_package *package,
                               const struct aisle_frontier *frontier)
{
    int *order = order_bought(frontier);
    if (!order) {
        lines->out->failed = true;
        return;
    }
    lines_end(lines);
    lines_heading(lines,
                  "By party, and the senators moved most, in points (90% of draws)");
    for (int i = 0; i < frontier->concession_count; i++) {
        const struct aisle_concession *c = &frontier->concessions[order[i]];
        struct text line = {0};
        text_addf(&line, "  %s%s", words_concession(package, c).s,
                  c->identified ? "" : " (content not identified)");
        lines_take(lines, &line, 4, 0);
        add_votes(lines, frontier, c);
        add_parties(lines, c);
        add_moves(lines, "gains", c->gain_count, c->gains);
        add_moves(lines, "loses", c->loss_count, c->losses);
    }
    free(order);
}

/* Is the vote that prices are at the hardest of several? */
static bool at_hardest(const struct aisle_frontier *frontier)
{
    for (int v = 0; v < frontier->vote_count; v++)
        if (frontier->votes[v].p_pass < frontier->p_pass)
            return false;
    return frontier->vote_count > 1;
}

static void add_question(struct lines *lines, const struct aisle_frontier *frontier)
{
    lines_say(lines, 4, 0, "At %s%s, which needs %d yeas; as written %s (%s).",
              frontier->vote, at_hardest(frontier) ? ", the hardest vote" : "",
              frontier->threshold, words_chance(frontier->p_pass, 0).s,
              words_percent(frontier->p_pass).s);
    if (frontier->vote_count > 1)
        lines_say(lines, 4, 0, "That %s carry: %s (%s).",
                  words_all_votes(frontier->vote_count).s,
                  words_chance(frontier->p_all, 0).s, words_percent(frontier->p_all).s);
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
    add_question(&lines, frontier);
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
