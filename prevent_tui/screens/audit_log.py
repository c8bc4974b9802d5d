"""The audit log: what was changed and by whom, the latest first; only the rows in view are fetched."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from prevent_tui import audit_words
from prevent_tui.content.characters import cells
from prevent_tui.domain.errors import PreventError
from prevent_tui.i18n import N_
from prevent_tui.screens.base import HouseScreen
from prevent_tui.screens.links import Link, LinkListScreen
from prevent_tui.widgets.area import Area
from prevent_tui.widgets.grid import WINDOW, Grid
from prevent_tui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from prevent_tui.bootstrap import Services
    from prevent_tui.services.access import Actor
    from prevent_tui.services.audit import Entry

PART = WINDOW // 2
"""How many rows a fetch brings."""


class AuditLogScreen(HouseScreen):
    """A line for each row: when, who, what."""

    reads_first = True

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f", "filter", show=False),
        Binding("0", "all", show=False),
    ]
    also = (("filter", N_("Filter by act")), ("all", N_("Show every act")))

    def __init__(self) -> None:
        super().__init__()
        self._act = ""
        self._counts: Mapping[str, int] = {}

    def body(self) -> ComposeResult:
        """Title, how many there are, and the rows."""
        yield Words(classes="title", id="title")
        yield Words(classes="text", id="counts")
        yield Words(classes="quiet-text columns", id="columns")
        yield Grid[Any](self._draw)

    def on_mount(self) -> None:
        """The rows have the focus."""
        super().on_mount()
        self.query_one(Grid).focus()
        self.load(self._load)

    def say(self) -> None:
        """Write the title and how many rows there are."""
        total = self._counts.get(self._act, 0) if self._act else sum(self._counts.values())
        told = self.t.ngettext("%(number)s act, the latest first.", "%(number)s acts, the latest first.", total)
        if self._act:
            only = self.tr(N_("Only: %(act)s."), act=audit_words.act(self.t, self._act))
            told = f"{only} {told}"
        self.query_one("#title", Words).update(self.tr(N_("Audit log")))
        self.query_one("#counts", Words).update(Content(f"{told}\n"))
        when, who, what = self.tr(N_("When")), self.tr(N_("Who")), self.tr(N_("What was done"))
        self.query_one("#columns", Words).update(Content(_line(when, who, what, self.app.size.width - 4)))
        self.query_one(Grid).reword()

    def useful_keys(self) -> list[tuple[str, str]]:
        """Opening and filtering."""
        keys = [("Enter", self.tr(N_("Open"))), ("f", self.tr(N_("Filter")))]
        return [("0", self.tr(N_("All"))), *keys] if self._act else keys

    def _draw(self, entry: Entry, width: int, here: bool) -> Content:
        t = self.t
        told = _line(audit_words.when(t, entry), audit_words.who(t, entry), audit_words.sentence(t, entry), width)
        return Content.styled(told, "$focus-text on $focus bold") if here else Content(told)

    def on_resize(self) -> None:
        """Other widths."""
        self.say()

    # -- reading ---------------------------------------------------------------------------------------------------

    def _actor(self) -> Actor:
        assert self.house.signed_in is not None
        return self.house.signed_in.actor

    async def _load(self) -> None:
        actor, act, grid = self._actor(), self._act, self.query_one(Grid)
        try:
            rows, self._counts = await self.house.desk.run(
                lambda services: (services.audit.page(actor, action=act, limit=PART), services.audit.acts(actor))
            )
        except PreventError as problem:
            self.explain_failure(problem)
        else:
            grid.fill(rows, self._counts.get(act, 0) if act else sum(self._counts.values()))
            self.retell()
        self.complete()

    async def on_grid_wanted(self, message: Grid.Wanted) -> None:
        """Bring the rows beyond those that are held."""
        actor, where, row = self._actor(), message.where, message.row
        edge = {"last": {"older": 0}, "first": {}}.get(where)
        if edge is None:
            edge = {"older" if where == "after" else "newer": row.row.number}
        fetch = partial(self._fetch, actor, edge)
        try:
            self.query_one(Grid).put(where, await self.house.desk.run(fetch))
        except PreventError as problem:
            self.explain_failure(problem)

    def _fetch(self, actor: Actor, edge: Mapping[str, int], services: Services) -> tuple[Entry, ...]:
        return services.audit.page(actor, action=self._act, limit=PART, **edge)

    # -- acts ------------------------------------------------------------------------------------------------------

    def on_grid_opened(self, message: Grid.Opened) -> None:
        """Everything about a row."""
        self.app.push_screen(EntryScreen(message.row))

    def action_filter(self) -> None:
        """Choose an act."""
        self.app.push_screen(ActsScreen(self._choose))

    def action_all(self) -> None:
        """Show every act again."""
        self._choose("")

    def _choose(self, act: str) -> None:
        if act != self._act:
            self._act = act
            self.load(self._load)


def _line(when: str, who: str, what: str, width: int) -> str:
    """The three columns in a width; what doesn't fit is on the row's own page."""
    if width < 70:
        return _cut(f"{_cut(when[:10], 10)}  {what}", width)
    return _cut(f"{_cut(when, 16)}  {_cut(who, 18)}  {what}", width)


def _cut(text: str, width: int) -> str:
    """The text in exactly that many cells."""
    if cells(text) > width:
        while cells(text) > width - 1:
            text = text[:-1]
        text += "…"
    return text + " " * (width - cells(text))


class ActsScreen(LinkListScreen):
    """The acts that stand in the log; choosing one shows its rows alone."""

    title_words = N_("Filter by act")

    def __init__(self, choose: Callable[[str], None]) -> None:
        super().__init__()
        self._tell = choose

    def read(self, services: Services, actor: Actor) -> list[tuple[str, int]]:
        """The acts, with how often each stands there."""
        return list(services.audit.acts(actor).items())

    def links(self) -> list[Link]:
        """Every act, then each."""
        self.found.sort(key=lambda pair: audit_words.act(self.t, pair[0]))
        told = [Link(f"{audit_words.act(self.t, act)} ({count})") for act, count in self.found]
        return [Link(self.tr(N_("Every act"))), *told]

    def opened(self, number: int) -> None:
        """Show its rows."""
        act = self.found[number - 1][0] if number else ""
        self.action_leave()
        self._tell(act)


class EntryScreen(HouseScreen):
    """One row of the log, whole."""

    def __init__(self, entry: Entry) -> None:
        super().__init__()
        self._entry = entry

    def body(self) -> ComposeResult:
        """A text to read."""
        with Area():
            yield Words(classes="title", id="title")
            yield Words(classes="text", id="text")

    def on_mount(self) -> None:
        """The text has the focus."""
        super().on_mount()
        self.query_one(Area).focus()

    def say(self) -> None:
        """Write the row."""
        entry, t = self._entry, self.t
        self.query_one("#title", Words).update(Content(audit_words.act(t, entry.row.action)))
        lines = [
            (N_("What was done"), audit_words.sentence(t, entry)),
            (N_("When"), audit_words.when(t, entry, long=True)),
            (N_("Who"), audit_words.who(t, entry)),
            (N_("Number in the log"), str(entry.row.number)),
            (N_("Its hash, which covers the row before it too"), entry.row.hash),
        ]
        parts = [Content.assemble((f"{t.tr(name)}\n", "bold"), f"{value}\n") for name, value in lines]
        self.query_one("#text", Words).update(Content("\n").join(parts))

    def useful_keys(self) -> list[tuple[str, str]]:
        """How to read on."""
        return [("↑↓", self.tr(N_("Scroll")))]
