#include "queue/kernel.h"

#include "base/ctx.h"
#include "base/mem.h"
#include "queue/luck.h"
#include "queue/queue.h"
#include <math.h>

enum { USE_KERNEL = 0x51550000 };
enum { DRAW_ARRIVAL, DRAW_SERVICE, DRAW_PATIENCE, DRAW_ROUTE, DRAW_COUNT };

/* A customer: when this station was entered, and how many were before. */
struct customer {
    double came;
    double leaves; /* the line, when nobody serves */
    uint32_t visits;
};

/* What comes next: an arrival from outside, or the end of a customer's service. */
#define FROM_OUTSIDE UINT32_MAX
struct event {
    double at;
    uint32_t station;
    uint32_t id;
};

/* A heap of events, soonest first: one an arrival stream and one a busy server. */
struct heap {
    int count;
    struct event events[KERNEL_STATIONS_MAX * (KERNEL_SERVERS_MAX + 1)];
};

struct line {
    struct queue queue;
    int busy;
    uint32_t arrivals; /* from outside */
    double since;      /* counts over time hold until then */
};

struct kernel {
    const struct kernel_model *model;
    uint64_t key[DRAW_COUNT];
    struct pool pool;
    struct heap heap;
    struct line lines[KERNEL_STATIONS_MAX];
    struct customer *customers;
    uint32_t arrived;
    double now;
    struct kernel_result *out;
};

/* --- the heap ------------------------------------------------------------- */

static void heap_push(struct heap *heap, struct event event)
{
    int i = heap->count++;
    for (int up; i > 0 && heap->events[up = (i - 1) / 2].at > event.at; i = up)
        heap->events[i] = heap->events[up];
    heap->events[i] = event;
}

static struct event heap_pop(struct heap *heap)
{
    struct event *events = heap->events, first = events[0];
    struct event last = events[--heap->count];
    int i = 0, down;
    while ((down = 2 * i + 1) < heap->count) {
        down += down + 1 < heap->count && events[down + 1].at < events[down].at;
        if (events[down].at >= last.at)
            break;
        events[i] = events[down];
        i = down;
    }
    events[i] = last;
    return first;
}

/* --- stations -------------------------------------------------------------- */

/* Uniform in (0, 1), by (what for, customer, visit). */
static double unit(const struct kernel *k, uint32_t what, uint32_t id, uint32_t visit)
{
    uint64_t bits = luck_at(k->key[what], id, visit);
    return ((double)(bits >> 12) + 0.5) * (1.0 / 4503599627370496.0);
}

static double service_time(const struct kernel *k, const struct kernel_station *s,
                           uint32_t id, uint32_t visit)
{
    double u = unit(k, DRAW_SERVICE, id, visit);
    if (s->shape == KERNEL_FIXED)
        return s->service;
    if (s->shape == KERNEL_EXPONENTIAL)
        return -s->service * log(u);
    /* one uniform serves both: which kind, then how long */
    return u < 0.5 ? -s->service * 0.2 * log(2 * u)
                   : -s->service * 1.8 * log(2 * u - 1);
}

static bool counted(const struct kernel *k)
{
    return k->now >= k->model->warm_up;
}

/* Count who is there until now; to be called before that changes. */
static void pass_time(struct kernel *k, int station)
{
    struct line *line = &k->lines[station];
    struct kernel_count *count = &k->out->stations[station];
    if (k->now <= line->since)
        return;
    double span = k->now - line->since;
    count->line_mean += span * (double)line->queue.count;
    count->there_mean += span * (double)(line->queue.count + line->busy);
    line->since = k->now;
}

static void serve(struct kernel *k, int station, uint32_t id)
{
    const struct customer *c = &k->customers[id];
    double time = service_time(k, &k->model->stations[station], id, c->visits);
    heap_push(&k->heap, (struct event){k->now + time, (uint32_t)station, id});
    k->lines[station].busy++;
    if (!counted(k))
        return;
    struct kernel_count *count = &k->out->stations[station];
    count->served++;
    count->waited += k->now > c->came;
    count->wait_sum += k->now - c->came;
}

static void enter(struct kernel *k, int station, uint32_t id)
{
    const struct kernel_station *s = &k->model->stations[station];
    struct line *line = &k->lines[station];
    struct customer *c = &k->customers[id];
    pass_time(k, station);
    c->came = k->now;
    k->out->stations[station].arrived += counted(k);
    if (line->busy < s->servers) {
        serve(k, station, id);
        return;
    }
    c->leaves = INFINITY;
    if (s->patience > 0)
        c->leaves = k->now - s->patience * log(unit(k, DRAW_PATIENCE, id, c->visits));
    queue_push(&k->pool, &line->queue, (struct person){.id = id});
}

/* The next in line who is still there; deadlines are looked at on touch. */
static void call_next(struct kernel *k, int station)
{
    struct line *line = &k->lines[station];
    while (line->queue.count) {
        uint32_t id = queue_pop(&k->pool, &line->queue).id;
        const struct customer *c = &k->customers[id];
        if (c->leaves > k->now) {
            serve(k, station, id);
            return;
        }
        struct kernel_count *count = &k->out->stations[station];
        bool in_time = c->came >= k->model->warm_up;
        count->abandoned += in_time;
        count->waited += in_time;
        count->wait_sum += in_time ? c->leaves - c->came : 0;
    }
}

static void depart(struct kernel *k, int station, uint32_t id)
{
    const struct kernel_station *s = &k->model->stations[station];
    struct customer *c = &k->customers[id];
    pass_time(k, station);
    k->lines[station].busy--;
    call_next(k, station);
    double u = unit(k, DRAW_ROUTE, id, c->visits++);
    for (int to = 0; to < k->model->station_count; to++) {
        u -= s->route[to];
        if (u < 0) {
            enter(k, to, id);
            return;
        }
    }
}

static void schedule_arrival(struct kernel *k, int station)
{
    double rate = k->model->stations[station].arrivals;
    struct line *line = &k->lines[station];
    if (rate <= 0)
        return;
    double u = unit(k, DRAW_ARRIVAL, line->arrivals++, (uint32_t)station);
    heap_push(&k->heap,
              (struct event){k->now - log(u) / rate, (uint32_t)station, FROM_OUTSIDE});
}

/* --- a run ------------------------------------------------------------------ */

static void run(struct kernel *k)
{
    for (int i = 0; i < k->model->station_count; i++) {
        k->lines[i].since = k->model->warm_up;
        schedule_arrival(k, i);
    }
    while (k->heap.count && k->arrived < k->model->customers && !k->pool.failed) {
        struct event event = heap_pop(&k->heap);
        int station = (int)event.station;
        k->now = event.at;
        k->out->events++;
        if (event.id != FROM_OUTSIDE) {
            depart(k, station, event.id);
        } else {
            enter(k, station, k->arrived++);
            schedule_arrival(k, station);
        }
    }
}

static void finish(struct kernel *k)
{
    struct kernel_result *out = k->out;
    out->time = k->now > k->model->warm_up ? k->now - k->model->warm_up : 0;
    for (int i = 0; i < k->model->station_count; i++) {
        pass_time(k, i);
        out->stations[i].line_mean /= out->time;
        out->stations[i].there_mean /= out->time;
    }
}

enum aisle_status kernel_run(const struct kernel_model *model, uint64_t seed,
                             struct kernel_result *out)
{
    struct kernel_result result = {0};
    struct kernel *k = mem_new(1, sizeof *k);
    struct customer *customers =
        mem_new((size_t)model->customers + 1, sizeof *customers);
    enum aisle_status status = AISLE_MEMORY;
    if (!k || !customers)
        goto out;
    *k = (struct kernel){.model = model, .customers = customers, .out = &result};
    for (int i = 0; i < model->station_count; i++)
        CHECK(model->stations[i].servers <= KERNEL_SERVERS_MAX);
    for (uint32_t what = 0; what < DRAW_COUNT; what++)
        k->key[what] = luck_key(seed, USE_KERNEL, what);
    run(k);
    finish(k);
    if (!k->pool.failed) {
        *out = result;
        status = AISLE_OK;
    }
    pool_clear(&k->pool);
out:
    free(customers);
    free(k);
    return status;
}
