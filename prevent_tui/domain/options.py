"""The five ways to complete the pathway, and which of them suit a person."""

from __future__ import annotations

import enum
from collections.abc import Collection
from dataclasses import dataclass

from prevent_tui.domain.people import SchoolRole, StaffGroup


class OptionId(enum.StrEnum):
    """The options; completing any one of them makes a person compliant."""

    ELEARNING = "elearning"
    WEBINAR_LIVE = "webinar-live"
    WEBINAR_RECORDED = "webinar-recorded"
    WRAP = "wrap"
    BRIEFING = "briefing"


class Suitability(enum.StrEnum):
    """How well an option suits a person, in the order in which options are listed."""

    BY_ARRANGEMENT = "by_arrangement"
    RECOMMENDED = "recommended"
    SUITABLE = "suitable"
    NOT_OFFERED = "not_offered"


class SuitedReason(enum.StrEnum):
    """Why an option got its place; a face has one sentence for each."""

    DIRECT_WORK = "direct_work"
    ELECTED_MEMBER = "elected_member"
    SCHOOL_LEADERSHIP = "school_leadership"
    ANY_TIME = "any_time"
    RENEWAL = "renewal"
    ALSO_COUNTS = "also_counts"
    NO_IT_ACCESS = "no_it_access"
    HAS_IT_ACCESS = "has_it_access"
    NO_DIRECT_WORK = "no_direct_work"
    SUSPENDED = "suspended"


@dataclass(frozen=True, slots=True)
class Situation:
    """What the choice of an option depends on; None is "not known".

    Unknown values are taken as not front line and with IT access, an unknown staff group as `place`.
    `renewal` is true of everyone who was ever certified; `suspended` holds the options that do not run.
    """

    staff_group: StaffGroup | None = None
    frontline: bool | None = None
    school_role: SchoolRole | None = None
    it_access: bool | None = None
    renewal: bool = False
    suspended: Collection[OptionId] = frozenset()


@dataclass(frozen=True, slots=True)
class Suited:
    """One option's place for one person; a suspended option names the first one offered in its stead."""

    option: OptionId
    suitability: Suitability
    reason: SuitedReason
    alternative: OptionId | None = None


_RANK = {suitability: rank for rank, suitability in enumerate(Suitability)}
_FIRST_TIME_ORDER = tuple(OptionId)
_RENEWAL_ORDER = (
    OptionId.WEBINAR_RECORDED,
    OptionId.ELEARNING,
    OptionId.WEBINAR_LIVE,
    OptionId.WRAP,
    OptionId.BRIEFING,
)
_WITH_A_TRAINER = (OptionId.WEBINAR_LIVE, OptionId.WRAP)


def suited(situation: Situation) -> tuple[Suited, ...]:
    """Every option with its place and the reason, the best first."""
    order = _RENEWAL_ORDER if situation.renewal else _FIRST_TIME_ORDER
    placed = [Suited(option, *_place(option, situation)) for option in order]
    placed.sort(key=lambda each: _RANK[each.suitability])
    offered = (each.option for each in placed if each.suitability is not Suitability.NOT_OFFERED)
    instead = next(offered, None)
    return tuple(
        Suited(each.option, each.suitability, each.reason, instead) if each.reason is SuitedReason.SUSPENDED else each
        for each in placed
    )


def missing(situation: Situation) -> tuple[str, ...]:
    """The names of the fields of a situation that are assumed and would have to be asked, in that order."""
    asked = ["staff_group"] if situation.staff_group is None else []
    if situation.staff_group is StaffGroup.SCHOOL:
        asked += ["school_role"] if situation.school_role is None else []
    elif situation.staff_group is not StaffGroup.MEMBER and situation.frontline is None:
        asked.append("frontline")
    if situation.it_access is None:
        asked.append("it_access")
    return tuple(asked)


def _place(option: OptionId, situation: Situation) -> tuple[Suitability, SuitedReason]:
    if option in situation.suspended:
        return Suitability.NOT_OFFERED, SuitedReason.SUSPENDED
    if option is OptionId.BRIEFING:
        if situation.it_access is False:
            return Suitability.BY_ARRANGEMENT, SuitedReason.NO_IT_ACCESS
        return Suitability.NOT_OFFERED, SuitedReason.HAS_IT_ACCESS
    if option in _WITH_A_TRAINER:
        return _place_with_a_trainer(option, situation)
    return _place_at_any_time(situation)


def _place_with_a_trainer(option: OptionId, situation: Situation) -> tuple[Suitability, SuitedReason]:
    discussion = _needs_discussion(situation)
    if discussion:
        return Suitability.RECOMMENDED, discussion
    if option is OptionId.WRAP:
        return Suitability.NOT_OFFERED, SuitedReason.NO_DIRECT_WORK
    return Suitability.SUITABLE, SuitedReason.ALSO_COUNTS


def _place_at_any_time(situation: Situation) -> tuple[Suitability, SuitedReason]:
    if not _needs_discussion(situation):
        return Suitability.RECOMMENDED, SuitedReason.ANY_TIME
    if situation.renewal:
        return Suitability.RECOMMENDED, SuitedReason.RENEWAL
    return Suitability.SUITABLE, SuitedReason.ALSO_COUNTS


def _needs_discussion(situation: Situation) -> SuitedReason | None:
    """Why a person should meet a trainer and be able to ask questions, if they should."""
    match situation.staff_group:
        case StaffGroup.MEMBER:
            return SuitedReason.ELECTED_MEMBER
        case StaffGroup.SCHOOL:
            leads = situation.school_role is SchoolRole.LEADERSHIP
            return SuitedReason.SCHOOL_LEADERSHIP if leads else None
        case _:
            return SuitedReason.DIRECT_WORK if situation.frontline else None
