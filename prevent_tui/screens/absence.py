"""Recording a long leave: for whom, from when until when, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from prevent_tui.domain.days import day_or_none
from prevent_tui.domain.errors import PreventError
from prevent_tui.i18n import N_
from prevent_tui.screens.suspensions import NO_DAY
from prevent_tui.screens.talk_forms import TalkForm
from prevent_tui.widgets.words import Words

if TYPE_CHECKING:
    from prevent_tui.bootstrap import Services
    from prevent_tui.screens.base import Wrong
    from prevent_tui.storage.people import Person

_PERSON = ("payroll", N_("Payroll number"))
_LEAVE = {
    "from": N_("First day of the leave, for example 27 3 2027"),
    "until": N_("Last day of the leave"),
    "reason": N_("Reason, for example: parental leave"),
}


class AbsenceScreen(TalkForm):
    """A long leave of a person, or of whoever's payroll number is typed; their page shows it afterwards."""

    title_words = N_("Record a long leave")
    act_words = N_("Record the leave")
    codes: ClassVar[dict[str, str]] = {
        "unknown_person": "payroll",
        "dates_reversed": "until",
        "absence_overlaps": "from",
        "absence_outside": "from",
        "reason_missing": "reason",
    }

    def __init__(self, person: Person | None = None) -> None:
        super().__init__()
        self._person = person
        self.fields = tuple(_LEAVE) if person else (_PERSON[0], *_LEAVE)
        self.labels = tuple(_LEAVE.values()) if person else (_PERSON[1], *_LEAVE.values())

    def say(self) -> None:
        """Write the form, with the person's name where it is known."""
        super().say()
        if self._person is not None:
            title = self.tr(N_("Record a long leave of %(name)s"), name=self._person.name)
            self.query_one("#title", Words).update(Content(title))

    def remark(self) -> str:
        """What a leave does."""
        return self.tr(N_("Nothing is required on these days. The due date stays as it is."))

    async def act(self) -> None:
        """Record it, then show the person's page."""
        texts = {name: self.value(name).strip() for name in self.fields}
        first, last = day_or_none(texts["from"]), day_or_none(texts["until"])
        faults: list[Wrong] = []
        if not texts.get("payroll", "given"):
            faults.append(("payroll", PreventError("number_missing")))
        faults += [(name, NO_DAY) for name, day in (("from", first), ("until", last)) if day is None]
        if not texts["reason"]:
            faults.append(("reason", PreventError("reason_missing")))
        if faults or first is None or last is None:
            self.show_faults(faults)
            return
        actor, reason = self.actor, texts["reason"]
        number = self._person.payroll_number if self._person else texts["payroll"]

        def work(services: Services) -> str:
            services.admin.record_absence(actor, number, first, last, reason=reason)
            return services.standing.status_by_payroll(actor, number, as_at=services.clock.today()).person.id

        person_id = await self.ask(work)
        if person_id and self._person is not None:
            self.action_leave()
        elif person_id:
            from prevent_tui.screens.person import PersonScreen

            self.app.switch_screen(PersonScreen(person_id))
