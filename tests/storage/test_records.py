"""Records: the same event twice is one; a stub's are the person's once they are linked."""

from __future__ import annotations

import datetime as dt

from prevent_tui.bootstrap import Services
from prevent_tui.services.access import Actor
from prevent_tui.storage import people, records
from prevent_tui.storage.people import CHUNK
from prevent_tui.storage.records import NewCompletion
from tests import factories
from tests.databases import contents


def recorded(services: Services, actor: Actor, on: str, *, evidence: str | None = None) -> int:
    """How many records that import of one completion made."""
    person = factories.id_of(actor)
    name = records.imported_completion_id(person, "wrap", factories.day(on))
    with services.store.write():
        new = NewCompletion(name, person, "wrap", factories.day(on), "import", evidence=evidence)
        return records.add_completions([new], factories.provenance(services))


def test_the_same_event_twice_is_one_record(services: Services) -> None:
    person = factories.person(services)
    assert recorded(services, person, "2026-11-18", evidence="seen on paper") == 1
    before = contents(services.store)
    assert recorded(services, person, "2026-11-18", evidence="another text") == 0
    assert contents(services.store) == before


def test_a_completion_is_voided_once(services: Services) -> None:
    person = factories.person(services)
    name = factories.completed(services, person, "2026-11-18", voided=True)
    with services.store.write():
        records.add_void(name, "entered again", factories.provenance(services))
    held = contents(services.store)
    assert len(held["void"]) == 1
    assert [text for _, text in held["remark"]] == ["entered twice"]


def test_a_stubs_completions_are_the_persons(services: Services) -> None:
    person = factories.person(services)
    with services.store.write():
        stub = people.add_stub("00042", listed_on=services.clock.today(), at=services.clock.now())
    recorded(services, Actor(stub), "2026-01-02")
    recorded(services, person, "2025-01-02")
    with services.store.write():
        assert people.all_stubs() == {"00042": stub}
        records.add_links([(stub, factories.id_of(person))], factories.provenance(services))
    with services.store.read():
        found = records.completions_of([factories.id_of(person)])[factories.id_of(person)]
        assert people.all_stubs() == {}
        assert {records.owner_of(row.id) for row in found} == {person.person_id}
    assert [row.completed_on for row in found] == [dt.date(2025, 1, 2), dt.date(2026, 1, 2)]


def test_more_people_than_one_statement_carries(services: Services) -> None:
    from prevent_tui.domain.people import StaffRow

    rows = [StaffRow(f"{number:05}", "Elin", "Example") for number in range(CHUNK + 1)]
    actors = factories.staff(services, rows)
    ids = [factories.id_of(actor) for actor in actors]
    factories.completed(services, actors[-1], "2026-01-02")
    with services.store.read():
        assert len(people.by_ids(ids)) == CHUNK + 1
        assert list(records.completions_of(ids)) == [ids[-1]]
