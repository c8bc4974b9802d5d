"""A recorded webinar of a few seconds, and playing it."""

from __future__ import annotations

import datetime as dt

from prevent_tui.bootstrap import Services
from prevent_tui.domain.courses import (
    Course,
    CourseWords,
    FinalCheck,
    Module,
    Phase,
    Question,
    QuestionKind,
    QuestionWords,
    Step,
    StepKind,
)
from prevent_tui.domain.recorded import Caption, PartWords, Slide
from prevent_tui.services.access import Actor
from prevent_tui.services.learning import View

WEBINAR = "recorded"
PARTS = ("one", "two")
LENGTH = 20

_SAID = {
    "en": ("Welcome to the first words.", "The second caption is here.", "Nearly there.", "That was all."),
    "cy": ("Croeso i'r geiriau cyntaf.", "Dyma'r ail gapsiwn.", "Bron yno.", "Dyna'r cyfan."),
}
_TITLES = {"en": {"one": "Beginning", "two": "Ending"}, "cy": {"one": "Dechrau'r daith", "two": "Pen y daith"}}


def part_words(part: str, language: str) -> PartWords:
    """A part of twenty seconds: four captions of five over two slides."""
    captions = tuple(
        Caption(number * 5, number * 5 + 5, "first" if number < 2 else "second", (f"{text} ({part})",))
        for number, text in enumerate(_SAID[language])
    )
    slides = {name: Slide(f"{_TITLES[language][part]}: {name}", ("Un", "Dau")) for name in ("first", "second")}
    day = dt.date(2026, 11, 1)
    return PartWords(_TITLES[language][part], slides, captions, ("PDG",), day, day.replace(year=2027))


def short_webinar(*, counts: bool = True, parts: tuple[str, ...] = PARTS) -> Course:
    """Two parts of twenty seconds and a check of two questions, both to be right; the right answer is always b."""
    modules = tuple(Module(part, 1, (Step(part, StepKind.PART, part, digest=f"d-{part}"),)) for part in parts)
    questions = {
        f"{part}-{number}": Question(
            f"{part}-{number}", QuestionKind.ONE, part, "aim", 1, part, options=("a", "b"), key=("b",), pool="final"
        )
        for part in parts
        for number in (1, 2)
    }
    final = FinalCheck(Step("final", StepKind.CHECK, "", Phase.FINAL, tuple(questions), "d-final"), draw=2, pass_mark=2)
    words = {language: _words(language, parts, questions) for language in ("en", "cy")}
    return Course(WEBINAR, "v1", ("webinar-recorded",), 5, modules, final, questions, words, counts)


def _words(language: str, parts: tuple[str, ...], questions: dict[str, Question]) -> CourseWords:
    spoken = {
        "en": ("A short webinar", "Two parts.", "What is right?", "Not this", "This"),
        "cy": ("Gweminar fer", "Dwy ran.", "Beth sy'n gywir?", "Nid hwn", "Hwn"),
    }
    title, summary, stem, wrong, right = spoken[language]
    asked = {
        name: QuestionWords(stem, {"a": wrong, "b": right}, {"a": wrong, "b": right, "right": right})
        for name in questions
    }
    titles = {part: _TITLES[language].get(part, part) for part in parts}
    told = {part: part_words(part, language) for part in parts}
    return CourseWords(title, summary, titles, {}, {}, asked, told)


def play(services: Services, actor: Actor, part: str, *, start: int = 0, end: int = LENGTH) -> None:
    """Play a part from one second to another, second by second."""
    head = services.recorded.open_part(actor, WEBINAR, part).part(part).head.jumped_to(start)
    while head.position < end:
        head = services.recorded.keep(actor, WEBINAR, part, head.played_to(head.position + 1)).head


def sit(services: Services, actor: Actor, *, answer: str = "b") -> View:
    """Answer the check's questions and open its result."""
    learning = services.learning
    view = learning.open_step(actor, WEBINAR, "final")
    while not view.is_summary:
        if not view.answered:
            view = learning.answer(actor, WEBINAR, view.place, answer)
        view = learning.forward(actor, WEBINAR, view.place)
    return view
