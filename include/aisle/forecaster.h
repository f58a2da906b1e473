/* The forecaster: from fit, past votes, package and statements to chances.
 *
 * Good settings of the pooled fit it stands on: the Congress of the as-of day and
 * the three before it, MAP, logistic link, 2 dimensions, slope_prior FIXED,
 * half_life_days the parameter "forecast_fit_half_life_days", minority_min 0.025,
 * drop_nominations true, Laplace draws at least 200. A new
 * vote's parameters are drawn from past votes of its kind, so the history should
 * hold at least a hundred of them; docs/model/forecast.md has the model and
 * bench/forecast/README.md what it scored. */
#ifndef AISLE_FORECASTER_H
#define AISLE_FORECASTER_H

#include <aisle/fit.h>
#include <aisle/forecast.h>
#include <aisle/house.h>
#include <aisle/leaders.h>
#include <aisle/parameters.h>

/* "What if this senator votes so": treated as a firm statement on every vote. */
struct aisle_suppose {
    char bioguide[12];
    enum aisle_cast cast; /* YEA, NAY or ABSENT */
};

struct aisle_forecaster_options {
    aisle_day as_of; /* nothing dated on or after this day is used; statements may
                        be of the day itself; NONE: the package's own */
    int particles;   /* default 4096; 128 at least */
    uint64_t seed;
    int threads;         /* 0: all */
    bool use_statements; /* false: history alone (no statements, no cues) */
    int suppose_count;
    const struct aisle_suppose *suppose;
    const struct aisle_parameters *parameters; /* required: "forecast_..." */
    const struct aisle_leaders *leaders;       /* required */
    const struct aisle_house *house;           /* NULL: the House is not known of */
};

void aisle_forecaster_options_init(struct aisle_forecaster_options *options);

struct aisle_forecaster;

/* Build the particles for one package. `votes` is the history before as_of and
 * `fit` a fit of those votes (1 or 2 dimensions); both, the package, the
 * parameters and the leaders are borrowed until aisle_forecaster_free. Statements
 * dated after as_of are not read. Statements' senators are resolved against the
 * roster in office.
 * Repeats: equal inputs and seed give equal bytes for any `threads`.
 * Errors: NOT_FOUND (senator, anchor; nearest name), INPUT (contradictions,
 * anchors, votes on or after as_of, too little history), MEMORY, CANCELLED.
 * All that is wrong is reported at once. */
enum aisle_status aisle_forecaster_new(struct aisle_ctx *ctx,
                                       const struct aisle_votes *votes,
                                       const struct aisle_fit *fit,
                                       const struct aisle_package *package,
                                       const struct aisle_forecaster_options *options,
                                       struct aisle_forecaster **out);
void aisle_forecaster_free(struct aisle_forecaster *forecaster);

/* The same forecast with other words: a forecaster on the particles of `base`, of a
 * package that differs from its own in statements and leaders' calls only. What `base`
 * has read of the record is borrowed, so `base` (or the forecaster that it was itself
 * restated from) and the package must outlive the new one, which the caller frees.
 * As-of day, seed and particles are those of `base`; the bytes are those of
 * aisle_forecaster_new. Without `model_error` it costs less, and its p_pass_q05 and
 * p_pass_q95 are NAN. `base` is only read: threads may restate it at once.
 * Errors: INPUT (another package; contradictions), NOT_FOUND (senator), MEMORY. */
enum aisle_status
aisle_forecaster_restate(struct aisle_ctx *ctx, const struct aisle_forecaster *base,
                         const struct aisle_package *package, bool use_statements,
                         int suppose_count, const struct aisle_suppose *suppose,
                         bool model_error, struct aisle_forecaster **out);

/* The whole forecast of the provisions in `selection`. Same particles for every
 * selection, so differences between selections carry little noise. Under each selection
 * the votes follow one another as they would be taken on it, and each is weighed by the
 * chance that it is reached; what senators and leaders said of the package as written
 * says of a particle what it says there.
 * `p_fair_efficient` is the chance that the selection's outcome is "fair and more
 * efficient than today", as the simulation finds it; NAN when it was not
 * simulated (it then counts as an even chance, and a note says so). */
enum aisle_status aisle_forecaster_eval(struct aisle_ctx *ctx,
                                        const struct aisle_forecaster *forecaster,
                                        uint64_t selection, double p_fair_efficient,
                                        struct aisle_forecast *out);

/* The short answer for a search, at one vote; no allocation, thread-safe. The
 * tail of the yea count in a particle is a refined normal one: p_pass is within
 * 0.002 of aisle_forecaster_eval's.
 * `p_yea` has aisle_forecaster_seats() entries or is NULL; `yea_by_particle` has
 * aisle_forecaster_particles() (expected yeas in each particle) or is NULL. */
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

/* The same at every vote, in one pass: `out` has an entry a vote of the package.
 * Returns the chance that all of them carry. */
double aisle_forecaster_quick_all(const struct aisle_forecaster *forecaster,
                                  uint64_t selection, double p_fair_efficient,
                                  struct aisle_forecaster_short *out);

/* Of the short answer the chances alone, which costs a half or less: of the votes of the
 * package up to `last`, into `p_pass` [last + 1]; the bytes are those of p_pass there. */
void aisle_forecaster_chances(const struct aisle_forecaster *forecaster, int last,
                              uint64_t selection, double p_fair_efficient,
                              double *p_pass);

/* Log of the joint chance of the casts at a vote, per cast counted: those with YEA
 * or NAY in `casts` [seats] and not in `left_out` [seats]. `yeas_of_others` is the
 * number of recorded yeas but for the majority leader's, whose nay on a cloture that
 * fails anyhow may be procedure. NAN when none is counted. */
double aisle_forecaster_joint(const struct aisle_forecaster *forecaster, int vote,
                              const uint8_t *casts, const bool *left_out,
                              int yeas_of_others);

/* Ask `count` senators in turn, each time the least certain given the answers so
 * far; `answers` [seats] holds what each would say, and who has neither YEA nor NAY
 * there is not asked, nor is the majority leader. `seats` [count] gets their seats,
 * `asked` how many they are. Errors: MEMORY. */
enum aisle_status aisle_forecaster_ask(struct aisle_ctx *ctx,
                                       const struct aisle_forecaster *forecaster,
                                       int vote, const uint8_t *answers, int count,
                                       int *seats, int *asked);

int aisle_forecaster_seats(const struct aisle_forecaster *forecaster);
int aisle_forecaster_particles(const struct aisle_forecaster *forecaster);
/* Name ("Scott (FL)") and caucus of a seat. */
const char *aisle_forecaster_seat_name(const struct aisle_forecaster *forecaster,
                                       int seat);
char aisle_forecaster_seat_caucus(const struct aisle_forecaster *forecaster, int seat);
/* Weight of each particle at a vote of the package as written (sum 1). */
const double *aisle_forecaster_weights(const struct aisle_forecaster *forecaster,
                                       int vote);
/* Both sides have offered like content, so its effect can be told from the
 * proposer's. */
bool aisle_forecaster_identified(const struct aisle_forecaster *forecaster,
                                 int provision);

#endif
