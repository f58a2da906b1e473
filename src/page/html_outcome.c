/* Outcomes: the package against current law, by family, and over time. */
#include "page/html.h"

static const char *const family_heads[AISLE_FAMILY_COUNT] = {
    [AISLE_FAMILY_BACKLOG] = "Backlog",     [AISLE_FAMILY_WAIT] = "Waits",
    [AISLE_FAMILY_FAIRNESS] = "Fairness",   [AISLE_FAMILY_EFFICIENCY] = "Efficiency",
    [AISLE_FAMILY_COST] = "Cost",           [AISLE_FAMILY_SHELTER] = "City shelter",
    [AISLE_FAMILY_FLOW] = "Who goes where",
};

static double width_of(const struct aisle_spread *spread)
{
    return spread->q95 - spread->q05;
}

static void add_row(struct page *page, const struct aisle_metric *m)
{
    struct text *out = page->out;
    const struct aisle_spread *d = &m->difference;
    const char *direction = words_direction(d);
    markup_add(out, "<tr><th scope=\"row\">%s <span class=\"unit\">%s</span></th>",
               m->label, m->unit);
    markup_add(out, "<td class=\"n\">%s</td><td class=\"n\">%s</td><td>",
               words_amount(m->baseline.q50, width_of(&m->baseline), m->unit, 0).s,
               words_amount(m->package.q50, width_of(&m->package), m->unit, 0).s);
    svg_pair(out, &m->baseline, &m->package);
    markup_add(out, "</td><td class=\"n\"><b>%s</b><br>%s</td>",
               words_amount(d->q50, width_of(d), m->unit, WORDS_SIGNED).s,
               words_range(d->q05, d->q95, m->unit, WORDS_SIGNED).s);
    markup_add(out, "<td>%s</td><td class=\"n\">%s</td></tr>", direction,
               words_percent(m->noise_share).s);
}

static void add_family(struct page *page, const struct aisle_outcome *o, int family)
{
    bool any = false;
    for (int i = 0; i < o->metric_count; i++) {
        if ((int)o->metrics[i].family != family)
            continue;
        if (!any)
            markup_add(page->out,
                       "<tbody><tr class=\"family\"><th scope=\"rowgroup\" "
                       "colspan=\"7\">%s</th></tr>",
                       family_heads[family]);
        any = true;
        add_row(page, &o->metrics[i]);
    }
    if (any)
        text_add(page->out, "</tbody>");
}

static void add_table(struct page *page, const struct aisle_outcome *o)
{
    text_add(page->out, "<h3>Against current law</h3>");
    html_how(
        page,
        "Hollow dot and dashed line: current law; filled dot and solid line: "
        "the package, medians with their 90% intervals on a scale of the row’s own. "
        "Both meet the same luck, so the change is surer than either level.");
    html_table(page, "metrics", "Outcomes under current law and with the package");
    text_add(page->out, "<thead><tr>");
    html_head(page, "", "Outcome");
    html_head(page, "n", "Current law");
    html_head(page, "n", "Package");
    text_add(page->out, "<td class=\"graph\"></td>");
    html_head(page, "n", "Change, 90% interval");
    html_head(page, "", "Direction");
    html_head(page, "n", "Luck’s share");
    text_add(page->out, "</tr></thead>");
    for (int family = 0; family < AISLE_FAMILY_COUNT; family++)
        add_family(page, o, family);
    html_table_end(page);
    text_add(
        page->out,
        "<p class=\"small\"><b>Luck’s share</b> is the part of the uncertainty of the "
        "change that more replications would remove (simulation error); the rest is "
        "not knowing the system’s parameters (model error).</p>");
}

/* All zero: nothing of it happens under either law. */
static bool is_empty(const struct aisle_series *s)
{
    for (int i = 0; i < s->count; i++)
        if (s->baseline.q95[i] > 0 || s->package.q95[i] > 0 || s->observed[i] > 0)
            return false;
    return true;
}

static void add_series(struct page *page, const struct aisle_outcome *o)
{
    if (o->series_count == 0)
        return;
    text_add(page->out, "<h3>Over time</h3>");
    html_how(page,
             "Solid line: the package; dashed line: current law, medians; shaded: 90% "
             "interval; open circles: what the record shows.");
    text_add(page->out, "<div class=\"series\">");
    for (int i = 0; i < o->series_count; i++) {
        if (is_empty(&o->series[i]))
            continue;
        markup_add(page->out, "<figure><h4>%s <span class=\"unit\">%s</span></h4>",
                   o->series[i].label, o->series[i].unit);
        svg_series(page->out, words_format("series-%d", i).s, &o->series[i]);
        text_add(page->out, "</figure>");
    }
    text_add(page->out, "</div>");
}

static struct word lead_of(const struct aisle_outcome *o)
{
    int clear = 0;
    for (int i = 0; i < o->metric_count; i++)
        clear += o->metrics[i].difference.q05 > 0 || o->metrics[i].difference.q95 < 0;
    return words_format("%d of %d outcomes change clearly in %s.", clear,
                        o->metric_count, words_years(o->years).s);
}

void html_outcome(struct page *page)
{
    const struct aisle_outcome *o = page->report->outcome;
    if (!o)
        return;
    if (words_neutral(page->report->package)) {
        html_section(page, "outcomes", "What it would do",
                     "It leaves the asylum system as it is.");
        text_add(page->out,
                 "<p>No provision changes anything that the simulation knows, so that "
                 "current law and the package are one and the same run. A deal that "
                 "adds provisions can differ; see the deals.</p>");
        html_section_end(page);
        return;
    }
    html_section(page, "outcomes", "What it would do", lead_of(o).s);
    markup_add(page->out,
               "<p>The asylum system case by case from %s, %s, %d replications of "
               "each law. Changes are the package less current law.</p>",
               words_day(o->start).s, words_years(o->years).s, o->replications);
    add_series(page, o);
    add_table(page, o);
    html_section_end(page);
}
