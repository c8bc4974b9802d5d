"""What a team's grid reads: the rows near the view, what is arranged for those people, and how many there are."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, TypeAlias

from prevent_tui.domain.errors import PreventError
from prevent_tui.screens.team_ways import TeamWays
from prevent_tui.widgets.grid import WINDOW, Grid

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from prevent_tui.bootstrap import Services
    from prevent_tui.domain.arranged import Arranged
    from prevent_tui.domain.certification import Colour
    from prevent_tui.screens.team_words import Filters
    from prevent_tui.services.access import Actor
    from prevent_tui.services.team import Question, TeamRow

Read: TypeAlias = "tuple[list[TeamRow], Mapping[str, Arranged]]"
"""Rows, and what is arranged for whom of them."""

FIRST = WINDOW // 2
"""How many rows a fetch brings."""


class TeamRows(TeamWays):
    """The rows of a team, of which only those near the view are ever fetched, in a `Grid`."""

    def __init__(
        self, manager_id: str | None = None, name: str | None = None, *, filters: Filters | None = None
    ) -> None:
        super().__init__(manager_id, name, filters=filters)
        self._counts: Mapping[Colour, int] | None = None
        self._arranged: dict[str, Arranged] = {}

    def show_counts(self) -> None:
        """Write how many rows there are."""

    def on_screen_resume(self) -> None:
        """What changed meanwhile shows; the cursor stays on the person it was on."""
        grid = self.query_one(Grid)
        far = self._today is not None and grid.row is not None and grid.at >= FIRST
        self.load(self._renew if far else self._load)

    async def _load(self) -> None:
        """The first rows, shown as soon as they are there; then the counts."""
        grid, actor = self.query_one(Grid), self._actor()
        at = grid.at

        def first(services: Services) -> tuple[dt.date, Read]:
            today = services.clock.today()
            question, limit = self._question(today), max(FIRST, min(at + 1, WINDOW))
            return today, _with_arranged(services, actor, question, services.team.first(actor, question, limit=limit))

        try:
            today, read = await self.house.desk.run(first)
        except PreventError as problem:
            self.explain_failure(problem)
            self.complete()
            return
        self._today, rows = today, self._taken(read)
        # The cursor may have been moved while the rows were read.
        grid.fill(rows, max(len(rows), grid.total), at=_place(rows, grid.row, grid.at))
        self._counted_later(today)

    async def _renew(self) -> None:
        """Far down a long list: the same rows as they are now, in their place."""
        grid, actor, held = self.query_one(Grid), self._actor(), self.query_one(Grid).rows
        assert self._today is not None
        question = self._question(self._today)

        def again(services: Services) -> Read:
            before = services.team.before(actor, question, held[0], limit=1)
            if before:
                rows = services.team.after(actor, question, before[-1], limit=len(held))
            else:
                rows = services.team.first(actor, question, limit=len(held))
            return _with_arranged(services, actor, question, rows)

        try:
            rows = self._taken(await self.house.desk.run(again))
        except PreventError as problem:
            self.explain_failure(problem)
            self.complete()
            return
        if not rows:
            await self._load()
            return
        grid.renew(rows, at=grid.start + _place(rows, grid.row, grid.at - grid.start))
        self._counted_later(self._today)

    def _counted_later(self, today: dt.date) -> None:
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
        self.show_counts()
        self.tell_keys()

    async def on_grid_wanted(self, message: Grid.Wanted) -> None:
        """Bring the rows beyond those that are held."""
        grid, actor = self.query_one(Grid), self._actor()
        if self._today is None:
            return
        question, where, row = self._question(self._today), message.where, message.row

        def fetch(services: Services) -> Read:
            edge = where in ("first", "last")
            read: Any = getattr(services.team, where)
            rows = read(actor, question, limit=FIRST) if edge else read(actor, question, row, limit=FIRST)
            return _with_arranged(services, actor, question, rows)

        try:
            grid.put(where, self._taken(await self.house.desk.run(fetch)))
        except PreventError as problem:
            self.explain_failure(problem)

    def _taken(self, read: Read) -> list[TeamRow]:
        """The rows that were read; what is arranged is kept for them and for those that are held."""
        rows, found = read
        held = {row.person_id for row in self.query_one(Grid).rows} - {row.person_id for row in rows}
        self._arranged = {one: what for one, what in self._arranged.items() if one in held} | dict(found)
        return rows


def _with_arranged(services: Services, actor: Actor, question: Question, rows: list[TeamRow]) -> Read:
    return rows, services.arrangements.of(actor, question, [row.person_id for row in rows])


def _place(rows: Sequence[TeamRow], row: TeamRow | None, otherwise: int) -> int:
    """Where the person of a row stands now among the rows."""
    ids = [one.person_id for one in rows]
    return ids.index(row.person_id) if row is not None and row.person_id in ids else otherwise
