/* The reliability plot of a backtest: chances said against how often it came, a dot's
 * area the number of votes behind it. Once as a part of the page, once as a file of its
 * own, which has no style sheet and names its colours. */
#include "svg/svg.h"

#include "words/take.h"
#include "words/words.h"
#include <aisle/report.h>

#include <math.h>

enum { SIDE = 360, EDGE = 44 };

static double across(double p)
{
    return EDGE + p * (SIDE - 2 * EDGE);
}

static double down(double p)
{
    return SIDE - EDGE - p * (SIDE - 2 * EDGE);
}

static void add_axes(struct text *out)
{
    text_addf(out,
              "<path d='M%g %gH%gM%g %gV%g' stroke='#888' fill='none'/>"
              "<path d='M%g %gL%g %g' stroke='#bbb' stroke-dasharray='4 3'/>",
              across(0), down(0), across(1), across(0), down(0), down(1), across(0),
              down(0), across(1), down(1));
    for (int k = 0; k <= 4; k++)
        text_addf(out,
                  "<text x='%g' y='%g' text-anchor='middle'>%d %%</text>"
                  "<text x='%g' y='%g' text-anchor='end'>%d %%</text>",
                  across(k / 4.0), down(0) + 16, 25 * k, across(0) - 6,
                  down(k / 4.0) + 4, 25 * k);
    text_addf(out,
              "<text x='%d' y='%d' text-anchor='middle'>chance said</text>"
              "<text x='%d' y='16' text-anchor='start'>how often it carried</text>",
              SIDE / 2, SIDE - 6, 6);
}

enum aisle_status aisle_report_backtest_svg(struct aisle_ctx *ctx,
                                            const struct aisle_backtest *b, char **out)
{
    struct text text = {0};
    text_addf(&text,
              "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d' role='img' "
              "font-family='sans-serif' font-size='11' fill='#444'>"
              "<title>Reliability of the chance that a vote carries</title>"
              "<desc>%d votes of the Congresses %d to %d in bins of a tenth; on the "
              "dashed line what was said is what came.</desc>",
              SIDE, SIDE, b->score.votes, b->options.congress_first,
              b->options.congress_last);
    add_axes(&text);
    for (int k = 0; k < AISLE_CALIBRATION_BINS; k++) {
        const struct aisle_calibration_bin *bin = &b->calibration[k];
        if (bin->n == 0)
            continue;
        double r = 3 + 1.2 * sqrt(bin->n);
        text_addf(&text,
                  "<circle cx='%.1f' cy='%.1f' r='%.1f' fill='#3b6ea5' "
                  "fill-opacity='0.6'><title>%d votes: said %.2f, came %.2f</title>"
                  "</circle><text x='%.1f' y='%.1f'>%d</text>",
                  across(bin->mean_p), down(bin->rate), r, bin->n, bin->mean_p,
                  bin->rate, across(bin->mean_p) + r + 2, down(bin->rate) + 4, bin->n);
    }
    text_add(&text, "</svg>\n");
    return report_take(ctx, &text, out);
}

/* ---- in the page ---- */

struct plot {
    struct svg_scale x, y;
    double side;
};

static void draw_axes(struct text *out, const struct plot *p)
{
    svg_line(out, "axis", p->x.at, p->y.at, p->x.to, p->y.at);
    svg_line(out, "axis", p->x.at, p->y.at, p->x.at, p->y.to);
    svg_line(out, "zero", p->x.at, p->y.at, p->x.to, p->y.to);
    for (int k = 0; k <= 4; k++) {
        double x = svg_at(p->x, k / 4.0), y = svg_at(p->y, k / 4.0);
        struct word tick = words_format("%d%%", 25 * k);
        svg_text(out, "tick", "middle", x, p->y.at + 18, tick.s);
        svg_text(out, "tick", "end", p->x.at - 7, y + 4, tick.s);
    }
    svg_text(out, "label", "middle", (p->x.at + p->x.to) / 2, p->y.at + 36,
             "chance said");
    svg_text(out, "label", "start", 4, 14, "how often it carried");
}

void svg_reliability(struct text *out, const char *id, const struct aisle_backtest *b,
                     double width)
{
    double side = width > 400 ? 400 : width;
    struct plot p = {{0, 1, 48, side - 30}, {0, 1, side - 46, 30}, side};
    svg_open(out, id, side, side, "Reliability of the chance that a vote carries",
             words_format("%d votes in bins of a tenth; the table beside has them.",
                          b->score.votes)
                 .s);
    draw_axes(out, &p);
    text_add(out, "<g class=\"pack\">");
    for (int k = 0; k < AISLE_CALIBRATION_BINS; k++) {
        const struct aisle_calibration_bin *bin = &b->calibration[k];
        if (bin->n == 0)
            continue;
        double r = 3 + 1.2 * sqrt(bin->n);
        double x = svg_at(p.x, bin->mean_p), y = svg_at(p.y, bin->rate);
        svg_circle(out, "bin", x, y, r);
        svg_text(out, "tick", "start", x + r + 3, y + 4, words_format("%d", bin->n).s);
    }
    text_add(out, "</g>");
    svg_close(out);
}
