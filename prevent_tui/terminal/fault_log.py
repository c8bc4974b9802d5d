"""Where the details of a fault go, so that the person at the screen sees a reference and no traceback."""

from __future__ import annotations

import datetime as dt
import os
import secrets
import traceback
from pathlib import Path

from prevent_tui.safety import clean

#: Letters and digits that are not mistaken for one another when read out on the telephone.
_LETTERS = "23456789ABCDEFGHJKMNPQRTUVWXYZ"
#: Bytes; a fuller log makes room by becoming the one before (`.1`).
_MOST = 1_000_000


def new_reference() -> str:
    """A short reference such as `K7M-4QX`, to be read out to whoever looks after the program."""
    letters = [secrets.choice(_LETTERS) for _ in range(6)]
    return f"{''.join(letters[:3])}-{''.join(letters[3:])}"


def record(error: BaseException | str, log: Path | None, *, now: dt.datetime) -> str:
    """Append a fault to the log (made for its owner alone) and give its reference.

    The entry holds where in the program it happened and the error's own words, no values of variables.
    A log that can't be written costs the details, never the reference: there is nobody left to tell.
    """
    reference = new_reference()
    lines = [error] if isinstance(error, str) else traceback.format_exception(error)
    entry = f"{now.isoformat(timespec='seconds')} {reference}\n{clean(''.join(lines), lines=True).rstrip()}\n\n"
    if log is not None:
        try:
            _append(entry, log)
        except OSError:
            return reference
    return reference


def _append(entry: str, log: Path) -> None:
    log.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if log.exists() and log.stat().st_size > _MOST:
        log.replace(log.with_name(log.name + ".1"))
    fd = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    with open(fd, "a", encoding="utf-8") as stream:
        stream.write(entry)
