"""Files that were saved: what they are, and where."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content

from prevent_tui import paths
from prevent_tui.i18n import N_
from prevent_tui.screens.base import HouseScreen
from prevent_tui.widgets.action import Action
from prevent_tui.widgets.area import Area
from prevent_tui.widgets.words import Words

if TYPE_CHECKING:
    from prevent_tui.settings import Settings


def save_folder(settings: Settings) -> Path:
    """Where files are saved: always the same place."""
    return Path(settings.save_directory or paths.save_directory(os.environ))


class SavedFilesScreen(HouseScreen):
    """A title, what the files are, their folder and names."""

    def __init__(self, title: str, about: str, files: Sequence[Path]) -> None:
        super().__init__()
        self._heading, self._about = title, about
        self._files = tuple(files)

    def body(self) -> ComposeResult:
        """The words, and the way back."""
        with Area(can_focus=False):
            yield Words(classes="title", id="title")
            yield Words(classes="text", id="text")
        with Horizontal(classes="acts"):
            yield Action(id="back")

    def on_mount(self) -> None:
        """Going on has the focus."""
        super().on_mount()
        self.query_one("#back").focus()

    def useful_keys(self) -> list[tuple[str, str]]:
        """Going on."""
        return [("Enter", self.tr(N_("Choose")))]

    def say(self) -> None:
        """Write where they are."""
        self.query_one("#title", Words).update(self.tr(self._heading))
        names = [f"  {file.name}" for file in self._files]
        lines = [self.tr(self._about), *names, "", self.tr(N_("Saved in this folder:")), f"  {self._files[0].parent}"]
        self.query_one("#text", Words).update(Content("\n".join(lines)))
        self.query_one("#back", Action).show(self.tr(N_("Back to the session")))

    def on_action_pressed(self, message: Action.Pressed) -> None:
        """Go back."""
        self.action_leave()
