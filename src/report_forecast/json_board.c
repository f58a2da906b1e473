#include "report_forecast/forecast_parts.h"
#include "words/json_parts.h"

#include "words/csv_parts.h"

void json_put_reasons(struct json *json, int count, const struct aisle_reason *reasons)
{
    json_key(json, "reasons");
    json_open(json, '[');
    for (int i = 0; i < count; i++) {
        json_open(json, '{');
        json_put_text(json, "text", reasons[i].text);
        json_put_real(json, "effect", reasons[i].effect);
        json_close(json);
    }
    json_close(json);
}

static void put_statement(struct json *json, const struct aisle_statement *s)
{
    json_open(json, '{');
    json_put_day(json, "date", s->date);
    json_put_text(json, "position", aisle_position_text(s->position));
    json_put_string(json, "about", s->about);
    json_put_bool(json, "second_hand", s->second_hand);
    json_put_string(json, "source", s->source);
    json_put_string(json, "quote", s->quote);
    json_put_string(json, "note", s->note);
    json_close(json);
}

static void put_row(struct json *json, const struct aisle_package *package,
                    const struct aisle_forecast_senator *s,
                    const struct aisle_board_row *row)
{
    json_open(json, '{');
    json_put_text(json, "bioguide", s->bioguide);
    json_put_text(json, "name", s->name);
    json_put_char(json, "party", s->party);
    json_put_char(json, "caucus", s->caucus);
    json_put_text(json, "state", s->state);
    json_put_text(json, "band", aisle_band_text(row->band));
    json_put_real(json, "p_yea", s->p_yea);
    json_put_real(json, "p_yea_present", row->p_yea);
    json_put_real(json, "p_absent", s->p_absent);
    json_put_real(json, "p_pivotal", s->p_pivotal);
    json_put_real(json, "ask_value", s->ask_value);
    json_key(json, "ask_rank");
    row->ask_rank ? json_int(json, row->ask_rank) : json_none(json);
    json_put_bool(json, "disagreed", row->disagreed);
    json_key(json, "statements");
    json_open(json, '[');
    for (int k = 0; k < s->statement_count; k++)
        put_statement(json, &package->statements[s->statements[k]]);
    json_close(json);
    json_put_reasons(json, s->reason_count, s->reasons);
    json_close(json);
}

static void put_vote(struct json *json, const struct aisle_forecast_vote *v)
{
    json_put_text(json, "vote", v->id);
    json_put_text(json, "kind", aisle_vote_kind_word(v->kind));
    json_put_text(json, "requires", aisle_requires_text(v->requires));
    json_put_text(json, "question", v->question);
    json_put_int(json, "threshold", v->threshold);
    json_put_text(json, "rule", v->rule);
    json_put_real(json, "p_pass", v->p_pass);
    json_put_real(json, "base_rate", v->base_rate);
    json_put_real(json, "yea_mean", v->yea_mean);
    json_put_real(json, "yea_q05", v->yea_q05);
    json_put_real(json, "yea_q95", v->yea_q95);
    json_key(json, "distribution");
    json_open(json, '[');
    for (int i = 0; i <= AISLE_SEATS_MAX; i++)
        json_real(json, v->distribution[i]);
    json_close(json);
}

enum aisle_status aisle_report_board_json(struct aisle_ctx *ctx,
                                          const struct aisle_run *run,
                                          const struct aisle_package *package,
                                          const struct aisle_forecast *forecast,
                                          const struct aisle_board *board, char **out)
{
    struct text text = {0};
    struct json json;
    const struct aisle_forecast_vote *v = &forecast->votes[board->vote];
    json_init(&json, &text);
    json_open(&json, '{');
    json_put_run(&json, run);
    json_put_text(&json, "package", package->id);
    json_put_day(&json, "as_of", forecast->as_of);
    put_vote(&json, v);
    json_put_real(&json, "variance", board->variance);
    json_key(&json, "bands");
    json_open(&json, '{');
    for (int b = 0; b < AISLE_BAND_COUNT; b++)
        json_put_int(&json, aisle_band_text((enum aisle_band)b), board->band_count[b]);
    json_close(&json);
    json_put_int(&json, "spoken", board->spoken);
    json_put_int(&json, "disagreed", board->disagreed);
    json_key(&json, "senators");
    json_open(&json, '[');
    for (int r = 0; r < board->row_count; r++)
        put_row(&json, package, &v->senators[board->rows[r].senator], &board->rows[r]);
    json_close(&json);
    json_key(&json, "ask_next");
    json_open(&json, '[');
    for (int k = 0; k < board->ask_count; k++) {
        const struct aisle_board_row *row = &board->rows[board->asks[k]];
        json_open(&json, '{');
        json_put_text(&json, "bioguide", v->senators[row->senator].bioguide);
        json_put_text(&json, "name", v->senators[row->senator].name);
        json_put_real(&json, "ask_value", v->senators[row->senator].ask_value);
        json_close(&json);
    }
    json_close(&json);
    json_close(&json);
    text_add_char(&text, '\n');
    return report_take(ctx, &text, out);
}

static void csv_row(struct text *out, const struct aisle_package *package,
                    const struct aisle_forecast_senator *s,
                    const struct aisle_board_row *row)
{
    char date[AISLE_DATE_TEXT];
    const struct aisle_statement *said =
        row->latest >= 0 ? &package->statements[row->latest] : NULL;
    csv_put_text(out, s->bioguide, false);
    csv_put_text(out, s->name, true);
    text_addf(out, ",%s,%c,%c", s->state, s->party, s->caucus);
    csv_put_text(out, aisle_band_text(row->band), true);
    csv_put_number(out, row->p_yea);
    csv_put_number(out, s->p_absent);
    csv_put_number(out, s->p_pivotal);
    csv_put_number(out, s->ask_value);
    if (row->ask_rank)
        text_addf(out, ",%d", row->ask_rank);
    else
        text_add_char(out, ',');
    text_addf(out, ",%d,%d", row->disagreed, s->statement_count);
    csv_put_text(out, said ? aisle_day_format(said->date, date) : "", true);
    csv_put_text(out, said ? aisle_position_text(said->position) : "", true);
    csv_put_text(out, said ? said->about : "", true);
    csv_put_text(out, said ? said->source : "", true);
    csv_put_text(out, said ? said->quote : "", true);
    text_add_char(out, '\n');
}

enum aisle_status aisle_report_board_csv(struct aisle_ctx *ctx,
                                         const struct aisle_package *package,
                                         const struct aisle_forecast *forecast,
                                         const struct aisle_board *board, char **out)
{
    struct text text = {0};
    const struct aisle_forecast_vote *v = &forecast->votes[board->vote];
    text_add(&text, "bioguide,name,state,party,caucus,band,p_yea,p_absent,p_pivotal,"
                    "ask_value,ask_rank,disagreed,statements,date,position,about,"
                    "source,quote\n");
    for (int r = 0; r < board->row_count; r++)
        csv_row(&text, package, &v->senators[board->rows[r].senator], &board->rows[r]);
    return report_take(ctx, &text, out);
}
