"""The grid as files: the same people in the same order, and what a printed report tells."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
from pathlib import Path

import pytest

from prevent_tui.bootstrap import Services
from prevent_tui.domain.certification import Colour
from prevent_tui.domain.errors import PreventError
from prevent_tui.i18n import Translator
from prevent_tui.services import team as team_service
from prevent_tui.services.access import OPERATOR, Actor
from prevent_tui.services.team import Question
from prevent_tui.services.team_exports import Form, Told
from prevent_tui.storage import people
from tests.clocks import TODAY
from tests.factories import completed, id_of, person
from tests.other_process import doing

TOLD = Told("Everyone below Rhian Boss", "4 people; by family name")


def team(services: Services) -> Actor:
    """A head whose report leads two more, one with a name that a spreadsheet and a page must not run."""
    head = person(services, "1", given="Rhian", family="Boss")
    lead = person(services, "2", given="Mair", family="Lead", manager=head)
    completed(services, lead, "2026-11-01")
    person(services, "3", given="=1+1", family="<script>alert(1)</script>", manager=lead)
    completed(services, person(services, "4", given="Siân", family="Ŵyn", manager=lead), "2025-01-15")
    return head


def text(services: Services, actor: Actor, question: Question, form: Form, t: Translator, told: Told) -> str:
    return "".join(services.team_exports.parts(actor, question, form, t, told))


def test_others_write_while_a_list_is_saved_and_it_stays_of_one_moment(services: Services, database_url: str) -> None:
    head = team(services)
    question = Question(id_of(head), TODAY, whole=True)
    parts = services.team_exports.parts(head, question, Form.JSON, Translator(), TOLD)
    begun = next(parts)
    assert doing("complete", database_url, "3") == ""
    held = json.loads(begun + "".join(parts))
    assert [one["colour"] for one in held["people"] if one["payroll_number"] == "3"] == ["red"]
    assert held["counts"]["green"] == 1
    assert services.team.counts(head, question)[Colour.GREEN] == 2


def test_the_same_people_in_the_same_order(services: Services) -> None:
    head = team(services)
    for filters in (
        {},
        {"whole": True},
        {"whole": True, "order": "name", "descending": True},
        {"whole": True, "colours": frozenset({Colour.AMBER, Colour.GREEN})},
        {"whole": True, "name": "wyn"},
    ):
        question = Question(id_of(head), TODAY, **filters)  # type: ignore[arg-type]
        expected = [row.payroll_number for row in services.team.everyone(head, question)]
        cells = text(services, head, question, Form.CSV, Translator(), TOLD)
        assert [row["payroll_number"] for row in csv.DictReader(io.StringIO(cells))] == expected
        held = json.loads(text(services, head, question, Form.JSON, Translator(), TOLD))
        assert [one["payroll_number"] for one in held["people"]] == expected
        page = text(services, head, question, Form.HTML, Translator(), TOLD)
        assert re.findall(r"</th><td>(\d)</td>", page) == expected


def test_a_report_runs_nothing_and_says_what_it_shows(services: Services) -> None:
    head = team(services)
    with services.store.read():
        asking = people.by_payroll("4")
    assert asking is not None
    services.requests.ask(Actor(asking.id))
    question = Question(id_of(head), TODAY, whole=True)
    page = text(services, head, question, Form.HTML, Translator(), TOLD)
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert '<html lang="en">' in page
    assert "<title>Everyone below Rhian Boss</title>" in page
    assert '<th scope="col">Name</th>' in page
    assert "<caption>3 people: 1 red, 1 amber, 0 grey, 1 green</caption>" in page
    assert "4 people; by family name" in page
    assert "Rhian Boss (1)" in page
    assert "<td>Wants a talk</td>" in page
    cells = text(services, head, question, Form.CSV, Translator(), TOLD)
    assert "'=1+1" in cells


def test_the_report_for_inspectors_explains_the_rules_in_both_languages(services: Services) -> None:
    head = team(services)
    past = Question(id_of(head), TODAY - dt.timedelta(days=400), whole=True)
    page = text(services, head, past, Form.SNAPSHOT, Translator(), TOLD)
    assert "report as at 14 October 2025" in page
    assert "A completion lasts 24 months; the window opens 6 months before the due date." in page
    assert "A renewal runs from the day it was completed." in page
    assert "Only completions up to 14 October 2025 count." in page
    for word in ("■ Red:", "▲ Amber:", "○ Grey:", "● Green:"):
        assert word in page
    welsh = text(services, head, past, Form.SNAPSHOT, Translator("cy"), TOLD)
    assert '<html lang="cy">' in welsh
    assert "■ Coch:" in welsh
    assert "14 Hydref 2025" in welsh


def test_a_file_takes_the_place_of_no_other(services: Services, tmp_path: Path) -> None:
    head = team(services)
    question = Question(id_of(head), TODAY)
    first = services.team_exports.save(head, question, Form.CSV, tmp_path, Translator(), told=TOLD)
    assert first.name == f"team-1-{TODAY}.csv"
    person(services, "9", manager=head)
    second = services.team_exports.save(head, question, Form.CSV, tmp_path, Translator(), told=TOLD)
    assert second.name == f"team-1-{TODAY}-2.csv"
    assert len(first.read_text(encoding="utf-8").splitlines()) == 2
    everyone = Question("", TODAY, whole=True)
    saved = services.team_exports.save(OPERATOR, everyone, Form.JSON, tmp_path, Translator(), told=TOLD)
    assert saved.name == f"team-all-{TODAY}.json"
    assert json.loads(saved.read_text(encoding="utf-8"))["manager"] is None


@pytest.mark.parametrize("form", Form)
@pytest.mark.parametrize("filters", [{}, {"order": "name", "descending": True}, {"colours": frozenset({Colour.GREEN})}])
def test_read_in_ranges_it_is_the_same_file(
    services: Services, monkeypatch: pytest.MonkeyPatch, form: Form, filters: dict[str, object]
) -> None:
    head = team(services)
    for number in range(5, 12):
        completed(services, person(services, f"{number}", manager=head), "2025-01-15")
    question = Question(id_of(head), TODAY, whole=True, **filters)  # type: ignore[arg-type]
    whole = text(services, head, question, form, Translator(), TOLD)
    for size in (1, 2, 3, 10):
        monkeypatch.setattr(team_service, "RANGE", size)
        assert text(services, head, question, form, Translator(), TOLD) == whole


def test_one_that_is_stopped_leaves_nothing_and_one_that_is_not_tells_how_far_it_is(
    services: Services, tmp_path: Path
) -> None:
    head = team(services)
    question, told = Question(id_of(head), TODAY, whole=True), list[tuple[int, int]]()

    def stop(done: int, of: int) -> None:
        told.append((done, of))
        if done:
            raise PreventError("stopped")

    for form in Form:
        with pytest.raises(PreventError, match="stopped"):
            services.team_exports.save(head, question, form, tmp_path / "saved", Translator(), told=TOLD, progress=stop)
    assert told == [(0, 3), (3, 3)] * 4
    assert list((tmp_path / "saved").iterdir()) == []
    assert services.team.counts(head, question)  # and the database is free again
    person(services, "5", manager=head)
