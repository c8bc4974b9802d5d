"""Who turns amber and red in the months to come, against places booked and places left."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from textual.app import ComposeResult
from textual.content import Content

from prevent_tui import booking_words, wording
from prevent_tui.domain.certification import Colour
from prevent_tui.domain.errors import PreventError
from prevent_tui.i18n import N_
from prevent_tui.screens import team_words
from prevent_tui.screens.base import HouseScreen
from prevent_tui.screens.team_words import Filters, fitted
from prevent_tui.widgets.grid import Grid
from prevent_tui.widgets.words import Words

if TYPE_CHECKING:
    from prevent_tui.bootstrap import Services
    from prevent_tui.services.team import Places, Question, Turns

MONTHS = 24


class ForecastScreen(HouseScreen):
    """One line a month; Enter shows the team as it will stand at the month's end."""

    reads_first = True

    def __init__(self, question: Question, filters: Filters, name: str | None = None) -> None:
        """`name` is the manager's, where it isn't one's own team."""
        super().__init__()
        self._question = question
        self._filters = filters
        self._manager_name = name
        self._months: list[Turns] = []
        self._places: Places | None = None

    def body(self) -> ComposeResult:
        """Title, sums, heads and lines."""
        yield Words(classes="title", id="title")
        yield Words(classes="text", id="sums")
        yield Words(classes="quiet-text columns", id="columns")
        yield Grid[Any](self._draw)

    def on_mount(self) -> None:
        """Read it."""
        super().on_mount()
        self.query_one(Grid).focus()
        self.load(self._load)

    async def _load(self) -> None:
        assert self.house.signed_in is not None
        actor = self.house.signed_in.actor

        def read(services: Services) -> tuple[list[Turns], Places]:
            months = services.team.turns(actor, self._question, months=MONTHS)
            return months, services.team.places(actor, self._question, months=MONTHS)

        try:
            self._months, self._places = await self.house.desk.run(read)
        except PreventError as problem:
            self.complete()
            self.explain_failure(problem)
            return
        self.query_one(Grid).fill(self._months, len(self._months))
        self.retell()
        self.complete()

    def say(self) -> None:
        """Write the title, the sums and the heads."""
        title = team_words.page_title(self.t, self.tr(N_("Forecast")), self._filters, self._manager_name)
        self.query_one("#title", Words).update(title)
        amber = sum(month.amber for month in self._months)
        red = sum(month.red for month in self._months)
        sums = self.tr(N_("If nothing is done, %(amber)s turn amber and %(red)s turn red."), amber=amber, red=red)
        places = self._places
        against = booking_words.against(self.t, places.all_booked, places.all_left) if places else ""
        self.query_one("#sums", Words).update(Content(f"{sums}\n{against}\n"))
        heads = "".join(fitted(self.tr(head), self._bar + 2) for head in (N_("Turn amber"), N_("Turn red")))
        heads += "".join(f"{self.tr(head):>{self._places_cells}}" for head in (N_("Booked"), N_("Free")))
        self.query_one("#columns", Words).update(Content(f"  {fitted(self.tr(N_('Month')), self._month)}{heads}"))
        self.query_one(Grid).reword()

    def useful_keys(self) -> list[tuple[str, str]]:
        """Opening a month."""
        return [("Enter", self.tr(N_("The team then")))]

    def on_resize(self) -> None:
        """The bars follow the width."""
        self.say()

    @property
    def _month(self) -> int:
        return 17 if self.app.size.width >= 70 else 16

    @property
    def _places_cells(self) -> int:
        return 8 if self.app.size.width >= 70 else 7

    @property
    def _bar(self) -> int:
        """How many cells a bar with its number has."""
        return max(9, (self.app.size.width - 4 - 2 - self._month - 2 * self._places_cells) // 2 - 2)

    def _draw(self, month: Turns, width: int, here: bool) -> Content:
        most = max((max(m.amber, m.red) for m in self._months), default=1) or 1
        parts = [
            self._counted(Colour.AMBER, month.amber, most),
            self._counted(Colour.RED, month.red, most),
        ]
        if self._places is not None:
            numbers = (self._places.booked.get(month.first_on, 0), self._places.left.get(month.first_on, 0))
            parts.append(("".join(f"{number or '–':>{self._places_cells}}" for number in numbers), ""))
        label = fitted(self.t.month(month.first_on), self._month)
        if here:
            line = Content("► " + label + "".join(text for text, _ in parts))
            return line.pad_right(max(0, width - line.cell_length)).stylize("bold $focus-text on $focus")
        return Content.assemble("  ", label, *parts)

    def _counted(self, colour: Colour, number: int, most: int) -> tuple[str, str]:
        """A number and a bar: a mark for each, or in proportion to the largest where that is too many."""
        digits = max(2, len(str(most)))
        room = self._bar - digits - 1
        marks = number if most <= room else max(1, round(number * room / most)) if number else 0
        return f"{number:>{digits}} {wording.MARKS[colour] * marks:<{room}}  ", f"$rag-{colour.value}"

    def on_grid_opened(self, message: Grid.Opened) -> None:
        """The team on the last day of that month."""
        from prevent_tui.screens.team import TeamScreen

        question = self._question
        filters = replace(self._filters, as_at=message.row.last_on)
        own = None if self._manager_name is None else question.manager_id
        self.app.push_screen(TeamScreen(own, self._manager_name, filters=filters))
