"""One person's standing, explained: the colour, the sums, every completion and why it counts or doesn't."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.content import Content

from prevent_tui import wording
from prevent_tui.domain.errors import PreventError
from prevent_tui.i18n import N_
from prevent_tui.screens import telling
from prevent_tui.screens.base import HouseScreen
from prevent_tui.widgets.area import Area
from prevent_tui.widgets.words import Words

if TYPE_CHECKING:
    import datetime as dt

    from prevent_tui.bootstrap import Services
    from prevent_tui.services.standing import Status


class PersonScreen(HouseScreen):
    """A person's page: one's own, or a report's."""

    def __init__(self, person_id: str) -> None:
        super().__init__()
        self._person_id = person_id
        self._found: tuple[dt.date, Status] | None = None

    def body(self) -> ComposeResult:
        """A text to read."""
        with Area():
            yield Words(classes="title", id="title")
            yield Words(classes="text", id="text")

    def on_screen_resume(self) -> None:
        """Read the standing as it is now."""
        self.run_worker(self._load(), exclusive=True)

    async def _load(self) -> None:
        assert self.house.signed_in is not None
        actor = self.house.signed_in.actor

        def read(services: Services) -> tuple[dt.date, Status]:
            today = services.clock.today()
            return today, services.standing.status(actor, self._person_id, as_at=today, if_completed_on=today)

        try:
            self._found = await self.house.desk.run(read)
        except PreventError as problem:
            self.explain_failure(problem)
            return
        self.retell()
        self.query_one(Area).focus()

    def useful_keys(self) -> list[tuple[str, str]]:
        """How to read on."""
        return [("↑↓", self.tr(N_("Scroll")))]

    def say(self) -> None:
        """Write the person's page."""
        if self._found is None:
            return
        today, status = self._found
        person = status.person
        self.query_one("#title", Words).update(
            Content.assemble((person.name, "bold"), (f"   {person.payroll_number}", "not bold $secondary-text"))
        )
        self.query_one("#text", Words).update(self._text(today, status))

    def _text(self, today: dt.date, status: Status) -> Content:
        t, explanation = self.t, status.explanation
        parts = [telling.standing(t, explanation)]
        if status.if_completed and explanation.colour is not None:
            parts.append(Content(wording.will_count(t, status.if_completed, today=today)))
        sums = wording.sums(t, explanation)
        change = wording.next_change(t, explanation)
        if sums or change:
            parts.append(self._heading(N_("How the dates are worked out")))
            parts += [Content(line) for line in (wording.policy(t, status.policy), *sums)]
            parts += [Content(change)] if change else []
        parts.append(self._heading(N_("Completions")))
        for judged in reversed(explanation.judged):
            parts += telling.completion(t, judged, status.policy, self.columns)
        if not explanation.judged:
            parts.append(Content(t.tr(N_("Nothing yet."))))
        if status.manager_name:
            parts.append(Content("\n" + t.tr(N_("Manager: %(name)s."), name=status.manager_name)))
        return Content("\n").join(parts)

    def _heading(self, message: str) -> Content:
        return Content.styled("\n" + self.tr(message), "bold")
