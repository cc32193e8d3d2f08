"""A real PostgreSQL server for tests, on a socket of its own, gone when they end."""

import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from urllib.parse import quote

FOLDERS = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
PASSWORD = "secret-word"
"""The server does not ask for it; nothing may print it."""

UNSAFE = "-c fsync=off -c full_page_writes=off"
"""What makes it quick; a crash of the server alone, unlike one of the machine, loses nothing by it."""


def program(name: str) -> str | None:
    """A program of PostgreSQL."""
    for folder in FOLDERS:
        if (folder / name).exists():
            return str(folder / name)
    return shutil.which(name)


def missing() -> str:
    """Why no server can be started here; empty where one can."""
    for name in ("initdb", "pg_ctl"):
        if program(name) is None:
            return f"no {name} of PostgreSQL is installed (tools/system.sh installs it)"
    if os.geteuid() == 0 and shutil.which("runuser") is None:
        return "PostgreSQL does not run as root, and there is no runuser"
    return ""


def _as_postgres(*command: str) -> None:
    # The server takes the place of what started it, so its output must not keep a pipe open.
    who = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    with tempfile.TemporaryFile() as said:
        done = subprocess.run(
            [*who, *command], stdout=said, stderr=said, check=False, cwd="/", timeout=120
        )
        if done.returncode:
            said.seek(0)
            raise RuntimeError(f"{command[0]}: {said.read().decode()[-2000:]}")


@dataclass
class Server:
    """A server over one folder.

    Args:
        folder: short, as the path of a socket must be.
    """

    folder: Path

    def __post_init__(self) -> None:
        self._names = count(1)

    @property
    def data(self) -> str:
        """Where it keeps its files."""
        return str(self.folder / "data")

    def prepare(self) -> None:
        """Make its files."""
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres", "postgres")
        # A language's order of letters, to show that the record does not depend on it.
        _as_postgres(
            str(program("initdb")),
            *("-D", self.data, "-U", "tester", "-A", "trust", "-E", "UTF8", "--no-sync"),
            *("--locale-provider=icu", "--icu-locale=en", "--locale=C.UTF-8"),
        )

    def start(self) -> None:
        """Start it, and wait until it answers."""
        options = f"-k {self.folder} -c listen_addresses='' -c max_connections=20 {UNSAFE}"
        log = str(self.folder / "log")
        _as_postgres(
            str(program("pg_ctl")), "-D", self.data, "-w", "-l", log, "-o", options, "start"
        )

    def stop(self, how: str = "fast") -> None:
        """Stop it: ``immediate`` is as a crash."""
        _as_postgres(str(program("pg_ctl")), "-D", self.data, "-w", "-m", how, "stop")

    def record(self) -> str:
        """The address of a new record: an empty schema, which is made quicker than a database."""
        import psycopg

        schema = f"record{next(self._names)}"
        address = self.address("postgres")
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(f"create schema {schema}".encode())
        return f"{address}&options=-csearch_path%3D{schema}"

    def address(self, name: str) -> str:
        """The address of a database."""
        return f"postgresql://tester:{PASSWORD}@/{name}?host={quote(str(self.folder), safe='')}"
