#include "experiment/design.h"

#include "base/ctx.h"
#include "base/hash.h"
#include "base/mem.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

const char *const design_metrics[WANTED] = {
    "court_backlog", "wait_expected_days", "fairness_gap",        "efficiency",
    "cost_usd",      "released",           "shelter_new_york_end"};

/* The points of a design that were not kept. */
struct batch {
    struct design *design;
    double *values;  /* [left][space.count] */
    uint64_t *lucks; /* [left] */
    uint64_t *keys;  /* [left] */
    int *point;      /* [left] */
    int left;
};

static void put(struct design *design, int point, const double *read)
{
    for (int m = 0; m < WANTED; m++)
        design->y[(size_t)m * (size_t)design->count + (size_t)point] = read[m];
}

static void read_trial(void *user, int i, const struct aisle_outcome *outcome)
{
    struct batch *b = user;
    const struct aisle_asylum_keep *keep = b->design->keep;
    double read[WANTED];
    for (int m = 0; m < WANTED; m++) {
        const struct aisle_metric *metric =
            aisle_outcome_metric(outcome, design_metrics[m]);
        read[m] = !metric                    ? (double)NAN
                  : b->design->of_difference ? metric->difference.mean
                                             : metric->baseline.mean;
    }
    put(b->design, b->point[i], read);
    if (keep)
#pragma omp critical(experiment_keep)
        keep->put(keep->user, b->keys[i], sizeof read, read);
}

/* Of the parameters, the luck, the package and the size. */
static uint64_t key_of(const struct design *design, const double *values, uint64_t luck)
{
    const struct aisle_asylum_options *o = &design->trials.options;
    const double size[] = {o->start, o->years, o->people_per_case};
    char hex[65];
    struct hash hash;
    hash_init(&hash);
    hash_add_text(&hash, "design 1");
    hash_add(&hash, size, sizeof size);
    hash_add(&hash, &luck, sizeof luck);
    hash_add(&hash, &design->trials.package, sizeof design->trials.package);
    hash_add(&hash, values, (size_t)design->space.count * sizeof *values);
    hash_hex(&hash, hex);
    hex[16] = '\0';
    return strtoull(hex, NULL, 16);
}

static void fill_values(const struct design *design, const double *point,
                        double *values)
{
    memcpy(values, design->space.peak, (size_t)design->space.count * sizeof *values);
    for (int d = 0; point && d < design->dim; d++)
        values[design->active[d]] =
            space_value(&design->space, design->active[d], point[d]);
}

/* What is kept is read, the rest is left to run. */
static void fill_batch(struct batch *b, const double *points, bool same_luck)
{
    struct design *design = b->design;
    const struct aisle_asylum_keep *keep = design->keep;
    size_t width = (size_t)design->space.count, dim = (size_t)design->dim;
    for (int i = 0; i < design->count; i++) {
        double *values = b->values + (size_t)b->left * width, read[WANTED];
        uint64_t luck = trial_luck(design->seed, same_luck ? 0 : i);
        fill_values(design, points ? points + (size_t)i * dim : NULL, values);
        uint64_t key = keep ? key_of(design, values, luck) : 0;
        if (keep && keep->find(keep->user, key, sizeof read, read)) {
            put(design, i, read);
            continue;
        }
        b->keys[b->left] = key;
        b->lucks[b->left] = luck;
        b->point[b->left++] = i;
    }
}

enum aisle_status design_run(struct aisle_ctx *ctx, struct design *design, int count,
                             const double *points, bool same_luck)
{
    enum aisle_status status;
    size_t n = (size_t)count;
    struct batch b = {.design = design};
    b.values = mem_new(n * (size_t)design->space.count, sizeof *b.values);
    b.lucks = mem_new(n, sizeof *b.lucks);
    b.keys = mem_new(n, sizeof *b.keys);
    b.point = mem_new(n, sizeof *b.point);
    free(design->y);
    design->y = mem_new(n * WANTED, sizeof *design->y);
    design->count = count;
    if (!b.values || !b.lucks || !b.keys || !b.point || !design->y) {
        status = ctx_no_memory(ctx);
        goto out;
    }
    fill_batch(&b, points, same_luck);
    TRY(trials_run(ctx, &design->trials, b.left, b.values, b.lucks, read_trial, &b));
out:
    free(b.values);
    free(b.lucks);
    free(b.keys);
    free(b.point);
    return status;
}
