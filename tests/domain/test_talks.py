"""The clock against the plan of a talk."""

from __future__ import annotations

import datetime as dt

import pytest

from prevent_tui.domain.talks import Pace, StepKind, Talk, TalkStep, pace

TALK = Talk("talk", tuple(TalkStep(str(number), StepKind.SLIDE, 2) for number in range(15)), {})


@pytest.mark.parametrize(
    ("step", "minutes", "behind"),
    [
        (0, 0, 0),
        (0, 2, 0),
        (0, 3.5, 1),
        (5, 10.5, 0),
        (5, 12, 0),
        (5, 13.2, 1),
        (5, 7.5, -2),
        (14, 31, 1),
        (3, -60, -6),
    ],
)
def test_whoever_is_within_the_time_of_a_slide_is_on_time(step: int, minutes: float, behind: int) -> None:
    assert pace(TALK, step, dt.timedelta(minutes=minutes)) == Pace(int(max(0, minutes)), 30, behind)
