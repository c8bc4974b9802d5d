"""Which option suits me: a question a page for what isn't known, the answers to check, then the options in order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content

from prevent_tui import option_words, wording
from prevent_tui.domain.options import OptionId, Situation, Suitability, Suited
from prevent_tui.i18n import N_, Translator
from prevent_tui.screens import telling
from prevent_tui.screens.base import LINK_KEYS, HouseScreen
from prevent_tui.screens.choosing import ChoosingScreen
from prevent_tui.widgets.action import Action
from prevent_tui.widgets.area import Area
from prevent_tui.widgets.words import Words

if TYPE_CHECKING:
    from prevent_tui.bootstrap import Services
    from prevent_tui.services.access import Actor
    from prevent_tui.services.options import Advice
    from prevent_tui.services.standing import Status


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked about one fact, the fact's own short name, and the answers."""

    ask: str
    name: str
    answers: Mapping[str, str]


QUESTIONS: Mapping[str, Question] = {
    "staff_group": Question(
        N_("In which part of the organisation do you work?"),
        N_("Part of the organisation"),
        {
            "care": N_("Adult social care and health, or children's services"),
            "place": N_("Economy, transport and environment, or corporate services and transformation"),
            "member": N_("I am an elected member"),
            "school": N_("A school"),
            "other": N_("Somewhere else"),
        },
    ),
    "school_role": Question(
        N_("What do you do in the school?"),
        N_("Role in the school"),
        {
            "leadership": N_("Head, deputy, safeguarding lead or key pastoral staff"),
            "teaching": N_("Other teaching staff"),
            "support": N_("Support staff"),
            "governor": N_("Governor"),
        },
    ),
    "frontline": Question(
        N_("Do you work directly with children, adults or the public?"),
        N_("Direct work with people"),
        {"yes": N_("Yes, regularly"), "no": N_("No, or hardly ever")},
    ),
    "it_access": Question(
        N_("Can you use a computer for this training?"),
        N_("Use of a computer"),
        {"yes": N_("Yes, I can use one"), "no": N_("No, I can't get to one")},
    ),
}
"""Each fact that the choice of an option depends on, in the order in which it is asked."""


def answer_of(situation: Situation, name: str) -> str | None:
    """What is known of a fact, as the answer that would be chosen for it."""
    value = getattr(situation, name)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return None if value is None else str(value)


@dataclass(frozen=True, slots=True)
class Suits:
    """What these screens show, read in one go."""

    today: dt.date
    status: Status
    advice: Advice

    @property
    def by_arrangement(self) -> bool:
        """Whether a toolbox talk can be arranged: for who can't reach the other options."""
        return any(one.suitability is Suitability.BY_ARRANGEMENT for one in self.advice.options)


def read(services: Services, actor: Actor) -> Suits:
    """One's own standing and options as they are now."""
    assert actor.person_id is not None
    today = services.clock.today()
    status = services.standing.status(actor, actor.person_id, as_at=today, if_completed_on=today)
    return Suits(today, status, services.options.advice(actor, status))


def first_screen(advice: Advice) -> HouseScreen:
    """A question while something isn't known, else the options."""
    return QuestionScreen(advice) if advice.missing else OptionsScreen()


class QuestionScreen(ChoosingScreen):
    """A question about one's own work; with `name`, that one again. Every answer is saved before the next page."""

    def __init__(self, advice: Advice, name: str | None = None) -> None:
        super().__init__()
        self._advice = advice
        self._asked: list[str] = [name or advice.missing[0]]

    def useful_keys(self) -> list[tuple[str, str]]:
        """How to answer."""
        return [("↑↓", self.tr(N_("Move"))), ("Space", self.tr(N_("Choose"))), ("→", self.tr(N_("Save and continue")))]

    def say(self) -> None:
        """Write the question."""
        name = self._asked[-1]
        question, given = QUESTIONS[name], answer_of(self._advice.situation, name)
        why = N_("The staff list does not say. Your answer decides which options are recommended; you can change it.")
        self.put(name, question.ask, why=why, answers=question.answers, given=given, back=len(self._asked) > 1)

    def action_back(self) -> None:
        """To the question before."""
        if len(self._asked) > 1:
            self._asked.pop()
            self.show_question()

    async def answered(self, value: str) -> None:
        """Save it, then ask what is still missing, or show the answers."""
        actor, name = self.actor, self._asked[-1]

        def save(services: Services) -> Advice:
            services.options.answer(actor, name, value)
            return read(services, actor).advice

        self._advice = await self.house.desk.run(save)
        if self._advice.missing:
            self._asked.append(self._advice.missing[0])
            self.show_question()
        else:
            self.app.switch_screen(AnswersScreen())


class _Reading(HouseScreen):
    """A screen that shows one's own options as they are now."""

    reads_first = True
    _suits: Suits | None = None

    def on_screen_resume(self) -> None:
        """Whatever changed meanwhile shows at once."""
        self.load(self._load)

    async def _load(self) -> None:
        signed_in = self.house.signed_in
        if signed_in is None:
            return
        with self.explaining():
            self._suits = await self.house.desk.run(lambda services: read(services, signed_in.actor))
            self.retell()
        self.complete()


class AnswersScreen(_Reading):
    """The answers to check, each with a way to change it."""

    BINDINGS: ClassVar[list[BindingType]] = [*LINK_KEYS]

    def body(self) -> ComposeResult:
        """What the staff list knows, a link for each answer, and the way on."""
        with Area(can_focus=False):
            yield Words(classes="title", id="title")
            for name in QUESTIONS:
                link = Action(id=f"change-{name}", kind="link")
                link.display = False
                yield link
            yield Words(classes="quiet-text", id="known")
        with Horizontal(classes="acts"):
            yield Action(id="forward")

    def on_mount(self) -> None:
        """The way on has the focus."""
        super().on_mount()
        self.query_one("#forward").focus()

    def useful_keys(self) -> list[tuple[str, str]]:
        """How to choose."""
        return [("Enter", self.tr(N_("Choose"))), ("↑↓", self.tr(N_("Move")))]

    def say(self) -> None:
        """Write the answers; what the staff list knows is told and can't be changed here."""
        self.query_one("#title", Words).update(self.tr(N_("Check your answers")))
        self.query_one("#forward", Action).show(self.tr(N_("See the options")))
        if self._suits is None:
            return
        advice, known = self._suits.advice, []
        for name, question in QUESTIONS.items():
            answer = answer_of(advice.situation, name)
            link = self.query_one(f"#change-{name}", Action)
            link.display = name in advice.answered
            if answer is None:
                continue
            told = self.tr(question.answers[answer])
            if link.display:
                words = N_("%(name)s: %(answer)s. Change")
                link.show(self.tr(words, name=self.tr(question.name), answer=told))
            elif getattr(self._suits.status.person, name) is not None:
                known.append(f"{self.tr(question.name)}: {told}.")
        heading = [self.tr(N_("From the staff list:"))] if known else []
        self.query_one("#known", Words).update(Content("\n".join(["", *heading, *known])))

    def on_action_pressed(self, message: Action.Pressed) -> None:
        """Change an answer, or see the options."""
        name = message.action.id or ""
        if name == "forward":
            self.app.switch_screen(OptionsScreen())
        elif self._suits is not None:
            self.app.switch_screen(QuestionScreen(self._suits.advice, name.removeprefix("change-")))


class OptionsScreen(_Reading):
    """Every option, the best first: how it suits and why, how long it takes, and whether it will count."""

    BINDINGS: ClassVar[list[BindingType]] = [*LINK_KEYS]

    def body(self) -> ComposeResult:
        """A link and a few lines for each option; below, the answers that the order follows from."""
        with Area(can_focus=False):
            yield Words(classes="title", id="title")
            yield Words(classes="text", id="one-of-them")
            for number in range(len(OptionId)):
                yield Action(id=f"open-{number}", kind="link")
                yield Words(classes="text", id=f"about-{number}")
        with Horizontal(classes="acts"):
            yield Action(id="answers", kind="quiet")
            yield Action(id="alone", kind="quiet")

    def useful_keys(self) -> list[tuple[str, str]]:
        """How to choose."""
        return [("↑↓", self.tr(N_("Move"))), ("Enter", self.tr(N_("Open")))]

    async def _load(self) -> None:
        await super()._load()
        if self.focused is None:
            self.query_one("#open-0", Action).focus()

    def say(self) -> None:
        """Write the options in order; one that isn't offered leads nowhere."""
        self.query_one("#title", Words).update(self.tr(N_("Which option suits you")))
        self.query_one("#one-of-them", Words).update(self._one_of_them())
        answers = self.query_one("#answers", Action)
        answers.show(self.tr(N_("Your answers")))
        answers.display = self._suits is not None and bool(self._suits.advice.answered)
        alone = self.query_one("#alone", Action)
        alone.show(self.tr(N_("Watch the toolbox talk on your own")))
        alone.display = self._suits is not None and self._suits.by_arrangement
        advice = self._suits.advice if self._suits else None
        for number in range(len(OptionId)):
            link, about = self.query_one(f"#open-{number}", Action), self.query_one(f"#about-{number}", Words)
            one = advice.options[number] if advice else None
            offered = one is not None and one.suitability is not Suitability.NOT_OFFERED
            link.display, about.display = offered, one is not None
            if one is not None:
                link.show(self._heading(one))
                about.update(Content("\n").join(self._about(one, offered=offered)))

    def _one_of_them(self) -> Content:
        """That one is enough, and for how long; with an empty line after it."""
        if self._suits is None:
            return Content("")
        message = N_("Whatever your role, one of these is enough. It lasts %(months)s months.")
        return Content(self.tr(message, months=self._suits.status.policy.validity_months) + "\n")

    def _heading(self, one: Suited) -> str:
        t = self.t
        name = wording.option_name(t, one.option)
        return f"{name}: {option_words.suitability(t, one)}, {option_words.time(t, one.option)}"

    def _about(self, one: Suited, *, offered: bool) -> list[Content]:
        """Why an option has its place and whether it will count, with an empty line after it."""
        assert self._suits is not None
        t, advice, width = self.t, self._suits.advice, self.columns
        lines = [option_words.why(t, one, advice)]
        if offered and one.option not in advice.practice:
            lines.append(option_words.will_count(t, one.option, advice, today=self._suits.today))
        told = [Content(telling.hanging("    ", line, width)) for line in lines]
        heading = [] if offered else [Content("  " + self._heading(one))]
        return [*heading, *told, Content("")]

    def on_resize(self) -> None:
        """Wrap to the new width."""
        if self.is_mounted:
            self.say()

    def on_action_pressed(self, message: Action.Pressed) -> None:
        """Open the option that was chosen, or look at the answers again."""
        name = message.action.id or ""
        if name == "answers":
            self.app.push_screen(AnswersScreen())
        elif name == "alone":
            self.house.action_alone()
        elif self._suits is not None:
            one = self._suits.advice.options[int(name.removeprefix("open-"))]
            self.app.push_screen(screen_of(one.option))


def screen_of(option: OptionId) -> HouseScreen:
    """Where an option is begun, booked or asked for."""
    from prevent_tui.screens.course import CourseScreen
    from prevent_tui.screens.recorded import RecordedScreen
    from prevent_tui.screens.requests import AskScreen
    from prevent_tui.screens.sessions import SessionsScreen

    if option is OptionId.ELEARNING:
        return CourseScreen()
    if option is OptionId.WEBINAR_RECORDED:
        return RecordedScreen()
    return AskScreen() if option is OptionId.BRIEFING else SessionsScreen(option.value)


def short(t: Translator, one: Suited, advice: Advice, width: int) -> list[Content]:
    """An option in two lines: its name, how it suits, the time, whether it would count now; and why."""
    told = f"{option_words.suitability(t, one)}, {option_words.time(t, one.option)}."
    counts = option_words.counts_shortly(t, one.option, advice)
    first = Content.assemble((wording.option_name(t, one.option), "bold"), f"  {told} {counts}")
    return [first, Content(telling.hanging("  ", option_words.why(t, one, advice), width))]
