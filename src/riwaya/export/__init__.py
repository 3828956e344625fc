"""Coded reports, and the accounts and incidents of an archive, become files, one format a module.

In: a `Report` and its `CodedReport`, one pair after the other (`formats`); an `Account` or `Incident` after the other
(`writers`). Out: pieces of text or bytes, to be written as they come; `docs/cli.md` and `docs/exports.md` tell columns.
Data: `export/` (countries, kinds of parties and event types of ACLED and UCDP; names of people, to leave them out).
"""

from riwaya.export.formats import FORMATS, Export, FormatName, open_export

__all__ = ["FORMATS", "Export", "FormatName", "open_export"]
