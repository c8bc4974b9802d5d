"""Draws the pictures of the documentation: the real program at a real terminal of 80 by 24, as text.

`make screens` runs it. It makes a demo of its own for one day, so that the pictures stay the same until the screens
change: start, my learning, a page, a question with feedback, the result, the manager's grid, and a toolbox talk, in
both languages.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent.parent))

from tests.journeys.learner import Learner, program, the_course  # noqa: E402

DAY = "2026-11-18"
PASSWORD = "three-quiet-herons"
LEARNER, MANAGER = "100234", "100230"
STATES = {
    "green": "100236",
    "renewal": "100234",
    "starter": "100235",
    "red": "100239",
    "grey": "100241",
    "no-computer": "100240",
}
"""Whose My learning shows which state."""


@contextmanager
def demo() -> Iterator[tuple[str, Path]]:
    """The URL of a fresh demo database, and a directory for the program's own files."""
    with tempfile.TemporaryDirectory() as directory:
        command = [sys.executable, "-m", "prevent_tui", "demo", "--directory", f"{directory}/demo", "--today", DAY]
        subprocess.run([*command, "--no-open"], check=True, stdout=subprocess.DEVNULL)
        yield f"sqlite:///{directory}/demo/prevent_tui.db", Path(directory)


def keep(name: str, language: str, learner: Learner) -> None:
    """Write what is on the screen to a file."""
    learner.terminal.wait_quiet()
    rows = [row.rstrip() for row in learner.terminal.screen()]
    (HERE / language / f"{name}.txt").write_text("\n".join(rows).rstrip() + "\n", encoding="utf-8")


def at_start(learner: Learner, language: str) -> None:
    """Wait for the start and put it into the language."""
    learner.terminal.wait_for("Start now")
    if language == "cy":
        learner.terminal.send("ctrl+l")
        learner.say("cy")
        learner.terminal.wait_for(learner.t.tr("Start now"))


def learning(language: str) -> None:
    """The learner's screens, from the start to the result."""
    with demo() as (database, home), program(database, home) as terminal:
        learner = Learner(terminal, the_course())
        at_start(learner, language)
        keep("start", language, learner)
        learner.sign_in(LEARNER, PASSWORD)
        in_language(learner, language)
        keep("my-learning", language, learner)
        learner.go_on()
        seen: set[str] = set()
        learner.wait_until(lambda: learner.is_open_question, "the first question")
        for move in learner.moves(right=lambda question: question.id != "duty-b2"):
            learner.do(move)
            if "feedback" not in seen and learner.act == learner.t.tr("Continue") and move.kind == "submit several":
                seen.add("feedback")
                keep("question-with-feedback", language, learner)
            if "page" not in seen and learner.has_more:
                seen.add("page")
                keep("page", language, learner)
        keep("result", language, learner)


@contextmanager
def signed_in(database: str, home: Path, number: str, language: str) -> Iterator[Learner]:
    """Somebody at My learning."""
    with program(database, home) as terminal:
        learner = Learner(terminal, the_course())
        at_start(learner, language)
        learner.sign_in(number, PASSWORD)
        in_language(learner, language)
        yield learner


def in_language(learner: Learner, language: str) -> None:
    """Wait for My learning, in the language whatever the account had."""
    other = "cy" if language == "en" else "en"
    learner.wait_until(lambda: learner.act != "" and len(learner.body_text) > 200, "My learning")
    learner.say(other)
    if learner.t.tr("My learning") in learner.body_text:
        learner.terminal.send("ctrl+l")
    learner.say(language)
    learner.terminal.wait_for(learner.t.tr("Options that suit you"))


def standing(language: str) -> None:
    """My learning in every state, and which option suits."""
    with demo() as (database, home):
        for state, number in STATES.items():
            with signed_in(database, home, number, language) as learner:
                terminal = learner.terminal
                keep(f"my-learning-{state}", language, learner)
                if state == "renewal":
                    terminal.send("o")
                    terminal.wait_for(learner.t.tr("Which option suits you"))
                    keep("options", language, learner)


def managing(language: str) -> None:
    """The manager's grid, a person, the sub-teams and the forecast."""
    with demo() as (database, home), signed_in(database, home, MANAGER, language) as learner:
        terminal = learner.terminal
        terminal.send("t")
        terminal.wait_for("►")
        keep("team", language, learner)
        terminal.send("enter")
        terminal.wait_for(learner.t.tr("How the dates are worked out"))
        keep("person", language, learner)
        terminal.send("escape")
        terminal.wait_for(learner.t.tr("What to do"))
        terminal.send("b")
        terminal.wait_for(learner.t.tr("Sub-teams"))
        keep("sub-teams", language, learner)
        terminal.send("escape")
        terminal.wait_for(learner.t.tr("What to do"))
        terminal.send("p")
        terminal.wait_for(learner.t.tr("Turn amber"))
        keep("forecast", language, learner)


def talking(language: str) -> None:
    """A toolbox talk: the presenter's view, what the room sees, the register, and signing it off."""
    with demo() as (database, home), signed_in(database, home, MANAGER, language) as learner:
        terminal = learner.terminal
        terminal.send("t")
        terminal.wait_for("►")
        terminal.send("t")
        terminal.wait_for(learner.t.tr("Plan a talk"))
        terminal.wait_for("► 2")
        keep("talks", language, learner)
        terminal.send("enter")
        terminal.wait_for(learner.t.tr("Begin the talk now and open its register"))
        terminal.send("up", "enter")
        terminal.wait_for(learner.t.tr("the clock starts with the next slide"))
        terminal.send("pagedown", "pagedown", "pagedown", "pagedown")
        terminal.wait_for(learner.t.tr("Slide %(number)s of %(of)s", number=5, of=16))
        keep("presenter", language, learner)
        terminal.send("a")
        terminal.wait_for(learner.t.tr("Notes"))
        keep("audience", language, learner)
        terminal.send("n")
        terminal.wait_for(learner.t.tr("Next slide"))
        terminal.send("r")
        terminal.wait_for(learner.t.tr("Payroll number, or part of a name"))
        for number in ("100234", "004711", "100240", "100239", "100234"):
            terminal.send(number, "enter")
            terminal.wait_gone(f" {number}  ║")
        terminal.wait_for(learner.t.tr("%(name)s is on the register already.", name="Amina Warsame"))
        keep("register", language, learner)
        terminal.send("tab")
        terminal.wait_for("► ")
        terminal.send("s")
        terminal.wait_for(learner.t.tr("Back to the register"))
        terminal.wait_for("•")
        keep("sign-off", language, learner)


def watching(language: str) -> None:
    """The toolbox talk watched alone: what it is and is not, and a slide with its caption."""
    with demo() as (database, home), program(database, home) as terminal:
        learner = Learner(terminal, the_course())
        at_start(learner, language)
        learner.sign_in(STATES["no-computer"], PASSWORD)
        in_language(learner, language)
        terminal.send("w")
        terminal.wait_for(learner.t.tr("Read it as a text"))
        keep("alone", language, learner)
        terminal.send("enter")
        terminal.wait_for(learner.t.tr("Next slide"))
        terminal.send("pagedown", "pagedown", "pagedown")
        terminal.wait_for(learner.t.tr("Slide %(number)s of %(of)s", number=4, of=16))
        terminal.send("right")
        keep("alone-player", language, learner)


def main() -> None:
    """Draw every picture in both languages."""
    for language in ("en", "cy"):
        (HERE / language).mkdir(exist_ok=True)
        learning(language)
        standing(language)
        managing(language)
        talking(language)
        watching(language)


if __name__ == "__main__":
    main()
