"""Drafting reminders: what would be written first, then the files; a person looks at them and sends them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content

from prevent_tui import paths
from prevent_tui.domain.errors import PreventError
from prevent_tui.i18n import N_
from prevent_tui.screens.base import HouseScreen
from prevent_tui.screens.long_act import LongAct
from prevent_tui.widgets.action import Action
from prevent_tui.widgets.area import Area
from prevent_tui.widgets.words import Words

if TYPE_CHECKING:
    from prevent_tui.services.reminders import Preview, Written
    from prevent_tui.services.team import Question

_MOST_NAMES = 6


class RemindersScreen(HouseScreen):
    """Each draft in full, how many there are, where they go; nothing is written before the button is pressed."""

    reads_first = True

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right", "turn(1)", show=False),
        Binding("left", "turn(-1)", show=False),
    ]

    def __init__(self, whom: Question | str) -> None:
        """To the red and amber people of a question, or to one person by id."""
        super().__init__()
        self._whom = whom
        self._at = 0
        self._preview: Preview | None = None
        self._writing: LongAct | None = None
        self._done = (0, 0)
        self._stopped: PreventError | None = None
        self._written: Written | None = None

    def body(self) -> ComposeResult:
        """What is to know, the first draft, and the button."""
        with Area():
            yield Words(classes="title", id="title")
            yield Words(classes="text", id="about")
            yield Words(classes="text", id="first")
        with Horizontal(classes="acts"):
            yield Action(id="write")

    def on_mount(self) -> None:
        """Read who would be reminded."""
        super().on_mount()
        self.query_one("#write").display = False
        self.load(self._load)

    async def _load(self) -> None:
        assert self.house.signed_in is not None
        actor, contact, whom, at = self.house.signed_in.actor, self.house.settings.contact, self._whom, self._at
        first = self._preview is None
        try:
            self._preview = await self.house.desk.run(
                lambda services: services.reminders.preview(actor, whom, contact=contact, at=at)
            )
        except PreventError as problem:
            self.explain_failure(problem)
        else:
            self.query_one("#write").display = bool(self._preview.drafts)
            self.retell()
            if first:
                self.query_one("#write" if self._preview.drafts else Area).focus()
        self.complete()

    def action_turn(self, by: int) -> None:
        """Show the next draft, or the one before."""
        if self._preview is None or self._writing is not None or self._written is not None:
            return
        at = max(0, min(self._at + by, self._preview.drafts - 1))
        if at != self._at:
            self._at = at
            self.load(self._load)

    @property
    def directory(self) -> Path:
        """Above the folder in which they are written."""
        return Path(self.house.settings.save_directory or paths.save_directory(os.environ))

    def useful_keys(self) -> list[tuple[str, str]]:
        """Writing."""
        if self._writing is not None:
            return []
        if self._preview is None or not self._preview.drafts or self._written is not None:
            return [("↑↓", self.tr(N_("Scroll")))]
        turning = [("← →", self.tr(N_("Others")))] if self._preview.drafts > 1 else []
        return [("Enter", self.tr(N_("Write"))), *turning]

    def say(self) -> None:
        """Write what would be written, or was."""
        self.query_one("#title", Words).update(self.tr(N_("Draft reminders")))
        preview = self._preview
        if preview is None:
            return
        label = self.t.ngettext("Write %(number)s draft", "Write %(number)s drafts", preview.drafts)
        self.query_one("#write", Action).show(label)
        self.query_one("#about", Words).update(Content("\n".join([*self._about(preview), ""])))
        self.query_one("#first", Words).update(self._first(preview))

    def _about(self, preview: Preview) -> list[str]:
        if self._written is not None and self._written.folder is not None:
            told = self.t.ngettext(
                "%(number)s draft was written. Open it in a mail program, look at it, and send it from there.",
                "%(number)s drafts were written. Open them in a mail program, look at them, and send them from there.",
                self._written.drafts,
            )
            lines = [told, self.tr(N_("Saved in this folder:")), f"  {self._written.folder}"]
        elif self._writing is not None:
            done, of = self._done
            told = self.tr(N_("Writing … %(done)s of %(of)s."), done=done, of=of)
            return [self.tr(N_("Stopping …")) if self._writing.is_stopping else told]
        elif self._stopped is not None:
            lines = [self.sentence(self._stopped)]
        elif preview.drafts:
            told = self.t.ngettext(
                "One e-mail as a file, for %(number)s person who is red or amber today. Nothing is sent.",
                "One e-mail each as a file, for %(number)s people who are red or amber today. Nothing is sent.",
                preview.drafts,
            )
            lines = [told, self.tr(N_("They go into a new folder in:")), f"  {self.directory}"]
        else:
            lines = [self.tr(N_("There is nobody to write to: nobody here is red or amber and has an e-mail address."))]
        return [*lines, *self._without(preview)]

    def _without(self, preview: Preview) -> list[str]:
        if not preview.without:
            return []
        lines = [self.tr(N_("Without an e-mail address, so tell them yourself:"))]
        lines += [f"  - {name}" for name in preview.without[:_MOST_NAMES]]
        more = len(preview.without) - _MOST_NAMES
        if more > 0:
            lines.append("  " + self.t.ngettext("and %(number)s more", "and %(number)s more", more))
        return lines

    def _first(self, preview: Preview) -> Content:
        draft = preview.draft
        if draft is None or self._written is not None or self._writing is not None:
            return Content("")
        place = self.tr(N_("Draft %(at)s of %(of)s:"), at=preview.at + 1, of=preview.drafts)
        head = self.tr(N_("The draft:")) if preview.drafts == 1 else place
        to, subject = self.tr(N_("To")), self.tr(N_("Subject"))
        width = max(len(to), len(subject)) + 2
        return Content.assemble(
            (head + "\n", "bold"),
            (f"{to:<{width}}", "$secondary-text"), f"{draft.name} <{draft.address}>\n",
            (f"{subject:<{width}}", "$secondary-text"), f"{draft.subject}\n\n",
            draft.text,
        )  # fmt: skip

    def on_action_pressed(self, message: Action.Pressed) -> None:
        """Write them."""
        if self._preview is None or self._writing is not None or self._written is not None:
            return
        self._writing, self._done = LongAct(self._progress), (0, self._preview.drafts)
        self._stopped, self.leave_key = None, N_("Stop")
        self.accept()
        self.query_one("#write").display = False
        self.query_one(Area).focus()
        self.query_one(Area).scroll_home(animate=False)
        self.retell()
        self.run_worker(self._write(self._writing))

    async def _write(self, writing: LongAct) -> None:
        from prevent_tui.services.reminders import write_drafts

        assert self.house.signed_in is not None
        actor, contact, directory = self.house.signed_in.actor, self.house.settings.contact, self.directory
        problem = None
        try:
            mailing = await self.house.desk.run(
                lambda services: services.reminders.collect(
                    actor, self._whom, contact=contact, progress=lambda done, of: writing.progress(0, 0)
                )
            )
            # Nobody has to wait for thousands of files.
            self._written = await self.house.desk.aside(
                lambda: write_drafts(mailing, directory, progress=writing.progress)
            )
        except PreventError as refused:
            problem = refused
        self._writing, self.leave_key = None, HouseScreen.leave_key
        if self.is_left:
            return
        self._stopped = problem if problem is not None and problem.code == "stopped" else None
        self.query_one("#write").display = self._written is None
        self.retell()
        self.query_one("#write" if self._written is None else Area).focus()
        self.query_one(Area).scroll_home(animate=False)
        if problem is not self._stopped and problem is not None:
            self.explain_failure(problem)

    def _progress(self, done: int, of: int) -> None:
        if self._writing is not None and not self.is_left:
            self._done = done, of or self._done[1]
            self.say()

    def action_leave(self) -> None:
        """Stop writing first; then leave."""
        if self._writing is None:
            super().action_leave()
            return
        self._writing.stop()
        self.say()

    def on_unmount(self) -> None:
        """Nothing goes on writing for a screen that is gone."""
        if self._writing is not None:
            self._writing.stop()
