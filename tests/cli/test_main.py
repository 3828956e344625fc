from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import typer
from typer.testing import Result

from riwaya import __version__
from riwaya.cli.main import app
from riwaya.export import FORMATS
from riwaya.export.csv import COLUMNS

Run = Callable[..., Result]
COMMANDS = [
    "check",
    "code",
    "custody",
    "explain",
    "export",
    "incident",
    "incidents",
    "ingest",
    "link",
    "schema",
    "search",
    "status",
]
