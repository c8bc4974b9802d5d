"""Text that is never read as markup: a name with square brackets in it stays a name."""

from __future__ import annotations

from textual.widgets import Static


class Words(Static):
    """A text; a `str` given to it is shown as it is."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes, markup=False)
