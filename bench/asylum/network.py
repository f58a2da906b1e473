"""The five-stage network of bench_network.c in SimPy 3, as its users would write it.

network.py CUSTOMERS ARRIVALS SERVICE SERVERS PATIENCE BACK

Prints CPU seconds, events (arrivals and ends of service), mean wait and share that
gave up, of all stages together.
"""
import random
import sys
import time

import simpy


def main():
    customers, servers = int(sys.argv[1]), int(sys.argv[4])
    arrivals, service, patience, back = (float(sys.argv[i]) for i in (2, 3, 5, 6))
    luck = random.Random(1)
    env = simpy.Environment()
    stages = [simpy.Resource(env, servers) for _ in range(5)]
    done = env.event()
    count = {"events": 0, "calls": 0, "lost": 0, "wait": 0.0}

    def customer():
        stage = 0
        while stage < len(stages):
            came = env.now
            count["calls"] += 1
            with stages[stage].request() as turn:
                yield turn | env.timeout(luck.expovariate(1 / patience))
                count["wait"] += env.now - came
                if not turn.triggered:
                    count["lost"] += 1
                    return
                yield env.timeout(luck.expovariate(1 / service))
                count["events"] += 1
            last = stage == len(stages) - 1
            stage = 0 if last and luck.random() < back else stage + 1

    def source():
        for _ in range(customers):
            yield env.timeout(luck.expovariate(arrivals))
            count["events"] += 1
            env.process(customer())
        done.succeed()

    env.process(source())
    start = time.process_time()
    env.run(until=done)
    seconds = time.process_time() - start
    print(seconds, count["events"], count["wait"] / count["calls"],
          count["lost"] / count["calls"])


main()
