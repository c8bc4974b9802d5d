"""Who may do what: every public method of every service, asked by everybody, about one learner."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from prevent_tui.bootstrap import Services, services_on
from prevent_tui.domain.courses import Nation, Sector
from prevent_tui.domain.errors import PreventError
from prevent_tui.domain.progress import Place
from prevent_tui.i18n import Translator
from prevent_tui.services.access import OPERATOR, Actor
from prevent_tui.services.registers import Preview
from prevent_tui.services.team import Question, TeamRow
from tests import factories, talks
from tests.clocks import TODAY, StillClock
from tests.courses import COURSE, Shelf, small_course
from tests.databases import contents, copy_of, opened
from tests.exchange.files import COMPLETIONS_HEADER, STAFF_HEADER, staff_line

ROLES = ("self", "manager", "above", "elsewhere", "colleague", "administrator", "operator")
PEOPLE = frozenset(ROLES) - {"operator"}
ANYBODY = frozenset(ROLES)
WITH_SIGHT = frozenset({"self", "manager", "above", "administrator", "operator"})
OVER_THE_MANAGER = frozenset({"manager", "above", "administrator", "operator"})
ADMINISTRATORS = frozenset({"administrator", "operator"})
MANAGERS = frozenset({"manager", "above", "elsewhere", "administrator"})
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
    def question(self) -> Question:
        """The grid of the learner's manager."""
        return Question(factories.id_of(self.actors["manager"]), TODAY)


Asked = Callable[[World, Actor], object]
PLACE = Place("first-page")

# What is asked, and who may; a learner's run is always the one who asks's own.
TABLE: dict[str, tuple[frozenset[str], Asked]] = {
    "access.sign_in": (ANYBODY, lambda w, who: w.services.access.sign_in("nobody", "nothing")),
    "access.set_password": (PEOPLE, lambda w, who: w.services.access.set_password(who, "short")),
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
    "standing.status": (WITH_SIGHT, lambda w, who: w.services.standing.status(who, w.learner, as_at=TODAY)),
    "standing.status_by_payroll": (
        WITH_SIGHT,
        lambda w, who: w.services.standing.status_by_payroll(who, "self", as_at=TODAY),
    ),
    "team.manager": (OVER_THE_MANAGER, lambda w, who: w.services.team.manager(who, "manager")),
    "team.counts": (OVER_THE_MANAGER, lambda w, who: w.services.team.counts(who, w.question)),
    "team.first": (OVER_THE_MANAGER, lambda w, who: w.services.team.first(who, w.question, limit=1)),
    "team.last": (OVER_THE_MANAGER, lambda w, who: w.services.team.last(who, w.question, limit=1)),
    "team.after": (OVER_THE_MANAGER, lambda w, who: w.services.team.after(who, w.question, w.row, limit=1)),
    "team.before": (OVER_THE_MANAGER, lambda w, who: w.services.team.before(who, w.question, w.row, limit=1)),
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
}


def public_methods() -> set[str]:
    """Every public method of every service, as `service.method`."""
    found = set()
    for field in dataclasses.fields(Services):
        service = getattr(Services.__init__, "__globals__", {}).get(str(field.type))
        if isinstance(service, type) and service.__module__.startswith("prevent_tui.services"):
            found |= {
                f"{field.name}.{name}"
                for name, method in vars(service).items()
                if callable(method) and not name.startswith("_")
            }
    return found


def test_the_table_has_a_row_for_every_public_method() -> None:
    assert public_methods() == set(TABLE)


@pytest.fixture(scope="module")
def peopled(tmp_path_factory: pytest.TempPathFactory, empty_file: Path) -> Path:
    """A closed database with everybody of the table in it."""
    file = tmp_path_factory.mktemp("rights") / "peopled.db"
    with opened(copy_of(empty_file, file)) as store:
        services = services_on(store, StillClock(), Shelf(small_course()))
        above = factories.person(services, "above")
        manager = factories.person(services, "manager", manager=above)
        elsewhere = factories.person(services, "elsewhere", manager=above)
        learner = factories.person(services, "self", manager=manager)
        factories.person(services, "colleague", manager=elsewhere)
        factories.person(services, "administrator", administrator=True)
        factories.completed(services, learner, "2026-01-01")
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
        services = services_on(store, StillClock(), Shelf(small_course()))
        ids = {row[2]: row[0] for row in store.database.execute_sql("SELECT id, kind, payroll_number FROM person")}
        actors = {
            role: OPERATOR if role == "operator" else Actor(ids[role], administrator=role == "administrator")
            for role in ROLES
        }
        (completion,) = store.database.execute_sql("SELECT id FROM completion WHERE source = 'import'").fetchone()
        (row,) = services.team.everyone(OPERATOR, Question(ids["manager"], TODAY))
        staff_list, completions = tmp_path / "staff.csv", tmp_path / "completions.csv"
        lines = [staff_line(payroll_number=role) for role in ROLES if role != "operator"]
        staff_list.write_text("\n".join([STAFF_HEADER, *lines]) + "\n", encoding="utf-8")
        completions.write_text(f"{COMPLETIONS_HEADER}\nself,wrap,2026-02-01,\n", encoding="utf-8")
        signed, began, planned = sorted(services.talks.list(OPERATOR), key=lambda one: one.number)
        preview = services.registers.preview(OPERATOR, began.id)
        yield World(
            services, actors, completion, row, staff_list, completions,
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
