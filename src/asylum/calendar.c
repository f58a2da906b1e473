/* The calendar of a run: its months, and the arrivals of the last twelve months
 * before the start, repeated year after year. */
#include "asylum/world.h"
#include "base/mem.h"

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

static void fill_mean(const struct aisle_encounter_month *like, double *mean)
{
    int y, m, d;
    aisle_day_to_civil(like->month, &y, &m, &d);
    double days = days_in_month(y, m);
    for (int i = 0; i < AISLE_DEMOGRAPHIC_COUNT; i++) {
        mean[ARRIVAL_ADULT + i] = like->between_ports[i] / days;
        mean[ARRIVAL_PORT_ADULT + i] = like->at_ports[i] / days;
    }
    mean[ARRIVAL_INTERIOR] = 0; /* from the settings */
}

static enum aisle_status fill_months(struct aisle_ctx *ctx,
                                     const struct aisle_asylum_data *data,
                                     struct calendar *out)
{
    int year, month, day;
    aisle_day_to_civil(out->start + 1, &year, &month, &day);
    for (int i = 0; i < out->months; i++) {
        const struct aisle_encounter_month *like = last_like(data, out->start, month);
        if (!like)
            return ctx_fail(ctx, AISLE_INPUT,
                            "the record lacks encounters for one of the twelve months "
                            "before the start (month %d)",
                            month);
        fill_mean(like, &out->mean[i * ARRIVAL_COUNT]);
        next_month(&year, &month);
        aisle_day first = aisle_day_from_civil(year, month, 1) - (out->start + 1);
        out->month_first[i + 1] = first < out->days ? first : out->days;
    }
    out->month_first[out->months] = out->days;
    return AISLE_OK;
}

/* Day 0 of a run is the day after `start`; it ends on the same date `years` on. */
enum aisle_status calendar_make(struct aisle_ctx *ctx,
                                const struct aisle_asylum_data *data, aisle_day start,
                                int years, struct calendar *out)
{
    int year, month, day;
    aisle_day_to_civil(start + 1, &year, &month, &day);
    aisle_day last = aisle_day_from_civil(year + years, month, 1) + day - 1;
    struct calendar made = {.start = start, .days = last - (start + 1)};
    made.months = 12 * years + (day > 1 ? 1 : 0);
    made.month_first = mem_new((size_t)made.months + 1, sizeof *made.month_first);
    made.mean = mem_new((size_t)made.months * ARRIVAL_COUNT, sizeof *made.mean);
    enum aisle_status status = AISLE_OK;
    if (!made.month_first || !made.mean)
        TRY(ctx_no_memory(ctx));
    TRY(fill_months(ctx, data, &made));
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
    *calendar = (struct calendar){0};
}
