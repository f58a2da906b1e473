#include "forecast/tally.h"

#include "num/special.h"

#include <math.h>
#include <string.h>

/* f[i][k][lane]: chance that the first i senators score k. */
struct table {
    int senators;
    int width; /* scores 0..width-1 */
    double *f;
};

static double *row(const struct table *t, int i)
{
    return t->f + (size_t)i * (size_t)t->width * TALLY_LANES;
}

static int width_of(const struct rule *rule)
{
    return rule->senators * rule->yea_score + 1;
}

size_t tally_work_size(const struct rule *rule)
{
    size_t width = (size_t)width_of(rule) * TALLY_LANES;
    /* the table, one adjoint row and, past its end, a yea's worth of zeros */
    return ((size_t)rule->senators + 2) * width + (size_t)rule->yea_score * TALLY_LANES;
}

/* next[k] = f[k] nay + f[k - absent score] absent + f[k - yea score] yea */
static void add_senator(const struct rule *rule, const double *yea,
                        const double *absent, int top, const double *f, double *next)
{
    int ys = rule->yea_score;
    int as = rule->absent_score;
    for (int k = 0; k <= top; k++) {
        const double *stay = f + k * TALLY_LANES;
        double *to = next + k * TALLY_LANES;
        for (int l = 0; l < TALLY_LANES; l++)
            to[l] = k <= top - ys ? stay[l] * (1 - yea[l] - absent[l]) : 0;
        if (k >= as && k - as <= top - ys)
            for (int l = 0; l < TALLY_LANES; l++)
                to[l] += f[(k - as) * TALLY_LANES + l] * absent[l];
        if (k >= ys)
            for (int l = 0; l < TALLY_LANES; l++)
                to[l] += f[(k - ys) * TALLY_LANES + l] * yea[l];
    }
}

static void fill_table(const struct rule *rule, const struct tally_casts *casts,
                       struct table *t)
{
    double *first = row(t, 0);
    for (int l = 0; l < TALLY_LANES; l++)
        first[l] = 1;
    for (int i = 0; i < t->senators; i++)
        add_senator(rule, casts->yea[i], casts->absent[i], (i + 1) * rule->yea_score,
                    row(t, i), row(t, i + 1));
}

/* What a final score is worth: 1 when it carries, the Vice President's chance at
 * a tie, else 0. */
static void fill_worth(const struct rule *rule, const struct tally_casts *casts,
                       int width, double *worth)
{
    for (int k = 0; k < width; k++)
        for (int l = 0; l < TALLY_LANES; l++)
            worth[k * TALLY_LANES + l] = k >= rule->cut ? 1
                                         : rule->tie && k == rule->cut - 1
                                             ? casts->vice_yea[l]
                                             : 0;
}

static void sum_worth(const double *f, const double *worth, int width, double *out)
{
    memset(out, 0, TALLY_LANES * sizeof *out);
    for (int k = 0; k < width; k++)
        for (int l = 0; l < TALLY_LANES; l++)
            out[l] += f[k * TALLY_LANES + l] * worth[k * TALLY_LANES + l];
}

/* Run backwards: `worth` of a score after senator i becomes that before, and what
 * i's yea adds over a nay is summed over the scores before. */
static void turn_senator(const struct rule *rule, const double *yea,
                         const double *absent, int low, int top, const double *f,
                         double *worth, double *turns)
{
    int ys = rule->yea_score;
    int as = rule->absent_score;
    memset(turns, 0, TALLY_LANES * sizeof *turns);
    for (int k = low; k <= top; k++) {
        double *nay_worth = worth + k * TALLY_LANES;
        const double *yea_worth = nay_worth + ys * TALLY_LANES;
        const double *absent_worth = nay_worth + as * TALLY_LANES;
        const double *before = f + k * TALLY_LANES;
        for (int l = 0; l < TALLY_LANES; l++) {
            turns[l] += before[l] * (yea_worth[l] - nay_worth[l]);
            nay_worth[l] = nay_worth[l] * (1 - yea[l] - absent[l]) +
                           absent_worth[l] * absent[l] + yea_worth[l] * yea[l];
        }
    }
}

/* The plain yea count of all senators, and of all but the last. */
static void count_yeas(const struct tally_casts *casts, struct tally_result *out)
{
    double(*f)[TALLY_LANES] = out->yeas;
    memset(out->yeas, 0, sizeof out->yeas);
    for (int l = 0; l < TALLY_LANES; l++)
        f[0][l] = 1;
    for (int i = 0; i < casts->count; i++) {
        if (i == casts->count - 1)
            memcpy(out->yeas_but_last, out->yeas, sizeof out->yeas);
        for (int k = i + 1; k >= 1; k--)
            for (int l = 0; l < TALLY_LANES; l++)
                f[k][l] =
                    f[k][l] * (1 - casts->yea[i][l]) + f[k - 1][l] * casts->yea[i][l];
        for (int l = 0; l < TALLY_LANES; l++)
            f[0][l] *= 1 - casts->yea[i][l];
    }
}

/* Where the score is the yea count, the table holds both. */
static void copy_yeas(const struct table *t, struct tally_result *out)
{
    size_t width = (size_t)t->width * TALLY_LANES * sizeof(double);
    memset(out->yeas, 0, sizeof out->yeas);
    memset(out->yeas_but_last, 0, sizeof out->yeas_but_last);
    memcpy(out->yeas, row(t, t->senators), width);
    memcpy(out->yeas_but_last, row(t, t->senators - 1),
           width - TALLY_LANES * sizeof(double));
}

void tally_run(const struct rule *rule, const struct tally_casts *casts,
               bool want_turns, double *work, struct tally_result *out)
{
    struct table t = {casts->count, width_of(rule), work};
    double *worth = work + ((size_t)t.senators + 1) * (size_t)t.width * TALLY_LANES;
    fill_table(rule, casts, &t);
    fill_worth(rule, casts, t.width + rule->yea_score, worth);
    sum_worth(row(&t, t.senators), worth, t.width, out->carries);
    if (rule->absent_score == 0 && rule->yea_score == 1)
        copy_yeas(&t, out);
    else
        count_yeas(casts, out);
    if (!want_turns)
        return;
    for (int i = t.senators - 1; i >= 0; i--) {
        /* nothing turns on i where the rest cannot reach, or is past, the cut */
        int low = rule->cut - 1 - (t.senators - i) * rule->yea_score;
        int top = i * rule->yea_score;
        turn_senator(rule, casts->yea[i], casts->absent[i], low > 0 ? low : 0,
                     top < rule->cut ? top : rule->cut - 1, row(&t, i), worth,
                     out->turns[i]);
    }
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
