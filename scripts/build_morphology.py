"""Build the morphology table from a corpus of uncoded articles.

    python scripts/build_morphology.py CORPUS_DIR

In: JSON-lines files (``*.jsonl.gz``) with a field ``text``, and the hand
overrides ``data/lexicon/morphology_overrides.tsv``.
Out: ``data/lexicon/morphology.tsv.gz``, one row for each frequent spelling.

The analyses are those of farahidi (GPL-3.0-or-later), which is needed only here.
A spelling takes the reading that wins in context over the conflict articles; the
scores below keep rare readings (imperatives, oaths, one-letter particles that are
really part of a name) from winning.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import os
import pickle
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
LEXICON = ROOT / "src" / "riwaya" / "data" / "lexicon"
OVERRIDES = LEXICON / "morphology_overrides.tsv"
TABLE = LEXICON / "morphology.tsv.gz"
COLUMNS = ("form", "proclitics", "stem", "enclitic", "lemma", "pos", "features")

TYPES = 120_000
HOT_WEIGHT = 3
VOTES_ENOUGH = 40

MARKS = re.compile("[\u064b-\u065f\u0670\u0610-\u061a\u06d6-\u06ed\u0640\u200b-\u200f\u202a-\u202e]")
WORD = re.compile("[\u0621-\u063a\u0641-\u064a\u0671]+")
SENTENCE_END = re.compile('[.!:،؟؛\n«»()"]')
CONFLICT = re.compile(
    "قتل|قتيل|قصف|غار[ةا]|هجوم|اشتباك|مقاومة|قوات|مسلح|تفجير|قذيف|صاروخ|صواريخ|جرح|جريح|ميليشي|مليشي|داعش|حوثي"
)
FOLD = str.maketrans("أإآٱىةؤئ", "ااااي" + "هوي")

ATTACHED = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل")
ARTICLED = ("ال", "وال", "فال", "بال", "كال", "لل", "وبال", "وكال", "ولل", "فبال", "فلل")
VERBAL = ("و", "ف", "ل", "س", "ول", "وس", "فس", "فل")
SUFFIXES = ("هما", "هم", "هن", "ها", "نا", "كم", "ه", "ي", "ك")
CARELESS = {("ا", "أ"), ("ا", "إ"), ("ا", "آ"), ("ه", "ة"), ("ى", "ي")}
NAME_BEFORE = frozenset(
    "بن محمد أحمد علي عبدالله خالد سعود فهد سعد حسن حسين محمود إبراهيم يوسف عمر صالح ناصر سلطان "
    "الدكتور العميد العقيد المهندس الأمير الملازم الرقيب الجندي العريف الملك الفريق المقدم الرائد "
    "النقيب".split()
)
NISBA = {
    "يين": "Gender=Masc|Number=Plur",
    "يون": "Gender=Masc|Number=Plur",
    "ية": "Gender=Fem|Number=Sing",
    "ي": "Gender=Masc|Number=Sing",
}

TYPE_POS = {
    "صفة مشبهة": ("ADJ", ""),
    "اسم زمان أو مكان": ("NOUN", ""),
    "مصدر صناعي": ("NOUN", ""),
    "مصدر أصلي": ("NOUN", "VerbForm=Vnoun"),
    "اسم آلة": ("NOUN", ""),
    "مصدر هيئة": ("NOUN", "VerbForm=Vnoun"),
    "مصدر مرة": ("NOUN", "VerbForm=Vnoun"),
    "مصدر ميمي": ("NOUN", "VerbForm=Vnoun"),
    "اسم مفعول": ("ADJ", "VerbForm=Part"),
    "اسم فاعل": ("ADJ", "VerbForm=Part"),
    "اسم تفضيل": ("ADJ", ""),
    "مبالغة اسم الفاعل": ("ADJ", ""),
    "نسبة": ("ADJ", ""),
    "اسم علم": ("PROPN", ""),
    "اسم الجلالة": ("PROPN", ""),
    "إشارة": ("DET", "PronType=Dem"),
    "موصول": ("PRON", "PronType=Rel"),
    "ضمير": ("PRON", "PronType=Prs"),
    "ظرف": ("NOUN", ""),
    "جر": ("ADP", ""),
    "جار ومجرور": ("ADP", ""),
    "عطف": ("CCONJ", ""),
    "حرف هجاء": ("X", ""),
}
NUMBER = {"مفرد": "Sing", "مثنى": "Dual", "جمع": "Plur"}
GENDER = {"مذكر": "Masc", "مؤنث": "Fem"}
PERSON = {"متكلم": "1", "مخاطب": "2", "غائب": "3"}
SUBJECT = {
    "هو": "Gender=Masc|Number=Sing",
    "هي": "Gender=Fem|Number=Sing",
    "هما": "Gender=Masc|Number=Dual",
    "هما(ة)": "Gender=Fem|Number=Dual",
    "هم": "Gender=Masc|Number=Plur",
    "هن": "Gender=Fem|Number=Plur",
    "أنا": "Number=Sing",
    "نحن": "Number=Plur",
}


class Reading(NamedTuple):
    """One analysis of a spelling as farahidi gives it, without case and mood."""

    proclitic: str
    enclitic: str
    lemma: str
    pos: str
    type: str
    tense: str
    person: str
    pronoun: str
    gender: str
    number: str
    description: str
    stem: str


class Row(NamedTuple):
    """One row of the table."""

    form: str
    proclitics: str
    stem: str
    enclitic: str
    lemma: str
    pos: str
    features: str


class Corpus(NamedTuple):
    """Counts of spellings and the sentences to vote on, conflict articles first."""

    counts: Counter[str]
    sentences: list[list[str]]
    types: list[str]


Readings = dict[str, tuple[list[str], list[Reading]]]


def normalise(text: str) -> str:
    """Return the text in NFKC without vowel marks, tatweel and invisible marks."""
    return MARKS.sub("", unicodedata.normalize("NFKC", text))


def fold(form: str) -> str:
    """Return the spelling under which carelessly written words meet."""
    return form.translate(FOLD)


def read_texts(corpus_dir: Path) -> Iterator[str]:
    """Yield the normalised text of every article, in a fixed order."""
    for path in sorted(corpus_dir.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                yield normalise(json.loads(line)["text"])


def count_corpus(corpus_dir: Path) -> Corpus:
    """Count spellings, a word of a conflict article three times, and keep sentences."""
    counts: Counter[str] = Counter()
    hot: list[list[str]] = []
    cold: list[list[str]] = []
    for text in read_texts(corpus_dir):
        words = WORD.findall(text)
        hits = len(CONFLICT.findall(text))
        is_hot = hits >= 4 or (hits >= 2 and hits > len(words) / 50)
        for word, number in Counter(words).items():
            counts[word] += number * (HOT_WEIGHT if is_hot else 1)
        sentences = (WORD.findall(part) for part in SENTENCE_END.split(text))
        (hot if is_hot else cold).extend(words for words in sentences if len(words) > 1)
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    types = [form for form, _ in ranked if len(form) > 1][:TYPES]
    return Corpus(counts, hot + cold, types)


def analyse_chunk(forms: list[str]) -> list[tuple[str, list[str], list[Reading]]]:
    """Return for each form its lemmas in farahidi's order and its distinct readings."""
    from farahidi import Analyzer

    analyser = Analyzer()
    found = []
    for form in forms:
        raws = analyser._process_token(form)
        lemmas = list(dict.fromkeys(raw.lemma for raw in raws))
        found.append((form, lemmas, list(dict.fromkeys(to_reading(raw) for raw in raws))))
    return found


def to_reading(raw: object) -> Reading:
    """Keep of a raw analysis what the table needs."""
    morph = raw.morph  # type: ignore[attr-defined]
    before = morph.proclitics[0] if morph.proclitics else None
    after = morph.enclitics[0] if morph.enclitics else None
    return Reading(
        MARKS.sub("", before.form) if before else "",
        MARKS.sub("", after.form) if after else "",
        *(morph.lemma, morph.pos or "", morph.type or "", morph.tense or "", morph.person or ""),
        *(morph.pronoun or "", morph.gender or "", morph.number or ""),
        (before.description or "") if before else "",
        MARKS.sub("", morph.stem),
    )


def analyse(types: list[str]) -> Readings:
    """Analyse all types on all cores."""
    chunks = [types[start::40] for start in range(40)]
    readings: Readings = {}
    with ProcessPoolExecutor() as pool:
        for found in pool.map(analyse_chunk, chunks):
            readings.update({form: (lemmas, analyses) for form, lemmas, analyses in found})
    return readings


def vote(corpus: Corpus, readings: Readings) -> dict[str, Counter[str]]:
    """Count for each form which lemma is chosen in context.

    A sentence is decoded only while it holds a form that lacks votes.
    """
    from farahidi.disambiguate import Disambiguator

    decoder = Disambiguator()
    decoder._morph = {form: (lemmas, True) if lemmas else ([form], False) for form, (lemmas, _) in readings.items()}
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    lacking = set(readings)
    for sentence in corpus.sentences:
        if lacking.isdisjoint(sentence):
            continue
        for form in sentence:
            decoder._morph.setdefault(form, ([form], False))
        for form, lemma in zip(sentence, decoder.disambiguate_lemmas(sentence), strict=True):
            if form in readings:
                votes[form][lemma] += 1
                if votes[form].total() >= VOTES_ENOUGH:
                    lacking.discard(form)
    return votes


# ---------------------------------------------------------------- cutting a form


def split_proclitics(reading: Reading) -> list[str]:
    """Return the attached particles in order, the article as one."""
    letters = reading.proclitic
    if "التعريف" not in reading.description:
        return list(letters)
    return [*letters[: -1 if letters.endswith("لل") else -2], "ال"]


def cut(form: str, reading: Reading) -> tuple[list[str], str]:
    """Return the proclitics and the stem as spelled, without the pronoun suffix."""
    proclitics = split_proclitics(reading)
    stem = form[len(reading.proclitic) : len(form) - len(reading.enclitic)]
    swallowed = reading.proclitic.endswith("لل") and reading.stem.startswith("ل")
    if swallowed and proclitics[-1] == "ال" and not stem.startswith("ل"):
        stem = "ل" + stem
    if reading.enclitic and stem.endswith("ت") and reading.stem.endswith("ة"):
        stem = stem[:-1] + "ة"
    return proclitics, stem


# --------------------------------------------------------------- choosing a reading


class Chooser:
    """Chooses one reading of a form by votes, frequency of what remains, and plausibility."""

    def __init__(self, corpus: Corpus, votes: dict[str, Counter[str]], preferred: set[str]) -> None:
        self.counts = corpus.counts
        self.votes = votes
        self.preferred = preferred
        self.lemma_counts: Counter[tuple[str, str]] = Counter()

    def score(self, form: str, reading: Reading) -> float:
        """Return how well the reading fits; only differences within a form have a meaning."""
        votes = self.votes.get(form, Counter())
        total = votes.total()
        share = votes[reading.lemma] / total if total else 0.0
        pos = coarse_pos(reading)
        value = 4 * share - self.implausible(form, reading)
        value += 0.3 * math.log10(1 + self.lemma_counts[reading.lemma, pos])
        return value

    def implausible(self, form: str, reading: Reading) -> float:
        """Return the penalty for readings that news prose hardly has."""
        proclitics, stem = cut(form, reading)
        penalty = 0.0
        if "أ" in proclitics:
            penalty += 4
        if reading.tense == "أمر":
            penalty += 3.5
        elif reading.person == "مخاطب":
            penalty += 3
        elif reading.person == "متكلم":
            penalty += 1.6 if reading.pronoun == "أنا" else 1.2
        elif reading.pronoun.startswith("هما") and form.endswith("ا"):
            penalty += 2
        if "لام" in reading.description or "الابتداء" in reading.description:
            penalty += 1.5
        if reading.enclitic and "ال" in proclitics:
            penalty += 9
        if reading.type == "اسم علم" and (reading.enclitic or form.endswith("ا")):
            penalty += 0.5
        if reading.enclitic in ("ي", "ني", "ك", "كم", "كن", "هن"):
            penalty += 2
            if self.counts[stem] < 0.2 * self.counts[form]:
                penalty += 2
        return penalty + self.orphan(form, proclitics, stem)

    def orphan(self, form: str, proclitics: list[str], stem: str) -> float:
        """Return the penalty when what remains is not itself a word of the corpus.

        A true base is mostly more frequent than its form with a particle.
        """
        if not proclitics or proclitics == ["ال"]:
            return 0.0
        rest = form[1:]
        if len(proclitics) > 1 and proclitics[-1] == "ال" and proclitics[-2] == "ل":
            rest = "ال" + stem
        seen = self.counts[rest] + self.counts[stem] + self.counts["ال" + stem]
        ratio = (seen + 0.5) / self.counts[form]
        return 3.0 if ratio < 0.05 else 1.5 if ratio < 0.2 else 0.0

    def choose(self, form: str, readings: list[Reading]) -> Reading:
        """Return the best reading; ties go to farahidi's order.

        A verb gives way to a reading as a verb that the overrides list.
        """
        best = max(readings, key=lambda reading: self.score(form, reading))
        if coarse_pos(best) != "VERB" or self.is_preferred(best):
            return best
        listed = [
            reading for reading in readings if self.is_preferred(reading) and self.implausible(form, reading) < 1.5
        ]
        return max(listed, key=lambda reading: self.score(form, reading)) if listed else best

    def is_preferred(self, reading: Reading) -> bool:
        """Tell whether the reading is of a verb that has a row of its own in the overrides."""
        return coarse_pos(reading) == "VERB" and MARKS.sub("", reading.lemma) in self.preferred

    def learn(self, readings: Readings) -> None:
        """Count lemmas over the present choices, for the next round."""
        counts: Counter[tuple[str, str]] = Counter()
        for form, (_, analyses) in readings.items():
            if analyses:
                best = self.choose(form, analyses)
                counts[best.lemma, coarse_pos(best)] += self.counts[form]
        self.lemma_counts = counts

    def ambiguous(self, form: str, best: Reading, readings: list[Reading]) -> bool:
        """Tell whether the form is as plausibly a verb where it was read as a noun, or the reverse."""
        pos = coarse_pos(best)
        if pos not in ("VERB", "NOUN") or best.enclitic:
            return False
        other = "NOUN" if pos == "VERB" else "VERB"
        proclitics = split_proclitics(best)
        return any(
            coarse_pos(reading) == other
            and split_proclitics(reading) == proclitics
            and not reading.enclitic
            and self.implausible(form, reading) < 0.5
            and self.lemma_counts[reading.lemma, other] >= 150
            for reading in readings
        )


def coarse_pos(reading: Reading) -> str:
    """Return VERB, PROPN, NOUN (with adjectives) or PART."""
    if reading.pos == "فعل" and reading.type in ("", "ماض", "مضارع"):
        return "VERB"
    if reading.pos == "حرف":
        return "PART"
    return "PROPN" if reading.type in ("اسم علم", "اسم الجلالة") else "NOUN"


# ----------------------------------------------------- adjectives, names and features


class Evidence:
    """Counts from running text that part adjectives from nouns and names from nouns."""

    def __init__(self, corpus: Corpus) -> None:
        self.definite: Counter[str] = Counter()
        self.agreeing: Counter[str] = Counter()
        self.bare: Counter[str] = Counter()
        self.after_name: Counter[str] = Counter()
        for sentence in corpus.sentences[:400_000]:
            for before, form in zip(["", *sentence], sentence, strict=False):
                if form.startswith("ال"):
                    self.definite[form[2:]] += 1
                    self.agreeing[form[2:]] += before.startswith(("ال", "وال", "بال", "لل"))
                else:
                    self.bare[form] += 1
                    self.after_name[form] += before in NAME_BEFORE

    def is_adjective(self, stem: str) -> bool:
        """Tell whether the word, with the article, mostly follows another such word.

        A stem too rare to tell counts as an adjective.
        """
        total = self.definite[stem]
        return total < 8 or self.agreeing[stem] / total >= 0.42

    def is_clearly_adjective(self, stem: str) -> bool:
        """Tell whether the word, with the article, nearly always follows another such word."""
        total = self.definite[stem]
        return total >= 20 and self.agreeing[stem] / total >= 0.75

    def is_name(self, stem: str) -> bool:
        """Tell whether the word hardly ever has the article."""
        return self.definite[stem] < 0.03 * (self.bare[stem] + 1)

    def stands_in_names(self, stem: str) -> bool:
        """Tell whether the word often follows a first name or a title."""
        return self.after_name[stem] >= max(3, 0.12 * self.bare[stem])


def universal_pos(reading: Reading, stem: str, evidence: Evidence) -> tuple[str, str]:
    """Return the Universal Dependencies tag and a feature of the verb form."""
    if reading.pos == "فعل":
        return ("AUX" if reading.type == "ناسخ" else "VERB"), ""
    kind = reading.type.split(":")[0]
    pos, feature = TYPE_POS.get(kind, ("PART" if reading.pos == "حرف" else "NOUN", ""))
    bare = stem[:-1] if stem.endswith("ا") and evidence.definite[stem] < 8 else stem
    noun_after_all = {
        "ADJ": stem.endswith("و") or not evidence.is_adjective(bare),
        "PROPN": bool(reading.enclitic),
    }
    if noun_after_all.get(pos):
        pos = "NOUN"
    elif pos == "NOUN" and not feature and evidence.is_clearly_adjective(stem):
        pos = "ADJ"
    return pos, feature


def features_of(reading: Reading, proclitics: list[str], verb_form: str) -> list[str]:
    """Return the features, unsorted."""
    if reading.pos == "فعل":
        tense = {"ماض": "Aspect=Perf", "مضارع": "Aspect=Imp", "أمر": "Mood=Imp"}.get(reading.tense)
        found = [tense, SUBJECT.get(reading.pronoun)]
        if reading.person in PERSON:
            found.append("Person=" + PERSON[reading.person])
        return [feature for found_one in found if found_one for feature in found_one.split("|")]
    found = ["Definite=Def" if "ال" in proclitics else None, verb_form or None]
    if reading.number in NUMBER:
        found.append("Number=" + NUMBER[reading.number])
    if reading.gender in GENDER:
        found.append("Gender=" + GENDER[reading.gender])
    return [feature for feature in found if feature]


def to_row(form: str, reading: Reading, evidence: Evidence, ambiguous: bool) -> Row:
    """Turn the chosen reading into a row."""
    proclitics, stem = cut(form, reading)
    pos, verb_form = universal_pos(reading, stem, evidence)
    unlikely_verb = pos == "VERB" and (reading.tense == "أمر" or reading.person in ("متكلم", "مخاطب"))
    can_be_name = pos in ("NOUN", "ADJ") or unlikely_verb
    if can_be_name and not reading.enclitic and "ال" not in proclitics and evidence.stands_in_names(stem):
        return Row(form, "+".join(proclitics), stem, "", stem, "PROPN", "")
    features = features_of(reading, proclitics, verb_form)
    if ambiguous:
        features.append("Amb=VERB,NOUN")
    lemma = MARKS.sub("", reading.lemma)
    joined = "|".join(sorted(set(features)))
    return Row(form, "+".join(proclitics), stem, reading.enclitic, lemma, pos, joined)


def build_rows(readings: Readings, chooser: Chooser, evidence: Evidence) -> dict[str, Row]:
    """Return a row for every analysed form."""
    rows: dict[str, Row] = {}
    for form, (_, analyses) in readings.items():
        analyses = [one for one in analyses if is_possible(form, one, chooser)]
        if not analyses:
            continue
        best = chooser.choose(form, analyses)
        if best.type == "اسم علم":
            best = prefer_common(form, best, analyses, evidence, chooser)
        rows[form] = to_row(form, best, evidence, chooser.ambiguous(form, best, analyses))
    return rows


def is_possible(form: str, reading: Reading, chooser: Chooser) -> bool:
    """Tell whether the reading may stand even alone; else the form counts as unknown.

    Refused: the interrogative hamza, a suffix after the article, and a first or second person suffix cut
    off a name or leaving a rest that hardly occurs ("Tunisian", "banks", "Frank").
    """
    proclitics, stem = cut(form, reading)
    if "أ" in proclitics:
        return False
    if not reading.enclitic:
        return True
    if "ال" in proclitics:
        return False
    if reading.enclitic not in ("ي", "ك"):
        return True
    rare = chooser.counts[stem] < 0.2 * chooser.counts[form]
    return not rare and not (reading.enclitic == "ي" and coarse_pos(reading) == "PROPN")


def prefer_common(form: str, best: Reading, analyses: list[Reading], evidence: Evidence, chooser: Chooser) -> Reading:
    """Read a listed name as the common noun of the same letters where it takes the article."""
    _, stem = cut(form, best)
    inflected = best.enclitic or (form.endswith("ا") and fold(best.lemma[-1:]) != "ا")
    if evidence.is_name(stem) and not inflected:
        return best
    proclitics = split_proclitics(best)
    common = [
        reading
        for reading in analyses
        if coarse_pos(reading) == "NOUN"
        and split_proclitics(reading) == proclitics
        and reading.enclitic == best.enclitic
    ]
    return chooser.choose(form, common) if common else best


# ------------------------------------------------------------------ unknown spellings


def fold_mates(corpus: Corpus, rows: dict[str, Row]) -> dict[str, str]:
    """Return for each folded spelling the most frequent analysed form."""
    mates: dict[str, str] = {}
    for form in corpus.types:
        if form in rows:
            mates.setdefault(fold(form), form)
    return mates


def spell_hamza(corpus: Corpus, rows: dict[str, Row]) -> None:
    """Give a form spelled without its hamza (or with final ha, alif maqsura) the row of the full spelling."""
    mates = fold_mates(corpus, rows)
    for form in corpus.types:
        mate = mates.get(fold(form), form)
        if form not in rows or len(mate) != len(form):
            continue
        differing = [(mine, full) for mine, full in zip(form, mate, strict=True) if mine != full]
        careless = all(pair in CARELESS for pair in differing)
        if differing and careless and corpus.counts[mate] >= 2.5 * corpus.counts[form]:
            rows[form] = respell(rows[mate], form)


def add_unknown(corpus: Corpus, rows: dict[str, Row], evidence: Evidence) -> None:
    """Give the forms without analysis that of their fold-mate, else of their base, else PROPN."""
    mates = fold_mates(corpus, rows)
    for form in corpus.types:
        if form in rows:
            continue
        mate = mates.get(fold(form))
        if mate and len(mate) == len(form):
            rows[form] = respell(rows[mate], form)
    unknown = [form for form in corpus.types if form not in rows]
    for form in sorted(unknown, key=lambda form: (len(form), form)):
        rows[form] = guess(form, corpus, rows, evidence)


def respell(row: Row, form: str) -> Row:
    """Return the row of a fold-mate with the stem as this form spells it."""
    start = len("".join(row.proclitics.split("+")))
    if row.proclitics.endswith("ل+ال"):
        start -= 1
    stem = form[start : len(form) - len(row.enclitic)] if form[start:] else form
    if len(stem) != len(row.stem):
        stem = row.stem
    if row.enclitic and row.stem.endswith("ة"):
        stem = stem[:-1] + "ة"
    return row._replace(form=form, stem=stem)


def guess(form: str, corpus: Corpus, rows: dict[str, Row], evidence: Evidence) -> Row:
    """Cut particles off an unknown form when a frequent base remains, else take it for a name."""
    best, best_count = None, 0.3 * corpus.counts[form]
    for particles in (*ATTACHED[1:], *ARTICLED):
        base = form[len(particles) :]
        row = rows.get(base)
        if form.startswith(particles) and len(base) >= 3 and row and not row.proclitics:
            count = corpus.counts[base] + corpus.counts["ال" + base]
            if row.pos in ("NOUN", "PROPN", "ADJ") and count > best_count:
                best, best_count = attach(particles, row), count
    best = best or with_hamza_seat(form, rows)
    if best:
        return best
    articled = form.startswith("ال") and len(form) >= 5
    proclitics, stem, state = ("ال", form[2:], "Definite=Def|") if articled else ("", form, "")
    known = evidence.definite[stem] >= 3
    for ending, features in NISBA.items():
        if known and stem.endswith(ending) and len(stem) - len(ending) >= 3:
            pos = "ADJ" if evidence.is_adjective(stem) else "NOUN"
            if ending != "ي" or pos == "ADJ":
                lemma = stem[: -len(ending)] + "ي"
                return Row(form, proclitics, stem, "", lemma, pos, state + features)
    return Row(form, proclitics, stem, "", stem, "PROPN", state.rstrip("|"))


def with_hamza_seat(form: str, rows: dict[str, Row]) -> Row | None:
    """Return the row of a noun in -a' whose hamza changes its seat before a suffix ("their allies")."""
    for particles in ATTACHED:
        for suffix in SUFFIXES:
            stem = form[len(particles) : -len(suffix)]
            if form.startswith(particles) and form.endswith(suffix) and stem.endswith(("ئ", "ؤ")):
                row = rows.get(stem[:-1] + "ء")
                if row and row.pos in ("NOUN", "ADJ") and not row.proclitics:
                    return attach(particles, row)._replace(form=form, stem=stem, enclitic=suffix, pos="NOUN")
    return None


def attach(particles: str, row: Row) -> Row:
    """Return the row of ``row.form`` with particles before it."""
    articled = particles.endswith(("ال", "لل"))
    letters = particles[: -1 if particles.endswith("لل") else -2] if articled else particles
    proclitics = [*letters, *(["ال"] if articled else [])]
    features = set(row.features.split("|")) - {""}
    if articled:
        features.add("Definite=Def")
    if proclitics[-1:] == ["ال"] or any(letter in "بلك" for letter in letters):
        features.discard("Amb=VERB,NOUN")
    return row._replace(
        form=particles + row.form,
        proclitics="+".join(proclitics),
        features="|".join(sorted(features)),
    )


# -------------------------------------------------------------------------- overrides


def read_overrides(path: Path) -> list[Row]:
    """Read the hand overrides; a bad line stops the build with file and line."""
    rows = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if number == 1 or not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) != len(COLUMNS) + 1:
            raise SystemExit(f"{path}:{number}: {len(cells)} cells, not {len(COLUMNS) + 1}")
        rows.append(Row(*cells[:-1]))
    return rows


def preferred_lemmas(overrides: Iterable[Row]) -> set[str]:
    """Return the verbs whose citation form has a row; among readings as a verb they come first."""
    return {row.lemma for row in overrides if row.form == row.lemma and row.pos == "VERB"}


def apply_overrides(rows: dict[str, Row], overrides: list[Row]) -> None:
    """Put the overrides in place of the analyses, also behind the particles they can take."""
    fixed = {row.form for row in overrides}
    for row in overrides:
        for particles in particles_for(row):
            made = attach(particles, row)
            known = rows.get(made.form)
            if known and made.form not in fixed:
                rows[made.form] = merge(known, made)
    rows.update({row.form: row for row in overrides})


def merge(known: Row, made: Row) -> Row:
    """Return the derived row, but keep in-context choice between verb and noun where both are open."""
    if "Amb=VERB,NOUN" not in made.features or known.proclitics != made.proclitics:
        return made
    if known.stem != made.stem or known.pos not in ("VERB", "NOUN"):
        return made
    return known._replace(features="|".join(sorted({*known.features.split("|"), "Amb=VERB,NOUN"} - {""})))


def particles_for(row: Row) -> Iterator[str]:
    """Yield the particles that an override's form can take before it."""
    if row.proclitics or len(row.form) < 3:
        return
    if row.pos == "VERB":
        imperfect = "Aspect=Imp" in row.features
        for particles in VERBAL:
            if imperfect or not set(particles) & set("لس"):
                yield particles
    elif row.pos in ("NOUN", "ADJ", "PROPN", "NUM"):
        yield from ATTACHED[1:]
        if not row.enclitic:
            yield from ARTICLED


# ------------------------------------------------------------------------------ output


def write_table(corpus: Corpus, rows: dict[str, Row]) -> None:
    """Write the rows by folded form, then by falling frequency; the bytes are reproducible."""
    ordered = sorted(rows.values(), key=lambda row: (fold(row.form), -corpus.counts[row.form], row.form))
    lines = ["\t".join(COLUMNS), *("\t".join(row) for row in ordered)]
    data = ("\n".join(lines) + "\n").encode()
    with TABLE.open("wb") as file, gzip.GzipFile("", "wb", 9, file, mtime=0) as packed:
        packed.write(data)
    print(f"{len(ordered)} rows, {TABLE.stat().st_size} bytes")


def load_or_make(corpus_dir: Path, cache: Path | None) -> tuple[Corpus, Readings, dict[str, Counter[str]]]:
    """Return counts, readings and votes, from the cache file when there is one."""
    if cache and cache.exists():
        with cache.open("rb") as file:
            corpus, readings, votes = pickle.load(file)
        return Corpus(*corpus), readings, votes
    corpus = count_corpus(corpus_dir)
    readings = analyse(corpus.types)
    votes = dict(vote(corpus, readings))
    if cache:
        with cache.open("wb") as file:
            pickle.dump((tuple(corpus), readings, votes), file)
    return corpus, readings, votes


def fix_hash_seed() -> None:
    """Start again with a fixed hash seed: farahidi walks over sets, and ties follow that order."""
    if os.environ.get("PYTHONHASHSEED") != "0":
        os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, "PYTHONHASHSEED": "0"})


def main() -> None:
    """Build the table."""
    fix_hash_seed()
    parser = argparse.ArgumentParser(description="Build the morphology table.")
    parser.add_argument("corpus_dir", type=Path)
    parser.add_argument("--cache", type=Path, help="keep counts, readings and votes in this file")
    arguments = parser.parse_args()
    overrides = read_overrides(OVERRIDES)
    corpus, readings, votes = load_or_make(arguments.corpus_dir, arguments.cache)
    chooser = Chooser(corpus, votes, preferred_lemmas(overrides))
    for _ in range(2):
        chooser.learn(readings)
    evidence = Evidence(corpus)
    rows = build_rows(readings, chooser, evidence)
    spell_hamza(corpus, rows)
    add_unknown(corpus, rows, evidence)
    apply_overrides(rows, overrides)
    write_table(corpus, rows)


if __name__ == "__main__":
    main()
