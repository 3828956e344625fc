"""What an analyst saw of the machine's work, as a short digest: where it changes, the judgement is asked for again."""

from __future__ import annotations

import hashlib
from typing import Final

import msgspec

from riwaya.model.events import Event

_DIGITS: Final = 12
# How sure the machine is, and by which rule, may change from version to version without saying anything else.
_LEFT_OUT: Final = frozenset({"id", "confidence", "rule", "rules"})


def seen(event: Event, field: str = "") -> str:
    """12 hexadecimal digits of what the machine says of an event, or of one field of it.

    Offsets and words count, confidence and rule ids do not: a coder that is only surer brings nothing back.
    """
    value = msgspec.to_builtins(getattr(event, field) if field else event)
    told = msgspec.json.encode(_said(value, outer=not field), order="sorted")
    return hashlib.sha256(told).hexdigest()[:_DIGITS]


def seen_pair(one: Event, other: Event) -> str:
    """The digests of two events of which it was judged whether they are the same, in the order of the judgement."""
    return f"{seen(one)} {seen(other)}"


def _said(value: object, *, outer: bool) -> object:
    """The value without what says nothing of the world; the `id` of an actor or weapon does, that of an event not."""
    if isinstance(value, dict):
        left_out = _LEFT_OUT if outer else _LEFT_OUT - {"id"}
        return {name: _said(part, outer=False) for name, part in value.items() if name not in left_out}
    if isinstance(value, list | tuple):
        return [_said(part, outer=False) for part in value]
    return value
