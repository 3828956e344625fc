"""Files, folders and standard input become reports; what can not be read becomes a recorded failure.

In: plain text, JSON, tables, exports of Telegram, saved pages, archives of the web, gzipped or not, in UTF-8, UTF-16,
windows-1256 or ISO-8859-6.
Out: for each report an `Intake` (the report and its warnings) or a `Failure` with file, line and cause, in input order.
Data: `data/pages`: furniture of pages, names of columns; what counts as hardly Arabic is stated in `suitability`.
"""

from riwaya.intake.dates import parse_day
from riwaya.intake.read import read_reports
from riwaya.intake.received import Defaults, Intake, Received, Skipped
from riwaya.intake.sources import kind_of, total_bytes

__all__ = ["Defaults", "Intake", "Received", "Skipped", "kind_of", "parse_day", "read_reports", "total_bytes"]
