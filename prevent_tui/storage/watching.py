"""Where people are who watch a toolbox talk alone: one small row for each, written once a second while it plays."""

from __future__ import annotations

from dataclasses import dataclass

from prevent_tui.storage import models
from prevent_tui.storage.rows import first


@dataclass(frozen=True, slots=True)
class Place:
    """A step of the talk, how many seconds into it, and how fast it plays, in per cent."""

    step: str
    seconds: int
    speed: int


def of_person(person_id: str, talk: str) -> Place | None:
    """Where a person is in a talk; None for who has never watched it."""
    table = models.Watching
    query = table.select(table.step, table.seconds, table.speed)
    found = first(query.where(table.person_id == person_id, table.talk == talk))
    return Place(*found) if found else None


def keep(person_id: str, talk: str, place: Place) -> None:
    """Keep where a person is."""
    table = models.Watching
    changing = {"step": place.step, "seconds": place.seconds, "speed": place.speed}
    table.insert(person_id=person_id, talk=talk, **changing).on_conflict(
        conflict_target=(table.person_id, table.talk), update=changing
    ).execute()
