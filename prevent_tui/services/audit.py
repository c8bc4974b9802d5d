"""The audit log: what administrators changed, in a chain that shows when it was tampered with."""

from __future__ import annotations

from dataclasses import dataclass

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


class Audit:
    """Reading the log and looking for what is wrong with it: for administrators."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def entries(self, actor: Actor) -> tuple[Entry, ...]:
        """Every row, the oldest first."""
        access.require_administrator(actor)
        with self._store.read():
            found = list(audit.all_rows())
            named = people.by_ids(list({name for row in found for name in (row.actor_id or "", row.subject)}))
        return tuple(Entry(row, named.get(row.actor_id or ""), named.get(row.subject)) for row in found)

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
