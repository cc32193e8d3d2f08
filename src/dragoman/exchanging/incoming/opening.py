"""Paths to files that can be read: folders walked, zips and gzips unpacked within limits."""

from __future__ import annotations

import gzip
import hashlib
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from dragoman.errors import ExtractError, InputError

MAX_UNPACKED_BYTES = 64 << 30
"""Bytes that one file of an archive may unpack to: GDELT's largest has about 12 GB."""

MAX_RATIO = 200
"""Times by which a packed file may grow: tables pack five to twenty times, a bomb a thousand."""

RATIO_FROM = 16 << 20
"""Bytes up to which a file may grow as it likes: small tables of one word pack well."""

MAX_MEMBERS = 100_000
"""Files that one zip may hold."""

ENDINGS = frozenset({".csv", ".tsv", ".tab", ".txt", ".zip", ".gz"})
"""Endings of files that are looked for in folders and zips; a file that is named may have any."""

_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Table:
    """A table on disk.

    Args:
        path: where its bytes lie.
        shown: its name for people, with the archive that it is from.
        digest: sha256 of its bytes, unpacked.
        unpacked: its bytes were written by us and can go when it is read.
    """

    path: Path
    shown: str
    digest: str
    size: int
    unpacked: bool = False


def walk(paths: Sequence[Path]) -> Iterator[Path]:
    """Files in the order of their names, folders walked.

    Raises:
        InputError: a path is not there.
    """
    for path in paths:
        if path.is_dir():
            for inner in sorted(path.rglob("*")):
                hidden = any(part.startswith(".") for part in inner.relative_to(path).parts)
                if inner.is_file() and inner.suffix.lower() in ENDINGS and not hidden:
                    yield inner
        elif path.is_file():
            yield path
        else:
            raise InputError(f"there is no file {path}")


def opened(path: Path, folder: Path) -> Iterator[Table | ExtractError]:
    """The tables of one file: itself, or what an archive holds, unpacked into a folder.

    Each is to be read before the next is asked for only if the caller removes it.
    """
    if path.suffix.lower() == ".zip":
        yield from _zipped(path, folder)
    elif path.suffix.lower() == ".gz":
        yield _gzipped(path, folder)
    else:
        try:
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            yield ExtractError(f"{path}: cannot be read: {error.strerror}")
        else:
            yield Table(path, str(path), digest, path.stat().st_size)


def _gzipped(path: Path, folder: Path) -> Table | ExtractError:
    packed = path.stat().st_size
    try:
        with gzip.open(path) as file:
            return _unpack(file, packed, str(path), folder / path.stem)
    except (OSError, EOFError, zlib.error) as error:
        return ExtractError(f"{path}: broken gzip: {error}")
    except ExtractError as error:
        return error


def _zipped(path: Path, folder: Path) -> Iterator[Table | ExtractError]:
    try:
        with zipfile.ZipFile(path) as archive:
            members = [info for info in archive.infolist() if not info.is_dir()]
            if len(members) > MAX_MEMBERS:
                yield ExtractError(f"{path}: {len(members):,} files, more than {MAX_MEMBERS:,}")
                return
            if not members:
                yield ExtractError(f"{path}: an empty zip")
            for number, info in enumerate(members):
                name = PurePosixPath(info.filename)
                if (
                    name.suffix.lower() in ENDINGS - {".zip", ".gz"}
                    and "__MACOSX" not in name.parts
                ):
                    target = folder / f"{number}-{name.name}"
                    yield _member(archive, info, f"{path}/{info.filename}", target)
                elif name.suffix.lower() in {".zip", ".gz"}:
                    yield ExtractError(f"{path}/{info.filename}: an archive in an archive")
    except (zipfile.BadZipFile, OSError) as error:
        yield ExtractError(f"{path}: broken zip: {error}", hint="Is it downloaded whole?")


def _member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, shown: str, target: Path
) -> Table | ExtractError:
    if info.flag_bits & 1:
        return ExtractError(f"{shown}: locked by a password")
    try:
        with archive.open(info) as file:
            return _unpack(file, info.compress_size, shown, target)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        target.unlink(missing_ok=True)
        return ExtractError(f"{shown}: broken zip: {error}", hint="Is it downloaded whole?")
    except ExtractError as error:
        return error


def _unpack(file: IO[bytes] | gzip.GzipFile, packed: int, shown: str, target: Path) -> Table:
    """Write an unpacked file, block by block, and stop it when it grows too much.

    Raises:
        ExtractError: it does.
    """
    total, digest = 0, hashlib.sha256()
    read: Callable[[], bytes] = lambda: file.read(_BLOCK)  # noqa: E731 - a type is said of it
    try:
        with target.open("wb") as out:
            for block in iter(read, b""):
                total += len(block)
                too_much = total > RATIO_FROM and total > packed * MAX_RATIO
                if too_much or total > MAX_UNPACKED_BYTES:
                    raise ExtractError(
                        f"{shown}: grows more than {MAX_RATIO} times or"
                        f" {MAX_UNPACKED_BYTES >> 30} GB when unpacked",
                        hint="If it is no bomb, unpack it yourself and give the file.",
                    )
                digest.update(block)
                out.write(block)
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    return Table(target, shown, digest.hexdigest(), total, unpacked=True)
