#include "svg/svg.h"

#include <math.h>

double svg_at(struct svg_scale scale, double value)
{
    double span = scale.high - scale.low;
    double share = span != 0 ? (value - scale.low) / span : 0.5;
    return scale.at + share * (scale.to - scale.at);
}

struct svg_ticks svg_ticks_of(double low, double high, int about)
{
    double span = high > low ? high - low : fmax(fabs(high), 1);
    double raw = span / about, power = pow(10, floor(log10(raw)));
    double lead = raw / power;
    double step = power * (lead <= 1     ? 1
                           : lead <= 2   ? 2
                           : lead <= 2.5 ? 2.5
                           : lead <= 5   ? 5
                                         : 10);
    struct svg_ticks ticks = {.first = ceil(low / step - 1e-9) * step, .step = step};
    ticks.count = (int)floor((high - ticks.first) / step + 1e-9) + 1;
    if (ticks.count < 0)
        ticks.count = 0;
    return ticks;
}

void svg_open(struct text *out, const char *id, double width, double height,
              const char *title, const char *description)
{
    markup_add(out,
               "<svg viewBox=\"0 0 %f %f\" role=\"img\" aria-labelledby=\"%s-t %s-d\">"
               "<title id=\"%s-t\">%s</title><desc id=\"%s-d\">%s</desc>",
               width, height, id, id, id, title, id, description);
}

void svg_close(struct text *out)
{
    text_add(out, "</svg>");
}

void svg_line(struct text *out, const char *cls, double x1, double y1, double x2,
              double y2)
{
    markup_add(out, "<line class=\"%s\" x1=\"%f\" y1=\"%f\" x2=\"%f\" y2=\"%f\"/>", cls,
               x1, y1, x2, y2);
}

void svg_circle(struct text *out, const char *cls, double x, double y, double r)
{
    markup_add(out, "<circle class=\"%s\" cx=\"%f\" cy=\"%f\" r=\"%f\"/>", cls, x, y,
               r);
}

void svg_text(struct text *out, const char *cls, const char *anchor, double x, double y,
              const char *s)
{
    markup_add(out, "<text class=\"%s\" text-anchor=\"%s\" x=\"%f\" y=\"%f\">%s</text>",
               cls, anchor, x, y, s);
}

const char *svg_party_class(char party)
{
    return party == 'D' ? "dem" : party == 'R' ? "rep" : "ind";
}

/* Sides chosen so that the three shapes cover the same area. */
void svg_party(struct text *out, char party, const char *cls, double x, double y,
               double r, const char *title)
{
    double half = r * 0.886, tip = r * 1.253;
    markup_add(out, "<g class=\"%s\">", cls);
    if (title)
        markup_add(out, "<title>%s</title>", title);
    if (party == 'D')
        markup_add(out, "<circle cx=\"%f\" cy=\"%f\" r=\"%f\"/>", x, y, r);
    else if (party == 'R')
        markup_add(out,
                   "<rect x=\"%f\" y=\"%f\" width=\"%f\" height=\"%f\" rx=\"1.5\"/>",
                   x - half, y - half, 2 * half, 2 * half);
    else
        markup_add(out, "<path d=\"M%f %fL%f %fL%f %fL%f %fZ\"/>", x, y - tip, x + tip,
                   y, x, y + tip, x - tip, y);
    text_add(out, "</g>");
}
