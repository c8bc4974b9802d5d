"""Which option suits whom, through the services; and options that rest."""

from __future__ import annotations

import datetime as dt

import pytest

from prevent_tui.bootstrap import Services
from prevent_tui.domain.errors import PreventError
from prevent_tui.domain.options import OptionId, Suitability, SuitedReason
from prevent_tui.domain.people import SchoolRole, StaffGroup, StaffRow
from prevent_tui.services.access import OPERATOR, Actor
from prevent_tui.services.options import Advice
from tests import factories
from tests.clocks import TODAY, StillClock
from tests.factories import day, id_of

ELEARNING, LIVE, RECORDED, WRAP, BRIEFING = OptionId
CARE, PLACE, MEMBER, SCHOOL, OTHER = StaffGroup
LEADERSHIP, TEACHING, SUPPORT, GOVERNOR = SchoolRole

WITH_A_TRAINER = ([LIVE, WRAP], [ELEARNING, RECORDED], [BRIEFING])
BY_ONESELF = ([ELEARNING, RECORDED], [LIVE], [WRAP, BRIEFING])

TABLE = [
    # staff group, front line, role, then what is recommended, suitable, not offered
    (CARE, True, None, WITH_A_TRAINER),
    (CARE, False, None, BY_ONESELF),
    (PLACE, False, None, BY_ONESELF),
    (PLACE, True, None, WITH_A_TRAINER),
    (MEMBER, None, None, WITH_A_TRAINER),
    (SCHOOL, None, LEADERSHIP, WITH_A_TRAINER),
    (SCHOOL, None, TEACHING, BY_ONESELF),
    (SCHOOL, None, SUPPORT, BY_ONESELF),
    (SCHOOL, True, GOVERNOR, BY_ONESELF),
    (OTHER, True, None, WITH_A_TRAINER),
    (OTHER, False, None, BY_ONESELF),
    (None, None, None, BY_ONESELF),
]


def somebody(services: Services, **facts: object) -> Actor:
    """A member of staff of whom those facts are known."""
    row = StaffRow("00042", "Elin", "Example", started_on=day("2020-09-01"), **facts)  # type: ignore[arg-type]
    return factories.staff(services, [row])[0]


def advice(services: Services, actor: Actor, on: dt.date = TODAY) -> Advice:
    """What the services say suits somebody."""
    return services.options.advice(actor, services.standing.status(actor, id_of(actor), as_at=on))


def placed(found: Advice, suitability: Suitability) -> list[OptionId]:
    """The options with that place, in order."""
    return [one.option for one in found.options if one.suitability is suitability]


@pytest.mark.parametrize(("group", "frontline", "role", "expected"), TABLE)
def test_the_table(
    services: Services,
    group: StaffGroup | None,
    frontline: bool | None,
    role: SchoolRole | None,
    expected: tuple[list[OptionId], ...],
) -> None:
    actor = somebody(services, staff_group=group, frontline=frontline, school_role=role, it_access=True)
    found = advice(services, actor)
    order = (Suitability.RECOMMENDED, Suitability.SUITABLE, Suitability.NOT_OFFERED)
    assert tuple(placed(found, each) for each in order) == expected
    assert [one.option for one in found.options] == [option for part in expected for option in part]


def test_without_it_access_the_talk_comes_first_and_is_by_arrangement(services: Services) -> None:
    found = advice(services, somebody(services, staff_group=PLACE, frontline=False, it_access=False))
    assert [one.option for one in found.offered] == [BRIEFING, ELEARNING, RECORDED, LIVE]
    assert placed(found, Suitability.BY_ARRANGEMENT) == [BRIEFING]


@pytest.mark.parametrize(("on", "renewal"), [("2022-01-09", False), ("2022-01-10", True)])
def test_whoever_was_ever_certified_renews(services: Services, on: str, renewal: bool) -> None:
    actor = somebody(services, staff_group=CARE, frontline=True, it_access=True)
    factories.completed(services, actor, "2022-01-10")
    found = advice(services, actor, day(on))
    expected = [RECORDED, ELEARNING, LIVE, WRAP] if renewal else [LIVE, WRAP]
    assert placed(found, Suitability.RECOMMENDED) == expected


def test_a_voided_completion_makes_no_renewal(services: Services) -> None:
    actor = somebody(services, staff_group=CARE, frontline=True, it_access=True)
    factories.completed(services, actor, "2022-01-10", voided=True)
    assert not advice(services, actor).situation.renewal


def test_it_says_whether_an_option_would_count(services: Services) -> None:
    actor = somebody(services)
    factories.completed(services, actor, "2026-01-10")
    would = advice(services, actor).would
    assert (would.counts, would.window_opens_on) == (False, day("2027-07-10"))


class TestOwnAnswers:
    def test_only_what_the_staff_list_lacks_is_asked(self, services: Services) -> None:
        assert advice(services, somebody(services)).missing == ("staff_group", "frontline", "it_access")

    def test_an_answer_decides_what_is_asked_next(self, services: Services) -> None:
        actor = somebody(services, it_access=True)
        services.options.answer(actor, "staff_group", "school")
        assert advice(services, actor).missing == ("school_role",)
        services.options.answer(actor, "school_role", "leadership")
        found = advice(services, actor)
        assert (found.missing, found.answered) == ((), ("staff_group", "school_role"))
        assert placed(found, Suitability.RECOMMENDED) == [LIVE, WRAP]

    def test_an_answer_can_be_changed(self, services: Services) -> None:
        actor = somebody(services, staff_group=PLACE)
        for value, known in (("yes", True), ("no", False)):
            services.options.answer(actor, "frontline", value)
            assert advice(services, actor).situation.frontline is known

    def test_the_staff_list_wins(self, services: Services) -> None:
        actor = somebody(services, staff_group=CARE, frontline=False, it_access=True)
        services.options.answer(actor, "frontline", "yes")
        found = advice(services, actor)
        assert (found.situation.frontline, found.answered) == (False, ())

    def test_an_answer_that_matters_no_more_is_not_listed(self, services: Services) -> None:
        actor = somebody(services, it_access=True)
        services.options.answer(actor, "staff_group", "school")
        services.options.answer(actor, "school_role", "support")
        services.options.answer(actor, "staff_group", "member")
        assert advice(services, actor).answered == ("staff_group",)

    @pytest.mark.parametrize(("name", "value"), [("staff_group", "yes"), ("frontline", "perhaps"), ("id", "x")])
    def test_what_is_no_answer_is_refused(self, services: Services, name: str, value: str) -> None:
        with pytest.raises(PreventError, match="choose_one"):
            services.options.answer(somebody(services), name, value)


def suspend(services: Services, first: str, last: str | None, option: OptionId = WRAP) -> None:
    services.suspensions.suspend(
        OPERATOR, option, day(first), day(last) if last else None, reason_en="No room", reason_cy="Dim ystafell"
    )


class TestSuspensions:
    def leader(self, services: Services) -> Actor:
        return somebody(services, staff_group=SCHOOL, school_role=LEADERSHIP, it_access=True)

    @pytest.mark.parametrize(
        ("on", "rests"),
        [("2026-11-17", False), ("2026-11-18", True), ("2026-12-31", True), ("2027-01-01", False)],
    )
    def test_from_until_both_included(self, services: Services, on: str, rests: bool) -> None:
        suspend(services, "2026-11-18", "2026-12-31")
        found = advice(services, self.leader(services), day(on))
        (wrap,) = (one for one in found.options if one.option is WRAP)
        assert (wrap.reason is SuitedReason.SUSPENDED) is rests
        assert wrap.alternative == (LIVE if rests else None)
        assert (WRAP in found.suspensions) is rests

    def test_it_is_missed_only_by_those_who_could_take_it(self, services: Services) -> None:
        suspend(services, "2026-11-18", None)
        assert advice(services, self.leader(services)).resting == (WRAP,)
        other = factories.staff(services, [StaffRow("1", "Nia", "Of", staff_group=PLACE, frontline=False)])[0]
        found = advice(services, other)
        assert (found.resting, set(found.suspensions)) == ((), {WRAP})

    @pytest.mark.parametrize("option", list(OptionId))
    def test_any_option_may_rest_and_is_still_listed(self, services: Services, option: OptionId) -> None:
        suspend(services, "2026-11-18", None, option)
        found = advice(services, self.leader(services))
        assert {one.option for one in found.options} == set(OptionId)
        assert option not in {one.option for one in found.offered}
        assert found.suspensions[option].reason_cy == "Dim ystafell"

    @pytest.mark.parametrize(
        ("first", "last", "code"),
        [
            ("2026-12-31", None, "suspension_overlaps"),
            ("2026-11-01", "2026-11-18", "suspension_overlaps"),
            ("2026-12-01", "2026-12-02", "suspension_overlaps"),
            ("2027-01-01", "2026-12-31", "dates_reversed"),
        ],
    )
    def test_overlapping_and_reversed_days_are_refused(
        self, services: Services, first: str, last: str | None, code: str
    ) -> None:
        suspend(services, "2026-11-18", "2026-12-31")
        with pytest.raises(PreventError, match=code):
            suspend(services, first, last)
        assert len(services.audit.entries(OPERATOR)) == 1

    def test_one_after_the_other_is_no_overlap(self, services: Services) -> None:
        suspend(services, "2026-11-18", "2026-12-31")
        suspend(services, "2027-01-01", None)
        suspend(services, "2026-11-18", None, LIVE)
        with pytest.raises(PreventError, match="suspended_already"):
            suspend(services, "2030-01-01", None)

    def test_a_reason_is_needed_in_both_languages(self, services: Services) -> None:
        with pytest.raises(PreventError, match="reason_missing"):
            services.suspensions.suspend(OPERATOR, WRAP, TODAY, None, reason_en="No room", reason_cy=" ")

    def test_it_runs_again_from_the_day_it_is_resumed(self, services: Services, clock: StillClock) -> None:
        suspend(services, "2026-11-18", None)
        clock.move(days=10)
        services.suspensions.resume(OPERATOR, WRAP)
        leader = self.leader(services)
        assert WRAP in advice(services, leader, day("2026-11-27")).suspensions
        assert WRAP not in advice(services, leader, day("2026-11-28")).suspensions
        with pytest.raises(PreventError, match="not_suspended"):
            services.suspensions.resume(OPERATOR, WRAP)
        suspend(services, "2026-11-28", None)

    def test_one_that_has_not_begun_is_called_off(self, services: Services) -> None:
        suspend(services, "2027-02-01", "2027-02-28")
        assert services.suspensions.resume(OPERATOR, WRAP).from_on == day("2027-02-01")
        assert WRAP not in advice(services, self.leader(services), day("2027-02-10")).suspensions
