"""A PostgreSQL cluster that lives as long as a test session: on loopback, at a free port, as an unprivileged user."""

from __future__ import annotations

import itertools
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

USERS: Final = ("postgres", "nobody")  # who runs the server where the tests run as root, which PostgreSQL refuses
DEBIAN: Final = Path("/usr/lib/postgresql")
ATTEMPTS: Final = 5
TIMEOUT_SECONDS: Final = 60
# Nothing here must outlive a power cut.
SETTINGS: Final = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "50",
    "shared_buffers": "32MB",
}


class NoClusterError(Exception):
    """Says why there is no PostgreSQL here to test with."""


class Cluster:
    """A running server and the databases made on it."""

    def __init__(self, port: int) -> None:
        self._server = f"postgresql+psycopg://riwaya@127.0.0.1:{port}"
        self._count = itertools.count(1)

    def new_database(self) -> str:
        """The address of a fresh, empty database."""
        from sqlalchemy import create_engine

        name = f"t{next(self._count)}"
        engine = create_engine(f"{self._server}/postgres", isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {name}")
        engine.dispose()
        return f"{self._server}/{name}"


@contextmanager
def running() -> Iterator[Cluster]:
    """A cluster while the block runs. Raises `NoClusterError` where none can be started."""
    programs = _programs()
    rights = _rights()
    # Not below pytest's own folder, into which another user may not look.
    folder = Path(tempfile.mkdtemp(prefix="riwaya-postgres-"))
    try:
        if "user" in rights:
            shutil.chown(folder, rights["user"], rights["group"])
        data = folder / "data"
        init = [programs / "initdb", "-D", data, "-U", "riwaya", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]
        _run(init, folder, rights)
        port = _start(programs, data, folder, rights)
        try:
            yield Cluster(port)
        finally:
            _run([programs / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop"], folder, rights)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _start(programs: Path, data: Path, folder: Path, rights: dict[str, Any]) -> int:
    """Starts the server and returns its port; another one where somebody took it in the meantime."""
    settings = " ".join(f"-c {name}={value or chr(39) * 2}" for name, value in SETTINGS.items())
    for attempt in range(1, ATTEMPTS + 1):
        port = _free_port()
        start = [programs / "pg_ctl", "-D", data, "-l", folder / "log", "-w", "-o", f"-p {port} {settings}", "start"]
        try:
            _run(start, folder, rights)
        except NoClusterError:
            if attempt == ATTEMPTS:
                raise
        else:
            return port
    raise NoClusterError("no free port")


def _programs() -> Path:
    """The folder of the newest `initdb` and `pg_ctl`."""
    versions = [path for path in DEBIAN.glob("*/bin") if (path / "initdb").exists()]
    if versions:
        return max(versions, key=lambda path: int(path.parent.name) if path.parent.name.isdigit() else 0)
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    raise NoClusterError("PostgreSQL is not installed (Debian: apt-get install postgresql)")


def _rights() -> dict[str, Any]:
    """As whom the server runs, in the words of `subprocess`: as we do, unless we are root."""
    if os.geteuid() != 0:
        return {}
    for name in USERS:
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    raise NoClusterError(f"PostgreSQL does not run as root, and there is none of the users {', '.join(USERS)}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _run(command: list[Any], folder: Path, rights: dict[str, Any]) -> None:
    # To a file, since the server inherits standard output and would keep a pipe open.
    said = folder / "said"
    environment = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C"}
    try:
        with said.open("wb") as out:
            subprocess.run(
                [str(part) for part in command],
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                env=environment,
                check=True,
                timeout=TIMEOUT_SECONDS,
                **rights,
            )
    except (OSError, subprocess.SubprocessError) as error:
        words = said.read_text("utf-8", "replace").strip() if said.exists() else ""
        raise NoClusterError(f"PostgreSQL can not be started here: {error}: {words}") from error
