"""A list of links that is read when it is seen: under headings, with a few words below each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import DescendantFocus
from textual.widget import Widget

from prevent_tui.domain.errors import PreventError
from prevent_tui.i18n import N_
from prevent_tui.screens.base import LINK_KEYS, HouseScreen
from prevent_tui.widgets.action import Action
from prevent_tui.widgets.area import Area
from prevent_tui.widgets.words import Words

if TYPE_CHECKING:
    from prevent_tui.bootstrap import Services
    from prevent_tui.services.access import Actor


@dataclass(frozen=True, slots=True)
class Link:
    """One line to choose; `heading` stands above it, `below` under it."""

    words: str
    below: str = ""
    heading: str = ""


class LinkListScreen(HouseScreen):
    """Subclasses say what is read (`read`), how it is listed (`links`), and what a link does (`opened`)."""

    reads_first = True
    title_words = ""
    acts: ClassVar[tuple[tuple[str, str, str], ...]] = ()
    """What can be done beside opening a link: the letter, the action's name, and what its button says."""

    BINDINGS: ClassVar[list[BindingType]] = [*LINK_KEYS]

    def __init__(self) -> None:
        super().__init__()
        self.found: Any = None
        self._shape: tuple[tuple[bool, bool], ...] | None = None

    def body(self) -> ComposeResult:
        """Title, what goes before, the links, and the acts."""
        with Area(can_focus=False):
            yield Words(classes="title", id="title")
            yield Words(classes="text", id="intro")
            yield Vertical(id="links")
        if self.acts:
            with Horizontal(classes="acts"):
                for _, name, _ in self.acts:
                    yield Action(id=name, kind="quiet")

    # -- for subclasses --------------------------------------------------------------------------------------------

    def read(self, services: Services, actor: Actor) -> Any:
        """What the list is made of, read on the services' thread."""
        raise NotImplementedError

    def links(self) -> Sequence[Link]:
        """The lines, of what was `found`."""
        raise NotImplementedError

    def intro(self) -> str:
        """What goes before the links."""
        return ""

    def opened(self, number: int) -> None:
        """A link was chosen."""
        raise NotImplementedError

    # -- reading ---------------------------------------------------------------------------------------------------

    @property
    def actor(self) -> Actor:
        """Who is signed in."""
        assert self.house.signed_in is not None
        return self.house.signed_in.actor

    def on_screen_resume(self) -> None:
        """What was done meanwhile shows at once."""
        self.load(self._load)

    async def _load(self) -> None:
        if self.house.signed_in is None:
            return
        actor = self.actor
        await self.do(lambda services: self.read(services, actor))
        self.complete()

    async def do(self, work: Callable[[Services], Any]) -> bool:
        """Do something that gives what the list is made of now; whether that worked."""
        try:
            self.found = await self.house.desk.run(work)
        except PreventError as problem:
            self.explain_failure(problem)
            return False
        if not self.is_left:
            await self._list()
        return True

    async def _list(self) -> None:
        """Make room for the links, where there are others than before; the focus keeps its place."""
        links = self.links()
        shape = tuple((bool(link.heading), bool(link.below)) for link in links)
        if shape != self._shape:
            at, before = self._focused_number(), self._focused_words()
            place = self.query_one("#links", Vertical)
            await place.remove_children()
            await place.mount_all(_widgets(shape))
            self._shape = shape
            self.retell()
            same = [number for number, link in enumerate(links) if link.words == before]
            self._go_to(same[0] if same else min(at, len(links) - 1))
        else:
            self.retell()

    def _focused_number(self) -> int:
        name = (self.focused.id or "") if self.focused else ""
        return int(name.removeprefix("link-")) if name.startswith("link-") else 0

    def _focused_words(self) -> str:
        return self.focused.label if isinstance(self.focused, Action) else ""

    def _go_to(self, number: int) -> None:
        if number >= 0:
            self.query_one(f"#link-{number}").focus()
        elif self.acts:
            self.query_one(f"#{self.acts[0][1]}").focus()

    # -- words -----------------------------------------------------------------------------------------------------

    def say(self) -> None:
        """Write the list."""
        self.query_one("#title", Words).update(self.tr(self.title_words))
        for _, name, words in self.acts:
            self.query_one(f"#{name}", Action).show(self.tr(words))
        if self._shape is None:
            return
        intro = self.intro()
        self.query_one("#intro", Words).update(Content(f"{intro}\n" if intro else ""))
        self.query_one("#intro").display = bool(intro)
        for number, link in enumerate(self.links()):
            self.query_one(f"#link-{number}", Action).show(link.words)
            if link.heading:
                gap = "\n" if number else ""
                self.query_one(f"#heading-{number}", Words).update(Content(gap + link.heading))
            if link.below:
                self.query_one(f"#below-{number}", Words).update(Content(f"{link.below}\n"))

    def useful_keys(self) -> list[tuple[str, str]]:
        """Choosing, and the acts."""
        keys = [("Enter", self.tr(N_("Choose"))), ("↑↓", self.tr(N_("Move")))] if self._shape else []
        return [*keys, *((letter, self.tr(words)) for letter, _, words in self.acts)]

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """What is above and below a link comes into view with it."""
        number = (event.widget.id or "").removeprefix("link-")
        for name in ("heading", "below"):
            for words in self.query(f"#{name}-{number}") if number.isdigit() else ():
                words.scroll_visible(animate=False)

    async def on_action_pressed(self, message: Action.Pressed) -> None:
        """Open a link, or do an act."""
        name = message.action.id or ""
        if name.startswith("link-"):
            self.opened(int(name.removeprefix("link-")))
        else:
            await self.run_action(name)


def _widgets(shape: Sequence[tuple[bool, bool]]) -> list[Widget]:
    """The widgets of links, by whether each has a heading and words below."""
    found: list[Widget] = []
    for number, (heading, below) in enumerate(shape):
        found += [Words(classes="label", id=f"heading-{number}")] if heading else []
        found.append(Action(id=f"link-{number}", kind="link"))
        found += [Words(classes="below", id=f"below-{number}")] if below else []
    return found
