"""Who may do what: every public method of every service, asked by everybody, about one learner."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest

from prevent_tui.bootstrap import Services, services_on
from prevent_tui.domain.bookings import Mark, Session
from prevent_tui.domain.courses import Nation, Sector
from prevent_tui.domain.errors import PreventError
from prevent_tui.domain.options import OptionId
from prevent_tui.domain.playing import Playhead
from prevent_tui.domain.progress import Place
from prevent_tui.i18n import Translator
from prevent_tui.services.access import OPERATOR, Actor
from prevent_tui.services.attendance import Preview as Recording
from prevent_tui.services.certificates import Form
from prevent_tui.services.registers import Preview
from prevent_tui.services.team import Question, TeamRow
from prevent_tui.services.team_exports import Form as ReportForm
from prevent_tui.services.team_exports import Told
from prevent_tui.storage import sessions
from tests import factories, talks
from tests.clocks import TODAY, StillClock
from tests.courses import COURSE, Shelf, small_course
from tests.databases import contents, copy_of, opened
from tests.exchange.files import COMPLETIONS_HEADER, STAFF_HEADER, staff_line
from tests.recorded import WEBINAR, short_webinar

ROLES = (
    "self", "manager", "above", "elsewhere", "colleague", "guest", "delegate", "former delegate", "delegate to come",
    "trainer", "other trainer", "administrator", "operator",
)  # fmt: skip
"""The learner; a manager of theirs, one above, and one of others; the manager's delegate in time, too late and too
early; the trainer of the sessions that are asked about, and one of another session."""
PEOPLE = frozenset(ROLES) - {"operator"}
WITH_AN_ACCOUNT = PEOPLE - {"guest"}
GUESTS = frozenset({"guest"})
ANYBODY = frozenset(ROLES)
WITH_SIGHT = frozenset({"self", "manager", "above", "delegate", "administrator", "operator"})
OVER_THE_MANAGER = frozenset({"manager", "above", "delegate", "administrator", "operator"})
ADMINISTRATORS = frozenset({"administrator", "operator"})
IN_CHARGE = frozenset({"self", "manager", "delegate", "administrator", "operator"})
TRAINERS = frozenset({"trainer", "administrator", "operator"})
MANAGERS = frozenset({"manager", "above", "elsewhere", "delegate", "administrator"})
OPERATORS = frozenset({"operator"})
PRESENTERS = frozenset({"manager", "administrator", "operator"})


@dataclass(frozen=True, slots=True)
class World:
    """The learner everything is asked about, their manager, and everybody who may ask."""

    services: Services
    actors: dict[str, Actor]
    completion: str
    row: TeamRow
    staff_list: Path
    completions: Path
    reference: str
    planned: str
    open: str
    signed: str
    number: int
    preview: Preview

    @property
    def learner(self) -> str:
        """The learner's person."""
        return factories.id_of(self.actors["self"])

    @property
    def request(self) -> str:
        """The learner's request for a toolbox talk."""
        held = self.services.requests.mine(Actor(self.learner))
        assert held is not None
        return held.id

    @property
    def question(self) -> Question:
        """The grid of the learner's manager."""
        return Question(factories.id_of(self.actors["manager"]), TODAY)


Asked = Callable[[World, Actor], object]
PLACE = Place("first-page")
TOLD = Told("My team", "")
RECORDED = Recording((), 0, 0, 0, 0, 0, 0, 0)

# What is asked, and who may; a learner's run is always the one who asks's own.
TABLE: dict[str, tuple[frozenset[str], Asked]] = {
    "access.sign_in": (ANYBODY, lambda w, who: w.services.access.sign_in("nobody", "nothing")),
    "access.set_password": (WITH_AN_ACCOUNT, lambda w, who: w.services.access.set_password(who, "short")),
    "access.remember_language": (ANYBODY, lambda w, who: w.services.access.remember_language(who, "cy")),
    "learning.overview": (PEOPLE, lambda w, who: w.services.learning.overview(who, COURSE)),
    "learning.courses": (PEOPLE, lambda w, who: w.services.learning.courses(who)),
    "learning.start": (PEOPLE, lambda w, who: w.services.learning.start(who, COURSE)),
    "learning.current": (PEOPLE, lambda w, who: w.services.learning.current(who, COURSE)),
    "learning.forward": (PEOPLE, lambda w, who: w.services.learning.forward(who, COURSE, PLACE)),
    "learning.back": (PEOPLE, lambda w, who: w.services.learning.back(who, COURSE, PLACE)),
    "learning.open_step": (PEOPLE, lambda w, who: w.services.learning.open_step(who, COURSE, "first-before")),
    "learning.sit_again": (PEOPLE, lambda w, who: w.services.learning.sit_again(who, COURSE)),
    "learning.keep_draft": (PEOPLE, lambda w, who: w.services.learning.keep_draft(who, COURSE, PLACE, 1)),
    "learning.keep_words": (PEOPLE, lambda w, who: w.services.learning.keep_words(who, COURSE, PLACE, "words")),
    "learning.choose_audience": (
        PEOPLE,
        lambda w, who: w.services.learning.choose_audience(who, COURSE, Nation.WALES, Sector.HEALTH),
    ),
    "learning.answer": (PEOPLE, lambda w, who: w.services.learning.answer(who, COURSE, PLACE, "a")),
    "learning.leave": (PEOPLE, lambda w, who: w.services.learning.leave(who, COURSE)),
    "recorded.overview": (PEOPLE, lambda w, who: w.services.recorded.overview(who, WEBINAR)),
    "recorded.open_part": (PEOPLE, lambda w, who: w.services.recorded.open_part(who, WEBINAR, "one")),
    "recorded.keep": (PEOPLE, lambda w, who: w.services.recorded.keep(who, WEBINAR, "one", Playhead(8, 3))),
    "alone.open": (PEOPLE, lambda w, who: w.services.alone.open(who)),
    "alone.keep": (PEOPLE, lambda w, who: w.services.alone.keep(who, Playhead(8, 3))),
    "alone.text": (ANYBODY, lambda w, who: w.services.alone.text(who, Translator("en"))),
    "alone.save": (ANYBODY, lambda w, who: w.services.alone.save(who, w.staff_list.parent, Translator("cy"))),
    "standing.status": (WITH_SIGHT, lambda w, who: w.services.standing.status(who, w.learner, as_at=TODAY)),
    "standing.status_by_payroll": (
        WITH_SIGHT,
        lambda w, who: w.services.standing.status_by_payroll(who, "self", as_at=TODAY),
    ),
    "team.manager": (OVER_THE_MANAGER, lambda w, who: w.services.team.manager(who, "manager")),
    "team.counts": (OVER_THE_MANAGER, lambda w, who: w.services.team.counts(who, w.question)),
    "team.first": (OVER_THE_MANAGER, lambda w, who: w.services.team.first(who, w.question, limit=1)),
    "team.among": (OVER_THE_MANAGER, lambda w, who: w.services.team.among(who, w.question, [w.learner])),
    "arrangements.of": (OVER_THE_MANAGER, lambda w, who: w.services.arrangements.of(who, w.question, [w.learner])),
    "team.last": (OVER_THE_MANAGER, lambda w, who: w.services.team.last(who, w.question, limit=1)),
    "team.after": (OVER_THE_MANAGER, lambda w, who: w.services.team.after(who, w.question, w.row, limit=1)),
    "team.before": (OVER_THE_MANAGER, lambda w, who: w.services.team.before(who, w.question, w.row, limit=1)),
    "team.forecast": (OVER_THE_MANAGER, lambda w, who: w.services.team.forecast(who, w.question, months=2)),
    "team.ranges": (OVER_THE_MANAGER, lambda w, who: list(w.services.team.ranges(who, w.question))),
    "team.turns": (OVER_THE_MANAGER, lambda w, who: w.services.team.turns(who, w.question, months=2)),
    "team.sub_teams": (OVER_THE_MANAGER, lambda w, who: w.services.team.sub_teams(who, w.question)),
    "team.everyone": (OVER_THE_MANAGER, lambda w, who: w.services.team.everyone(who, w.question)),
    "talks.content": (ANYBODY, lambda w, who: w.services.talks.content(who)),
    "talks.list": (MANAGERS | OPERATORS, lambda w, who: w.services.talks.list(who)),
    "talks.find": (MANAGERS | OPERATORS, lambda w, who: w.services.talks.find(who, str(w.number))),
    "talks.plan": (MANAGERS, lambda w, who: w.services.talks.plan(who, TODAY, "Depot")),
    "talks.begin": (PRESENTERS, lambda w, who: w.services.talks.begin(who, w.planned)),
    "talks.cancel": (PRESENTERS, lambda w, who: w.services.talks.cancel(who, w.planned, "snow")),
    "talks.view": (MANAGERS | OPERATORS, lambda w, who: w.services.talks.view(who, w.open)),
    "talks.show": (MANAGERS | OPERATORS, lambda w, who: w.services.talks.show(who, w.open, 1)),
    # A second terminal in the room shows slides, and nobody's name.
    "talks.follow": (ANYBODY, lambda w, who: w.services.talks.follow(who, w.number)),
    "talks.going_on": (ANYBODY, lambda w, who: w.services.talks.going_on(who)),
    "talks.showing": (ANYBODY, lambda w, who: w.services.talks.showing(who, w.open)),
    # While a register is open, any manager may be the one who takes it; signing it off is for its presenter.
    "registers.read": (MANAGERS | OPERATORS, lambda w, who: w.services.registers.read(who, w.open)),
    "registers.search": (MANAGERS | OPERATORS, lambda w, who: w.services.registers.search(who, w.open, "")),
    "registers.sign_in": (MANAGERS | OPERATORS, lambda w, who: w.services.registers.sign_in(who, w.open, "self")),
    "registers.pick": (MANAGERS | OPERATORS, lambda w, who: w.services.registers.pick(who, w.open, w.learner)),
    "registers.walk_in": (MANAGERS | OPERATORS, lambda w, who: w.services.registers.walk_in(who, w.open, "Nia")),
    "registers.remove": (MANAGERS | OPERATORS, lambda w, who: w.services.registers.remove(who, w.open, 3, "left")),
    "registers.count_hands": (
        MANAGERS | OPERATORS,
        lambda w, who: w.services.registers.count_hands(who, w.open, "who-first", {"a": 1}),
    ),
    "registers.preview": (PRESENTERS, lambda w, who: w.services.registers.preview(who, w.open)),
    "registers.sign_off": (PRESENTERS, lambda w, who: w.services.registers.sign_off(who, w.open, w.preview)),
    "registers.void": (PRESENTERS, lambda w, who: w.services.registers.void(who, w.signed, 3, "was not there")),
    "register_exports.text": (
        PRESENTERS,
        lambda w, who: w.services.register_exports.text(who, w.signed, "csv", Translator()),
    ),
    "register_exports.save": (
        PRESENTERS,
        lambda w, who: w.services.register_exports.save(who, w.signed, w.staff_list.parent, Translator()),
    ),
    "register_exports.save_handout": (
        ANYBODY,
        lambda w, who: w.services.register_exports.save_handout(who, w.staff_list.parent, "en"),
    ),
    # Whoever can open a database with nobody in it may begin it; with people in it nobody may.
    "admin.begin": (ANYBODY, lambda w, who: w.services.admin.begin("1", "Elin", "Example")),
    "admin.staff": (ADMINISTRATORS, lambda w, who: w.services.admin.staff(who)),
    "admin.issue_codes": (ADMINISTRATORS, lambda w, who: w.services.admin.issue_codes(who, [])),
    "admin.import_staff": (ADMINISTRATORS, lambda w, who: w.services.admin.import_staff(who, w.staff_list)),
    "admin.import_completions": (
        ADMINISTRATORS,
        lambda w, who: w.services.admin.import_completions(who, w.completions),
    ),
    "admin.void_completion": (
        ADMINISTRATORS,
        lambda w, who: w.services.admin.void_completion(who, w.completion, "entered twice"),
    ),
    "admin.record_absence": (
        ADMINISTRATORS,
        lambda w, who: w.services.admin.record_absence(who, "self", TODAY, TODAY, reason="leave"),
    ),
    "admin.make_administrator": (
        ADMINISTRATORS,
        lambda w, who: w.services.admin.make_administrator(who, "self"),
    ),
    "certificates.of": (WITH_SIGHT, lambda w, who: w.services.certificates.of(who, w.learner)),
    "certificates.issue": (WITH_SIGHT, lambda w, who: w.services.certificates.issue(who, w.completion)),
    "certificates.by_reference": (WITH_SIGHT, lambda w, who: w.services.certificates.by_reference(who, w.reference)),
    "certificates.render": (
        WITH_SIGHT,
        lambda w, who: w.services.certificates.render(who, w.reference, Form.TEXT, "cy"),
    ),
    "certificates.save": (
        WITH_SIGHT,
        lambda w, who: w.services.certificates.save(who, w.reference, Form.TEXT, "cy", directory=w.staff_list.parent),
    ),
    # Whoever holds a reference may ask about it.
    "certificates.verify": (ANYBODY, lambda w, who: w.services.certificates.verify(w.reference)),
    "certificates.known_keys": (ANYBODY, lambda w, who: w.services.certificates.known_keys()),
    "certificates.public_keys": (ANYBODY, lambda w, who: w.services.certificates.public_keys()),
    "certificates.rotate": (ADMINISTRATORS, lambda w, who: w.services.certificates.rotate(who)),
    "guests.start": (ANYBODY, lambda w, who: w.services.guests.start()),
    "guests.resume": (ANYBODY, lambda w, who: w.services.guests.resume("")),
    "guests.record": (GUESTS, lambda w, who: w.services.guests.record(who)),
    "guests.keep_name": (GUESTS, lambda w, who: w.services.guests.keep_name(who, "Elin")),
    "guests.claim": (WITH_AN_ACCOUNT, lambda w, who: w.services.guests.claim(who, "")),
    "registration.issue_keys": (ADMINISTRATORS, lambda w, who: w.services.registration.issue_keys(who)),
    "registration.check_key": (ANYBODY, lambda w, who: w.services.registration.check_key("")),
    "registration.open_account": (
        ANYBODY,
        lambda w, who: w.services.registration.open_account("", "Elin", "Example", "short"),
    ),
    # What one does for oneself everybody may.
    "bookings.person": (IN_CHARGE, lambda w, who: w.services.bookings.person(who, "self")),
    "bookings.to_come": (IN_CHARGE, lambda w, who: w.services.bookings.to_come(who, w.learner)),
    "bookings.offer": (IN_CHARGE, lambda w, who: w.services.bookings.offer(who, "soon", w.learner)),
    "bookings.book": (IN_CHARGE, lambda w, who: w.services.bookings.book(who, "soon", w.learner)),
    "bookings.cancel": (IN_CHARGE, lambda w, who: w.services.bookings.cancel(who, "soon", w.learner)),
    "bookings.mine": (WITH_SIGHT, lambda w, who: w.services.bookings.mine(who, w.learner)),
    "bookings.notices": (PEOPLE, lambda w, who: w.services.bookings.notices(who)),
    "bookings.seen": (PEOPLE, lambda w, who: w.services.bookings.seen(who, [])),
    "bookings.calendar": (IN_CHARGE, lambda w, who: w.services.bookings.calendar(who, "soon", w.learner)),
    "sessions.listed": (ANYBODY, lambda w, who: w.services.sessions.listed(who)),
    "sessions.led": (ANYBODY, lambda w, who: w.services.sessions.led(who)),
    "sessions.leads": (ANYBODY, lambda w, who: w.services.sessions.leads(who)),
    "sessions.import_sessions": (
        ADMINISTRATORS,
        lambda w, who: w.services.sessions.import_sessions(who, w.completions),
    ),
    "sessions.release": (TRAINERS, lambda w, who: w.services.sessions.release(who, "soon", "self")),
    "sessions.cancellation": (TRAINERS, lambda w, who: w.services.sessions.cancellation(who, "soon")),
    "sessions.cancel_session": (TRAINERS, lambda w, who: w.services.sessions.cancel_session(who, "soon", "Snow")),
    "attendance.sheet": (TRAINERS, lambda w, who: w.services.attendance.sheet(who, "now")),
    "attendance.mark": (TRAINERS, lambda w, who: w.services.attendance.mark(who, "now", "self", Mark.FULL)),
    "attendance.void_mark": (TRAINERS, lambda w, who: w.services.attendance.void_mark(who, "now", "self", "not me")),
    "attendance.put_back": (
        TRAINERS,
        lambda w, who: w.services.attendance.put_back(who, "now", {"self": (Mark.FULL, None)}),
    ),
    "attendance.mark_rest": (TRAINERS, lambda w, who: w.services.attendance.mark_rest(who, "now")),
    "attendance.preview": (TRAINERS, lambda w, who: w.services.attendance.preview(who, "now")),
    "attendance.record": (TRAINERS, lambda w, who: w.services.attendance.record(who, "now", RECORDED)),
    "walk_ins.search": (TRAINERS, lambda w, who: w.services.walk_ins.search(who, "now", "self")),
    "walk_ins.add": (TRAINERS, lambda w, who: w.services.walk_ins.add(who, "now", "Nia Example")),
    "walk_ins.remove": (TRAINERS, lambda w, who: w.services.walk_ins.remove(who, "now", "nobody", "not here")),
    "session_files.sign_in_sheet": (
        TRAINERS,
        lambda w, who: w.services.session_files.sign_in_sheet(who, "soon", "html"),
    ),
    "session_files.save_sheet": (
        TRAINERS,
        lambda w, who: w.services.session_files.save_sheet(who, "soon", w.staff_list.parent),
    ),
    "session_files.save_calendars": (
        TRAINERS,
        lambda w, who: w.services.session_files.save_calendars(who, "soon", w.staff_list.parent),
    ),
    "attendance.import_marks": (
        TRAINERS,
        lambda w, who: w.services.attendance.import_marks(who, "now", w.completions),
    ),
    "admin.remove_administrator": (
        ADMINISTRATORS,
        lambda w, who: w.services.admin.remove_administrator(who, "administrator"),
    ),
    "options.advice": (
        WITH_SIGHT,
        lambda w, who: w.services.options.advice(who, w.services.standing.status(OPERATOR, w.learner, as_at=TODAY)),
    ),
    "options.answer": (PEOPLE, lambda w, who: w.services.options.answer(who, "frontline", "yes")),
    "suspensions.suspend": (
        ADMINISTRATORS,
        lambda w, who: w.services.suspensions.suspend(
            who, OptionId.WRAP, TODAY, None, reason_en="The room is closed", reason_cy="Mae'r ystafell ar gau"
        ),
    ),
    "suspensions.resume": (ADMINISTRATORS, lambda w, who: w.services.suspensions.resume(who, OptionId.WRAP)),
    "requests.mine": (PEOPLE, lambda w, who: w.services.requests.mine(who)),
    "requests.ask": (PEOPLE, lambda w, who: w.services.requests.ask(who)),
    "requests.ask_for": (ANYBODY, lambda w, who: w.services.requests.ask_for("self")),
    "requests.withdraw": (PEOPLE, lambda w, who: w.services.requests.withdraw(who)),
    "requests.waiting": (
        OVER_THE_MANAGER,
        lambda w, who: w.services.requests.waiting(who, w.question.manager_id),
    ),
    "requests.plan": (OVER_THE_MANAGER, lambda w, who: w.services.requests.plan(who, w.request, TODAY)),
    "policy.show": (ADMINISTRATORS, lambda w, who: w.services.policy.show(who)),
    "policy.change": (ADMINISTRATORS, lambda w, who: w.services.policy.change(who, {"validity": "36"})),
    # The delegate stands in for the learner's manager until today, the former one did until yesterday, the one to come
    # will from tomorrow on.
    "requests.arrange": (OVER_THE_MANAGER, lambda w, who: w.services.requests.arrange(who, w.learner, TODAY)),
    "delegations.add": (
        ADMINISTRATORS,
        lambda w, who: w.services.delegations.add(who, "manager", "colleague", TODAY, TODAY),
    ),
    "delegations.end": (ADMINISTRATORS, lambda w, who: w.services.delegations.end(who, "manager", "delegate")),
    "delegations.listed": (ADMINISTRATORS, lambda w, who: w.services.delegations.listed(who)),
    "delegations.mine": (ANYBODY, lambda w, who: w.services.delegations.mine(who)),
    "team.places": (OVER_THE_MANAGER, lambda w, who: w.services.team.places(who, w.question, months=2)),
    "reports.beside": (WITH_SIGHT, lambda w, who: w.services.reports.beside(who, w.learner)),
    "reminders.preview": (OVER_THE_MANAGER, lambda w, who: w.services.reminders.preview(who, w.question)),
    "reminders.collect": (OVER_THE_MANAGER, lambda w, who: w.services.reminders.collect(who, w.question)),
    "team.addresses": (OVER_THE_MANAGER, lambda w, who: w.services.team.addresses(who, w.question)),
    "reminders.write": (
        OVER_THE_MANAGER,
        lambda w, who: w.services.reminders.write(who, w.learner, w.staff_list.parent),
    ),
    "team_exports.parts": (
        OVER_THE_MANAGER,
        lambda w, who: list(w.services.team_exports.parts(who, w.question, ReportForm.CSV, Translator(), TOLD)),
    ),
    "team_exports.save": (
        OVER_THE_MANAGER,
        lambda w, who: w.services.team_exports.save(
            who, w.question, ReportForm.HTML, w.staff_list.parent, Translator(), told=TOLD
        ),
    ),
    "administering.attention": (ADMINISTRATORS, lambda w, who: w.services.administering.attention(who)),
    "administering.requests": (ADMINISTRATORS, lambda w, who: w.services.administering.requests(who)),
    "accounts.closed": (ADMINISTRATORS, lambda w, who: w.services.accounts.closed(who)),
    "accounts.unlock": (ADMINISTRATORS, lambda w, who: w.services.accounts.unlock(who, "self")),
    "accounts.disable": (ADMINISTRATORS, lambda w, who: w.services.accounts.disable(who, "administrator")),
    "accounts.enable": (ADMINISTRATORS, lambda w, who: w.services.accounts.enable(who, "self")),
    "pending.listed": (ADMINISTRATORS, lambda w, who: w.services.pending.listed(who)),
    "pending.preview": (ADMINISTRATORS, lambda w, who: w.services.pending.preview(who, "900", "self")),
    "pending.join": (ADMINISTRATORS, lambda w, who: w.services.pending.join(who, "900", "self")),
    "suspensions.listed": (ADMINISTRATORS, lambda w, who: w.services.suspensions.listed(who)),
    "audit.page": (ADMINISTRATORS, lambda w, who: w.services.audit.page(who, limit=2)),
    "audit.acts": (ADMINISTRATORS, lambda w, who: w.services.audit.acts(who)),
    "audit.entries": (ADMINISTRATORS, lambda w, who: w.services.audit.entries(who)),
    "audit.head": (ADMINISTRATORS, lambda w, who: w.services.audit.head(who)),
    "audit.verify": (ADMINISTRATORS, lambda w, who: w.services.audit.verify(who)),
}


def public_methods(services: Services) -> set[str]:
    """Every public method of every service, as `service.method`."""
    found = set()
    for place, value in vars(Services).items():
        if isinstance(value, cached_property) and not place.startswith("_"):
            methods = vars(type(getattr(services, place))).items()
            found |= {f"{place}.{name}" for name, method in methods if callable(method) and not name.startswith("_")}
    return found


def test_the_table_has_a_row_for_every_public_method(world: World) -> None:
    assert public_methods(world.services) == set(TABLE)


@pytest.fixture(scope="module")
def peopled(tmp_path_factory: pytest.TempPathFactory, empty_file: Path) -> Path:
    """A closed database with everybody of the table in it."""
    file = tmp_path_factory.mktemp("rights") / "peopled.db"
    with opened(copy_of(empty_file, file)) as store:
        services = services_on(store, StillClock(), Shelf(small_course(), short_webinar()))
        above = factories.person(services, "above")
        manager = factories.person(services, "manager", manager=above)
        elsewhere = factories.person(services, "elsewhere", manager=above)
        learner = factories.person(services, "self", manager=manager)
        factories.person(services, "colleague", manager=elsewhere)
        factories.person(services, "administrator", administrator=True)
        day = dt.timedelta(days=1)
        for name, from_on, until in (
            ("delegate", TODAY, TODAY),
            ("former delegate", TODAY - 30 * day, TODAY - day),
            ("delegate to come", TODAY + day, TODAY + 30 * day),
        ):
            stand_in = factories.person(services, name)
            factories.stands_in(services, manager, stand_in, from_on=from_on, until=until)
        factories.completed(services, learner, "2026-01-01")
        services.guests.start()
        now = services.clock.now()
        trainer, other = (factories.id_of(factories.person(services, name)) for name in ("trainer", "other trainer"))
        with services.store.write():
            for name, leader, starts_at in (
                ("now", trainer, now), ("soon", trainer, now + 7 * day), ("another", other, now),
            ):  # fmt: skip
                ends_at = starts_at + dt.timedelta(hours=3)
                sessions.add(
                    Session(name, OptionId.WRAP, "Workshop", "en", starts_at, ends_at, "Hall", "", 5, leader), at=now
                )
        services.requests.ask(learner)
        for talk in (talks.begun(services, manager), talks.begun(services, manager)):
            talks.signed_in(services, manager, talk, "colleague")
            if talk.number == 1:
                talks.signed_off(services, manager, talk)
        services.talks.plan(manager, TODAY, "Depot")
    return file


@pytest.fixture
def world(peopled: Path, tmp_path: Path) -> object:
    """That database, the test's own copy of it, open."""
    with opened(copy_of(peopled, tmp_path / "prevent_tui.db")) as store:
        services = services_on(store, StillClock(), Shelf(small_course(), short_webinar()))
        rows = store.database.execute_sql("SELECT id, kind, payroll_number FROM person")
        ids = {number if kind == "staff" else kind: person_id for person_id, kind, number in rows}
        actors = {
            role: OPERATOR
            if role == "operator"
            else Actor(ids[role], administrator=role == "administrator", guest=role == "guest")
            for role in ROLES
        }
        (completion,) = store.database.execute_sql("SELECT id FROM completion WHERE source = 'import'").fetchone()
        (row,) = services.team.everyone(OPERATOR, Question(ids["manager"], TODAY))
        staff_list, completions = tmp_path / "staff.csv", tmp_path / "completions.csv"
        lines = [staff_line(payroll_number=role) for role in ROLES if role not in ("guest", "operator")]
        staff_list.write_text("\n".join([STAFF_HEADER, *lines]) + "\n", encoding="utf-8")
        reference = services.certificates.issue(OPERATOR, completion).facts.reference
        completions.write_text(f"{COMPLETIONS_HEADER}\nself,wrap,2026-02-01,\n", encoding="utf-8")
        signed, began, planned = sorted(services.talks.list(OPERATOR), key=lambda one: one.number)
        preview = services.registers.preview(OPERATOR, began.id)
        yield World(
            services, actors, completion, row, staff_list, completions, reference,
            planned.id, began.id, signed.id, began.number, preview,
        )  # fmt: skip


@pytest.mark.parametrize("method", TABLE)
def test_who_may(world: World, method: str) -> None:
    permitted, ask = TABLE[method]
    for role in ROLES:
        before = contents(world.services.store)
        refused = False
        try:
            ask(world, world.actors[role])
        except PreventError as error:
            refused = error.code == "not_permitted"
        assert refused is (role not in permitted), role
        if refused:
            assert contents(world.services.store) == before, f"{role} was refused, and something changed"


def test_a_manager_of_yesterday_sees_nothing(world: World) -> None:
    from prevent_tui.storage import people

    with world.services.store.write():
        people.end_lines([world.learner], until_on=TODAY - dt.timedelta(days=1))
    for role in ("manager", "above"):
        with pytest.raises(PreventError) as refused:
            world.services.standing.status(world.actors[role], world.learner, as_at=TODAY)
        assert refused.value.code == "not_permitted"
