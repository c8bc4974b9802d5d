"""The grid: who in the team is not compliant, and what there is to do. Red comes first."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input

from prevent_tui import wording
from prevent_tui.domain.certification import Colour
from prevent_tui.domain.errors import PreventError
from prevent_tui.i18n import N_
from prevent_tui.screens.base import HouseScreen
from prevent_tui.widgets.grid import WINDOW, Grid
from prevent_tui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from prevent_tui.bootstrap import Services
    from prevent_tui.services.access import Actor
    from prevent_tui.services.team import Question, TeamRow

FIRST = WINDOW // 2
"""How many rows a fetch brings."""

ORDER = (Colour.RED, Colour.AMBER, Colour.GREY, Colour.GREEN)

_COUNTS = {
    Colour.RED: N_("%(number)s red"),
    Colour.AMBER: N_("%(number)s amber"),
    Colour.GREY: N_("%(number)s grey"),
    Colour.GREEN: N_("%(number)s green"),
}


class TeamScreen(HouseScreen):
    """The direct reports of who is signed in."""

    reads_first = True

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "find", show=False),
        Binding("r,c", "colour('red')", show=False),  # red, coch
        Binding("a,o", "colour('amber')", show=False),  # amber, oren
        Binding("y,l", "colour('grey')", show=False),  # grey, llwyd
        Binding("g", "colour('green')", show=False),  # green, gwyrdd
        Binding("0", "all", show=False),
        Binding("t", "app.talks", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._today: dt.date | None = None
        self._part = ""
        self._colours = frozenset(Colour)
        self._counts: Mapping[Colour, int] | None = None

    def body(self) -> ComposeResult:
        """Title, counts, the field to find a name, and the rows."""
        yield Words(classes="title", id="title")
        yield Words(classes="text", id="counts")
        box = Input(id="find", select_on_focus=False)
        box.cursor_blink = False
        box.display = False
        yield box
        yield Words(classes="quiet-text", id="columns")
        yield Grid[Any](self._draw)

    def on_mount(self) -> None:
        """Fetch the first rows; count afterwards."""
        super().on_mount()
        self.query_one(Grid).focus()

    def on_screen_resume(self) -> None:
        """What changed meanwhile shows; the cursor keeps its place."""
        grid = self.query_one(Grid)
        if self._today is not None and grid.row is not None and grid.at >= FIRST:
            # Far down a long list its place is worth more than its freshest rows.
            self.complete()
            self.run_worker(self._count(self._question(self._today)), exclusive=True)
        else:
            self.run_worker(self._load(), exclusive=True)

    # -- words -----------------------------------------------------------------------------------------------------

    def say(self) -> None:
        """Write the title, the counts and the names of the columns."""
        self.query_one("#title", Words).update(self.tr(N_("My team")))
        self.query_one("#columns", Words).update(Content(self._columns()))
        box = self.query_one("#find", Input)
        box.placeholder = self.tr(N_("Part of a name"))
        self.query_one("#counts", Words).update(self._counted())
        self.query_one(Grid).reword()

    def useful_keys(self) -> list[tuple[str, str]]:
        """Opening, finding and filtering."""
        keys = [
            ("Enter", self.tr(N_("Open"))),
            ("/", self.tr(N_("Find a name"))),
            (self.tr(N_("r a y g")), self.tr(N_("Colours"))),
        ]
        if self._part or self._colours != frozenset(Colour):
            keys.insert(0, ("0", self.tr(N_("All"))))
        return keys

    def _columns(self) -> str:
        width = self._name_width(self.app.size.width - 4)
        colour, name, what = self.tr(N_("Colour")), self.tr(N_("Name")), self.tr(N_("What to do"))
        return f"  {colour:<9}{name:<{width}}{what}"

    @staticmethod
    def _name_width(width: int) -> int:
        return max(14, width - 11 - 36)

    def _counted(self) -> Content:
        if self._counts is None:
            return Content("\n")
        parts: list[Content] = []
        for colour in ORDER:
            words = self.tr(_COUNTS[colour], number=self._counts[colour])
            parts.append(Content.styled(f"{wording.MARKS[colour]} {words}", f"bold $rag-{colour.value}"))
        line = Content("   ").join(parts)
        return Content("\n").join([line, Content(self._filters())])

    def _filters(self) -> str:
        total = sum(self._counts.values()) if self._counts else 0
        people = self.t.ngettext("%(number)s person", "%(number)s people", total)
        told = []
        if self._colours != frozenset(Colour):
            names = ", ".join(wording.colour_word(self.t, colour) for colour in ORDER if colour in self._colours)
            told.append(self.tr(N_("only %(colours)s"), colours=names))
        if self._part:
            told.append(self.tr(N_("name contains “%(name)s”"), name=self._part))
        return "; ".join([people, *told])

    def _draw(self, row: TeamRow, width: int, here: bool) -> Content:
        colour = row.colour
        mark = f"{wording.MARKS[colour]} {wording.colour_word(self.t, colour)}"
        what = wording.what_to_do(
            self.t, colour, window=row.window_opens_on, due=row.due_on, absent_until=row.absent_until
        )
        name_width = self._name_width(width)
        name = _fitted(f"{row.given_name} {row.family_name}", name_width)
        lead = "► " if here else "  "
        if here:
            line = Content(lead + _fitted(mark, 9) + name + what)
            return line.pad_right(max(0, width - line.cell_length)).stylize("bold $focus-text on $focus")
        return Content.assemble(lead, (_fitted(mark, 9), f"bold $rag-{colour.value}"), name, what)

    # -- reading ---------------------------------------------------------------------------------------------------

    def _actor(self) -> Actor:
        assert self.house.signed_in is not None
        return self.house.signed_in.actor

    def _question(self, today: dt.date) -> Question:
        from prevent_tui.services.team import Question

        person = self._actor().person_id
        assert person is not None
        return Question(person, today, colours=self._colours, name=self._part)

    async def _load(self) -> None:
        """The first rows, shown as soon as they are there; then the counts."""
        grid, actor = self.query_one(Grid), self._actor()
        at = grid.at

        def first(services: Services) -> tuple[dt.date, list[TeamRow]]:
            today = services.clock.today()
            limit = max(FIRST, min(at + 1, WINDOW))
            return today, services.team.first(actor, self._question(today), limit=limit)

        try:
            today, rows = await self.house.desk.run(first)
            self._today = today
            # The cursor may have been moved while the rows were read.
            grid.fill(rows, max(len(rows), grid.total), at=grid.at)
        except PreventError as problem:
            self.explain_failure(problem)
            return
        self.complete()
        # Counting waits until the rows are on the screen: it takes longer the more people there are.
        self.call_after_refresh(self.run_worker, partial(self._count, self._question(today)), exclusive=True)

    async def _count(self, question: Question) -> None:
        """How many rows there are of each colour."""
        grid, actor = self.query_one(Grid), self._actor()
        try:
            self._counts = await self.house.desk.run(lambda services: services.team.counts(actor, question))
        except PreventError as problem:
            self.explain_failure(problem)
            return
        grid.count(sum(self._counts.values()))
        self.query_one("#counts", Words).update(self._counted())
        self.tell_keys()

    async def on_grid_wanted(self, message: Grid.Wanted) -> None:
        """Bring the rows beyond those that are held."""
        grid, actor = self.query_one(Grid), self._actor()
        if self._today is None:
            return
        question, where, row = self._question(self._today), message.where, message.row

        def fetch(services: Services) -> list[TeamRow]:
            if where in ("first", "last"):
                return getattr(services.team, where)(actor, question, limit=FIRST)  # type: ignore[no-any-return]
            return getattr(services.team, where)(actor, question, row, limit=FIRST)  # type: ignore[no-any-return]

        try:
            grid.put(where, await self.house.desk.run(fetch))
        except PreventError as problem:
            self.explain_failure(problem)

    # -- finding and opening ---------------------------------------------------------------------------------------

    def action_find(self) -> None:
        """Type part of a name; the grid follows."""
        box = self.query_one("#find", Input)
        box.display = True
        box.focus()

    def on_input_changed(self, message: Input.Changed) -> None:
        """The grid shows who fits so far."""
        self._part = message.value.strip()
        self._reload()

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Enter goes back to the rows, with the name kept."""
        message.input.display = bool(message.value.strip())
        self.query_one(Grid).focus()

    def action_colour(self, name: str) -> None:
        """Show one colour, add another, or take it out again."""
        colour = Colour(name)
        if self._colours == frozenset(Colour):
            self._colours = frozenset({colour})
        else:
            self._colours = (self._colours ^ {colour}) or frozenset(Colour)
        self._reload()

    def action_all(self) -> None:
        """Show everybody again."""
        self._colours, self._part = frozenset(Colour), ""
        box = self.query_one("#find", Input)
        with box.prevent(Input.Changed):
            box.value = ""
        box.display = False
        self._reload()

    def _reload(self) -> None:
        self.query_one(Grid).fill([], 0)
        self.run_worker(self._load(), exclusive=True)

    def on_grid_opened(self, message: Grid.Opened) -> None:
        """Open a person's page."""
        from prevent_tui.screens.person import PersonScreen

        self.app.push_screen(PersonScreen(message.row.person_id))

    def action_leave(self) -> None:
        """Out of the field first, then out of the grid."""
        box = self.query_one("#find", Input)
        if self.focused is box:
            box.display = bool(box.value.strip())
            self.query_one(Grid).focus()
        else:
            super().action_leave()


def _fitted(text: str, width: int) -> str:
    """The text in exactly that many cells, cut with a mark where it is longer."""
    content = Content(text)
    if content.cell_length > width - 1:
        return content.truncate(width - 1, ellipsis=True).plain + " "
    return text + " " * (width - content.cell_length)
