/* The bench: courts, judges, and the chance that each grants a case.
 *
 * Judges' rates come from the record; all are moved together on the logit scale so
 * that their mean over cases is the level of the settings. A nationality moves a
 * case's logit by its own grants against all, alike before every judge: the record
 * has no judge's rates by nationality. A lawyer moves it up, the lack of one down. */
#include "base/mem.h"
#include "num/special.h"
#include "terms/terms.h"
#include <math.h>

static double logit(double p)
{
    double inside = p < 0.01 ? 0.01 : p > 0.99 ? 0.99 : p; /* a rate of 0 of few */
    return log(inside / (1 - inside));
}

/* Log odds of a nationality's grants against all, and its share of cases. */
struct nations {
    double move[NATION_COUNT];
    double share[NATION_COUNT];
};

static struct nations nations_of(const struct asylum_settings *s)
{
    struct nations out;
#define NATION_SHARE(name, stem, label) s->nation_##stem##_share,
#define NATION_GRANT(name, stem, label) s->nation_##stem##_grant,
    const double share[] = {NATION_LIST(NATION_SHARE)};
    const double grant[] = {NATION_LIST(NATION_GRANT)};
#undef NATION_SHARE
#undef NATION_GRANT
    double all = 0, mean = 0;
    for (int n = 0; n < NATION_COUNT; n++)
        all += share[n];
    for (int n = 0; n < NATION_COUNT; n++) {
        out.share[n] = share[n] / all;
        mean += out.share[n] * grant[n];
    }
    for (int n = 0; n < NATION_COUNT; n++)
        out.move[n] = logit(grant[n]) - logit(mean);
    return out;
}

/* A judge's chance for the mix of nations, when the judge's logit is x; and how fast it
 * grows with x. */
static double mix_at(const struct nations *nations, double x, double *slope)
{
    double mean = 0;
    *slope = 0;
    for (int n = 0; n < NATION_COUNT; n++) {
        double p = num_logistic(x + nations->move[n]);
        mean += nations->share[n] * p;
        *slope += nations->share[n] * p * (1 - p);
    }
    return mean;
}

/* Mean grant chance over cases when every judge's logit, `logits`, moves by `shift`. */
static double mean_at(const struct aisle_asylum_data *data,
                      const struct nations *nations, const double *logits, double shift,
                      double *slope)
{
    double mean = 0;
    *slope = 0;
    for (int c = 0; c < data->court_count; c++) {
        const struct aisle_court *court = &data->courts[c];
        double weight = court->pending_share / court->judge_count;
        for (int j = 0; j < court->judge_count; j++) {
            double by;
            mean +=
                weight * mix_at(nations, logits[court->judge_first + j] + shift, &by);
            *slope += weight * by;
        }
    }
    return mean;
}

/* The shift at which the mean is `level`: Newton's steps, halved into the bracket that
 * they leave, since the mean grows with the shift. */
static double find_shift(const struct aisle_asylum_data *data,
                         const struct nations *nations, const double *logits,
                         double level)
{
    double low = -8, high = 8, shift = 0, slope;
    for (int i = 0; i < 60 && high - low > 1e-9; i++) {
        double above = mean_at(data, nations, logits, shift, &slope) - level;
        *(above > 0 ? &high : &low) = shift;
        double next = shift - above / slope;
        bool inside = next > low && next < high;
        if (inside && fabs(next - shift) < 1e-9)
            return next;
        shift = inside ? next : (low + high) / 2;
    }
    return shift;
}

static void fill_judges(const struct aisle_asylum_data *data,
                        const struct asylum_settings *s, struct bench *bench)
{
    struct nations nations = nations_of(s);
    double log_odds = log(s->decision_represented_odds), by[LAWYER_COUNT], slope;
    for (int j = 0; j < data->judge_count; j++)
        bench->grant[j] = logit(data->judges[j].grant_rate);
    double shift = find_shift(data, &nations, bench->grant, s->decision_grant_rate);
    for (int j = 0; j < data->judge_count; j++) {
        double x = bench->grant[j] + shift;
        bench->grant[j] = mix_at(&nations, x, &slope);
        for (int n = 0; n < NATION_COUNT; n++) {
            law_by_lawyer(num_logistic(x + nations.move[n]), s->decision_represented,
                          log_odds, s->counsel_effect, by);
            for (int has = 0; has < LAWYER_COUNT; has++)
                bench->odds[j][n][has] = odds_of(by[has]);
        }
    }
    law_by_lawyer(s->officer_grant_rate, s->decision_represented, log_odds,
                  s->counsel_effect, by);
    for (int has = 0; has < LAWYER_COUNT; has++)
        bench->officer_move[has] = by[has] - s->officer_grant_rate;
}

static void fill_courts(const struct aisle_asylum_data *data, struct bench *bench)
{
    double until = 0;
    for (int c = 0; c < data->court_count; c++) {
        until += data->courts[c].pending_share;
        bench->court_until[c] = odds_of(until);
        bench->judge_first[c] = data->courts[c].judge_first;
    }
    bench->court_until[data->court_count - 1] = 65536; /* against rounding */
    bench->judge_first[data->court_count] = data->judge_count;
    uint32_t court = 0;
    for (uint32_t i = 0; i < 1 << GUIDE_BITS; i++) {
        while (bench->court_until[court] <= i << (16 - GUIDE_BITS))
            court++;
        bench->guide[i] = (uint8_t)court;
    }
}

/* No messages: worker threads come here. */
enum aisle_status bench_make(const struct aisle_asylum_data *data,
                             const struct asylum_settings *settings, struct bench *out)
{
    size_t courts = (size_t)data->court_count, judges = (size_t)data->judge_count;
    struct bench made = {.court_count = data->court_count,
                         .judge_count = data->judge_count};
    made.court_until = mem_new(courts, sizeof *made.court_until);
    made.judge_first = mem_new(courts + 1, sizeof(int));
    made.grant = mem_new(judges, sizeof(double));
    made.odds = mem_new(judges, sizeof *made.odds);
    made.group = mem_new(courts, sizeof(int));
    made.group_share = mem_new(courts, sizeof(double));
    made.docket = mem_new(judges, sizeof(int));
    made.docket_first = mem_new(courts + 1, sizeof(int));
    made.docket_share = mem_new(judges, sizeof(double));
    if (!made.court_until || !made.judge_first || !made.grant || !made.odds ||
        !made.group || !made.group_share || !made.docket || !made.docket_first ||
        !made.docket_share) {
        bench_clear(&made);
        return AISLE_MEMORY;
    }
    fill_courts(data, &made);
    fill_judges(data, settings, &made);
    *out = made;
    return AISLE_OK;
}

/* A judge has a docket where a week brings time for a hearing or two; else the judges
 * of a group share one. */
static void fill_dockets(struct bench *bench, double time)
{
    enum { MASTERS_A_WEEK = 7 };
    int docket = 0, group = -1, shared = -1;
    double before = 0;
    for (int c = 0; c < bench->court_count; c++) {
        double share = (bench->court_until[c] - before) / 65536;
        int first = bench->judge_first[c], count = bench->judge_first[c + 1] - first;
        bool own = 7 * time * share / count >= MASTERS_A_WEEK;
        before = bench->court_until[c];
        if (bench->group[c] != group) {
            group = bench->group[c];
            bench->docket_first[group] = docket;
            shared = -1;
        }
        if (!own && shared < 0)
            shared = docket++;
        for (int j = first; j < first + count; j++) {
            bench->docket[j] = own ? docket++ : shared;
            bench->docket_share[bench->docket[j]] += share / count;
        }
    }
    bench->docket_first[bench->group_count] = docket;
    for (int g = 0; g < bench->group_count; g++) {
        for (int d = bench->docket_first[g]; d < bench->docket_first[g + 1]; d++)
            bench->docket_share[d] /= bench->group_share[g];
    }
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
    for (int c = 0; c < bench->court_count; c++) {
        double until = bench->court_until[c] / 65536.0;
        bench->group[c] = group;
        share += until - before;
        before = until;
        double left = 1 - before; /* too little for a group joins this one */
        if (share < least || (left < least && c + 1 < bench->court_count))
            continue;
        bench->group_share[group++] = share;
        share = 0;
    }
    if (share > 0) /* only where rounding left a crumb */
        bench->group_share[group++] = share;
    bench->group_count = group;
    fill_dockets(bench, time);
}

void bench_clear(struct bench *bench)
{
    free(bench->court_until);
    free(bench->judge_first);
    free(bench->grant);
    free(bench->odds);
    free(bench->group);
    free(bench->group_share);
    free(bench->docket);
    free(bench->docket_first);
    free(bench->docket_share);
    *bench = (struct bench){0};
}
