"""A page of a course to be looked at: nothing is recorded, and the learner's place stays where it is."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content

from prevent_tui.domain.courses import Audience, Course
from prevent_tui.i18n import N_
from prevent_tui.screens import page_text, telling
from prevent_tui.screens.base import HouseScreen
from prevent_tui.widgets.action import Action
from prevent_tui.widgets.reading import Reading, Text
from prevent_tui.widgets.words import Words


class LookScreen(HouseScreen):
    """One page, as this learner would be shown it; `back` is the English of where it was opened from."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,down,pagedown", "turn(1)", show=False),
        Binding("up,pageup", "turn(-1)", show=False),
    ]

    def __init__(self, course: Course, step_id: str, audience: Audience, *, back: str) -> None:
        super().__init__()
        self._back = back
        self._course = course
        self._step_id = step_id
        self._told_for = audience

    def body(self) -> ComposeResult:
        """Where the page stands, the page, and the way back."""
        yield Words(id="where", classes="quiet-text")
        yield Reading()
        with Horizontal(classes="acts"):
            action = Action(id="back")
            action.takes_space = False
            yield action

    def on_mount(self) -> None:
        """The way back has the focus."""
        super().on_mount()
        self.query_one("#back").focus()

    def useful_keys(self) -> list[tuple[str, str]]:
        """Reading on, and the words."""
        more = [("Space", self.tr(N_("Read on")))] if self.query_one(Reading).has_more else []
        return [*more, ("g", self.tr(N_("Glossary")))]

    def say(self) -> None:
        """Write the page in the language in force."""
        step = self._course.step(self._step_id)
        number = next(n for n, module in enumerate(self._course.modules, start=1) if module.id == step.module)
        title = telling.words(self.t, self._course).module_titles.get(step.module, step.module)
        where = self.tr(N_("Module %(number)s: %(title)s"), number=number, title=title)
        looking = self.tr(N_("You are only looking: your place in the course stays as it is."))
        first = Content(where).truncate(self.columns, ellipsis=True)
        self.query_one("#where", Words).update(Content("\n").join([first, Content(looking)]))
        self.query_one("#back", Action).show(self.tr(self._back))
        self._tell(self.query_one(Reading).top)

    def _tell(self, top: int) -> None:
        reading = self.query_one(Reading)
        lines = page_text.lines(self.t, self._course, self._step_id, self._told_for, reading.columns)
        reading.show(Text(lines), top, more=self.tr(N_("More below: press Space")))

    def on_reading_resized(self, message: Reading.Resized) -> None:
        """Make the page's lines for the new width."""
        self._tell(self.query_one(Reading).top)
        self.tell_keys()

    def page_terms(self) -> tuple[tuple[str, ...], Audience | None]:
        """The terms of the page."""
        found = page_text.terms(self.t, self._course, self._step_id, self._told_for)
        return tuple(term.id for term in found), self._told_for

    def action_turn(self, by: int) -> None:
        """Move the text a screenful."""
        self._tell(self.query_one(Reading).turned(by))
        self.tell_keys()

    def on_action_pressed(self, message: Action.Pressed) -> None:
        """Back to where it was opened from."""
        self.action_leave()
