"""What is wrong with the courses, what they measure, and marking translations as read against the English."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

from prevent_tui.content import glossary, glossary_rules, lint, report, talk_lint, talks, twins
from prevent_tui.content.loader import courses_directory, load
from prevent_tui.domain.errors import Fault


def directories() -> tuple[Path, ...]:
    """The folders of the courses and talks that come with the program, in order of name."""
    folders = sorted(folder for folder in courses_directory().iterdir() if folder.is_dir())
    return tuple(folder for folder in folders if (folder / "course.toml").is_file() or _is_talk(folder))


def _is_talk(directory: Path) -> bool:
    """Whether a folder holds a toolbox talk."""
    return (directory / talks.FILE).is_file()


def faults(directory: Path, *, today: dt.date) -> tuple[Fault, ...]:
    """Everything wrong with the course or talk in a directory."""
    return talk_lint.check(directory, today) if _is_talk(directory) else lint.check(directory, today)


def glossary_faults(*, today: dt.date) -> tuple[Fault, ...]:
    """Everything wrong with the program's own glossary."""
    loaded = [course for directory in directories() if (course := load(directory).course) is not None]
    return glossary_rules.check(glossary.DIRECTORY, loaded, today=today)


def measured(directories: Iterable[Path]) -> str:
    """The report on the courses in those directories, as Markdown; one that can't be loaded is left out."""
    loaded = (load(directory).course for directory in directories if not _is_talk(directory))
    return report.markdown(course for course in loaded if course is not None)


def stamp(directory: Path) -> tuple[str, ...]:
    """Say in every translation that it was made from today's English; gives the files that changed.

    Raises `course_broken` or `cannot_stamp`, and then nothing is written.
    """
    return talk_lint.stamp(directory) if _is_talk(directory) else twins.stamp(directory)


def stamp_glossary() -> tuple[str, ...]:
    """The same for the program's own glossary."""
    return twins.stamp_glossary(glossary.DIRECTORY)
