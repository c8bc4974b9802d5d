"""What the tables refuse: wrong types, and changes of what is append-only."""

from __future__ import annotations

import datetime as dt

import pytest

from prevent_tui.bootstrap import Services, services_on
from prevent_tui.domain.bookings import Mark, Session
from prevent_tui.domain.errors import PreventError
from prevent_tui.domain.options import OptionId
from prevent_tui.services.access import Actor
from prevent_tui.storage import attendance, models, records, sessions
from prevent_tui.storage.database import Store
from tests import courses, factories
from tests.clocks import StillClock
from tests.databases import contents, opened, tables

APPEND_ONLY = ("visit", "paper", "answer", "completion", "void", "link", "certificate_key", "certificate")
APPEND_ONLY = ("visit", "paper", "answer", "completion", "void", "link", "attendance", "attendance_void")


def lived_in(services: Services) -> None:
    """At least one row in every append-only table."""
    learner = factories.person(services)
    view = courses.finish(services, learner)
    services.certificates.issue(learner, str(view.completion_id))
    factories.completed(services, learner, "2024-01-01", voided=True)
    with services.store.write():
        stub = factories.some_id()
        models.Person.insert(
            id=stub, kind="stub", payroll_number="9", given_name="", family_name="", imported=False,
            listed_on=services.clock.today(), name_key="", family_key="", given_key="",
            created_at=services.clock.now(),
        ).execute()  # fmt: skip
        records.add_links([(stub, factories.id_of(learner))], factories.provenance(services))
    marked(services, learner)


def marked(services: Services, learner: Actor) -> None:
    """A session with a mark that was voided."""
    session = Session(
        "w1", OptionId.WRAP, "Workshop", "en", services.clock.now(), services.clock.now() + dt.timedelta(hours=3),
        "Hall", "", 5, factories.id_of(learner),
    )  # fmt: skip
    with services.store.write():
        sessions.add(session, at=services.clock.now())
        identity = attendance.add("w1", factories.id_of(learner), Mark.FULL, factories.provenance(services))
        attendance.void(identity, "another person", factories.provenance(services))


@pytest.mark.parametrize("statement", ["UPDATE {0} SET device_id = 'x'", "DELETE FROM {0}"])
def test_what_is_recorded_cannot_be_changed(services: Services, statement: str) -> None:
    lived_in(services)
    before = contents(services.store)
    for table in APPEND_ONLY:
        assert before[table]
        with pytest.raises(PreventError) as refused, services.store.write():
            services.store.database.execute_sql(statement.format(table))
        assert refused.value.code == "storage_failed"
    assert contents(services.store) == before


@pytest.mark.postgres
def test_what_is_recorded_cannot_be_truncated(postgres_url: str) -> None:
    with opened(postgres_url) as store:
        for table in APPEND_ONLY:
            with pytest.raises(PreventError), store.write():
                store.database.execute_sql(f"TRUNCATE {table} CASCADE")


def test_what_is_recorded_cannot_be_replaced(sqlite_url: str) -> None:
    with opened(sqlite_url) as store:
        lived_in(services_on(store, StillClock(), courses.Shelf(courses.small_course())))
        before = contents(store)
        for table in APPEND_ONLY:
            with pytest.raises(PreventError), store.write():
                store.database.execute_sql(f"REPLACE INTO {table} SELECT * FROM {table}")
        assert contents(store) == before


def test_every_table_is_strict(sqlite_url: str) -> None:
    with opened(sqlite_url) as store:
        rows = store.database.execute_sql("SELECT name, strict FROM pragma_table_list WHERE schema = 'main'")
        strict = {name: bool(flag) for name, flag in rows}
        assert {name: strict[name] for name in tables(store)} == dict.fromkeys(tables(store), True)


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO device VALUES ('d', 'room 3', 'yes', '2026-11-18T10:30:00.000000Z')",
        "INSERT INTO sign_in_failure VALUES ('account:1', 'many', '2026', '2026', NULL)",
        "INSERT INTO account VALUES ('p', NULL, NULL, NULL, 1.5, 0, NULL)",
    ],
)
def test_a_value_of_the_wrong_type_is_refused(store: Store, statement: str) -> None:
    before = contents(store)
    if "account " in statement:
        statement = statement.replace("1.5", "'x'")
    with pytest.raises(PreventError), store.write():
        store.database.execute_sql(statement)
    assert contents(store) == before


def test_a_record_of_nobody_is_refused(store: Store) -> None:
    statement = (
        "INSERT INTO completion VALUES ('c', 'nobody', 'elearning', '2026-11-18', 'import', NULL, NULL, '2026', 'd')"
    )
    with pytest.raises(PreventError), store.write():
        store.database.execute_sql(statement)


def test_only_staff_and_stubs_are_people(services: Services) -> None:
    factories.person(services)
    with pytest.raises(PreventError), services.store.write():
        services.store.database.execute_sql("UPDATE person SET kind = 'ghost'")


def test_the_models_have_the_columns_of_the_tables(store: Store) -> None:
    for model in models.Table.__subclasses__():
        held = {column.name for column in store.database.get_columns(model._meta.table_name)}
        assert held == set(model._meta.columns), model.__name__
    assert {model._meta.table_name for model in models.Table.__subclasses__()} == set(tables(store))
