/* A projection: what the asylum system will have come to on a day under current law. */
#ifndef AISLE_PROJECTION_H
#define AISLE_PROJECTION_H

#include <aisle/context.h>
#include <aisle/date.h>

/* One count on one day. A stock is what stands on `date`; a flow is what came after
 * `from` to `date`, a fiscal year or the part of it up to then. `median` is the
 * forecast; the quantiles hold luck, not knowing the parameters, and what the years
 * bring. */
struct aisle_projection_row {
    char *name; /* of the simulation's series */
    char *label;
    char *unit;
    char *how; /* how the days before the start were counted; NULL: none were */
    bool flow;
    aisle_day from; /* flows; stocks: NONE */
    aisle_day date;
    double mean;
    double q05, q10, q25, median, q75, q90, q95;
};

struct aisle_projection {
    aisle_day start;
    int draws;
    bool with_posterior;
    int row_count;
    struct aisle_projection_row *rows; /* by date, then in the order of the series */
};

void aisle_projection_init(struct aisle_projection *projection);
void aisle_projection_clear(struct aisle_projection *projection);

#endif
