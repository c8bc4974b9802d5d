"""A screen is laid out while its frames are held, and drawn once, when it is complete."""

from __future__ import annotations

import pytest
from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Static

from prevent_tui.terminal import whole
from prevent_tui.terminal.whole import WholeFrames, WholeScreen


class Counted(WholeScreen):
    """One line of text."""

    def compose(self) -> ComposeResult:
        yield Static("begun", id="text")

    def on_mount(self) -> None:
        assert isinstance(self.app, WholeFrames)
        self.app.hold_frames()

    def write(self, text: str) -> None:
        self.query_one("#text", Static).update(text)


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What stood on the screen whenever it was drawn."""
    found: list[str] = []
    draw = Screen._compositor_refresh

    def noted(screen: Screen[None]) -> None:
        if isinstance(screen, Counted) and screen.is_current:
            found.append(str(screen.query_one("#text", Static).content))
        draw(screen)

    monkeypatch.setattr(Screen, "_compositor_refresh", noted)
    monkeypatch.setattr(whole, "LONGEST", 60)  # however busy the machine
    return found


class Held(WholeFrames[None]):
    """One such screen."""

    def get_default_screen(self) -> Screen[None]:
        self.hold_frames()
        return Counted()


async def test_nothing_is_drawn_before_it_is_complete(drawn: list[str]) -> None:
    app = Held()
    async with app.run_test() as pilot:
        screen = app.screen
        assert isinstance(screen, Counted)
        for text in ("more", "still more"):
            screen.write(text)
            await pilot.pause()
        laid_out = screen.query_one("#text", Static).size.width
        assert laid_out > 0
        assert drawn == []
        screen.write("complete")
        app.show_frames()
        await pilot.pause(0.1)
        assert drawn == ["complete"]
        screen.write("and on")
        await pilot.pause(0.1)
        assert drawn == ["complete", "and on"]
