"""How far parts were played: one row a part, written over, gone with the run."""

from __future__ import annotations

import dataclasses

import pytest

from prevent_tui.bootstrap import Services
from prevent_tui.domain.errors import PreventError
from prevent_tui.storage import attempts, playing
from prevent_tui.storage.playing import Kept
from tests import factories

KEPT = Kept("one", "timeline", 61, ((0, 61), (70, 90)), 125)


def run(services: Services) -> str:
    learner = factories.person(services)
    with services.store.write():
        return attempts.add(factories.id_of(learner), "recorded", "v1", ["one"], factories.provenance(services)).id


def test_what_is_kept_comes_back(services: Services) -> None:
    attempt = run(services)
    with services.store.write():
        playing.keep(attempt, KEPT)
        playing.keep(attempt, dataclasses.replace(KEPT, part="two", played=()))
    with services.store.read():
        assert playing.of_attempt(attempt) == {"one": KEPT, "two": dataclasses.replace(KEPT, part="two", played=())}
        assert playing.of_attempt("another") == {}


def test_a_part_has_one_row(services: Services) -> None:
    attempt, later = run(services), dataclasses.replace(KEPT, position=90, speed=75)
    for kept in (KEPT, later):
        with services.store.write():
            playing.keep(attempt, kept)
    with services.store.read():
        assert playing.of_attempt(attempt) == {"one": later}


def test_the_rows_go_with_the_run(services: Services) -> None:
    attempt = run(services)
    with services.store.write():
        playing.keep(attempt, KEPT)
        attempts.finish(attempt, services.clock.now())
    with services.store.read():
        assert playing.of_attempt(attempt) == {}


def test_nothing_is_kept_of_a_run_that_is_not_there(services: Services) -> None:
    with pytest.raises(PreventError), services.store.write():
        playing.keep("nowhere", KEPT)
    with services.store.read():
        assert playing.of_attempt("nowhere") == {}
