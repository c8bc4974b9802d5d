"""Which screen shows a place of a course."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prevent_tui.domain.courses import StepKind

if TYPE_CHECKING:
    from prevent_tui.screens.base import HouseScreen
    from prevent_tui.services.learning import View


def screen_of(view: View) -> HouseScreen:
    """The screen for a place: nation and sector first where they are still to be asked."""
    if view.asks_audience:
        from prevent_tui.screens.audience import AudienceScreen

        return AudienceScreen(view)
    if view.step.kind is StepKind.REFLECT:
        from prevent_tui.screens.reflect import ReflectScreen

        return ReflectScreen(view)
    if view.step.kind is StepKind.PART:
        from prevent_tui.screens.player import PlayerScreen

        return PlayerScreen(view.step.id, course=view.course.id)
    from prevent_tui.screens.learn import LearnScreen

    return LearnScreen(view)
