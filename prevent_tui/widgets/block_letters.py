"""Letters three lines high, of whole and half blocks, for a title that is read from the back of a room.

Only capitals: they have no tails. Every console font has these three blocks (`▀▄█`).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

# Of each letter, five rows of dots; above them is one for an accent.
_GLYPHS = """
A .#. #.# ### #.# #.#|B ##. #.# ##. #.# ##.|C .## #.. #.. #.. .##|D ##. #.# #.# #.# ##.|E ### #.. ##. #.. ###
F ### #.. ##. #.. #..|G .## #.. #.# #.# .##|H #.# #.# ### #.# #.#|I # # # # #|J ..# ..# ..# #.# .#.
K #.# #.# ##. #.# #.#|L #.. #.. #.. #.. ###|M #...# ##.## #.#.# #...# #...#|N #..# ##.# #.## #..# #..#
O .#. #.# #.# #.# .#.|P ##. #.# ##. #.. #..|Q .#.. #.#. #.#. #.#. .#.#|R ##. #.# ##. #.# #.#|S .## #.. .#. ..# ##.
T ### .#. .#. .#. .#.|U #.# #.# #.# #.# ###|V #.# #.# #.# #.# .#.|W #...# #...# #.#.# ##.## #...#|X #.# #.# .#. #.# #.#
Y #.# #.# .#. .#. .#.|Z ### ..# .#. #.. ###|0 .#. #.# #.# #.# .#.|1 .# ## .# .# .#|2 ##. ..# .#. #.. ###
3 ##. ..# .#. ..# ##.|4 #.# #.# ### ..# ..#|5 ### #.. ##. ..# ##.|6 .## #.. ##. #.# .#.|7 ### ..# .#. .#. .#.
8 .#. #.# .#. #.# .#.|9 .#. #.# .## ..# ##.|. . . . . #|· . . # . .|, . . . # #|: . # . # .|; . # . # #|! # # # . #
? ##. ..# .#. ... .#.|' # # . . .|- .. .. ## .. ..|– ... ... ### ... ...|/ ..# ..# .#. #.. #..|( .# #. #. #. .#
) #. .# .# .# #.|& .#.. #.#. .#.. #.## .##.
"""
_ACCENTS = frozenset("\u0302\u0308\u0300\u0301")


def _glyphs() -> Mapping[str, tuple[str, ...]]:
    parts = (part.split(" ") for line in _GLYPHS.strip().splitlines() for part in line.split("|"))
    return {letter: tuple(rows) for letter, *rows in parts}


def block_letters(text: str) -> tuple[str, ...] | None:
    """The text in capitals three lines high; None where a letter isn't among these."""
    glyphs, rows = _glyphs(), [""] * 6
    for number, char in enumerate(text.replace("’", "'").upper()):
        base, *marks = list(unicodedata.normalize("NFD", char))
        glyph = ("..",) * 5 if char == " " else glyphs.get(base)
        if glyph is None or any(mark not in _ACCENTS for mark in marks):
            return None
        accent = _accent(len(glyph[0])) if marks else "." * len(glyph[0])
        gap = "." if number else ""
        rows = [row + gap + dots for row, dots in zip(rows, (accent, *glyph), strict=True)]
    return tuple(_line(rows[at], rows[at + 1]) for at in range(0, 6, 2))


def _accent(width: int) -> str:
    """A dash in place of any accent; which one it is stands below the slide, in plain letters."""
    return "#" if width < 3 else "." + "#" * (width - 2) + "."


def _line(upper: str, lower: str) -> str:
    return "".join(" ▄▀█"[(top == "#") * 2 + (bottom == "#")] for top, bottom in zip(upper, lower, strict=True))
