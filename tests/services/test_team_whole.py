"""Everybody below a manager: whom it shows, once, in which order, and the sub-teams' counts."""

from __future__ import annotations

import datetime as dt
import random

import pytest

from prevent_tui.bootstrap import Services
from prevent_tui.domain.certification import Colour
from prevent_tui.domain.errors import PreventError
from prevent_tui.services import standing
from prevent_tui.services.access import Actor
from prevent_tui.services.team import ORDERS, SECTIONS, Question
from prevent_tui.storage import people, records, team_scope
from prevent_tui.storage.records import NewCompletion
from tests.clocks import TODAY
from tests.factories import absent, completed, id_of, person, provenance

ANYONE = Actor(None)
"""Whoever may open the database."""


def numbers(services: Services, actor: Actor, manager: Actor | None, **filters: object) -> list[str]:
    question = Question(id_of(manager) if manager else "", TODAY, **{"whole": True, **filters})  # type: ignore[arg-type]
    return [row.payroll_number for row in services.team.everyone(actor, question)]


@pytest.fixture
def tree(services: Services) -> dict[str, Actor]:
    """A head; two leads below; a sub-lead below the first; reports at every level, in several colours."""
    people_ = {"head": person(services, "head")}
    for number, above in [
        ("lead1", "head"), ("lead2", "head"), ("sub", "lead1"),
        ("h1", "head"), ("a1", "lead1"), ("a2", "lead1"), ("b1", "lead2"), ("s1", "sub"), ("s2", "sub"),
    ]:  # fmt: skip
        people_[number] = person(services, number, manager=people_[above])
    completed(services, people_["s1"], "2022-01-01")
    completed(services, people_["a1"], "2026-10-01")
    completed(services, people_["b1"], "2023-01-01")
    absent(services, people_["s2"], "2026-11-01", "2026-12-24")
    person(services, "elsewhere")
    return people_


def test_everybody_below_is_in_it_and_nobody_else(services: Services, tree: dict[str, Actor]) -> None:
    head = numbers(services, tree["head"], tree["head"])
    assert head == ["a2", "h1", "lead1", "lead2", "sub", "s1", "b1", "s2", "a1"]  # red, the longest first; grey; green
    assert sorted(numbers(services, tree["lead1"], tree["lead1"])) == ["a1", "a2", "s1", "s2", "sub"]
    assert numbers(services, tree["lead2"], tree["lead2"]) == ["b1"]
    assert numbers(services, tree["s1"], tree["s1"]) == []


def test_each_row_names_its_own_manager(services: Services, tree: dict[str, Actor]) -> None:
    rows = services.team.everyone(tree["head"], Question(id_of(tree["head"]), TODAY, whole=True))
    assert {row.payroll_number: row.manager_number for row in rows}["s1"] == "sub"


def test_somebody_with_two_managers_is_there_once_and_below_both(services: Services, tree: dict[str, Actor]) -> None:
    with services.store.write():
        people.start_lines([(id_of(tree["a2"]), id_of(tree["lead2"]))], from_on=TODAY)
        people.start_lines([(id_of(tree["sub"]), id_of(tree["lead2"]))], from_on=TODAY)
        standing.rebuild([id_of(tree["a2"]), id_of(tree["sub"])])
    head = numbers(services, tree["head"], tree["head"])
    assert len(head) == len(set(head)) == 9
    for lead in ("lead1", "lead2"):
        below = numbers(services, tree[lead], tree[lead])
        assert {"a2", "sub", "s1", "s2"} <= set(below)
        assert len(below) == len(set(below))
    counts = services.team.counts(tree["head"], Question(id_of(tree["head"]), TODAY, whole=True))
    assert sum(counts.values()) == 9
    named = services.standing.status(tree["head"], id_of(tree["a2"]), as_at=TODAY).manager_name
    assert named is not None
    assert len(named.split(", ")) == 2  # both are named on the person's page


def test_a_loop_of_managers_ends(services: Services, tree: dict[str, Actor]) -> None:
    with services.store.write():
        people.start_lines([(id_of(tree["head"]), id_of(tree["sub"]))], from_on=TODAY)
        standing.rebuild([id_of(tree["head"])])
    for top in ("head", "lead1", "sub"):
        assert len(numbers(services, tree[top], tree[top])) == 10


def test_administrators_see_everyone_and_those_without_a_manager(services: Services, tree: dict[str, Actor]) -> None:
    assert len(numbers(services, ANYONE, None)) == 11
    assert sorted(numbers(services, ANYONE, None, whole=False)) == ["elsewhere", "head"]
    for question in (Question("", TODAY, whole=True), Question("", TODAY)):
        with pytest.raises(PreventError, match="not_permitted"):
            services.team.everyone(tree["head"], question)


def test_filters_of_group_and_option(services: Services, tree: dict[str, Actor]) -> None:
    person(services, "carer", manager=tree["sub"], staff_group="care")
    assert numbers(services, tree["head"], tree["head"], staff_group="care") == ["carer"]
    assert sorted(numbers(services, tree["head"], tree["head"], option="elearning")) == ["a1", "b1", "s1"]
    assert numbers(services, tree["head"], tree["head"], option="wrap") == []


@pytest.mark.parametrize("order", sorted(ORDERS))
@pytest.mark.parametrize("descending", [False, True])
def test_any_column_orders_and_walks_back_and_forth(
    services: Services, tree: dict[str, Actor], order: str, descending: bool
) -> None:
    head = tree["head"]
    question = Question(id_of(head), TODAY, whole=True, order=order, descending=descending)
    whole = services.team.everyone(head, question)
    assert [row.key for row in whole] == sorted((row.key for row in whole), reverse=descending)
    assert len(whole) == 9
    assert services.team.last(head, question, limit=4) == whole[-4:]
    assert services.team.first(head, question, limit=4) == whole[:4]
    assert services.team.after(head, question, whole[3], limit=3) == whole[4:7]
    assert services.team.before(head, question, whole[6], limit=3) == whole[3:6]


def test_the_same_people_in_every_order_colour_by_colour(services: Services, tree: dict[str, Actor]) -> None:
    head = tree["head"]
    for colours in (frozenset(Colour), frozenset({Colour.RED}), frozenset({Colour.GREY, Colour.GREEN}), frozenset()):
        urgent = numbers(services, head, head, colours=colours)
        for order in ORDERS:
            assert sorted(numbers(services, head, head, colours=colours, order=order)) == sorted(urgent)


def test_sub_teams_add_up_to_what_their_own_grid_says(services: Services, tree: dict[str, Actor]) -> None:
    head = tree["head"]
    teams = services.team.sub_teams(head, Question(id_of(head), TODAY))
    assert [team.payroll_number for team in teams] == ["lead1", "lead2"]
    for team in teams:
        own = services.team.counts(head, Question(team.manager_id, TODAY, whole=True))
        assert dict(team.counts) == {colour: own[colour] for colour in SECTIONS}


def mixed(services: Services) -> list[Actor]:
    """Forty people in a random tree, in every colour, group and option; some completed as a stub first."""
    chance = random.Random(7)
    everyone = [person(services, "p0")]
    for number in range(1, 40):
        group = chance.choice(["care", "place", None])
        one = person(services, f"p{number}", manager=chance.choice(everyone[:20]), staff_group=group)
        option = chance.choice(["elearning", "wrap"])
        if chance.random() < 0.7:
            on = (TODAY - dt.timedelta(days=chance.randrange(900))).isoformat()
            completed(services, one, on, option=option, voided=chance.random() < 0.1)
        if chance.random() < 0.1:
            absent(services, one, "2026-11-01", "2026-12-24")
        everyone.append(one)
    _completed_as_a_stub(services, person(services, "s1", manager=everyone[0]), "briefing")
    return everyone


def _completed_as_a_stub(services: Services, one: Actor, option: str) -> None:
    """A completion that came before the person's payroll number was known."""
    with services.store.write():
        stub = people.add_stub("later", listed_on=TODAY, at=services.clock.now())
        day_before = TODAY - dt.timedelta(days=1)
        records.add_completions([NewCompletion("c-stub", stub, option, day_before, "import")], provenance(services))
        records.add_links([(stub, id_of(one))], provenance(services))
        standing.rebuild([id_of(one)])


def test_whichever_way_they_are_read_the_rows_are_the_same(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    """By team or everybody's in order; a filter once for all or row by row; an option that few or many completed."""
    everyone = mixed(services)
    asked: list[dict[str, object]] = [{}, {"staff_group": "care"}, {"name": "p1"}, {"as_at": TODAY - dt.timedelta(400)}]
    asked += [{"option": option} for option in ("elearning", "wrap", "briefing", "webinar-live")]
    asked += [{"order": "certified"}, {"order": "due", "option": "wrap", "descending": True}]
    asked += [{"staff_group": "place", "option": "elearning", "as_at": TODAY + dt.timedelta(200)}]
    for filters in asked:
        for whole in (False, True):
            question = Question(id_of(everyone[0]), **{"as_at": TODAY, "whole": whole, **filters})  # type: ignore[arg-type]
            found = []
            for few, crowd in ((1000, 1000), (1000, 1), (0, 1), (0, 30)):
                monkeypatch.setattr(team_scope, "FEW", few)
                monkeypatch.setattr(team_scope, "CROWD", crowd)
                teams = services.team.sub_teams(ANYONE, question)
                found.append((services.team.everyone(ANYONE, question), services.team.counts(ANYONE, question), teams))
            assert all(one == found[0] for one in found[1:]), filters
            assert len(found[0][0]) == sum(found[0][1].values())


def test_a_completion_from_before_the_staff_list_is_found_by_its_option(services: Services) -> None:
    everyone = mixed(services)
    question = Question(id_of(everyone[0]), TODAY, whole=True, option="briefing")
    assert [row.payroll_number for row in services.team.everyone(ANYONE, question)] == ["s1"]
