"""What is wrong with the courses, and marking translations that have been read against the English."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from prevent_tui.content import lint, twins
from prevent_tui.content.loader import courses_directory
from prevent_tui.domain.errors import Fault


def directories() -> tuple[Path, ...]:
    """The folders of the courses that come with the program, in order of name."""
    folders = sorted(folder for folder in courses_directory().iterdir() if folder.is_dir())
    return tuple(folder for folder in folders if (folder / "course.toml").is_file())


def faults(directory: Path, *, today: dt.date) -> tuple[Fault, ...]:
    """Everything wrong with the course in a directory."""
    return lint.check(directory, today)


def stamp(directory: Path) -> tuple[str, ...]:
    """Say in every translation that it was made from today's English; gives the files that changed.

    Raises `course_broken` or `cannot_stamp`, and then nothing is written.
    """
    return twins.stamp(directory)
