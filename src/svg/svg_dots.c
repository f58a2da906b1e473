/* The quantile dot plot of a yea count: fifty dots, each one chance in fifty (Kay et
 * al., "When (ish) is my bus?", CHI 2016: read more reliably than densities). Dots
 * stack in bands that begin at the threshold, so that none straddles the line. */
#include "svg/svg.h"

#include "words/words.h"
#include <math.h>

#define DOTS 50
#define RADIUS_MOST 11.0
#define STACK_MOST 210.0 /* pixels */

/* Yea count at which the distribution reaches `p`. */
static int quantile(const struct aisle_forecast_vote *vote, double p)
{
    double reached = 0;
    for (int y = 0; y <= AISLE_SEATS_MAX; y++) {
        reached += vote->distribution[y];
        if (reached >= p)
            return y;
    }
    return AISLE_SEATS_MAX;
}

struct dots {
    int yeas[DOTS];
    int low, high; /* the axis */
    int band;      /* yeas a column stands for */
    int highest;   /* stack, in dots */
    int carry;     /* dots at or past the threshold */
    double width, height, left, right, base, r;
    struct svg_scale x;
};

/* Column of a yea count, 0 at the threshold. */
static int column(const struct dots *dots, int threshold, int yeas)
{
    return (int)floor((double)(yeas - threshold) / dots->band);
}

static int stack_highest(const struct dots *dots, int threshold)
{
    int most = 0;
    for (int i = 0, run = 0; i < DOTS; i++) {
        bool same = i > 0 && column(dots, threshold, dots->yeas[i]) ==
                                 column(dots, threshold, dots->yeas[i - 1]);
        run = same ? run + 1 : 1;
        most = run > most ? run : most;
    }
    return most;
}

static struct dots layout(const struct aisle_forecast_vote *vote, double width)
{
    struct dots d = {.width = width, .left = 16, .right = width - 16};
    for (int i = 0; i < DOTS; i++) {
        d.yeas[i] = quantile(vote, (i + 0.5) / DOTS);
        d.carry += d.yeas[i] >= vote->threshold;
    }
    int least = d.yeas[0], most = d.yeas[DOTS - 1];
    if (vote->actual_yea >= 0) {
        least = vote->actual_yea < least ? vote->actual_yea : least;
        most = vote->actual_yea > most ? vote->actual_yea : most;
    }
    d.low = (least < vote->threshold ? least : vote->threshold) - 4;
    d.high = (most > vote->threshold ? most : vote->threshold) + 4;
    double pixels = (d.right - d.left) / (d.high - d.low);
    d.band = (int)ceil(16 / pixels);
    d.highest = stack_highest(&d, vote->threshold);
    d.r = fmin(fmin(RADIUS_MOST, d.band * pixels / 2.15), STACK_MOST / 2 / d.highest);
    d.base = 52 + fmax(2 * d.r * d.highest, 60);
    d.height = d.base + (vote->actual_yea >= 0 ? 70 : 42);
    d.x = (struct svg_scale){d.low, d.high, d.left, d.right};
    return d;
}

static void add_axis(struct text *out, const struct dots *d)
{
    svg_line(out, "axis", d->left, d->base, d->right, d->base);
    struct svg_ticks ticks = svg_ticks_of(d->low, d->high, d->width > 500 ? 8 : 5);
    for (int i = 0; i < ticks.count; i++) {
        double x = svg_at(d->x, svg_tick(ticks, i));
        svg_line(out, "axis", x, d->base, x, d->base + 5);
        svg_text(out, "tick", "middle", x, d->base + 19,
                 words_format("%.0f", svg_tick(ticks, i)).s);
    }
    svg_text(out, "label", "middle", d->width / 2, d->base + 36, "yea votes");
}

static void add_stacks(struct text *out, const struct dots *d, int threshold)
{
    for (int i = 0, height = 0; i < DOTS; i++) {
        int c = column(d, threshold, d->yeas[i]);
        bool same = i > 0 && c == column(d, threshold, d->yeas[i - 1]);
        height = same ? height + 1 : 0;
        double middle = threshold + c * d->band + (d->band - 1) / 2.0;
        svg_circle(out, d->yeas[i] >= threshold ? "dot yes" : "dot no",
                   svg_at(d->x, middle), d->base - 1 - d->r * (1 + 2 * height),
                   d->r - 0.8);
    }
}

static void add_threshold(struct text *out, const struct dots *d, int threshold)
{
    double x = svg_at(d->x, threshold - 0.5);
    bool room = d->right - x > 130;
    svg_line(out, "threshold", x, 30, x, d->base + 5);
    svg_text(out, "mark", "middle", fmin(fmax(x, 60), d->width - 60), 14,
             words_format("%d needed", threshold).s);
    svg_text(out, "note", room ? "start" : "end", room ? x + 8 : x - 8, 38,
             words_format("%d of 50 dots carry", d->carry).s);
}

static void add_actual(struct text *out, const struct dots *d, int yeas)
{
    double x = svg_at(d->x, yeas), y = d->base + 52;
    markup_add(out, "<path class=\"actual\" d=\"M%f %fl6 10h-12z\"/>", x, y - 4);
    bool room = d->right - x > 150;
    svg_text(out, "mark", room ? "start" : "end", room ? x + 10 : x - 10, y + 7,
             words_format("the Senate cast %d yeas", yeas).s);
}

void svg_dots(struct text *out, const char *id, const struct aisle_forecast_vote *vote,
              double width)
{
    struct dots d = layout(vote, width);
    svg_open(out, id, d.width, d.height, "Fifty equally likely yea counts",
             words_format("%d of 50 dots lie at or past the %d needed; nine in ten "
                          "between %s and %s.",
                          d.carry, vote->threshold,
                          words_real(vote->yea_q05, 0, false).s,
                          words_real(vote->yea_q95, 0, false).s)
                 .s);
    add_axis(out, &d);
    add_stacks(out, &d, vote->threshold);
    add_threshold(out, &d, vote->threshold);
    if (vote->actual_yea >= 0)
        add_actual(out, &d, vote->actual_yea);
    svg_close(out);
}
