#!/usr/bin/env python3
"""Write server/data/former_units.csv: the units that ended on 2025-07-01 and what took their place.

Source: the PyPI package vietnamadminunits 1.0.4 (MIT, see server/data/NOTICE): its list of the
63 provinces, 696 districts and 10,035 communes of before 2025-07-01, and its conversion to the
units of that day. The conversion was NOT checked against the resolutions. Where it divides a
former commune, every successor is written; which of them it calls the usual one is left out,
because nothing says how much of the former commune each took.

    python3 scripts/data/former_units.py                 # fetches the package with pip
    python3 scripts/data/former_units.py --package DIR   # uses an unpacked wheel

Standard library only; the same input gives the same bytes. Run units.py first: successors must
stand in units.csv. The counts are asserted, so a wrong list cannot be written unnoticed.
"""
import argparse
import csv
import hashlib
import json
import re
import tempfile
from collections import defaultdict
from pathlib import Path

from units import DATA, fetch_package, open_package, our_spelling, split_type, write

CONVERSION = "vietnamadminunits/data/converter_2025.json"
CONVERSION_SHA256 = "84f0848bf401b047775cbb49768c181a9271f77e4a4ec706d293b09bcb4faddd"

PROVINCES = ("tỉnh", "thành phố")
DISTRICTS = ("thành phố", "thị xã", "quận", "huyện")
# The type is read from the full name: in three rows the package's own column contradicts it.
COMMUNES = ("xã", "phường", "thị trấn")

# Island districts that had no communes became special zones of their own.
WHOLE_DISTRICTS = 5

# Former communes that the package takes for a namesake as well: see part_namesakes().
PARTED = 30
# One more that the rule can't tell, because nobody else of either district went there: Hà Nam lies
# 4 km from the Hòa Bình of Kim Thành and 30 km from this one, of Vĩnh Bảo.
TOO_FAR = ("11890", "10843")


def read_conversion(folder):
    """Former key -> keys of its successors, (province, commune) each; and province -> province."""
    path = Path(folder) / CONVERSION
    if hashlib.sha256(path.read_bytes()).hexdigest() != CONVERSION_SHA256:
        raise SystemExit(f"{path} is not the conversion that this script was written for")
    data = json.loads(path.read_text(encoding="utf-8"))
    provinces = {old: new for new, olds in data["DICT_PROVINCE"].items() for old in olds}
    became = defaultdict(list)
    for province, communes in data["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for commune, olds in communes.items():
            for old in olds:
                became[old].append((province, commune))
    whole = len(became)
    assert all(len(keys) == 1 for keys in became.values())
    for province, olds in data["DICT_PROVINCE_WARD_DIVIDED"].items():
        for old, parts in olds.items():
            assert old not in became and len(parts) > 1, old
            became[old] = [(province, part["newWardKey"]) for part in parts]
    assert (whole, len(became) - whole) == (9569, 471), (whole, len(became))
    return provinces, became


def read_former(db, provinces, became):
    """Rows of the file: provinces, districts, communes, each in the order of codes."""
    today, province_today = {}, {}
    for key, commune, code, province in db.execute(
            "SELECT provinceKey, wardKey, wardCode, provinceCode FROM admin_units"):
        today[key, commune] = code
        province_today[key] = province
    rows = {}
    districts = defaultdict(set)
    whole = 0
    for (p_key, p_code, p_name, d_key, d_code, d_name, c_key, c_code, c_name) in db.execute(
            "SELECT provinceKey, provinceCode, province, districtKey, districtCode, district, "
            "wardKey, wardCode, ward FROM admin_units_legacy"):
        assert re.fullmatch(r"\d\d", p_code) and re.fullmatch(r"\d{3}", d_code), (p_code, d_code)
        successors = sorted(today[key] for key in became.pop(f"{p_key}_{d_key}_{c_key or ''}"))
        rows[p_code] = (p_code, *split_type(p_name, PROVINCES), "", [province_today[provinces[p_key]]])
        districts[d_code].update(successors)
        rows[d_code] = (d_code, *split_type(d_name, DISTRICTS), p_code, districts[d_code])
        if c_name is None:
            whole += 1
            assert len(successors) == 1, d_name
        else:
            assert re.fullmatch(r"\d{5}", c_code) and c_code not in rows, c_code
            rows[c_code] = (c_code, *split_type(c_name, COMMUNES), d_code, successors)
    assert not became and whole == WHOLE_DISTRICTS, (len(became), whole)
    rows = [(*row, sorted(successors)) for *row, successors in rows.values()]
    return sorted(rows, key=lambda row: (len(row[0]), row[0]))


def part_namesakes(rows):
    """Take out the successors that belong to a namesake.

    The package looks former communes up by type and name within today's province. Where two that
    were merged into one province had communes of one name, it gives each the successors of both
    (ward 4 of Tân An and ward 4 of Tây Ninh, 90 km apart). A successor of a divided commune is
    another's if no undivided commune of its own district went there, and one of a namesake's
    district did.
    """
    by_code = {r[0]: r for r in rows}
    communes = [r for r in rows if len(r[0]) == 5]
    namesakes = defaultdict(list)
    for r in communes:
        province = by_code[by_code[r[3]][3]][4][0]
        namesakes[r[1], r[2], province].append(r)
    by_code[TOO_FAR[0]][4].remove(TOO_FAR[1])
    parted = 0
    while True:  # who has lost a namesake's successors may show where its own district went
        went = {(r[3], r[4][0]) for r in communes if len(r[4]) == 1}
        strange = [(r, s) for same in namesakes.values() for r in same for s in r[4]
                   if len(r[4]) > 1 and (r[3], s) not in went
                   and any((o[3], s) in went for o in same if o is not r)]
        if not strange:
            break
        for r, s in strange:
            r[4].remove(s)
            parted += 1
            print(f"  {r[0]} {r[1]} {r[2]}: not {s}")
    assert parted == PARTED and all(r[4] for r in rows), parted
    for r in rows:
        if len(r[0]) == 3:
            own = {s for c in rows if c[3] == r[0] for s in c[4]}
            r[4][:] = sorted(own or r[4])


def check(rows):
    count = {length: sum(len(r[0]) == length for r in rows) for length in (2, 3, 5)}
    assert count == {2: 63, 3: 696, 5: 10035}, count
    with open(DATA / "units.csv", encoding="utf-8", newline="") as f:
        units = {r["code"]: r["province_code"] for r in csv.DictReader(f)}
    by_code = {r[0]: r for r in rows}
    seen = set()
    for code, _, name, within, successors in rows:
        assert name and successors and all(s in units for s in successors), code
        if within:
            province = by_code[within[:2] if len(within) == 2 else by_code[within][3]]
            # A unit went whole to the province that its former province went to.
            assert {units[s] for s in successors} == set(province[4]), (code, name, successors)
            seen.update(successors)
    assert seen == {code for code, province in units.items() if province}
    divided = sum(len(r[0]) == 5 and len(r[4]) > 1 for r in rows)
    print(f"{count[2]} provinces, {count[3]} districts, {count[5]} communes, of them {divided} divided")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--package", metavar="DIR",
                        help="folder of the unpacked wheel; without it pip fetches the package")
    folder = parser.parse_args().package
    with tempfile.TemporaryDirectory() as temporary:
        if not folder:
            fetch_package(temporary, CONVERSION)
        db = open_package(folder or temporary)
        rows = read_former(db, *read_conversion(folder or temporary))
        db.close()
    part_namesakes(rows)
    check(rows)
    write("former_units.csv", ("code", "type", "name", "within", "successors"),
          [(code, kind, our_spelling(name), within, " ".join(successors))
           for code, kind, name, within, successors in rows])


if __name__ == "__main__":
    main()
