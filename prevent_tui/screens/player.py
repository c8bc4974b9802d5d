"""Playing a chapter of a recorded webinar.

What the screen shows has been kept before it is shown. While it plays it wakes at most once a second, for the next
second or caption; paused, it sleeps.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, Protocol

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.events import Resize
from textual.timer import Timer

from prevent_tui.domain.errors import PreventError
from prevent_tui.domain.playing import JUMP, NORMAL, Playhead
from prevent_tui.i18n import N_
from prevent_tui.screens import telling
from prevent_tui.screens.base import HouseScreen
from prevent_tui.screens.recorded import COURSE, RecordedScreen, state, time
from prevent_tui.widgets.action import Action
from prevent_tui.widgets.slide import SlideView
from prevent_tui.widgets.words import Words

if TYPE_CHECKING:
    from prevent_tui.domain.recorded import PartWords, Slide
    from prevent_tui.services.access import Actor
    from prevent_tui.services.recorded import Part, Webinar

SMALLEST = (60, 20)


class Beat(Protocol):
    """Rings once, after so many seconds, unless it is stopped or set anew."""

    def ring(self, seconds: float, then: Callable[[], Awaitable[None]]) -> None:
        """Ring after that time."""

    def stop(self) -> None:
        """Don't ring."""


class TimerBeat:
    """A beat of real time, on a screen's own timers."""

    def __init__(self, screen: HouseScreen) -> None:
        self._screen = screen
        self._timer: Timer | None = None

    def ring(self, seconds: float, then: Callable[[], Awaitable[None]]) -> None:
        """Ring after that time."""
        self.stop()
        self._timer = self._screen.set_timer(seconds, then)

    def stop(self) -> None:
        """Don't ring."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None


class PlayerScreen(HouseScreen):
    """One chapter: slide, caption, progress; it pauses whenever something else is looked at."""

    leave_key = N_("Chapters")
    also = (
        ("jump(1)", N_("Ten seconds on")),
        ("jump(-1)", N_("Ten seconds back")),
        ("chapter(1)", N_("The next chapter")),
        ("chapter(-1)", N_("The chapter before")),
        ("speed(1)", N_("Play faster")),
        ("speed(-1)", N_("Play slower")),
    )

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "play", show=False),
        Binding("right", "jump(1)", show=False),
        Binding("left", "jump(-1)", show=False),
        Binding("pagedown,right_square_bracket", "chapter(1)", show=False),
        Binding("pageup,left_square_bracket", "chapter(-1)", show=False),
        Binding("plus,equals_sign", "speed(1)", show=False),
        Binding("minus", "speed(-1)", show=False),
        Binding("slash", "search", show=False),
        Binding("c", "leave", show=False),
    ]

    def __init__(self, part: str, *, course: str = COURSE) -> None:
        super().__init__()
        self.beat: Beat = TimerBeat(self)
        self._course = course
        self._part_id = part
        self._webinar: Webinar | None = None
        self._head = Playhead(0)
        self._playing = False
        self._resuming: int | None = None

    # -- the frame -------------------------------------------------------------------------------------------------

    def body(self) -> ComposeResult:
        """The chapter above what can be done."""
        yield Words(classes="quiet-text", id="chapter")
        yield SlideView()
        with Horizontal(classes="acts"):
            for name, kind in (("play", "button"), ("next", "quiet"), ("list", "quiet"), ("search", "quiet")):
                action = Action(id=name, kind=kind)
                action.takes_space = False  # Space plays and pauses
                yield action

    def on_mount(self) -> None:
        """Open the chapter where it was left."""
        super().on_mount()
        self.query_one("#play").focus()
        self.run_worker(self._open(self._part_id), exclusive=True)

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
        if self._webinar is not None:
            self._show()

    def useful_keys(self) -> list[tuple[str, str]]:
        """Playing, jumping, finding."""
        play = self.tr(N_("Pause")) if self._playing else self.tr(N_("Play"))
        return [
            ("Space", play),
            ("←→", self.tr(N_("10 seconds"))),
            ("/", self.tr(N_("Search"))),
            ("- +", self.tr(N_("Speed"))),
            ("PgUp PgDn", self.tr(N_("Chapter"))),
            ("c", self.tr(N_("Chapters"))),
        ]

    # -- words -----------------------------------------------------------------------------------------------------

    def say(self) -> None:
        """Write the chapter in the language in force."""
        self.query_one("#list", Action).show(self.tr(N_("Chapters")))
        self.query_one("#search", Action).show(self.tr(N_("Search")))
        if self._webinar is not None:
            self.query_one("#chapter", Words).update(Content(self._words.title))
            self._show()

    @property
    def _words(self) -> PartWords:
        assert self._webinar is not None
        return self._webinar.course.part_words(self._part_id, self.t.language)

    def _show(self) -> None:
        """Write what changes from second to second."""
        words, head = self._words, self._head
        caption = words.at(head.position)
        with self.app.batch_update():
            self.query_one(SlideView).show(
                self._slide(words.slides.get(caption.slide)),
                Content(self._ended() or caption.text),
                Content(self._progress()),
                head.position / words.length,
            )
            self.query_one("#play", Action).show(self._play_label())
            following = self.query_one("#next", Action)
            following.show(self._next_label())
            following.display = bool(following.label)
            self.tell_keys()

    def _slide(self, slide: Slide | None) -> Content:
        """A slide as large as there is room."""
        if slide is None:
            return Content("")
        small = self.query_one(SlideView).is_small
        lines = [Content(telling.hanging("• ", line, self.columns - (0 if small else 6))) for line in slide.lines]
        space = [] if small else [Content("")]
        return Content("\n").join([Content.styled(slide.title, "bold underline"), *space, *lines])

    def _ended(self) -> str:
        """What is said at the chapter's end, where no caption stands."""
        if not self._head.at_end:
            return ""
        part = self._part
        if part.done:
            return self.tr(N_("You have played this chapter to its end."))
        return self.tr(N_("This is the end of the chapter; %(state)s."), state=state(self.t, part))

    def _progress(self) -> str:
        head = self._head
        speed = f"{head.speed / 100:g}×"
        playing = N_("playing at %(speed)s") if self._playing else N_("paused, speed %(speed)s")
        assert self._webinar is not None
        chapter = self.tr(
            N_("Chapter %(number)s of %(of)s · %(position)s of %(length)s"),
            number=self._number + 1,
            of=len(self._webinar.parts),
            position=time(head.position),
            length=time(head.length),
        )
        return f"{chapter} · {self.tr(playing, speed=speed)}"

    def _play_label(self) -> str:
        if self._playing:
            return self.tr(N_("Pause"))
        if not self._head.at_end:
            return self.tr(N_("Play"))
        return self.tr(N_("Play again")) if self._part.done else self.tr(N_("Play what is left"))

    def _next_label(self) -> str:
        assert self._webinar is not None
        if self._number + 1 < len(self._webinar.parts):
            return self.tr(N_("Next chapter"))
        return self.tr(N_("Go to the check")) if self._webinar.all_played else ""

    @property
    def _part(self) -> Part:
        assert self._webinar is not None
        return self._webinar.part(self._part_id)

    @property
    def _number(self) -> int:
        """Which chapter this is, from 0."""
        assert self._webinar is not None
        return [part.id for part in self._webinar.parts].index(self._part_id)

    # -- playing ---------------------------------------------------------------------------------------------------

    def pause(self) -> None:
        """Stand still at the second that is shown; what was played is kept already."""
        self.beat.stop()
        if self._playing:
            self._playing = False
            if self.is_attached and self._webinar is not None:
                self._show()

    async def _open(self, part: str, *, at: int | None = None) -> None:
        """Open a chapter where it was left, or at a second."""
        actor, course = self._actor(), self._course
        self.beat.stop()
        try:
            webinar = await self.house.desk.run(lambda services: services.recorded.open_part(actor, course, part))
        except PreventError as problem:
            self._playing = False
            self.explain_failure(problem)
            return
        speed = self._head.speed if self._webinar is not None else NORMAL
        self._webinar, self._part_id = webinar, part
        head = webinar.part(part).head
        self._head = replace(head, speed=speed) if speed != NORMAL else head
        if at is not None:
            self._head = self._head.jumped_to(at)
        self.accept()
        self.retell()
        await self._move(self._head)

    async def _move(self, head: Playhead) -> None:
        """Keep where the chapter stands, then show it, and go on from there if it plays."""
        self.beat.stop()
        self._head, actor, course, part = head, self._actor(), self._course, self._part_id
        try:
            kept = await self.house.desk.run(lambda services: services.recorded.keep(actor, course, part, head))
        except PreventError as problem:
            self.pause()
            self.explain_failure(problem)
            return
        if head is not self._head or self._webinar is None:
            return  # another key was quicker: what it leads to is kept next
        self._head = kept.head
        parts = tuple(kept if one.id == kept.id else one for one in self._webinar.parts)
        self._webinar = replace(self._webinar, parts=parts)
        if self._head.at_end:
            self._playing = False
        self._show()
        self._go_on()

    def _go_on(self) -> None:
        """Sleep until the next second or caption is to be shown."""
        if self._playing and self.is_current:
            head = self._head
            stop = head.next_stop(self._words.next_change(head.position))
            self.beat.ring(head.wait(stop), lambda: self._move(head.played_to(stop)))

    async def action_play(self) -> None:
        """Play on, or pause; at the end, play what is left, or all of it again."""
        if self._webinar is None:
            return
        if self._playing:
            self.pause()
            return
        self.accept()
        self._playing = True
        left = self._head.left
        if self._head.at_end:
            await self._move(self._head.jumped_to(left[0][0] if left else 0))
        else:
            self._show()
            self._go_on()

    async def action_jump(self, by: int) -> None:
        """Ten seconds on or back; what is skipped stays unplayed."""
        if self._webinar is not None:
            await self._move(self._head.jumped_to(self._head.position + by * JUMP))

    async def action_speed(self, by: int) -> None:
        """Play slower or faster."""
        if self._webinar is not None:
            await self._move(self._head.at_speed(by))

    async def action_chapter(self, by: int) -> None:
        """The chapter after or before this one, where it was left."""
        if self._webinar is not None and 0 <= self._number + by < len(self._webinar.parts):
            await self._open(self._webinar.parts[self._number + by].id)

    # -- ways on ---------------------------------------------------------------------------------------------------

    def _actor(self) -> Actor:
        assert self.house.signed_in is not None
        return self.house.signed_in.actor

    async def on_action_pressed(self, message: Action.Pressed) -> None:
        """Each button has its key too."""
        name = message.action.id
        if name == "play":
            await self.action_play()
        elif name == "list":
            self.action_leave()
        elif name == "search":
            self.action_search()
        elif self._webinar is not None and self._number + 1 < len(self._webinar.parts):
            await self.action_chapter(1)
        else:
            self._to_check()

    def action_search(self) -> None:
        """Find words in the captions of all chapters."""
        from prevent_tui.screens.caption_search import CaptionSearchScreen

        if self._webinar is not None:
            self.app.push_screen(CaptionSearchScreen(self._webinar.course, self._found))

    def _found(self, part: str, second: int) -> None:
        self.run_worker(self._open(part, at=second), exclusive=True)

    def _to_check(self) -> None:
        """The check is opened from the list of chapters below."""
        below = self.app.screen_stack[-2]
        self.action_leave()
        if isinstance(below, RecordedScreen):
            below.check_when_read()
        else:
            self.app.push_screen(RecordedScreen(self._course))
