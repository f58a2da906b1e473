/* A forecast after the vote, for a terminal: result, count, the biggest surprises. */
#include "words/text_parts.h"

#include <math.h>

#define SURPRISES_SHOWN 10
#define SURPRISE_LEAST                                                                 \
    0.693147180559945 /* log 2: the larger chance was on the other side */

static void add_head(struct lines *lines, const struct aisle_scorecard *c)
{
    const struct aisle_scorecard_vote *t = &c->taken;
    struct word name = t->congress ? words_format("%d-%d", t->congress, t->number)
                                   : words_format("the casts given");
    struct text title = {0};
    text_addf(&title, "%s, %s", c->package, c->vote);
    lines_answer(lines, title.failed ? "" : title.bytes,
                 t->passed ? "carried" : "did not carry");
    text_clear(&title);
    if (t->question[0])
        lines_say(lines, 2, 0, "Taken: %s, %s%s", name.s, t->question,
                  words_stop(t->question).s);
    else
        lines_say(lines, 2, 0, "Taken: %s.", name.s);
    lines_say(lines, 2, 0, "%s: %d–%d; needed %d yeas with everyone voting (%s).",
              words_day(t->date).s, t->yea, t->nay, c->threshold, c->rule);
    lines_say(lines, 2, 0, "Forecast as of %s.", words_day(c->as_of).s);
}

static void add_score(struct lines *lines, const char *name, double own, double base)
{
    lines_cell(lines, name, 12);
    lines_cell(lines, words_real(own, 3, false).s, -10);
    lines_cell(lines, words_real(base, 3, false).s, -12);
    lines_end(lines);
}

static void add_result(struct lines *lines, const struct aisle_scorecard *c)
{
    lines_heading(lines, "The result");
    lines_cell(lines, "", 12);
    lines_cell(lines, "forecast", -10);
    lines_cell(lines, "base rate", -12);
    lines_end(lines);
    lines_cell(lines, "said", 12);
    lines_cell(lines, words_percent(c->p_pass).s, -10);
    lines_cell(lines, words_percent(c->base_rate).s, -12);
    lines_end(lines);
    add_score(lines, "Brier", c->brier, c->base_brier);
    add_score(lines, "log loss", c->log_loss, c->base_log_loss);
}

static void add_count(struct lines *lines, const struct aisle_scorecard *c)
{
    struct text line = {0};
    lines_heading(lines, "The count");
    lines_say(lines, 2, 0, "%d yeas; the middle of the forecast was %d, CRPS %s.",
              c->taken.yea, c->yea_median, words_real(c->yea_crps, 1, false).s);
    for (int k = 0; k < AISLE_SCORECARD_INTERVALS; k++)
        text_addf(&line, "%s%d%% between %d and %d: %s", k ? "; " : "",
                  c->intervals[k].share, c->intervals[k].low, c->intervals[k].high,
                  c->intervals[k].inside ? "inside" : "outside");
    text_add(&line, ".");
    lines_take(lines, &line, 2, 0);
}

static void add_surprise(struct lines *lines, const struct aisle_scorecard_senator *s)
{
    text_add(lines->out, "  ");
    lines_cell(lines, words_senator(s->name, s->party, s->state).s, 24);
    lines_cell(lines, words_percent(s->p_yea).s, -6);
    lines_cell(lines, s->cast == AISLE_CAST_YEA ? "yea" : "nay", -7);
    lines_cell(lines, words_real(s->log_loss, 2, false).s, -10);
    lines_end(lines);
    if (s->why[0])
        lines_say(lines, 8, 0, "      misled by: %s", s->why);
}

static void add_senators(struct lines *lines, const struct aisle_scorecard *c)
{
    lines_heading(lines, "Senators");
    if (c->casts == 0) {
        lines_say(lines, 0, 0, "None of the forecast's senators voted.");
        return;
    }
    lines_say(lines, 2, 0, "%d of %d called; log loss %s, Brier %s a senator.",
              c->called, c->casts, words_real(c->senator_log_loss, 3, false).s,
              words_real(c->senator_brier, 3, false).s);
    if (c->newcomers)
        lines_say(lines, 2, 0, "%d voted whom the forecast does not have.",
                  c->newcomers);
    int shown = 0;
    while (shown < c->senator_count && shown < SURPRISES_SHOWN &&
           c->senators[shown].log_loss > SURPRISE_LEAST)
        shown++;
    if (shown == 0)
        return;
    lines_dim(lines, "  the biggest surprises    yea said  voted  log loss");
    for (int i = 0; i < shown; i++)
        add_surprise(lines, &c->senators[i]);
    if (c->casts - c->called > shown)
        lines_say(lines, 2, 0, "and %d more; --format csv has all.",
                  c->casts - c->called - shown);
}

enum aisle_status aisle_report_score_text(struct aisle_ctx *ctx,
                                          const struct aisle_scorecard *c,
                                          struct aisle_text_style style, char **out)
{
    struct text text = {0};
    struct lines lines = lines_of(&text, style);
    add_head(&lines, c);
    add_result(&lines, c);
    add_count(&lines, c);
    add_senators(&lines, c);
    lines_end(&lines);
    lines_say(&lines, 0, 0, "%s",
              "Losses: 0 is perfect, lower is better; a coin's Brier is 0.250 and its "
              "log loss 0.693. One vote tells little of a forecaster; 'aisle backtest' "
              "has hundreds.");
    return report_take(ctx, &text, out);
}
