/* A series over time: current law dashed, the package solid, 90% bands, and what the
 * record shows as open circles. The scale starts at zero, so that a small change
 * looks small. */
#include "svg/svg.h"

#include "words/words.h"
#include <math.h>

#define WIDTH 400.0
#define HEIGHT 232.0
#define TICKS 5

struct frame {
    struct svg_scale x, y;
};

static double top_of(const struct aisle_series *s)
{
    double top = 0;
    for (int i = 0; i < s->count; i++) {
        const double values[3] = {s->baseline.q95[i], s->package.q95[i],
                                  s->observed[i]};
        for (int v = 0; v < 3; v++)
            if (isfinite(values[v]))
                top = fmax(top, values[v]);
    }
    return top > 0 ? top : 1;
}

static struct frame frame_of(const struct aisle_series *s)
{
    struct frame f;
    double top = top_of(s);
    struct svg_ticks ticks = svg_ticks_of(0, top, TICKS);
    double last = svg_tick(ticks, ticks.count - 1);
    f.y = (struct svg_scale){0, fmax(top, last), HEIGHT - 26, 14};
    f.x = (struct svg_scale){s->dates[0], s->dates[s->count - 1], 46, WIDTH - 86};
    return f;
}

static void add_axes(struct text *out, const struct aisle_series *s, struct frame f)
{
    struct svg_ticks ticks = svg_ticks_of(0, f.y.high, TICKS);
    for (int i = 0; i < ticks.count; i++) {
        double y = svg_at(f.y, svg_tick(ticks, i));
        svg_line(out, i ? "grid" : "axis", f.x.at, y, f.x.to, y);
        svg_text(out, "tick", "end", f.x.at - 5, y + 4,
                 words_tick(svg_tick(ticks, i), s->unit).s);
    }
    int first, last, month, day;
    aisle_day_to_civil(s->dates[0], &first, &month, &day);
    aisle_day_to_civil(s->dates[s->count - 1], &last, &month, &day);
    int every = last - first > 6 ? 2 : 1;
    for (int year = first + 1; year <= last; year += every) {
        double x = svg_at(f.x, aisle_day_from_civil(year, 1, 1));
        svg_line(out, "axis", x, f.y.at, x, f.y.at + 4);
        svg_text(out, "tick", "middle", x, f.y.at + 17, words_format("%d", year).s);
    }
}

static void add_point(struct text *out, char command, struct frame f, aisle_day day,
                      double value)
{
    text_add_char(out, command);
    markup_number(out, svg_at(f.x, day));
    text_add_char(out, ' ');
    markup_number(out, svg_at(f.y, value));
}

static void add_line(struct text *out, const char *cls, const struct aisle_series *s,
                     struct frame f, const double *values)
{
    bool drawing = false;
    markup_add(out, "<path class=\"%s\" d=\"", cls);
    for (int i = 0; i < s->count; i++) {
        if (isfinite(values[i]))
            add_point(out, drawing ? 'L' : 'M', f, s->dates[i], values[i]);
        drawing = isfinite(values[i]);
    }
    text_add(out, "\"/>");
}

static void add_band(struct text *out, const char *cls, const struct aisle_series *s,
                     struct frame f, const double *low, const double *high)
{
    bool drawing = false;
    markup_add(out, "<path class=\"%s\" d=\"", cls);
    for (int i = 0; i < s->count; i++)
        if (isfinite(low[i]) && isfinite(high[i])) {
            add_point(out, drawing ? 'L' : 'M', f, s->dates[i], high[i]);
            drawing = true;
        }
    for (int i = s->count - 1; i >= 0; i--)
        if (isfinite(low[i]) && isfinite(high[i]))
            add_point(out, 'L', f, s->dates[i], low[i]);
    text_add(out, drawing ? "Z\"/>" : "\"/>");
}

static void add_observed(struct text *out, const struct aisle_series *s, struct frame f)
{
    for (int i = 0; i < s->count; i++)
        if (isfinite(s->observed[i]))
            svg_circle(out, "observed", svg_at(f.x, s->dates[i]),
                       svg_at(f.y, s->observed[i]), 3);
}

/* Names beside the ends of the lines, kept a line of type apart. */
static void add_names(struct text *out, const struct aisle_series *s, struct frame f)
{
    double base = s->baseline.q50[s->count - 1], pack = s->package.q50[s->count - 1];
    if (!isfinite(base) || !isfinite(pack))
        return;
    double yb = svg_at(f.y, base), yp = svg_at(f.y, pack);
    if (fabs(yb - yp) < 14) {
        double middle = (yb + yp) / 2, up = yp <= yb ? -7 : 7;
        yp = middle + up;
        yb = middle - up;
    }
    svg_text(out, "name base", "start", f.x.to + 6, yb + 4, "current law");
    svg_text(out, "name pack", "start", f.x.to + 6, yp + 4, "package");
}

void svg_series(struct text *out, const char *id, const struct aisle_series *s)
{
    if (s->count < 2)
        return;
    int last = s->count - 1;
    struct frame f = frame_of(s);
    svg_open(out, id, WIDTH, HEIGHT, s->label,
             words_format("In %s: %s under current law, %s under the package.",
                          words_month(s->dates[last]).s,
                          words_amount(s->baseline.q50[last],
                                       s->baseline.q95[last] - s->baseline.q05[last],
                                       s->unit, WORDS_BARE)
                              .s,
                          words_amount(s->package.q50[last],
                                       s->package.q95[last] - s->package.q05[last],
                                       s->unit, WORDS_BARE)
                              .s)
                 .s);
    add_axes(out, s, f);
    add_band(out, "band base", s, f, s->baseline.q05, s->baseline.q95);
    add_band(out, "band pack", s, f, s->package.q05, s->package.q95);
    add_line(out, "line base", s, f, s->baseline.q50);
    add_line(out, "line pack", s, f, s->package.q50);
    add_observed(out, s, f);
    add_names(out, s, f);
    svg_close(out);
}
