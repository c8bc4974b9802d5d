"""`status` and `team`: the same facts as the screens, for a script or on paper."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from prevent_tui import team_records, wording
from prevent_tui.commands import output
from prevent_tui.commands.call import Call
from prevent_tui.commands.outcome import DONE
from prevent_tui.domain.certification import Colour, Judged, WillCount
from prevent_tui.i18n import N_, Translator
from prevent_tui.services.standing import Status
from prevent_tui.services.team import SECTIONS, Question, TeamRow
from prevent_tui.services.team_exports import Form, Told

_TEAM_HEADINGS = {
    "name": N_("Name"),
    "payroll_number": N_("Payroll number"),
    "colour": N_("Colour"),
    "what_to_do": N_("What to do"),
}


def status(call: Call) -> int:
    """One person's standing with its explanation."""
    options = call.options
    with call.services() as services:
        found = services.standing.status_by_payroll(
            call.actor(services),
            options.payroll_number,
            as_at=options.as_at or services.clock.today(),
            if_completed_on=options.if_completed_on,
        )
        today = services.clock.today()
    if options.format == "json":
        output.as_json(_status_record(call.t, found))
    else:
        _tell_status(call.t, found, today=today)
    return DONE


def _status_record(t: Translator, found: Status) -> dict[str, Any]:
    explanation, held = found.explanation, found.explanation.standing
    return {
        "payroll_number": found.person.payroll_number,
        "name": found.person.name,
        "as_at": explanation.as_at,
        "colour": explanation.colour.value if explanation.colour else None,
        "certified_on": held.certified_on if held else None,
        "window_opens_on": held.window_opens_on if held else None,
        "due_on": held.due_on if held else None,
        "absent_until": explanation.absent_until,
        "sentence": wording.standing(t, explanation),
        "completions": [_completion_record(judged) for judged in explanation.judged],
        "if_completed": _will_count_record(found.if_completed) if found.if_completed else None,
    }


def _completion_record(judged: Judged) -> dict[str, Any]:
    return {
        "id": judged.completion.id,
        "option": judged.completion.option.value,
        "completed_on": judged.completion.completed_on,
        "counts": judged.counts,
        "reason": judged.reason.value,
    }


def _will_count_record(would: WillCount) -> dict[str, Any]:
    return {
        "on": would.on,
        "counts": would.counts,
        "certified_until": would.certified_until,
        "reason": would.reason.value,
    }


def _tell_status(t: Translator, found: Status, *, today: dt.date) -> None:
    explanation = found.explanation
    output.say(f"{found.person.name}  {found.person.payroll_number}")
    output.say(t.tr(N_("As at %(day)s"), day=t.date(explanation.as_at)))
    colour = explanation.colour
    mark = f"{wording.MARKS[colour]} {wording.colour_word(t, colour)}: " if colour else ""
    output.say(mark + wording.standing(t, explanation))
    for line in wording.sums(t, explanation):
        output.say(line)
    change = wording.next_change(t, explanation)
    if change:
        output.say(change)
    if found.if_completed:
        output.say(wording.will_count(t, found.if_completed, today=today))
    _tell_completions(t, explanation.judged)


def _tell_completions(t: Translator, judged: Sequence[Judged]) -> None:
    rows = [
        (
            one.completion.completed_on,
            wording.option_name(t, one.completion.option),
            wording.reason(t, one),
            one.completion.id,
        )
        for one in judged
    ]
    if rows:
        output.say("")
        output.as_table(t, rows, [N_("Completed"), N_("Option"), N_("Does it count?"), N_("Completion")])


def team(call: Call) -> int:
    """The direct reports of a manager, or everybody below: red first, then amber, grey and green."""
    options, t = call.options, call.t
    with call.services() as services:
        actor = call.actor(services)
        manager = None if options.without_manager else services.team.manager(actor, options.manager)
        colours = frozenset(map(Colour, options.colour)) if options.colour else frozenset(Colour)
        as_at = options.as_at or services.clock.today()
        question = Question(
            manager.id if manager else "",
            as_at,
            colours=colours,
            name=options.name,
            whole=options.whole and manager is not None,
            staff_group=options.staff_group,
            option=options.option,
        )
        if not wording.names_certification(options.certification):
            question = replace(question, colours=frozenset())  # nobody is asked for
        if options.format == "table":
            whose = manager.name if manager else t.tr(N_("People without a manager"))
            _tell_team(t, whose, as_at, services.team.everyone(actor, question))
        else:  # counts and people are of one moment
            output.pieces(services.team_exports.parts(actor, question, Form(options.format), t, Told("", "")))
    return DONE


def _tell_team(t: Translator, name: str, as_at: dt.date, rows: Sequence[TeamRow]) -> None:
    counted = Counter(row.colour for row in rows)
    output.say(t.tr(N_("%(name)s: the team as at %(day)s"), name=name, day=t.date(as_at)))
    output.say("  ".join(f"{wording.MARKS[c]} {wording.colour_word(t, c)} {counted[c]}" for c in SECTIONS))
    people = [team_records.person(t, row) for row in rows]
    output.listing(t, people, _TEAM_HEADINGS, form="table", keys=team_records.KEYS)
