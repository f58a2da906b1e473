/* Deals: the chance to pass against one outcome. Deals that no other deal beats are
 * filled and numbered as in the table; area grows with cost. */
#include "svg/svg.h"

#include "words/words.h"
#include <math.h>
#include <string.h>

#define CELLS 96 /* the grey deals are thinned to one a cell of this grid */

struct plot {
    struct svg_scale x, y;
    double width, height, cost_most;
    int outcome;
};

static bool shown(const struct aisle_deal_point *p, int outcome)
{
    return isfinite(p->p_pass) && isfinite(p->outcome[outcome]);
}

static struct plot plot_of(const struct aisle_frontier *f, int outcome, double width)
{
    double low = 0, high = 0, left = 1, right = 0;
    struct plot plot = {.width = width, .height = width > 500 ? 400 : 330};
    plot.outcome = outcome;
    for (int i = 0; i < f->point_count; i++) {
        const struct aisle_deal_point *p = &f->points[i];
        if (!shown(p, outcome))
            continue;
        low = fmin(low, p->outcome[outcome]);
        high = fmax(high, p->outcome[outcome]);
        left = fmin(left, p->p_pass);
        right = fmax(right, p->p_pass);
        plot.cost_most = fmax(plot.cost_most, p->cost_usd);
    }
    double margin = high > low ? 0.06 * (high - low) : 1;
    plot.y = (struct svg_scale){low - margin, high + margin, plot.height - 44, 30};
    /* to the nearest twentieth beyond the deals, so that they spread out */
    plot.x = (struct svg_scale){fmax(floor(20 * left - 0.2) / 20, 0),
                                fmin(ceil(20 * right + 0.2) / 20, 1), 62, width - 18};
    if (plot.x.high <= plot.x.low)
        plot.x = (struct svg_scale){0, 1, 62, width - 18};
    return plot;
}

static void add_axes(struct text *out, const struct plot *p, const char *label,
                     const char *unit)
{
    struct svg_ticks ys = svg_ticks_of(p->y.low, p->y.high, 5);
    struct svg_ticks xs = svg_ticks_of(p->x.low, p->x.high, p->width > 500 ? 8 : 4);
    for (int i = 0; i < ys.count; i++) {
        double y = svg_at(p->y, svg_tick(ys, i));
        bool zero = fabs(svg_tick(ys, i)) < ys.step / 1000;
        svg_line(out, zero ? "axis" : "grid", p->x.at, y, p->x.to, y);
        svg_text(out, "tick", "end", p->x.at - 6, y + 4,
                 zero ? "0" : words_tick(svg_tick(ys, i), unit).s);
    }
    for (int i = 0; i < xs.count; i++) {
        double x = svg_at(p->x, svg_tick(xs, i));
        svg_line(out, "axis", x, p->y.at, x, p->y.at + 4);
        svg_text(out, "tick", "middle", x, p->y.at + 18,
                 words_format("%g%%", round(1000 * svg_tick(xs, i)) / 10).s);
    }
    svg_text(out, "label", "middle", (p->x.at + p->x.to) / 2, p->height - 6,
             "chance to pass");
    svg_text(out, "label", "start", 4, 14, label);
}

static double radius(const struct plot *p, const struct aisle_deal_point *point)
{
    double share = p->cost_most > 0 ? point->cost_usd / p->cost_most : 0;
    return 6 + 4 * sqrt(fmax(share, 0));
}

static void add_grey(struct text *out, const struct plot *p,
                     const struct aisle_frontier *f)
{
    unsigned char taken[CELLS][CELLS];
    memset(taken, 0, sizeof taken);
    for (int i = 0; i < f->point_count; i++) {
        const struct aisle_deal_point *d = &f->points[i];
        if (d->on_frontier || d->as_written || !shown(d, p->outcome))
            continue;
        double x = svg_at(p->x, d->p_pass), y = svg_at(p->y, d->outcome[p->outcome]);
        int column = (int)(x / p->width * CELLS), row = (int)(y / p->height * CELLS);
        if (column < 0 || column >= CELLS || row < 0 || row >= CELLS ||
            taken[row][column])
            continue;
        taken[row][column] = 1;
        svg_circle(out, "deal other", x, y, 2.5);
    }
}

static void add_frontier(struct text *out, const struct plot *p,
                         const struct aisle_frontier *f, const int *numbers)
{
    for (int i = 0; i < f->point_count; i++) {
        const struct aisle_deal_point *d = &f->points[i];
        if (!shown(d, p->outcome) || !numbers[i])
            continue;
        double x = svg_at(p->x, d->p_pass), y = svg_at(p->y, d->outcome[p->outcome]);
        svg_circle(out, d->on_frontier ? "deal best" : "deal plain", x, y,
                   radius(p, d));
        if (d->as_written)
            svg_circle(out, "deal written", x, y, radius(p, d) + 3);
        svg_text(out, d->on_frontier ? "number" : "number plain", "middle", x, y + 3.5,
                 words_format("%d", numbers[i]).s);
    }
}

void svg_frontier(struct text *out, const char *id,
                  const struct aisle_frontier *frontier, int outcome,
                  const char *outcome_label, const char *unit, const int *numbers,
                  double width)
{
    struct plot plot = plot_of(frontier, outcome, width);
    int best = 0;
    for (int i = 0; i < frontier->point_count; i++)
        best += frontier->points[i].on_frontier;
    svg_open(
        out, id, plot.width, plot.height, "Deals by chance to pass and by outcome",
        words_format("%d deals are beaten by no other; the table lists them.", best).s);
    add_axes(out, &plot, outcome_label, unit);
    add_grey(out, &plot, frontier);
    add_frontier(out, &plot, frontier, numbers);
    svg_close(out);
}
