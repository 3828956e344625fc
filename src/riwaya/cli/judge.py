"""`riwaya judge`: what an analyst decides of accounts and incidents, each decision a command of its own."""

from __future__ import annotations

from typing import Annotated, Final

import typer

EXAMPLES: Final = """[bold]Examples[/bold]

riwaya judge accept E0c1f0a2b3c4d --why "read the report"

riwaya judge correct E0c1f0a2b3c4d killed 9-12

riwaya judge same E0c1f0a2b3c4d E5d6e7f8a9b0c

riwaya judge undo 12

[dim]Exit code: 0 done, 2 wrong usage, or it can not be judged so; nothing is then kept.[/dim]
"""
_EXIT: Final = "[dim]Exit code: 0 done, 2 wrong usage, or it can not be judged so; nothing is then kept.[/dim]"

app = typer.Typer(
    name="judge",
    no_args_is_help=True,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)

Db = Annotated[
    str | None, typer.Option("--db", metavar="ADDRESS", help="The archive. Default: RIWAYA_DB, else riwaya.db.")
]
By = Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who judges. Default: RIWAYA_BY, else the login.")]
Why = Annotated[str, typer.Option("--why", metavar="WORDS", help="The reason, for those who read it later.")]
Subjects = Annotated[
    list[str], typer.Argument(metavar="ID", help="Events (E…), or incidents (I…), which stand for all their events.")
]
One = Annotated[str, typer.Argument(metavar="ID", help="An event (E…) or an incident (I…), meaning all its events.")]
Other = Annotated[str, typer.Argument(metavar="ID", help="The other one.")]
Event = Annotated[str, typer.Argument(metavar="EVENT", help="The key of an event (E…).")]


def _examples(*lines: str) -> str:
    return "\n\n".join(["[bold]Examples[/bold]", *lines, _EXIT])


@app.command(
    "accept",
    epilog=_examples("riwaya judge accept E0c1f0a2b3c4d", 'riwaya judge accept I5d6e7f8a9b0c --why "all four read"'),
)
def accept(subjects: Subjects, why: Why = "", by: By = None, db: Db = None) -> None:
    """Say that events are as they stand: coded right, or corrected until they were."""
    from riwaya.cli.judging import decide

    decide("accept", subjects, by=by, why=why, db=db)


@app.command(
    "reject",
    epilog=_examples("riwaya judge reject E0c1f0a2b3c4d", 'riwaya judge reject E0c1f0a2b3c4d --why "told of 2006"'),
)
def reject(subjects: Subjects, why: Why = "", by: By = None, db: Db = None) -> None:
    """Say that events are none: they are kept, and left out of incidents' figures and of exports."""
    from riwaya.cli.judging import decide

    decide("reject", subjects, by=by, why=why, db=db)


@app.command(
    "correct",
    epilog=_examples(
        "riwaya judge correct E0c1f0a2b3c4d killed 9+",
        "riwaya judge correct E0c1f0a2b3c4d date 2015-07-19..2015-07-20",
        'riwaya judge correct E0c1f0a2b3c4d places "Taiz"',
        """riwaya judge correct E0c1f0a2b3c4d killed '{"min": 9, "max": null}'""",
        "riwaya judge correct E0c1f0a2b3c4d weapon --none",
    ),
)
def correct(
    event: Event,
    field: Annotated[
        str,
        typer.Argument(
            metavar="FIELD",
            help="type, modality, actors, targets, places, date, killed, injured, killed_or_injured, "
            "civilians_harmed, weapon or sources.",
        ),
    ],
    value: Annotated[
        str | None,
        typer.Argument(metavar="VALUE", help="JSON of the field, or its short form.", show_default=False),
    ] = None,
    none: Annotated[bool, typer.Option("--none", help="Set the field to nothing, in place of a value.")] = False,
    why: Why = "",
    by: By = None,
    db: Db = None,
) -> None:
    """Say what a field should be. The machine's value is kept beside it, and comes back with an undo."""
    from riwaya.cli.judging import correct as work

    if none == (value is not None):
        raise typer.BadParameter("give a value, or --none for nothing", param_hint="VALUE")
    work(event, field, value, by=by, why=why, db=db)


@app.command(
    "same",
    epilog=_examples("riwaya judge same E0c1f0a2b3c4d E5d6e7f8a9b0c", "riwaya judge same I0c1f0a2b3c4d E5d6e7f8a9b0c"),
)
def same(
    one: One,
    other: Other,
    why: Why = "",
    by: By = None,
    db: Db = None,
) -> None:
    """Say that two events, or incidents, are of one thing: they come into one incident."""
    from riwaya.cli.judging import pair

    pair("same", one, other, by=by, why=why, db=db)


@app.command(
    "apart",
    epilog=_examples(
        "riwaya judge apart E0c1f0a2b3c4d E5d6e7f8a9b0c",
        'riwaya judge apart I0c1f0a2b3c4d I5d6e7f8a9b0c --why "next day"',
    ),
)
def apart(
    one: One,
    other: Other,
    why: Why = "",
    by: By = None,
    db: Db = None,
) -> None:
    """Say that two events, or incidents, are not of one thing: they never come into one incident."""
    from riwaya.cli.judging import pair

    pair("apart", one, other, by=by, why=why, db=db)


@app.command(
    "note",
    epilog=_examples(
        'riwaya judge note E0c1f0a2b3c4d "the photographs are of another day"',
        'riwaya judge note I5d6e7f8a9b0c "ask the field office"',
    ),
)
def note(
    subject: Annotated[str, typer.Argument(metavar="ID", help="An event (E…) or an incident (I…).")],
    words: Annotated[str, typer.Argument(metavar="WORDS", help="What there is to say.")],
    by: By = None,
    db: Db = None,
) -> None:
    """Write down a remark, which changes nothing."""
    from riwaya.cli.judging import note as work

    work(subject, words, by=by, db=db)


@app.command("undo", epilog=_examples("riwaya judge undo 12", 'riwaya judge undo 12-20 31 --why "wrong incident"'))
def undo(
    numbers: Annotated[
        list[str], typer.Argument(metavar="N", help="Numbers of judgements, or ranges of them (12-20).")
    ],
    why: Why = "",
    by: By = None,
    db: Db = None,
) -> None:
    """Take judgements back, each by its number; later ones keep standing. An undo can be undone too."""
    from riwaya.cli.judging import undo as work

    work(numbers, by=by, why=why, db=db)


@app.command(
    "history",
    epilog=_examples("riwaya judge history E0c1f0a2b3c4d", "riwaya judge history E0c1f0a2b3c4d killed --json"),
)
def history(
    subject: Annotated[str, typer.Argument(metavar="ID", help="An event (E…) or an incident (I…).")],
    field: Annotated[
        str, typer.Argument(metavar="FIELD", help="Only this field of the event.", show_default=False)
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="All of it as JSON.")] = False,
    db: Db = None,
) -> None:
    """Show what the machine said, each judgement, by whom, when and why, what became of it, and what stands."""
    from riwaya.cli.judging import history as work

    work(subject, field, as_json=as_json, db=db)
