"""Playing the toolbox talk for one viewer: a slide in full, the caption of the moment, and questions that wait."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content

from prevent_tui import alone_words
from prevent_tui.domain.errors import PreventError
from prevent_tui.domain.playing import Playhead
from prevent_tui.domain.talks import StepKind
from prevent_tui.domain.watching import Kind
from prevent_tui.i18n import N_
from prevent_tui.screens import playing, talk_words
from prevent_tui.screens.recorded import time
from prevent_tui.screens.timed import TimedScreen
from prevent_tui.widgets.action import Action
from prevent_tui.widgets.large import Large
from prevent_tui.widgets.slide import SlideView
from prevent_tui.widgets.words import Words

if TYPE_CHECKING:
    from prevent_tui.domain.watching import Captions
    from prevent_tui.services.alone import Watched


class AlonePlayerScreen(TimedScreen):
    """The whole talk, slide after slide; `again` plays it from the beginning."""

    also = (
        *TimedScreen.PLAYING,
        ("slide(1)", N_("The next slide")),
        ("slide(-1)", N_("The slide before")),
    )

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pagedown,right_square_bracket", "slide(1)", show=False),
        Binding("pageup,left_square_bracket", "slide(-1)", show=False),
        Binding("t", "text", show=False),
    ]

    def __init__(self, *, again: bool = False) -> None:
        super().__init__()
        self._again = again
        self._watched: Watched | None = None

    # -- the frame ---------------------------------------------------------------------------------------------------

    def body(self) -> ComposeResult:
        """What watching is not, the talk, and what can be done."""
        yield Words(classes="quiet-text", id="warning")
        large = Large()
        large.can_focus = False
        yield SlideView(large)
        with Horizontal(classes="acts"):
            for name, kind in (("play", "button"), ("next", "quiet"), ("text", "quiet")):
                action = Action(id=name, kind=kind)
                action.takes_space = False  # Space plays and pauses
                yield action

    def on_mount(self) -> None:
        """Open the talk where it was left."""
        super().on_mount()
        self.query_one("#play").focus()
        self.load(self._open)

    async def _open(self) -> None:
        actor = self.actor
        try:
            self._watched = await self.house.desk.run(lambda services: services.alone.open(actor))
        except PreventError as problem:
            self.explain_failure(problem)
            return
        if self.is_left:
            return
        head = self._watched.head
        self._head = head.jumped_to(0) if self._again else head
        self.retell()
        await self.move(self._head)

    def useful_keys(self) -> list[tuple[str, str]]:
        """Playing, jumping, reading."""
        return [
            ("Space", self.tr(N_("Go on")) if self.waits() else self.play_word()),
            ("PgUp PgDn", self.tr(N_("Slide"))),
            ("←→", self.tr(N_("10 seconds"))),
            ("- +", self.tr(N_("Speed"))),
            ("t", self.tr(N_("Text"))),
        ]

    # -- words -------------------------------------------------------------------------------------------------------

    def say(self) -> None:
        """Write the moment in the language in force."""
        self.query_one("#warning", Words).update(alone_words.shortly(self.t))
        self.query_one("#next", Action).show(self.tr(N_("Next slide")))
        self.query_one("#text", Action).show(self.tr(N_("Text")))
        if self._watched is not None:
            self.show_moment()

    @property
    def timeline(self) -> Captions | None:
        """The captions in the reader's language."""
        return self._watched.captions_in(self.t.language) if self._watched is not None else None

    def show_moment(self) -> None:
        """Write what changes from second to second."""
        assert self._watched is not None
        assert self.timeline is not None
        talk, head, times = self._watched.talk, self._head, self.timeline
        view, number = self.query_one(SlideView), times.step_at(head.position)
        step = talk.steps[number]
        with self.app.batch_update():
            assert view.large is not None
            revealed = times.at(head.position).kind is Kind.ANSWERED
            view.large.show(*talk_words.for_one(self.t, talk, step, self.columns - 8, revealed=revealed))
            view.show(Content(""), self._caption(), self._progress(number), head.position / head.length)
            self.query_one("#play", Action).show(self._play_label())
            self.query_one("#next").display = not head.at_end
            self.tell_keys()

    def _caption(self) -> Content:
        """What is said, or asked; at the end, what it was not."""
        assert self._watched is not None
        assert self.timeline is not None
        if self._head.at_end:
            end = self.tr(N_("This is the end of the talk."))
            return Content(f"{end} {alone_words.shortly(self.t)}")
        said = self.timeline.at(self._head.position)
        if said.kind is not Kind.ASKED:
            return Content(said.text)
        if self._watched.talk.steps[said.step].kind is StepKind.HANDS:
            return Content(self.tr(N_("Take your time. The answer comes when you go on.")))
        return Content(f"{alone_words.think(self.t)} {said.text}")

    def _progress(self, number: int) -> Content:
        """Which slide, how far, and how fast; whether it plays, where there is room: the first button says it too."""
        assert self._watched is not None
        head = self._head
        place = self.tr(
            N_("Slide %(number)s of %(of)s · %(position)s of %(length)s"),
            number=number + 1,
            of=len(self._watched.talk.steps),
            position=time(head.position),
            length=time(head.length),
        )
        told = Content(f"{place} · {playing.pace(self.t, head, playing=self._playing)}")
        return told if told.cell_length <= self.columns else Content(f"{place} · {playing.speed(head)}")

    def _play_label(self) -> str:
        if self._head.at_end:
            return self.tr(N_("What to do next"))
        return self.tr(N_("Go on")) if self.waits() else self.play_word()

    # -- playing -----------------------------------------------------------------------------------------------------

    async def keep(self, head: Playhead) -> Playhead:
        """Keep where this person is in the talk."""
        actor = self.actor
        return await self.house.desk.run(lambda services: services.alone.keep(actor, head))

    def waits(self) -> bool:
        """At the end, and at a question."""
        return self.timeline is not None and (self._head.at_end or self.timeline.waits_at(self._head.position))

    def start_of_playing(self) -> Playhead:
        """From here; from a question, on to what follows it."""
        if self.timeline is None or not self.waits():
            return self._head
        return self._head.jumped_to(self.timeline.next_change(self._head.position))

    async def action_play(self) -> None:
        """Play on, or pause; at the end, to what completes something."""
        if self._watched is not None and self._head.at_end:
            self.action_leave()
        else:
            await super().action_play()

    async def action_slide(self, by: int) -> None:
        """The next slide; or the beginning of this one, and then the one before."""
        if self.timeline is not None:
            await self.move(self._head.jumped_to(self.timeline.beside(self._head.position, by)))

    # -- ways on -----------------------------------------------------------------------------------------------------

    async def on_action_pressed(self, message: Action.Pressed) -> None:
        """Each button has its key too."""
        if message.action.id == "play":
            await self.action_play()
        elif message.action.id == "next":
            await self.action_slide(1)
        else:
            self.action_text()

    def action_text(self) -> None:
        """Read the whole talk as a text."""
        from prevent_tui.screens.handout import TalkTextScreen

        self.app.push_screen(TalkTextScreen())
