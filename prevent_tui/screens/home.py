"""My learning: where a person stands, the one next act, which options suit; everything else is one key away."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content

from prevent_tui import booking_words, faults, option_words, wording
from prevent_tui.domain.certification import Colour, Reason
from prevent_tui.domain.errors import Fault, PreventError
from prevent_tui.domain.options import OptionId, Suitability
from prevent_tui.i18n import N_, Translator
from prevent_tui.screens import telling
from prevent_tui.screens.base import HouseScreen
from prevent_tui.widgets.action import Action
from prevent_tui.widgets.area import Area
from prevent_tui.widgets.words import Words

if TYPE_CHECKING:
    from prevent_tui.bootstrap import Services
    from prevent_tui.services.access import Actor, StandIn
    from prevent_tui.services.bookings import Held, Notice
    from prevent_tui.services.learning import CourseEntry, Overview
    from prevent_tui.services.options import Advice
    from prevent_tui.services.requests import TalkRequest
    from prevent_tui.services.standing import Status

COURSE = "elearning"

_MOST_BOOKINGS = 2

_MOST_OPTIONS = 3
"""How many options are listed here; the rest are one key away."""

_WAYS = (
    ("options", N_("Options")),
    ("explain", N_("Explain")),
    ("history", N_("History")),
    ("overview", N_("The course")),
    ("administration", N_("Administration")),
    ("training", N_("Sessions you lead")),
    ("team", N_("My team")),
    ("teams", N_("More teams")),
    ("requests", N_("Talk requests")),
    ("talk", N_("Ask for a talk")),
    ("alone", N_("Watch the talk")),
)
"""What is one key away: the name of its button, and its words. The first four lead somewhere for everybody."""

BOOKINGS = N_("Webinars and workshops")
TALKS = N_("Toolbox talks: plan, present, register")

_LETTERS = (
    ("n", "administration"),
    ("t", "team"),
    ("r", "requests"),
    ("a", "talk"),
    ("o", "options"),
    ("e", "explain"),
    ("h", "history"),
    ("c", "overview"),
    ("b", "bookings"),
    ("l", "training"),
    ("m", "teams"),
    ("s", "talks"),
    ("w", "alone"),
)
"""The letter of each way, the most useful first."""


@dataclass(frozen=True, slots=True)
class Learning:
    """Everything My learning shows, read in one go."""

    today: dt.date
    status: Status
    courses: tuple[CourseEntry, ...]
    advice: Advice
    talk: TalkRequest | None
    waiting: int
    bookings: tuple[Held, ...] = ()
    notices: tuple[Notice, ...] = ()
    stands_in: tuple[StandIn, ...] = ()

    @property
    def overview(self) -> Overview | None:
        """The e-learning's overview, where its files are sound."""
        return next((entry.overview for entry in self.courses if entry.course_id == COURSE), None)

    @property
    def by_arrangement(self) -> bool:
        """Whether the person may ask for a toolbox talk."""
        return any(one.suitability is Suitability.BY_ARRANGEMENT for one in self.advice.options)

    @property
    def certified(self) -> str | None:
        """The completion that counted last, whose certificate can be seen."""
        judged = reversed(self.status.explanation.judged)
        return next((one.completion.id for one in judged if one.counts), None)

    @property
    def next_act(self) -> str:
        """The one thing to do next: the e-learning (`course`), asking for a talk (`talk`), or the `options`."""
        overview, colour = self.overview, self.status.explanation.colour
        if overview is not None and overview.view is not None:
            return "course"
        if colour not in (Colour.AMBER, Colour.RED):
            return "options"
        if self.by_arrangement:
            return "options" if self.talk else "talk"
        best = [one.option for one in self.advice.offered if one.suitability is Suitability.RECOMMENDED]
        return "course" if OptionId.ELEARNING in best else "options"


def read(services: Services, actor: Actor, *, has_reports: bool = False) -> Learning:
    """Read what My learning shows."""
    assert actor.person_id is not None
    today, stands_in = services.clock.today(), services.delegations.mine(actor)
    status = services.standing.status(actor, actor.person_id, as_at=today, if_completed_on=today)
    managers = [*([actor.person_id] if has_reports else []), *(one.manager_id for one in stands_in)]
    return Learning(
        today=today,
        status=status,
        courses=services.learning.courses(actor),
        advice=services.options.advice(actor, status),
        talk=services.requests.mine(actor),
        waiting=sum(len(services.requests.waiting(actor, manager)) for manager in managers),
        bookings=_to_come(services.bookings.mine(actor, actor.person_id), services.clock.now()),
        notices=services.bookings.notices(actor),
        stands_in=stands_in,
    )


def _to_come(held: tuple[Held, ...], now: dt.datetime) -> tuple[Held, ...]:
    """The bookings that stand and whose session is not over, the next first."""
    standing = [one for one in held if not one.session.is_over(now) and one.booking.cancelled_at is None]
    return tuple(sorted(standing, key=lambda one: one.session.starts_at))


def where(t: Translator, overview: Overview, width: int = 0) -> str:
    """Where Continue leads, in words; in two lines where `width` is too short for one."""
    if overview.view is None:
        return t.tr(N_("Not started."))
    return telling.where(t, overview.view, width)


def _faults(problem: PreventError) -> tuple[Fault, ...]:
    found = problem.details.get("faults", ())
    return found if isinstance(found, tuple) else ()


def _last(t: Translator, learning: Learning) -> list[str]:
    done = [one for one in learning.status.explanation.judged if one.reason is not Reason.VOIDED]
    if not done:
        return []
    counted, practice = N_("Last completed: %(option)s, %(day)s."), N_("Last practice: %(option)s, %(day)s.")
    option, day = done[-1].completion.option, done[-1].completion.completed_on
    message = counted if done[-1].counts else practice
    return [t.tr(message, option=wording.option_name(t, option), day=t.date(day))]


def _suits(t: Translator, learning: Learning, width: int) -> list[Content]:
    """The best options with the reason and whether they would count, and those that rest for now."""
    from prevent_tui.screens.options import short

    advice = learning.advice
    lines = [Content.styled(t.tr(N_("Options that suit you")), "bold")]
    for one in advice.offered[:_MOST_OPTIONS]:
        lines += short(t, one, advice, width)
    for option in advice.resting:
        told = option_words.suspended(t, advice.suspensions[option])
        lines.append(Content(f"{wording.option_name(t, option)}. {told}"))
    if advice.missing:
        lines.append(Content(t.tr(N_("To be sure which suits you, answer a question or two: press o."))))
    return lines


class HomeScreen(HouseScreen):
    """My learning."""

    leave_key = N_("Sign out")
    reads_first = True

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(letter, f"way('{name}')", show=False) for letter, name in _LETTERS),
        Binding("right", "app.focus_next", show=False),
        Binding("left", "app.focus_previous", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._learning: Learning | None = None

    def body(self) -> ComposeResult:
        """The standing on top, the one next act, the options; the ways to the rest below."""
        with Area(can_focus=False):
            yield Words(classes="title", id="title")
            yield Words(classes="text", id="standing")
            with Horizontal(id="now"):
                yield Action(id="go")
                yield Action(id="certificate", kind="quiet")
            yield Words(classes="text", id="next")
            yield Words(classes="text", id="suits")
            yield Words(classes="quiet-text", id="who")
            for name in ("bookings", "talks"):
                yield Action(id=name, kind="link")
            yield Action(id="claim", kind="link")
        for row, ways in (("acts", _WAYS[:4]), ("acts more", _WAYS[4:])):
            with Horizontal(classes=row):
                for name, _ in ways:
                    yield Action(id=name, kind="quiet")

    def on_mount(self) -> None:
        """The next act has the focus."""
        super().on_mount()
        self.query_one("#go").focus()

    def on_screen_resume(self) -> None:
        """Whatever was done meanwhile shows at once."""
        self.load(self._load)

    async def _load(self) -> None:
        signed_in = self.house.signed_in
        if signed_in is None:
            return
        actor, has_reports = signed_in.actor, signed_in.has_reports
        with self.explaining():
            self._learning = await self.house.desk.run(lambda services: read(services, actor, has_reports=has_reports))
            # Standing in for somebody begins and ends on a day, perhaps while one is signed in.
            self.house.signed_in = replace(signed_in, stands_in=self._learning.stands_in)
            self.retell()
        self.complete()

    # -- words -----------------------------------------------------------------------------------------------------

    def say(self) -> None:
        """Write what is known; before it is read, only the frame."""
        self.query_one("#title", Words).update(self._title())
        learning = self._learning
        self.query_one("#go", Action).show(self._go_label())
        self.query_one("#bookings", Action).show(self.tr(BOOKINGS))
        self.query_one("#talks", Action).show(self.tr(TALKS))
        self.query_one("#talks").display = self._leads("talks")
        self.query_one("#certificate", Action).show(self.tr(N_("Your certificate")))
        self.query_one("#certificate").display = bool(learning and learning.certified)
        self.query_one("#claim", Action).show(self.tr(N_("Add a course you took without an account")))
        for name, words in _WAYS:
            way = self.query_one(f"#{name}", Action)
            way.show(f"{self.tr(words)} ({learning.waiting})" if learning and name == "requests" else self.tr(words))
            way.display = self._leads(name)
        self.query_one(".more").display = any(self._leads(name) for name, _ in _WAYS[4:])
        if learning is None:
            return
        self.query_one("#standing", Words).update(Content("\n").join([*self._standing(learning), Content("")]))
        self.query_one("#next", Words).update(Content("\n").join([*self._next(learning), Content("")]))
        suits = _suits(self.t, learning, self.columns)
        self.query_one("#suits", Words).update(Content("\n").join([*suits, Content("")]))
        self.query_one("#who", Words).update(Content("\n".join(self._who(learning))))

    def useful_keys(self) -> list[tuple[str, str]]:
        """The ways on from here."""
        words = {**dict(_WAYS), "bookings": N_("Bookings"), "talks": N_("Toolbox talks")}
        return [(letter, self.tr(words[name])) for letter, name in _LETTERS if self._leads(name)]

    def _leads(self, name: str) -> bool:
        """Whether there is anything where that way leads."""
        signed_in, learning = self.house.signed_in, self._learning
        if name in ("team", "talks"):
            return bool(signed_in and signed_in.has_reports)
        if name == "administration":
            return bool(signed_in and signed_in.actor.is_anyone)
        if name == "teams":
            return bool(signed_in and (signed_in.stands_in or signed_in.actor.is_anyone))
        if name == "training":
            return bool(signed_in and signed_in.leads)
        if name == "requests":
            return bool(learning and learning.waiting)
        if name == "alone":
            return bool(learning and learning.talk)
        if name == "talk":
            return bool(learning and (learning.by_arrangement or learning.talk))
        return True

    def _title(self) -> Content:
        signed_in = self.house.signed_in
        if signed_in is None:
            return Content.styled(self.tr(N_("My learning")), "bold")
        name = f"{signed_in.given_name} {signed_in.family_name}"
        number = self.tr(N_("Payroll number %(number)s."), number=signed_in.payroll_number)
        told = f"   {name}   {number}"
        return Content.assemble((self.tr(N_("My learning")), "bold"), (told, "not bold $secondary-text"))

    def _go_label(self) -> str:
        learning = self._learning
        overview = learning.overview if learning else None
        if learning is not None and learning.next_act == "talk":
            return self.tr(N_("Ask for a toolbox talk"))
        if learning is not None and learning.next_act == "options":
            required = learning.status.explanation.colour in (Colour.AMBER, Colour.RED)
            return self.tr(N_("Choose an option")) if required else self.tr(N_("See the options"))
        if overview is None or overview.view is None:
            return self.tr(N_("Start the e-learning"))
        if overview.view.completion_id and overview.view.is_summary:
            return self.tr(N_("See your result"))
        return self.tr(N_("Continue"))

    def _standing(self, learning: Learning) -> list[Content]:
        status, explanation = learning.status, learning.status.explanation
        parts = [telling.standing(self.t, explanation)]
        change = wording.next_change(self.t, explanation) if explanation.colour is None else None
        if change:
            parts.append(Content(change))
        gone = status.person.left_on is not None and status.person.left_on < learning.today
        if status.if_completed and not gone:
            parts.append(Content(wording.will_count(self.t, status.if_completed, today=learning.today)))
        return parts

    def _next(self, learning: Learning) -> list[Content]:
        """Where the course in progress stands; a course whose files have faults says so."""
        lines = []
        for entry in learning.courses:
            overview = entry.overview
            if overview is None:
                assert entry.problem is not None
                lines.append(Content(f"{entry.course_id}: {wording.error(self.t, entry.problem)}"))
                lines += [Content(f"  {faults.line(self.t, fault)}") for fault in _faults(entry.problem)[:3]]
            elif overview.view is not None:
                place = where(self.t, overview, self.columns)
                webinar = overview.course.is_recorded
                option = wording.option_name(self.t, OptionId.WEBINAR_RECORDED)
                lines.append(Content(f"{option}: {place}" if webinar else place))
        return [*lines, *self._booked(learning)]

    def _booked(self, learning: Learning) -> list[Content]:
        """What happened to bookings, then the places and turns that stand."""
        lines = [Content.styled(booking_words.notice(self.t, one), "bold") for one in learning.notices]
        said = {name for one in learning.notices if one.clash for name in (one.session.id, one.clash.id)}
        for one in learning.bookings[:_MOST_BOOKINGS]:
            session, waits = one.session, one.booking.booked_at is None
            words = (
                N_("On the waiting list: %(title)s, %(day)s, %(hours)s.")
                if waits
                else N_("Booked: %(title)s, %(day)s, %(hours)s.")
            )
            day, hours = booking_words.day(self.t, session), booking_words.hours(self.t, session)
            told = self.tr(words, title=session.title, day=day, hours=hours)
            lines.append(
                Content(
                    f"{told} {booking_words.clash(self.t, one.clash)}" if one.clash and session.id not in said else told
                )
            )
        return lines

    def _who(self, learning: Learning) -> list[str]:
        """What was completed last, how the request for a talk stands, and whom to ask."""
        manager, contact, talk = learning.status.manager_name, self.house.settings.contact, learning.talk
        lines = _last(self.t, learning)
        if talk is not None and talk.planned_on is not None:
            lines.append(self.tr(N_("Your toolbox talk is planned for %(day)s."), day=self.t.date(talk.planned_on)))
        elif talk is not None:
            lines.append(self.tr(N_("You have asked for a toolbox talk.")))
        whom = [self.tr(N_("Your manager: %(name)s."), name=manager)] if manager else []
        whom += [self.tr(N_("Questions: ask %(contact)s."), contact=contact)] if contact else []
        return [*lines, " ".join(whom)]

    # -- ways on ---------------------------------------------------------------------------------------------------

    async def on_action_pressed(self, message: Action.Pressed) -> None:
        """Each button has its letter too."""
        name = message.action.id or ""
        if name == "claim":
            self.action_claim()
        elif name == "certificate":
            self.action_certificate()
        elif name != "go":
            self.action_way(name)
        elif self._learning is not None and self._learning.next_act != "course":
            self.action_way(self._learning.next_act)
        else:
            await self._go()

    async def _go(self) -> None:
        signed_in = self.house.signed_in
        if signed_in is None or self._learning is None:
            return
        with self.explaining():
            view = await self.house.desk.run(lambda services: services.learning.start(signed_in.actor, COURSE))
            from prevent_tui.screens.opening import screen_of

            self.app.push_screen(screen_of(view))

    def action_way(self, name: str) -> None:
        """Open what is one key away."""
        if self._learning is not None and self._leads(name):
            screen = _screen(name, self._learning)
            if screen is not None:
                self.app.push_screen(screen)

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


def _screen(name: str, learning: Learning) -> HouseScreen | None:
    """The screen that a way leads to; None where its files have faults."""
    from prevent_tui.screens import (
        administration,
        alone,
        course,
        history,
        options,
        person,
        requests,
        sessions,
        talks,
        team,
        teams,
        trainer,
    )

    if name == "administration":
        return administration.AdministrationScreen()
    if name == "options":
        return options.first_screen(learning.advice)
    if name == "explain":
        return person.PersonScreen(learning.status.person.id)
    if name == "history":
        return history.HistoryScreen(learning.status)
    if name == "overview":
        return course.CourseScreen() if learning.overview else None
    if name == "bookings":
        return sessions.SessionsScreen()
    if name == "training":
        return trainer.TrainerScreen()
    if name == "talks":
        return talks.TalksScreen()
    if name == "alone":
        return alone.AloneScreen()
    if name == "team":
        return team.TeamScreen()
    if name == "teams":
        return teams.TeamsScreen()
    return requests.RequestsScreen() if name == "requests" else requests.AskScreen()
