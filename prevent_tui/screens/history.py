"""What somebody has completed: what counted, what was practice, and why; with the certificates."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from prevent_tui import wording
from prevent_tui.i18n import N_
from prevent_tui.screens import telling
from prevent_tui.screens.base import LINK_KEYS, HouseScreen
from prevent_tui.widgets.action import Action
from prevent_tui.widgets.area import Area
from prevent_tui.widgets.words import Words

if TYPE_CHECKING:
    from prevent_tui.domain.certification import Judged
    from prevent_tui.services.standing import Status


class HistoryScreen(HouseScreen):
    """One's own completions, the latest first; one that counted leads to its certificate."""

    BINDINGS: ClassVar[list[BindingType]] = [*LINK_KEYS]

    def __init__(self, status: Status) -> None:
        super().__init__()
        self._status = status
        self._latest = tuple(reversed(status.explanation.judged))

    def body(self) -> ComposeResult:
        """A few lines for each, with a link below where there is a certificate."""
        with Area(can_focus=not any(one.counts for one in self._latest)):
            yield Words(classes="title", id="title")
            yield Words(classes="text", id="none")
            for number, one in enumerate(self._latest):
                yield Words(classes="text", id=f"about-{number}")
                if one.counts:
                    yield Action(id=f"certificate-{number}", kind="link")

    def on_mount(self) -> None:
        """The latest certificate has the focus, or the text."""
        super().on_mount()
        links = self.query(Action)
        (links.first() if links else self.query_one(Area)).focus()

    def useful_keys(self) -> list[tuple[str, str]]:
        """How to read on and open a certificate."""
        if self.query(Action):
            return [("Enter", self.tr(N_("Certificate"))), ("↑↓", self.tr(N_("Move")))]
        return [("↑↓", self.tr(N_("Scroll")))]

    def say(self) -> None:
        """Write the completions."""
        self.query_one("#title", Words).update(self.tr(N_("What you have completed")))
        self.query_one("#none", Words).update(self.tr(N_("Nothing yet.")))
        self.query_one("#none").display = not self._latest
        for number, one in enumerate(self._latest):
            self.query_one(f"#about-{number}", Words).update(self._told(number, one))
            for link in self.query(f"#certificate-{number}").results(Action):
                link.show(
                    self.tr(N_("Certificate: %(option)s"), option=wording.option_name(self.t, one.completion.option))
                )

    def _told(self, number: int, one: Judged) -> Content:
        lines = telling.completion(self.t, one, self._status.policy, self.columns)
        return Content("\n").join([*([Content("")] if number else []), *lines])

    def on_action_pressed(self, message: Action.Pressed) -> None:
        """Open a certificate."""
        from prevent_tui.screens.certificate import CertificateScreen

        one = self._latest[int((message.action.id or "").removeprefix("certificate-"))]
        self.app.push_screen(CertificateScreen(one.completion.id))
