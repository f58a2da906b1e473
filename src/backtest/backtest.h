/* Backtest, inside view: the record as of a day, one trial, what simple rules say.
 *
 *   run.c      goes through the record and adds up
 *   view.c     the record before a day, and the monthly fit
 *   trial.c    one vote: package, what is revealed, forecast, scores
 *   reveal.c   whose positions are given
 *   baseline.c the base rate, the party line, independent loyalty */
#ifndef AISLE_BACKTEST_ROOM_H
#define AISLE_BACKTEST_ROOM_H

#include "base/ctx.h"
#include "score/sums.h"
#include <aisle/backtester.h>

/* Roll calls this long before a vote are the history it is forecast from. */
enum { VIEW_YEARS = 6 };

/* What a run works with. */
struct world {
    const struct aisle_votes *all;
    const struct aisle_parameters *parameters;
    const struct aisle_leaders *leaders;
    const struct aisle_house *house;
    const struct aisle_backtest_options *options;
    aisle_backtest_fit_fn *fit_fn;
    void *user;
    struct aisle_votes view; /* borrows from `all` but for its members */
    struct aisle_fit fit;
    aisle_day fit_day; /* first day of the month that `fit` is before */
};

/* Move the view to the day before `day`, and the fit to its month. Errors: INPUT
 * (no history), MEMORY, and the fit function's. */
enum aisle_status view_move(struct aisle_ctx *ctx, struct world *world, aisle_day day);
void view_clear(struct world *world);

/* The roll call is of the kind asked for. */
bool trial_is_asked(const struct world *world, const struct aisle_votes *votes,
                    int rollcall);
/* Party of who put a roll call's question: the majority, but for an amendment its
 * sponsor's caucus; '?' when it is not known. */
char trial_proposer(const struct world *world, const struct aisle_votes *votes,
                    int rollcall);

/* One vote's result: scores of the model and of the 1-D bank, and its row. */
struct trial {
    int rollcall; /* of all */
    double base;  /* trailing rate at which such votes carried */
};
enum aisle_status trial_run(struct aisle_ctx *ctx, const struct world *world,
                            const struct trial *trial, bool one_dimension,
                            struct score_sums *sums, struct aisle_backtest_item *item);

/* Positions given about a vote: casts by seat of the view, in `given`. */
struct reveal {
    int count;
    int seats[AISLE_SEATS_MAX];
    uint8_t casts[AISLE_SEATS_MAX]; /* as told, which may be wrong */
};
/* `casts` by seat as they were; `leader` the majority leader's seat, never given. */
void reveal_draw(const struct world *world, int rollcall, int seats, int leader,
                 int minority_leader, const uint8_t *casts, struct reveal *out);

/* Baselines, in the order of aisle_backtest.baselines. */
enum { BASE_RATE, PARTY_LINE, LOYALTY, ONE_DIMENSION };
extern const char *const baseline_names[AISLE_BASELINE_COUNT];
/* The first three; the last is a trial. */
void baseline_add(const struct world *world, const struct trial *trial,
                  struct score_sums sums[AISLE_BASELINE_COUNT]);

#endif
