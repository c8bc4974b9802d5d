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
from prevent_tui.screens.base import HouseScreen
from prevent_tui.screens.team_words import Filters, fitted
from prevent_tui.widgets.grid import Grid
from prevent_tui.widgets.words import Words

if TYPE_CHECKING:
    from prevent_tui.bootstrap import Services
    from prevent_tui.services.team import Places, Question, Turns

MONTHS = 24
_NUMBER = 7
_PLACES = 9


class ForecastScreen(HouseScreen):
    """One line a month; Enter shows the team as it will stand at the month's end."""

    reads_first = True

    def __init__(self, question: Question, name: str | None = None) -> None:
        """`name` is the manager's, where it isn't one's own team."""
        super().__init__()
        self._question = question
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
        name = self._manager_name
        title = self.tr(N_("Forecast for my team")) if name is None else self.tr(N_("Forecast"))
        title = self.tr(N_("Forecast for %(name)s"), name=name) if name else title
        self.query_one("#title", Words).update(Content(title))
        amber = sum(month.amber for month in self._months)
        red = sum(month.red for month in self._months)
        sums = self.tr(N_("If nothing is done, %(amber)s turn amber and %(red)s turn red."), amber=amber, red=red)
        places = self._places
        against = booking_words.against(self.t, places.all_booked, places.all_left) if places else ""
        self.query_one("#sums", Words).update(Content(f"{sums}\n{against}\n"))
        heads = f"{self.tr(N_('Turn amber')):<{self._bar + _NUMBER}}{self.tr(N_('Turn red')):<{self._bar + _NUMBER}}"
        if self._has_room:
            booked, left = self.tr(N_("Booked")), self.tr(N_("Free"))
            heads += f"{booked:>{_PLACES}}{left:>{_PLACES}}"
        self.query_one("#columns", Words).update(Content(f"  {fitted(self.tr(N_('Month')), self._month)}{heads}"))
        self.query_one(Grid).reword()

    def useful_keys(self) -> list[tuple[str, str]]:
        """Opening a month."""
        return [("Enter", self.tr(N_("The team at the month's end")))]

    def on_resize(self) -> None:
        """The bars follow the width."""
        self.say()

    @property
    def _month(self) -> int:
        return 17 if self.app.size.width >= 70 else 15

    @property
    def _bar(self) -> int:
        """How many cells a bar with its number has."""
        places = 2 * _PLACES if self._has_room else 0
        return max(12, (self.app.size.width - 4 - 2 - self._month - 2 * _NUMBER - places) // 2)

    @property
    def _has_room(self) -> bool:
        """Whether the places of each month have columns of their own."""
        return self.app.size.width >= 70

    def _draw(self, month: Turns, width: int, here: bool) -> Content:
        most = max((max(m.amber, m.red) for m in self._months), default=1) or 1
        parts = [
            self._counted(Colour.AMBER, month.amber, most),
            self._counted(Colour.RED, month.red, most),
        ]
        if self._has_room and self._places is not None:
            numbers = (self._places.booked.get(month.first_on, 0), self._places.left.get(month.first_on, 0))
            parts.append(("".join(f"{number or '–':>{_PLACES}}" for number in numbers), ""))
        label = fitted(self.t.month(month.first_on), self._month)
        if here:
            line = Content("► " + label + "".join(text for text, _ in parts))
            return line.pad_right(max(0, width - line.cell_length)).stylize("bold $focus-text on $focus")
        return Content.assemble("  ", label, *parts)

    def _counted(self, colour: Colour, number: int, most: int) -> tuple[str, str]:
        """A number and a bar: a mark for each, or in proportion to the largest where that is too many."""
        room = self._bar - 2
        marks = number if most <= room else max(1, round(number * room / most)) if number else 0
        return f"{number:>{_NUMBER - 2}}  {wording.MARKS[colour] * marks:<{self._bar}}", f"$rag-{colour.value}"

    def on_grid_opened(self, message: Grid.Opened) -> None:
        """The team on the last day of that month."""
        from prevent_tui.screens.team import TeamScreen

        question = self._question
        filters = replace(Filters(whole=question.whole), as_at=message.row.last_on)
        own = None if self._manager_name is None else question.manager_id
        self.app.push_screen(TeamScreen(own, self._manager_name, filters=filters))
