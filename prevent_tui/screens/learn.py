"""Taking a course: one page, one question or one result at a time.

What the screen shows has been saved before it is shown: every handler awaits the service, then shows what it returns.
"""

from __future__ import annotations

import gc
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from prevent_tui.domain.courses import StepKind
from prevent_tui.domain.errors import PreventError
from prevent_tui.i18n import N_
from prevent_tui.screens import asking, page_text, unsaved
from prevent_tui.screens.base import HouseScreen
from prevent_tui.screens.opening import screen_of
from prevent_tui.screens.place import PlaceView, is_final_result, is_open_question, is_page
from prevent_tui.screens.search import SearchScreen
from prevent_tui.widgets.action import Action
from prevent_tui.widgets.choices import Choices
from prevent_tui.widgets.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Callable

    from prevent_tui.bootstrap import Services
    from prevent_tui.domain.courses import Audience
    from prevent_tui.services.learning import View


def settle() -> None:
    """Keep what signing in and the course made out of later collections, so that none falls into a page turn."""
    gc.collect()
    gc.freeze()


class LearnScreen(HouseScreen):
    """One place of a course."""

    leave_key = N_("Home")
    also = (("search", N_("Search the course and the glossary")),)

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right", "forward", show=False),
        Binding("left", "back", show=False),
        Binding("space", "read_on", show=False),
        Binding("slash", "search", show=False),
        Binding("pagedown", "turn(1)", show=False),
        Binding("pageup", "turn(-1)", show=False),
    ]

    def __init__(self, view: View) -> None:
        super().__init__()
        self.view = view
        self._result: asking.Result | None = None
        if view.course.is_recorded:
            self.leave_key = N_("Chapters")

    # -- the frame -------------------------------------------------------------------------------------------------

    def body(self) -> ComposeResult:
        """The place."""
        signed_in = self.house.signed_in
        yield PlaceView(guest=bool(signed_in and signed_in.actor.guest))

    def on_mount(self) -> None:
        """Show where the learner is."""
        super().on_mount()
        self._place.place_focus(self.view)
        self.call_after_refresh(settle)

    @property
    def _place(self) -> PlaceView:
        return self.query_one(PlaceView)

    def useful_keys(self) -> list[tuple[str, str]]:
        """What the place on the screen needs."""
        if is_page(self.view):
            return [
                ("→", self.tr(N_("Continue"))),
                ("Space", self.tr(N_("Read on"))),
                ("←", self.tr(N_("Back"))),
                ("g", self.tr(N_("Glossary"))),
                ("/", self.tr(N_("Search"))),
            ]
        if is_open_question(self.view):
            kind = asking.kind(self.view)
            act = {"order": N_("Number"), "match": N_("Change group")}.get(kind, N_("Choose"))
            return [("Space", self.tr(act)), ("→", self.tr(N_("Submit"))), ("↑↓", self.tr(N_("Move")))]
        if is_final_result(self.view):
            return [("Enter", self.tr(N_("Choose"))), ("Tab", self.tr(N_("Next")))]
        return [("→", self.tr(N_("Continue"))), ("←", self.tr(N_("Back")))]

    # -- showing ---------------------------------------------------------------------------------------------------

    def say(self) -> None:
        """Write the place in the language in force."""
        self._place.tell(self.t, self.view, self._result)

    def show(self, view: View) -> None:
        """Show another place; it has been saved."""
        if view.step.kind in (StepKind.REFLECT, StepKind.PART):
            self.app.switch_screen(screen_of(view))
            return
        same_kind = self._kind(view) == self._kind(self.view)
        moved = (view.place, view.node) != (self.view.place, self.view.node)
        self.view = view
        with self.app.batch_update():
            self.accept()
            if same_kind and is_page(view):
                self._place.tell_page(self.t, view)
                self.tell_keys()
            else:
                self.retell()
            if moved and not is_page(view):
                self._place.to_top()
            if not (same_kind and self.focused is not None and self.focused.display):
                self._place.place_focus(view)

    @staticmethod
    def _kind(view: View) -> tuple[bool, bool, bool]:
        return is_page(view), view.answered, view.is_summary

    # -- asking the service ----------------------------------------------------------------------------------------

    async def _ask(self, work: Callable[[Services], View]) -> bool:
        """Show what the service returns; where nothing could be saved, say so and leave the screen as it is."""
        try:
            view = await self.house.desk.run(work)
        except PreventError as problem:
            self._say_unsaved(problem)
            return False
        if view.is_summary and view.completion_id:
            self._result = await self._read_result(view)
        self.show(view)
        return True

    async def _read_result(self, view: View) -> asking.Result | None:
        actor = self.actor
        try:
            return await self.house.desk.run(lambda services: asking.read_result(services, actor, view))
        except PreventError:
            return None

    def _say_unsaved(self, problem: PreventError) -> None:
        unsaved.explain(self, problem, field="choices" if is_open_question(self.view) else "")

    # -- keys and buttons ------------------------------------------------------------------------------------------

    async def on_choices_settled(self) -> None:
        """Enter on the chosen answer goes on."""
        await self.action_forward()

    async def on_action_pressed(self, message: Action.Pressed) -> None:
        """Continue, back, sit again, see the certificate, or open a page to reread."""
        name = message.action.id or ""
        if name == "back":
            await self.action_back()
        elif name == "again":
            await self._again()
        elif name == "certificate":
            self._open_certificate()
        elif name.startswith("reread-"):
            self._reread(int(name.removeprefix("reread-")))
        else:
            await self.action_forward()

    async def on_choices_picked(self, message: Choices.Picked) -> None:
        """Keep what is ticked, then show the tick."""
        actor, view, value = self.actor, self.view, message.value
        if view.answered or view.item is None:
            return
        try:
            await self.house.desk.run(
                lambda services: services.learning.keep_draft(actor, view.course.id, view.place, value)
            )
        except PreventError as problem:
            self._show_picked(view, value)
            self._say_unsaved(problem)
            return
        self._show_picked(view, value)
        self.accept()

    def _show_picked(self, view: View, value: Any) -> None:
        if self.view is view:
            # Kept here too, so that the tick is there when the words are written again in the other language.
            self.view = replace(view, draft=value)
            self.query_one(Choices).show(value)

    async def action_forward(self) -> None:
        """Submit the answer, or go on to the next place."""
        view, actor = self.view, self.actor
        if is_open_question(view):
            response = self.query_one(Choices).value
            await self._ask(lambda services: services.learning.answer(actor, view.course.id, view.place, response))
        elif is_final_result(view):
            await self._finish()
        else:
            await self._ask(lambda services: services.learning.forward(actor, view.course.id, view.place))

    async def action_back(self) -> None:
        """Go to the place before."""
        view, actor = self.view, self.actor
        await self._ask(lambda services: services.learning.back(actor, view.course.id, view.place))

    async def action_read_on(self) -> None:
        """A screenful further; at the end of a page, on to the next place."""
        if not is_page(self.view):
            self.action_scroll_main(1)
        elif self.query_one(Reading).has_more:
            await self.action_turn(1)
        else:
            await self.action_forward()

    async def action_turn(self, by: int) -> None:
        """Move the text a screenful, and keep where it stands."""
        if not is_page(self.view):
            self.action_scroll_main(by)
            return
        view, actor, top = self.view, self.actor, self.query_one(Reading).turned(by)
        if top != self.query_one(Reading).top:
            await self._ask(lambda services: asking.scrolled(services, actor, view, top))

    async def _again(self) -> None:
        view, actor = self.view, self.actor
        await self._ask(lambda services: services.learning.sit_again(actor, view.course.id))

    def _open_certificate(self) -> None:
        from prevent_tui.screens.certificate import CertificateScreen

        if self.view.completion_id:
            self.app.push_screen(CertificateScreen(self.view.completion_id))

    def _reread(self, number: int) -> None:
        """Open a page in front of the result: the other pages to read again, and the check, are one key away.

        A chapter is played again in its place: the list of chapters lies behind it, with the way to the check.
        """
        from prevent_tui.screens.look import LookScreen
        from prevent_tui.screens.player import PlayerScreen

        view = self.view
        step = asking.rereads(self.t, view)[number][0]
        if view.course.is_recorded:
            self.app.switch_screen(PlayerScreen(step, course=view.course.id))
            return
        self.app.push_screen(LookScreen(view.course, step, view.audience, back=N_("Back to your result")))

    async def _finish(self) -> None:
        view, actor = self.view, self.actor
        try:
            await self.house.desk.run(lambda services: services.learning.leave(actor, view.course.id))
        except PreventError as problem:
            self._say_unsaved(problem)
            return
        self.action_leave()

    # -- looking things up -----------------------------------------------------------------------------------------

    def page_terms(self) -> tuple[tuple[str, ...], Audience | None]:
        """The terms of the page; a question has none."""
        view = self.view
        found = page_text.terms(self.t, view.course, view.step.id, view.audience) if is_page(view) else ()
        return tuple(term.id for term in found), view.audience

    def action_search(self) -> None:
        """Search the course; the place stays as it is."""
        self.app.push_screen(SearchScreen(self.view.course, self.view.audience))

    def on_screen_resume(self) -> None:
        """The result of a finished course needs the standing that follows from it."""
        if self.view.is_summary and self.view.completion_id and self._result is None:
            self.run_worker(self._complete_result(), exclusive=True)

    async def _complete_result(self) -> None:
        self._result = await self._read_result(self.view)
        self.retell()
