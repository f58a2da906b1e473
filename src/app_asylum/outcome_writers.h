/* How a simulation is shown. */
#ifndef AISLE_APP_ASYLUM_OUTCOME_WRITERS_H
#define AISLE_APP_ASYLUM_OUTCOME_WRITERS_H

#include "study/views.h"

extern const struct app_writers outcome_writers;

#endif
