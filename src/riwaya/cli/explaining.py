"""The work of `riwaya explain`."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator

import msgspec
from rich.console import Console
from rich.text import Text

from riwaya.cli.coding import INTERRUPTED, OK, SOME_FAILED, WRONG, check_paths, day_option
from riwaya.cli.engine import Engine, Explanation, pipeline
from riwaya.cli.outcomes import Coded, outcome_of
from riwaya.cli.output import drop_standard_output
from riwaya.errors import RiwayaError, StageError
from riwaya.export import open_export
from riwaya.intake import Intake, read_reports
from riwaya.model import Analysis, Failure, Mention, Mentions, Sentence, Token

_MARK = "\u200e"


def run(file: str, *, published: str | None, outlet: str, report_id: str | None, words: bool) -> int:
    """Explains the reports of a file and returns the exit code."""
    day = day_option(published)
    check_paths((file,))
    complaints = Console(stderr=True, highlight=False, markup=False, soft_wrap=True)
    try:
        engine = pipeline()
        engine.load()
        seen = failed = 0
        for received in read_reports([file], published=day, outlet=outlet, stdin=sys.stdin.buffer):
            if isinstance(received, Intake) and report_id in (None, received.report.id):
                seen += 1
                failed += not _explain(engine, received, words, complaints)
            elif isinstance(received, Failure) and report_id in (None, received.id):
                failed += 1
                complaints.print(f"{received.where}: {received.stage}: {received.cause}")
        if not seen and not failed:
            complaints.print(f"riwaya: no report {report_id or ''} in {file}")
            return WRONG
        sys.stdout.flush()
    except KeyboardInterrupt:
        complaints.print("riwaya: interrupted")
        return INTERRUPTED
    except BrokenPipeError:
        drop_standard_output()
        return OK
    except (RiwayaError, OSError) as error:
        complaints.print(f"riwaya: {error}")
        return WRONG
    return SOME_FAILED if failed else OK


def _explain(engine: Engine, intake: Intake, words: bool, complaints: Console) -> bool:
    """Prints a report's explanation and its events; False if it could not be coded."""
    out = Console(highlight=False, markup=False, emoji=False, soft_wrap=True)
    try:
        explanation = engine.explain(intake.report)
    except StageError as error:
        complaints.print(f"{intake.where}: {error}")
        return False
    out.print(Text(f"{intake.report.id} · {intake.where}", "bold"))
    for line in explanation_lines(explanation, words=words):
        out.print(line)
    outcome = outcome_of(intake, engine.code_safely(intake.report))
    if not isinstance(outcome, Coded):
        complaints.print(f"{outcome.where}: {outcome.stage}: {outcome.cause}")
        return False
    table = open_export("table", width=shutil.get_terminal_size((100, 0)).columns, colour=sys.stdout.isatty())
    sys.stdout.write("\n" + table.report(outcome.report, outcome.coded))
    return True


def explanation_lines(explanation: Explanation, *, words: bool = False) -> Iterator[Text]:
    """Each sentence, its words and every field of its mentions if wanted, and what the rules say to it."""
    analysis = explanation.analysis
    said: dict[int, list[str]] = {}
    for index, lines in explanation.lines:
        said.setdefault(index, []).extend(lines)
    for index, sentence in enumerate(analysis.sentences):
        yield Text()
        yield Text.assemble((f"sentence {index}", "bold cyan"), f" ({sentence.kind}, {sentence.start}:{sentence.end})")
        yield Text(f"  {' '.join(analysis.report.text[sentence.start : sentence.end].split())}{_MARK}")
        if words:
            yield from _word_lines(analysis, sentence)
            yield from _mention_lines(analysis, explanation.mentions, sentence)
        for line in said.get(index, ()):
            yield Text.assemble(("  > ", "green"), line)


def _word_lines(analysis: Analysis, sentence: Sentence) -> Iterator[Text]:
    for token in analysis.tokens[sentence.first : sentence.last]:
        if token.word.kind == "word":
            yield Text(f"    {_word(analysis, token)}", "dim")


def _word(analysis: Analysis, token: Token) -> str:
    word = token.word
    parts = [
        f"{analysis.report.text[token.start : token.end]}{_MARK}",
        word.pos,
        f"lemma {word.lemma or '?'}{_MARK}",
        f"stem {word.stem or '?'}{_MARK}",
        f"before {'+'.join(word.proclitics)}{_MARK}" if word.proclitics else "",
        f"behind {word.enclitic}{_MARK}" if word.enclitic else "",
        word.features,
        "passive" if token.passive else "",
        "" if word.known else "not in the table",
    ]
    return "  ".join(filter(None, parts))


def _mention_lines(analysis: Analysis, mentions: Mentions, sentence: Sentence) -> Iterator[Text]:
    kinds: list[tuple[str, tuple[Mention, ...]]] = [
        ("place", mentions.places),
        ("actor", mentions.actors),
        ("time", mentions.times),
        ("count", mentions.counts),
        ("weapon", mentions.weapons),
    ]
    for kind, found in kinds:
        for mention in found:
            if sentence.first <= mention.first < sentence.last:
                words = " ".join(analysis.text(mention.first, mention.last, mention.cut).split())
                about = f"  [{mention.rule}] {details(mention)}".rstrip()
                yield Text.assemble((f"  {kind:<7}", "magenta"), f"{words}{_MARK}", (about, "dim"))


def details(value: msgspec.Struct) -> str:
    """The fields that say more than where a mention stands, those at their default left out."""
    told = []
    for name, default in zip(value.__struct_fields__, _defaults(value), strict=True):
        field = getattr(value, name)
        if name in Mention.__struct_fields__ or field == default:
            continue
        told.append(f"{name}=({details(field)})" if isinstance(field, msgspec.Struct) else f"{name}={field}")
    return " ".join(told)


def _defaults(value: msgspec.Struct) -> list[object]:
    """The default of each field; a value that equals nothing where there is none."""
    defaults = value.__struct_defaults__
    return [object()] * (len(value.__struct_fields__) - len(defaults)) + list(defaults)
