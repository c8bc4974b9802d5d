"""Words that the screens of a toolbox talk share: its stage, the clock against the plan, slides and questions."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual.content import Content

from prevent_tui.domain.registers import Register, Stage
from prevent_tui.domain.talks import HandsWords, Pace, SlideWords, StepKind, Talk, TalkStep
from prevent_tui.i18n import N_, Translator
from prevent_tui.widgets.choices import LETTERS

if TYPE_CHECKING:
    from prevent_tui.services.talks import Showing

STAGES: Mapping[Stage, str] = {
    Stage.PLANNED: N_("Planned"),
    Stage.OPEN: N_("Open, not signed off"),
    Stage.SIGNED: N_("Signed off"),
    Stage.CANCELLED: N_("Cancelled"),
}


def pace(t: Translator, clock: Pace | None) -> str:
    """The clock against the plan: "12 min of 30 · 1 min behind"."""
    if clock is None:
        return t.tr(N_("the clock starts with the next slide"))
    gone = t.tr(N_("%(minutes)s min of %(of)s"), minutes=clock.minutes, of=clock.of)
    if clock.behind > 0:
        stands = t.ngettext("%(number)s min behind", "%(number)s min behind", clock.behind)
    elif clock.behind < 0:
        stands = t.ngettext("%(number)s min ahead", "%(number)s min ahead", -clock.behind)
    else:
        stands = t.tr(N_("on time"))
    return f"{gone} · {stands}"


def people(t: Translator, register: Register) -> str:
    """How many are on a register."""
    return t.ngettext("%(number)s person on the register", "%(number)s people on the register", len(register.present))


def signed_in(t: Translator, register: Register) -> str:
    """How many are on a register, in few words."""
    return t.ngettext("%(number)s signed in", "%(number)s signed in", len(register.present))


def when_and_where(t: Translator, register: Register) -> str:
    """The day and the place."""
    day = t.date(register.held_on) if register.held_on else ""
    return f"{day} · {register.place}"


def title(t: Translator, talk: Talk, step: TalkStep) -> str:
    """What a step is called; questions are numbered."""
    if step.kind is StepKind.SLIDE:
        return talk.words_in(t.language).slides[step.id].title
    told = t.tr(N_("Hands up"))
    return f"{told} · {talk.questions.index(step) + 1}/{len(talk.questions)}"


def slide(t: Translator, talk: Talk, step: TalkStep) -> SlideWords | None:
    """The words of a slide; None for a question."""
    return talk.words_in(t.language).slides.get(step.id) if step.kind is StepKind.SLIDE else None


def hands(t: Translator, talk: Talk, step: TalkStep) -> HandsWords:
    """The words of a question."""
    return talk.words_in(t.language).hands[step.id]


def for_the_room(t: Translator, talk: Talk, showing: Showing, width: int) -> tuple[str, list[str]]:
    """What the room sees of a step: a title and lines no wider than that; before and after the talk, how it stands."""
    if showing.ended or not showing.begun:
        return _around(t, showing, width)
    step = talk.steps[showing.step]
    words = slide(t, talk, step)
    if words is not None:
        return words.title, list(words.lines)
    return title(t, talk, step), question(t, talk, step, width, revealed=showing.revealed)


def title_alone(t: Translator, talk: Talk, step: TalkStep) -> str:
    """What a step is called for somebody who watches alone: nobody's hand goes up."""
    return title(t, talk, step) if step.kind is StepKind.SLIDE else t.tr(N_("Think about it"))


def for_one(t: Translator, talk: Talk, step: TalkStep, width: int, *, revealed: bool) -> tuple[str, list[str]]:
    """What somebody sees of a step who watches alone: a title and lines no wider than that."""
    words = slide(t, talk, step)
    lines = list(words.lines) if words is not None else question(t, talk, step, width, revealed=revealed)
    return title_alone(t, talk, step), lines


def question(t: Translator, talk: Talk, step: TalkStep, width: int, *, revealed: bool) -> list[str]:
    """A question and its options in lines no wider than that; with its answer where that is revealed."""
    asked, good = hands(t, talk, step), t.tr(N_("right"))
    lines = [*textwrap.wrap(asked.stem, width), ""]
    for letter, option in zip(LETTERS, step.options, strict=False):
        right = revealed and option == step.key
        lead = f"{'►' if right else ' '} {letter}  "
        told = f"{asked.options[option]}{f' – {good}' if right else ''}"
        lines += textwrap.wrap(told, width, initial_indent=lead, subsequent_indent=" " * len(lead))
    return lines


def _around(t: Translator, showing: Showing, width: int) -> tuple[str, list[str]]:
    """What the room sees before a talk has begun, and when it is over."""
    if showing.ended and showing.begun:
        return t.tr(N_("The talk is over")), textwrap.wrap(t.tr(N_("Thank you for coming.")), width)
    if showing.ended:
        return t.tr(N_("This talk is cancelled")), textwrap.wrap(t.tr(N_("Ask the presenter for another day.")), width)
    hint = N_("Letters too small? Make those of this window larger, often with Ctrl and +, until the slide fills it.")
    welcome = t.tr(N_("Sign in on the register as you come in."))
    return t.tr(N_("The talk begins soon")), [*textwrap.wrap(welcome, width), "", *textwrap.wrap(t.tr(hint), width)]


def place(t: Translator, talk: Talk, showing: Showing) -> str:
    """Which slide of how many is shown, and its title; nothing before and after the talk."""
    if showing.ended or not showing.begun:
        return ""
    told = t.tr(N_("Slide %(number)s of %(of)s"), number=showing.step + 1, of=len(talk.steps))
    return f"{told} · {title(t, talk, talk.steps[showing.step])}"


def fitted(text: str, width: int) -> str:
    """The text in exactly that many cells, cut with a mark where it is longer."""
    content = Content(text)
    if content.cell_length > width - 1:
        return content.truncate(width - 1, ellipsis=True).plain + " "
    return text + " " * (width - content.cell_length)
