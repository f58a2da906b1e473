/* What the asylum simulation starts from: history and the state at its start.
 *
 * Read from data/asylum/ by aisle_import_asylum_data. */
#ifndef AISLE_ASYLUM_DATA_H
#define AISLE_ASYLUM_DATA_H

#include <aisle/context.h>
#include <aisle/date.h>

enum aisle_demographic {
    AISLE_SINGLE_ADULT,
    AISLE_FAMILY,
    AISLE_UNACCOMPANIED,
    AISLE_DEMOGRAPHIC_COUNT
};

/* Southwest border encounters in one month. */
struct aisle_encounter_month {
    aisle_day month; /* its first day */
    double between_ports[AISLE_DEMOGRAPHIC_COUNT];
    double at_ports[AISLE_DEMOGRAPHIC_COUNT];
    /* of these, expelled under Title 42 (public health), which ended 2023-05-11 */
    double title_42_between_ports[AISLE_DEMOGRAPHIC_COUNT];
    double title_42_at_ports[AISLE_DEMOGRAPHIC_COUNT];
};

struct aisle_judge {
    int court;
    double grant_rate; /* of asylum merits decisions */
    int decisions;
};

struct aisle_court {
    char *name;
    int judge_first; /* judges of a court stand together */
    int judge_count;
    double pending_share; /* of the national pending caseload */
};

/* Observed points of a named series, for the report's "observed" line. */
struct aisle_observed {
    char *series;
    aisle_day date;
    double value;
    char *source;
};

struct aisle_asylum_data {
    int month_count;
    struct aisle_encounter_month *months;
    int court_count;
    struct aisle_court *courts;
    int judge_count;
    struct aisle_judge *judges;
    int observed_count;
    struct aisle_observed *observed;
};

void aisle_asylum_data_init(struct aisle_asylum_data *data);
void aisle_asylum_data_clear(struct aisle_asylum_data *data);

/* Read data/asylum/. Errors: IO, INPUT, MEMORY. */
enum aisle_status aisle_import_asylum_data(struct aisle_ctx *ctx, const char *dir,
                                           struct aisle_asylum_data *out);

#endif
