/* A forecast, a price list, deals, a board and a backtest as sheets: CSV for a program,
 * Markdown for a document. */
#include "report_forecast/forecast_parts.h"
#include "words/headline.h"
#include "words/sheet.h"

#include <math.h>

/* In Markdown: what it is, and in a few sentences what it says. */
static void add_lead(struct sheet *sheet, const struct aisle_forecast *forecast)
{
    struct text lead = {0};
    if (sheet->form != AISLE_SHEET_MARKDOWN)
        return;
    words_headline(&lead, forecast);
    sheet_paragraph(sheet, lead.bytes ? lead.bytes : "");
    sheet->out->failed |= lead.failed;
    text_clear(&lead);
}

/* ---- forecast: a row a vote ---- */

static void add_vote(struct sheet *sheet, const struct aisle_forecast_vote *v)
{
    struct word none = {""};
    sheet_text(sheet, v->id);
    sheet_text(sheet, v->question);
    sheet_number(sheet, v->threshold, words_format("%d", v->threshold));
    sheet_texts(sheet, "", words_chance(v->p_pass, v->p_pass_mcse).s);
    sheet_number(sheet, v->p_pass, words_percent(v->p_pass));
    sheet_number(sheet, v->p_pass_q05, none);
    sheet_number(sheet, v->p_pass_q95, none);
    sheet_texts(sheet, "", words_percents(v->p_pass_q05, v->p_pass_q95).s);
    sheet_number(sheet, v->p_pass_mcse, none);
    sheet_number(sheet, v->base_rate, words_percent(v->base_rate));
    sheet_number(sheet, v->base_count, words_format("%d", v->base_count));
    sheet_number(sheet, v->yea_mean, none);
    sheet_number(sheet, v->yea_q05, none);
    sheet_number(sheet, v->yea_q50, words_real(v->yea_q50, 0, false));
    sheet_number(sheet, v->yea_q95,
                 words_format("%s to %s", words_real(v->yea_q05, 0, false).s,
                              words_real(v->yea_q95, 0, false).s));
    sheet_number(sheet, v->actual_yea < 0 ? (double)NAN : v->actual_yea, none);
    sheet_number(sheet, v->actual_nay < 0 ? (double)NAN : v->actual_nay, none);
    sheet_end_row(sheet);
}

enum aisle_status aisle_report_forecast_sheet(struct aisle_ctx *ctx,
                                              const struct aisle_forecast *forecast,
                                              enum aisle_sheet form, char **out)
{
    struct text text = {0};
    struct sheet sheet = sheet_of(&text, form);
    add_lead(&sheet, forecast);
    sheet_column(&sheet, "vote", "Vote", false);
    sheet_column(&sheet, "question", "Question", false);
    sheet_column(&sheet, "threshold", "Needs", true);
    sheet_column(&sheet, NULL, "Chance to carry", false);
    sheet_column(&sheet, "p_pass", "%", true);
    sheet_column(&sheet, "p_pass_q05", NULL, true);
    sheet_column(&sheet, "p_pass_q95", NULL, true);
    sheet_column(&sheet, NULL, "Model error, 90%", true);
    sheet_column(&sheet, "p_pass_mcse", NULL, true);
    sheet_column(&sheet, "base_rate", "Base rate", true);
    sheet_column(&sheet, "base_count", "of like votes", true);
    sheet_column(&sheet, "yea_mean", NULL, true);
    sheet_column(&sheet, "yea_q05", NULL, true);
    sheet_column(&sheet, "yea_q50", "Yeas, middle", true);
    sheet_column(&sheet, "yea_q95", "90% of results", true);
    sheet_column(&sheet, "actual_yea", NULL, true);
    sheet_column(&sheet, "actual_nay", NULL, true);
    sheet_begin(&sheet);
    for (int i = 0; i < forecast->vote_count; i++)
        add_vote(&sheet, &forecast->votes[i]);
    return report_take(ctx, &text, out);
}

/* ---- concessions: a row a change ---- */

static void add_interval(struct sheet *sheet, double mean, double low, double high)
{
    struct word none = {""};
    sheet_number(sheet, mean, words_real(mean, 1, true));
    sheet_number(sheet, low, none);
    sheet_number(sheet, high, none);
    sheet_texts(sheet, "",
                words_format("%s to %s", words_real(low, 0, true).s,
                             words_real(high, 0, true).s)
                    .s);
}

static void add_change(struct sheet *sheet, const struct aisle_package *package,
                       const struct aisle_concession *c)
{
    sheet_texts(sheet, c->change, words_concession(package, c).s);
    sheet_texts(sheet, c->identified ? "1" : "0",
                c->identified ? "" : "content not identified");
    add_interval(sheet, c->yea_mean, c->yea_q05, c->yea_q95);
    for (int i = 0; i < 2; i++)
        add_interval(sheet, c->party[i].net, c->party[i].q05, c->party[i].q95);
    sheet_number(sheet, c->p_pass, words_percent(c->p_pass));
    sheet_number(sheet, c->p_pass_delta, words_change(c->p_pass_delta));
    sheet_end_row(sheet);
}

enum aisle_status aisle_report_concessions_sheet(struct aisle_ctx *ctx,
                                                 const struct aisle_package *package,
                                                 const struct aisle_frontier *frontier,
                                                 enum aisle_sheet form, char **out)
{
    struct text text = {0};
    struct sheet sheet = sheet_of(&text, form);
    sheet_paragraph(&sheet,
                    words_format("Each change alone, at %.40s, which needs %d yeas; as "
                                 "written %s.",
                                 frontier->vote, frontier->threshold,
                                 words_percent(frontier->p_pass).s)
                        .s);
    sheet_column(&sheet, "change", "Change", false);
    sheet_column(&sheet, "identified", "Caution", false);
    sheet_column(&sheet, "yea_mean", "Yeas", true);
    sheet_column(&sheet, "yea_q05", NULL, true);
    sheet_column(&sheet, "yea_q95", NULL, true);
    sheet_column(&sheet, NULL, "90%", true);
    sheet_column(&sheet, "democrats_net", "Democratic caucus", true);
    sheet_column(&sheet, "democrats_q05", NULL, true);
    sheet_column(&sheet, "democrats_q95", NULL, true);
    sheet_column(&sheet, NULL, "90%", true);
    sheet_column(&sheet, "republicans_net", "Republicans", true);
    sheet_column(&sheet, "republicans_q05", NULL, true);
    sheet_column(&sheet, "republicans_q95", NULL, true);
    sheet_column(&sheet, NULL, "90%", true);
    sheet_column(&sheet, "p_pass", "Chance", true);
    sheet_column(&sheet, "p_pass_delta", "Change, points", true);
    sheet_begin(&sheet);
    for (int i = 0; i < frontier->concession_count; i++)
        add_change(&sheet, package, &frontier->concessions[i]);
    return report_take(ctx, &text, out);
}

/* ---- deals: a row a deal of the frontier ---- */

static void add_deal(struct sheet *sheet, const struct aisle_package *package,
                     const struct aisle_deal_point *p)
{
    struct text deal = {0};
    struct word none = {""};
    words_deal(&deal, package, p->selection);
    sheet->out->failed |= deal.failed;
    sheet_text(sheet, deal.bytes ? deal.bytes : "");
    text_clear(&deal);
    sheet_number(sheet, p->p_pass, words_percent(p->p_pass));
    sheet_number(sheet, p->p_pass_q05, none);
    sheet_number(sheet, p->p_pass_q95, none);
    sheet_texts(sheet, "", words_percents(p->p_pass_q05, p->p_pass_q95).s);
    sheet_number(sheet, p->p_all, words_percent(p->p_all));
    sheet_number(sheet, p->yea_mean, words_real(p->yea_mean, 0, false));
    sheet_number(sheet, p->cost_usd, words_usd(p->cost_usd));
    for (int k = 0; k < AISLE_DEAL_OUTCOMES; k++)
        sheet_number(sheet, p->outcome[k], none);
    sheet_texts(sheet, p->knee ? "1" : "0", p->knee ? "the knee" : "");
    sheet_end_row(sheet);
}

enum aisle_status aisle_report_deal_sheet(struct aisle_ctx *ctx,
                                          const struct aisle_package *package,
                                          const struct aisle_frontier *frontier,
                                          enum aisle_sheet form, char **out)
{
    struct text text = {0};
    struct sheet sheet = sheet_of(&text, form);
    sheet_column(&sheet, "deal", "Change to the package as written", false);
    sheet_column(&sheet, "p_pass", "Chance", true);
    sheet_column(&sheet, "p_pass_q05", NULL, true);
    sheet_column(&sheet, "p_pass_q95", NULL, true);
    sheet_column(&sheet, NULL, "Model error, 90%", true);
    sheet_column(&sheet, "p_all", "Every vote", true);
    sheet_column(&sheet, "yea_mean", "Yeas", true);
    sheet_column(&sheet, "cost_usd", "Cost", true);
    for (int k = 0; k < AISLE_DEAL_OUTCOMES; k++)
        sheet_column(&sheet, aisle_deal_outcome_names[k], NULL, true);
    sheet_column(&sheet, "knee", "Note", false);
    sheet_begin(&sheet);
    for (int i = 0; i < frontier->point_count; i++)
        if (frontier->points[i].on_frontier)
            add_deal(&sheet, package, &frontier->points[i]);
    return report_take(ctx, &text, out);
}

/* ---- a board, a backtest: Markdown; their CSV has a writer of its own ---- */

static void add_board_row(struct sheet *sheet, const struct aisle_package *package,
                          const struct aisle_forecast_senator *s,
                          const struct aisle_board_row *row)
{
    char date[AISLE_DATE_TEXT];
    const struct aisle_statement *said =
        row->latest >= 0 ? &package->statements[row->latest] : NULL;
    sheet_text(sheet, words_senator(s->name, s->party, s->state).s);
    sheet_text(sheet, aisle_band_text(row->band));
    sheet_number(sheet, row->p_yea, words_percent(row->p_yea));
    sheet_text(sheet, said ? aisle_position_text(said->position) : "");
    sheet_text(sheet, said ? aisle_day_format(said->date, date) : "");
    sheet_text(sheet, said ? said->source : "");
    sheet_text(sheet, row->disagreed ? "sources disagree" : "");
    sheet_end_row(sheet);
}

enum aisle_status aisle_report_board_markdown(struct aisle_ctx *ctx,
                                              const struct aisle_package *package,
                                              const struct aisle_forecast *forecast,
                                              const struct aisle_board *board,
                                              char **out)
{
    struct text text = {0};
    struct sheet sheet = sheet_of(&text, AISLE_SHEET_MARKDOWN);
    const struct aisle_forecast_vote *v = &forecast->votes[board->vote];
    add_lead(&sheet, forecast);
    sheet_column(&sheet, NULL, "Senator", false);
    sheet_column(&sheet, NULL, "Band", false);
    sheet_column(&sheet, NULL, "Yea, if present", true);
    sheet_column(&sheet, NULL, "Said", false);
    sheet_column(&sheet, NULL, "On", false);
    sheet_column(&sheet, NULL, "Source", false);
    sheet_column(&sheet, NULL, "Caution", false);
    sheet_begin(&sheet);
    for (int r = 0; r < board->row_count; r++)
        add_board_row(&sheet, package, &v->senators[board->rows[r].senator],
                      &board->rows[r]);
    return report_take(ctx, &text, out);
}

static void add_score(struct sheet *sheet, const char *name,
                      const struct aisle_score *s)
{
    sheet_text(sheet, name);
    sheet_number(sheet, s->votes, words_format("%d", s->votes));
    sheet_number(sheet, s->pass_brier, words_real(s->pass_brier, 3, false));
    sheet_number(sheet, s->pass_log_loss, words_real(s->pass_log_loss, 3, false));
    sheet_number(sheet, s->yea_mae, words_real(s->yea_mae, 1, false));
    sheet_number(sheet, s->yea_crps, words_real(s->yea_crps, 1, false));
    sheet_number(sheet, s->senator_accuracy, words_real(s->senator_accuracy, 3, false));
    sheet_number(sheet, s->joint_log_score, words_real(s->joint_log_score, 3, false));
    sheet_end_row(sheet);
}

enum aisle_status aisle_report_backtest_markdown(struct aisle_ctx *ctx,
                                                 const struct aisle_backtest *b,
                                                 char **out)
{
    struct text text = {0};
    struct sheet sheet = sheet_of(&text, AISLE_SHEET_MARKDOWN);
    sheet_paragraph(
        &sheet, words_format("%d %s votes of the Congresses %d to %d, out of "
                             "time; known of each: %s%s.",
                             b->score.votes, aisle_backtest_kind_text(b->options.kind),
                             b->options.congress_first, b->options.congress_last,
                             aisle_reveal_text(b->options.reveal),
                             b->options.reveal_count
                                 ? words_format(":%d", b->options.reveal_count).s
                                 : "")
                    .s);
    static const char *const heads[] = {"Votes",       "Brier", "Log loss",
                                        "Yeas off by", "CRPS",  "Senators called",
                                        "Joint"};
    sheet_column(&sheet, NULL, "Forecaster", false);
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        sheet_column(&sheet, NULL, heads[i], true);
    sheet_begin(&sheet);
    add_score(&sheet, "this model", &b->score);
    for (int k = 0; k < AISLE_BASELINE_COUNT; k++)
        add_score(&sheet, b->baselines[k].name, &b->baselines[k].score);
    return report_take(ctx, &text, out);
}
