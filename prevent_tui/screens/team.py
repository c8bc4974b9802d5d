"""The grid: who in the team is not compliant, and what there is to do. Red comes first."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input

from prevent_tui.domain.certification import Colour
from prevent_tui.domain.errors import PreventError
from prevent_tui.i18n import N_
from prevent_tui.screens import team_words
from prevent_tui.screens.team_ways import TeamWays
from prevent_tui.screens.team_words import Filters
from prevent_tui.widgets.grid import WINDOW, Grid
from prevent_tui.widgets.words import Words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from prevent_tui.bootstrap import Services
    from prevent_tui.services.team import Question, TeamRow

FIRST = WINDOW // 2
"""How many rows a fetch brings."""


class TeamScreen(TeamWays):
    """The direct reports of who is signed in or of a manager below them, or everybody further down."""

    reads_first = True

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "find", show=False),
        Binding("r,c", "colour('red')", show=False),  # red, coch
        Binding("a,o", "colour('amber')", show=False),  # amber, oren
        Binding("y,l", "colour('grey')", show=False),  # grey, llwyd
        Binding("g", "colour('green')", show=False),  # green, gwyrdd
        Binding("0", "all", show=False),
        Binding("w", "whole", show=False),
        Binding("s", "order", show=False),
        Binding("S", "turn", show=False),
        Binding("t", "app.talks", show=False),
    ]

    def __init__(
        self, manager_id: str | None = None, name: str | None = None, *, filters: Filters | None = None
    ) -> None:
        super().__init__(manager_id, name, filters=filters)
        self._counts: Mapping[Colour, int] | None = None

    def body(self) -> ComposeResult:
        """Title, counts, the field to find a name, and the rows."""
        yield Words(classes="title", id="title")
        yield Words(classes="text", id="counts")
        box = Input(id="find", select_on_focus=False)
        box.cursor_blink = False
        box.display = False
        yield box
        yield Words(classes="quiet-text columns", id="columns")
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
            self.load(self._load)

    # -- words -----------------------------------------------------------------------------------------------------

    def say(self) -> None:
        """Write the title, the counts and the names of the columns."""
        self.query_one("#title", Words).update(team_words.title(self.t, self._filters, self._manager_name))
        columns = team_words.columns(self.t, self.app.size.width - 4, self._filters)
        self.query_one("#columns", Words).update(Content(columns))
        self.query_one("#find", Input).placeholder = self.tr(N_("Part of a name"))
        self.query_one("#counts", Words).update(self._counted())
        self.query_one(Grid).reword()

    def useful_keys(self) -> list[tuple[str, str]]:
        """Opening, finding and filtering."""
        keys = [
            ("Enter", self.tr(N_("Open"))),
            ("/", self.tr(N_("Find"))),
            ("f", self.tr(N_("Filters"))),
            ("w", self._wider()),
            ("b", self.tr(N_("Teams"))),
            ("p", self.tr(N_("Forecast"))),
            ("m", self.tr(N_("Remind"))),
            ("x", self.tr(N_("Save"))),
            ("s", self.tr(N_("Order"))),
            (self.tr(N_("r a y g")), self.tr(N_("Colours"))),
        ]
        if not self._saves:
            keys = [key for key in keys if key[0] not in ("m", "x")]
        if self._filters.leaves_out:
            keys.insert(0, ("0", self.tr(N_("All"))))
        return keys

    def _wider(self) -> str:
        if not self._filters.whole:
            return self.tr(N_("Everyone"))
        return self.tr(N_("No manager")) if self._manager_id == "" else self.tr(N_("Direct"))

    def _counted(self) -> Content:
        if self._counts is None:
            return Content("\n")
        return team_words.counted(self.t, self._counts, self._filters)

    def _draw(self, row: TeamRow, width: int, here: bool) -> Content:
        return team_words.row(self.t, row, width, here=here, filters=self._filters)

    def on_resize(self) -> None:
        """Other columns may fit."""
        self.say()

    # -- reading ---------------------------------------------------------------------------------------------------

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
        self._apply(replace(self._filters, name=message.value.strip()))

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Enter goes back to the rows, with the name kept."""
        message.input.display = bool(message.value.strip())
        self.query_one(Grid).focus()

    def action_colour(self, name: str) -> None:
        """Show one colour, add another, or take it out again."""
        self._apply(self._filters.with_colour(Colour(name)))

    def action_whole(self) -> None:
        """Everybody below, or direct reports alone."""
        self._apply(replace(self._filters, whole=not self._filters.whole))

    def action_order(self) -> None:
        """Order the rows by the next column."""
        self._apply(self._filters.in_next_order())

    def action_turn(self) -> None:
        """Turn the order round; the most urgent always come first."""
        if self._filters.order:
            self._apply(replace(self._filters, descending=not self._filters.descending))

    def action_all(self) -> None:
        """Show everybody again."""
        self._apply(self._filters.without())

    def _apply(self, filters: Filters) -> None:
        """Show the rows of other filters, from the first."""
        if filters == self._filters:
            return
        self._filters = filters
        box = self.query_one("#find", Input)
        if box.value.strip() != filters.name:
            with box.prevent(Input.Changed):
                box.value = filters.name
        if self.focused is not box:
            box.display = bool(filters.name)
        self.query_one(Grid).fill([], 0)
        self.retell()
        self.load(self._load)

    def action_leave(self) -> None:
        """Out of the field first, then out of the grid."""
        box = self.query_one("#find", Input)
        if self.focused is box:
            box.display = bool(box.value.strip())
            self.query_one(Grid).focus()
        else:
            super().action_leave()
