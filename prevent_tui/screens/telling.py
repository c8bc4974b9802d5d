"""Words that several screens share: a standing with its mark, and a place in a course."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from textual.content import Content

from prevent_tui import wording
from prevent_tui.domain.certification import Colour, Explanation, Judged, Policy
from prevent_tui.domain.courses import Course, CourseWords, Phase, Step, StepKind
from prevent_tui.domain.identity import reference
from prevent_tui.i18n import N_, Translator

if TYPE_CHECKING:
    from prevent_tui.services.learning import View


def hanging(lead: str, text: str, width: int) -> str:
    """A text behind a lead (a bullet, a key), wrapped so that its further lines stand under its first word."""
    return textwrap.fill(text, width, initial_indent=lead, subsequent_indent=" " * len(lead))


def words(t: Translator, course: Course) -> CourseWords:
    """The course in the reader's language, or the first it has."""
    return course.words.get(t.language) or next(iter(course.words.values()))


def badge(t: Translator, colour: Colour) -> Content:
    """The mark and the word, in the colour."""
    return Content.styled(f"{wording.MARKS[colour]} {wording.colour_word(t, colour)}", f"bold $rag-{colour.value}")


def standing(t: Translator, explanation: Explanation) -> Content:
    """The mark, the word and the sentence."""
    sentence = wording.standing(t, explanation)
    if explanation.colour is None:
        return Content(sentence)
    return Content.assemble(badge(t, explanation.colour), ("  " + sentence, "bold"))


def completion(t: Translator, judged: Judged, policy: Policy, width: int) -> list[Content]:
    """A completion in a few lines: what and when, whether it counts and why, the sum, and the number of its record."""
    one = judged.completion
    lines = [wording.reason(t, judged)]
    if judged.base_on is not None and judged.due_on is not None:
        months = policy.validity_months
        message = N_("%(base)s plus %(months)s months = due on %(due)s.")
        lines.append(t.tr(message, base=t.date(judged.base_on), months=months, due=t.date(judged.due_on)))
    lines.append(t.tr(N_("Record number: %(reference)s."), reference=reference(one.id)))
    heading = Content.assemble((t.date(one.completed_on), "bold"), f"  {wording.option_name(t, one.option)}")
    return [heading, *(Content(hanging("  ", line, width)) for line in lines)]


def where(t: Translator, view: View, width: int = 0) -> str:
    """A place in a course: module and page, or question, in words; in two lines where `width` is too short."""
    course, step = view.course, view.step
    if step.phase is Phase.FINAL:
        place = t.tr(N_("Final check"))
    else:
        title = words(t, course).module_titles.get(step.module, step.module)
        if step.kind is StepKind.PART:
            message = N_("Chapter %(number)s of %(of)s: %(title)s")
            return t.tr(message, number=view.module_number, of=len(course.modules), title=title)
        place = t.tr(
            N_("Module %(number)s of %(of)s: %(title)s"), number=view.module_number, of=len(course.modules), title=title
        )
    line = f"{place}. {position(t, view)}"
    return f"{place}\n{position(t, view)}" if len(place) <= width < len(line) else line


def position(t: Translator, view: View) -> str:
    """Where in its module a screen stands: page 3 of 9, question 2 of 4, the result."""
    if view.step.kind is StepKind.CHECK:
        if view.is_summary:
            return t.tr(N_("Result"))
        question = t.tr(N_("Question %(number)s of %(of)s"), number=view.place.item + 1, of=view.items)
        if view.step.phase is Phase.BEFORE:
            return t.tr(N_("Before you begin: %(question)s"), question=question)
        if view.step.phase is Phase.AFTER:
            return t.tr(N_("What you know now: %(question)s"), question=question)
        return question
    pages = [step for step in _siblings(view) if step.kind is not StepKind.CHECK]
    number = pages.index(view.step) + 1
    if view.step.kind is StepKind.SCENARIO:
        return t.tr(N_("Page %(number)s of %(of)s: what would you do?"), number=number, of=len(pages))
    if view.step.kind is StepKind.REFLECT:
        return t.tr(N_("Page %(number)s of %(of)s: in your own words"), number=number, of=len(pages))
    return t.tr(N_("Page %(number)s of %(of)s"), number=number, of=len(pages))


def _siblings(view: View) -> tuple[Step, ...]:
    return next((module.steps for module in view.course.modules if module.id == view.step.module), (view.step,))
