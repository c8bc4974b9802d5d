"""What a program that looks for Welsh words and sorts them needs to know of Welsh."""

from __future__ import annotations

import re

from prevent_tui.domain.people import fold

_MUTATED = {
    "ll": ("l",),
    "rh": ("r",),
    "ch": (),
    "dd": (),
    "ff": (),
    "ph": (),
    "th": (),
    "c": ("g", "ngh", "ch"),
    "p": ("b", "mh", "ph"),
    "t": ("d", "nh", "th"),
    "g": ("", "ng"),
    "b": ("f", "m"),
    "d": ("dd", "n"),
    "m": ("f",),
    **{vowel: (f"h{vowel}",) for vowel in "aeiouwy"},
}
"""The letters a word can begin with and what may stand in their place; an `h` before a vowel is one of these."""

_ALPHABET = "a b c ch d dd e f ff g ng h i j k l ll m n o p ph q r rh s t th u v w x y z"
_PLACE = {letter: chr(ord("a") + number) for number, letter in enumerate(_ALPHABET.split())}
_LETTER = re.compile("|".join(sorted(_PLACE, key=len, reverse=True)))


def mutated(text: str) -> tuple[str, ...]:
    """The text, and the text with the first letter of its first word as it may stand after other words."""
    lowered = text.lower()
    begin = next((letter for letter in _MUTATED if lowered.startswith(letter)), "")
    made = [new + lowered[len(begin) : len(begin) + 1] for new in _MUTATED.get(begin, ())]
    rest = text[len(begin) + 1 :]
    return (text, *((new.capitalize() if text[:1].isupper() else new) + rest for new in made))


def sort_key(text: str) -> str:
    """The key that sorts by the Welsh alphabet, where ch, dd, ff, ng, ll, ph, rh and th are letters of their own."""
    return _LETTER.sub(lambda found: _PLACE[found[0]], fold(text))
