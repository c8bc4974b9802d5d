from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine

from prevent_tui.services import courses
from tests.commands.typed import Typing
from tests.content.courses import TODAY
from tests.content.courses import sound_course as sound


@pytest.fixture(autouse=True)
def day() -> Iterator[None]:
    """The machine's clock stands on the day the small course was written."""
    with time_machine.travel(TODAY, tick=False):
        yield


def test_a_sound_course(typed: Typing, tmp_path: Path) -> None:
    outcome = typed("content", "check", sound(tmp_path))
    assert (outcome.status, outcome.lines) == (0, ["No faults were found."])


def test_every_fault_in_a_line_of_its_own(typed: Typing, tmp_path: Path) -> None:
    directory = sound(tmp_path)
    (directory / "cy" / "duty-aims.md").unlink()
    (directory / "en" / "notes.txt").write_text("left over", encoding="utf-8")
    outcome = typed("content", "check", directory)
    assert outcome.status == 1
    assert outcome.lines == [
        "cy/duty-aims.md: The file is missing.",
        "en/notes.txt: The course does not use this file.",
    ]
    records = json.loads(typed("content", "check", directory, "--format", "json").out)
    assert records[0] == {
        "file": "cy/duty-aims.md", "line": None, "code": "file_missing", "sentence": "The file is missing.",
    }  # fmt: skip


def test_a_folder_that_is_not_there(typed: Typing, tmp_path: Path) -> None:
    outcome = typed("content", "check", tmp_path / "nothing")
    assert outcome.status == 1
    assert "There is no such folder." in outcome.out


def test_by_default_every_course_of_the_program(typed: Typing) -> None:
    assert "elearning" in {directory.name for directory in courses.directories()}
    outcome = typed("content", "check", "--format", "json")
    assert outcome.status in (0, 1)
    assert all(one["file"].startswith("elearning/") for one in json.loads(outcome.out))


def test_translations_are_stamped(typed: Typing, tmp_path: Path) -> None:
    directory = sound(tmp_path)
    page = directory / "en" / "duty-aims.md"
    page.write_text(page.read_text(encoding="utf-8").replace("to notice", "to look"), encoding="utf-8")
    stale = typed("content", "check", directory)
    assert stale.lines == ["cy/duty-aims.md: The English of duty-aims has changed since it was translated."]
    assert typed("content", "stamp", directory).lines == [f"Stamped: {directory.name}/cy/duty-aims.md"]
    assert typed("content", "check", directory).status == 0


def test_what_is_no_course_is_not_stamped(typed: Typing, tmp_path: Path) -> None:
    (tmp_path / "course.toml").write_text("format = 'no'", encoding="utf-8")
    refused = typed("content", "stamp", tmp_path)
    assert (refused.status, refused.out) == (4, "")
    assert refused.err.splitlines()[0].startswith("course.toml")


def test_a_report_is_written_beside_the_faults(typed: Typing, tmp_path: Path) -> None:
    directory, file = sound(tmp_path), tmp_path / "report.md"
    (directory / "en" / "notes.txt").write_text("left over", encoding="utf-8")
    outcome = typed("content", "check", directory, "--report", file)
    assert (outcome.status, outcome.lines) == (1, ["en/notes.txt: The course does not use this file."])
    assert file.read_text(encoding="utf-8") == courses.measured([directory])


def test_a_report_that_cannot_be_written(typed: Typing, tmp_path: Path) -> None:
    refused = typed("content", "check", sound(tmp_path), "--report", tmp_path)
    assert (refused.status, refused.out) == (1, "")
    assert refused.err.startswith(str(tmp_path))
