/* The shipped packages: forecast as of their dates beside what happened, and what
 * building, a whole forecast, both, the change of a statement (restating and a whole
 * forecast) and a short answer at the first vote and at all of them cost, the least of
 * several times.
 *
 *   bench_packages STORE [PACKAGE...]
 */
#include "world.h"

enum { REPEATS = 9 };

static const char *const names[] = {"border-2023", "aid-and-border-money-2023-12-06",
                                    "border-agreement-2024-02-07",
                                    "ukraine-aid-2024-02-08", "border-act-2024-05-23"};

static void print_votes(const struct world *w, const struct aisle_package *package,
                        const struct aisle_forecast *out)
{
    for (int g = 0; g < out->vote_count; g++) {
        const struct aisle_forecast_vote *v = &out->votes[g];
        const struct aisle_package_vote *asked = &package->votes[g];
        int r = aisle_votes_find_rollcall(&w->all, asked->actual_congress,
                                          asked->actual_number);
        printf("p_pass\t%s/%s\t%.3f\tneeds %d; model error %.2f-%.2f; yeas %.0f "
               "[%.0f, %.0f]; ess %.0f; happened ",
               package->id, v->id, v->p_pass, v->threshold, v->p_pass_q05,
               v->p_pass_q95, v->yea_mean, v->yea_q10, v->yea_q90, out->particle_ess);
        if (r >= 0)
            printf("%d-%d\t\t\n", w->all.rollcalls[r].yea, w->all.rollcalls[r].nay);
        else
            printf("-\t\t\n");
        double by[2] = {0, 0};
        for (int i = 0; i < v->senator_count; i++)
            by[v->senators[i].caucus == 'R'] += v->senators[i].p_yea;
        printf("yeas-by-caucus\t%s/%s\t%.1f\tD; R %.1f\t\t\n", package->id, v->id,
               by[0], by[1]);
    }
}

static void time_quick(const struct aisle_forecaster *f, const char *id)
{
    enum { CALLS = 100 };
    struct aisle_forecaster_short out;
    double begin = now_seconds();
    for (int k = 0; k < CALLS; k++)
        aisle_forecaster_quick(f, 0, (uint64_t)k, NAN, &out, NULL, NULL);
    printf("quick\t%s\t%.3f\tms\t\t\n", id, (now_seconds() - begin) * 1e3 / CALLS);
    struct aisle_forecaster_short all[VOTES_MAX];
    begin = now_seconds();
    for (int k = 0; k < CALLS; k++)
        aisle_forecaster_quick_all(f, (uint64_t)k, NAN, all);
    printf("quick-all\t%s\t%.3f\tms\t\t\n", id, (now_seconds() - begin) * 1e3 / CALLS);
}

/* The package's last statement is taken back, and all is forecast anew. */
static double time_statement(struct world *w, const struct aisle_forecaster *f,
                             const struct aisle_package *package)
{
    struct aisle_package fewer = *package;
    double least = INFINITY;
    fewer.statement_count -= fewer.statement_count > 0;
    for (int k = 0; k < REPEATS; k++) {
        struct aisle_forecaster *changed = NULL;
        struct aisle_forecast out;
        aisle_forecast_init(&out);
        double begin = now_seconds();
        must(w,
             aisle_forecaster_restate(w->ctx, f, &fewer, true, 0, NULL, true, &changed),
             "restate");
        must(w,
             aisle_forecaster_eval(w->ctx, changed, aisle_package_selection(&fewer),
                                   NAN, &out),
             "eval");
        least = fmin(least, now_seconds() - begin);
        aisle_forecast_clear(&out);
        aisle_forecaster_free(changed);
    }
    return least;
}

static void forecast_package(struct world *w, const char *name)
{
    char path[512];
    struct aisle_package package;
    struct aisle_forecaster_options o;
    struct aisle_forecaster *f = NULL;
    struct aisle_forecast out;
    snprintf(path, sizeof path, AISLE_SOURCE_DIR "/packages/%s.yaml", name);
    aisle_package_init(&package);
    aisle_forecast_init(&out);
    must(w, aisle_import_package(w->ctx, path, &package), path);
    struct aisle_votes view = world_view(w, package.as_of, 7);
    world_fit(w, package.as_of, 7);
    aisle_forecaster_options_init(&o);
    o.parameters = &w->parameters;
    o.leaders = &w->leaders;
    o.threads = 1;
    double build = INFINITY;
    double eval = INFINITY;
    for (int k = 0; k < REPEATS; k++) {
        aisle_forecast_clear(&out);
        aisle_forecaster_free(f);
        double begin = now_seconds();
        must(w, aisle_forecaster_new(w->ctx, &view, &w->fit, &package, &o, &f), "new");
        double built = now_seconds();
        must(w,
             aisle_forecaster_eval(w->ctx, f, aisle_package_selection(&package), NAN,
                                   &out),
             "eval");
        build = fmin(build, built - begin);
        eval = fmin(eval, now_seconds() - built);
    }
    print_votes(w, &package, &out);
    printf("build\t%s\t%.1f\tms\t\t\n", name, build * 1e3);
    printf("eval\t%s\t%.1f\tms\t\t\n", name, eval * 1e3);
    printf("both\t%s\t%.1f\tms\t\t\n", name, (build + eval) * 1e3);
    printf("statement\t%s\t%.1f\tms\t\t\n", name, time_statement(w, f, &package) * 1e3);
    time_quick(f, name);
    aisle_forecast_clear(&out);
    aisle_forecaster_free(f);
    aisle_package_clear(&package);
    free(view.members);
}

int main(int argc, char **argv)
{
    struct world w;
    if (argc < 2) {
        fprintf(stderr, "usage: bench_packages STORE\n");
        return 2;
    }
    world_open(&w, argv[1], 107, 118);
    for (int k = 2; k < argc; k++)
        forecast_package(&w, argv[k]);
    for (size_t k = 0; argc == 2 && k < sizeof names / sizeof *names; k++)
        forecast_package(&w, names[k]);
    world_close(&w);
    return 0;
}
