/* The seat chart: half circle, seats ordered by the chance of yea, likeliest at the
 * left, so that the seat at the threshold shows how far the votes reach. */
#include "svg/svg.h"

#include "base/mem.h"
#include "words/order.h"
#include "words/words.h"
#include <math.h>
#include <stdlib.h>

#define PI 3.14159265358979323846
#define ROWS 5

struct seat {
    double angle; /* 0 right, pi left */
    double radius;
};

static int by_angle(const void *left, const void *right)
{
    const struct seat *a = left, *b = right;
    if (a->angle != b->angle)
        return a->angle > b->angle ? -1 : 1;
    return (a->radius > b->radius) - (a->radius < b->radius);
}

static double row_radius(int row, double outer)
{
    return outer * (0.44 + 0.56 * row / (ROWS - 1));
}

/* `count` seats in rows whose lengths follow their radii; left to right. */
static void place_seats(struct seat *seats, int count, double outer)
{
    double total = 0;
    int placed = 0;
    for (int row = 0; row < ROWS; row++)
        total += row_radius(row, 1);
    for (int row = 0; row < ROWS; row++) {
        double share = row_radius(row, 1);
        int n = row == ROWS - 1 ? count - placed : (int)lround(count * share / total);
        for (int i = 0; i < n && placed < count; i++) {
            double angle = n > 1 ? PI * (1 - (double)i / (n - 1)) : PI / 2;
            seats[placed++] = (struct seat){angle, row_radius(row, outer)};
        }
    }
    qsort(seats, (size_t)count, sizeof *seats, by_angle);
}

int svg_band(double p_yea)
{
    return p_yea >= 0.9    ? 4
           : p_yea >= 0.65 ? 3
           : p_yea > 0.35  ? 2
           : p_yea > 0.1   ? 1
                           : 0;
}

static double x_of(struct seat seat, double width, double extra)
{
    return width / 2 + (seat.radius + extra) * cos(seat.angle);
}

static double y_of(struct seat seat, double base, double extra)
{
    return base - (seat.radius + extra) * sin(seat.angle);
}

/* Where the line crosses a row: midway between the last seat before it and the
 * first seat after it. */
static double crossing(const struct seat *seats, int count, int threshold,
                       double radius)
{
    double before = PI, after = 0;
    for (int i = 0; i < count; i++) {
        if (seats[i].radius != radius)
            continue;
        if (i < threshold)
            before = fmin(before, seats[i].angle);
        else
            after = fmax(after, seats[i].angle);
    }
    return (before + after) / 2;
}

/* The line behind the seat that decides. It bends from row to row, so as to pass
 * between the seats and never through one. */
static void add_threshold(struct text *out, const struct seat *seats, int count,
                          int threshold, double width, double base, double outer)
{
    if (threshold < 1 || threshold >= count)
        return;
    struct seat at = {0, 0};
    double half = (row_radius(1, outer) - row_radius(0, outer)) / 2;
    text_add(out, "<path class=\"threshold\" d=\"");
    for (int row = 0; row < ROWS; row++) {
        double radius = row_radius(row, outer);
        at = (struct seat){crossing(seats, count, threshold, radius), radius};
        if (row == 0)
            markup_add(out, "M%f %f", x_of(at, width, -half), y_of(at, base, -half));
        markup_add(out, "L%f %f", x_of(at, width, 0), y_of(at, base, 0));
    }
    markup_add(out, "L%f %f", x_of(at, width, half), y_of(at, base, half));
    text_add(out, "\"/>");
    svg_text(out, "mark",
             cos(at.angle) > 0.15    ? "start"
             : cos(at.angle) < -0.15 ? "end"
                                     : "middle",
             x_of(at, width, half + 4), y_of(at, base, half + 6),
             words_format("seat %d", threshold).s);
}

/* The five bands, likeliest first; on narrow screens in two rows. */
static void add_legend(struct text *out, double width, double y)
{
    static const char *const words[5] = {"under 10%", "10–35%", "35–65%", "65–90%",
                                         "yea, over 90%"};
    bool narrow = width < 500;
    for (int i = 0; i < 5; i++) {
        int k = 4 - i; /* place from the left */
        double x = narrow ? 20 + 112 * (k % 3) : 48 + 88 * k + (k > 0 ? 30 : 0);
        double at = narrow && k >= 3 ? y + 19 : y;
        markup_add(
            out, "<g class=\"seat any b%d\"><circle cx=\"%f\" cy=\"%f\" r=\"5\"/></g>",
            i, x, at);
        svg_text(out, "key", "start", x + 9, at + 4, words[i]);
    }
}

static void add_parties(struct text *out, double width, double y)
{
    static const char parties[3] = {'D', 'R', 'I'};
    static const char *const names[3] = {"Democrat", "Republican", "independent"};
    double x = width < 500 ? 20 : width / 2 - 150;
    for (int i = 0; i < 3; i++, x += width < 500 ? 112 : 104) {
        svg_party(out, parties[i],
                  words_format("seat b4 %s", svg_party_class(parties[i])).s, x, y, 5,
                  NULL);
        svg_text(out, "key", "start", x + 9, y + 4, names[i]);
    }
}

static void add_seats(struct text *out, const struct aisle_forecast_vote *vote,
                      const int *order, const struct seat *seats, double width,
                      double base, double r)
{
    for (int i = 0; i < vote->senator_count; i++) {
        const struct aisle_forecast_senator *s = &vote->senators[order[i]];
        struct word cls =
            words_format("seat b%d %s", svg_band(s->p_yea), svg_party_class(s->party));
        struct word title =
            words_format("%s: %s yea", words_senator(s->name, s->party, s->state).s,
                         words_percent(s->p_yea).s);
        svg_party(out, s->party, cls.s, x_of(seats[i], width, 0),
                  y_of(seats[i], base, 0), r, title.s);
    }
}

static void add_centre(struct text *out, const struct aisle_forecast_vote *vote,
                       double width, double base)
{
    int low = 0, high = 0;
    bool two = words_two_peaks(vote, &low, &high);
    if (two) {
        svg_text(out, width < 500 ? "mark" : "middling", "middle", width / 2, base - 20,
                 words_format("%d or %d", low, high).s);
        svg_text(out, "note", "middle", width / 2, base - 2,
                 width < 500 ? "the two peaks" : "yeas, the two peaks");
        return;
    }
    if (width < 500) {
        svg_text(out, "middling", "middle", width / 2, base - 16,
                 words_real(vote->yea_q50, 0, false).s);
        svg_text(out, "note", "middle", width / 2, base, "middle result");
        return;
    }
    svg_text(out, "big", "middle", width / 2, base - 22,
             words_real(vote->yea_q50, 0, false).s);
    svg_text(out, "note", "middle", width / 2, base - 2, "yeas, middle result");
}

static void draw(struct text *out, const char *id,
                 const struct aisle_forecast_vote *vote, double width, const int *order,
                 struct seat *seats)
{
    double outer = width * 0.44, base = outer + 46;
    int count = vote->senator_count, safe = 0;
    for (int i = 0; i < count; i++)
        safe += vote->senators[i].p_yea >= 0.9;
    place_seats(seats, count, outer);
    svg_open(
        out, id, width, base + 62, "The senators by their chance of voting yea",
        words_format("%d of %d senators are at 90%% or more; %d yeas are needed. The "
                     "table of senators gives each chance.",
                     safe, count, vote->threshold)
            .s);
    add_seats(out, vote, order, seats, width, base, width * 0.0195);
    add_threshold(out, seats, count, vote->threshold, width, base, outer);
    add_centre(out, vote, width, base);
    add_legend(out, width, base + 32);
    add_parties(out, width, base + (width < 500 ? 72 : 53));
    svg_close(out);
}

void svg_seats(struct text *out, const char *id, const struct aisle_forecast_vote *vote,
               double width)
{
    int *order = order_yea(vote);
    struct seat *seats = mem_new((size_t)vote->senator_count + 1, sizeof *seats);
    if (order && seats)
        draw(out, id, vote, width, order, seats);
    else
        out->failed = true;
    free(order);
    free(seats);
}
