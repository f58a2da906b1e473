/* The whip board for a terminal: a line on the vote, the five bands, whom to ask. */
#include "words/text_parts.h"

#include <math.h>

#define ASKS_SHOWN 10

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
              "%s%s Needs %d yeas (%s). Chance %s; %s yeas expected, 90%% between %s "
              "and %s.",
              v->question, words_stop(v->question).s, v->threshold, v->rule,
              words_percent(v->p_pass).s, words_real(v->yea_mean, 0, false).s,
              words_real(v->yea_q05, 0, false).s, words_real(v->yea_q95, 0, false).s);
    struct text line = {0};
    for (int b = 0; b < AISLE_BAND_COUNT; b++)
        text_addf(&line, "%s%s %d", b ? " · " : "", aisle_band_text((enum aisle_band)b),
                  board->band_count[b]);
    text_addf(&line, ". %d have spoken", board->spoken);
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
                    const struct aisle_board_row *row, bool in_full)
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
    for (int k = 0; in_full && k < s->statement_count; k++)
        add_statement(lines, &package->statements[s->statements[k]]);
    if (in_full)
        add_reasons(lines, s);
}

/* Names on a line, for those of a band who are silent and of one mind. */
static void add_names(struct lines *lines, const struct aisle_forecast_vote *v,
                      const struct aisle_board *board, enum aisle_band band)
{
    struct text line = {0};
    int count = 0;
    for (int r = 0; r < board->row_count; r++) {
        const struct aisle_board_row *row = &board->rows[r];
        const struct aisle_forecast_senator *s = &v->senators[row->senator];
        if (row->band != band || row->latest >= 0)
            continue;
        text_addf(&line, "%s%s", count++ ? ", " : "  ",
                  words_senator(s->name, s->party, s->state).s);
    }
    if (count)
        lines_take(lines, &line, 4, 0);
    text_clear(&line);
}

static bool is_settled(enum aisle_band band)
{
    return band == AISLE_BAND_YES || band == AISLE_BAND_NO;
}

/* In the settled bands the silent are named on one line. */
static void add_band(struct lines *lines, const struct aisle_package *package,
                     const struct aisle_forecast_vote *v,
                     const struct aisle_board *board, enum aisle_band band)
{
    struct word count = words_format("%d", board->band_count[band]);
    lines_end(lines);
    lines_answer(lines, aisle_band_text(band), count.s);
    if (board->band_count[band] == 0)
        return;
    lines_dim(lines,
              "  senator                   yea  absent  decides   ask  statements");
    for (int r = 0; r < board->row_count; r++) {
        const struct aisle_board_row *row = &board->rows[r];
        if (row->band == band && (row->latest >= 0 || !is_settled(band)))
            add_row(lines, package, v, row, true);
    }
    if (is_settled(band))
        add_names(lines, v, board, band);
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
    add_asks(&lines, v, board);
    for (int b = 0; b < AISLE_BAND_COUNT; b++)
        add_band(&lines, package, v, board, (enum aisle_band)b);
    lines_end(&lines);
    lines_say(
        &lines, 2, 0,
        "Bands are of the chance of a yea when present: yes from 90%%, lean yes "
        "from 60%%, toss-up from 40%%, lean no from 10%%. 'decides' is the chance "
        "that the vote turns on this senator.");
    return report_take(ctx, &text, out);
}
