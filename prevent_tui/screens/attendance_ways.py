"""Where the screen of a session leads: recording, voiding, adding somebody, files, cancelling."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from prevent_tui import booking_words
from prevent_tui.domain.errors import PreventError
from prevent_tui.i18n import N_
from prevent_tui.screens.base import HouseScreen
from prevent_tui.screens.one_answer import Asking, OneAnswerScreen
from prevent_tui.widgets.grid import Grid

if TYPE_CHECKING:
    from prevent_tui.bootstrap import Services
    from prevent_tui.services.sheets import Comer, Sheet

_VOID = Asking(N_("Void a mark"), N_("Why is it a mistake?"), N_("Void the mark"))
_REMOVE = Asking(N_("Take off the sheet"), N_("Why is it a mistake?"), N_("Take off"))


class AttendanceWays(HouseScreen):
    """A screen that has a session's sheet, and its ways on; each is in the list of commands too."""

    also: ClassVar[tuple[tuple[str, str], ...]] = (
        ("rest", N_("Mark the rest as attended in full")),
        ("undo", N_("Undo the last mark")),
        ("void", N_("Void a recorded mark")),
        ("take_off", N_("Take somebody off")),
        ("sheet", N_("Save the sign-in sheet to print")),
        ("calendars", N_("Save calendar files for everybody who has a place")),
        ("find", N_("Find somebody in the list")),
    )

    def __init__(self, session_id: str) -> None:
        super().__init__()
        self._session_id = session_id
        self._sheet: Sheet | None = None

    @property
    def _can_mark(self) -> bool:
        return self._sheet is not None and self._sheet.can_mark

    @property
    def _saves(self) -> bool:
        """Whether files are written: never at a kiosk."""
        return not getattr(self.house.settings, "kiosk", False)

    def _comer(self) -> Comer | None:
        return self.query_one(Grid).row if self._sheet is not None else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Marks are made from the start, places given up and a session cancelled before it; a kiosk saves no files."""
        if action in ("rest", "undo", "void", "record", "walk_in"):
            return self._can_mark
        if action == "cancel":
            return self._sheet is not None and not self._sheet.can_mark
        if action in ("sheet", "calendars"):
            return self._saves and self._sheet is not None
        return super().check_action(action, parameters)

    async def action_record(self) -> None:
        """See what recording the marks does, then record them."""
        from prevent_tui.screens.record_attendance import RecordAttendanceScreen

        actor, session_id, sheet = self.actor, self._session_id, self._sheet
        if sheet is None:
            return
        with self.explaining():
            preview = await self.house.desk.run(lambda services: services.attendance.preview(actor, session_id))
            self.accept()
            self.app.push_screen(RecordAttendanceScreen(sheet, preview))

    def action_void(self) -> None:
        """Take a mistaken mark back that is recorded: ask why."""
        comer, actor, session_id = self._comer(), self.actor, self._session_id
        if comer is None or comer.mark is None or not comer.recorded:
            self.explain_failure(PreventError("mark_not_recorded" if comer and comer.mark else "not_marked"))
            return
        number, mark, name = comer.payroll_number, comer.mark, comer.name
        self.accept()
        self.app.push_screen(
            OneAnswerScreen(
                _VOID,
                lambda services, reason: services.attendance.void_mark(actor, session_id, number, reason),
                about=lambda t: f"{name}  {booking_words.mark(t, mark)}",
            )
        )

    def action_walk_in(self) -> None:
        """Find somebody who came without a booking, or write them down."""
        from prevent_tui.screens.walk_in import WalkInScreen

        self.accept()
        self.app.push_screen(WalkInScreen(self._session_id))

    def action_take_off(self) -> None:
        """Before the start, give up the place of somebody who can't come; after it, take a walk-in off again."""
        from prevent_tui.screens.release import ReleaseScreen

        comer, actor, session_id, sheet = self._comer(), self.actor, self._session_id, self._sheet
        if sheet is None or comer is None:
            return
        self.accept()
        if not sheet.can_mark:
            self.app.push_screen(ReleaseScreen(sheet, comer))
            return
        if comer.walk_in is None:
            self.refuse([("grid", N_("Only who was added here can be taken off. Mark the others as not attending."))])
            return
        walk_in, name = comer.walk_in, comer.name
        self.app.push_screen(
            OneAnswerScreen(
                _REMOVE,
                lambda services, reason: services.walk_ins.remove(actor, session_id, walk_in, reason),
                about=lambda t: name,
            )
        )

    def action_cancel(self) -> None:
        """Cancel the session: say what it does, and ask why."""
        from prevent_tui.screens.cancel_session import CancelSessionScreen

        if self._sheet is not None:
            self.accept()
            self.app.push_screen(CancelSessionScreen(self._sheet))

    async def action_sheet(self) -> None:
        """Save the sign-in sheet, in the language of the session."""
        actor, session_id = self.actor, self._session_id
        await self._save(
            N_("The sign-in sheet is saved"),
            N_("A page to print, the same as plain text, and a table for a spreadsheet, in the session's language:"),
            lambda services, folder: services.session_files.save_sheet(actor, session_id, folder),
        )

    async def action_calendars(self) -> None:
        """Save everybody's calendar file as it is now, after a change say."""
        actor, session_id = self.actor, self._session_id
        await self._save(
            N_("The calendar files are saved"),
            N_("One for each person, named by payroll number, to be sent to them; they bring their entry up to date:"),
            lambda services, folder: (services.session_files.save_calendars(actor, session_id, folder).folder,),
        )

    async def _save(self, title: str, about: str, work: SavesFiles) -> None:
        from prevent_tui.screens.saved_files import SavedFilesScreen, save_folder

        folder = save_folder(self.house.settings)
        with self.explaining():
            paths = await self.house.desk.run(lambda services: work(services, folder))
            self.accept()
            self.app.push_screen(SavedFilesScreen(title, about, paths))


if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    SavesFiles: TypeAlias = Callable[[Services, Path], tuple[Path, ...]]
