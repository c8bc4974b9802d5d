"""Watching the toolbox talk alone: one's own place is kept to the second, and nothing is ever recorded by it."""

from __future__ import annotations

import dataclasses
from html.parser import HTMLParser
from pathlib import Path

import pytest

from prevent_tui import alone_words
from prevent_tui.bootstrap import Services
from prevent_tui.content.talks import TalkShelf
from prevent_tui.domain.playing import Playhead
from prevent_tui.domain.talks import Talk
from prevent_tui.i18n import Translator
from prevent_tui.services.access import Actor
from prevent_tui.services.alone import Alone, Watched
from prevent_tui.storage import models
from tests import factories
from tests.databases import contents


@pytest.fixture
def viewer(services: Services) -> Actor:
    return factories.person(services)


def at(watched: Watched, position: int, speed: int = 100) -> Playhead:
    """The head at a second."""
    return dataclasses.replace(watched.head, position=position, speed=speed)


def title_at(watched: Watched) -> str:
    step = watched.talk.steps[watched.captions_in("en").step_at(watched.head.position)]
    return watched.talk.words["en"].slides[step.id].title


def test_looking_begins_nothing(services: Services, viewer: Actor) -> None:
    before = contents(services.store)
    watched = services.alone.open(viewer)
    assert (watched.begun, watched.head.position) == (False, 0)
    assert contents(services.store) == before


def test_the_place_is_kept_for_each_person(services: Services, viewer: Actor) -> None:
    other = factories.person(services, "00077")
    watched = services.alone.open(viewer)
    for second in (1, 2, 301):
        services.alone.keep(viewer, at(watched, second, 150))
    again = services.alone.open(viewer)
    assert (again.begun, again.head.position, again.head.speed) == (True, 301, 150)
    assert services.alone.open(other).head.position == 0


def test_somebody_without_an_account_may_watch_too(services: Services) -> None:
    guest = services.guests.start().actor
    services.alone.keep(guest, at(services.alone.open(guest), 90))
    assert services.alone.open(guest).head.position == 90


def test_watching_to_the_end_records_nothing_but_the_place(services: Services, viewer: Actor) -> None:
    before = contents(services.store)
    watched = services.alone.open(viewer)
    assert services.alone.keep(viewer, at(watched, 10**6)).at_end
    after = contents(services.store)
    assert {name for name in after if after[name] != before[name]} == {"watching"}
    assert services.requests.mine(viewer) is None


@pytest.mark.parametrize(("position", "speed"), [(-5, 100), (7, 33), (7, 0)])
def test_nonsense_is_kept_as_the_nearest_sense(services: Services, viewer: Actor, position: int, speed: int) -> None:
    watched = services.alone.open(viewer)
    kept = services.alone.keep(viewer, at(watched, position, speed))
    assert (kept.position, kept.speed) == (max(0, position), 100)
    assert services.alone.open(viewer).head == kept


class OtherShelf(TalkShelf):
    """A shelf whose talk a new version has changed."""

    def __init__(self, talk: Talk) -> None:
        self.own = talk

    def talk(self, talk_id: str) -> Talk:
        return self.own


def test_mended_words_keep_the_slide(services: Services, viewer: Actor) -> None:
    watched = services.alone.open(viewer)
    position = watched.captions_in("en").begins[4] + 7
    services.alone.keep(viewer, at(watched, position))
    talk = services.talks.content(viewer)
    longer = {
        language: dataclasses.replace(
            words,
            slides={
                name: dataclasses.replace(slide, notes=(*slide.notes, "One sentence more, for everybody."))
                for name, slide in words.slides.items()
            },
        )
        for language, words in talk.words.items()
    }
    now = Alone(services.store, OtherShelf(dataclasses.replace(talk, words=longer))).open(viewer)
    assert title_at(now) == title_at(services.alone.open(viewer))
    assert now.captions_in("cy").into(now.head.position) == 7
    assert now.head.position > position


def test_a_slide_that_is_gone_leads_to_the_beginning(services: Services, viewer: Actor) -> None:
    watched = services.alone.open(viewer)
    services.alone.keep(viewer, at(watched, watched.captions_in("en").begins[4] + 7))
    talk = services.talks.content(viewer)
    without = dataclasses.replace(talk, steps=talk.steps[:4] + talk.steps[5:])
    assert Alone(services.store, OtherShelf(without)).open(viewer).head.position == 0


def test_a_language_the_talk_lacks_reads_the_first(services: Services, viewer: Actor) -> None:
    watched = services.alone.open(viewer)
    assert watched.captions_in("gd") is watched.captions_in("en")


class Page(HTMLParser):
    """The language, headings and text of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.language, self.headings, self.text, self._open = "", list[str](), "", ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open = tag
        if tag == "html":
            self.language = str(dict(attrs)["lang"])

    def handle_data(self, data: str) -> None:
        if data.strip() and self._open in ("h1", "h2"):
            self.headings.append(data)
        self.text += data


@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_page_has_every_slide_what_is_said_and_that_it_completes_nothing(
    services: Services, viewer: Actor, tmp_path: Path, language: str
) -> None:
    t, page = Translator(language), Page()
    file = services.alone.save(viewer, tmp_path, t)
    page.feed(file.read_text(encoding="utf-8"))
    talk = services.talks.content(viewer).for_one
    words = talk.words[language]
    assert page.language == language
    assert len(page.headings) == 1 + len(talk.steps)
    assert alone_words.warning(t) in page.text.split(page.headings[1])[0]
    for slide in words.slides.values():
        assert all(line in page.text for line in (*slide.lines, *slide.notes))
        assert all(one.ask in page.text and one.expect in page.text for one in slide.spoken)
    for hands in words.hands.values():
        assert all(text in page.text for text in (hands.stem, *hands.options.values(), hands.right))
    assert file.stat().st_mode & 0o077 == 0
    assert services.alone.save(viewer, tmp_path, t) == file


def test_a_place_is_a_row(services: Services, viewer: Actor) -> None:
    watched = services.alone.open(viewer)
    for second in (1, 2, 3):
        services.alone.keep(viewer, at(watched, second))
    with services.store.read():
        assert models.Watching.select().count() == 1
