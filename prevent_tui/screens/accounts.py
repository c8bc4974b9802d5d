"""Accounts that can't be used, one-time codes, and letting somebody in again."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content

from prevent_tui.domain.errors import PreventError
from prevent_tui.domain.london import LONDON
from prevent_tui.i18n import N_
from prevent_tui.screens.base import HouseScreen
from prevent_tui.screens.links import Link, LinkListScreen
from prevent_tui.screens.talk_forms import TalkForm
from prevent_tui.widgets.action import Action
from prevent_tui.widgets.area import Area
from prevent_tui.widgets.words import Words

if TYPE_CHECKING:
    from prevent_tui.bootstrap import Services
    from prevent_tui.services.access import Actor
    from prevent_tui.services.accounts import Closed
    from prevent_tui.storage.people import Person


class AccountsScreen(LinkListScreen):
    """Whoever can't sign in; choosing one lets them in again."""

    title_words = N_("Accounts and one-time codes")
    acts = (("i", "issue", N_("Issue a one-time code")), ("d", "disable", N_("Disable an account")))

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("i", "issue", show=False),
        Binding("d", "disable", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._opened: Person | None = None

    def read(self, services: Services, actor: Actor) -> tuple[Closed, ...]:
        """Locked and disabled accounts."""
        return services.accounts.closed(actor)

    def intro(self) -> str:
        """What choosing does, and what was done."""
        lines = []
        if self._opened is not None:
            lines.append(self.tr(N_("%(name)s can sign in again."), name=self._opened.name))
        if self.found:
            lines.append(self.tr(N_("These people can't sign in. Choose one to let them in again.")))
        else:
            lines.append(self.tr(N_("No account is locked or disabled.")))
        return "\n".join(lines)

    def links(self) -> list[Link]:
        """Who, and why they can't."""
        return [Link(f"{one.person.name}  {one.person.payroll_number}", below=self._why(one)) for one in self.found]

    def _why(self, one: Closed) -> str:
        if one.locked is None:
            return self.tr(N_("Disabled by an administrator."))
        until = f"{one.locked.until.astimezone(LONDON):%H:%M}"
        return self.t.ngettext(
            "Locked until %(until)s after %(number)s wrong password.",
            "Locked until %(until)s after %(number)s wrong passwords.",
            one.locked.failures,
            until=until,
        )

    def opened(self, number: int) -> None:
        """Let them in again."""
        self.load(partial(self._let_in, self.found[number]))

    async def _let_in(self, one: Closed) -> None:
        actor, payroll = self.actor, one.person.payroll_number

        def work(services: Services) -> Any:
            act = services.accounts.enable if one.locked is None else services.accounts.unlock
            act(actor, payroll)
            return services.accounts.closed(actor)

        self._opened = one.person
        if not await self.do(work):
            self._opened = None
        self.retell()

    def action_issue(self) -> None:
        """A code for somebody."""
        self.app.push_screen(CodeScreen())

    def action_disable(self) -> None:
        """Let nobody sign in to an account."""
        self.app.push_screen(DisableScreen())


class CodeScreen(TalkForm):
    """For whom a one-time code is issued."""

    fields = ("payroll",)
    labels = (N_("Payroll number"),)
    title_words = N_("Issue a one-time code")
    act_words = N_("Issue the code")
    codes: ClassVar[dict[str, str]] = {"unknown_person": "payroll"}

    def __init__(self, payroll_number: str = "") -> None:
        super().__init__()
        self._payroll_number = payroll_number

    def on_mount(self) -> None:
        """A number that is known is in the field."""
        super().on_mount()
        if self._payroll_number:
            from textual.widgets import Input

            self.query_one("#payroll", Input).value = self._payroll_number

    def remark(self) -> str:
        """What a code is for."""
        return self.tr(N_("With it they sign in once and set a password. An earlier code stops working."))

    async def act(self) -> None:
        """Issue it and show it."""
        number = self.value("payroll").strip()
        if not number:
            self.show_faults([("payroll", PreventError("number_missing"))])
            return

        def work(services: Services) -> tuple[str, str]:
            name = services.standing.status_by_payroll(self.actor, number, as_at=services.clock.today()).person.name
            return name, services.admin.issue_codes(self.actor, [number])[number]

        found = await self.ask(work)
        if found is not None:
            self.app.switch_screen(IssuedScreen(*found))


class IssuedScreen(HouseScreen):
    """The code, shown this once."""

    def __init__(self, name: str, code: str) -> None:
        super().__init__()
        self._whose = name
        self._code = code

    def body(self) -> ComposeResult:
        """Whose it is, the code, and what to do with it."""
        with Area(can_focus=False):
            yield Words(classes="title", id="title")
            yield Words(classes="number", id="number")
            yield Words(classes="text", id="mind")
        with Horizontal(classes="acts"):
            yield Action(id="done")

    def on_mount(self) -> None:
        """The way on has the focus."""
        super().on_mount()
        self.query_one("#done").focus()

    def say(self) -> None:
        """Write the page."""
        self.query_one("#title", Words).update(Content(self.tr(N_("One-time code for %(name)s"), name=self._whose)))
        self.query_one("#number", Words).update(Content(self._code))
        mind = N_("Give it to this person alone. It works once, within 14 days, and can't be shown again.")
        self.query_one("#mind", Words).update(self.tr(mind))
        self.query_one("#done", Action).show(self.tr(N_("Done")))

    def useful_keys(self) -> list[tuple[str, str]]:
        """How to go on."""
        return [("Enter", self.tr(N_("Done")))]

    def on_action_pressed(self, message: Action.Pressed) -> None:
        """Go back; the code is forgotten here."""
        self.action_leave()


class DisableScreen(TalkForm):
    """Whose account is disabled."""

    fields = ("payroll",)
    labels = (N_("Payroll number"),)
    title_words = N_("Disable an account")
    act_words = N_("Disable the account")
    codes: ClassVar[dict[str, str]] = {
        "unknown_person": "payroll",
        "no_account": "payroll",
        "last_administrator": "payroll",
    }

    def remark(self) -> str:
        """What it does."""
        return self.tr(N_("Nobody can sign in to it until an administrator opens it again. Their records stay."))

    async def act(self) -> None:
        """Disable it, then go back to the list."""
        number = self.value("payroll").strip()
        if not number:
            self.show_faults([("payroll", PreventError("number_missing"))])
        elif await self.ask(lambda services: services.accounts.disable(self.actor, number)) is not None:
            self.action_leave()
