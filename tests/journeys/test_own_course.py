"""At a real terminal, killed in between: nation and sector, and words that are being written."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from prevent_tui.bootstrap import Services, services_on
from prevent_tui.content.loader import Library
from prevent_tui.content.twins import stamp
from prevent_tui.domain.courses import Audience, Nation, Sector
from tests import courses
from tests.clocks import StillClock
from tests.content.courses import edit, page, put, sound_course
from tests.databases import opened
from tests.journeys.learner import Learner, program
from tests.journeys.workplace import COURSE, ELIN, PASSWORD, Workplace, quick_hash, workplace

BLOCKS = "::: nation england wales\n{0} Channel.\n:::\n::: nation scotland\n{0} PMAP.\n:::\n\n"


@pytest.fixture
def place(tmp_path: Path) -> Workplace:
    """A workplace whose e-learning has a page that differs by nation, and a reflect step."""
    sound_course(tmp_path / "made").rename(tmp_path / COURSE)
    folder = tmp_path / COURSE
    edit(folder, "course.toml", 'id = "small"', f'id = "{COURSE}"')
    aims = '{ id = "duty-aims", kind = "page" },'
    edit(folder, "course.toml", aims, f'{aims}\n  {{ id = "duty-words", kind = "reflect" }},')
    edit(folder, "en/duty-aims.md", "You do not", f"{BLOCKS.format('Here it is')}You do not")
    edit(folder, "cy/duty-aims.md", "## Beth", f"{BLOCKS.format('Yma')}## Beth")
    for language, words in (("en", "Say it in your words."), ("cy", "Dywedwch yn eich geiriau.")):
        text = page(words, f"{words}\n+++\n{words}\n").replace("sources =", f'points = ["{words}"]\nsources =')
        put(folder, f"{language}/duty-words.md", text)
    stamp(folder)
    return workplace(tmp_path / "workplace", quick_hash())


@contextmanager
def own_services(place: Workplace, folder: Path) -> Iterator[Services]:
    with opened(place.url) as store:
        yield services_on(store, StillClock(), Library((folder,)))


def at_home(place: Workplace, folder: Path) -> Learner:
    """Somebody at My learning, with that course."""
    launcher = ("tests.journeys.launcher", "--courses", str(folder))
    with own_services(place, folder) as services:
        course = services.library.course(COURSE)
    learner = Learner(program(place.url, place.file.parent, launcher=launcher), course)
    learner.sign_in(ELIN, PASSWORD)
    learner.at_home(ELIN)
    return learner


def killed(learner: Learner) -> None:
    learner.terminal.kill(signal.SIGKILL)
    learner.terminal.wait_exit()
    learner.terminal.__exit__()


def test_killed_between_nation_and_sector_only_the_sector_is_asked_again(place: Workplace, tmp_path: Path) -> None:
    learner = at_home(place, tmp_path)
    learner.open_course()
    assert learner.sees("Where do you work?")
    killed(learner)
    learner = at_home(place, tmp_path)
    learner.open_course()
    assert learner.sees("Where do you work?")
    learner.answer_about_work(2)
    assert learner.sees("What kind of work do you do?")
    killed(learner)
    learner = at_home(place, tmp_path)
    learner.open_course()
    assert learner.sees("What kind of work do you do?")
    learner.answer_about_work(1)
    assert learner.is_open_question
    killed(learner)
    with own_services(place, tmp_path) as services:
        view = courses.walk_to(services, place.actors[ELIN], "duty-aims", course=COURSE)
    assert view.audience == Audience(Nation.SCOTLAND, Sector.HEALTH)
    learner = at_home(place, tmp_path)
    learner.open_course()
    assert learner.sees("Here it is PMAP.")
    assert not learner.sees("Channel")
    killed(learner)


def kept(place: Workplace, folder: Path) -> object:
    """What is recorded of the words."""
    with own_services(place, folder) as services:
        return services.learning.current(place.actors[ELIN], COURSE).draft


def test_killed_while_writing_the_words_are_there_up_to_the_last_save(place: Workplace, tmp_path: Path) -> None:
    with own_services(place, tmp_path) as services:
        courses.walk_to(services, place.actors[ELIN], "duty-words", course=COURSE)
    learner = at_home(place, tmp_path)
    learner.open_course()
    learner.terminal.send("I would listen [b]?", "enter", "Siân")
    learner.wait_until(lambda: learner.sees("Saved."), "the save")
    learner.terminal.send(" and more")
    learner.wait_until(lambda: learner.sees("Not saved yet."), "typing")
    killed(learner)
    assert kept(place, tmp_path) == "I would listen [b]?\nSiân"
    learner = at_home(place, tmp_path)
    learner.open_course()
    assert learner.sees("I would listen [b]?")
    assert learner.sees("Siân")
    assert not learner.sees("and more")
    assert learner.sees("Saved.")
    learner.terminal.send("!", "tab")
    learner.wait_until(lambda: learner.sees("► Compare with a model answer"), "the button")
    learner.terminal.send("enter")
    learner.wait_until(lambda: learner.act == "Continue", "the model answer")
    killed(learner)
    assert kept(place, tmp_path) == "I would listen [b]?\nSiân!"
    learner = at_home(place, tmp_path)
    learner.open_course()
    assert learner.act == "Continue"
    assert learner.sees("What you wrote")
    assert learner.sees("Siân!")
    killed(learner)


@pytest.mark.parametrize("key", ["ctrl+q", "escape", "f6"])
def test_leaving_at_once_loses_nothing(place: Workplace, tmp_path: Path, key: str) -> None:
    with own_services(place, tmp_path) as services:
        courses.walk_to(services, place.actors[ELIN], "duty-words", course=COURSE)
    learner = at_home(place, tmp_path)
    learner.open_course()
    learner.terminal.send("All of it", key)
    if key == "ctrl+q":
        assert learner.terminal.wait_exit() == 0
        learner.terminal.__exit__()
    else:
        shows = "Options that suit you" if key == "escape" else "Saved."
        learner.wait_until(lambda: learner.sees(shows), shows)
        killed(learner)
    assert kept(place, tmp_path) == "All of it"
