/* Calibration and validation for a terminal. */
#include "words/text_parts.h"
#include <aisle/report_experiments.h>

#include <math.h>
#include <string.h>

/* --- calibration ---------------------------------------------------------- */

static const char *said_of(double ratio)
{
    return ratio < 0.5 ? "well known" : ratio < 0.85 ? "narrowed" : "not identified";
}

static void add_parameter(struct lines *lines, const struct aisle_calibrated *p)
{
    text_add(lines->out, "  ");
    lines_cell(lines, p->name, 29);
    lines_cell(lines, words_amount(p->mean, p->q95 - p->q05, p->unit, WORDS_SHORT).s,
               -8);
    text_add(lines->out, "  ");
    lines_cell(
        lines,
        words_format("%s", words_range(p->q05, p->q95, p->unit, WORDS_SHORT).s).s, 18);
    lines_cell(lines, words_format("%.2f", p->width_ratio).s, -5);
    text_add(lines->out, "  ");
    text_add(lines->out, said_of(p->width_ratio));
    lines_end(lines);
}

static void add_target(struct lines *lines, const struct aisle_fitted *t)
{
    bool in = t->low <= t->observed && t->observed <= t->high;
    double width = t->high - t->low;
    text_add(lines->out, "  ");
    lines_cell(lines, t->label, 30);
    lines_cell(lines, words_amount(t->observed, width, t->unit, WORDS_SHORT).s, -8);
    text_add(lines->out, "  ");
    lines_cell(lines, words_amount(t->mean, width, t->unit, WORDS_SHORT).s, -8);
    text_add(lines->out, "  ");
    lines_cell(lines, words_range(t->low, t->high, t->unit, WORDS_SHORT).s, 19);
    text_add(lines->out, in ? "inside" : "OUTSIDE");
    lines_end(lines);
}

static void add_targets(struct lines *lines, const struct aisle_calibration *c,
                        bool fit)
{
    lines_end(lines);
    lines_heading(lines, fit ? "Fitted" : "Not fitted: what the posterior foretells");
    lines_dim(lines,
              "  what                          observed  simulated  80% interval");
    for (int i = 0; i < c->target_count; i++)
        if (c->targets[i].fit == fit)
            add_target(lines, &c->targets[i]);
}

static void add_how(struct lines *lines, const struct aisle_calibration *c)
{
    lines_say(lines, 4, 0,
              "%d points in %d waves and a check. Before the last wave %s of the prior "
              "was not ruled out; its best run missed no target by more than %.1f of "
              "its errors.",
              c->evaluations, c->wave_count,
              words_decides(c->waves[c->wave_count - 1].plausible).s,
              c->waves[c->wave_count - 1].best);
    lines_say(lines, 4, 0,
              "Chains: R-hat %.3f, effective draws %.0f. The simulator at %d draws: "
              "%.0f effective, %s.",
              c->rhat, c->ess, c->check_count, c->check_ess,
              c->weighted ? "weighed by it"
                          : "too uneven to weigh by; the emulator's draws stand");
}

enum aisle_status aisle_report_calibration_text(struct aisle_ctx *ctx,
                                                const struct aisle_calibration *c,
                                                struct aisle_text_style style,
                                                char **out)
{
    struct text text = {0};
    struct lines lines = lines_of(&text, style);
    lines_answer(&lines, "Calibration",
                 words_format("%d parameters, %d draws", c->parameter_count,
                              c->posterior.draw_count)
                     .s);
    add_how(&lines, c);
    lines_end(&lines);
    lines_heading(&lines, "Parameters");
    lines_dim(&lines,
              "  name                             mean  90% interval      width, prior "
              "1");
    for (int i = 0; i < c->parameter_count; i++)
        add_parameter(&lines, &c->parameters[i]);
    add_targets(&lines, c, true);
    add_targets(&lines, c, false);
    lines_end(&lines);
    lines_say(&lines, 0, 0,
              "%s of the targets that were not fitted lie inside their 80%% interval.",
              words_percent(c->cover).s);
    return report_take(ctx, &text, out);
}

/* --- validation ------------------------------------------------------------ */

/* Errors are shares of what was observed; of shares, points between the two. */
static const char *unit_of(const struct aisle_validation_series *s)
{
    return strcmp(s->unit, "share") == 0 ? "pt" : "%";
}

static struct word error_of(const struct aisle_validation_series *s, double error)
{
    return isnan(error) ? words_format("–")
                        : words_format("%.1f%s", 100 * error, unit_of(s));
}

static const char *verdict(const struct aisle_validation_series *s)
{
    return isnan(s->limit) ? "" : s->worst <= s->limit ? "met" : "NOT MET";
}

/* The limit it was given, and what was given to it. */
static void add_terms(struct lines *lines, const struct aisle_validation_series *s)
{
    struct text piece = {0};
    text_add(&piece, "    ");
    if (!isnan(s->limit))
        text_addf(&piece, "limit %s: %s. ",
                  words_format("%.0f%s", 100 * s->limit, unit_of(s)).s, verdict(s));
    text_add(&piece, s->how);
    lines_take(lines, &piece, 4, 0);
}

static void add_series(struct lines *lines, const struct aisle_validation_series *s)
{
    text_add(lines->out, "  ");
    size_t piece = lines_piece(s->label, 34);
    lines_cell(lines, words_format("%.*s", (int)piece, s->label).s, 34);
    lines_cell(lines, error_of(s, s->error).s, -6);
    lines_cell(lines, error_of(s, s->worst).s, -7);
    for (int k = 0; k < AISLE_NAIVE_COUNT; k++)
        lines_cell(lines, error_of(s, s->naive_error[k]).s, -8);
    lines_cell(lines, words_format("%d/%d", s->covered, s->count).s, -7);
    lines_end(lines);
    if (s->label[piece]) {
        text_add(lines->out, "   ");
        lines_cell(lines, s->label + piece, lines->width - 3);
        lines_end(lines);
    }
    add_terms(lines, s);
}

static void add_notes(struct lines *lines, const struct aisle_validation *v)
{
    lines_end(lines);
    lines_say(lines, 0, 0,
              "Inside their 80%% interval: %d of %d points of the series that hold "
              "nothing fitted.",
              v->covered, v->points);
    lines_say(
        lines, 0, 0,
        "Warm-up: a run starts from the recorded state, not from an empty system. "
        "MSER-5 on monthly decisions under constant arrivals would drop %d of %d "
        "months, which differ from the rest by %+.1f%%.",
        v->warmup_months, v->warmup_of, 100 * v->warmup_shift);
    for (int k = 0; k < AISLE_NAIVE_COUNT; k++)
        lines_say(lines, 2, 0, "%s: %s.", aisle_naive_name((enum aisle_naive)k),
                  aisle_naive_text((enum aisle_naive)k));
}

enum aisle_status aisle_report_validation_text(struct aisle_ctx *ctx,
                                               const struct aisle_validation *v,
                                               struct aisle_text_style style,
                                               char **out)
{
    struct text text = {0};
    struct lines lines = lines_of(&text, style);
    lines_answer(
        &lines, "Validation",
        words_format("%d draws of the parameters, %s", v->draws,
                     v->with_posterior ? "from a posterior" : "from their ranges")
            .s);
    lines_end(&lines);
    lines_dim(&lines, "  what                              error  worst    last   trend"
                      "   stock  inside");
    for (int i = 0; i < v->series_count; i++)
        add_series(&lines, &v->series[i]);
    add_notes(&lines, v);
    return report_take(ctx, &text, out);
}
