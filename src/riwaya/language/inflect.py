"""The written forms of verbs and nouns that a table lists by their headword.

Only what newspapers use: third person and "we", past and present, with pronoun suffixes; nouns with suffixes.
Short vowels are not written, so the passive looks like the active; voice is decided in context.
"""

from __future__ import annotations

from collections.abc import Iterator

from riwaya.language.fold import fold
from riwaya.language.readings import enclitics

# Endings of the inflection, by the letters of data/lexicon/endings.tsv
from riwaya.language.tables import rows


def _endings(kind: str) -> list[str]:
    return [row["ending"] for row in rows("lexicon/endings.tsv", "kind", "ending") if row["kind"] == kind]


def verb_forms(headword: str) -> Iterator[tuple[str, str]]:
    """(folded form, "past" | "present") of a verb given as "past/present", third person masculine singular.

    A verb ending in alef or ya (دعا called, التقى met) drops it before some endings (دعت she called) and keeps it as
    waw or ya before others (دعوا they two called). A hollow verb stays long throughout: "قلنا" (we said) is not made.
    """
    past, _, present = (fold(part) for part in headword.partition("/"))  # present may be left out
    weak = _endings("weak")
    keeping = _endings("keeps_weak")
    base = past[:-1] if past[-1] in weak else past
    letter = next((word[-1] for word in (present, past) if word and word[-1] in weak), "")
    kept = base + letter if past[-1] in weak else base
    yield past, "past"
    for ending in _endings("past"):
        yield (kept if ending in keeping else base) + ending, "past"
    if present:
        stem = present[1:]
        dropped = stem[:-1] if stem[-1] in weak else stem
        for prefix in _endings("present_prefix"):
            yield prefix + stem, "present"
            for ending in _endings("present"):
                yield prefix + (stem if ending in keeping else dropped) + ending, "present"
    for suffix in enclitics():
        yield (base + weak[0] if past[-1] in weak else past) + suffix, "past"
        for ending in _endings("past_suffixed"):
            yield base + ending + suffix, "past"
        for prefix in _endings("present_prefix") if present else ():
            yield prefix + present[1:] + suffix, "present"


def noun_forms(form: str) -> Iterator[str]:
    """The folded form, with the alef of the indefinite accusative, and with each pronoun suffix (ta marbuta opened)."""
    folded = fold(form)
    yield folded
    ta_marbuta, ta = _endings("ta_marbuta")[0], _endings("ta")[0]
    alef = _endings("past_dual")[0]
    if folded.endswith(alef) and len(folded) > 3:
        return
    if not folded.endswith((ta_marbuta, ta)):
        yield folded + alef
    bases = [folded[:-1] + ta if folded.endswith(ta_marbuta) else folded]
    if folded.endswith(hamza := _endings("hamza")[0]):  # a last hamza takes a seat before a suffix
        bases += [folded.removesuffix(hamza) + seat for seat in _endings("hamza_seat")]
    for base in bases:
        for suffix in enclitics():
            yield base + suffix
