/* What calibration and sensitivity cost, and how well the simulation is identified.
 *
 *   calibrate_bench_calibrate [fit|validate|judges]     default: all
 *
 * One TSV line a measurement: name, size, value, unit, peer, ratio. */
#include <aisle/calibrate.h>
#include <aisle/experiment.h>
#include <aisle/import.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct bench {
    struct aisle_ctx *ctx;
    struct aisle_parameters parameters;
    struct aisle_asylum_data data;
    struct aisle_targets targets;
    struct aisle_posterior posterior;
};

static double cpu(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static void line(const char *name, double size, double value, const char *unit,
                 double peer)
{
    if (isnan(peer))
        printf("%s\t%g\t%.6g\t%s\t\t\n", name, size, value, unit);
    else
        printf("%s\t%g\t%.6g\t%s\t%.6g\t%.3f\n", name, size, value, unit, peer,
               value / peer);
    fflush(stdout);
}

static void must(struct bench *b, enum aisle_status status)
{
    if (status == AISLE_OK)
        return;
    for (size_t i = 0; i < aisle_ctx_message_count(b->ctx); i++)
        fprintf(stderr, "%s\n", aisle_ctx_message(b->ctx, i)->text);
    exit(1);
}

static void load(struct bench *b)
{
    b->ctx = aisle_ctx_new();
    aisle_parameters_init(&b->parameters);
    aisle_asylum_data_init(&b->data);
    aisle_targets_init(&b->targets);
    aisle_posterior_init(&b->posterior);
    must(b, aisle_import_parameters(b->ctx, AISLE_SOURCE_DIR "/data/parameters",
                                    &b->parameters));
    must(b,
         aisle_import_asylum_data(b->ctx, AISLE_SOURCE_DIR "/data/asylum", &b->data));
    must(b, aisle_import_targets(b->ctx, AISLE_SOURCE_DIR "/data/calibration",
                                 &b->targets));
}

static void fit(struct bench *b, int runs, int waves)
{
    struct aisle_calibrate_options options;
    struct aisle_calibration c;
    aisle_calibrate_options_init(&options);
    aisle_calibration_init(&c);
    options.threads = 2;
    options.waves = waves;
    options.runs = runs;
    options.check = runs;
    double used = cpu();
    must(b,
         aisle_calibrate(b->ctx, &b->parameters, &b->data, &b->targets, &options, &c));
    line("calibrate_cpu", c.evaluations, cpu() - used, "s", NAN);
    for (int i = 0; i < c.wave_count; i++) {
        line("wave_plausible", i + 1, c.waves[i].plausible, "share", NAN);
        line("wave_best_miss", i + 1, c.waves[i].best, "sd", NAN);
    }
    line("chains_rhat", c.evaluations, c.rhat, "", NAN);
    line("chains_ess", c.evaluations, c.ess, "draws", NAN);
    line("check_ess", c.check_count, c.check_ess, "draws", NAN);
    line("cover_not_fitted", c.target_count, c.cover, "share", 0.8);
    for (int i = 0; i < c.parameter_count; i++) {
        const struct aisle_calibrated *p = &c.parameters[i];
        printf("parameter_%s\t%.3f\t%.5g\t[%.4g, %.4g] prior [%.4g, %.4g]\t%.5g\t\n",
               p->name, p->width_ratio, p->mean, p->q05, p->q95, p->low, p->high,
               p->prior_mean);
    }
    for (int i = 0; i < c.target_count; i++) {
        const struct aisle_fitted *t = &c.targets[i];
        printf("target_%s\t%s\t%.5g\t[%.5g, %.5g] prior %.5g [%.5g, %.5g] z %.2f "
               "explained %.3f\t%.6g\t%.3f\n",
               t->name, t->fit ? "fit" : "test", t->mean, t->low, t->high,
               t->prior_mean, t->prior_low, t->prior_high, t->z, t->explained,
               t->observed, t->mean / t->observed);
    }
    b->posterior = c.posterior;
    c.posterior = (struct aisle_posterior){0};
    aisle_calibration_clear(&c);
}

static void validate(struct bench *b)
{
    struct aisle_validate_options options;
    struct aisle_validation v;
    aisle_validate_options_init(&options);
    aisle_validation_init(&v);
    options.threads = 2;
    options.posterior = b->posterior.draw_count ? &b->posterior : NULL;
    double used = cpu();
    must(b,
         aisle_validate(b->ctx, &b->parameters, &b->data, &b->targets, &options, &v));
    line("validate_cpu", options.draws, cpu() - used, "s", NAN);
    line("validate_cover", v.points, (double)v.covered / v.points, "share", 0.8);
    for (int i = 0; i < v.series_count; i++) {
        const struct aisle_validation_series *s = &v.series[i];
        printf("validate_%s\t%d\t%.4f\tworst %.4f limit %.2f covered %d\t"
               "last %.4f trend %.4f stock-flow %.4f\t\n",
               s->name, s->count, s->error, s->worst, s->limit, s->covered,
               s->naive_error[0], s->naive_error[1], s->naive_error[2]);
        for (int k = 0; k < s->count; k++) {
            const struct aisle_validation_point *p = &s->points[k];
            char day[AISLE_DATE_TEXT];
            printf("point_%s\t%s\t%.6g\t[%.6g, %.6g]\t%.6g\t%.3f\n", s->name,
                   aisle_day_format(p->date, day), p->median, p->low, p->high,
                   p->observed, p->median / p->observed);
        }
    }
    line("warmup_months", v.warmup_of, v.warmup_months, "months", NAN);
    line("warmup_shift", v.warmup_of, v.warmup_shift, "share", NAN);
    aisle_validation_clear(&v);
}

/* What 375 judges alone do to the parts of "fair and more efficient", where a gap may
 * grow by up to `tolerance` (drawn between 0 and it) and still be fair. */
static void judges(struct bench *b, double tolerance)
{
    static const char *const parts[] = {"grant_spread_within_court",
                                        "representation_gap",
                                        "no_hearing_share",
                                        "fairness_gap",
                                        "in_absentia_share",
                                        "wait_inequality",
                                        "resolved_share",
                                        "cost_per_decision",
                                        "efficiency",
                                        "court_backlog",
                                        "decisions_per_month"};
    struct aisle_scenario current, with;
    struct aisle_asylum_options options;
    struct aisle_outcome out;
    aisle_scenario_init(&current);
    aisle_scenario_init(&with);
    aisle_asylum_options_init(&options);
    aisle_outcome_init(&out);
    with.lever[AISLE_LEVER_JUDGES] = 375;
    options.threads = 2;
    struct aisle_parameter *fair = (struct aisle_parameter *)aisle_parameters_find(
        &b->parameters, "fair_tolerance");
    fair->low = 0;
    fair->value = tolerance / 2;
    fair->high = tolerance;
    must(b, aisle_asylum_simulate(b->ctx, &b->parameters, &b->data, &current, &with,
                                  &options, &out));
    line("judges_p_fair", tolerance, out.p_fair, "chance", NAN);
    line("judges_p_efficient", tolerance, out.p_efficient, "chance", NAN);
    line("judges_p_both", tolerance, out.p_both, "chance", NAN);
    for (size_t i = 0; tolerance == 0 && i < sizeof parts / sizeof parts[0]; i++) {
        const struct aisle_metric *m = aisle_outcome_metric(&out, parts[i]);
        printf("judges_%s\t375\t%.5g\t%s [%.5g, %.5g]\t%.6g\t%.4f\n", parts[i],
               m->difference.mean, m->unit, m->difference.q05, m->difference.q95,
               m->baseline.mean, m->noise_share);
    }
    aisle_outcome_clear(&out);
}

int main(int argc, char **argv)
{
    const char *what = argc > 1 ? argv[1] : "all";
    bool all = strcmp(what, "all") == 0;
    struct bench b;
    load(&b);
    if (all || strcmp(what, "fit") == 0)
        fit(&b, argc > 2 ? atoi(argv[2]) : 400, argc > 3 ? atoi(argv[3]) : 4);
    if (all || strcmp(what, "validate") == 0)
        validate(&b);
    if (all || strcmp(what, "judges") == 0) {
        judges(&b, 0);
        judges(&b, 0.02);
    }
    aisle_posterior_clear(&b.posterior);
    aisle_targets_clear(&b.targets);
    aisle_asylum_data_clear(&b.data);
    aisle_parameters_clear(&b.parameters);
    aisle_ctx_free(b.ctx);
    return 0;
}
