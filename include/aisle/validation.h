/* A validation: hindcasts against the record and against naive forecasts. */
#ifndef AISLE_VALIDATION_H
#define AISLE_VALIDATION_H

#include <aisle/context.h>
#include <aisle/date.h>

/* X(NAME, name, what it says) */
#define AISLE_NAIVE_LIST(X)                                                            \
    X(LAST, "last_value", "as it was at the last count")                               \
    X(TREND, "trend", "the last change goes on")                                       \
    X(STOCK_FLOW, "stock_flow",                                                        \
      "stock and flow as in CRS R47637: receipts as the forecast is given them (or "   \
      "the last year's), judges at the last completions each")
#define AISLE_NAIVE_ENUM(name, key, what) AISLE_NAIVE_##name,
enum aisle_naive { AISLE_NAIVE_LIST(AISLE_NAIVE_ENUM) AISLE_NAIVE_COUNT };
#undef AISLE_NAIVE_ENUM
const char *aisle_naive_name(enum aisle_naive naive);
const char *aisle_naive_text(enum aisle_naive naive);

/* `median` is the forecast, `low` to `high` the 80% interval of what would be
 * observed. */
struct aisle_validation_point {
    char *label; /* what it is; NULL: the series on that date */
    aisle_day date;
    double observed;
    double median, low, high;
    double naive[AISLE_NAIVE_COUNT]; /* NAN: that forecast says nothing here */
};

/* Points that are judged together. Errors are shares of what was observed, but for
 * shares themselves (`unit` "share"), where they are differences. */
struct aisle_validation_series {
    char *name;
    char *label;
    char *unit;
    char *how; /* what was given and what was forecast */
    int count;
    struct aisle_validation_point *points;
    double error; /* mean size */
    double worst; /* largest size */
    double
        naive_error[AISLE_NAIVE_COUNT]; /* mean size; NAN unless every point has one */
    int covered;                        /* points inside the interval */
    double limit;                       /* what the worst may be; NAN: none set */
    bool in_sample; /* some points were fitted: not counted in the cover of all */
    bool aside;     /* years of another series, otherwise: not counted either */
};

struct aisle_validation {
    int series_count;
    struct aisle_validation_series *series;
    int draws;
    bool with_posterior;
    int points, covered; /* of all series that are neither in sample nor aside */
    int warmup_months;   /* of `warmup_of` months of decisions, by MSER-5 */
    int warmup_of;
    double warmup_shift; /* mean of those months over that of the rest, less 1 */
};

void aisle_validation_init(struct aisle_validation *validation);
void aisle_validation_clear(struct aisle_validation *validation);

#endif
