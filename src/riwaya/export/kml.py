"""KML 2.2 (OGC 07-147r2): a placemark a record, with its time span, for globes and maps."""

from __future__ import annotations

from typing import IO, Final
from xml.etree import ElementTree as ET

from riwaya.export.about import About, attribution
from riwaya.export.columns import point, values
from riwaya.export.encoding import for_xml
from riwaya.export.records import Record
from riwaya.export.sheets import cell

NAMESPACE: Final = "http://www.opengis.net/kml/2.2"


class KmlWriter:
    """One document, a placemark a line; a record without a resolved place has no point."""

    def __init__(self, stream: IO[bytes], about: About) -> None:
        self._stream = stream
        stream.write(b'<?xml version="1.0" encoding="UTF-8"?>\n')
        stream.write(f'<kml xmlns="{NAMESPACE}"><Document>'.encode())
        for tag, text in (("name", f"riwaya: {about.level}"), ("description", attribution(about))):
            self._write(_element(tag, text))

    def add(self, record: Record) -> bool:
        """Writes the record's placemark."""
        self._write(_placemark(record))
        return True

    def finish(self) -> None:
        """Closes the document."""
        self._stream.write(b"</Document></kml>\n")

    def _write(self, element: ET.Element) -> None:
        self._stream.write(ET.tostring(element, encoding="utf-8", xml_declaration=False) + b"\n")


def _element(tag: str, text: str = "", **attributes: str) -> ET.Element:
    element = ET.Element(tag, {name: for_xml(value) for name, value in attributes.items()})
    element.text = for_xml(text)
    return element


def _placemark(record: Record) -> ET.Element:
    """The children in the order that the schema has for a feature."""
    placemark = ET.Element("Placemark")
    place = record.place.name if record.place else ""
    placemark.append(_element("name", " \u00b7 ".join(filter(None, [record.type, place]))))
    placemark.append(_element("description", "\n\n".join(record.evidence)))
    if record.date is not None:
        span = ET.SubElement(placemark, "TimeSpan")
        span.append(_element("begin", record.date.start.isoformat()))
        span.append(_element("end", record.date.end.isoformat()))
    data = ET.SubElement(placemark, "ExtendedData")
    for name, value in values(record).items():
        if value is not None and value != []:
            item = ET.SubElement(data, "Data", {"name": name})
            # The text itself: no spreadsheet reads it, so nothing need be defused.
            item.append(_element("value", value if isinstance(value, str) else cell(value)))
    where = point(record)
    if where is not None:
        shape = ET.SubElement(placemark, "Point")
        shape.append(_element("coordinates", f"{where[0]},{where[1]}"))
    return placemark
