#include "calibrate/measure.h"

#include <math.h>
#include <string.h>

static const struct aisle_series *series_of(const struct aisle_outcome *outcome,
                                            const char *name)
{
    for (int i = 0; i < outcome->series_count; i++)
        if (strcmp(outcome->series[i].name, name) == 0)
            return &outcome->series[i];
    return NULL;
}

double measure_series_sum(const struct aisle_outcome *outcome, const char *name,
                          aisle_day from, aisle_day to)
{
    const struct aisle_series *s = series_of(outcome, name);
    double sum = s ? 0 : NAN;
    for (int i = 0; s && i < s->count; i++)
        if (s->dates[i] > from && s->dates[i] <= to)
            sum += s->baseline.mean[i];
    return sum;
}

double measure_series_between(const struct aisle_outcome *outcome, const char *name,
                              aisle_day from, aisle_day to)
{
    const struct aisle_series *s = series_of(outcome, name);
    double sum = s ? 0 : NAN;
    for (int i = 1; s && i < s->count; i++) {
        aisle_day before = s->dates[i - 1];
        aisle_day first = before > from ? before : from;
        aisle_day last = s->dates[i] < to ? s->dates[i] : to;
        if (last > first)
            sum += s->baseline.mean[i] * (last - first) / (s->dates[i] - before);
    }
    return sum;
}

double measure_series_at(const struct aisle_outcome *outcome, const char *name,
                         aisle_day day)
{
    const struct aisle_series *s = series_of(outcome, name);
    for (int i = 0; s && i < s->count; i++) {
        if (s->dates[i] == day)
            return s->baseline.mean[i];
        if (i > 0 && s->dates[i] > day) {
            double part = (double)(day - s->dates[i - 1]) /
                          (double)(s->dates[i] - s->dates[i - 1]);
            return s->baseline.mean[i - 1] +
                   part * (s->baseline.mean[i] - s->baseline.mean[i - 1]);
        }
    }
    return NAN;
}

static double metric_of(const struct aisle_outcome *outcome, const char *name,
                        bool package)
{
    const struct aisle_metric *m = aisle_outcome_metric(outcome, name);
    return !m ? NAN : package ? m->package.mean : m->baseline.mean;
}

/* How encounters ended. The model does not follow who of the decided came from the
 * border within the run: decisions are shared out as receipts were, the cases of the
 * start with them. Whoever was ordered removed and not carried out counts as not
 * resolved, as in the report. */
static double pipeline(const char *of, const struct aisle_outcome *o,
                       const struct measure_view *view)
{
    aisle_day first = o->start, last = first + 366 * o->years;
    double days = 365.25 * o->years;
    double received = measure_series_sum(o, "court_receipts", first, last);
    double decided = measure_series_sum(o, "decisions", first, last);
    double grants = metric_of(o, "grants", false);
    double orders = metric_of(o, "removal_orders", false);
    double all = metric_of(o, "encounters_per_day", false) * days + view->title_42;
    double border =
        (received - view->other_receipts * o->years) / (received + view->pending_start);
    double back = (metric_of(o, "removals", false) + view->title_42) / all;
    double relief = border * (decided - orders) / all;
    if (!(grants >= 0))
        return NAN;
    if (strcmp(of, "repatriated") == 0)
        return back;
    if (strcmp(of, "relief") == 0)
        return relief;
    return strcmp(of, "unresolved") == 0 ? 1 - back - relief : NAN;
}

double measure_take(const struct aisle_target *target,
                    const struct aisle_outcome *outcome,
                    const struct measure_view *view)
{
    switch (target->measure) {
    case AISLE_MEASURE_METRIC:
        return metric_of(outcome, target->of, false);
    case AISLE_MEASURE_PACKAGE_METRIC:
        return metric_of(outcome, target->of, true);
    case AISLE_MEASURE_SERIES_AT:
        return measure_series_at(outcome, target->of, target->to);
    case AISLE_MEASURE_SERIES_SUM:
        return measure_series_sum(outcome, target->of, target->from, target->to);
    case AISLE_MEASURE_PIPELINE:
        return pipeline(target->of, outcome, view);
    default:
        return NAN;
    }
}
