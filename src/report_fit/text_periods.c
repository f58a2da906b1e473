/* Paths of a dynamic fit: a line a member, a column a Congress; and as CSV. */
#include "report_fit/fit_parts.h"
#include "words/text_parts.h"

#include "report_fit/fit_congress.h"
#include "words/csv_parts.h"
#include "words/order.h"
#include "words/take.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { NAME_COLUMNS = 22, PERIOD_COLUMNS = 7, RANGE_COLUMNS = 17 };

/* Congresses that fit beside the names, the latest; 0 for none. */
static int first_shown(const struct lines *lines, const struct aisle_fit *fit)
{
    int columns = (lines->width - NAME_COLUMNS - RANGE_COLUMNS - 2) / PERIOD_COLUMNS;
    int first = fit->congress_last - columns + 1;
    return first > fit->congress_first ? first : fit->congress_first;
}

static const struct aisle_fit_period *find_period(const struct aisle_fit *fit, int from,
                                                  int member, int congress)
{
    const struct aisle_fit_period *found = NULL;
    for (int k = from; k < fit->period_count && fit->periods[k].member == member; k++)
        if (fit->periods[k].congress == congress)
            found = &fit->periods[k]; /* a switcher's last */
    return found;
}

static void add_path(struct lines *lines, const struct aisle_fit *fit, int from,
                     int first)
{
    int member = fit->periods[from].member;
    const struct aisle_fit_member *m = &fit->members[member];
    const struct aisle_fit_period *latest = NULL;
    text_add(lines->out, m->in_office ? "  " : "- ");
    lines_cell(lines, words_senator(m->name, m->party, m->state).s, NAME_COLUMNS);
    for (int congress = first; congress <= fit->congress_last; congress++) {
        const struct aisle_fit_period *p = find_period(fit, from, member, congress);
        lines_cell(lines, p ? words_real(p->x[0], 2, true).s : "", -PERIOD_COLUMNS);
        latest = p ? p : latest;
    }
    struct text range = {0};
    if (latest)
        text_addf(&range, "%s to %s", words_real(latest->q05[0], 2, true).s,
                  words_real(latest->q95[0], 2, true).s);
    lines_take_cell(lines, &range, -RANGE_COLUMNS);
    lines_end(lines);
}

/* Where a member's periods begin; -1 for none. */
static int periods_of(const struct aisle_fit *fit, int member)
{
    for (int k = 0; k < fit->period_count; k++)
        if (fit->periods[k].member == member)
            return k;
    return -1;
}

static bool is_shown(const struct aisle_fit *fit, int from, int first)
{
    int member = fit->periods[from].member;
    for (int k = from; k < fit->period_count && fit->periods[k].member == member; k++)
        if (fit->periods[k].congress >= first)
            return true;
    return false;
}

/* A Congress's places: how many, how many go on to the next, how sure they are and
 * how well their chains mixed. */
static void add_congress(struct lines *lines, const struct aisle_fit *fit, int congress)
{
    struct fit_congress c = fit_congress_of(fit, congress);
    text_add(lines->out, "  ");
    lines_cell(lines, words_count(congress).s, 10);
    lines_cell(lines, words_count(c.places).s, -10);
    lines_cell(lines, congress < fit->congress_last ? words_count(c.go_on).s : "", -8);
    lines_cell(lines, words_real(c.sd_mean, 2, false).s, -9);
    if (fit->method == AISLE_METHOD_MCMC) {
        lines_cell(lines, words_real(c.rhat_max, 3, false).s, -13);
        lines_cell(lines, words_real(c.ess_bulk_min, 0, false).s, -11);
    }
    lines_end(lines);
}

static void add_congresses(struct lines *lines, const struct aisle_fit *fit)
{
    lines_end(lines);
    lines_heading(lines, fit->method == AISLE_METHOD_MCMC
                             ? "By Congress: how sure, and how well mixed"
                             : "By Congress: how sure");
    text_add(lines->out, "  ");
    lines_cell(lines, "Congress", 10);
    lines_cell(lines, "senators", -10);
    lines_cell(lines, "go on", -8);
    lines_cell(lines, "mean sd", -9);
    if (fit->method == AISLE_METHOD_MCMC) {
        lines_cell(lines, "worst R-hat", -13);
        lines_cell(lines, "worst ESS", -11);
    }
    lines_end(lines);
    for (int congress = fit->congress_first; congress <= fit->congress_last; congress++)
        add_congress(lines, fit, congress);
}

void lines_paths(struct lines *lines, const struct aisle_fit *fit)
{
    int first = first_shown(lines, fit);
    int *order = order_left(fit);
    if (!order) {
        lines->out->failed = true;
        return;
    }
    lines_end(lines);
    lines_heading(lines, "Paths, by Congress (-: not in office)");
    if (isfinite(fit->walk_sd))
        lines_say(lines, 4, 0,
                  "From one Congress to the next a senator moves by %s "
                  "(standard deviation).",
                  words_real(fit->walk_sd, 2, false).s);
    if (first > fit->congress_first)
        lines_say(lines, 4, 0,
                  "Congresses %d to %d; all are in --json and --format csv.", first,
                  fit->congress_last);
    text_add(lines->out, "  ");
    lines_cell(lines, "senator", NAME_COLUMNS);
    for (int congress = first; congress <= fit->congress_last; congress++)
        lines_cell(lines, words_count(congress).s, -PERIOD_COLUMNS);
    lines_cell(lines, "latest, 90%", -RANGE_COLUMNS);
    lines_end(lines);
    for (int i = 0; i < fit->member_count; i++) {
        int from = periods_of(fit, order[i]);
        if (from >= 0 && is_shown(fit, from, first))
            add_path(lines, fit, from, first);
    }
    free(order);
    add_congresses(lines, fit);
}

static void put_row(struct text *out, const struct aisle_fit *fit,
                    const struct aisle_fit_period *p)
{
    const struct aisle_fit_member *m = &fit->members[p->member];
    text_addf(out, "%s,", m->bioguide);
    csv_put_text(out, m->name, false);
    text_addf(out, ",%s,%d,%c,%c", m->state, p->congress, p->party, p->caucus);
    for (int k = 0; k < fit->dims; k++) {
        csv_put_number(out, p->x[k]);
        csv_put_number(out, p->sd[k]);
        csv_put_number(out, p->q05[k]);
        csv_put_number(out, p->q95[k]);
    }
    csv_put_number(out, p->rhat);
    csv_put_number(out, p->ess_bulk);
    text_addf(out, ",%d\n", p->vote_count);
}

enum aisle_status aisle_report_periods_csv(struct aisle_ctx *ctx,
                                           const struct aisle_fit *fit, char **out)
{
    struct text text = {0};
    text_add(&text, "bioguide,name,state,congress,party,caucus");
    for (int k = 1; k <= fit->dims; k++)
        text_addf(&text, ",x%d,sd%d,q05_%d,q95_%d", k, k, k, k);
    text_add(&text, ",rhat,ess_bulk,votes\n");
    for (int k = 0; k < fit->period_count; k++)
        put_row(&text, fit, &fit->periods[k]);
    return report_take(ctx, &text, out);
}
