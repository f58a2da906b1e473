/* Senators on a terminal: a list, or one senator's page. */
#include "findings/findings_parts.h"

#include <math.h>
#include <stdlib.h>

/* Whole percents without the sign's width: "91%", "–". */
static void share_cell(struct lines *lines, int part, int whole, int columns)
{
    double share = findings_share(part, whole);
    lines_cell(lines, isnan(share) ? "–" : words_format("%.0f%%", 100 * share).s,
               columns);
}

static struct word cares(unsigned care)
{
    struct word w = {""};
    for (int c = 0; c < AISLE_CARE_COUNT; c++)
        if (care >> c & 1U)
            w = words_format("%s %s", w.s, aisle_care_word(c));
    return w;
}

/* --- the list ------------------------------------------------------------------------- */

static void add_row(struct lines *lines, const struct aisle_findings *f, int i)
{
    const struct aisle_fit_member *m = &f->fit->members[i];
    const struct aisle_member_diagnosis *d = &f->diagnosis->members[i];
    text_add(lines->out, m->in_office ? "  " : "- ");
    lines_cell(lines, findings_name(f->fit, i).s, 20);
    lines_cell(lines, words_real(m->x[0], 2, true).s, -7);
    lines_cell(lines, words_real(m->rank, 0, false).s, -5);
    text_add(lines->out, "  ");
    lines_cell(lines,
               words_format("%s to %s", words_real(m->rank_q05, 0, false).s,
                            words_real(m->rank_q95, 0, false).s)
                   .s,
               10);
    share_cell(lines, d->united, d->united_of, -5);
    share_cell(lines, d->loyal, d->loyal_of, -6);
    if (f->with >= 0) {
        size_t at = (size_t)i * (size_t)f->fit->member_count + (size_t)f->with;
        share_cell(lines, f->diagnosis->same[at], f->diagnosis->both[at], -6);
        double left = i == f->with ? NAN : findings_left(f->fit, i, f->with);
        lines_cell(lines, words_percent(left).s, -6);
    } else {
        share_cell(lines, d->cast, d->called, -6);
        lines_cell(lines, words_real(aisle_account_gmp(&d->account), 2, false).s, -6);
    }
    text_add(lines->out, cares(d->care).s);
    lines_end(lines);
}

static void add_means(struct lines *lines, const struct aisle_diagnosis *d)
{
    lines_say(lines, 4, 0,
              "Unity: votes with the majority of the own caucus on the %s roll calls "
              "that set a majority of one caucus against one of the other (D %.0f%%, "
              "R %.0f%% on average). Loyal: the same on all roll calls (D %.0f%%, R "
              "%.0f%%).",
              words_count(d->unity_rollcalls).s, 100 * d->unity_mean[0],
              100 * d->unity_mean[1], 100 * d->loyalty_mean[0],
              100 * d->loyalty_mean[1]);
}

static void add_cares(struct lines *lines, const struct aisle_findings *f)
{
    unsigned any = 0;
    for (int i = 0; i < f->row_count; i++)
        any |= f->diagnosis->members[f->rows[i]].care;
    for (int c = 0; c < AISLE_CARE_COUNT; c++)
        if (any >> c & 1U)
            lines_say(lines, 4, 0, "%s: %s", aisle_care_word(c), aisle_care_text(c));
}

static void add_list(struct lines *lines, const struct aisle_findings *f)
{
    lines_findings_head(lines, f, "Senators");
    add_means(lines, f->diagnosis);
    lines_end(lines);
    if (f->with >= 0)
        lines_say(lines, 4, 0, "Beside %s: votes alike, chance to stand left",
                  findings_name(f->fit, f->with).s);
    lines_dim(lines, f->with >= 0
                         ? "  senator               point rank  90%       unity loyal "
                           "alike  left"
                         : "  senator               point rank  90%       unity loyal "
                           "there   GMP");
    for (int i = 0; i < f->row_count; i++)
        add_row(lines, f, f->rows[i]);
    add_cares(lines, f);
}

/* --- one senator ------------------------------------------------------------------------ */

static void add_point(struct lines *lines, const struct aisle_findings *f)
{
    const struct aisle_fit_member *m = &f->fit->members[f->member->member];
    for (int k = 0; k < f->fit->dims; k++)
        lines_say(lines, 4, 0, "Point%s %s, 90%% %s to %s, sd %s",
                  f->fit->dims > 1 ? words_format(" %d", k + 1).s : "",
                  words_real(m->x[k], 2, true).s, words_real(m->q05[k], 2, true).s,
                  words_real(m->q95[k], 2, true).s, words_real(m->sd[k], 2, false).s);
    struct text row = {0};
    text_addf(&row, "Rank %s of %d from the left, 90%% %s to %s:",
              words_real(m->rank, 0, false).s, f->member->seats,
              words_real(m->rank_q05, 0, false).s, words_real(m->rank_q95, 0, false).s);
    int said = 0;
    for (int r = 1; r <= f->member->seats + 1; r++)
        if (f->member->rank[r] >= 0.05)
            text_addf(&row, "%s %d %s", said++ ? "," : "", r,
                      words_percent(f->member->rank[r]).s);
    lines_take(lines, &row, 4, 0);
}

static void add_record(struct lines *lines, const struct aisle_findings *f)
{
    const struct aisle_fit_member *m = &f->fit->members[f->member->member];
    const struct aisle_member_diagnosis *d = &f->diagnosis->members[f->member->member];
    int c = m->caucus == 'R';
    lines_say(lines, 4, 0, "There for %s of %s roll calls, %s contested votes",
              words_percent(findings_share(d->cast, d->called)).s,
              words_count(d->called).s, words_count(m->vote_count).s);
    lines_say(
        lines, 4, 0,
        "With the majority of the caucus on %s of %s votes (the caucus's mean "
        "%s); on %s of the %s that set the caucuses against each other (%s)",
        words_percent(findings_share(d->loyal, d->loyal_of)).s,
        words_count(d->loyal_of).s, words_percent(f->diagnosis->loyalty_mean[c]).s,
        words_percent(findings_share(d->united, d->united_of)).s,
        words_count(d->united_of).s, words_percent(f->diagnosis->unity_mean[c]).s);
    lines_say(lines, 4, 0,
              "The fit classifies %s of %s votes (error cut by %s, PRE), geometric "
              "mean chance %s, log score %s sd from what its chances promise",
              words_percent(aisle_account_classified(&d->account)).s,
              words_count(d->account.votes).s,
              words_real(aisle_account_pre(&d->account), 2, true).s,
              words_real(aisle_account_gmp(&d->account), 3, false).s,
              words_real(d->z, 1, true).s);
    for (int k = 0; k < AISLE_CARE_COUNT; k++)
        if (d->care >> k & 1U)
            lines_say(lines, 4, 0, "With care: %s", aisle_care_text(k));
}

static void add_absence(struct lines *lines, const struct aisle_findings *f)
{
    struct text row = {0};
    const struct aisle_fit_member *m = &f->fit->members[f->member->member];
    const struct aisle_member_trait *t =
        f->traits ? aisle_traits_member(f->traits, m->bioguide) : NULL;
    if (!t)
        return;
    text_add(&row, "Chance to be absent from a usual roll call:");
    for (int i = 0; i < AISLE_VOTE_TYPES; i++)
        text_addf(&row, "%s %s %s", i ? "," : "",
                  aisle_vote_type_text((enum aisle_vote_type)i),
                  words_percent(t->p_absent[i]).s);
    text_addf(&row, " (vote model of run %lld)", (long long)f->traits->member_run);
    lines_take(lines, &row, 4, 0);
}

static void add_alike(struct text *row, const struct aisle_findings *f, int other)
{
    size_t at =
        (size_t)f->member->member * (size_t)f->fit->member_count + (size_t)other;
    text_addf(
        row, "%s %s", findings_name(f->fit, other).s,
        words_percent(findings_share(f->diagnosis->same[at], f->diagnosis->both[at]))
            .s);
}

static void add_others(struct lines *lines, const struct aisle_findings *f)
{
    const struct aisle_member_page *page = f->member;
    struct text most = {0}, least = {0}, beside = {0};
    for (int i = 0; i < 5 && i < page->other_count; i++) {
        text_add(&most, i ? ", " : "Votes most like ");
        add_alike(&most, f, page->others[i]);
        text_add(&least, i ? ", " : "least like ");
        add_alike(&least, f, page->others[page->other_count - 1 - i]);
    }
    lines_take(lines, &most, 4, 0);
    lines_take(lines, &least, 4, 0);
    int said = 0;
    for (int i = 0; i < f->fit->member_count; i++)
        if (f->fit->members[i].in_office && page->left_of[i] > 0.05 &&
            page->left_of[i] < 0.95)
            text_addf(&beside, "%s %s %s", said++ ? "," : "Chance to stand left of",
                      findings_name(f->fit, i).s, words_percent(page->left_of[i]).s);
    if (said)
        lines_take(lines, &beside, 4, 4);
    else
        text_clear(&beside);
    if (f->with >= 0 && f->with != page->member) {
        struct text pair = {0};
        text_add(&pair, "Alike with ");
        add_alike(&pair, f, f->with);
        text_addf(&pair, ", left with chance %s",
                  words_percent(page->left_of[f->with]).s);
        lines_take(lines, &pair, 4, 0);
    }
}

static void add_surprises(struct lines *lines, const struct aisle_findings *f)
{
    int shown = f->member->surprise_count < 8 ? f->member->surprise_count : 8;
    if (shown == 0)
        return;
    lines_end(lines);
    lines_heading(lines, f->diagnosis->left_out
                             ? "Most surprising votes (chance from all other votes)"
                             : "Most surprising votes (chance by the estimates)");
    for (int i = 0; i < shown; i++) {
        const struct aisle_surprise *s = &f->member->surprises[i];
        const struct aisle_rollcall *r = &f->votes->rollcalls[s->rollcall];
        char date[AISLE_DATE_TEXT];
        text_add(lines->out, "  ");
        lines_cell(lines, words_decides(s->chance).s, -6);
        text_add(lines->out, "  ");
        lines_cell(lines, findings_cast(s->cast), 5);
        lines_cell(lines, findings_number(r).s, 9);
        lines_cell(lines, aisle_day_format(r->date, date), 12);
        lines_cell(lines, findings_title(r).s, lines->width - 36);
        lines_end(lines);
    }
}

enum aisle_status aisle_report_senators_text(struct aisle_ctx *ctx,
                                             const struct aisle_findings *f,
                                             struct aisle_text_style style, char **out)
{
    struct text text = {0};
    struct lines lines = lines_of(&text, style);
    if (!f->member) {
        add_list(&lines, f);
        return report_take(ctx, &text, out);
    }
    lines_heading(&lines, words_format("%s, Congress %d",
                                       findings_name(f->fit, f->member->member).s,
                                       f->fit->congress_last)
                              .s);
    add_point(&lines, f);
    add_record(&lines, f);
    add_absence(&lines, f);
    add_others(&lines, f);
    add_surprises(&lines, f);
    return report_take(ctx, &text, out);
}
