#include "calibrate/courts.h"

#include "base/ctx.h"
#include "base/mem.h"
#include "calibrate/measure.h"
#include "num/rng.h"
#include "num/special.h"
#include <math.h>
#include <string.h>

enum { USE_YEAR = 0x43410050 };

/* Where the paths stand at the end of a year. */
struct state {
    double *pending;     /* [draws] */
    double *completions; /* [draws] of the year */
    double *closures;    /* [draws] share of the stock before */
    double *receipts;    /* [draws] of the year */
};

struct year {
    const struct courts *courts;
    const struct hindcast_run *pins;
    struct aisle_asylum_data data;
    struct space_places {
        int pending, judges, each, receipts, pace_sd, arrivals_sd;
    } place;
    struct trials trials;
    double *values;  /* [draws][space.count] */
    uint64_t *lucks; /* [draws] */
    double *told;    /* [draws] completions that were asked for */
    double *stock;   /* [draws] result */
    double *decided; /* [draws] result */
};

static void read_year(void *user, int i, const struct aisle_outcome *outcome)
{
    struct year *y = user;
    aisle_day last = outcome->start + 366;
    y->decided[i] = measure_series_sum(outcome, "decisions", outcome->start, last);
    const struct aisle_metric *m = aisle_outcome_metric(outcome, "court_backlog");
    y->stock[i] = m ? m->baseline.mean : NAN;
}

static int place_of(const struct courts *c, const char *name)
{
    return space_find(&c->hindcast->space, c->hindcast->parameters, name);
}

/* The run of runs.csv whose pins every year takes: nobody at the border, nothing that
 * adds to the receipts that are given. */
static const char court_year[] = "court-year";

static const struct hindcast_run *pins_of(const struct hindcast *hindcast)
{
    for (int i = 0; i < hindcast->run_count; i++)
        if (strcmp(hindcast->runs[i].name, court_year) == 0)
            return &hindcast->runs[i];
    return NULL;
}

static enum aisle_status make_year(struct aisle_ctx *ctx, const struct courts *c,
                                   struct year *y)
{
    size_t n = (size_t)c->draws;
    *y = (struct year){.courts = c, .data = *c->data, .pins = pins_of(c->hindcast)};
    y->data.months = NULL;
    if (!y->pins)
        return ctx_fail(ctx, AISLE_INPUT, "runs.csv has no run '%s'", court_year);
    y->values = mem_new(n * (size_t)c->hindcast->space.count, sizeof *y->values);
    y->lucks = mem_new(n, sizeof *y->lucks);
    y->told = mem_new(n, sizeof *y->told);
    y->stock = mem_new(n, sizeof *y->stock);
    y->decided = mem_new(n, sizeof *y->decided);
    y->place.pending = place_of(c, "court_pending_start");
    y->place.judges = place_of(c, "court_judges");
    y->place.each = place_of(c, "court_completions_per_judge");
    y->place.receipts = place_of(c, "court_other_receipts");
    y->place.pace_sd = place_of(c, "court_pace_year_sd");
    y->place.arrivals_sd = place_of(c, "arrivals_year_sd");
    bool whole = y->values && y->lucks && y->told && y->stock && y->decided;
    return whole ? AISLE_OK : ctx_no_memory(ctx);
}

static void clear_year(struct year *y)
{
    free(y->values);
    free(y->lucks);
    free(y->told);
    free(y->stock);
    free(y->decided);
    free(y->data.months);
}

/* Run fiscal year `i` for all paths: stock before, and completions told. */
static enum aisle_status run_year(struct aisle_ctx *ctx, struct year *y, int i,
                                  const double *before, const double *receipts)
{
    const struct courts *c = y->courts;
    const struct aisle_court_year *fy = &c->targets->years[i];
    size_t width = (size_t)c->hindcast->space.count;
    double judges = adapt_judges(c->targets, fy->fiscal_year);
    aisle_day start = aisle_day_from_civil(fy->fiscal_year - 1, 9, 30);
    free(y->data.months);
    y->data.month_count = 36;
    y->data.months = hindcast_no_months(start - 366, 36);
    if (!y->data.months)
        return ctx_no_memory(ctx);
    memcpy(y->values, c->values, (size_t)c->draws * width * sizeof *y->values);
    for (int d = 0; d < c->draws; d++) {
        double *v = y->values + (size_t)d * width;
        for (size_t k = 0; k < width; k++)
            v[k] = isnan(y->pins->pin[k]) ? v[k] : y->pins->pin[k];
        v[y->place.pending] = before[d];
        v[y->place.judges] = judges;
        v[y->place.each] = y->told[d] / judges;
        v[y->place.receipts] = receipts[d];
        y->lucks[d] = trial_luck(c->seed, 1000 * i + d);
    }
    y->trials = (struct trials){.parameters = c->hindcast->parameters,
                                .space = &c->hindcast->space,
                                .data = &y->data,
                                .threads = c->threads,
                                .task = "hindcast the courts"};
    aisle_scenario_init(&y->trials.baseline);
    aisle_scenario_init(&y->trials.package);
    aisle_asylum_options_init(&y->trials.options);
    y->trials.options.start = start;
    y->trials.options.years = 1;
    y->trials.options.people_per_case = c->people_per_case;
    y->trials.options.recorded_arrivals = true;
    return trials_run(ctx, &y->trials, c->draws, y->values, y->lucks, read_year, y);
}

/* Learn what the simulation makes of completions of year i, which are known. */
static enum aisle_status learn_ratio(struct aisle_ctx *ctx, struct year *y, int i,
                                     struct state *s)
{
    const struct courts *c = y->courts;
    const struct aisle_targets *t = c->targets;
    double *ratio = c->ratio + (size_t)i * (size_t)c->draws;
    if (!isnan(ratio[0]))
        return AISLE_OK;
    for (int d = 0; d < c->draws; d++) {
        s->pending[d] = t->years[i - 1].pending_end;
        s->receipts[d] = t->years[i].receipts;
        y->told[d] = adapt_completions(t, i);
    }
    enum aisle_status status = run_year(ctx, y, i, s->pending, s->receipts);
    for (int d = 0; status == AISLE_OK && d < c->draws; d++)
        ratio[d] = y->decided[d] / y->told[d];
    return status;
}

/* Set the paths to what was recorded at the end of year i. */
static void begin_at(const struct courts *c, int i, struct state *s)
{
    const struct aisle_targets *t = c->targets;
    double closures = adapt_closures(t, i);
    for (int d = 0; d < c->draws; d++) {
        s->completions[d] = adapt_completions(t, i);
        s->pending[d] = t->years[i].pending_end;
        s->receipts[d] = t->years[i].receipts;
        s->closures[d] = isnan(closures) ? 0 : closures;
    }
}

/* A standard normal for path d in year i; paths are mirrored in pairs, as adapt_draw. */
static double normal_of(const struct courts *c, int i, int d, uint32_t which)
{
    double z = num_normal_quantile(
        rng_unit_at(c->seed, USE_YEAR, (uint32_t)i, (uint32_t)d / 2, which));
    return d % 2 ? -z : z;
}

/* What of a run's receipts follows the border: their logarithm a year ahead has three
 * quarters of the spread of encounters'. */
static const double BORDER_SHARE = 0.75;

/* The law of the years before origin + 1; as in a run, its spreads are the draw's. */
static struct adapt_draw law_of(const struct year *y, const struct adapt_lines *lines,
                                const struct courts_span *span, int d)
{
    const struct courts *c = y->courts;
    const double *v = c->values + (size_t)d * (size_t)c->hindcast->space.count;
    struct adapt_draw draw = adapt_draw(lines, c->seed, d);
    if (span->law == ADAPT_STEADY) {
        draw.s = v[y->place.pace_sd];
        draw.r = BORDER_SHARE * v[y->place.arrivals_sd];
    }
    return draw;
}

/* One year on, by what the years before span->first tell. */
static enum aisle_status step_to(struct aisle_ctx *ctx, struct year *y,
                                 const struct courts_span *span,
                                 const struct adapt_lines *lines, int i,
                                 struct state *s)
{
    const struct courts *c = y->courts;
    const struct aisle_court_year *now = &c->targets->years[i];
    const double *ratio = c->ratio + (size_t)(span->first - 1) * (size_t)c->draws;
    double judges = adapt_judges(c->targets, now->fiscal_year),
           judges_before = adapt_judges(c->targets, now->fiscal_year - 1);
    for (int d = 0; d < c->draws; d++) {
        struct adapt_draw draw = law_of(y, lines, span, d);
        double z = normal_of(c, i, d, 0), before = s->receipts[d];
        s->receipts[d] = span->receipts_walk
                             ? before * exp(draw.r * normal_of(c, i, d, 2))
                             : now->receipts;
        s->completions[d] *=
            adapt_factor(&draw, judges_before, judges, before, s->receipts[d], z);
        s->closures[d] =
            adapt_closures_next(&draw, s->closures[d], z, normal_of(c, i, d, 1));
        y->told[d] = s->completions[d] / ratio[d];
    }
    enum aisle_status status = run_year(ctx, y, i, s->pending, s->receipts);
    for (int d = 0; status == AISLE_OK && d < c->draws; d++) {
        double closed = s->closures[d] * s->pending[d];
        s->pending[d] = fmax(y->stock[d] + closed, 1);
        s->completions[d] = y->decided[d];
    }
    return status;
}

static bool make_state(int draws, struct state *s)
{
    size_t n = (size_t)draws;
    s->pending = mem_new(n, sizeof(double));
    s->completions = mem_new(n, sizeof(double));
    s->closures = mem_new(n, sizeof(double));
    s->receipts = mem_new(n, sizeof(double));
    return s->pending && s->completions && s->closures && s->receipts;
}

static void clear_state(struct state *s)
{
    free(s->pending);
    free(s->completions);
    free(s->closures);
    free(s->receipts);
}

enum aisle_status courts_forecast(struct aisle_ctx *ctx, const struct courts *courts,
                                  struct courts_span span, struct courts_paths *paths)
{
    enum aisle_status status;
    struct year y = {0};
    struct state s = {0};
    size_t n = (size_t)courts->draws;
    struct adapt_lines lines = adapt_learn(courts->targets, span.law, span.first);
    TRY(make_year(ctx, courts, &y));
    if (!make_state(courts->draws, &s))
        TRY(ctx_no_memory(ctx));
    TRY(learn_ratio(ctx, &y, span.first - 1, &s));
    begin_at(courts, span.first - 1, &s);
    for (int i = span.first; i <= span.last; i++) {
        size_t at = (size_t)(i - span.first) * n;
        TRY(step_to(ctx, &y, &span, &lines, i, &s));
        memcpy(paths->pending + at, s.pending, n * sizeof *s.pending);
        memcpy(paths->completions + at, s.completions, n * sizeof *s.completions);
        memcpy(paths->receipts + at, s.receipts, n * sizeof *s.receipts);
    }
out:
    clear_year(&y);
    clear_state(&s);
    return status;
}
