"""New files for people, whole or not at all, and never in the place of one that is there."""

from __future__ import annotations

import contextlib
import filecmp
import os
import secrets
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from prevent_tui.domain.errors import PreventError

_MODE = 0o600


def write_new(file: Path, data: bytes) -> None:
    """Write a new file for its owner alone; raises `file_exists` or `cannot_create` and then leaves nothing behind."""
    with _beside(file, [data]) as whole:
        try:
            _name(whole, file)
        except FileExistsError as error:
            raise PreventError("file_exists", path=str(file)) from error


def write_beside_others(file: Path, parts: Iterable[bytes]) -> Path:
    """Write a file where one of that name may be: the same one again is left as it is, another gets a number.

    Makes the directory, for its owner alone. It gets its name when all parts are written: where one fails to come,
    nothing is left. Gives the file that holds the data; raises `cannot_create`.
    """
    with _beside(file, parts, make_directory=True) as whole:
        number, there = 1, file
        while True:
            try:
                _name(whole, there)
                return there
            except FileExistsError:
                if there.is_file() and filecmp.cmp(whole, there, shallow=False):
                    return there
            number += 1
            there = file.with_name(f"{file.stem}-{number}{file.suffix}")


@contextlib.contextmanager
def _beside(file: Path, parts: Iterable[bytes], *, make_directory: bool = False) -> Iterator[Path]:
    """The parts as a file beside the place where they belong, which is gone afterwards; `cannot_create`."""
    beside = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    try:
        if make_directory:
            file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write(beside, parts)
        try:
            yield beside
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise PreventError("cannot_create", path=str(file), reason=error.strerror or "") from error


def write_folder(directory: Path, name: str, files: Iterable[tuple[str, bytes]]) -> Path:
    """Write files into a new folder of that name, or with a number where it is taken; all of them or none.

    Makes the directory above, for its owner alone. Raises `cannot_create`.
    """
    beside = directory / f".{name}.{secrets.token_hex(4)}"
    try:
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        beside.mkdir(mode=0o700)
        try:
            for file, data in files:
                _write(beside / file, [data], synced=False)  # many small files, which can be written again
            number, there = 1, directory / name
            while os.path.lexists(there):
                number += 1
                there = directory / f"{name}-{number}"
            beside.rename(there)
        except BaseException:
            shutil.rmtree(beside, ignore_errors=True)
            raise
    except OSError as error:
        raise PreventError("cannot_create", path=str(directory / name), reason=error.strerror or "") from error
    return there


def _write(file: Path, parts: Iterable[bytes], *, synced: bool = True) -> None:
    handle = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_CLOEXEC | os.O_NOFOLLOW, _MODE)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.writelines(parts)
            stream.flush()
            if synced:
                os.fsync(stream.fileno())
    except BaseException:
        file.unlink(missing_ok=True)
        raise


def _name(beside: Path, file: Path) -> None:
    """Give a file its name, unless another has it; a USB stick without links gets the data under the name itself."""
    try:
        os.link(beside, file, follow_symlinks=False)
        return
    except FileExistsError:
        raise
    except OSError:
        if os.path.lexists(file):
            raise FileExistsError(file) from None
    with beside.open("rb") as whole:
        _write(file, whole)
