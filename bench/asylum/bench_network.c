/* The kernel in continuous time against SimPy on the same network, one after the other:
 * five stages of 50 servers in a row, customers who give up, and some who go back to
 * the first stage from the last.
 *
 *   asylum_bench_network [CUSTOMERS]     for SimPy; the kernel gets 50 times as many
 *
 * One TSV line a measurement: name, size, value, unit, peer, ratio. SimPy is left out
 * where it is not installed (tools/setup bench). */
#include "queue/kernel.h"
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { STAGES = 5, SERVERS = 50 };
static const double ARRIVALS = 45, SERVICE = 1, PATIENCE = 2, BACK = 0.1;

/* What both sides say. */
struct said {
    double seconds, events, wait, lost;
};

static double cpu(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static struct said run_kernel(long customers)
{
    struct kernel_model model = {.station_count = STAGES, .customers = customers};
    for (int i = 0; i < STAGES; i++) {
        struct kernel_station *s = &model.stations[i];
        *s = (struct kernel_station){
            .service = SERVICE, .servers = SERVERS, .patience = PATIENCE};
        s->route[(i + 1) % STAGES] = i + 1 < STAGES ? 1 : BACK;
    }
    model.stations[0].arrivals = ARRIVALS;
    struct kernel_result result;
    double start = cpu();
    if (kernel_run(&model, 1, &result) != AISLE_OK) {
        fputs("bench_network: out of memory\n", stderr);
        exit(1);
    }
    struct said said = {.seconds = cpu() - start, .events = (double)result.events};
    double calls = 0;
    for (int i = 0; i < STAGES; i++) {
        const struct kernel_count *c = &result.stations[i];
        calls += (double)(c->served + c->abandoned);
        said.wait += c->wait_sum;
        said.lost += (double)c->abandoned;
    }
    said.wait /= calls;
    said.lost /= calls;
    return said;
}

/* False when there is no SimPy. */
static bool run_simpy(long customers, struct said *out)
{
    char command[512];
    snprintf(
        command, sizeof command,
        "/usr/bin/python3 %s/bench/asylum/network.py %ld %g %g %d %g %g 2>/dev/null",
        AISLE_SOURCE_DIR, customers, ARRIVALS, SERVICE, SERVERS, PATIENCE, BACK);
    FILE *f = popen(command, "r");
    if (!f)
        return false;
    int read = fscanf(f, "%lf %lf %lf %lf", &out->seconds, &out->events, &out->wait,
                      &out->lost);
    return pclose(f) == 0 && read == 4;
}

int main(int argc, char **argv)
{
    long customers = argc > 1 ? atol(argv[1]) : 40000;
    struct said ours = run_kernel(50 * customers), peer;
    double event = 1e9 * ours.seconds / ours.events;
    if (!run_simpy(customers, &peer)) {
        printf("network_event_cpu\t%ld\t%.1f\tns\t\t\n", 50 * customers, event);
        return 0;
    }
    double peer_event = 1e9 * peer.seconds / peer.events;
    printf("network_event_cpu\t%ld\t%.1f\tns\t%.1f\t%.1f\n", 50 * customers, event,
           peer_event, peer_event / event);
    printf("network_mean_wait\t%ld\t%.4f\tservices\t%.4f\t%.3f\n", 50 * customers,
           ours.wait, peer.wait, ours.wait / peer.wait);
    printf("network_gave_up\t%ld\t%.4f\tshare\t%.4f\t%.3f\n", 50 * customers, ours.lost,
           peer.lost, ours.lost / peer.lost);
    return 0;
}
