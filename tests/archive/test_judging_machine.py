"""Random judgements, undos, codings and linkings on a real archive: undo, replay and the log's verification hold."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any, Final

import msgspec
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import Connection, Table, delete, insert, select, update
from sqlalchemy import text as sql

import postgres
from filed import AT, filing, shellings
from riwaya.archive import judging
from riwaya.archive.judging import Hand, waiting
from riwaya.archive.linking import recluster
from riwaya.errors import JudgementError
from riwaya.model import Count, Event
from riwaya.model.accounts import Account
from riwaya.model.judgements import Judgement
from riwaya.review.constraints import Constraints, constraints
from riwaya.review.fields import read_value
from riwaya.review.overlay import overlay
from riwaya.store.accounts import all_accounts
from riwaya.store.audit import head, log
from riwaya.store.engine import Store, open_store
from riwaya.store.exact import read_exactly, untouched
from riwaya.store.judging import standing_judgements
from riwaya.store.tables import audit, events, incident_events, incidents, judgements, reports
from riwaya.store.verifying import verify
from tampering import drop_guards, file_and_log

TEXT: Final = "قصف على مدينة تعز. قصف على حي الجحملية. قصف على مدينة حرض."
NAMES: Final = ("a", "b")
CORRECTIONS: Final = (
    ("killed", "9+"),
    ("killed", "3-4"),
    ("killed", None),
    ("injured", "2"),
    ("type", "air_strike"),
    ("date", "2015-07-19..2015-07-20"),
    ("civilians_harmed", "yes"),
    ("actors", "the army; a militia"),
)
# What an archive holds that does not follow from the rest.
KEPT: Final[dict[Table, tuple[str, ...]]] = {
    reports: ("row", "voice"),
    events: ("row", "report", "linked"),
    judgements: (),
    audit: (),
}
WHICH = st.integers(0, 10_000)
State = tuple[tuple[Account, ...], Constraints]


class RolledBackError(Exception):
    """Ends a transaction that must leave nothing."""


@contextmanager
def rolled_back(store: Store) -> Iterator[Connection]:
    try:
        with store.writing() as connection:
            yield connection
            raise RolledBackError
    except RolledBackError:
        return


class Oracle:
    """Which judgements hold, worked out in the plainest way."""

    def __init__(self, said: Sequence[Judgement]) -> None:
        self.said = said

    def holds(self, one: Judgement) -> bool:
        return not any(self.holds(undo) for undo in self.said if undo.kind == "undo" and undo.undoes == one.id)

    def effective(self) -> list[Judgement]:
        return [one for one in self.said if one.kind != "undo" and self.holds(one)]

    def event(self, account: Account) -> Event:
        """The machine's event with the corrections in their order, the last on top."""
        event = account.event
        for one in self.effective():
            if one.kind == "correct" and one.subject == account.key:
                event = msgspec.structs.replace(event, **{one.field: read_value(one.field, one.value)})
        return event

    def standing(self, key: str) -> str:
        own = [one for one in self.effective() if one.subject == key]
        verdicts = [one.kind for one in own if one.kind in ("accept", "reject")]
        if verdicts and verdicts[-1] == "reject":
            return "rejected"
        if any(one.kind == "correct" for one in own):
            return "corrected"
        return "accepted" if verdicts else "machine"


class Reviewing(RuleBasedStateMachine):
    """Two analysts, a coder that changes its mind, and a linker that moves events about."""

    def __init__(self) -> None:
        super().__init__()
        self.store = open_store(self.new_address())
        self.said: list[Judgement] = []
        self.keys: list[str] = []
        self.at = AT
        self.linked = False  # since the events last changed

    def new_address(self) -> str:
        """The address of an empty archive."""
        raise NotImplementedError

    @initialize()
    def file(self) -> None:
        with self.store.writing() as connection:
            file_and_log(
                connection, AT, *(filing(name, TEXT, events=shellings(TEXT, confidence=0.5)) for name in NAMES)
            )
        self.keys = [account.key for account in self.machine()]

    def teardown(self) -> None:
        self.store.close()

    # ---- what is so ----

    def machine(self) -> list[Account]:
        with self.store.reading() as connection:
            return list(all_accounts(connection))

    def state(self) -> State:
        """The accounts as they stand, whatever incident they are in, and what is joined and parted."""
        with self.store.reading() as connection:
            told = standing_judgements(connection)
            plain = [msgspec.structs.replace(account, incident="") for account in all_accounts(connection)]
            return overlay(plain, told), constraints(told)

    def together(self) -> set[frozenset[str]]:
        """Which accounts share an incident."""
        found: dict[str, set[str]] = {}
        for account in self.machine():
            found.setdefault(account.incident or account.key, set()).add(account.key)
        return {frozenset(keys) for keys in found.values()}

    def hand(self, who: int) -> Hand:
        self.at += dt.timedelta(minutes=1)
        return Hand(by=("amal", "badr")[who % 2], at=self.at, why=f"reason {who}")

    def do(self, work: Callable[..., Any], *given: Any, who: int) -> bool:
        """Judges, if it can be judged; whether it could."""
        try:
            with self.store.writing() as connection:
                kept = work(connection, *given, self.hand(who))
        except JudgementError:
            return False
        self.said += kept if isinstance(kept, list) else [kept]
        return True

    # ---- what happens ----

    def judge(self, what: int, which: int, who: int) -> bool:
        """One judgement of any kind but an undo; whether it could be."""
        key, other = (self.keys[number % len(self.keys)] for number in (which, which // 7 + 1))
        kind = ("accept", "reject", "correct", "correct", "same", "apart", "note")[what % 7]
        if kind in ("accept", "reject"):
            return self.do(judging.decide, kind, [key], who=who)
        if kind == "correct":
            return self.do(judging.correct, key, *CORRECTIONS[which % len(CORRECTIONS)], who=who)
        if kind == "note":
            return self.do(judging.note, key, who=who)
        return self.do(judging.pair, kind, key, other, who=who)

    @rule(what=WHICH, which=WHICH, who=WHICH)
    def judged(self, what: int, which: int, who: int) -> None:
        self.judge(what, which, who)

    @rule(what=WHICH, which=WHICH, who=WHICH)
    def judged_and_undone(self, what: int, which: int, who: int) -> None:
        """Undoing the last judgement restores exactly what was before; undoing the undo, what it had made."""
        before, apart = self.state(), self.together()
        if not self.judge(what, which, who):
            return
        made, joined = self.state(), self.together()
        assert self.do(judging.undo, [self.said[-1].id], who=who)
        assert self.state() == before
        assert not self.linked or self.together() == apart
        assert self.do(judging.undo, [self.said[-1].id], who=who)
        assert self.state() == made
        assert not self.linked or self.together() == joined

    @precondition(lambda self: self.said)
    @rule(which=WHICH, who=WHICH)
    def undone(self, which: int, who: int) -> None:
        """Undoing an earlier judgement keeps all later ones."""
        meant = self.said[which % len(self.said)]
        before = {one.id for one in Oracle(self.said).effective()}
        could = Oracle(self.said).holds(meant)
        assert self.do(judging.undo, [meant.id], who=who) == could
        after = {one.id for one in Oracle(self.said).effective()}
        assert {number for number in after if number > meant.id} == {number for number in before if number > meant.id}
        if could and meant.kind != "undo":
            assert after == before - {meant.id}

    @rule(which=WHICH, given=st.sets(st.integers(0, 2)), killed=st.none() | st.integers(1, 5))
    def coded_again(self, which: int, given: set[int], killed: int | None) -> None:
        """The coder gives some of a report's events, or all, perhaps with another figure; nobody's word is lost."""
        with self.store.reading() as connection:
            before = standing_judgements(connection)
        figure = None if killed is None else Count(min=killed, max=killed)
        told = shellings(TEXT, killed=figure, confidence=0.6)
        some = tuple(event for number, event in enumerate(told) if number in given)
        with self.store.writing() as connection:
            again = filing(NAMES[which % len(NAMES)], TEXT, events=some)
            file_and_log(connection, self.at, again, recode=True)
        self.linked = False
        with self.store.reading() as connection:
            assert standing_judgements(connection) == before

    @rule(into=st.lists(st.integers(0, 2), min_size=6, max_size=6))
    def linked_again(self, into: list[int]) -> None:
        """Whatever the machine makes of it, what analysts joined comes together and what they parted does not."""
        with self.store.writing() as connection:
            keys = connection.execute(select(events.c.key).order_by(events.c.key)).scalars().all()
            empty = {"type": "shelling", "country": "", "reports": 1, "voices": 1, "outlets": 1}
            fresh = {f"I{number}" for number in into} - set(connection.execute(select(incidents.c.id)).scalars())
            connection.execute(delete(incident_events))
            rows = [{"event": key, "incident": f"I{number}"} for key, number in zip(keys, into, strict=False)]
            if fresh:
                connection.execute(insert(incidents), [{"id": id_} | empty for id_ in sorted(fresh)])
            if rows:
                connection.execute(insert(incident_events), rows)
            connection.execute(update(events).values(linked=True))
            recluster(connection, keys, at=self.at, by="amal")
        self.linked = True
        incident = {account.key: account.incident for account in self.machine()}
        _, (same, apart) = self.state()
        together = [(a, b) for a, b in same if a in incident and b in incident]
        assert all(incident[a] == incident[b] != "" for a, b in together)
        assert not any(incident[a] == incident[b] != "" for a, b in apart if a in incident and b in incident)

    @rule(data=st.data())
    def tampered_with(self, data: st.DataObject) -> None:
        """A changed value anywhere is found, and leaves no trace when the transaction is rolled back."""
        table = data.draw(st.sampled_from(list(KEPT)), label="table")
        columns = [column.name for column in table.c if column.name not in KEPT[table]]
        name = data.draw(st.sampled_from(columns), label="column")
        with rolled_back(self.store) as connection:
            drop_guards(connection)
            if change_one(connection, table, name, data.draw):
                kept = head(connection) if table is not audit else None
                assert verify(connection, kept).findings, f"{table.name}.{name} was changed and nobody saw it"

    # ---- what must hold ----

    @invariant()
    def the_log_verifies(self) -> None:
        with self.store.reading() as connection:
            found = verify(connection)
        assert found.findings == ()
        assert found.judgements == len(self.said)

    @invariant()
    def what_stands_is_what_the_oracle_says(self) -> None:
        (told, _), oracle = self.state(), Oracle(self.said)
        for account, machine in zip(told, self.machine(), strict=True):
            assert account.event == oracle.event(machine)
            assert account.standing == oracle.standing(account.key)

    @invariant()
    def replaying_the_log_gives_the_same(self) -> None:
        with self.store.reading() as connection:
            lines = [msgspec.json.decode(line.data) for line in log(connection) if line.action == "judgement"]
            replayed = [msgspec.convert(line["judgement"], Judgement) for line in lines]
            assert replayed == standing_judgements(connection) == self.said
        plain = [msgspec.structs.replace(account, incident="") for account in self.machine()]
        assert (overlay(plain, replayed), constraints(replayed)) == self.state()

    @invariant()
    def what_was_said_stands_or_waits(self) -> None:
        with self.store.reading() as connection:
            waits = {(one.subject, one.judgement) for one in waiting(connection, 1000)[0] if one.reason == "gone"}
        stands = {(account.key, number) for account in self.state()[0] for number in account.judgements}
        latest: dict[object, Judgement] = {}
        for one in Oracle(self.said).effective():
            verdict = one.kind in ("accept", "reject")
            matter = frozenset((one.subject, one.other)) if one.other else (one.subject, verdict, one.field)
            latest[one.id if one.kind == "note" else matter] = one
        for one in latest.values():
            for key in filter(None, (one.subject, one.other)):
                assert (key, one.id) in stands | waits


def change_one(connection: Connection, table: Table, name: str, draw: Callable[..., Any]) -> bool:
    """Changes one value of a column, of a text in SQLite one bit of one byte; False where there is none to change."""
    number = next(iter(table.primary_key.columns))
    with read_exactly(connection):
        rows = connection.execute(select(number, untouched(table.c[name]).label("value")).order_by(number)).all()
    if not rows:
        return False
    row = rows[draw(st.integers(0, len(rows) - 1), label="row")]
    value, kind = row.value, table.c[name].type.python_type
    here = number == row[0]
    if connection.dialect.name == "sqlite":
        connection.execute(sql("PRAGMA defer_foreign_keys = ON"))
        if isinstance(value, str):
            raw = bytearray(value.encode()) or bytearray(b"x")
            place = draw(st.integers(0, len(raw) - 1), label="byte")
            raw[place] ^= 1 << draw(st.integers(0, 7), label="bit")
            connection.execute(
                sql(f'UPDATE {table.name} SET "{name}" = CAST(:raw AS TEXT) WHERE {number.name} = :row'),
                {"raw": bytes(raw), "row": row[0]},
            )
            return True
    elif table is events and name == "key":
        return False  # a foreign key holds it
    other: object = "x" if value is None or value != "x" else "y"
    if kind is dt.date:
        other = dt.date(2001, 2, 3)
    elif kind in (int, float):
        other = (value or 0) + 1000
    elif isinstance(value, str) and value:
        place = draw(st.integers(0, len(value) - 1), label="letter")
        other = value[:place] + ("x" if value[place] != "x" else "y") + value[place + 1 :]
    connection.execute(update(table).where(here).values({name: other}))
    return True


def run(machine: type[Reviewing], examples: int, steps: int) -> None:
    # Not shrunk, which takes minutes on a real archive: what fails is twenty steps at most, and is printed.
    how = settings(
        phases=[Phase.explicit, Phase.generate],
        max_examples=examples,
        stateful_step_count=steps,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(machine, settings=how)


def test_on_sqlite(tmp_path: Path) -> None:
    empty = tmp_path / "empty.db"
    open_store(str(empty)).close()
    made = count()

    class OnSqlite(Reviewing):
        def new_address(self) -> str:
            path = tmp_path / f"{next(made)}.db"
            shutil.copy(empty, path)
            return str(path)

    run(OnSqlite, examples=30, steps=20)


def test_on_postgresql(cluster: postgres.Cluster) -> None:
    class OnPostgresql(Reviewing):
        def new_address(self) -> str:
            return cluster.new_database()

    run(OnPostgresql, examples=4, steps=12)
