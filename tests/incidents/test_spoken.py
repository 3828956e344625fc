"""The rules' words on a figure."""

from __future__ import annotations

from invented import account, dead
from riwaya.incidents.figures import figures
from riwaya.incidents.spoken import bounds, days_words, figure_lines, figure_words
from riwaya.model import Count
from riwaya.model.accounts import Account
from riwaya.model.incidents import Figure


def killed(*accounts: Account) -> Figure:
    (figure,) = figures(accounts)
    return figure


def test_most_voices_and_who_is_outside() -> None:
    papers = [account(name, killed=dead(43)) for name in "abcde"]
    figure = killed(*papers, account("f", killed=dead(40)), account("g", killed=dead(50, None)))
    assert list(figure_lines(figure)) == [
        'From 40 to 50 or more: who says 50 says "at least".',
        "5 of 7 voices say 43; outside: 40 (f); at least 50 (g).",
        "UCDP low 40, best 43 (the shared figure), high 50.",
    ]
    assert figure_words(figure) == "40+ (43)"


def test_a_tie_is_said_to_be_one() -> None:
    figure = killed(*(account(name, killed=dead(n)) for name, n in (("a", 7), ("b", 7), ("c", 9), ("d", 9))))
    assert "No figure is shared by most: of 4 voices, 2 each say 7 and 9." in list(figure_lines(figure))
    assert figure_words(figure) == "7–9"


def test_one_voice() -> None:
    lines = list(figure_lines(killed(account("a", killed=dead(9)))))
    assert lines == [
        "9.",
        "1 of 1 voice says 9; nobody says otherwise.",
        "UCDP low 9, best 9 (the shared figure), high 9.",
    ]


def test_what_was_replaced_and_what_has_no_number() -> None:
    dozens = Count(min=20, text="عشرات القتلى")  # dozens of dead
    told = [account("a", on=1, killed=dead(30)), account("a", on=2, killed=dead(43)), account("b", killed=dozens)]
    lines = list(figure_lines(killed(*told)))
    assert "Replaced by a later toll of the same source: 30 (a on 2021-03-01)." in lines
    assert "Without a number, so they set no figure: at least 20 (b)." in lines


def test_words_alone() -> None:
    dozens = Count(min=20, text="عشرات القتلى")  # dozens of dead
    figure = killed(account("b", killed=dozens))
    assert "Nobody gives a number, only words for one: at least 20 (b)." in list(figure_lines(figure))
    assert figure_words(figure) == "20+"


def test_bounds_in_words() -> None:
    assert (bounds(9, 9), bounds(9, None), bounds(9, 12)) == ("9", "at least 9", "9 to 12")
    assert figure_words(None) == days_words(None) == ""
