#include "report_forecast/forecast_parts.h"
#include "words/json_parts.h"

static void put_senator(struct json *json, const struct aisle_forecast_senator *s)
{
    json_open(json, '{');
    json_put_string(json, "bioguide", s->bioguide);
    json_put_text(json, "name", s->name);
    json_put_char(json, "party", s->party);
    json_put_char(json, "caucus", s->caucus);
    json_put_string(json, "state", s->state);
    json_put_real(json, "p_yea", s->p_yea);
    json_put_real(json, "p_absent", s->p_absent);
    json_put_real(json, "p_pivotal", s->p_pivotal);
    json_put_real(json, "ask_value", s->ask_value);
    json_key(json, "statements"); /* places in the package's list, from 0 */
    json_open(json, '[');
    for (int i = 0; i < s->statement_count; i++)
        json_int(json, s->statements[i]);
    json_close(json);
    json_put_reasons(json, s->reason_count, s->reasons);
    json_close(json);
}

static void put_yea(struct json *json, const struct aisle_forecast_vote *vote)
{
    json_key(json, "yea");
    json_open(json, '{');
    json_put_real(json, "mean", vote->yea_mean);
    json_put_real(json, "sd", vote->yea_sd);
    json_put_real(json, "q05", vote->yea_q05);
    json_put_real(json, "q10", vote->yea_q10);
    json_put_real(json, "q50", vote->yea_q50);
    json_put_real(json, "q90", vote->yea_q90);
    json_put_real(json, "q95", vote->yea_q95);
    json_close(json);
    json_key(json, "distribution");
    json_open(json, '[');
    for (int i = 0; i <= AISLE_SEATS_MAX; i++)
        json_real(json, vote->distribution[i]);
    json_close(json);
}

/* What the Senate did, null where it is not known or must not be shown. */
static void put_actual(struct json *json, const char *key, int count)
{
    json_key(json, key);
    if (count < 0)
        json_none(json);
    else
        json_int(json, count);
}

static void put_vote(struct json *json, const struct aisle_forecast_vote *vote)
{
    json_open(json, '{');
    json_put_text(json, "id", vote->id);
    json_put_text(json, "kind", aisle_vote_kind_word(vote->kind));
    json_put_text(json, "requires", aisle_requires_text(vote->requires));
    json_put_text(json, "question", vote->question);
    json_put_int(json, "threshold", vote->threshold);
    json_put_text(json, "rule", vote->rule);
    json_put_real(json, "p_pass", vote->p_pass);
    json_put_real(json, "p_pass_q05", vote->p_pass_q05);
    json_put_real(json, "p_pass_q95", vote->p_pass_q95);
    json_put_real(json, "p_pass_mcse", vote->p_pass_mcse);
    json_put_real(json, "base_rate", vote->base_rate);
    json_put_int(json, "base_count", vote->base_count);
    json_put_bool(json, "repeats", vote->repeats);
    json_put_bool(json, "thin", vote->base_count < AISLE_LIKE_VOTES_THIN);
    put_yea(json, vote);
    json_key(json, "senators");
    json_open(json, '[');
    for (int i = 0; i < vote->senator_count; i++)
        put_senator(json, &vote->senators[i]);
    json_close(json);
    json_put_reasons(json, vote->reason_count, vote->reasons);
    put_actual(json, "actual_yea", vote->actual_yea);
    put_actual(json, "actual_nay", vote->actual_nay);
    json_close(json);
}

void json_forecast_keys(struct json *json, const struct aisle_forecast *forecast)
{
    json_put_text(json, "package", forecast->package);
    json_put_day(json, "as_of", forecast->as_of);
    json_put_real(json, "p_all", forecast->p_all);
    int hardest = words_gate(forecast);
    json_put_text(json, "hardest", hardest < 0 ? NULL : forecast->votes[hardest].id);
    json_put_int(json, "bank", forecast->bank_count);
    json_put_int(json, "particles", forecast->particle_count);
    json_put_real(json, "particle_ess", forecast->particle_ess);
    json_key(json, "votes");
    json_open(json, '[');
    for (int i = 0; i < forecast->vote_count; i++)
        put_vote(json, &forecast->votes[i]);
    json_close(json);
    json_put_notes(json, forecast->note_count, forecast->notes);
}

static void put_chances(struct json *json, const char *key,
                        const struct aisle_whatif *w, const double *table, int senator)
{
    json_key(json, key);
    json_open(json, '[');
    for (int v = 0; v < w->vote_count; v++)
        json_real(json, table[v * w->senator_count + senator]);
    json_close(json);
}

void json_whatif_keys(struct json *json, const struct aisle_forecast *forecast,
                      const struct aisle_whatif *whatif)
{
    json_key(json, "votes");
    json_open(json, '[');
    for (int v = 0; v < whatif->vote_count; v++)
        json_text(json, forecast->votes[v].id);
    json_close(json);
    json_key(json, "senators");
    json_open(json, '[');
    for (int i = 0; i < whatif->senator_count; i++) {
        const struct aisle_forecast_senator *s = &forecast->votes[0].senators[i];
        json_open(json, '{');
        json_put_string(json, "bioguide", s->bioguide);
        json_put_text(json, "name", s->name);
        put_chances(json, "if_yea", whatif, whatif->if_yea, i);
        put_chances(json, "if_nay", whatif, whatif->if_nay, i);
        json_close(json);
    }
    json_close(json);
}

enum aisle_status aisle_report_forecast_json(struct aisle_ctx *ctx,
                                             const struct aisle_run *run,
                                             const struct aisle_forecast *forecast,
                                             char **out)
{
    struct text text = {0};
    struct json json;
    json_init(&json, &text);
    json_open(&json, '{');
    json_put_run(&json, run);
    json_forecast_keys(&json, forecast);
    json_close(&json);
    return report_take(ctx, &text, out);
}
