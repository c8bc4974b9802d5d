"""One person's standing, explained; for their manager also what is arranged for them, and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content

from prevent_tui.domain.certification import Colour
from prevent_tui.domain.errors import PreventError
from prevent_tui.i18n import N_
from prevent_tui.screens import person_words
from prevent_tui.screens.base import HouseScreen
from prevent_tui.widgets.action import Action
from prevent_tui.widgets.area import Area
from prevent_tui.widgets.words import Words

if TYPE_CHECKING:
    import datetime as dt

    from prevent_tui.bootstrap import Services
    from prevent_tui.services.bookings import Held
    from prevent_tui.services.reports import Beside
    from prevent_tui.services.standing import Status

_ACTS = {"book": N_("Book a place"), "arrange": N_("Arrange a talk"), "remind": N_("Draft a reminder")}
_KEYS = {"book": N_("Book"), "arrange": N_("Talk"), "remind": N_("Remind")}
"""The same in the line of keys, where there is less room."""

_OFFICE = {"absence": N_("Long leave"), "code": N_("One-time code")}
"""What administrators do for anybody."""

_ROOM = 66
"""From this width on the buttons have their whole words."""


class PersonScreen(HouseScreen):
    """A person's page: one's own, or a report's."""

    reads_first = True

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("b", "book", show=False),
        Binding("a", "arrange", show=False),
        Binding("m", "remind", show=False),
        Binding("l", "absence", show=False),
        Binding("i", "code", show=False),
    ]

    def __init__(self, person_id: str, *, as_at: dt.date | None = None) -> None:
        """`as_at` is the day of the list one comes from, where that isn't today."""
        super().__init__()
        self._person_id = person_id
        self._as_at = as_at
        self._found: tuple[dt.date, Status] | None = None
        self._then: Status | None = None
        self._beside: Beside | None = None
        self._bookings: tuple[Held, ...] = ()

    def body(self) -> ComposeResult:
        """A text to read, and what can be done for them."""
        with Area():
            yield Words(classes="title", id="title")
            yield Words(classes="text", id="text")
        with Horizontal(classes="acts"):
            for name in _ACTS:
                yield Action(id=name, kind="quiet")
        with Horizontal(classes="acts more", id="office"):
            for name in _OFFICE:
                yield Action(id=name, kind="quiet")

    def on_screen_resume(self) -> None:
        """Read the standing as it is now."""
        self.run_worker(self._load(), exclusive=True)

    async def _load(self) -> None:
        assert self.house.signed_in is not None
        actor, person_id = self.house.signed_in.actor, self._person_id
        own = actor.person_id == person_id

        def read(services: Services) -> tuple[dt.date, Status, Status | None, Beside | None, tuple[Held, ...]]:
            today, day = services.clock.today(), self._as_at
            status = services.standing.status(actor, person_id, as_at=today, if_completed_on=today)
            then = services.standing.status(actor, person_id, as_at=day) if day not in (None, today) else None
            beside = None if own else services.reports.beside(actor, person_id)
            return today, status, then, beside, () if own else services.bookings.mine(actor, person_id)

        try:
            today, status, self._then, self._beside, self._bookings = await self.house.desk.run(read)
            self._found = today, status
        except PreventError as problem:
            self.explain_failure(problem)
        else:
            self.retell()
            if self.focused is None or not self.focused.display:
                self.query_one(Area).focus()
        self.complete()

    def useful_keys(self) -> list[tuple[str, str]]:
        """How to read on, and what can be done."""
        letters = {"book": "b", "arrange": "a", "remind": "m"}
        acts = [(letters[name], self.tr(words)) for name, words in _KEYS.items() if self._may(name)]
        if self._administers():
            acts += [(key, self.tr(words)) for key, words in zip("li", _OFFICE.values(), strict=True)]
        return [*acts, ("↑↓", self.tr(N_("Scroll")))]

    def _administers(self) -> bool:
        """Whether an administrator looks at somebody else's page."""
        signed_in = self.house.signed_in
        return self._beside is not None and signed_in is not None and signed_in.actor.is_anyone

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What administrators alone can do is not offered to others."""
        return self._administers() if action in _OFFICE else super().check_action(action, parameters)

    def _may(self, name: str) -> bool:
        """Whether one may do that for this person, and here."""
        beside = self._beside
        if beside is None:
            return False
        if name == "remind":
            return beside.may_arrange and self._to_do and not getattr(self.house.settings, "kiosk", False)
        return beside.may_book if name == "book" else beside.may_arrange

    @property
    def _to_do(self) -> bool:
        """Whether there is anything to remind them of."""
        return self._found is not None and self._found[1].explanation.colour in (Colour.RED, Colour.AMBER)

    def say(self) -> None:
        """Write the person's page."""
        for name, words in _ACTS.items():
            act = self.query_one(f"#{name}", Action)
            short = name == "remind" and self.app.size.width < _ROOM
            act.show(self.tr(N_("Remind")) if short else self.tr(words))
            act.display = self._may(name)
        for name, words in _OFFICE.items():
            self.query_one(f"#{name}", Action).show(self.tr(words))
        self.query_one("#office").display = self._administers()
        self.query_one(".acts").display = any(self._may(name) for name in _ACTS)
        if self._found is None:
            return
        today, status = self._found
        person = status.person
        self.query_one("#title", Words).update(
            Content.assemble((person.name, "bold"), (f"   {person.payroll_number}", "not bold $secondary-text"))
        )
        told = person_words.text(self.t, today, status, self._beside, self._bookings, self.columns, then=self._then)
        self.query_one("#text", Words).update(told)

    def on_resize(self) -> None:
        """The buttons' words follow the width."""
        self.say()

    # -- what can be done for them ---------------------------------------------------------------------------------

    async def on_action_pressed(self, message: Action.Pressed) -> None:
        """Each button has its letter too."""
        await self.run_action(message.action.id or "")

    def action_book(self) -> None:
        """Book a place for them."""
        from prevent_tui.screens.sessions import SessionsScreen

        if self._found is not None and self._may("book"):
            self.app.push_screen(SessionsScreen(person_id=self._person_id, name=self._found[1].person.name))

    def action_arrange(self) -> None:
        """Plan a toolbox talk for them."""
        from prevent_tui.screens.arrange import ArrangeScreen

        if self._found is not None and self._may("arrange"):
            self.app.push_screen(ArrangeScreen(self._found[1].person))

    def action_remind(self) -> None:
        """Draft a reminder to them."""
        from prevent_tui.screens.reminders import RemindersScreen

        if self._may("remind"):
            self.app.push_screen(RemindersScreen(self._person_id))

    def action_absence(self) -> None:
        """Record a long leave of theirs."""
        from prevent_tui.screens.absence import AbsenceScreen

        if self._found is not None:
            self.app.push_screen(AbsenceScreen(self._found[1].person))

    def action_code(self) -> None:
        """Issue them a one-time code."""
        from prevent_tui.screens.accounts import CodeScreen

        if self._found is not None:
            self.app.push_screen(CodeScreen(self._found[1].person.payroll_number))
