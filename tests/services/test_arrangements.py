"""What is arranged already for the people of a grid."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from prevent_tui.bootstrap import Services
from prevent_tui.domain.arranged import Arranged, Kind
from prevent_tui.domain.errors import PreventError
from prevent_tui.domain.people import StaffRow
from prevent_tui.services.access import OPERATOR
from prevent_tui.services.team import Question
from prevent_tui.storage import pathway
from tests import factories
from tests.clocks import TODAY
from tests.factories import id_of
from tests.sessions import booked, session_line, sessions_file


def test_the_surest_thing_is_told_for_the_people_asked_about(services: Services, tmp_path: Path) -> None:
    boss = factories.person(services, "1", family="Boss")
    rows = [StaffRow(str(n), "P", f"N{n}", started_on=factories.NEW_STAFF_SINCE) for n in range(2, 6)]
    placed, waits, asks, nothing = factories.staff(services, rows, managers=[boss] * 4)
    other = factories.person(services, "9", family="Elsewhere")
    factories.person(services, "00700", family="Trainer")
    services.sessions.import_sessions(OPERATOR, sessions_file(tmp_path, session_line(capacity="1")))
    booked(services, "w1", [placed, waits])
    for actor in (placed, asks, other):
        services.requests.ask(actor)
    held = [id_of(one) for one in (placed, waits, asks, nothing, other)]
    question = Question(id_of(boss), TODAY)
    found = services.arrangements.of(boss, question, held)
    day = dt.date(2026, 12, 2)
    assert found == {
        held[0]: Arranged(Kind.PLACE, day),
        held[1]: Arranged(Kind.WAITING, day),
        held[2]: Arranged(Kind.ASKED, None),
    }
    with services.store.write():
        request = pathway.latest_request(held[2])
        assert request is not None
        pathway.plan_request(request.id, TODAY, by=None, at=services.clock.now())
    assert services.arrangements.of(boss, question, held)[held[2]] == Arranged(Kind.TALK, TODAY)
    with pytest.raises(PreventError, match="not_permitted"):
        services.arrangements.of(other, question, held)


def test_a_day_no_sum_reaches_is_refused(services: Services) -> None:
    boss = factories.person(services, "1", family="Boss")
    for day in (dt.date(9999, 12, 31), dt.date(1, 1, 1)):
        with pytest.raises(PreventError, match="day_out_of_reach"):
            services.team.counts(boss, Question(id_of(boss), day))
        with pytest.raises(PreventError, match="day_out_of_reach"):
            services.standing.status(boss, id_of(boss), as_at=day)
