/* The forecaster: from fit, past votes, package and statements to chances. */
#ifndef AISLE_FORECASTER_H
#define AISLE_FORECASTER_H

#include <aisle/fit.h>
#include <aisle/forecast.h>

/* "What if this senator votes so": treated as a firm statement on every vote. */
struct aisle_suppose {
    char bioguide[12];
    enum aisle_cast cast; /* YEA, NAY or ABSENT */
};

struct aisle_forecaster_options {
    aisle_day as_of; /* nothing dated on or after this day is used... */
    int particles;   /* default 4096 */
    uint64_t seed;
    int threads;
    bool use_statements; /* false: history alone */
    int suppose_count;
    const struct aisle_suppose *suppose;
};

void aisle_forecaster_options_init(struct aisle_forecaster_options *options);

struct aisle_forecaster;

/* Build the particles for one package. `votes` is the history before as_of and
 * `fit` a fit of exactly those votes (1 or 2 dimensions, items present; both are
 * borrowed until aisle_forecaster_free). Statements dated after as_of are not
 * read. Statements' senators are resolved against the roster in office.
 * Errors: NOT_FOUND (senator, anchor; nearest name), INPUT (contradictions,
 * votes or statements after as_of in `votes`), MEMORY. */
enum aisle_status aisle_forecaster_new(struct aisle_ctx *ctx,
                                       const struct aisle_votes *votes,
                                       const struct aisle_fit *fit,
                                       const struct aisle_package *package,
                                       const struct aisle_forecaster_options *options,
                                       struct aisle_forecaster **out);
void aisle_forecaster_free(struct aisle_forecaster *forecaster);

/* Chance that a selection's outcome is "fair and more efficient than today", as
 * the simulation finds it; NAN when it was not simulated. */

/* The whole forecast of the provisions in `selection`. Same particles for every
 * selection, so differences between selections carry little noise. */
enum aisle_status aisle_forecaster_eval(struct aisle_ctx *ctx,
                                        const struct aisle_forecaster *forecaster,
                                        uint64_t selection, double p_fair_efficient,
                                        struct aisle_forecast *out);

/* The short answer for a search, at one vote; no allocation, thread-safe.
 * `p_yea` has aisle_forecaster_seats() entries or is NULL; so has
 * `yea_by_particle` (options.particles entries: expected yeas in each particle). */
struct aisle_forecaster_short {
    double p_pass;
    double p_pass_q05;
    double p_pass_q95;
    double yea_mean;
};
void aisle_forecaster_quick(const struct aisle_forecaster *forecaster, int vote,
                            uint64_t selection, double p_fair_efficient,
                            struct aisle_forecaster_short *out, double *p_yea,
                            double *yea_by_particle);

int aisle_forecaster_seats(const struct aisle_forecaster *forecaster);
int aisle_forecaster_particles(const struct aisle_forecaster *forecaster);
/* Name ("Scott (FL)") and caucus of a seat. */
const char *aisle_forecaster_seat_name(const struct aisle_forecaster *forecaster,
                                       int seat);
char aisle_forecaster_seat_caucus(const struct aisle_forecaster *forecaster, int seat);
/* Weight of each particle at a vote (sum 1); particles entries. */
const double *aisle_forecaster_weights(const struct aisle_forecaster *forecaster,
                                       int vote);
/* Both sides have offered like content, so its effect can be told from the
 * proposer's. */
bool aisle_forecaster_identified(const struct aisle_forecaster *forecaster,
                                 int provision);

#endif
