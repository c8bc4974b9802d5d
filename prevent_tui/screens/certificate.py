"""A certificate: what it certifies, its reference, and saving it in a form and a language."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content

from prevent_tui import paths, wording
from prevent_tui.domain.errors import PreventError
from prevent_tui.i18n import N_, other
from prevent_tui.screens import telling
from prevent_tui.screens.base import HouseScreen
from prevent_tui.widgets.action import Action
from prevent_tui.widgets.area import Area
from prevent_tui.widgets.words import Words

if TYPE_CHECKING:
    import datetime as dt

    from prevent_tui.bootstrap import Services
    from prevent_tui.domain.certificates import Certified

_FORMS = ("html", "text", "pdf")


class CertificateScreen(HouseScreen):
    """The certificate of a completion that counts; it is issued when this is first opened."""

    reads_first = True

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("l", "change_language", show=False),
        Binding("right", "app.focus_next", show=False),
        Binding("left", "app.focus_previous", show=False),
    ]

    def __init__(self, completion_id: str) -> None:
        super().__init__()
        self._completion_id = completion_id
        self._found: tuple[dt.date, Certified] | None = None
        self._language: str | None = None
        self._saved: Path | None = None

    def body(self) -> ComposeResult:
        """What it says above; how to save it below."""
        with Area(can_focus=False):
            yield Words(classes="title", id="title")
            yield Words(classes="text", id="facts")
            yield Words(classes="text", id="saved")
            yield Action(id="language", kind="link")
        with Horizontal(classes="acts"):
            for form in _FORMS:
                yield Action(id=form, kind="button" if form == _FORMS[0] else "quiet")

    def on_mount(self) -> None:
        """Nothing can be saved before it is issued."""
        super().on_mount()
        self._offer(False)
        self.load(self._load)

    async def _load(self) -> None:
        actor, completion_id = self.actor, self._completion_id

        def read(services: Services) -> tuple[dt.date, Certified]:
            return services.clock.today(), services.certificates.issue(actor, completion_id).facts

        with self.explaining():
            self._found = await self.house.desk.run(read)
            self._offer(True)
            self.retell()
            self.query_one(f"#{_FORMS[0]}").focus()
        self.complete()

    def _offer(self, whether: bool) -> None:
        for name in (*_FORMS, "language"):
            self.query_one(f"#{name}").display = whether

    @property
    def language(self) -> str:
        """The language it is saved in: the reader's, until the other is chosen."""
        return self._language or self.t.language

    @property
    def directory(self) -> Path:
        """Where it is saved: always the same place."""
        return Path(self.house.settings.save_directory or paths.save_directory(os.environ))

    def useful_keys(self) -> list[tuple[str, str]]:
        """Saving."""
        return [
            ("Enter", self.tr(N_("Choose"))),
            ("Tab", self.tr(N_("Next"))),
            ("l", self.tr(N_("Language of the file"))),
        ]

    def say(self) -> None:
        """Write what it certifies, and where it was saved."""
        self.query_one("#title", Words).update(self.tr(N_("Certificate")))
        labels = {"html": N_("Save as HTML"), "text": N_("Save as text"), "pdf": N_("Save as PDF")}
        for form, label in labels.items():
            self.query_one(f"#{form}", Action).show(self.tr(label))
        instead = {"en": N_("Save it in English instead"), "cy": N_("Save it in Welsh instead")}
        self.query_one("#language", Action).show(self.tr(instead[other(self.language)]))
        if self._found is not None:
            self.query_one("#facts", Words).update(self._facts(*self._found))
            self.query_one("#saved", Words).update(self._whereabouts())

    def _facts(self, today: dt.date, facts: Certified) -> Content:
        t = self.t
        until = t.date(facts.certified_until)
        ended = facts.certified_until < today
        first = t.tr(N_("What it certifies ended on %(day)s."), day=until) if ended else t.tr(
            N_("Certified until %(day)s."), day=until)  # fmt: skip
        rows = [
            (t.tr(N_("Name")), facts.name),
            (t.tr(N_("Option")), wording.option_name(t, facts.option)),
            (t.tr(N_("Completed on")), t.date(facts.certified_on)),
            (t.tr(N_("Reference")), facts.reference),
        ]
        width = max(len(label) for label, _ in rows) + 2
        lines = [Content.styled(first + "\n", "bold")]
        lines += [Content(telling.hanging(label.ljust(width), value, self.columns)) for label, value in rows]
        keep = N_("Keep the reference: with it the issuer can check the certificate. Its dates never change.")
        return Content("\n").join([*lines, Content("\n" + t.tr(keep))])

    def _whereabouts(self) -> Content:
        if self._saved is None:
            where = {
                "en": N_("It is saved in English, in this folder:"),
                "cy": N_("It is saved in Welsh, in this folder:"),
            }
            return Content(f"\n{self.tr(where[self.language])}\n  {self.directory}\n")
        hint = self.tr(N_("To print it, open the file and print from there."))
        saved = self.tr(N_("Saved in this folder:"))
        return Content.assemble("\n", (saved, "bold"), f"\n  {self.directory}\n  {self._saved.name}\n{hint}\n")

    # -- saving ----------------------------------------------------------------------------------------------------

    async def on_action_pressed(self, message: Action.Pressed) -> None:
        """Save it in a form, or change the language it is saved in."""
        if message.action.id == "language":
            self.action_change_language()
        else:
            await self._save(message.action.id or "")

    def action_change_language(self) -> None:
        """Save it in the other language from now on."""
        self._language, self._saved = other(self.language), None
        self.accept()
        self.retell()

    async def _save(self, form: str) -> None:
        if self._found is None:
            return
        from prevent_tui.services.certificates import Form

        actor, reference, language, directory = self.actor, self._found[1].reference, self.language, self.directory
        try:
            self._saved = await self.house.desk.run(
                lambda services: services.certificates.save(actor, reference, Form(form), language, directory=directory)
            )
        except PreventError as problem:
            self._saved = None
            self.retell()
            self.explain_failure(problem)
            return
        self.accept()
        self.retell()
