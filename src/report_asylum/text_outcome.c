/* An outcome for a terminal. */
#include "report_asylum/outcome_parts.h"
#include "words/text_parts.h"

#include <math.h>
#include <string.h>

#define LABEL 32 /* columns of a row's label */

static double width_of(const struct aisle_spread *spread)
{
    return spread->q95 - spread->q05;
}

/* Days are said; other units show in their label or sign. */
static struct word label_of(const struct aisle_metric *m)
{
    bool days = strcmp(m->unit, "days") == 0 && !strstr(m->label, "ays");
    return words_format("%s%s", m->label, days ? ", days" : "");
}

/* A row's label in its column; returns what runs on below it. */
static const char *start_row(struct lines *lines, const char *label)
{
    size_t piece = lines_piece(label, LABEL);
    text_add(lines->out, "  ");
    lines_cell(lines, words_format("%.*s", (int)piece, label).s, LABEL);
    return label + piece;
}

static void end_row(struct lines *lines, const char *rest)
{
    lines_end(lines);
    if (!rest[0])
        return;
    text_add(lines->out, "   ");
    lines_cell(lines, rest, lines->width - 3);
    lines_end(lines);
}

static void add_metric_row(struct lines *lines, const struct aisle_metric *m)
{
    const struct aisle_spread *d = &m->difference;
    struct word label = label_of(m), change;
    change = words_format(
        "%s (%s)",
        words_amount(d->q50, width_of(d), m->unit, WORDS_SIGNED | WORDS_SHORT).s,
        words_range(d->q05, d->q95, m->unit, WORDS_SIGNED | WORDS_SHORT).s);
    const char *rest = start_row(lines, label.s);
    text_add(lines->out, " ");
    lines_cell(
        lines,
        words_amount(m->baseline.q50, width_of(&m->baseline), m->unit, WORDS_SHORT).s,
        9);
    text_add(lines->out, " ");
    lines_cell(lines, change.s, lines->width - LABEL - 13);
    end_row(lines, rest);
}

static void add_metric_head(struct lines *lines)
{
    lines_dim(lines, "  outcome                          today’s law  change with the "
                     "package (90%)");
}

void lines_metrics(struct lines *lines, const struct aisle_outcome *outcome, int most)
{
    int shown = 0;
    add_metric_head(lines);
    /* The first of each family speaks for it. */
    for (int f = 0; f < AISLE_FAMILY_COUNT; f++)
        for (int i = 0; i < outcome->metric_count; i++) {
            if ((int)outcome->metrics[i].family != f)
                continue;
            if (most == 0 || shown < most)
                add_metric_row(lines, &outcome->metrics[i]);
            shown++;
            if (most > 0)
                break;
        }
}

static void add_family(struct lines *lines, const struct aisle_outcome *outcome, int f)
{
    bool any = false;
    for (int i = 0; i < outcome->metric_count; i++) {
        if ((int)outcome->metrics[i].family != f)
            continue;
        if (!any) {
            lines_end(lines);
            lines_heading(lines, aisle_family_text((enum aisle_family)f));
            add_metric_head(lines);
        }
        any = true;
        add_metric_row(lines, &outcome->metrics[i]);
    }
}

static struct word wait_of(const struct aisle_waits *w, const double *shares, double q)
{
    double days = aisle_waits_quantile(w, shares, q);
    if (isnan(days))
        return words_format("–");
    if (isinf(days))
        return words_format(">%s", words_count((int64_t)w->edges[w->count - 1]).s);
    return words_count(10 * (int64_t)lround(days / 10));
}

/* Waits of those decided, by class: the middle one, and what nine in ten stay below. */
static void add_waits(struct lines *lines, const struct aisle_outcome *outcome)
{
    if (outcome->waits_count == 0)
        return;
    lines_end(lines);
    lines_heading(lines, "Wait from notice to court decision, of those decided, days");
    lines_dim(lines, "                                   today’s law      package");
    lines_dim(lines,
              "  class                            median  9 in 10  median  9 in 10");
    for (int i = 0; i < outcome->waits_count; i++) {
        const struct aisle_waits *w = &outcome->waits[i];
        const double *sides[] = {w->baseline, w->package};
        const char *rest = start_row(lines, w->name);
        for (int side = 0; side < 2; side++)
            for (int at = 0; at < 2; at++) {
                text_add(lines->out, " ");
                lines_cell(lines, wait_of(w, sides[side], at ? 0.9 : 0.5).s,
                           at ? 8 : 7);
            }
        end_row(lines, rest);
    }
    lines_wrap(lines,
               "Read off a histogram, as if even within its bins of 91 days and more.",
               2, 2);
}

static void add_chances(struct lines *lines, const struct aisle_outcome *outcome)
{
    lines_say(lines, 4, 0, "Fairness no worse: %s. More efficient: %s. Both: %s.",
              words_chance(outcome->p_fair, 0).s,
              words_chance(outcome->p_efficient, 0).s,
              words_chance(outcome->p_both, 0).s);
}

enum aisle_status aisle_report_outcome_text(struct aisle_ctx *ctx,
                                            const struct aisle_package *package,
                                            const struct aisle_outcome *outcome,
                                            struct aisle_text_style style, char **out)
{
    struct text text = {0};
    struct lines lines = lines_of(&text, style);
    lines_answer(&lines, "Against current law", package ? package->title : "");
    lines_say(&lines, 4, 0, "From %s, %s, %d replications, %s cases, %s events",
              words_day(outcome->start).s, words_years(outcome->years).s,
              outcome->replications, words_count(outcome->cases).s,
              words_count(outcome->events).s);
    if (words_neutral(package)) {
        lines_wrap(
            &lines,
            "The package leaves the asylum system as it is: no provision changes "
            "anything that the simulation knows, so both runs are current law.",
            0, 0);
    } else {
        add_chances(&lines, outcome);
    }
    for (int f = 0; f < AISLE_FAMILY_COUNT; f++)
        add_family(&lines, outcome, f);
    add_waits(&lines, outcome);
    lines_end(&lines);
    lines_wrap(&lines,
               "Numbers are medians: half of the replications lie below, and parts do "
               "not add up to their sum. "
               "Intervals hold luck and not knowing the parameters; both runs have the "
               "same luck, so the change is surer than either level.",
               0, 0);
    lines_notes(&lines, outcome->note_count, outcome->notes);
    return report_take(ctx, &text, out);
}
