"""How two fits' CSVs agree on members who are not thin in either.

    aisle fit --congress 109 --slope-prior fixed --format csv -o tiles.csv
    aisle fit --congress 109 --slope-prior fixed --engine sparse --format csv -o rows.csv
    python3 bench/sparse/agree.py tiles.csv rows.csv
"""
import csv
import sys


def read(path):
    with open(path, encoding="utf-8") as file:
        return {row["bioguide"]: row for row in csv.DictReader(file)}


def moments(x, y):
    n, mx, my = len(x), sum(x) / len(x), sum(y) / len(y)
    xx = sum((a - mx) ** 2 for a in x) / n
    yy = sum((b - my) ** 2 for b in y) / n
    xy = sum((a - mx) * (b - my) for a, b in zip(x, y)) / n
    return xy / (xx * yy) ** 0.5, (yy / xx) ** 0.5


def main(first, second):
    one, two = read(first), read(second)
    ids = [i for i in one if i in two and one[i]["thin"] == two[i]["thin"] == "0"]
    columns = {k: [[float(t[i][k]) for i in ids] for t in (one, two)]
               for k in ("x1", "sd1")}
    r, scale = moments(*columns["x1"])
    ratios = sorted(b / a / scale for a, b in zip(*columns["sd1"]))
    n = len(ids)
    print(f"{n} members, r {r:.6f}, sd ratio "
          f"{ratios[n // 20]:.3f} {ratios[n // 2]:.3f} {ratios[n - 1 - n // 20]:.3f}")
    for party in "DR":
        side = [k for k, i in enumerate(ids) if one[i]["party"] == party]
        if len(side) > 2:
            print(party, "r {:.6f}".format(
                moments(*[[c[k] for k in side] for c in columns["x1"]])[0]))


main(*sys.argv[1:])
