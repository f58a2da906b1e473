/* House votes: how each party voted on a measure there, before the Senate does. */
#ifndef AISLE_HOUSE_H
#define AISLE_HOUSE_H

#include <aisle/date.h>
#include <stdbool.h>

struct aisle_house_vote {
    int congress;
    int number; /* of the roll call in its session's count */
    aisle_day date;
    char bill[16]; /* "hr815" */
    bool passed;
    int yea[2]; /* Democrats, Republicans */
    int nay[2];
    int line;
};

/* In order of Congress, bill and date. */
struct aisle_house {
    int count;
    struct aisle_house_vote *items;
};

void aisle_house_init(struct aisle_house *house);
void aisle_house_clear(struct aisle_house *house);
/* The last vote on a bill ("hr815") before `day`; NULL when there was none. */
const struct aisle_house_vote *aisle_house_find(const struct aisle_house *house,
                                                int congress, const char *bill,
                                                aisle_day day);
/* Share of a party ('D', 'R') that voted yea; NAN when nobody of it voted. */
double aisle_house_share(const struct aisle_house_vote *vote, char party);

#endif
