"""What a query gives, as plain tuples: no model object ever leaves the storage package."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any


def rows(query: Any) -> list[tuple[Any, ...]]:
    """Every row, its values in the order of the columns."""
    return list(query.tuples())


def pairs(query: Any) -> list[tuple[str, str]]:
    """Every row of two texts."""
    return [(one, other) for one, other in query.tuples()]


def values(query: Any) -> list[Any]:
    """The first value of every row."""
    return [row[0] for row in query.tuples()]


def first(query: Any) -> tuple[Any, ...] | None:
    """The first row; None where there is none."""
    return next(iter(query.tuples()), None)


def value(query: Any) -> Any:
    """The first value of the first row; None where there is no row."""
    found = first(query)
    return None if found is None else found[0]


def append(model: Any, columns: Sequence[str], many: Iterable[Sequence[Any]]) -> None:
    """Insert many rows of values as they are stored (days as ISO text), by one prepared statement."""
    database, meta = model._meta.database, model._meta
    names = ", ".join(f'"{meta.fields[column].column_name}"' for column in columns)
    marks = ", ".join([database.param] * len(columns))
    cursor = database.cursor()
    cursor.executemany(f'INSERT INTO "{meta.table_name}" ({names}) VALUES ({marks})', many)
