/* A backtest as JSON. */
#include "report_forecast/forecast_parts.h"
#include "words/json_parts.h"

static void put_score(struct json *json, const struct aisle_score *s)
{
    json_put_int(json, "votes", s->votes);
    json_key(json, "outcome");
    json_open(json, '{');
    json_put_real(json, "brier", s->pass_brier);
    json_put_real(json, "log_loss", s->pass_log_loss);
    json_put_real(json, "accuracy", s->pass_accuracy);
    json_put_real(json, "base_brier", s->base_brier);
    json_close(json);
    json_key(json, "yea");
    json_open(json, '{');
    json_put_real(json, "mae", s->yea_mae);
    json_put_real(json, "crps", s->yea_crps);
    json_put_real(json, "cover50", s->yea_cover50);
    json_put_real(json, "cover80", s->yea_cover80);
    json_put_real(json, "cover90", s->yea_cover90);
    json_put_real(json, "cover95", s->yea_cover95);
    json_put_real(json, "width80", s->yea_width80);
    json_put_real(json, "cover80_fewest", s->yea_cover80_fewest);
    json_put_real(json, "size80_fewest", s->yea_size80_fewest);
    json_close(json);
    json_key(json, "senator");
    json_open(json, '{');
    json_put_int(json, "casts", s->casts);
    json_put_real(json, "accuracy", s->senator_accuracy);
    json_put_real(json, "brier", s->senator_brier);
    json_put_real(json, "log_loss", s->senator_log_loss);
    json_put_real(json, "joint_log_score", s->joint_log_score);
    json_close(json);
}

static void put_calibration(struct json *json, const struct aisle_backtest *b)
{
    json_key(json, "calibration");
    json_open(json, '[');
    for (int k = 0; k < AISLE_CALIBRATION_BINS; k++) {
        json_open(json, '{');
        json_put_real(json, "low", b->calibration[k].low);
        json_put_real(json, "high", b->calibration[k].high);
        json_put_int(json, "n", b->calibration[k].n);
        json_put_real(json, "mean_p", b->calibration[k].mean_p);
        json_put_real(json, "rate", b->calibration[k].rate);
        json_close(json);
    }
    json_close(json);
}

static void put_congresses(struct json *json, const struct aisle_backtest *b)
{
    json_key(json, "by_congress");
    json_open(json, '[');
    for (int k = 0; k < b->congress_count; k++) {
        json_open(json, '{');
        json_put_int(json, "congress", b->congresses[k].congress);
        put_score(json, &b->congresses[k].score);
        json_close(json);
    }
    json_close(json);
}

static void put_baselines(struct json *json, const struct aisle_backtest *b)
{
    json_key(json, "baselines");
    json_open(json, '[');
    for (int k = 0; k < AISLE_BASELINE_COUNT; k++) {
        const struct aisle_score *s = &b->baselines[k].score;
        json_open(json, '{');
        json_put_text(json, "name", b->baselines[k].name);
        json_put_real(json, "brier", s->pass_brier);
        json_put_real(json, "log_loss", s->pass_log_loss);
        json_put_real(json, "mae", s->yea_mae);
        json_put_real(json, "joint_log_score", s->joint_log_score);
        json_close(json);
    }
    json_close(json);
}

static void put_items(struct json *json, const struct aisle_backtest *b)
{
    json_key(json, "items");
    json_open(json, '[');
    for (int k = 0; k < b->item_count; k++) {
        const struct aisle_backtest_item *i = &b->items[k];
        json_open(json, '{');
        json_put_int(json, "congress", i->congress);
        json_put_int(json, "rollcall", i->rollcall);
        json_put_day(json, "date", i->date);
        json_put_day(json, "last_input", i->last_input);
        json_put_text(json, "question", i->question);
        json_put_int(json, "threshold", i->threshold);
        json_put_real(json, "p_pass", i->p_pass);
        json_put_real(json, "yea_mean", i->yea_mean);
        json_put_real(json, "yea_q10", i->yea_q10);
        json_put_real(json, "yea_q90", i->yea_q90);
        json_put_real(json, "joint_log_score", i->joint_log_score);
        json_put_int(json, "actual", i->actual);
        json_put_bool(json, "passed", i->passed);
        json_close(json);
    }
    json_close(json);
}

void json_backtest_keys(struct json *json, const struct aisle_backtest *b)
{
    json_put_text(json, "kind", aisle_backtest_kind_text(b->options.kind));
    json_put_text(json, "reveal", aisle_reveal_text(b->options.reveal));
    json_put_int(json, "revealed", b->options.reveal_count);
    json_put_bool(json, "warm", b->options.warm);
    json_put_int(json, "sponsorless", b->sponsorless);
    put_score(json, &b->score);
    put_calibration(json, b);
    put_congresses(json, b);
    put_baselines(json, b);
    put_items(json, b);
}

enum aisle_status aisle_report_backtest_json(struct aisle_ctx *ctx,
                                             const struct aisle_run *run,
                                             const struct aisle_backtest *b, char **out)
{
    struct text text = {0};
    struct json json;
    json_init(&json, &text);
    json_open(&json, '{');
    json_put_run(&json, run);
    json_backtest_keys(&json, b);
    json_close(&json);
    text_add_char(&text, '\n');
    return report_take(ctx, &text, out);
}
