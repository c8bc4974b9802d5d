"""Drafts of reminders: one e-mail a person as a file, for a manager to look at and send. Nothing is ever sent."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from prevent_tui import reminder_words
from prevent_tui.clock import Clock
from prevent_tui.content.loader import Library
from prevent_tui.domain import certification
from prevent_tui.domain.certification import Colour
from prevent_tui.domain.options import OptionId, Suited
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
"""Told how many drafts of how many are written, now and then."""

_EVERY = 200
_NOT_PLAIN = re.compile(r"[^A-Za-z0-9-]+")


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody to be reminded: where they stand today, in which language, and what suits them."""

    name: str
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
        found = self._recipients(actor, whom)
        reachable = [one for one in found if one.reachable]
        at = max(0, min(at, len(reachable) - 1))
        draft = self._draft(actor, contact)(reachable[at]) if reachable else None
        return Preview(len(reachable), at, draft, _without(found))

    def write(
        self,
        actor: Actor,
        whom: Question | str,
        directory: Path,
        *,
        contact: str = "",
        progress: Progress | None = None,
    ) -> Written:
        """Write the drafts into a new folder of a directory: all of them or none. `cannot_create`.

        Where there is nobody to write to, no folder is made.
        """
        found = self._recipients(actor, whom)
        reachable = [one for one in found if one.reachable]
        if not reachable:
            return Written(0, None, _without(found))
        drafts = map(self._draft(actor, contact), reachable)
        files = _files(drafts, [one.number for one in reachable], progress or (lambda done, of: None))
        folder = saving.write_folder(directory, f"reminders-{self._clock.today().isoformat()}", files)
        return Written(len(reachable), folder, _without(found))

    def _draft(self, actor: Actor, contact: str) -> Callable[[Recipient], Draft]:
        with self._store.read():
            sender = people.by_id(actor.person_id).name if actor.person_id else ""
        translators = {language: Translator(language) for language in LANGUAGES}
        return partial(_drafted, translators=translators, contact=contact, sender=sender)

    def _recipients(self, actor: Actor, whom: Question | str) -> list[Recipient]:
        today = self._clock.today()
        if isinstance(whom, str):
            with self._store.read():
                access.require_lead_of(actor, whom, on=today)
                rows = _row_of(whom, today)
        else:
            colours = whom.colours & REMINDED
            rows = self._team.everyone(actor, replace(whom, as_at=today, colours=colours))
        with self._store.read():
            ids = [row.person_id for row in rows]
            persons, answers = people.by_ids(ids), pathway.own_answers_of(ids)
            chosen = accounts.languages_of(ids)
            suspensions = {OptionId(one.option): one for one in pathway.suspensions_on(today)}
        practice = practice_of(self._library)

        def told(row: TeamRow) -> Recipient:
            person = persons[row.person_id]
            suited = offered_to(
                person,
                answers.get(person.id, OwnAnswers()),
                renewal=row.certified_on is not None,
                suspensions=suspensions,
                practice=practice,
            )
            return _recipient(person, row, chosen.get(person.id), suited)

        return [told(row) for row in rows]


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
        number=person.payroll_number,
        address=person.email,
        language=language if language in LANGUAGES else LANGUAGES[0],
        colour=row.colour,
        certified=row.certified_on is not None,
        window=row.window_opens_on,
        due=row.due_on,
        options=suited,
    )


def _drafted(one: Recipient, *, translators: dict[str, Translator], contact: str, sender: str) -> Draft:
    t = translators[one.language]
    words = reminder_words.text(t, one, contact=contact, sender=sender)
    return Draft(one.name, one.address or "", one.language, reminder_words.subject(t, one), words)


def _files(drafts: Iterable[Draft], numbers: Sequence[str], progress: Progress) -> Iterator[tuple[str, bytes]]:
    digits = len(str(len(numbers)))
    for at, (draft, number) in enumerate(zip(drafts, numbers, strict=True), 1):
        yield f"{at:0{digits}d}-{_NOT_PLAIN.sub('-', number)[:40]}.eml", mail_files.as_eml(draft)
        if at % _EVERY == 0 or at == len(numbers):
            progress(at, len(numbers))


def _without(found: Sequence[Recipient]) -> tuple[str, ...]:
    return tuple(one.name for one in found if not one.reachable)
