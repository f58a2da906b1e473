/* Senators, roll calls, rules and seats as CSV. */
#include "findings/findings_parts.h"
#include "words/csv_parts.h"

#include <string.h>

/* --- senators ------------------------------------------------------------------------ */

static void add_who(struct text *out, const struct aisle_fit_member *m)
{
    text_add(out, m->bioguide);
    csv_put_text(out, m->name, true);
    text_addf(out, ",%s,%c,%c", m->state, m->party, m->caucus);
}

static void add_pair(struct text *out, const struct aisle_findings *f, int a, int b)
{
    size_t at = (size_t)a * (size_t)f->fit->member_count + (size_t)b;
    int both = f->diagnosis->both[at], same = f->diagnosis->same[at];
    csv_put_int(out, both);
    csv_put_int(out, same);
    csv_put_number(out, findings_share(same, both));
    csv_put_number(out, findings_left(f->fit, a, b));
}

static void add_senator(struct text *out, const struct aisle_findings *f, int i)
{
    const struct aisle_fit_member *m = &f->fit->members[i];
    const struct aisle_member_diagnosis *d = &f->diagnosis->members[i];
    add_who(out, m);
    csv_put_int(out, m->in_office);
    for (int k = 0; k < f->fit->dims; k++) {
        csv_put_number(out, m->x[k]);
        csv_put_number(out, m->sd[k]);
        csv_put_number(out, m->q05[k]);
        csv_put_number(out, m->q95[k]);
    }
    csv_put_number(out, m->rank);
    csv_put_number(out, m->rank_q05);
    csv_put_number(out, m->rank_q95);
    csv_put_int(out, m->vote_count);
    csv_put_number(out, findings_share(d->cast, d->called));
    csv_put_number(out, findings_share(d->loyal, d->loyal_of));
    csv_put_number(out, findings_share(d->united, d->united_of));
    csv_put_number(out, aisle_account_classified(&d->account));
    csv_put_number(out, aisle_account_pre(&d->account));
    csv_put_number(out, aisle_account_gmp(&d->account));
    csv_put_int(out, d->care);
    if (f->with >= 0)
        add_pair(out, f, i, f->with);
    text_add_char(out, '\n');
}

static void add_senators(struct text *out, const struct aisle_findings *f)
{
    text_add(out, "bioguide,name,state,party,caucus,in_office");
    for (int k = 1; k <= f->fit->dims; k++)
        text_addf(out, ",x%d,sd%d,q05_%d,q95_%d", k, k, k, k);
    text_add(out, ",rank,rank_q05,rank_q95,votes,attendance,loyalty,unity,classified,"
                  "pre,gmp,care");
    text_add(out, f->with >= 0 ? ",both,alike,agreement,p_left\n" : "\n");
    for (int i = 0; i < f->row_count; i++)
        add_senator(out, f, f->rows[i]);
}

static void add_pair_row(struct text *out, const struct aisle_findings *f, int a, int b)
{
    text_add(out, f->fit->members[a].bioguide);
    csv_put_text(out, f->fit->members[a].name, true);
    csv_put_text(out, f->fit->members[b].bioguide, true);
    csv_put_text(out, f->fit->members[b].name, true);
    add_pair(out, f, a, b);
    text_add_char(out, '\n');
}

enum aisle_status aisle_report_senators_csv(struct aisle_ctx *ctx,
                                            const struct aisle_findings *f, char **out)
{
    struct text text = {0};
    if (!f->member && !f->pairs) {
        add_senators(&text, f);
        return report_take(ctx, &text, out);
    }
    text_add(&text,
             "bioguide_a,name_a,bioguide_b,name_b,both,alike,agreement,p_left\n");
    for (int i = 0; f->member && i < f->member->other_count; i++)
        add_pair_row(&text, f, f->member->member, f->member->others[i]);
    for (int a = 0; !f->member && a < f->fit->member_count; a++)
        for (int b = a + 1; b < f->fit->member_count; b++)
            add_pair_row(&text, f, a, b);
    return report_take(ctx, &text, out);
}

/* --- roll calls ------------------------------------------------------------------------- */

static void add_fitted(struct text *out, const struct aisle_rollcall_diagnosis *d)
{
    csv_put_number(out, d->cut);
    csv_put_number(out, d->cut_q05);
    csv_put_number(out, d->cut_q95);
    csv_put_number(out, d->p_right);
    csv_put_number(out, d->angle);
    if (d->item >= 0) {
        csv_put_int(out, d->account.errors);
        csv_put_int(out, d->best_errors);
    } else {
        text_add(out, ",,");
    }
    csv_put_number(out, aisle_account_pre(&d->account));
    csv_put_number(out, aisle_account_gmp(&d->account));
    csv_put_text(out, d->item >= 0 ? aisle_separation_text(d->separation) : "", true);
    csv_put_number(out, d->z);
    csv_put_number(out, d->elpd_loo);
    text_add_char(out, '\n');
}

static void add_rollcall(struct text *out, const struct aisle_findings *f, int r)
{
    const struct aisle_rollcall *c = &f->votes->rollcalls[r];
    const struct aisle_rollcall_diagnosis *d = &f->diagnosis->rollcalls[r];
    char date[AISLE_DATE_TEXT];
    text_addf(out, "%d,%d,%s,%s,%s", c->congress, c->number,
              aisle_day_format(c->date, date), aisle_category_text(c->category),
              aisle_requires_text(c->requires));
    csv_put_text(out, c->question, true);
    csv_put_text(out, findings_paper(c).s, true);
    csv_put_text(out, findings_about(c), true);
    csv_put_text(out, c->result, true);
    text_addf(out, ",%d,%d,%d,%d,%d,%d,%d,%d", c->yea, c->nay, d->needed, d->margin,
              d->yea_of[0], d->nay_of[0], d->yea_of[1], d->nay_of[1]);
    add_fitted(out, d);
}

static void add_seat(struct text *out, const struct aisle_findings *f,
                     const struct aisle_vote_seat *s)
{
    const struct aisle_fit_member *m = &f->fit->members[s->member];
    add_who(out, m);
    for (int k = 0; k < f->fit->dims; k++)
        csv_put_number(out, m->x[k]);
    csv_put_text(out, findings_cast(s->cast), true);
    csv_put_number(out, s->p_yea);
    csv_put_number(out, s->p_q05);
    csv_put_number(out, s->p_q95);
    csv_put_number(out, s->p_cast);
    text_add_char(out, '\n');
}

enum aisle_status aisle_report_votes_csv(struct aisle_ctx *ctx,
                                         const struct aisle_findings *f, char **out)
{
    struct text text = {0};
    if (f->vote) {
        text_add(&text, "bioguide,name,state,party,caucus");
        for (int k = 1; k <= f->fit->dims; k++)
            text_addf(&text, ",x%d", k);
        text_add(&text, ",cast,p_yea,p_q05,p_q95,chance\n");
        for (int s = 0; s < f->vote->seat_count; s++)
            add_seat(&text, f, &f->vote->seats[s]);
        return report_take(ctx, &text, out);
    }
    text_add(
        &text,
        "congress,number,date,category,requires,question,paper,title,result,yea,nay,"
        "needed,margin,d_yea,d_nay,r_yea,r_nay,cut,cut_q05,cut_q95,p_yeas_right,"
        "angle,errors,best_cut_errors,pre,gmp,separation,z,elpd_loo\n");
    for (int i = 0; i < f->row_count && (f->limit <= 0 || i < f->limit); i++)
        add_rollcall(&text, f, f->rows[i]);
    return report_take(ctx, &text, out);
}

/* --- the fit, and a vote to come --------------------------------------------------------- */

enum aisle_status aisle_report_diagnosis_csv(struct aisle_ctx *ctx,
                                             const struct aisle_findings *f, char **out)
{
    struct text text = {0};
    text_add(&text, "name,value,limit,verdict,rule\n");
    for (int i = 0; i < f->diagnosis->rule_count; i++) {
        const struct aisle_trust_rule *r = &f->diagnosis->rules[i];
        text_add(&text, r->name);
        csv_put_number(&text, r->value);
        csv_put_number(&text, r->limit);
        csv_put_text(&text, aisle_verdict_text(r->verdict), true);
        csv_put_text(&text, r->text, true);
        text_add_char(&text, '\n');
    }
    return report_take(ctx, &text, out);
}

enum aisle_status aisle_report_prediction_csv(struct aisle_ctx *ctx,
                                              const struct aisle_findings *f,
                                              char **out)
{
    struct text text = {0};
    const struct aisle_prediction *p = f->prediction;
    text_add(&text, "bioguide,name,state,party,caucus,p_yea,p_q05,p_q95\n");
    for (int s = 0; s < p->seat_count; s++) {
        add_who(&text, &f->fit->members[p->seats[s]]);
        csv_put_number(&text, p->p_yea[s]);
        csv_put_number(&text, p->p_q05[s]);
        csv_put_number(&text, p->p_q95[s]);
        text_add_char(&text, '\n');
    }
    return report_take(ctx, &text, out);
}
