"""Drafts of reminders: one e-mail a person as a file, for a manager to look at and send. Nothing is ever sent."""

from __future__ import annotations

import contextlib
import datetime as dt
import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from prevent_tui import reminder_words
from prevent_tui.clock import Clock
from prevent_tui.content.loader import Library
from prevent_tui.domain import certification
from prevent_tui.domain.certification import Colour
from prevent_tui.domain.options import OptionId, Suited
from prevent_tui.domain.people import fold
from prevent_tui.exchange import mail_files, saving
from prevent_tui.exchange.mail_files import Draft
from prevent_tui.i18n import LANGUAGES, Translator
from prevent_tui.services import access, standing
from prevent_tui.services.access import Actor
from prevent_tui.services.options import offered_to, practice_of
from prevent_tui.services.team import Question, Team, TeamRow
from prevent_tui.storage import accounts, pathway, people
from prevent_tui.storage.database import Store
from prevent_tui.storage.pathway import OwnAnswers
from prevent_tui.storage.people import Person

REMINDED = frozenset({Colour.RED, Colour.AMBER})
"""Only those who have something to complete are reminded."""

Progress = Callable[[int, int], None]
"""Told how many of how many are done, now and then (0: nobody knows yet); what it raises stops the work."""

_EVERY = 100
_NOT_PLAIN = re.compile(r"[^A-Za-z0-9-]+")


def _quietly(done: int, of: int) -> None:
    """No progress is told."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody to be reminded: where they stand today, in which language, and what suits them."""

    name: str
    key: tuple[str, str]
    number: str
    address: str | None
    language: str
    colour: Colour
    certified: bool
    window: dt.date
    due: dt.date
    options: tuple[Suited, ...]

    @property
    def reachable(self) -> bool:
        """Whether the staff list has an e-mail address for them that can be used."""
        return mail_files.usable(self.address)


@dataclass(frozen=True, slots=True)
class Preview:
    """What would be written: how many drafts, one of them in full (from 0), and who has no e-mail address."""

    drafts: int
    at: int
    draft: Draft | None
    without: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: how many drafts, in which folder; and who has no e-mail address."""

    drafts: int
    folder: Path | None
    without: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mailing:
    """All that the drafts are written from: whoever holds it needs no database any more."""

    recipients: tuple[Recipient, ...]
    without: tuple[str, ...]
    sender: str
    contact: str
    on: dt.date

    def draft(self, one: Recipient) -> Draft:
        """The draft to somebody, in their language."""
        t = Translator(one.language)
        words = reminder_words.text(t, one, contact=self.contact, sender=self.sender)
        return Draft(one.name, one.address or "", one.language, reminder_words.subject(t, one), words)


class Reminders:
    """Writes reminders for a manager's people, or for one of them; they tell today's standing."""

    def __init__(self, store: Store, clock: Clock, library: Library, team: Team) -> None:
        self._store = store
        self._clock = clock
        self._library = library
        self._team = team

    def preview(self, actor: Actor, whom: Question | str, *, contact: str = "", at: int = 0) -> Preview:
        """What `write` would write for the red and amber people of a question, or for one person (by id).

        `at` says which draft is given in full; beyond the last one it is the last. Raises `not_permitted` as the
        grid does; for one person, unless the actor may plan a talk for them.
        """
        with self._store.read():
            if isinstance(whom, str):
                held = self.collect(actor, whom, contact=contact)
                found, drafts, without = iter(held.recipients), len(held.recipients), held.without
            else:
                question = self._question(whom)
                addresses = self._team.addresses(actor, question)
                without = tuple(one.name for one in addresses if not mail_files.usable(one.address))
                drafts = len(addresses) - len(without)
                held = self._mailing(actor, [], contact)
                found = self._reachable(actor, question) if drafts else iter(())
            at = max(0, min(at, drafts - 1))
            shown = next(itertools.islice(found, at, None), None)
        return Preview(drafts, at, held.draft(shown) if shown else None, without)

    def collect(
        self, actor: Actor, whom: Question | str, *, contact: str = "", progress: Progress = _quietly
    ) -> Mailing:
        """Everything for the drafts to those people, as it is at one moment; refused as `preview` is."""
        with self._store.read():
            if isinstance(whom, str):
                access.require_lead_of(actor, whom, on=self._clock.today())
                found = self._told([_row_of(whom, self._clock.today())], progress)
                return self._mailing(actor, found, contact)
            with contextlib.closing(self._team.ranges(actor, self._question(whom))) as ranges:
                return self._mailing(actor, self._told(ranges, progress), contact)

    def write(
        self,
        actor: Actor,
        whom: Question | str,
        directory: Path,
        *,
        contact: str = "",
        progress: Progress = _quietly,
    ) -> Written:
        """Collect the recipients, then write the drafts as `write_drafts` does."""
        return write_drafts(self.collect(actor, whom, contact=contact), directory, progress=progress)

    def _question(self, whom: Question) -> Question:
        return replace(whom, as_at=self._clock.today(), colours=whom.colours & REMINDED)

    def _mailing(self, actor: Actor, found: Iterable[Recipient], contact: str) -> Mailing:
        """Inside a transaction."""
        sender = people.by_id(actor.person_id).name if actor.person_id else ""
        reachable, without = list[Recipient](), list[tuple[str, str, str]]()
        for one in found:
            if one.reachable:
                reachable.append(one)
            else:
                without.append((*one.key, one.name))
        names = tuple(name for *_, name in sorted(without))
        return Mailing(tuple(reachable), names, sender, contact, self._clock.today())

    def _reachable(self, actor: Actor, question: Question) -> Iterator[Recipient]:
        """Those who can be written to, a few at a time."""
        found = self._team.first(actor, question, limit=_EVERY)
        while found:
            yield from (one for one in self._told([found], _quietly) if one.reachable)
            found = self._team.after(actor, question, found[-1], limit=_EVERY)

    def _told(self, ranges: Iterable[Sequence[TeamRow]], progress: Progress) -> Iterator[Recipient]:
        """Each row as a recipient; inside a transaction."""
        practice, done = practice_of(self._library), 0
        suspensions = {OptionId(one.option): one for one in pathway.suspensions_on(self._clock.today())}
        for rows in ranges:
            for part in people.chunks(rows):
                ids = [row.person_id for row in part]
                persons, answers, chosen = people.by_ids(ids), pathway.own_answers_of(ids), accounts.languages_of(ids)
                for row in part:
                    person = persons[row.person_id]
                    suited = offered_to(
                        person,
                        answers.get(person.id, OwnAnswers()),
                        renewal=row.certified_on is not None,
                        suspensions=suspensions,
                        practice=practice,
                    )
                    yield _recipient(person, row, chosen.get(person.id), suited)
                done += len(part)
                progress(done, 0)


def write_drafts(mailing: Mailing, directory: Path, *, progress: Progress = _quietly) -> Written:
    """Write the drafts into a new folder of a directory: all of them or none. `cannot_create`.

    Where there is nobody to write to, no folder is made. What `progress` raises stops it. It needs no database.
    """
    if not mailing.recipients:
        return Written(0, None, mailing.without)
    name = f"reminders-{mailing.on.isoformat()}"
    folder = saving.write_folder(directory, name, _files(mailing, progress))
    return Written(len(mailing.recipients), folder, mailing.without)


def _row_of(person_id: str, today: dt.date) -> list[TeamRow]:
    """One person as a row of the grid, where they have something to complete; inside a transaction."""
    policy, person = standing.policy_in_force(), people.by_id(person_id)
    record = standing.records_of([person], policy)[person_id]
    explanation = certification.explain(record, today, policy=policy)
    held = explanation.standing
    if explanation.colour not in REMINDED or held is None:
        return []
    names = (person.payroll_number, person.given_name, person.family_name)
    dates = (held.certified_on, held.window_opens_on, held.due_on)
    return [TeamRow(person_id, "", explanation.colour, ("", "", "", ""), *names, "", *dates, None)]


def _recipient(person: Person, row: TeamRow, chosen: str | None, suited: tuple[Suited, ...]) -> Recipient:
    language = chosen or person.language
    return Recipient(
        name=person.name,
        key=(fold(person.family_name), fold(person.given_name)),
        number=person.payroll_number,
        address=person.email,
        language=language if language in LANGUAGES else LANGUAGES[0],
        colour=row.colour,
        certified=row.certified_on is not None,
        window=row.window_opens_on,
        due=row.due_on,
        options=suited,
    )


def _files(mailing: Mailing, progress: Progress) -> Iterator[tuple[str, bytes]]:
    number = len(mailing.recipients)
    digits = len(str(number))
    for at, one in enumerate(mailing.recipients, 1):
        file = f"{at:0{digits}d}-{_NOT_PLAIN.sub('-', one.number)[:40]}.eml"
        yield file, mail_files.as_eml(mailing.draft(one))
        if at % _EVERY == 0 or at == number:
            progress(at, number)
