/* Staff and beds at work on a day: what a lever adds comes with a lag.
 *
 * Posts that are added are filled evenly over the year around the lag. Whoever
 * leaves is replaced after the same lag, so with attrition a and lag L (years) a
 * share aL / (1 + aL) of the added posts stands empty. Cuts take effect at once. */
#include "asylum/world.h"

double staff_added(double number, double lag_days, double attrition, int day)
{
    if (number <= 0)
        return number;
    double years = lag_days / 365;
    double filled = 1 / (1 + attrition * years);
    double ramp = (day - lag_days + 182.5) / 365;
    ramp = ramp < 0 ? 0 : ramp > 1 ? 1 : ramp;
    return number * ramp * filled;
}

static double at_least_zero(double x)
{
    return x > 0 ? x : 0;
}

double staff_judges(const struct world *w)
{
    const struct asylum_settings *s = w->settings;
    return at_least_zero(s->court_judges +
                         staff_added(w->scenario->lever[AISLE_LEVER_JUDGES],
                                     s->court_hire_lag_days, s->court_attrition,
                                     w->day));
}

double staff_officers_added(const struct world *w)
{
    const struct asylum_settings *s = w->settings;
    double added =
        staff_added(w->scenario->lever[AISLE_LEVER_OFFICERS],
                    s->screening_hire_lag_days, s->screening_attrition, w->day);
    return added < -s->screening_officers ? -s->screening_officers : added;
}

double staff_agents_added(const struct world *w)
{
    const struct asylum_settings *s = w->settings;
    double added = staff_added(w->scenario->lever[AISLE_LEVER_AGENTS],
                               s->border_hire_lag_days, s->border_attrition, w->day);
    return added < -s->border_agents ? -s->border_agents : added;
}

double staff_coordinators(const struct world *w)
{
    const struct asylum_settings *s = w->settings;
    return staff_added(w->scenario->lever[AISLE_LEVER_COORDINATORS],
                       s->border_hire_lag_days, s->border_attrition, w->day);
}

/* Beds open to cases of this model; added beds open after their lag. */
double staff_beds(const struct world *w)
{
    const struct asylum_settings *s = w->settings;
    double added = staff_added(w->scenario->lever[AISLE_LEVER_BEDS],
                               s->custody_bed_lag_days + 182.5, 0, w->day);
    return at_least_zero(s->custody_beds + added) * s->custody_border_share;
}
