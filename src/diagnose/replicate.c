/* The fit's own replications of the votes: does what it would have produced look like
 * what was cast?
 *
 * Each replication takes a draw and casts anew the yeas and nays that were cast, by
 * members that are not thin on contested roll calls. */
#include "diagnose/diagnose.h"

#include "num/rng.h"
#include "num/special.h"
#include <math.h>
#include <omp.h>
#include <string.h>

#define UNITED 0.9 /* of each caucus, for a party-line vote */

/* X(name, words) */
#define REPLICA_LIST(X)                                                                \
    X(MARGIN, "margin", "mean of |yeas - nays| over the contested roll calls")         \
    X(UNITY, "unity",                                                                  \
      "share of them that set a majority of one caucus against one of the other")      \
    X(LINE, "party_line",                                                              \
      "share of them that set nine tenths of one caucus against nine of the other")    \
    X(LOYAL, "loyalty", "share of votes with the majority of the own caucus")          \
    X(RIGHT, "classified", "share of votes on the likelier side, by the same draw")    \
    X(FAR, "far_end",                                                                  \
      "share of votes against the own caucus cast from its far half (ends against "    \
      "the middle)")
#define REPLICA_PLACE(name, key, text) REPLICA_##name,
enum { REPLICA_LIST(REPLICA_PLACE) REPLICA_COUNT };
#undef REPLICA_PLACE

/* Sums over a set of votes, from which the statistics come. */
struct counts {
    double margin;
    double unity;
    double line;
    double votes;
    double loyal;
    double caucus_votes;
    double right;
    double far;
};

static void counts_stats(const struct counts *c, int items, double *out)
{
    out[REPLICA_MARGIN] = c->margin / items;
    out[REPLICA_UNITY] = c->unity / items;
    out[REPLICA_LINE] = c->line / items;
    out[REPLICA_LOYAL] = c->loyal / c->caucus_votes;
    out[REPLICA_RIGHT] = c->right / c->votes;
    out[REPLICA_FAR] = c->far / (c->caucus_votes - c->loyal);
}

/* Is a member further from the middle than the median of the own caucus? */
static void find_far(const struct view *v, double *work, bool *far)
{
    for (int c = 0; c < 2; c++) {
        size_t n = 0;
        for (int i = 0; i < v->member_count; i++)
            if (v->fit->members[i].caucus == "DR"[c] && !v->fit->members[i].thin)
                work[n++] = v->fit->members[i].x[0];
        if (n == 0)
            continue;
        num_sort(work, n);
        double middle = num_quantile_sorted(work, n, 0.5);
        for (int i = 0; i < v->member_count; i++)
            if (v->fit->members[i].caucus == "DR"[c])
                far[i] = c == 0 ? v->fit->members[i].x[0] < middle
                                : v->fit->members[i].x[0] > middle;
    }
}

/* One roll call's votes, real or replicated, into the counts. */
static void count_item(const struct view *v, int item, const int8_t *sign,
                       const bool *far, struct counts *c)
{
    const uint8_t *caucus = view_caucuses(v, v->fit->items[item].rollcall);
    int yea[3] = {0}, nay[3] = {0};
    for (int i = 0; i < v->member_count; i++) {
        yea[caucus[i]] += sign[i] > 0;
        nay[caucus[i]] += sign[i] < 0;
    }
    int lead[3] = {yea[0] - nay[0], yea[1] - nay[1], 0};
    bool opposed = (lead[0] > 0 && lead[1] < 0) || (lead[0] < 0 && lead[1] > 0);
    bool united = true;
    for (int k = 0; k < 2; k++)
        united &= abs(lead[k]) >= (2 * UNITED - 1) * (yea[k] + nay[k]);
    c->margin += abs(lead[0] + lead[1] + yea[2] - nay[2]);
    c->unity += opposed;
    c->line += opposed && united;
    for (int i = 0; i < v->member_count; i++) {
        int with = sign[i] * lead[caucus[i]];
        c->votes += sign[i] != 0;
        c->caucus_votes += with != 0;
        c->loyal += with > 0;
        c->far += with < 0 && far[i];
    }
}

/* A thread's room. */
struct work {
    int8_t *real; /* [members] */
    int8_t *made;
};

/* The statistics of the votes and of one replication, at one draw. */
static void replicate(const struct view *v, uint64_t seed, int replica, int s,
                      const bool *far, struct work *w, double *real, double *made)
{
    struct counts actual = {0}, again = {0};
    const struct aisle_fit *fit = v->fit;
    size_t stride = (size_t)fit->dims + 1;
    const float *items =
        fit->item_draws + (size_t)v->draw[s] * (size_t)v->item_count * stride;
    for (int j = 0; j < v->item_count; j++) {
        const int8_t *sign = view_item_signs(v, j);
        const float *item = items + (size_t)j * stride;
        for (int i = 0; i < v->member_count; i++) {
            w->real[i] = fit->members[i].thin ? 0 : sign[i];
            w->made[i] = 0;
            if (w->real[i] == 0)
                continue;
            double eta = (double)item[0];
            for (int k = 0; k < fit->dims; k++)
                eta += (double)item[k + 1] * (double)view_x(v, i, k)[s];
            double u = rng_unit_at(seed, DIAGNOSE_USE_REPLICA, (uint32_t)replica,
                                   (uint32_t)j, (uint32_t)i);
            w->made[i] = u < diagnose_p(fit->link, eta) ? 1 : -1;
            actual.right += w->real[i] * eta > 0;
            again.right += w->made[i] * eta > 0;
        }
        count_item(v, j, w->real, far, &actual);
        count_item(v, j, w->made, far, &again);
    }
    counts_stats(&actual, v->item_count, real);
    counts_stats(&again, v->item_count, made);
}

static void put_replica(int which, int count, const double *real, const double *made,
                        double *work, struct aisle_replica *out)
{
    static const char *const names[] = {
#define REPLICA_NAME(name, key, text) key,
        REPLICA_LIST(REPLICA_NAME)
#undef REPLICA_NAME
    };
    static const char *const texts[] = {
#define REPLICA_TEXT(name, key, text) (text),
        REPLICA_LIST(REPLICA_TEXT)
#undef REPLICA_TEXT
    };
    double over = 0.0, observed = 0.0;
    size_t n = 0;
    *out = (struct aisle_replica){0};
    for (int r = 0; r < count; r++) {
        double a = real[r * REPLICA_COUNT + which];
        double b = made[r * REPLICA_COUNT + which];
        if (isnan(a) || isnan(b)) /* nobody left the caucus: nothing to share */
            continue;
        work[n++] = b;
        observed += a;
        over += b > a ? 1.0 : b == a ? 0.5 : 0.0;
    }
    memcpy(out->name, names[which], strlen(names[which]) + 1);
    memcpy(out->text, texts[which], strlen(texts[which]) + 1);
    out->observed = n ? observed / (double)n : NAN;
    out->mean = n ? num_mean(work, n) : NAN;
    out->p = n ? over / (double)n : NAN;
    num_sort(work, n);
    out->q05 = n ? num_quantile_sorted(work, n, 0.05) : NAN;
    out->q95 = n ? num_quantile_sorted(work, n, 0.95) : NAN;
}

/* Everything the replications need, in one block of each kind. */
struct room {
    double *stats; /* [2][replications][REPLICA_COUNT] */
    double *work;  /* [members or replications] */
    bool *far;     /* [members] */
    int8_t *casts; /* [threads][2][members] */
};

static void room_free(struct room *m)
{
    free(m->stats);
    free(m->work);
    free(m->far);
    free(m->casts);
}

static bool room_new(const struct view *v, size_t count, struct room *m)
{
    size_t n = (size_t)v->member_count, threads = (size_t)v->threads;
    m->stats = mem_new(2 * count * REPLICA_COUNT, sizeof *m->stats);
    m->work = mem_new(n > count ? n : count, sizeof *m->work);
    m->far = mem_new(n, sizeof *m->far);
    m->casts = mem_new(2 * threads * n, sizeof *m->casts);
    return m->stats && m->work && m->far && m->casts;
}

enum aisle_status diagnose_replicate_fill(const struct view *v,
                                          const struct aisle_diagnose_options *o,
                                          struct aisle_diagnosis *d)
{
    struct room m = {0};
    enum aisle_status status = AISLE_OK;
    int count = o->replications < v->draws ? o->replications : v->draws;
    if (count < 1)
        return AISLE_OK;
    d->replicas = mem_new(REPLICA_COUNT, sizeof *d->replicas);
    if (!room_new(v, (size_t)count, &m) || !d->replicas) {
        status = ctx_no_memory(v->ctx);
        goto out;
    }
    double *real = m.stats, *made = m.stats + (size_t)count * REPLICA_COUNT;
    find_far(v, m.work, m.far);
    TRY(ctx_poll(v->ctx));
#pragma omp parallel for schedule(dynamic) num_threads(v->threads)
    for (int r = 0; r < count; r++) {
        int8_t *own =
            m.casts + 2 * (size_t)v->member_count * (size_t)omp_get_thread_num();
        struct work w = {own, own + v->member_count};
        int s = (int)((int64_t)r * v->draws / count);
        replicate(v, o->seed, r, s, m.far, &w, real + r * REPLICA_COUNT,
                  made + r * REPLICA_COUNT);
    }
    for (int which = 0; which < REPLICA_COUNT; which++)
        put_replica(which, count, real, made, m.work, &d->replicas[which]);
    d->replica_count = REPLICA_COUNT;
    d->replications = count;
out:
    room_free(&m);
    return status;
}
