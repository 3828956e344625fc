"""The formats of an archive by name, and what each writes."""

from __future__ import annotations

from collections.abc import Callable
from typing import IO, Final, Literal, Protocol, get_args

from riwaya.export.about import About, attribution
from riwaya.export.coarse import coarse_account, coarse_incident
from riwaya.export.encoding import utf8
from riwaya.export.private import incident_without_names, without_names
from riwaya.export.records import Record, record_of
from riwaya.model.accounts import Account
from riwaya.model.incidents import Incident

ArchiveFormat = Literal["acled", "ged", "hxl", "geojson", "geoparquet", "kml", "jsonl"]
ARCHIVE_FORMATS: Final[tuple[ArchiveFormat, ...]] = get_args(ArchiveFormat)
# These cannot carry the attribution in themselves: it stands in a file beside.
BARE: Final[frozenset[ArchiveFormat]] = frozenset({"acled", "ged", "hxl", "jsonl"})


class _RecordWriter(Protocol):
    def add(self, record: Record) -> bool: ...
    def finish(self) -> None: ...


class ArchiveWriter:
    """Writes accounts or incidents in one format: names left out unless `about.private`, places coarse by `km`.

    What stands is given: rejected accounts are not for an export.
    """

    def __init__(self, name: ArchiveFormat, stream: IO[bytes], about: About, km: float = 0) -> None:
        self._about = about
        self._km = km
        self._write, self.finish = _writing(name, stream, about)

    def add(self, thing: Account | Incident) -> bool:
        """Writes what is given; False where it has no row in the format, and nothing was written."""
        return self._write(self._ready(thing))

    def _ready(self, thing: Account | Incident) -> Account | Incident:
        if isinstance(thing, Account):
            account = thing if self._about.private else without_names(thing)
            return coarse_account(account, self._km) if self._km else account
        incident = thing if self._about.private else incident_without_names(thing)
        return coarse_incident(incident, self._km) if self._km else incident


def _writing(
    name: ArchiveFormat, stream: IO[bytes], about: About
) -> tuple[Callable[[Account | Incident], bool], Callable[[], None]]:
    """How the format writes one account or incident, and what stands at the end."""
    if name == "jsonl":  # the only one that is written from what is whole
        from riwaya.export.lines import LinesWriter

        lines = LinesWriter(stream, about)
        return lines.add, lines.finish
    writer = _record_writer(name, stream, about)
    return lambda thing: writer.add(record_of(thing)), writer.finish


def attribution_file(about: About) -> bytes:
    """The text of the file that stands beside a format that cannot carry it."""
    return utf8(attribution(about) + "\n")


def _record_writer(name: ArchiveFormat, stream: IO[bytes], about: About) -> _RecordWriter:
    # Each is imported when it is wanted: pyarrow alone takes longer than a report to code.
    if name == "acled":
        from riwaya.export.acled import AcledWriter

        return AcledWriter(stream, about)
    if name == "ged":
        from riwaya.export.ged import GedWriter

        return GedWriter(stream, about)
    if name == "hxl":
        from riwaya.export.hxl import HxlWriter

        return HxlWriter(stream, about)
    if name == "geojson":
        from riwaya.export.features import FeaturesWriter

        return FeaturesWriter(stream, about)
    if name == "kml":
        from riwaya.export.kml import KmlWriter

        return KmlWriter(stream, about)
    from riwaya.export.geoparquet import ParquetWriter

    return ParquetWriter(stream, about)
