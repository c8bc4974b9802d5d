"""A database with an invented organisation, made whole or not at all."""

from __future__ import annotations

import contextlib
import datetime as dt
import fcntl
import os
import random
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from prevent_tui.clock import Clock, FixedDay, SystemClock
from prevent_tui.content.loader import Library, courses_directory
from prevent_tui.content.talks import TalkShelf, talk_directory
from prevent_tui.domain.assessment import Item, Response
from prevent_tui.domain.courses import QuestionKind
from prevent_tui.domain.errors import PreventError
from prevent_tui.services import access, bearers, demo_sessions, organisation, standing
from prevent_tui.services.access import Actor
from prevent_tui.services.demo_guide import GUEST, PASSWORD
from prevent_tui.services.learning import Learning
from prevent_tui.services.organisation import Member
from prevent_tui.services.recorded import COURSE as WEBINAR
from prevent_tui.services.recorded import Recorded
from prevent_tui.services.registers import Registers
from prevent_tui.services.requests import Requests
from prevent_tui.services.talks import Talks
from prevent_tui.storage import accounts, database, delegations, guests, installation, people, records, schema
from prevent_tui.storage.database import Store
from prevent_tui.storage.records import NewCompletion, Provenance

FILE = "prevent_tui.db"
COURSE = "elearning"

_SEED = 20150701
_HALF_WAY_STUDENTS = 8
_MOST_MOVES = 1_000
_AT_THE_TALK = 14
_STANDS_IN_FOR = 20
"""Days for which the deputy stands in for the manager."""


@dataclass(frozen=True, slots=True)
class Demo:
    """A demo that is ready: the URL of its database, and whether it was made just now or was there before."""

    url: str
    made: bool


def ready(directory: Path, *, people: int = 300, today: dt.date | None = None) -> Demo:
    """The demo in a directory: made if there is none, else the one that is there with all that was done in it.

    `today` is kept in it as the day it is there from now on. Raises `not_demo` where the directory holds a
    database that is none, `cannot_create`, or what opening a database raises.
    """
    directory = directory.absolute()
    file = directory / FILE
    url = f"sqlite:///{quote(str(file))}"
    with _alone_in(directory):
        if file.exists():
            _reopen(url, file, today)
            return Demo(url, made=False)
        _build_aside(directory, people, today)
        return Demo(url, made=True)


@contextlib.contextmanager
def _alone_in(directory: Path) -> Iterator[None]:
    """The directory, made for its owner alone, with no other demo being made in it at the same time."""
    try:
        if not directory.exists() or not any(directory.iterdir()):
            directory.mkdir(mode=0o700, parents=True, exist_ok=True)
            directory.chmod(0o700)
        handle = os.open(directory / ".demo.lock", os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise PreventError("cannot_create", path=str(directory), reason=error.strerror or "") from error
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _reopen(url: str, file: Path, today: dt.date | None) -> None:
    store = database.connect(url)
    try:
        with store.read():
            demo = bool(schema.applied(store)) and installation.setting("demo") == "1"
        if not demo:
            raise PreventError("not_demo", path=str(file))
        schema.migrate(store)
        if today is not None:
            with store.write():
                installation.keep_setting("today", today.isoformat())
    finally:
        store.close()


def _build_aside(directory: Path, people: int, today: dt.date | None) -> None:
    """Make the database beside its place and move it there when it is whole: a killed demo leaves none behind."""
    aside = directory / ".making"
    shutil.rmtree(aside, ignore_errors=True)
    store = database.connect(f"sqlite:///{quote(str(aside / FILE))}", create=True)
    try:
        schema.migrate(store)
        _fill(store, people, today)
    finally:
        store.close()
    os.replace(aside / FILE, directory / FILE)
    shutil.rmtree(aside, ignore_errors=True)


def _fill(store: Store, people: int, today: dt.date | None) -> None:
    clock: Clock = SystemClock() if today is None else FixedDay(today)
    rng = random.Random(_SEED)
    members = list(organisation.members(people, today=clock.today(), rng=rng))
    with store.write(everyone=True):
        ids = _employ(members, clock)
        demo_sessions.add(ids, _working(members), _provenance(clock), rng, today=clock.today())
        if today is not None:
            installation.keep_setting("today", today.isoformat())
    with store.write():
        visitor = guests.add(bearers.digest(GUEST), language=None, listed_on=clock.today(), at=clock.now())
    ids[GUEST] = visitor.id
    library = Library((courses_directory(),))
    _study_all(Learning(store, clock, library, rng=rng), members, ids, rng, today=clock.today())
    _play(Recorded(store, clock, library), Actor(ids[organisation.HALF_WAY]))
    _give_talks(store, members, ids, today=clock.today())
    Requests(store, clock).ask(Actor(ids[organisation.OFF_LINE]))
    with store.write():
        installation.keep_setting("demo", "1")
        installation.keep_setting("organisation", organisation.NAME)


def _employ(members: Sequence[Member], clock: Clock) -> dict[str, str]:
    """Everybody with their managers, accounts, history and standing; gives payroll number to person id."""
    now, today = clock.now(), clock.today()
    provenance = _provenance(clock)
    ids = people.add_staff([member.row for member in members], imported=True, listed_on=today, at=now)
    lines = [(m.row.payroll_number, m.row.manager_payroll_number) for m in members]
    people.start_lines([(ids[person], ids[manager]) for person, manager in lines if manager], from_on=today)
    records.add_completions([one for member in members for one in _completions(member, ids)], provenance)
    for member in members:
        if member.absence:
            first, last = member.absence
            people.add_absence(ids[member.row.payroll_number], first, last, reason="Demo", by=None, at=now)
    accounts.open_many(list(ids.values()), access.digest(PASSWORD))
    accounts.set_administrator(ids[organisation.ADMINISTRATOR], True)
    standing.rebuild(list(ids.values()))
    stand_in = delegations.new(
        ids[organisation.MANAGER], ids[organisation.DEPUTY], today, today + dt.timedelta(days=_STANDS_IN_FOR)
    )
    delegations.add(stand_in, by=None, at=now)
    return ids


def _working(members: Sequence[Member]) -> list[str]:
    """The payroll numbers of those who work here the whole time in which there are sessions, and have no part."""
    working = (member.row.payroll_number for member in members if member.row.left_on is None and member.completions)
    return [number for number in working if number not in organisation.WITH_A_PART]


def _provenance(clock: Clock) -> Provenance:
    now = clock.now()
    return Provenance(None, now, installation.own_device(at=now))


def _give_talks(store: Store, members: Sequence[Member], ids: dict[str, str], *, today: dt.date) -> None:
    """A toolbox talk some weeks ago, for people without a computer at work, and one that is planned."""
    presenter = Actor(ids[organisation.MANAGER])
    held_on = today - dt.timedelta(days=41)
    clock, shelf = FixedDay(held_on), TalkShelf(talk_directory())
    talks, registers = Talks(store, clock, shelf), Registers(store, clock)
    invited = [member for member in members if _was_free(member, held_on)]
    if not invited:
        return
    talk = talks.begin(presenter, talks.plan(presenter, held_on, "Depot canteen, Heol y Bont").id)
    for member in invited[:_AT_THE_TALK]:
        registers.sign_in(presenter, talk.id, member.row.payroll_number)
    hands = {"who-first": ("b", 1), "worth-sharing": ("c", 2), "when-to-agree": ("b", 3)}
    for question, (key, others) in hands.items():
        counts = dict.fromkeys("abc", 0) | {key: max(0, len(invited[:_AT_THE_TALK]) - others), "a": others}
        registers.count_hands(presenter, talk.id, question, counts)
    registers.sign_off(presenter, talk.id, registers.preview(presenter, talk.id))
    Talks(store, FixedDay(today), shelf).plan(presenter, today + dt.timedelta(days=9), "Highways yard, mess room")


def _was_free(member: Member, day: dt.date) -> bool:
    row = member.row
    employed = row.started_on is not None and row.started_on <= day and row.left_on is None
    return employed and row.it_access is False and member.absence is None


def _completions(member: Member, ids: dict[str, str]) -> Iterator[NewCompletion]:
    person_id = ids[member.row.payroll_number]
    for option, day in member.completions:
        identity = records.imported_completion_id(person_id, option, day)
        yield NewCompletion(identity, person_id, option, day, "import")


# -- half-finished courses -------------------------------------------------------------------------------------------


def _study_all(
    learning: Learning, members: Sequence[Member], ids: dict[str, str], rng: random.Random, *, today: dt.date
) -> None:
    """Some people half-way through the e-learning, and one who has finished it; nobody where it can't be loaded."""
    beginners = [m.row.payroll_number for m in members[len(members) // 2 :] if organisation.has_begun(m, today)]
    half_way = [organisation.HALF_WAY, *beginners[: _HALF_WAY_STUDENTS - 1]]
    try:
        for number in half_way:
            _study(learning, Actor(ids[number]), rng, moves=rng.randint(15, 40))
        _finish(learning, Actor(ids[organisation.FINISHED]), rng)
        _study(learning, Actor(ids[GUEST], guest=True), rng, moves=20)
    except PreventError as problem:
        if problem.code not in ("course_broken", "unknown_course"):
            raise


def _play(recorded: Recorded, actor: Actor) -> None:
    """Half of the recorded webinar: one part to its end, some of the next; nothing where it can't be loaded."""
    try:
        parts = recorded.overview(actor).parts
        for part, second in zip(parts[:2], (parts[0].head.length, 140), strict=False):
            recorded.open_part(actor, WEBINAR, part.id)
            recorded.keep(actor, WEBINAR, part.id, part.head.played_to(second))
    except PreventError as problem:
        if problem.code not in ("course_broken", "unknown_course"):
            raise


def _finish(learning: Learning, actor: Actor, rng: random.Random) -> None:
    _study(learning, actor, rng, moves=_MOST_MOVES, always_right=True)
    learning.leave(actor, COURSE)


def _study(learning: Learning, actor: Actor, rng: random.Random, *, moves: int, always_right: bool = False) -> None:
    """Turn pages and answer questions, as many as there are moves, until the course is completed."""
    view = learning.start(actor, COURSE)
    for _ in range(moves):
        if view.completion_id is not None:
            return
        if view.item is not None and not view.answered:
            right = always_right or rng.random() < 0.8
            view = learning.answer(actor, COURSE, view.place, _response(view.item, view.node, rng, right=right))
        else:
            view = learning.forward(actor, COURSE, view.place)


def _response(item: Item, node: str | None, rng: random.Random, *, right: bool) -> Response:
    if item.kind is QuestionKind.SCENARIO:
        branches = item.nodes[node or item.start]
        return next((b.id for b in branches if b.good), branches[0].id) if right else rng.choice(branches).id
    if item.kind is QuestionKind.MATCH:
        return dict(item.pairs) if right else dict.fromkeys(item.options, item.groups[0])
    if item.kind is QuestionKind.ONE:
        return item.key[0] if right else rng.choice(item.options)
    if item.kind is QuestionKind.ORDER:
        return list(item.key if right else item.options)
    return list(item.key if right else item.options[:1])
