"""A screen whose heading gives way to a problem where lines are few, so that what can be done stays in view."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from prevent_tui.i18n import N_
from prevent_tui.screens.base import HouseScreen, Wrong

_FEW = 24
"""Lines of a terminal below which there is too little room for both."""


class GivingWayScreen(HouseScreen):
    """Hides what is named while a problem shows."""

    gives_way: ClassVar[tuple[str, ...]] = ()

    def refuse(self, lines: Sequence[Wrong], *, heading: str = N_("There is a problem")) -> None:
        """Say what is wrong, in the place of the heading."""
        super().refuse(lines, heading=heading)
        self._make_room()

    def accept(self) -> None:
        """There is no problem any more."""
        super().accept()
        self._make_room()

    def _make_room(self) -> None:
        for name in self.gives_way:
            self.query_one(f"#{name}").display = not (self._problem.showing and self.app.size.height < _FEW)
