"""What is arranged for somebody, in a few words."""

from __future__ import annotations

from prevent_tui.domain.arranged import Arranged, Kind
from prevent_tui.i18n import N_, Translator

_SHORT = {
    Kind.PLACE: N_("booked"),
    Kind.TALK: N_("talk planned"),
    Kind.WAITING: N_("waiting"),
    Kind.COURSE: N_("begun"),
    Kind.ASKED: N_("wants a talk"),
}
_WITH_DAY = {
    Kind.PLACE: N_("Booked %(day)s"),
    Kind.TALK: N_("Talk %(day)s"),
    Kind.WAITING: N_("Waiting %(day)s"),
    Kind.COURSE: N_("Course begun"),
    Kind.ASKED: N_("Wants a talk"),
}


def short(t: Translator, one: Arranged) -> str:
    """A word or two to stand behind what is to do."""
    return t.tr(_SHORT[one.kind])


def with_day(t: Translator, one: Arranged) -> str:
    """The same with its day, for a column of its own."""
    return t.tr(_WITH_DAY[one.kind], day=t.short_date(one.on) if one.on else "")
