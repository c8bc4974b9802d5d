"""The presenter's view: the slide, what to say, what to ask, what comes next, and the clock against the plan.

Where the talk is has been saved before the screen changes: a power cut brings the same slide back, and the same clock.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content

from prevent_tui import bar_words
from prevent_tui.domain.errors import PreventError
from prevent_tui.domain.talks import StepKind
from prevent_tui.i18n import N_
from prevent_tui.screens import talk_words
from prevent_tui.screens.base import HouseScreen
from prevent_tui.screens.telling import hanging
from prevent_tui.widgets.action import Action
from prevent_tui.widgets.area import Area
from prevent_tui.widgets.choices import LETTERS
from prevent_tui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from prevent_tui.bootstrap import Services
    from prevent_tui.services.access import Actor
    from prevent_tui.services.talks import TalkView

TICK = 10.0
"""Seconds after which the clock and the number of people are looked at again."""


class PresenterScreen(HouseScreen):
    """A talk that is being given. A remote's keys (PageDown, PageUp, Space) turn slides; the arrows scroll notes."""

    reads_first = True

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pagedown,space,right", "forward", show=False),
        Binding("pageup,left", "back", show=False),
        Binding("down", "scroll_notes(1)", show=False),
        Binding("up", "scroll_notes(-1)", show=False),
        Binding("r", "register", show=False),
        Binding("a", "slides", show=False),
        Binding("c", "hands", show=False),
    ]

    def __init__(self, register_id: str) -> None:
        super().__init__()
        self._register_id = register_id
        self._view: TalkView | None = None

    def body(self) -> ComposeResult:
        """The clock, the slide with its notes, what is next."""
        yield Words(classes="quiet-text", id="clock")
        with Area(can_focus=False):
            yield Words(classes="text", id="slide")
            yield Words(classes="text", id="notes")
        yield Words(classes="quiet-text", id="next")
        with Horizontal(classes="acts"):
            yield Action(id="forward")
            yield Action(id="register", kind="quiet")
            yield Action(id="slides", kind="quiet")
            yield Action(id="hands", kind="quiet")

    def on_mount(self) -> None:
        """Space turns the slide, whatever has the focus; the clock goes on."""
        super().on_mount()
        for action in self.query(".acts Action").results(Action):
            action.takes_space = False
        self.query_one("#forward").focus()
        self.set_interval(TICK, self._tick)

    def on_screen_resume(self) -> None:
        """Read where the talk is."""
        self.run_worker(self._ask(lambda services: services.talks.view(self._actor(), self._register_id)))

    def _tick(self) -> None:
        if self.is_current and self._view is not None and not self._problem.showing:
            self.on_screen_resume()

    async def _ask(self, work: Callable[[Services], TalkView]) -> None:
        """Show what came of it; the slide on the screen is the one that is saved."""
        before = self._view
        try:
            found = await self.house.desk.run(work)
        except PreventError as problem:
            if not self.is_left:
                self.explain_failure(problem)
        else:
            if self.is_left:
                return
            self._view = found
            self.accept()
            same = before is not None and before.showing == self._view.showing
            if not same or self._view.step.kind is StepKind.HANDS:
                self.retell()
            if same:
                self._tell_clock(self._view)
            else:
                self.query_one(Area).scroll_home(animate=False, immediate=True)
        self.complete()

    def _actor(self) -> Actor:
        assert self.house.signed_in is not None
        return self.house.signed_in.actor

    # -- words -----------------------------------------------------------------------------------------------------

    def useful_keys(self) -> list[tuple[str, str]]:
        """Turning, more of the notes, the register, the audience's view."""
        more = "▼ " if self.query_one(Area).has_more else ""
        keys = [
            ("PgDn", self.tr(N_("Next"))),
            ("↑↓", more + self.tr(N_("Notes"))),
            ("r", self.tr(N_("Register"))),
            ("a", self.tr(N_("Audience"))),
            ("PgUp", self.tr(N_("Back"))),
        ]
        if self._view is not None and self._view.step.kind is StepKind.HANDS:
            keys.insert(1, ("c", self.tr(N_("Count hands"))))
        return keys

    def tell_keys(self) -> None:
        """Write the line of keys; PageDown turns the slide here, and the arrows show more of the notes."""
        self._key_bar.show(bar_words.keys(self.t, self.useful_keys(), more=False, leave=self.leave_key))

    def say(self) -> None:
        """Write the step that is shown."""
        view = self._view
        for name, words in (
            ("register", N_("Register")),
            ("slides", N_("Audience")),
            ("hands", N_("Count hands")),
        ):
            self.query_one(f"#{name}", Action).show(self.tr(words))
        if view is None:
            return
        asks = view.step.kind is StepKind.HANDS
        self.query_one("#hands", Action).display = asks
        self.query_one("#slides", Action).display = not asks or self.app.size.width >= 80
        self.query_one("#slide", Words).update(self._slide(view))
        self.query_one("#notes", Words).update(self._question(view) if asks else self._notes(view))
        self.query_one("#forward", Action).show(self._forward_label(view))
        following = view.next_step
        told = (
            self.tr(N_("Next: %(title)s"), title=talk_words.title(self.t, view.talk, following))
            if following
            else self.tr(N_("This is the end. Open the register and sign it off."))
        )
        self.query_one("#next", Words).update(told if self._compact else f"\n{told}")
        self._tell_clock(view)

    @property
    def _compact(self) -> bool:
        """Whether there is so little room that lines are worth more than air."""
        return self.app.size.height < 30

    def on_resize(self) -> None:
        """Wrap to the new width."""
        if self._view is not None:
            self.say()

    def _tell_clock(self, view: TalkView) -> None:
        place = self.tr(N_("Slide %(number)s of %(of)s"), number=view.showing.step + 1, of=len(view.talk.steps))
        people, below = talk_words.signed_in(self.t, view.row.register), "\n" if self.app.size.height >= 24 else ""
        self.query_one("#clock", Words).update(f"{place} · {talk_words.pace(self.t, view.pace)} · {people}{below}")

    def _forward_label(self, view: TalkView) -> str:
        if view.step.kind is StepKind.HANDS and not view.showing.revealed:
            return self.tr(N_("Show the answer"))
        return self.tr(N_("Next slide")) if view.next_step else self.tr(N_("The register"))

    def _slide(self, view: TalkView) -> Content:
        title, lines = talk_words.for_the_room(self.t, view.talk, view.showing, self.columns - 2)
        head = Content.assemble("│ ", (title, "bold underline"))
        shown = [line for line in lines if line] if self._compact else ["", *lines]
        return Content("\n").join([head, *(Content(f"│ {line}".rstrip()) for line in shown)])

    def _notes(self, view: TalkView) -> Content:
        words = talk_words.slide(self.t, view.talk, view.step)
        assert words is not None
        width, ask, hope = self.columns, self.tr(N_("Ask:")), self.tr(N_("Hope to hear:"))
        parts = [Content(""), *(Content(f"{paragraph}\n") for paragraph in words.notes)]
        for spoken in words.spoken:
            parts.append(Content.styled(hanging(f"{ask} ", spoken.ask, width), "bold"))
            parts.append(Content(hanging(f"{hope} ", spoken.expect, width) + "\n"))
        return Content("\n").join(parts)

    def _question(self, view: TalkView) -> Content:
        words, step = talk_words.hands(self.t, view.talk, view.step), view.step
        letter = LETTERS[step.options.index(step.key)]
        right = self.tr(N_("Right: %(letter)s. %(why)s"), letter=letter, why=words.right)
        counts = view.row.register.hands.get(step.id)
        if counts:
            told = " · ".join(f"{LETTERS[at]} {counts.get(one, 0)}" for at, one in enumerate(step.options))
        else:
            told = self.tr(N_("not counted yet"))
        return Content("\n").join(
            [
                Content(""),
                Content(self.tr(N_("Read it out with its answers, and ask for hands for each."))),
                Content(f"\n{right}\n"),
                Content.styled(self.tr(N_("Hands: %(counts)s"), counts=told), "bold"),
            ]
        )

    # -- turning ---------------------------------------------------------------------------------------------------

    async def on_action_pressed(self, message: Action.Pressed) -> None:
        """Each button has its key too."""
        outcome = getattr(self, f"action_{message.action.id}")()
        if outcome is not None:
            await outcome

    async def action_forward(self) -> None:
        """The answer of a question first, then the next step; from the last one to the register."""
        view = self._view
        if view is None:
            return
        at, asks = view.showing.step, view.step.kind is StepKind.HANDS and not view.showing.revealed
        if view.next_step is None and not asks:
            self.action_register()
        else:
            await self._show(at if asks else at + 1, revealed=asks)

    async def action_back(self) -> None:
        """The step before."""
        if self._view is not None:
            await self._show(self._view.showing.step - 1, revealed=False)

    async def _show(self, step: int, *, revealed: bool) -> None:
        actor, register_id = self._actor(), self._register_id
        await self._ask(lambda services: services.talks.show(actor, register_id, step, revealed=revealed))
        self.house.doorbell.ring(register_id)

    def action_scroll_notes(self, by: int) -> None:
        """Move slide and notes a line."""
        self.query_one(Area).scroll_relative(y=by, animate=False, immediate=True)

    # -- beside it -------------------------------------------------------------------------------------------------

    def action_register(self) -> None:
        """Open the register."""
        from prevent_tui.screens.register import RegisterScreen

        self.app.push_screen(RegisterScreen(self._register_id))

    def action_slides(self) -> None:
        """Show the room's view on this terminal, in full."""
        from prevent_tui.screens.talk_slide import TalkSlideScreen

        self.app.push_screen(TalkSlideScreen(self._register_id))

    def action_hands(self) -> None:
        """Write down how many hands there were."""
        from prevent_tui.screens.talk_forms import HandsScreen

        view = self._view
        if view is not None and view.step.kind is StepKind.HANDS:
            held = dict(view.row.register.hands.get(view.step.id, {}))
            self.app.push_screen(HandsScreen(self._register_id, view.talk, view.step, held))
