"""Whom to be in a demo; apart from the making of one, which no session needs."""

from __future__ import annotations

from dataclasses import dataclass

from prevent_tui.storage import installation
from prevent_tui.storage.database import Store

PASSWORD = "three-quiet-herons"
GUEST = "DEM0-2026-1118-00N"
"""The reference number of somebody without an account who is half-way through the e-learning."""


@dataclass(frozen=True, slots=True)
class Guide:
    """Whom to sign in as in a demo: payroll numbers of a learner and a manager, and everyone's password.

    `guest` is a reference number to go on with.
    """

    learner: str
    manager: str
    password: str
    guest: str


def guide(store: Store) -> Guide | None:
    """The guide to a demo; None for any other database."""
    with store.read():
        if installation.setting("demo") != "1":
            return None
    from prevent_tui.services import organisation

    return Guide(organisation.LEARNER, organisation.MANAGER, PASSWORD, GUEST)
