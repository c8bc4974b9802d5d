"""`forecast`: who turns amber or red in the months to come."""

from __future__ import annotations

from typing import Any

from prevent_tui import booking_words
from prevent_tui.commands import output
from prevent_tui.commands.call import Call
from prevent_tui.commands.outcome import DONE
from prevent_tui.i18n import N_
from prevent_tui.services.team import Month, Question

MOST_MONTHS = 120

_HEADINGS = {"month": N_("Month"), "amber": N_("Turn amber"), "red": N_("Turn red")}
_KEYS = ("month", "turn_amber", "turn_red")


def forecast(call: Call) -> int:
    """A line for each month: how many turn amber and red, and in JSON and CSV who."""
    options, t = call.options, call.t
    with call.services() as services:
        actor = call.actor(services)
        manager = services.team.manager(actor, options.manager)
        today = services.clock.today()
        question = Question(manager.id, today, whole=options.whole)
        number = min(max(1, options.months), MOST_MONTHS)
        months = services.team.forecast(actor, question, months=number)
        places = services.team.places(actor, question, months=number)
    if options.format == "json":
        listed = [_record(month) for month in months]
        held = {"places_booked": places.all_booked, "places_left": places.all_left}
        output.as_json({"as_at": today, "months": listed, **held})
        return DONE
    if options.format == "csv":
        joined = [{key: " ".join(v) if isinstance(v, list) else v for key, v in _record(m).items()} for m in months]
        output.as_csv(joined, _KEYS)
        return DONE
    output.say(t.tr(N_("%(name)s: the months from %(day)s"), name=manager.name, day=t.date(today)))
    rows = [(t.month(month.first_on), len(month.turn_amber), len(month.turn_red)) for month in months]
    output.as_table(t, rows, list(_HEADINGS.values()))
    output.say(booking_words.against(t, places.all_booked, places.all_left))
    return DONE


def _record(month: Month) -> dict[str, Any]:
    return {
        "month": f"{month.first_on:%Y-%m}",
        "turn_amber": month.turn_amber,
        "turn_red": month.turn_red,
    }
