"""The certificate at the screen: after a course that counts, saved in every form, in both languages."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from prevent_tui.i18n import Translator
from prevent_tui.screens.home import COURSE
from prevent_tui.services.access import Actor
from prevent_tui.services.certificates import check_file
from tests.courses import finish
from tests.factories import completed
from tests.screens.learning import Face, a_learner, at_home, services_of


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of the test's own; gives where the screens save."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    return tmp_path / "home" / "prevent_tui"


def finished(url: str, *, earlier: str | None = None) -> Actor:
    """Somebody at the result of the course."""
    learner = a_learner(url)
    services = services_of(url)
    if earlier:
        completed(services, learner, earlier)
    finish(services, learner, course=COURSE)
    services.store.close()
    return learner


@asynccontextmanager
async def at_result(url: str, *, language: str = "en", size: tuple[int, int] = (80, 24)) -> AsyncIterator[Face]:
    async with at_home(url, finished(url), language=language, size=size) as face:
        await face.press("enter")
        assert face.screen == "LearnScreen"
        yield face


async def test_it_opens_from_the_result_with_the_same_reference(sqlite_url: str) -> None:
    async with at_result(sqlite_url) as face:
        assert "Your certificate" in face.text
        reference = face.text.partition("Reference: ")[2][:14]
        await face.press("tab", "enter")
        assert face.screen == "CertificateScreen"
        assert "Certified until 18 November 2028." in face.text
        assert f"Reference {reference}" in face.text
        assert "Elin Example" in face.text
        await face.press("escape")
        assert face.screen == "LearnScreen"


async def test_practice_has_none(sqlite_url: str) -> None:
    async with at_home(sqlite_url, finished(sqlite_url, earlier="2026-01-10")) as face:
        await face.press("enter")
        assert "this run is kept as practice" in face.text
        assert "Reference:" not in face.text
        assert "Your certificate" not in face.text


async def test_it_is_saved_in_every_form(sqlite_url: str, home: Path) -> None:
    async with at_result(sqlite_url) as face:
        await face.press("tab", "enter", "enter", "tab", "enter", "tab", "enter")
        assert "Saved in this folder:" in face.text
        keys = await face.app.desk.run(lambda services: services.certificates.public_keys())
    files = sorted(home.iterdir())
    assert [file.suffix for file in files] == [".html", ".pdf", ".txt"]
    for file in files:
        checked = check_file(file.read_bytes(), keys)
        assert (checked.words_agree, checked.facts.name) == (True, "Elin Example")
    assert all("-en." in file.name for file in files)


async def test_it_is_saved_in_the_other_language_too(sqlite_url: str, home: Path) -> None:
    async with at_result(sqlite_url) as face:
        await face.press("tab", "enter", "l", "enter")
        assert "Save it in English instead" in face.text
        await face.press("ctrl+l")
        assert Translator("cy").tr("Save as HTML") in face.text
    (file,) = home.iterdir()
    assert '<html lang="cy">' in file.read_text(encoding="utf-8")


async def test_saving_twice_makes_one_file(sqlite_url: str, home: Path) -> None:
    async with at_result(sqlite_url) as face:
        await face.press("tab", "enter", "enter", "enter")
    assert len(os.listdir(home)) == 1


async def test_a_failure_is_said_and_nothing_is_called_saved(sqlite_url: str, home: Path) -> None:
    home.parent.mkdir(parents=True)
    home.write_text("in the way", encoding="utf-8")
    async with at_result(sqlite_url) as face:
        await face.press("tab", "enter", "enter")
        assert "There is a problem" in face.text
        assert "Saved in this folder:" not in face.text
        home.unlink()
        await face.press("tab", "tab", "enter")
        assert "Saved in this folder:" in face.text
        assert "There is a problem" not in face.text
    shutil.rmtree(home)


async def test_a_key_that_others_can_read_keeps_the_result_and_says_why(sqlite_url: str) -> None:
    key = Path(sqlite_url.removeprefix("sqlite:///") + ".certificate-key")
    key.write_text("", encoding="utf-8")
    key.chmod(0o644)
    async with at_result(sqlite_url) as face:
        assert "you are certified until 18 November 2028" in face.text
        assert "Reference:" not in face.text
        await face.press("tab", "enter")
        assert "chmod 600" in face.text
        assert "Save as" not in face.text


async def test_everything_is_in_the_list_of_commands(sqlite_url: str) -> None:
    async with at_result(sqlite_url) as face:
        await face.press("ctrl+p")
        assert "Your certificate" in face.text
        await face.press("escape", "tab", "enter", "ctrl+p")
        for name in ("Save as HTML", "Save as text", "Save as PDF", "Save it in Welsh instead"):
            assert name in face.text


@pytest.mark.parametrize("language", ["en", "cy"])
async def test_it_fits_a_small_terminal(sqlite_url: str, language: str) -> None:
    t = Translator(language)
    async with at_result(sqlite_url, language=language, size=(60, 20)) as face:
        await face.press("tab", "enter")
        for words in ("Save as HTML", "Save as text", "Save as PDF", "Reference"):
            assert t.tr(words) in face.text
