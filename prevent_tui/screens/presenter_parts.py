"""The parts of the presenter's view as text: the slide, what to say and ask, the clock, and what comes next."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from textual.content import Content

from prevent_tui.domain.talks import StepKind
from prevent_tui.i18n import N_, Translator
from prevent_tui.screens import talk_words
from prevent_tui.screens.telling import hanging
from prevent_tui.widgets.choices import LETTERS

if TYPE_CHECKING:
    from prevent_tui.services.talks import TalkView

_EDGE = "│ "
_END = N_("This is the end. Open the register and sign it off.")


def clock(t: Translator, view: TalkView, width: int) -> str:
    """Which slide, the clock against the plan, and who is there; where there is room, the talk's number too."""
    place = t.tr(N_("Slide %(number)s of %(of)s"), number=view.showing.step + 1, of=len(view.talk.steps))
    parts = [
        place,
        talk_words.pace(t, view.pace),
        talk_words.signed_in(t, view.row.register),
        t.tr(N_("Talk %(number)s"), number=view.row.number),
    ]
    told = [" · ".join(parts[:end]) for end in (4, 3)]
    return next((one for one in told if len(one) <= width), " · ".join(parts[:2]))


def slide(t: Translator, view: TalkView, width: int, *, compact: bool) -> Content:
    """The slide beside an edge; where lines are scarce, its lines run on, with a stroke between them."""
    title, lines = talk_words.for_the_room(t, view.talk, view.showing, width - len(_EDGE))
    if compact and view.step.kind is StepKind.SLIDE:
        running = "\u00a0/ ".join(" ".join(line.split()) for line in lines if line.strip())
        lines = [line.replace("\u00a0", " ") for line in textwrap.wrap(running, width - len(_EDGE))]
    head = Content.assemble(_EDGE, (title, "bold underline"))
    shown = [line for line in lines if line] if compact else ["", *lines]
    return Content("\n").join([head, *(Content(f"{_EDGE}{line}".rstrip()) for line in shown)])


def framed(t: Translator, view: TalkView, width: int) -> Content:
    """The slide as the room sees it, for a frame."""
    title, lines = talk_words.for_the_room(t, view.talk, view.showing, width)
    return Content("\n").join([Content.styled(title, "bold underline"), Content(""), *map(Content, lines)])


def following(t: Translator, view: TalkView, width: int) -> Content:
    """What comes next, for a frame: its title and its lines."""
    step = view.next_step
    if step is None:
        return Content(textwrap.fill(t.tr(_END), width))
    title = talk_words.title(t, view.talk, step)
    words = talk_words.slide(t, view.talk, step)
    lines = list(words.lines) if words else textwrap.wrap(talk_words.hands(t, view.talk, step).stem, width)
    return Content("\n").join([Content.styled(title, "bold"), Content(""), *map(Content, lines)])


def next_line(t: Translator, view: TalkView) -> str:
    """What comes next, in a line."""
    step = view.next_step
    return t.tr(N_("Next: %(title)s"), title=talk_words.title(t, view.talk, step)) if step else t.tr(_END)


def notes(t: Translator, view: TalkView, width: int, *, compact: bool) -> Content:
    """What to say, and what to ask; paragraphs are indented, as in a book, where lines are scarce."""
    words = talk_words.slide(t, view.talk, view.step)
    assert words is not None
    ask, hope = t.tr(N_("Ask:")), t.tr(N_("Hope to hear:"))
    parts = [Content("")]
    for number, paragraph in enumerate(words.notes):
        if compact:
            parts.append(Content(_filled(paragraph, width, "  " if number else "")))
        else:
            parts.append(Content(f"{_filled(paragraph, width)}\n"))
    if compact:
        parts.append(Content(""))
    for spoken in words.spoken:
        parts.append(Content.styled(hanging(f"{ask} ", spoken.ask, width), "bold"))
        parts.append(Content(hanging(f"{hope} ", spoken.expect, width) + ("" if compact else "\n")))
    return Content("\n").join(parts)


def _filled(text: str, width: int, indent: str = "") -> str:
    """A paragraph in lines; addresses are not broken at their hyphens."""
    return textwrap.fill(text, width, initial_indent=indent, break_on_hyphens=False)


def question(t: Translator, view: TalkView, width: int) -> Content:
    """What to do with a question for a show of hands: the right answer and why, and how many hands there were."""
    words, step = talk_words.hands(t, view.talk, view.step), view.step
    letter = LETTERS[step.options.index(step.key)]
    right = t.tr(N_("Right: %(letter)s. %(why)s"), letter=letter, why=words.right)
    counts = view.row.register.hands.get(step.id)
    if counts:
        told = " · ".join(f"{LETTERS[at]} {counts.get(one, 0)}" for at, one in enumerate(step.options))
    else:
        told = t.tr(N_("not counted yet"))
    do = t.tr(N_("Read it out with its answers, and ask for hands for each."))
    return Content("\n").join(
        [
            Content(""),
            Content(textwrap.fill(do, width)),
            Content(f"\n{textwrap.fill(right, width)}\n"),
            Content.styled(t.tr(N_("Hands: %(counts)s"), counts=told), "bold"),
        ]
    )
