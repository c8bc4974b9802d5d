"""Where the grid of a team leads: a person, filters, sub-teams, the forecast, reminders and files."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from prevent_tui.i18n import N_
from prevent_tui.screens.base import HouseScreen
from prevent_tui.screens.team_words import Filters

if TYPE_CHECKING:
    import datetime as dt

    from prevent_tui.services.access import Actor
    from prevent_tui.services.team import Question
    from prevent_tui.widgets.grid import Grid


class TeamWays(HouseScreen):
    """The ways on from a team: of oneself, or of the manager of that id and name.

    With an empty id and name it is of people who report to nobody, or of everyone.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f", "filter", show=False),
        Binding("d", "day", show=False),  # day, dydd
        Binding("b", "sub_teams", show=False),
        Binding("p", "forecast", show=False),  # plan
        Binding("m", "remind", show=False),  # mail
        Binding("x", "export", show=False),
    ]

    also = (
        ("find", N_("Find a name")),
        ("filter", N_("Choose what the list shows, and on which day")),
        ("day", N_("Show another day, past or to come")),
        ("all", N_("Show everybody again")),
        ("whole", N_("Direct reports, or everyone below")),
        ("order", N_("Order by the next column")),
        ("turn", N_("Turn the order round")),
        ("colour('red')", N_("Red: show or leave out")),
        ("colour('amber')", N_("Amber: show or leave out")),
        ("colour('grey')", N_("Grey: show or leave out")),
        ("colour('green')", N_("Green: show or leave out")),
        ("sub_teams", N_("Sub-teams, counted")),
        ("forecast", N_("Forecast: who turns amber and red")),
        ("remind", N_("Draft reminders to those who are red or amber")),
        ("export", N_("Save this list as a file")),
    )

    def __init__(
        self, manager_id: str | None = None, name: str | None = None, *, filters: Filters | None = None
    ) -> None:
        super().__init__()
        self._manager_id = manager_id
        self._manager_name = name
        self._filters = filters or Filters()
        self._today: dt.date | None = None

    def _actor(self) -> Actor:
        assert self.house.signed_in is not None
        return self.house.signed_in.actor

    @property
    def _whose(self) -> str:
        manager = self._actor().person_id if self._manager_id is None else self._manager_id
        assert manager is not None
        return manager

    def _question(self, today: dt.date) -> Question:
        return self._filters.question(self._whose, today)

    def _apply(self, filters: Filters) -> None:
        """Show the rows of other filters, from the first."""

    @property
    def _saves(self) -> bool:
        """Whether files are saved here: never at a kiosk."""
        return not getattr(self.house.settings, "kiosk", False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What writes files is not there at a kiosk."""
        if action in ("remind", "export"):
            return self._saves
        return super().check_action(action, parameters)

    def action_filter(self, at: str = "") -> None:
        """Choose on a page of its own what is shown."""
        from prevent_tui.screens.team_filters import FilterScreen

        self.app.push_screen(FilterScreen(self._filters, self._apply, at=at))

    def action_day(self) -> None:
        """Type the day that is shown."""
        self.action_filter("as_at")

    def action_sub_teams(self) -> None:
        """The counts of each report's own people."""
        from prevent_tui.screens.sub_teams import SubTeamsScreen

        if self._today is not None:
            filters = self._filters.of_people()
            question = filters.question(self._whose, self._today)
            self.app.push_screen(SubTeamsScreen(question, filters, self._manager_name))

    def action_forecast(self) -> None:
        """Who turns amber or red in the months to come."""
        from prevent_tui.screens.forecast import ForecastScreen

        if self._today is not None:
            filters = replace(self._filters.of_people(), as_at=None)
            question = filters.question(self._whose, self._today)
            self.app.push_screen(ForecastScreen(question, filters, self._manager_name))

    def action_remind(self) -> None:
        """Draft a reminder to everyone shown who is red or amber."""
        from prevent_tui.screens.reminders import RemindersScreen

        if self._today is not None:
            self.app.push_screen(RemindersScreen(self._question(self._today)))

    def action_export(self) -> None:
        """Save what is shown as a file."""
        from prevent_tui.screens.team_export import ExportScreen

        if self._today is not None:
            self.app.push_screen(ExportScreen(self._question(self._today), self._filters, self._manager_name))

    def on_grid_opened(self, message: Grid.Opened) -> None:
        """Open a person's page."""
        from prevent_tui.screens.person import PersonScreen

        self.app.push_screen(PersonScreen(message.row.person_id, as_at=self._filters.as_at))
