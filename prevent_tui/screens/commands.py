"""Everything the screen in view can do, found by typing part of its name."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Input

from prevent_tui.domain.people import fold
from prevent_tui.i18n import N_
from prevent_tui.screens.base import LINK_KEYS, HouseScreen
from prevent_tui.widgets.action import Action
from prevent_tui.widgets.area import Area
from prevent_tui.widgets.words import Words

if TYPE_CHECKING:
    from prevent_tui.services.access import SignedIn

_EVERYWHERE = (
    ("switch_language", N_("Show this screen in the other language")),
    ("help", N_("Help for this screen")),
    ("glossary", N_("Glossary: what words mean")),
    ("worried", N_("Worried about someone: whom to ring")),
    ("leave_program", N_("Leave the program")),
)


def _for(signed_in: SignedIn | None) -> tuple[tuple[str, str], ...]:
    """What somebody who is signed in may open from anywhere."""
    if signed_in is None:
        return ()
    offered = [("recorded", N_("The recorded webinar")), ("sessions", N_("Webinars and workshops"))]
    if signed_in.leads:
        offered.append(("training", N_("Sessions you lead")))
    if signed_in.actor.is_anyone:
        offered.append(("administration", N_("Administration: what needs attention, and what to do")))
        offered.append(("everyone", N_("Everyone: the whole organisation's list")))
        offered.append(("without_manager", N_("People without a manager, or whose manager has left")))
    if signed_in.manages or signed_in.actor.is_anyone:
        offered.append(("teams", N_("Teams: my own, and those I stand in for")))
        offered.append(("talks", N_("Toolbox talks: plan, present, register")))
    offered.append(("follow_talk", N_("Follow the slides of a talk")))
    return (*offered, ("alone", N_("Watch the toolbox talk on your own")))


class CommandsScreen(HouseScreen):
    """A field, and what fits it."""

    BINDINGS: ClassVar[list[BindingType]] = [*LINK_KEYS]

    def __init__(self, about: HouseScreen) -> None:
        super().__init__()
        self._about = about
        self._always = (*_for(about.house.signed_in), *_EVERYWHERE)
        said = {"", *(about.tr(words) for _, words in self._always)}  # each thing once
        self._actions = [action for action in about.query(Action) if action.display and action.label not in said]
        self._also = [one for one in about.also if about.check_action(one[0], ())]

    def body(self) -> ComposeResult:
        """The screen's own actions, then what works everywhere."""
        yield Words(classes="title", id="title")
        box = Input(id="find", select_on_focus=False)
        box.cursor_blink = False
        yield box
        with Area(can_focus=False):
            for number in range(len(self._actions)):
                yield Action(id=f"own-{number}", kind="link")
            for number in range(len(self._also)):
                yield Action(id=f"also-{number}", kind="link")
            for name, _ in self._always:
                yield Action(id=f"always-{name}", kind="link")

    def on_mount(self) -> None:
        """Typing begins at once."""
        super().on_mount()
        self.query_one("#find").focus()

    def useful_keys(self) -> list[tuple[str, str]]:
        """Choosing."""
        return [("↑↓", self.tr(N_("Move"))), ("Enter", self.tr(N_("Choose")))]

    def say(self) -> None:
        """Write what fits what is typed."""
        wanted = fold(self.query_one("#find", Input).value)
        self.query_one("#title", Words).update(self.tr(N_("What can be done here")))
        self.query_one("#find", Input).placeholder = self.tr(N_("Part of its name"))
        for number, action in enumerate(self._actions):
            self._tell(f"#own-{number}", action.label, wanted)
        for number, (_, words) in enumerate(self._also):
            self._tell(f"#also-{number}", self.tr(words), wanted)
        for name, words in self._always:
            self._tell(f"#always-{name}", self.tr(words), wanted)

    def _tell(self, selector: str, words: str, wanted: str) -> None:
        link = self.query_one(selector, Action)
        link.show(words)
        link.display = wanted in fold(words)

    def on_input_changed(self, message: Input.Changed) -> None:
        """Show what fits so far."""
        self.say()

    async def on_input_submitted(self, message: Input.Submitted) -> None:
        """Do the first that fits."""
        for link in self.query(Action):
            if link.display:
                await self._do(link)
                return

    async def on_action_pressed(self, message: Action.Pressed) -> None:
        """Do it."""
        await self._do(message.action)

    async def _do(self, link: Action) -> None:
        name = link.id or ""
        self.app.pop_screen()
        if name.startswith("own-"):
            self._actions[int(name.removeprefix("own-"))].action_press()
            return
        if name.startswith("also-"):
            await self._about.run_action(self._also[int(name.removeprefix("also-"))][0])
            return
        act: Callable[[], Awaitable[None] | None] = getattr(self.house, f"action_{name.removeprefix('always-')}")
        outcome = act()
        if outcome is not None:
            await outcome
