"""The audit log: what administrators changed, in a chain that shows when it was tampered with."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from prevent_tui.services import access
from prevent_tui.services.access import Actor
from prevent_tui.storage import audit, people
from prevent_tui.storage.audit import AuditRow, Head
from prevent_tui.storage.database import Store
from prevent_tui.storage.people import Person

__all__ = ["Audit", "Entry", "Head"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the log with the people it names: who did it, and to whom, where it was done to somebody."""

    row: AuditRow
    actor: Person | None
    subject: Person | None
    other: Person | None = None
    """Who else is named, such as a delegate, or whose place at a session it was."""

    @property
    def facts(self) -> Mapping[str, Any]:
        """The details by their names; empty where they can't be read."""
        try:
            held = json.loads(self.row.details)
        except ValueError:
            return {}
        return held if isinstance(held, dict) else {}


class Audit:
    """Reading the log and looking for what is wrong with it: for administrators."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def entries(self, actor: Actor) -> tuple[Entry, ...]:
        """Every row, the oldest first."""
        access.require_administrator(actor)
        with self._store.read():
            return _entries(list(audit.all_rows()))

    def page(
        self, actor: Actor, *, action: str = "", older: int | None = None, newer: int | None = None, limit: int
    ) -> tuple[Entry, ...]:
        """At most `limit` rows, the latest first: from the latest on, or those next to a row's number; of one act only.

        `older` than 0 are the very first rows.
        """
        access.require_administrator(actor)
        with self._store.read():
            return _entries(audit.page(action=action, older=older, newer=newer, limit=limit))

    def acts(self, actor: Actor) -> Mapping[str, int]:
        """How often each act stands in the log."""
        access.require_administrator(actor)
        with self._store.read():
            return audit.acts()

    def head(self, actor: Actor) -> Head:
        """The end of the chain, to be noted somewhere else."""
        access.require_administrator(actor)
        with self._store.read():
            return audit.head()

    def verify(self, actor: Actor, known: Head | None = None) -> tuple[tuple[str, int], ...]:
        """What is wrong with the chain, as pairs of a code and a row's number; `known` is a head noted earlier."""
        access.require_administrator(actor)
        with self._store.read():
            return audit.faults(known)


def _entries(found: Sequence[AuditRow]) -> tuple[Entry, ...]:
    """With the people whom they name; inside a transaction."""
    bare = [Entry(row, None, None) for row in found]
    others = [str(entry.facts.get("delegate") or entry.facts.get("person") or "") for entry in bare]
    ids = {name for row in found for name in (row.actor_id or "", row.subject)} | set(others)
    named = people.by_ids(sorted(ids - {""}))
    return tuple(
        Entry(row, named.get(row.actor_id or ""), named.get(row.subject), named.get(other))
        for row, other in zip(found, others, strict=True)
    )
