"""The report on what courses measure: whole, the same every time, and up to date in the documentation."""

from __future__ import annotations

from pathlib import Path

import pytest

from prevent_tui.services import courses
from tests.content.courses import edit, sound_course

COMMITTED = Path(__file__).parents[2] / "docs" / "content-report.md"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return sound_course(tmp_path)


def row(report: str, title: str, *cells: str) -> list[str]:
    """The one row of the table below that heading that begins with those cells, without them."""
    start = "| " + " | ".join(cells) + " | "
    table = report.partition(f"### {title}\n\n")[2].partition("\n\n")[0]
    found = [line for line in table.splitlines() if line.startswith(start)]
    assert len(found) == 1, found
    return found[0].removeprefix(start).removesuffix(" |").split(" | ")


def test_the_report_in_the_documentation_is_current() -> None:
    assert COMMITTED.read_text(encoding="utf-8") == courses.measured(courses.directories()), "run: make content-report"


def test_a_course_has_every_figure(folder: Path) -> None:
    report = courses.measured([folder])
    assert "## The duty (`small`)" in report
    pages, english, welsh, questions, decisions, *minutes, stated = row(report, "Words and minutes", "duty")
    assert (pages, questions, decisions, stated) == ("1", "6", "3", "12")
    assert int(english) > int(welsh)
    assert float(minutes[0]) == pytest.approx(int(english) / 180 + 6 * 0.75 + 1.5, abs=0.05)
    assert row(report, "Pages", "duty-aims")[-1] == "PDG"
    assert 5 <= float(row(report, "Pages", "duty-aims")[2]) <= 13
    assert row(report, "Questions by aim", "duty", "aims") == ["3", "1", "3", "2"]
    giveaways = row(report, "Options that could give themselves away", "duty", "one", "en")
    assert giveaways == ["5", "0%", "33%", "40%", "33%"]
    assert row(report, "Scenarios", "duty-s1") == ["2–3", "Node of the ending"]
    kinds = row(report, "Questions by kind and difficulty", "all")
    assert kinds == ["5", "1", "1", "1", "1", "8", "1", "0", "9"]


def test_what_the_words_hold_cannot_break_a_table(folder: Path) -> None:
    edit(folder, "en/questions.toml", "Node of the ending", r"One | two\nthree")
    assert r"| One \| two three |" in courses.measured([folder])


def test_a_page_without_sources_says_so(folder: Path) -> None:
    edit(folder, "en/duty-aims.md", 'sources = ["PDG"]', "sources = []")
    assert row(courses.measured([folder]), "Pages", "duty-aims")[-1] == "none"


def test_a_course_that_is_not_in_english_has_no_reading_age(folder: Path) -> None:
    edit(folder, "course.toml", 'languages = ["en", "cy"]', 'languages = ["cy"]')
    report = courses.measured([folder])
    assert row(report, "Pages", "duty-aims")[1:] == ["", "PDG"]
    assert "mean" not in report


def test_what_cannot_be_loaded_is_left_out(folder: Path, tmp_path: Path) -> None:
    assert courses.measured([tmp_path / "nothing", folder]) == courses.measured([folder])
