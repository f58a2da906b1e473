/* House votes as records: released, found, counted. */
#include <aisle/house.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

void aisle_house_init(struct aisle_house *house)
{
    *house = (struct aisle_house){0};
}

void aisle_house_clear(struct aisle_house *house)
{
    if (!house)
        return;
    free(house->items);
    aisle_house_init(house);
}

static int compare_measure(const struct aisle_house_vote *vote, int congress,
                           const char *bill)
{
    if (vote->congress != congress)
        return vote->congress < congress ? -1 : 1;
    return strcmp(vote->bill, bill);
}

const struct aisle_house_vote *aisle_house_find(const struct aisle_house *house,
                                                int congress, const char *bill,
                                                aisle_day day)
{
    int low = 0;
    int high = house->count; /* the first row that is past the measure and the day */
    while (low < high) {
        int middle = (low + high) / 2;
        int c = compare_measure(&house->items[middle], congress, bill);
        if (c < 0 || (c == 0 && house->items[middle].date < day))
            low = middle + 1;
        else
            high = middle;
    }
    if (low == 0 || compare_measure(&house->items[low - 1], congress, bill) != 0)
        return NULL;
    return &house->items[low - 1];
}

double aisle_house_share(const struct aisle_house_vote *vote, char party)
{
    int p = party == 'R';
    int casts = vote->yea[p] + vote->nay[p];
    return casts > 0 ? (double)vote->yea[p] / casts : (double)NAN;
}
