#!/usr/bin/env python3
"""How wrong are forecasts of the year's arrivals? The record's answer.

  bench/calibrate/arrivals.py      from the repository's root

Twelve-month totals of Border Patrol encounters, in logarithms, on every month as an
origin, one to five years ahead: the changes themselves, then forecasts that go back
from the last total towards the mean of all totals before, keeping a share of the
distance each year, with a normal error of a fixed size a year. A row a share and size:
for each year ahead the mean CRPS and the share of outcomes inside the 80% interval.
"""
import csv
from math import erf, exp, log, pi, sqrt

with open("data/calibration/border_patrol_monthly.csv") as f:
    counts = [int(row["encounters"]) for row in csv.DictReader(f)]
totals = [log(sum(counts[i - 11 : i + 1])) for i in range(11, len(counts))]
means = [sum(totals[: i + 1]) / (i + 1) for i in range(len(totals))]
SINCE_2013 = 14 * 12  # changes from October 2013 on
FIRST_ORIGIN = 24  # two years of totals before the first forecast


def rms(x):
    return sqrt(sum(a * a for a in x) / len(x))


def crps(mean, sd, y):
    z = (y - mean) / sd
    density = exp(-z * z / 2) / sqrt(2 * pi)
    return sd * (z * erf(z / sqrt(2)) + 2 * density - 1 / sqrt(pi))


def scores(kept, sd, years):
    h = 12 * years
    spread = sd * sqrt(sum(kept ** (2 * i) for i in range(years)))
    score, inside, n = 0, 0, 0
    for o in range(FIRST_ORIGIN, len(totals) - h):
        mean = means[o] + kept**years * (totals[o] - means[o])
        score += crps(mean, spread, totals[o + h])
        inside += abs(totals[o + h] - mean) < 1.2816 * spread
        n += 1
    return f"{score / n:.3f} {inside / n:.2f}"


print(f"long run {exp(means[-1]):,.0f}, last {exp(totals[-1]):,.0f}: "
      f"{means[-1] - totals[-1]:+.2f} in the logarithm")
for years in range(1, 6):
    change = [totals[i + 12 * years] - totals[i] for i in range(len(totals) - 12 * years)]
    since = change[SINCE_2013 - 11 :]
    print(f"{years} ahead: root mean square {rms(change):.2f} of {len(change)}, "
          f"since October 2013 {rms(since):.2f} of {len(since)}")
for kept in (1, 0.95, 0.9, 0.85, 0.8, 0.7):
    for sd in (0.39, 0.45, 0.58):
        print(f"kept {kept:.2f}, sd {sd:.2f}:  " +
              "  ".join(scores(kept, sd, years) for years in range(1, 6)))
