"""For whom a course is told: asked when a run begins, kept with it, changed at any time."""

from __future__ import annotations

import pytest

from prevent_tui.bootstrap import Services, services_on
from prevent_tui.domain.courses import Audience, Nation, Sector
from prevent_tui.domain.errors import PreventError
from prevent_tui.services.access import Actor
from prevent_tui.storage.database import Store
from tests import factories
from tests.clocks import StillClock
from tests.courses import COURSE, Shelf, finish, small_course, varied_course, walk_to
from tests.databases import contents


@pytest.fixture
def services(store: Store, clock: StillClock) -> Services:
    """Every service, with the course whose pages differ."""
    return services_on(store, clock, Shelf(varied_course()))


@pytest.fixture
def learner(services: Services) -> Actor:
    return factories.person(services)


def test_a_run_that_begins_asks_and_remembers(services: Services, learner: Actor) -> None:
    view = services.learning.start(learner, COURSE)
    assert (view.audience, view.asks_audience) == (Audience(), True)
    view = services.learning.choose_audience(learner, COURSE, Nation.SCOTLAND, Sector.HEALTH)
    assert (view.audience, view.asks_audience) == (Audience(Nation.SCOTLAND, Sector.HEALTH), False)
    assert services.learning.start(learner, COURSE) == view
    turned = walk_to(services, learner, "first-page")
    assert turned.audience == view.audience


def test_each_answer_is_kept_by_itself(services: Services, learner: Actor) -> None:
    services.learning.start(learner, COURSE)
    services.learning.choose_audience(learner, COURSE, Nation.WALES, None)
    resumed = services.learning.start(learner, COURSE)
    assert (resumed.audience, resumed.asks_audience) == (Audience(Nation.WALES), True)
    done = services.learning.choose_audience(learner, COURSE, None, Sector.POLICE)
    assert (done.audience, done.asks_audience) == (Audience(Nation.WALES, Sector.POLICE), False)


def test_choosing_moves_nobody_and_loses_nothing(services: Services, learner: Actor) -> None:
    page = walk_to(services, learner, "first-page")
    before = contents(services.store)
    view = services.learning.choose_audience(learner, COURSE, Nation.WALES, Sector.EDUCATION)
    after = contents(services.store)
    assert view.place == page.place
    assert before.pop("attempt") != after.pop("attempt")
    assert after == before


def test_who_is_half_way_is_not_asked_and_may_choose(services: Services, learner: Actor) -> None:
    view = walk_to(services, learner, "first-page")
    assert not view.asks_audience
    assert view.audience.shown == Audience(Nation.ENGLAND, Sector.OTHER)
    overview = services.learning.overview(learner, COURSE)
    assert overview.varies
    services.learning.choose_audience(learner, COURSE, Nation.SCOTLAND, Sector.OTHER)
    assert services.learning.current(learner, COURSE).audience.nation is Nation.SCOTLAND


def test_a_course_that_is_the_same_for_all_asks_nobody(store: Store, clock: StillClock) -> None:
    services = services_on(store, clock, Shelf(small_course()))
    learner = factories.person(services)
    assert not services.learning.start(learner, COURSE).asks_audience
    assert not services.learning.overview(learner, COURSE).varies


def test_it_belongs_to_the_run(services: Services, learner: Actor) -> None:
    services.learning.start(learner, COURSE)
    services.learning.choose_audience(learner, COURSE, Nation.WALES, Sector.HEALTH)
    finish(services, learner)
    services.learning.leave(learner, COURSE)
    assert services.learning.start(learner, COURSE).asks_audience


def test_without_a_run_there_is_nothing_to_choose_for(services: Services, learner: Actor) -> None:
    with pytest.raises(PreventError) as refused:
        services.learning.choose_audience(learner, COURSE, Nation.WALES, Sector.HEALTH)
    assert refused.value.code == "not_started"
