"""GeoJSON of an archive (RFC 7946): a feature a record, with the box of all points and the attribution beside."""

from __future__ import annotations

from typing import IO

from riwaya.export.about import About, attribution
from riwaya.export.columns import point, values
from riwaya.export.encoding import json_bytes
from riwaya.export.extent import Extent
from riwaya.export.records import Record


class FeaturesWriter:
    """One FeatureCollection, a feature a line; a record without a resolved place has geometry null."""

    def __init__(self, stream: IO[bytes], about: About) -> None:
        self._stream = stream
        self._extent = Extent()
        self._any = False
        # A member that RFC 7946 does not know (section 6.1) stands before what is long.
        stream.write(b'{"type":"FeatureCollection","attribution":' + json_bytes(attribution(about)) + b',"features":[')

    def add(self, record: Record) -> bool:
        """Writes the record's feature."""
        where = point(record)
        if where is not None:
            self._extent.add(*where)
        feature = {
            "type": "Feature",
            "id": record.id,
            "geometry": None if where is None else {"type": "Point", "coordinates": list(where)},
            "properties": values(record),
        }
        self._stream.write((b",\n" if self._any else b"\n") + json_bytes(feature))
        self._any = True
        return True

    def finish(self) -> None:
        """Closes the collection, with its box where there is a point."""
        box = self._extent.box()
        self._stream.write(b"\n]" + (b"" if box is None else b',"bbox":' + json_bytes(box)) + b"}\n")
