"""Signing in with a payroll number and a password or one-time code, and setting an own password the first time."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input

from prevent_tui.domain.errors import PreventError
from prevent_tui.i18n import N_
from prevent_tui.screens.base import HouseScreen, Wrong
from prevent_tui.widgets.action import Action
from prevent_tui.widgets.area import Area
from prevent_tui.widgets.words import Words

if TYPE_CHECKING:
    from prevent_tui.app import PreventApp
    from prevent_tui.bootstrap import Services
    from prevent_tui.services.access import SignedIn
    from prevent_tui.services.demo_guide import Guide


def terminal_name() -> str:
    """What failures to sign in at this terminal are counted under."""
    try:
        return os.ttyname(sys.__stdin__.fileno()) if sys.__stdin__ else ""
    except OSError:
        return ""


def read_guide(services: Services) -> Guide | None:
    """Whom to be in a demo; None in earnest."""
    from prevent_tui.services.demo_guide import guide

    return guide(services.store)


class FormScreen(HouseScreen):
    """A few fields and a button; Enter in a field goes on to the next, and at the end does the act."""

    fields: tuple[str, ...] = ()

    def on_mount(self) -> None:
        """The first field has the focus."""
        super().on_mount()
        self.query_one(f"#{self.fields[0]}").focus()

    def show_faults(self, faults: Sequence[Wrong]) -> None:
        """Say what is wrong, or that nothing is any more; what was typed is kept."""
        if faults:
            self.refuse(faults)
        else:
            self.accept()

    def refuse(self, lines: Sequence[Wrong], *, heading: str = N_("There is a problem")) -> None:
        """The same words at the top and beside each field."""
        super().refuse(lines, heading=heading)
        self._tell_beside()

    def accept(self) -> None:
        """There is no problem any more, nor at any field."""
        super().accept()
        self._tell_beside()

    def retell(self) -> None:
        """What is wrong with a field is said in the new language too."""
        super().retell()
        self._tell_beside()

    def _tell_beside(self) -> None:
        faults = self._refused[1] if self._refused is not None else ()
        for name in self.fields:
            beside = self.query_one(f"#{name}-error", Words)
            words = next((self.sentence(wrong) for field, wrong in faults if field == name), "")
            beside.update(words)
            beside.display = bool(words)

    def value(self, name: str) -> str:
        """What was typed into a field."""
        return self.query_one(f"#{name}", Input).value

    def field(self, name: str, *, secret: bool = False) -> ComposeResult:
        """A label, room for its error, and the field."""
        yield Words(classes="label", id=f"{name}-label")
        yield Words(classes="error", id=f"{name}-error")
        box = Input(id=name, password=secret, select_on_focus=False)
        box.cursor_blink = False
        yield box

    async def on_input_submitted(self, message: Input.Submitted) -> None:
        """Enter goes to the next field, or does the act in the last one: once, however often it is pressed."""
        if not self.is_current:
            return
        at = self.fields.index(message.input.id or "")
        if at + 1 < len(self.fields) and not self.value(self.fields[at + 1]):
            self.query_one(f"#{self.fields[at + 1]}").focus()
        else:
            await self.act()

    async def act(self) -> None:
        """What the form is for."""


class SignInScreen(FormScreen):
    """Payroll number and password or one-time code; `claiming` is the number of a course to add to the record then."""

    fields = ("payroll", "secret")

    def __init__(self, *, claiming: str = "") -> None:
        super().__init__()
        self._guide: Guide | None = None
        self._claiming = claiming

    def body(self) -> ComposeResult:
        """Two fields, the button, and what to do when it doesn't work."""
        with Area(can_focus=False):
            yield Words(classes="title", id="title")
            yield from self.field("payroll")
            yield from self.field("secret", secret=True)
            yield Words(classes="quiet-text", id="trouble")
            yield Words(classes="quiet-text", id="demo")
        with Horizontal(classes="acts"):
            yield Action(id="sign-in")
            yield Action(id="register", kind="quiet")

    def say(self) -> None:
        """Write the form."""
        self.query_one("#title", Words).update(self.tr(N_("Sign in")))
        self.query_one("#payroll-label", Words).update(self.tr(N_("Payroll number")))
        self.query_one("#secret-label", Words).update(self.tr(N_("Password, or your one-time code the first time")))
        self.query_one("#sign-in", Action).show(self.tr(N_("Sign in")))
        self.query_one("#register", Action).show(self.tr(N_("I have a registration key")))
        contact = self.house.settings.contact
        message = (
            self.tr(N_("Trouble signing in? Ask %(contact)s for a new one-time code."), contact=contact)
            if contact
            else self.tr(
                N_(
                    "Trouble signing in? Ask your manager who looks after this program: they can "
                    "issue a new one-time code."
                )
            )
        )
        self.query_one("#trouble", Words).update(message)
        self.query_one("#demo", Words).update(self._demo())

    def _demo(self) -> str:
        guide = self._guide
        if guide is None:
            return ""
        return "\n" + self.tr(
            N_(
                "This is a demo. Sign in as %(learner)s (a learner) or %(manager)s (a manager) "
                "with the password %(password)s."
            ),
            learner=guide.learner,
            manager=guide.manager,
            password=guide.password,
        )

    def on_screen_resume(self) -> None:
        """In a demo, say whom to sign in as."""
        self.run_worker(self._look_for_demo(), exclusive=True)

    async def _look_for_demo(self) -> None:
        with contextlib.suppress(PreventError):  # signing in will meet the same failure and say it
            self._guide = await self.house.desk.run(read_guide)
        if self._guide is not None:
            self.query_one("#demo", Words).update(self._demo())

    def useful_keys(self) -> list[tuple[str, str]]:
        """How to go on."""
        return [("Enter", self.tr(N_("Sign in"))), ("Tab", self.tr(N_("Next field")))]

    async def on_action_pressed(self, message: Action.Pressed) -> None:
        """Sign in; governors open their account first."""
        if message.action.id == "register":
            from prevent_tui.screens.registration import KeyScreen

            self.app.push_screen(KeyScreen())
        else:
            await self.act()

    async def act(self) -> None:
        """Check what was typed, then ask."""
        faults: list[Wrong] = []
        if not self.value("payroll").strip():
            faults.append(("payroll", N_("Enter your payroll number")))
        if not self.value("secret"):
            faults.append(("secret", N_("Enter your password or one-time code")))
        self.show_faults(faults)
        if faults:
            return
        payroll, secret, terminal = self.value("payroll"), self.value("secret"), terminal_name()
        try:
            found = await self.house.desk.run(
                lambda services: services.access.sign_in(payroll, secret, terminal=terminal)
            )
        except PreventError as problem:
            field = "payroll" if problem.code == "details_do_not_match" else ""
            self.show_faults([(field, problem)])
            return
        await self._enter(found)

    async def _enter(self, found: SignedIn) -> None:
        self.house.signed_in = found
        await self.house.greet(found.language)
        if found.must_set_password:
            self.app.switch_screen(PasswordScreen(claiming=self._claiming))
        else:
            _go_home(self.house, self._claiming)


def _go_home(app: PreventApp, claiming: str) -> None:
    """My learning; above it the claim of a course, where one is to be added."""
    from prevent_tui.screens.home import HomeScreen

    app.switch_screen(HomeScreen())
    if claiming:
        from prevent_tui.screens.claim import ClaimScreen

        app.push_screen(ClaimScreen(claiming))


class PasswordScreen(FormScreen):
    """Setting an own password after a one-time code."""

    fields = ("password", "again")

    def __init__(self, *, claiming: str = "") -> None:
        super().__init__()
        self._claiming = claiming

    def body(self) -> ComposeResult:
        """The rule, two fields, the button."""
        with Area(can_focus=False):
            yield Words(classes="title", id="title")
            yield Words(classes="text", id="rule")
            yield from self.field("password", secret=True)
            yield from self.field("again", secret=True)
        with Horizontal(classes="acts"):
            yield Action(id="set-password")

    def say(self) -> None:
        """Write the form."""
        self.query_one("#title", Words).update(self.tr(N_("Set your password")))
        self.query_one("#rule", Words).update(
            self.tr(
                N_(
                    "Use 12 characters or more. Three or four words that mean something only to you "
                    "work well. You can paste it."
                )
            )
            + "\n"
        )
        self.query_one("#password-label", Words).update(self.tr(N_("New password")))
        self.query_one("#again-label", Words).update(self.tr(N_("The same password again")))
        self.query_one("#set-password", Action).show(self.tr(N_("Set password and sign in")))

    def useful_keys(self) -> list[tuple[str, str]]:
        """How to go on."""
        return [("Enter", self.tr(N_("Set password"))), ("Tab", self.tr(N_("Next field")))]

    async def on_action_pressed(self, message: Action.Pressed) -> None:
        """The button sets the password."""
        await self.act()

    async def act(self) -> None:
        """Check both fields, set the password, go on to My learning."""
        signed_in, password = self.house.signed_in, self.value("password")
        if signed_in is None:
            return
        if password != self.value("again"):
            self.show_faults([("again", PreventError("passwords_differ"))])
            return
        with self.explaining("password"):
            await self.house.desk.run(lambda services: services.access.set_password(signed_in.actor, password))
            _go_home(self.house, self._claiming)

    def action_leave(self) -> None:
        """Leaving without a password signs out; the code can be used again."""
        self.house.signed_in = None
        super().action_leave()
