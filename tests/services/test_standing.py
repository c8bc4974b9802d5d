"""Standing through the real store: the worked dates, both bases, and rows that say what explain says."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import astuple

import pytest

from prevent_tui.bootstrap import Services
from prevent_tui.domain import certification
from prevent_tui.domain.certification import Basis, Policy
from prevent_tui.domain.errors import PreventError
from prevent_tui.services import standing
from prevent_tui.services.access import OPERATOR, Actor
from prevent_tui.storage import people, records
from prevent_tui.storage.records import NewCompletion
from tests import factories
from tests.clocks import TODAY, StillClock
from tests.factories import day, id_of

WORKED = [
    # basis, started, completions, asked on, colour, window opens, due
    ("completion", "2020-09-01", ["2020-11-18"], "2022-05-17", "green", "2022-05-18", "2022-11-18"),
    ("completion", "2020-09-01", ["2020-11-18"], "2022-05-18", "amber", "2022-05-18", "2022-11-18"),
    ("completion", "2020-09-01", ["2020-11-18"], "2022-11-18", "amber", "2022-05-18", "2022-11-18"),
    ("completion", "2020-09-01", ["2020-11-18"], "2022-11-19", "red", "2022-05-18", "2022-11-18"),
    ("completion", "2020-09-01", ["2020-11-18", "2022-03-01"], "2022-11-19", "red", "2022-05-18", "2022-11-18"),
    ("completion", "2020-09-01", ["2020-11-18", "2022-08-01"], "2022-08-01", "green", "2024-02-01", "2024-08-01"),
    ("expiry", "2020-09-01", ["2020-11-18", "2022-08-01"], "2022-08-01", "green", "2024-05-18", "2024-11-18"),
    ("completion", "2020-09-01", ["2020-11-18", "2023-01-10"], "2023-01-10", "green", "2024-07-10", "2025-01-10"),
    ("expiry", "2020-09-01", ["2020-11-18", "2023-01-10"], "2023-01-10", "green", "2024-07-10", "2025-01-10"),
    ("completion", "2026-09-01", [], "2027-03-01", "amber", "2026-09-01", "2027-03-01"),
    ("completion", "2026-09-01", [], "2027-03-02", "red", "2026-09-01", "2027-03-01"),
    ("completion", "2023-01-01", ["2024-02-29"], "2026-02-28", "amber", "2025-08-28", "2026-02-28"),
    ("completion", "2023-01-01", ["2024-08-31"], "2026-02-27", "green", "2026-02-28", "2026-08-31"),
]


@pytest.mark.parametrize(("basis", "started", "completions", "asked", "colour", "opens", "due"), WORKED)
def test_the_worked_dates(
    services: Services, basis: str, started: str, completions: list[str], asked: str, colour: str, opens: str, due: str
) -> None:
    boss = factories.person(services, "boss", started_on=day("2019-01-01"))
    person = factories.person(services, started_on=day(started), manager=boss)
    for on in completions:
        factories.completed(services, person, on)
    factories.policy(services, basis=basis)
    explanation = services.standing.status(person, id_of(person), as_at=day(asked)).explanation
    assert explanation.standing is not None
    held = explanation.standing
    assert (explanation.colour, held.window_opens_on, held.due_on) == (colour, day(opens), day(due))
    from prevent_tui.services.team import Question

    (row,) = services.team.everyone(boss, Question(id_of(boss), day(asked)))
    assert (row.colour, row.window_opens_on, row.due_on) == (colour, day(opens), day(due))


def test_the_policy_is_the_defaults_until_it_is_set(services: Services) -> None:
    with services.store.read():
        assert standing.policy_in_force() == Policy()
    factories.policy(services, validity="12", window="3", starter_period="2", basis="expiry", launched_on="2021-04-01")
    with services.store.read():
        assert standing.policy_in_force() == Policy(12, 3, 2, Basis.EXPIRY, day("2021-04-01"))


def test_nobody_is_assigned_before_the_launch(services: Services) -> None:
    person = factories.person(services, started_on=day("2015-01-01"))
    factories.policy(services, launched_on="2026-06-01")
    explanation = services.standing.status(person, id_of(person), as_at=day("2026-11-18")).explanation
    assert explanation.standing is not None
    assert explanation.standing.due_on == day("2026-12-01")
    before = services.standing.status(person, id_of(person), as_at=day("2026-05-31")).explanation
    assert (before.colour, before.standing) == (None, None)


def test_without_a_start_date_the_first_import_assigns(services: Services, clock: StillClock) -> None:
    person = factories.person(services, started_on=None)
    clock.move(days=100)
    explanation = services.standing.status(person, id_of(person), as_at=clock.today()).explanation
    assert explanation.standing is not None
    assert explanation.standing.window_opens_on == day("2026-11-18")


def some_life(services: Services, chance: random.Random, number: int) -> Actor:
    """Somebody with a start, perhaps an end, and a few completions, some voided, some before the start."""
    started = day("2020-01-01") + dt.timedelta(days=chance.randrange(900))
    left = started + dt.timedelta(days=chance.randrange(2500)) if chance.random() < 0.3 else None
    person = factories.person(services, str(number), started_on=started, left_on=left)
    for _ in range(chance.randrange(6)):
        on = started + dt.timedelta(days=chance.randrange(-400, 2600))
        factories.completed(services, person, on.isoformat(), voided=chance.random() < 0.2)
    return person


@pytest.mark.parametrize("basis", ["completion", "expiry"])
def test_the_rows_say_what_explain_says(services: Services, basis: str) -> None:
    chance = random.Random(basis)
    persons = [some_life(services, chance, number) for number in range(12)]
    factories.policy(services, basis=basis)
    with services.store.read():
        held = list(records.all_standing())
        policy = standing.policy_in_force()
        everyone = list(people.by_ids([id_of(person) for person in persons]).values())
        lives = standing.records_of(everyone, policy)
    for person_id, life in lives.items():
        rows = sorted(row for row in held if row[0] == person_id)
        for offset in range(0, 4000, 17):
            on = day("2019-06-01") + dt.timedelta(days=offset)
            valid = [row for row in rows if row[2] <= on.isoformat() <= row[3]]
            expected = certification.explain(life, on, policy=policy).standing
            assert [row[4:7] for row in valid] == (
                [tuple(str(value or "") for value in astuple(expected))] if expected else []
            )


def test_rebuilding_changes_nothing(services: Services) -> None:
    chance = random.Random(7)
    ids = [id_of(some_life(services, chance, number)) for number in range(6)]
    with services.store.write():
        before = list(records.all_standing())
        standing.rebuild(ids)
        assert list(records.all_standing()) == before
        derived = standing.rows_of(list(people.by_ids(ids).values()), standing.policy_in_force())
        assert sorted(map(factories.stored_text, derived)) == before


def test_everybody_at_once_is_everybody_one_by_one(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    chance, told = random.Random(8), list[tuple[int, int]]()
    actors = [some_life(services, chance, number) for number in range(30)]
    for one in actors[4:]:
        with services.store.write():
            managers = chance.sample(actors[:4], chance.choice([1, 1, 2]))
            people.start_lines([(id_of(one), id_of(manager)) for manager in managers], from_on=TODAY)
            if chance.random() < 0.3:
                stub = people.add_stub(f"stub{id_of(one)}", listed_on=TODAY, at=services.clock.now())
                new = NewCompletion(f"c{stub}", stub, "wrap", TODAY - dt.timedelta(days=5), "import")
                records.add_completions([new], factories.provenance(services))
                records.add_links([(stub, id_of(one))], factories.provenance(services))
    ids = [id_of(one) for one in actors]
    with services.store.write(everyone=True):
        standing.rebuild(ids)
        one_by_one, indexes = list(records.all_standing()), services.store.database.get_indexes("standing")
        assert len(one_by_one) > len(ids)
        records.replace_all_standing([])
        monkeypatch.setattr(standing, "ONE_BY_ONE", 1)
        standing.rebuild(ids, progress=lambda done, of: told.append((done, of)))
        assert list(records.all_standing()) == one_by_one
        assert services.store.database.get_indexes("standing") == indexes
    assert told == [(30, 30)]


def test_a_rebuild_that_breaks_off_changes_nothing(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(9)
    ids = [id_of(some_life(services, chance, number)) for number in range(6)]
    monkeypatch.setattr(standing, "ONE_BY_ONE", 1)

    def stop(done: int, of: int) -> None:
        raise PreventError("stopped")

    with services.store.read():
        before, indexes = list(records.all_standing()), services.store.database.get_indexes("standing")
    with pytest.raises(PreventError, match="stopped"), services.store.write(everyone=True):
        standing.rebuild(ids, progress=stop)
    with services.store.read():
        assert list(records.all_standing()) == before
        assert services.store.database.get_indexes("standing") == indexes


def test_a_void_takes_back_what_a_completion_gave(services: Services, clock: StillClock) -> None:
    person = factories.person(services)
    kept = factories.completed(services, person, "2026-01-10")
    services.admin.void_completion(OPERATOR, kept, "entered for the wrong person")
    explanation = services.standing.status(person, id_of(person), as_at=clock.today()).explanation
    assert explanation.colour == "red"
    assert [one.reason for one in explanation.judged] == ["voided"]


def test_whether_it_will_count_is_told_before(services: Services, clock: StillClock) -> None:
    person = factories.person(services)
    factories.completed(services, person, "2025-11-18")
    today = clock.today()
    status = services.standing.status(person, id_of(person), as_at=today, if_completed_on=today)
    assert status.if_completed is not None
    assert (status.if_completed.counts, status.if_completed.window_opens_on) == (False, day("2027-05-18"))
    assert services.standing.status(person, id_of(person), as_at=today).if_completed is None


def test_the_managers_name_is_told(services: Services, clock: StillClock) -> None:
    boss = factories.person(services, "boss", given="Siân", family="Manager")
    person = factories.person(services, manager=boss)
    assert services.standing.status(person, id_of(person), as_at=clock.today()).manager_name == "Siân Manager"
    assert services.standing.status(boss, id_of(boss), as_at=clock.today()).manager_name is None


def test_by_payroll_number_it_is_the_same(services: Services, clock: StillClock) -> None:
    person = factories.person(services, "00042")
    by_number = services.standing.status_by_payroll(person, "00042", as_at=clock.today())
    assert by_number == services.standing.status(person, id_of(person), as_at=clock.today())


def test_whether_a_number_exists_is_told_to_those_who_see_everyone(services: Services, clock: StillClock) -> None:
    person = factories.person(services, "00042")
    factories.person(services, "other")
    said = set()
    for number in ("other", "nobody"):
        with pytest.raises(PreventError) as refused:
            services.standing.status_by_payroll(person, number, as_at=clock.today())
        said.add(str(refused.value))
    assert said == {"not_permitted()"}
    with pytest.raises(PreventError) as refused:
        services.standing.status_by_payroll(OPERATOR, "nobody", as_at=clock.today())
    assert refused.value.code == "unknown_person"


def test_an_absence_is_grey_and_moves_no_date(services: Services) -> None:
    person = factories.person(services)
    factories.completed(services, person, "2024-11-18")
    before = services.standing.status(person, id_of(person), as_at=day("2026-06-01")).explanation
    services.admin.record_absence(OPERATOR, "00042", day("2026-06-01"), day("2026-12-31"), reason="parental leave")
    away = services.standing.status(person, id_of(person), as_at=day("2026-06-01")).explanation
    assert (away.colour, away.absent_until) == ("grey", day("2026-12-31"))
    assert away.standing == before.standing
    assert services.standing.status(person, id_of(person), as_at=day("2027-01-01")).explanation.colour == "red"
