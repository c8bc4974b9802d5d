"""A recorded webinar: what is played is kept, and it is complete when all of it was played and its check passed."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from prevent_tui.bootstrap import Services, services_on
from prevent_tui.domain.certification import Colour
from prevent_tui.domain.courses import Course
from prevent_tui.domain.errors import PreventError
from prevent_tui.domain.playing import Playhead
from prevent_tui.services.access import OPERATOR, Actor
from prevent_tui.services.recorded import Webinar
from prevent_tui.storage import models
from prevent_tui.storage.database import Store
from tests import factories
from tests.clocks import TODAY, StillClock
from tests.courses import COURSE, Shelf, small_course
from tests.databases import contents
from tests.recorded import LENGTH, WEBINAR, play, short_webinar, sit


def served(store: Store, clock: StillClock, course: Course) -> Services:
    """The services with that webinar."""
    return services_on(store, clock, Shelf(small_course(), course))


@pytest.fixture
def services(store: Store, clock: StillClock) -> Services:
    return served(store, clock, short_webinar())


@pytest.fixture
def learner(services: Services) -> Actor:
    return factories.person(services)


def seen(services: Services, learner: Actor) -> Webinar:
    return services.recorded.overview(learner, WEBINAR)


def completions(store: Store) -> list[tuple[str, dt.date, str]]:
    table = models.Completion
    with store.read():
        return list(table.select(table.option, table.completed_on, table.source).tuples())


def test_looking_begins_nothing(services: Services, learner: Actor) -> None:
    before = contents(services.store)
    webinar = seen(services, learner)
    assert (webinar.current, webinar.all_played, webinar.passed) == (None, False, False)
    assert [part.head.length for part in webinar.parts] == [LENGTH, LENGTH]
    assert webinar.to_play.id == "one"
    assert contents(services.store) == before


def test_the_place_and_what_was_played_are_kept(services: Services, learner: Actor) -> None:
    play(services, learner, "two", start=4, end=9)
    head = seen(services, learner).part("two").head
    assert (head.position, head.played, head.left) == (9, ((4, 9),), ((0, 4), (9, LENGTH)))
    assert seen(services, learner).to_play.id == "two"
    again = services.recorded.open_part(learner, WEBINAR, "two").part("two").head
    assert again == head


def test_a_later_keep_never_takes_away(services: Services, learner: Actor) -> None:
    play(services, learner, "one", end=12)
    services.recorded.keep(learner, WEBINAR, "one", Playhead(LENGTH, 3, (), 150))
    head = seen(services, learner).part("one").head
    assert (head.position, head.played, head.speed) == (3, ((0, 12),), 150)


def test_what_lies_outside_the_part_is_not_kept(services: Services, learner: Actor) -> None:
    services.recorded.open_part(learner, WEBINAR, "one")
    kept = services.recorded.keep(learner, WEBINAR, "one", Playhead(999, 500, ((-5, 3), (18, 500)), 33))
    assert (kept.head.position, kept.head.played, kept.head.speed) == (LENGTH, ((0, 3), (18, LENGTH)), 100)
    assert not kept.done


def test_skipping_to_the_end_plays_nothing_and_opens_no_check(services: Services, learner: Actor) -> None:
    for part in ("one", "two"):
        head = services.recorded.open_part(learner, WEBINAR, part).part(part).head
        assert not services.recorded.keep(learner, WEBINAR, part, head.jumped_to(LENGTH)).done
    with pytest.raises(PreventError) as refused:
        services.learning.open_step(learner, WEBINAR, "final")
    assert refused.value.code == "not_reached"


def test_played_and_passed_is_complete_and_standing_follows(services: Services, learner: Actor) -> None:
    person = factories.id_of(learner)
    before = services.standing.status(learner, person, as_at=TODAY).explanation.colour
    play(services, learner, "one")
    play(services, learner, "two")
    assert seen(services, learner).all_played
    assert completions(services.store) == []
    view = sit(services, learner)
    assert view.passed
    assert view.completion_id is not None
    assert completions(services.store) == [("webinar-recorded", TODAY, "attempt")]
    after = services.standing.status(learner, person, as_at=TODAY).explanation
    assert (before, after.colour) == (Colour.RED, Colour.GREEN)
    with services.store.read():
        assert models.StandingRow.select().where(models.StandingRow.certified_on == TODAY).count() > 0
    services.learning.leave(learner, WEBINAR)
    assert seen(services, learner).finished_before == 1
    with services.store.read():
        assert models.Playing.select().count() == 0


def test_a_failed_check_completes_nothing_and_names_the_chapters(services: Services, learner: Actor) -> None:
    play(services, learner, "one")
    play(services, learner, "two")
    view = sit(services, learner, answer="a")
    assert not view.passed
    assert view.score is not None
    assert set(view.score.reread) == {"one", "two"}
    assert completions(services.store) == []
    services.learning.sit_again(learner, WEBINAR)
    services.learning.leave(learner, WEBINAR)
    assert seen(services, learner).all_played


def test_a_chapter_that_was_added_later_is_the_last_condition(store: Store, clock: StillClock) -> None:
    """The check was passed when there was one chapter; the run goes on, and the new chapter completes it."""
    services = served(store, clock, short_webinar(counts=False, parts=("one",)))
    learner = factories.person(services)
    play(services, learner, "one")
    assert sit(services, learner).passed
    assert completions(store) == []
    grown = served(store, clock, short_webinar())
    webinar = seen(grown, learner)
    assert (webinar.part("one").done, webinar.all_played) == (True, False)
    play(grown, learner, "two")
    assert completions(store) == [("webinar-recorded", TODAY, "attempt")]
    play(grown, learner, "two")
    assert len(completions(store)) == 1


def test_one_that_does_not_count_ends_as_practice(store: Store, clock: StillClock) -> None:
    services = served(store, clock, short_webinar(counts=False))
    learner = factories.person(services)
    play(services, learner, "one")
    play(services, learner, "two")
    view = sit(services, learner)
    assert (view.passed, view.completion_id) == (True, None)
    services.learning.leave(learner, WEBINAR)
    assert completions(store) == []
    webinar = seen(services, learner)
    assert (webinar.finished_before, webinar.current) == (1, None)
    counting = served(store, clock, short_webinar())
    assert not seen(counting, learner).all_played
    assert completions(store) == []


def test_an_unfinished_run_is_not_ended_by_leaving(services: Services, learner: Actor) -> None:
    play(services, learner, "one")
    services.learning.leave(learner, WEBINAR)
    assert seen(services, learner).part("one").done


def test_mended_words_lose_nothing_and_another_timeline_begins_anew(store: Store, clock: StillClock) -> None:
    course = short_webinar()
    services = served(store, clock, course)
    learner = factories.person(services)
    play(services, learner, "one")
    play(services, learner, "two", end=7)

    def with_captions(**changes: object) -> Services:
        words = course.words["en"]
        part = words.parts["two"]
        last = dataclasses.replace(part.captions[-1], **changes)  # type: ignore[arg-type]
        told = dataclasses.replace(part, captions=(*part.captions[:-1], last))
        changed = dataclasses.replace(words, parts={**words.parts, "two": told})
        return served(store, clock, dataclasses.replace(course, words={**course.words, "en": changed}))

    assert seen(with_captions(lines=("Mended.",)), learner).part("two").head.position == 7
    longer = seen(with_captions(end=26), learner)
    assert (longer.part("two").head.position, longer.part("two").head.length) == (0, 26)
    assert longer.part("one").done


def test_every_second_is_one_small_row(services: Services, learner: Actor) -> None:
    services.recorded.open_part(learner, WEBINAR, "one")
    before = {name: len(rows) for name, rows in contents(services.store).items()}
    for second in range(1, 15):
        services.recorded.keep(learner, WEBINAR, "one", Playhead(LENGTH).played_to(second))
    after = {name: len(rows) for name, rows in contents(services.store).items()}
    assert after == before | {"playing": 1}


def test_others_see_and_change_only_their_own(services: Services, learner: Actor) -> None:
    play(services, learner, "one", end=5)
    colleague = factories.person(services, "00099")
    assert seen(services, colleague).part("one").head.position == 0
    with pytest.raises(PreventError) as refused:
        services.recorded.keep(colleague, WEBINAR, "one", Playhead(LENGTH).played_to(9))
    assert refused.value.code == "not_started"
    with pytest.raises(PreventError) as refused:
        services.recorded.overview(OPERATOR, WEBINAR)
    assert refused.value.code == "not_permitted"


@pytest.mark.parametrize(
    ("course", "part", "code"),
    [(COURSE, "one", "unknown_course"), (WEBINAR, "nine", "no_such_part"), (WEBINAR, "final", "no_such_part")],
)
def test_what_is_not_there_is_refused(services: Services, learner: Actor, course: str, part: str, code: str) -> None:
    with pytest.raises(PreventError) as refused:
        services.recorded.open_part(learner, course, part)
    assert refused.value.code == code
