"""What a phrase of a sentence can be as an argument: a party, a state, what was hit."""

from __future__ import annotations

import pytest

from riwaya.language.nouns import Scene, as_actor, as_target, is_armed, own_words
from riwaya.mentions.phrases import find_phrases
from riwaya.model import Noun, Phrase, Report
from riwaya.pipeline import find_mentions
from riwaya.text import analyse


def phrase_with(text: str, word: str) -> tuple[Scene, Phrase]:
    """The noun phrase of a sentence that holds a word."""
    analysis = analyse(Report(id="a", text=text))
    mentions = find_mentions(analysis)
    (inside,) = find_phrases(analysis, mentions)
    phrase = next(p for p in inside if p.kind == "np" and word in analysis.text(p.first, p.last))
    return Scene(analysis, mentions), phrase


def words(scene: Scene, noun: Noun | None) -> str | None:
    return None if noun is None else scene.analysis.text(noun.first, noun.last, noun.cut)


@pytest.mark.parametrize(
    ("text", "word", "actor", "armed"),
    [
        ("قصف الجيش السوري بلدة دوما", "الجيش", "الجيش السوري", True),
        ("قصفت مدفعية الجيش السوري دوما", "مدفعية", "الجيش السوري", True),  # without the common noun
        ("أعلنت موسكو وقف القصف", "موسكو", "موسكو", False),  # a capital stands for its government
        ("سقطت قذيفة على قرية صغيرة", "قرية", None, False),
    ],
)
def test_actors(text: str, word: str, actor: str | None, armed: bool) -> None:
    scene, phrase = phrase_with(text, word)
    noun = as_actor(scene, phrase)
    assert words(scene, noun) == actor
    assert (noun is not None and is_armed(noun)) == armed


@pytest.mark.parametrize(
    ("text", "word", "target"),
    [
        ("استهدف القصف مواقع الحوثيين", "مواقع", "الحوثيين"),  # the party inside
        ("قصفت القوات مستودعا للأسلحة", "مستودعا", "مستودعا"),  # a thing if nothing else
    ],
)
def test_targets(text: str, word: str, target: str) -> None:
    scene, phrase = phrase_with(text, word)
    told = words(scene, as_target(scene, phrase))
    assert told is not None
    assert told.startswith(target)


def test_what_is_no_noun_phrase_is_no_argument() -> None:
    scene, phrase = phrase_with("قصف الجيش السوري بلدة دوما", "الجيش")
    verb = Phrase(kind="verb", first=phrase.first, last=phrase.last)
    assert as_actor(scene, verb) is None
    assert as_target(scene, verb) is None


def test_a_bare_number_is_no_noun() -> None:
    analysis = analyse(Report(id="a", text="قتل 12 أمس"))
    scene = Scene(analysis, find_mentions(analysis))
    assert own_words(scene, Phrase(kind="np", first=1, last=2)) is None
