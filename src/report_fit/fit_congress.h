/* One Congress of a dynamic fit, all its places together. */
#ifndef AISLE_REPORT_FIT_FIT_CONGRESS_H
#define AISLE_REPORT_FIT_FIT_CONGRESS_H

#include <aisle/fit.h>

struct fit_congress {
    int places;
    int go_on;           /* members with a place in a later Congress too */
    double sd_mean;      /* over places, thin ones too */
    double rhat_max;     /* over members that are not thin; NAN for MAP */
    double ess_bulk_min; /* the same */
};

struct fit_congress fit_congress_of(const struct aisle_fit *fit, int congress);

#endif
