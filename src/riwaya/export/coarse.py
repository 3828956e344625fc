"""Coordinates made coarser, so that a point tells the area and not the house."""

from __future__ import annotations

import math
from typing import Final

import msgspec

from riwaya.model import Place
from riwaya.model.accounts import Account
from riwaya.model.incidents import Incident

KM_A_DEGREE: Final = 111.32  # of latitude; of longitude at the equator
_DIGITS: Final = 4


def coarse_place(place: Place, km: float) -> Place:
    """The place at the middle of its cell of `km` by `km`. Its name and the words of the report still tell it."""
    if place.lat is None or place.lon is None:
        return place
    lat = min(max(_middle(place.lat, km / KM_A_DEGREE), -90.0), 90.0)
    width = km / (KM_A_DEGREE * max(math.cos(math.radians(lat)), 1e-6))
    lon = 0.0 if width >= 360 else min(max(_middle(place.lon, width), -180.0), 180.0)
    return msgspec.structs.replace(place, lat=round(lat, _DIGITS), lon=round(lon, _DIGITS))


def _middle(degrees: float, step: float) -> float:
    return (math.floor(degrees / step) + 0.5) * step


def coarse_account(account: Account, km: float) -> Account:
    """The account with all its places coarse."""
    places = tuple(coarse_place(place, km) for place in account.event.places)
    return msgspec.structs.replace(account, event=msgspec.structs.replace(account.event, places=places))


def coarse_incident(incident: Incident, km: float) -> Incident:
    """The incident with all places coarse, those of its accounts too."""
    return msgspec.structs.replace(
        incident,
        accounts=tuple(coarse_account(account, km) for account in incident.accounts),
        place=None if incident.place is None else coarse_place(incident.place, km),
        places=tuple(coarse_place(place, km) for place in incident.places),
    )
