"""Keeping a file for a person without taking the place of another one."""

from __future__ import annotations

import os
from pathlib import Path

from prevent_tui.domain.errors import PreventError

_MOST_TRIES = 1_000


def keep(directory: Path, name: str, data: bytes) -> Path:
    """Write a new file, for its owner alone, and say where: `name`, or with a number where that is taken.

    Raises `cannot_create`.
    """
    stem, dot, ending = name.rpartition(".")
    path = directory / name
    try:
        for number in range(2, _MOST_TRIES):
            try:
                handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_CLOEXEC, 0o600)
            except FileExistsError:
                path = directory / f"{stem}-{number}{dot}{ending}"
                continue
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            return path
    except OSError as error:
        raise PreventError("cannot_create", path=str(path), reason=error.strerror or "") from error
    raise PreventError("cannot_create", path=str(path), reason="")
