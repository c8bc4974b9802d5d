"""The register: people sign in by payroll number or are picked by name; signed off, it is only read.

A person on the list is saved before the list shows them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input

from prevent_tui.domain.errors import PreventError
from prevent_tui.domain.registers import Stage
from prevent_tui.i18n import N_
from prevent_tui.screens import talk_words
from prevent_tui.screens.giving_way import GivingWayScreen
from prevent_tui.screens.register_rows import drawn, keys
from prevent_tui.widgets.action import Action
from prevent_tui.widgets.grid import Grid
from prevent_tui.widgets.words import Words

if TYPE_CHECKING:
    from prevent_tui.services.access import Actor
    from prevent_tui.services.registers import Arrival, RegisterView

TICK = 3.0
"""Seconds after which what another terminal added is looked for."""


CLOSED = N_("This register was signed off meanwhile, or the talk was cancelled. It is all kept.")


class RegisterScreen(GivingWayScreen):
    """A field to sign in or to search, and below it whoever fits, or everybody on the register, the latest first."""

    reads_first = True
    gives_way = ("title", "held")

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("w", "walk_in", show=False),
        Binding("x,delete", "take_off", show=False),
        Binding("s", "sign_off", show=False),
        Binding("slash", "find", show=False),
    ]

    def __init__(self, register_id: str) -> None:
        super().__init__()
        self._register_id = register_id
        self._view: RegisterView | None = None
        self._told = ""

    def body(self) -> ComposeResult:
        """Where and who, the field, the list, and what can be done."""
        yield Words(classes="title", id="title")
        yield Words(classes="quiet-text", id="held")
        yield Words(classes="label", id="find-label")
        box = Input(id="find", select_on_focus=False)
        box.cursor_blink = False
        yield box
        yield Words(classes="text", id="told")
        yield Grid[Any](lambda row, width, here: drawn(self.t, row, width, here=here))
        with Horizontal(classes="acts"):
            yield Action(id="sign_off")
            yield Action(id="walk_in", kind="quiet")
            yield Action(id="take_off", kind="quiet")

    def on_mount(self) -> None:
        """Typing begins at once."""
        super().on_mount()
        self.set_interval(TICK, self._tick)

    def on_screen_resume(self) -> None:
        """Whatever was done meanwhile, here or at another terminal, shows."""
        self.run_worker(self._load(), exclusive=True, group="load")

    def _tick(self) -> None:
        if self.is_current and self._open:
            self.on_screen_resume()

    async def _load(self) -> None:
        actor, first = self._actor(), self._view is None
        try:
            view = await self.house.desk.run(lambda services: services.registers.read(actor, self._register_id))
        except PreventError as problem:
            self._lose(problem)
        else:
            if self.is_left:
                return
            if view != self._view:
                self._show(view)
            if first:
                (self.query_one("#find") if self._open else self.query_one(Grid)).focus()
        self.complete()

    def _lose(self, problem: PreventError) -> None:
        """Say once that the register can't be read; one that is another's by now is not asked for again."""
        if self.is_left:
            return
        if problem.code == "not_permitted" and self._open:  # it could be read a moment ago
            self.refuse([("", CLOSED)])
        elif not self._problem.showing:
            self.explain_failure(problem)
        if problem.code in ("not_permitted", "presenter_no_longer"):
            self._view = None

    @property
    def _open(self) -> bool:
        return self._view is not None and self._view.register.stage is Stage.OPEN

    @property
    def _typed(self) -> str:
        return self.query_one("#find", Input).value.strip()

    def _actor(self) -> Actor:
        assert self.house.signed_in is not None
        return self.house.signed_in.actor

    # -- words -----------------------------------------------------------------------------------------------------

    def useful_keys(self) -> list[tuple[str, str]]:
        """Signing in, or what can be done with a line."""
        typing = self.focused is not None and self.focused.id == "find"
        return keys(self.t, is_open=self._open, typing=typing, finding=bool(self._typed))

    def on_descendant_focus(self) -> None:
        """The line of keys follows the focus."""
        self.tell_keys()

    def say(self) -> None:
        """Write the words around the list."""
        view = self._view
        self.query_one("#find-label", Words).update(self.tr(N_("Payroll number, or part of a name")))
        if view is None:
            return
        self.query_one("#title", Words).update(self.tr(N_("Register of talk %(number)s"), number=view.row.number))
        people = talk_words.signed_in(self.t, view.register)
        self.query_one("#held", Words).update(f"{talk_words.when_and_where(self.t, view.register)} · {people}\n")
        for name in ("find", "find-label", "told", "sign_off", "walk_in"):
            self.query_one(f"#{name}").display = self._open
        self.tell(self._told)
        self.query_one("#sign_off", Action).show(self.tr(N_("Sign off")))
        self.query_one("#walk_in", Action).show(self.tr(N_("Not on the list")))
        off = self.query_one("#take_off", Action)
        off.show(self.tr(N_("Take off") if self._open else N_("Void an entry")))
        off.display = self._open or view.register.stage is Stage.SIGNED
        self.query_one(Grid).reword()

    def _show(self, view: RegisterView) -> None:
        self._view = view
        if not self._typed:
            grid = self.query_one(Grid)
            lines = list(reversed(view.lines))
            grid.fill(lines, len(lines), at=min(grid.at, max(0, len(lines) - 1)))
        self.retell()

    def tell(self, words: str) -> None:
        """Say what has just happened."""
        self._told = words
        self.query_one("#told", Words).update(Content.styled(f"{words}\n", "bold"))

    # -- signing in ------------------------------------------------------------------------------------------------

    def on_input_changed(self, message: Input.Changed) -> None:
        """Show who fits so far; an empty field shows the register."""
        self.accept()
        self.run_worker(self._search(), exclusive=True, group="search")

    async def _search(self) -> None:
        text, actor, grid = self._typed, self._actor(), self.query_one(Grid)
        if not text:
            if self._view is not None:
                self._show(self._view)
            return
        try:
            found = await self.house.desk.run(
                lambda services: services.registers.search(actor, self._register_id, text)
            )
        except PreventError as problem:
            self.explain_failure(problem)
            return
        if text == self._typed:
            grid.fill(found, len(found))

    async def on_input_submitted(self, message: Input.Submitted) -> None:
        """Sign in by the number that was typed; where it is no number, on to the names that fit."""
        text, actor = self._typed, self._actor()
        if not text:
            return
        try:
            arrival = await self.house.desk.run(
                lambda services: services.registers.sign_in(actor, self._register_id, text)
            )
        except PreventError as problem:
            if problem.code != "unknown_person":
                self.explain_failure(problem)
            else:
                await self._lead_on()
            return
        self._arrived(arrival)

    async def _lead_on(self) -> None:
        await self._search()
        grid = self.query_one(Grid)
        if grid.total:
            grid.focus()
        else:
            missing = N_("Nobody on the staff list has that number or name. If they are here, choose “%(button)s”.")
            self.tell("")
            self.refuse([("find", self.tr(missing, button=self.tr(N_("Not on the list"))))])
            box = self.query_one("#find", Input)  # the queue goes on: what is typed next stands in its place
            box.focus()
            box.select_all()

    def _arrived(self, arrival: Arrival) -> None:
        told = N_("%(name)s is on the register already.") if arrival.already else N_("Signed in: %(name)s.")
        self.welcome(self.tr(told, name=arrival.line.name))
        self._show(arrival.view)
        self.query_one("#find").focus()

    def welcome(self, words: str) -> None:
        """Say that somebody is on the register; the field is free for the next."""
        box = self.query_one("#find", Input)
        with box.prevent(Input.Changed):
            box.value = ""
        self.accept()
        self.tell(words)

    async def on_grid_opened(self, message: Grid.Opened) -> None:
        """Somebody who was found signs in; somebody on the register is taken off with `x` alone."""
        row, actor, register = message.row, self._actor(), self._register_id
        if not hasattr(row, "entry"):
            try:
                self._arrived(
                    await self.house.desk.run(lambda services: services.registers.pick(actor, register, row.person_id))
                )
            except PreventError as problem:
                self.explain_failure(problem)

    # -- what can be done ------------------------------------------------------------------------------------------

    def on_action_pressed(self, message: Action.Pressed) -> None:
        """Each button has its letter too."""
        getattr(self, f"action_{message.action.id}")()

    def action_find(self) -> None:
        """Back to the field."""
        if self._open:
            self.query_one("#find").focus()

    def action_walk_in(self) -> None:
        """Somebody who isn't on the staff list."""
        from prevent_tui.screens.talk_forms import WalkInScreen

        if self._open:
            self.app.push_screen(WalkInScreen(self._register_id, self.welcome))

    def action_take_off(self) -> None:
        """Take the person under the cursor off, or void their entry once it is signed off, with a reason."""
        from prevent_tui.screens.talk_forms import taking_off

        row = self.query_one(Grid).row
        if row is None or not hasattr(row, "entry") or not row.stands:
            self.refuse([("grid", N_("Choose somebody in the list first"))])
            return
        self._told = ""
        self.app.push_screen(taking_off(self.t, self._register_id, row, before=self._open))

    def action_sign_off(self) -> None:
        """See what it would record, then sign it off."""
        from prevent_tui.screens.sign_off import SignOffScreen

        if self._open:
            self.app.push_screen(SignOffScreen(self._register_id))

    def action_leave(self) -> None:
        """Out of a search first, then out of the register."""
        if self._typed:
            self.query_one("#find", Input).value = ""
            self.query_one("#find").focus()
        else:
            super().action_leave()
