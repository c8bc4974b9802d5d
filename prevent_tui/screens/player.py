"""Playing a chapter of a recorded webinar: what is played of it is kept, and what is skipped stays to be played."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content

from prevent_tui.domain.errors import PreventError
from prevent_tui.domain.playing import NORMAL, Playhead
from prevent_tui.i18n import N_
from prevent_tui.screens import playing
from prevent_tui.screens.playing import Moment
from prevent_tui.screens.recorded import COURSE, RecordedScreen
from prevent_tui.screens.timed import TimedScreen
from prevent_tui.widgets.action import Action
from prevent_tui.widgets.slide import SlideView
from prevent_tui.widgets.words import Words

if TYPE_CHECKING:
    from prevent_tui.domain.recorded import PartWords
    from prevent_tui.services.recorded import Webinar


class PlayerScreen(TimedScreen):
    """One chapter: slide, caption, progress."""

    leave_key = N_("Chapters")
    also = (
        *TimedScreen.PLAYING,
        ("chapter(1)", N_("The next chapter")),
        ("chapter(-1)", N_("The chapter before")),
    )

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pagedown,right_square_bracket", "chapter(1)", show=False),
        Binding("pageup,left_square_bracket", "chapter(-1)", show=False),
        Binding("slash", "search", show=False),
        Binding("c", "leave", show=False),
    ]

    def __init__(self, part: str, *, course: str = COURSE) -> None:
        super().__init__()
        self._course = course
        self._part_id = part
        self._webinar: Webinar | None = None

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

    def useful_keys(self) -> list[tuple[str, str]]:
        """Playing, jumping, finding."""
        return [
            ("Space", self.play_word()),
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
            self.query_one("#chapter", Words).update(Content(self._moment.words(self.t).title))
            self.show_moment()

    @property
    def timeline(self) -> PartWords | None:
        """The chapter in the reader's language."""
        return self._moment.words(self.t) if self._webinar is not None else None

    @property
    def _moment(self) -> Moment:
        assert self._webinar is not None
        return Moment(self._webinar, self._part_id, self._head, self._playing)

    def show_moment(self) -> None:
        """Write what changes from second to second."""
        moment, view = self._moment, self.query_one(SlideView)
        words, width = moment.words(self.t), self.columns - (0 if view.is_small else 6)
        slide = words.slides.get(words.at(self._head.position).slide)
        with self.app.batch_update():
            view.show(
                playing.slide(slide, width, small=view.is_small),
                playing.caption(self.t, moment),
                playing.progress(self.t, moment),
                self._head.position / words.length,
            )
            self.query_one("#play", Action).show(playing.play_label(self.t, moment))
            following = self.query_one("#next", Action)
            following.show(playing.next_label(self.t, moment))
            following.display = bool(following.label)
            self.tell_keys()

    # -- playing ---------------------------------------------------------------------------------------------------

    async def _open(self, part: str, *, at: int | None = None) -> None:
        """Open a chapter where it was left, or at a second."""
        actor, course = self.actor, self._course
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
        await self.move(self._head)

    async def keep(self, head: Playhead) -> Playhead:
        """Keep where the chapter stands and what was played of it."""
        actor, course, part = self.actor, self._course, self._part_id
        kept = await self.house.desk.run(lambda services: services.recorded.keep(actor, course, part, head))
        if self._webinar is not None:
            parts = tuple(kept if one.id == kept.id else one for one in self._webinar.parts)
            self._webinar = replace(self._webinar, parts=parts)
        return kept.head

    def start_of_playing(self) -> Playhead:
        """From here; at the end, from what is left, or all of it again."""
        left = self._head.left
        return self._head.jumped_to(left[0][0] if left else 0) if self._head.at_end else self._head

    async def action_chapter(self, by: int) -> None:
        """The chapter after or before this one, where it was left."""
        part = self._moment.beside(by) if self._webinar is not None else None
        if part is not None:
            await self._open(part)

    # -- ways on ---------------------------------------------------------------------------------------------------

    async def on_action_pressed(self, message: Action.Pressed) -> None:
        """Each button has its key too."""
        name = message.action.id
        if name == "play":
            await self.action_play()
        elif name == "list":
            self.action_leave()
        elif name == "search":
            self.action_search()
        elif self._webinar is not None and self._moment.beside(1) is None:
            self._to_check()
        else:
            await self.action_chapter(1)

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
