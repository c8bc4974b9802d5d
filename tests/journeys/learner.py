"""A scripted learner at a real terminal: reads the screen, knows the answers, presses the keys.

Everything it does follows from what the screen shows; the course's files tell it what is right. Each key is a `Move`
that ends when the screen shows what the key was for.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from prevent_tui.content.loader import courses_directory, load
from prevent_tui.domain.courses import Course, CourseWords, Question, QuestionKind
from prevent_tui.i18n import LANGUAGE_NAMES, LANGUAGES, Translator, other
from tests.pty import Terminal

_OPTION = re.compile(r"^  (?P<cursor>[► ]) (?P<mark>\(.\)|\[.\]) (?P<words>.*)$")
_LINK = re.compile(r"^  (?:► |  )?(?P<words>\S.*)$")
_BOX = "║╔╚═"
_FRAME_START, _FRAME_END = b"\x1b[?2026h", b"\x1b[?2026l"
_END = b"\x1b[?2026h", b"\x1b[?2026l"
_END = b"\x1b[?2026h", b"\x1b[?2026l"
_END = b"\x1b[?2026h", b"\x1b[?2026l"
_PAUSE = 0.04
"""Seconds without output after which a new screen is taken to be all there."""
_SAVE = "Save and continue"
_COMPARES = ("Compare without writing", "Compare with a model answer")
_END = re.compile(r"[\]◄]")


def the_course() -> Course:
    """The e-learning as it stands in the program."""
    course = load(courses_directory() / "elearning").course
    assert course is not None
    return course


def program(
    database: str,
    home: Path,
    *,
    env: Mapping[str, str] | None = None,
    launcher: Sequence[str] = ("prevent_tui",),
    contact: str = "the training desk",
) -> Terminal:
    """The real program on a database, in a terminal of its own; nothing of this machine's user is read or written."""
    return Terminal(command(database, home, launcher=launcher, contact=contact), surroundings(home) | dict(env or {}))


def command(
    database: str, home: Path, *, launcher: Sequence[str] = ("prevent_tui",), contact: str = "the training desk"
) -> list[str]:
    """The command line of the program, or of a launcher of the tests, with settings of the test's own."""
    settings = home / "settings.toml"
    settings.write_text(f"contact = {json.dumps(contact)}\n", encoding="utf-8")
    return [sys.executable, "-m", *launcher, "--database", database, "--config", str(settings)]


def surroundings(home: Path) -> dict[str, str]:
    """An environment in which the program keeps its files in a directory of the test's own."""
    names = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")
    return {name: str(home) for name in names}


def squashed(text: str) -> str:
    """A text without white space and the sides of boxes, so that it is found however it is wrapped."""
    return "".join(text.replace("║", " ").split())


@dataclass(frozen=True, slots=True)
class Move:
    """One key: what it does, and how to see that it is done."""

    key: str
    kind: str
    done: Callable[[], bool]

    @property
    def turns(self) -> bool:
        """Whether it brings another screen, which may come in more than one frame."""
        return self.key in ("right", "enter")


@dataclass(frozen=True, slots=True)
class Option:
    """An option on the screen: its id, its mark, and whether the cursor is on it."""

    id: str
    mark: str
    here: bool


class Learner:
    """Somebody taking the e-learning at a terminal."""

    def __init__(self, terminal: Terminal, course: Course, *, language: str = "en") -> None:
        self.terminal = terminal
        self.course = course
        self.say(language)

    def say(self, language: str) -> None:
        """Expect the screen in this language."""
        self.t = Translator(language)
        self.words: CourseWords = self.course.words[language]

    # -- signing in ------------------------------------------------------------------------------------------------

    def open_sign_in(self) -> None:
        """From the start to the form."""
        self.open_ways_in()
        self.terminal.send("enter")
        self.terminal.wait_for(self.t.tr("Payroll number"))

    def open_ways_in(self) -> None:
        """From the start to how one wants to start."""
        self.terminal.wait_for(self.t.tr("Start now"))
        self.terminal.send("enter")
        self.terminal.wait_for(self.t.tr("Start without an account"))

    def sign_in(self, number: str, secret: str) -> None:
        """From the start to My learning."""
        self.open_sign_in()
        self.terminal.send(number, "tab", secret, "enter")

    def at_home(self, number: str) -> None:
        """Wait for My learning, with what it shows read."""
        told = self.t.tr("My learning"), self.t.tr("Payroll number %(number)s.", number=number)
        self.wait_until(lambda: all(map(self.sees, told)), "My learning")
        self.terminal.wait_settled()

    def go_on(self) -> None:
        """From My learning into the course: start, continue, or see the result; what is asked first is answered."""
        self.open_course()
        while self.act == self.t.tr(_SAVE):
            self.answer_about_work(0)

    def open_course(self) -> None:
        """From My learning to what the course shows first."""
        self.terminal.send("enter")
        acts = tuple(map(self.t.tr, ("Submit answer", "Continue", "Back to My learning", _SAVE, *_COMPARES)))
        home = self.t.tr("My learning")
        self.wait_until(lambda: self.act in acts and not self.place.startswith(home), "the course")
        self.terminal.wait_settled()

    def answer_about_work(self, number: int) -> None:
        """Choose an answer, counted from 0, to where or at what one works."""
        self.terminal.send(*["down"] * number, "space")
        self.wait_until(lambda: self.sees("(*)"), "the tick")
        self.terminal.send("right")
        self.wait_until(lambda: bool(self.act) and not self.sees("(*)"), "what comes next")
        self.terminal.wait_settled()

    # -- reading the screen ----------------------------------------------------------------------------------------

    @property
    def body(self) -> list[str]:
        """The rows between the bars."""
        return [row.rstrip() for row in self.terminal.screen()[1:-1]]

    @property
    def language_shown(self) -> str:
        """The language of the screen: the bar offers the other one."""
        bar = self.terminal.screen()[0]
        return next((name for name in LANGUAGES if LANGUAGE_NAMES[other(name)] in bar), "")

    @property
    def body_text(self) -> str:
        """The rows between the bars as one text."""
        return "\n".join(self.body)

    @property
    def place(self) -> str:
        """The words that say where in the course this is: the two rows below any problem."""
        rows = [row.strip() for row in self.body]
        first = next((n for n, row in enumerate(rows) if row and row[0] not in _BOX), 0)
        return " ".join(rows[first : first + 2]).strip()

    @property
    def act(self) -> str:
        """What the first button says."""
        row = self.body[-1].strip()
        return _END.split(row, maxsplit=1)[0].lstrip("[► ").strip() if row[:1] in ("[", "►") else ""

    @property
    def is_open_question(self) -> bool:
        """Whether an answer is waited for."""
        return self.act == self.t.tr("Submit answer")

    @property
    def has_more(self) -> bool:
        """Whether the page goes on below."""
        return "▼ " in self.body_text

    def sees(self, text: str) -> bool:
        """Whether a text is on the screen, however it is wrapped."""
        return squashed(text) in squashed(self.body_text)

    def question(self) -> tuple[Question, str | None]:
        """The question on the screen and, in a scenario, the node that waits."""
        seen = squashed(self.body_text)
        asked: list[tuple[int, Question, str | None]] = []
        for question in self.course.questions.values():
            words = self.words.questions[question.id]
            texts = {node: node_words.text for node, node_words in words.nodes.items()} or {None: words.stem}
            asked += [(len(text), question, node) for node, text in texts.items() if squashed(text) in seen]
        assert asked, f"no question of the course is on the screen:\n{self.body_text}"
        # "What do you say?" may be all of one question and the end of another.
        _, question, node = max(asked, key=lambda one: one[0])
        return question, node

    def options(self, question: Question, node: str | None) -> list[Option]:
        """The options of that question that are in view, from top to bottom."""
        words = self.words.questions[question.id]
        texts = words.nodes[node].options if node else words.options
        found: list[Option] = []
        for row, wrapped in _blocks(self.body):
            named = [name for name, text in texts.items() if squashed(text).startswith(squashed(wrapped))]
            assert len(named) == 1, f"{wrapped!r} is no option of {question.id}"
            found.append(Option(named[0], row["mark"], row["cursor"] == "►"))
        return found

    # -- doing -----------------------------------------------------------------------------------------------------

    def wait_until(self, holds: Callable[[], bool], what: str, *, timeout: float = 10.0, arrow: bool = True) -> None:
        """Read until the screen shows something, whole frames only and (`arrow`) with the focus in its place."""

        def seen() -> bool:
            raw = self.terminal.raw
            whole = raw.rfind(_FRAME_END) >= raw.rfind(_FRAME_START)
            return whole and (not arrow or "►" in self.body_text) and holds()

        self.terminal.wait_until(seen, what, timeout)

    def wait_to_see(self, text: str, *, arrow: bool = True) -> None:
        """Read until a text is on the screen, however it is wrapped."""
        self.wait_until(lambda: self.sees(text), repr(text), arrow=arrow)

    def do(self, move: Move) -> None:
        """Press a key and see it done."""
        self.terminal.send(move.key)
        self.wait_until(move.done, f"the end of {move.kind} ({move.key})")
        if move.turns:
            self.terminal.wait_settled()

    def take(self, *, right: Callable[[Question], bool] = lambda question: True) -> None:
        """Go on to the end of the course, or of a final check that isn't passed."""
        for move in self.moves(right=right):
            self.do(move)

    def moves(self, *, right: Callable[[Question], bool] = lambda question: True) -> Iterator[Move]:
        """The keys from here to the result of the final check; each is read off the screen after the one before."""
        while self.act != self.t.tr("Back to My learning"):
            place, body = self.place, self.body
            if self.is_open_question:
                yield from self.answering(right=right)
            elif self.writes:
                yield from self.writing()
            elif self.has_more:
                yield Move("space", "scroll", lambda body=body: self.body != body)  # type: ignore[misc]
            else:
                yield Move("right", "turn", lambda place=place: self._elsewhere(place))  # type: ignore[misc]

    def answering(self, *, right: Callable[[Question], bool] = lambda question: True) -> Iterator[Move]:
        """The keys that answer the question on the screen, the last one submitting it."""
        question, node = self.question()
        yield from _Answer(self, question, node).moves(right=right(question))

    @property
    def writes(self) -> bool:
        """Whether own words are asked for."""
        return self.act in map(self.t.tr, _COMPARES)

    def writing(self) -> Iterator[Move]:
        """The keys that write a word and open the model answer."""
        saved, compare = self.t.tr("Saved."), self.t.tr(_COMPARES[1])
        yield Move("w", "write", lambda: self.sees(saved))
        if not self.sees(f"► {compare}"):
            yield Move("tab", "cursor", lambda: self.sees(f"► {compare}"))
        yield Move("enter", "compare", lambda: self.act == self.t.tr("Continue"))

    def _elsewhere(self, place: str) -> bool:
        return bool(self.act) and self.place != place


class _Answer:
    """The keys that answer one question: the options' order is learnt on the way down."""

    def __init__(self, learner: Learner, question: Question, node: str | None) -> None:
        self.learner = learner
        self.question = question
        self.node = node
        self.kind = question.kind.value
        self.number = len(question.nodes[node]) if node else len(question.options)
        self.order: list[str] = []

    def moves(self, *, right: bool) -> Iterator[Move]:
        """Go to each option that needs a key, press it, submit."""
        for option, key, mark in self._wanted(right=right):
            yield from self._go_to(option)
            if self._mark(option) != mark:
                yield Move(key, f"tick {self.kind}", lambda o=option, m=mark: self._mark(o) == m)  # type: ignore[misc]
        learner, label = self.learner, self.learner.act
        if self.node is None:
            yield Move("right", f"submit {self.kind}", lambda: learner.act not in ("", label))
        else:
            yield Move("right", f"submit {self.kind}", self._decided)

    def _decided(self) -> bool:
        learner = self.learner
        if learner.act == learner.t.tr("Continue"):
            return True
        return not learner.sees(learner.words.questions[self.question.id].nodes[self.node or ""].text)

    def _wanted(self, *, right: bool) -> Iterator[tuple[str, str, str]]:
        """Options with the key to press on each and the mark it then has."""
        question = self.question
        if self.node is not None:
            branches = question.nodes[self.node]
            yield next(b.id for b in branches if b.good is right), "space", "(*)"
        elif question.kind is QuestionKind.ONE:
            yield next(o for o in question.options if (o in question.key) is right), "space", "(*)"
        elif question.kind is QuestionKind.SEVERAL:
            for option in question.options:
                if (option in question.key) is right:
                    yield option, "space", "[x]"
        elif question.kind is QuestionKind.ORDER:
            for number, option in enumerate(question.key if right else reversed(question.key), start=1):
                yield option, "space", f"[{number}]"
        else:
            for option in question.options:
                group = question.groups.index(question.pairs[option])
                letter = "ABCDEFGH"[group if right else (group + 1) % len(question.groups)]
                yield option, letter.lower(), f"[{letter}]"

    def _go_to(self, option: str) -> Iterator[Move]:
        while self._here() != option:
            here = self._here()
            if here not in self.order:
                self.order.append(here)
            up = option in self.order and self.order.index(option) < self.order.index(here)
            yield Move("up" if up else "down", "cursor", lambda was=here: self._here() not in ("", was))  # type: ignore[misc]

    def _seen(self) -> Sequence[Option]:
        return self.learner.options(self.question, self.node)

    def _here(self) -> str:
        return next((option.id for option in self._seen() if option.here), "")

    def _mark(self, name: str) -> str:
        return next((option.mark for option in self._seen() if option.id == name), "")


def _blocks(rows: Sequence[str]) -> Iterator[tuple[re.Match[str], str]]:
    """Each option's first row, and its words with the rows they go on in."""
    for number, row in enumerate(rows):
        if found := _OPTION.match(row):
            words = [found["words"]]
            for following in rows[number + 1 :]:
                if not following.startswith("        ") or not following.strip():
                    break
                words.append(following)
            yield found, " ".join(words)
