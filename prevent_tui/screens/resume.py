"""Coming back with a reference number."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content

from prevent_tui.domain.errors import PreventError
from prevent_tui.i18n import N_
from prevent_tui.screens import guest
from prevent_tui.screens.opening import screen_of
from prevent_tui.screens.sign_in import FormScreen, read_guide, terminal_name
from prevent_tui.widgets.action import Action
from prevent_tui.widgets.area import Area
from prevent_tui.widgets.words import Words

if TYPE_CHECKING:
    from prevent_tui.services.demo_guide import Guide


class ResumeScreen(FormScreen):
    """One field for the number."""

    fields = ("reference",)

    def __init__(self) -> None:
        super().__init__()
        self._guide: Guide | None = None

    def body(self) -> ComposeResult:
        """The field, what the number looks like, the button."""
        with Area(can_focus=False):
            yield Words(classes="title", id="title")
            yield from self.field("reference")
            yield Words(classes="quiet-text", id="hint")
            yield Words(classes="quiet-text", id="demo")
        with Horizontal(classes="acts"):
            yield Action(id="continue")

    def say(self) -> None:
        """Write the form."""
        self.query_one("#title", Words).update(self.tr(N_("Continue an existing course")))
        self.query_one("#reference-label", Words).update(self.tr(N_("Your reference number")))
        parts = (
            N_("You were given it when you started. Capital and small letters, spaces and hyphens make no difference."),
            N_("A number that is lost can't be found again: start once more."),
        )  # fmt: skip
        self.query_one("#hint", Words).update(Content("\n\n".join(self.tr(part) for part in parts)))
        self.query_one("#continue", Action).show(self.tr(N_("Continue")))
        self._say_demo()

    def on_screen_resume(self) -> None:
        """In a demo, say which number to give."""
        self.run_worker(self._look_for_demo(), exclusive=True)

    async def _look_for_demo(self) -> None:
        with contextlib.suppress(PreventError):  # going on will meet the same failure and say it
            self._guide = await self.house.desk.run(read_guide)
        self._say_demo()

    def _say_demo(self) -> None:
        if self._guide is not None:
            told = self.tr(N_("This is a demo. Go on with the number %(number)s."), number=self._guide.guest)
            self.query_one("#demo", Words).update("\n" + told)

    def useful_keys(self) -> list[tuple[str, str]]:
        """How to go on."""
        return [("Enter", self.tr(N_("Continue"))), ("Tab", self.tr(N_("Next field")))]

    async def on_action_pressed(self, message: Action.Pressed) -> None:
        """The button goes on."""
        await self.act()

    async def act(self) -> None:
        """Look the number up, then open the place where its course was left."""
        reference, terminal = self.value("reference"), terminal_name()
        if not reference.strip():
            self.show_faults([("reference", N_("Enter your reference number"))])
            return
        try:
            found = await self.house.desk.run(lambda services: services.guests.resume(reference, terminal=terminal))
        except PreventError as problem:
            self.show_faults([("reference", problem)])
            return
        view = None
        try:
            view = await self.house.desk.run(lambda services: guest.where_left(services, found.actor))
        except PreventError as problem:
            if problem.code != "course_broken":  # the guest's own page says that
                self.explain_failure(problem)
                return
        await guest.enter(self.house, found, screen_of(view) if view else None)
