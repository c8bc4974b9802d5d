"""What tests have another process do with a database: run as `python -m tests.other_process WHAT URL …`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from prevent_tui.bootstrap import services_on
from prevent_tui.domain.errors import PreventError
from prevent_tui.domain.progress import Place
from prevent_tui.services.access import OPERATOR, Actor
from prevent_tui.storage import installation, people
from tests.clocks import TODAY, StillClock
from tests.courses import COURSE, Shelf, small_course
from tests.databases import opened
from tests.factories import completed

ROOT = Path(__file__).parent.parent
SECONDS = 60


def begun(what: str, *arguments: str) -> subprocess.Popen[str]:
    """Another process, doing that; it says READY where it has to be waited for."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.other_process", what, *arguments],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def ready(process: subprocess.Popen[str]) -> subprocess.Popen[str]:
    """That process, once it has said READY."""
    assert process.stdout is not None
    assert process.stdout.readline() == "READY\n"
    return process


def go(process: subprocess.Popen[str]) -> None:
    """Let a process that waits go on."""
    assert process.stdin is not None
    process.stdin.write("go\n")
    process.stdin.flush()


def ended(process: subprocess.Popen[str]) -> str:
    """What a process said until it ended well."""
    said, _ = process.communicate(timeout=SECONDS)
    assert process.returncode == 0, said
    return said


def doing(what: str, *arguments: str) -> str:
    """What another process said, which did that and ended well."""
    return ended(begun(what, *arguments))


def keep_setting(url: str, name: str, text: str) -> None:
    """Set a setting."""
    with opened(url) as store, store.write():
        installation.keep_setting(name, text)


def count_up(url: str, times: str) -> None:
    """Add one to the setting `count` that many times, a transaction each, from the moment a line is read."""
    with opened(url) as store:
        print("READY", flush=True)
        sys.stdin.readline()
        for _ in range(int(times)):
            with store.write(everyone=True):
                installation.keep_setting("count", str(int(installation.setting("count") or 0) + 1))


def hold(url: str) -> None:
    """Hold a write open, and the lock on everybody, until a line is read."""
    with opened(url) as store, store.write(everyone=True):
        installation.keep_setting("held", "yes")
        print("READY", flush=True)
        sys.stdin.readline()


def hold_out_of_turn(url: str) -> None:
    """Hold a write open without queuing for it, as a stranger's program does, until a line is read."""
    with opened(url) as store, store.database.atomic("IMMEDIATE"):
        print("READY", flush=True)
        sys.stdin.readline()


def answer_last(url: str, person: str, item: str, response: str) -> None:
    """Answer a question of the small course's final check, from the moment a line is read; says the completion."""
    with opened(url) as store:
        services = services_on(store, StillClock(), Shelf(small_course()))
        print("READY", flush=True)
        sys.stdin.readline()
        view = services.learning.answer(Actor(person), COURSE, Place("final", 1, int(item)), response)
        print(view.completion_id)


def start_course(url: str, person: str) -> None:
    """Start the small course, from the moment a line is read; says the attempt."""
    with opened(url) as store:
        services = services_on(store, StillClock(), Shelf(small_course()))
        print("READY", flush=True)
        sys.stdin.readline()
        print(services.learning.start(Actor(person), COURSE).attempt_id)


def issue_certificate(url: str, key_file: str, completion: str) -> None:
    """Ask for the certificate of a completion, from the moment a line is read; says its reference."""
    with opened(url) as store:
        services = services_on(store, StillClock(), Shelf(small_course()), key_file=Path(key_file))
        print("READY", flush=True)
        sys.stdin.readline()
        print(services.certificates.issue(OPERATOR, completion).facts.reference)


def sign_in(url: str, actor: str, register: str, *numbers: str) -> None:
    """Sign these people in on a register, one after the other, from the moment a line is read."""
    with opened(url) as store:
        services = services_on(store, StillClock(), Shelf(small_course()))
        print("READY", flush=True)
        sys.stdin.readline()
        for number in numbers:
            services.registers.sign_in(Actor(actor), register, number)


def sign_off(url: str, actor: str, register: str) -> None:
    """Sign a register off as it was when a line is read; says what came of it."""
    with opened(url) as store:
        services = services_on(store, StillClock(), Shelf(small_course()))
        preview = services.registers.preview(Actor(actor), register)
        print("READY", flush=True)
        sys.stdin.readline()
        try:
            services.registers.sign_off(Actor(actor), register, preview)
        except PreventError as problem:
            print(problem.code)
        else:
            print("signed")


def complete(url: str, number: str) -> None:
    """Record that somebody completed an option today."""
    with opened(url) as store:
        services = services_on(store, StillClock(), Shelf(small_course()))
        with store.read():
            person = people.by_payroll(number)
        assert person is not None
        completed(services, Actor(person.id), TODAY.isoformat())


WORK = (
    complete, keep_setting, count_up, hold, hold_out_of_turn, answer_last, start_course, issue_certificate, sign_in,
    sign_off,
)  # fmt: skip

if __name__ == "__main__":
    {work.__name__: work for work in WORK}[sys.argv[1]](*sys.argv[2:])
