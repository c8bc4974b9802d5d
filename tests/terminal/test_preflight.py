"""Whether the full screen can run is known before Textual is imported."""

from __future__ import annotations

import io
import os
import subprocess
import sys

import pytest

from prevent_tui.terminal.preflight import why_not

GOOD = {"TERM": "xterm-256color", "LANG": "en_GB.UTF-8"}


class Screen(io.TextIOWrapper):
    def __init__(self, encoding: str = "utf-8") -> None:
        super().__init__(io.BytesIO(), encoding=encoding)

    def isatty(self) -> bool:
        return True


def test_a_utf8_terminal_will_do() -> None:
    assert why_not(GOOD, Screen(), Screen(), Screen()) is None


@pytest.mark.parametrize("which", range(3))
@pytest.mark.parametrize("instead", [None, io.StringIO()])
def test_each_stream_must_be_a_terminal(which: int, instead: io.StringIO | None) -> None:
    streams: list[io.TextIOBase | None] = [Screen(), Screen(), Screen()]
    streams[which] = instead
    assert why_not(GOOD, *streams) == "no_terminal"  # type: ignore[arg-type]


def test_a_closed_stream_is_no_terminal() -> None:
    closed = io.StringIO()
    closed.close()
    assert why_not(GOOD, closed, Screen(), Screen()) == "no_terminal"


@pytest.mark.parametrize("term", ["dumb", ""])
def test_a_dumb_terminal(term: str) -> None:
    assert why_not(GOOD | {"TERM": term}, Screen(), Screen(), Screen()) == "dumb_terminal"
    assert why_not({"LANG": "C.UTF-8"}, Screen(), Screen(), Screen()) == "dumb_terminal"


@pytest.mark.parametrize(
    "locale",
    [{}, {"LANG": "C"}, {"LANG": "en_GB"}, {"LANG": "cy_GB.ISO-8859-14"},
     {"LC_ALL": "POSIX", "LANG": "C.UTF-8"}, {"LC_CTYPE": "en_GB.ISO-8859-15@euro", "LANG": "C.UTF-8"}],
)  # fmt: skip
def test_a_locale_that_is_not_utf8(locale: dict[str, str]) -> None:
    assert why_not({"TERM": "linux"} | locale, Screen(), Screen(), Screen()) == "not_utf8"


@pytest.mark.parametrize(
    "locale",
    [{"LANG": "C.UTF-8"}, {"LANG": "cy_GB.utf8"}, {"LC_ALL": "", "LC_CTYPE": "C.UTF-8", "LANG": "C"}],
)
def test_a_locale_that_is_utf8(locale: dict[str, str]) -> None:
    assert why_not({"TERM": "linux"} | locale, Screen(), Screen(), Screen()) is None


def test_a_stream_that_cannot_carry_utf8() -> None:
    assert why_not(GOOD, Screen(), Screen(), Screen("latin-1")) == "not_utf8"


def test_asking_imports_neither_textual_nor_rich() -> None:
    code = "import sys, prevent_tui.terminal.preflight; print({'textual', 'rich', 'asyncio'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], env=os.environ, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
