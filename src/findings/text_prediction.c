/* A vote to come, from announcements, on a terminal. */
#include "findings/findings_parts.h"

#include <math.h>

static void add_total(struct lines *lines, const struct aisle_prediction *p)
{
    lines_say(lines, 4, 0,
              "Yeas if all %d vote: %s on average, 90%% %d to %d; at least 50 %s, 51 "
              "%s, 60 %s, 67 %s",
              p->seat_count, words_real(p->mean, 1, false).s, p->q05, p->q95,
              words_percent(aisle_prediction_at_least(p, 50)).s,
              words_percent(aisle_prediction_at_least(p, 51)).s,
              words_percent(aisle_prediction_at_least(p, 60)).s,
              words_percent(aisle_prediction_at_least(p, 67)).s);
}

static void add_basis(struct lines *lines, const struct aisle_prediction *p)
{
    if (p->bank == AISLE_BANK_ITEMS)
        lines_say(lines, 4, 0,
                  "By the fit's %s roll calls of this kind (%s of the answer; the rest "
                  "from a normal prior); the announcements had a chance of %s among "
                  "them. Effective particles %s.",
                  words_count(p->bank_count).s, words_percent(p->bank_share).s,
                  words_decides(p->p_announced).s,
                  words_real(p->particle_ess, 0, false).s);
    else
        lines_say(lines, 4, 0,
                  "By the normal prior alone; the announcements had a chance of %s. "
                  "Effective particles %s.",
                  words_decides(p->p_announced).s,
                  words_real(p->particle_ess, 0, false).s);
}

static const char *announced(const struct aisle_prediction *p, int member)
{
    for (int a = 0; a < p->announced_count; a++)
        if (p->announced[a].member == member)
            return findings_cast(p->announced[a].cast);
    return "";
}

static void add_seats(struct lines *lines, const struct aisle_findings *f)
{
    const struct aisle_prediction *p = f->prediction;
    lines_end(lines);
    lines_dim(lines, "  senator                 point  P(yea)  90%             said");
    for (int i = 0; i < f->row_count; i++) {
        int s = f->rows[i], member = p->seats[s];
        const char *said = announced(p, member);
        text_add(lines->out, "  ");
        lines_cell(lines, findings_name(f->fit, member).s, 22);
        lines_cell(lines, words_real(f->fit->members[member].x[0], 2, true).s, -7);
        lines_cell(lines, said[0] ? "" : words_percent(p->p_yea[s]).s, -8);
        text_add(lines->out, "  ");
        lines_cell(lines, said[0] ? "" : words_percents(p->p_q05[s], p->p_q95[s]).s,
                   16);
        text_add(lines->out, said);
        lines_end(lines);
    }
}

static void add_likenesses(struct lines *lines, const struct aisle_findings *f)
{
    const struct aisle_prediction *p = f->prediction;
    if (p->likeness_count == 0)
        return;
    lines_end(lines);
    lines_heading(lines, "Past roll calls that the announcements look like");
    for (int i = 0; i < p->likeness_count && i < 5; i++) {
        const struct aisle_rollcall *r =
            &f->votes->rollcalls[f->fit->items[p->likenesses[i].item].rollcall];
        text_add(lines->out, "  ");
        lines_cell(lines, words_percent(p->likenesses[i].share).s, -4);
        text_add(lines->out, "  ");
        lines_cell(lines, findings_number(r).s, 9);
        lines_cell(lines, words_format("%d-%d", r->yea, r->nay).s, 7);
        lines_cell(lines, findings_title(r).s, lines->width - 24);
        lines_end(lines);
    }
}

enum aisle_status aisle_report_prediction_text(struct aisle_ctx *ctx,
                                               const struct aisle_findings *f,
                                               struct aisle_text_style style,
                                               char **out)
{
    struct text text = {0};
    struct lines lines = lines_of(&text, style);
    lines_heading(&lines, words_format("A vote of the members in office, Congress %d",
                                       f->fit->congress_last)
                              .s);
    add_total(&lines, f->prediction);
    add_basis(&lines, f->prediction);
    add_seats(&lines, f);
    add_likenesses(&lines, f);
    return report_take(ctx, &text, out);
}
