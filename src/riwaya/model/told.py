"""A draft with what `resolve` made of its mentions: the input of `merge`."""

from __future__ import annotations

import msgspec

from riwaya.model.events import DateRange, Place
from riwaya.model.phrases import Draft


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """A draft, its places and its days. `places` are parallel to `draft.places`."""

    draft: Draft
    places: tuple[Place, ...] = ()
    date: DateRange | None = None
