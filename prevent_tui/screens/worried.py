"""Worried about someone: whom to ring, one key from everywhere."""

from __future__ import annotations

from prevent_tui.i18n import N_
from prevent_tui.screens.text import TextScreen

_LINES = (
    (N_("Immediate danger, or a crime about to happen"), N_("Ring 999. By text relay, dial 18000.")),
    (N_("At work, in a sector under the Prevent duty"), N_("Tell your safeguarding lead or Prevent lead. That is your route, not the public line.")),  # noqa: E501
    (N_("A relative, a friend or somebody in your community"), N_("Ring the national police Prevent advice line on 0800 011 3764, from 9am to 5pm every day; at other times counter-terrorism officers answer. You need not give your name. You can also contact your local council.")),  # noqa: E501
    (N_("Not an emergency"), N_("Ring 101. If you are deaf, hard of hearing or have a speech impairment, use the text relay on 18001 101.")),  # noqa: E501
    (N_("Something suspicious that may be terrorism"), N_("Ring the Anti-Terrorist Hotline on 0800 789 321, day or night.")),  # noqa: E501
    (N_("Material online that promotes terrorism or extremism"), N_("Report it at gov.uk/report-terrorism. Don't copy it or send it on.")),  # noqa: E501
)  # fmt: skip


class WorriedScreen(TextScreen):
    """The lines to ring."""

    def say(self) -> None:
        """Write the lines."""
        self.tell(self.tr(N_("Worried about someone?")), [(self.tr(when), self.tr(do)) for when, do in _LINES])
