"""Adding a course that was taken without an account to one's own training record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input

from prevent_tui import wording
from prevent_tui.i18n import N_
from prevent_tui.screens.sign_in import FormScreen, terminal_name
from prevent_tui.widgets.action import Action
from prevent_tui.widgets.area import Area
from prevent_tui.widgets.words import Words

if TYPE_CHECKING:
    from prevent_tui.services.guests import Claim


class ClaimScreen(FormScreen):
    """The reference number of the course; then what it brought."""

    fields = ("reference",)

    def __init__(self, reference: str = "") -> None:
        super().__init__()
        self._reference = reference
        self._claim: Claim | None = None

    def body(self) -> ComposeResult:
        """What it does, the field, the button."""
        with Area(can_focus=False):
            yield Words(classes="title", id="title")
            yield Words(classes="text", id="text")
            yield from self.field("reference")
        with Horizontal(classes="acts"):
            yield Action(id="add")

    def on_mount(self) -> None:
        """A number that came along stands in the field."""
        super().on_mount()
        self.query_one("#reference", Input).value = self._reference

    def say(self) -> None:
        """Write the form, or what came of it."""
        claim = self._claim
        for name in ("reference-label", "reference"):
            self.query_one(f"#{name}").display = claim is None
        self.query_one("#reference-label", Words).update(self.tr(N_("Reference number")))
        if claim is None:
            title, text = N_("Add a course you took without an account"), self._before()
            button = N_("Add to my record")
        else:
            title, text, button = N_("Added to your training record"), self._after(claim), N_("Back to My learning")
        self.query_one("#title", Words).update(self.tr(title))
        self.query_one("#text", Words).update(text)
        self.query_one("#add", Action).show(self.tr(button))

    def _before(self) -> Content:
        told = N_(
            "What was completed goes on your training record, and a course that was begun goes on under your name. "
            "It can be done once, and not undone."
        )
        return Content(self.tr(told) + "\n")

    def _after(self, claim: Claim) -> Content:
        lines = [
            Content(f"{self.t.date(one.completed_on)}  {wording.option_name(self.t, one.option)}")
            for one in claim.completions
        ]
        told = N_("My learning shows what counts. Sign in with your payroll number from now on; the reference number "
                  "is no longer needed.")  # fmt: skip
        return Content("\n").join([*lines, *([Content("")] if lines else []), Content(self.tr(told))])

    def useful_keys(self) -> list[tuple[str, str]]:
        """How to go on."""
        return [("Enter", self.tr(N_("Choose"))), ("Tab", self.tr(N_("Next")))]

    async def on_action_pressed(self, message: Action.Pressed) -> None:
        """Add the course; afterwards, go back."""
        if self._claim is None:
            await self.act()
        else:
            self.action_leave()

    async def act(self) -> None:
        """Ask for the claim and say what came of it."""
        signed_in, reference, terminal = self.house.signed_in, self.value("reference"), terminal_name()
        if signed_in is None:
            return
        if not reference.strip():
            self.show_faults([("reference", N_("Enter the reference number"))])
            return
        with self.explaining("reference"):
            self._claim = await self.house.desk.run(
                lambda services: services.guests.claim(signed_in.actor, reference, terminal=terminal)
            )
            self.show_faults([])
            self.retell()
            self.query_one("#add").focus()
