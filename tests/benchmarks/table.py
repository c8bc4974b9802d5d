"""One line of the result, and the whole as a Markdown table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

BINDING = frozenset({"3", "4", "7", "8"})
"""The goals that hold: the command fails when one of them no longer does."""


@dataclass(frozen=True, slots=True)
class Row:
    """One goal as it was measured.

    `timed` says that other work on the machine makes it worse, `busy` that there was such work.
    """

    goal: str
    what: str
    ours: str
    yardstick: str
    ratio: str
    gate: str
    holds: bool
    timed: bool = False
    busy: bool = False

    @property
    def binds(self) -> bool:
        """Whether the command fails when it doesn't hold."""
        return self.goal in BINDING and not (self.timed and self.busy)

    @property
    def verdict(self) -> str:
        """In a word; none for a row without a gate."""
        if not self.gate:
            return ""
        if self.holds:
            return "holds"
        if self.timed and self.busy:
            return "busy machine"
        return "FAILS" if self.binds else "not yet"


def compared(
    goal: str, what: str, *, ours: float, yardstick: float, ratio: float, most: float, unit: str = "ms"
) -> Row:
    """A row whose gate is a ratio."""
    return Row(
        goal,
        what,
        f"{ours:.3g} {unit}" if ours < 100 else f"{ours:.0f} {unit}",
        f"{yardstick:.3g} {unit}" if yardstick < 100 else f"{yardstick:.0f} {unit}",
        f"{ratio:.2f}",
        f"≤ {most:.2f} ×",
        ratio <= most,
        timed=unit == "ms",
    )


def at_most(goal: str, what: str, *, ours: float, most: float, unit: str, yardstick: str = "") -> Row:
    """A row whose gate is a figure."""
    gate = f"≤ {most:,.4g} {unit}"
    return Row(goal, what, f"{ours:,.4g} {unit}", yardstick, "", gate, ours <= most, timed=unit in ("ms", "s"))


def markdown(rows: Sequence[Row]) -> str:
    """The table, its columns aligned."""
    lines = [("#", "what", "ours", "yardstick", "ratio", "gate", "")]
    lines += [(r.goal, r.what, r.ours, r.yardstick, r.ratio, r.gate, r.verdict) for r in rows]
    widths = [max(len(line[column]) for line in lines) for column in range(7)]
    lines.insert(1, tuple("-" * width for width in widths))  # type: ignore[arg-type]
    return "\n".join("| " + " | ".join(map(str.ljust, line, widths)) + " |" for line in lines)
