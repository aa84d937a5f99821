#!/usr/bin/env python3
"""Write server/data/diagram.csv and server/data/tiles.csv.

diagram.csv (province_code,code,col,row): one hexagon of equal size per commune,
per province. Pointy-top hexagons, "odd-r" offset coordinates: odd rows are
shifted right by half a cell. tiles.csv: one square per province and one for each
of the two archipelagos, for the national picture.

    pip install scipy        # brings numpy; nothing else is needed
    python3 scripts/data/diagram.py

Reads units.csv only. No random numbers. It prints, per province and overall, the
share of each commune's three nearest communes that lie within two cells of it, and
fails (exit 1) if any share is below 60 %.

Method, per province: project the points; pull islands that lie far off to just
outside the nearest land; take the cells where the province is (near a commune,
measured by the local spacing), as many as there are communes, on a grid not wider
than 14 columns (16 at the most); assign communes to cells at the least total squared distance; then
swap pairs of cells while that brings neighbours together. A few grid placements are
tried and the best one is kept.
"""
import csv
import sys
from itertools import product
from pathlib import Path

import numpy as np
from scipy.ndimage import binary_fill_holes
from scipy.optimize import linear_sum_assignment
from scipy.spatial import distance_matrix

DATA = Path(__file__).resolve().parents[2] / "server" / "data"
MAX_COLS = (14, 15, 16)  # the first that can be had; 14.5 cells of 24 px are 348 px
NEAR, WITHIN, LEAST = 3, 2, 0.60
STAY = 0.02           # what a swap pays for leaving the place on the map
ROW = np.sqrt(3) / 2  # distance of rows of pointy-top hexagons of width 1
STRETCH = (1.0, 1.15, 1.3, 1.45, 1.6, 1.75, 1.9)  # how much taller than the land, to fit MAX_COLS

# The national tiles, by hand; "." is sea or abroad.
TILES = """
12 15 08 04 .
11 14 25 19 20
.  .  01 24 22
.  .  37 33 31
.  .  38 .  .
.  .  40 .  .
.  .  42 44 .
.  .  .  46 48
.  .  .  .  51
.  .  .  .  52
.  .  .  .  66
.  80 75 68 56
91 82 79 .  .
96 92 86 .  .
"""
ARCHIPELAGOS = [("Hoàng Sa", "48", 6, 7), ("Trường Sa", "56", 6, 12)]


def read_units():
    with open(DATA / "units.csv", encoding="utf-8", newline="") as f:
        rows = [r for r in csv.DictReader(f) if not r["valid_to"]]
    provinces = {r["code"]: r["name"] for r in rows if r["level"] == "province"}
    communes = {p: [r for r in rows if r["province_code"] == p] for p in provinces}
    return provinces, communes


def project(rows):
    """Kilometres east and south; good enough within one province."""
    lat = np.array([float(r["lat"]) for r in rows])
    lon = np.array([float(r["lon"]) for r in rows])
    return np.column_stack([(lon - np.median(lon)) * 111.3 * np.cos(np.radians(np.median(lat))),
                            -(lat - np.median(lat)) * 110.6])


def pull_islands(points):
    """Move single far-off units straight towards the nearest of the others."""
    points = points.copy()
    d = distance_matrix(points, points)
    np.fill_diagonal(d, np.inf)
    usual = np.median(np.sort(d, axis=1)[:, :NEAR].mean(axis=1))
    reach = 3 * usual
    # The land is the largest group of units connected by steps of at most `reach`.
    group = np.arange(len(points))
    for _ in points:
        group = np.array([min(group[i], *group[d[i] <= reach], group[i]) for i in range(len(points))])
    land = group == np.bincount(group).argmax()
    for i in np.flatnonzero(~land):
        to = np.flatnonzero(land)[d[i, land].argmin()]
        points[i] = points[to] + (points[i] - points[to]) / d[i, to] * 1.5 * usual
    return points


def hex_distance(a, b):
    """Cells (col, row) in odd-r offset coordinates; broadcasts."""
    def cube(c):
        q = c[..., 0] - (c[..., 1] - (c[..., 1] & 1)) // 2
        return q, c[..., 1]
    (qa, ra), (qb, rb) = cube(a), cube(b)
    return (abs(qa - qb) + abs(ra - rb) + abs(qa + ra - qb - rb)) // 2


def tidy(chosen, value, n, cells):
    """n cells in one piece and without holes, the lowest values first."""
    at = {tuple(c): i for i, c in enumerate(cells.tolist())}
    touch = [[at[t] for t in
              [(c - 1, r), (c + 1, r)] + [(c + k - 1 + (r & 1), r + s) for s in (-1, 1) for k in (0, 1)]
              if t in at] for c, r in cells.tolist()]
    chosen = set(np.flatnonzero(chosen).tolist())
    seen, best = set(), []
    for start in sorted(chosen):        # the largest piece
        if start in seen:
            continue
        piece, todo = {start}, [start]
        while todo:
            for t in touch[todo.pop()]:
                if t in chosen and t not in piece:
                    piece.add(t)
                    todo.append(t)
        seen |= piece
        if len(piece) > len(best):
            best = piece
    chosen = set(best)
    # Cells that the outside cannot reach are holes.
    outside, todo = set(), [i for i in range(len(cells)) if i not in chosen and len(touch[i]) < 6]
    outside.update(todo)
    while todo:
        for t in touch[todo.pop()]:
            if t not in chosen and t not in outside:
                outside.add(t)
                todo.append(t)
    chosen = set(range(len(cells))) - outside

    def loose(i):  # neighbours in the picture, as one run around the cell
        ring = [t for t in touch[i] if t in chosen]
        if len(ring) < 2:
            return True
        piece, todo = {ring[0]}, [ring[0]]
        while todo:
            for t in touch[todo.pop()]:
                if t in ring and t not in piece:
                    piece.add(t)
                    todo.append(t)
        return len(piece) == len(ring) and len(ring) < 6

    def inside(i):
        return sum(t in chosen for t in touch[i])

    while len(chosen) > n:
        out = [i for i in chosen if loose(i)]
        chosen.remove(max(out, key=lambda i: (value[i] - 0.15 * inside(i), i)))
    while len(chosen) < n:
        edge = {t for i in chosen for t in touch[i]} - chosen
        chosen.add(min(edge, key=lambda i: (value[i] - 0.15 * inside(i), i)))
    return sorted(chosen)


def layout(points, width, stretch, shift, blend):
    """Cells for the points on a grid whose cells are `width` km wide."""
    n = len(points)
    p = points * [1, stretch]
    d = np.sort(distance_matrix(p, p), axis=1)[:, 1:]
    reach = blend * d[:, :4].mean(axis=1) + (1 - blend) * np.median(d[:, :4])
    grid = (p - p.min(axis=0)) / [width, width * ROW] + 2
    cols, rows = (np.ceil(grid.max(axis=0)) + 3).astype(int)
    cells = np.array([(c, r) for r in range(rows) for c in range(cols)])
    centre = np.column_stack([cells[:, 0] + 0.5 * (cells[:, 1] & 1), cells[:, 1] * ROW])
    where = grid * [1, ROW] + shift
    value = (distance_matrix(centre, where) / (reach / width)).min(axis=1)
    use = tidy(value <= np.sort(value)[min(n, len(value)) - 1], value, n, cells)
    cells, centre = cells[use], centre[use]
    # Where the points are dense, the picture is wider than the land: the least
    # squared distance keeps directions (it is the map without crossings).
    spread = (where - where.mean(axis=0)) / where.std(axis=0) * centre.std(axis=0) + centre.mean(axis=0)
    cost = distance_matrix(spread, centre) ** 2
    return cells[linear_sum_assignment(cost)[1]], cost, centre


def refine(cells, near, spread_cost, centre):
    """Swap communes between cells while neighbours come closer."""
    cells = cells.copy()
    n = len(cells)
    pairs = [set() for _ in range(n)]
    for i in range(n):
        for j in near[i]:
            pairs[i].add(int(j)); pairs[int(j)].add(i)
    weight = np.zeros((n, n))
    for i in range(n):
        for j in near[i]:
            weight[i, j] += 1; weight[j, i] += 1
    links = [np.array(sorted(s)) for s in pairs]
    key = {(float(x), float(y)): k for k, (x, y) in enumerate(centre)}
    cell_of = np.array([key[(float(c + 0.5 * (r & 1)), float(r * ROW))] for c, r in cells])
    pos = np.empty((n, 2), dtype=int)
    pos[cell_of] = cells
    hexd = hex_distance(pos[:, None], pos[None])
    bad = np.maximum(hexd - WITHIN, 0) ** 1.5 + 0.5 * (hexd > WITHIN) + 0.05 * hexd
    stay = STAY * spread_cost

    def local(i, j, ci, cj):
        total = stay[i, ci] + stay[j, cj]
        for a, ca, b, cb in ((i, ci, j, cj), (j, cj, i, ci)):
            at = cell_of[links[a]]
            at = np.where(links[a] == b, cb, at)
            total += (weight[a, links[a]] * bad[ca, at]).sum()
        return total

    for _ in range(12):
        moved = False
        for i in range(n):
            close = np.flatnonzero(hexd[cell_of[i], cell_of] <= 3)
            for j in close:
                if j <= i:
                    continue
                ci, cj = cell_of[i], cell_of[j]
                if local(i, j, cj, ci) < local(i, j, ci, cj) - 1e-9:
                    cell_of[i], cell_of[j] = cj, ci
                    moved = True
        if not moved:
            break
    return pos[cell_of]


def share(cells, near):
    return hex_distance(cells[:, None], cells[near]) <= WITHIN


def diagram(rows):
    real = project(rows)
    near = np.argsort(distance_matrix(real, real) + np.eye(len(rows)) * 1e9, axis=1, kind="stable")[:, :NEAR]
    points = pull_islands(real)
    n = len(rows)
    tries = []
    for blend in (0.5, 0.9):
        # The cell width at which the land covers n cells.
        d = np.sort(distance_matrix(points, points), axis=1)[:, 1:]
        reach = (blend * d[:, :4].mean(axis=1) + (1 - blend) * np.median(d[:, :4])) * 0.8
        low, high = points.min(axis=0) - reach.max(), points.max(axis=0) + reach.max()
        x, y = np.meshgrid(np.linspace(low[0], high[0], 120), np.linspace(low[1], high[1], 120))
        mask = np.zeros(x.shape, dtype=bool)
        for (px, py), r in zip(points, reach):
            mask |= (x - px) ** 2 + (y - py) ** 2 <= r * r
        area = binary_fill_holes(mask).mean() * np.prod(high - low)
        for limit, stretch in product(MAX_COLS, STRETCH):
            width = np.sqrt(area * stretch / (n * ROW))
            found = [layout(points, width, stretch, np.array(shift), blend)
                     for shift in ((0.0, 0.0), (0.5, 0.0), (0.25, 0.43), (0.75, 0.43))]
            found = [f for f in found if np.ptp(f[0][:, 0]) < limit]
            if found:
                tries += found
                break
    best = max((refine(c, near, k, m) for c, k, m in tries), key=lambda c: share(c, near).mean())
    if best[:, 1].min() % 2:       # up by one row: rows that were even become odd
        best[:, 0] -= 1 - (best[:, 1] & 1)
    best -= best.min(axis=0)
    return best, share(best, near)


def write(name, header, rows):
    with open(DATA / name, "w", encoding="utf-8", newline="") as f:
        out = csv.writer(f, lineterminator="\n")
        out.writerow(header)
        out.writerows(rows)
    print(f"{name}: {len(rows)} rows")


def main():
    provinces, communes = read_units()
    out, every, fail = [], [], False
    for p, name in sorted(provinces.items()):
        rows = communes[p]
        cells, within = diagram(rows)
        assert len({tuple(c) for c in cells.tolist()}) == len(rows) and cells.min() >= 0
        every.append(within.ravel())
        fail |= within.mean() < LEAST
        print(f"{p} {name}: {len(rows)} communes, {cells[:, 0].max() + 1} x {cells[:, 1].max() + 1} cells, "
              f"{within.mean():.1%}")
        out += [(p, r["code"], *c) for r, c in zip(rows, cells.tolist())]
    overall = np.concatenate(every).mean()
    print(f"overall: {overall:.1%}")
    tiles = [(code, c, r, "province", provinces[code], "")
             for r, line in enumerate(TILES.split("\n")[1:-1])
             for c, code in enumerate(line.split()) if code != "."]
    assert sorted(t[0] for t in tiles) == sorted(provinces)
    tiles.sort()
    tiles += [("", c, r, "archipelago", name, p) for name, p, c, r in ARCHIPELAGOS]
    assert len({t[1:3] for t in tiles}) == len(tiles)
    write("diagram.csv", ("province_code", "code", "col", "row"), out)
    write("tiles.csv", ("code", "col", "row", "kind", "name", "belongs_to"), tiles)
    if fail or overall < LEAST:
        sys.exit("a share is below 60 %")


if __name__ == "__main__":
    main()
