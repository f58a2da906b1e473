/* Roll calls on a terminal: a list, or one seat by seat. */
#include "findings/findings_parts.h"

#include <math.h>

/* --- the list ------------------------------------------------------------------------- */

/* What a vote model says of it: NULL where none was fitted to these votes. */
static const struct aisle_rollcall_trait *trait_of(const struct aisle_findings *f,
                                                   const struct aisle_rollcall *r)
{
    return f->traits ? aisle_traits_rollcall(f->traits, r->congress, r->number) : NULL;
}

static bool unfolds(const struct aisle_findings *f, int rollcall)
{
    const struct aisle_rollcall_trait *t = trait_of(f, &f->votes->rollcalls[rollcall]);
    return t && t->kind == AISLE_ITEM_UNFOLDING;
}

static void add_row(struct lines *lines, const struct aisle_findings *f, int at)
{
    const struct aisle_rollcall *r = &f->votes->rollcalls[at];
    const struct aisle_rollcall_diagnosis *d = &f->diagnosis->rollcalls[at];
    char date[AISLE_DATE_TEXT];
    bool one = f->fit->congress_first == f->fit->congress_last;
    lines_cell(lines, one ? words_format("%d", r->number).s : findings_number(r).s, -7);
    text_add(lines->out, "  ");
    lines_cell(lines, aisle_day_format(r->date, date), 11);
    lines_cell(lines, words_format("%d-%d", r->yea, r->nay).s, -6);
    lines_cell(lines, words_format("%d", d->needed).s, -4);
    lines_cell(lines, words_format("%d-%d", d->yea_of[0], d->nay_of[0]).s, -7);
    lines_cell(lines, words_format("%d-%d", d->yea_of[1], d->nay_of[1]).s, -7);
    lines_cell(lines, words_real(d->cut, 2, true).s, -7);
    if (d->item >= 0)
        lines_cell(lines, words_format("%d", (int)d->account.errors).s, -4);
    else
        lines_cell(lines, "–", -4);
    text_add(lines->out, unfolds(f, at) ? " *" : "  ");
    lines_cell(lines, findings_title(r).s, lines->width - 62);
    lines_end(lines);
}

static void add_list(struct lines *lines, const struct aisle_findings *f)
{
    int shown = f->limit > 0 && f->limit < f->row_count ? f->limit : f->row_count;
    lines_findings_head(lines, f, "Roll calls");
    lines_say(lines, 4, 0,
              "%s found%s. Cut: where yea and nay are even; err: votes on the less "
              "likely side.",
              words_count(f->row_count).s,
              shown < f->row_count
                  ? words_format(", the first %d shown (-n N for more)", shown).s
                  : "");
    lines_end(lines);
    lines_dim(lines, "     no  date        votes need     D      R     cut err  about");
    bool any = false;
    for (int i = 0; i < shown; i++) {
        add_row(lines, f, f->rows[i]);
        any |= unfolds(f, f->rows[i]);
    }
    if (any)
        lines_say(lines, 4, 0,
                  "* sets both ends against the middle, by the vote model of run %lld",
                  (long long)f->traits->rollcall_run);
}

/* --- one roll call ----------------------------------------------------------------------- */

static void add_cut(struct lines *lines, const struct aisle_findings *f,
                    const struct aisle_rollcall_diagnosis *d)
{
    struct text row = {0};
    const struct aisle_fit_item *item = &f->fit->items[d->item];
    bool right = isnan(d->p_right) ? item->b[0] > 0 : d->p_right > 0.5;
    text_addf(&row, "%s %s", f->fit->dims == 1 ? "Cut at" : "Cutting line",
              words_real(d->cut, 2, true).s);
    if (f->fit->dims > 1)
        text_add(&row, " from the middle");
    if (!isnan(d->cut_q05))
        text_addf(&row, " (90%% %s to %s)", words_real(d->cut_q05, 2, true).s,
                  words_real(d->cut_q95, 2, true).s);
    if (!isnan(d->angle))
        text_addf(&row, ", at %.0f degrees to the first axis", d->angle);
    text_addf(&row, ", yeas on the %s", right ? "right" : "left");
    if (!isnan(d->p_right))
        text_addf(&row, " (chance %s)",
                  words_percent(right ? d->p_right : 1 - d->p_right).s);
    lines_take(lines, &row, 4, 0);
}

static void add_account(struct lines *lines, const struct aisle_findings *f,
                        const struct aisle_rollcall_diagnosis *d)
{
    lines_say(lines, 4, 0,
              "%d of %d votes on the less likely side, %s by guessing the larger (PRE "
              "%s), %d by the best cut; geometric mean chance %s",
              (int)d->account.errors, (int)d->account.votes,
              words_real(d->account.guess_errors, 0, false).s,
              words_real(aisle_account_pre(&d->account), 2, true).s, d->best_errors,
              words_real(aisle_account_gmp(&d->account), 3, false).s);
    lines_say(lines, 4, 0, "Log score %s sd from what the chances promise%s%s",
              words_real(d->z, 1, true).s,
              f->diagnosis->left_out
                  ? words_format("; left-one-out elpd %s, Pareto k up to %s",
                                 words_real(d->elpd_loo, 1, true).s,
                                 words_real(d->k_max, 2, true).s)
                        .s
                  : "; by the estimates (the fit has no draws of its roll calls)",
              "");
    if (d->separation != AISLE_SEPARATION_NONE)
        lines_say(lines, 4, 0,
                  "The votes split %s along the scale: how steep the roll call is "
                  "rests on the prior",
                  d->separation == AISLE_SEPARATION_FULL ? "without error" : "nearly");
    if (d->decider >= 0)
        lines_say(lines, 4, 0, "The vote that decided, by likeliness: %s",
                  findings_name(f->fit, d->decider).s);
}

static void add_trait(struct lines *lines, const struct aisle_findings *f,
                      const struct aisle_rollcall_trait *t)
{
    if (!t)
        return;
    if (t->kind == AISLE_ITEM_UNFOLDING)
        lines_say(lines, 4, 0,
                  "Both ends %s against the middle, turning at %s; bends with chance "
                  "%s (vote model of run %lld)",
                  t->yea_ends ? "yea" : "nay", words_real(t->turn, 2, true).s,
                  words_percent(t->p_unfolding).s, (long long)f->traits->rollcall_run);
    else
        lines_say(
            lines, 4, 0,
            "Does not set the ends against the middle; bends with chance %s (vote "
            "model of run %lld)",
            words_percent(t->p_unfolding).s, (long long)f->traits->rollcall_run);
}

static void add_head(struct lines *lines, const struct aisle_findings *f)
{
    const struct aisle_rollcall *r = &f->votes->rollcalls[f->vote->rollcall];
    const struct aisle_rollcall_diagnosis *d =
        &f->diagnosis->rollcalls[f->vote->rollcall];
    lines_heading(
        lines,
        words_format("Roll call %s, %s", findings_number(r).s, words_day(r->date).s).s);
    struct word paper = findings_paper(r);
    lines_say(lines, 4, 3, "%s: %s%s%s", r->vote_type[0] ? r->vote_type : r->question,
              paper.s, paper.s[0] ? ", " : "", findings_about(r));
    lines_say(lines, 4, 0,
              "%s, %d-%d; %d needed%s. Democratic caucus %d-%d, Republican %d-%d%s",
              r->result, r->yea, r->nay, d->needed,
              r->vp_tie ? ", the Vice President voting" : "", d->yea_of[0],
              d->nay_of[0], d->yea_of[1], d->nay_of[1],
              d->unity ? ": the caucuses opposed" : "");
    if (d->item < 0) {
        lines_say(lines, 4, 0, "Not contested enough to be fitted");
        return;
    }
    add_cut(lines, f, d);
    add_account(lines, f, d);
    add_trait(lines, f, trait_of(f, r));
}

static void add_seat(struct lines *lines, const struct aisle_findings *f,
                     const struct aisle_vote_seat *s)
{
    bool wrong = (s->cast == AISLE_CAST_YEA && s->p_yea < 0.5) ||
                 (s->cast == AISLE_CAST_NAY && s->p_yea > 0.5);
    text_add(lines->out, wrong ? "* " : "  ");
    lines_cell(lines, findings_name(f->fit, s->member).s, 22);
    lines_cell(lines, words_real(f->fit->members[s->member].x[0], 2, true).s, -7);
    text_add(lines->out, "  ");
    lines_cell(lines, findings_cast(s->cast), 8);
    lines_cell(lines, words_percent(s->p_yea).s, -6);
    text_add(lines->out, "  ");
    lines_cell(lines, isnan(s->p_q05) ? "" : words_percents(s->p_q05, s->p_q95).s, 14);
    if (s->cast == AISLE_CAST_YEA || s->cast == AISLE_CAST_NAY)
        lines_cell(lines, words_decides(s->p_cast).s, -8);
    lines_end(lines);
}

/* Left to right, with the cut among them. */
static void add_seats(struct lines *lines, const struct aisle_findings *f)
{
    const struct aisle_rollcall_diagnosis *d =
        &f->diagnosis->rollcalls[f->vote->rollcall];
    bool cut = d->item >= 0 && f->fit->dims == 1;
    lines_end(lines);
    lines_dim(lines, d->item < 0
                         ? "  senator                 point  cast"
                         : "  senator                 point  cast     P(yea)  90%    "
                           "         chance of it");
    for (int s = 0; s < f->vote->seat_count; s++) {
        const struct aisle_vote_seat *seat = &f->vote->seats[s];
        if (cut && f->fit->members[seat->member].x[0] > d->cut) {
            lines_dim(lines, words_format("  ------------- cut %s -------------",
                                          words_real(d->cut, 2, true).s)
                                 .s);
            cut = false;
        }
        add_seat(lines, f, seat);
    }
}

enum aisle_status aisle_report_votes_text(struct aisle_ctx *ctx,
                                          const struct aisle_findings *f,
                                          struct aisle_text_style style, char **out)
{
    struct text text = {0};
    struct lines lines = lines_of(&text, style);
    if (f->vote) {
        add_head(&lines, f);
        add_seats(&lines, f);
    } else {
        add_list(&lines, f);
    }
    return report_take(ctx, &text, out);
}
