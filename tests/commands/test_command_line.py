from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from prevent_tui import __version__
from prevent_tui.services.admin import Administration
from tests.commands.typed import Office, Typing
from tests.factories import person

EVERY_COMMAND = (
    (), ("init",), ("migrate",), ("doctor",), ("demo",), ("staff",), ("staff", "import"), ("staff", "list"),
    ("completions",), ("completions", "import"), ("completions", "void"), ("codes",), ("codes", "issue"),
    ("status",), ("team",), ("content",), ("content", "check"), ("content", "stamp"),
)  # fmt: skip


@pytest.mark.parametrize("command", EVERY_COMMAND, ids=" ".join)
@pytest.mark.parametrize("language", ["en", "cy"])
def test_every_command_has_help(typed: Typing, command: tuple[str, ...], language: str) -> None:
    helped = typed("--lang", language, *command, "--help")
    assert (helped.status, helped.err) == (0, "")
    assert " ".join(("prevent-tui", *command)) in helped.lines[0]


def test_what_is_for_authors_alone_is_not_listed(typed: Typing) -> None:
    assert "stamp" not in typed("content", "--help").out
    for later in ("--plain", "--kiosk"):
        assert later not in typed("--help").out + typed("team", "--help").out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--plain",), "There is no option or argument --plain."),
        (("--kiosk",), "--kiosk"),
        (("teams",), "COMMAND can't be teams."),
        (("team",), "Missing: one of --manager --without-manager."),
        (("team", "--manager", "1", "--without-manager"), "--without-manager and --manager can't be given together."),
        (("staff",), "Missing: COMMAND."),
        (("status", "1", "--as-at", "2026-02-30"), "--as-at: 2026-02-30 is not a date such as 2026-11-18."),
        (("status", "1", "--as-at"), "--as-at needs a value."),
        (("status", "1", "--form", "json"), "--form"),
        (("team", "--manager", "1", "--colour", "pink"), "--colour can't be pink."),
        (("--lang", "fr", "team", "--manager", "1"), "--lang can't be fr."),
        (("staff", "import", "x.csv", "--layout", "totara"), "--layout can't be totara."),
        (("demo", "--people", "-1"), "--people"),
        (("--database", "mysql://here", "migrate"), "mysql://here is not a database address."),
        (("--config", "/nowhere/at/all", "migrate"), "/nowhere/at/all can't be used: No such file or directory."),
    ],
)
def test_what_cannot_be_understood_is_usage(typed: Typing, arguments: tuple[str, ...], said: str) -> None:
    refused = typed(*arguments)
    assert (refused.status, refused.out) == (2, "")
    assert said in refused.err
    assert len(refused.err.splitlines()) == 1


def test_the_version(typed: Typing) -> None:
    assert typed("--version").lines == [f"prevent-tui {__version__}"]


def test_without_a_terminal_there_is_no_full_screen(typed: Typing) -> None:
    for arguments in ((), ("--lang", "en")):
        refused = typed(*arguments)
        assert (refused.status, refused.out) == (2, "")
        assert refused.err == "The full screen needs a terminal. The commands work without one: prevent-tui --help\n"


def test_options_for_every_command_may_stand_before_or_after_it(sqlite_office: Office, typed: Typing) -> None:
    with sqlite_office.services() as services:
        person(services)
    before = typed("--database", sqlite_office.url, "--as", "00042", "--lang", "cy", "status", "00042")
    after = typed("status", "00042", "--database", sqlite_office.url, "--as", "00042", "--lang", "cy")
    assert before.status == 0
    assert before == after


@pytest.mark.parametrize(
    ("flags", "environment", "config", "month"),
    [
        ((), {}, "", "November"),
        ((), {"LANG": "cy_GB.UTF-8"}, "", "Tachwedd"),
        ((), {"LANG": "cy_GB.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "", "November"),
        ((), {"LANG": "en_GB.UTF-8"}, 'language = "cy"', "Tachwedd"),
        ((), {"LANG": "cy_GB.UTF-8"}, 'language = "en"', "November"),
        (("--lang", "en"), {"LANG": "cy_GB.UTF-8"}, 'language = "cy"', "November"),
        (("--lang", "cy"), {}, 'language = "en"', "Tachwedd"),
    ],
)
def test_the_language_is_the_flags_then_the_settings_then_the_locales(
    sqlite_office: Office,
    monkeypatch: pytest.MonkeyPatch,
    surroundings: Path,
    flags: tuple[str, ...],
    environment: dict[str, str],
    config: str,
    month: str,
) -> None:
    with sqlite_office.services() as services:
        person(services)
    (surroundings / ".config/prevent_tui").mkdir(parents=True)
    (surroundings / ".config/prevent_tui/config.toml").write_text(config, encoding="utf-8")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert f"18 {month} 2026" in sqlite_office(*flags, "status", "00042").out


def test_a_broken_settings_file_does_not_hide_the_help(typed: Typing, tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_text("speed = 9", encoding="utf-8")
    assert typed("--config", tmp_path / "bad.toml", "--help").status == 0
    refused = typed("--config", tmp_path / "bad.toml", "migrate")
    assert refused.status == 2
    assert refused.err.rstrip().endswith("can't be used: speed.")


def test_a_fault_of_the_program_shows_a_reference_and_no_traceback(
    sqlite_office: Office, monkeypatch: pytest.MonkeyPatch, surroundings: Path
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("the wheels came off")

    monkeypatch.setattr(Administration, "staff", fail)
    failed = sqlite_office("staff", "list")
    assert (failed.status, failed.out) == (1, "")
    assert len(failed.err.splitlines()) == 1
    reference = failed.err.rstrip().rpartition(" ")[2]
    log = (surroundings / ".local/state/prevent_tui/prevent_tui.log").read_text(encoding="utf-8")
    assert reference in log
    assert "the wheels came off" in log


def test_being_interrupted_is_quiet(sqlite_office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Administration, "staff", interrupt)
    stopped = sqlite_office("staff", "list")
    assert (stopped.status, stopped.out, stopped.err) == (130, "", "")


def test_a_reader_that_goes_away_is_no_complaint(sqlite_office: Office) -> None:
    with sqlite_office.services() as services:
        for number in range(20):
            person(services, str(number))
    line = [sys.executable, "-m", "prevent_tui", "--database", sqlite_office.url, "staff", "list"]
    reading, writing = os.pipe()
    os.close(reading)
    try:
        outcome = subprocess.run(line, stdout=writing, stderr=subprocess.PIPE, text=True, check=False)
    finally:
        os.close(writing)
    assert (outcome.returncode, outcome.stderr) == (1, "")


def test_what_a_terminal_could_obey_is_not_written(sqlite_office: Office) -> None:
    with sqlite_office.services() as services:
        boss = person(services, "1")
        person(services, "2", given="Bad\x1b[31m", family="Name\u202e", manager=boss)
    for command in (("team", "--manager", "1"), ("staff", "list"), ("status", "2")):
        assert not {"\x1b", "\u202e"} & set(sqlite_office(*command).out)


def test_before_the_first_screen_neither_database_nor_content_is_loaded() -> None:
    """What the full screen needs is imported; what waits behind it is not."""
    script = (
        "import sys\n"
        "import prevent_tui.cli\n"
        "import prevent_tui.app\n"
        "names = ('storage', 'exchange', 'content', 'services', 'bootstrap', 'commands')\n"
        "late = {f'prevent_tui.{name}' for name in names} | {'peewee', 'babel', 'argon2'}\n"
        "print(sorted(late & set(sys.modules)))\n"
    )
    outcome = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert outcome.stdout.strip() == "[]"


def test_reading_the_arguments_loads_none_of_them_either() -> None:
    script = (
        "import sys\n"
        "from prevent_tui.cli import main\n"
        "main(['--lang', 'cy'])\n"
        "rooms = ('storage', 'services', 'screens', 'exchange', 'content')\n"
        "late = ('peewee', 'babel', *(f'prevent_tui.{room}' for room in rooms))\n"
        "print([name for name in sys.modules if name.startswith(late)])\n"
    )
    outcome = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert outcome.stdout.strip() == "[]"
