/* Small charts that stand in the cells of tables. The number stands beside each, so
 * they are hidden from screen readers. */
#include "svg/svg.h"

#include <math.h>

static void open_small(struct text *out, double width, double height)
{
    markup_add(out,
               "<svg class=\"small\" width=\"%f\" height=\"%f\" viewBox=\"0 0 %f %f\" "
               "aria-hidden=\"true\">",
               width, height, width, height);
}

static void add_interval(struct text *out, const char *cls, struct svg_scale x,
                         double y, double q05, double middle, double q95)
{
    markup_add(out, "<g class=\"%s\">", cls);
    svg_line(out, "range", svg_at(x, q05), y, svg_at(x, q95), y);
    svg_circle(out, "point", svg_at(x, middle), y, 3.5);
    text_add(out, "</g>");
}

static bool known(const struct aisle_spread *spread)
{
    return isfinite(spread->q05) && isfinite(spread->q50) && isfinite(spread->q95);
}

void svg_pair(struct text *out, const struct aisle_spread *baseline,
              const struct aisle_spread *package)
{
    if (!known(baseline) || !known(package))
        return;
    double low =
        fmin(fmin(baseline->q05, package->q05), fmin(baseline->q50, package->q50));
    double high =
        fmax(fmax(baseline->q95, package->q95), fmax(baseline->q50, package->q50));
    struct svg_scale x = {low, high, 6, 144};
    open_small(out, 150, 24);
    add_interval(out, "base", x, 7, baseline->q05, baseline->q50, baseline->q95);
    add_interval(out, "pack", x, 17, package->q05, package->q50, package->q95);
    svg_close(out);
}

void svg_interval(struct text *out, double low, double high, double q05, double mean,
                  double q95)
{
    if (!isfinite(q05) || !isfinite(mean) || !isfinite(q95))
        return;
    struct svg_scale x = {low, high, 6, 194};
    open_small(out, 200, 20);
    svg_line(out, "zero", svg_at(x, 0), 0, svg_at(x, 0), 20);
    add_interval(out, "pack", x, 10, q05, mean, q95);
    svg_close(out);
}

void svg_chance(struct text *out, double p, const char *cls)
{
    if (!isfinite(p))
        return;
    open_small(out, 80, 12);
    markup_add(out,
               "<rect class=\"track\" x=\"0\" y=\"3\" width=\"80\" height=\"6\"/>");
    markup_add(out,
               "<rect class=\"bar %s\" x=\"0\" y=\"3\" width=\"%f\" height=\"6\"/>",
               cls, 80 * fmin(fmax(p, 0), 1));
    svg_line(out, "zero", 40, 0, 40, 12);
    svg_close(out);
}
