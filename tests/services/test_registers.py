"""The register of a talk: taken by one or two people, signed off once, and never edited again."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from prevent_tui.bootstrap import Services
from prevent_tui.domain.certification import Colour, Reason
from prevent_tui.domain.errors import PreventError
from prevent_tui.domain.registers import Stage
from prevent_tui.services.access import OPERATOR, Actor
from prevent_tui.services.registers import RegisterView
from prevent_tui.services.team import Question
from prevent_tui.storage import people
from tests import factories, other_process
from tests.clocks import TODAY, StillClock
from tests.databases import contents
from tests.exchange.files import STAFF_HEADER, staff_line
from tests.factories import completed, id_of, person
from tests.other_process import ended, go, ready
from tests.talks import begun, presenter, signed_in, signed_off


@pytest.fixture
def boss(services: Services) -> Actor:
    """Somebody who may give a talk."""
    return presenter(services)


def refusal(act: object, *arguments: object) -> str:
    """The code of what a call refuses."""
    with pytest.raises(PreventError) as refused:
        act(*arguments)  # type: ignore[operator]
    return refused.value.code


def numbers(view: RegisterView) -> list[str]:
    return [line.payroll_number for line in view.present]


def status(services: Services, number: str, as_at: dt.date = TODAY) -> Colour | None:
    return services.standing.status_by_payroll(OPERATOR, number, as_at=as_at).explanation.colour


# -- taking it -----------------------------------------------------------------------------------------------------


def test_people_sign_in_by_number_and_are_picked_by_name(services: Services, boss: Actor) -> None:
    row = begun(services, boss)
    other = person(services, "00007", given="Siân", family="Ŵyn")
    arrival = services.registers.sign_in(boss, row.id, " boss-1 ")
    assert (arrival.line.name, arrival.already) == ("Rhys Report", False)
    services.registers.pick(boss, row.id, id_of(other))
    assert numbers(services.registers.read(boss, row.id)) == ["boss-1", "00007"]


def test_who_signs_in_twice_is_on_it_once_and_is_told(services: Services, boss: Actor) -> None:
    row = begun(services, boss)
    first = services.registers.sign_in(boss, row.id, "boss-1")
    before = contents(services.store)
    again = services.registers.sign_in(boss, row.id, "boss-1")
    assert again.already
    assert again.line == first.line
    assert services.registers.pick(boss, row.id, first.line.entry.person_id or "").already
    assert contents(services.store) == before


def test_the_search_finds_own_reports_first(services: Services, boss: Actor) -> None:
    row = begun(services, boss)
    person(services, "00001", given="Anna", family="Aardvark-Report")
    signed_in(services, boss, row, "boss-1")
    found = services.registers.search(boss, row.id, "REPORT")
    assert [(one.payroll_number, one.own, one.present) for one in found] == [
        ("boss-1", True, True),
        ("00001", False, False),
    ]
    assert [one.payroll_number for one in services.registers.search(boss, row.id, "0000")] == ["00001"]
    assert [one.payroll_number for one in services.registers.search(boss, row.id, "")] == ["boss-1"]


def test_a_search_reads_no_patterns_and_finds_no_leavers(services: Services, boss: Actor) -> None:
    row = begun(services, boss)
    person(services, "gone", family="Leaver", left_on=TODAY - dt.timedelta(days=1))
    assert services.registers.search(boss, row.id, "leaver") == []
    assert services.registers.search(boss, row.id, "%") == []


def test_an_unknown_number_is_told_and_nothing_is_kept(services: Services, boss: Actor) -> None:
    row = begun(services, boss)
    before = contents(services.store)
    assert refusal(services.registers.sign_in, boss, row.id, "nobody") == "unknown_person"
    assert refusal(services.registers.sign_in, boss, row.id, "  ") == "number_missing"
    assert contents(services.store) == before


def test_walk_ins_are_kept_pending(services: Services, boss: Actor) -> None:
    row = begun(services, boss)
    services.registers.walk_in(boss, row.id, "Nia\x07 Newcomer", "N-1")
    services.registers.walk_in(boss, row.id, "Ola Nonumber")
    lines = services.registers.walk_in(boss, row.id, "Somebody", "boss-1").view.present
    assert [(line.name, line.payroll_number, line.pending) for line in lines] == [
        ("Nia Newcomer", "N-1", "staff_list"),
        ("Ola Nonumber", "", "name"),
        ("Rhys Report", "boss-1", None),
    ]
    assert refusal(services.registers.walk_in, boss, row.id, " ", "N-2") == "name_missing"


def test_the_name_of_a_walk_in_is_no_part_of_the_record(services: Services, boss: Actor) -> None:
    row = begun(services, boss)
    line = services.registers.walk_in(boss, row.id, "Ola Nonumber").line
    kept = services.store.database.execute_sql("SELECT details FROM register_event").fetchall()
    assert not any("Ola" in str(one) for one in kept)
    with services.store.write():
        services.store.database.execute_sql(f"DELETE FROM remark WHERE record_id = '{line.entry.event_id}'")
    assert [line.name for line in services.registers.read(boss, row.id).present] == [""]


def test_somebody_is_removed_with_a_reason_and_may_come_back(services: Services, boss: Actor) -> None:
    row = begun(services, boss)
    entry = signed_in(services, boss, row, "boss-1").present[0].entry.number
    assert refusal(services.registers.remove, boss, row.id, entry, " ") == "reason_missing"
    view = services.registers.remove(boss, row.id, entry, "left after ten minutes")
    assert (numbers(view), view.lines[0].removed) == ([], "left after ten minutes")
    assert refusal(services.registers.remove, boss, row.id, entry, "again") == "unknown_entry"
    assert numbers(signed_in(services, boss, row, "boss-1")) == ["boss-1"]


def test_hands_are_counted(services: Services, boss: Actor) -> None:
    row = begun(services, boss)
    services.registers.count_hands(boss, row.id, "who-first", {"a": 1, "b": 11, "c": 0})
    view = services.registers.count_hands(boss, row.id, "who-first", {"a": 0, "b": 12, "c": 0})
    assert view.register.hands == {"who-first": {"a": 0, "b": 12, "c": 0}}
    assert refusal(services.registers.count_hands, boss, row.id, "who-first", {"a": -1}) == "hands_wrong"


def test_two_take_one_register_and_both_see_one_list(services: Services, boss: Actor) -> None:
    row = begun(services, boss)
    helper = presenter(services, "helper")
    for number in ("1", "2", "3", "4"):
        person(services, number)
    services.registers.sign_in(boss, row.id, "1")
    services.registers.sign_in(helper, row.id, "2")
    assert services.registers.sign_in(helper, row.id, "1").already
    services.registers.sign_in(boss, row.id, "3")
    last = services.registers.sign_in(helper, row.id, "4").view
    assert numbers(last) == numbers(services.registers.read(boss, row.id)) == ["1", "2", "3", "4"]


def test_two_terminals_at_once_lose_nobody_and_sign_off_once(
    services: Services, boss: Actor, database_url: str
) -> None:
    row = begun(services, boss)
    everybody = [f"p{number}" for number in range(12)]
    for number in everybody:
        person(services, number)
    takers = [
        ready(other_process.begun("sign_in", database_url, id_of(boss), row.id, *numbers))
        for numbers in (everybody[:8], everybody[4:], everybody[::-1])
    ]
    for taker in takers:
        go(taker)
    for taker in takers:
        ended(taker)
    assert sorted(numbers(services.registers.read(boss, row.id))) == sorted(everybody)
    signers = [ready(other_process.begun("sign_off", database_url, id_of(boss), row.id)) for _ in range(2)]
    for signer in signers:
        go(signer)
    assert sorted(ended(signer).strip() for signer in signers) == ["register_signed_by", "signed"]
    ((made,),) = services.store.database.execute_sql("SELECT COUNT(*) FROM completion").fetchall()
    assert made == len(everybody)


# -- signing it off ------------------------------------------------------------------------------------------------


def mixed(services: Services) -> list[str]:
    """Somebody whose window is open, somebody whose window isn't, and somebody new."""
    completed(services, person(services, "open"), "2024-12-01")
    completed(services, person(services, "early"), "2026-06-01")
    person(services, "new")
    return ["open", "early", "new"]


def test_it_says_what_it_will_do_and_does_just_that(services: Services, boss: Actor) -> None:
    row = begun(services, boss)
    signed_in(services, boss, row, *mixed(services))
    services.registers.walk_in(boss, row.id, "Nia Newcomer", "N-1")
    services.registers.walk_in(boss, row.id, "Ola Nonumber")
    preview = services.registers.preview(boss, row.id)
    told = (preview.counting, preview.practice, preview.waiting, preview.unnumbered, preview.completions)
    assert told == (2, 1, 1, 1, 4)
    view = services.registers.sign_off(boss, row.id, preview)
    assert view.register.stage is Stage.SIGNED
    made = services.store.database.execute_sql(
        "SELECT option, source, source_id FROM completion WHERE source = 'register'"
    )
    assert made.fetchall() == [("briefing", "register", row.id)] * preview.completions
    judged = [
        services.standing.status_by_payroll(OPERATOR, number, as_at=TODAY).explanation.judged[-1]
        for number in ("open", "early", "new")
    ]
    assert sum(one.counts for one in judged) == preview.counting
    assert judged[1].reason is Reason.WINDOW_NOT_OPEN
    assert status(services, "new") is Colour.GREEN


def test_the_grid_follows_in_the_same_transaction(services: Services, boss: Actor) -> None:
    row = begun(services, boss)
    view = signed_in(services, boss, row, "boss-1")
    question = Question(id_of(boss), TODAY)
    assert [one.colour for one in services.team.everyone(boss, question)] == [Colour.RED]
    signed_off(services, boss, row)
    assert [one.colour for one in services.team.everyone(boss, question)] == [Colour.GREEN]
    assert view.present[0].completion_id


def test_nobody_signs_off_what_they_were_not_shown(services: Services, boss: Actor) -> None:
    row = begun(services, boss)
    signed_in(services, boss, row, "boss-1")
    preview = services.registers.preview(boss, row.id)
    helper = presenter(services, "helper")
    services.registers.sign_in(helper, row.id, "helper-1")
    assert refusal(services.registers.sign_off, boss, row.id, preview) == "register_changed"
    preview = services.registers.preview(boss, row.id)
    completed(services, Actor(_id(services, "boss-1")), "2026-11-01")
    assert refusal(services.registers.sign_off, boss, row.id, preview) == "register_changed"
    assert services.registers.read(boss, row.id).register.stage is Stage.OPEN


def _id(services: Services, number: str) -> str:
    with services.store.read():
        found = people.by_payroll(number)
    assert found is not None
    return found.id


def test_the_second_sign_off_is_told_and_records_nothing(services: Services, boss: Actor) -> None:
    row = begun(services, boss)
    signed_in(services, boss, row, "boss-1")
    preview = services.registers.preview(boss, row.id)
    services.registers.sign_off(boss, row.id, preview)
    before = contents(services.store)
    with pytest.raises(PreventError) as refused:
        services.registers.sign_off(boss, row.id, preview)
    assert (refused.value.code, refused.value.details["name"]) == ("register_signed_by", "Marged Manager")
    assert contents(services.store) == before


def test_an_empty_register_is_not_signed_off(services: Services, boss: Actor) -> None:
    row = begun(services, boss)
    assert refusal(services.registers.preview, boss, row.id) == "register_empty"


def test_a_signed_register_is_never_edited(services: Services, boss: Actor) -> None:
    row = begun(services, boss)
    entry = signed_in(services, boss, row, "boss-1").present[0].entry.number
    signed_off(services, boss, row)
    before = contents(services.store)
    registers = services.registers
    for act in (
        lambda: registers.sign_in(boss, row.id, "boss"),
        lambda: registers.walk_in(boss, row.id, "Late"),
        lambda: registers.remove(boss, row.id, entry, "why"),
        lambda: registers.count_hands(boss, row.id, "who-first", {"a": 1}),
        lambda: registers.preview(boss, row.id),
    ):
        assert refusal(act) == "register_signed_by"
    assert contents(services.store) == before


@pytest.mark.parametrize("table", ["register", "register_event"])
@pytest.mark.parametrize("statement", ["UPDATE {0} SET id = 'x'", "DELETE FROM {0}"])
def test_neither_a_register_nor_its_events_can_be_changed(
    services: Services, boss: Actor, table: str, statement: str
) -> None:
    begun(services, boss)
    with pytest.raises(PreventError), services.store.write():
        services.store.database.execute_sql(statement.format(table))


def test_a_mistake_is_voided_with_its_completion(services: Services, boss: Actor) -> None:
    row = begun(services, boss)
    entry = signed_in(services, boss, row, "boss-1").present[0].entry.number
    signed_off(services, boss, row)
    assert status(services, "boss-1") is Colour.GREEN
    view = services.registers.void(boss, row.id, entry, "was not there")
    assert (numbers(view), view.lines[0].voided) == ([], "was not there")
    assert status(services, "boss-1") is Colour.RED
    assert refusal(services.registers.void, boss, row.id, entry, "again") == "unknown_entry"


def test_a_completion_voided_elsewhere_shows_on_the_register(services: Services, boss: Actor) -> None:
    row = begun(services, boss)
    completion = signed_in(services, boss, row, "boss-1").present[0].completion_id or ""
    signed_off(services, boss, row)
    services.admin.void_completion(OPERATOR, completion, "wrong person")
    assert [line.voided for line in services.registers.read(boss, row.id).lines] == [""]


def test_only_who_signed_it_voids(services: Services, boss: Actor) -> None:
    row = begun(services, boss)
    entry = signed_in(services, boss, row, "boss-1").present[0].entry.number
    admin = person(services, "admin", administrator=True)
    services.registers.sign_off(admin, row.id, services.registers.preview(admin, row.id))
    assert refusal(services.registers.void, boss, row.id, entry, "why") == "not_permitted"
    assert numbers(services.registers.void(admin, row.id, entry, "why")) == []


def test_a_report_who_changes_manager_in_between_stays_on_it(services: Services, boss: Actor) -> None:
    """Their new standing is shown to their new manager."""
    row = begun(services, boss)
    signed_in(services, boss, row, "boss-1")
    new = presenter(services, "new")
    moved = _id(services, "boss-1")
    with services.store.write(everyone=True):
        people.end_lines([moved], until_on=TODAY)
        people.start_lines([(moved, id_of(new))], from_on=TODAY)
    admin = person(services, "admin", administrator=True)
    assert refusal(services.registers.preview, boss, row.id) == "presenter_no_longer"  # nobody reports to them now
    services.registers.sign_off(admin, row.id, services.registers.preview(admin, row.id))
    rows = services.team.everyone(new, Question(id_of(new), TODAY))
    assert {one.payroll_number: one.colour for one in rows} == {"boss-1": Colour.GREEN, "new-1": Colour.RED}
    assert services.team.everyone(boss, Question(id_of(boss), TODAY)) == []


def test_a_walk_ins_number_that_a_staff_list_brings_gets_its_completion(
    services: Services, boss: Actor, tmp_path: Path
) -> None:
    row = begun(services, boss)
    services.registers.walk_in(boss, row.id, "Nia Newcomer", "N-1")
    signed_off(services, boss, row)
    staff = tmp_path / "staff.csv"
    staff.write_text(f"{STAFF_HEADER}\n{staff_line(payroll_number='N-1')}\n", encoding="utf-8")
    services.admin.import_staff(OPERATOR, staff, allow_leavers=True)
    assert status(services, "N-1") is Colour.GREEN
    assert [line.pending for line in services.registers.read(boss, row.id).lines] == [None]


def test_after_the_talk_only_its_own_people_see_the_register(
    services: Services, boss: Actor, clock: StillClock
) -> None:
    row = begun(services, boss)
    signed_in(services, boss, row, "boss-1")
    helper = presenter(services, "helper")
    assert numbers(services.registers.read(helper, row.id)) == ["boss-1"]
    signed_off(services, boss, row)
    assert refusal(services.registers.read, helper, row.id) == "not_permitted"
    assert refusal(services.registers.preview, helper, row.id) == "not_permitted"
    assert factories.id_of(boss)
