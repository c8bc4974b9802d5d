"""What is typed ahead on a slow line goes where it would have gone on a fast one."""

from __future__ import annotations

import sys

import pytest

from tests.pty import Terminal


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        (b"0012\tsecret", "number=0012 password=secret|"),
        (b"0012\rsecret", "number=0012 password=secret|"),
        (b"12\x1b[H00\tsecret", "number=0012 password=secret|"),
        (b"x\tsecret\x1b[Z\x7f0012", "number=0012 password=secret|"),
        (b"\tsecret\t/0012", "number=0012 password=secret|"),
        (b"0013\x7f2\tsecre\x1b[D\x1b[Ft", "number=0012 password=secret|"),
    ],
)
def test_keys_that_arrive_at_once_act_in_order(typed: bytes, shown: str) -> None:
    with Terminal([sys.executable, "-m", "tests.terminal.sample_form"]) as terminal:
        terminal.wait_for("READY")
        terminal.wait_quiet()
        terminal.send(typed)
        terminal.wait_for(shown)
