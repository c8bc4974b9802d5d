"""A place of a course as it is told: the page's lines, the question with its feedback, the result."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from textual.content import Content

from prevent_tui import wording
from prevent_tui.domain.assessment import Item
from prevent_tui.domain.courses import Phase, QuestionKind, QuestionWords
from prevent_tui.domain.errors import PreventError
from prevent_tui.i18n import N_, Translator
from prevent_tui.screens import page_text, telling
from prevent_tui.widgets.choices import Ask, options_in

if TYPE_CHECKING:
    from prevent_tui.bootstrap import Services
    from prevent_tui.services.access import Actor
    from prevent_tui.services.learning import View
    from prevent_tui.services.standing import Status


REREADS = 8
"""How many pages a check leads back to at most."""


@dataclass(frozen=True, slots=True)
class Told:
    """A question ready to be shown."""

    stem: Content
    ask: Ask
    value: Any
    feedback: Content


@dataclass(frozen=True, slots=True)
class Result:
    """A finished course: the reference of its certificate, the day, and the standing it led to.

    There is no reference where the run was practice, or where no certificate could be issued.
    """

    reference: str | None
    today: dt.date
    status: Status
    counts: bool
    guest: bool

    @property
    def has_certificate(self) -> bool:
        """Whether there is one to open; a guest who has given no name yet has none."""
        return self.counts and not (self.guest and self.reference is None)


def read_result(services: Services, actor: Actor, view: View) -> Result:
    """Read what the result page says beside the score."""
    assert actor.person_id is not None
    assert view.completion_id is not None
    today = services.clock.today()
    status = services.standing.status(actor, actor.person_id, as_at=today)
    judged = next((j for j in status.explanation.judged if j.completion.id == view.completion_id), None)
    counts = judged is not None and judged.counts
    reference = None
    if counts:
        with contextlib.suppress(PreventError):
            reference = services.certificates.issue(actor, view.completion_id).facts.reference
    return Result(reference, today, status, counts, actor.guest)


def scrolled(services: Services, actor: Actor, view: View, top: int) -> View:
    """Keep how far down a page is scrolled."""
    draft = {"top": top, "visit": view.visit}
    services.learning.keep_draft(actor, view.course.id, view.place, draft)
    return replace(view, draft=draft)


def top_of(view: View) -> int:
    """The first line in view of a page, as it was left; a page that is opened anew begins at its top."""
    draft = view.draft
    return int(draft["top"]) if isinstance(draft, dict) and draft.get("visit") == view.visit else 0


def kind(view: View) -> str:
    """How the question on the screen is answered; a scenario's decision is one choice."""
    if view.item is None or view.item.kind is QuestionKind.SCENARIO:
        return "one"
    return view.item.kind.value


# -- pages ---------------------------------------------------------------------------------------------------------


def page_lines(t: Translator, view: View, width: int) -> list[Content]:
    """The page's title and text as lines of a width; a page that can't be read says so."""
    return page_text.lines(t, view.course, view.step.id, view.audience, width)


def comparison(t: Translator, view: View, own: str, width: int) -> Content:
    """A learner's own words, the model answer, and the points to compare them by."""
    page = telling.words(t, view.course).pages.get(view.step.id)
    if page is None or page.model is None:
        return Content("")
    written = own if own.strip() else t.tr(N_("You wrote nothing this time."))
    parts = [Content.styled(t.tr(N_("What you wrote")), "bold"), Content(written), Content("")]
    parts.append(Content.styled(t.tr(N_("A model answer")), "bold"))
    parts += [*page_text.text(page.model.markdown, view.audience, width), Content("")]
    parts.append(Content.styled(t.tr(N_("Compare: did you think of these?")), "bold"))
    parts += [Content(telling.hanging("• ", point, width)) for point in page.model.points]
    return Content("\n").join(parts)


# -- questions -----------------------------------------------------------------------------------------------------


def question(t: Translator, view: View) -> Told:
    """The question of a place, with feedback once it is answered."""
    assert view.item is not None
    words = telling.words(t, view.course).questions.get(view.item.question)
    if words is None:
        words = QuestionWords(stem=t.tr(N_("This question can't be shown: its words are missing.")))
    if view.item.kind is QuestionKind.SCENARIO:
        return _scenario(t, view, view.item, words)
    ask = Ask(
        kind=view.item.kind.value,
        options=options_in(words.options, view.item.options),
        groups=options_in(words.groups, view.item.groups),
        notes=_notes(t, view, words) if view.answered else {},
        locked=view.answered,
        about=view.item.question,
    )
    value = view.answers[0].response if view.answered else view.draft
    stem = Content.assemble((words.stem, "bold"), "\n")
    if not view.answered:
        stem = Content.assemble(stem, (_hint(t, view, view.item), "$secondary-text"), "\n")
    return Told(stem, ask, value, _feedback(t, view, words) if view.answered else Content(""))


_HINTS = {
    QuestionKind.ONE: N_("Choose one answer."),
    QuestionKind.SEVERAL: N_("Choose every answer that is right."),
    QuestionKind.ORDER: N_("Number the lines in order: choose the first line first."),
    QuestionKind.MATCH: N_("Put each line into a group: press a letter, or Space to change it."),
}


def _hint(t: Translator, view: View, item: Item) -> str:
    """How the question is answered; the first one before a module says that nothing depends on it."""
    hint = t.tr(_HINTS[item.kind])
    if view.step.phase is Phase.BEFORE and view.place.item == 0:
        hint = t.tr(N_("This does not count: it shows what is new to you.")) + "\n" + hint
    return hint


def _notes(t: Translator, view: View, words: QuestionWords) -> Mapping[str, tuple[str, bool]]:
    item = view.item
    assert item is not None
    response: Any = view.answers[0].response
    right, wrong, missed = t.tr(N_("Right.")), t.tr(N_("Not right.")), t.tr(N_("This one is right."))
    if item.kind is QuestionKind.MATCH:
        letters = {group: chr(ord("A") + number) for number, group in enumerate(item.groups)}
        return {
            option: (right, True)
            if response.get(option) == group
            else (t.tr(N_("Not right: this belongs to %(group)s."), group=letters.get(group, group)), False)
            for option, group in item.pairs.items()
        }
    if item.kind is QuestionKind.ORDER:
        return {
            option: (right, True)
            if response.index(option) == place
            else (t.tr(N_("Not right: this is number %(place)s."), place=place + 1), False)
            for place, option in enumerate(item.key)
        }
    chosen = response if isinstance(response, list) else [response]
    notes = {option: (right, True) if option in item.key else (wrong, False) for option in chosen}
    return notes | {option: (missed, True) for option in item.key if option not in chosen}


def _feedback(t: Translator, view: View, words: QuestionWords) -> Content:
    item, answer = view.item, view.answers[0]
    assert item is not None
    good = bool(answer.mark)
    head = t.tr(N_("You got this right.")) if good else t.tr(N_("You did not get this right."))
    parts: list[Content] = [Content.styled("\n" + head, "bold $rag-green" if good else "bold $rag-red")]
    parts += [Content(text) for text in _reasons(item, answer.response, words, good=good)]
    source = view.course.questions.get(item.question)
    title = _title(t, view, source.page) if source else None
    if title and not good:
        message = N_("Explained on the page “%(title)s”.")
        if view.course.is_recorded:
            message = N_("Explained in the chapter “%(title)s”.")
        where = t.tr(message, title=title)
        parts.append(Content.styled(where, "$secondary-text"))
    return Content("\n").join(parts)


def _title(t: Translator, view: View, name: str) -> str | None:
    """The title of a page, or of a chapter of a recorded webinar; None where it can't be read."""
    words = telling.words(t, view.course)
    told = words.parts.get(name) or words.pages.get(name)
    return told.title if told else None


def _reasons(item: Item, response: Any, words: QuestionWords, *, good: bool) -> list[str]:
    feedback = words.feedback
    if item.kind is QuestionKind.ORDER:
        wanted = [] if good else ["wrong"]
    elif item.kind is QuestionKind.MATCH:
        wanted = [option for option in item.options if response.get(option) != item.pairs[option]]
    elif item.kind is QuestionKind.SEVERAL:
        wanted = [option for option in item.options if (option in response) != (option in item.key)]
    else:
        wanted = [str(response)]
        if good and wanted[0] in feedback:
            return [feedback[wanted[0]]]  # what `right` says, said once
    texts = [feedback[name] for name in wanted if name in feedback]
    right = feedback.get("right", "")
    return [*texts, right] if right and right not in texts else texts


def _scenario(t: Translator, view: View, item: Item, words: QuestionWords) -> Told:
    stem: list[Content] = []
    if view.answers:
        stem.append(_consequence(t, view, item, words))
    else:
        stem.append(Content(words.stem))
    node = view.node
    if node is None:
        lesson = t.tr(N_("What there is to learn from this"))
        stem += [Content(""), Content.styled(lesson, "bold"), Content(words.ending)]
        return Told(Content("\n").join(stem), Ask("one", locked=True), None, Content(""))
    node_words = words.nodes.get(node)
    text, options = (node_words.text, node_words.options) if node_words else (node, {})
    stem += [Content(""), Content.styled(text, "bold"), Content("")]
    order = [branch.id for branch in item.nodes[node]]
    ask = Ask("one", options_in(options, order), about=f"{item.question}/{node}")
    return Told(Content("\n").join(stem), ask, view.draft, Content(""))


def _consequence(t: Translator, view: View, item: Item, words: QuestionWords) -> Content:
    from prevent_tui.domain.assessment import node_after

    choices = [str(answer.response) for answer in view.answers]
    node, last = node_after(item, choices[:-1]), choices[-1]
    node_words = words.nodes.get(node or "")
    chosen = node_words.options.get(last, last) if node_words else last
    consequence = node_words.feedback.get(last, "") if node_words else ""
    good = bool(view.answers[-1].mark)
    verdict = t.tr(N_("A sound choice.")) if good else t.tr(N_("There is a better choice."))
    return Content.assemble(
        (t.tr(N_("You chose: %(choice)s"), choice=chosen) + "\n", "$secondary-text"),
        (verdict + " ", "bold $rag-green" if good else "bold $rag-red"),
        consequence,
    )


# -- results -------------------------------------------------------------------------------------------------------


def rereads(t: Translator, view: View) -> list[tuple[str, str]]:
    """The pages a check leads back to: step and the words of the link."""
    if view.score is None or view.step.phase is Phase.BEFORE:
        return []
    message = N_("Play again: %(title)s") if view.course.is_recorded else N_("Read again: %(title)s")
    titles = ((step, _title(t, view, step)) for step in view.score.reread)
    return [(step, t.tr(message, title=title)) for step, title in titles if title][:REREADS]


def summary(t: Translator, view: View, result: Result | None) -> Content:
    """The page after a check's last question."""
    assert view.score is not None
    score = t.tr(N_("You got %(right)s of %(total)s right."), right=view.score.right, total=view.score.total)
    if view.step.phase is Phase.FINAL:
        return _final(t, view, score, result)
    if view.step.phase is Phase.BEFORE:
        after = t.tr(
            N_(
                "The pages that follow cover all of it. You will meet questions like these again "
                "at the end of the module."
            )
        )
        title = t.tr(N_("Before you begin"))
    else:
        title = t.tr(N_("What you know now"))
        score = _compared(t, view) or score
        after = (
            t.tr(N_("You can go on to the next part."))
            if view.score.right == view.score.total
            else t.tr(N_("You can read these pages again now, or go on."))
        )
    return Content.assemble((title + "\n\n", "bold underline"), (score + "\n", "bold"), after + "\n")


def _compared(t: Translator, view: View) -> str:
    """The module's two checks side by side; nothing where there is none before it."""
    before, now = view.score_before, view.score
    if before is None or now is None:
        return ""
    return (
        t.tr(N_("Before this module: %(right)s of %(total)s right."), right=before.right, total=before.total)
        + "\n"
        + t.tr(N_("Now: %(right)s of %(total)s right."), right=now.right, total=now.total)
    )


def _final(t: Translator, view: View, score: str, result: Result | None) -> Content:
    if not view.passed:
        needed = t.tr(N_("You need %(needed)s to pass."), needed=view.pass_mark or 0)
        return Content.assemble(
            (t.tr(N_("Not passed yet")) + "\n\n", "bold underline"),
            (f"{score} {needed}\n", "bold"),
            t.tr(_AGAIN[view.course.is_recorded]) + "\n",
        )
    parts: list[Content | str | tuple[str, str]] = [
        (t.tr(N_("You have passed")) + "\n\n", "bold underline"),
        (score + "\n\n", "bold"),
    ]
    if result is not None:
        parts += _completed(t, result, recorded=view.course.is_recorded)
    elif not view.course.counts:
        parts.append(
            t.tr(
                N_(
                    "You have finished it as practice. It does not count towards your certification yet, because more "
                    "chapters are still to come."
                )
            )
        )
    return Content.assemble(*parts)


_AGAIN = {
    False: N_("Read these pages again, then take the check again. It will have other questions."),
    True: N_("Play these chapters again, then take the check again. Some questions will be others."),
}


def _completed(t: Translator, result: Result, *, recorded: bool) -> list[Content | str | tuple[str, str]]:
    explanation = result.status.explanation
    message = N_("You completed the e-learning on %(day)s. It is in your training record.")
    if recorded:
        message = N_("You completed the recorded webinar on %(day)s. It is in your training record.")
    elif result.guest:
        message = N_("You completed the e-learning on %(day)s.")
    parts: list[Content | str | tuple[str, str]] = [t.tr(message, day=t.date(result.today)) + "\n"]
    if result.reference is not None:
        parts.append((t.tr(N_("Reference: %(reference)s"), reference=result.reference) + "\n", "bold"))
    parts.append("\n")
    held = explanation.standing
    if result.counts and held is not None:
        parts.append(t.tr(N_("It counts: you are certified until %(until)s."), until=t.date(held.due_on)) + "\n")
    elif explanation.colour is not None:
        parts.append(t.tr(N_("Your window was not open, so this run is kept as practice.")) + "\n")
    if result.guest:  # colours are for the lists of an employer
        return parts
    parts += [telling.standing(t, explanation), "\n"]
    change = wording.next_change(t, explanation)
    if change:
        parts += [change, "\n"]
    return parts
