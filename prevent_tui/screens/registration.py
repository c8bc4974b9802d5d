"""A governor opens an account: the registration key, then a name and a password."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal

from prevent_tui.domain.errors import PreventError
from prevent_tui.i18n import N_
from prevent_tui.screens.base import Wrong
from prevent_tui.screens.sign_in import FormScreen, terminal_name
from prevent_tui.screens.write_down import OwnNumberScreen
from prevent_tui.widgets.action import Action
from prevent_tui.widgets.area import Area
from prevent_tui.widgets.words import Words

_ABOUT_THE_PASSWORD = ("password_short", "password_common")


class KeyScreen(FormScreen):
    """The key."""

    fields = ("key",)

    def body(self) -> ComposeResult:
        """What a key is, the field, the button."""
        with Area(can_focus=False):
            yield Words(classes="title", id="title")
            yield Words(classes="text", id="text")
            yield from self.field("key")
        with Horizontal(classes="acts"):
            yield Action(id="continue")

    def say(self) -> None:
        """Write the form."""
        self.query_one("#title", Words).update(self.tr(N_("Open an account with a registration key")))
        told = N_("School governors are sent a registration key by the person who looks after this program. It opens "
                  "one account, once.")  # fmt: skip
        self.query_one("#text", Words).update(self.tr(told) + "\n")
        self.query_one("#key-label", Words).update(self.tr(N_("Registration key")))
        self.query_one("#continue", Action).show(self.tr(N_("Continue")))

    def useful_keys(self) -> list[tuple[str, str]]:
        """How to go on."""
        return [("Enter", self.tr(N_("Continue"))), ("Tab", self.tr(N_("Next field")))]

    async def on_action_pressed(self, message: Action.Pressed) -> None:
        """The button goes on."""
        await self.act()

    async def act(self) -> None:
        """Go on where the key can be used."""
        key, terminal = self.value("key"), terminal_name()
        if not key.strip():
            self.show_faults([("key", N_("Enter your registration key"))])
            return
        with self.explaining("key"):
            await self.house.desk.run(lambda services: services.registration.check_key(key, terminal=terminal))
            self.show_faults([])
            self.app.push_screen(OpenAccountScreen(key))


class OpenAccountScreen(FormScreen):
    """Both names, and a password twice."""

    fields = ("given", "family", "password", "again")

    def __init__(self, key: str) -> None:
        super().__init__()
        self._key = key

    def body(self) -> ComposeResult:
        """The fields and the button."""
        with Area(can_focus=False):
            yield Words(classes="title", id="title")
            yield from self.field("given")
            yield from self.field("family")
            yield from self.field("password", secret=True)
            yield from self.field("again", secret=True)
        with Horizontal(classes="acts"):
            yield Action(id="open")

    def say(self) -> None:
        """Write the form."""
        self.query_one("#title", Words).update(self.tr(N_("Your name and a password")))
        self.query_one("#given-label", Words).update(self.tr(N_("Given name")))
        self.query_one("#family-label", Words).update(self.tr(N_("Family name")))
        self.query_one("#password-label", Words).update(self.tr(N_("New password, 12 characters or more")))
        self.query_one("#again-label", Words).update(self.tr(N_("The same password again")))
        self.query_one("#open", Action).show(self.tr(N_("Open my account")))

    def useful_keys(self) -> list[tuple[str, str]]:
        """How to go on."""
        return [("Enter", self.tr(N_("Continue"))), ("Tab", self.tr(N_("Next field")))]

    async def on_action_pressed(self, message: Action.Pressed) -> None:
        """The button opens the account."""
        await self.act()

    async def act(self) -> None:
        """Check what was typed, open the account, show its number."""
        given, family, password = self.value("given"), self.value("family"), self.value("password")
        faults: list[Wrong] = []
        if not given.strip():
            faults.append(("given", N_("Enter your given name")))
        if not family.strip():
            faults.append(("family", N_("Enter your family name")))
        if password != self.value("again"):
            faults.append(("again", PreventError("passwords_differ")))
        self.show_faults(faults)
        if faults:
            return
        key, terminal = self._key, terminal_name()
        try:
            self.house.signed_in = await self.house.desk.run(
                lambda services: services.registration.open_account(key, given, family, password, terminal=terminal)
            )
        except PreventError as problem:
            field = "password" if problem.code in _ABOUT_THE_PASSWORD else "given"
            self.show_faults([(field, problem)])
            return
        self.app.switch_screen(OwnNumberScreen())
