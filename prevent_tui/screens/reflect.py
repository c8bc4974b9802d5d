"""Writing in one's own words, then comparing them with a model answer.

What is typed is kept whenever typing pauses and before the screen changes, and called saved only when it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content

from prevent_tui import wording
from prevent_tui.domain.errors import PreventError
from prevent_tui.i18n import N_
from prevent_tui.screens import asking, telling, unsaved
from prevent_tui.screens.base import HouseScreen
from prevent_tui.screens.opening import screen_of
from prevent_tui.screens.search import SearchScreen
from prevent_tui.widgets.action import Action
from prevent_tui.widgets.area import Area
from prevent_tui.widgets.words import Words
from prevent_tui.widgets.writing import Writing

if TYPE_CHECKING:
    from collections.abc import Callable

    from prevent_tui.bootstrap import Services
    from prevent_tui.domain.courses import Audience
    from prevent_tui.services.learning import View


class ReflectScreen(HouseScreen):
    """Both screens of a reflect step: what is asked, with room to write; then the model answer."""

    leave_key = N_("Home")
    also = (("search", N_("Search the course and the glossary")),)

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right", "forward", show=False),
        Binding("left", "back", show=False),
        Binding("space", "read_on", show=False),
        Binding("slash", "search", show=False),
    ]

    def __init__(self, view: View) -> None:
        super().__init__()
        self.view = view
        self._kept: str = view.draft or ""
        self._unkept: PreventError | None = None

    @property
    def _compares(self) -> bool:
        return self.view.place.item > 0

    # -- showing ---------------------------------------------------------------------------------------------------

    def body(self) -> ComposeResult:
        """What is asked, the field with how it is kept, and what it is compared with."""
        yield Words(id="where", classes="quiet-text")
        with Area(can_focus=False):
            yield Words(classes="text", id="asked")
            yield Writing()
            yield Words(classes="quiet-text", id="kept")
            yield Words(classes="text", id="compared")
        with Horizontal(classes="acts"):
            yield Action(id="forward")
            yield Action(id="back", kind="quiet")

    def on_mount(self) -> None:
        """Show what was written before."""
        self.query_one(Writing).hold(self._kept)
        super().on_mount()
        for action in self.query(".acts Action").results(Action):
            action.takes_space = False
        self._place_focus()

    def _place_focus(self) -> None:
        if self._compares:
            self.query_one("#forward").focus()
        else:
            self.query_one(Writing).focus()

    def useful_keys(self) -> list[tuple[str, str]]:
        """Writing, or reading on."""
        if not self._compares:
            return [("Tab", self.tr(N_("Leave the field")))]
        return [("→", self.tr(N_("Continue"))), ("Space", self.tr(N_("Read on"))), ("←", self.tr(N_("Back")))]

    def say(self) -> None:
        """Write the place in the language in force; what was typed stays."""
        view, writing = self.view, self.query_one(Writing)
        self.query_one("#where", Words).update(telling.where(self.t, view, self.columns))
        lines = asking.page_lines(self.t, view, self.columns)
        self.query_one("#asked", Words).update(Content("\n").join([*lines, Content("")]))
        writing.call(self.tr(N_("In your own words")))
        writing.display = not self._compares
        compared = self.query_one("#compared", Words)
        compared.display = self._compares
        compared.update(asking.comparison(self.t, view, self._kept, self.columns) if self._compares else "")
        back = self.query_one("#back", Action)
        back.show(self.tr(N_("Back")))
        back.display = view.can_go_back
        self._tell_kept()

    def _tell_kept(self) -> None:
        """Say how much of the words is saved; what the button does depends on whether there are any."""
        problem = wording.error(self.t, self._unkept) if self._unkept else ""
        words, kept = self.query_one(Writing).text, self.query_one("#kept", Words)
        if problem:
            state = self.tr(N_("NOT saved. %(problem)s"), problem=problem)
        elif words != self._kept:
            state = self.tr(N_("Not saved yet."))
        else:
            state = self.tr(N_("Saved.")) if words.strip() else ""
        private = self.tr(N_("Only you see this; it is deleted when the course ends. Do not name real people."))
        kept.display = not self._compares
        kept.update(Content(" ".join(filter(None, (state, private)))))
        label = N_("Compare with a model answer") if words.strip() else N_("Compare without writing")
        self.query_one("#forward", Action).show(self.tr(N_("Continue") if self._compares else label))

    def show(self, view: View) -> None:
        """Show another place; it has been saved."""
        if view.step != self.view.step:
            self.app.switch_screen(screen_of(view))
            return
        self.view = view
        with self.app.batch_update():
            self.accept()
            self.retell()
            self.query_one(Area).scroll_home(animate=False, immediate=True)
            self._place_focus()

    # -- keeping ---------------------------------------------------------------------------------------------------

    def on_writing_typed(self, message: Writing.Typed) -> None:
        """What was saved before is no longer all there is."""
        self._unkept = None
        self._tell_kept()

    async def on_writing_paused(self, message: Writing.Paused) -> None:
        """Save; who is typing is not interrupted by a failure."""
        self._unkept = await self._keep()
        self._tell_kept()

    async def keep_typed(self) -> bool:
        """Save before the screen changes; a failure is said at the top, and the words stay in the field."""
        problem = await self._keep()
        if problem is not None:
            unsaved.explain(self, problem, field="words")
        return problem is None

    async def _keep(self) -> PreventError | None:
        view, actor, words = self.view, self.actor, await self.query_one(Writing).typed()
        if self._compares or words == self._kept:
            return None
        try:
            await self.house.desk.run(
                lambda services: services.learning.keep_words(actor, view.course.id, view.place, words)
            )
        except PreventError as problem:
            return problem
        self._kept = words
        self._tell_kept()
        return None

    # -- looking things up -----------------------------------------------------------------------------------------

    def page_terms(self) -> tuple[tuple[str, ...], Audience | None]:
        """For whom it is told; the glossary opens at no word of it."""
        return (), self.view.audience

    def action_search(self) -> None:
        """Search the course; what was typed stays in the field."""
        self.app.push_screen(SearchScreen(self.view.course, self.view.audience))

    # -- going on --------------------------------------------------------------------------------------------------

    async def on_action_pressed(self, message: Action.Pressed) -> None:
        """Compare, continue or back."""
        if message.action.id == "back":
            await self.action_back()
        else:
            await self.action_forward()

    async def action_forward(self) -> None:
        """From the words to the model answer, and from there to the next place."""
        view, actor = self.view, self.actor
        await self._ask(lambda services: services.learning.forward(actor, view.course.id, view.place))

    async def action_back(self) -> None:
        """From the model answer to the words, and from there to the place before."""
        view, actor = self.view, self.actor
        await self._ask(lambda services: services.learning.back(actor, view.course.id, view.place))

    async def _ask(self, work: Callable[[Services], View]) -> None:
        if not await self.keep_typed():
            return
        try:
            view = await self.house.desk.run(work)
        except PreventError as problem:
            unsaved.explain(self, problem)
            return
        self.show(view)

    async def action_read_on(self) -> None:
        """A screenful further; at the end, on to the next place."""
        if self.query_one(Area).has_more:
            self.action_scroll_main(1)
        else:
            await self.action_forward()

    async def action_leave(self) -> None:  # type: ignore[override]
        """Save, then go back to the screen before."""
        if await self.keep_typed():
            super().action_leave()
