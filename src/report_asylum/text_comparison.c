/* Comparison and sensitivity for a terminal. */
#include "words/text_parts.h"
#include <aisle/report_experiments.h>

#include <math.h>

/* --- comparison ------------------------------------------------------------ */

/* The changes that a reader looks for first; all are in JSON and CSV. */
static bool shown(const struct aisle_outcome *o, int m)
{
    for (int i = 0; i < m; i++)
        if (o->metrics[i].family == o->metrics[m].family)
            return false;
    return true;
}

static struct word change_of(const struct aisle_metric *m)
{
    const struct aisle_spread *d = &m->difference;
    double width = d->q95 - d->q05;
    return words_format(
        "%s (%s)", words_amount(d->q50, width, m->unit, WORDS_SIGNED | WORDS_SHORT).s,
        words_range(d->q05, d->q95, m->unit, WORDS_SIGNED | WORDS_SHORT).s);
}

static void add_metric(struct lines *lines, const struct aisle_comparison *c, int m)
{
    lines_end(lines);
    lines_say(lines, 2, 0, "%s: %s under current law", c->outcomes[0].metrics[m].label,
              words_amount(c->outcomes[0].metrics[m].baseline.q50,
                           c->outcomes[0].metrics[m].baseline.q95 -
                               c->outcomes[0].metrics[m].baseline.q05,
                           c->outcomes[0].metrics[m].unit, WORDS_NAMED | WORDS_SHORT)
                  .s);
    for (int i = 0; i < c->count; i++) {
        text_add(lines->out, "    ");
        lines_cell(lines, words_format("%c", 'A' + i).s, 3);
        lines_cell(lines, change_of(&c->outcomes[i].metrics[m]).s, 34);
        if (i > 0)
            lines_cell(lines, change_of(&c->against_first[i].metrics[m]).s,
                       lines->width - 41);
        lines_end(lines);
    }
}

enum aisle_status aisle_report_comparison_text(struct aisle_ctx *ctx,
                                               const struct aisle_comparison *c,
                                               struct aisle_text_style style,
                                               char **out)
{
    struct text text = {0};
    struct lines lines = lines_of(&text, style);
    lines_answer(&lines, "Comparison",
                 words_format("%d packages, the same %d replications", c->count,
                              c->outcomes[0].replications)
                     .s);
    for (int i = 0; i < c->count; i++) {
        const struct aisle_outcome *o = &c->outcomes[i];
        lines_say(&lines, 5, 0,
                  "%c  %s. Fair in %.0f, more efficient in %.0f, both in %.0f of %d.",
                  'A' + i, c->titles[i], o->p_fair * o->replications,
                  o->p_efficient * o->replications, o->p_both * o->replications,
                  o->replications);
    }
    lines_end(&lines);
    lines_dim(&lines, "       change from current law (90%)     change from A (90%)");
    for (int m = 0; m < c->outcomes[0].metric_count; m++)
        if (shown(&c->outcomes[0], m))
            add_metric(&lines, c, m);
    lines_end(&lines);
    lines_wrap(&lines,
               "All packages met the same people, the same luck and the same draws of "
               "the parameters, so their differences are surer than their levels. "
               "Numbers are medians: half of the replications lie below. "
               "--json and --format csv hold every outcome.",
               0, 0);
    return report_take(ctx, &text, out);
}

/* --- sensitivity ----------------------------------------------------------- */

enum { ROWS_SHOWN = 12 };

static struct word share_of(double value, double low, double high)
{
    return isnan(value) ? words_format("–")
                        : words_format("%.2f (%.2f to %.2f)", value, low, high);
}

/* For each parameter the metric it moves most, for its size. */
static int strongest(const struct aisle_sensitivity *s, int p)
{
    int best = 0;
    double most = -1;
    for (int m = 0; m < s->metric_count; m++) {
        const struct aisle_sensitivity_cell *c = &s->cells[p * s->metric_count + m];
        double size = s->method == AISLE_SENSITIVITY_SOBOL
                          ? c->total
                          : c->effect / (s->metrics[m].sd > 0 ? s->metrics[m].sd : 1);
        bool told = s->metrics[m].luck_sd < s->metrics[m].sd / 2; /* not luck's */
        if (told && size > most) {
            most = size;
            best = m;
        }
    }
    return best;
}

static void add_row(struct lines *lines, const struct aisle_sensitivity *s, int p)
{
    int m = strongest(s, p);
    const struct aisle_sensitivity_cell *c = &s->cells[p * s->metric_count + m];
    const struct aisle_sensitivity_metric *metric = &s->metrics[m];
    text_add(lines->out, "  ");
    lines_cell(lines, words_format("%2d", p + 1).s, 3);
    lines_cell(lines, s->parameters[p], 28);
    lines_cell(lines, words_format("%.2f", s->importance[p]).s, -5);
    text_add(lines->out, "  ");
    if (s->method == AISLE_SENSITIVITY_SOBOL)
        lines_cell(lines,
                   words_format("%s: %s", metric->name,
                                share_of(c->total, c->total_low, c->total_high).s)
                       .s,
                   lines->width - 40);
    else
        lines_cell(lines,
                   words_format("%s: %s", metric->name,
                                words_amount(c->direction, fabs(c->direction),
                                             metric->unit, WORDS_SIGNED | WORDS_SHORT)
                                    .s)
                       .s,
                   lines->width - 40);
    lines_end(lines);
}

enum aisle_status aisle_report_sensitivity_text(struct aisle_ctx *ctx,
                                                const struct aisle_sensitivity *s,
                                                struct aisle_text_style style,
                                                char **out)
{
    struct text text = {0};
    struct lines lines = lines_of(&text, style);
    bool sobol = s->method == AISLE_SENSITIVITY_SOBOL;
    lines_answer(
        &lines, "Sensitivity",
        words_format("%s, %d trials", sobol ? "Sobol" : "Morris", s->trials).s);
    lines_say(&lines, 4, 0,
              "Of %s, over the ranges of the parameters; %s, %d people a case.",
              s->of_difference ? "the change that the package makes"
                               : "the levels under current law",
              words_years(s->years).s, s->people_per_case);
    lines_end(&lines);
    lines_dim(
        &lines,
        sobol ? "     parameter                    mean   most in (total share, 90%)"
              : "     parameter                    mean   most in (change over "
                "its whole range)");
    for (int p = 0; p < s->parameter_count && p < ROWS_SHOWN; p++)
        add_row(&lines, s, p);
    lines_end(&lines);
    for (int m = 0; m < s->metric_count; m++)
        lines_say(&lines, 4, 0, "  %s: mean %s, sd %s; from luck alone %s.",
                  s->metrics[m].label,
                  words_amount(s->metrics[m].mean, s->metrics[m].sd, s->metrics[m].unit,
                               WORDS_SHORT)
                      .s,
                  words_amount(s->metrics[m].sd, s->metrics[m].sd, s->metrics[m].unit,
                               WORDS_SHORT)
                      .s,
                  words_amount(s->metrics[m].luck_sd, s->metrics[m].luck_sd,
                               s->metrics[m].unit, WORDS_SHORT)
                      .s);
    return report_take(ctx, &text, out);
}
