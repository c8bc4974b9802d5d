"""What went wrong in a database, read from the whole chain of exceptions.

Peewee replaces a cause such as "disk full" by a later "cannot rollback"; the first cause is what a person needs.
"""

from __future__ import annotations

from collections.abc import Iterator

import peewee

from prevent_tui.domain.errors import PreventError

_SQLITE_CODES = {
    5: "database_busy",
    6: "database_busy",
    8: "database_read_only",
    10: "disk_failing",
    11: "database_corrupt",
    13: "disk_full",
    14: "database_unreachable",
    26: "database_corrupt",
}

_SQLSTATES = {
    "53100": "disk_full",
    "25006": "database_read_only",
    "40001": "database_busy",
    "40P01": "database_busy",
    "55P03": "database_busy",
    "53300": "database_busy",
    "58030": "disk_failing",
    "XX001": "database_corrupt",
    "XX002": "database_corrupt",
}

# The worst first: a full disk explains the failed rollback behind it, not the other way round.
_GRAVITY = (
    "database_corrupt",
    "disk_full",
    "database_read_only",
    "disk_failing",
    "database_unreachable",
    "database_busy",
)


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    waiting: list[BaseException | None] = [error]
    while waiting:
        current = waiting.pop()
        if current is None or id(current) in seen:
            continue
        seen.add(id(current))
        yield current
        waiting += [current.__cause__, current.__context__]
        waiting += [argument for argument in current.args if isinstance(argument, BaseException)]


def _code_of(error: BaseException) -> str | None:
    number = getattr(error, "sqlite_errorcode", None)
    if isinstance(number, int):
        return _SQLITE_CODES.get(number & 0xFF)
    state = getattr(error, "sqlstate", None)
    if isinstance(state, str):
        return "database_unreachable" if state.startswith(("08", "57P")) else _SQLSTATES.get(state)
    if type(error).__module__.startswith("psycopg") and type(error).__name__ == "OperationalError":
        return "database_unreachable"
    return None


def classify(error: BaseException) -> PreventError:
    """The error as one of ours: what happened, by its gravest known cause; `storage_failed` if unknown."""
    codes = {code for link in _chain(error) if (code := _code_of(link))}
    for code in _GRAVITY:
        if code in codes:
            return PreventError(code)
    return PreventError("storage_failed", reason=type(error).__name__)


def is_storage_error(error: BaseException) -> bool:
    """Whether the error comes from the database rather than from the program."""
    return isinstance(error, peewee.PeeweeException) or _code_of(error) is not None
