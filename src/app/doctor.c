#include "app/doctor.h"

#include "app_forecast/package_verbs.h"
#include "base/file.h"
#include "study/engine.h"
#include "study/study.h"
#include <aisle/store_check.h>

#include <stdarg.h>
#include <string.h>
#include <unistd.h>

/* What the checks share: their context takes each one's own messages. */
struct doctor {
    struct aisle_ctx *ctx;
    const struct app_options *options;
    struct aisle_checkup *out;
    bool failed; /* memory was short */
};

static void add(struct doctor *d, enum aisle_check_state state, const char *what,
                const char *hint, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

static void add(struct doctor *d, enum aisle_check_state state, const char *what,
                const char *hint, const char *format, ...)
{
    char says[600];
    struct aisle_checkup *out = d->out;
    struct aisle_check *grown =
        mem_resize(out->checks, (size_t)out->count + 1, sizeof *grown);
    if (!grown) {
        d->failed = true;
        return;
    }
    va_list args;
    va_start(args, format);
    vsnprintf(says, sizeof says, format, args);
    va_end(args);
    out->checks = grown;
    struct aisle_check *c = &grown[out->count++];
    *c = (struct aisle_check){state, what, mem_copy_text(says), mem_copy_text(hint)};
    out->faults += state == AISLE_CHECK_FAULT;
    d->failed |= !c->says || !c->hint;
}

/* Good, or the first thing that a reader said. */
static void judge(struct doctor *d, const char *what, enum aisle_status status,
                  const char *good)
{
    const struct aisle_message *m = NULL;
    for (size_t i = 0; i < aisle_ctx_message_count(d->ctx) && !m; i++)
        if (aisle_ctx_message(d->ctx, i)->severity == AISLE_ERROR)
            m = aisle_ctx_message(d->ctx, i);
    if (status == AISLE_OK)
        add(d, AISLE_CHECK_GOOD, what, "", "%s", good);
    else if (m && m->path && m->line)
        add(d, AISLE_CHECK_FAULT, what, m->hint, "%s:%d:%d: %s", m->path, m->line,
            m->column, m->text);
    else if (m)
        add(d, AISLE_CHECK_FAULT, what, m->hint, "%s%s%s", m->path ? m->path : "",
            m->path ? ": " : "", m->text);
    else
        add(d, AISLE_CHECK_FAULT, what, "", "%s", aisle_status_name(status));
    d->failed |= status == AISLE_MEMORY;
    aisle_ctx_clear(d->ctx);
}

/* ---- the program and the machine ---- */

static void check_program(struct doctor *d)
{
#ifdef __OPTIMIZE__
    add(d, AISLE_CHECK_GOOD, "program", "", "aisle %s, sources %s", AISLE_VERSION,
        app_engine());
#else
    add(d, AISLE_CHECK_NOTE, "program", "build it with 'make build'",
        "aisle %s, sources %s, compiled without optimisation: slow", AISLE_VERSION,
        app_engine());
#endif
}

/* The loops choose for themselves; this is what they can choose from. */
static const char *lanes(void)
{
#if defined(__x86_64__) || defined(__i386__)
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq"))
        return "AVX-512";
    if (__builtin_cpu_supports("avx2"))
        return "AVX2";
#endif
    return NULL;
}

static void check_machine(struct doctor *d)
{
    const char *wide = lanes();
    double gib = (double)sysconf(_SC_PHYS_PAGES) * (double)sysconf(_SC_PAGESIZE) /
                 (1024.0 * 1024.0 * 1024.0);
    add(d, wide ? AISLE_CHECK_GOOD : AISLE_CHECK_NOTE, "processor", "",
        "%d thread%s, %s", d->options->threads, d->options->threads == 1 ? "" : "s",
        wide ? wide : "neither AVX-512 nor AVX2: plain loops, slower");
    add(d, gib >= 1 ? AISLE_CHECK_GOOD : AISLE_CHECK_NOTE, "memory", "", "%.1f GiB",
        gib);
}

/* ---- the shipped data ---- */

static char *data_path(struct doctor *d, const char *name)
{
    char *path = mem_format("%s/%s", d->options->data_dir, name);
    d->failed |= !path;
    return path;
}

static void check_assumptions(struct doctor *d)
{
    struct aisle_parameters parameters;
    char good[64];
    char *path = data_path(d, "parameters");
    aisle_parameters_init(&parameters);
    enum aisle_status status =
        path ? aisle_import_parameters(d->ctx, path, &parameters) : AISLE_MEMORY;
    snprintf(good, sizeof good, "%d, each with its source", parameters.count);
    judge(d, "parameters", status, good);
    aisle_parameters_clear(&parameters);
    free(path);
}

static void check_asylum(struct doctor *d)
{
    struct aisle_asylum_data data;
    char *path = data_path(d, "asylum");
    aisle_asylum_data_init(&data);
    enum aisle_status status =
        path ? aisle_import_asylum_data(d->ctx, path, &data) : AISLE_MEMORY;
    judge(d, "asylum system", status, "counts, courts and judges are read");
    aisle_asylum_data_clear(&data);
    free(path);
}

static void check_rules(struct doctor *d)
{
    struct aisle_rulebook book;
    aisle_rulebook_init(&book);
    judge(d, "rules", app_rulebook(d->ctx, d->options->data_dir, &book),
          "the rulebook is read");
    aisle_rulebook_clear(&book);
}

static void check_leaders(struct doctor *d)
{
    struct aisle_leaders leaders;
    struct aisle_house house;
    char *leaders_path = data_path(d, "senate/leaders.csv");
    char *house_path = data_path(d, "senate/house_passage.csv");
    aisle_leaders_init(&leaders);
    aisle_house_init(&house);
    enum aisle_status status = leaders_path && house_path ? AISLE_OK : AISLE_MEMORY;
    if (status == AISLE_OK)
        status = aisle_import_leaders(d->ctx, leaders_path, &leaders);
    if (status == AISLE_OK)
        status = aisle_import_house(d->ctx, house_path, &house);
    judge(d, "leaders, House", status, "the Senate's leaders, the House's votes");
    aisle_leaders_clear(&leaders);
    aisle_house_clear(&house);
    free(leaders_path);
    free(house_path);
}

static void check_calibration(struct doctor *d)
{
    struct aisle_posterior posterior;
    struct aisle_targets targets;
    char good[64];
    char *path = data_path(d, "calibration/posterior.csv");
    char *dir = data_path(d, "calibration");
    aisle_posterior_init(&posterior);
    aisle_targets_init(&targets);
    enum aisle_status status = path && dir ? AISLE_OK : AISLE_MEMORY;
    if (status == AISLE_OK)
        status = aisle_import_posterior(d->ctx, path, &posterior);
    if (status == AISLE_OK)
        status = aisle_import_targets(d->ctx, dir, &targets);
    snprintf(good, sizeof good, "targets, and a posterior of %d draws",
             posterior.draw_count);
    judge(d, "calibration", status, good);
    aisle_posterior_clear(&posterior);
    aisle_targets_clear(&targets);
    free(path);
    free(dir);
}

/* ---- the store ---- */

static void check_record(struct doctor *d, struct aisle_store *store)
{
    struct record_state state;
    enum aisle_status status =
        record_compare(d->ctx, store, d->options->data_dir, &state);
    if (status != AISLE_OK) {
        judge(d, "roll calls", status, "");
        return;
    }
    bool as_shipped = state.missing + state.older == 0;
    add(d, as_shipped ? AISLE_CHECK_GOOD : AISLE_CHECK_NOTE, "roll calls",
        as_shipped ? "" : "'aisle import record' puts a Congress in anew",
        "%d Congresses as shipped, %d imported by the user, %d of an older edition, %d "
        "not there",
        state.same, state.own, state.older, state.missing);
}

static void check_kept(struct doctor *d, const struct aisle_store_health *h)
{
    add(d, AISLE_CHECK_GOOD, "runs", "", "%lld, and %lld fits", (long long)h->runs,
        (long long)h->fits);
    if (h->other_runs > 0)
        add(d, AISLE_CHECK_NOTE, "older runs",
            "'aisle rerun RUN' says what has changed",
            "%lld by a program of other sources, whose results answer no question now",
            (long long)h->other_runs);
    if (h->kept > 0)
        add(d, AISLE_CHECK_NOTE, "unfinished",
            "the same command goes on where it stopped",
            "%lld pieces of a simulation that was cut off", (long long)h->kept);
}

static void check_open(struct doctor *d, struct aisle_store *store)
{
    struct aisle_store_health health;
    enum aisle_status status = aisle_store_check(d->ctx, store, app_engine(), &health);
    if (status != AISLE_OK) {
        judge(d, "store", status, "");
        return;
    }
    if (health.whole)
        add(d, AISLE_CHECK_GOOD, "store", "", "%s: whole, layout %d, %.1f MB",
            d->options->store_path, health.layout, (double)health.bytes / 1e6);
    else
        add(d, AISLE_CHECK_FAULT, "store",
            "move it away: the next start makes a new one from the shipped record",
            "%s is damaged: %s", d->options->store_path, health.trouble);
    check_record(d, store);
    check_kept(d, &health);
}

/* An open store has what was there; whether more can be written is the folder's. */
static void check_store(struct doctor *d)
{
    struct aisle_store *store = NULL;
    const char *path = d->options->store_path;
    if (!file_exists(path)) {
        add(d, AISLE_CHECK_NOTE, "store", "",
            "%s is not there yet: the first use "
            "makes it",
            path);
        return;
    }
    enum aisle_status status = aisle_store_open(d->ctx, path, AISLE_STORE_READ, &store);
    if (status != AISLE_OK) {
        judge(d, "store", status, "");
        return;
    }
    check_open(d, store);
    if (access(path, W_OK) != 0)
        add(d, AISLE_CHECK_NOTE, "store", "name another one with --store",
            "%s may be read, but not written", path);
    aisle_store_close(store);
}

enum aisle_status app_doctor(struct aisle_ctx *ctx, const struct app_options *options,
                             struct aisle_run *run, struct aisle_checkup *out)
{
    static const char no_votes[65] = "";
    struct aisle_checkup made;
    struct doctor d = {.ctx = aisle_ctx_new(), .options = options, .out = &made};
    if (!d.ctx)
        return ctx_no_memory(ctx);
    double started = app_wall_seconds(), cpu_started = app_cpu_seconds();
    aisle_checkup_init(&made);
    app_stamp(options, "doctor", no_votes, run);
    check_program(&d);
    check_machine(&d);
    check_assumptions(&d);
    check_asylum(&d);
    check_rules(&d);
    check_leaders(&d);
    check_calibration(&d);
    check_store(&d);
    run->seconds = app_wall_seconds() - started;
    run->cpu_seconds = app_cpu_seconds() - cpu_started;
    aisle_ctx_free(d.ctx);
    if (d.failed) {
        aisle_checkup_clear(&made);
        return ctx_no_memory(ctx);
    }
    *out = made;
    return AISLE_OK;
}
