#include "queue/kernel.h"

#include "base/ctx.h"
#include "base/mem.h"
#include "num/rng.h"
#include "queue/queue.h"
#include <math.h>

enum { USE_KERNEL = 0x51550000 };

struct kernel {
    const struct kernel_model *model;
    uint64_t seed;
    struct pool pool;
    struct queue line;
    double now;
    double next_arrival;
    double ends[KERNEL_SERVERS_MAX]; /* INFINITY: idle */
    uint32_t arrived;
    int64_t served; /* taken into service, after the warm-up */
    int64_t waited;
    double wait_sum;
    double line_area;
    double count_from; /* time */
};

/* Draw 0 of a customer: the time to the next arrival; draw 1: its service. */
static double exponential(const struct kernel *k, uint32_t customer, uint32_t nth)
{
    struct rng_words r = rng_words_at(k->seed, USE_KERNEL, 0, customer, nth);
    return -log(rng_unit64(r.w[0], r.w[1]));
}

static int first_to_end(const struct kernel *k)
{
    int best = 0;
    for (int s = 1; s < k->model->servers; s++) {
        if (k->ends[s] < k->ends[best])
            best = s;
    }
    return best;
}

static int idle_server(const struct kernel *k)
{
    for (int s = 0; s < k->model->servers; s++) {
        if (isinf(k->ends[s]))
            return s;
    }
    return -1;
}

static void serve(struct kernel *k, int server, uint32_t customer, double wait)
{
    k->ends[server] = k->now + exponential(k, customer, 1) / k->model->service;
    if (customer < k->model->warm_up)
        return;
    k->served++;
    k->waited += wait > 0;
    k->wait_sum += wait;
}

static void arrive(struct kernel *k, double *came)
{
    uint32_t customer = k->arrived++;
    if (customer == k->model->warm_up)
        k->count_from = k->now;
    k->next_arrival = k->now + exponential(k, customer, 0) / k->model->arrivals;
    int server = idle_server(k);
    if (server >= 0) {
        serve(k, server, customer, 0);
        return;
    }
    came[customer] = k->now;
    queue_push(&k->pool, &k->line, (struct person){.id = customer});
}

static void depart(struct kernel *k, int server, const double *came)
{
    k->ends[server] = INFINITY;
    if (k->line.count == 0)
        return;
    struct person person = queue_pop(&k->pool, &k->line);
    serve(k, server, person.id, k->now - came[person.id]);
}

static void step(struct kernel *k, double *came)
{
    int server = first_to_end(k);
    bool arrival = k->next_arrival <= k->ends[server];
    double next = arrival ? k->next_arrival : k->ends[server];
    if (k->arrived > k->model->warm_up)
        k->line_area += (double)k->line.count * (next - k->now);
    k->now = next;
    if (arrival)
        arrive(k, came);
    else
        depart(k, server, came);
}

enum aisle_status kernel_run(const struct kernel_model *model, uint64_t seed,
                             struct kernel_result *out)
{
    CHECK(model->servers >= 1 && model->servers <= KERNEL_SERVERS_MAX);
    struct kernel k = {.model = model, .seed = seed};
    double *came = mem_new((size_t)model->customers + 1, sizeof *came);
    if (!came)
        return AISLE_MEMORY;
    for (int s = 0; s < model->servers; s++)
        k.ends[s] = INFINITY;
    while (k.arrived < model->customers && !k.pool.failed)
        step(&k, came);
    double time = k.now - k.count_from;
    bool ok = !k.pool.failed;
    if (ok)
        *out = (struct kernel_result){
            .wait_mean = k.wait_sum / (double)k.served,
            .waited = (double)k.waited / (double)k.served,
            .line_mean = k.line_area / time,
            .arrivals_rate = (double)(model->customers - model->warm_up) / time};
    pool_clear(&k.pool);
    free(came);
    return ok ? AISLE_OK : AISLE_MEMORY;
}
