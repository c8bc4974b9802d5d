"""Help for the screen in view: its keys, the keys that work everywhere, and the support pages; searchable."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input

from prevent_tui.domain.people import fold
from prevent_tui.i18n import N_
from prevent_tui.screens.base import HouseScreen
from prevent_tui.screens.finding import FindingScreen
from prevent_tui.screens.telling import hanging
from prevent_tui.start_page import SUPPORT_PAGES
from prevent_tui.widgets.action import Action
from prevent_tui.widgets.words import Words

_EVERYWHERE = (
    ("Tab", N_("go to the next thing; Shift+Tab goes back")),
    ("Enter", N_("choose what has the focus (it has arrows and is yellow)")),
    ("Esc", N_("go back")),
    ("F6", N_("go between the text and what can be done with it")),
    ("PgDn, PgUp", N_("read on, or back, a screenful")),
    ("g", N_("glossary: what words mean")),
    ("/", N_("search what the screen shows: a list, or a course and the glossary")),
    ("Ctrl+L", N_("show the same screen in the other language")),
    ("Ctrl+P", N_("list everything this screen can do")),
    ("F1, ?", N_("this help")),
    ("F2", N_("worried about someone: whom to ring")),
    ("Ctrl+Q", N_("leave; everything shown as saved is safe")),
)


class HelpScreen(FindingScreen):
    """Keys and support pages."""

    heading = N_("Help")
    prompt = N_("Search this help")

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "find", show=False),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]

    def __init__(self, about: HouseScreen) -> None:
        super().__init__()
        self._about = about

    def findable(self) -> ComposeResult:
        """The keys, the pages."""
        yield Words(classes="text", id="text")
        for name, _ in SUPPORT_PAGES:
            yield Action(id=f"support-{name}", kind="link")

    def on_mount(self) -> None:
        """The first page has the focus; the field is one key away."""
        super().on_mount()
        self.query_one(f"#support-{SUPPORT_PAGES[0][0]}").focus(scroll_visible=False)

    def useful_keys(self) -> list[tuple[str, str]]:
        """Searching and opening."""
        return [("/", self.tr(N_("Search"))), ("Enter", self.tr(N_("Open")))]

    def show_fitting(self, wanted: str) -> None:
        """Write the keys and pages that fit."""
        here = [(key, what) for key, what in self._about.useful_keys() if wanted in fold(f"{key} {what}")]
        always = [(key, self.tr(what)) for key, what in _EVERYWHERE]
        always = [(key, what) for key, what in always if wanted in fold(f"{key} {what}")]
        parts: list[Content] = []
        for heading, keys in ((N_("On the screen you came from"), here), (N_("Everywhere"), always)):
            if keys:
                parts.append(Content.styled(self.tr(heading), "bold"))
                parts += [self._key(key, what) for key, what in keys]
                parts.append(Content(""))
        parts.append(Content.styled(self.tr(N_("Support pages")), "bold"))
        self.query_one("#text", Words).update(Content("\n").join(parts))
        for name, title in SUPPORT_PAGES:
            link = self.query_one(f"#support-{name}", Action)
            link.show(self.tr(title))
            link.display = wanted in fold(self.tr(title))

    def _key(self, key: str, what: str) -> Content:
        return Content(hanging(f"  {key:<12}", what, self.columns)).stylize("bold", 2, 14)

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Go to the first page that fits."""
        for link in self.query(Action):
            if link.display:
                link.focus()
                return

    def action_find(self) -> None:
        """Search this help."""
        self.query_one("#find", Input).focus()

    def on_action_pressed(self, message: Action.Pressed) -> None:
        """Open a support page."""
        from prevent_tui.screens.support import SupportScreen

        self.app.push_screen(SupportScreen((message.action.id or "").removeprefix("support-")))
