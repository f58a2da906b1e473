/* A checkup of the program, the machine, the shipped data and the store. */
#ifndef AISLE_APP_DOCTOR_H
#define AISLE_APP_DOCTOR_H

#include "app/app.h"
#include <aisle/checkup.h>

/* What is wrong is found, not failed at: the status is of the checkup itself (MEMORY,
 * CANCELLED). Nothing is written, no store is made. `run` gets the head of a result. */
enum aisle_status app_doctor(struct aisle_ctx *ctx, const struct app_options *options,
                             struct aisle_run *run, struct aisle_checkup *out);

#endif
