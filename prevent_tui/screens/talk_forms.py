"""Short forms of a toolbox talk: plan one, follow one, a walk-in, a reason, hands counted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input

from prevent_tui.domain.days import day_or_none
from prevent_tui.domain.errors import PreventError
from prevent_tui.domain.talks import Talk, TalkStep
from prevent_tui.i18n import N_, Translator
from prevent_tui.screens import talk_words
from prevent_tui.screens.base import Wrong
from prevent_tui.screens.sign_in import FormScreen
from prevent_tui.widgets.action import Action
from prevent_tui.widgets.area import Area
from prevent_tui.widgets.choices import LETTERS
from prevent_tui.widgets.words import Words

if TYPE_CHECKING:
    from prevent_tui.bootstrap import Services
    from prevent_tui.services.access import Actor
    from prevent_tui.services.registers import Line


class TalkForm(FormScreen):
    """A title, a remark, some fields and one button; what a service refuses is said beside its field."""

    labels: tuple[str, ...] = ()
    title_words: str = ""
    act_words: str = ""
    codes: ClassVar[dict[str, str]] = {}
    """Which field a refusal is about."""

    def body(self) -> ComposeResult:
        """The form."""
        with Area(can_focus=False):
            yield Words(classes="title", id="title")
            yield Words(classes="text", id="remark")
            for name in self.fields:
                yield from self.field(name)
        with Horizontal(classes="acts"):
            yield Action(id="act")

    def say(self) -> None:
        """Write the form; what was typed stays."""
        self.query_one("#title", Words).update(self.tr(self.title_words))
        remark = self.remark()
        self.query_one("#remark", Words).update(Content(f"{remark}\n"))
        self.query_one("#remark").display = bool(remark)
        for name, label in zip(self.fields, self.labels, strict=True):
            self.query_one(f"#{name}-label", Words).update(self.tr(label))
        self.query_one("#act", Action).show(self.tr(self.act_words))

    def remark(self) -> str:
        """What is to be known before filling it in."""
        return ""

    def useful_keys(self) -> list[tuple[str, str]]:
        """How to go on."""
        return [("Enter", self.tr(self.act_words))]

    async def on_action_pressed(self, message: Action.Pressed) -> None:
        """The button does the act."""
        await self.act()

    @property
    def actor(self) -> Actor:
        """Who is signed in."""
        assert self.house.signed_in is not None
        return self.house.signed_in.actor

    def field_of(self, problem: PreventError) -> str:
        """Which field a refusal is about; empty where it is about none."""
        return self.codes.get(problem.code, "")

    async def ask(self, work: Callable[[Services], Any]) -> Any:
        """The outcome of that work; None where it was refused, which is said."""
        try:
            found = await self.house.desk.run(work)
        except PreventError as problem:
            field = self.field_of(problem)
            if field:
                self.show_faults([(field, problem)])
            else:
                self.explain_failure(problem)
            return None
        self.show_faults([])
        return found


class PlanScreen(TalkForm):
    """Where and when a talk is held."""

    fields = ("place", "day")
    labels = (N_("Where is it held?"), N_("On which day? For example 18 11 2026"))
    title_words = N_("Plan a toolbox talk")
    act_words = N_("Plan the talk")
    codes: ClassVar[dict[str, str]] = {"place_missing": "place", "words_too_long": "place"}

    def __init__(self, requests: Sequence[str] = ()) -> None:
        """`requests` are those that this talk answers: who asked sees its day."""
        super().__init__()
        self._requests = tuple(requests)

    def on_mount(self) -> None:
        """Today is the likeliest day."""
        super().on_mount()
        self.run_worker(self._suggest())

    async def _suggest(self) -> None:
        today = await self.house.desk.run(lambda services: services.clock.today())
        box = self.query_one("#day", Input)
        if not box.value:
            box.value = f"{today.day} {today.month} {today.year}"

    def remark(self) -> str:
        """Planning opens nothing yet."""
        if self._requests:
            return self.t.ngettext(
                "You will present it. The %(number)s person who asked sees the day on their page.",
                "You will present it. The %(number)s people who asked see the day on their pages.",
                len(self._requests),
            )
        return self.tr(N_("You will present it. Its register opens when you begin the talk."))

    async def on_input_submitted(self, message: Input.Submitted) -> None:
        """The day that is suggested is looked at before it is taken."""
        message.prevent_default()  # the form's own way would take it at once
        if message.input.id == "place":
            self.query_one("#day").focus()
        else:
            await self.act()

    async def act(self) -> None:
        """Plan it, then open its page."""
        place, day = self.value("place"), day_or_none(self.value("day"))
        faults: list[Wrong] = [] if place.strip() else [("place", PreventError("place_missing"))]
        if day is None:
            faults.append(("day", N_("Enter a day, such as 18 11 2026")))
        if faults or day is None:
            self.show_faults(faults)
            return
        row = await self.ask(lambda services: services.talks.plan(self.actor, day, place, requests=self._requests))
        if row is not None:
            from prevent_tui.screens.talk import TalkScreen

            self.app.switch_screen(TalkScreen(row.id))


class FollowScreen(TalkForm):
    """The short number of the talk whose slides are to be shown here."""

    fields = ("number",)
    labels = (N_("Number of the talk"),)
    title_words = N_("Follow the slides of a talk")
    act_words = N_("Show the slides")
    codes: ClassVar[dict[str, str]] = {"unknown_register": "number"}

    def on_mount(self) -> None:
        """The talk that goes on is the likeliest."""
        super().on_mount()
        self.run_worker(self._suggest())

    async def _suggest(self) -> None:
        try:
            number = await self.house.desk.run(lambda services: services.talks.going_on(self.actor))
        except PreventError:  # nothing is suggested
            return
        box = self.query_one("#number", Input)
        if number is not None and not box.value:
            box.value = str(number)
            box.select_all()

    def remark(self) -> str:
        """Where the number stands."""
        return self.tr(
            N_("This terminal shows the slides to the room, in step with the presenter's. The number is on their page.")
        )

    async def act(self) -> None:
        """Find the talk and follow it."""
        text = self.value("number").strip()
        if not (text.isascii() and text.isdigit() and len(text) < 10):
            self.show_faults([("number", N_("Enter the number of the talk, such as 12"))])
            return
        register_id = await self.ask(lambda services: services.talks.follow(self.actor, int(text)))
        if register_id is not None:
            from prevent_tui.screens.talk_slide import TalkSlideScreen

            self.app.switch_screen(TalkSlideScreen(register_id, follows=True))


class WalkInScreen(TalkForm):
    """Somebody in the room who isn't on the staff list."""

    fields = ("name", "number")
    labels = (N_("Name"), N_("Payroll number, if they have one"))
    title_words = N_("Not on the staff list")
    act_words = N_("Put on the register")
    codes: ClassVar[dict[str, str]] = {"name_missing": "name", "words_too_long": "name"}

    def __init__(self, register_id: str, done: Callable[[str], None]) -> None:
        super().__init__()
        self._register_id = register_id
        self._tell = done

    def remark(self) -> str:
        """What becomes of them."""
        return self.tr(
            N_(
                "Their name is kept with the register. With a payroll number, the completion waits for a staff list "
                "that has it; without one, nothing is recorded for them."
            )
        )

    async def act(self) -> None:
        """Put them on the register."""
        name, number = self.value("name"), self.value("number")
        arrival = await self.ask(
            lambda services: services.registers.walk_in(self.actor, self._register_id, name, number)
        )
        if arrival is not None:
            told = N_("%(name)s is on the register already.") if arrival.already else N_("Signed in: %(name)s.")
            self._tell(self.tr(told, name=arrival.line.name))
            self.action_leave()


class ReasonScreen(TalkForm):
    """Why something is taken back: a removal, a void, a cancelled talk."""

    fields = ("reason",)
    labels = (N_("Reason"),)
    codes: ClassVar[dict[str, str]] = {"reason_missing": "reason", "words_too_long": "reason"}

    def __init__(self, title: str, act: str, remark: str, work: Callable[[Services, Actor, str], object]) -> None:
        super().__init__()
        self.title_words = title
        self.act_words = act
        self._remark = remark
        self._work = work

    def remark(self) -> str:
        """What it will do."""
        return self.tr(self._remark)

    async def act(self) -> None:
        """Do it, then go back."""
        reason = self.value("reason")
        if await self.ask(lambda services: self._work(services, self.actor, reason)) is not None:
            self.action_leave()


def taking_off(t: Translator, register_id: str, line: Line, *, before: bool) -> ReasonScreen:
    """The form that takes somebody off a register before it is signed off, or voids their entry after."""
    number = line.entry.number
    if before:
        return ReasonScreen(
            t.tr(N_("Take %(name)s off the register"), name=line.name),
            N_("Take off"),
            N_("The register keeps that they were on it, and your reason."),
            lambda services, actor, reason: services.registers.remove(actor, register_id, number, reason),
        )
    return ReasonScreen(
        t.tr(N_("Void the entry of %(name)s"), name=line.name),
        N_("Void the entry"),
        N_("The completion is void too: they stand as if it had never counted. This can't be undone."),
        lambda services, actor, reason: services.registers.void(actor, register_id, number, reason),
    )


class HandsScreen(TalkForm):
    """How many hands each option of a question had."""

    title_words = N_("Hands counted")
    act_words = N_("Save the count")

    def __init__(self, register_id: str, talk: Talk, step: TalkStep, held: dict[str, int]) -> None:
        super().__init__()
        self._register_id = register_id
        self._talk = talk
        self._step = step
        self._held = held
        self.fields = tuple(f"count-{option}" for option in step.options)

    def on_mount(self) -> None:
        """What was counted before is in the fields."""
        for name, option in zip(self.fields, self._step.options, strict=True):
            self.query_one(f"#{name}", Input).value = str(self._held.get(option, ""))
        super().on_mount()

    def say(self) -> None:
        """Write the question and its options."""
        words = talk_words.hands(self.t, self._talk, self._step)
        self.query_one("#title", Words).update(self.tr(self.title_words))
        self.query_one("#remark", Words).update(f"{words.stem}\n")
        for letter, name, option in zip(LETTERS, self.fields, self._step.options, strict=False):
            self.query_one(f"#{name}-label", Words).update(f"{letter}  {words.options[option]}")
        self.query_one("#act", Action).show(self.tr(self.act_words))

    async def act(self) -> None:
        """Keep the numbers; an empty field is nobody."""
        faults, counts = [], {}
        for name, option in zip(self.fields, self._step.options, strict=True):
            text = self.value(name).strip() or "0"
            if text.isascii() and text.isdigit() and len(text) < 4:
                counts[option] = int(text)
            else:
                faults.append((name, PreventError("hands_wrong", most=999)))
        if faults:
            self.show_faults(faults)
            return
        question = self._step.id
        if await self.ask(
            lambda services: services.registers.count_hands(self.actor, self._register_id, question, counts)
        ):
            self.action_leave()
