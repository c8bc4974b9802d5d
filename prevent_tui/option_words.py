"""Sentences about the options: how well each suits and why, how long it takes, and whether it will count."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from prevent_tui import wording
from prevent_tui.domain.options import OptionId, Suitability, Suited, SuitedReason
from prevent_tui.i18n import N_, Translator

if TYPE_CHECKING:
    from prevent_tui.services.options import Advice, Suspension

_SUITABILITY: Mapping[Suitability, str] = MappingProxyType(
    {
        Suitability.BY_ARRANGEMENT: N_("By arrangement"),
        Suitability.RECOMMENDED: N_("Recommended"),
        Suitability.SUITABLE: N_("Suitable"),
        Suitability.NOT_OFFERED: N_("Not offered"),
    }
)

_TIMES: Mapping[OptionId, str] = MappingProxyType(
    {
        OptionId.ELEARNING: N_("about 1 hour"),
        OptionId.WEBINAR_LIVE: N_("1 hour 30 minutes"),
        OptionId.WEBINAR_RECORDED: N_("about 1 hour"),
        OptionId.WRAP: N_("half a day"),
        OptionId.BRIEFING: N_("about 30 minutes"),
    }
)

_REASONS: Mapping[SuitedReason, str] = MappingProxyType(
    {
        SuitedReason.DIRECT_WORK: N_("For direct work with people: you can ask a trainer."),
        SuitedReason.ELECTED_MEMBER: N_("For elected members: you can ask a trainer."),
        SuitedReason.SCHOOL_LEADERSHIP: N_("For those who lead or safeguard in a school: you can ask a trainer."),
        SuitedReason.ANY_TIME: N_("For this kind of work: at any time, at your own pace."),
        SuitedReason.RENEWAL: N_("For a renewal: at any time, at your own pace."),
        SuitedReason.ALSO_COUNTS: N_("Others fit this kind of work better, but it counts the same."),
        SuitedReason.NO_IT_ACCESS: N_("Without IT access: your manager or an administrator arranges it."),
        SuitedReason.HAS_IT_ACCESS: N_("Only for staff who cannot reach the other options."),
        SuitedReason.NO_DIRECT_WORK: N_("Only for elected members, school leaders and direct work with people."),
    }
)

_ASSUMED: Mapping[str, str] = MappingProxyType(
    {
        "staff_group": N_("The staff group is not known; taken as any other work."),
        "school_role": N_("The role in the school is not known; taken as one that does not lead."),
        "frontline": N_("Whether the work is front line is not known; taken as not front line."),
        "it_access": N_("Whether there is IT access is not known; taken as with IT access."),
    }
)

_ATTENDED = (OptionId.WEBINAR_LIVE, OptionId.WRAP, OptionId.BRIEFING)


def suitability(t: Translator, suited: Suited) -> str:
    """How well an option suits, in words."""
    return t.tr(_SUITABILITY[suited.suitability])


def time(t: Translator, option: OptionId) -> str:
    """How long an option takes."""
    return t.tr(_TIMES[option])


def why(t: Translator, suited: Suited, advice: Advice) -> str:
    """Why an option has its place; a suspended one says until when, for what reason, and what there is instead."""
    suspension = advice.suspensions.get(suited.option)
    if suited.reason is not SuitedReason.SUSPENDED or suspension is None:
        return t.tr(_REASONS[suited.reason])
    instead = suited.alternative
    parts = [suspended(t, suspension)]
    if instead is not None:
        parts.append(t.tr(N_("Choose instead: %(option)s."), option=wording.option_name(t, instead)))
    return " ".join(parts)


def suspended(t: Translator, suspension: Suspension) -> str:
    """Until when an option does not run, and the reason in the reader's language."""
    reason = suspension.reason_cy if t.language == "cy" else suspension.reason_en
    reason = reason.rstrip(". ")
    if suspension.until_on is None:
        return t.tr(N_("Does not run until further notice: %(reason)s."), reason=reason)
    return t.tr(N_("Does not run until %(day)s: %(reason)s."), day=t.date(suspension.until_on), reason=reason)


def assumed(t: Translator, name: str) -> str:
    """What a command takes for granted where it isn't known."""
    return t.tr(_ASSUMED[name])


def will_count(t: Translator, option: OptionId, advice: Advice, *, today: dt.date) -> str:
    """Whether an option will count; what is attended is judged by the day on which it is held and ends."""
    would = advice.would
    if option in advice.practice:
        return t.tr(N_("Not yet: it isn't finished. What there is of it is practice and won't count."))
    if option not in _ATTENDED:
        return wording.will_count(t, would, today=today)
    if would.counts:
        return t.tr(N_("It will count: it is judged by the day it is held."))
    message = N_("Counts if it is held on %(window)s or later. Before then it is practice and won't count.")
    return t.tr(message, window=t.date(would.window_opens_on))


def counts_shortly(t: Translator, option: OptionId, advice: Advice) -> str:
    """Whether an option would count now, in a few words."""
    would = advice.would
    if option in advice.practice:
        return t.tr(N_("Practice for now."))
    if would.counts:
        return t.tr(N_("Counts now."))
    return t.tr(N_("Counts from %(window)s."), window=t.date(would.window_opens_on))
