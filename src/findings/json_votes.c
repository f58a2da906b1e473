/* Roll calls: a list, or one seat by seat. */
#include "findings/findings_parts.h"
#include "words/json_parts.h"

static void put_caucus(struct json *json, const char *key,
                       const struct aisle_rollcall_diagnosis *d, int caucus)
{
    json_key(json, key);
    json_open(json, '{');
    json_put_int(json, "yea", d->yea_of[caucus]);
    json_put_int(json, "nay", d->nay_of[caucus]);
    json_close(json);
}

static void put_record(struct json *json, const struct aisle_rollcall *r,
                       const struct aisle_rollcall_diagnosis *d)
{
    json_put_int(json, "congress", r->congress);
    json_put_int(json, "number", r->number);
    json_put_day(json, "date", r->date);
    json_put_text(json, "category", aisle_category_text(r->category));
    json_put_string(json, "cloture", aisle_cloture_text(r->cloture));
    json_put_text(json, "requires", aisle_requires_text(r->requires));
    json_put_text(json, "question", r->question);
    json_put_text(json, "title", findings_about(r));
    json_put_string(json, "bill", r->bill);
    json_put_string(json, "amendment", r->amendment);
    json_put_string(json, "nomination", r->nomination);
    json_put_text(json, "result", r->result);
    json_put_bool(json, "passed", r->passed);
    json_put_int(json, "yea", r->yea);
    json_put_int(json, "nay", r->nay);
    json_put_int(json, "needed", d->needed);
    json_put_int(json, "margin", d->margin);
    put_caucus(json, "democratic_caucus", d, 0);
    put_caucus(json, "republican_caucus", d, 1);
    json_put_bool(json, "unity", d->unity);
    json_put_bool(json, "contested", d->item >= 0);
}

static void put_member(struct json *json, const char *key, const struct aisle_fit *fit,
                       int member)
{
    json_key(json, key);
    if (member < 0) {
        json_none(json);
        return;
    }
    json_open(json, '{');
    json_put_string(json, "bioguide", fit->members[member].bioguide);
    json_put_text(json, "name", fit->members[member].name);
    json_close(json);
}

/* What the fit says of it; null where it was not contested. */
static void put_fitted(struct json *json, const struct aisle_findings *f,
                       const struct aisle_rollcall_diagnosis *d)
{
    json_put_real(json, "cut", d->cut);
    json_put_real(json, "cut_q05", d->cut_q05);
    json_put_real(json, "cut_q95", d->cut_q95);
    json_put_real(json, "p_yeas_right", d->p_right);
    json_put_real(json, "angle", d->angle);
    json_put_real(json, "angle_q05", d->angle_q05);
    json_put_real(json, "angle_q95", d->angle_q95);
    json_put_account(json, &d->account);
    json_key(json, "best_cut_errors");
    d->item >= 0 ? json_int(json, d->best_errors) : json_none(json);
    json_put_text(json, "separation",
                  d->item >= 0 ? aisle_separation_text(d->separation) : NULL);
    put_member(json, "decider", f->fit, d->decider);
    json_put_real(json, "z", d->z);
    json_put_real(json, "elpd_loo", d->elpd_loo);
    json_put_real(json, "p_loo", d->p_loo);
    json_put_real(json, "pareto_k_max", d->k_max);
}

static void put_item(struct json *json, const struct aisle_findings *f,
                     const struct aisle_rollcall_diagnosis *d)
{
    const struct aisle_fit_item *item = &f->fit->items[d->item];
    json_key(json, "parameters");
    json_open(json, '{');
    json_put_real(json, "a", item->a);
    json_put_real(json, "a_sd", item->a_sd);
    json_key(json, "b");
    json_open(json, '[');
    for (int k = 0; k < f->fit->dims; k++)
        json_real(json, item->b[k]);
    json_close(json);
    json_key(json, "b_sd");
    json_open(json, '[');
    for (int k = 0; k < f->fit->dims; k++)
        json_real(json, item->b_sd[k]);
    json_close(json);
    json_close(json);
}

static void put_seat(struct json *json, const struct aisle_findings *f,
                     const struct aisle_vote_seat *s)
{
    const struct aisle_fit_member *m = &f->fit->members[s->member];
    json_open(json, '{');
    json_put_string(json, "bioguide", m->bioguide);
    json_put_text(json, "name", m->name);
    json_put_char(json, "party", m->party);
    json_put_char(json, "caucus", s->caucus);
    json_put_string(json, "state", m->state);
    json_key(json, "x");
    json_open(json, '[');
    for (int k = 0; k < f->fit->dims; k++)
        json_real(json, m->x[k]);
    json_close(json);
    json_put_text(json, "cast", findings_cast(s->cast));
    json_put_real(json, "p_yea", s->p_yea);
    json_put_real(json, "p_q05", s->p_q05);
    json_put_real(json, "p_q95", s->p_q95);
    json_put_real(json, "chance", s->p_cast);
    json_close(json);
}

/* What a vote model found of it; null where none was fitted to these votes. */
static void put_trait(struct json *json, const struct aisle_findings *f,
                      const struct aisle_rollcall *r)
{
    const struct aisle_rollcall_trait *t =
        f->traits ? aisle_traits_rollcall(f->traits, r->congress, r->number) : NULL;
    json_key(json, "model");
    if (!t) {
        json_none(json);
        return;
    }
    json_open(json, '{');
    json_put_int(json, "run", f->traits->rollcall_run);
    json_put_text(json, "kind", aisle_item_kind_text(t->kind));
    json_put_real(json, "p_unfolding", t->p_unfolding);
    json_put_real(json, "turn", t->turn);
    json_put_text(json, "ends",
                  t->kind == AISLE_ITEM_UNFOLDING ? t->yea_ends ? "yea" : "nay" : NULL);
    json_close(json);
}

static void put_page(struct json *json, const struct aisle_findings *f)
{
    const struct aisle_vote_page *page = f->vote;
    const struct aisle_rollcall_diagnosis *d = &f->diagnosis->rollcalls[page->rollcall];
    json_key(json, "vote");
    json_open(json, '{');
    put_record(json, &f->votes->rollcalls[page->rollcall], d);
    put_fitted(json, f, d);
    if (d->item >= 0)
        put_item(json, f, d);
    put_trait(json, f, &f->votes->rollcalls[page->rollcall]);
    json_put_bool(json, "left_out", f->diagnosis->left_out);
    json_key(json, "senators");
    json_open(json, '[');
    for (int s = 0; s < page->seat_count; s++)
        put_seat(json, f, &page->seats[s]);
    json_close(json);
    json_close(json);
}

void json_put_rollcall(struct json *json, const struct aisle_findings *f, int rollcall)
{
    json_open(json, '{');
    put_record(json, &f->votes->rollcalls[rollcall],
               &f->diagnosis->rollcalls[rollcall]);
    put_fitted(json, f, &f->diagnosis->rollcalls[rollcall]);
    put_trait(json, f, &f->votes->rollcalls[rollcall]);
    json_close(json);
}

enum aisle_status aisle_report_votes_json(struct aisle_ctx *ctx,
                                          const struct aisle_findings *f, char **out)
{
    struct text text = {0};
    struct json json;
    json_init(&json, &text);
    json_open(&json, '{');
    json_put_run(&json, f->run);
    json_put_findings(&json, f);
    if (f->vote) {
        put_page(&json, f);
    } else {
        int shown = f->limit > 0 && f->limit < f->row_count ? f->limit : f->row_count;
        json_put_int(&json, "found", f->row_count);
        json_key(&json, "rollcalls");
        json_open(&json, '[');
        for (int i = 0; i < shown; i++)
            json_put_rollcall(&json, f, f->rows[i]);
        json_close(&json);
    }
    json_close(&json);
    text_add_char(&text, '\n');
    return report_take(ctx, &text, out);
}
