"""What the room sees: one slide, large, and no notes; led from this terminal or in step with the presenter's."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from prevent_tui.domain.errors import PreventError
from prevent_tui.domain.talks import StepKind
from prevent_tui.i18n import N_
from prevent_tui.screens import talk_words
from prevent_tui.screens.base import HouseScreen
from prevent_tui.widgets.bars import TopBar
from prevent_tui.widgets.large import BLOCKS_FROM, Large
from prevent_tui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from prevent_tui.bootstrap import Services
    from prevent_tui.domain.talks import Talk
    from prevent_tui.services.access import Actor
    from prevent_tui.services.talks import Showing

POLL = 1.0
"""Seconds between two looks at where the talk is, only while it is followed; on the same machine the doorbell rings."""


class TalkSlideScreen(HouseScreen):
    """The slides in full. A terminal that follows can't turn them; on the presenter's own, `n` goes to the notes."""

    reads_first = True

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pagedown,space,right,enter", "forward", show=False),
        Binding("pageup,left", "back", show=False),
        Binding("n", "notes", show=False),
    ]

    def __init__(self, register_id: str, *, follows: bool = False) -> None:
        super().__init__()
        self._register_id = register_id
        self._follows = follows
        self._talk: Talk | None = None
        self._showing: Showing | None = None
        self._out_of_step = False
        self._end_listening: Callable[[], None] = lambda: None

    def body(self) -> ComposeResult:
        """The slide; below it a line, only where there is much room or something is wrong."""
        yield Large()
        yield Words(classes="quiet-text", id="state")

    def on_mount(self) -> None:
        """The slide has the whole screen."""
        super().on_mount()
        self.query_one(TopBar).display = False
        self.query_one(Large).focus()
        self.run_worker(self._begin())
        if self._follows:
            self.set_interval(POLL, self._poll)
            self._end_listening = self.house.doorbell.listen(self._register_id, lambda: self.call_later(self._poll))

    def on_unmount(self) -> None:
        """Listen no more."""
        self._end_listening()

    async def _begin(self) -> None:
        actor = self._actor()
        try:
            self._talk = await self.house.desk.run(lambda services: services.talks.content(actor))
        except PreventError as problem:
            self.explain_failure(problem)
        await self.look()
        self.complete()

    async def _poll(self) -> None:
        if self.is_current:
            await self.look()

    async def look(self) -> None:
        """Show where the talk is; a failure is one quiet line, and the slide stays."""
        actor, register_id = self._actor(), self._register_id
        try:
            showing = await self.house.desk.run(lambda services: services.talks.showing(actor, register_id))
        except PreventError:
            if not self.is_left:
                self._out_of_step = True
                self._tell_state()
            return
        if self.is_left:
            return
        if showing != self._showing or self._out_of_step:
            self._showing, self._out_of_step = showing, False
            self.say()

    def _actor(self) -> Actor:
        assert self.house.signed_in is not None
        return self.house.signed_in.actor

    def useful_keys(self) -> list[tuple[str, str]]:
        """How to turn, where it can be turned."""
        if self._follows:
            return []
        return [("PgDn", self.tr(N_("Next"))), ("n", self.tr(N_("Notes"))), ("PgUp", self.tr(N_("Back")))]

    def say(self) -> None:
        """Write the slide."""
        if self._talk is None or self._showing is None:
            return
        width = max(20, min(60, self.app.size.width - 8))
        title, lines = talk_words.for_the_room(self.t, self._talk, self._showing, width)
        self.query_one(Large).show(title, lines)
        self._tell_state()

    def on_resize(self) -> None:
        """Wrap to the new width."""
        self.say()

    def _tell_state(self) -> None:
        """Where the talk is, in plain letters below a title in large ones; or that this terminal is out of step."""
        state, size = self.query_one("#state", Words), self.app.size
        roomy = size.width >= BLOCKS_FROM[0] + 4 and size.height >= BLOCKS_FROM[1] + 4
        state.display = self._out_of_step or roomy
        if self._out_of_step:
            told = N_("Not in step with the presenter: the database can't be reached. Trying again.")
            state.update(self.tr(told))
        elif self._talk is not None and self._showing is not None:
            state.update(talk_words.place(self.t, self._talk, self._showing))

    async def action_forward(self) -> None:
        """The answer of a question first, then the next step."""
        if self._talk is None or self._showing is None:
            return
        at = self._showing.step
        asks = self._talk.steps[at].kind is StepKind.HANDS and not self._showing.revealed
        await self._show(at if asks else at + 1, revealed=asks)

    async def action_back(self) -> None:
        """The step before."""
        if self._showing is not None:
            await self._show(self._showing.step - 1, revealed=False)

    async def _show(self, step: int, *, revealed: bool) -> None:
        if self._follows:
            return
        actor, register_id = self._actor(), self._register_id
        work: Callable[[Services], object] = lambda services: services.talks.show(  # noqa: E731
            actor, register_id, step, revealed=revealed
        )
        try:
            await self.house.desk.run(work)
        except PreventError as problem:
            self.explain_failure(problem)
            return
        self.house.doorbell.ring(register_id)
        self.accept()
        await self.look()

    def action_notes(self) -> None:
        """To the notes; only on the presenter's own terminal."""
        if self._follows:
            return
        from prevent_tui.screens.presenter import PresenterScreen

        below = self.app.screen_stack[-2]
        if isinstance(below, PresenterScreen):
            self.action_leave()
        else:
            self.app.switch_screen(PresenterScreen(self._register_id))
