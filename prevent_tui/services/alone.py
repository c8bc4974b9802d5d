"""Watching the toolbox talk alone: always one's own place, and never a completion: only a signed register gives one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from prevent_tui import alone_words
from prevent_tui.content.talk_captions import timed
from prevent_tui.content.talks import TalkShelf
from prevent_tui.domain.errors import PreventError
from prevent_tui.domain.playing import NORMAL, SPEEDS, Playhead
from prevent_tui.domain.talks import Talk
from prevent_tui.domain.watching import Captions
from prevent_tui.exchange import handout_page, saving
from prevent_tui.exchange.handout_page import Part
from prevent_tui.i18n import Translator
from prevent_tui.services.access import Actor
from prevent_tui.services.talks import TALK
from prevent_tui.storage import watching
from prevent_tui.storage.database import Store
from prevent_tui.storage.watching import Place


@dataclass(frozen=True, slots=True)
class Watched:
    """The talk in the words for one, its captions by language, where this person is, and whether they ever began."""

    talk: Talk
    captions: Mapping[str, Captions]
    head: Playhead
    begun: bool

    def captions_in(self, language: str) -> Captions:
        """The captions in a language, or in the first one there is."""
        return self.captions.get(language) or next(iter(self.captions.values()))


class Alone:
    """The talk for people who watch or listen alone; what they watch is kept for them and told to nobody."""

    def __init__(self, store: Store, shelf: TalkShelf) -> None:
        self._store = store
        self._shelf = shelf
        self._timed: tuple[Talk, Talk, Mapping[str, Captions]] | None = None

    def open(self, actor: Actor) -> Watched:
        """The talk where this person left it; nothing is begun by looking. Raises `talk_broken`."""
        person_id, (talk, captions) = _oneself(actor), self._content()
        with self._store.read():
            place = watching.of_person(person_id, TALK)
        return Watched(talk, captions, _head(talk, captions, place), place is not None)

    def keep(self, actor: Actor, head: Playhead) -> Playhead:
        """Keep where this person is, and how fast it plays; on the disk when this returns."""
        person_id, (talk, captions) = _oneself(actor), self._content()
        times = next(iter(captions.values()))
        position = max(0, min(times.length, head.position))
        kept = Playhead(times.length, position, speed=head.speed if head.speed in SPEEDS else NORMAL)
        place = Place(talk.steps[times.step_at(position)].id, times.into(position), kept.speed)
        with self._store.write(people=[person_id]):
            watching.keep(person_id, TALK, place)
        return kept

    def text(self, actor: Actor, t: Translator) -> tuple[Part, ...]:
        """Everything that is shown and said, to be read; anybody may. Raises `talk_broken`."""
        talk, captions = self._content()
        return tuple(alone_words.parts(t, talk, seconds=next(iter(captions.values())).length))

    def save(self, actor: Actor, directory: Path, t: Translator) -> Path:
        """Write that as a page to print or to send; anybody may. Raises `cannot_create`."""
        page = handout_page.as_html(alone_words.title(t), t.language, self.text(actor, t))
        return saving.write_beside_others(directory / f"talk-{t.language}.html", [page.encode()])

    def _content(self) -> tuple[Talk, Mapping[str, Captions]]:
        """The talk in the words for one, and its captions; made once."""
        talk, held = self._shelf.talk(TALK), self._timed
        if held is None or held[0] is not talk:
            held = self._timed = talk, talk.for_one, timed(talk.for_one)
        return held[1], held[2]


def _oneself(actor: Actor) -> str:
    if actor.person_id is None:
        raise PreventError("not_permitted")
    return actor.person_id


def _head(talk: Talk, captions: Mapping[str, Captions], place: Place | None) -> Playhead:
    """Where a place lies today: a step that is gone from the talk leads to the beginning."""
    times = next(iter(captions.values()))
    steps = [step.id for step in talk.steps]
    if place is None or place.step not in steps:
        return Playhead(times.length)
    speed = place.speed if place.speed in SPEEDS else NORMAL
    return Playhead(times.length, times.second_of(steps.index(place.step), place.seconds), speed=speed)
