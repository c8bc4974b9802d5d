"""Who is coming to a session, and who came: one key marks a person, and can be undone until it is recorded."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input

from prevent_tui.domain.bookings import Mark
from prevent_tui.domain.errors import PreventError
from prevent_tui.i18n import N_
from prevent_tui.screens import attendance_rows
from prevent_tui.screens.attendance_ways import AttendanceWays
from prevent_tui.widgets.action import Action
from prevent_tui.widgets.grid import Grid
from prevent_tui.widgets.words import Words

if TYPE_CHECKING:
    from prevent_tui.bootstrap import Services
    from prevent_tui.services.attendance import Change
    from prevent_tui.services.sheets import Comer, Sheet

_MARKS = (("full", N_("In full")), ("part", N_("In part")), ("absent", N_("Did not attend")))
_ACTS = (
    ("record", N_("Record")),
    ("void", N_("Void a mark")),
    ("walk_in", N_("Add somebody")),
    ("sheet", N_("Sign-in sheet")),
    ("take_off", N_("Take off")),
    ("cancel", N_("Cancel the session")),
)


class AttendanceScreen(AttendanceWays):
    """One session's sheet, for its trainer and administrators."""

    reads_first = True

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f,l", "mark('full')", show=False),  # full, llawn
        Binding("p,r", "mark('part')", show=False),  # part, rhannol
        Binding("a", "mark('absent')", show=False),  # absent, absennol
        Binding("u,backspace", "undo", show=False),
        Binding("e", "rest", show=False),
        Binding("c", "record", show=False),
        Binding("v,d", "void", show=False),  # void, dirymu
        Binding("w", "walk_in", show=False),
        Binding("o,delete", "take_off", show=False),
        Binding("i", "sheet", show=False),
        Binding("x", "cancel", show=False),
        Binding("slash", "find", show=False),
    ]

    def __init__(self, session_id: str) -> None:
        super().__init__(session_id)
        self._undo: list[dict[str, Change]] = []
        self._told = ""

    def body(self) -> ComposeResult:
        """The session, the people, and what can be done with them."""
        yield Words(classes="title", id="title")
        yield Words(classes="text", id="about")
        box = Input(id="find", select_on_focus=False)
        box.cursor_blink = False
        box.display = False
        yield box
        yield Grid[Any](self._draw)
        with Horizontal(classes="acts"):
            for name, _ in _MARKS:
                yield Action(id=name, kind="quiet")
        with Horizontal(classes="acts more"):
            for name, _ in _ACTS:
                yield Action(id=name, kind="button" if name == "record" else "quiet")

    def on_mount(self) -> None:
        """The people have the focus."""
        super().on_mount()
        self.query_one(Grid).focus()

    def on_screen_resume(self) -> None:
        """Read the sheet as it is now."""
        self.run_worker(self._load(), exclusive=True)

    async def _load(self) -> None:
        actor, session_id = self.actor, self._session_id
        await self._show(lambda services: services.attendance.sheet(actor, session_id))
        self.complete()

    async def _show(self, work: Callable[[Services], Sheet]) -> bool:
        """Do that and show the sheet that comes of it; whether it could be done."""
        try:
            self._sheet = await self.house.desk.run(work)
        except PreventError as problem:
            if problem.code == "session_cancelled":  # just now, from here
                self.action_leave()
                return False
            if problem.code == "marked_meanwhile":
                await self._load()
            self.explain_failure(problem)
            return False
        self.accept()
        self._fill()
        self.retell()
        return True

    def _fill(self) -> None:
        """Show whoever fits what is typed; the cursor stays with its person. What is recorded is not undone."""
        assert self._sheet is not None
        final = {comer.payroll_number for comer in self._sheet.comers if comer.recorded}
        self._undo = [step for step in self._undo if final.isdisjoint(step)]
        grid, text = self.query_one(Grid), self.query_one("#find", Input).value.strip()
        here = attendance_rows.key_of(grid.row) if grid.row is not None else None
        rows = [comer for comer in self._sheet.comers if attendance_rows.fits(comer, text)]
        at = next((n for n, comer in enumerate(rows) if attendance_rows.key_of(comer) == here), min(grid.at, len(rows)))
        grid.fill(rows, len(rows), at=at)

    # -- words -----------------------------------------------------------------------------------------------------

    def useful_keys(self) -> list[tuple[str, str]]:
        """Marking while the session is on or over, cancelling before."""
        return attendance_rows.keys(self.t, self._sheet, saves=self._saves)

    def say(self) -> None:
        """Write the session and its people."""
        sheet = self._sheet
        shown = attendance_rows.acts(sheet, saves=self._saves)
        for name, words in (*_MARKS, *_ACTS):
            act = self.query_one(f"#{name}", Action)
            act.show(self.tr(words))
            act.display = name in shown
        self.query_one("#find", Input).placeholder = self.tr(N_("Part of a name, or a payroll number"))
        if sheet is None:
            return
        self.query_one("#title", Words).update(Content(sheet.session.title))
        self.query_one("#about", Words).update(attendance_rows.about(self.t, sheet))
        self.query_one(Grid).reword()

    def _draw(self, comer: Comer, width: int, here: bool) -> Content:
        return attendance_rows.drawn(self.t, comer, width, here=here)

    # -- marking ---------------------------------------------------------------------------------------------------

    async def on_action_pressed(self, message: Action.Pressed) -> None:
        """Each button has its letter too."""
        name = message.action.id or ""
        if name in ("full", "part", "absent"):
            await self.action_mark(name)
        else:
            await self.run_action(name)

    async def action_mark(self, name: str) -> None:
        """Mark the person under the cursor, and go on to the next."""
        comer, actor, session_id, mark = self._comer(), self.actor, self._session_id, Mark(name)
        if comer is None or not self._can_mark:
            return
        if comer.person_id is None:
            self.refuse([("grid", N_("Without a payroll number nothing is recorded for them: the name stays."))])
            return
        number, before = comer.payroll_number, None if comer.recorded else comer.mark
        done = await self._show(
            lambda services: services.attendance.mark(actor, session_id, number, mark, instead_of=before)
        )
        if done:
            if not comer.recorded and before is not mark:
                self._undo.append({number: (mark, before)})
            self.query_one(Grid).action_move(1)

    async def action_rest(self) -> None:
        """Mark everybody who has a place and no mark yet as attending in full; one undo takes it back."""
        actor, session_id, before = self.actor, self._session_id, self._sheet
        if before is None or not before.can_mark:
            return
        if await self._show(lambda services: services.attendance.mark_rest(actor, session_id)):
            old = {comer.payroll_number: comer.mark for comer in before.comers}
            new = {comer.payroll_number: comer.mark for comer in self._sheet.comers if comer.person_id}  # type: ignore[union-attr]
            made: dict[str, Change] = {
                number: (mark, None) for number, mark in new.items() if mark is not None and old.get(number) is None
            }
            if made:
                self._undo.append(made)

    async def action_undo(self) -> None:
        """Take the last mark back that was made here; with none, the mark under the cursor."""
        comer, actor, session_id = self._comer(), self.actor, self._session_id
        if not self._can_mark:
            return
        changes: dict[str, Change] = self._undo.pop() if self._undo else {}
        if not changes and comer is not None and comer.mark is not None and not comer.recorded:
            changes = {comer.payroll_number: (comer.mark, None)}
        if not changes:
            self.refuse([("grid", N_("There is no mark to undo. A recorded mark is voided, with a reason."))])
            return
        if await self._show(lambda services: services.attendance.put_back(actor, session_id, changes)):
            self._go_to(next(iter(changes)))

    def _go_to(self, payroll_number: str) -> None:
        grid = self.query_one(Grid)
        rows = [one for one in self._sheet.comers if attendance_rows.fits(one, self._typed)] if self._sheet else []
        numbers = [comer.payroll_number for comer in rows]
        if payroll_number in numbers:
            grid.fill(rows, len(rows), at=numbers.index(payroll_number))

    # -- finding ---------------------------------------------------------------------------------------------------

    @property
    def _typed(self) -> str:
        return self.query_one("#find", Input).value.strip()

    def action_find(self) -> None:
        """Type part of a name; the list follows."""
        box = self.query_one("#find", Input)
        box.display, box.value = True, ""
        box.focus()

    def on_input_changed(self, message: Input.Changed) -> None:
        """The list shows who fits so far."""
        if self._sheet is not None:
            self._fill()

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Enter goes to the list, with what was typed kept."""
        message.input.display = bool(self._typed)
        self.query_one(Grid).focus()

    def action_leave(self) -> None:
        """Out of a search first, then out of the session."""
        box = self.query_one("#find", Input)
        if box.display:
            box.value, box.display = "", False
            self.query_one(Grid).focus()
        else:
            super().action_leave()
