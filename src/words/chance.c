/* Chances in words. The words get coarser as the simulation error grows: nobody
 * should read "about 4 in 10" off forty particles. */
#include "words/words.h"

#include <aisle/report.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define MCSE_TENTHS 0.05 /* above this standard error a tenth can't be told */

/* Two standard errors to either side, as far as chances go. */
static void range_words(double p, double mcse, char *out, size_t size)
{
    int low = (int)lround(10 * fmax(p - 2 * mcse, 0));
    int high = (int)lround(10 * fmin(p + 2 * mcse, 1));
    if (low <= 0)
        snprintf(out, size, "less than %d in 10", high);
    else if (high >= 10)
        snprintf(out, size, "more than %d in 10", low);
    else
        snprintf(out, size, "between %d and %d in 10", low, high);
}

static void low_words(double p, double mcse, char *out, size_t size)
{
    if (p + 2 * mcse < 0.01)
        snprintf(out, size, "less than 1 in 100");
    else if (p + 2 * mcse < 0.05)
        snprintf(out, size, "less than 1 in 20");
    else
        snprintf(out, size, "about 1 in 20");
}

static void high_words(double p, double mcse, char *out, size_t size)
{
    if (p - 2 * mcse > 0.99)
        snprintf(out, size, "more than 99 in 100");
    else if (p - 2 * mcse > 0.95)
        snprintf(out, size, "more than 19 in 20");
    else
        snprintf(out, size, "about 19 in 20");
}

/* The nearest tenth, where .45 to .55 is a toss-up and its neighbours begin right
 * beside it. */
static int tenths(double p)
{
    if (p > 0.55 && p < 0.65)
        return 6;
    if (p < 0.45 && p > 0.35)
        return 4;
    int n = (int)lround(10 * p);
    return n < 1 ? 1 : n > 9 ? 9 : n;
}

const char *aisle_chance_words(double p, double mcse, char *out, size_t size)
{
    double error = isfinite(mcse) && mcse > 0 ? mcse : 0;
    if (!isfinite(p))
        snprintf(out, size, "not known");
    else if (error > MCSE_TENTHS)
        range_words(p, error, out, size);
    else if (p < 0.075)
        low_words(p, error, out, size);
    else if (p > 0.925)
        high_words(p, error, out, size);
    else if (p >= 0.45 && p <= 0.55)
        snprintf(out, size, "a toss-up");
    else
        snprintf(out, size, "about %d in 10", tenths(p));
    return out;
}

struct word words_chance(double p, double mcse)
{
    struct word word;
    aisle_chance_words(p, mcse, word.s, sizeof word.s);
    return word;
}

const char *words_verdict(double p)
{
    if (!isfinite(p))
        return "not known";
    if (p < 0.05)
        return "very unlikely";
    if (p < 0.25)
        return "unlikely";
    if (p < 0.45)
        return "less likely than not";
    if (p <= 0.55)
        return "a toss-up";
    if (p <= 0.75)
        return "more likely than not";
    return p <= 0.95 ? "likely" : "very likely";
}

struct word words_percent(double p)
{
    struct word word;
    if (!isfinite(p))
        word = words_format("–");
    else if (p < 0.005)
        word = words_format("<1%%");
    else if (p > 0.995)
        word = words_format(">99%%");
    else
        word = words_format("%d%%", (int)lround(100 * p));
    return word;
}

struct word words_decides(double p)
{
    if (isfinite(p) && p < 0.0005)
        return words_format("<0.1%%");
    return isfinite(p) && p < 0.0995 ? words_format("%.1f%%", 100 * p)
                                     : words_percent(p);
}

struct word words_percents(double low, double high)
{
    struct word word;
    word = words_format("%s to %s", words_percent(low).s, words_percent(high).s);
    if (!isfinite(low) || !isfinite(high))
        word = words_format("–");
    return word;
}

struct word words_change(double delta)
{
    struct word word;
    int points = isfinite(delta) ? (int)lround(100 * delta) : 0;
    if (!isfinite(delta))
        word = words_format("–");
    else if (points == 0)
        word = words_format("0");
    else
        word = words_format("%s%d", points > 0 ? "+" : "−", abs(points));
    return word;
}

#define STANDS_OUT 0.03 /* three times an even hundredth */

bool words_spread(const struct aisle_forecast_vote *vote)
{
    double most = 0;
    for (int i = 0; i < vote->senator_count; i++)
        most = fmax(most, vote->senators[i].p_pivotal);
    return most < STANDS_OUT;
}

int words_gate(const struct aisle_forecast *forecast)
{
    int gate = -1;
    for (int i = 0; i < forecast->vote_count; i++)
        if (gate < 0 || forecast->votes[i].p_pass < forecast->votes[gate].p_pass)
            gate = i;
    return gate;
}

bool words_passes(const struct aisle_forecast *forecast)
{
    for (int i = 0; i < forecast->vote_count; i++) {
        enum aisle_vote_kind kind = forecast->votes[i].kind;
        if (kind == AISLE_VOTE_PASSAGE || kind == AISLE_VOTE_RECONCILIATION ||
            kind == AISLE_VOTE_DISAPPROVAL || kind == AISLE_VOTE_VETO_OVERRIDE)
            return true;
    }
    return false;
}
