/* A forecast after the vote, as JSON and as CSV. */
#include "words/json_parts.h"

#include "words/csv_parts.h"

static const char *cast_text(uint8_t cast)
{
    switch (cast) {
    case AISLE_CAST_YEA:
        return "yea";
    case AISLE_CAST_NAY:
        return "nay";
    case AISLE_CAST_PRESENT:
        return "present";
    case AISLE_CAST_ABSENT:
        return "absent";
    default:
        return ""; /* not in office */
    }
}

static void put_taken(struct json *json, const struct aisle_scorecard_vote *t)
{
    json_key(json, "taken");
    json_open(json, '{');
    json_key(json, "congress");
    t->congress ? json_int(json, t->congress) : json_none(json);
    json_key(json, "rollcall");
    t->congress ? json_int(json, t->number) : json_none(json);
    json_put_day(json, "date", t->date);
    json_put_string(json, "question", t->question);
    json_put_int(json, "yea", t->yea);
    json_put_int(json, "nay", t->nay);
    json_put_bool(json, "passed", t->passed);
    json_close(json);
}

static void put_outcome(struct json *json, const struct aisle_scorecard *c)
{
    json_key(json, "outcome");
    json_open(json, '{');
    json_put_real(json, "p_pass", c->p_pass);
    json_put_real(json, "brier", c->brier);
    json_put_real(json, "log_loss", c->log_loss);
    json_put_real(json, "base_rate", c->base_rate);
    json_put_real(json, "base_brier", c->base_brier);
    json_put_real(json, "base_log_loss", c->base_log_loss);
    json_close(json);
}

static void put_yeas(struct json *json, const struct aisle_scorecard *c)
{
    json_key(json, "yea");
    json_open(json, '{');
    json_put_int(json, "actual", c->taken.yea);
    json_put_real(json, "mean", c->yea_mean);
    json_put_int(json, "median", c->yea_median);
    json_put_real(json, "crps", c->yea_crps);
    json_put_real(json, "rank", c->yea_rank);
    json_key(json, "intervals");
    json_open(json, '[');
    for (int k = 0; k < AISLE_SCORECARD_INTERVALS; k++) {
        json_open(json, '{');
        json_put_int(json, "share", c->intervals[k].share);
        json_put_int(json, "low", c->intervals[k].low);
        json_put_int(json, "high", c->intervals[k].high);
        json_put_bool(json, "inside", c->intervals[k].inside);
        json_close(json);
    }
    json_close(json);
    json_close(json);
}

static void put_senators(struct json *json, const struct aisle_scorecard *c)
{
    json_key(json, "senator");
    json_open(json, '{');
    json_put_int(json, "casts", c->casts);
    json_put_int(json, "called", c->called);
    json_put_real(json, "brier", c->senator_brier);
    json_put_real(json, "log_loss", c->senator_log_loss);
    json_put_int(json, "newcomers", c->newcomers);
    json_close(json);
    json_key(json, "senators");
    json_open(json, '[');
    for (int i = 0; i < c->senator_count; i++) {
        const struct aisle_scorecard_senator *s = &c->senators[i];
        json_open(json, '{');
        json_put_text(json, "bioguide", s->bioguide);
        json_put_text(json, "name", s->name);
        json_put_char(json, "party", s->party);
        json_put_char(json, "caucus", s->caucus);
        json_put_string(json, "state", s->state);
        json_put_real(json, "p_yea_present", s->p_yea);
        json_put_string(json, "cast", cast_text(s->cast));
        json_put_real(json, "log_loss", s->log_loss);
        json_put_string(json, "why", s->why);
        json_close(json);
    }
    json_close(json);
}

enum aisle_status aisle_report_score_json(struct aisle_ctx *ctx,
                                          const struct aisle_run *run,
                                          const struct aisle_scorecard *c, char **out)
{
    struct text text = {0};
    struct json json;
    json_init(&json, &text);
    json_open(&json, '{');
    json_put_run(&json, run);
    json_put_text(&json, "package", c->package);
    json_put_day(&json, "as_of", c->as_of);
    json_put_text(&json, "vote", c->vote);
    json_put_text(&json, "question", c->question);
    json_put_int(&json, "threshold", c->threshold);
    json_put_text(&json, "rule", c->rule);
    put_taken(&json, &c->taken);
    put_outcome(&json, c);
    put_yeas(&json, c);
    put_senators(&json, c);
    json_close(&json);
    text_add_char(&text, '\n');
    return report_take(ctx, &text, out);
}

enum aisle_status aisle_report_score_csv(struct aisle_ctx *ctx,
                                         const struct aisle_scorecard *c, char **out)
{
    struct text text = {0};
    text_add(&text, "bioguide,name,state,party,caucus,p_yea_present,cast,log_loss\n");
    for (int i = 0; i < c->senator_count; i++) {
        const struct aisle_scorecard_senator *s = &c->senators[i];
        csv_put_text(&text, s->bioguide, false);
        csv_put_text(&text, s->name, true);
        text_addf(&text, ",%s,%c,%c", s->state, s->party, s->caucus);
        csv_put_number(&text, s->p_yea);
        csv_put_text(&text, cast_text(s->cast), true);
        csv_put_number(&text, s->log_loss);
        text_add_char(&text, '\n');
    }
    return report_take(ctx, &text, out);
}
