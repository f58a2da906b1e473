#include "particles/tally.h"

#include "num/special.h"
#include "particles/path.h"

#include <math.h>

size_t tally_work_size(const struct rule *rule)
{
    size_t row = (size_t)((rule->senators + 2) * rule->yea_score + 1) * TALLY_LANES;
    return ((size_t)rule->senators + 2) * row; /* the table and one adjoint row */
}

void tally_run(const struct rule *rule, const struct tally_casts *casts, float *work,
               struct tally_result *out)
{
    path_best()->tally(rule, casts, work, out);
}

double tally_tail(double mean, double variance, double third, double cut)
{
    if (variance < 1e-9)
        return mean >= cut - 0.5 ? 1 : 0;
    double sd = sqrt(variance);
    double x = (cut - 0.5 - mean) / sd;
    if (fabs(x) > 8) /* below 1e-15 */
        return x < 0 ? 1 : 0;
    double skew = third / (variance * sd);
    double p = 1 - num_normal_cdf(x) - skew * (1 - x * x) * num_normal_pdf(x) / 6;
    return fmin(1, fmax(0, p));
}
