/* One Congress of a dynamic fit, all its places together. */
#include "report_fit/fit_congress.h"

#include <math.h>

struct fit_congress fit_congress_of(const struct aisle_fit *fit, int congress)
{
    struct fit_congress c = {.rhat_max = NAN, .ess_bulk_min = NAN};
    double sd = 0.0;
    for (int k = 0; k < fit->period_count; k++) {
        const struct aisle_fit_period *p = &fit->periods[k];
        if (p->congress != congress)
            continue;
        c.places++;
        c.go_on += k + 1 < fit->period_count && p[1].member == p->member &&
                   p[1].congress > congress;
        sd += p->sd[0];
        if (fit->members[p->member].thin)
            continue;
        c.rhat_max = fmax(c.rhat_max, p->rhat); /* a NAN gives way */
        c.ess_bulk_min = fmin(c.ess_bulk_min, p->ess_bulk);
    }
    c.sd_mean = c.places ? sd / c.places : NAN;
    return c;
}
