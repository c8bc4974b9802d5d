"""Attempts at a course and the trail each leaves, as frozen rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

from prevent_tui.domain import assessment
from prevent_tui.domain.assessment import Item
from prevent_tui.domain.courses import Audience, Nation, Sector
from prevent_tui.domain.identity import random_id, record_id
from prevent_tui.domain.progress import Answer, Place, Trail, Visit
from prevent_tui.storage import models
from prevent_tui.storage.records import Provenance
from prevent_tui.storage.rows import first, rows, value


@dataclass(frozen=True, slots=True)
class Attempt:
    """One run of a course."""

    id: str
    person_id: str
    course: str
    course_version: str
    started_at: dt.datetime
    finished_at: dt.datetime | None
    completion_id: str | None
    nation: str | None = None
    sector: str | None = None

    @property
    def audience(self) -> Audience:
        """For whom the learner wants the course told."""
        return Audience(Nation(self.nation) if self.nation else None, Sector(self.sector) if self.sector else None)


_COLUMNS = tuple(getattr(models.Attempt, field.name) for field in fields(Attempt))


def open_attempt(person_id: str, course: str) -> Attempt | None:
    """The person's run of that course that is not finished."""
    attempt = models.Attempt
    query = attempt.select(*_COLUMNS).where(
        attempt.person_id == person_id, attempt.course == course, attempt.finished_at.is_null()
    )
    found = first(query)
    return Attempt(*found) if found else None


def of_person(person_id: str) -> list[Attempt]:
    """All runs of a person, newest first."""
    attempt = models.Attempt
    query = attempt.select(*_COLUMNS).where(attempt.person_id == person_id).order_by(attempt.started_at.desc())
    return [Attempt(*row) for row in rows(query)]


def add(person_id: str, course: str, course_version: str, steps: Sequence[str], provenance: Provenance) -> Attempt:
    """Begin a run."""
    attempt = Attempt(random_id(), person_id, course, course_version, provenance.at, None, None)
    models.Attempt.insert(
        id=attempt.id,
        person_id=person_id,
        course=course,
        course_version=course_version,
        steps=list(steps),
        started_at=provenance.at,
        device_id=provenance.device,
    ).execute()
    return attempt


def set_completion(attempt_id: str, completion_id: str) -> None:
    """Say which completion a run earned."""
    models.Attempt.update(completion_id=completion_id).where(models.Attempt.id == attempt_id).execute()


def set_audience(attempt_id: str, audience: Audience) -> None:
    """Say for whom a run is told."""
    models.Attempt.update(nation=audience.nation, sector=audience.sector).where(
        models.Attempt.id == attempt_id
    ).execute()


def finish(attempt_id: str, at: dt.datetime) -> None:
    """End a run and drop its drafts, and how far it was played."""
    models.Attempt.update(finished_at=at).where(models.Attempt.id == attempt_id).execute()
    models.Draft.delete().where(models.Draft.attempt_id == attempt_id).execute()
    models.Playing.delete().where(models.Playing.attempt_id == attempt_id).execute()


def trail(attempt_id: str) -> Trail:
    """Everything recorded of a run."""
    visits = rows(_visits(attempt_id).order_by(models.Visit.sequence))
    papers, answers = models.Paper.attempt_id == attempt_id, models.Answer.attempt_id == attempt_id
    return Trail(tuple(_visit(row) for row in visits), _papers(papers), _answers(answers))


def trail_near(attempt_id: str, steps: Sequence[str]) -> Trail:
    """What was recorded at some steps of a run, and only the last of its visits."""
    paper, answer = models.Paper, models.Answer
    last = first(_visits(attempt_id).order_by(models.Visit.sequence.desc()).limit(1))
    papers = _papers((paper.attempt_id == attempt_id) & paper.step.in_(steps))
    # Between pages there is nothing to answer, and one question less to ask.
    answers = _answers((answer.attempt_id == attempt_id) & answer.step.in_(steps)) if papers else ()
    return Trail((_visit(last),) if last else (), papers, answers, earlier=last[-1] - 1 if last else 0)


def _visits(attempt_id: str) -> Any:
    visit = models.Visit
    query = visit.select(visit.step, visit.sitting, visit.item, visit.digest, visit.sequence)
    return query.where(visit.attempt_id == attempt_id)


def _visit(row: tuple[Any, ...]) -> Visit:
    step, sitting, item, digest, _ = row
    return Visit(Place(step, sitting, item), digest)


def _papers(condition: Any) -> dict[tuple[str, int], tuple[Item, ...]]:
    paper = models.Paper
    query = paper.select(paper.step, paper.sitting, paper.items).where(condition)
    return {
        (step, sitting): tuple(assessment.from_plain(item) for item in items) for step, sitting, items in rows(query)
    }


def _answers(condition: Any) -> tuple[Answer, ...]:
    answer = models.Answer
    query = answer.select(
        answer.step, answer.sitting, answer.item, answer.part, answer.question, answer.response, answer.mark
    )
    query = query.where(condition).order_by(answer.step, answer.sitting, answer.item, answer.part)
    return tuple(
        Answer(Place(step, sitting, item), part, question, response, mark)
        for step, sitting, item, part, question, response, mark in rows(query)
    )


def pass_mark(attempt_id: str, step: str, sitting: int) -> int | None:
    """The pass mark a sitting was frozen with; None where there is none to reach."""
    paper = models.Paper
    query = paper.select(paper.pass_mark).where(
        paper.attempt_id == attempt_id, paper.step == step, paper.sitting == sitting
    )
    mark: int | None = value(query)
    return mark


def add_paper(
    attempt_id: str, place: Place, items: Sequence[Item], *, mark_to_pass: int | None, provenance: Provenance
) -> None:
    """Freeze the questions of a sitting; an earlier paper of the same sitting stays."""
    models.Paper.insert(
        attempt_id=attempt_id,
        step=place.step,
        sitting=place.sitting,
        items=[assessment.to_plain(item) for item in items],
        pass_mark=mark_to_pass,
        recorded_at=provenance.at,
        device_id=provenance.device,
    ).on_conflict_ignore().execute()


def add_visit(attempt_id: str, visit: Visit, sequence: int, provenance: Provenance) -> None:
    """Write down that a place was opened."""
    place = visit.place
    event = {
        "attempt": attempt_id,
        "sequence": sequence,
        "step": place.step,
        "sitting": place.sitting,
        "item": place.item,
        "digest": visit.digest,
    }
    models.Visit.insert(
        id=record_id("visit", **event),
        attempt_id=attempt_id,
        sequence=sequence,
        step=place.step,
        sitting=place.sitting,
        item=place.item,
        digest=visit.digest,
        recorded_at=provenance.at,
        device_id=provenance.device,
    ).execute()


def add_answer(attempt_id: str, answer: Answer, provenance: Provenance) -> None:
    """Write down a submitted answer; the first one at a place stands."""
    place = answer.place
    event = {
        "attempt": attempt_id,
        "step": place.step,
        "sitting": place.sitting,
        "item": place.item,
        "part": answer.part,
        "question": answer.question,
        "response": answer.response,
    }
    models.Answer.insert(
        id=record_id("answer", **event),
        attempt_id=attempt_id,
        step=place.step,
        sitting=place.sitting,
        item=place.item,
        part=answer.part,
        question=answer.question,
        response=answer.response,
        mark=answer.mark,
        recorded_at=provenance.at,
        device_id=provenance.device,
    ).on_conflict_ignore().execute()


def draft(attempt_id: str, place: Place) -> Any:
    """What was ticked or scrolled to at a place but not submitted; None where nothing was."""
    table = models.Draft
    return value(table.select(table.value).where(_at(attempt_id, place)))


def keep_draft(attempt_id: str, place: Place, ticked: Any) -> None:
    """Keep what is ticked at a place."""
    table = models.Draft
    table.insert(
        attempt_id=attempt_id, step=place.step, sitting=place.sitting, item=place.item, value=ticked
    ).on_conflict(
        conflict_target=(table.attempt_id, table.step, table.sitting, table.item), update={table.value: ticked}
    ).execute()


def drop_draft(attempt_id: str, place: Place) -> None:
    """Forget what was ticked at a place."""
    models.Draft.delete().where(_at(attempt_id, place)).execute()


def _at(attempt_id: str, place: Place) -> Any:
    table = models.Draft
    return (
        (table.attempt_id == attempt_id)
        & (table.step == place.step)
        & (table.sitting == place.sitting)
        & (table.item == place.item)
    )
