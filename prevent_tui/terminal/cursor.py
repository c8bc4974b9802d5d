"""Where the hardware cursor belongs: on the focus, so that magnifiers and braille displays follow it.

Textual moves the terminal's cursor to the public `App.cursor_position` at the end of every frame. Here that
attribute is worked out when it is asked for, so it is right after a focus change, a scroll, a new layout or a
key in a field, with nothing to keep up to date. No private part of Textual is touched.
"""

from __future__ import annotations

from textual.app import App, ReturnType, ScreenStackError
from textual.errors import NoWidget
from textual.geometry import Offset
from textual.screen import Screen
from textual.widget import Widget

_NOWHERE = Offset(0, 0)


def cursor_for(widget: Widget) -> Offset:
    """The cell on the screen where the cursor of a focused widget belongs, counted from 0.

    A widget may say so itself: by `cursor_cell`, an attribute or a method without arguments, as a column and
    a row within its content as it is seen (`Offset` or pair); text fields of Textual do by
    `cursor_screen_offset`. For any other it is the first cell of its content, inside border and padding.
    """
    own = getattr(widget, "cursor_cell", None)
    cell = own() if callable(own) else own
    if cell is not None:
        return widget.content_region.offset + Offset(*cell)
    on_screen = getattr(widget, "cursor_screen_offset", None)
    if isinstance(on_screen, Offset):
        # behind the last letter, where most typing happens, `Input` is one cell beyond the cell it draws
        return on_screen - Offset(int(getattr(widget, "cursor_at_end", False)), 0)
    content = widget.content_region
    return content.offset if content.area else widget.region.offset


def cursor_on(screen: Screen[object]) -> Offset | None:
    """The cell for the cursor on a screen, or None when nothing that has the focus can be seen.

    A cell that is scrolled out of sight gives way to the nearest cell of the widget that is in sight.
    """
    focused = screen.focused
    if focused is None:
        return None
    try:
        seen = screen.find_widget(focused).visible_region
    except NoWidget:  # hidden, or not laid out yet
        return None
    if not seen.area:
        return None
    x, y = cursor_for(focused)
    return Offset(min(max(x, seen.x), seen.right - 1), min(max(y, seen.y), seen.bottom - 1))


class FocusCursor(App[ReturnType]):
    """An app whose hardware cursor stands where the focus is; `cursor_shown` says if it stands anywhere."""

    cursor_shown: bool = False

    @property
    def cursor_position(self) -> Offset:
        """The cursor's cell on the screen; brings `cursor_shown` up to date."""
        try:
            cell = cursor_on(self.screen)
        except ScreenStackError:  # no screen yet, or no longer
            cell = None
        self.cursor_shown = cell is not None
        return _NOWHERE if cell is None else cell

    @cursor_position.setter
    def cursor_position(self, _cell: Offset) -> None:
        """Text fields set it at each key; it is worked out afresh instead."""
