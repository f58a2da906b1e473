/* A simulation as the verbs ask for it. */
#ifndef AISLE_STUDY_SIMULATE_H
#define AISLE_STUDY_SIMULATE_H

#include "study/study.h"
#include <aisle/store_scenario.h>

/* The study's package, and the request's size or the default. */
void study_simulation(const struct app *app, const struct app_request *request,
                      const struct app_study *study, struct aisle_simulation *out);
/* The simulation starts from a recorded state: as of a day before, it would look ahead.
 * `as_of` as asked for on the command line, NONE: the package's. Errors: INPUT. */
enum aisle_status simulation_check_day(struct aisle_ctx *ctx, aisle_day as_of,
                                       const struct aisle_package *package);
/* Does the package's day come after that state? */
bool simulation_reaches(const struct aisle_package *package);
/* Say in the forecast's notes that nothing was simulated, and why. */
enum aisle_status study_note_votes_only(struct aisle_ctx *ctx, struct app_study *study);
void simulation_options(const struct app *app,
                        const struct aisle_simulation *simulation,
                        struct aisle_asylum_options *out);
/* Beside a run that is recorded: what it simulated. */
enum aisle_status study_record_simulation(struct aisle_ctx *ctx, struct app *app,
                                          const struct app_request *request,
                                          const struct app_study *study);

#endif
