"""What comes of a talk when something goes on in the middle of it: every row of the table in `docs/registers.md`."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from prevent_tui.bootstrap import Services
from prevent_tui.domain.certification import Colour
from prevent_tui.domain.errors import PreventError
from prevent_tui.domain.registers import Stage
from prevent_tui.domain.talks import Pace
from prevent_tui.services.access import OPERATOR, Actor
from prevent_tui.services.registers import Preview
from prevent_tui.services.team import Question
from prevent_tui.storage import people
from tests import factories
from tests.clocks import TODAY, StillClock
from tests.databases import contents
from tests.exchange.files import STAFF_HEADER, staff_line
from tests.factories import id_of, person
from tests.talks import begun, presenter, signed_in, signed_off

YESTERDAY = TODAY - dt.timedelta(days=1)


@pytest.fixture
def boss(services: Services) -> Actor:
    """Somebody who may give a talk."""
    return presenter(services)


def refusal(act: object, *arguments: object) -> str:
    """The code of what a call refuses."""
    with pytest.raises(PreventError) as refused:
        act(*arguments)  # type: ignore[operator]
    return refused.value.code


def completed_on(services: Services) -> list[str]:
    """The days of the completions that registers have made."""
    rows = services.store.database.execute_sql("SELECT completed_on FROM completion WHERE source = 'register'")
    return [str(day) for (day,) in rows.fetchall()]


def moves(services: Services, number: str, manager: Actor) -> None:
    """Somebody reports to another manager from today on."""
    with services.store.write(everyone=True):
        found = people.by_payroll(number)
        assert found is not None
        people.end_lines([found.id], until_on=TODAY)
        people.start_lines([(found.id, id_of(manager))], from_on=TODAY)


# -- the clock -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("back", [{"hours": -1}, {"days": -1}, {"days": -3}])
def test_a_clock_set_back_takes_no_talk_away(
    services: Services, boss: Actor, clock: StillClock, back: dict[str, float]
) -> None:
    """The order is that of the events, the day is the one it was opened for, and the talk's clock starts anew."""
    row = begun(services, boss)
    signed_in(services, boss, row, "boss-1")
    services.talks.show(boss, row.id, 1)
    clock.move(minutes=3)
    clock.move(**back)
    assert services.talks.view(boss, row.id).pace == Pace(0, 30, -2)
    gone = sum(step.minutes for step in services.talks.content(boss).steps[:2])
    assert services.talks.show(boss, row.id, 2).pace == Pace(gone, 30, 0)
    clock.move(minutes=1)
    assert services.talks.view(boss, row.id).pace == Pace(gone + 1, 30, 0)
    services.registers.walk_in(boss, row.id, "Nia Newcomer", "N-1")
    view = signed_off(services, boss, row)
    assert [line.name for line in view.present] == ["Rhys Report", "Nia Newcomer"]
    assert view.register.held_on == TODAY
    assert completed_on(services) == [TODAY.isoformat()] * 2


def test_a_clock_set_forward_shows_as_time_gone_and_changes_nothing_else(
    services: Services, boss: Actor, clock: StillClock
) -> None:
    row = begun(services, boss)
    signed_in(services, boss, row, "boss-1")
    services.talks.show(boss, row.id, 1)
    clock.move(hours=2)
    assert services.talks.show(boss, row.id, 2).pace == Pace(122, 30, 116)
    signed_off(services, boss, row)
    assert completed_on(services) == [TODAY.isoformat()]


def test_a_talk_over_midnight_is_of_the_day_it_was_opened_for(
    services: Services, boss: Actor, clock: StillClock
) -> None:
    clock.move(hours=13, minutes=15)  # 23:45
    row = begun(services, boss)
    signed_in(services, boss, row, "boss-1")
    services.talks.show(boss, row.id, 1)
    clock.move(minutes=28)
    assert clock.today() == TODAY + dt.timedelta(days=1)
    assert services.talks.show(boss, row.id, 15).pace == Pace(30, 30, 0)
    person(services, "late")
    signed_in(services, boss, row, "late")
    signed_off(services, boss, row)
    assert completed_on(services) == [TODAY.isoformat()] * 2


# -- who may, from one moment to the next --------------------------------------------------------------------------


def test_who_stops_being_a_manager_ends_the_talk_and_an_administrator_signs(services: Services, boss: Actor) -> None:
    row = begun(services, boss)
    signed_in(services, boss, row, "boss-1")
    new = presenter(services, "new")
    moves(services, "boss-1", new)
    before = services.registers.read(new, row.id)
    assert services.talks.show(boss, row.id, 3).showing.step == 3
    assert services.talks.view(boss, row.id).showing.step == 3
    for act in (services.registers.read, services.registers.preview):
        assert refusal(act, boss, row.id) == "presenter_no_longer"
    assert refusal(services.registers.sign_in, boss, row.id, "new-1") == "presenter_no_longer"
    assert refusal(services.talks.cancel, boss, row.id, "why") == "presenter_no_longer"
    assert services.registers.read(new, row.id).lines == before.lines
    signed_in(services, new, row, "new-1")  # any manager in the room goes on with it
    assert refusal(services.registers.preview, new, row.id) == "not_permitted"
    assert len(signed_off(services, OPERATOR, row).present) == 2
    assert refusal(services.talks.show, boss, row.id, 4) == "presenter_no_longer"


def test_a_delegate_whose_time_ends_in_the_middle_ends_the_talk(
    services: Services, boss: Actor, clock: StillClock
) -> None:
    delegate = person(services, "delegate")
    factories.stands_in(services, boss, delegate, until=TODAY)
    row = begun(services, delegate)
    signed_in(services, delegate, row, "boss-1")
    clock.move(days=1)
    assert services.talks.show(delegate, row.id, 5).showing.step == 5
    assert refusal(services.registers.sign_in, delegate, row.id, "boss") == "presenter_no_longer"
    assert refusal(services.registers.preview, delegate, row.id) == "presenter_no_longer"
    signed_in(services, boss, row, "boss")
    signed_off(services, OPERATOR, row)
    assert completed_on(services) == [TODAY.isoformat()] * 2


def test_a_report_who_changes_manager_stays_and_their_new_manager_sees_it(services: Services, boss: Actor) -> None:
    person(services, "stays", manager=boss)
    row = begun(services, boss)
    signed_in(services, boss, row, "boss-1", "stays")
    preview = services.registers.preview(boss, row.id)
    new = presenter(services, "new")
    moves(services, "boss-1", new)
    assert services.registers.preview(boss, row.id) == preview
    services.registers.sign_off(boss, row.id, preview)
    colours = {one.payroll_number: one.colour for one in services.team.everyone(new, Question(id_of(new), TODAY))}
    assert colours == {"boss-1": Colour.GREEN, "new-1": Colour.RED}
    mine = services.team.everyone(boss, Question(id_of(boss), TODAY))
    assert [one.payroll_number for one in mine] == ["stays"]


# -- who is on it --------------------------------------------------------------------------------------------------


def test_a_leaver_is_on_it_marked_and_counts_once_the_staff_list_has_them_again(
    services: Services, boss: Actor, tmp_path: Path
) -> None:
    person(services, "gone", family="Leaver", left_on=YESTERDAY)
    person(services, "going", family="Leaver", left_on=TODAY)
    row = begun(services, boss)
    view = signed_in(services, boss, row, "gone", "going")
    assert [line.pending for line in view.present] == ["left", None]
    preview = services.registers.preview(boss, row.id)
    assert preview == Preview(preview.last, counting=1, practice=0, waiting=1, unnumbered=0)
    signed_off(services, boss, row)
    staff = tmp_path / "staff.csv"
    staff.write_text(f"{STAFF_HEADER}\n{staff_line(payroll_number='gone')}\n", encoding="utf-8")
    services.admin.import_staff(OPERATOR, staff, allow_leavers=True)
    again = services.standing.status_by_payroll(OPERATOR, "gone", as_at=TODAY).explanation
    assert again.colour is Colour.GREEN


def test_somebody_on_leave_is_on_it_like_everybody(services: Services, boss: Actor) -> None:
    """Leave is for their own manager to see, and a completion in it counts."""
    away = person(services, "away")
    factories.absent(services, away, "2026-11-01", "2026-12-01")
    row = begun(services, boss)
    assert [line.pending for line in signed_in(services, boss, row, "away").present] == [None]
    assert services.registers.preview(boss, row.id).counting == 1
    signed_off(services, boss, row)
    assert services.standing.status(OPERATOR, id_of(away), as_at=TODAY).explanation.judged[-1].counts


@pytest.mark.parametrize("typed", ["ab 12", " AB12 ", "ab12", "A B 1 2", "aB\x0012\x1b", "ab\t12", "\u200eab12"])
def test_a_number_is_known_however_it_is_typed(services: Services, boss: Actor, typed: str) -> None:
    person(services, "AB12")
    row = begun(services, boss)
    assert services.registers.sign_in(boss, row.id, typed).line.payroll_number == "AB12"
    assert services.registers.walk_in(boss, row.id, "Somebody", typed).already


def test_a_number_that_could_be_two_peoples_is_taken_as_it_is_typed_or_not_at_all(
    services: Services, boss: Actor
) -> None:
    person(services, "AB12", family="Capital")
    person(services, "ab12", family="Small")
    row = begun(services, boss)
    assert services.registers.sign_in(boss, row.id, "ab12").line.name == "Elin Small"
    assert services.registers.sign_in(boss, row.id, "AB12").line.name == "Elin Capital"
    before = contents(services.store)
    assert refusal(services.registers.sign_in, boss, row.id, "aB 12") == "unknown_person"
    assert contents(services.store) == before


def test_a_search_takes_whatever_is_typed(services: Services, boss: Actor) -> None:
    person(services, "AB12", family="Ŵyn")
    row = begun(services, boss)
    for typed in ("ab1", "ab 1", "wy\x00n", "\x1bAB"):
        assert [one.payroll_number for one in services.registers.search(boss, row.id, typed)] == ["AB12"], typed


def test_a_walk_ins_number_is_kept_without_gaps(services: Services, boss: Actor) -> None:
    row = begun(services, boss)
    assert services.registers.walk_in(boss, row.id, "Nia Newcomer", " n 1\x07 ").line.payroll_number == "n1"
    assert services.registers.walk_in(boss, row.id, "Nia Newcomer", "N1").already
    services.registers.walk_in(boss, row.id, "Ola Nonumber", " \x07 ")
    services.registers.walk_in(boss, row.id, "Ola Nonumber")
    preview = services.registers.preview(boss, row.id)
    assert (preview.waiting, preview.unnumbered) == (1, 2)  # two names may be two people


@pytest.mark.parametrize(("listed", "colour"), [(["N1"], Colour.GREEN), (["N1", "n1"], Colour.AMBER)])
def test_a_staff_list_knows_a_walk_ins_number_in_other_letters_where_only_one_fits(
    services: Services, boss: Actor, tmp_path: Path, listed: list[str], colour: Colour
) -> None:
    row = begun(services, boss)
    services.registers.walk_in(boss, row.id, "Nia Newcomer", "n1")
    signed_off(services, boss, row)
    staff = tmp_path / "staff.csv"
    lines = [STAFF_HEADER, *(staff_line(payroll_number=number) for number in listed)]
    staff.write_text("\n".join(lines) + "\n", encoding="utf-8")
    services.admin.import_staff(OPERATOR, staff, allow_leavers=True)
    assert services.standing.status_by_payroll(OPERATOR, "N1", as_at=TODAY).explanation.colour is colour
    assert services.standing.status_by_payroll(OPERATOR, listed[-1], as_at=TODAY).explanation.colour is Colour.GREEN


# -- two terminals -------------------------------------------------------------------------------------------------


def test_two_terminals_turn_the_slides_and_the_last_turn_stands(services: Services, boss: Actor) -> None:
    row = begun(services, boss)
    helper = presenter(services, "helper")
    services.talks.show(boss, row.id, 4)
    services.talks.show(helper, row.id, 4)
    assert services.talks.showing(boss, row.id).step == 4  # both turned on from the third: one turn
    services.talks.show(helper, row.id, 2)
    assert services.talks.view(boss, row.id).showing.step == 2


def test_who_signs_people_in_on_a_talk_that_is_cancelled_meanwhile_is_told(services: Services, boss: Actor) -> None:
    row = begun(services, boss)
    helper = presenter(services, "helper")
    signed_in(services, helper, row, "boss-1")
    services.talks.cancel(boss, row.id, "fire alarm")
    assert refusal(services.registers.sign_in, helper, row.id, "helper-1") == "register_cancelled"
    assert refusal(services.registers.preview, boss, row.id) == "register_cancelled"
    assert completed_on(services) == []


def test_a_new_policy_in_the_middle_is_shown_before_it_is_signed(services: Services, boss: Actor) -> None:
    factories.completed(services, Actor(_id(services, "boss-1")), "2026-01-05")
    row = begun(services, boss)
    signed_in(services, boss, row, "boss-1")
    preview = services.registers.preview(boss, row.id)
    assert (preview.counting, preview.practice) == (0, 1)
    factories.policy(services, window="24")
    assert refusal(services.registers.sign_off, boss, row.id, preview) == "register_changed"
    assert services.registers.read(boss, row.id).register.stage is Stage.OPEN
    assert services.registers.preview(boss, row.id).counting == 1


def _id(services: Services, number: str) -> str:
    with services.store.read():
        found = people.by_payroll(number)
    assert found is not None
    return found.id
