"""JSON lines: a coded report a line, every field, in the order of the model."""

from __future__ import annotations

import msgspec

from riwaya.model import CodedReport, Report


class JsonLinesExport:
    """The whole `CodedReport`, so that `msgspec.json.decode(line, type=CodedReport)` gives it back."""

    def __init__(self) -> None:
        self._encoder = msgspec.json.Encoder()

    def head(self) -> str:
        """Nothing stands at the head."""
        return ""

    def report(self, report: Report, coded: CodedReport) -> str:  # noqa: ARG002 (the spans need no words here)
        """One line."""
        return self._encoder.encode(coded).decode("utf-8") + "\n"

    def tail(self) -> str:
        """Nothing stands at the end."""
        return ""
