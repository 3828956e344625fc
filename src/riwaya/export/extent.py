"""The box around points."""

from __future__ import annotations


class Extent:
    """West, south, east and north of the points added, in degrees (WGS 84)."""

    def __init__(self) -> None:
        self._box: tuple[float, float, float, float] | None = None

    def add(self, lon: float, lat: float) -> None:
        """Widens the box to the point."""
        west, south, east, north = self._box or (lon, lat, lon, lat)
        self._box = (min(west, lon), min(south, lat), max(east, lon), max(north, lat))

    def box(self) -> list[float] | None:
        """West, south, east, north; None while there is no point."""
        return None if self._box is None else list(self._box)
