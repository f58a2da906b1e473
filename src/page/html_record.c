/* How good such forecasts were: like votes before the package's day, forecast out of
 * time, with the reliability plot that lets a reader judge the chance above. */
#include "page/html.h"

#include <math.h>

static const char *kind_words(const struct aisle_backtest *b)
{
    return b->options.kind == AISLE_BACKTEST_CLOTURE ? "votes on cloture of legislation"
           : b->options.kind == AISLE_BACKTEST_PASSAGE ? "votes on passage"
                                                       : "votes on amendments";
}

static void draw(struct page *page, const char *id, double width, const void *what)
{
    svg_reliability(page->out, id, what, width);
}

static void add_score(struct page *page, const char *name, const struct aisle_score *s)
{
    markup_add(page->out, "<tr><th scope=\"row\">%s</th>", name);
    markup_add(page->out, "<td class=\"n\">%s</td>",
               words_real(s->pass_brier, 3, false).s);
    markup_add(page->out, "<td class=\"n\">%s</td>",
               words_real(s->pass_log_loss, 3, false).s);
    markup_add(page->out, "<td class=\"n\">%s</td>",
               words_real(s->yea_mae, 1, false).s);
    markup_add(page->out, "<td class=\"n\">%s</td></tr>",
               isfinite(s->senator_accuracy) ? words_percent(s->senator_accuracy).s
                                             : "–");
}

static void add_scores(struct page *page, const struct aisle_backtest *b)
{
    html_table(page, "plain", "This forecaster and simple rules on the same votes");
    text_add(page->out, "<thead><tr>");
    html_head(page, "", "Forecaster");
    html_head(page, "n", "Brier score of the result");
    html_head(page, "n", "Log loss");
    html_head(page, "n", "Yeas off by, mean");
    html_head(page, "n", "Senators called");
    text_add(page->out, "</tr></thead><tbody>");
    add_score(page, "this model", &b->score);
    for (int k = 0; k < AISLE_BASELINE_COUNT; k++)
        add_score(page, b->baselines[k].name, &b->baselines[k].score);
    text_add(page->out, "</tbody>");
    html_table_end(page);
    markup_add(
        page->out,
        "<p class=\"small\">Lower is better but for the last column; 0 is perfect, "
        "a coin's Brier score 0.25. The count lay inside the 50, 80 and 95%% "
        "intervals in %s, %s and %s of votes.</p>",
        words_percent(b->score.yea_cover50).s, words_percent(b->score.yea_cover80).s,
        words_percent(b->score.yea_cover95).s);
}

static void add_bins(struct page *page, const struct aisle_backtest *b)
{
    html_table(page, "plain", "Chances said, and how often it came");
    text_add(page->out, "<thead><tr>");
    html_head(page, "", "Chance said");
    html_head(page, "n", "Mean chance");
    html_head(page, "n", "Carried");
    text_add(page->out, "</tr></thead><tbody>");
    for (int k = 0; k < AISLE_CALIBRATION_BINS; k++) {
        const struct aisle_calibration_bin *bin = &b->calibration[k];
        if (bin->n == 0)
            continue;
        markup_add(page->out, "<tr><th scope=\"row\">%s</th>",
                   words_format("%.0f%% to %.0f%%", 100 * bin->low, 100 * bin->high).s);
        markup_add(
            page->out, "<td class=\"n\">%s</td><td class=\"n\">%d of %d</td></tr>",
            words_percent(bin->mean_p).s, (int)lround(bin->rate * bin->n), bin->n);
    }
    text_add(page->out, "</tbody>");
    html_table_end(page);
}

void html_record(struct page *page)
{
    if (!html_has_record(page))
        return;
    const struct aisle_backtest *b = page->report->record;
    html_section(page, "record", "How good were such forecasts?",
                 words_format("Brier score %s; the base rate alone scores %s.",
                              words_real(b->score.pass_brier, 3, false).s,
                              words_real(b->score.base_brier, 3, false).s)
                     .s);
    markup_add(page->out,
               "<p>The %d %s of the %dth to %dth Congress before this package's day, "
               "each forecast from what was known before it and from nothing but its "
               "title. With statements forecasts are better: <code>aisle backtest "
               "--reveal noisy:10</code> says by how much.</p>",
               b->score.votes, kind_words(b), b->options.congress_first,
               b->options.congress_last);
    text_add(page->out, "<div class=\"pair\"><figure><h3>When it said so, did it "
                        "happen?</h3>");
    html_how(page,
             "A dot is the votes whose chance lay in a tenth, with their number; on "
             "the dashed line what was said is what came. Few votes in a dot prove "
             "little.");
    html_twice(page, "reliability", draw, b);
    text_add(page->out, "</figure><div>");
    add_bins(page, b);
    text_add(page->out, "</div></div>");
    add_scores(page, b);
    html_section_end(page);
}
