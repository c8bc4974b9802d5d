"""What a place of a course looks like: where it is, the page or the question or the result, and what can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from prevent_tui.domain.courses import Phase, StepKind
from prevent_tui.i18n import N_, Translator
from prevent_tui.screens import asking, telling
from prevent_tui.widgets.action import Action
from prevent_tui.widgets.area import Area
from prevent_tui.widgets.choices import Choices
from prevent_tui.widgets.reading import Reading, Text
from prevent_tui.widgets.words import Words

if TYPE_CHECKING:
    from prevent_tui.services.learning import View

_KEPT_TEXTS = 16
ROOMY = 24
"""Rows of a terminal with room for a line of air."""
_ACTS = (("forward", "button"), ("certificate", "quiet"), ("again", "quiet"), ("back", "quiet"))


def is_page(view: View) -> bool:
    """Whether the place is a page to read."""
    return view.step.kind is StepKind.PAGE


def is_open_question(view: View) -> bool:
    """Whether an answer is waited for."""
    return view.item is not None and not view.answered


def is_final_result(view: View) -> bool:
    """Whether the place is the result of the final check."""
    return view.is_summary and view.step.phase is Phase.FINAL


class PlaceView(Vertical):
    """One place of a course; it is given a view and told to show it, and asks nobody."""

    DEFAULT_CSS = """
    PlaceView { height: 1fr; }
    """

    def __init__(self, *, guest: bool = False) -> None:
        super().__init__()
        self._guest = guest
        self._texts: dict[tuple[str, str, int], Text] = {}
        self._page: tuple[Translator, View] | None = None

    def compose(self) -> ComposeResult:
        """Room for a page and for a question; one of them shows."""
        self._where, self._reading = Words(id="where", classes="quiet-text"), Reading()
        yield self._where
        yield self._reading
        with Area(id="question", can_focus=False):
            yield Words(classes="text", id="stem")
            yield Choices()
            yield Words(classes="text", id="feedback")
            for number in range(asking.REREADS):
                link = Action(id=f"reread-{number}", kind="link")
                link.display = False
                yield link
        with Horizontal(classes="acts") as self._row:
            self._acts = tuple(Action(id=name, kind=kind) for name, kind in _ACTS)
            for action in self._acts:
                action.takes_space = False  # Space reads on
                yield action

    def tell(self, t: Translator, view: View, result: asking.Result | None) -> None:
        """Write the place in a language."""
        page = is_page(view)
        self._reading.display = page
        self.query_one("#question").display = not page
        if page:
            self.tell_page(t, view)
        else:
            self._page = None
            self._tell_where(t, view)
            self._tell_question(t, view, result)
            self._tell_acts(t, view, result)

    def tell_page(self, t: Translator, view: View) -> None:
        """Write a page where a page was: nothing is laid out anew."""
        self._page = (t, view)
        self._tell_where(t, view)
        self._tell_text(t, view)
        self._tell_acts(t, view)

    def place_focus(self, view: View) -> None:
        """On the answer while there is one to give, on the pages to read again where that is next, else on Continue."""
        if is_open_question(view):
            self.query_one(Choices).focus(scroll_visible=False)  # a long question is read from its beginning
            return
        rereads = is_final_result(view) and not view.passed and self.query_one("#reread-0").display
        self.query_one("#reread-0" if rereads else "#forward").focus()

    def to_top(self) -> None:
        """Show a question from its beginning."""
        self.query_one("#question", Area).scroll_home(animate=False, immediate=True)

    def on_reading_resized(self, message: Reading.Resized) -> None:
        """Make the page's lines for the new width."""
        if self._page is not None:
            self._tell_text(*self._page)

    def _tell_where(self, t: Translator, view: View) -> None:
        where = telling.where(t, view, min(75, self.app.size.width - 4))
        self._where.update(where, layout=False)
        if not is_page(view):
            self.query_one("#question").set_class("\n" in where and self.app.size.height >= ROOMY, "below-two")

    def _tell_text(self, t: Translator, view: View) -> None:
        reading = self._reading
        key = (view.step.id + view.step.digest, t.language, reading.columns)
        if key not in self._texts:
            if len(self._texts) > _KEPT_TEXTS:
                self._texts.clear()
            self._texts[key] = Text(asking.page_lines(t, view, reading.columns))
        reading.show(self._texts[key], asking.top_of(view), more=t.tr(N_("More below: press Space")))

    def _tell_question(self, t: Translator, view: View, result: asking.Result | None) -> None:
        choices, feedback = self.query_one(Choices), self.query_one("#feedback", Words)
        rereads = asking.rereads(t, view)
        for number in range(asking.REREADS):
            link = self.query_one(f"#reread-{number}", Action)
            link.display = number < len(rereads)
            if link.display:
                link.show(rereads[number][1])
        if view.is_summary:
            self.query_one("#stem", Words).update(asking.summary(t, view, result))
            choices.display = False
            feedback.update("")
            return
        told = asking.question(t, view)
        self.query_one("#stem", Words).update(told.stem)
        choices.display = bool(told.ask.options)
        choices.ask(told.ask, told.value)
        feedback.update(told.feedback)

    def _tell_acts(self, t: Translator, view: View, result: asking.Result | None = None) -> None:
        forward, certificate, again, back = self._acts
        before = [action.display for action in self._acts]
        forward.show(_forward_label(t, view, guest=self._guest))
        certificate.show(t.tr(N_("Your certificate")))
        certificate.display = is_final_result(view) and result is not None and result.has_certificate
        again.show(t.tr(N_("Take the check again")))
        again.display = is_final_result(view) and not view.passed
        back.show(t.tr(N_("Back")))
        back.display = view.can_go_back and not is_final_result(view)
        if before != [action.display for action in self._acts]:
            # After a scroll Textual may lay out anew before it looks for what changed; then a cell of a button stays.
            self._row.refresh()


def _forward_label(t: Translator, view: View, *, guest: bool) -> str:
    if is_open_question(view):
        return t.tr(N_("Submit answer"))
    if not is_final_result(view):
        return t.tr(N_("Continue"))
    if view.course.is_recorded:
        return t.tr(N_("Back to the chapters"))
    return t.tr(N_("Back to your course")) if guest else t.tr(N_("Back to My learning"))
