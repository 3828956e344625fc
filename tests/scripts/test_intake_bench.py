"""The figures that `docs/pages.md` quotes hold, on fewer pages."""

from __future__ import annotations

import intake_bench


def test_the_figures_that_must_hold() -> None:
    told = intake_bench.figures(4)
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in told.splitlines() if line.startswith("| ")]
    head, *figures = [row for row in rows if not row[0].startswith("---")]
    assert tuple(head) == intake_bench.HEAD
    assert len(figures) >= 16
    for layout, _pages, f1, _worst, day, _title, encoding, _speed in figures:
        assert float(f1) >= 0.95, layout
        assert float(day) >= 0.95, layout
        assert float(encoding) == 1, layout
    assert "10 of 10 pages that are no articles are told apart." in told
