"""GeoParquet 1.1: the shared columns with their types, points as WKB, a box a row, the metadata written by hand."""

from __future__ import annotations

import json
import struct
from typing import IO, TYPE_CHECKING, Any, Final

from riwaya.export.about import About, attribution
from riwaya.export.columns import COLUMNS, Kind, point, values
from riwaya.export.encoding import sound
from riwaya.export.extent import Extent
from riwaya.export.records import Record

if TYPE_CHECKING:
    import pyarrow as pa

VERSION: Final = "1.1.0"
GEOMETRY: Final = "geometry"
BOX: Final = "bbox"
ROWS_A_GROUP: Final = 5000
_EDGES: Final = ("xmin", "ymin", "xmax", "ymax")
_LITTLE_ENDIAN_POINT: Final = struct.Struct("<BIdd")  # OGC Simple Features, well-known binary: order, type 1, x, y


def wkb(lon: float, lat: float) -> bytes:
    """The point in well-known binary, little-endian."""
    return _LITTLE_ENDIAN_POINT.pack(1, 1, lon, lat)


def geo_metadata(box: list[float] | None) -> dict[str, Any]:
    """What stands under `geo`. Without `crs` the coordinates are OGC:CRS84, longitude first."""
    column: dict[str, Any] = {
        "encoding": "WKB",
        "geometry_types": ["Point"] if box else [],
        "covering": {BOX: {edge: [BOX, edge] for edge in _EDGES}},
    }
    if box is not None:
        column["bbox"] = box
    return {"version": VERSION, "primary_column": GEOMETRY, "columns": {GEOMETRY: column}}


class ParquetWriter:
    """Groups of rows, so that no more than one group is held in memory."""

    def __init__(self, stream: IO[bytes], about: About) -> None:
        import pyarrow.parquet as pq

        self._schema = _schema()
        # Without Arrow's own copy of the schema, which would hide from its readers the metadata that is added last.
        self._writer = pq.ParquetWriter(stream, self._schema, compression="zstd", store_schema=False)
        self._about = about
        self._extent = Extent()
        self._rows: list[dict[str, Any]] = []

    def add(self, record: Record) -> bool:
        """Adds the record's row."""
        where = point(record)
        row: dict[str, Any] = {name: _sound(value) for name, value in values(record).items()}
        row[GEOMETRY] = row[BOX] = None
        if where is not None:
            self._extent.add(*where)
            row[GEOMETRY] = wkb(*where)
            row[BOX] = dict(zip(_EDGES, where * 2, strict=True))
        self._rows.append(row)
        if len(self._rows) >= ROWS_A_GROUP:
            self._flush()
        return True

    def finish(self) -> None:
        """Writes what is left and the metadata."""
        if self._rows:
            self._flush()
        geo = json.dumps(geo_metadata(self._extent.box()), separators=(",", ":"))
        self._writer.add_key_value_metadata({"geo": geo, "attribution": sound(attribution(self._about))})
        self._writer.close()

    def _flush(self) -> None:
        import pyarrow as pa

        self._writer.write_table(pa.Table.from_pylist(self._rows, schema=self._schema))
        self._rows = []


def _sound(value: Any) -> Any:
    if isinstance(value, str):
        return sound(value)
    return [sound(item) for item in value] if isinstance(value, list) else value


def _schema() -> pa.Schema:
    import pyarrow as pa

    types: dict[Kind, pa.DataType] = {
        "text": pa.string(),
        "texts": pa.list_(pa.string()),
        "number": pa.int64(),
        "real": pa.float64(),
        "day": pa.date32(),
        "truth": pa.bool_(),
    }
    fields = [pa.field(name, types[column.kind]) for name, column in COLUMNS.items()]
    box = pa.struct([pa.field(edge, pa.float64()) for edge in _EDGES])
    return pa.schema([*fields, pa.field(GEOMETRY, pa.binary()), pa.field(BOX, box)])
