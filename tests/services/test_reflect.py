"""Reflect steps: own words are kept as a draft and nowhere else, and the model answer makes the step done."""

from __future__ import annotations

import pytest

from prevent_tui.bootstrap import Services, services_on
from prevent_tui.domain.errors import PreventError
from prevent_tui.domain.progress import Place
from prevent_tui.services.access import Actor
from prevent_tui.services.learning import LONGEST_WORDS, View
from prevent_tui.storage.database import Store
from tests import factories
from tests.clocks import StillClock
from tests.courses import COURSE, REFLECT, Shelf, finish, right, small_course, varied_course, walk, walk_to
from tests.databases import contents

WORDS = "I would listen.\nThen I would ask Siân's lead."


@pytest.fixture
def services(store: Store, clock: StillClock) -> Services:
    """Every service, with the course that has a reflect step."""
    return services_on(store, clock, Shelf(varied_course()))


@pytest.fixture
def learner(services: Services) -> Actor:
    return factories.person(services)


@pytest.fixture
def asked(services: Services, learner: Actor) -> View:
    """What the step asks."""
    return walk_to(services, learner, REFLECT)


def done(services: Services, learner: Actor) -> bool:
    steps = services.learning.overview(learner, COURSE).steps
    return next(step.done for step in steps if step.step.id == REFLECT)


def write(services: Services, learner: Actor, view: View, words: str) -> None:
    services.learning.keep_words(learner, COURSE, view.place, words)


def test_the_words_are_there_again_on_both_screens(services: Services, learner: Actor, asked: View) -> None:
    write(services, learner, asked, "I")
    write(services, learner, asked, WORDS)
    assert services.learning.start(learner, COURSE).draft == WORDS
    compared = services.learning.forward(learner, COURSE, asked.place)
    assert (compared.place, compared.draft) == (Place(REFLECT, item=1), WORDS)
    assert services.learning.back(learner, COURSE, compared.place).draft == WORDS


def test_it_is_done_when_the_model_answer_was_opened(services: Services, learner: Actor, asked: View) -> None:
    write(services, learner, asked, WORDS)
    assert not done(services, learner)
    services.learning.forward(learner, COURSE, asked.place)
    assert done(services, learner)


def test_nothing_need_be_written(services: Services, learner: Actor, asked: View) -> None:
    compared = services.learning.forward(learner, COURSE, asked.place)
    assert compared.draft is None
    assert services.learning.forward(learner, COURSE, compared.place).step.id == "second-after"
    assert done(services, learner)


def test_the_way_back_goes_through_both_screens(services: Services, learner: Actor) -> None:
    there = [view.place for view in walk(services, learner)]
    assert there.count(Place(REFLECT)) == there.count(Place(REFLECT, item=1)) == 1
    back = [there[-1]]
    while (view := services.learning.back(learner, COURSE, back[-1])).place != back[-1]:
        back.append(view.place)
    assert back == there[::-1]


def test_opened_again_it_begins_with_the_words(services: Services, learner: Actor, asked: View) -> None:
    write(services, learner, asked, WORDS)
    services.learning.forward(learner, COURSE, asked.place)
    again = services.learning.open_step(learner, COURSE, REFLECT)
    assert (again.place, again.draft) == (asked.place, WORDS)


def test_words_that_are_taken_out_are_gone(services: Services, learner: Actor, asked: View) -> None:
    write(services, learner, asked, WORDS)
    write(services, learner, asked, " \n")
    assert contents(services.store)["draft"] == []
    assert services.learning.start(learner, COURSE).draft is None


def test_words_are_kept_in_the_draft_alone_and_go_with_the_run(services: Services, learner: Actor, asked: View) -> None:
    write(services, learner, asked, WORDS)
    finish(services, learner)
    held = contents(services.store)
    assert [table for table, rows in held.items() if "Siân" in repr(rows)] == ["draft"]
    services.learning.leave(learner, COURSE)
    assert "Siân" not in repr(contents(services.store))


def test_too_many_words_are_refused_and_the_last_that_were_kept_stay(
    services: Services, learner: Actor, asked: View
) -> None:
    write(services, learner, asked, "w" * LONGEST_WORDS)
    with pytest.raises(PreventError) as refused:
        write(services, learner, asked, "w" * (LONGEST_WORDS + 1))
    assert (refused.value.code, refused.value.details) == ("words_too_long", {"most": LONGEST_WORDS})
    assert services.learning.start(learner, COURSE).draft == "w" * LONGEST_WORDS


def test_no_control_character_is_kept(services: Services, learner: Actor, asked: View) -> None:
    write(services, learner, asked, "one\x1b[31m\ntwo\u202e")
    assert services.learning.start(learner, COURSE).draft == "one[31m\ntwo"


def test_only_a_reflect_step_has_words(services: Services, learner: Actor, asked: View) -> None:
    for place in (Place("second-page"), Place("gone")):
        with pytest.raises(PreventError) as refused:
            services.learning.keep_words(learner, COURSE, place, WORDS)
        assert refused.value.code == "no_such_question"
    assert contents(services.store)["draft"] == []


def test_a_reflect_step_that_came_during_the_final_check_completes_when_it_is_compared(
    store: Store, clock: StillClock
) -> None:
    shelf = Shelf(small_course())
    services = services_on(store, clock, shelf)
    learner = factories.person(services)
    view = walk_to(services, learner, "final")
    while view.place.item < view.items - 1:
        view = services.learning.answer(learner, COURSE, view.place, right(view))
        view = services.learning.forward(learner, COURSE, view.place)
    shelf.courses[COURSE] = varied_course()
    view = services.learning.answer(learner, COURSE, view.place, right(view))
    opened = services.learning.open_step(learner, COURSE, REFLECT)
    assert (view.completion_id, opened.completion_id) == (None, None)
    assert services.learning.forward(learner, COURSE, opened.place).completion_id is not None
