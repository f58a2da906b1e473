#include "queue/kernel.h"

#include "base/ctx.h"
#include "base/mem.h"
#include "num/rng.h"
#include "queue/queue.h"
#include <math.h>

enum { USE_KERNEL = 0x51550000 };
enum { DRAW_ARRIVAL, DRAW_SERVICE, DRAW_PATIENCE, DRAW_ROUTE };

/* A customer: when this station was entered, and how many were before. */
struct customer {
    double came;
    double leaves; /* the line, when nobody serves */
    uint32_t visits;
};

struct line {
    struct queue queue;
    double ends[KERNEL_SERVERS_MAX]; /* INFINITY: idle */
    uint32_t serves[KERNEL_SERVERS_MAX];
    int busy;
    double next_arrival;
    uint32_t arrivals; /* from outside */
};

struct kernel {
    const struct kernel_model *model;
    uint64_t seed;
    struct pool pool;
    struct line lines[KERNEL_STATIONS_MAX];
    struct customer *customers;
    uint32_t arrived;
    double now;
    struct kernel_result *out;
};

/* Uniform, by (what for, customer, visit). */
static double unit(const struct kernel *k, uint32_t what, uint32_t id, uint32_t visit)
{
    return rng_unit_at(k->seed, USE_KERNEL, what, id, visit);
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

static void serve(struct kernel *k, int station, int server, uint32_t id)
{
    struct line *line = &k->lines[station];
    const struct customer *c = &k->customers[id];
    line->serves[server] = id;
    line->ends[server] =
        k->now + service_time(k, &k->model->stations[station], id, c->visits);
    line->busy++;
    if (!counted(k))
        return;
    struct kernel_count *count = &k->out->stations[station];
    count->served++;
    count->waited += k->now > c->came;
    count->wait_sum += k->now - c->came;
}

static int idle_server(const struct line *line, int servers)
{
    for (int s = 0; s < servers; s++) {
        if (isinf(line->ends[s]))
            return s;
    }
    return -1;
}

static void enter(struct kernel *k, int station, uint32_t id)
{
    const struct kernel_station *s = &k->model->stations[station];
    struct line *line = &k->lines[station];
    struct customer *c = &k->customers[id];
    c->came = k->now;
    c->leaves = INFINITY;
    if (s->patience > 0)
        c->leaves = k->now - s->patience * log(unit(k, DRAW_PATIENCE, id, c->visits));
    k->out->stations[station].arrived += counted(k);
    int server = line->busy < s->servers ? idle_server(line, s->servers) : -1;
    if (server >= 0)
        serve(k, station, server, id);
    else
        queue_push(&k->pool, &line->queue, (struct person){.id = id});
}

/* The next in line who is still there; deadlines are looked at on touch. */
static void call_next(struct kernel *k, int station, int server)
{
    struct line *line = &k->lines[station];
    while (line->queue.count) {
        uint32_t id = queue_pop(&k->pool, &line->queue).id;
        const struct customer *c = &k->customers[id];
        if (c->leaves > k->now) {
            serve(k, station, server, id);
            return;
        }
        struct kernel_count *count = &k->out->stations[station];
        bool in_time = c->came >= k->model->warm_up;
        count->abandoned += in_time;
        count->waited += in_time;
        count->wait_sum += in_time ? c->leaves - c->came : 0;
    }
}

static void depart(struct kernel *k, int station, int server)
{
    struct line *line = &k->lines[station];
    const struct kernel_station *s = &k->model->stations[station];
    uint32_t id = line->serves[server];
    struct customer *c = &k->customers[id];
    line->ends[server] = INFINITY;
    line->busy--;
    call_next(k, station, server);
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
    double u = unit(k, DRAW_ARRIVAL, line->arrivals++, (uint32_t)station);
    line->next_arrival = rate > 0 ? k->now - log(u) / rate : INFINITY;
}

/* The next event: its station, and its server or -1 for an arrival. */
static double next_event(const struct kernel *k, int *station, int *server)
{
    double best = INFINITY;
    for (int i = 0; i < k->model->station_count; i++) {
        const struct line *line = &k->lines[i];
        if (line->next_arrival < best) {
            best = line->next_arrival;
            *station = i;
            *server = -1;
        }
        for (int s = 0; line->busy && s < k->model->stations[i].servers; s++) {
            if (line->ends[s] < best) {
                best = line->ends[s];
                *station = i;
                *server = s;
            }
        }
    }
    return best;
}

static void pass_time(struct kernel *k, double until)
{
    double from = k->now > k->model->warm_up ? k->now : k->model->warm_up;
    double span = until > from ? until - from : 0;
    for (int i = 0; i < k->model->station_count; i++) {
        const struct line *line = &k->lines[i];
        k->out->stations[i].line_mean += span * (double)line->queue.count;
        k->out->stations[i].there_mean +=
            span * (double)(line->queue.count + line->busy);
    }
    k->out->time += span;
    k->now = until;
}

static void run(struct kernel *k)
{
    while (k->arrived < k->model->customers && !k->pool.failed) {
        int station = 0, server = 0;
        pass_time(k, next_event(k, &station, &server));
        if (server >= 0) {
            depart(k, station, server);
        } else {
            enter(k, station, k->arrived++);
            schedule_arrival(k, station);
        }
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
    *k = (struct kernel){
        .model = model, .seed = seed, .customers = customers, .out = &result};
    for (int i = 0; i < model->station_count; i++) {
        CHECK(model->stations[i].servers <= KERNEL_SERVERS_MAX);
        for (int s = 0; s < KERNEL_SERVERS_MAX; s++)
            k->lines[i].ends[s] = INFINITY;
        schedule_arrival(k, i);
    }
    run(k);
    if (!k->pool.failed)
        status = AISLE_OK;
    pool_clear(&k->pool);
    for (int i = 0; i < model->station_count; i++) {
        result.stations[i].line_mean /= result.time;
        result.stations[i].there_mean /= result.time;
    }
    if (status == AISLE_OK)
        *out = result;
out:
    free(customers);
    free(k);
    return status;
}
