"""The teams somebody looks after: their own, those they stand in for, and for administrators everyone."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from prevent_tui.domain.errors import PreventError
from prevent_tui.i18n import N_, Translator
from prevent_tui.screens.base import LINK_KEYS, HouseScreen
from prevent_tui.screens.team import TeamScreen
from prevent_tui.screens.team_words import Filters
from prevent_tui.widgets.action import Action
from prevent_tui.widgets.area import Area
from prevent_tui.widgets.words import Words

if TYPE_CHECKING:
    from prevent_tui.bootstrap import Services
    from prevent_tui.services.access import SignedIn


def others(signed_in: SignedIn) -> bool:
    """Whether there is any team beside one's own."""
    return bool(signed_in.stands_in) or signed_in.actor.is_anyone


def offered(t: Translator, signed_in: SignedIn) -> list[tuple[str, Callable[[], TeamScreen]]]:
    """What each team is called in the list, and what makes its grid."""
    mine = (t.tr(N_("My team")), TeamScreen)
    found: list[tuple[str, Callable[[], TeamScreen]]] = [mine] if signed_in.has_reports else []
    for one in signed_in.stands_in:
        told = t.tr(N_("The team of %(name)s (for them until %(day)s)"), name=one.name, day=t.date(one.until_on))
        found.append((told, partial(TeamScreen, one.manager_id, one.name)))
    if signed_in.actor.is_anyone:
        found.append((t.tr(N_("Everyone")), everyone))
        found.append((t.tr(N_("People without a manager, or whose manager has left")), without_manager))
    return found


def everyone() -> TeamScreen:
    """The grid of the whole organisation."""
    return TeamScreen("", "", filters=Filters(whole=True))


def without_manager() -> TeamScreen:
    """The grid of those who report to nobody."""
    return TeamScreen("", "")


class TeamsScreen(HouseScreen):
    """A link for each team."""

    BINDINGS: ClassVar[list[BindingType]] = [*LINK_KEYS]

    _alone: int | None = None
    """How many people have no manager here, for an administrator."""

    def body(self) -> ComposeResult:
        """Title and links."""
        with Area(can_focus=False):
            yield Words(classes="title", id="title")
            for number in range(len(self._offered())):
                yield Action(id=f"team-{number}", kind="link")

    def on_mount(self) -> None:
        """The first team has the focus."""
        super().on_mount()
        for link in self.query(Action):
            link.focus()
            break

    def on_screen_resume(self) -> None:
        """Those without a manager are counted, so that they aren't overlooked."""
        assert self.house.signed_in is not None
        if self.house.signed_in.actor.is_anyone:
            self.load(self._count)

    async def _count(self) -> None:
        assert self.house.signed_in is not None
        actor = self.house.signed_in.actor

        from prevent_tui.services.team import Question

        def counted(services: Services) -> int:
            return sum(services.team.counts(actor, Question("", services.clock.today())).values())

        try:
            self._alone = await self.house.desk.run(counted)
        except PreventError as problem:
            self.explain_failure(problem)
        else:
            self.retell()

    def _offered(self) -> list[tuple[str, Callable[[], TeamScreen]]]:
        assert self.house.signed_in is not None
        return offered(self.t, self.house.signed_in)

    def say(self) -> None:
        """Write what each is called."""
        self.query_one("#title", Words).update(self.tr(N_("Teams")))
        for number, (words, _) in enumerate(self._offered()):
            last = self._alone is not None and number == len(self._offered()) - 1
            for link in self.query(f"#team-{number}").results(Action):
                link.show(f"{words}: {self._alone}" if last else words)

    def useful_keys(self) -> list[tuple[str, str]]:
        """Choosing."""
        return [("Enter", self.tr(N_("Open"))), ("↑↓", self.tr(N_("Move")))]

    def on_action_pressed(self, message: Action.Pressed) -> None:
        """Open that team."""
        self.app.push_screen(self._offered()[int((message.action.id or "").removeprefix("team-"))][1]())
