"""Keeping a person's calendar file of one session: an invitation, its change, or its cancellation."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from prevent_tui.domain.errors import PreventError

if TYPE_CHECKING:
    from prevent_tui.bootstrap import Services
    from prevent_tui.screens.base import HouseScreen

CALENDAR_FILE = "prevent-session.ics"


def keeps_files(screen: HouseScreen) -> bool:
    """Whether a file can be kept: a kiosk never does."""
    return not getattr(screen.house.settings, "kiosk", False)


async def keep_calendar(screen: HouseScreen, session_id: str, person_id: str | None) -> Path | None:
    """Save the file where this user's files are; where that can't be done it is said, and there is none."""
    from prevent_tui.kept_file import keep

    assert screen.house.signed_in is not None
    actor = screen.house.signed_in.actor
    whose = person_id or actor.person_id
    assert whose is not None

    def save(services: Services) -> Path:
        return keep(Path.home(), CALENDAR_FILE, services.bookings.calendar(actor, session_id, whose))

    try:
        saved = await screen.house.desk.run(save)
    except PreventError as problem:
        screen.explain_failure(problem)
        return None
    screen.accept()
    return saved
