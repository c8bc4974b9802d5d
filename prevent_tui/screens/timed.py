"""What every screen has that shows something in time: it plays, pauses, jumps and changes its speed.

What is shown has been kept before it is shown. While it plays it wakes at most once a second, for the next second or
caption; paused, it sleeps. It pauses whenever something else is looked at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import Binding, BindingType
from textual.events import Resize

from prevent_tui.domain.errors import PreventError
from prevent_tui.domain.playing import JUMP, Playhead
from prevent_tui.i18n import N_
from prevent_tui.screens.base import HouseScreen
from prevent_tui.screens.beat import Beat, TimerBeat

if TYPE_CHECKING:
    from prevent_tui.domain.captions import Timeline
    from prevent_tui.widgets.problem import Problem

SMALLEST = (60, 20)


class TimedScreen(HouseScreen):
    """Subclasses say what is played (`timeline`), keep where it stands (`keep`), and draw it (`show_moment`)."""

    PLAYING: ClassVar[tuple[tuple[str, str], ...]] = (
        ("jump(1)", N_("Ten seconds on")),
        ("jump(-1)", N_("Ten seconds back")),
        ("speed(1)", N_("Play faster")),
        ("speed(-1)", N_("Play slower")),
    )
    """What can be done while it plays that no button says."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "play", show=False),
        Binding("right", "jump(1)", show=False),
        Binding("left", "jump(-1)", show=False),
        Binding("plus,equals_sign", "speed(1)", show=False),
        Binding("minus", "speed(-1)", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.beat: Beat = TimerBeat(self)
        self._head = Playhead(0)
        self._playing = False

    # -- what subclasses say -----------------------------------------------------------------------------------------

    @property
    def timeline(self) -> Timeline[Any] | None:
        """The captions that are played; None until they have been read."""
        raise NotImplementedError

    async def keep(self, head: Playhead) -> Playhead:
        """Keep where it stands, on the disk when this returns; raises PreventError."""
        raise NotImplementedError

    def show_moment(self) -> None:
        """Draw what changes from second to second."""
        raise NotImplementedError

    def waits(self) -> bool:
        """Whether playing stops at the second that is shown."""
        return self._head.at_end

    def start_of_playing(self) -> Playhead:
        """From where Play goes on."""
        return self._head

    # -- pausing -----------------------------------------------------------------------------------------------------

    def on_screen_suspend(self) -> None:
        """Nothing plays behind another screen."""
        self.pause()

    def on_unmount(self) -> None:
        """Nothing plays when the screen is gone."""
        self.beat.stop()

    def on_resize(self, event: Resize) -> None:
        """Nothing plays that can't be seen; the words are written for the new width."""
        if event.size.width < SMALLEST[0] or event.size.height < SMALLEST[1]:
            self.pause()
        if self.timeline is not None:
            self.show_moment()

    def pause(self) -> None:
        """Stand still at the second that is shown; where that is has been kept already."""
        self.beat.stop()
        if self._playing:
            self._playing = False
            if self.is_attached and self.timeline is not None:
                self.show_moment()

    def on_problem_followed(self, message: Problem.Followed) -> None:
        """From what is wrong back to Play, which tries again."""
        self.query_one("#play").focus()

    # -- playing -----------------------------------------------------------------------------------------------------

    async def move(self, head: Playhead) -> None:
        """Keep where it stands, then show it, and go on from there if it plays."""
        self.beat.stop()
        before, self._head = self._head, head
        try:
            kept = await self.keep(head)
        except PreventError as problem:
            self._fail(problem, back_to=before if head is self._head else self._head)
            return
        if self.is_left or head is not self._head or self.timeline is None:
            return  # the screen is gone, or another key was quicker: what it leads to is kept next
        self._head = kept
        if self.waits():
            self._playing = False
        self.show_moment()
        self._go_on()

    def _fail(self, problem: PreventError, *, back_to: Playhead) -> None:
        """Stand still where it was kept last, and say why."""
        self._head = back_to
        if not self.is_left:
            self.pause()
            self.show_moment()
            self.explain_failure(problem)

    def _go_on(self) -> None:
        """Sleep until the next second or caption is to be shown."""
        if self._playing and self.is_current and self.timeline is not None:
            head = self._head
            stop = head.next_stop(self.timeline.next_change(head.position))
            self.beat.ring(head.wait(stop), lambda: self.move(head.played_to(stop)))

    async def action_play(self) -> None:
        """Play on, or pause."""
        if self.timeline is None:
            return
        if self._playing:
            self.pause()
            return
        self.accept()
        self._playing = True
        start = self.start_of_playing()
        if start is self._head:
            self.show_moment()
            self._go_on()
        else:
            await self.move(start)

    async def action_jump(self, by: int) -> None:
        """Ten seconds on or back."""
        if self.timeline is not None:
            await self.move(self._head.jumped_to(self._head.position + by * JUMP))

    async def action_speed(self, by: int) -> None:
        """Play slower or faster."""
        if self.timeline is not None:
            await self.move(self._head.at_speed(by))

    def play_word(self) -> str:
        """What Space does."""
        return self.tr(N_("Pause")) if self._playing else self.tr(N_("Play"))
