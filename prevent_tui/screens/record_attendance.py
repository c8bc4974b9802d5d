"""Recording attendance: what it records is said first; then it is one act, and the marks are final."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from prevent_tui import booking_words
from prevent_tui.domain.errors import PreventError
from prevent_tui.i18n import N_, Translator
from prevent_tui.screens.asked import AskedScreen
from prevent_tui.screens.telling import hanging

if TYPE_CHECKING:
    from prevent_tui.bootstrap import Services
    from prevent_tui.services.attendance import Preview
    from prevent_tui.services.sheets import Sheet


class RecordAttendanceScreen(AskedScreen):
    """The numbers, and the button."""

    title_words = N_("Record the attendance")
    act_words = N_("Record the attendance")

    def __init__(self, sheet: Sheet, preview: Preview) -> None:
        super().__init__()
        self._sheet = sheet
        self._preview = preview

    def lines(self) -> list[Content]:
        """What is recorded, and for whom nothing is."""
        session = self._sheet.session
        when = f"{booking_words.day(self.t, session)}, {booking_words.hours(self.t, session)}"
        told = [hanging("• ", line, self.columns) for line in recorded(self.t, self._preview)]
        after = self.tr(N_("After that a mark is not changed any more. A mistake is voided, with a reason."))
        return [Content(line) for line in (session.title, when, "", *told, "", after)]

    def do(self, services: Services) -> object:
        """Record what was shown."""
        return services.attendance.record(self.actor, self._sheet.session.id, self._preview)

    async def refused(self, problem: PreventError) -> None:
        """Say why; where the sheet has changed, show what it would record now."""
        session_id = self._sheet.session.id
        self.explain_failure(problem)
        if problem.code == "sheet_changed":
            try:
                self._preview = await self.house.desk.run(
                    lambda services: services.attendance.preview(self.actor, session_id)
                )
            except PreventError as other:
                self.explain_failure(other)
            self.retell()


def recorded(t: Translator, preview: Preview) -> list[str]:
    """What recording does, a line each."""
    told = [
        (preview.completions, t.ngettext("It records %(number)s completion.", "It records %(number)s completions.",
                                         preview.completions)),
        (preview.practice, t.ngettext("The window of %(number)s person isn't open: theirs is practice.",
                                      "The windows of %(number)s people aren't open: theirs are practice.",
                                      preview.practice)),
        (preview.waiting, t.ngettext(
            "%(number)s payroll number isn't on the staff list: its completion waits for a list that has it.",
            "%(number)s payroll numbers aren't on the staff list: their completions wait for a list that has them.",
            preview.waiting)),
        (preview.part, t.ngettext("%(number)s person attended in part: no completion.",
                                  "%(number)s people attended in part: no completion.", preview.part)),
        (preview.absent, t.ngettext("%(number)s person did not attend.", "%(number)s people did not attend.",
                                    preview.absent)),
        (preview.unmarked, t.ngettext("%(number)s person with a place is not marked yet, and stays so.",
                                      "%(number)s people with a place are not marked yet, and stay so.",
                                      preview.unmarked)),
        (preview.unnumbered, t.ngettext(
            "%(number)s person has no payroll number: nothing is recorded, and the name stays on the sheet.",
            "%(number)s people have no payroll number: nothing is recorded, and the names stay on the sheet.",
            preview.unnumbered)),
    ]  # fmt: skip
    return [line for number, line in told if number]
