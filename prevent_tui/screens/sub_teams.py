"""How each report's own people stand, all the way down: counts in words and bars, the most red first."""

from __future__ import annotations

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
    from prevent_tui.services.team import Question, SubTeam

_BAR = 16
_NUMBER = 8


class SubTeamsScreen(HouseScreen):
    """One line for each direct report who has people of their own."""

    reads_first = True

    def __init__(self, question: Question, name: str | None = None) -> None:
        super().__init__()
        self._question = question
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
        try:
            teams = await self.house.desk.run(lambda services: services.team.sub_teams(actor, self._question))
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
        name = self._manager_name
        title = self.tr(N_("Sub-teams of %(name)s"), name=name) if name else self.tr(N_("Sub-teams"))
        self.query_one("#title", Words).update(Content(title))
        none = self._teams == []
        self.query_one("#nobody", Words).update(self.tr(N_("Nobody here has people of their own.")))
        self.query_one("#nobody", Words).display = none
        heads = [self.tr(COUNTS[colour], number="").strip() for colour in ORDER]
        width = self._name_width(self.app.size.width - 4)
        numbers = "".join(f"{head:>{_NUMBER}}" for head in heads)
        columns = f"  {fitted(self.tr(N_('Manager')), width)}{numbers}"
        self.query_one("#columns", Words).update(Content("" if none else columns))
        self.query_one(Grid).reword()

    def useful_keys(self) -> list[tuple[str, str]]:
        """Opening one."""
        return [("Enter", self.tr(N_("Open their team")))]

    def on_resize(self) -> None:
        """The heads follow the width."""
        self.say()

    @staticmethod
    def _name_width(width: int) -> int:
        bar = _BAR + 2 if width >= 70 else 0
        return max(12, width - 2 - len(ORDER) * _NUMBER - bar)

    def _draw(self, team: SubTeam, width: int, here: bool) -> Content:
        name = fitted(team.name, self._name_width(width))
        numbers = [(f"{team.counts[colour]:>{_NUMBER}}", f"bold $rag-{colour.value}") for colour in ORDER]
        bar = team_words.bar(team.counts, _BAR) if width >= 70 else Content("")
        if here:
            line = Content("► " + name + "".join(text for text, _ in numbers) + f"  {bar.plain}")
            return line.pad_right(max(0, width - line.cell_length)).stylize("bold $focus-text on $focus")
        return Content.assemble("  ", name, *numbers, "  ", bar)

    def on_grid_opened(self, message: Grid.Opened) -> None:
        """Everybody below that manager."""
        from prevent_tui.screens.team import TeamScreen

        self.app.push_screen(TeamScreen(message.row.manager_id, message.row.name, filters=Filters(whole=True)))
