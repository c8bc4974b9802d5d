"""An unexpected error: the terminal put right, one sentence with a reference, details in the log."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from tests.pty import Terminal

SENTENCE = re.compile(r"The program has a fault and has closed\.")
REFERENCE = re.compile(r"Reference:\s+(\w{3}-\w{3})")


def after_the_app(terminal: Terminal) -> str:
    """What was printed after the full screen was left."""
    return bytes(terminal.raw).decode().rpartition("\x1b[?1049l")[2]


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("f2", "ValueError: went wrong after 15"),
        ("f3", "ValueError: went wrong after 15"),
        ("f4", "OSError: the worker went wrong"),
        ("f5", "ValueError: went wrong after 15"),
    ],
)
def test_an_error_becomes_a_sentence(tmp_path: Path, key: str, words: str) -> None:
    log = tmp_path / "faults.log"
    with Terminal([sys.executable, "-m", "tests.terminal.sample_app", "plain", str(log)]) as terminal:
        terminal.wait_for("READY")
        terminal.wait_quiet()
        terminal.send(key)
        assert terminal.wait_exit() == 1
        said = after_the_app(terminal)
    assert len(SENTENCE.findall(said)) == 1
    assert "Traceback" not in said
    assert "Error" not in said
    assert "NOTE" not in said
    assert "payroll" not in said
    reference = REFERENCE.search(said)
    assert reference is not None
    details = log.read_text("utf-8")
    assert reference[1] in details.splitlines()[0]
    assert words in details
    assert "payroll" not in details


def test_an_error_before_the_first_frame(tmp_path: Path) -> None:
    log = tmp_path / "faults.log"
    with Terminal([sys.executable, "-m", "tests.terminal.sample_app", "broken", str(log)]) as terminal:
        assert terminal.wait_exit() == 1
        said = after_the_app(terminal)
        assert terminal.line_attributes() == terminal.attributes[:4]
    assert SENTENCE.search(said)
    assert "Traceback" not in said
    assert "broken [31mfrom the start" in log.read_text("utf-8")


def test_without_a_log_the_reference_is_given_all_the_same() -> None:
    with Terminal([sys.executable, "-m", "tests.terminal.sample_app", "plain"]) as terminal:
        terminal.wait_for("READY")
        terminal.wait_quiet()
        terminal.send("f2")
        assert terminal.wait_exit() == 1
        assert REFERENCE.search(after_the_app(terminal))
