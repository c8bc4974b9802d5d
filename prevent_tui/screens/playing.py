"""A chapter of a recorded webinar at a second, in words: its slide, what is said, how far it is, what can be done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content

from prevent_tui.i18n import N_, Translator
from prevent_tui.screens import telling
from prevent_tui.screens.recorded import state, time

if TYPE_CHECKING:
    from prevent_tui.domain.playing import Playhead
    from prevent_tui.domain.recorded import PartWords, Slide
    from prevent_tui.services.recorded import Part, Webinar


@dataclass(frozen=True, slots=True)
class Moment:
    """A webinar, the chapter in view, where it stands, and whether it plays."""

    webinar: Webinar
    part_id: str
    head: Playhead
    playing: bool

    @property
    def part(self) -> Part:
        """What is known of the chapter."""
        return self.webinar.part(self.part_id)

    @property
    def number(self) -> int:
        """Which chapter it is, from 0."""
        return [part.id for part in self.webinar.parts].index(self.part_id)

    def beside(self, by: int) -> str | None:
        """The chapter so many further on; None beyond either end."""
        number = self.number + by
        return self.webinar.parts[number].id if 0 <= number < len(self.webinar.parts) else None

    def words(self, t: Translator) -> PartWords:
        """The chapter in the reader's language."""
        return self.webinar.course.part_words(self.part_id, t.language)


def slide(shown: Slide | None, width: int, *, small: bool) -> Content:
    """A slide as lines of a width; a small one has no space between its title and the rest."""
    if shown is None:
        return Content("")
    lines = [Content(telling.hanging("• ", line, width)) for line in shown.lines]
    space = [] if small else [Content("")]
    return Content("\n").join([Content.styled(shown.title, "bold underline"), *space, *lines])


def caption(t: Translator, moment: Moment) -> Content:
    """What is said; at the chapter's end, that it is the end, with what is still to be played."""
    if not moment.head.at_end:
        return Content(moment.words(t).at(moment.head.position).text)
    if moment.part.done:
        return Content(t.tr(N_("You have played this chapter to its end.")))
    return Content(t.tr(N_("This is the end of the chapter; %(state)s."), state=state(t, moment.part)))


def progress(t: Translator, moment: Moment) -> Content:
    """Which chapter, how far, and how fast."""
    head = moment.head
    chapter = t.tr(
        N_("Chapter %(number)s of %(of)s · %(position)s of %(length)s"),
        number=moment.number + 1,
        of=len(moment.webinar.parts),
        position=time(head.position),
        length=time(head.length),
    )
    return Content(f"{chapter} · {pace(t, head, playing=moment.playing)}")


def pace(t: Translator, head: Playhead, *, playing: bool) -> str:
    """Whether it plays, and how fast."""
    message = N_("playing at %(speed)s") if playing else N_("paused, speed %(speed)s")
    return t.tr(message, speed=speed(head))


def speed(head: Playhead) -> str:
    """How fast it plays."""
    return f"{head.speed / 100:g}×"


def play_label(t: Translator, moment: Moment) -> str:
    """What the first button does."""
    if moment.playing:
        return t.tr(N_("Pause"))
    if not moment.head.at_end:
        return t.tr(N_("Play"))
    return t.tr(N_("Play again")) if moment.part.done else t.tr(N_("Play what is left"))


def next_label(t: Translator, moment: Moment) -> str:
    """What comes after the chapter; nothing while the check is shut."""
    if moment.beside(1) is not None:
        return t.tr(N_("Next chapter"))
    return t.tr(N_("Go to the check")) if moment.webinar.all_played else ""
