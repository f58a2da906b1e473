/* The fit itself, and a vote to come. */
#include "findings/findings_parts.h"
#include "report_fit/fit_parts.h"
#include "words/json_parts.h"

#include <math.h>

/* Yeas whose chances are named: a majority of 100 with the Vice President's vote or
 * without, three fifths, two thirds. */
static const int thresholds[] = {50, 51, 60, 67};

static void put_rules(struct json *json, const struct aisle_diagnosis *d)
{
    json_put_text(json, "verdict", aisle_verdict_text(d->verdict));
    json_put_bool(json, "trusted", d->verdict != AISLE_VERDICT_BAD);
    json_key(json, "rules");
    json_open(json, '[');
    for (int i = 0; i < d->rule_count; i++) {
        const struct aisle_trust_rule *r = &d->rules[i];
        json_open(json, '{');
        json_put_text(json, "name", r->name);
        json_put_text(json, "rule", r->text);
        json_put_real(json, "value", r->value);
        json_put_real(json, "limit", r->limit);
        json_put_text(json, "verdict", aisle_verdict_text(r->verdict));
        json_close(json);
    }
    json_close(json);
}

static void put_loo(struct json *json, const struct aisle_loo *loo)
{
    static const char *const bins[] = {"k_good", "k_fair", "k_bad", "k_very_bad"};
    json_key(json, "loo");
    if (!loo->done) {
        json_none(json);
        return;
    }
    json_open(json, '{');
    json_put_real(json, "elpd", loo->elpd);
    json_put_real(json, "se", loo->se);
    json_put_real(json, "p", loo->p_loo);
    json_put_real(json, "gmp", loo->gmp);
    json_put_int(json, "votes", loo->votes);
    json_put_int(json, "draws", loo->draws);
    json_put_real(json, "k_max", loo->k_max);
    json_put_int(json, "k_over_0.7", loo->k_counts[2] + loo->k_counts[3]);
    for (int b = 0; b < 4; b++)
        json_put_int(json, bins[b], loo->k_counts[b]);
    json_close(json);
}

static void put_replicas(struct json *json, const struct aisle_diagnosis *d)
{
    json_put_int(json, "replications", d->replications);
    json_key(json, "replicas");
    json_open(json, '[');
    for (int i = 0; i < d->replica_count; i++) {
        const struct aisle_replica *r = &d->replicas[i];
        json_open(json, '{');
        json_put_text(json, "name", r->name);
        json_put_text(json, "statistic", r->text);
        json_put_real(json, "observed", r->observed);
        json_put_real(json, "mean", r->mean);
        json_put_real(json, "q05", r->q05);
        json_put_real(json, "q95", r->q95);
        json_put_real(json, "p", r->p);
        json_close(json);
    }
    json_close(json);
}

static void put_mixing(struct json *json, const struct aisle_findings *f)
{
    json_key(json, "members");
    json_open(json, '[');
    for (int i = 0; i < f->fit->member_count; i++) {
        const struct aisle_fit_member *m = &f->fit->members[i];
        json_open(json, '{');
        json_put_string(json, "bioguide", m->bioguide);
        json_put_text(json, "name", m->name);
        json_put_real(json, "rhat", m->rhat);
        json_put_real(json, "ess_bulk", m->ess_bulk);
        json_put_real(json, "gmp",
                      aisle_account_gmp(&f->diagnosis->members[i].account));
        json_put_real(json, "z", f->diagnosis->members[i].z);
        json_close(json);
    }
    json_close(json);
}

static void put_items(struct json *json, const struct aisle_findings *f)
{
    json_key(json, "rollcalls");
    json_open(json, '[');
    for (int j = 0; j < f->fit->item_count; j++) {
        const struct aisle_fit_item *item = &f->fit->items[j];
        const struct aisle_rollcall_diagnosis *d =
            &f->diagnosis->rollcalls[item->rollcall];
        json_open(json, '{');
        json_put_int(json, "congress", item->congress);
        json_put_int(json, "number", item->number);
        json_put_real(json, "rhat", f->diagnosis->item_rhat[j]);
        json_put_real(json, "ess_bulk", f->diagnosis->item_ess[j]);
        json_put_text(json, "separation", aisle_separation_text(d->separation));
        json_put_account(json, &d->account);
        json_put_real(json, "z", d->z);
        json_put_real(json, "elpd_loo", d->elpd_loo);
        json_put_real(json, "p_loo", d->p_loo);
        json_put_real(json, "pareto_k_max", d->k_max);
        json_close(json);
    }
    json_close(json);
}

enum aisle_status aisle_report_diagnosis_json(struct aisle_ctx *ctx,
                                              const struct aisle_findings *f,
                                              char **out)
{
    struct text text = {0};
    struct json json;
    const struct aisle_fit *fit = f->fit;
    json_init(&json, &text);
    json_open(&json, '{');
    json_put_run(&json, f->run);
    json_put_findings(&json, f);
    put_rules(&json, f->diagnosis);
    json_put_real(&json, "rhat_max", fit->rhat_max);
    json_put_real(&json, "ess_bulk_min", fit->ess_bulk_min);
    json_put_real(&json, "ess_bulk_median", fit->ess_bulk_median);
    json_put_real(&json, "ess_tail_min", fit->ess_tail_min);
    json_put_account(&json, &f->diagnosis->account);
    json_put_real(&json, "apre", aisle_account_pre(&f->diagnosis->account));
    json_put_real(&json, "gmp", aisle_account_gmp(&f->diagnosis->account));
    json_put_real(&json, "gmp_heldout", fit->gmp_heldout);
    put_loo(&json, &f->diagnosis->loo);
    put_replicas(&json, f->diagnosis);
    json_put_pivots(&json, fit);
    put_mixing(&json, f);
    put_items(&json, f);
    json_close(&json);
    return report_take(ctx, &text, out);
}

/* --- a vote to come ----------------------------------------------------------------------- */

static void put_seats(struct json *json, const struct aisle_findings *f)
{
    const struct aisle_prediction *p = f->prediction;
    json_key(json, "senators");
    json_open(json, '[');
    for (int s = 0; s < p->seat_count; s++) {
        const struct aisle_fit_member *m = &f->fit->members[p->seats[s]];
        const char *said = NULL;
        for (int a = 0; a < p->announced_count; a++)
            if (p->announced[a].member == p->seats[s])
                said = findings_cast(p->announced[a].cast);
        json_open(json, '{');
        json_put_string(json, "bioguide", m->bioguide);
        json_put_text(json, "name", m->name);
        json_put_char(json, "party", m->party);
        json_put_string(json, "state", m->state);
        json_put_text(json, "announced", said);
        json_put_real(json, "p_yea", p->p_yea[s]);
        json_put_real(json, "p_q05", p->p_q05[s]);
        json_put_real(json, "p_q95", p->p_q95[s]);
        json_close(json);
    }
    json_close(json);
}

static void put_total(struct json *json, const struct aisle_prediction *p)
{
    json_key(json, "yea");
    json_open(json, '{');
    json_put_real(json, "mean", p->mean);
    json_put_real(json, "sd", p->sd);
    json_put_int(json, "q05", p->q05);
    json_put_int(json, "q50", p->q50);
    json_put_int(json, "q95", p->q95);
    json_close(json);
    json_key(json, "at_least");
    json_open(json, '[');
    for (size_t t = 0; t < sizeof thresholds / sizeof *thresholds; t++) {
        json_open(json, '{');
        json_put_int(json, "yeas", thresholds[t]);
        json_put_real(json, "p", aisle_prediction_at_least(p, thresholds[t]));
        json_close(json);
    }
    json_close(json);
    json_key(json, "distribution");
    json_open(json, '[');
    for (int n = 0; n <= p->seat_count; n++)
        json_real(json, p->distribution[n]);
    json_close(json);
}

static void put_likenesses(struct json *json, const struct aisle_findings *f)
{
    json_key(json, "like");
    json_open(json, '[');
    for (int i = 0; i < f->prediction->likeness_count; i++) {
        const struct aisle_likeness *like = &f->prediction->likenesses[i];
        const struct aisle_rollcall *r =
            &f->votes->rollcalls[f->fit->items[like->item].rollcall];
        json_open(json, '{');
        json_put_int(json, "congress", r->congress);
        json_put_int(json, "number", r->number);
        json_put_day(json, "date", r->date);
        json_put_text(json, "question", r->question);
        json_put_text(json, "title", findings_about(r));
        json_put_int(json, "yea", r->yea);
        json_put_int(json, "nay", r->nay);
        json_put_real(json, "share", like->share);
        json_close(json);
    }
    json_close(json);
}

enum aisle_status aisle_report_prediction_json(struct aisle_ctx *ctx,
                                               const struct aisle_findings *f,
                                               char **out)
{
    struct text text = {0};
    struct json json;
    const struct aisle_prediction *p = f->prediction;
    json_init(&json, &text);
    json_open(&json, '{');
    json_put_run(&json, f->run);
    json_put_findings(&json, f);
    json_put_text(&json, "bank", p->bank == AISLE_BANK_ITEMS ? "items" : "normal");
    json_put_int(&json, "bank_rollcalls", p->bank_count);
    json_put_real(&json, "bank_share", p->bank_share);
    json_put_int(&json, "particles", p->particles);
    json_put_real(&json, "particle_ess", p->particle_ess);
    json_put_real(&json, "p_announced", p->p_announced);
    put_total(&json, p);
    put_seats(&json, f);
    put_likenesses(&json, f);
    json_close(&json);
    text_add_char(&text, '\n');
    return report_take(ctx, &text, out);
}
