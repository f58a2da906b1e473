#include "report_forecast/forecast_parts.h"
#include "words/json_parts.h"
#include "words/words.h"

static void put_moves(struct json *json, const char *key, int count,
                      const struct aisle_move *moves)
{
    json_key(json, key);
    json_open(json, '[');
    for (int i = 0; i < count; i++) {
        json_open(json, '{');
        json_put_text(json, "name", moves[i].name);
        json_put_char(json, "party", moves[i].party);
        json_put_text(json, "state", moves[i].state);
        json_put_real(json, "delta", moves[i].delta);
        json_put_real(json, "q05", moves[i].q05);
        json_put_real(json, "q95", moves[i].q95);
        json_close(json);
    }
    json_close(json);
}

static void put_parties(struct json *json, const struct aisle_concession *c)
{
    static const char *const caucuses[] = {"D", "R"};
    json_key(json, "parties");
    json_open(json, '[');
    for (int i = 0; i < 2; i++) {
        json_open(json, '{');
        json_put_text(json, "caucus", caucuses[i]);
        json_put_real(json, "gained", c->party[i].gained);
        json_put_real(json, "lost", c->party[i].lost);
        json_put_real(json, "net", c->party[i].net);
        json_put_real(json, "q05", c->party[i].q05);
        json_put_real(json, "q95", c->party[i].q95);
        json_close(json);
    }
    json_close(json);
}

static void put_votes(struct json *json, int count,
                      const struct aisle_vote_price *votes)
{
    json_key(json, "votes");
    json_open(json, '[');
    for (int v = 0; votes && v < count; v++) {
        json_open(json, '{');
        json_put_text(json, "vote", votes[v].id);
        json_put_real(json, "p_pass", votes[v].p_pass);
        json_put_real(json, "p_pass_delta", votes[v].p_pass_delta);
        json_close(json);
    }
    json_close(json);
}

static void put_concession(struct json *json, int vote_count,
                           const struct aisle_concession *c)
{
    json_open(json, '{');
    json_put_text(json, "change", c->change);
    json_put_bool(json, "added", c->added);
    json_put_bool(json, "identified", c->identified);
    json_put_string(json, "caution",
                    c->identified ? ""
                                  : "content not identified: only one side has "
                                    "offered the like, or nobody has");
    json_put_real(json, "yea_mean", c->yea_mean);
    json_put_real(json, "yea_q05", c->yea_q05);
    json_put_real(json, "yea_q95", c->yea_q95);
    json_put_real(json, "yea_d", c->yea_d);
    json_put_real(json, "yea_r", c->yea_r);
    json_put_real(json, "p_pass", c->p_pass);
    json_put_real(json, "p_pass_delta", c->p_pass_delta);
    json_put_real(json, "p_all", c->p_all);
    json_put_real(json, "p_all_delta", c->p_all_delta);
    put_votes(json, vote_count, c->votes);
    put_parties(json, c);
    put_moves(json, "gains", c->gain_count, c->gains);
    put_moves(json, "losses", c->loss_count, c->losses);
    json_close(json);
}

void json_concession_keys(struct json *json, const struct aisle_frontier *frontier)
{
    json_put_text(json, "vote", frontier->vote);
    json_put_int(json, "threshold", frontier->threshold);
    json_put_real(json, "p_pass", frontier->p_pass);
    json_put_real(json, "p_all", frontier->p_all);
    put_votes(json, frontier->vote_count, frontier->votes);
    json_key(json, "options");
    json_open(json, '[');
    for (int i = 0; i < frontier->concession_count; i++)
        put_concession(json, frontier->vote_count, &frontier->concessions[i]);
    json_close(json);
    json_put_notes(json, frontier->note_count, frontier->notes);
}

static void put_provisions(struct json *json, const struct aisle_package *package,
                           uint64_t selection)
{
    json_key(json, "provisions");
    json_open(json, '[');
    for (int p = 0; package && p < package->provision_count; p++)
        if (selection >> p & 1)
            json_text(json, package->provisions[p].id);
    json_close(json);
}

static void put_outcomes(struct json *json, const struct aisle_deal_point *point)
{
    json_key(json, "outcome");
    json_open(json, '{');
    for (int i = 0; i < AISLE_DEAL_OUTCOMES; i++)
        json_put_real(json, aisle_deal_outcome_names[i], point->outcome[i]);
    json_close(json);
}

static void put_point(struct json *json, const struct aisle_package *package,
                      const struct aisle_deal_point *point)
{
    struct text name = {0};
    words_deal(&name, package, point->selection);
    json_open(json, '{');
    json_put_text(json, "package", name.bytes);
    json->out->failed = json->out->failed || name.failed;
    text_clear(&name);
    put_provisions(json, package, point->selection);
    json_put_real(json, "p_pass", point->p_pass);
    json_put_real(json, "p_pass_q05", point->p_pass_q05);
    json_put_real(json, "p_pass_q95", point->p_pass_q95);
    json_put_real(json, "p_all", point->p_all);
    json_put_real(json, "yea_mean", point->yea_mean);
    put_outcomes(json, point);
    json_put_real(json, "cost_usd", point->cost_usd);
    json_put_bool(json, "knee", point->knee);
    json_put_bool(json, "as_written", point->as_written);
    json_close(json);
}

void json_deal_keys(struct json *json, const struct aisle_package *package,
                    const struct aisle_frontier *frontier)
{
    json_put_text(json, "space", package ? package->id : NULL);
    json_put_text(json, "vote", frontier->vote);
    json_put_int(json, "threshold", frontier->threshold);
    json_put_int(json, "searched", frontier->searched);
    json_put_int(json, "simulated", frontier->simulated);
    json_key(json, "frontier");
    json_open(json, '[');
    for (int i = 0; i < frontier->point_count; i++)
        if (frontier->points[i].on_frontier)
            put_point(json, package, &frontier->points[i]);
    json_close(json);
    json_put_notes(json, frontier->note_count, frontier->notes);
}

enum aisle_status aisle_report_concessions_json(struct aisle_ctx *ctx,
                                                const struct aisle_run *run,
                                                const struct aisle_frontier *frontier,
                                                char **out)
{
    struct text text = {0};
    struct json json;
    json_init(&json, &text);
    json_open(&json, '{');
    json_put_run(&json, run);
    json_concession_keys(&json, frontier);
    json_close(&json);
    return report_take(ctx, &text, out);
}

enum aisle_status aisle_report_deal_json(struct aisle_ctx *ctx,
                                         const struct aisle_run *run,
                                         const struct aisle_package *package,
                                         const struct aisle_frontier *frontier,
                                         char **out)
{
    struct text text = {0};
    struct json json;
    json_init(&json, &text);
    json_open(&json, '{');
    json_put_run(&json, run);
    json_deal_keys(&json, package, frontier);
    json_close(&json);
    return report_take(ctx, &text, out);
}
