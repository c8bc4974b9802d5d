"""What stands in the two bars of every screen; nothing is imported that the first frame would have to wait for."""

from __future__ import annotations

from prevent_tui.i18n import LANGUAGE_NAMES, N_, other

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from prevent_tui.i18n import Translator

LEAVING = ("Esc", "Ctrl+Q", "F2")
"""Keys that always show: how to go back, and how to leave."""


def top(t: Translator) -> tuple[str, str, str]:
    """The service's name, its phase, and the language it can be switched to, with the key."""
    return t.tr(N_("Prevent duty training")), t.tr(N_("beta")), f"{LANGUAGE_NAMES[other(t.language)]} Ctrl+L"


def keys(t: Translator, useful: Sequence[tuple[str, str]], *, more: bool, leave: str) -> list[tuple[str, str]]:
    """The keys of a screen and what they do: its own, help, and how to go back (if `leave` says whereto) and leave.

    `more` says that there is text below what is in view.
    """
    return [
        *([("PgDn", "▼ " + t.tr(N_("More")))] if more else []),
        *useful,
        ("F1", t.tr(N_("Help"))),
        ("F2", t.tr(N_("Worried?"))),
        *([("Esc", t.tr(leave))] if leave else []),
        ("Ctrl+Q", t.tr(N_("Leave"))),
    ]


def fitting(keys: Sequence[tuple[str, str]], room: int) -> list[tuple[str, str]]:
    """As many keys as fit into that many cells, of which each takes three more than its words.

    First come how to go back and leave, then the others in their order.
    """
    return [keys[number] for number in _shown(keys, room, air=3)]


def closer(keys: Sequence[tuple[str, str]], room: int) -> list[tuple[str, str]] | None:
    """The keys that fit where each takes only two cells more; None while the two most useful fit as they are."""
    leaving = [number for number, (key, _) in enumerate(keys) if key in LEAVING]
    first = {number for number in range(len(keys)) if number not in leaving and keys[number][0] != "F1"}
    wanted = set(sorted(first)[:2])
    shown, closer = _shown(keys, room, air=3), _shown(keys, room, air=2)
    gains = len(wanted.intersection(closer)) > len(wanted.intersection(shown))
    return [keys[number] for number in closer] if gains else None


def in_two_lines(
    keys: Sequence[tuple[str, str]], room: int
) -> tuple[tuple[list[tuple[str, str]], list[tuple[str, str]]], str]:
    """The keys in two lines of that many cells, and what stands after each key.

    How to go back and leave ends the second line; the others fill the first in their order, then what is left.
    """
    lines = _two_lines(keys, room, air=3)
    if sum(map(len, lines)) == len(keys):
        return lines, " "
    return _two_lines(keys, room, air=2), ""


def _two_lines(
    keys: Sequence[tuple[str, str]], room: int, *, air: int
) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    leaving = [one for one in keys if one[0] in LEAVING]
    others = [one for one in keys if one[0] not in LEAVING]
    above: list[tuple[str, str]] = []
    while others and _width([*above, others[0]], air) <= room:
        above.append(others.pop(0))
    left = room - _width(leaving, air)
    below = [others[number] for number in _shown(others, left, air=air)]
    return above, [*below, *leaving]


def _width(keys: Sequence[tuple[str, str]], air: int) -> int:
    return sum(len(key) + len(what) + air for key, what in keys)


def _shown(keys: Sequence[tuple[str, str]], room: int, *, air: int) -> list[int]:
    shown = set[int]()
    leaving = [number for number, (key, _) in enumerate(keys) if key in LEAVING]
    for number in [*leaving, *(number for number in range(len(keys)) if number not in leaving)]:
        width = sum(map(len, keys[number])) + air
        if width <= room:
            shown.add(number)
            room -= width
    return sorted(shown)
