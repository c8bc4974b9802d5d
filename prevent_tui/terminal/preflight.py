"""Whether the full screen can run here, asked before anything heavy is imported."""

from __future__ import annotations

TYPE_CHECKING = False  # `typing` takes longer to import than the first frame may
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TextIO

_LOCALE_NAMES = ("LC_ALL", "LC_CTYPE", "LANG")
_UTF8 = {"utf8", "utf-8", "utf_8"}


def why_not(
    environ: Mapping[str, str], stdin: TextIO | None, stdout: TextIO | None, stderr: TextIO | None
) -> str | None:
    """Why the full screen can't run, or None when it can.

    The codes: `no_terminal` (one of the three streams is not a terminal), `dumb_terminal` (TERM is empty or
    "dumb"), `not_utf8` (the locale's character set, or that of the stream that is drawn on, is not UTF-8).
    """
    if not all(_is_terminal(stream) for stream in (stdin, stdout, stderr)):
        return "no_terminal"
    if environ.get("TERM", "").lower() in {"", "dumb"}:
        return "dumb_terminal"
    if not (_locale_is_utf8(environ) and _writes_utf8(stderr)):
        return "not_utf8"
    return None


def _is_terminal(stream: TextIO | None) -> bool:
    try:
        return stream is not None and stream.isatty()
    except ValueError:  # a closed stream
        return False


def _locale_is_utf8(environ: Mapping[str, str]) -> bool:
    """By POSIX the first of the three that is set counts; one that names no character set is not UTF-8."""
    name = next((environ[key] for key in _LOCALE_NAMES if environ.get(key)), "C")
    charset = name.partition("@")[0].partition(".")[2]
    return charset.lower() in _UTF8


def _writes_utf8(stream: TextIO | None) -> bool:
    encoding = getattr(stream, "encoding", None) or ""
    return encoding.lower() in _UTF8
