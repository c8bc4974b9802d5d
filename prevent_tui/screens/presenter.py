"""The presenter's view: the slide, what to say, what to ask, what comes next, and the clock against the plan.

Where the talk is has been saved before the screen changes: a power cut brings the same slide back, and the same clock.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical

from prevent_tui import bar_words
from prevent_tui.domain.talks import StepKind
from prevent_tui.i18n import N_
from prevent_tui.screens import presenter_parts
from prevent_tui.screens.base import HouseScreen
from prevent_tui.widgets.action import Action
from prevent_tui.widgets.area import Area
from prevent_tui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from prevent_tui.bootstrap import Services
    from prevent_tui.services.talks import TalkView

_FRAMED = 48
"""Columns of a slide in its frame: as wide as a slide may be."""
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

    DEFAULT_CSS = """
    PresenterScreen #talk { height: 1fr; }
    PresenterScreen #beside { width: 56; display: none; }
    PresenterScreen #now, PresenterScreen #then { height: auto; padding: 0 2; border: round $border-quiet; }
    PresenterScreen #now { border: double $border-strong; margin-bottom: 1; }
    PresenterScreen #then { color: $secondary-text; }
    PresenterScreen.wide #beside { display: block; }
    PresenterScreen.wide #slide, PresenterScreen.wide #next { display: none; }
    """

    def __init__(self, register_id: str) -> None:
        super().__init__()
        self._register_id = register_id
        self._view: TalkView | None = None

    def body(self) -> ComposeResult:
        """The clock, the slide with its notes, what is next."""
        yield Words(classes="quiet-text", id="clock")
        with Horizontal(id="talk"):
            with Area(can_focus=False):
                yield Words(classes="text", id="slide")
                yield Words(classes="text", id="notes")
            with Vertical(id="beside"):
                yield Words(id="now")
                yield Words(id="then")
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
        self.run_worker(self._ask(lambda services: services.talks.view(self.actor, self._register_id)))

    def _tick(self) -> None:
        if self.is_current and self._view is not None and not self._problem.showing:
            self.on_screen_resume()

    async def _ask(self, work: Callable[[Services], TalkView]) -> None:
        """Show what came of it; the slide on the screen is the one that is saved."""
        before = self._view
        with self.explaining():
            found = await self.house.desk.run(work)
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
        register = self.query_one("#register", Action)
        register.display = view.next_step is not None or register.has_focus  # at the end it is the way on
        self.set_class(self._compact, "compact")
        self.set_class(self._wide, "wide")
        self._tell_slide(view)
        self.query_one("#forward", Action).show(self._forward_label(view))
        told = presenter_parts.next_line(self.t, view)
        self.query_one("#next", Words).update(told if self._compact else f"\n{told}")
        self._tell_clock(view)

    def _tell_slide(self, view: TalkView) -> None:
        width = min(self.columns, self.app.size.width - 64) if self._wide else self.columns
        if self._wide:
            now, then = self.query_one("#now", Words), self.query_one("#then", Words)
            now.border_title, then.border_title = self.tr(N_("The slide")), self.tr(N_("Next"))
            now.update(presenter_parts.framed(self.t, view, _FRAMED))
            then.update(presenter_parts.following(self.t, view, _FRAMED))
        else:
            self.query_one("#slide", Words).update(
                presenter_parts.slide(self.t, view, self.columns, compact=self._compact)
            )
        asks = view.step.kind is StepKind.HANDS
        self.query_one("#notes", Words).update(
            presenter_parts.question(self.t, view, width)
            if asks
            else presenter_parts.notes(self.t, view, width, compact=self._compact)
        )

    @property
    def _compact(self) -> bool:
        """Whether there is so little room that lines are worth more than air."""
        return self.app.size.height < 30

    @property
    def _wide(self) -> bool:
        """Whether there is room for the slide, and the next one, beside what is to be said."""
        return self.app.size.width >= 116 and not self._compact

    def on_resize(self) -> None:
        """Wrap to the new width."""
        if self._view is not None:
            self.say()

    def _tell_clock(self, view: TalkView) -> None:
        told = presenter_parts.clock(self.t, view, self.app.size.width - 4)
        self.query_one("#clock", Words).update(told if self._compact else f"{told}\n")

    def _forward_label(self, view: TalkView) -> str:
        if view.step.kind is StepKind.HANDS and not view.showing.revealed:
            return self.tr(N_("Show the answer"))
        return self.tr(N_("Next slide")) if view.next_step else self.tr(N_("The register"))

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
        actor, register_id = self.actor, self._register_id
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
