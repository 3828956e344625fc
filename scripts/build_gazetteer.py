"""Build the gazetteer that riwaya ships from a folder of raw place lists.

    python scripts/build_gazetteer.py RAW_DIR [--data DATA_DIR]
    python scripts/build_gazetteer.py --shipped [--data DATA_DIR]

In:  RAW_DIR holds `places.tsv.gz`, `places_generated.tsv.gz`, `places_ye_census_approx.tsv.gz`,
     `supplement_hand_draft.tsv` and `airports_arabic_hand_draft.tsv`.
     DATA_DIR (by default `src/riwaya/data/gazetteer`) holds `supplement.tsv`, `admin1.tsv`, `heads.tsv`.
Out: DATA_DIR/places.tsv.gz. The same input gives the same bytes.

A row of `supplement.tsv` whose id is that of a raw row replaces it; with the kind DROP it removes it.

`--shipped` needs no raw lists: it works the rows of `supplement.tsv` that are new or changed into the gazetteer as it
is shipped. A row that was taken out of `supplement.tsv` stays in until the gazetteer is built from the raw lists again.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import math
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

COLUMNS = ["id", "names", "name_en", "lat", "lon", "kind", "country", "admin1", "admin1_ar", "population", "tier"]
DEFAULT_DATA = Path(__file__).resolve().parent.parent / "src" / "riwaya" / "data" / "gazetteer"

ATTESTED, HAND, DERIVED = 1, 2, 3
"""Tiers: a source attests the Arabic name; written by hand since the news names it, whether a source has it or not;
made by rule, or placed only roughly."""

DERIVED_QUALITIES = frozenset({"generated", "fa_ur"})
LEFT_OUT_GENERATED = frozenset({"LB", "SD"})
"""Countries where the generated names are mostly wrong."""

CORE = frozenset(["SY", "YE", "IQ", "LY", "PS", "LB", "SD", "EG", "SA", "IL", "JO"])
"""Countries of which every row is kept."""
NEAR = frozenset("TR IR AF PK UA TN DZ MA EH MR ML NE NG BF TD SS ET ER DJ SO KW QA BH AE OM".split())
"""Countries of which every attested row is kept."""
SMALLEST_ELSEWHERE = 15_000
GOVERNORATE_IS_ADMIN2 = frozenset({"PS"})
"""Countries whose governorates stand in the column admin2 of the raw lists."""

KINDS = {
    **dict.fromkeys(("PPLL", "PPLQ", "PPLW", "PPLF", "PPLH", "PPLS", "PPLR", "STLMT"), "PPL"),
    **dict.fromkeys(("CMPS", "CMPRF"), "CMP"),
    **dict.fromkeys(("MTS", "HLL", "PASS"), "MT"),
    **dict.fromkeys(("DSRT", "PLN", "PEN"), "RGN"),
    **{"PSTB": "CRSG", "VAL": "WAD", "STRT": "STR", "GULF": "SEA", "AIRH": "AIRB", "OILF": "OIL", "GASF": "OIL"},
}
ALWAYS = frozenset(["PCLI", "PPLC", "ADM1"])

_ALIF, _WAW, _YA, _HA = "\u0627", "\u0648", "\u064a", "\u0647"
_FOLD = str.maketrans(
    {
        **dict.fromkeys("\u0623\u0625\u0622\u0671", _ALIF),
        **{"\u0649": _YA, "\u0629": _HA, "\u0624": _WAW, "\u0626": _YA, "\u0640": None},
        **dict.fromkeys(map(chr, (*range(0x064B, 0x0660), 0x0670)), None),
        **{"\u06cc": _YA, "\u06a9": "\u0643", "\u200c": None, "\u200f": None, "\u200e": None},
    }
)
_CLEAN = str.maketrans(
    {"\u06cc": _YA, "\u06a9": "\u0643", "\u0640": None, "\u200c": " ", "\u200f": None, "\u200e": None}
)
_ARABIC = re.compile("[\u0621-\u064a]")
_NOT_A_NAME = re.compile('[A-Za-z()\\[\\]/,\u060c;:"]')
_LATIN = str.maketrans(
    {"\u0131": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "ə": "a", "ß": "ss", "æ": "ae"}
)


@dataclass
class Place:
    """One place on its way into the gazetteer; `names` holds the primary name first."""

    id: str
    names: list[str]
    name_en: str
    lat: float
    lon: float
    kind: str
    country: str
    admin1: str = ""
    admin1_ar: str = ""
    population: int = 0
    tier: int = ATTESTED
    fixed: bool = False
    folded: set[str] = field(default_factory=set)

    @property
    def family(self) -> str:
        """What it may be merged with: settlements with settlements, else only its own kind."""
        if self.kind.startswith("PPL") or self.kind == "CMP":
            return "P"
        return "AIR" if self.kind in ("AIRB", "AIRP", "MILB") else self.kind

    def line(self) -> str:
        """The row as it is shipped."""
        cells = (self.id, "|".join(self.names), self.name_en, f"{self.lat:.4f}", f"{self.lon:.4f}", self.kind)
        rest = (self.country, self.admin1, self.admin1_ar, str(self.population or ""), str(self.tier))
        return "\t".join(cells + rest)


def fold(name: str) -> str:
    """Bring the spellings of an Arabic name together."""
    return " ".join(name.translate(_FOLD).split())


def plain(text: str) -> str:
    """A Latin name in ASCII letters: "Kayseri" stays, "Muş" becomes "Mus"."""
    text = unicodedata.normalize("NFKD", text.translate(_LATIN))
    text = "".join(c for c in text if not unicodedata.combining(c))
    return " ".join(re.sub("[^ -~]", "", text.replace("\u2019", "'").replace("\u2018", "")).split())


def admin_key(text: str) -> str:
    """What the variants of an admin1 name are compared by."""
    return " ".join(re.sub("[-_.]", " ", re.sub("['`]", "", plain(text))).lower().split())


def kilometres(a: Place, b: Place) -> float:
    """Distance on the sphere, near enough for short ways."""
    x = math.radians(b.lon - a.lon) * math.cos(math.radians((a.lat + b.lat) / 2))
    return 6371 * math.hypot(x, math.radians(b.lat - a.lat))


def read_tsv(path: Path) -> Iterator[dict[str, str]]:
    """Rows of a TSV file with a header, gzipped or not."""
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    text = raw.decode("utf-8")
    for number, row in enumerate(csv.DictReader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE), 2):
        if None in row or None in row.values():
            raise SystemExit(f"{path.name}:{number}: wrong number of cells")
        yield row


def good_names(cells: Iterable[str]) -> list[str]:
    """The Arabic names among the cells, cleaned, each once under folding; one-letter names are left out."""
    seen: dict[str, str] = {}
    for cell in cells:
        for part in cell.split("|"):
            name = " ".join(part.translate(_CLEAN).split())
            key = fold(name)
            if len(key) > 1 and _ARABIC.search(key) and not _NOT_A_NAME.search(name):
                seen.setdefault(key, name)
    return list(seen.values())


def governorate(row: dict[str, str]) -> str:
    """The Latin name of the governorate, as the raw lists have it."""
    if row["country"] in GOVERNORATE_IS_ADMIN2 and row["admin2_en"]:
        return row["admin2_en"]
    return row["admin1_en"] or ("" if _ARABIC.search(row["admin1"]) else row["admin1"])


def raw_place(row: dict[str, str]) -> Place | None:
    """A row of the raw lists; None if it carries no usable Arabic name."""
    names = good_names((row["name_ar"], row["alt_ar"]))
    if not names:
        return None
    derived = row["name_quality"].startswith("approx") or row["name_quality"] in DERIVED_QUALITIES
    tier = DERIVED if derived else HAND if row["source"] == "supplement" else ATTESTED
    kind = KINDS.get(row["feature_code"], row["feature_code"])
    if kind == "PPLX" and row["country"] == "YE" and row["source"] == "wof":
        kind = "PPL"
    arabic = good_names([row["admin1"]])
    return Place(
        id=f"geonames:{row['geonameid']}" if row["geonameid"] else f"{row['source'].split('+')[0]}:{row['source_id']}",
        names=names,
        name_en=plain(row["name_en"]),
        lat=float(row["lat"]),
        lon=float(row["lon"]),
        kind=kind,
        country=row["country"],
        admin1=governorate(row),
        admin1_ar=arabic[0] if arabic else "",
        population=int(float(row["population"] or 0)),
        tier=tier,
    )


def wanted(place: Place) -> bool:
    """Whether a row of the raw lists is worth its space."""
    if place.country in CORE or place.country in NEAR or place.kind in ALWAYS:
        return True
    return not place.kind.startswith("PPL") or place.kind == "PPLA" or place.population >= SMALLEST_ELSEWHERE


def read_raw(folder: Path) -> list[Place]:
    """All rows of the raw lists, with ids made unique."""
    rows = list(read_tsv(folder / "places.tsv.gz"))
    rows += [r for r in read_tsv(folder / "places_generated.tsv.gz") if r["country"] not in LEFT_OUT_GENERATED]
    rows += read_tsv(folder / "places_ye_census_approx.tsv.gz")
    places, used = [], set()
    for row in rows:
        place = raw_place(row)
        if place is None or not wanted(place):
            continue
        if place.id in used:
            place.id = f"{row['source'].split('+')[0]}:{row['source_id']}"
        used.add(place.id)
        places.append(place)
    return places


def read_drafts(folder: Path, places: list[Place]) -> list[Place]:
    """Rows of the hand drafts; names of airfields go to the airfields that are there."""
    airfields = {p.id: p for p in places}
    for row in read_tsv(folder / "airports_arabic_hand_draft.tsv"):
        if airfield := airfields.get(f"airportsdata:{row['icao']}"):
            airfield.names = good_names([*airfield.names, row["arabic_names"]])
    drafts = []
    for number, row in enumerate(read_tsv(folder / "supplement_hand_draft.tsv"), 1):
        kind = KINDS.get(row["feature_code"], row["feature_code"])
        names = good_names([row["name_ar_and_alternates"]])
        place = Place(f"supplement:d{number:03}", names, plain(row["name_en"]), float(row["lat"]), float(row["lon"]),
                      kind, row["country"], admin1_ar=row["admin1_ar"], tier=HAND)  # fmt: skip
        drafts.append(place)
    return drafts


def read_supplement(path: Path) -> list[Place]:
    """The rows written for this project."""
    return [
        Place(row["id"], good_names([row["names"]]), row["name_en"], float(row["lat"]), float(row["lon"]),
              row["kind"], row["country"], row["admin1"], tier=HAND, fixed=True)
        for row in read_tsv(path)
    ]  # fmt: skip


@dataclass
class Admin:
    """The table of governorates: variants to the usual English name, with the Arabic one."""

    by_variant: dict[tuple[str, str], str]
    arabic: dict[tuple[str, str], str]
    by_arabic: dict[tuple[str, str], str]

    def settle(self, place: Place) -> None:
        """Give the place the usual names of its governorate."""
        if place.kind == "PCLI":
            place.admin1 = place.admin1_ar = ""
            return
        name = self.by_variant.get((place.country, admin_key(place.admin1)), plain(place.admin1))
        if not name:
            name = self.by_arabic.get((place.country, fold(place.admin1_ar)), "")
        place.admin1 = name
        place.admin1_ar = self.arabic.get((place.country, name), place.admin1_ar if name else "")


def read_admin(path: Path) -> Admin:
    """Load `admin1.tsv`; a name is always a variant of itself."""
    admin = Admin({}, {}, {})
    for row in read_tsv(path):
        country, name = row["country"], row["name"]
        for variant in (row["variant"], name):
            key = (country, admin_key(variant))
            if admin.by_variant.setdefault(key, name) != name:
                raise SystemExit(f"{path.name}: {country} {variant} has two names")
        if row["name_ar"]:
            admin.arabic[country, name] = row["name_ar"]
            admin.by_arabic[country, fold(row["name_ar"])] = name
    return admin


def read_heads(path: Path) -> dict[str, str]:
    """Folded administrative and settlement head words that are no part of a name, with their kind."""
    kinds = ("admin1", "admin2", "settlement", "quarter", "region")
    rows = (r for r in read_tsv(path) if r["keeps"] == "no" and r["kind"] in kinds)
    return {fold(r["word"]): r["kind"] for r in rows}


def headless(place: Place, heads: dict[str, str]) -> list[str]:
    """The names of a place without the head word before them, where that is safe."""
    bare = []
    for name in place.names:
        head, _, rest = name.partition(" ")
        kind = heads.get(fold(head), "")
        area = place.kind.startswith("ADM")
        safe = kind != "" if area else kind in ("admin1", "admin2", "quarter") and place.family == "P"
        if safe and len(rest) > 2:
            bare.append(rest)
    return bare


def name_and_drop(places: list[Place], heads: dict[str, str]) -> list[Place]:
    """Fill in headless and folded names; settle which name stands first."""
    for place in places:
        bare = headless(place, heads)
        if not place.fixed and bare and heads.get(fold(place.names[0].split(" ")[0])):
            place.names = good_names([bare[0], *place.names, *bare])
        else:
            place.names = good_names([*place.names, *bare])
        place.folded = {fold(name) for name in place.names}
    return [p for p in places if p.names]


def drop_stolen_names(places: list[Place]) -> None:
    """Take from a governorate the name of its capital or of another governorate where its own is different."""
    owners: dict[tuple[str, str], set[str]] = defaultdict(set)
    for p in places:
        town = p.kind.startswith("PPL") and p.population > LARGE_TOWN
        if town or p.kind in ("ADM1", "ADM2", "PPLA", "PPLC"):
            owners[p.country, fold(p.names[0])].add(p.id)
    for p in places:
        if p.kind == "ADM1" and not p.fixed:
            own = fold(p.names[0])
            others = {n for n in p.names if owners[p.country, fold(n)] - {p.id}}
            p.names = [n for n in p.names if n not in others or own in fold(n) or fold(n) in own]
            p.folded = {fold(name) for name in p.names}


LARGE_TOWN = 50_000


def replace(places: list[Place], supplement: list[Place]) -> list[Place]:
    """Let a supplement row with a raw id take the raw row's place."""
    by_id = {p.id: p for p in supplement}
    if len(by_id) != len(supplement):
        raise SystemExit("supplement.tsv: an id stands twice")
    kept = []
    for place in places:
        if new := by_id.get(place.id):
            new.population = new.population or place.population
        else:
            kept.append(place)
    raw = {p.id for p in places}
    if lost := sorted(p.id for p in supplement if not p.id.startswith(OWN) and p.id not in raw):
        raise SystemExit(f"supplement.tsv: no raw row to replace for {', '.join(lost)}")
    return kept + [p for p in supplement if p.kind != "DROP"]


REACH = {"P": 4.0, "AIR": 8.0, "ADM1": 400.0, "PCLI": 9999.0, "ADM2": 15.0, "ADM3": 15.0}
"""How many kilometres apart two rows with one name may lie and still be one place; other kinds: 60."""
HAND_REACH = 8.0
LENDING = frozenset({"P", "AIR", "ADM1", "ADM2", "ADM3"})
"""Families in which an attested row is better placed than a row written by hand."""
OWN = "riwaya:"
"""What the ids of our own rows begin with."""


def same_place(a: Place, b: Place) -> bool:
    """Whether two rows that share a name tell of one place."""
    reach = REACH.get(a.family, 60.0)
    if a.family == "P" and HAND in (a.tier, b.tier):
        reach = HAND_REACH
    if "PPLX" in (a.kind, b.kind) and a.kind != b.kind:
        reach = 2.0
    return a.country == b.country and a.family == b.family and kilometres(a, b) <= reach


def absorb(kept: Place, other: Place) -> None:
    """Add what another row of the place knows; an attested row lends its id and coordinates to one written by hand."""
    kept.names = good_names([*kept.names, *other.names])
    kept.folded |= other.folded
    kept.population = max(kept.population, other.population)
    own = kept.tier == HAND and kept.id.startswith(OWN)
    if own and other.tier != DERIVED and not other.id.startswith(OWN) and kept.family in LENDING:
        kept.id, kept.lat, kept.lon = other.id, other.lat, other.lon
    kept.admin1 = kept.admin1 or other.admin1
    kept.admin1_ar = kept.admin1_ar or other.admin1_ar
    if kept.kind == "PPL" and other.kind != "PPLX":
        kept.kind = other.kind


def merge(places: list[Place]) -> list[Place]:
    """Join rows of one place: hand-written rows first, then better tiers, then larger places."""
    order = sorted(places, key=lambda p: (not p.fixed, p.tier, -p.population, p.id))
    by_name: dict[tuple[str, str, str], list[Place]] = defaultdict(list)
    result = []
    for place in order:
        shared = place.folded if place.tier == HAND else {fold(place.names[0])}
        alike = (q for name in sorted(shared) for q in by_name[place.country, place.family, name])
        if kept := next((q for q in alike if same_place(place, q)), None):
            absorb(kept, place)
        else:
            kept = place
            result.append(place)
        for name in sorted(place.folded):
            group = by_name[place.country, place.family, name]
            if kept not in group:
                group.append(kept)
    return result


def drop_weak(places: list[Place]) -> list[Place]:
    """Take from derived rows the names that a better row of the country has; leave out the nameless."""
    known = {(p.country, name) for p in places if p.tier < DERIVED for name in p.folded}
    kept = []
    for p in places:
        if p.tier == DERIVED:
            p.names = [n for n in p.names if (p.country, fold(n)) not in known]
            if not p.names:
                continue
        kept.append(p)
    return kept


def write(path: Path, places: list[Place]) -> None:
    """Write the sorted rows so that the same rows give the same bytes."""
    lines = sorted(p.line() for p in places)
    ids = [line.split("\t", 1)[0] for line in lines]
    if len(set(ids)) != len(ids):
        raise SystemExit("an id stands twice")
    data = "\n".join(["\t".join(COLUMNS), *lines, ""]).encode()
    with path.open("wb") as out, gzip.GzipFile(filename="", fileobj=out, mode="wb", mtime=0, compresslevel=9) as packed:
        packed.write(data)


def build(raw: Path, data: Path) -> list[Place]:
    """Merge all lists into the rows that are shipped."""
    places = read_raw(raw)
    places += read_drafts(raw, places)
    places = replace(places, read_supplement(data / "supplement.tsv"))
    admin = read_admin(data / "admin1.tsv")
    for place in places:
        admin.settle(place)
    places = name_and_drop(places, read_heads(data / "heads.tsv"))
    drop_stolen_names(places)
    return drop_weak(merge(places))


def shipped_place(row: dict[str, str]) -> Place:
    """A row of the gazetteer as it is shipped."""
    names = row["names"].split("|")
    return Place(row["id"], names, row["name_en"], float(row["lat"]), float(row["lon"]), row["kind"], row["country"],
                 row["admin1"], row["admin1_ar"], int(row["population"] or 0), int(row["tier"]),
                 folded={fold(name) for name in names})  # fmt: skip


def rebuild(data: Path) -> list[Place]:
    """The shipped rows with the supplement worked into them; the same rows if nothing in it is new."""
    places = {place.id: place for place in map(shipped_place, read_tsv(data / "places.tsv.gz"))}
    admin, heads = read_admin(data / "admin1.tsv"), read_heads(data / "heads.tsv")
    by_name: dict[tuple[str, str, str], list[Place]] = defaultdict(list)
    for place in places.values():
        for name in place.folded:
            by_name[place.country, place.family, name].append(place)
    for new in read_supplement(data / "supplement.tsv"):
        if new.kind == "DROP":
            places.pop(new.id, None)
            continue
        admin.settle(new)
        if not name_and_drop([new], heads):
            raise SystemExit(f"supplement.tsv: {new.id} has no usable Arabic name")
        alike = (q for name in sorted(new.folded) for q in by_name[new.country, new.family, name])
        old = places.get(new.id) or next((q for q in alike if q.id in places and same_place(new, q)), None)
        if old is not None and old.id != new.id and new.folded <= old.folded:
            old.tier = HAND if old.family in LENDING else old.tier
            continue  # worked in before
        if old is not None:
            absorb(new, places.pop(old.id))
        places[new.id] = new
    return list(places.values())


def main(argv: list[str] | None = None) -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    lists = parser.add_mutually_exclusive_group(required=True)
    lists.add_argument("raw", type=Path, nargs="?", help="folder with the raw place lists")
    lists.add_argument("--shipped", action="store_true", help="only work supplement.tsv into the shipped gazetteer")
    parser.add_argument("--data", type=Path, default=DEFAULT_DATA, help="folder of the project's gazetteer data")
    options = parser.parse_args(argv)
    places = rebuild(options.data) if options.shipped else build(options.raw, options.data)
    target = options.data / "places.tsv.gz"
    write(target, places)
    tiers = [sum(p.tier == tier for p in places) for tier in (ATTESTED, HAND, DERIVED)]
    size = target.stat().st_size
    print(f"{len(places)} places (attested {tiers[0]}, by hand {tiers[1]}, derived {tiers[2]}), {size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
