"""My learning: where a person stands, what to do next, and what they have done."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content

from prevent_tui import faults, wording
from prevent_tui.domain.errors import Fault, PreventError
from prevent_tui.i18n import N_, Translator
from prevent_tui.screens import telling
from prevent_tui.screens.base import HouseScreen
from prevent_tui.widgets.action import Action
from prevent_tui.widgets.area import Area
from prevent_tui.widgets.words import Words

if TYPE_CHECKING:
    from prevent_tui.bootstrap import Services
    from prevent_tui.services.access import Actor
    from prevent_tui.services.learning import CourseEntry, Overview
    from prevent_tui.services.standing import Status

COURSE = "elearning"


@dataclass(frozen=True, slots=True)
class Learning:
    """Everything My learning shows, read in one go."""

    today: dt.date
    status: Status
    courses: tuple[CourseEntry, ...]

    @property
    def overview(self) -> Overview | None:
        """The e-learning's overview, where its files are sound."""
        return next((entry.overview for entry in self.courses if entry.course_id == COURSE), None)

    @property
    def certified(self) -> str | None:
        """The completion that counted last, whose certificate can be seen."""
        judged = reversed(self.status.explanation.judged)
        return next((one.completion.id for one in judged if one.counts), None)


def read(services: Services, actor: Actor) -> Learning:
    """Read what My learning shows."""
    assert actor.person_id is not None
    today = services.clock.today()
    status = services.standing.status(actor, actor.person_id, as_at=today, if_completed_on=today)
    return Learning(today, status, services.learning.courses(actor))


def where(t: Translator, overview: Overview) -> str:
    """Where Continue leads, in words."""
    if overview.view is None:
        return t.tr(N_("Not started."))
    return telling.where(t, overview.view)


def _faults(problem: PreventError) -> tuple[Fault, ...]:
    found = problem.details.get("faults", ())
    return found if isinstance(found, tuple) else ()


class HomeScreen(HouseScreen):
    """My learning."""

    leave_key = N_("Sign out")
    reads_first = True

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e", "explain", show=False),
        Binding("t", "team", show=False),
        Binding("c", "course", show=False),
        Binding("right", "app.focus_next", show=False),
        Binding("left", "app.focus_previous", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._learning: Learning | None = None

    def body(self) -> ComposeResult:
        """The standing, the course and the history above; what can be done below."""
        with Area(can_focus=False):
            yield Words(classes="title", id="title")
            yield Words(classes="text", id="standing")
            yield Words(classes="text", id="course")
            yield Words(classes="text", id="history")
            yield Action(id="certificate", kind="link")
            yield Words(classes="quiet-text", id="who")
            yield Action(id="claim", kind="link")
        with Horizontal(classes="acts"):
            yield Action(id="go")
            yield Action(id="overview", kind="quiet")
            yield Action(id="explain", kind="quiet")
            yield Action(id="team", kind="quiet")

    def on_mount(self) -> None:
        """Managers have their team one key away."""
        super().on_mount()
        signed_in = self.house.signed_in
        self.query_one("#team").display = bool(signed_in and signed_in.has_reports)
        self.query_one("#go").focus()

    def on_screen_resume(self) -> None:
        """Whatever was done meanwhile shows at once."""
        self.run_worker(self._load(), exclusive=True)

    async def _load(self) -> None:
        signed_in = self.house.signed_in
        if signed_in is None:
            return
        try:
            self._learning = await self.house.desk.run(lambda services: read(services, signed_in.actor))
        except PreventError as problem:
            self.explain_failure(problem)
        else:
            self.retell()
        self.complete()

    def say(self) -> None:
        """Write what is known; before it is read, only the frame."""
        signed_in = self.house.signed_in
        name = f"{signed_in.given_name} {signed_in.family_name}" if signed_in else ""
        self.query_one("#title", Words).update(
            Content.assemble((self.tr(N_("My learning")), "bold"), (f"   {name}", "not bold $secondary-text"))
        )
        learning = self._learning
        self.query_one("#go", Action).show(self._go_label())
        self.query_one("#overview", Action).show(self.tr(N_("The course")))
        self.query_one("#explain", Action).show(self.tr(N_("Explain")))
        self.query_one("#team", Action).show(self.tr(N_("My team")))
        self.query_one("#certificate", Action).show(self.tr(N_("Your certificate")))
        self.query_one("#certificate").display = bool(learning and learning.certified)
        self.query_one("#claim", Action).show(self.tr(N_("Add a course you took without an account")))
        if learning is None:
            return
        self.query_one("#standing", Words).update(self._standing(learning))
        self.query_one("#course", Words).update(self._course(learning))
        self.query_one("#history", Words).update(self._history(learning))
        self.query_one("#who", Words).update(Content("\n" + self._who(learning) + "\n"))

    def useful_keys(self) -> list[tuple[str, str]]:
        """The ways on from here."""
        keys = [("Enter", self.tr(N_("Choose"))), ("e", self.tr(N_("Explain")))]
        if self.house.signed_in and self.house.signed_in.has_reports:
            keys.append(("t", self.tr(N_("My team"))))
        return keys

    def _go_label(self) -> str:
        overview = self._learning.overview if self._learning else None
        if overview is None or overview.view is None:
            return self.tr(N_("Start the course"))
        if overview.view.completion_id and overview.view.is_summary:
            return self.tr(N_("See your result"))
        return self.tr(N_("Continue"))

    def _standing(self, learning: Learning) -> Content:
        explanation = learning.status.explanation
        parts = [telling.standing(self.t, explanation)]
        if learning.status.if_completed and explanation.colour is not None:
            parts.append(Content(wording.will_count(self.t, learning.status.if_completed, today=learning.today)))
        return Content("\n").join(parts)

    def _course_heading(self, overview: Overview | None) -> str:
        under_way = overview is not None and overview.view is not None
        return self.tr(N_("Course in progress")) if under_way else self.tr(N_("Your course"))

    def _course(self, learning: Learning) -> Content:
        lines = [Content.styled("\n" + self._course_heading(learning.overview), "bold")]
        for entry in learning.courses:
            overview = entry.overview
            if overview is None:
                assert entry.problem is not None
                lines.append(Content(f"{entry.course_id}: {wording.error(self.t, entry.problem)}"))
                lines += [Content(f"  {faults.line(self.t, fault)}") for fault in _faults(entry.problem)[:3]]
                continue
            words = telling.words(self.t, overview.course)
            minutes = self.t.ngettext("about %(number)s minute", "about %(number)s minutes", overview.course.minutes)
            lines.append(Content(f"{words.title} ({minutes})"))
            lines.append(Content(where(self.t, overview)))
        return Content("\n").join(lines)

    def _history(self, learning: Learning) -> Content:
        lines = [Content.styled("\n" + self.tr(N_("What you have completed")), "bold")]
        judged = learning.status.explanation.judged
        for one in reversed(judged):
            day, option = self.t.date(one.completion.completed_on), wording.option_name(self.t, one.completion.option)
            lines.append(Content(f"{day}  {option}. {wording.reason(self.t, one)}"))
        if not judged:
            lines.append(Content(self.tr(N_("Nothing yet."))))
        return Content("\n").join(lines)

    def _who(self, learning: Learning) -> str:
        manager, contact = learning.status.manager_name, self.house.settings.contact
        lines = [self.tr(N_("Payroll number %(number)s."), number=learning.status.person.payroll_number)]
        if manager:
            lines.append(self.tr(N_("Your manager: %(name)s."), name=manager))
        if contact:
            lines.append(self.tr(N_("Questions: ask %(contact)s."), contact=contact))
        return " ".join(lines)

    # -- ways on ---------------------------------------------------------------------------------------------------

    async def on_action_pressed(self, message: Action.Pressed) -> None:
        """Each button has its letter too."""
        ways = {
            "overview": self.action_course,
            "explain": self.action_explain,
            "team": self.action_team,
            "claim": self.action_claim,
            "certificate": self.action_certificate,
        }
        name = message.action.id or ""
        if name in ways:
            ways[name]()
        else:
            await self._go()

    async def _go(self) -> None:
        signed_in = self.house.signed_in
        if signed_in is None or self._learning is None:
            return
        try:
            view = await self.house.desk.run(lambda services: services.learning.start(signed_in.actor, COURSE))
        except PreventError as problem:
            self.explain_failure(problem)
            return
        from prevent_tui.screens.opening import screen_of

        self.app.push_screen(screen_of(view))

    def action_course(self) -> None:
        """Open the course's overview."""
        from prevent_tui.screens.course import CourseScreen

        if self._learning and self._learning.overview:
            self.app.push_screen(CourseScreen())

    def action_explain(self) -> None:
        """Open the explanation of one's own colour."""
        from prevent_tui.screens.person import PersonScreen

        if self.house.signed_in and self.house.signed_in.actor.person_id:
            self.app.push_screen(PersonScreen(self.house.signed_in.actor.person_id))

    def action_team(self) -> None:
        """Open the grid of one's own reports."""
        from prevent_tui.screens.team import TeamScreen

        if self.house.signed_in and self.house.signed_in.has_reports:
            self.app.push_screen(TeamScreen())

    def action_certificate(self) -> None:
        """Open the certificate of what counted last."""
        from prevent_tui.screens.certificate import CertificateScreen

        if self._learning and self._learning.certified:
            self.app.push_screen(CertificateScreen(self._learning.certified))

    def action_claim(self) -> None:
        """Add a course that was taken with a reference number."""
        from prevent_tui.screens.claim import ClaimScreen

        self.app.push_screen(ClaimScreen())

    async def action_leave(self) -> None:  # type: ignore[override]
        """Sign out: nothing of this person stays on the screen."""
        await self.house.sign_out()
