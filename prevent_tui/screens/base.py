"""What every screen of the house has: the bars, words that can change language, a place for problems, scrolling."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, ClassVar, TypeAlias

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.geometry import Region
from textual.message import Message
from textual.widget import Widget

from prevent_tui import bar_words
from prevent_tui.domain.errors import PreventError
from prevent_tui.i18n import N_, Translator
from prevent_tui.terminal.whole import WholeScreen
from prevent_tui.widgets.action import Action
from prevent_tui.widgets.area import Area
from prevent_tui.widgets.bars import KeyBar, TopBar
from prevent_tui.widgets.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterator, Sequence

    from prevent_tui.app import PreventApp
    from prevent_tui.domain.courses import Audience
    from prevent_tui.services.access import Actor


LINK_KEYS = (
    # Before the text that scrolls around the links takes them.
    Binding("down", "app.focus_next", show=False, priority=True),
    Binding("up", "app.focus_previous", show=False, priority=True),
)
"""The keys of a screen that is a list of links."""

Wrong: TypeAlias = "tuple[str, str | PreventError]"
"""The id of the field that something is wrong with, or nothing; and what is wrong: an error, or a message's English."""
Refused: TypeAlias = "tuple[str, tuple[Wrong, ...]]"
"""A heading's English, and what is wrong."""


class HouseScreen(WholeScreen):
    """A screen between the black bars.

    Subclasses compose `body()` once, and write every word in `say()`, which runs again when the language changes:
    what a person typed or ticked is in the widgets and stays.
    """

    AUTO_FOCUS = ""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("pagedown", "scroll_main(1)", show=False),
        Binding("pageup", "scroll_main(-1)", show=False),
        Binding("f6", "next_region", show=False),
        Binding("question_mark", "app.help", show=False),
        Binding("g", "app.glossary", show=False),
    ]

    leave_key: str = N_("Back")
    also: ClassVar[tuple[tuple[str, str], ...]] = ()
    """What can be done here that no button says: the action, and what it does."""
    key_lines: ClassVar[int] = 1
    """How many lines the keys have: two where much can be done."""
    reads_first: ClassVar[bool] = False
    """Whether the screen calls `complete` by itself, when it has read what it shows."""

    _begun = False
    _refused: Refused | None = None
    _areas: list[Area] | None = None

    @property
    def house(self) -> PreventApp:
        """The app this screen belongs to."""
        from typing import cast

        return cast("PreventApp", self.app)

    @property
    def t(self) -> Translator:
        """The reader's language."""
        return self.house.translator

    @property
    def actor(self) -> Actor:
        """Who is signed in; a screen that anybody may see does not ask."""
        assert self.house.signed_in is not None
        return self.house.signed_in.actor

    def tr(self, message: str, /, **values: object) -> str:
        """The message in the reader's language."""
        return self.t.tr(message, **values)

    @property
    def columns(self) -> int:
        """How wide a line of text may be beside margins and scroll bar: never wider than is good to read."""
        return max(20, min(75, self.app.size.width - 6))

    def compose(self) -> ComposeResult:
        """Bars around the body."""
        self._problem, self._key_bar = Problem(), KeyBar(lines=self.key_lines)
        yield TopBar()
        with Vertical(id="main"):
            yield self._problem
            yield from self.body()
        yield self._key_bar

    def body(self) -> ComposeResult:
        """The widgets between the bars."""
        yield from ()

    def on_mount(self) -> None:
        """Write the words, then let the screen fetch what it shows; it is seen when it is complete."""
        if self._begun:  # subclasses call this, and Textual calls it for every class that has one
            return
        self._begun = True
        self.house.hold_frames()
        self.retell()
        if not self.reads_first:
            self.complete()

    @property
    def is_left(self) -> bool:
        """Whether the screen is gone by the time something it asked for arrives."""
        return not (self.is_attached and self.query(TopBar))

    def complete(self) -> None:
        """Everything that belongs on the screen is on it: show it, once it is laid out."""
        if self.reads_first:
            self.call_after_refresh(self.house.show_frames)
        else:  # the line of keys follows from the layout
            self.call_after_refresh(self.call_after_refresh, self.house.show_frames)

    def retell(self) -> None:
        """Write every word of the screen in the language in force."""
        with self.app.batch_update():
            self.query_one(TopBar).show(*bar_words.top(self.t))
            self.say()
            if self._refused is not None:
                self._problem.retell(*self._sentences(self._refused))
            self.tell_keys()
        # Only when the new words are laid out is it known whether there are more of them below.
        self.call_after_refresh(self.tell_keys)

    def say(self) -> None:
        """Write the words of the body."""

    def useful_keys(self) -> list[tuple[str, str]]:
        """The next useful keys of this screen, most useful first."""
        return []

    def page_terms(self) -> tuple[tuple[str, ...], Audience | None]:
        """The terms of the glossary that what is read here uses, and for whom it is told."""
        return (), None

    def tell_keys(self) -> None:
        """Write the line of keys: the screen's own, help, and how to leave."""
        if self._areas is None:
            self._areas = list(self.query(Area))
        more = any(area.has_more for area in self._areas)
        self._key_bar.show(bar_words.keys(self.t, self.useful_keys(), more=more, leave=self.leave_key))

    # -- problems --------------------------------------------------------------------------------------------------

    def refuse(self, lines: Sequence[Wrong], *, heading: str = N_("There is a problem")) -> None:
        """Say what is wrong at the top of the screen, in the language in force, now and whenever it changes."""
        self._refused = heading, tuple(lines)
        self._problem.show(*self._sentences(self._refused))

    def explain_failure(self, problem: PreventError, *, field: str = "") -> None:
        """Say why something could not be read or done: `field` is the id of what it is about."""
        self.refuse([(field, problem)])

    @contextmanager
    def explaining(self, field: str = "") -> Iterator[None]:
        """What the services refuse ends the block and is said at the top, unless the screen is gone by then."""
        try:
            yield
        except PreventError as problem:
            if not self.is_left:
                self.explain_failure(problem, field=field)

    def accept(self) -> None:
        """There is no problem any more."""
        self._refused = None
        self._problem.clear()

    def _sentences(self, refused: Refused) -> tuple[str, list[tuple[str, str]]]:
        heading, lines = refused
        return self.tr(heading), [(field, self.sentence(wrong)) for field, wrong in lines]

    def sentence(self, wrong: str | PreventError) -> str:
        """What is wrong, in the language in force."""
        from prevent_tui import wording  # the rules it words take longer to import than the first frame may

        return wording.error(self.t, wrong) if isinstance(wrong, PreventError) else self.tr(wrong)

    def on_problem_followed(self, message: Problem.Followed) -> None:
        """Lead from a line of the problem to its field."""
        if message.field:
            self.query_one(f"#{message.field}").focus()

    def load(self, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Fetch what the screen shows, without waiting for it; what was being fetched before gives way."""
        # Handed over uncalled: a coroutine whose worker gives way before it begins would never be awaited.
        self.run_worker(work, exclusive=True)  # type: ignore[arg-type]

    async def keep_typed(self) -> bool:
        """Save what was typed and can be saved, before the screen is left; whether that worked."""
        return True

    async def _on_message(self, message: Message) -> None:
        """Drop what was chosen here before another screen came: Enter pressed twice does a thing once.

        Textual has no documented place for this: every message but an event passes here on its way to its handlers.
        """
        if self.is_current or not isinstance(message, Action.Pressed):
            await super()._on_message(message)

    # -- moving about ----------------------------------------------------------------------------------------------

    def action_leave(self) -> None:
        """Go back to the screen before."""
        if len(self.app.screen_stack) > 1:
            self.app.pop_screen()

    def action_scroll_main(self, by: int) -> None:
        """Move the text a screenful."""
        for area in self.query(Area):
            if area.display:
                area.screenful(by)
                return

    def on_area_moved(self, message: Area.Moved) -> None:
        """Say whether there is more below."""
        self.tell_keys()

    def action_next_region(self) -> None:
        """Move the focus between the text and what can be done with it."""
        regions = [widget for widget in self.query("Area, Action, Input, TextArea, Choices") if widget.focusable]
        if not regions:
            return
        now = self.focused.__class__ if self.focused else None
        different = [widget for widget in regions if widget.__class__ is not now]
        (different or regions)[0].focus()

    def scroll_to_region_of(self, widget: Widget, region: Region) -> None:
        """Bring a part of a widget into view without animation."""
        for area in self.query(Area):
            if widget in area.walk_children():
                where = region.translate(widget.virtual_region.offset)
                area.scroll_to_region(where, animate=False, immediate=True)
                return
