/* The kernel in continuous time against closed forms, within three standard errors of
 * independent runs. */
#include "queue/kernel.h"
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

enum { RUNS = 20, CUSTOMERS = 12000 };

/* What is measured of one station in one run. */
typedef double measure_fn(const struct kernel_result *r, int station);

static double mean_wait(const struct kernel_result *r, int station)
{
    const struct kernel_count *c = &r->stations[station];
    return c->wait_sum / (double)(c->served + c->abandoned);
}

static double share_waited(const struct kernel_result *r, int station)
{
    const struct kernel_count *c = &r->stations[station];
    return (double)c->waited / (double)(c->served + c->abandoned);
}

static double share_lost(const struct kernel_result *r, int station)
{
    const struct kernel_count *c = &r->stations[station];
    return (double)c->abandoned / (double)(c->served + c->abandoned);
}

static double there(const struct kernel_result *r, int station)
{
    return r->stations[station].there_mean;
}

static void check(const struct kernel_model *model, int station, measure_fn *measure,
                  double theory)
{
    double sum = 0, square = 0;
    for (uint64_t seed = 1; seed <= RUNS; seed++) {
        struct kernel_result result;
        assert_int_equal(kernel_run(model, seed, &result), 0);
        double x = measure(&result, station);
        sum += x;
        square += x * x;
    }
    double mean = sum / RUNS;
    double error = sqrt((square / RUNS - mean * mean) / (RUNS - 1));
    if (!(fabs(mean - theory) < 3 * error))
        fail_msg("%g +- %g, theory says %g", mean, error, theory);
    assert_true(error < 0.1 * theory); /* else the test could not fail */
}

/* Chance to wait in M/M/c (Erlang 1917), by the stable recursion of Erlang B. */
static double erlang_c(int servers, double load)
{
    double b = 1;
    for (int n = 1; n <= servers; n++)
        b = load * b / (n + load * b);
    double rho = load / servers;
    return b / (1 - rho * (1 - b));
}

static struct kernel_model one_station(double arrivals, double service, int servers)
{
    return (struct kernel_model){
        .station_count = 1,
        .customers = CUSTOMERS,
        .warm_up = 0.1 * CUSTOMERS / arrivals,
        .stations = {{.arrivals = arrivals, .service = service, .servers = servers}}};
}

static void test_many_servers(void **state)
{
    (void)state;
    static const struct {
        double arrivals, service;
        int servers;
    } cases[] = {{0.7, 1, 1}, {4, 1, 5}, {18, 2, 40}};
    for (int i = 0; i < 3; i++) {
        double load = cases[i].arrivals * cases[i].service;
        int c = cases[i].servers;
        struct kernel_model m = one_station(cases[i].arrivals, cases[i].service, c);
        double waited = erlang_c(c, load);
        check(&m, 0, share_waited, waited);
        check(&m, 0, mean_wait, waited * cases[i].service / (c - load));
    }
}

/* Pollaczek and Khinchine: W = lambda E[S^2] / (2 (1 - rho)). */
static void test_any_service(void **state)
{
    (void)state;
    struct kernel_model m = one_station(0.7, 1, 1);
    m.stations[0].shape = KERNEL_FIXED;
    check(&m, 0, mean_wait, 0.7 / (2 * 0.3));
    m.stations[0].shape = KERNEL_MIXED; /* E[S^2] = 0.2^2 + 1.8^2 */
    check(&m, 0, mean_wait, 0.7 * (0.04 + 3.24) / (2 * 0.3));
}

/* M/M/c+M by its birth and death chain: the share lost is patience's rate times the
 * mean line over arrivals. */
static double erlang_a_lost(double arrivals, int servers, double patience)
{
    double p = 1, all = 1, line = 0;
    for (int n = 1; n < 2000; n++) {
        int busy = n < servers ? n : servers;
        p *= arrivals / (busy + (n - busy) / patience);
        all += p;
        line += p * (n - busy);
    }
    return line / all / patience / arrivals;
}

static void test_patience(void **state)
{
    (void)state;
    struct kernel_model m = one_station(11, 1, 10); /* more than can be served */
    m.stations[0].patience = 2;
    double lost = erlang_a_lost(11, 10, 2);
    check(&m, 0, share_lost, lost);
    check(&m, 0, mean_wait, lost * 2); /* line = lost * arrivals * patience */
}

/* Jackson: with feedback, each station is as an M/M/c of its own. */
static void test_network(void **state)
{
    (void)state;
    struct kernel_model m = {
        .station_count = 3,
        .customers = CUSTOMERS,
        .warm_up = 600,
        .stations = {{.arrivals = 2, .service = 0.3, .servers = 1, .route = {0, 0.6}},
                     {.arrivals = 0.5, .service = 1, .servers = 3, .route = {0, 0, 1}},
                     {.service = 0.25, .servers = 1, .route = {0.2}}}};
    /* a = 2 + 0.2 c, b = 0.5 + 0.6 a, c = b */
    double a = (2 + 0.2 * 0.5) / (1 - 0.2 * 0.6), b = 0.5 + 0.6 * a;
    double load[] = {a * 0.3, b, b * 0.25};
    const int servers[] = {1, 3, 1};
    for (int i = 0; i < 3; i++) {
        double line = erlang_c(servers[i], load[i]) * load[i] / (servers[i] - load[i]);
        check(&m, i, there, load[i] + line);
    }
}

/* Little's law of one run is exact up to its ends. */
static void test_littles_law(void **state)
{
    (void)state;
    struct kernel_model m = one_station(4, 1, 5);
    m.customers = 200000;
    m.warm_up = 0;
    struct kernel_result r;
    assert_int_equal(kernel_run(&m, 3, &r), 0);
    const struct kernel_count *c = &r.stations[0];
    double arrivals = (double)c->arrived / r.time;
    assert_true(fabs(c->line_mean / (arrivals * mean_wait(&r, 0)) - 1) < 0.001);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_many_servers), cmocka_unit_test(test_any_service),
        cmocka_unit_test(test_patience),     cmocka_unit_test(test_network),
        cmocka_unit_test(test_littles_law),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
