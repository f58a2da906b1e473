/* The typical wait: a median that counts who still waits.
 *
 * Kaplan and Meier's estimate (1958) with late entry: who waited at the start comes into
 * view at the age of that day, who waits at the end goes out of view at the age of that
 * day, and a week of age counts those in view. */
#include "asylum/measure.h"

static void add_bins(struct histogram *to, const struct histogram *from)
{
    for (int b = 0; b < HISTOGRAM_BINS; b++)
        to->bins[b] += from->bins[b];
}

static void add_pending(const struct world *w, const struct queue *queue,
                        struct histogram *out)
{
    uint32_t i = queue->first;
    for (const struct chunk *chunk = queue->head; chunk; chunk = chunk->next) {
        uint32_t end = chunk == queue->tail ? queue->last : CHUNK_PEOPLE;
        for (; i < end; i++)
            histogram_add(out, w->day - chunk->people[i].filed);
        i = 0;
    }
}

/* Ages at which cases go out of view undecided. */
static void fill_lost(const struct world *w, struct histogram *out)
{
    *out = w->tally.went;
    add_pending(w, &w->claims, out);
    for (int d = 0; d < WHEEL_DAYS; d++) {
        add_pending(w, &w->noticed.day[d], out);
        add_pending(w, &w->resumed.day[d], out);
    }
    for (int c = 0; c < w->bench->group_count; c++) {
        for (int d = 0; d < DOCKET_COUNT; d++)
            add_pending(w, &w->courts[c].docket[d], out);
    }
    int dockets = w->bench->docket_first[w->bench->group_count];
    for (int d = 0; d < dockets; d++) {
        for (int h = 0; h < HEARING_COUNT; h++)
            add_pending(w, &w->judges[d].docket[h], out);
    }
}

double measure_typical_wait(const struct world *w)
{
    struct histogram decided = w->tally.wait_claims, lost;
    for (int c = 0; c < CLASS_COUNT; c++)
        add_bins(&decided, &w->tally.wait[c]);
    fill_lost(w, &lost);
    double waiting = 1, in_view = 0;
    for (int b = 0; b < HISTOGRAM_BINS; b++) {
        in_view += w->tally.came.bins[b];
        double hazard = in_view > 0 ? decided.bins[b] / in_view : 0;
        double after = waiting * (1 - hazard);
        if (after <= 0.5)
            return HISTOGRAM_WIDTH * (b + (waiting - 0.5) / (waiting - after));
        waiting = after;
        in_view -= (double)decided.bins[b] + lost.bins[b];
    }
    return HISTOGRAM_WIDTH * (double)HISTOGRAM_BINS; /* longer than is counted */
}
