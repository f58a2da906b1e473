/* Senators: a list, every pair, or one senator's page. */
#include "findings/findings_parts.h"
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

static void put_who(struct json *json, const struct aisle_fit_member *m)
{
    json_put_string(json, "bioguide", m->bioguide);
    json_put_text(json, "name", m->name);
    json_put_char(json, "party", m->party);
    json_put_char(json, "caucus", m->caucus);
    json_put_string(json, "state", m->state);
}

static void put_place(struct json *json, const struct aisle_fit *fit,
                      const struct aisle_fit_member *m)
{
    json_put_bool(json, "in_office", m->in_office);
    put_array(json, "x", m->x, fit->dims);
    put_array(json, "sd", m->sd, fit->dims);
    put_array(json, "q05", m->q05, fit->dims);
    put_array(json, "q95", m->q95, fit->dims);
    json_put_real(json, "rank", m->rank);
    json_put_real(json, "rank_q05", m->rank_q05);
    json_put_real(json, "rank_q95", m->rank_q95);
    json_put_real(json, "rhat", m->rhat);
    json_put_real(json, "ess_bulk", m->ess_bulk);
    json_put_int(json, "votes", m->vote_count);
}

static void put_care(struct json *json, unsigned care)
{
    json_key(json, "care");
    json_open(json, '[');
    for (int c = 0; c < AISLE_CARE_COUNT; c++)
        if (care >> c & 1U)
            json_text(json, aisle_care_word(c));
    json_close(json);
}

static void put_record(struct json *json, const struct aisle_member_diagnosis *d)
{
    json_put_int(json, "rollcalls", d->called);
    json_put_int(json, "present", d->cast);
    json_put_real(json, "attendance", findings_share(d->cast, d->called));
    json_put_real(json, "loyalty", findings_share(d->loyal, d->loyal_of));
    json_put_int(json, "loyalty_votes", d->loyal_of);
    json_put_real(json, "unity", findings_share(d->united, d->united_of));
    json_put_int(json, "unity_votes", d->united_of);
    json_put_account(json, &d->account);
    json_put_real(json, "z", d->z);
    json_put_real(json, "elpd_loo", d->elpd_loo);
    put_care(json, d->care);
}

static void put_pair_keys(struct json *json, const struct aisle_findings *f, int a,
                          int b, double left)
{
    size_t at = (size_t)a * (size_t)f->fit->member_count + (size_t)b;
    json_put_int(json, "both", f->diagnosis->both[at]);
    json_put_int(json, "alike", f->diagnosis->same[at]);
    json_put_real(json, "agreement",
                  findings_share(f->diagnosis->same[at], f->diagnosis->both[at]));
    json_put_real(json, "p_left", left);
}

/* By type of vote; null where no vote model of absence was fitted to these votes. */
static void put_absence(struct json *json, const struct aisle_findings *f,
                        const char *bioguide)
{
    const struct aisle_member_trait *t =
        f->traits ? aisle_traits_member(f->traits, bioguide) : NULL;
    json_key(json, "p_absent");
    if (!t) {
        json_none(json);
        return;
    }
    json_open(json, '{');
    json_put_int(json, "run", f->traits->member_run);
    for (int i = 0; i < AISLE_VOTE_TYPES; i++)
        json_put_real(json, aisle_vote_type_text((enum aisle_vote_type)i),
                      t->p_absent[i]);
    json_close(json);
}

static void put_senator(struct json *json, const struct aisle_findings *f, int i)
{
    const struct aisle_fit_member *m = &f->fit->members[i];
    json_open(json, '{');
    put_who(json, m);
    put_place(json, f->fit, m);
    put_record(json, &f->diagnosis->members[i]);
    put_absence(json, f, m->bioguide);
    if (f->with >= 0 && f->with != i)
        put_pair_keys(json, f, i, f->with, findings_left(f->fit, i, f->with));
    json_close(json);
}

static void put_pairs(struct json *json, const struct aisle_findings *f)
{
    json_key(json, "pairs");
    json_open(json, '[');
    for (int a = 0; a < f->fit->member_count; a++)
        for (int b = a + 1; b < f->fit->member_count; b++) {
            json_open(json, '{');
            json_put_string(json, "a", f->fit->members[a].bioguide);
            json_put_string(json, "b", f->fit->members[b].bioguide);
            put_pair_keys(json, f, a, b, findings_left(f->fit, a, b));
            json_close(json);
        }
    json_close(json);
}

static void put_others(struct json *json, const struct aisle_findings *f)
{
    const struct aisle_member_page *page = f->member;
    json_key(json, "others");
    json_open(json, '[');
    for (int i = 0; i < page->other_count; i++) {
        int other = page->others[i];
        json_open(json, '{');
        json_put_string(json, "bioguide", f->fit->members[other].bioguide);
        json_put_text(json, "name", f->fit->members[other].name);
        put_pair_keys(json, f, page->member, other, page->left_of[other]);
        json_close(json);
    }
    json_close(json);
}

static void put_surprises(struct json *json, const struct aisle_findings *f)
{
    json_put_bool(json, "left_out", f->diagnosis->left_out);
    json_key(json, "surprising");
    json_open(json, '[');
    for (int i = 0; i < f->member->surprise_count; i++) {
        const struct aisle_surprise *s = &f->member->surprises[i];
        const struct aisle_rollcall *r = &f->votes->rollcalls[s->rollcall];
        json_open(json, '{');
        json_put_int(json, "congress", r->congress);
        json_put_int(json, "number", r->number);
        json_put_day(json, "date", r->date);
        json_put_text(json, "question", r->question);
        json_put_text(json, "title", findings_about(r));
        json_put_text(json, "cast", findings_cast(s->cast));
        json_put_real(json, "chance", s->chance);
        json_close(json);
    }
    json_close(json);
}

static void put_page(struct json *json, const struct aisle_findings *f)
{
    json_key(json, "senator");
    put_senator(json, f, f->member->member);
    put_array(json, "rank_chances", f->member->rank + 1, f->member->seats + 1);
    put_others(json, f);
    put_surprises(json, f);
}

enum aisle_status aisle_report_senators_json(struct aisle_ctx *ctx,
                                             const struct aisle_findings *f, char **out)
{
    struct text text = {0};
    struct json json;
    json_init(&json, &text);
    json_open(&json, '{');
    json_put_run(&json, f->run);
    json_put_findings(&json, f);
    json_put_int(&json, "unity_rollcalls", f->diagnosis->unity_rollcalls);
    if (f->member) {
        put_page(&json, f);
    } else {
        json_key(&json, "senators");
        json_open(&json, '[');
        for (int i = 0; i < f->row_count; i++)
            put_senator(&json, f, f->rows[i]);
        json_close(&json);
        if (f->pairs)
            put_pairs(&json, f);
    }
    json_close(&json);
    text_add_char(&text, '\n');
    return report_take(ctx, &text, out);
}
