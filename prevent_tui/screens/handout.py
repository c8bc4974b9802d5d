"""What is read of the toolbox talk and saved as a page to print: its hand-out, and the whole of it as a text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content

from prevent_tui import alone_words
from prevent_tui.domain.errors import PreventError
from prevent_tui.i18n import N_
from prevent_tui.screens import telling
from prevent_tui.screens.base import HouseScreen
from prevent_tui.widgets.action import Action
from prevent_tui.widgets.area import Area
from prevent_tui.widgets.page import styled
from prevent_tui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from prevent_tui.bootstrap import Services
    from prevent_tui.domain.talks import Talk
    from prevent_tui.exchange.handout_page import Part
    from prevent_tui.services.access import Actor


class _PrintedScreen(HouseScreen):
    """A text that can be saved; subclasses read it, write it and save it."""

    reads_first = True

    BINDINGS: ClassVar[list[BindingType]] = [Binding("s", "save", show=False)]

    def __init__(self) -> None:
        super().__init__()
        self._saved = ""

    def read(self, services: Services, actor: Actor) -> None:
        """Read the text; on the storage thread. Raises PreventError."""
        raise NotImplementedError

    def told(self) -> tuple[str, Content] | None:
        """The title and the text in the reader's language; None until it was read."""
        raise NotImplementedError

    def keep_page(self, services: Services, actor: Actor, directory: Path) -> Path:
        """Save it as a page; on the storage thread. Raises PreventError."""
        raise NotImplementedError

    def more(self) -> ComposeResult:
        """Buttons beside saving."""
        yield from ()

    def body(self) -> ComposeResult:
        """The text, and saving it."""
        with Area():
            yield Words(classes="title", id="title")
            yield Words(classes="text", id="text")
        yield Words(classes="quiet-text", id="saved")
        with Horizontal(classes="acts"):
            yield Action(id="save")
            yield from self.more()

    def on_mount(self) -> None:
        """Read it."""
        super().on_mount()
        self.load(self._load)

    async def _load(self) -> None:
        actor = self.actor
        try:
            await self.house.desk.run(lambda services: self.read(services, actor))
        except PreventError as problem:
            self.explain_failure(problem)
        self.retell()
        self.query_one(Area).focus()
        self.complete()

    def useful_keys(self) -> list[tuple[str, str]]:
        """Reading and saving."""
        return [("↑↓", self.tr(N_("Scroll"))), ("s", self.tr(N_("Save")))]

    def say(self) -> None:
        """Write the page."""
        self.query_one("#save", Action).show(self.tr(N_("Save as a page to print")))
        saved = self.query_one("#saved", Words)
        saved.display = bool(self._saved)
        saved.update(self.tr(N_("Saved: %(file)s"), file=self._saved))
        told = self.told()
        if told is not None:
            self.query_one("#title", Words).update(told[0])
            self.query_one("#text", Words).update(told[1])

    async def on_action_pressed(self, message: Action.Pressed) -> None:
        """Save it."""
        await self.action_save()

    async def action_save(self) -> None:
        """Save the page where every screen saves its files."""
        from prevent_tui.screens.saved_files import save_folder

        actor, directory = self.actor, save_folder(self.house.settings)
        try:
            file = await self.house.desk.run(lambda services: self.keep_page(services, actor, directory))
        except PreventError as problem:
            self.explain_failure(problem)
            return
        self.accept()
        self._saved = str(file)
        self.say()


class HandoutScreen(_PrintedScreen):
    """The page to take away."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("t", "text", show=False)]

    _talk: Talk | None = None

    def read(self, services: Services, actor: Actor) -> None:
        """Read the talk."""
        self._talk = services.talks.content(actor)

    def told(self) -> tuple[str, Content] | None:
        """The hand-out."""
        from prevent_tui.content.markdown import blocks, lines

        if self._talk is None:
            return None
        handout = self._talk.words_in(self.t.language).handout
        return handout.title, Content("\n").join(styled(lines(blocks(handout.markdown), self.columns)))

    def keep_page(self, services: Services, actor: Actor, directory: Path) -> Path:
        """Save the hand-out."""
        return services.register_exports.save_handout(actor, directory, self.t.language)

    def more(self) -> ComposeResult:
        """The way to slides and captions."""
        yield Action(id="text-of-talk", kind="quiet")

    def useful_keys(self) -> list[tuple[str, str]]:
        """Reading, saving, and the slides with their captions."""
        return [*super().useful_keys(), ("t", self.tr(N_("The whole talk")))]

    def say(self) -> None:
        """Write the page, and the way on."""
        super().say()
        self.query_one("#text-of-talk", Action).show(self.tr(N_("The whole talk")))

    async def on_action_pressed(self, message: Action.Pressed) -> None:
        """Save it, or go on to the slides with their captions."""
        if message.action.id == "save":
            await self.action_save()
        else:
            self.action_text()

    def action_text(self) -> None:
        """Read slides and captions."""
        self.app.push_screen(TalkTextScreen())


class TalkTextScreen(_PrintedScreen):
    """The whole talk as a text: every slide, what is said, and the questions."""

    _parts: Mapping[str, tuple[Part, ...]] | None = None

    def read(self, services: Services, actor: Actor) -> None:
        """Read it in both languages, so that the screen can change its own."""
        from prevent_tui.i18n import LANGUAGES, Translator

        self._parts = {language: services.alone.text(actor, Translator(language)) for language in LANGUAGES}

    def told(self) -> tuple[str, Content] | None:
        """The text."""
        if self._parts is None:
            return None
        lines = [line for part in self._parts[self.t.language] for line in _lines(part, self.columns)]
        return alone_words.title(self.t), Content("\n").join(lines)

    def keep_page(self, services: Services, actor: Actor, directory: Path) -> Path:
        """Save it."""
        return services.alone.save(actor, directory, self.t)


def _lines(part: Part, width: int) -> list[Content]:
    """A part of a text as lines of a width, with an empty one behind it."""
    kind, rows = part
    told = [Content.assemble(*((text, "bold") if bold else text for text, bold in row)) for row in rows]
    if kind == "heading":
        told = [line.stylize("bold underline") for line in told]
    elif kind == "slide":
        told = [Content("    " + line.plain) if line.plain else line for line in told]
    elif kind == "list":
        told = [Content(telling.hanging("  ", line.plain, width)) for line in told]
    return [*told, Content("")]
