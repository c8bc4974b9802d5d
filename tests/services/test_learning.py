"""A learner's way through a course: what is frozen, kept, marked and recorded."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace

import pytest

from prevent_tui.bootstrap import Services, services_on
from prevent_tui.content.loader import Library, courses_directory
from prevent_tui.domain.courses import QuestionKind, Step, StepKind
from prevent_tui.domain.errors import PreventError
from prevent_tui.domain.progress import Place
from prevent_tui.services.access import OPERATOR, Actor
from prevent_tui.services.learning import Learning, View
from prevent_tui.storage import records
from prevent_tui.storage.database import Store
from tests import factories
from tests.clocks import TODAY, StillClock
from tests.courses import COURSE, Shelf, finish, right, small_course, walk, walk_to, with_step, without_question, wrong
from tests.databases import asked, contents, opened
from tests.other_process import begun, ended, go, ready


@pytest.fixture
def learner(services: Services) -> Actor:
    """Somebody who has never been on a course."""
    return factories.person(services)


def count(services: Services, table: str) -> int:
    return len(contents(services.store)[table])


def changed_course(services: Services, course: object) -> None:
    """The same library with other content, as after an update of the program."""
    shelf = services.library
    assert isinstance(shelf, Shelf)
    shelf.courses[COURSE] = course  # type: ignore[assignment]


def code(work: object) -> str:
    with pytest.raises(PreventError) as refused:
        work()  # type: ignore[operator]
    return refused.value.code


def test_starting_opens_the_first_step_and_freezes_every_check_but_the_final(
    services: Services, learner: Actor
) -> None:
    view = services.learning.start(learner, COURSE)
    assert view.place == Place("first-before")
    assert (view.position, view.steps_in_module, view.module_number) == (1, 5, 1)
    assert not view.can_go_back
    papers = {row[1] for row in contents(services.store)["paper"]}
    assert papers == {"first-before", "first-story", "first-after", "second-after"}


def test_starting_again_goes_on_where_it_was(services: Services, learner: Actor) -> None:
    left = walk_to(services, learner, "first-more")
    before = contents(services.store)
    assert services.learning.start(learner, COURSE) == left
    assert services.learning.current(learner, COURSE) == left
    assert contents(services.store) == before


def test_a_frozen_paper_outlives_a_change_of_the_course(services: Services, learner: Actor) -> None:
    asked = services.learning.start(learner, COURSE).item
    assert asked is not None
    course = small_course()
    other_key = replace(course.questions["one"], key=("c",), options=("a", "b", "c"))
    changed_course(services, replace(course, questions={**course.questions, "one": other_key}))
    view = services.learning.start(learner, COURSE)
    assert view.item == asked
    answered = services.learning.answer(learner, COURSE, view.place, "b")
    assert answered.answers[0].mark == 1


def test_options_are_shuffled_for_each_attempt_and_stay(store: Store, clock: StillClock) -> None:
    seen = set()
    for seed in range(8):
        services = services_on(store, clock, Shelf(small_course()))
        learning = Learning(store, clock, services.library, rng=random.Random(seed))
        learner = factories.person(services, str(seed))
        view = learning.start(learner, COURSE)
        assert view.item is not None
        assert sorted(view.item.options) == ["a", "b", "c", "d"]
        assert learning.start(learner, COURSE).item == view.item
        seen.add(view.item.options)
    assert len(seen) > 1


def test_nothing_can_be_left_unanswered(services: Services, learner: Actor) -> None:
    view = services.learning.start(learner, COURSE)
    assert code(lambda: services.learning.forward(learner, COURSE, view.place)) == "answer_first"
    assert services.learning.current(learner, COURSE).place == view.place


def test_a_scenario_is_answered_when_its_last_decision_is(services: Services, learner: Actor) -> None:
    view = walk_to(services, learner, "first-story")
    assert view.node == "n1"
    view = services.learning.answer(learner, COURSE, view.place, "a")
    assert (view.node, view.answered) == ("n2", False)
    assert code(lambda: services.learning.forward(learner, COURSE, view.place)) == "answer_first"
    view = services.learning.answer(learner, COURSE, view.place, "b")
    assert (view.node, view.answered) == (None, True)
    assert [answer.mark for answer in view.answers] == [1, 0]
    assert services.learning.forward(learner, COURSE, view.place).step.id == "first-more"


def test_a_choice_that_a_scenario_does_not_offer_is_refused(services: Services, learner: Actor) -> None:
    view = walk_to(services, learner, "first-story")
    assert code(lambda: services.learning.answer(learner, COURSE, view.place, "z")) == "unknown_choice"


def test_pressing_a_key_twice_moves_one_place(services: Services, learner: Actor) -> None:
    page = walk_to(services, learner, "first-page")
    visits = count(services, "visit")
    once = services.learning.forward(learner, COURSE, page.place)
    assert services.learning.forward(learner, COURSE, page.place) == once
    assert once.step.id == "first-story"
    assert count(services, "visit") == visits + 1
    back = services.learning.back(learner, COURSE, once.place)
    assert services.learning.back(learner, COURSE, once.place) == back
    assert back.step.id == "first-page"
    assert count(services, "visit") == visits + 2


def test_back_from_the_first_place_stays(services: Services, learner: Actor) -> None:
    view = services.learning.start(learner, COURSE)
    visits = count(services, "visit")
    assert services.learning.back(learner, COURSE, view.place) == view
    assert count(services, "visit") == visits


def test_the_way_back_is_the_way_forward_reversed(services: Services, learner: Actor) -> None:
    there = [view.place for view in walk(services, learner)]
    services.learning.current(learner, COURSE)
    back = [there[-1]]
    while (view := services.learning.back(learner, COURSE, back[-1])).place != back[-1]:
        back.append(view.place)
    assert back == there[::-1]


def test_a_key_from_a_screen_that_is_gone_changes_nothing(services: Services, learner: Actor) -> None:
    view = walk_to(services, learner, "first-page")
    before = contents(services.store)
    for place in (Place("first-before"), Place("no such step"), Place("first-page", 9, 9)):
        assert services.learning.forward(learner, COURSE, place) == view
        assert services.learning.back(learner, COURSE, place) == view
    assert contents(services.store) == before


def test_forward_at_the_very_end_stays(services: Services, learner: Actor) -> None:
    end = finish(services, learner)
    assert services.learning.forward(learner, COURSE, end.place).place == end.place


@pytest.mark.parametrize("answering", [right, wrong])
def test_every_kind_of_question_is_marked(services: Services, learner: Actor, answering: object) -> None:
    kinds = set()
    for view in walk(services, learner, answering=answering):  # type: ignore[arg-type]
        if view.item is not None:
            kinds.add(view.item.kind)
            assert {answer.mark for answer in view.answers} == {int(answering is right)}
    assert kinds == set(QuestionKind)


@pytest.mark.parametrize(
    ("step", "item", "response", "missing"),
    [
        ("first-before", 0, "", "choose_one"),
        ("first-before", 1, [], "choose_some"),
        ("first-after", 0, ["a", "b"], "order_all"),
        ("first-after", 1, {"a": "x"}, "match_all"),
        ("first-after", 1, {"a": "x", "b": "x", "c": "x", "d": "z"}, "match_all"),
    ],
)
def test_what_is_missing_is_said_and_nothing_recorded(
    services: Services, learner: Actor, step: str, item: int, response: object, missing: str
) -> None:
    walk_to(services, learner, step)
    answers = count(services, "answer")
    place = Place(step, 1, item)
    assert code(lambda: services.learning.answer(learner, COURSE, place, response)) == missing  # type: ignore[arg-type]
    assert count(services, "answer") == answers


def test_the_first_answer_stands(services: Services, learner: Actor) -> None:
    view = services.learning.start(learner, COURSE)
    first = services.learning.answer(learner, COURSE, view.place, wrong(view))
    assert services.learning.answer(learner, COURSE, view.place, right(view)) == first
    assert [answer.mark for answer in first.answers] == [0]


def test_there_is_nothing_to_answer_on_a_page(services: Services, learner: Actor) -> None:
    view = walk_to(services, learner, "first-page")
    assert code(lambda: services.learning.answer(learner, COURSE, view.place, "a")) == "no_such_question"


def test_a_summary_has_the_marks_and_the_pages_to_reread(services: Services, learner: Actor) -> None:
    view = services.learning.start(learner, COURSE)
    view = services.learning.answer(learner, COURSE, view.place, wrong(view))
    view = services.learning.forward(learner, COURSE, view.place)
    view = services.learning.answer(learner, COURSE, view.place, right(view))
    summary = services.learning.forward(learner, COURSE, view.place)
    assert summary.is_summary
    assert summary.score is not None
    assert (summary.score.right, summary.score.total, summary.score.reread) == (1, 2, ("first-page",))
    assert summary.passed


def test_drafts_are_kept_until_the_answer(services: Services, learner: Actor) -> None:
    view = services.learning.start(learner, COURSE)
    services.learning.keep_draft(learner, COURSE, view.place, ["b", "a"])
    services.learning.keep_draft(learner, COURSE, view.place, ["b"])
    assert services.learning.start(learner, COURSE).draft == ["b"]
    view = services.learning.answer(learner, COURSE, view.place, "b")
    assert view.draft is None
    assert count(services, "draft") == 0


def test_drafts_go_when_the_run_ends(services: Services, learner: Actor) -> None:
    page = walk_to(services, learner, "first-page")
    services.learning.keep_draft(learner, COURSE, page.place, 12)
    finish(services, learner)
    assert count(services, "draft") == 1
    services.learning.leave(learner, COURSE)
    assert count(services, "draft") == 0


def test_a_changed_page_is_offered_again_and_nothing_is_lost(services: Services, learner: Actor) -> None:
    walk_to(services, learner, "first-more")
    changed_course(services, with_step(small_course(), "first-page", digest="new words"))
    steps = {step.step.id: step for step in services.learning.overview(learner, COURSE).steps}
    assert (steps["first-page"].changed, steps["first-page"].done) == (True, True)
    assert [name for name, step in steps.items() if step.changed] == ["first-page"]
    services.learning.open_step(learner, COURSE, "first-page")
    assert not any(step.changed for step in services.learning.overview(learner, COURSE).steps)


def test_the_overview_says_what_is_done_and_what_can_be_opened(services: Services, learner: Actor) -> None:
    fresh = services.learning.overview(learner, COURSE)
    assert (fresh.place, fresh.view, fresh.finished_before) == (None, None, 0)
    assert not any(step.done or step.reachable for step in fresh.steps)
    here = walk_to(services, learner, "first-story")
    overview = services.learning.overview(learner, COURSE)
    assert overview.view == here
    assert [step.step.id for step in overview.steps if step.done] == ["first-before", "first-page"]
    assert [step.step.id for step in overview.steps if step.reachable] == [
        "first-before",
        "first-page",
        "first-story",
    ]


def test_only_what_was_reached_can_be_opened(services: Services, learner: Actor) -> None:
    walk_to(services, learner, "first-story")
    for step in ("first-more", "final", "no such step"):
        assert code(lambda step=step: services.learning.open_step(learner, COURSE, step)) == "not_reached"
    assert services.learning.open_step(learner, COURSE, "first-before").place == Place("first-before")


def test_before_a_run_is_started_there_is_none(services: Services, learner: Actor) -> None:
    place = Place("first-page")
    learning = services.learning
    for work in (
        lambda: learning.current(learner, COURSE),
        lambda: learning.forward(learner, COURSE, place),
        lambda: learning.back(learner, COURSE, place),
        lambda: learning.open_step(learner, COURSE, "first-page"),
        lambda: learning.sit_again(learner, COURSE),
        lambda: learning.keep_draft(learner, COURSE, place, 1),
        lambda: learning.answer(learner, COURSE, place, "a"),
        lambda: learning.leave(learner, COURSE),
    ):
        assert code(work) == "not_started"


def test_passing_records_one_completion_and_the_standing_that_follows(services: Services, learner: Actor) -> None:
    end = finish(services, learner)
    assert end.passed
    assert end.completion_id is not None
    ((identity, person, option, on, source, attempt, *_),) = contents(services.store)["completion"]
    assert (identity, person, option) == (end.completion_id, learner.person_id, "elearning")
    assert (on, source, attempt) == (TODAY.isoformat(), "attempt", end.attempt_id)
    status = services.standing.status(learner, factories.id_of(learner), as_at=TODAY)
    assert status.explanation.colour == "green"
    (latest,) = [row for row in contents(services.store)["standing"] if row[2] == TODAY.isoformat()]
    assert latest[4] == TODAY.isoformat()


def test_a_completion_and_its_answer_are_one_transaction(
    services: Services, learner: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk_to(services, learner, "final")
    view = _last_question(services, learner)
    before = contents(services.store)

    def broken(*_: object) -> None:
        raise PreventError("disk_full")

    with monkeypatch.context() as patch:
        patch.setattr(records, "replace_standing", broken)
        assert code(lambda: services.learning.answer(learner, COURSE, view.place, right(view))) == "disk_full"
    assert contents(services.store) == before
    assert services.learning.answer(learner, COURSE, view.place, right(view)).completion_id


def _last_question(services: Services, learner: Actor) -> View:
    """The last question of the final check, with all the others answered right."""
    view = services.learning.current(learner, COURSE)
    while view.place.item < view.items - 1:
        view = services.learning.answer(learner, COURSE, view.place, right(view))
        view = services.learning.forward(learner, COURSE, view.place)
    return view


def test_the_pass_mark_is_enough(services: Services, learner: Actor) -> None:
    walk_to(services, learner, "final")
    for view in walk(services, learner, answering=lambda v: wrong(v) if v.place.item == 0 else right(v)):
        end = view
    assert end.score is not None
    assert (end.score.right, end.pass_mark, end.passed) == (3, 3, True)
    assert end.completion_id is not None


def test_failing_and_sitting_again(services: Services, learner: Actor) -> None:
    walk_to(services, learner, "final")
    *asked, end = walk(services, learner, answering=wrong)
    assert (end.passed, end.completion_id) == (False, None)
    assert count(services, "completion") == 0
    again = services.learning.sit_again(learner, COURSE)
    assert (again.place.sitting, again.place.item, again.answered) == (2, 0, False)
    assert services.learning.sit_again(learner, COURSE).place == again.place
    *asked_again, end = walk(services, learner)
    assert end.passed
    assert count(services, "completion") == 1
    assert [v.item for v in asked] != [v.item for v in asked_again]


def test_who_passed_cannot_sit_again(services: Services, learner: Actor) -> None:
    end = finish(services, learner)
    again = services.learning.sit_again(learner, COURSE)
    assert again.place.sitting == end.place.sitting
    assert count(services, "completion") == 1


def test_reading_on_after_passing_records_nothing_more(services: Services, learner: Actor, clock: StillClock) -> None:
    end = finish(services, learner)
    clock.move(days=1)
    page = services.learning.open_step(learner, COURSE, "first-page")
    assert page.completion_id == end.completion_id
    assert count(services, "completion") == 1


def test_the_final_check_waits_for_everything_else(services: Services, learner: Actor) -> None:
    walk_to(services, learner, "second-page")
    assert code(lambda: services.learning.sit_again(learner, COURSE)) == "not_reached"


def test_the_real_course_and_its_final_check_that_covers_every_module(store: Store, clock: StillClock) -> None:
    services = services_on(store, clock, Library((courses_directory(),)))
    learner = factories.person(services)
    final = walk_to(services, learner, "final", course="elearning")
    course = final.course
    assert course.final is not None
    drawn = []
    view = final
    while not view.is_summary:
        assert view.item is not None
        drawn.append(view.item.question)
        while not view.answered:
            view = services.learning.answer(learner, "elearning", view.place, right(view))
        view = services.learning.forward(learner, "elearning", view.place)
    assert len(set(drawn)) == course.final.draw
    modules = Counter(course.questions[name].module for name in drawn)
    assert set(modules) == {module.id for module in course.modules}
    assert max(modules.values()) - min(modules.values()) <= 1
    assert view.completion_id is not None


def test_leaving_keeps_a_run_that_earned_nothing(services: Services, learner: Actor) -> None:
    page = walk_to(services, learner, "first-page")
    services.learning.leave(learner, COURSE)
    assert services.learning.start(learner, COURSE) == page


def test_a_second_run_is_a_new_attempt(services: Services, learner: Actor, clock: StillClock) -> None:
    first = finish(services, learner)
    services.learning.leave(learner, COURSE)
    assert code(lambda: services.learning.current(learner, COURSE)) == "not_started"
    assert services.learning.overview(learner, COURSE).finished_before == 1
    clock.move(days=1)
    second = services.learning.start(learner, COURSE)
    assert second.attempt_id != first.attempt_id
    assert (second.place, second.completion_id) == (Place("first-before"), None)
    assert finish(services, learner).completion_id != first.completion_id
    assert count(services, "completion") == 2
    judged = services.standing.status(learner, factories.id_of(learner), as_at=clock.today()).explanation.judged
    assert [one.reason for one in judged] == ["first", "window_not_open"]


def test_two_runs_on_one_day_are_two_completions(services: Services, learner: Actor) -> None:
    finish(services, learner)
    services.learning.leave(learner, COURSE)
    finish(services, learner)
    assert count(services, "completion") == 2


def test_a_run_is_the_learners_own(services: Services, learner: Actor) -> None:
    walk_to(services, learner, "first-page")
    other = factories.person(services, "2")
    assert code(lambda: services.learning.current(other, COURSE)) == "not_started"
    assert code(lambda: services.learning.start(OPERATOR, COURSE)) == "not_permitted"


def test_a_course_nobody_has_is_unknown(services: Services, learner: Actor) -> None:
    assert code(lambda: services.learning.start(learner, "no such course")) == "unknown_course"


def test_one_broken_course_leaves_the_others_alone(services: Services, learner: Actor) -> None:
    shelf = services.library
    assert isinstance(shelf, Shelf)
    shelf.ids = lambda: ("broken", COURSE)  # type: ignore[method-assign]
    broken, whole = services.learning.courses(learner)
    assert (broken.course_id, broken.overview) == ("broken", None)
    assert broken.problem is not None
    assert broken.problem.code == "unknown_course"
    assert whole.overview is not None


# -- the course changes under the learner ------------------------------------------------------------------------------


def test_a_check_with_a_vanished_question_is_asked_afresh(services: Services, learner: Actor) -> None:
    view = services.learning.start(learner, COURSE)
    services.learning.answer(learner, COURSE, view.place, right(view))
    changed_course(services, without_question(small_course(), "several"))
    view = services.learning.start(learner, COURSE)
    assert (view.place, view.items) == (Place("first-before", 2), 1)
    assert view.item is not None
    assert view.item.question == "one"
    assert finish(services, learner).completion_id is not None


def test_an_unopened_check_with_a_vanished_question_is_asked_afresh(services: Services, learner: Actor) -> None:
    walk_to(services, learner, "first-more")
    changed_course(services, without_question(small_course(), "order"))
    after = walk_to(services, learner, "first-after")
    assert (after.place.sitting, after.items) == (2, 1)
    assert finish(services, learner).completion_id is not None


def test_a_vanished_question_of_a_check_that_is_over_is_passed_by(services: Services, learner: Actor) -> None:
    walk_to(services, learner, "first-page")
    services.learning.open_step(learner, COURSE, "first-before")
    changed_course(services, without_question(small_course(), "one"))
    view = services.learning.start(learner, COURSE)
    assert view.is_summary
    assert view.score is not None
    assert view.score.total == 2
    back = services.learning.back(learner, COURSE, view.place)
    assert back.item is not None
    assert back.item.question == "several"
    assert not back.can_go_back
    assert finish(services, learner).completion_id is not None


def test_a_vanished_question_of_a_final_check_draws_anew(services: Services, learner: Actor) -> None:
    view = walk_to(services, learner, "final")
    assert view.item is not None
    changed_course(services, without_question(small_course(), view.item.question))
    again = services.learning.start(learner, COURSE)
    assert (again.place.sitting, again.items) == (2, 4)
    assert finish(services, learner).completion_id is not None


def test_a_vanished_step_leads_to_the_last_place_that_is_left(services: Services, learner: Actor) -> None:
    walk_to(services, learner, "first-story")
    course = small_course()
    first = course.modules[0]
    left = replace(first, steps=tuple(step for step in first.steps if step.id != "first-story"))
    changed_course(services, replace(course, modules=(left, course.modules[1])))
    view = services.learning.start(learner, COURSE)
    assert view.step.id == "first-page"
    assert services.learning.forward(learner, COURSE, view.place).step.id == "first-more"


def with_new_page() -> object:
    course = small_course()
    page = Step("first-new", StepKind.PAGE, "first", digest="n")
    first = course.modules[0]
    steps = (first.steps[0], page, *first.steps[1:])
    return replace(course, modules=(replace(first, steps=steps), course.modules[1]))


def test_a_new_step_is_shown_before_the_final_check(services: Services, learner: Actor) -> None:
    view = walk_to(services, learner, "second-after")
    view = services.learning.answer(learner, COURSE, view.place, right(view))
    summary = services.learning.forward(learner, COURSE, view.place)
    changed_course(services, with_new_page())
    missing = services.learning.forward(learner, COURSE, summary.place)
    assert missing.step.id == "first-new"
    assert finish(services, learner).completion_id is not None


def test_a_step_that_came_during_the_final_check_completes_when_it_is_done(services: Services, learner: Actor) -> None:
    walk_to(services, learner, "final")
    view = _last_question(services, learner)
    changed_course(services, with_new_page())
    view = services.learning.answer(learner, COURSE, view.place, right(view))
    assert view.completion_id is None
    done = services.learning.open_step(learner, COURSE, "first-new")
    assert done.completion_id is not None
    assert count(services, "completion") == 1


# -- several terminals -------------------------------------------------------------------------------------------------


def test_two_terminals_that_submit_the_last_answer_at_once_record_one_completion(
    database_url: str, clock: StillClock
) -> None:
    with opened(database_url) as store:
        services = services_on(store, clock, Shelf(small_course()))
        learner = factories.person(services)
        walk_to(services, learner, "final")
        view = _last_question(services, learner)
    arguments = (database_url, factories.id_of(learner), str(view.place.item), str(right(view)))
    terminals = [ready(begun("answer_last", *arguments)) for _ in range(3)]
    for terminal in terminals:
        go(terminal)
    said = {ended(terminal) for terminal in terminals}
    assert len(said) == 1
    with opened(database_url) as store:
        held = contents(store)
    assert len(held["completion"]) == 1
    assert said == {f"{held['completion'][0][0]}\n"}
    assert len([row for row in held["answer"] if row[2] == "final"]) == 4


def test_two_terminals_that_start_at_once_share_one_run(database_url: str, clock: StillClock) -> None:
    with opened(database_url) as store:
        learner = factories.person(services_on(store, clock, Shelf(small_course())))
    terminals = [ready(begun("start_course", database_url, factories.id_of(learner))) for _ in range(3)]
    for terminal in terminals:
        go(terminal)
    assert len({ended(terminal) for terminal in terminals}) == 1
    with opened(database_url) as store:
        assert len(contents(store)["attempt"]) == 1


def test_a_page_turn_asks_the_database_little(services: Services, learner: Actor) -> None:
    services.learning.start(learner, COURSE)
    page = walk_to(services, learner, "second-page")
    back = services.learning.back(learner, COURSE, page.place)
    page = services.learning.forward(learner, COURSE, back.place)
    with asked(services.store) as statements:
        services.learning.forward(learner, COURSE, page.place)
    assert len(statements) <= 10


def test_the_result_of_a_module_knows_what_its_check_before_it_came_to(services: Services, learner: Actor) -> None:
    view = walk_to(services, learner, "first-after", answering=wrong)
    while not view.is_summary:
        if view.item is not None and not view.answered:
            assert view.score_before is None
            view = services.learning.answer(learner, COURSE, view.place, right(view))
        else:
            view = services.learning.forward(learner, COURSE, view.place)
    assert view.score is not None
    assert view.score.right == view.score.total
    assert view.score_before is not None
    assert view.score_before.right == 0


def test_a_module_without_a_check_before_it_has_nothing_to_compare(services: Services, learner: Actor) -> None:
    view = walk_to(services, learner, "second-after")
    while not view.is_summary:
        if view.item is not None and not view.answered:
            view = services.learning.answer(learner, COURSE, view.place, right(view))
        else:
            view = services.learning.forward(learner, COURSE, view.place)
    assert view.score_before is None
