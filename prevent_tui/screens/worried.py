"""Worried about someone: whom to ring, one key from everywhere."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.content import Content

from prevent_tui.i18n import N_
from prevent_tui.screens.base import HouseScreen
from prevent_tui.widgets.area import Area
from prevent_tui.widgets.words import Words

_LINES = (
    (N_("Immediate danger, or a crime about to happen"), N_("Ring 999. By text relay, dial 18000.")),
    (N_("At work, in a sector under the Prevent duty"), N_("Tell your safeguarding lead or Prevent lead. That is your route, not the public line.")),  # noqa: E501
    (N_("A relative, a friend or somebody in your community"), N_("Ring the national police Prevent advice line on 0800 011 3764, from 9am to 5pm every day. You need not give your name. You can also contact your local council.")),  # noqa: E501
    (N_("Not an emergency"), N_("Ring 101. If you are deaf, hard of hearing or have a speech impairment, use the text relay on 18001 101.")),  # noqa: E501
    (N_("Something suspicious that may be terrorism"), N_("Ring the Anti-Terrorist Hotline on 0800 789 321, day or night.")),  # noqa: E501
    (N_("Material online that promotes terrorism or extremism"), N_("Report it at gov.uk/report-terrorism. Don't copy it or send it on.")),  # noqa: E501
)  # fmt: skip


class WorriedScreen(HouseScreen):
    """The lines to ring."""

    def body(self) -> ComposeResult:
        """A text to read."""
        with Area():
            yield Words(classes="title", id="title")
            yield Words(classes="text", id="text")

    def on_mount(self) -> None:
        """The text has the focus, so that it scrolls."""
        super().on_mount()
        self.query_one(Area).focus()

    def useful_keys(self) -> list[tuple[str, str]]:
        """How to read on."""
        return [("↑↓", self.tr(N_("Scroll")))]

    def say(self) -> None:
        """Write the lines."""
        self.query_one("#title", Words).update(self.tr(N_("Worried about someone?")))
        parts = [Content.assemble((self.tr(when) + "\n", "bold"), self.tr(do) + "\n") for when, do in _LINES]
        self.query_one("#text", Words).update(Content("\n").join(parts))
