"""Text on its way into a spreadsheet, which runs some of it as formulas."""

from __future__ import annotations

_STARTS_A_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")


def safe_cell(text: str) -> str:
    """The text as a cell that a spreadsheet shows and doesn't run.

    What could be a formula is quoted with `'`. For people's files only; a program gets the text itself.
    """
    starts = text.startswith(_STARTS_A_FORMULA) or text.lstrip().startswith(_STARTS_A_FORMULA)
    return f"'{text}" if starts else text
