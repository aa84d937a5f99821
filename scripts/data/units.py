#!/usr/bin/env python3
"""Write server/data/units.csv and server/data/unit_aliases.csv.

Source: the PyPI package vietnamadminunits 1.0.4 (MIT, see server/data/NOTICE),
the state of 2025-07-01. Corrected by the tables below, then carried forward by
server/data/unit_changes.csv (kept by hand; its resolutions were not checked
against the gazette).

    python3 scripts/data/units.py                 # fetches the package with pip
    python3 scripts/data/units.py --package DIR   # uses an unpacked wheel

Standard library only. The same input gives the same bytes. The counts are
asserted, so a wrong list cannot be written unnoticed.
"""
import argparse
import collections
import csv
import hashlib
import re
import sqlite3
import subprocess
import sys
import tempfile
import unicodedata
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "server" / "data"
PACKAGE = "vietnamadminunits==1.0.4"
DB = "vietnamadminunits/data/dataset.db"
DB_SHA256 = "147cbbf81c8964bb594e1dda7ebab5649bce21efbfd6cb508cab7fefca62257d"
START = "2025-07-01"

# --- corrections -----------------------------------------------------------

# In four rows of the package the type column contradicts the full name; the full
# name is right (it alone agrees with the published totals per province). The
# type is therefore read from the full name, and these four are stated again.
TYPES = {
    "10543": "phường",  # Việt Hòa, Hải Phòng: a ward of the former city of Hải Dương
    "11848": "xã",      # Vĩnh Hòa, Hải Phòng: former Vĩnh Bảo district
    "31213": "phường",  # Tân Lộc, Cần Thơ: a ward of the former Thốt Nốt district
    "31299": "xã",      # Phong Điền, Cần Thơ: 72 xã and 31 phường there allow no other
}

# Pairs whose points are exchanged in the package (each lands within 5 km of the
# former communes it was formed from once they are put right).
SWAPPED_POINTS = [
    ("04924", "08296"),  # Lương Sơn (formerly Hòa Bình) and Sơn Lương (Yên Lập), Phú Thọ
    ("28615", "30130"),  # Lương Hòa Lạc (Chợ Gạo) and Thanh Bình, Đồng Tháp
]

# Points tens of kilometres off (hundreds for Trường Sa) in the package, placed
# by hand. APPROXIMATE: two decimals (about 1 km). Unless another reason is
# given, the point is the mean of the points the package itself has for the
# former communes that the unit was formed from.
APPROXIMATE_POINTS = {
    "04714": (21.77, 104.95),   # Yên Bình, Lào Cai: by Thác Bà, its former district
    "06172": (21.96, 106.64),   # Hoàng Văn Thụ, Lạng Sơn: former Văn Lãng district, 23 km off
    "06757": (21.33, 107.93),   # Vĩnh Thực, Quảng Ninh: the island off Móng Cái
    "06967": (21.30, 107.74),   # Cái Chiên, Quảng Ninh: the island off Hải Hà
    "20333": (16.53, 111.61),   # Hoàng Sa, Đà Nẵng: the island of that name
    "22736": (8.65, 111.92),    # Trường Sa, Khánh Hòa: the island of that name
    "29983": (10.80, 105.31),   # Long Khánh, Đồng Tháp: by Hồng Ngự
}

# Areas that cannot be right: left empty instead of guessed.
UNKNOWN_AREA = {
    "04714",  # 9 km² for four former communes
    "28615",  # repeats the 86 km² of Thanh Bình, with which its point was exchanged
}

# Search aliases beside the second spelling made by other_spelling().
ALIASES = [
    ("46", "Thừa Thiên Huế"),  # name until 2025-01-01
    ("79", "TP.HCM"),
    ("79", "TP HCM"),
    ("79", "Tp. Hồ Chí Minh"),
]

# --- expected counts: units, xã, phường, đặc khu on 2026-08-02 ---------------
EXPECTED = {
    "01": (126, 75, 51, 0), "04": (56, 53, 3, 0), "08": (124, 117, 7, 0),
    "11": (45, 42, 3, 0), "12": (38, 36, 2, 0), "14": (75, 67, 8, 0),
    "15": (99, 89, 10, 0), "19": (92, 77, 15, 0), "20": (65, 61, 4, 0),
    "22": (54, 22, 30, 2), "24": (99, 66, 33, 0), "25": (148, 133, 15, 0),
    "31": (114, 67, 45, 2), "33": (104, 93, 11, 0), "37": (129, 97, 32, 0),
    "38": (166, 147, 19, 0), "40": (130, 119, 11, 0), "42": (69, 60, 9, 0),
    "44": (78, 69, 8, 1), "46": (40, 19, 21, 0), "48": (94, 70, 23, 1),
    "51": (96, 86, 9, 1), "52": (135, 110, 25, 0), "56": (65, 48, 16, 1),
    "66": (102, 88, 14, 0), "68": (124, 103, 20, 1), "75": (95, 62, 33, 0),
    "79": (168, 54, 113, 1), "80": (96, 82, 14, 0), "82": (102, 82, 20, 0),
    "86": (124, 105, 19, 0), "91": (102, 85, 14, 3), "92": (103, 72, 31, 0),
    "96": (64, 55, 9, 0),
}
COMMUNE_TYPES = ("xã", "phường", "đặc khu")
PROVINCE_TYPES = ("tỉnh", "thành phố")

# --- spelling ----------------------------------------------------------------

def _tone_pairs():
    """(old, new) placements of the tone mark in oa, oe, uy: hòa/hoà, thủy/thuỷ."""
    for first, second in ("oa", "oe", "uy"):
        for a in (first, first.upper()):
            for tone in "\u0300\u0301\u0303\u0309\u0323":
                yield (unicodedata.normalize("NFC", a + tone) + second,
                       a + unicodedata.normalize("NFC", second + tone))


PAIRS = list(_tone_pairs())


def _respell(text, pairs):
    # Only at the end of a syllable (not hoàn, thuyền), never after q (Quý).
    for old, new in pairs:
        text = re.sub(rf"(?<![qQ]){old}(?!\w)", new, text)
    return text


def our_spelling(text):
    """NFC, single spaces, tone on the first vowel: Hòa, Thủy, khỏe."""
    text = " ".join(unicodedata.normalize("NFC", text).split())
    return _respell(text, [(new, old) for old, new in PAIRS])


def other_spelling(text):
    """The other usual placement: Hoà, Thuỷ."""
    return _respell(text, PAIRS)


def split_type(full, types):
    """('xã', 'Bắc Sơn') from 'xã Bắc Sơn'; only the leading word is a type."""
    full = " ".join(unicodedata.normalize("NFC", full).split())
    for t in types:
        if full.lower().startswith(t + " "):
            return t, full[len(t) + 1:]
    raise SystemExit(f"no type word in {full!r}")


# --- reading -------------------------------------------------------------------

def fetch_package(folder, *also):
    subprocess.run([sys.executable, "-m", "pip", "download", "--quiet", "--no-deps",
                    "--only-binary=:all:", "--dest", folder, PACKAGE], check=True)
    with zipfile.ZipFile(next(Path(folder).glob("*.whl"))) as wheel:
        for file in (DB, *also):
            wheel.extract(file, folder)


def open_package(folder):
    path = Path(folder) / DB
    if hashlib.sha256(path.read_bytes()).hexdigest() != DB_SHA256:
        raise SystemExit(f"{path} is not the data of {PACKAGE}")
    return sqlite3.connect(path)


def read_units(db):
    """code -> dict, the state of START, corrected; and (code, raw name) pairs."""
    units, raw = {}, []
    query = ("SELECT province, provinceShort, provinceCode, provinceLat, provinceLon, "
             "ward, wardShort, wardCode, wardLat, wardLon, wardAreaKm2 FROM admin_units")
    for (province, p_short, p_code, p_lat, p_lon,
         ward, w_short, code, lat, lon, area) in db.execute(query):
        assert re.fullmatch(r"\d\d", p_code) and re.fullmatch(r"\d{5}", code), (p_code, code)
        if p_code not in units:
            kind, name = split_type(province, PROVINCE_TYPES)
            assert name == p_short, (name, p_short)
            # The package has no area for provinces, and the sums of its commune
            # areas are up to 40 % off the published totals: left empty.
            units[p_code] = dict(code=p_code, level="province", name=our_spelling(name),
                                 type=kind, province_code="", point=(p_lat, p_lon), area=None)
            raw.append((p_code, name))
        kind, name = split_type(ward, COMMUNE_TYPES)
        assert name == w_short and code not in units, (code, name, w_short)
        units[code] = dict(code=code, level="commune", name=our_spelling(name), type=kind,
                           province_code=p_code, point=(lat, lon), area=area)
        raw.append((code, name))
    for code, kind in TYPES.items():
        units[code]["type"] = kind
    for a, b in SWAPPED_POINTS:
        units[a]["point"], units[b]["point"] = units[b]["point"], units[a]["point"]
    for code, point in APPROXIMATE_POINTS.items():
        units[code]["point"] = point
    for code in UNKNOWN_AREA:
        units[code]["area"] = None
    return units, raw


def with_changes(units):
    """Rows with validity: one per unit and interval of its type."""
    rows = []
    open_row = {}
    for unit in units.values():
        lat, lon = unit["point"]
        area = unit["area"]
        row = dict(code=unit["code"], level=unit["level"], name=unit["name"], type=unit["type"],
                   province_code=unit["province_code"], lat=f"{lat:.5f}", lon=f"{lon:.5f}",
                   area_km2="" if area is None else f"{area:.4f}".rstrip("0").rstrip("."),
                   valid_from=START, valid_to="")
        rows.append(row)
        open_row[unit["code"]] = row
    with open(DATA / "unit_changes.csv", encoding="utf-8", newline="") as f:
        changes = sorted(csv.DictReader(f), key=lambda c: (c["effective_from"], c["code"]))
    for c in changes:
        old = open_row[c["code"]]
        assert c["field"] == "type" and c["level"] == old["level"], c
        assert c["name_vi"] == old["name"] and c["from"] == old["type"], (c, old)
        assert c["effective_from"] > old["valid_from"], c
        new = dict(old, type=c["to"], valid_from=c["effective_from"])
        old["valid_to"] = c["effective_from"]
        rows.append(new)
        open_row[c["code"]] = new
    rows.sort(key=lambda r: (r["level"] != "province", r["code"], r["valid_from"]))
    return rows


# --- checks and output -----------------------------------------------------------

def on(rows, date):
    return [r for r in rows
            if r["valid_from"] <= date and (not r["valid_to"] or date < r["valid_to"])]


def count(rows, date, province=None):
    c = collections.Counter(r["type"] for r in on(rows, date) if r["level"] == "commune"
                            and province in (None, r["province_code"]))
    return tuple(c[t] for t in COMMUNE_TYPES)


def check(rows):
    for date, expected in (("2025-07-01", (2621, 687, 13)), ("2026-04-29", (2621, 687, 13)),
                           ("2026-04-30", (2611, 697, 13)), ("2026-08-02", (2611, 697, 13)),
                           ("2026-09-20", (2599, 709, 13))):
        now = on(rows, date)
        provinces = [r for r in now if r["level"] == "province"]
        communes = [r for r in now if r["level"] == "commune"]
        assert len(provinces) == 34 and len(communes) == 3321, date
        assert len({r["code"] for r in now}) == len(now), date
        assert len({(r["province_code"], r["name"]) for r in now}) == len(now), date
        got = count(rows, date)
        assert got == expected, (date, got)
        assert count(rows, date, "25") == (133, 15, 0), date
        kind = {r["code"]: r["type"] for r in provinces}["75"]
        assert kind == ("tỉnh" if date < "2026-04-30" else "thành phố"), (date, kind)
        print(f"{date}: {len(provinces)} provinces, {len(communes)} communes: "
              + ", ".join(f"{n} {t}" for n, t in zip(got, COMMUNE_TYPES))
              + f"; Phú Thọ {count(rows, date, '25')[0]} xã, {count(rows, date, '25')[1]} phường"
              + f"; 75 Đồng Nai is a {kind}")
    for code, (total, *types) in EXPECTED.items():
        got = count(rows, "2026-08-02", code)
        assert got == tuple(types) and sum(got) == total, (code, got)
        assert sum(count(rows, START, code)) == total, code
    assert {r["code"] for r in rows if r["level"] == "province"} == set(EXPECTED)
    names = {}
    for r in rows:
        assert r["name"] == our_spelling(r["name"]) and r["name"]
        assert 8 < float(r["lat"]) < 24 and 102 < float(r["lon"]) < 115, r
        names.setdefault(r["code"], r["name"])
    print("per province, units / xã / phường / đặc khu on 2026-08-02, as expected:")
    print("  " + "; ".join(f"{c} {'/'.join(map(str, e))}" for c, e in EXPECTED.items()))
    with open(DATA / "unit_names.csv", encoding="utf-8", newline="") as f:
        for r in csv.DictReader(f):
            assert r["code"] in names, r


def aliases(units, raw):
    pairs = set(ALIASES)
    for code, name in raw:  # the package's own spelling, where it differs from ours
        pairs.add((code, name))
    for code, unit in units.items():
        pairs.add((code, other_spelling(unit["name"])))
    return sorted(((c, a) for c, a in pairs if a != units[c]["name"]),
                  key=lambda p: (len(p[0]), p))


def write(name, header, rows):
    with open(DATA / name, "w", encoding="utf-8", newline="") as f:
        out = csv.writer(f, lineterminator="\n")
        out.writerow(header)
        out.writerows(rows)
    print(f"{name}: {len(rows)} rows")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--package", metavar="DIR",
                        help="folder of the unpacked wheel; without it pip fetches the package")
    folder = parser.parse_args().package
    with tempfile.TemporaryDirectory() as temporary:
        if not folder:
            fetch_package(temporary)
        db = open_package(folder or temporary)
        units, raw = read_units(db)
        db.close()
    rows = with_changes(units)
    check(rows)
    header = ("code", "level", "name", "type", "province_code", "lat", "lon",
              "area_km2", "valid_from", "valid_to")
    write("units.csv", header, [[r[h] for h in header] for r in rows])
    write("unit_aliases.csv", ("code", "alias"), aliases(units, raw))


if __name__ == "__main__":
    main()
