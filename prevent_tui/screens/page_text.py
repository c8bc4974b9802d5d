"""A course's texts as one reader is shown them: lines of a width, and below a page the words the glossary explains."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from prevent_tui.domain.courses import Audience, Course, StepKind
from prevent_tui.i18n import N_, Translator
from prevent_tui.screens import telling
from prevent_tui.widgets.page import styled

if TYPE_CHECKING:
    from prevent_tui.domain.glossary import Term


def lines(t: Translator, course: Course, step_id: str, audience: Audience, width: int) -> list[Content]:
    """A page's title and text, and the list of its terms; a page that can't be read says so."""
    page = telling.words(t, course).pages.get(step_id)
    if page is None:
        told = t.tr(
            N_("Its file (%(file)s) has a fault. You can go on; tell the person who looks after this program."),
            file=f"{t.language}/{step_id}.md",
        )
        return [Content.styled(t.tr(N_("This page can't be shown")), "bold"), Content(""), Content(told)]
    made = [Content.styled(page.title, "bold underline"), Content(""), *text(page.markdown, audience, width)]
    if course.step(step_id).kind is StepKind.PAGE:
        made += _explained(t, terms(t, course, step_id, audience), width)
    return made


def text(markdown: str, audience: Audience, width: int) -> list[Content]:
    """A text of the course as that reader is shown it."""
    from prevent_tui.content.audience import chosen
    from prevent_tui.content.markdown import blocks, lines

    return styled(lines(blocks(chosen(markdown, audience)), width))


def terms(t: Translator, course: Course, step_id: str, audience: Audience) -> tuple[Term, ...]:
    """The terms of the glossary that a page uses."""
    from prevent_tui.content.audience import chosen
    from prevent_tui.content.glossary import glossary, used_on
    from prevent_tui.content.markdown import blocks

    page = telling.words(t, course).pages.get(step_id)
    if page is None:
        return ()
    return used_on(glossary(t.language), page.title, blocks(chosen(page.markdown, audience)))


def _explained(t: Translator, used: tuple[Term, ...], width: int) -> list[Content]:
    from prevent_tui.content.glossary import listed

    found = listed(used, t.tr(N_("Words explained (g):")), width)
    return [Content(""), *(Content.styled(line, "$secondary-text") for line in found)] if found else []
