"""How each report's own people stand, all the way down: counts in words and bars, the most red first."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from textual.app import ComposeResult
from textual.content import Content

from prevent_tui.domain.errors import PreventError
from prevent_tui.i18n import N_
from prevent_tui.screens import team_words
from prevent_tui.screens.base import HouseScreen
from prevent_tui.screens.team_words import COUNTS, ORDER, Filters, fitted
from prevent_tui.widgets.grid import Grid
from prevent_tui.widgets.words import Words

if TYPE_CHECKING:
    from prevent_tui.bootstrap import Services
    from prevent_tui.services.team import Question, SubTeam


class SubTeamsScreen(HouseScreen):
    """The direct reports, then a line for each of them who has people of their own: together everyone below."""

    reads_first = True

    def __init__(self, question: Question, filters: Filters, name: str | None = None) -> None:
        super().__init__()
        self._question = question
        self._filters = filters
        self._manager_name = name
        self._teams: list[SubTeam] | None = None

    def body(self) -> ComposeResult:
        """Title, heads and lines."""
        yield Words(classes="title", id="title")
        yield Words(classes="quiet-text columns", id="columns")
        yield Words(classes="text", id="nobody")
        yield Grid[Any](self._draw)

    def on_mount(self) -> None:
        """Count them."""
        super().on_mount()
        self.query_one(Grid).focus()
        self.load(self._load)

    async def _load(self) -> None:
        assert self.house.signed_in is not None
        actor = self.house.signed_in.actor
        from prevent_tui.services.team import SubTeam

        direct = replace(self._question, whole=False)

        def read(services: Services) -> list[SubTeam]:
            teams = services.team.sub_teams(actor, self._question)
            own = SubTeam(direct.manager_id, "", "", services.team.counts(actor, direct))
            return [own, *teams] if teams else []

        try:
            teams = await self.house.desk.run(read)
        except PreventError as problem:
            self.complete()
            self.explain_failure(problem)
            return
        self._teams = teams
        self.query_one(Grid).fill(teams, len(teams))
        self.retell()
        self.complete()

    def say(self) -> None:
        """Write the title and the heads."""
        title = team_words.page_title(
            self.t, self.tr(N_("Sub-teams")), replace(self._filters, whole=True), self._manager_name
        )
        self.query_one("#title", Words).update(title)
        none = self._teams == []
        self.query_one("#nobody", Words).update(self.tr(N_("Nobody here has people of their own.")))
        self.query_one("#nobody", Words).display = none
        heads = [self.tr(COUNTS[colour], number="").strip() for colour in ORDER]
        name, number, _ = self._widths(self.app.size.width - 4)
        numbers = "".join(f"{head:>{number}}" for head in heads)
        whose = self.tr(N_("Whose people"))
        columns = f"  {fitted(whose, name)}{numbers}"
        self.query_one("#columns", Words).update(Content("" if none else columns))
        self.query_one(Grid).reword()

    def useful_keys(self) -> list[tuple[str, str]]:
        """Opening one."""
        return [("Enter", self.tr(N_("Open their team")))]

    def on_resize(self) -> None:
        """The heads follow the width."""
        self.say()

    @staticmethod
    def _widths(width: int) -> tuple[int, int, int]:
        """The cells of the name, of each number, and of the bar."""
        number, bar = (8, 16) if width >= 66 else (7, 8)
        return max(12, width - 2 - len(ORDER) * number - bar - 2), number, bar

    def _draw(self, team: SubTeam, width: int, here: bool) -> Content:
        cells, each, room = self._widths(width)
        name = fitted(self._named(team), cells)
        numbers = [(f"{team.counts[colour]:>{each}}", f"bold $rag-{colour.value}") for colour in ORDER]
        bar = team_words.bar(team.counts, room)
        if here:
            line = Content("► " + name + "".join(text for text, _ in numbers) + f"  {bar.plain}")
            return line.pad_right(max(0, width - line.cell_length)).stylize("bold $focus-text on $focus")
        return Content.assemble("  ", name, *numbers, "  ", bar)

    def _named(self, team: SubTeam) -> str:
        """Whose people a line counts; those of the manager in question are the direct reports."""
        if team.payroll_number:
            return team.name
        return self.tr(N_("Direct reports")) if team.manager_id else self.tr(N_("Without a manager"))

    def on_grid_opened(self, message: Grid.Opened) -> None:
        """Everybody below that manager, or the direct reports."""
        from prevent_tui.screens.team import TeamScreen

        team: SubTeam = message.row
        if team.payroll_number:
            screen = TeamScreen(team.manager_id, team.name, filters=replace(self._filters, whole=True))
        else:
            own = None if self._manager_name is None else team.manager_id
            screen = TeamScreen(own, self._manager_name, filters=replace(self._filters, whole=False))
        self.app.push_screen(screen)
