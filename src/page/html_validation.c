/* The page of a validation: for each series what was observed (circles), what was
 * forecast (bars, 80%) and the naive forecasts (ticks), and a table of errors. */
#include "page/html.h"
#include "words/take.h"
#include <aisle/report_experiments.h>

#include <math.h>
#include <string.h>

#define HEIGHT 230.0

struct plot {
    struct svg_scale x, y;
};

static struct plot plot_of(const struct aisle_validation_series *s, double width)
{
    double top = 0;
    for (int i = 0; i < s->count; i++) {
        const struct aisle_validation_point *p = &s->points[i];
        top = fmax(top, fmax(p->observed, p->high));
        for (int k = 0; k < AISLE_NAIVE_COUNT; k++)
            top = isfinite(p->naive[k]) ? fmax(top, p->naive[k]) : top;
    }
    struct svg_ticks ticks = svg_ticks_of(0, top > 0 ? top : 1, 5);
    return (struct plot){
        .x = {-0.5, s->count - 0.5, 52, width - 12},
        .y = {0, fmax(top, svg_tick(ticks, ticks.count - 1)), HEIGHT - 28, 12}};
}

/* What stands below a point: its year or month, or its number in the table where points
 * are of different things. */
static struct word place_of(const struct aisle_validation_series *s, int i)
{
    int y, m, d;
    if (s->points[i].label)
        return words_format("%d", i + 1);
    aisle_day_to_civil(s->points[i].date, &y, &m, &d);
    return m == 9 && d == 30 && s->count > 4 ? words_format("%d", y)
                                             : words_format("%d-%02d", y, m);
}

static void add_axis(struct text *out, const struct aisle_validation_series *s,
                     struct plot f)
{
    struct svg_ticks ticks = svg_ticks_of(0, f.y.high, 5);
    for (int i = 0; i < ticks.count; i++) {
        double y = svg_at(f.y, svg_tick(ticks, i));
        svg_line(out, i ? "grid" : "axis", f.x.at, y, f.x.to, y);
        svg_text(out, "tick", "end", f.x.at - 5, y + 4,
                 words_tick(svg_tick(ticks, i), s->unit).s);
    }
    for (int i = 0; i < s->count; i++)
        svg_text(out, "tick", "middle", svg_at(f.x, i), f.y.at + 18, place_of(s, i).s);
}

/* A bar from low to high with its middle; the naive ones beside it, each with its own
 * letter, so that colour alone tells nothing. */
static void add_forecast(struct text *out, const struct aisle_validation_point *p,
                         double i, struct plot f)
{
    static const char *const letters[] = {"l", "t", "s"};
    double x = svg_at(f.x, i), low = svg_at(f.y, p->low), high = svg_at(f.y, p->high);
    markup_add(out,
               "<rect class=\"band pack\" x=\"%f\" y=\"%f\" width=\"14\" "
               "height=\"%f\"/>",
               x - 7, high, low - high);
    double y = svg_at(f.y, p->median);
    svg_line(out, "line pack", x - 9, y, x + 9, y);
    for (int k = 0; k < AISLE_NAIVE_COUNT; k++)
        if (isfinite(p->naive[k]))
            svg_text(out, "tick", "middle", x + 16, svg_at(f.y, p->naive[k]) + 4,
                     letters[k]);
    svg_circle(out, "observed", x, svg_at(f.y, p->observed), 4);
}

/* Errors are shares of what was observed; of shares, points between the two. */
static const char *unit_of(const struct aisle_validation_series *s)
{
    return strcmp(s->unit, "share") == 0 ? " points" : "%";
}

static struct word error_of(const struct aisle_validation_series *s, double error)
{
    return isnan(error) ? words_format("–")
                        : words_format("%.1f%s", 100 * error, unit_of(s));
}

static void draw(struct text *out, const char *id,
                 const struct aisle_validation_series *s, double width)
{
    struct plot f = plot_of(s, width);
    svg_open(out, id, width, HEIGHT, s->label,
             words_format("%d points; mean error %s, worst %s; %d inside the 80%% "
                          "interval.",
                          s->count, error_of(s, s->error).s, error_of(s, s->worst).s,
                          s->covered)
                 .s);
    add_axis(out, s, f);
    for (int i = 0; i < s->count; i++)
        add_forecast(out, &s->points[i], i, f);
    svg_close(out);
}

static void add_cell(struct text *out, const struct aisle_validation_series *s,
                     double error)
{
    markup_add(out, "<td class=\"n\">%s</td>", error_of(s, error).s);
}

static void add_row(struct text *out, const struct aisle_validation_series *s)
{
    markup_add(out, "<tr><th scope=\"row\">%s</th>", s->label);
    add_cell(out, s, s->error);
    add_cell(out, s, s->worst);
    for (int k = 0; k < AISLE_NAIVE_COUNT; k++)
        add_cell(out, s, s->naive_error[k]);
    markup_add(out, "<td class=\"n\">%d of %d</td>", s->covered, s->count);
    if (isnan(s->limit))
        text_add(out, "<td>none</td></tr>");
    else
        markup_add(out, "<td>%s: %s</td></tr>",
                   words_format("%.0f%s", 100 * s->limit, unit_of(s)).s,
                   s->worst <= s->limit ? "met" : "not met");
}

static void add_table(struct text *out, const struct aisle_validation *v)
{
    text_add(out, "<div class=\"scroll\" tabindex=\"0\" role=\"region\" "
                  "aria-label=\"Errors\"><table><caption>Mean and worst error of the "
                  "forecasts, and mean error of naive ones</caption><thead><tr><th>What"
                  "</th><th class=\"n\">Error</th><th class=\"n\">Worst</th>"
                  "<th class=\"n\">Last value (l)</th><th class=\"n\">Trend (t)</th>"
                  "<th class=\"n\">Stock-flow (s)</th><th class=\"n\">Inside 80%</th>"
                  "<th>Limit</th></tr></thead><tbody>");
    for (int i = 0; i < v->series_count; i++)
        add_row(out, &v->series[i]);
    text_add(out, "</tbody></table></div>");
}

/* --- the points of a series in numbers ------------------------------------ */

static void add_point(struct text *out, const struct aisle_validation_series *s, int i)
{
    const struct aisle_validation_point *p = &s->points[i];
    double width = p->high - p->low;
    bool in = p->low <= p->observed && p->observed <= p->high;
    markup_add(out, "<tr><th scope=\"row\">%s%s%s</th>", place_of(s, i).s,
               p->label ? ". " : "", p->label ? p->label : "");
    markup_add(out, "<td class=\"n\">%s</td>",
               words_amount(p->observed, width, s->unit, WORDS_SHORT).s);
    markup_add(out, "<td class=\"n\">%s</td>",
               words_amount(p->median, width, s->unit, WORDS_SHORT).s);
    markup_add(out, "<td class=\"n\">%s</td><td>%s</td></tr>",
               words_range(p->low, p->high, s->unit, WORDS_SHORT).s,
               in ? "inside" : "outside");
}

/* Open from the start where the plot has but numbers for its points. */
static void add_points(struct text *out, const struct aisle_validation_series *s)
{
    bool named = s->count > 0 && s->points[0].label;
    markup_add(out, "<details%s><summary>The numbers</summary>", named ? " open" : "");
    markup_add(out,
               "<div class=\"scroll\" tabindex=\"0\" role=\"region\" "
               "aria-label=\"%s, numbers\"><table><thead><tr><th>Point</th>"
               "<th class=\"n\">Observed</th><th class=\"n\">Forecast</th>"
               "<th class=\"n\">80%% interval</th><th>Observed is</th></tr></thead>"
               "<tbody>",
               s->label);
    for (int i = 0; i < s->count; i++)
        add_point(out, s, i);
    text_add(out, "</tbody></table></div></details>");
}

static void add_figure(struct text *out, const struct aisle_validation_series *s,
                       int nth)
{
    markup_add(out,
               "<figure><figcaption><h3>%s</h3><p class=\"how\">%s%s.</p>"
               "</figcaption>",
               s->label, s->how, s->in_sample || s->aside ? "; not counted above" : "");
    draw(out, words_format("v%d", nth).s, s, SVG_WIDE);
    add_points(out, s);
    text_add(out, "</figure>");
}

static void add_head(struct text *out)
{
    text_add(out,
             "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
             "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src "
             "'none'; style-src 'unsafe-inline'; base-uri 'none'\">\n"
             "<meta name=\"viewport\" content=\"width=device-width, "
             "initial-scale=1\">\n<title>The asylum simulation against the "
             "record</title>\n<style>");
    for (int i = 0; html_style[i]; i++)
        text_add(out, html_style[i]);
    text_add(out, "</style>\n</head>\n<body>\n<main id=\"main\">\n<header>"
                  "<h1>The asylum simulation against the record</h1>");
}

enum aisle_status aisle_report_validation_html(struct aisle_ctx *ctx,
                                               const struct aisle_run *run,
                                               const struct aisle_validation *v,
                                               char **out)
{
    struct text text = {0};
    add_head(&text);
    markup_add(
        &text,
        "<p class=\"lead\">%d of %d points that nothing was fitted to lie inside "
        "their 80%% interval. Parameters: %d draws %s.</p></header>\n",
        v->covered, v->points, v->draws,
        v->with_posterior ? "from a posterior" : "from their ranges");
    text_add(&text, "<section><h2>Errors</h2>");
    add_table(&text, v);
    text_add(&text,
             "</section>\n<section><h2>Point by point</h2><p class=\"how\">"
             "Circles: what was observed. Bars: the forecast's 80% interval with "
             "its median. Letters: naive forecasts, l the last value, t the trend, s "
             "stock and flow.</p>"
             "<div class=\"series\">");
    for (int i = 0; i < v->series_count; i++)
        add_figure(&text, &v->series[i], i);
    markup_add(
        &text,
        "</div></section>\n<footer>Made by aisle %s, seed %s. This page makes no "
        "request to anywhere; what it shows is in it.</footer>\n</main>\n"
        "</body>\n</html>\n",
        run->version, words_format("%llu", (unsigned long long)run->seed).s);
    return report_take(ctx, &text, out);
}
