"""How far the parts of a recorded webinar were played: one small row a part, written once a second while it plays."""

from __future__ import annotations

from dataclasses import dataclass

from prevent_tui.domain.playing import Ranges
from prevent_tui.storage import models
from prevent_tui.storage.rows import rows


@dataclass(frozen=True, slots=True)
class Kept:
    """Where a part stood, what was played of it, and how fast; seconds count on the timeline they were played on."""

    part: str
    timeline: str
    position: int
    played: Ranges
    speed: int


def of_attempt(attempt_id: str) -> dict[str, Kept]:
    """What a run has kept, by part."""
    table = models.Playing
    query = table.select(table.part, table.timeline, table.position, table.played, table.speed)
    return {
        part: Kept(part, timeline, position, tuple((start, end) for start, end in played), speed)
        for part, timeline, position, played, speed in rows(query.where(table.attempt_id == attempt_id))
    }


def keep(attempt_id: str, kept: Kept) -> None:
    """Keep where a part stands."""
    table = models.Playing
    changing = {"timeline": kept.timeline, "position": kept.position, "played": kept.played, "speed": kept.speed}
    table.insert(attempt_id=attempt_id, part=kept.part, **changing).on_conflict(
        conflict_target=(table.attempt_id, table.part), update=changing
    ).execute()
