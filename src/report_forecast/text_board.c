/* The whip board for a terminal: a line on the vote, the five bands, whom to ask. */
#include "words/text_parts.h"

#include <math.h>

#define ASKS_SHOWN 5

static const struct aisle_forecast_vote *vote_of(const struct aisle_forecast *forecast,
                                                 const struct aisle_board *board)
{
    return &forecast->votes[board->vote];
}

static void add_head(struct lines *lines, const struct aisle_forecast_vote *v,
                     const struct aisle_board *board)
{
    lines_answer(lines, v->id, words_chance(v->p_pass, v->p_pass_mcse).s);
    lines_say(lines, 0, 0,
              "%s%s Needs %d yeas (%s). Chance %s, %s as far as the model may be off; "
              "%s, 90%% between %s and %s.",
              v->question, words_stop(v->question).s, v->threshold, v->rule,
              words_percent(v->p_pass).s,
              words_percents(v->p_pass_q05, v->p_pass_q95).s, words_middle(v).s,
              words_real(v->yea_q05, 0, false).s, words_real(v->yea_q95, 0, false).s);
    struct text line = {0};
    text_addf(&line, "%d %s spoken", board->spoken,
              board->spoken == 1 ? "has" : "have");
    if (board->disagreed)
        text_addf(&line, "; on %d the sources disagree (!)", board->disagreed);
    text_add(&line, ".");
    lines_take(lines, &line, 0, 0);
}

/* ---- rows ---- */

static void add_statement(struct lines *lines, const struct aisle_statement *s)
{
    char date[AISLE_DATE_TEXT];
    struct text line = {0};
    text_addf(&line, "      %s %s", aisle_day_format(s->date, date),
              aisle_position_text(s->position));
    if (s->second_hand)
        text_add(&line, ", others say,");
    if (s->vote >= 0 || s->provision >= 0)
        text_addf(&line, " on %s", s->about);
    if (s->quote[0])
        text_addf(&line, ": “%s”", s->quote);
    else if (s->note[0])
        text_addf(&line, ": %s", s->note);
    text_addf(&line, " [%s]", s->source);
    lines_take(lines, &line, 8, 0);
}

static void add_reasons(struct lines *lines, const struct aisle_forecast_senator *s)
{
    struct text line = {0};
    for (int r = 0; r < s->reason_count; r++)
        text_addf(&line, "%s%s %s", r ? "; " : "      why: ", s->reasons[r].text,
                  words_change(s->reasons[r].effect).s);
    if (s->reason_count > 0)
        lines_take(lines, &line, 8, 0);
    text_clear(&line);
}

static void add_row(struct lines *lines, const struct aisle_package *package,
                    const struct aisle_forecast_vote *v,
                    const struct aisle_board_row *row)
{
    const struct aisle_forecast_senator *s = &v->senators[row->senator];
    struct word rank =
        row->ask_rank ? words_format("%d", row->ask_rank) : words_format("–");
    text_add(lines->out, row->disagreed ? "! " : "  ");
    lines_cell(lines, words_senator(s->name, s->party, s->state).s, 24);
    lines_cell(lines, words_percent(row->p_yea).s, -5);
    lines_cell(lines, words_percent(s->p_absent).s, -8);
    lines_cell(lines, words_decides(s->p_pivotal).s, -9);
    lines_cell(lines, rank.s, -6);
    text_addf(lines->out, "%*d", 8, s->statement_count);
    lines_end(lines);
    for (int k = 0; k < s->statement_count; k++)
        add_statement(lines, &package->statements[s->statements[k]]);
    add_reasons(lines, s);
}

/* ---- the board on one screen ---- */

static bool in_group(const struct aisle_board_row *row,
                     const struct aisle_forecast_senator *s, enum aisle_band band,
                     char caucus)
{
    return row->band == band && s->caucus == caucus;
}

/* Surnames of one band and caucus, likeliest yea first; * has spoken, ! disputed. */
static void add_names(struct lines *lines, const struct aisle_forecast_vote *v,
                      const struct aisle_board *board, enum aisle_band band,
                      char caucus)
{
    struct text line = {0};
    int count = 0;
    for (int r = 0; r < board->row_count; r++) {
        const struct aisle_board_row *row = &board->rows[r];
        const struct aisle_forecast_senator *s = &v->senators[row->senator];
        if (!in_group(row, s, band, caucus))
            continue;
        text_addf(&line, "%s%s%s%s",
                  count++         ? ", "
                  : caucus == 'D' ? "  D  "
                                  : "  R  ",
                  s->name, row->latest >= 0 ? "*" : "", row->disagreed ? "!" : "");
    }
    if (count)
        lines_take(lines, &line, 5, 0);
    text_clear(&line);
}

static void add_board(struct lines *lines, const struct aisle_forecast_vote *v,
                      const struct aisle_board *board)
{
    for (int b = 0; b < AISLE_BAND_COUNT; b++) {
        struct word count = words_format("%d", board->band_count[b]);
        lines_answer(lines, aisle_band_text((enum aisle_band)b), count.s);
        add_names(lines, v, board, (enum aisle_band)b, 'D');
        add_names(lines, v, board, (enum aisle_band)b, 'R');
    }
    lines_say(
        lines, 2, 0,
        "  By caucus, likeliest yea first; * has spoken%s. Bands are of the chance "
        "of a yea when present: yes from 90%%, lean yes from 60%%, toss-up from "
        "40%%, lean no from 10%%.",
        board->disagreed ? ", ! sources disagree" : "");
}

/* ---- senator by senator ---- */

static bool is_settled(enum aisle_band band)
{
    return band == AISLE_BAND_YES || band == AISLE_BAND_NO;
}

/* A band's rows; in the settled ones those who have spoken. */
static void add_band(struct lines *lines, const struct aisle_package *package,
                     const struct aisle_forecast_vote *v,
                     const struct aisle_board *board, enum aisle_band band)
{
    bool any = false;
    for (int r = 0; r < board->row_count; r++) {
        const struct aisle_board_row *row = &board->rows[r];
        if (row->band != band || (row->latest < 0 && is_settled(band)))
            continue;
        if (!any) {
            lines_end(lines);
            lines_heading(lines, aisle_band_text(band));
            lines_dim(lines, "  senator                   yea  absent  decides   ask  "
                             "statements");
        }
        any = true;
        add_row(lines, package, v, row);
    }
}

static void add_asks(struct lines *lines, const struct aisle_forecast_vote *v,
                     const struct aisle_board *board)
{
    lines_end(lines);
    lines_heading(lines, "Ask next: whose true answer would settle most");
    if (board->ask_count == 0)
        lines_say(lines, 2, 0,
                  "  Nobody's answer would tell more than the simulation's error.");
    for (int k = 0; k < board->ask_count && k < ASKS_SHOWN; k++) {
        const struct aisle_board_row *row = &board->rows[board->asks[k]];
        const struct aisle_forecast_senator *s = &v->senators[row->senator];
        struct word yea = words_percent(row->p_yea);
        lines_say(
            lines, 6, 0, "  %2d. %s: yea %s; would settle %s of the doubt", k + 1,
            words_senator(s->name, s->party, s->state).s, yea.s,
            words_percent(board->variance > 0 ? s->ask_value / board->variance : 0).s);
    }
}

enum aisle_status aisle_report_board_text(struct aisle_ctx *ctx,
                                          const struct aisle_package *package,
                                          const struct aisle_forecast *forecast,
                                          const struct aisle_board *board,
                                          struct aisle_text_style style, char **out)
{
    struct text text = {0};
    struct lines lines = lines_of(&text, style);
    const struct aisle_forecast_vote *v = vote_of(forecast, board);
    struct word as_of = words_format("as of %s", words_day(forecast->as_of).s);
    lines_answer(&lines, package->title, as_of.s);
    add_head(&lines, v, board);
    lines_end(&lines);
    add_board(&lines, v, board);
    add_asks(&lines, v, board);
    lines_end(&lines);
    lines_heading(&lines, "Senator by senator: in play or on record");
    for (int b = 0; b < AISLE_BAND_COUNT; b++)
        add_band(&lines, package, v, board, (enum aisle_band)b);
    lines_end(&lines);
    lines_say(&lines, 2, 0,
              "'decides' is the chance that the vote turns on this senator, 'ask' the "
              "place among those whose answer would settle most (1 first), 'why' what "
              "moved the chance of a yea, in points.");
    return report_take(ctx, &text, out);
}
