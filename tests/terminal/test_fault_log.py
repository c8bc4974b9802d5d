"""The log of faults."""

from __future__ import annotations

import datetime as dt
import re
import stat
from pathlib import Path

from prevent_tui.terminal.fault_log import new_reference, record

NOW = dt.datetime(2026, 11, 18, 9, 30, tzinfo=dt.UTC)


def fault(words: str) -> BaseException:
    secret = "0012345"
    try:
        raise ValueError(f"{words}, {len(secret)} letters")
    except ValueError as error:
        return error


def test_an_entry_has_time_reference_and_place_but_no_values(tmp_path: Path) -> None:
    log = tmp_path / "logs" / "faults.log"
    first = record(fault("one"), log, now=NOW)
    second = record(fault("two"), log, now=NOW)
    text = log.read_text("utf-8")
    assert f"2026-11-18T09:30:00+00:00 {first}\n" in text
    assert first != second
    assert text.index(first) < text.index(second)
    assert "ValueError: one" in text
    assert "in fault" in text
    assert "0012345" not in text


def test_only_the_owner_can_read_it(tmp_path: Path) -> None:
    log = tmp_path / "logs" / "faults.log"
    record("told", log, now=NOW)
    assert stat.S_IMODE(log.stat().st_mode) == 0o600
    assert stat.S_IMODE(log.parent.stat().st_mode) == 0o700


def test_no_control_character_is_kept(tmp_path: Path) -> None:
    log = tmp_path / "faults.log"
    record(fault("red \x1b[31m\x9b"), log, now=NOW)
    assert "red [31m" in log.read_text("utf-8")
    assert not re.search("[\x1b\x9b]", log.read_text("utf-8"))


def test_a_log_that_cannot_be_written_still_gives_a_reference(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert re.fullmatch(r"\w{3}-\w{3}", record("told", tmp_path / "file" / "faults.log", now=NOW))
    assert re.fullmatch(r"\w{3}-\w{3}", record("told", None, now=NOW))


def test_a_full_log_makes_room_once(tmp_path: Path) -> None:
    log = tmp_path / "faults.log"
    log.write_text("x" * 1_000_001)
    record("told", log, now=NOW)
    assert log.stat().st_size < 1_000
    assert (tmp_path / "faults.log.1").stat().st_size == 1_000_001


def test_references_can_be_read_out() -> None:
    references = {new_reference() for _ in range(200)}
    assert len(references) == 200
    assert not set("".join(references)) & set("01OISL")
