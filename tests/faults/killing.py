"""A learner whose program is killed again and again, beside a twin whose program never is.

Both begin from the same database. The twin shows what is on the screen before a key and after it, and what is then
recorded; the victim is killed, started again, and must be at one of the two, screen and records alike.
"""

from __future__ import annotations

import random
import re
import shutil
import signal
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from prevent_tui.domain.courses import Course, Phase, Question, StepKind
from prevent_tui.i18n import LANGUAGES, Translator, other
from tests.journeys.learner import Learner, Move, program, the_course
from tests.journeys.workplace import ELIN, PASSWORD, quick_hash, workplace

try:
    import pysqlite3 as sqlite3
except ImportError:
    import sqlite3

END = {"KILL": 128 + signal.SIGKILL, "TERM": 128 + signal.SIGTERM, "HUP": 129}

_RECORDS = {
    "attempt": "id, course, finished_at IS NULL",
    "visit": "sequence, step, sitting, item",
    "answer": "step, sitting, item, part, question, response, mark",
    "draft": "step, sitting, item, value",
    "paper": "step, sitting",
    "completion": "option, completed_on, source",
}

Records = dict[str, list[tuple[Any, ...]]]


@dataclass(frozen=True, slots=True)
class Plan:
    """One learner's way and where it is struck.

    `start` is the step reached before the first strike, `stop` the one not gone into. Whatever this learner gets to
    see is struck once, and beyond that one move in `every`. `right` answers the modules' questions rightly; `fails`
    fails the final check once.
    """

    name: str
    language: str
    start: str
    stop: str = ""
    every: int = 15
    right: bool = True
    fails: bool = False


@dataclass(slots=True)
class Report:
    """What was struck and what was found."""

    struck: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    scenes: Counter[str] = field(default_factory=Counter)
    mismatches: list[str] = field(default_factory=list)

    @property
    def points(self) -> int:
        """How often the program was ended."""
        return sum(self.struck.values())

    def add(self, another: Report) -> None:
        """Count another report's points too."""
        self.struck += another.struck
        self.found += another.found
        self.kinds += another.kinds
        self.scenes += another.scenes
        self.mismatches += another.mismatches

    def __str__(self) -> str:
        def told(counts: Counter[str]) -> str:
            return ", ".join(f"{name} {number}" for name, number in sorted(counts.items()))

        return (
            f"{self.points} points ({told(self.struck)}); then found: {told(self.found)}; "
            f"keys: {told(self.kinds)}; scenes: {told(self.scenes)}; mismatches: {len(self.mismatches)}"
        )


def records(file: Path) -> Records:
    """What a database holds of the learner, without what differs from run to run."""
    with closing(sqlite3.connect(file)) as database:
        return {
            table: sorted(database.execute(f"SELECT {columns} FROM {table}").fetchall())
            for table, columns in _RECORDS.items()
        }


def records_of_the_dead(file: Path) -> Records:
    """The same of a program that was killed, read from a copy: the program itself has to recover the file."""
    copy = file.with_name("copy.db")
    for suffix in ("", "-wal", "-journal"):
        copy.with_name(copy.name + suffix).unlink(missing_ok=True)
        if (left := file.with_name(file.name + suffix)).exists():
            shutil.copy(left, copy.with_name(copy.name + suffix))
    return records(copy)


def copy_of_the_living(source: Path, target: Path) -> None:
    """A whole copy of a database that is open, in place of another's files."""
    for suffix in ("", "-wal", "-shm", "-journal", ".queue"):
        target.with_name(target.name + suffix).unlink(missing_ok=True)
    with closing(sqlite3.connect(source)) as database:
        database.execute("VACUUM INTO ?", (str(target),))
    target.chmod(0o600)


_REFERENCE = re.compile(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b")


def shown(learner: Learner) -> tuple[str, ...]:
    """The rows above the line of keys; where the focus is shows, but is not kept.

    Every certificate's reference is drawn by chance: only that there is one is compared.
    """
    bar, *rows = [_REFERENCE.sub("(reference)", row.rstrip()) for row in learner.terminal.screen()[:-1]]
    acts = rows[-1].replace("►", "[").replace("◄", "]")
    return (bar, *(row.replace("►", " ").rstrip() for row in rows[:-1]), acts)


class Session:
    """A learner in the program on one database, started as often as it takes."""

    def __init__(self, file: Path, course: Course) -> None:
        self.file = file
        self.course = course
        self.learner: Learner

    def begin(self, *, go_on: bool = True) -> None:
        """Start the program, sign in, and go on with the course unless told not to."""
        terminal = program(f"sqlite:///{self.file}", self.file.parent)
        self.learner = learner = Learner(terminal, self.course)
        learner.sign_in(ELIN, PASSWORD)
        homes = {name: Translator(name).tr("Payroll number %(number)s.", number=ELIN) for name in LANGUAGES}
        learner.wait_until(lambda: any(map(learner.sees, homes.values())), "My learning")
        terminal.wait_settled()
        learner.say(next(name for name, sentence in homes.items() if learner.sees(sentence)))
        if go_on:
            learner.go_on()

    def end(self, how: str) -> None:
        """End the program that way and see its status."""
        terminal = self.learner.terminal
        if how == "HUP":
            terminal.hang_up()
        else:
            terminal.kill(signal.SIGKILL if how == "KILL" else signal.SIGTERM)
        status = terminal.wait_exit()
        terminal.__exit__()
        assert status == END[how], f"{how} gave {status}"

    def send(self, *keys: str) -> None:
        """Press keys."""
        self.learner.terminal.send(*keys)


@dataclass(frozen=True, slots=True)
class State:
    """What a learner sees, and what is recorded."""

    screen: tuple[str, ...]
    recorded: Records

    @classmethod
    def of(cls, session: Session) -> Self:
        """The state of a program at rest."""
        session.learner.terminal.wait_settled()
        return cls(shown(session.learner), records(session.file))

    @property
    def papers(self) -> int:
        """How many checks have their questions."""
        return len(self.recorded["paper"])


@dataclass(frozen=True, slots=True)
class Scene:
    """What kind of thing is on the screen, and the step of the course it belongs to."""

    name: str
    step: str


def scene(session: Session) -> Scene:
    """The scene, told from what is recorded."""
    recorded, course = records(session.file), session.course
    _, step_id, sitting, item = recorded["visit"][-1]
    place = (step_id, sitting, item)
    step = course.step(step_id)
    answers = [row for row in recorded["answer"] if row[:3] == place]
    drafts = [row for row in recorded["draft"] if row[:3] == place]
    if step.kind is StepKind.PAGE:
        return Scene("scrolled page" if drafts else "page", step_id)
    if step.kind is StepKind.REFLECT:
        return Scene("model answer" if item else "own words" if drafts else "no words yet", step_id)
    if not session.learner.is_open_question and not answers:
        return Scene("final summary" if step.phase is Phase.FINAL else "summary", step_id)
    kind = session.learner.question()[0].kind.value if not answers else course.questions[answers[0][4]].kind.value
    if drafts:
        return Scene(f"ticked {kind}", step_id)
    if answers:
        return Scene(f"decided {kind}" if session.learner.is_open_question else f"feedback {kind}", step_id)
    return Scene(f"untouched {kind}", step_id)


class Killing:
    """A victim and its twin on their way through the course."""

    def __init__(self, plan: Plan, directory: Path) -> None:
        self.plan = plan
        self.chance = random.Random(plan.name)
        self.report = Report()
        course = the_course()
        place = workplace(directory / "victim", quick_hash())
        place.walk_to(ELIN, plan.start)
        (directory / "twin").mkdir()
        self.victim, self.twin = Session(place.file, course), Session(directory / "twin" / "prevent_tui.db", course)
        copy_of_the_living(self.victim.file, self.twin.file)

    def run(self) -> Report:
        """Go all the way; gives the report."""
        try:
            self.twin.begin()
            self.victim.begin()
            self._go()
        finally:
            for session in (self.victim, self.twin):
                session.learner.terminal.__exit__()
        return self.report

    def _go(self) -> None:
        learner = self.twin.learner
        if self.plan.language != learner.language_shown:
            self._both(self._switch())
        for number, move in enumerate(self._moves()):
            now = scene(self.twin)
            if now.step == self.plan.stop:
                return
            fresh = not self.report.scenes[now.name] and move.kind != "cursor"
            if fresh or number % self.plan.every == 0:
                self.report.scenes[now.name] += 1
                self._strike(move, self.report.points)
            else:
                self._both(move)
        for how in ("KILL", "TERM", "HUP"):
            self.report.scenes["result"] += 1
            self._strike_at_rest(how, "nothing")

    def _moves(self) -> Iterator[Move]:
        """The twin's way: the course to its end, with a change of language now and then."""
        learner, plan = self.twin.learner, self.plan
        for sitting in (1, 2) if plan.fails else (1,):
            right = self._answers(failing=plan.fails and sitting == 1)
            if sitting == 2:
                again = "► " + learner.t.tr("Take the check again")
                while not learner.sees(again):  # the pages to read again come first
                    yield Move("tab", "cursor", lambda was=learner.body: learner.body != was)  # type: ignore[misc]
                yield Move("enter", "turn", lambda: learner.is_open_question)
            for move in learner.moves(right=right):
                yield move
                if self.chance.random() < 0.02:
                    yield self._switch()

    def _answers(self, *, failing: bool) -> Callable[[Question], bool]:
        return lambda question: self.plan.right if question.pool is None else not failing

    def _switch(self) -> Move:
        learner = self.twin.learner
        following = other(learner.language_shown)

        def switched() -> bool:
            if learner.language_shown == following:
                learner.say(following)
            return learner.language_shown == following

        return Move("ctrl+l", "language", switched)

    # -- keys ------------------------------------------------------------------------------------------------------

    def _both(self, move: Move) -> None:
        """A key for both; neither is struck."""
        before = State.of(self.twin) if move.turns else None
        self.twin.learner.do(move)
        if before and State.of(self.twin).papers > before.papers:
            self.victim.end("KILL")
            self._copy_the_twin()
        else:
            self.victim.send(move.key)
            self._wait_for_the_twin(move.kind)

    def _copy_the_twin(self) -> None:
        """Go on with the twin's database: each program draws its own questions for the final check."""
        copy_of_the_living(self.twin.file, self.victim.file)
        self.victim.begin()
        self._wait_for_the_twin("a copy")

    def _wait_for_the_twin(self, what: str) -> None:
        victim, twin = self.victim.learner, self.twin.learner

        def level() -> bool:
            twin.terminal.wait_quiet(0)
            return shown(victim) == shown(twin)

        victim.wait_until(level, f"the twin's screen ({what})\n{twin.body_text}")
        victim.say(victim.language_shown)

    def _level_the_cursor(self, focused: list[str]) -> None:
        """Move the focus, which is not kept, to where it was."""
        victim = self.victim.learner
        for _ in range(24):
            if (now := focus(victim)) == focused:
                return
            self.victim.send("down" if victim.is_open_question else "tab")
            victim.wait_until(lambda now=now: focus(victim) != now, "the focus to move")  # type: ignore[misc]
        raise AssertionError(f"the focus can't be brought to {focused}:\n{victim.body_text}")

    # -- strikes ---------------------------------------------------------------------------------------------------

    def _strike(self, move: Move, number: int) -> None:
        """End the program just before a key or just after it."""
        if number % 3 == 0:
            how = ("KILL", "KILL", "TERM", "KILL", "HUP")[number // 3 % 5]
            self._strike_at_rest(how, move.kind)
            self._both(move)
        else:
            self._strike_in_the_moment(move)

    def _strike_at_rest(self, how: str, kind: str) -> None:
        state, focused = State.of(self.twin), focus(self.twin.learner)
        self.victim.end(how)
        self._count(f"{how} at rest", f"before {kind}")
        self._start_again(kind, {"the same": state})
        self._level_the_cursor(focused)

    def _strike_in_the_moment(self, move: Move) -> None:
        before, focused = State.of(self.twin), focus(self.twin.learner)
        self.victim.send(move.key)
        self.victim.learner.terminal.read_for(0.03 * self.chance.random() ** 3)
        self.victim.end("KILL")
        self._count("KILL in the moment", f"during {move.kind}")
        self.twin.learner.do(move)
        after = State.of(self.twin)
        if after.papers > before.papers:
            self._start_with_own_questions(before, after)
        elif before.screen == after.screen:
            self._start_again(move.kind, {"no change": after})
            self._level_the_cursor(focus(self.twin.learner))
        elif self._start_again(move.kind, {"before": before, "after": after}) == "before":
            self._level_the_cursor(focused)
            self.victim.send(move.key)
            self._wait_for_the_twin(move.kind)
        else:
            self._level_the_cursor(focus(self.twin.learner))

    def _count(self, how: str, kind: str) -> None:
        self.report.struck[how] += 1
        self.report.kinds[kind] += 1

    def _start_again(self, kind: str, states: Mapping[str, State]) -> str:
        """Start the victim and say which of the states it is in, screen and records alike."""
        left = records_of_the_dead(self.victim.file)
        self.victim.begin()
        learner = self.victim.learner
        with suppress(AssertionError):  # told below with everything there is to tell
            learner.wait_until(lambda: shown(learner) in [state.screen for state in states.values()], kind, timeout=3)
        held = records(self.victim.file)
        found = [name for name, state in states.items() if state == State(shown(learner), held)]
        if not found or held != left:
            raise MismatchError(_told(kind, {**states, "left": State((), left), "found": State(shown(learner), held)}))
        self.report.found[found[0]] += 1
        return found[0]

    def _start_with_own_questions(self, before: State, after: State) -> None:
        """The victim is before the final check or at its first question, with the questions it drew itself."""
        self.victim.begin()
        drawn = State.of(self.victim)
        assert drawn.papers in (before.papers, after.papers)
        wanted = before.screen if drawn.papers == before.papers else after.screen
        if drawn.screen[:3] != wanted[:3]:
            raise MismatchError(_told("the final check", {"found": drawn, "before": before, "after": after}))
        self.report.found["before" if drawn.papers == before.papers else "after"] += 1
        self.victim.end("KILL")
        self._copy_the_twin()


class MismatchError(AssertionError):
    """The program came back to something that was not there before."""


def focus(learner: Learner) -> list[str]:
    """The rows where the focus is."""
    return [row for row in learner.body if "►" in row]


def _told(kind: str, states: Mapping[str, State]) -> str:
    parts = [f"killed at: {kind}"]
    for name, state in states.items():
        parts += [f"--- {name} ---", *state.screen]
        parts += [f"{table}: {len(rows)}, last {rows[-1:]}" for table, rows in state.recorded.items()]
    return "\n".join(parts)


def run(plan: Plan, directory: Path) -> Report:
    """One learner's way; a mismatch ends it and is told."""
    killing = Killing(plan, directory)
    try:
        return killing.run()
    except AssertionError as problem:
        killing.report.mismatches.append(f"{plan.name}: {problem}")
        return killing.report
