/* A forecast for a terminal. */
#include "report_forecast/forecast_parts.h"
#include "words/headline.h"
#include "words/text_parts.h"

#include "words/order.h"
#include <math.h>
#include <stdlib.h>

static void add_vote_row(struct lines *lines, const struct aisle_forecast_vote *v)
{
    struct word needs, yeas, base;
    needs = words_format("%d", v->threshold);
    yeas = words_format("%s–%s", words_real(v->yea_q05, 0, false).s,
                        words_real(v->yea_q95, 0, false).s);
    base = words_format("%s of %d", words_percent(v->base_rate).s, v->base_count);
    text_add(lines->out, "  ");
    lines_cell(lines, v->id, 18);
    lines_cell(lines, needs.s, -5);
    text_add(lines->out, "  ");
    lines_cell(lines, yeas.s, 8);
    lines_cell(lines, words_chance(v->p_pass, v->p_pass_mcse).s, 22);
    lines_cell(lines, words_percents(v->p_pass_q05, v->p_pass_q95).s, 12);
    lines_cell(lines, base.s, 11);
    lines_end(lines);
}

void lines_votes(struct lines *lines, const struct aisle_forecast *forecast, int most)
{
    lines_dim(lines,
              "  vote              needs  yeas    chance to carry       model error "
              "base rate");
    int count = forecast->vote_count;
    int shown = most > 0 && count > most ? most : count;
    for (int i = 0; i < shown; i++)
        add_vote_row(lines, &forecast->votes[i]);
    if (shown < count) {
        lines_say(lines, 4, 0, "  and %d more", count - shown);
    }
}

void lines_deciders(struct text *out, const struct aisle_forecast_vote *vote, int most)
{
    int *order = order_pivotal(vote);
    if (!order) {
        out->failed = true;
        return;
    }
    for (int i = 0; i < vote->senator_count && i < most; i++) {
        const struct aisle_forecast_senator *s = &vote->senators[order[i]];
        if (!(s->p_pivotal >= 0.005))
            break;
        text_addf(out, "%s%s %s", i ? ", " : "",
                  words_senator(s->name, s->party, s->state).s,
                  words_decides(s->p_pivotal).s);
    }
    free(order);
}

/* ---- one vote in full ---- */

#define BAR 40

/* The yea count as bars of the chance of each five-vote band. */
static void add_bands(struct lines *lines, const struct aisle_forecast_vote *v)
{
    double band[AISLE_SEATS_MAX / 5 + 1] = {0}, most = 0;
    int first = v->threshold % 5; /* so that the threshold starts a band */
    for (int y = 0; y <= AISLE_SEATS_MAX; y++) {
        int b = (y - first + 5) / 5;
        band[b < 0 ? 0 : b > 20 ? 20 : b] += v->distribution[y];
    }
    for (int b = 0; b <= 20; b++)
        most = fmax(most, band[b]);
    for (int b = 0; b <= 20 && most > 0; b++) {
        int low = first + 5 * (b - 1);
        if (band[b] < 0.005)
            continue;
        text_addf(lines->out, "  %s%3d–%-3d ", low >= v->threshold ? "*" : " ",
                  low < 0 ? 0 : low,
                  low + 4 > AISLE_SEATS_MAX ? AISLE_SEATS_MAX : low + 4);
        for (int i = 0; i < (int)lround(BAR * band[b] / most); i++)
            text_add(lines->out, "█");
        text_addf(lines->out, " %s", words_percent(band[b]).s);
        lines_end(lines);
    }
    lines_dim(lines, "  * enough to carry with everyone voting");
}

static void add_reasons(struct lines *lines, const struct aisle_forecast_vote *v)
{
    for (int i = 0; i < v->reason_count; i++) {
        const struct aisle_reason *r = &v->reasons[i];
        struct text line = {0};
        text_addf(&line, "  - %s", r->text);
        if (isfinite(r->effect))
            text_addf(&line, " (%s points)", words_change(r->effect).s);
        lines_take(lines, &line, 4, 0);
    }
}

#define SENATORS_MOST 15
#define MOVED_MOST 8

static void add_senator(struct lines *lines, const struct aisle_forecast_senator *s)
{
    text_add(lines->out, "  ");
    lines_cell(lines, words_senator(s->name, s->party, s->state).s, 22);
    lines_cell(lines, words_percent(words_present(s)).s, -6);
    lines_cell(lines, words_percent(s->p_absent).s, -9);
    lines_cell(lines, words_decides(s->p_pivotal).s, -10);
    text_addf(lines->out, "   %d", s->statement_count);
    lines_end(lines);
}

/* Those nearest to even, and everyone who has spoken. */
static void add_senators(struct lines *lines, const struct aisle_forecast_vote *v)
{
    int *order = order_open(v);
    if (!order) {
        lines->out->failed = true;
        return;
    }
    int yes = 0, no = 0, rest = 0;
    lines_dim(lines, "  Nearest to even, and who has spoken; yea when present");
    lines_dim(lines, "  senator                  yea   absent   decides   statements");
    for (int i = 0; i < v->senator_count; i++) {
        const struct aisle_forecast_senator *s = &v->senators[order[i]];
        if (i < SENATORS_MOST || s->statement_count > 0) {
            add_senator(lines, s);
            continue;
        }
        rest++;
        yes += words_present(s) >= 0.9;
        no += words_present(s) < 0.1;
    }
    if (rest > 0) {
        lines_say(lines, 2, 0,
                  "  and %d more (%d at 90%% or more, %d under 10%%); --json has "
                  "all",
                  rest, yes, no);
    }
    free(order);
}

static void add_numbers(struct lines *lines, const struct aisle_forecast_vote *v)
{
    lines_say(
        lines, 0, 0,
        "%s%s Needs %d yeas (%s). Chance %s; the model may be off: %s (90%%). "
        "Simulation error ±%s points. Base rate: %s of %d like votes carried. As to "
        "yeas, %s, 90%% between %s and %s.",
        v->question, words_stop(v->question).s, v->threshold, v->rule,
        words_percent(v->p_pass).s, words_percents(v->p_pass_q05, v->p_pass_q95).s,
        words_real(196 * v->p_pass_mcse, 1, false).s, words_percent(v->base_rate).s,
        v->base_count, words_middle(v).s, words_real(v->yea_q05, 0, false).s,
        words_real(v->yea_q95, 0, false).s);
    if (v->actual_yea >= 0) {
        lines_say(
            lines, 4, 0,
            "What happened: the Senate voted %d–%d. The forecast did not know it.",
            v->actual_yea, v->actual_nay);
    }
}

/* Why the threshold is what it is: the rulebook's words, and the package's own. */
static void add_rule(struct lines *lines, const struct aisle_package *package, int vote)
{
    if (!package || vote >= package->vote_count)
        return;
    const struct aisle_package_vote *v = &package->votes[vote];
    if (v->rule_text)
        lines_say(lines, 2, 0, "Why that many: %s", v->rule_text);
    if (v->why && v->why[0])
        lines_say(lines, 2, 0, "In this package: %s%s", v->why, words_stop(v->why).s);
}

/* The senators whose chance something moved most, with what did. */
static void add_moved(struct lines *lines, const struct aisle_forecast_vote *v)
{
    int *order = order_moved(v);
    if (!order) {
        lines->out->failed = true;
        return;
    }
    bool any = false;
    for (int i = 0; i < v->senator_count && i < MOVED_MOST; i++) {
        const struct aisle_forecast_senator *s = &v->senators[order[i]];
        struct text line = {0};
        if (s->reason_count == 0)
            break;
        if (!any)
            lines_dim(lines, "  moved most, in points of the chance of a yea");
        any = true;
        text_addf(&line, "  %s:", words_senator(s->name, s->party, s->state).s);
        for (int r = 0; r < s->reason_count; r++)
            text_addf(&line, "%s %s %s", r ? ";" : "", s->reasons[r].text,
                      words_change(s->reasons[r].effect).s);
        lines_take(lines, &line, 4, 0);
    }
    free(order);
}

static void add_vote(struct lines *lines, const struct aisle_package *package,
                     const struct aisle_forecast *forecast, int i, bool in_full)
{
    const struct aisle_forecast_vote *v = &forecast->votes[i];
    lines_end(lines);
    lines_answer(lines, v->id, words_chance(v->p_pass, v->p_pass_mcse).s);
    add_numbers(lines, v);
    add_rule(lines, package, i);
    if (!in_full)
        return;
    add_bands(lines, v);
    add_reasons(lines, v);
    add_senators(lines, v);
    add_moved(lines, v);
}

enum aisle_status aisle_report_forecast_text(struct aisle_ctx *ctx,
                                             const struct aisle_package *package,
                                             const struct aisle_forecast *forecast,
                                             struct aisle_text_style style, char **out)
{
    struct text text = {0};
    struct lines lines = lines_of(&text, style);
    lines_answer(&lines, package ? package->title : forecast->package,
                 forecast->as_of == AISLE_DAY_NONE ? "" : words_day(forecast->as_of).s);
    struct text headline = {0};
    words_headline(&headline, forecast);
    lines_take(&lines, &headline, 0, 0);
    lines_end(&lines);
    lines_votes(&lines, forecast, 0);
    int gate = words_gate(forecast);
    for (int i = 0; i < forecast->vote_count; i++)
        add_vote(&lines, package, forecast, i, i == gate);
    lines_notes(&lines, forecast->note_count, forecast->notes);
    return report_take(ctx, &text, out);
}
