"""An administrator's home: what needs attention, in words, and what there is to do."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from prevent_tui import wording
from prevent_tui.domain.london import LONDON
from prevent_tui.i18n import N_
from prevent_tui.screens.base import HouseScreen
from prevent_tui.screens.links import Link, LinkListScreen

if TYPE_CHECKING:
    import datetime as dt

    from prevent_tui.bootstrap import Services
    from prevent_tui.i18n import Translator
    from prevent_tui.services.access import Actor
    from prevent_tui.services.attention import Attention

TITLE = N_("Administration")

OLD_LIST = 31
"""A staff list that came longer ago than this, in days, needs attention."""

_TASKS = {
    "suspensions": N_("Suspend an option, or let it run again"),
    "absence": N_("Record a long leave"),
    "stand_ins": N_("Stand-ins for managers"),
    "accounts": N_("Accounts and one-time codes"),
    "policy": N_("Policy: how long a completion lasts"),
    "staff": N_("Import a staff list"),
    "completions": N_("Import training records"),
    "everyone": N_("Everyone: the whole organisation's list"),
    "audit": N_("Audit log: what was changed, and by whom"),
}


class AdministrationScreen(LinkListScreen):
    """Lines that need attention lead to where they are dealt with; the tasks stand below them."""

    title_words = TITLE

    def read(self, services: Services, actor: Actor) -> Attention:
        """What waits today."""
        return services.administering.attention(actor)

    def links(self) -> list[Link]:
        """What waits first, if anything does; then what there is to do."""
        waiting = [words for _, words in attention(self.t, self.found)]
        first, second = self.tr(N_("Needs attention")), self.tr(N_("What you can do"))
        found = [Link(words, heading="" if number else first) for number, words in enumerate(waiting)]
        tasks = [self.tr(_TASKS[name]) for name in self._tasks()]
        return found + [Link(words, heading="" if number else second) for number, words in enumerate(tasks)]

    def intro(self) -> str:
        """What is to be known beside the lines."""
        told = self.found
        lines = [] if attention(self.t, told) else [self.tr(N_("Nothing needs your attention today."))]
        if told.stale_welsh:
            lines.append(
                self.t.ngettext(
                    "%(number)s Welsh text is older than its English. Command: prevent-tui content check",
                    "%(number)s Welsh texts are older than their English. Command: prevent-tui content check",
                    told.stale_welsh,
                )
            )
        return "\n".join(lines)

    def opened(self, number: int) -> None:
        """Go to where it is dealt with."""
        names = [name for name, _ in attention(self.t, self.found)] + self._tasks()
        self.app.push_screen(screen_of(names[number]))

    def _tasks(self) -> list[str]:
        """What can be done here: no files are read at a terminal that everybody uses."""
        kiosk = getattr(self.house.settings, "kiosk", False)
        return [name for name in _TASKS if not (kiosk and name in ("staff", "completions"))]


def screen_of(name: str) -> HouseScreen:
    """The screen where something is dealt with."""
    from prevent_tui.screens import (
        absence,
        accounts,
        audit_log,
        imports,
        pending,
        policy,
        requests,
        stand_ins,
        suspensions,
        teams,
    )

    made: dict[str, Callable[[], HouseScreen]] = {
        "without_manager": teams.without_manager,
        "everyone": teams.everyone,
        "pending": pending.PendingScreen,
        "locked": accounts.AccountsScreen,
        "accounts": accounts.AccountsScreen,
        "requests": requests.UnledRequestsScreen,
        "suspended": suspensions.SuspensionsScreen,
        "suspensions": suspensions.SuspensionsScreen,
        "absence": absence.AbsenceScreen,
        "stand_ins": stand_ins.StandInsScreen,
        "policy": policy.PolicyScreen,
        "old_list": imports.StaffImportScreen,
        "staff": imports.StaffImportScreen,
        "completions": imports.CompletionsImportScreen,
        "audit": audit_log.AuditLogScreen,
    }
    return made[name]()


def attention(t: Translator, found: Attention) -> list[tuple[str, str]]:
    """What waits, as the name of where it is dealt with and a sentence."""
    counted = (
        ("without_manager", found.without_manager, t.ngettext(
            "%(number)s person has no manager, or one who has left",
            "%(number)s people have no manager, or one who has left", found.without_manager)),
        ("pending", found.pending, t.ngettext(
            "%(number)s payroll number has records and is nobody's yet",
            "%(number)s payroll numbers have records and are nobody's yet", found.pending)),
        ("requests", found.requests, t.ngettext(
            "%(number)s request for a toolbox talk has no manager to plan it",
            "%(number)s requests for a toolbox talk have no manager to plan them", found.requests)),
        ("locked", found.locked, t.ngettext(
            "%(number)s account is locked after wrong passwords",
            "%(number)s accounts are locked after wrong passwords", found.locked)),
    )  # fmt: skip
    lines = [(name, words) for name, number, words in counted if number]
    lines += [("suspended", _suspended(t, found, option)) for option in _options(found)]
    old = _staff_list(t, found)
    return [*lines, ("old_list", old)] if old else lines


def _options(found: Attention) -> list[str]:
    """The options that are suspended or will be, each once."""
    return list(dict.fromkeys(one.option for one in found.suspended))


def _suspended(t: Translator, found: Attention, option: str) -> str:
    held = next(one for one in found.suspended if one.option == option)
    name = wording.option_name(t, option)
    if held.from_on > found.today:
        return t.tr(N_("Suspended from %(day)s: %(option)s"), option=name, day=t.date(held.from_on))
    if held.until_on is None:
        return t.tr(N_("Suspended until further notice: %(option)s"), option=name)
    return t.tr(N_("Suspended until %(day)s: %(option)s"), option=name, day=t.date(held.until_on))


def _staff_list(t: Translator, found: Attention) -> str:
    """How old the staff list is, where that needs attention."""
    if found.staff_list_at is None:
        return t.tr(N_("No staff list has been imported yet"))
    day: dt.date = found.staff_list_at.astimezone(LONDON).date()
    if (found.today - day).days <= OLD_LIST:
        return ""
    return t.tr(N_("The staff list is of %(day)s"), day=t.date(day))
