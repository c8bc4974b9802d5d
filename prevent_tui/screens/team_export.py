"""Saving what the grid shows: choose a form, see where it goes, and what it is called."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from prevent_tui import paths
from prevent_tui.domain.errors import PreventError
from prevent_tui.i18n import N_
from prevent_tui.screens import team_words
from prevent_tui.screens.base import LINK_KEYS, HouseScreen
from prevent_tui.screens.long_act import LongAct
from prevent_tui.widgets.action import Action
from prevent_tui.widgets.area import Area
from prevent_tui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from prevent_tui.domain.certification import Colour
    from prevent_tui.screens.team_words import Filters
    from prevent_tui.services.team import Question

_FORMS = {
    "html": (N_("A page to print"), N_("Name, colour and what to do; opens in a browser.")),
    "snapshot": (N_("A report for inspectors"), N_("Every date, the rules in force, and what each colour means.")),
    "csv": (N_("A table for a spreadsheet (CSV)"), N_("The same columns as on the command line.")),
    "json": (N_("Data for a program (JSON)"), N_("The same as on the command line.")),
}


class ExportScreen(HouseScreen):
    """The people of the grid as it stands: its filters, its order, its day."""

    reads_first = True

    BINDINGS: ClassVar[list[BindingType]] = [*LINK_KEYS]

    def __init__(self, question: Question, filters: Filters, name: str | None = None) -> None:
        super().__init__()
        self._question = question
        self._filters = filters
        self._manager_name = name
        self._counts: Mapping[Colour, int] | None = None
        self._saving: LongAct | None = None
        self._done = (0, 0)
        self._saved: Path | None = None

    def body(self) -> ComposeResult:
        """What is saved, the forms, and where."""
        with Area(can_focus=False):
            yield Words(classes="title", id="title")
            yield Words(classes="text", id="what")
            for form in _FORMS:
                yield Action(id=form, kind="link")
                yield Words(classes="below", id=f"{form}-about")
            yield Words(classes="text", id="kept")

    def on_mount(self) -> None:
        """Count what would be saved."""
        super().on_mount()
        self.query_one("#html").focus()
        self.load(self._load)

    async def _load(self) -> None:
        assert self.house.signed_in is not None
        actor = self.house.signed_in.actor
        try:
            self._counts = await self.house.desk.run(lambda services: services.team.counts(actor, self._question))
        except PreventError as problem:
            self.explain_failure(problem)
        else:
            self.retell()
        self.complete()

    @property
    def directory(self) -> Path:
        """Where it is saved: always the same place."""
        return Path(self.house.settings.save_directory or paths.save_directory(os.environ))

    def useful_keys(self) -> list[tuple[str, str]]:
        """Choosing."""
        return [] if self._saving else [("Enter", self.tr(N_("Save"))), ("↑↓", self.tr(N_("Move")))]

    def say(self) -> None:
        """Write what is saved, and where it was."""
        self.query_one("#title", Words).update(self.tr(N_("Save this list")))
        self.query_one("#what", Words).update(Content(f"{self._told()}\n"))
        for form, (label, about) in _FORMS.items():
            self.query_one(f"#{form}", Action).show(self.tr(label))
            self.query_one(f"#{form}-about", Words).update(self.tr(about))
        self.query_one("#kept", Words).update(self._whereabouts())

    def _told(self) -> str:
        title = team_words.title(self.t, self._filters, self._manager_name).plain
        return f"{title}: {self._shown()}" if self._counts is not None else title

    def _shown(self) -> str:
        return team_words.told(self.t, self._filters, sum((self._counts or {}).values()))

    def _whereabouts(self) -> Content:
        if self._saving is not None:
            done, of = self._done
            stopping = self.tr(N_("Stopping …"))
            told = self.tr(N_("Saving … %(done)s of %(of)s people."), done=done, of=of)
            return Content.styled(f"\n{stopping if self._saving.is_stopping else told}", "bold")
        if self._saved is None:
            where = self.tr(N_("It is saved in this folder:"))
            return Content(f"\n{where}\n  {self.directory}")
        saved = self.tr(N_("Saved in this folder:"))
        return Content.assemble("\n", (saved, "bold"), f"\n  {self._saved.parent}\n  {self._saved.name}")

    def on_action_pressed(self, message: Action.Pressed) -> None:
        """Save it in that form."""
        form = message.action.id or ""
        if self._counts is None or self._saving is not None:
            return
        self._saving, self._saved = LongAct(self._progress), None
        self._done = 0, sum(self._counts.values())
        self.leave_key = N_("Stop")
        self.accept()
        self.retell()
        self.query_one(Area).scroll_end(animate=False)
        self.run_worker(self._save(form, self._saving))

    def _progress(self, done: int, of: int) -> None:
        self._done = done, of
        if self._saving is not None and not self.is_left:
            self.query_one("#kept", Words).update(self._whereabouts())

    def action_leave(self) -> None:
        """Stop saving first; then leave."""
        if self._saving is None:
            super().action_leave()
            return
        self._saving.stop()
        self._progress(*self._done)

    def on_unmount(self) -> None:
        """Nothing goes on writing for a screen that is gone."""
        if self._saving is not None:
            self._saving.stop()

    async def _save(self, form: str, saving: LongAct) -> None:
        from prevent_tui.services.team_exports import Form, Told

        assert self.house.signed_in is not None
        actor, t, directory, question = self.house.signed_in.actor, self.t, self.directory, self._question
        own = f"{self.house.signed_in.given_name} {self.house.signed_in.family_name}"
        name = own if self._manager_name is None else self._manager_name
        told = Told(team_words.title(t, self._filters, name).plain, self._shown())
        problem: PreventError | None = None
        try:
            self._saved = await self.house.desk.run(
                lambda services: services.team_exports.save(
                    actor, question, Form(form), directory, t, told=told, progress=saving.progress
                )
            )
        except PreventError as refused:
            problem = refused
        self._saving, self.leave_key = None, HouseScreen.leave_key
        if self.is_left:
            return
        self.retell()
        if problem is not None and problem.code == "stopped":
            self.query_one("#kept", Words).update(Content.styled(f"\n{self.sentence(problem)}", "bold"))
        elif problem is not None:
            self.explain_failure(problem)
        self.query_one(Area).scroll_end(animate=False)
