"""A small course with every kind of question, and a learner's hands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace

from prevent_tui.bootstrap import Services
from prevent_tui.content.loader import Library, Loaded
from prevent_tui.domain.assessment import Item, Response, branch, node_after
from prevent_tui.domain.courses import (
    Branch,
    Course,
    CourseWords,
    FinalCheck,
    ModelAnswer,
    Module,
    PageWords,
    Phase,
    Question,
    QuestionKind,
    Step,
    StepKind,
)
from prevent_tui.domain.errors import PreventError
from prevent_tui.services.access import Actor
from prevent_tui.services.learning import View

COURSE = "small"
OPTIONS = ("a", "b", "c", "d")


def _one(name: str, module: str, *, pool: str | None = None) -> Question:
    return Question(name, QuestionKind.ONE, module, "aim", 1, f"{module}-page", OPTIONS, ("b",), pool=pool)


def _bank() -> dict[str, Question]:
    story = {
        "n1": (Branch("a", "n2", True), Branch("b", None, False)),
        "n2": (Branch("a", None, True), Branch("b", None, False)),
    }
    questions = [
        _one("one", "first"),
        Question("several", QuestionKind.SEVERAL, "first", "aim", 1, "first-page", OPTIONS, ("a", "d")),
        Question("order", QuestionKind.ORDER, "first", "aim", 1, "first-page", OPTIONS, OPTIONS),
        Question(
            "match", QuestionKind.MATCH, "first", "aim", 1, "first-more", OPTIONS, groups=("x", "y"),
            pairs={"a": "x", "b": "y", "c": "x", "d": "y"},
        ),
        Question("story", QuestionKind.SCENARIO, "first", "aim", 1, "first-page", start="n1", nodes=story),
        _one("last", "second"),
    ]  # fmt: skip
    for module in ("first", "second"):
        questions += [_one(f"{module}-p{number}", module, pool="final") for number in range(4)]
    return {question.id: question for question in questions}


def small_course() -> Course:
    """Two modules and a final check that draws 4 of a pool of 8, 3 to pass."""
    page, check, scenario = StepKind.PAGE, StepKind.CHECK, StepKind.SCENARIO
    first = Module(
        "first",
        10,
        (
            Step("first-before", check, "first", Phase.BEFORE, ("one", "several"), "d1"),
            Step("first-page", page, "first", digest="d2"),
            Step("first-story", scenario, "first", None, ("story",), "d3"),
            Step("first-more", page, "first", digest="d4"),
            Step("first-after", check, "first", Phase.AFTER, ("order", "match"), "d5"),
        ),
    )
    second = Module(
        "second",
        10,
        (
            Step("second-page", page, "second", digest="d6"),
            Step("second-after", check, "second", Phase.AFTER, ("last",), "d7"),
        ),
    )
    questions = _bank()
    pool = tuple(question.id for question in questions.values() if question.pool)
    final = FinalCheck(Step("final", check, "", Phase.FINAL, pool, "d8"), draw=4, pass_mark=3)
    words = CourseWords("Small", "", {}, {}, {}, {})
    return Course(COURSE, "v1", ("elearning",), 20, (first, second), final, questions, {"en": words})


class Shelf(Library):
    """A library of courses that are held in the hand."""

    def __init__(self, *courses: Course | PreventError) -> None:
        super().__init__(())
        self.courses = {course.id: course for course in courses if isinstance(course, Course)}

    def ids(self) -> tuple[str, ...]:
        """The ids of the courses."""
        return tuple(sorted(self.courses))

    def loaded(self, course_id: str) -> Loaded:
        """The course of that id."""
        if course_id not in self.courses:
            raise PreventError("unknown_course", course=course_id)
        return Loaded(self.courses[course_id], ())


def with_step(course: Course, step_id: str, **changes: object) -> Course:
    """The course with one step changed."""
    modules = tuple(
        replace(
            module,
            steps=tuple(
                replace(step, **changes) if step.id == step_id else step  # type: ignore[arg-type]
                for step in module.steps
            ),
        )
        for module in course.modules
    )
    return replace(course, version=f"{course.version}'", modules=modules)


def without_question(course: Course, question_id: str) -> Course:
    """The course with one question gone from its bank and its steps."""
    questions = {name: question for name, question in course.questions.items() if name != question_id}
    changed = replace(course, questions=questions)
    for step in course.steps:
        if question_id in step.questions:
            left = tuple(name for name in step.questions if name != question_id)
            if course.final and step.id == course.final.step.id:
                final_step = replace(course.final.step, questions=left)
                changed = replace(changed, final=replace(course.final, step=final_step))
            else:
                changed = with_step(changed, step.id, questions=left)
    return changed


def right(view: View) -> Response:
    """The right answer to what a screen asks."""
    item = view.item
    assert item is not None
    if item.kind is QuestionKind.SCENARIO:
        return _decision(item, view, good=True)
    if item.kind is QuestionKind.MATCH:
        return dict(item.pairs)
    return item.key[0] if item.kind is QuestionKind.ONE else list(item.key)


def wrong(view: View) -> Response:
    """A complete answer that isn't right."""
    item = view.item
    assert item is not None
    if item.kind is QuestionKind.SCENARIO:
        return _decision(item, view, good=False)
    if item.kind is QuestionKind.MATCH:
        return dict.fromkeys(item.options, item.groups[0])
    if item.kind is QuestionKind.ORDER:
        return list(reversed(item.key))
    others = [option for option in item.options if option not in item.key]
    return others[0] if item.kind is QuestionKind.ONE else others


def _decision(item: Item, view: View, *, good: bool) -> str:
    node = node_after(item, [str(answer.response) for answer in view.answers])
    assert node is not None
    return next(choice.id for choice in item.nodes[node] if branch(item, node, choice.id).good is good)


def walk(
    services: Services, actor: Actor, *, answering: Callable[[View], Response] = right, course: str = COURSE
) -> Iterator[View]:
    """Every screen of a run from where it is to its end, each answered before it is left."""
    learning = services.learning
    view = learning.start(actor, course)
    while True:
        while view.item is not None and not view.answered:
            view = learning.answer(actor, course, view.place, answering(view))
        yield view
        following = learning.forward(actor, course, view.place)
        if following.place == view.place:
            return
        view = following


def walk_to(
    services: Services,
    actor: Actor,
    step: str,
    *,
    answering: Callable[[View], Response] = right,
    course: str = COURSE,
) -> View:
    """The first screen of a step, with everything before it done."""
    view = services.learning.start(actor, course)
    while view.step.id != step:
        while view.item is not None and not view.answered:
            view = services.learning.answer(actor, course, view.place, answering(view))
        following = services.learning.forward(actor, course, view.place)
        assert following.place != view.place, "the end was reached"
        view = following
    return view


def finish(services: Services, actor: Actor, *, course: str = COURSE) -> View:
    """A run passed: the summary of its final check."""
    *_, last = walk(services, actor, course=course)
    return last


# -- pages that differ by audience, and a reflect step -------------------------------------------------------------

REFLECT = "second-words"
VARIED = """\
Everybody reads this.

::: nation england wales
The panel is Channel.
:::
::: nation scotland
The panel is PMAP.
:::
::: sector health
Ask in your clinic.
:::
"""


def _page(title: str, markdown: str, model: ModelAnswer | None = None) -> PageWords:
    return PageWords(title, markdown, ("PDG",), dt.date(2026, 11, 1), dt.date(2027, 11, 1), model)


def varied_course(course_id: str = COURSE) -> Course:
    """The small course with a page that differs by nation and sector, and a step at which a learner writes."""
    course = small_course()
    first, second = course.modules
    page, *after = second.steps
    second = replace(second, steps=(page, Step(REFLECT, StepKind.REFLECT, "second", digest="d9"), *after))
    model = ModelAnswer("I would ask first.\n\n::: nation scotland\nThen PMAP.\n:::", ("You listen.", "You check."))
    pages = {
        "first-page": _page("The panel", VARIED),
        "first-more": _page("More", "There is more."),
        "second-page": _page("Second", "The second page."),
        REFLECT: _page("Your answer", "What would you say?", model),
    }
    words = {language: replace(course.words["en"], pages=pages) for language in ("en", "cy")}
    return replace(course, id=course_id, version="v2", modules=(first, second), words=words)
