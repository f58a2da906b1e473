/* The bench: courts, judges, and the chance that each grants a like case.
 *
 * Judges' rates come from the record; all are moved together on the logit scale so
 * that their mean over cases is the level of the settings. A lawyer moves a case's
 * logit up, the lack of one down, by log odds split so that the mean stays near. */
#include "asylum/world.h"
#include "base/mem.h"
#include "num/special.h"
#include <math.h>

static double logit(double p)
{
    double inside = p < 0.01 ? 0.01 : p > 0.99 ? 0.99 : p; /* a rate of 0 of few */
    return log(inside / (1 - inside));
}

/* Mean grant chance over cases when every judge's logit moves by `shift`. */
static double mean_at(const struct aisle_asylum_data *data, double shift)
{
    double mean = 0;
    for (int c = 0; c < data->court_count; c++) {
        const struct aisle_court *court = &data->courts[c];
        double sum = 0;
        for (int j = 0; j < court->judge_count; j++)
            sum += num_logistic(logit(data->judges[court->judge_first + j].grant_rate) +
                                shift);
        mean += court->pending_share * sum / court->judge_count;
    }
    return mean;
}

/* The shift at which the mean is `level`; mean_at grows with it: bisection. */
static double find_shift(const struct aisle_asylum_data *data, double level)
{
    double low = -8, high = 8;
    for (int i = 0; i < 50; i++) {
        double middle = (low + high) / 2;
        if (mean_at(data, middle) < level)
            low = middle;
        else
            high = middle;
    }
    return (low + high) / 2;
}

static double by_lawyer(double p, double represented, double log_odds, int has_lawyer)
{
    double move = has_lawyer ? (1 - represented) * log_odds : -represented * log_odds;
    return num_logistic(logit(p) + move);
}

static void fill_judges(const struct aisle_asylum_data *data,
                        const struct asylum_settings *s, struct bench *bench)
{
    double shift = find_shift(data, s->decision_grant_rate);
    double log_odds = log(s->decision_represented_odds);
    for (int j = 0; j < data->judge_count; j++) {
        double p = num_logistic(logit(data->judges[j].grant_rate) + shift);
        bench->grant[j] = p;
        for (int has = 0; has < 2; has++)
            bench->grant_by[has][j] =
                by_lawyer(p, s->decision_represented, log_odds, has);
    }
    for (int has = 0; has < 2; has++)
        bench->officer_grant[has] =
            by_lawyer(s->officer_grant_rate, s->decision_represented, log_odds, has);
}

static void fill_courts(const struct aisle_asylum_data *data, struct bench *bench)
{
    double until = 0;
    for (int c = 0; c < data->court_count; c++) {
        until += data->courts[c].pending_share;
        bench->court_until[c] = until;
        bench->judge_first[c] = data->courts[c].judge_first;
    }
    bench->court_until[data->court_count - 1] = 1; /* against rounding */
    bench->judge_first[data->court_count] = data->judge_count;
    int court = 0;
    for (int i = 0; i < 1 << GUIDE_BITS; i++) {
        while (bench->court_until[court] <= (double)i / (1 << GUIDE_BITS))
            court++;
        bench->guide[i] = (uint8_t)court;
    }
}

/* No messages: worker threads come here. */
enum aisle_status bench_make(const struct aisle_asylum_data *data,
                             const struct asylum_settings *settings, struct bench *out)
{
    size_t courts = (size_t)data->court_count, judges = (size_t)data->judge_count;
    struct bench made = {.court_count = data->court_count};
    made.court_until = mem_new(courts, sizeof(double));
    made.judge_first = mem_new(courts + 1, sizeof(int));
    made.grant = mem_new(judges, sizeof(double));
    made.grant_by[0] = mem_new(judges, sizeof(double));
    made.grant_by[1] = mem_new(judges, sizeof(double));
    made.group = mem_new(courts, sizeof(int));
    made.group_share = mem_new(courts, sizeof(double));
    if (!made.court_until || !made.judge_first || !made.grant || !made.grant_by[0] ||
        !made.grant_by[1] || !made.group || !made.group_share) {
        bench_clear(&made);
        return AISLE_MEMORY;
    }
    fill_courts(data, &made);
    fill_judges(data, settings, &made);
    *out = made;
    return AISLE_OK;
}

/* A court's capacity is its share of cases, so courts that share dockets wait as they
 * would apart. A coarse record would hold up a small court for months; grouping keeps
 * the grain below a day or two. Judges stay with their court. */
void bench_group(struct bench *bench, double time)
{
    enum { MASTERS_A_DAY = 8 };
    double least = time > MASTERS_A_DAY ? MASTERS_A_DAY / time : 1;
    double before = 0, share = 0;
    int group = 0;
    bench->group_count = 0;
    for (int c = 0; c < bench->court_count; c++) {
        bench->group[c] = group;
        share += bench->court_until[c] - before;
        before = bench->court_until[c];
        double left = 1 - before; /* too little for a group joins this one */
        if (share < least || (left < least && c + 1 < bench->court_count))
            continue;
        bench->group_share[group] = share;
        bench->group_count = ++group;
        share = 0;
    }
    if (share > 0) /* only where rounding left a crumb */
        bench->group_share[bench->group_count++] = share;
}

void bench_clear(struct bench *bench)
{
    free(bench->court_until);
    free(bench->judge_first);
    free(bench->grant);
    free(bench->grant_by[0]);
    free(bench->grant_by[1]);
    free(bench->group);
    free(bench->group_share);
    *bench = (struct bench){0};
}
