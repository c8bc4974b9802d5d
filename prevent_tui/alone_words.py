"""The toolbox talk in words for people who watch or read it alone: the whole of it, and that it completes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from string import ascii_uppercase
from typing import TYPE_CHECKING

from prevent_tui.domain.talks import HandsWords, SlideWords, StepKind, Talk, TalkStep
from prevent_tui.i18n import N_, Translator

if TYPE_CHECKING:
    from prevent_tui.exchange.handout_page import Part


def title(t: Translator) -> str:
    """What the text is called."""
    return t.tr(N_("The toolbox talk: slides and captions"))


def warning(t: Translator) -> str:
    """That watching is not attending."""
    return t.tr(
        N_(
            "Watching or reading it alone does not complete the toolbox talk. It is complete when your name is on the "
            "register of a talk and the presenter has signed it off."
        )
    )


def shortly(t: Translator) -> str:
    """The same in a line."""
    return t.tr(N_("Watching alone does not complete the talk."))


def think(t: Translator) -> str:
    """What stands before a question."""
    return t.tr(N_("Think about it:"))


def parts(t: Translator, talk: Talk, *, seconds: int) -> Iterator[Part]:
    """The text in the reader's language; `seconds` is how long it takes to watch."""
    yield "paragraph", [[(warning(t), True)]]
    minutes = round(seconds / 60)
    told = t.ngettext(
        "It takes about %(number)s minute to watch, and time to think.",
        "It takes about %(number)s minutes to watch, and time to think.",
        minutes,
    )
    yield _paragraph(told)
    words = talk.words_in(t.language)
    for number, step in enumerate(talk.steps, start=1):
        if step.kind is StepKind.SLIDE:
            yield from _slide(t, number, words.slides[step.id])
        else:
            yield from _question(t, number, step, words.hands[step.id])


def _slide(t: Translator, number: int, slide: SlideWords) -> Iterator[Part]:
    yield "heading", [[(f"{number}. {slide.title}", False)]]
    yield "slide", [[(line, False)] for line in slide.lines]
    for paragraph in slide.notes:
        yield _paragraph(paragraph)
    for question in slide.spoken:
        yield "paragraph", [[(f"{think(t)} ", True), (question.ask, False)]]
        yield _paragraph(question.expect)


def _question(t: Translator, number: int, step: TalkStep, words: HandsWords) -> Iterator[Part]:
    heading = t.tr(N_("Think about it"))
    yield "heading", [[(f"{number}. {heading}", False)]]
    yield _paragraph(words.stem)
    yield (
        "list",
        [
            [(f"{letter}  {words.options[option]}", False)]
            for letter, option in zip(ascii_uppercase, step.options, strict=False)
        ],
    )
    right = t.tr(N_("%(letter)s is right."), letter=ascii_uppercase[step.options.index(step.key)])
    yield "paragraph", [[(f"{right} ", True), (words.right, False)]]


def _paragraph(text: str) -> Part:
    return "paragraph", [[(text, False)]]
