/* Staff and beds at work on a day: what a lever adds comes with a lag.
 *
 * Officers in training are paid and decide nothing yet. Posts that are added are filled evenly over the year around the lag. Whoever
 * leaves is replaced after the same lag, so with attrition a and lag L (years) a
 * share aL / (1 + aL) of the added posts stands empty. Cuts take effect at once. */
#include "terms/terms.h"

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

static double at_least(double x, double low)
{
    return x > low ? x : low;
}

void staff_on(const struct asylum_settings *s, const struct aisle_scenario *scenario,
              int day, struct staff *out)
{
    const double *lever = scenario->lever;
    double judges = staff_added(lever[AISLE_LEVER_JUDGES], s->court_hire_lag_days,
                                s->court_attrition, day);
    double lag = s->screening_hire_lag_days;
    double officers =
        staff_added(lever[AISLE_LEVER_OFFICERS], lag, s->screening_attrition, day);
    double trained =
        staff_added(lever[AISLE_LEVER_OFFICERS], lag + s->screening_training_days,
                    s->screening_attrition, day);
    double agents = staff_added(lever[AISLE_LEVER_AGENTS], s->border_hire_lag_days,
                                s->border_attrition, day);
    double beds =
        staff_added(lever[AISLE_LEVER_BEDS], s->custody_bed_lag_days + 182.5, 0, day);
    /* posts opened before the start still fill, for as long as a post takes */
    double growing = day < s->court_hire_lag_days ? day : s->court_hire_lag_days;
    out->judges =
        at_least(s->court_judges + s->court_judges_growth * growing / 365 + judges, 0);
    out->officers_added = at_least(officers, -s->screening_officers);
    out->officers_trained = at_least(trained, -s->screening_officers);
    out->agents_added = at_least(agents, -s->border_agents);
    out->coordinators = staff_added(lever[AISLE_LEVER_COORDINATORS],
                                    s->border_hire_lag_days, s->border_attrition, day);
    out->places = staff_added(lever[AISLE_LEVER_ALTERNATIVES],
                              s->custody_bed_lag_days + 182.5, 0, day);
    out->beds = at_least(s->custody_beds + beds, 0) * s->custody_border_share;
}
