"""`content check` and `content stamp`: the courses' files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from prevent_tui import faults
from prevent_tui.clock import SystemClock
from prevent_tui.commands import output
from prevent_tui.commands.call import Call
from prevent_tui.commands.outcome import DONE, FAILED
from prevent_tui.domain.errors import Fault, PreventError
from prevent_tui.i18n import N_
from prevent_tui.services import courses

_KEYS = ("file", "line", "code", "sentence")


def check(call: Call) -> int:
    """Every fault of a course, or of all that come with the program and the glossary; 1 where there is one.

    With `--report`, what they measure is written to a file first: in English, like the files it is about.
    """
    t, form = call.t, call.options.format
    if call.options.report is not None:
        _write_report(call.options.report, call.options.directory)
    found = list(_faults(call.options.directory))
    if form == "table":
        for fault in found:
            output.say(faults.line(t, fault))
        if not found:
            output.say(t.tr(N_("No faults were found.")))
    else:
        records = [
            {"file": one.file, "line": one.line, "code": one.code, "sentence": faults.sentence(t, one)} for one in found
        ]
        output.listing(t, records, {}, form=form, keys=_KEYS)
    return FAILED if found else DONE


def stamp(call: Call) -> int:
    """Mark the translations of a course, or of all, as made from today's English."""
    directory: Path | None = call.options.directory
    for course in (directory,) if directory else courses.directories():
        for name in courses.stamp(course):
            output.say(call.t.tr(N_("Stamped: %(file)s"), file=str(Path(course.name) / name)))
    for name in () if directory else courses.stamp_glossary():
        output.say(call.t.tr(N_("Stamped: %(file)s"), file=str(Path("glossary") / name)))
    return DONE


def _write_report(file: Path, directory: Path | None) -> None:
    """Write the report; raises `cannot_create` where the file can't be written."""
    text = courses.measured([directory] if directory else courses.directories())
    try:
        file.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise PreventError("cannot_create", path=str(file), reason=error.strerror or "") from error


def _faults(directory: Path | None) -> Iterator[Fault]:
    today = SystemClock().today()
    if directory is not None:
        yield from courses.faults(directory, today=today)
        return
    for course in courses.directories():
        for fault in courses.faults(course, today=today):
            yield replace(fault, file=f"{course.name}/{fault.file}")
    for fault in courses.glossary_faults(today=today):
        yield replace(fault, file=f"glossary/{fault.file}")
