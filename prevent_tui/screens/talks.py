"""One's toolbox talks: planned, open and signed off; the newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content

from prevent_tui.i18n import N_
from prevent_tui.screens import talk_words
from prevent_tui.screens.base import HouseScreen
from prevent_tui.widgets.action import Action
from prevent_tui.widgets.grid import Grid
from prevent_tui.widgets.words import Words

if TYPE_CHECKING:
    from prevent_tui.services.talks import TalkRow


class TalksScreen(HouseScreen):
    """The list, and the way to a new talk."""

    reads_first = True

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "plan", show=False),
        Binding("f", "follow", show=False),
        Binding("h", "handout", show=False),
        Binding("w", "alone", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[TalkRow] | None = None

    def body(self) -> ComposeResult:
        """Title, what a talk is, the list, and what can be done."""
        yield Words(classes="title", id="title")
        yield Words(classes="text", id="about")
        yield Grid[Any](self._draw)
        with Horizontal(classes="acts"):
            yield Action(id="plan")
            yield Action(id="follow", kind="quiet")
        with Horizontal(classes="acts more"):
            yield Action(id="handout", kind="quiet")
            yield Action(id="alone", kind="quiet")

    def on_screen_resume(self) -> None:
        """Whatever was done meanwhile shows at once."""
        self.load(self._load)

    async def _load(self) -> None:
        actor, grid = self.actor, self.query_one(Grid)
        with self.explaining():
            found = await self.house.desk.run(lambda services: services.talks.list(actor))
            if self.is_left:
                return
            self._rows = found
            grid.fill(self._rows, len(self._rows), at=grid.at)
            (grid if self._rows else self.query_one("#plan")).focus()
            self.say()
        self.complete()

    def useful_keys(self) -> list[tuple[str, str]]:
        """Opening, planning, following."""
        return [
            ("Enter", self.tr(N_("Open"))),
            ("n", self.tr(N_("New talk"))),
            ("f", self.tr(N_("Follow"))),
            ("h", self.tr(N_("Hand-out"))),
            ("w", self.tr(N_("Watch it alone"))),
        ]

    def say(self) -> None:
        """Write the words around the list."""
        self.query_one("#title", Words).update(self.tr(N_("Toolbox talks")))
        about = self.tr(N_("For people who can't easily use a computer: half an hour in a room, with a register."))
        if self._rows == []:
            about = "\n\n".join([about, self.tr(N_("You have not planned a talk yet."))])
        self.query_one("#about", Words).update(about + "\n")
        for name, words in (
            ("plan", N_("Plan a talk")),
            ("follow", N_("Follow slides")),
            ("handout", N_("Hand-out")),
            ("alone", N_("Watch it alone")),
        ):
            self.query_one(f"#{name}", Action).show(self.tr(words))
        self.query_one(Grid).reword()

    def _draw(self, row: TalkRow, width: int, here: bool) -> Content:
        register = row.register
        day = self.t.date(register.held_on) if register.held_on else ""
        stage = self.tr(talk_words.STAGES[row.stage])
        lead, number = "► " if here else "  ", talk_words.fitted(str(row.number), 5)
        how_far = talk_words.fitted(stage, 22 if width >= 72 else 16)
        place = talk_words.fitted(register.place, max(10, width - 2 - 5 - 19 - len(how_far)))
        told = Content(f"{lead}{number}{talk_words.fitted(day, 19)}{how_far}{place}")
        if here:
            return told.pad_right(max(0, width - told.cell_length)).stylize("bold $focus-text on $focus")
        return told

    # -- ways on ---------------------------------------------------------------------------------------------------

    def on_grid_opened(self, message: Grid.Opened) -> None:
        """Open a talk's page."""
        from prevent_tui.screens.talk import TalkScreen

        self.app.push_screen(TalkScreen(message.row.id))

    def on_action_pressed(self, message: Action.Pressed) -> None:
        """Each button has its letter too."""
        getattr(self, f"action_{message.action.id}")()

    def action_plan(self) -> None:
        """Plan a talk."""
        from prevent_tui.screens.talk_forms import PlanScreen

        self.app.push_screen(PlanScreen())

    def action_follow(self) -> None:
        """Show the slides of a talk that somebody else's terminal leads."""
        from prevent_tui.screens.talk_forms import FollowScreen

        self.app.push_screen(FollowScreen())

    def action_alone(self) -> None:
        """Watch the talk as somebody sees it who watches alone."""
        self.house.action_alone()

    def action_handout(self) -> None:
        """Read the hand-out."""
        from prevent_tui.screens.handout import HandoutScreen

        self.app.push_screen(HandoutScreen())
