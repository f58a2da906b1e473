/* A scorecard: one vote of a forecast held against what the Senate then did.
 *
 * Losses are as in backtest.h: 0 is perfect, lower is better; a chance is kept 0.002
 * from 0 and 1 before its logarithm is taken. Strings are owned, never NULL. */
#ifndef AISLE_SCORECARD_H
#define AISLE_SCORECARD_H

#include <aisle/forecast.h>

/* One senator of the forecast. */
struct aisle_scorecard_senator {
    char bioguide[12];
    char *name;
    char state[4];
    char party;
    char caucus;
    double p_yea;    /* when present */
    uint8_t cast;    /* enum aisle_cast; OUT: not in office at the vote */
    double log_loss; /* NAN without a yea or a nay */
    char *why;       /* what moved the chance most away from the cast; "": nothing */
};

/* What was voted on, and how it went. */
struct aisle_scorecard_vote {
    int congress; /* of the record; 0: the casts came from a file */
    int number;
    aisle_day date;
    char *question;
    int yea; /* senators'; the Vice President is not one */
    int nay;
    bool passed;
};

/* An interval of yeas, and whether they fell inside. */
struct aisle_scorecard_interval {
    int share; /* percent */
    int low;
    int high;
    bool inside;
};
#define AISLE_SCORECARD_INTERVALS 3 /* 50, 80 and 95 percent */

struct aisle_scorecard {
    char *package;
    aisle_day as_of;
    char *vote; /* id of the forecast's vote */
    char *question;
    char *rule;
    int threshold;
    struct aisle_scorecard_vote taken;
    double p_pass;
    double brier;
    double log_loss;
    double base_rate; /* of like votes, as the forecast had it */
    double base_brier;
    double base_log_loss;
    double yea_mean;
    int yea_median;
    double yea_crps;
    double yea_rank; /* chance of fewer yeas and half of that of as many */
    struct aisle_scorecard_interval intervals[AISLE_SCORECARD_INTERVALS];
    int casts;  /* yeas and nays of senators who had a chance */
    int called; /* of those, on the side that had the larger chance */
    double senator_brier;
    double senator_log_loss;
    int newcomers; /* yeas and nays of senators whom the forecast does not have */
    int senator_count;
    struct aisle_scorecard_senator *senators; /* the largest surprise first */
};

void aisle_scorecard_init(struct aisle_scorecard *card);
/* Release what the card owns and leave it as after init; NULL is fine. */
void aisle_scorecard_clear(struct aisle_scorecard *card);

#endif
