"""Searching the captions of a recorded webinar: Enter on a line jumps there."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Input

from prevent_tui.domain.courses import Course
from prevent_tui.domain.people import fold
from prevent_tui.i18n import N_
from prevent_tui.screens.base import LINK_KEYS
from prevent_tui.screens.finding import FindingScreen
from prevent_tui.screens.recorded import time
from prevent_tui.widgets.action import Action
from prevent_tui.widgets.words import Words

MOST = 12
"""How many lines are shown; more letters find fewer."""


class CaptionSearchScreen(FindingScreen):
    """A field, and the captions that hold what is typed; `found` is told the chapter and the second of the chosen."""

    heading = N_("Search the captions")
    prompt = N_("Part of a sentence")

    BINDINGS: ClassVar[list[BindingType]] = [*LINK_KEYS]

    def __init__(self, course: Course, found: Callable[[str, int], None]) -> None:
        super().__init__()
        self._course = course
        self._tell = found
        self._hits: list[tuple[str, int]] = []

    def findable(self) -> ComposeResult:
        """How many there are, and the first of them."""
        yield Words(classes="quiet-text", id="how-many")
        for number in range(MOST):
            link = Action(id=f"hit-{number}", kind="link")
            link.display = False
            yield link

    def useful_keys(self) -> list[tuple[str, str]]:
        """Choosing."""
        return [("↑↓", self.tr(N_("Move"))), ("Enter", self.tr(N_("Jump there")))]

    def show_fitting(self, wanted: str) -> None:
        """Write the captions that fit."""
        lines = self._lines(wanted) if wanted else []
        self._hits = [hit for hit, _ in lines[:MOST]]
        for number in range(MOST):
            link = self.query_one(f"#hit-{number}", Action)
            link.display = number < len(lines)
            if link.display:
                link.show(lines[number][1])
        told = ""
        if wanted and not lines:
            told = self.tr(N_("No caption has it."))
        elif lines:
            told = self.t.ngettext("%(number)s caption has it.", "%(number)s captions have it.", len(lines))
        if len(lines) > MOST:
            told += " " + self.tr(N_("The first %(shown)s are shown."), shown=MOST)
        self.query_one("#how-many", Words).update(Content(told))

    def _lines(self, wanted: str) -> list[tuple[tuple[str, int], str]]:
        """The captions that hold it: where each is, and how it reads."""
        found = []
        for number, module in enumerate(self._course.modules, start=1):
            words = self._course.part_words(module.id, self.t.language)
            for caption in words.captions:
                if wanted in fold(caption.text):
                    found.append(((module.id, caption.start), f"{number} · {time(caption.start)}  {caption.text}"))
        return found

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Jump to the first that fits."""
        if self._hits:
            self._jump(0)

    def on_action_pressed(self, message: Action.Pressed) -> None:
        """Jump there."""
        self._jump(int((message.action.id or "").removeprefix("hit-")))

    def _jump(self, number: int) -> None:
        part, second = self._hits[number]
        self.app.pop_screen()
        self._tell(part, second)
