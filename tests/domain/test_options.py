"""Which options suit whom: the whole table, its exceptions and the order."""

from __future__ import annotations

import dataclasses
import itertools

import pytest

from prevent_tui.domain.options import (
    OptionId,
    Situation,
    Suitability,
    SuitedReason,
    missing,
    suited,
)
from prevent_tui.domain.people import SchoolRole, StaffGroup

LIVE, RECORDED, ELEARNING, WRAP, BRIEFING = (
    OptionId.WEBINAR_LIVE,
    OptionId.WEBINAR_RECORDED,
    OptionId.ELEARNING,
    OptionId.WRAP,
    OptionId.BRIEFING,
)

DISCUSSION = [
    (Situation(StaffGroup.CARE, frontline=True), SuitedReason.DIRECT_WORK),
    (Situation(StaffGroup.PLACE, frontline=True), SuitedReason.DIRECT_WORK),
    (Situation(StaffGroup.OTHER, frontline=True), SuitedReason.DIRECT_WORK),
    (Situation(None, frontline=True), SuitedReason.DIRECT_WORK),
    (Situation(StaffGroup.MEMBER), SuitedReason.ELECTED_MEMBER),
    (Situation(StaffGroup.MEMBER, frontline=False), SuitedReason.ELECTED_MEMBER),
    (Situation(StaffGroup.SCHOOL, school_role=SchoolRole.LEADERSHIP), SuitedReason.SCHOOL_LEADERSHIP),
]
ANY_TIME = [
    Situation(StaffGroup.CARE, frontline=False),
    Situation(StaffGroup.CARE),
    Situation(StaffGroup.PLACE, frontline=False),
    Situation(StaffGroup.PLACE),
    Situation(StaffGroup.OTHER, frontline=False),
    Situation(StaffGroup.OTHER),
    Situation(),
    Situation(StaffGroup.SCHOOL),
    Situation(StaffGroup.SCHOOL, frontline=True, school_role=SchoolRole.TEACHING),
    Situation(StaffGroup.SCHOOL, school_role=SchoolRole.SUPPORT),
    Situation(StaffGroup.SCHOOL, school_role=SchoolRole.GOVERNOR),
]
EVERY = [
    Situation(group, frontline=frontline, school_role=role, it_access=access, renewal=renewal)
    for group, frontline, role, access, renewal in itertools.product(
        [None, *StaffGroup], [None, False, True], [None, *SchoolRole], [None, False, True], [False, True]
    )
]


def name(situation: Situation) -> str:
    parts = [situation.staff_group or "unknown", situation.school_role or ""]
    parts.append({None: "", True: "frontline", False: "not-frontline"}[situation.frontline])
    return "-".join(part for part in parts if part)


def places(situation: Situation) -> list[tuple[OptionId, str, str]]:
    return [(each.option, each.suitability.value, each.reason.value) for each in suited(situation)]


@pytest.mark.parametrize(("situation", "why"), DISCUSSION, ids=[name(each) for each, _ in DISCUSSION])
def test_who_should_be_able_to_ask_questions(situation: Situation, why: SuitedReason) -> None:
    assert places(situation) == [
        (LIVE, "recommended", why),
        (WRAP, "recommended", why),
        (ELEARNING, "suitable", "also_counts"),
        (RECORDED, "suitable", "also_counts"),
        (BRIEFING, "not_offered", "has_it_access"),
    ]


@pytest.mark.parametrize("situation", ANY_TIME, ids=name)
def test_who_does_best_at_any_time(situation: Situation) -> None:
    assert places(situation) == [
        (ELEARNING, "recommended", "any_time"),
        (RECORDED, "recommended", "any_time"),
        (LIVE, "suitable", "also_counts"),
        (WRAP, "not_offered", "no_direct_work"),
        (BRIEFING, "not_offered", "has_it_access"),
    ]


@pytest.mark.parametrize(("situation", "why"), DISCUSSION, ids=[name(each) for each, _ in DISCUSSION])
def test_a_renewal_recommends_the_short_options_as_well(situation: Situation, why: SuitedReason) -> None:
    assert places(dataclasses.replace(situation, renewal=True)) == [
        (RECORDED, "recommended", "renewal"),
        (ELEARNING, "recommended", "renewal"),
        (LIVE, "recommended", why),
        (WRAP, "recommended", why),
        (BRIEFING, "not_offered", "has_it_access"),
    ]


@pytest.mark.parametrize("situation", ANY_TIME, ids=name)
def test_a_renewal_keeps_the_other_places(situation: Situation) -> None:
    assert places(dataclasses.replace(situation, renewal=True)) == [
        (RECORDED, "recommended", "any_time"),
        (ELEARNING, "recommended", "any_time"),
        (LIVE, "suitable", "also_counts"),
        (WRAP, "not_offered", "no_direct_work"),
        (BRIEFING, "not_offered", "has_it_access"),
    ]


@pytest.mark.parametrize("renewal", [False, True], ids=["first", "renewal"])
@pytest.mark.parametrize("situation", [*ANY_TIME, *(each for each, _ in DISCUSSION)], ids=name)
def test_without_it_access_the_talk_is_first_and_nothing_else_moves(situation: Situation, renewal: bool) -> None:
    online = dataclasses.replace(situation, it_access=True, renewal=renewal)
    offline = dataclasses.replace(online, it_access=False)
    first, *others = places(offline)
    assert first == (BRIEFING, "by_arrangement", "no_it_access")
    assert others == [each for each in places(online) if each[0] is not BRIEFING]


@pytest.mark.parametrize("option", OptionId)
def test_a_suspended_option_is_offered_to_nobody_and_names_what_is(option: OptionId) -> None:
    for situation in EVERY:
        found = suited(dataclasses.replace(situation, suspended=frozenset({option})))
        gone = next(each for each in found if each.option is option)
        offered = [each for each in found if each.suitability is not Suitability.NOT_OFFERED]
        assert (gone.suitability, gone.reason) == (Suitability.NOT_OFFERED, SuitedReason.SUSPENDED)
        assert gone.alternative is offered[0].option
        assert all(each.alternative is None for each in found if each is not gone)


def test_with_the_workshop_suspended_the_live_webinar_takes_its_stead() -> None:
    found = suited(Situation(StaffGroup.CARE, frontline=True, suspended={WRAP: "trainers are away"}))
    assert [each.option for each in found] == [LIVE, ELEARNING, RECORDED, WRAP, BRIEFING]
    assert found[3].alternative is LIVE


def test_with_everything_suspended_there_is_no_alternative() -> None:
    found = suited(Situation(suspended=tuple(OptionId)))
    assert {(each.suitability, each.alternative) for each in found} == {(Suitability.NOT_OFFERED, None)}


@pytest.mark.parametrize(
    ("situation", "asked"),
    [
        (Situation(), ("staff_group", "frontline", "it_access")),
        (Situation(StaffGroup.CARE), ("frontline", "it_access")),
        (Situation(StaffGroup.PLACE, frontline=False), ("it_access",)),
        (Situation(StaffGroup.OTHER, it_access=False), ("frontline",)),
        (Situation(StaffGroup.MEMBER), ("it_access",)),
        (Situation(StaffGroup.SCHOOL), ("school_role", "it_access")),
        (Situation(StaffGroup.SCHOOL, school_role=SchoolRole.GOVERNOR, it_access=True), ()),
    ],
)
def test_only_what_the_choice_depends_on_is_missing(situation: Situation, asked: tuple[str, ...]) -> None:
    assert missing(situation) == asked


def test_what_is_not_missing_changes_nothing() -> None:
    for situation in EVERY:
        if "frontline" not in missing(situation) and situation.frontline is None:
            assert suited(situation) == suited(dataclasses.replace(situation, frontline=True))
        if "school_role" not in missing(situation) and situation.school_role is None:
            leading = dataclasses.replace(situation, school_role=SchoolRole.LEADERSHIP)
            assert suited(situation) == suited(leading)


def test_unknown_is_the_same_as_what_it_is_taken_for() -> None:
    for situation in EVERY:
        known = dataclasses.replace(
            situation,
            staff_group=situation.staff_group or StaffGroup.PLACE,
            frontline=bool(situation.frontline),
            school_role=situation.school_role or SchoolRole.TEACHING,
            it_access=situation.it_access is not False,
        )
        assert suited(situation) == suited(known)
        assert sorted(each.option for each in suited(situation)) == sorted(OptionId)
