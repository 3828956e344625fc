"""Coded reports become the text of a file, one format a module.

In: a `Report` and its `CodedReport`, one pair after the other. Out: pieces of text, to be written as they come.
Data: none; `docs/cli.md` describes the formats and the columns of CSV.
"""

from riwaya.export.formats import FORMATS, Export, FormatName, open_export

__all__ = ["FORMATS", "Export", "FormatName", "open_export"]
