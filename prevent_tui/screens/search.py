"""Searching a course and the glossary while taking it: nothing that is found or read here moves the learner's place."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input

from prevent_tui.domain import finding
from prevent_tui.domain.courses import Audience, Course
from prevent_tui.i18n import N_
from prevent_tui.screens import telling
from prevent_tui.screens.base import HouseScreen
from prevent_tui.widgets.rows import Rows
from prevent_tui.widgets.words import Words

if TYPE_CHECKING:
    from prevent_tui.content.search import Found, Index


class SearchScreen(HouseScreen):
    """A field, and what fits it: pages of the course as this learner is shown them, and terms."""

    DEFAULT_CSS = """
    SearchScreen #count { height: 1; margin-bottom: 1; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "find", show=False),
        Binding("down", "to_rows", show=False),
    ]

    also = (("find", N_("Search for something else")),)

    def __init__(self, course: Course, audience: Audience) -> None:
        super().__init__()
        self._course = course
        self._told_for = audience
        self._index: Index | None = None

    @property
    def _rows(self) -> Rows[Found]:
        return self.query_one("#rows", Rows)

    def body(self) -> ComposeResult:
        """Title, field, how many fit, and each with the line that fits."""
        yield Words(classes="title", id="title")
        box = Input(id="find", select_on_focus=False)
        box.cursor_blink = False
        yield box
        yield Words(classes="quiet-text", id="count")
        yield Rows["Found"](self._draw, high=3)

    def on_mount(self) -> None:
        """Typing begins at once."""
        super().on_mount()
        self.query_one("#find").focus()

    def useful_keys(self) -> list[tuple[str, str]]:
        """Choosing."""
        return [("↑↓", self.tr(N_("Move"))), ("Enter", self.tr(N_("Open"))), ("/", self.tr(N_("Search")))]

    # -- words -----------------------------------------------------------------------------------------------------

    def say(self) -> None:
        """Write the screen in the language in force; its pages are made ready behind it."""
        self.query_one("#title", Words).update(self.tr(N_("Search the course and the glossary")))
        self.query_one("#find", Input).placeholder = self.tr(N_("Words to look for"))
        if self._index is None or self._index.language != self.t.language:
            self._index = None
            self.run_worker(self._make_ready(self.t.language), exclusive=True)
        self._find()

    async def _make_ready(self, language: str) -> None:
        from prevent_tui.content.glossary import glossary
        from prevent_tui.content.search import index

        course, audience = self._course, self._told_for
        self._index = await self.house.desk.run(lambda _: index(course, audience, glossary(language)))
        self._find()

    def _find(self) -> None:
        """Show what fits what is typed; the cursor stays where it is while the same is found."""
        typed, rows = self.query_one("#find", Input).value, self._rows
        found = self._index.find(typed) if self._index is not None else ()
        at = rows.rows.index(rows.row) if rows.row is not None and rows.rows == found else 0
        rows.fill(found, at=at)
        self.query_one("#count", Words).update(self._counted(typed, len(found)))

    def _counted(self, typed: str, found: int) -> str:
        if not finding.wanted(typed) or self._index is None:
            return self.tr(N_("Your place in the course stays as it is."))
        if not found:
            return self.tr(N_("Nothing fits. Try fewer words, or part of a word."))
        return self.t.ngettext("%(number)s result", "%(number)s results", found)

    def _draw(self, found: Found, width: int, here: bool) -> list[Content]:
        entry = found.entry
        if entry.term:
            where = self.tr(N_("Glossary"))
        else:
            module = self._course.modules[entry.module - 1].id
            title = telling.words(self.t, self._course).module_titles.get(module, module)
            where = self.tr(N_("Module %(number)s: %(title)s"), number=entry.module, title=title)
        head = Content.assemble(
            "► " if here else "  ", (entry.title, "bold"), "   ", (where, "" if here else "$secondary-text")
        )
        head = head.truncate(width, ellipsis=True)
        if here:
            head = head.pad_right(max(0, width - head.cell_length)).stylize("bold $focus-text on $focus")
        cut = finding.excerpt(found.text, found.words, min(width - 3, 75))
        line = Content("  " + cut)
        for start, end in finding.marks(cut, found.words):
            line = line.stylize("bold underline", start + 2, end + 2)
        return [head, line]

    # -- finding and opening ---------------------------------------------------------------------------------------

    def action_find(self) -> None:
        """Look for something else."""
        self.query_one("#find", Input).focus()

    def action_to_rows(self) -> None:
        """From the field to what was found."""
        if self._rows.rows:
            self._rows.focus()

    def on_rows_above(self, message: Rows.Above) -> None:
        """Back to the field."""
        self.action_find()

    def on_input_changed(self, message: Input.Changed) -> None:
        """Show what fits so far."""
        self._find()

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Open the first that fits."""
        self.action_to_rows()
        self._rows.action_open()

    def on_rows_opened(self, message: Rows.Opened) -> None:
        """Show the page, or the term, to be read."""
        entry = message.row.entry
        if entry.term:
            from prevent_tui.screens.glossary import GlossaryScreen

            self.app.push_screen(GlossaryScreen(at=entry.term, audience=self._told_for))
        else:
            from prevent_tui.screens.look import LookScreen

            self.app.push_screen(LookScreen(self._course, entry.step, self._told_for, back=N_("Back to the search")))
