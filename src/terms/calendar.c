/* The calendar of a run: its months, and the arrivals of the last twelve months
 * before the start, repeated year after year. */
#include "base/mem.h"
#include "terms/terms.h"

static void next_month(int *year, int *month)
{
    if (++*month > 12) {
        *month = 1;
        ++*year;
    }
}

static int days_in_month(int year, int month)
{
    aisle_day first = aisle_day_from_civil(year, month, 1);
    next_month(&year, &month);
    return aisle_day_from_civil(year, month, 1) - first;
}

/* The latest month of the record that began at or before `start` with calendar
 * month `month`; NULL when there is none within the twelve months before. */
static const struct aisle_encounter_month *
last_like(const struct aisle_asylum_data *data, aisle_day start, int month)
{
    for (int i = data->month_count; i-- > 0;) {
        const struct aisle_encounter_month *m = &data->months[i];
        int y, mm, d;
        aisle_day_to_civil(m->month, &y, &mm, &d);
        bool complete = m->month + days_in_month(y, mm) - 1 <= start;
        if (complete && mm == month && start - m->month < 400)
            return m;
    }
    return NULL;
}

/* The month of the record that holds `day`; NULL when there is none. */
static const struct aisle_encounter_month *
month_of(const struct aisle_asylum_data *data, aisle_day day)
{
    const struct aisle_encounter_month *found = NULL;
    for (int i = 0; i < data->month_count && data->months[i].month <= day; i++)
        found = &data->months[i];
    return found && day - found->month < 31 ? found : NULL;
}

/* `title_42`: with those expelled under public health authority. */
static void fill_mean(const struct aisle_encounter_month *like, bool title_42,
                      double *mean)
{
    int y, m, d;
    aisle_day_to_civil(like->month, &y, &m, &d);
    double days = days_in_month(y, m);
    for (int i = 0; i < AISLE_DEMOGRAPHIC_COUNT; i++) {
        double between = title_42 ? 0 : like->title_42_between_ports[i];
        double ports = title_42 ? 0 : like->title_42_at_ports[i];
        mean[ARRIVAL_ADULT + i] = (like->between_ports[i] - between) / days;
        mean[ARRIVAL_PORT_ADULT + i] = (like->at_ports[i] - ports) / days;
    }
    mean[ARRIVAL_INTERIOR] = 0; /* from the settings */
}

/* Title 8 encounters before the start. Shelter arrivals followed them from April 2022
 * on, the month New York's count of arrivals began. */
static void fill_past(const struct aisle_asylum_data *data, struct calendar *out)
{
    aisle_day began = aisle_day_from_civil(2022, 4, 1);
    for (int age = 0; age < PAST_DAYS; age++) {
        aisle_day day = out->start - age;
        const struct aisle_encounter_month *month = month_of(data, day);
        if (!month)
            break;
        out->shelter_days = day < began ? out->shelter_days : age + 1;
        double mean[ARRIVAL_COUNT];
        fill_mean(month, false, mean);
        for (int k = 0; k < ARRIVAL_BORDER; k++)
            out->past[age] += mean[k];
    }
}

static enum aisle_status fill_months(struct aisle_ctx *ctx,
                                     const struct aisle_asylum_data *data,
                                     bool recorded, struct calendar *out)
{
    int year, month, day;
    aisle_day_to_civil(out->start + 1, &year, &month, &day);
    for (int i = 0; i < out->months; i++) {
        const struct aisle_encounter_month *like = last_like(data, out->start, month);
        const struct aisle_encounter_month *as_it_was =
            recorded ? month_of(data, aisle_day_from_civil(year, month, 1)) : NULL;
        if (!like && !as_it_was)
            return ctx_fail(ctx, AISLE_INPUT,
                            "the record lacks encounters for one of the twelve months "
                            "before the start (month %d)",
                            month);
        fill_mean(as_it_was ? as_it_was : like, !as_it_was,
                  &out->mean[i * ARRIVAL_COUNT]);
        next_month(&year, &month);
        aisle_day first = aisle_day_from_civil(year, month, 1) - (out->start + 1);
        out->month_first[i + 1] = first < out->days ? first : out->days;
    }
    out->month_first[out->months] = out->days;
    return AISLE_OK;
}

/* Day 0 of a run is the day after `start`; it ends on the same date `years` on. */
enum aisle_status calendar_make(struct aisle_ctx *ctx,
                                const struct aisle_asylum_data *data,
                                const struct aisle_asylum_options *options,
                                struct calendar *out)
{
    aisle_day start = options->start;
    int years = options->years;
    int year, month, day;
    aisle_day_to_civil(start + 1, &year, &month, &day);
    aisle_day last = aisle_day_from_civil(year + years, month, 1) + day - 1;
    struct calendar made = {.start = start, .days = last - (start + 1)};
    made.months = 12 * years + (day > 1 ? 1 : 0);
    made.month_first = mem_new((size_t)made.months + 1, sizeof *made.month_first);
    made.mean = mem_new((size_t)made.months * ARRIVAL_COUNT, sizeof *made.mean);
    made.past = mem_new(PAST_DAYS, sizeof *made.past);
    enum aisle_status status = AISLE_OK;
    if (!made.month_first || !made.mean || !made.past)
        TRY(ctx_no_memory(ctx));
    TRY(fill_months(ctx, data, options->recorded_arrivals, &made));
    fill_past(data, &made);
    *out = made;
    return AISLE_OK;
out:
    calendar_clear(&made);
    return status;
}

void calendar_clear(struct calendar *calendar)
{
    free(calendar->month_first);
    free(calendar->mean);
    free(calendar->past);
    *calendar = (struct calendar){0};
}
