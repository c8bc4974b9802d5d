"""What can be typed after `prevent-tui`, read without importing what the commands need."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, cast

from prevent_tui import __version__
from prevent_tui.commands.arguments import HouseParser, day, filled, number
from prevent_tui.domain.certification import Colour
from prevent_tui.domain.options import OptionId
from prevent_tui.domain.people import StaffGroup
from prevent_tui.i18n import LANGUAGES, N_, Translator
from prevent_tui.safety import clean

FORMATS = ("table", "json", "csv")
PROGRAM = "prevent-tui"


def early(arguments: Sequence[str]) -> argparse.Namespace:
    """What must be known before the language of complaints is: --lang, --config and --database."""
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    for name in ("--lang", "--config", "--database"):
        parser.add_argument(name, nargs="?")
    try:
        return parser.parse_known_args(list(arguments))[0]
    except (argparse.ArgumentError, SystemExit):
        return argparse.Namespace(lang=None, config=None, database=None)


def build(t: Translator) -> argparse.ArgumentParser:
    """The parser of everything that can be typed."""
    description = t.tr(N_("Prevent duty training in a terminal. Without a command, the full screen opens."))
    parser = HouseParser(t=t, prog=PROGRAM, description=description)
    parser.set_defaults(run=None)
    _global_options(parser, t)
    parser.add_argument("--version", action="version", version=f"{PROGRAM} {__version__}",
                        help=_help(t, N_("show the version and leave")))  # fmt: skip
    commands = _Commands(t, parser)
    _care_of_the_database(commands, t)
    _records(commands, t)
    _people(commands, t)
    _certificates(commands, t)
    _sessions(commands, t)
    _registers(commands, t)
    _content(commands, t)
    _pathway(commands, t)
    _audit(commands, t)
    _accounts(commands, t)
    return parser


class _Commands:
    """The commands below a parser."""

    def __init__(self, t: Translator, parser: argparse.ArgumentParser, *, required: bool = False) -> None:
        self._t = t
        self._commands = parser.add_subparsers(
            title=t.tr(N_("Commands")),
            metavar=t.tr(N_("COMMAND")),
            required=required,
            # What makes each command's parser need not be a class.
            parser_class=cast(type[HouseParser], partial(HouseParser, t=t)),
        )

    def add(
        self, name: str, about: str | None, run: tuple[str, str] | None = None, *, own_as: bool = False
    ) -> argparse.ArgumentParser:
        """A command: its module and function in this package; without a description it isn't listed.

        `own_as` says that `--as` after the command is an option of its own; before it, it names a person as ever.
        """
        words = None if about is None else _help(self._t, about)
        listed: dict[str, Any] = {} if words is None else {"help": words, "description": words}
        parser: argparse.ArgumentParser = self._commands.add_parser(name, **listed)
        if run is not None:
            parser.set_defaults(run=run)
            _global_options(parser, self._t, again=True, own_as=own_as)
        return parser

    def group(self, name: str, about: str) -> _Commands:
        """Commands that share a first word."""
        return _Commands(self._t, self.add(name, about), required=True)


def _global_options(
    parser: argparse.ArgumentParser, t: Translator, *, again: bool = False, own_as: bool = False
) -> None:
    """The options that go with every command, before it or (`again`, not listed once more) after it."""

    def add(name: str, about: str, **options: Any) -> None:
        options |= {"default": argparse.SUPPRESS, "help": argparse.SUPPRESS} if again else {"help": _help(t, about)}
        parser.add_argument(name, **options)

    add("--database", N_("the database: sqlite:///FILE or postgresql://…"), metavar="URL")
    add("--config", N_("a settings file to use in place of the others"), metavar="FILE")
    add("--lang", N_("the language: English or Welsh"), choices=LANGUAGES)
    if own_as:
        return
    add(
        "--as",
        N_("with a command: act with this person's rights"),
        metavar="PAYROLL",
        dest="acting_as",
        type=clean,
    )


def _care_of_the_database(commands: _Commands, t: Translator) -> None:
    init = commands.add("init", N_("make a new database with its first administrator"), ("care", "init"))
    init.add_argument("--administrator", required=True, metavar="PAYROLL", type=partial(filled, t),
                      help=_help(t, N_("the administrator's payroll number")))  # fmt: skip
    init.add_argument("--given-name", required=True, metavar="N", type=partial(filled, t))
    init.add_argument("--family-name", required=True, metavar="N", type=partial(filled, t))
    commands.add("migrate", N_("bring the database up to date with this program"), ("care", "migrate"))
    doctor = commands.add(
        "doctor", N_("look for what is wrong with the database and its surroundings"), ("care", "doctor")
    )
    _format(doctor, t)
    demo = commands.add("demo", N_("open an invented organisation to try everything on"), ("demo", "demo"))
    demo.add_argument(
        "--directory", metavar="DIR", type=Path, help=_help(t, N_("where it is kept; a temporary place by default"))
    )
    demo.add_argument(
        "--people", metavar="N", type=partial(number, t), default=300, help=_help(t, N_("how many people, at least 20"))
    )
    _day_option(demo, t, "--today", N_("the day it is in the demo"))
    demo.add_argument("--no-open", action="store_true", help=_help(t, N_("only make it")))


def _records(commands: _Commands, t: Translator) -> None:
    staff = commands.group("staff", N_("the staff list"))
    imported = staff.add("import", N_("bring a whole staff list in"), ("records", "import_staff"))
    _file_options(imported, t)
    imported.add_argument("--layout", choices=("plain",), default="plain", help=_help(t, N_("the columns of the file")))
    imported.add_argument("--allow-leavers", action="store_true",
                          help=_help(t, N_("also when more than one in twenty would leave")))  # fmt: skip
    _format(staff.add("list", N_("list everyone on it"), ("records", "list_staff")), t)
    completions = commands.group("completions", N_("training records"))
    _file_options(completions.add("import", N_("bring training records in"), ("records", "import_completions")), t)
    void = completions.add("void", N_("void a completion that was a mistake"), ("records", "void_completion"))
    void.add_argument("id", metavar="ID", type=clean)
    void.add_argument("--reason", required=True, metavar="TEXT", type=clean)
    codes = commands.group("codes", N_("one-time codes"))
    issue = codes.add("issue", N_("issue one-time codes to sign in with"), ("records", "issue_codes"))
    issue.add_argument("payroll_numbers", nargs="+", metavar="PAYROLL", type=clean)
    _format(issue, t)
    keys = commands.group("keys", N_("registration keys for governors")).add(
        "issue", N_("issue keys that open a governor's account each, once"), ("registration", "issue_keys")
    )
    keys.add_argument(
        "--count", metavar="N", type=partial(number, t), default=1, help=_help(t, N_("how many; 1 by default"))
    )
    _format(keys, t)


def _people(commands: _Commands, t: Translator) -> None:
    status = commands.add("status", N_("one person's standing, and why"), ("standing", "status"))
    status.add_argument("payroll_number", metavar="PAYROLL", type=clean)
    _day_option(status, t, "--as-at", N_("the day asked about; today by default"))
    _day_option(status, t, "--if-completed-on", N_("also say whether a completion on this day would count"))
    _format(status, t, formats=("table", "json"))
    team = commands.add("team", N_("the standing of the people who report to a manager"), ("standing", "team"))
    whose = team.add_mutually_exclusive_group(required=True)
    whose.add_argument("--manager", metavar="PAYROLL", type=clean)
    whose.add_argument("--without-manager", action="store_true",
                       help=_help(t, N_("people who report to nobody, or whose manager has left")))  # fmt: skip
    team.add_argument("--whole", action="store_true", help=_help(t, N_("everybody below the manager")))
    _day_option(team, t, "--as-at", N_("the day asked about; today by default"))
    team.add_argument("--colour", action="append", choices=[colour.value for colour in Colour],
                      help=_help(t, N_("only this colour; may be given more than once")))  # fmt: skip
    team.add_argument(
        "--name", default="", metavar="TEXT", type=clean, help=_help(t, N_("only names that contain this"))
    )
    team.add_argument("--certification", default="", metavar="TEXT", type=clean,
                      help=_help(t, N_("only certifications whose name contains this")))  # fmt: skip
    team.add_argument("--staff-group", choices=[group.value for group in StaffGroup],
                      help=_help(t, N_("only people of this staff group")))  # fmt: skip
    team.add_argument("--option", choices=[option.value for option in OptionId],
                      help=_help(t, N_("only people who are certified by this option")))  # fmt: skip
    _format(team, t)
    forecast = commands.add("forecast", N_("who turns amber or red in the months to come"), ("forecast", "forecast"))
    forecast.add_argument("--manager", required=True, metavar="PAYROLL", type=clean)
    forecast.add_argument("--whole", action="store_true", help=_help(t, N_("everybody below the manager")))
    forecast.add_argument("--months", default=24, metavar="N", type=partial(number, t),
                          help=_help(t, N_("how many months, from this one on; 24 by default")))  # fmt: skip
    _format(forecast, t)


def _certificates(commands: _Commands, t: Translator) -> None:
    about = N_("show, save or check a certificate")
    certificate = commands.add("certificate", about, ("certificates", "certificate"), own_as=True)
    what = N_("REF: a certificate's reference, or a completion; verify REF|FILE: check it; key: the public keys")
    certificate.add_argument("words", nargs="+", metavar="REF", type=clean, help=_help(t, what))
    certificate.add_argument("--as", dest="form", choices=("html", "text", "pdf"), help=_help(t, N_("the form")))
    certificate.add_argument("--output", metavar="FILE", type=Path, help=_help(t, N_("a new file to write it to")))
    keys = N_("with verify FILE: the issuer's public keys, in place of this database's")
    certificate.add_argument("--key", metavar="KEY", type=Path, help=_help(t, keys))
    rotate = N_("with key: sign with a new key from now on")
    certificate.add_argument("--rotate", action="store_true", help=_help(t, rotate))


def _sessions(commands: _Commands, t: Translator) -> None:
    sessions = commands.group("sessions", N_("webinars and workshops"))
    _file_options(sessions.add("import", N_("bring sessions in"), ("sessions", "import_sessions")), t)
    _format(sessions.add("list", N_("list the sessions to come"), ("sessions", "list_sessions")), t)
    sheet = sessions.add("sheet", N_("print a session's sign-in sheet"), ("trainer", "sheet"))
    sheet.add_argument("session", metavar="SESSION", type=clean)
    sheet.add_argument("--form", choices=("text", "html", "csv"), default="text", help=_help(t, N_("the form")))
    sheet.add_argument("--output", metavar="FILE", type=Path, help=_help(t, N_("a new file to write it to")))
    off = sessions.add("cancel", N_("cancel a session and tell everybody on it"), ("trainer", "cancel"))
    off.add_argument("session", metavar="SESSION", type=clean)
    off.add_argument("--reason", required=True, metavar="TEXT", type=partial(filled, t))
    files = N_("a folder for calendar files that take it out of their calendars")
    off.add_argument("--calendars", metavar="DIRECTORY", type=Path, help=_help(t, files))
    about = N_("write everybody's calendar file as it is now")
    invitations = sessions.add("calendars", about, ("trainer", "calendars"))
    invitations.add_argument("session", metavar="SESSION", type=clean)
    invitations.add_argument("directory", metavar="DIRECTORY", type=Path)
    for name, about in (("book", N_("book a place for somebody")), ("cancel", N_("cancel somebody's booking"))):
        command = commands.add(name, about, ("sessions", name))
        command.add_argument("payroll_number", metavar="PAYROLL", type=clean)
        command.add_argument("session", metavar="SESSION", type=clean)
        command.add_argument("--calendar", metavar="FILE", type=Path,
                             help=_help(t, N_("also write a calendar file (.ics)")))  # fmt: skip
    attendance = commands.group("attendance", N_("who attended a session"))
    marks = attendance.add("import", N_("mark everybody whom a file names"), ("sessions", "import_attendance"))
    marks.add_argument("session", metavar="SESSION", type=clean)
    _file_options(marks, t)


def _pathway(commands: _Commands, t: Translator) -> None:
    suits = commands.add("options", N_("which options suit a person, and why"), ("pathway", "options"))
    suits.add_argument("payroll_number", metavar="PAYROLL", type=clean)
    _day_option(suits, t, "--as-at", N_("the day asked about; today by default"))
    _format(suits, t)
    named = [option.value for option in OptionId]
    suspend = commands.add("suspend", N_("let an option rest for a while"), ("pathway", "suspend"))
    suspend.add_argument("option", metavar="OPTION", choices=named, help=", ".join(named))
    _day_option(suspend, t, "--from", N_("the first day"), dest="from_on", required=True)
    _day_option(suspend, t, "--until", N_("the last day; without it, until further notice"), dest="until_on")
    for language, about in (("en", N_("the reason in English")), ("cy", N_("the reason in Welsh"))):
        suspend.add_argument(f"--reason-{language}", required=True, metavar="TEXT", type=partial(filled, t),
                             help=_help(t, about))  # fmt: skip
    resume = commands.add("resume", N_("let an option run again"), ("pathway", "resume"))
    resume.add_argument("option", metavar="OPTION", choices=named, help=", ".join(named))
    absence = commands.add("absence", N_("record somebody's long leave"), ("pathway", "absence"))
    absence.add_argument("payroll_number", metavar="PAYROLL", type=clean)
    _day_option(absence, t, "--from", N_("the first day"), dest="from_on", required=True)
    _day_option(absence, t, "--until", N_("the last day"), dest="until_on", required=True)
    absence.add_argument("--reason", required=True, metavar="TEXT", type=partial(filled, t))
    policy = commands.group("policy", N_("how long a completion lasts, and the like"))
    _format(policy.add("show", N_("show the policy"), ("pathway", "show_policy")), t)
    change = policy.add("set", N_("change the policy; says first whom that affects"), ("pathway", "set_policy"))
    change.add_argument("values", nargs="+", metavar="NAME=VALUE", type=clean)
    change.add_argument("--dry-run", action="store_true", help=_help(t, N_("only say what would be done")))


def _audit(commands: _Commands, t: Translator) -> None:
    administrators = commands.group("administrators", N_("who administers"))
    for name, about, run in (
        ("add", N_("give somebody an administrator's rights"), "add_administrator"),
        ("remove", N_("take an administrator's rights away"), "remove_administrator"),
    ):
        administrators.add(name, about, ("audit", run)).add_argument("payroll_number", metavar="PAYROLL", type=clean)
    delegate = commands.add(
        "delegate", N_("let somebody stand in for a manager for some days"), ("delegation", "delegate")
    )
    delegate.add_argument("manager", metavar="MANAGER", type=clean)
    delegate.add_argument("to", metavar="TO", type=clean)
    _day_option(delegate, t, "--from", N_("the first day"), dest="from_on")
    _day_option(delegate, t, "--until", N_("the last day"), dest="until_on")
    delegate.add_argument("--end", action="store_true", help=_help(t, N_("end it now, or call it off")))
    _format(commands.add("delegations", N_("list who stands in for whom"), ("delegation", "listed")), t)
    audit = commands.group("audit", N_("the log of what administrators changed"))
    _format(audit.add("list", N_("list it, the oldest row first"), ("audit", "listed")), t)
    _format(audit.add("head", N_("its last row's number and hash, to be noted elsewhere"), ("audit", "head")), t,
            formats=("table", "json"))  # fmt: skip
    verify = commands.add("verify", N_("look whether the log was tampered with"), ("audit", "verify"))
    verify.add_argument("--head", metavar="NUMBER:HASH", type=clean,
                        help=_help(t, N_("a head that was noted: also look whether rows were cut off")))  # fmt: skip


def _accounts(commands: _Commands, t: Translator) -> None:
    accounts = commands.group("accounts", N_("who can sign in"))
    for name, about in (
        ("unlock", N_("let somebody try again whom failures have locked")),
        ("disable", N_("let nobody sign in to an account any more")),
        ("enable", N_("let its owner sign in to a disabled account again")),
    ):
        accounts.add(name, about, ("accounts", name)).add_argument("payroll_number", metavar="PAYROLL", type=clean)
    pending = commands.group("pending", N_("records of payroll numbers that nobody has"))
    _format(pending.add("list", N_("list the numbers that wait"), ("accounts", "pending")), t)
    join = pending.add("join", N_("say whose the records of a number are; for good"), ("accounts", "join"))
    join.add_argument("unknown", metavar="NUMBER", type=clean)
    join.add_argument("payroll_number", metavar="PAYROLL", type=clean)


def _registers(commands: _Commands, t: Translator) -> None:
    registers = commands.group("registers", N_("the registers of toolbox talks"))
    _format(registers.add("list", N_("list the talks and their registers"), ("registers", "list_registers")), t)
    export = registers.add("export", N_("write a register as a file"), ("registers", "export"))
    export.add_argument("id", metavar="ID", type=clean, help=_help(t, N_("the talk's number, or its reference")))
    export.add_argument("--layout", choices=("csv", "totara", "html"), default="csv",
                        help=_help(t, N_("the form of the file")))  # fmt: skip
    export.add_argument("--output", metavar="FILE", type=Path,
                        help=_help(t, N_("the file to write; by default it is printed")))  # fmt: skip


def _content(commands: _Commands, t: Translator) -> None:
    content = commands.group("content", N_("the courses"))
    check = content.add("check", N_("look for what is wrong with the courses"), ("content", "check"))
    check.add_argument(
        "directory",
        nargs="?",
        metavar="DIR",
        type=Path,
        help=_help(t, N_("a course's folder; by default, every course of the program")),
    )
    check.add_argument("--report", metavar="FILE", type=Path,
                       help=_help(t, N_("also write what they measure to a file, as Markdown in English")))  # fmt: skip
    _format(check, t)
    stamp = content.add("stamp", None, ("content", "stamp"))
    stamp.add_argument("directory", nargs="?", metavar="DIR", type=Path)


def _file_options(parser: argparse.ArgumentParser, t: Translator) -> None:
    parser.add_argument("file", metavar="FILE", type=Path)
    parser.add_argument("--dry-run", action="store_true", help=_help(t, N_("only say what would be done")))


def _format(parser: argparse.ArgumentParser, t: Translator, *, formats: Sequence[str] = FORMATS) -> None:
    parser.add_argument("--format", choices=formats, default=formats[0], help=_help(t, N_("how to write the answer")))


def _day_option(parser: argparse.ArgumentParser, t: Translator, name: str, about: str, **options: Any) -> None:
    read: Callable[[str], dt.date] = partial(day, t)
    parser.add_argument(name, metavar="DATE", type=read, help=_help(t, about), **options)


def _help(t: Translator, message: str) -> str:
    """A message as argparse wants it, which fills in `%` itself."""
    return t.tr(message).replace("%", "%%")
