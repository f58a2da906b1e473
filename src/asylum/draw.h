/* What each random draw of the asylum system is for: the first word of its
 * address. The rest is (replication, person or day, how often before). The
 * scenario is in no address, so a package and current law meet the same people
 * and the same luck. */
#ifndef AISLE_ASYLUM_DRAW_H
#define AISLE_ASYLUM_DRAW_H

#include "num/rng.h"

enum {
    USE_SETTING = 0x41530000, /* a parameter of a replication */
    USE_YEAR,                 /* change of arrivals from one year to the next */
    USE_DAY,                  /* arrivals of a day */
    USE_AUTHORITY,            /* whether a discretionary authority is used */
    USE_START,                /* a case pending at the start */
    USE_ROUTE,                /* what happens at the border */
    USE_EXPULSION,
    USE_SCREEN,
    USE_NOTICE,  /* custody, Mexico, shelter, who decides */
    USE_COURT,   /* court, judge, lawyer, docket */
    USE_MASTER,  /* a master calendar appearance */
    USE_HEARING, /* an individual hearing */
    USE_OFFICER, /* a decision by an asylum officer */
    USE_KERNEL   /* the queueing kernel that is held against theory */
};

#endif
