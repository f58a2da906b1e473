/* Charts: inline SVG, drawn as text. Colours and sizes of type come from the page's
 * classes, so that one drawing serves light, dark and print.
 *
 * Each chart has a title and a description that says in words what it shows. `id`
 * must be unique in the page. Charts that are read across are drawn for a `width`
 * in pixels, twice a page: once for wide screens, once for narrow ones. */
#ifndef AISLE_SVG_SVG_H
#define AISLE_SVG_SVG_H

#include "svg/markup.h"
#include <aisle/report.h>

#define SVG_WIDE 540.0
#define SVG_NARROW 340.0

/* ---- parts ---- */

/* A linear scale from data to pixels. */
struct svg_scale {
    double low, high; /* data */
    double at, to;    /* pixels */
};
double svg_at(struct svg_scale scale, double value);

/* Round steps that cover [low, high]: value i is first + i * step. */
struct svg_ticks {
    double first, step;
    int count;
};
struct svg_ticks svg_ticks_of(double low, double high, int about);
static inline double svg_tick(struct svg_ticks ticks, int i)
{
    return ticks.first + i * ticks.step;
}

void svg_open(struct text *out, const char *id, double width, double height,
              const char *title, const char *description);
void svg_close(struct text *out);
void svg_line(struct text *out, const char *cls, double x1, double y1, double x2,
              double y2);
void svg_circle(struct text *out, const char *cls, double x, double y, double r);
void svg_text(struct text *out, const char *cls, const char *anchor, double x, double y,
              const char *s);

/* Shape of a party: circle D, square R, diamond for others: never colour alone.
 * `title` NULL for none. */
void svg_party(struct text *out, char party, const char *cls, double x, double y,
               double r, const char *title);
const char *svg_party_class(char party); /* "dem", "rep", "ind" */

/* ---- charts ---- */

/* The yea count as 50 equally likely outcomes, with the line that decides. */
void svg_dots(struct text *out, const char *id, const struct aisle_forecast_vote *vote,
              double width);
/* The chamber, seats filled from the likeliest yea to the least. */
void svg_seats(struct text *out, const char *id, const struct aisle_forecast_vote *vote,
               double width);
/* 0 to 4: very unlikely ... very likely yea; the bands of the seat chart. */
int svg_band(double p_yea);
/* A series under current law and under the package, with 90% bands. */
void svg_series(struct text *out, const char *id, const struct aisle_series *series);
/* Two intervals over each other, current law and package, scaled to both. */
void svg_pair(struct text *out, const struct aisle_spread *baseline,
              const struct aisle_spread *package);
/* One interval on a scale shared by a column of a table, with its zero line. */
void svg_interval(struct text *out, double low, double high, double q05, double mean,
                  double q95);
/* A bar from 0 to 1 with its middle marked. */
void svg_chance(struct text *out, double p, const char *cls);
/* Chances said against how often it came, of a backtest. */
void svg_reliability(struct text *out, const char *id,
                     const struct aisle_backtest *backtest, double width);
/* Chance to pass against one outcome; frontier deals numbered as in `numbers`. */
void svg_frontier(struct text *out, const char *id,
                  const struct aisle_frontier *frontier, int outcome,
                  const char *outcome_label, const char *unit, const int *numbers,
                  double width);
/* Ideal points with intervals, of fit members order[first..first+count). */
void svg_points(struct text *out, const char *id, const struct aisle_fit *fit,
                const int *order, int first, int count);

#endif
