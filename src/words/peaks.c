/* Is a yea count more likely to end on either side of its middle than at it? */
#include "words/words.h"

#define WINDOW 2    /* yeas to either side that a height is averaged over */
#define APART 8     /* yeas between two peaks that count as two */
#define VALLEY 0.75 /* of the lower peak: no deeper a dip is one peak's */

static double height(const struct aisle_forecast_vote *vote, int yeas)
{
    double sum = 0;
    for (int y = yeas - WINDOW; y <= yeas + WINDOW; y++)
        sum += y >= 0 && y <= AISLE_SEATS_MAX ? vote->distribution[y] : 0;
    return sum;
}

static int highest(const struct aisle_forecast_vote *vote, int first, int last)
{
    int best = first;
    for (int y = first; y <= last; y++)
        if (height(vote, y) > height(vote, best))
            best = y;
    return best;
}

static int lowest(const struct aisle_forecast_vote *vote, int first, int last)
{
    int best = first;
    for (int y = first; y <= last; y++)
        if (height(vote, y) < height(vote, best))
            best = y;
    return best;
}

/* Another peak on one side of the highest, past the deepest dip before it; -1: none. */
static int other_peak(const struct aisle_forecast_vote *vote, int top, bool below)
{
    int edge = below ? top - APART : top + APART, best = -1;
    if (edge < 0 || edge > AISLE_SEATS_MAX)
        return -1;
    for (int y = below ? 0 : edge; y <= (below ? edge : AISLE_SEATS_MAX); y++) {
        int dip = below ? lowest(vote, y, top) : lowest(vote, top, y);
        bool parted = height(vote, dip) < VALLEY * height(vote, y);
        if (parted && (best < 0 || height(vote, y) > height(vote, best)))
            best = y;
    }
    return best;
}

bool words_two_peaks(const struct aisle_forecast_vote *vote, int *low, int *high)
{
    int top = highest(vote, 0, AISLE_SEATS_MAX);
    int below = other_peak(vote, top, true), above = other_peak(vote, top, false);
    int other = below < 0 || (above >= 0 && height(vote, above) > height(vote, below))
                    ? above
                    : below;
    if (other < 0 || height(vote, other) < 0.2 * height(vote, top))
        return false;
    *low = other < top ? other : top;
    *high = other < top ? top : other;
    return true;
}

struct word words_middle(const struct aisle_forecast_vote *vote)
{
    int low = 0, high = 0;
    struct word middle = words_real(vote->yea_q50, 0, false);
    if (!words_two_peaks(vote, &low, &high))
        return words_format("the middle result is %s yeas", middle.s);
    return words_format(
        "the count has two peaks, near %d and near %d yeas, and its middle "
        "is %s",
        low, high, middle.s);
}

double words_tail(const struct aisle_forecast_vote *vote)
{
    double sum = 0;
    for (int y = vote->threshold; y <= AISLE_SEATS_MAX; y++)
        sum += vote->distribution[y];
    return sum;
}
