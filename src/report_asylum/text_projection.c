/* A projection for a terminal. */
#include "words/text_parts.h"
#include <aisle/report_experiments.h>

static struct word range_of(const struct aisle_projection_row *row, double low,
                            double high)
{
    return words_range(low, high, row->unit, WORDS_SHORT);
}

static void add_row(struct lines *lines, const struct aisle_projection_row *row)
{
    double width = row->q90 - row->q10;
    text_add(lines->out, "  ");
    lines_cell(lines, row->label, 29);
    lines_cell(lines, words_amount(row->median, width, row->unit, WORDS_SHORT).s, 9);
    lines_cell(lines, range_of(row, row->q10, row->q90).s, 20);
    lines_cell(lines, range_of(row, row->q05, row->q95).s, 20);
    lines_end(lines);
}

static void add_date(struct lines *lines, const struct aisle_projection *p, int first)
{
    aisle_day date = p->rows[first].date, from = AISLE_DAY_NONE;
    for (int i = first; i < p->row_count && p->rows[i].date == date; i++)
        from = p->rows[i].flow ? p->rows[i].from : from;
    lines_end(lines);
    lines_heading(lines, words_day(date).s);
    if (from != AISLE_DAY_NONE)
        lines_say(lines, 2, 0, "  flows from %s", words_day(from + 1).s);
}

enum aisle_status aisle_report_projection_text(struct aisle_ctx *ctx,
                                               const struct aisle_projection *p,
                                               struct aisle_text_style style,
                                               char **out)
{
    struct text text = {0};
    struct lines lines = lines_of(&text, style);
    lines_answer(&lines, "Projection",
                 words_format("current law from %s", words_day(p->start).s).s);
    lines_say(&lines, 4, 0, "%d draws of the parameters, from %s", p->draws,
              p->with_posterior ? "a posterior" : "their ranges");
    lines_end(&lines);
    lines_dim(&lines,
              "                               median   80%                 90%");
    for (int i = 0; i < p->row_count; i++) {
        if (i == 0 || p->rows[i].date != p->rows[i - 1].date)
            add_date(&lines, p, i);
        add_row(&lines, &p->rows[i]);
    }
    lines_end(&lines);
    lines_wrap(
        &lines,
        "Intervals hold what years bring (arrivals, completions a judge and "
        "applications walk as widely as the record did), not knowing the "
        "parameters, and luck; no change of law or practice after the start. How "
        "often such intervals held: 'aisle validate', the rows 'as in a run'.",
        0, 0);
    for (int i = 0; i < p->row_count && p->rows[i].date == p->rows[0].date; i++)
        if (p->rows[i].how)
            lines_say(&lines, 2, 0, "%s: %s.", p->rows[i].label, p->rows[i].how);
    return report_take(ctx, &text, out);
}
