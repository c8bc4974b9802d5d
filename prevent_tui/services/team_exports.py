"""The grid as files: CSV and JSON as the command writes them, a page to print, and a report for inspectors."""

from __future__ import annotations

import contextlib
import datetime as dt
import enum
import itertools
import re
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from prevent_tui import arranged_words, report_words, team_records, wording
from prevent_tui.clock import Clock
from prevent_tui.domain.arranged import Arranged, surest
from prevent_tui.exchange import register_files, saving
from prevent_tui.exchange.register_files import Sheet
from prevent_tui.i18n import N_, Translator
from prevent_tui.services import standing
from prevent_tui.services.access import Actor
from prevent_tui.services.team import Question, Team, TeamRow
from prevent_tui.storage import arranged, people
from prevent_tui.storage.database import Store

Progress = Callable[[int, int], None]
"""Told how many people of how many are written, now and then; what it raises stops the writing."""

_EVERY = 500
_NOT_PLAIN = re.compile(r"[^A-Za-z0-9-]+")


class Form(enum.StrEnum):
    """What the grid is saved as."""

    CSV = "csv"
    JSON = "json"
    HTML = "html"
    SNAPSHOT = "snapshot"


@dataclass(frozen=True, slots=True)
class Told:
    """What a page says of the question, in the words of the screen: its title, and what it leaves out."""

    title: str
    filters: str


class TeamExports:
    """Saves exactly what the grid shows: the same people in the same order, on the same day."""

    def __init__(self, store: Store, clock: Clock, team: Team) -> None:
        self._store = store
        self._clock = clock
        self._team = team

    def parts(
        self,
        actor: Actor,
        question: Question,
        form: Form,
        t: Translator,
        told: Told,
        *,
        progress: Progress = lambda done, of: None,
    ) -> Generator[str, None, None]:
        """The file's text a piece at a time, as it is at one moment; `not_permitted` as the grid."""
        with self._store.read():
            counted = self._team.counts(actor, question)
            with contextlib.closing(self._rows(actor, question, sum(counted.values()), progress)) as rows:
                if form is Form.CSV:
                    yield from team_records.as_csv(t, rows)
                elif form is Form.JSON:
                    yield from team_records.as_json(t, self._number(question), question.as_at, counted, rows)
                else:
                    sheet = self._report if form is Form.HTML else self._snapshot
                    page = sheet(actor, question, rows, t, told)
                    yield from register_files.html_parts(replace(page, caption=report_words.counts(t, counted)))

    def save(
        self,
        actor: Actor,
        question: Question,
        form: Form,
        directory: Path,
        t: Translator,
        *,
        told: Told,
        progress: Progress = lambda done, of: None,
    ) -> Path:
        """Write the file beside those that are there, and say where; `cannot_create`.

        It gets its name when it is whole. What `progress` raises stops it, and nothing is left.
        """
        number = self._number(question)
        whose = _NOT_PLAIN.sub("-", number)[:40] if number else "all" if question.whole else "no-manager"
        kind, ending = ("inspection", "html") if form is Form.SNAPSHOT else ("team", form.value)
        name = f"{kind}-{whose}-{question.as_at.isoformat()}.{ending}"
        with contextlib.closing(self.parts(actor, question, form, t, told, progress=progress)) as parts:
            return saving.write_beside_others(directory / name, (part.encode() for part in parts))

    def _rows(self, actor: Actor, question: Question, of: int, progress: Progress) -> Generator[TeamRow, None, None]:
        done = 0
        progress(done, of)
        with contextlib.closing(self._team.ranges(actor, question)) as ranges:
            for found in ranges:
                for row in found:
                    yield row
                    done += 1
                    if done % _EVERY == 0 or done == of:
                        progress(done, of)

    def _number(self, question: Question) -> str | None:
        if not question.manager_id:
            return None
        with self._store.read():
            return people.by_id(question.manager_id).payroll_number

    def _looked_up(self, rows: Iterable[TeamRow], held: dict[str, list[Arranged]]) -> Iterator[TeamRow]:
        """The rows as they come; `held` is what is arranged for those that are being told."""
        waiting = iter(rows)
        while some := list(itertools.islice(waiting, _EVERY)):
            held.clear()
            ids = [row.person_id for row in some]
            held.update(arranged.of_people(ids, now=self._clock.now(), today=self._clock.today()))
            yield from some

    def _report(self, actor: Actor, question: Question, rows: Iterable[TeamRow], t: Translator, told: Told) -> Sheet:
        held: dict[str, list[Arranged]] = {}
        columns = {
            N_("Name"): lambda row: _name(row),
            N_("Payroll number"): lambda row: row.payroll_number,
            N_("Colour"): lambda row: _colour(t, row),
            N_("What to do"): lambda row: wording.what_to_do(
                t, row.colour, window=row.window_opens_on, due=row.due_on, absent_until=row.absent_until
            ),
            N_("Arranged"): lambda row: (
                arranged_words.with_day(t, surest(held[row.person_id])) if row.person_id in held else ""
            ),
        }
        looked_up = self._looked_up(rows, held)
        return _sheet(t, told.title, self._facts(actor, question, t, told), columns, looked_up)

    def _snapshot(self, actor: Actor, question: Question, rows: Iterable[TeamRow], t: Translator, told: Told) -> Sheet:
        columns = {
            N_("Name"): lambda row: _name(row),
            N_("Payroll number"): lambda row: row.payroll_number,
            N_("Manager's payroll number"): lambda row: row.manager_number,
            N_("Colour"): lambda row: _colour(t, row),
            N_("Certified on"): lambda row: t.date(row.certified_on) if row.certified_on else t.tr(N_("not yet")),
            N_("Window opens on"): lambda row: t.date(row.window_opens_on),
            N_("Due on"): lambda row: t.date(row.due_on),
            N_("What it means"): lambda row: _sentence(t, row),
        }
        with self._store.read():
            policy = standing.policy_in_force()
        title = t.tr(N_("Prevent training: report as at %(day)s"), day=t.date(question.as_at))
        facts = [(t.tr(N_("Whose")), told.title), *self._facts(actor, question, t, told)]
        return _sheet(t, title, facts, columns, rows, report_words.rules(t, policy, on=question.as_at))

    def _facts(self, actor: Actor, question: Question, t: Translator, told: Told) -> list[tuple[str, str]]:
        facts = [(t.tr(N_("As at")), t.date(question.as_at)), (t.tr(N_("Shown")), told.filters)]
        facts.append((t.tr(N_("Made on")), t.date(self._clock.today())))
        if actor.person_id is not None:
            with self._store.read():
                person = people.by_id(actor.person_id)
            facts.append((t.tr(N_("Made by")), f"{person.name} ({person.payroll_number})"))
        return facts


def _sheet(
    t: Translator,
    title: str,
    facts: Sequence[tuple[str, str]],
    columns: dict[str, Callable[[TeamRow], str]],
    rows: Iterable[TeamRow],
    sections: Sequence[tuple[str, Sequence[str]]] = (),
) -> Sheet:
    return Sheet(
        language=t.language,
        title=title,
        facts=facts,
        caption="",
        columns=[t.tr(name) for name in columns],
        rows=([tell(row) for tell in columns.values()] for row in rows),
        sections=sections,
    )


def _name(row: TeamRow) -> str:
    return f"{row.given_name} {row.family_name}".strip()


def _colour(t: Translator, row: TeamRow) -> str:
    return f"{wording.MARKS[row.colour]} {wording.colour_word(t, row.colour)}"


def _sentence(t: Translator, row: TeamRow) -> str:
    certified: dt.date | None = row.certified_on
    return wording.standing_of(
        t,
        row.colour,
        certified=certified is not None,
        window=row.window_opens_on,
        due=row.due_on,
        absent_until=row.absent_until,
    )
