/* What the benches of this room share: the record, views of it as of a day, fits.
 *
 * The store is a scratch file named by the first argument or made under /tmp; it
 * also keeps the fits, so that a second run is quick. */
#ifndef AISLE_BENCH_FORECAST_WORLD_H
#define AISLE_BENCH_FORECAST_WORLD_H

#include "base/file.h"
#include "base/mem.h"
#include "particles/kernel.h"
#include "study/fits.h"
#include <aisle/aisle.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define DATA_DIR AISLE_SOURCE_DIR "/data"

struct world {
    struct aisle_ctx *ctx;
    struct aisle_store *store;
    struct aisle_parameters parameters;
    struct aisle_leaders leaders;
    struct aisle_votes all; /* every roll call of the Congresses asked for */
    struct aisle_fit fit;   /* of the last month asked for */
    aisle_day fit_day;
};

static inline void fail_now(const struct aisle_ctx *ctx, const char *what)
{
    fprintf(stderr, "%s failed\n", what);
    for (size_t i = 0; i < aisle_ctx_message_count(ctx); i++) {
        const struct aisle_message *m = aisle_ctx_message(ctx, i);
        fprintf(stderr, "%s:%d: %s%s%s\n", m->path ? m->path : "", m->line, m->text,
                m->hint ? "; " : "", m->hint ? m->hint : "");
    }
    exit(1);
}

static inline void must(struct world *w, enum aisle_status status, const char *what)
{
    if (status != AISLE_OK)
        fail_now(w->ctx, what);
}

/* Processor time: the machine may be shared. */
static inline double now_seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static inline void world_import(struct world *w, int congress)
{
    char votes_path[512];
    char rollcalls_path[512];
    struct aisle_votes votes;
    struct aisle_import_report report;
    snprintf(votes_path, sizeof votes_path, DATA_DIR "/senate/s%d_votes.csv", congress);
    snprintf(rollcalls_path, sizeof rollcalls_path,
             DATA_DIR "/senate/s%d_rollcalls.csv", congress);
    aisle_votes_init(&votes);
    aisle_import_report_init(&report);
    must(w, aisle_import_record(w->ctx, votes_path, rollcalls_path, &votes, &report),
         votes_path);
    must(w, aisle_store_begin(w->ctx, w->store), "begin");
    must(w, aisle_store_put_votes(w->ctx, w->store, &votes, "record", ""), "put");
    must(w, aisle_store_commit(w->ctx, w->store), "commit");
    aisle_import_report_clear(&report);
    aisle_votes_clear(&votes);
}

static inline void world_open(struct world *w, const char *store_path, int first,
                              int last)
{
    *w = (struct world){.ctx = aisle_ctx_new(), .fit_day = AISLE_DAY_NONE};
    aisle_parameters_init(&w->parameters);
    aisle_leaders_init(&w->leaders);
    aisle_votes_init(&w->all);
    aisle_fit_init(&w->fit);
    must(w, aisle_store_open(w->ctx, store_path, AISLE_STORE_WRITE, &w->store),
         store_path);
    int count = 0;
    struct aisle_store_congress *have = NULL;
    must(w, aisle_store_congresses(w->ctx, w->store, &count, &have), "list");
    for (int c = first; c <= last; c++) {
        bool found = false;
        for (int k = 0; k < count; k++)
            found |= have[k].congress == c;
        if (!found)
            world_import(w, c);
    }
    aisle_store_congresses_free(count, have);
    must(w,
         aisle_store_get_votes(w->ctx, w->store, "senate", first, last, AISLE_DAY_NONE,
                               &w->all),
         "votes");
    must(w, aisle_import_parameters(w->ctx, DATA_DIR "/parameters", &w->parameters),
         "parameters");
    char *bytes = NULL;
    size_t size = 0;
    must(w, file_read(w->ctx, DATA_DIR "/senate/leaders.csv", &bytes, &size),
         "leaders");
    must(w, aisle_import_leaders_bytes(w->ctx, "leaders.csv", bytes, size, &w->leaders),
         "leaders");
    free(bytes);
}

static inline void world_set(struct world *w, const char *name, double value)
{
    for (int k = 0; k < w->parameters.count; k++)
        if (strcmp(w->parameters.items[k].name, name) == 0) {
            w->parameters.items[k].value = value;
            return;
        }
    fprintf(stderr, "no parameter %s\n", name);
    exit(2);
}

/* The record as it stood before `day`, `years` back: a view into w->all with its
 * own members, whose caucus and seat are as of the last roll call. */
static inline struct aisle_votes world_view(const struct world *w, aisle_day day,
                                            double years)
{
    const struct aisle_votes *all = &w->all;
    struct aisle_votes v = *all;
    int first = 0;
    int end = 0;
    while (first < all->rollcall_count &&
           all->rollcalls[first].date < day - (aisle_day)(365.25 * years))
        first++;
    for (end = first; end < all->rollcall_count && all->rollcalls[end].date < day;
         end++)
        ;
    v.as_of = day;
    v.rollcall_count = end - first;
    v.rollcalls = all->rollcalls + first;
    v.casts = all->casts + (size_t)first * (size_t)all->member_count;
    v.congress_first = v.rollcalls[0].congress;
    v.congress_last = v.rollcalls[v.rollcall_count - 1].congress;
    v.members = mem_new((size_t)all->member_count, sizeof *v.members);
    for (int m = 0; m < all->member_count; m++) {
        v.members[m] = all->members[m];
        v.members[m].in_office = aisle_votes_cast(&v, v.rollcall_count - 1, m) != 0;
        char caucus = aisle_votes_caucus_at(&v, m, v.rollcall_count - 1);
        if (caucus != '?')
            v.members[m].caucus = caucus;
    }
    return v;
}

/* Fit of the view of the month's first day, kept in the store. */
static inline const struct aisle_fit *world_fit(struct world *w, aisle_day day,
                                                double years)
{
    int year;
    int month;
    int of_month;
    aisle_day_to_civil(day, &year, &month, &of_month);
    aisle_day first = aisle_day_from_civil(year, month, 1);
    if (first == w->fit_day)
        return &w->fit;
    char key[64];
    bool found = false;
    struct aisle_ideal_options o;
    must(w, app_pooled_options(w->ctx, &w->parameters, &o), "options");
    snprintf(key, sizeof key, "backtest %d %d %g %g", year, month, years,
             o.half_life_days);
    aisle_fit_clear(&w->fit);
    must(w, aisle_store_get_fit(w->ctx, w->store, key, &found, &w->fit), "get fit");
    if (!found) {
        struct aisle_votes view = world_view(w, first, years);
        double begin = now_seconds();
        o.draws_min = 200;
        o.threads = 1;
        must(w, aisle_ideal_fit(w->ctx, &view, &o, &w->fit), "fit");
        free(view.members);
        must(w, aisle_store_begin(w->ctx, w->store), "begin");
        must(w, aisle_store_put_fit(w->ctx, w->store, key, &w->fit), "put fit");
        must(w, aisle_store_commit(w->ctx, w->store), "commit");
        fprintf(stderr, "fit %d-%02d %d members %d items %.1f s\n", year, month,
                w->fit.member_count, w->fit.item_count, now_seconds() - begin);
    }
    w->fit_day = first;
    return &w->fit;
}

static inline void world_close(struct world *w)
{
    aisle_fit_clear(&w->fit);
    aisle_votes_clear(&w->all);
    aisle_leaders_clear(&w->leaders);
    aisle_parameters_clear(&w->parameters);
    aisle_store_close(w->store);
    aisle_ctx_free(w->ctx);
}

#endif
