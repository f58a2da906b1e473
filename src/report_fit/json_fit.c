#include "report_fit/fit_congress.h"
#include "report_fit/fit_parts.h"
#include "words/json_parts.h"

#include <math.h>

static void put_array(struct json *json, const char *key, const double *values, int n)
{
    json_key(json, key);
    json_open(json, '[');
    for (int i = 0; i < n; i++)
        json_real(json, values[i]);
    json_close(json);
}

static void put_point(struct json *json, const struct aisle_fit_member *m, int dims)
{
    json_open(json, '{');
    json_put_string(json, "bioguide", m->bioguide);
    json_put_text(json, "name", m->name);
    json_put_char(json, "party", m->party);
    json_put_char(json, "caucus", m->caucus);
    json_put_string(json, "state", m->state);
    put_array(json, "x", m->x, dims);
    put_array(json, "sd", m->sd, dims);
    put_array(json, "q05", m->q05, dims);
    put_array(json, "q95", m->q95, dims);
    json_put_real(json, "rank", m->rank);
    json_put_real(json, "rank_q05", m->rank_q05);
    json_put_real(json, "rank_q95", m->rank_q95);
    json_put_real(json, "rhat", m->rhat);
    json_put_real(json, "ess_bulk", m->ess_bulk);
    json_put_int(json, "votes", m->vote_count);
    json_put_bool(json, "thin", m->thin);
    json_put_bool(json, "in_office", m->in_office);
    json_close(json);
}

static void put_pivot(struct json *json, const struct aisle_fit *fit,
                      const struct aisle_pivot *pivot)
{
    json_open(json, '{');
    json_put_text(json, "name", pivot->name);
    json_put_int(json, "seat", pivot->seat);
    json_key(json, "senators");
    json_open(json, '[');
    for (int i = 0; i < pivot->chance_count; i++) {
        const struct aisle_fit_member *m = &fit->members[pivot->chances[i].member];
        json_open(json, '{');
        json_put_string(json, "bioguide", m->bioguide);
        json_put_text(json, "name", m->name);
        json_put_real(json, "p", pivot->chances[i].p);
        json_close(json);
    }
    json_close(json);
    json_close(json);
}

void json_put_pivots(struct json *json, const struct aisle_fit *fit)
{
    json_key(json, "pivots");
    json_open(json, '[');
    for (int i = 0; i < fit->pivot_count; i++)
        put_pivot(json, fit, &fit->pivots[i]);
    json_close(json);
}

static void put_period(struct json *json, const struct aisle_fit *fit,
                       const struct aisle_fit_period *p)
{
    const struct aisle_fit_member *m = &fit->members[p->member];
    json_open(json, '{');
    json_put_string(json, "bioguide", m->bioguide);
    json_put_text(json, "name", m->name);
    json_put_int(json, "congress", p->congress);
    json_put_char(json, "party", p->party);
    json_put_char(json, "caucus", p->caucus);
    put_array(json, "x", p->x, fit->dims);
    put_array(json, "sd", p->sd, fit->dims);
    put_array(json, "q05", p->q05, fit->dims);
    put_array(json, "q95", p->q95, fit->dims);
    json_put_real(json, "rhat", p->rhat);
    json_put_real(json, "ess_bulk", p->ess_bulk);
    json_put_int(json, "votes", p->vote_count);
    json_close(json);
}

static void put_congress(struct json *json, const struct aisle_fit *fit, int congress)
{
    struct fit_congress c = fit_congress_of(fit, congress);
    json_open(json, '{');
    json_put_int(json, "congress", congress);
    json_put_int(json, "places", c.places);
    json_put_int(json, "go_on", c.go_on);
    json_put_real(json, "sd_mean", c.sd_mean);
    json_put_real(json, "rhat_max", c.rhat_max);
    json_put_real(json, "ess_bulk_min", c.ess_bulk_min);
    json_close(json);
}

/* Of a dynamic fit: the walk's sd, and where each member stood in each Congress. */
static void put_periods(struct json *json, const struct aisle_fit *fit)
{
    json_put_real(json, "walk_sd", fit->walk_sd);
    json_put_real(json, "walk_sd_q05", fit->walk_sd_q05);
    json_put_real(json, "walk_sd_q95", fit->walk_sd_q95);
    json_key(json, "periods");
    json_open(json, '[');
    for (int k = 0; k < fit->period_count; k++)
        put_period(json, fit, &fit->periods[k]);
    json_close(json);
    json_key(json, "by_congress");
    json_open(json, '[');
    for (int congress = fit->congress_first; congress <= fit->congress_last; congress++)
        put_congress(json, fit, congress);
    json_close(json);
}

static void put_diagnostics(struct json *json, const struct aisle_fit *fit)
{
    json_put_real(json, "rhat_max", fit->rhat_max);
    json_put_real(json, "ess_bulk_min", fit->ess_bulk_min);
    json_put_real(json, "ess_bulk_median", fit->ess_bulk_median);
    json_put_real(json, "ess_tail_min", fit->ess_tail_min);
    json_put_real(json, "classified", fit->classified);
    json_put_real(json, "apre", fit->apre);
    json_put_real(json, "gmp", fit->gmp);
    json_put_real(json, "gmp_heldout", fit->gmp_heldout);
}

/* A list of votes has none. */
static void put_congress_number(struct json *json, const char *key, int congress)
{
    json_put_real(json, key, congress ? (double)congress : (double)NAN);
}

void json_fit_keys(struct json *json, const struct aisle_fit *fit)
{
    put_congress_number(json, "congress", fit->congress_last);
    put_congress_number(json, "congress_first", fit->congress_first);
    json_put_string(json, "chamber", fit->chamber);
    json_put_day(json, "as_of", fit->as_of);
    json_put_text(json, "link", aisle_link_text(fit->link));
    json_put_int(json, "dims", fit->dims);
    json_put_text(json, "method", aisle_method_text(fit->method));
    json_put_string(json, "engine", fit->engine);
    json_put_int(json, "members", fit->member_count);
    json_put_int(json, "rollcalls", fit->item_count);
    json_put_int(json, "votes", fit->vote_count);
    json_put_int(json, "chains", fit->chain_count);
    json_put_int(json, "draws", fit->draw_count);
    put_diagnostics(json, fit);
    json_key(json, "points");
    json_open(json, '[');
    for (int i = 0; i < fit->member_count; i++)
        put_point(json, &fit->members[i], fit->dims);
    json_close(json);
    json_put_pivots(json, fit);
    if (fit->period_count > 0)
        put_periods(json, fit);
}

enum aisle_status aisle_report_fit_json(struct aisle_ctx *ctx,
                                        const struct aisle_run *run,
                                        const struct aisle_fit *fit, char **out)
{
    struct text text = {0};
    struct json json;
    json_init(&json, &text);
    json_open(&json, '{');
    json_put_run(&json, run);
    json_fit_keys(&json, fit);
    json_close(&json);
    return report_take(ctx, &text, out);
}
