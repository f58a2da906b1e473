/* What each random draw of the asylum system is for. Its address is (use,
 * replication, person, visit): the scenario is in no address, so a package and
 * current law meet the same people and the same luck. */
#ifndef AISLE_TERMS_DRAW_H
#define AISLE_TERMS_DRAW_H

#include "queue/luck.h"

/* Of a replication: by rng_words_at. */
enum {
    USE_SETTING = 0x41530000, /* a parameter of a replication */
    USE_YEAR,                 /* change of arrivals from one year to the next */
    USE_DAY,                  /* arrivals of a day */
    USE_AUTHORITY,            /* whether a discretionary authority is used */
    USE_PERSON                /* and those after it: the keys below */
};

/* Of a person's visit: by luck_at, each with its own key. */
enum person_use {
    DRAW_ROUTE,     /* what happens at the border; comes again */
    DRAW_EXPULSION, /* expelled or not; comes again */
    DRAW_TRAITS,    /* nationality, strength of the claim, city */
    DRAW_SCREEN,
    DRAW_NOTICE,   /* custody, Mexico, who decides, filed or not */
    DRAW_SHELTER,  /* kind and length of a stay */
    DRAW_COURT,    /* court, lawyer, application, docket */
    DRAW_CALENDAR, /* judge, days until recorded, first heard, applied */
    DRAW_MASTER,
    DRAW_HEARING,
    DRAW_END,    /* appealed, remanded, set aside or closed */
    DRAW_CLAIM,  /* a decision by an asylum officer instead of a court */
    DRAW_OFFICE, /* an affirmative decision */
    DRAW_START,  /* a case pending at the start */
    DRAW_COUNT
};

#endif
