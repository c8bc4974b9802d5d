"""Bringing a file in: its path is typed, what it changes is shown, and only then it is applied."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content

from prevent_tui import faults, import_words
from prevent_tui.domain.errors import Fault
from prevent_tui.i18n import N_, Translator
from prevent_tui.screens import telling
from prevent_tui.screens.base import HouseScreen
from prevent_tui.screens.talk_forms import TalkForm
from prevent_tui.widgets.action import Action
from prevent_tui.widgets.rows import Rows
from prevent_tui.widgets.words import Words

if TYPE_CHECKING:
    from prevent_tui.bootstrap import Services
    from prevent_tui.domain.intake import Change, StaffPlan
    from prevent_tui.domain.people import StaffRow
    from prevent_tui.services.access import Actor
    from prevent_tui.services.admin import CompletionsReport

_LEAVERS = "too_many_leavers"
_WAITS = N_("%(number)s is nobody's yet: its records wait")


@dataclass(frozen=True, slots=True)
class Brought:
    """What a file does, in a language: a line that counts, and the lines of the list; `apply` does it."""

    title: str
    done: str
    act: str
    counts: Callable[[Translator], str]
    lines: Callable[[Translator], Sequence[str]]
    apply: Callable[[Services, Actor], Any] | None = None


class ImportScreen(TalkForm):
    """Which file; what it does is shown on the next page."""

    fields = ("file",)
    labels = (N_("Path of the file on the computer where this program runs"),)
    act_words = N_("Look at it first")
    codes: ClassVar[dict[str, str]] = {"cannot_read": "file"}

    def dry_run(self, services: Services, file: Path) -> Brought:
        """What the file would do, read on the services' thread."""
        raise NotImplementedError

    def remark(self) -> str:
        """Nothing happens yet."""
        return self.tr(N_("Nothing is changed before you have seen what the file does."))

    async def act(self) -> None:
        """Show what it does, or its faults."""
        text = self.value("file").strip()
        if not text:
            self.show_faults([("file", N_("Enter the path of a file"))])
            return
        brought = await self.ask(lambda services: self._brought(services, Path(text).expanduser()))
        if brought is not None:
            self.app.push_screen(BroughtScreen(brought))

    def _brought(self, services: Services, file: Path) -> Brought:
        from prevent_tui.services.admin import FileRefused

        try:
            return self.dry_run(services, file)
        except FileRefused as refused:
            if [one.code for one in refused.faults] == [_LEAVERS]:
                return self.with_leavers(services, file, refused.faults)
            return _refused(refused.faults)

    def with_leavers(self, services: Services, file: Path, found: Sequence[Fault]) -> Brought:
        """What is shown where the only fault is that many would leave."""
        return _refused(found)


class StaffImportScreen(ImportScreen):
    """A whole staff list."""

    title_words = N_("Import a staff list")

    def dry_run(self, services: Services, file: Path, *, allow_leavers: bool = False) -> Brought:
        """Who is added, changed and leaves."""
        plan = services.admin.import_staff(self.actor, file, dry_run=True, allow_leavers=allow_leavers)
        return Brought(
            title=N_("What this staff list changes"),
            done=N_("The staff list was imported"),
            act=N_("Import it"),
            counts=lambda t: _plan_counts(t, plan, warn=allow_leavers),
            lines=lambda t: _plan_lines(t, plan),
            apply=lambda services, actor: services.admin.import_staff(
                actor, file, allow_leavers=allow_leavers, shown=plan
            ),
        )

    def with_leavers(self, services: Services, file: Path, found: Sequence[Fault]) -> Brought:
        """Many leavers are said, and shown among the changes."""
        return self.dry_run(services, file, allow_leavers=True)


class CompletionsImportScreen(ImportScreen):
    """Training records."""

    title_words = N_("Import training records")

    def dry_run(self, services: Services, file: Path) -> Brought:
        """How many are new, and which numbers nobody has."""
        report = services.admin.import_completions(self.actor, file, dry_run=True)
        return Brought(
            title=N_("What these training records change"),
            done=N_("The training records were imported"),
            act=N_("Import them"),
            counts=lambda t: "   ".join(import_words.completion_counts(t, report)),
            lines=lambda t: _pending_lines(t, report),
            apply=lambda services, actor: services.admin.import_completions(actor, file, shown=report),
        )


def _refused(found: Sequence[Fault]) -> Brought:
    return Brought(
        title=N_("Nothing was applied: the file has faults."),
        done="",
        act="",
        counts=lambda t: t.ngettext("%(number)s fault", "%(number)s faults", len(found)),
        lines=lambda t: [f"- {faults.line(t, one)}" for one in found],
    )


def _plan_counts(t: Translator, plan: StaffPlan, *, warn: bool) -> str:
    told = "   ".join(import_words.staff_counts(t, plan))
    if not warn:
        return told
    many = t.tr(N_("More than one in twenty would leave. Look at the list before you import it."))
    return f"{told}\n{many}"


def _plan_lines(t: Translator, plan: StaffPlan) -> list[str]:
    leaves, back = t.tr(N_("leaves")), t.tr(N_("came back"))
    lines = [f"! {line}" for line in import_words.sessions_touched(t, plan)]
    lines += [f"- {_person(row)}: {leaves}" for row in plan.left]
    lines += [f"+ {_person(row)}" for row in plan.added]
    lines += [f"+ {_person(one.after)}: {back}" for one in plan.returned]
    return lines + [f"~ {_person(one.after)}: {_changes(one)}" for one in plan.changed]


def _person(row: StaffRow) -> str:
    return f"{row.payroll_number} {row.given_name} {row.family_name}"


def _changes(change: Change) -> str:
    """The columns that differ, called as in the file."""
    pairs = ((f.name, getattr(change.before, f.name), getattr(change.after, f.name)) for f in fields(change.after))
    return ", ".join(f"{name} {_text(was)} → {_text(now)}" for name, was, now in pairs if was != now)


def _text(value: object) -> str:
    if value is None:
        return "–"
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def _pending_lines(t: Translator, report: CompletionsReport) -> list[str]:
    return [f"- {t.tr(_WAITS, number=number)}" for number in report.pending]


class BroughtScreen(HouseScreen):
    """What a file does, line by line, and the button that applies it; or its faults."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("a", "apply", show=False)]

    def __init__(self, brought: Brought) -> None:
        super().__init__()
        self._brought = brought
        self._done = False
        self._busy = False

    def body(self) -> ComposeResult:
        """Title, counts, the lines, the button."""
        yield Words(classes="title", id="title")
        yield Words(classes="text", id="counts")
        yield Rows[str](_draw)
        with Horizontal(classes="acts"):
            yield Action(id="apply")

    def on_mount(self) -> None:
        """The lines have the focus, where there are any."""
        super().on_mount()
        rows = self.query_one(Rows)
        (rows if rows.rows or self._brought.apply is None else self.query_one("#apply")).focus()

    def say(self) -> None:
        """Write what the file does."""
        brought, rows = self._brought, self.query_one(Rows)
        self.query_one("#title", Words).update(self.tr(brought.done if self._done else brought.title))
        self.query_one("#counts", Words).update(Content(brought.counts(self.t) + "\n"))
        width = self.app.size.width - 6
        lines = [telling.hanging(line[:2], line[2:], width).split("\n") for line in brought.lines(self.t)]
        rows.fill([part for line in lines for part in line], at=rows.at)
        rows.can_focus = bool(rows.rows)
        button = self.query_one("#apply", Action)
        button.show(self.tr(brought.act) if brought.act else "")
        button.display = self._may

    def on_resize(self) -> None:
        """Lines are broken where they end."""
        self.say()

    def action_leave(self) -> None:
        """Go back: to the path, or, where it is done, to what was before it."""
        if self._done:
            self.app.pop_screen()
        super().action_leave()

    @property
    def _may(self) -> bool:
        return self._brought.apply is not None and not self._done

    def useful_keys(self) -> list[tuple[str, str]]:
        """Moving, and applying."""
        apply = [("a", self.tr(self._brought.act))] if self._may else []
        return [*apply, ("↑↓", self.tr(N_("Move")))]

    async def on_action_pressed(self, message: Action.Pressed) -> None:
        """The button applies it."""
        await self.action_apply()

    async def action_apply(self) -> None:
        """Apply what was shown, once."""
        signed_in, apply = self.house.signed_in, self._brought.apply
        if signed_in is None or apply is None or self._done or self._busy:
            return
        self._busy = True
        with self.explaining():
            await self.house.desk.run(lambda services: apply(services, signed_in.actor))
            self._done = True
            self.accept()
            self.retell()
            self.query_one(Rows).focus()
        self._busy = False


def _draw(line: str, width: int, here: bool) -> list[Content]:
    return [Content.styled(f"► {line}".ljust(width), "$focus-text on $focus bold") if here else Content(f"  {line}")]
