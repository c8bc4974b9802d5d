"""How arguments are read: complaints in the reader's language, and the kinds of values that can be given."""

from __future__ import annotations

import argparse
import datetime as dt
import re
import unicodedata
from typing import Any, NoReturn

from prevent_tui.i18n import N_, Translator
from prevent_tui.safety import clean, has_control

MOST_CHARACTERS = 200
"""How long a name or number may be."""

_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

_COMPLAINTS = (
    (re.compile(r"unrecognized arguments: (?P<what>.*)", re.DOTALL), N_("There is no option or argument %(what)s.")),
    (re.compile(r"the following arguments are required: (?P<what>.*)"), N_("Missing: %(what)s.")),
    (
        re.compile(r"one of the arguments (?P<what>.*) is required"),
        N_("Missing: one of %(what)s."),
    ),
    (
        re.compile(r"argument (?P<name>.*?): not allowed with argument (?P<what>.*)"),
        N_("%(name)s and %(what)s can't be given together."),
    ),
    (
        re.compile(r"argument (?P<name>.*?): invalid choice: (?P<what>.*?) \(choose from (?P<choices>.*)\)", re.DOTALL),
        N_("%(name)s can't be %(what)s. Choose from %(choices)s."),
    ),
    (re.compile(r"argument (?P<name>.*?): expected .*"), N_("%(name)s needs a value.")),
    (re.compile(r"argument (?P<name>.*?): (?P<what>.*)", re.DOTALL), N_("%(name)s: %(what)s")),
)


class _Help(argparse.HelpFormatter):
    """Help whose first word is in the reader's language."""

    def __init__(self, prog: str, *, t: Translator) -> None:
        super().__init__(prog)
        self._t = t

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        """Put how the command is written first."""
        super().add_usage(usage, actions, groups, self._t.tr(N_("usage: ")) if prefix is None else prefix)


class HouseParser(argparse.ArgumentParser):
    """A parser that speaks the reader's language and takes no abbreviations."""

    def __init__(self, *, t: Translator, **options: Any) -> None:
        super().__init__(add_help=False, allow_abbrev=False, formatter_class=lambda prog: _Help(prog, t=t), **options)
        self._t = t
        self._positionals.title = t.tr(N_("What to give"))
        self._optionals.title = t.tr(N_("Options"))
        self.add_argument("-h", "--help", action="help", help=t.tr(N_("show this help and leave")))

    def error(self, message: str) -> NoReturn:
        """Leave with status 2 and a sentence."""
        for pattern, complaint in _COMPLAINTS:
            found = pattern.fullmatch(message)
            if found:
                values = {name: value.replace("'", "") for name, value in found.groupdict().items()}
                message = self._t.tr(complaint, **values)
                break
        hint = self._t.tr(N_("See: %(command)s --help"), command=self.prog)
        self.exit(2, clean(f"{message} {hint}") + "\n")


def day(t: Translator, text: str) -> dt.date:
    """A day, year-month-day."""
    try:
        if _ISO_DAY.fullmatch(text):
            return dt.date.fromisoformat(text)
    except ValueError:
        pass
    message = t.tr(N_("%(value)s is not a date such as 2026-11-18."), value=clean(text))
    raise argparse.ArgumentTypeError(message)


def filled(t: Translator, text: str) -> str:
    """A name or number that is kept: not blank, not too long, and nothing in it that could steer a terminal."""
    text = unicodedata.normalize("NFC", text).strip()
    if not text or len(text) > MOST_CHARACTERS or has_control(text):
        raise argparse.ArgumentTypeError(t.tr(N_("it must be filled in, without control characters.")))
    return text


def number(t: Translator, text: str) -> int:
    """A number without a sign."""
    if text.isascii() and text.isdigit():
        return int(text)
    raise argparse.ArgumentTypeError(t.tr(N_("%(value)s is not a number."), value=clean(text)))
