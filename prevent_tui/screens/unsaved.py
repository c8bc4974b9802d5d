"""What is said where an answer could not be saved: that it was not, that earlier ones are, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prevent_tui.i18n import N_

if TYPE_CHECKING:
    from prevent_tui.domain.errors import PreventError
    from prevent_tui.screens.base import HouseScreen

_SAVING = frozenset({"database_busy", "database_read_only", "database_unreachable", "disk_failing", "disk_full",
                     "database_corrupt", "storage_failed"})  # fmt: skip


def explain(screen: HouseScreen, problem: PreventError, *, field: str = "", again: str = "forward") -> None:
    """Say why the screen did not change: `field` is what was answered, `again` what tries once more."""
    if problem.code not in _SAVING:
        screen.refuse([(field, problem)])
        return
    screen.refuse(
        [(field, problem), (again, N_("Your answer is still on the screen: try again when the cause is mended."))],
        heading=N_("Your last answer was NOT saved. Earlier answers are safe."),
    )
