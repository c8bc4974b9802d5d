"""Adding somebody who came without a booking: found by number or name, or written down as not on the staff list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input

from prevent_tui import booking_words
from prevent_tui.domain.bookings import Mark
from prevent_tui.domain.errors import PreventError
from prevent_tui.i18n import N_
from prevent_tui.screens.base import HouseScreen
from prevent_tui.screens.talk_forms import TalkForm
from prevent_tui.screens.team_words import fitted
from prevent_tui.widgets.action import Action
from prevent_tui.widgets.grid import Grid
from prevent_tui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from prevent_tui.services.walk_ins import Found

_STATUS, _NUMBER = 25, 10


class WalkInScreen(HouseScreen):
    """A field to search, who fits below it, and a form for those the staff list doesn't have."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("down", "to_list", show=False)]

    def __init__(self, session_id: str) -> None:
        super().__init__()
        self._session_id = session_id
        self._told = ""

    def body(self) -> ComposeResult:
        """The field, who fits, and what can be done."""
        yield Words(classes="title", id="title")
        yield Words(classes="label", id="find-label")
        box = Input(id="find", select_on_focus=False)
        box.cursor_blink = False
        yield box
        yield Words(classes="text", id="told")
        yield Grid[Any](self._draw)
        with Horizontal(classes="acts"):
            yield Action(id="unknown", kind="quiet")
            yield Action(id="back", kind="quiet")

    def on_mount(self) -> None:
        """Typing begins at once."""
        super().on_mount()
        self.query_one("#find").focus()

    def useful_keys(self) -> list[tuple[str, str]]:
        """Choosing somebody."""
        return [("Enter", self.tr(N_("Add"))), ("↓", self.tr(N_("To the list")))]

    def say(self) -> None:
        """Write the page."""
        self.query_one("#title", Words).update(self.tr(N_("Add somebody who came")))
        self.query_one("#find-label", Words).update(self.tr(N_("Payroll number, or part of a name")))
        self.query_one("#unknown", Action).show(self.tr(N_("Not on the staff list")))
        self.query_one("#back", Action).show(self.tr(N_("Back to the session")))
        self.query_one("#told", Words).update(Content.styled(f"{self._told}\n", "bold"))
        self.query_one(Grid).reword()

    def _draw(self, found: Found, width: int, here: bool) -> Content:
        status = booking_words.attendance(self.t, found.comer) if found.comer else ""
        name = fitted(found.name, max(12, width - 2 - _STATUS - _NUMBER))
        line = Content(
            f"{'► ' if here else '  '}{name}{fitted(found.payroll_number, _NUMBER)}{fitted(status, _STATUS)}"
        )
        if here:
            return line.pad_right(max(0, width - line.cell_length)).stylize("bold $focus-text on $focus")
        return line

    def on_input_changed(self, message: Input.Changed) -> None:
        """Show who fits so far; what was done before is not news any more."""
        self.accept()
        self._told = ""
        self.query_one("#told", Words).update("\n")
        self.run_worker(self._search(), exclusive=True, group="search")

    async def _search(self) -> list[Found]:
        text, actor, session_id = self._typed, self.actor, self._session_id
        try:
            found = await self.house.desk.run(lambda services: services.walk_ins.search(actor, session_id, text))
        except PreventError as problem:
            self.explain_failure(problem)
            return []
        if text == self._typed:
            self.query_one(Grid).fill(found, len(found))
        return found

    @property
    def _typed(self) -> str:
        return self.query_one("#find", Input).value.strip()

    async def on_input_submitted(self, message: Input.Submitted) -> None:
        """A whole payroll number, or the only one who fits, is marked; otherwise on to the list."""
        if not self._typed:
            return
        found = await self._search()
        exact = [one for one in found if one.payroll_number == self._typed] or (found if len(found) == 1 else [])
        if exact:
            await self._mark(exact[0])
        elif found:
            self.query_one(Grid).focus()
        else:
            missing = N_("Nobody on the staff list has that number or name. If they are here, choose “%(button)s”.")
            self.refuse([("unknown", self.tr(missing, button=self.tr(N_("Not on the staff list"))))])

    def action_to_list(self) -> None:
        """Down from the field to whoever fits."""
        grid = self.query_one(Grid)
        if grid.total:
            grid.focus()

    async def on_grid_opened(self, message: Grid.Opened) -> None:
        """Mark somebody who was found."""
        await self._mark(message.row)

    async def _mark(self, found: Found) -> None:
        actor, session_id, number = self.actor, self._session_id, found.payroll_number
        if found.comer is not None and found.comer.mark is not None:
            self._free(self.tr(N_("%(name)s is marked already."), name=found.name))
            return
        with self.explaining():
            await self.house.desk.run(lambda services: services.attendance.mark(actor, session_id, number, Mark.FULL))
            self._free(self.tr(N_("Marked as attended in full: %(name)s."), name=found.name))

    def _free(self, told: str) -> None:
        """Say what was done; the field is free for the next."""
        box = self.query_one("#find", Input)
        with box.prevent(Input.Changed):
            box.value = ""
        self._told = told
        self.query_one(Grid).fill([], 0)
        self.accept()
        self.retell()
        box.focus()

    def on_action_pressed(self, message: Action.Pressed) -> None:
        """Write somebody down, or go back."""
        if message.action.id == "back":
            self.action_leave()
        else:
            self.app.push_screen(StrangerScreen(self._session_id, self._typed, self._free))


class StrangerScreen(TalkForm):
    """Somebody in the room who isn't on the staff list."""

    fields = ("name", "number")
    labels = (N_("Name"), N_("Payroll number, if they have one"))
    title_words = N_("Not on the staff list")
    act_words = N_("Add to the sheet")
    codes: ClassVar[dict[str, str]] = {"name_missing": "name", "words_too_long": "name"}

    def __init__(self, session_id: str, typed: str, done: Callable[[str], None]) -> None:
        super().__init__()
        self._session_id = session_id
        self._typed = typed
        self._tell = done

    def on_mount(self) -> None:
        """What was searched for is the number or the name."""
        super().on_mount()
        self.query_one("#number" if any(map(str.isdigit, self._typed)) else "#name", Input).value = self._typed

    def remark(self) -> str:
        """What becomes of them."""
        return self.tr(
            N_(
                "Their name is kept with the session. With a payroll number, the completion waits for a staff list "
                "that has it; without one, nothing is recorded for them."
            )
        )

    async def act(self) -> None:
        """Put them on the sheet."""
        name, number, session_id = self.value("name"), self.value("number"), self._session_id
        sheet = await self.ask(lambda services: services.walk_ins.add(self.actor, session_id, name, number))
        if sheet is not None:
            self._tell(self.tr(N_("Added to the sheet: %(name)s."), name=" ".join(name.split())))
            self.action_leave()
