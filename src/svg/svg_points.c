/* Ideal points of senators with 90% intervals, one row each. */
#include "svg/svg.h"

#include "words/words.h"
#include <math.h>

#define WIDTH 400.0
#define ROW 13.0
#define NAMES 128.0 /* pixels kept for names */

static struct svg_scale scale_of(const struct aisle_fit *fit)
{
    double low = -1, high = 1;
    for (int i = 0; i < fit->member_count; i++) {
        if (!fit->members[i].in_office)
            continue;
        low = fmin(low, fit->members[i].q05[0]);
        high = fmax(high, fit->members[i].q95[0]);
    }
    return (struct svg_scale){low, high, NAMES + 6, WIDTH - 8};
}

/* The pivot a member holds most often, NULL when under one chance in ten. */
static const char *pivot_of(const struct aisle_fit *fit, int member, double *p)
{
    const char *name = NULL;
    *p = 0.1;
    for (int i = 0; i < fit->pivot_count; i++)
        for (int j = 0; j < fit->pivots[i].chance_count; j++) {
            const struct aisle_pivot_chance *c = &fit->pivots[i].chances[j];
            if (c->member == member && c->p >= *p) {
                *p = c->p;
                name = fit->pivots[i].name;
            }
        }
    return name;
}

static void add_row(struct text *out, const struct aisle_fit *fit, int member,
                    struct svg_scale x, double y)
{
    const struct aisle_fit_member *m = &fit->members[member];
    double p;
    const char *pivot = pivot_of(fit, member, &p);
    struct word name = words_senator(m->name, m->party, m->state);
    struct word title = words_format(
        "%s: %s (%s to %s)", name.s, words_real(m->x[0], 2, true).s,
        words_real(m->q05[0], 2, true).s, words_real(m->q95[0], 2, true).s);
    markup_add(out, "<g class=\"person %s\">", svg_party_class(m->party));
    svg_text(out, pivot ? "who pivot" : "who", "end", NAMES, y + 4, name.s);
    if (isfinite(m->q05[0]) && isfinite(m->q95[0]))
        svg_line(out, "range", svg_at(x, m->q05[0]), y, svg_at(x, m->q95[0]), y);
    if (isfinite(m->x[0]))
        svg_party(out, m->party, "point", svg_at(x, m->x[0]), y, 3.2, title.s);
    text_add(out, "</g>");
}

void svg_points(struct text *out, const char *id, const struct aisle_fit *fit,
                const int *order, int first, int count)
{
    double height = ROW * count + 34;
    struct svg_scale x = scale_of(fit);
    struct svg_ticks ticks = svg_ticks_of(x.low, x.high, 5);
    svg_open(
        out, id, WIDTH, height, "Ideal points of senators",
        words_format("%d senators from left to right with 90%% intervals.", count).s);
    for (int i = 0; i < ticks.count; i++) {
        double at = svg_at(x, svg_tick(ticks, i));
        svg_line(out, "grid", at, 8, at, height - 22);
        svg_text(out, "tick", "middle", at, height - 8,
                 words_real(svg_tick(ticks, i), ticks.step < 1 ? 1 : 0, true).s);
    }
    for (int i = 0; i < count; i++)
        add_row(out, fit, order[first + i], x, 14 + ROW * i);
    svg_close(out);
}
