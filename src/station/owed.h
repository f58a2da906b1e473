/* What decisions owe their chances so far: see luck_even. One account for those whose
 * chance is the same, so that each kind of people gets its share. */
#ifndef AISLE_STATION_OWED_H
#define AISLE_STATION_OWED_H

#include "terms/terms.h"

/* Where a case waits: at large, detained, in Mexico. */
enum { WHERE_COUNT = 3 };

struct owed {
    int32_t returned[KIND_COUNT];
    int32_t screened[KIND_COUNT]; /* returned or screened */
    int32_t again;
    int32_t expelled[KIND_COUNT];
    int32_t again_expelled;
    int32_t screen_closed;
    int32_t screen_higher;
    int32_t screen_pass[2];
    int32_t screen_reversed;
    int32_t held[KIND_COUNT];
    int32_t mexico[KIND_COUNT];
    int32_t claim[KIND_COUNT];
    int32_t filed[KIND_COUNT];
    int32_t own_lawyer[WHERE_COUNT];
    int32_t asylum[WHERE_COUNT];
    int32_t early[KIND_COUNT];
    int32_t second_master[WHERE_COUNT][MASTERS_MOST];
    int32_t absent[WHERE_COUNT][2][LAWYER_COUNT]; /* by application */
    int32_t absent_supervised[2][LAWYER_COUNT];
    int32_t closed[WHERE_COUNT][2];
    int32_t adjourned[WHERE_COUNT][HEARINGS_MOST];
    int32_t other_relief;
    int32_t appealed;
    int32_t set_aside;
    int32_t remanded;
    int32_t office_grant;
    int32_t office_referred;
};

#endif
